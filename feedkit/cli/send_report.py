"""What became of an edition, in words and for programs. The numbers are counted from the ledger and add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from feedkit.cli.visible import visible
from feedkit.ledger.tables import State

if TYPE_CHECKING:
    from feedkit.workflow.send import Sent

STATES = (State.ACCEPTED, State.DEFERRED, State.BOUNCED, State.SKIPPED, State.UNKNOWN, State.QUEUED)


def lines(sent: Sent, seconds: float) -> Iterator[str]:
    """The report of one edition."""
    after, edition = sent.after, sent.edition
    yield f"{edition.id}: {visible(edition.subject)}"
    new = after[State.ACCEPTED] - sent.before[State.ACCEPTED]
    for state in STATES:
        count = after[state]
        if not count and state is not State.ACCEPTED:
            continue
        detail = ""
        if state is State.ACCEPTED:
            detail = f", {new:,} in this run ({new / max(seconds, 0.001):,.0f}/s)"
            if after.twice:
                detail += f"; {after.twice:,} may have come twice"
        elif state is State.SKIPPED:
            detail = ": " + ", ".join(f"{each:,} {reason}" for reason, each in sorted(after.skipped.items()))
        elif state is State.UNKNOWN:
            detail = ": they may have arrived or not" + ("" if after.undecided else "; they are not sent again")
        elif state is State.QUEUED and sent.waiting_until is not None:
            detail = f", the next ones at {sent.waiting_until:%Y-%m-%d %H:%M} UTC"
        yield f"  {state.value:9} {count:>9,}{detail}"
    excluded = sum(edition.excluded.values())
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(edition.excluded.items()))
    yield f"  together  {after.total:>9,}, which with {excluded:,} left out{f' ({reasons})' if reasons else ''} are the {edition.candidates:,} on the list"
    if sent.strangers:
        yield f"  not among its readers: {', '.join(map(visible, sent.strangers[:20]))}"
    if not sent.complete:
        yield "  It is not complete; `feedkit send --resume` goes on."


def as_json(sent: Sent, seconds: float) -> dict[str, Any]:
    """The same for programs; `feedkit schema send` describes it."""
    after, edition = sent.after, sent.edition
    return {
        "edition": edition.id,
        "subject": edition.subject,
        "frozen_at": edition.frozen_at.isoformat(),
        "complete": sent.complete,
        "candidates": edition.candidates,
        "excluded": dict(sorted(edition.excluded.items())),
        "audience": after.total,
        **{state.value: after[state] for state in STATES},
        "skipped_for": dict(sorted(after.skipped.items())),
        "undecided": after.undecided,
        "maybe_twice": after.twice,
        "accepted_in_this_run": after[State.ACCEPTED] - sent.before[State.ACCEPTED],
        "seconds": round(seconds, 3),
        "waiting_until": sent.waiting_until.isoformat() if sent.waiting_until else None,
        "not_among_its_readers": list(sent.strangers),
        "stopped": None if sent.stop is None else {"why": sent.stop.why.value, "message": sent.stop.message},
    }


def json_schema() -> dict[str, object]:
    """The schema of what `as_json` gives."""
    count = {"type": "integer", "minimum": 0}
    counts = {"type": "object", "additionalProperties": count}
    properties: dict[str, object] = {
        "edition": {"type": "string", "description": "The id of the edition, as daily/2026-05-28."},
        "subject": {"type": "string"},
        "frozen_at": {"type": "string", "format": "date-time"},
        "complete": {
            "type": "boolean",
            "description": "Whether there is nothing left to do but to wait for readers' own times.",
        },
        "candidates": {**count, "description": "Everybody on the list: audience and excluded, exactly."},
        "excluded": {**counts, "description": "How many were left out when it was frozen, by reason."},
        "audience": {**count, "description": "All deliveries: the sum of the six states."},
        **{state.value: count for state in STATES},
        "skipped_for": {**counts, "description": "Of the skipped, how many for which reason."},
        "undecided": {**count, "description": "Of the unknown, how many nobody has decided on."},
        "maybe_twice": {**count, "description": "Of the accepted, how many were sent again after nobody knew."},
        "accepted_in_this_run": count,
        "seconds": {"type": "number"},
        "waiting_until": {"type": ["string", "null"], "format": "date-time"},
        "not_among_its_readers": {"type": "array", "items": {"type": "string"}},
        "stopped": {
            "anyOf": [
                {"type": "null"},
                {
                    "type": "object",
                    "properties": {"why": {"type": "string"}, "message": {"type": "string"}},
                    "required": ["why", "message"],
                },
            ]
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `feedkit send --output-format json` says of each edition under `send`",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
