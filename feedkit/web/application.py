"""Which address does what. GET and HEAD change nothing, ever: scanners of mail follow every link.

| address | GET | POST |
|--|--|--|
| `/` | the form to sign up | – |
| `/subscribe` | – | sign up; the answer is the same for every address |
| `/confirm/TOKEN` | a button | the reader is on the list |
| `/unsubscribe/TOKEN` | a button | the reader is off the list (RFC 8058, whatever the body is) |
| `/preferences/TOKEN` | what is wanted | keep it; `…/account` mails a link to the next |
| `/account/TOKEN` | what is kept; `…/export` as JSON | `…/erase` erases it |
| `/openapi.json`, `/health` | for programs | – |
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from feedkit import templates
from feedkit.config import Config
from feedkit.rendering import Prepared
from feedkit.web import openapi, readers, signing_up
from feedkit.web.desk import Desk, desk_of, page_response
from feedkit.web.guarding import Guarded
from feedkit.web.letters import post_of
from feedkit.web.pages import Site
from feedkit.workflow.subscribers import OpenList, open_list


def create_app(config: Config, project: Path, *, clock: Callable[[], datetime]) -> Any:
    """The application of a project, as ASGI; `clock` says what time it is. Raises what opening the list raises, on start."""
    opening: AbstractContextManager[OpenList] = open_list(config, project, clock())
    subscribers = opening.__enter__()
    base = (config.web.url or config.site.url).rstrip("/")
    site = Site(title=config.site.title, url=config.site.url, language=config.site.language, base=urlsplit(base).path)
    prepared = Prepared(templates.load(project / config.templates.dir), folder=config.templates.dir)
    desk = Desk(
        config=config,
        site=site,
        base=base,
        templates=prepared,
        subscribers=subscribers,
        post=post_of(config, project, subscribers.keys, base),
        clock=clock,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        opening.__exit__(None, None, None)

    routes = [
        Route("/", signing_up.sign_up_form, methods=["GET"]),
        Route("/subscribe", signing_up.subscribe, methods=["POST"]),
        Route("/confirm/{token}", signing_up.ask_confirm, methods=["GET"]),
        Route("/confirm/{token}", signing_up.confirm, methods=["POST"]),
        Route("/unsubscribe/{token}", readers.ask_leave, methods=["GET"]),
        Route("/unsubscribe/{token}", readers.leave, methods=["POST"]),
        Route("/preferences/{token}", readers.preferences, methods=["GET"]),
        Route("/preferences/{token}", readers.choose, methods=["POST"]),
        Route("/preferences/{token}/account", readers.send_account_link, methods=["POST"]),
        Route("/account/{token}", readers.account, methods=["GET"]),
        Route("/account/{token}/export", readers.export, methods=["GET"]),
        Route("/account/{token}/erase", readers.erase, methods=["POST"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
        Route("/health", _health, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _failed})
    app.state.desk = desk
    return Guarded(app, secure=base.startswith("https:"))


async def _openapi(request: Request) -> Response:
    return JSONResponse(openapi.document(desk_of(request).site.title, desk_of(request).base))


async def _health(request: Request) -> Response:
    def ask() -> None:
        with desk_of(request).subscribers.database.reading() as connection:
            connection.exec_driver_sql("SELECT 1")

    await run_in_threadpool(ask)
    return JSONResponse({"status": "ok"})


async def _failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    kind = {404: "missing", 410: "invalid", 429: "busy"}.get(status)
    if isinstance(error, HTTPException) and error.detail == "invalid":
        kind = "invalid"
    if kind is None:
        return Response(status_code=status, headers=headers)
    response = page_response(request, kind, status)
    if status == 429:
        response.headers["retry-after"] = "3600"
    return response
