"""Findings in one line each, as compilers write them and editors read them."""

from __future__ import annotations

from feedkit.cli.color import colored, plain
from feedkit.cli.reports import Findings, Look, closing, shown
from feedkit.cli.reports.full import STYLES, failure_lines, where
from feedkit.cli.visible import visible

NAME = "concise"
MACHINE = False


def render(findings: Findings, look: Look) -> str:
    """`path:line:column: error[FK101] message` for each finding, and a line that counts."""
    paint = colored if look.color else plain
    lines = []
    for each in shown(findings, look):
        label = paint(f"{each.severity.value}[{each.rule.code}]", fg=STYLES[each.severity], bold=True)
        place = f"{where(each.place)}: " if each.place.path else ""
        lines.append(f"{place}{label} {visible(each.message)}")
    if findings.failure is not None:
        lines.extend(failure_lines(findings.failure, paint))
    elif not look.quiet and (line := closing(findings)):
        lines.append(line)
    return "\n".join(lines)
