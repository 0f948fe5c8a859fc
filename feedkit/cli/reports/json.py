"""Findings for programs: one JSON document, in the shape of `feedkit schema diagnostics`."""

from __future__ import annotations

import json
from typing import Any

from feedkit.cli.reports import Findings, Look
from feedkit.cli.reports._marks import fingerprints, page_of
from feedkit.diagnostics import Applicability, Diagnostic, Fix, Severity

NAME = "json"
MACHINE = True


def render(findings: Findings, look: Look) -> str:
    """The document in ASCII: no terminal, encoding or half of a surrogate pair can spoil it."""
    document = {
        "diagnostics": [
            _diagnostic(each, mark, look)
            for each, mark in zip(findings.diagnostics, fingerprints(findings, look), strict=True)
        ],
        "summary": _summary(findings),
        **findings.results,
    }
    return json.dumps(document, indent=2)


def _diagnostic(diagnostic: Diagnostic, mark: str, look: Look) -> dict[str, Any]:
    excerpt = look.lines(diagnostic.place)
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.place.path or None,
        "range": _range(diagnostic, excerpt or ""),
        "excerpt": excerpt,
        "help": diagnostic.help or None,
        "notes": list(diagnostic.notes),
        "fix": _fix(diagnostic.fix) if diagnostic.fix is not None else None,
        "fingerprint": mark,
        "explain": f"feedkit explain {diagnostic.rule.code}",
        "url": page_of(diagnostic.rule),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {
            "range": {
                "start": {"line": each.place.line, "column": each.place.column},
                "end": {"line": each.place.end_line, "column": each.place.end_column},
            },
            "text": each.text,
        }
        for each in fix.edits
    ]
    return {"message": fix.message, "applicability": fix.applicability.value, "edits": edits}


def _range(diagnostic: Diagnostic, excerpt: str) -> dict[str, Any] | None:
    """From the first character to behind the last one; None when the whole file is meant."""
    place = diagnostic.place
    if not place.line:
        return None
    start = {"line": place.line, "column": place.column or 1}
    whole_line = len(excerpt) + 1 if not place.column else start["column"]
    end = {"line": max(place.end_line, place.line), "column": place.end_column or whole_line}
    return {"start": start, "end": end}


def _summary(findings: Findings) -> dict[str, Any]:
    failure = findings.failure
    return {
        "errors": findings.count(Severity.ERROR),
        "warnings": findings.count(Severity.WARNING),
        "notices": findings.count(Severity.INFO),
        "articles": findings.articles,
        "fixed": findings.fixed,
        "exit_code": findings.exit_code,
        "failure": None if failure is None else {"message": failure.message, "help": failure.help or None},
    }


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties, **more}


def json_schema() -> dict[str, Any]:
    """The shape of the document; commands may add members of their own beside the two that are always there."""
    count = {"type": "integer", "minimum": 0}
    text, text_or_null = {"type": "string"}, {"type": ["string", "null"]}
    position = _object({"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}})
    before = _object({"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 0}})
    edit = _object({"range": _object({"start": before, "end": before}), "text": text})
    fix = {
        "message": text,
        "applicability": {"enum": [each.value for each in Applicability]},
        "edits": {"type": "array", "items": edit, "minItems": 1},
    }
    diagnostic = {
        "code": {"type": "string", "pattern": "^FK[0-9]{3}$"},
        "name": text,
        "severity": {"enum": [each.value for each in Severity]},
        "message": text,
        "file": {"type": ["string", "null"], "description": "Relative to the project folder, with `/`."},
        "range": {
            "description": "Counted from 1, columns in Unicode code points; `end` is behind the last one. Null: the whole file.",
            "anyOf": [_object({"start": position, "end": position}), {"type": "null"}],
        },
        "excerpt": {"type": ["string", "null"], "description": "The line of `start` as it is in the file."},
        "help": text_or_null,
        "notes": {"type": "array", "items": text},
        "fix": {
            "description": "Edits that make the finding go away. Column 0 of line 1 is before the byte order mark.",
            "anyOf": [_object(fix), {"type": "null"}],
        },
        "fingerprint": {
            "type": "string",
            "description": "The same while the finding moves up and down in its file.",
        },
        "explain": text,
        "url": text,
    }
    failure = {"anyOf": [_object({"message": text, "help": text_or_null}), {"type": "null"}]}
    summary = {
        "errors": count, "warnings": count, "notices": count, "articles": {"type": ["integer", "null"], "minimum": 0},
        "fixed": count, "exit_code": count, "failure": failure,
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feedkit --output-format json",
        **_object({"diagnostics": {"type": "array", "items": _object(diagnostic)}, "summary": _object(summary)}),
    }
