"""What a row of the table of client support says, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from feedkit.quick_dataclasses import dataclass


class Client(Enum):
    """The big mail programs, by the names that readers know."""

    GMAIL = "Gmail"
    OUTLOOK_WINDOWS = "Outlook for Windows"
    """The classic one, which draws with Word."""
    OUTLOOK_COM = "Outlook.com"
    NEW_OUTLOOK = "the new Outlook"
    """For Windows, in place of Mail and in time of the classic one."""
    APPLE_MAIL = "Apple Mail"
    YAHOO = "Yahoo/AOL"
    SAMSUNG = "Samsung Email"


class Support(Enum):
    """How far a program knows a feature, over all its platforms."""

    YES = "y"
    PARTLY = "p"
    """On some platforms, for some accounts, or not with all values."""
    NO = "n"


class Kind(Enum):
    """Where a feature is met."""

    PROPERTY = "property"
    VALUE = "value"
    AT_RULE = "at-rule"
    SELECTOR = "selector"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    IMAGE = "image"


class Loss(Enum):
    """What readers miss where a feature is not known."""

    NOTHING = "nothing"
    """The everyday look, which is inline, is all that was needed; or another check speaks of it."""
    PLAINER = "plainer"
    BROKEN = "broken"
    """Content or the layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A feature of HTML or CSS, and which programs know it."""

    name: str
    """As it is told, as `display: flex`."""
    kind: Kind
    keys: tuple[str, ...]
    """The properties, elements, attributes, at-rules or endings it is met by; none for values and selectors."""
    pattern: re.Pattern[str] | None
    """What the value, the selector or the prelude must have in it."""
    support: Mapping[Client, Support]
    loss: Loss
    what: str
    """What is seen instead."""
    source: str
    """The page that tells."""

    def clients(self, support: Support) -> tuple[Client, ...]:
        """The programs with this support."""
        return tuple(client for client in Client if self.support[client] is support)


CANIEMAIL = "https://www.caniemail.com/features/"
NEW_OUTLOOK_SOURCE = "https://learn.microsoft.com/en-us/office/dev/add-ins/outlook/one-outlook"
"""It "unifies the Windows and web codebases": what Outlook.com knows, the new Outlook knows."""
_MEASURED = (Client.GMAIL, Client.OUTLOOK_WINDOWS, Client.OUTLOOK_COM, Client.APPLE_MAIL, Client.YAHOO, Client.SAMSUNG)


def row(name: str, kind: Kind, keys: str, letters: str, loss: Loss, what: str, page: str, pattern: str = "") -> Feature:
    """A feature. `letters` are the support of Gmail, Outlook for Windows, Outlook.com, Apple Mail, Yahoo, Samsung.

    `keys` are separated by blanks; `page` is the name of its page at Can I email, from whose tests the letters are
    taken: of each program the latest of each platform, PARTLY where these differ.
    """
    support = {client: Support(letter) for client, letter in zip(_MEASURED, letters, strict=True)}
    return Feature(
        name=name,
        kind=kind,
        keys=tuple(keys.split()),
        pattern=re.compile(pattern, re.IGNORECASE) if pattern else None,
        support={**support, Client.NEW_OUTLOOK: support[Client.OUTLOOK_COM]},
        loss=loss,
        what=what,
        source=f"{CANIEMAIL}{page}/",
    )
