"""How long after its time an edition is still sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from feedkit.config import Config
from feedkit.exceptions import GuardError
from feedkit.ledger import FrozenEdition, State, Tally
from feedkit.workflow.due_times import DAY


def refuse_late(id: str, cutoff: datetime, config: Config, now: datetime) -> None:
    """Raises GuardError when the edition closed too long ago to be frozen now."""
    if now - cutoff > config.send.lateness:
        hours = (now - cutoff) / timedelta(hours=1)
        raise GuardError(
            f"the edition {id} closed {hours:,.0f} hours ago; after {config.send.grace} it is not sent any more",
            help="to send it all the same, run it with --late; to allow more, raise `send.grace`",
        )


def end_of(edition: FrozenEdition, config: Config) -> datetime:
    """From when on what was deferred of the edition is given up."""
    return edition.frozen_at + config.send.lifetime + (DAY if config.send.local_time is not None else timedelta())


def refuse_stale(edition: FrozenEdition, counted: Tally, config: Config, now: datetime) -> None:
    """Raises GuardError when readers wait for an edition whose end has come."""
    if counted[State.QUEUED] and now > end_of(edition, config):
        raise GuardError(
            f"the edition {edition.id} was frozen on {edition.frozen_at:%Y-%m-%d %H:%M} UTC; "
            f"{counted[State.QUEUED]:,} readers have not got it, and it is old now",
            help="to send it to them all the same, run it with --late",
        )
