"""The pages of readers: leaving, choosing, seeing what is kept of them and having it erased."""

from __future__ import annotations

from datetime import datetime

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from feedkit.subscribers.forms import topic_words
from feedkit.tokens import Claim, Purpose, sign
from feedkit.web.desk import Desk, claim_of, desk_of, fields_of, here, limit, masked, page_response
from feedkit.workflow import membership


async def ask_leave(request: Request) -> Response:
    """A button: scanners of mail follow every link."""
    claim_of(request, Purpose.UNSUBSCRIBE)
    return page_response(request, "leave", action=here(request, "unsubscribe"))


async def leave(request: Request) -> Response:
    """One-click unsubscribing and the button: the token says it all, so the body is not read; no limit of rate either."""
    desk, claim = desk_of(request), claim_of(request, Purpose.UNSUBSCRIBE)
    await run_in_threadpool(membership.leave, desk.subscribers, claim, desk.clock())
    return page_response(request, "left")


async def preferences(request: Request) -> Response:
    """What the reader wants."""
    desk, claim = desk_of(request), claim_of(request, Purpose.PREFERENCES)
    record = await run_in_threadpool(membership.record_of, desk.subscribers, claim)
    return page_response(request, "gone", 410) if record is None else _choices(request, claim, record)


async def choose(request: Request) -> Response:
    """Keep what the reader wants."""
    desk, claim = desk_of(request), claim_of(request, Purpose.PREFERENCES)
    now = desk.clock()
    limit(request, desk.changes, now)
    form = await fields_of(request)
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
    return page_response(request, "gone", 410) if record is None else _choices(request, claim, record, note="saved")


def _choices(request: Request, claim: Claim, record: membership.Record, *, note: str = "") -> Response:
    desk = desk_of(request)
    token = sign(desk.subscribers.keys, Purpose.UNSUBSCRIBE, claim.list, claim.subscriber, claim.issued)
    return page_response(
        request,
        "choose",
        email=masked(record.email),
        name=record.name,
        topics=desk.config.web.topics,
        chosen=record.topics,
        action=here(request, "preferences"),
        second_action=f"{desk.site.base}/unsubscribe/{token}",
        note=note,
    )


async def send_account_link(request: Request) -> Response:
    """The link goes to the address itself: the mail with the token of this page may have been passed on."""
    desk, claim = desk_of(request), claim_of(request, Purpose.PREFERENCES)
    now = desk.clock()
    limit(request, desk.changes, now)
    return page_response(request, "account_sent", background=BackgroundTask(_mail_account_link, desk, claim, now))


def _mail_account_link(desk: Desk, claim: Claim, now: datetime) -> None:
    owed = membership.ask_for_account(desk.subscribers, claim, now)
    if owed is not None and desk.post is not None:
        desk.post.send(owed, now)


async def account(request: Request) -> Response:
    """What is kept of the reader."""
    desk, claim = desk_of(request), claim_of(request, Purpose.ACCOUNT)
    kept = await run_in_threadpool(membership.kept_of, desk.subscribers, claim)
    if kept is None:
        return page_response(request, "gone", 410)
    shown = [(name, value) for name, value in kept["subscriptions"][0].items() if value not in (None, "", [])]
    return page_response(
        request, "account", email=kept["subscriptions"][0]["email"], kept=shown, action=here(request, "account")
    )


async def export(request: Request) -> Response:
    """The same as JSON."""
    desk, claim = desk_of(request), claim_of(request, Purpose.ACCOUNT)
    kept = await run_in_threadpool(membership.kept_of, desk.subscribers, claim)
    if kept is None:
        return page_response(request, "gone", 410)
    return JSONResponse(kept, headers={"content-disposition": 'attachment; filename="subscription.json"'})


async def erase(request: Request) -> Response:
    """It is kept no longer."""
    desk, claim = desk_of(request), claim_of(request, Purpose.ACCOUNT)
    await run_in_threadpool(membership.erase, desk.subscribers, claim, desk.clock())
    return page_response(request, "erased")
