"""What a pass over a body gathers on its way."""

from __future__ import annotations

from feedkit import characters
from feedkit.diagnostics import Rule
from feedkit.quick_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """Something taken away or replaced; it stood in the HTML from `start` to `end`."""

    rule: Rule
    message: str
    start: int
    end: int
    help: str = ""


@dataclass(slots=True)
class Gathered:
    """What is found on the way, beside what is written."""

    findings: list[Finding] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    """The files of the content folder that are shown or linked."""
    has_inline_images: bool = False

    def find(self, rule: Rule, message: str, span: tuple[int, int], help: str = "") -> None:
        """Note a finding at a range of the HTML."""
        self.findings.append(Finding(rule, message, *span, help))


def shown(text: str) -> str:
    """A piece of source, short enough for a message."""
    return characters.cut(characters.one_line(text), 60)
