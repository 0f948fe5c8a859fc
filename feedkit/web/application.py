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
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from feedkit import templates
from feedkit.config import Config
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rendering import Prepared
from feedkit.subscribers.addresses import AddressError, read_address
from feedkit.subscribers.forms import topic_words
from feedkit.subscribers.tables import MAIN
from feedkit.tokens import Claim, Purpose, TokenError, sign, verify
from feedkit.web import openapi
from feedkit.web.guarding import Guarded, Rates, network
from feedkit.web.letters import Post, post_of
from feedkit.web.pages import Site, page
from feedkit.web.words import accepted, language_for
from feedkit.workflow import membership
from feedkit.workflow.subscribers import OpenList, open_list

_FORM = {"max_files": 0, "max_fields": 100, "max_part_size": 16 * 1024}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pages are served from."""

    config: Config
    site: Site
    base: str
    """The address of the pages, without `/` at its end."""
    templates: Prepared
    subscribers: OpenList
    post: Post | None
    clock: Callable[[], datetime]
    sign_ups: Rates = field(default_factory=lambda: Rates(capacity=10, seconds=3600))
    changes: Rates = field(default_factory=lambda: Rates(capacity=60, seconds=600))

    @property
    def open(self) -> bool:
        """Whether people can sign up."""
        return self.config.web.sign_up and self.post is not None


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
        Route("/", _sign_up_form, methods=["GET"]),
        Route("/subscribe", _subscribe, methods=["POST"]),
        Route("/confirm/{token}", _ask_confirm, methods=["GET"]),
        Route("/confirm/{token}", _confirm, methods=["POST"]),
        Route("/unsubscribe/{token}", _ask_leave, methods=["GET"]),
        Route("/unsubscribe/{token}", _leave, methods=["POST"]),
        Route("/preferences/{token}", _preferences, methods=["GET"]),
        Route("/preferences/{token}", _choose, methods=["POST"]),
        Route("/preferences/{token}/account", _send_account_link, methods=["POST"]),
        Route("/account/{token}", _account, methods=["GET"]),
        Route("/account/{token}/export", _export, methods=["GET"]),
        Route("/account/{token}/erase", _erase, methods=["POST"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
        Route("/health", _health, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _failed})
    app.state.desk = desk
    return Guarded(app, secure=base.startswith("https:"))


# Signing up


async def _sign_up_form(request: Request) -> Response:
    desk = _desk(request)
    if not desk.open:
        return _page(request, "closed", 404)
    return _form(request)


async def _subscribe(request: Request) -> Response:
    """The same answer, in the same time, for every address: what depends on it is done behind the answer."""
    desk = _desk(request)
    now = desk.clock()
    if not desk.open:
        return _page(request, "closed", 404)
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403)
    form = await _fields(request)
    written = form.get("email", [""])[0]
    values = {"email": written[:254], "name": form.get("name", [""])[0], "chosen": topic_words(form.get("topic", []))}
    try:
        verify(desk.subscribers.keys, Purpose.FORM, form.get("form", [""])[0], now)
    except TokenError:
        return _form(request, 422, note="form_old", **values)
    try:
        address = read_address(written)
    except AddressError:
        return _form(request, 422, fault="email_wrong", **values)
    _limit(request, desk.sign_ups, now)
    offered = topic_words(desk.config.web.topics)
    asked = membership.SignUp(
        address=address,
        name=form.get("name", [""])[0],
        language=_language(request),
        topics=tuple(each for each in values["chosen"] if each in offered),
        source=desk.base,
        network_address=_client(request),
    )
    return _page(request, "sent", background=BackgroundTask(_sign_up, desk, asked, now))


def _sign_up(desk: Desk, asked: membership.SignUp, now: datetime) -> None:
    owed = membership.sign_up(desk.subscribers, asked, now)
    if owed is not None and desk.post is not None:
        desk.post.send(owed, now)


async def _ask_confirm(request: Request) -> Response:
    _claim(request, Purpose.CONFIRM)
    return _page(request, "confirm", action=_here(request, "confirm"))


async def _confirm(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.CONFIRM)
    done = await run_in_threadpool(membership.confirm_claim, desk.subscribers, claim, desk.clock())
    return _page(request, "confirmed" if done else "not_confirmed", 200 if done else 410)


# Leaving


async def _ask_leave(request: Request) -> Response:
    _claim(request, Purpose.UNSUBSCRIBE)
    return _page(request, "leave", action=_here(request, "unsubscribe"))


async def _leave(request: Request) -> Response:
    """One-click unsubscribing and the button: the token says it all, so the body is not read; no limit of rate either."""
    desk, claim = _desk(request), _claim(request, Purpose.UNSUBSCRIBE)
    await run_in_threadpool(membership.leave, desk.subscribers, claim, desk.clock())
    return _page(request, "left")


# Choosing


async def _preferences(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.PREFERENCES)
    record = await run_in_threadpool(membership.record_of, desk.subscribers, claim)
    return _page(request, "gone", 410) if record is None else _choices(request, claim, record)


async def _choose(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.PREFERENCES)
    now = desk.clock()
    _limit(request, desk.changes, now)
    form = await _fields(request)
    offered = topic_words(desk.config.web.topics)
    record = await run_in_threadpool(
        lambda: membership.choose(
            desk.subscribers,
            claim,
            now,
            name=form.get("name", [""])[0],
            topics=topic_words(form.get("topic", [])),
            offered=offered,
        )
    )
    return _page(request, "gone", 410) if record is None else _choices(request, claim, record, note="saved")


def _choices(request: Request, claim: Claim, record: membership.Record, *, note: str = "") -> Response:
    desk = _desk(request)
    token = sign(desk.subscribers.keys, Purpose.UNSUBSCRIBE, claim.list, claim.subscriber, claim.issued)
    return _page(
        request,
        "choose",
        email=_masked(record.email),
        name=record.name,
        topics=desk.config.web.topics,
        chosen=record.topics,
        action=_here(request, "preferences"),
        second_action=f"{desk.site.base}/unsubscribe/{token}",
        note=note,
    )


async def _send_account_link(request: Request) -> Response:
    """The link goes to the address itself: the mail with the token of this page may have been passed on."""
    desk, claim = _desk(request), _claim(request, Purpose.PREFERENCES)
    now = desk.clock()
    _limit(request, desk.changes, now)
    return _page(request, "account_sent", background=BackgroundTask(_mail_account_link, desk, claim, now))


def _mail_account_link(desk: Desk, claim: Claim, now: datetime) -> None:
    owed = membership.ask_for_account(desk.subscribers, claim, now)
    if owed is not None and desk.post is not None:
        desk.post.send(owed, now)


# Seeing and erasing


async def _account(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.ACCOUNT)
    kept = await run_in_threadpool(membership.kept_of, desk.subscribers, claim)
    if kept is None:
        return _page(request, "gone", 410)
    shown = [(name, value) for name, value in kept["subscriptions"][0].items() if value not in (None, "", [])]
    return _page(
        request, "account", email=kept["subscriptions"][0]["email"], kept=shown, action=_here(request, "account")
    )


async def _export(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.ACCOUNT)
    kept = await run_in_threadpool(membership.kept_of, desk.subscribers, claim)
    if kept is None:
        return _page(request, "gone", 410)
    return JSONResponse(kept, headers={"content-disposition": 'attachment; filename="subscription.json"'})


async def _erase(request: Request) -> Response:
    desk, claim = _desk(request), _claim(request, Purpose.ACCOUNT)
    await run_in_threadpool(membership.erase, desk.subscribers, claim, desk.clock())
    return _page(request, "erased")


# For programs


async def _openapi(request: Request) -> Response:
    return JSONResponse(openapi.document(_desk(request).site.title, _desk(request).base))


async def _health(request: Request) -> Response:
    def ask() -> None:
        with _desk(request).subscribers.database.reading() as connection:
            connection.exec_driver_sql("SELECT 1")

    await run_in_threadpool(ask)
    return JSONResponse({"status": "ok"})


# What they have in common


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _claim(request: Request, purpose: Purpose) -> Claim:
    desk = _desk(request)
    try:
        claim = verify(desk.subscribers.keys, purpose, request.path_params["token"], desk.clock())
    except TokenError as error:
        raise HTTPException(410 if error.expired else 404, "invalid") from error
    if claim.list != MAIN:
        raise HTTPException(404, "invalid")
    return claim


async def _fields(request: Request) -> dict[str, list[str]]:
    """The text fields of the form, in either encoding. 400 for what is none, 415 for other kinds of bodies."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise HTTPException(415)
    try:
        async with request.form(**_FORM) as form:
            fields: dict[str, list[str]] = {}
            for name, value in form.multi_items():
                if isinstance(value, str):
                    fields.setdefault(name, []).append(value)
    except HTTPException:
        raise
    except (MultiPartException, ValueError) as error:
        raise HTTPException(400) from error
    return fields


