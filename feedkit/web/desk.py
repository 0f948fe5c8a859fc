"""Where requests are answered: what all pages need, and what is asked of each request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from feedkit.config import Config
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rendering import Prepared
from feedkit.subscribers.tables import MAIN
from feedkit.tokens import Claim, Purpose, TokenError, verify
from feedkit.web.guarding import Rates, network
from feedkit.web.letters import Post
from feedkit.web.pages import Site, page
from feedkit.web.words import accepted, language_for
from feedkit.workflow.subscribers import OpenList

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


def desk_of(request: Request) -> Desk:
    """Where the request is answered."""
    desk: Desk = request.app.state.desk
    return desk


def claim_of(request: Request, purpose: Purpose) -> Claim:
    """What the token in the address says. Raises HTTPException: 410 when it is too old, 404 when it is none for this purpose."""
    desk = desk_of(request)
    try:
        claim = verify(desk.subscribers.keys, purpose, request.path_params["token"], desk.clock())
    except TokenError as error:
        raise HTTPException(410 if error.expired else 404, "invalid") from error
    if claim.list != MAIN:
        raise HTTPException(404, "invalid")
    return claim


async def fields_of(request: Request) -> dict[str, list[str]]:
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


def limit(request: Request, rates: Rates, now: datetime) -> None:
    """Count a request of this network. Raises HTTPException 429 when there were too many."""
    if not rates.take(network(client_of(request)), now.timestamp()):
        raise HTTPException(429)


def client_of(request: Request) -> str:
    """The network address that the request came from."""
    return request.client.host if request.client else ""


def language_of(request: Request) -> str:
    """The language of the page: what the browser asks for, else that of the site."""
    return language_for(*accepted(request.headers.get("accept-language", "")), desk_of(request).site.language)


def here(request: Request, room: str) -> str:
    """The path of the page of this token in a room."""
    return f"{desk_of(request).site.base}/{room}/{request.path_params['token']}"


def masked(email: str) -> str:
    """Enough of an address for its owner to know it: pages behind links of passed-on mails are seen by others."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}"


def page_response(
    request: Request, kind: str, status: int = 200, *, background: BackgroundTask | None = None, **values: Any
) -> Response:
    """A page in the language of the reader."""
    desk = desk_of(request)
    made = page(desk.templates, desk.site, language_of(request), kind, **values)
    headers = {"content-security-policy": made.policy, "vary": "accept-language"}
    return HTMLResponse(made.html, status, headers=headers, background=background)
