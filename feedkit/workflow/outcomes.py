"""What the outcome of a mail means: for the ledger, for the list, and for the run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from feedkit.ledger import Claim, Result, State, Transaction
from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Blame, Outcome, Verdict
from feedkit.subscribers.suppression import BounceKind, record_bounce
from feedkit.workflow.job import Job, Patience, Stop, Why
from feedkit.workflow.pace import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail that came back at once, for the list to remember."""

    claim: Claim
    outcome: Outcome

    def record(self, connection: Transaction, edition_id: str, now: datetime) -> None:
        """Write it down; what it means for the address is decided there."""
        outcome = self.outcome
        kind = {Blame.MAILBOX: BounceKind.HARD, Blame.SOFT: BounceKind.SOFT}.get(outcome.blame)
        if kind is None:
            return
        record_bounce(
            connection,
            self.claim.subscriber,
            kind,
            now,
            event=f"smtp:{edition_id}:{self.claim.subscriber}:{self.claim.attempts}",
            edition=edition_id,
            status=outcome.enhanced,
            said=f"{outcome.code} {outcome.text}",
        )


class Judge:
    """Shared by all connections of a process: it counts what bounces, and ends the run when that is too much."""

    def __init__(self, job: Job, pace: Pace, halt: Callable[[Stop], None]) -> None:
        self._job, self._pace, self._halt = job, pace, halt
        self._lock = threading.Lock()
        self._accepted = self._bounced = 0

    def result(self, outcome: Outcome, claim: Claim, bounces: list[Bounce]) -> Result:
        """What the outcome is for the ledger; a bounce is put to the others."""
        verdict, now = outcome.verdict, self._job.clock()
        if outcome.blame is Blame.SENDER:
            said = " ".join(filter(None, (str(outcome.code or ""), outcome.enhanced, outcome.text)))
            self._halt(Stop(why=Why.POLICY, message=f"the relay refuses us: {said}", help=_POLICY_HELP))
        pause = 0.0
        if verdict is Verdict.ACCEPTED:
            self._pace.accepted(1)
            self._count(accepted=1)
        elif verdict is Verdict.BOUNCED:
            bounces.append(Bounce(claim=claim, outcome=outcome))
            self._count(bounced=outcome.blame is not Blame.SOFT)
        elif verdict is Verdict.THROTTLED:
            pause = self._pace.slower()
        state, attempts, not_before = _decided(outcome, claim.attempts, self._job.patience, now, pause)
        return Result(
            id=claim.id,
            state=state,
            attempts=attempts,
            not_before=not_before,
            code=outcome.code,
            enhanced=outcome.enhanced,
            said=outcome.text,
            reason=outcome.reason,
        )

    def _count(self, *, accepted: int = 0, bounced: int = 0) -> None:
        with self._lock:
            self._accepted += accepted
            self._bounced += bounced
            bounces, seen = self._bounced, self._accepted + self._bounced
        percent = self._job.max_bounces
        too_many = bounces * 100 > (percent * seen if seen > _FIRST else _FIRST_PERCENT * _FIRST)
        if bounced and too_many:
            message = f"{bounces:,} of {seen:,} messages bounced for good, more than {percent} %"
            self._halt(Stop(why=Why.BOUNCES, message=message, help=_BOUNCES_HELP))


_FINAL = {
    Verdict.ACCEPTED: State.ACCEPTED,
    Verdict.BOUNCED: State.BOUNCED,
    Verdict.SKIPPED: State.SKIPPED,
    Verdict.UNKNOWN: State.UNKNOWN,
}


def _decided(
    outcome: Outcome, before: int, patience: Patience, now: datetime, pause: float
) -> tuple[State, int, datetime | None]:
    """The state, the attempts that count, and when it is due again."""
    verdict, attempts = outcome.verdict, before + 1
    if final := _FINAL.get(verdict):
        return final, attempts, None
    if verdict is Verdict.DEFERRED:
        return State.DEFERRED, attempts, now + patience.backoff[min(before, len(patience.backoff) - 1)]
    if verdict is Verdict.THROTTLED:
        return State.QUEUED, before, now + timedelta(seconds=pause)
    if not outcome.text:  # it was not begun
        return State.QUEUED, before, None
    # The connection was lost with this one in hand: if it is to blame, it must not go on for ever.
    if attempts >= patience.most_losses:
        return State.DEFERRED, attempts, now + patience.backoff[-1]
    return State.QUEUED, attempts, now + patience.lost * attempts


_FIRST, _FIRST_PERCENT = 200, 5
_POLICY_HELP = "nobody else was tried; put right what the relay names (address, rights, SPF, DKIM, DMARC), then run it with --resume"
_BOUNCES_HELP = (
    "the list may be old or bought: mailing on would harm your reputation. Clean it, raise `send.max_bounces` if it is "
    "right all the same, then run it with --resume"
)
