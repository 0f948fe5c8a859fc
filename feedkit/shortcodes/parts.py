"""What the flavours speak in: the tags found in a body, what they are given, and what is written in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from feedkit.diagnostics import Rule
from feedkit.quick_dataclasses import dataclass, field
from feedkit.shortcodes.context import Context


class Kind(Enum):
    """What a tag does."""

    CALL = "call"
    """Stands alone, or opens what a later `CLOSE` ends."""
    ALONE = "alone"
    """Stands alone; it may have an inner text that nothing else is read in."""
    CLOSE = "close"
    BRANCH = "branch"
    """Divides what is between an opening and a closing tag, as `{% else %}`."""
    TEXT = "text"
    """Stands for the text it carries as `written`."""


@dataclass(slots=True)
class Tag:
    """One tag, found from `start` to `end` of the body."""

    start: int
    end: int
    kind: Kind
    name: str = ""
    """Empty for a closing tag that ends whatever was opened last."""
    written: str = ""
    """The arguments as they are written."""
    inner: tuple[int, int] | None = None
    """Where the inner text stands, for tags whose content is not read."""
    partner: int = -1
    """The number of the closing tag; -1 when there is none."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a shortcode is given: values by name, and values by position."""

    named: Mapping[str, str] = field(default_factory=dict)
    positional: tuple[str, ...] = ()

    def get(self, *names: str, at: int | None = None) -> str:
        """The value under the first of the names that has one, else the one at the position, else nothing."""
        for name in names:
            if value := self.named.get(name):
                return value
        return self.positional[at] if at is not None and at < len(self.positional) else ""


@dataclass(frozen=True, slots=True)
class Call:
    """A shortcode with what it is given, ready to be rendered."""

    name: str
    """As it is written."""
    shown: str
    """As messages name it, `{{< name >}}`."""
    arguments: Arguments
    context: Context
    text: str
    """The whole body."""
    inner: tuple[int, int] | None
    """Where the text between the pair stands; None for a call that stands alone."""
    start: int = 0
    """Where the opening tag begins."""
    is_alone_on_line: bool = True
    """Whether nothing else stands in its first line, or beside a pair that stands in one line."""
    is_in_one_line: bool = True
    """Whether the closing tag stands in the same line."""

    @property
    def is_paired(self) -> bool:
        """Whether there is a closing tag."""
        return self.inner is not None

    @property
    def content(self) -> str:
        """The text between the pair, as it is written."""
        return self.text[slice(*self.inner)] if self.inner else ""

    def get(self, *names: str, at: int | None = None) -> str:
        """As `Arguments.get`."""
        return self.arguments.get(*names, at=at)

    def positional(self, index: int) -> str:
        """The value at a position; empty when there is none."""
        given = self.arguments.positional
        return given[index] if index < len(given) else ""


class Inner(Enum):
    """What becomes of the text between a pair."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What is written in place of a shortcode."""

    before: str = ""
    """In place of the opening tag, or of the whole. One line of HTML, except for code."""
    after: str = ""
    """In place of the closing tag."""
    inner: Inner = Inner.KEPT
    is_block: bool = False
    """Whether it is HTML that stands on lines of its own."""
    is_fenced: bool = False
    """Whether it is a fenced block of code, of several lines."""
    rule: Rule | None = None
    """What is to be reported of it."""
    message: str = ""
    help: str = ""


Renderer = Callable[[Call], Rendering]
NOTHING = Rendering()
HIDDEN = Rendering(inner=Inner.DROPPED)
