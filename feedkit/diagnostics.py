"""Findings about content and output: what they are made of."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from feedkit.quick_dataclasses import dataclass


class Severity(Enum):
    """How much a finding matters: an error keeps the build from being written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Applicability(Enum):
    """Whether a fix may be made without looking at it."""

    SAFE = "safe"
    """It changes nothing that anybody sees, or what it changes is wrong beyond doubt."""
    UNSAFE = "unsafe"
    """It is probably what was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of fault, with the page that explains it."""

    code: str
    """As `FK101`; never used again for another fault."""
    name: str
    """The fault in a few words, as `unknown-key`: "allow unknown-key" reads as English."""
    severity: Severity
    what: str
    """What is found, in one or two sentences."""
    why: str
    """What goes wrong for readers if it stays."""
    instead: str
    """What to write instead, with an example where one helps."""
    fix: Applicability | None = None
    """The best that `feedkit check --fix` can do for some of its findings; None when only a person can mend them."""


class Place(NamedTuple):
    """A range in a file. Lines and columns count from 1, columns in Unicode code points; 0 is "the whole"."""

    path: str
    """With `/`, relative to the project folder."""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    """The column after the last character."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a file, and what is to stand there instead.

    The line ends of the text are LF; they become those of the file. Column 0 of line 1 is before the byte order mark.
    """

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that make a finding go away: all of them or none."""

    message: str
    """What is done, as `write 2026-05-07`."""
    applicability: Applicability
    edits: tuple[Edit, ...]
    """They do not overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding."""

    rule: Rule
    place: Place
    message: str
    """One short phrase that suffices alone."""
    help: str = ""
    """What to write instead."""
    notes: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """How much this finding matters."""
        return self.rule.severity


def in_reading_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The findings by path, line and column, then code: the order a person walks through them; each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda each: (each.place, each.rule.code, each.message))


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Whether any of the findings forbids output."""
    return any(each.severity is Severity.ERROR for each in diagnostics)
