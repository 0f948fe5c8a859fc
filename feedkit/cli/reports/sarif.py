"""Findings for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from feedkit import __version__
from feedkit.cli.reports import Findings, Look
from feedkit.cli.reports._marks import HOME, fingerprints, page_of
from feedkit.diagnostics import Diagnostic, Edit, Fix, Place, Rule, Severity

NAME = "sarif"
MACHINE = True
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_MARK = 3
"""Bytes of a byte order mark."""


def render(findings: Findings, look: Look) -> str:
    """One run, in ASCII."""
    rules = {each.rule.code: each.rule for each in findings.diagnostics}
    index = {code: number for number, code in enumerate(sorted(rules))}
    driver = {
        "name": "feedkit",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_rule(rules[code]) for code in sorted(rules)],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(findings)],
        "results": [
            _result(each, mark, index[each.rule.code], look)
            for each, mark in zip(findings.diagnostics, fingerprints(findings, look), strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _invocation(findings: Findings) -> dict[str, Any]:
    made: dict[str, Any] = {"executionSuccessful": findings.failure is None, "exitCode": findings.exit_code}
    if findings.failure is not None:
        text = "\n".join(filter(None, (findings.failure.message, findings.failure.help)))
        made["toolExecutionNotifications"] = [{"level": "error", "message": {"text": text}}]
    return made


def _rule(rule: Rule) -> dict[str, Any]:
    text = f"{rule.what}\n\nWhy: {rule.why}\n\nInstead: {rule.instead}"
    markdown = f"{rule.what}\n\n**Why**: {rule.why}\n\n**Instead**: {rule.instead}"
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.what.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": rule.what},
        "help": {"text": text, "markdown": markdown},
        "helpUri": page_of(rule),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, mark: str, index: int, look: Look) -> dict[str, Any]:
    sentences = (diagnostic.message, diagnostic.help, *diagnostic.notes)
    made: dict[str, Any] = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(filter(None, sentences))},
        "partialFingerprints": {"feedkit/v1": mark},
    }
    if diagnostic.place.path:
        made["locations"] = [{"physicalLocation": _location(diagnostic, look)}]
    if diagnostic.fix is not None:
        made["fixes"] = [_fix(diagnostic.fix, diagnostic, look)]
    return made


def _artifact(diagnostic: Diagnostic, look: Look) -> dict[str, str]:
    path = look.path(diagnostic)
    return {"uri": path if "://" in path else quote(path)}


def _location(diagnostic: Diagnostic, look: Look) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(diagnostic, look)}
    if diagnostic.place.line:
        location["region"] = _region(diagnostic.place)
        excerpt = look.lines(diagnostic.place)
        if excerpt is not None:
            location["contextRegion"] = {"startLine": diagnostic.place.line, "snippet": {"text": excerpt}}
    return location


def _region(place: Place) -> dict[str, int]:
    region = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    if place.end_line >= place.line:
        region["endLine"] = place.end_line
    if place.column and place.end_column:
        region["endColumn"] = place.end_column
    return region


def _fix(fix: Fix, diagnostic: Diagnostic, look: Look) -> dict[str, Any]:
    change = {
        "artifactLocation": _artifact(diagnostic, look),
        "replacements": [_replacement(each) for each in fix.edits],
    }
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, Any]:
    region = _region(edit.place) if edit.place.column else {"byteOffset": 0, "byteLength": _MARK}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