def _limit(request: Request, rates: Rates, now: datetime) -> None:
    if not rates.take(network(_client(request)), now.timestamp()):
        raise HTTPException(429)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _language(request: Request) -> str:
    """The language of the page: what the browser asks for, else that of the site."""
    return language_for(*accepted(request.headers.get("accept-language", "")), _desk(request).site.language)


def _here(request: Request, room: str) -> str:
    return f"{_desk(request).site.base}/{room}/{request.path_params['token']}"


def _masked(email: str) -> str:
    """Enough of an address for its owner to know it: pages behind links of passed-on mails are seen by others."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}"


def _form(request: Request, status: int = 200, **values: Any) -> Response:
    desk = _desk(request)
    token = sign(desk.subscribers.keys, Purpose.FORM, MAIN, 0, desk.clock())
    action = f"{desk.site.base}/subscribe"
    return _page(request, "sign_up", status, topics=desk.config.web.topics, form_token=token, action=action, **values)


def _page(
    request: Request, kind: str, status: int = 200, *, background: BackgroundTask | None = None, **values: Any
) -> Response:
    desk = _desk(request)
    made = page(desk.templates, desk.site, _language(request), kind, **values)
    headers = {"content-security-policy": made.policy, "vary": "accept-language"}
    return HTMLResponse(made.html, status, headers=headers, background=background)


async def _failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    kind = {404: "missing", 410: "invalid", 429: "busy"}.get(status)
    if isinstance(error, HTTPException) and error.detail == "invalid":
        kind = "invalid"
    if kind is None:
        return Response(status_code=status, headers=headers)
    response = _page(request, kind, status)
    if status == 429:
        response.headers["retry-after"] = "3600"
    return response
