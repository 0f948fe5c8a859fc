"""Findings for people: each with the line it is about, a caret under the place, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.cli.color import Paint, colored, plain
from feedkit.cli.excerpt import with_carets
from feedkit.cli.reports import Failure, Findings, Look, closing, fixable, shown
from feedkit.cli.visible import visible
from feedkit.diagnostics import Applicability, Diagnostic, Place, Severity

NAME = "full"
MACHINE = False
STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(findings: Findings, look: Look) -> str:
    """A block for each finding, the reason when the command failed, and a line that counts."""
    paint = colored if look.color else plain
    blocks = ["\n".join(_lines(each, look, paint)) + "\n" for each in shown(findings, look)]
    if findings.failure is not None:
        blocks.append("\n".join(failure_lines(findings.failure, paint)))
    elif not look.quiet:
        blocks += [line for line in (closing(findings), fixable(findings)) if line]
    return "\n".join(blocks).rstrip("\n")


def _lines(diagnostic: Diagnostic, look: Look, paint: Paint) -> Iterator[str]:
    place, severity = diagnostic.place, diagnostic.severity
    color = STYLES[severity]
    line = look.lines(place)
    gutter = " " * (len(str(place.line)) if line is not None else 1)
    label = paint(f"{severity.value}[{diagnostic.rule.code}]", fg=color, bold=True)
    yield f"{label}: {paint(visible(diagnostic.message), bold=True)}"
    if place.path:
        yield f"{gutter} {paint('-->', fg='blue')} {where(place)}"
    bar = paint("|", fg="blue")
    if line is not None:
        text, carets = with_carets(line, place, look.width - len(gutter) - 4)
        yield f"{gutter}  {bar}"
        yield f" {paint(str(place.line), fg='blue')} {bar} {text}".rstrip()
        if carets:
            blanks = len(carets) - len(carets.lstrip())
            yield f"{gutter}  {bar} {carets[:blanks]}{paint(carets[blanks:], fg=color, bold=True)}"
        yield f"{gutter}  {bar}"
    remarks = [("help", diagnostic.help), *(("note", note) for note in diagnostic.notes)]
    if diagnostic.fix is not None:
        unsafe = diagnostic.fix.applicability is Applicability.UNSAFE
        remarks.append(("fix", diagnostic.fix.message + (" (unsafe)" if unsafe else "")))
    for name, remark in [*remarks, ("see", f"feedkit explain {diagnostic.rule.code}")]:
        yield from _remark(name, remark, f"{gutter}  ", paint)


def _remark(name: str, remark: str, indent: str, paint: Paint) -> Iterator[str]:
    """`= help: …`; further lines stand under the first word."""
    first, *rest = remark.splitlines() or [""]
    if remark:
        yield f"{indent}{paint('=', fg='blue')} {paint(name + ':', bold=True)} {visible(first)}"
    for line in rest:
        yield f"{indent}{'':>{len(name) + 4}}{visible(line)}".rstrip()


def where(place: Place) -> str:
    """A place as editors and terminals read it: `path:line:column`, as far as it is known."""
    numbers = [place.line, place.column] if place.column else [place.line]
    return ":".join([visible(place.path), *(str(each) for each in numbers if place.line)])


def failure_lines(failure: Failure, paint: Paint) -> Iterator[str]:
    """Why the command stopped, and what to do."""
    first, *rest = failure.message.splitlines() or [""]
    yield f"{paint('error', fg='red', bold=True)}: {visible(first)}"
    yield from (f"       {visible(line)}".rstrip() for line in rest)
    if failure.help:
        yield from _remark("help", failure.help, "  ", paint)
