"""What a process that takes part in a send is told, and why it may end early."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from feedkit.ledger import Limit
from feedkit.quick_dataclasses import dataclass, field
from feedkit.workflow.addressing import Links
from feedkit.workflow.signing import Signer

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often things are tried again."""

    backoff: tuple[timedelta, ...] = (
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=4),
    )
    """Between attempts of a delivery that was deferred; the last one again and again."""
    lost: timedelta = timedelta(seconds=5)
    """Until a delivery whose connection was lost is tried again, times its attempts."""
    connecting: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 20.0)
    """Seconds between attempts to connect."""
    throttled: float = 1.0
    """Seconds of the first pause after the relay asked for less."""
    most_losses: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a process needs to take part, wherever it runs."""

    database: str = field(repr=False)
    project: Path
    run: str
    edition: int
    via: str
    settings: object = field(repr=False)
    """Of the sender."""
    links: Links
    signer: Signer | None = None
    limits: Mapping[str, Limit] = field(default_factory=dict)
    connections: int = 4
    max_bounces: int = 2
    """Percent."""
    most: int | None = None
    """How many messages may be begun."""
    only: tuple[int, ...] | None = None
    """The ids of the deliveries that are wanted."""
    patience: Patience = field(default_factory=Patience)
    wait: timedelta = timedelta()
    """How long deliveries that were deferred are waited for, when there is nothing else to do."""
    clock: Clock


class Why(StrEnum):
    """Why a run ended before everything that was due was done."""

    POLICY = "policy"
    """The relay refuses us (5.7.x)."""
    BOUNCES = "bounces"
    """Too many bounce."""
    UNREACHABLE = "unreachable"
    LIMIT = "limit"
    """Today's messages have gone."""
    DATABASE = "database"
    LEASE = "lease"
    """Others took this process for dead and have taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A run that ended early."""

    why: Why
    message: str
    help: str = ""
