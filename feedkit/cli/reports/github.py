"""Findings as annotations of GitHub Actions, which shows ten of each kind for a step and drops the others silently.

So errors come first, and what is in changed files before the rest; what is left out is counted, and everything stands in
the log. The log is fenced, so that no text of an article is taken for a command.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from feedkit.cli.reports import Findings, Look, concise, counted
from feedkit.cli.visible import visible
from feedkit.diagnostics import Diagnostic, Severity

NAME = "github"
MACHINE = True
MOST = 10
"""Annotations of a kind (https://docs.github.com/en/rest/checks/runs counts fifty a request; a step shows ten of each)."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings, look: Look) -> str:
    """The annotations, one that counts those left out, and a line for each finding between fences."""
    lines = []
    left: dict[Severity, int] = {}
    failure = findings.failure
    room = {Severity.ERROR: MOST - (failure is not None), Severity.WARNING: MOST, Severity.INFO: MOST - 1}
    for severity in Severity:
        chosen = sorted(
            (each for each in findings.diagnostics if each.severity is severity),
            key=lambda each: look.path(each) not in look.changed,
        )
        lines += [_annotation(each, look) for each in chosen[: room[severity]]]
        left[severity] = max(0, len(chosen) - room[severity])
    if failure is not None:
        text = "\n".join(filter(None, (failure.message, failure.help)))
        lines.append(f"::error title=feedkit::{_data(text)}")
    counts = [counted(number, f"more {_COMMANDS[severity]}") for severity, number in left.items() if number]
    if counts:
        verb = "is" if sum(left.values()) == 1 else "are"
        lines.append(f"::notice title=feedkit::{' and '.join(counts)} {verb} in the log")
    return "\n".join([*lines, *_fenced(concise.render(findings, look))])


def _fenced(text: str) -> Iterator[str]:
    """The text so that no command is heeded in it; the word that ends the silence cannot stand in it."""
    if text:
        word = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        yield f"::stop-commands::{word}"
        yield text
        yield f"::{word}::"


def _annotation(diagnostic: Diagnostic, look: Look) -> str:
    place = diagnostic.place
    properties = {"file": look.path(diagnostic)} if place.path else {}
    if place.path and place.line:
        end = max(place.end_line, place.line)
        properties |= {"line": str(place.line), "endLine": str(end)}
        if place.column and end == place.line:  # GitHub refuses columns of several lines
            properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    properties["title"] = f"{diagnostic.rule.code} {diagnostic.rule.name}"
    text = "\n".join(filter(None, (diagnostic.message, diagnostic.help, *diagnostic.notes)))
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {said}::{_data(text)}"


def _data(text: str) -> str:
    """A message as the runner reads it (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts)."""
    lines = "\n".join(visible(line) for line in text.splitlines())
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
