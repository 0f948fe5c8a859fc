"""The porch of senders: how messages leave. Adding one is adding a module that offers what `Sender` says.

| name | what it is |
|--|--|
| `NAME` | what `send.via` calls it |
| `connect` | a connection, open and ready; raises SendError when there is none to be had |

A connection is given mails in groups of at most `depth` and says of each what became of it, as soon as it knows. That
fits SMTP, where a group is what is on its way at once, as well as the APIs of providers, where it is one call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from feedkit.exceptions import SendError
from feedkit.quick_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message with its envelope."""

    key: int
    """What the outcome is told under."""
    sender: str
    """The address of the envelope, where reports of non-delivery go; ASCII."""
    recipient: str
    """Its domain in ASCII; before the `@` beyond ASCII only where `smtputf8` of the connection says so."""
    parts: tuple[bytes, ...]
    """RFC 5322 with CRLF, one part behind the other; never changed on its way. Long parts that mails share are the
    same objects, so that nobody need copy them or look at them again."""
    message_id: str
    """The same for every attempt: what an API takes as the key that makes a second attempt harmless."""

    @property
    def message(self) -> bytes:
        """The parts in one."""
        return b"".join(self.parts)


class Verdict(StrEnum):
    """What became of a mail, as far as it can be known."""

    ACCEPTED = "accepted"
    """Somebody else answers for it now."""
    DEFERRED = "deferred"
    """Certainly not accepted; a later attempt may be."""
    THROTTLED = "throttled"
    """Certainly not accepted, and not because of this mail: less at once, then try again."""
    BOUNCED = "bounced"
    """Certainly not accepted, and never will be."""
    UNSENT = "unsent"
    """Certainly not accepted, for it was not sent, or the connection was lost before its end."""
    SKIPPED = "skipped"
    """It cannot be sent this way, as `reason` says."""
    UNKNOWN = "unknown"
    """It may have been accepted: the connection was lost between its last byte and the answer (RFC 1047)."""


class Blame(StrEnum):
    """Whom an answer is about, beyond the one mail."""

    NOBODY = ""
    MAILBOX = "mailbox"
    """There is no such mailbox, and never will be: no list should try it again."""
    SOFT = "soft"
    """The mailbox cannot take mail now, as one that is full."""
    SENDER = "sender"
    """Us: our address, rights or reputation. To go on would make it worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one mail, and what was said of it."""

    key: int
    verdict: Verdict
    code: int = 0
    """The reply of SMTP, as 250; 0 where there was none."""
    enhanced: str = ""
    """As `5.1.1` (RFC 3463)."""
    text: str = ""
    """What the server said, or what happened to the connection."""
    reason: str = ""
    """Why it was skipped, in one word."""
    blame: Blame = Blame.NOBODY


class Connection(Protocol):
    """A way out, used by one thread at a time."""

    depth: int
    """How many mails it takes at once; after a crash, so many may be unknown."""
    smtputf8: bool
    """Whether addresses beyond ASCII can be reached (RFC 6531)."""
    idempotent: bool
    """Whether sending a mail a second time under the same `message_id` is harmless."""

    def send(self, mails: Sequence[Mail]) -> Iterator[Outcome]:
        """One outcome for each mail, in any order. What the world does wrong is in the outcomes, never raised."""

    @property
    def usable(self) -> bool:
        """Whether another group can be sent; if not, close it and connect again."""

    def close(self) -> None:
        """Say goodbye; nothing is raised."""


class Sender(Protocol):
    """What a module of this porch offers."""

    NAME: str

    @staticmethod
    def connect(settings: object) -> Connection:
        """A connection, open and ready. Raises SendError."""


def names() -> tuple[str, ...]:
    """What senders there are."""
    return tuple(each.name for each in iter_modules(__path__) if not each.name.startswith("_"))


def load(name: str) -> Sender:
    """The sender called `name`."""
    return cast("Sender", import_module(f"{__name__}.{name}"))


__all__ = ["Blame", "Connection", "Mail", "Outcome", "SendError", "Sender", "Verdict", "load", "names"]
