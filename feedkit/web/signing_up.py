"""The pages on which people sign up and confirm that they did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from feedkit.subscribers.addresses import AddressError, read_address
from feedkit.subscribers.forms import topic_words
from feedkit.subscribers.tables import MAIN
from feedkit.tokens import Purpose, TokenError, sign, verify
from feedkit.web.desk import Desk, claim_of, client_of, desk_of, fields_of, here, language_of, limit, page_response
from feedkit.workflow import membership


async def sign_up_form(request: Request) -> Response:
    """The form."""
    desk = desk_of(request)
    if not desk.open:
        return page_response(request, "closed", 404)
    return _form(request)


async def subscribe(request: Request) -> Response:
    """The same answer, in the same time, for every address: what depends on it is done behind the answer."""
    desk = desk_of(request)
    now = desk.clock()
    if not desk.open:
        return page_response(request, "closed", 404)
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403)
    form = await fields_of(request)
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
    limit(request, desk.sign_ups, now)
    offered = topic_words(desk.config.web.topics)
    asked = membership.SignUp(
        address=address,
        name=form.get("name", [""])[0],
        language=language_of(request),
        topics=tuple(each for each in values["chosen"] if each in offered),
        source=desk.base,
        network_address=client_of(request),
    )
    return page_response(request, "sent", background=BackgroundTask(_sign_up, desk, asked, now))


def _sign_up(desk: Desk, asked: membership.SignUp, now: datetime) -> None:
    owed = membership.sign_up(desk.subscribers, asked, now)
    if owed is not None and desk.post is not None:
        desk.post.send(owed, now)


async def ask_confirm(request: Request) -> Response:
    """A button: nothing is confirmed by looking."""
    claim_of(request, Purpose.CONFIRM)
    return page_response(request, "confirm", action=here(request, "confirm"))


async def confirm(request: Request) -> Response:
    """The reader is on the list."""
    desk, claim = desk_of(request), claim_of(request, Purpose.CONFIRM)
    done = await run_in_threadpool(membership.confirm_claim, desk.subscribers, claim, desk.clock())
    return page_response(request, "confirmed" if done else "not_confirmed", 200 if done else 410)


def _form(request: Request, status: int = 200, **values: Any) -> Response:
    desk = desk_of(request)
    token = sign(desk.subscribers.keys, Purpose.FORM, MAIN, 0, desk.clock())
    action = f"{desk.site.base}/subscribe"
    return page_response(
        request, "sign_up", status, topics=desk.config.web.topics, form_token=token, action=action, **values
    )
