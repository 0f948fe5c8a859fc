"""What readers do themselves: sign up, confirm, choose, leave, see what is kept, be erased.

Who signs up an address need not own it. So nobody learns whether an address is on the list, nothing of it changes until its
owner has pressed a button that was mailed to it, and it is mailed about that twice a week at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from feedkit.quick_dataclasses import dataclass
from feedkit.subscribers import Reason, Status, unsubscribe
from feedkit.subscribers.addresses import Address, address_hash
from feedkit.subscribers.registry import (
    SIGN_UP,
    Record,
    add,
    change,
    confirm,
    find,
    find_by_id,
    forget_unconfirmed,
    is_suppressed,
)
from feedkit.subscribers.tables import MAIN
from feedkit.subscribers.values import one_name
from feedkit.tokens import Claim
from feedkit.workflow import personal
from feedkit.workflow.subscribers import OpenList

QUIET = timedelta(days=7)
"""How long an address is left alone after its second mail about signing up."""


class Letter(StrEnum):
    """A notice that is mailed to somebody."""

    CONFIRM = "confirm"
    ALREADY = "already"
    """To somebody who is on the list, and whom somebody has signed up anew."""
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A notice to be mailed."""

    letter: Letter
    subscriber: int
    list: str
    recipient: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """What somebody wrote into the form."""

    address: Address
    name: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    """The address of the page."""
    network_address: str = ""
    """Where it came from; kept as a keyed hash only."""


def sign_up(subscribers: OpenList, asked: SignUp, now: datetime) -> Owed | None:
    """Keep the wish as pending; the notice that is owed, None when the address is to be left alone."""
    hashed = address_hash(subscribers.hashing_key, asked.address)
    with subscribers.database.writing() as connection:
        forget_unconfirmed(connection, now)
        if is_suppressed(connection, hashed) is Reason.BLOCKED:
            return None
        found = find(connection, hashed)
        if found is None:
            number = add(
                connection,
                asked.address,
                subscribers.hashing_key,
                now,
                status=Status.PENDING,
                name=one_name(asked.name),
                language=asked.language,
                topics=asked.topics,
                consent_at=now,
                consent_source=f"{SIGN_UP}{asked.source}"[:300],
                consent_ip_hash=address_hash(subscribers.hashing_key, f"ip {asked.network_address}"),
            )
            letter = Letter.CONFIRM
            return Owed(
                letter=letter, subscriber=number, list=MAIN, recipient=asked.address.delivery, language=asked.language
            )
        if found.reminded_at is not None and now - found.reminded_at < QUIET:
            return None
        change(connection, found.id, now, reminded_at=now)
    letter = Letter.ALREADY if found.status is Status.CONFIRMED else Letter.CONFIRM
    return Owed(letter=letter, subscriber=found.id, list=found.list, recipient=found.delivery, language=found.language)


def confirm_claim(subscribers: OpenList, claim: Claim, now: datetime) -> bool:
    """The owner of the address wants the mail; whether they get it now."""
    with subscribers.database.writing() as connection:
        found = find_by_id(connection, claim.subscriber)
        if found is None or found.list != claim.list:
            return False
        if found.status is Status.CONFIRMED:
            return True
        # A link of before they left must not bring them back: scanners and old mails have it too.
        if found.left_at is not None and claim.issued < found.left_at:
            return False
        return confirm(connection, found.id, now)


def leave(subscribers: OpenList, claim: Claim, now: datetime) -> None:
    """Take the reader off the list; nothing happens to one who is not on it."""
    with subscribers.database.writing() as connection:
        found = find_by_id(connection, claim.subscriber)
        if found is not None and found.list == claim.list:
            unsubscribe(connection, found.id, now)


def record_of(subscribers: OpenList, claim: Claim) -> Record | None:
    """What the list has of the reader."""
    with subscribers.database.reading() as connection:
        found = find_by_id(connection, claim.subscriber)
    return found if found is not None and found.list == claim.list else None


def choose(
    subscribers: OpenList, claim: Claim, now: datetime, *, name: str, topics: Sequence[str], offered: Sequence[str]
) -> Record | None:
    """Keep what the reader wants. All that is offered is the same as no choice; what is not offered stays as it is."""
    found = record_of(subscribers, claim)
    if found is None:
        return None
    wanted = tuple(each for each in offered if each in topics)
    others = tuple(each for each in found.topics if each not in offered)
    chosen = () if len(wanted) == len(offered) and not others else wanted + others
    with subscribers.database.writing() as connection:
        change(connection, found.id, now, name=one_name(name), topics=chosen)
    return record_of(subscribers, claim)


def ask_for_account(subscribers: OpenList, claim: Claim, now: datetime) -> Owed | None:
    """The notice with a link to everything that is kept, for the owner of the address; None soon after the last one."""
    found = record_of(subscribers, claim)
    if found is None or (found.reminded_at is not None and now - found.reminded_at < timedelta(hours=1)):
        return None
    with subscribers.database.writing() as connection:
        change(connection, found.id, now, reminded_at=now)
    return Owed(
        letter=Letter.ACCOUNT, subscriber=found.id, list=found.list, recipient=found.delivery, language=found.language
    )


def kept_of(subscribers: OpenList, claim: Claim) -> dict[str, Any] | None:
    """Everything that is kept of the reader, as JSON has it."""
    found = record_of(subscribers, claim)
    if found is None:
        return None
    return personal.everything(subscribers, found.hash)


def erase(subscribers: OpenList, claim: Claim, now: datetime) -> None:
    """Erase the reader; only a hash stays, so that no import brings them back."""
    found = record_of(subscribers, claim)
    if found is not None:
        personal.erase(subscribers, found.hash, now)


__all__ = [
    "Letter", "Owed", "Record", "SignUp", "ask_for_account", "choose", "confirm_claim", "erase", "kept_of", "leave", "record_of",
    "sign_up",
]  # fmt: skip
