"""Findings in one line each, as compilers write them and editors read them."""

from __future__ import annotations

from feedkit.cli.color import colored, plain
from feedkit.cli.reports import Findings, Look, closing, fixable, shown
from feedkit.cli.reports.full import STYLES, failure_lines, where
from feedkit.cli.visible import visible

NAME = "concise"
MACHINE = False


def render(findings: Findings, look: Look) -> str:
    """`path:line:column: error[FK101] message` for each finding, and lines that count; `[*]` marks what can be fixed."""
    paint = colored if look.color else plain
    lines = []
    for each in shown(findings, look):
        label = paint(f"{each.severity.value}[{each.rule.code}]", fg=STYLES[each.severity], bold=True)
        place = f"{where(each.place)}: " if each.place.path else ""
        mark = f" {paint('[*]', fg='cyan')}" if each.fix is not None else ""
        lines.append(f"{place}{label}{mark} {visible(each.message)}")
    if findings.failure is not None:
        lines.extend(failure_lines(findings.failure, paint))
    elif not look.quiet:
        lines += [line for line in (closing(findings), fixable(findings)) if line]
    return "\n".join(lines)
