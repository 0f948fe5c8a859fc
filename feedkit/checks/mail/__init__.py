"""The porch of mail checks: the last look at an edition's mail, before anybody gets it.

Adding a check is adding a module that offers what `MailCheck` says; the folder is the list of checks. A module holds
one rule or a small family, and says why in its first lines. All work on bytes and strings, offline, on one reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from feedkit.checks.mail._reading import Mail, Reading, read
from feedkit.diagnostics import Diagnostic, Rule, in_reading_order

__all__ = ["Mail", "MailCheck", "Reading", "every_check", "run"]


class MailCheck(Protocol):
    """What a check offers."""

    RULES: tuple[Rule, ...]
    """Every kind of finding it can make."""

    @staticmethod
    def check(reading: Reading) -> Iterable[Diagnostic]:
        """The findings about one mail."""


def every_check() -> tuple[MailCheck, ...]:
    """The checks of this folder, by name; a module whose name begins with `_` is none."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("MailCheck", import_module(f"{__name__}.{name}")) for name in names)


def run(mail: Mail) -> list[Diagnostic]:
    """What all checks find, in reading order."""
    reading = read(mail)
    return in_reading_order([each for check in every_check() for each in check.check(reading)])
