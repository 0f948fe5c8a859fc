"""Findings for GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from typing import Any

from feedkit.cli.reports import Findings, Look
from feedkit.cli.reports._marks import fingerprints
from feedkit.diagnostics import Diagnostic, Severity

NAME = "gitlab"
MACHINE = True
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOWHERE = "feedkit.yml"
"""Where a finding is shown that is about no file: a path is required."""


def render(findings: Findings, look: Look) -> str:
    """A list, in ASCII."""
    issues = [
        _issue(each, mark, look) for each, mark in zip(findings.diagnostics, fingerprints(findings, look), strict=True)
    ]
    if findings.failure is not None:
        issues.append(
            {
                "description": findings.failure.message,
                "check_name": "feedkit",
                "fingerprint": "feedkit-failed",
                "severity": "blocker",
                "location": {"path": _NOWHERE, "lines": {"begin": 1}},
            }
        )
    return json.dumps(issues, indent=2)


def _issue(diagnostic: Diagnostic, mark: str, look: Look) -> dict[str, Any]:
    place = diagnostic.place
    lines = {"begin": max(place.line, 1)}
    if place.end_line > place.line:
        lines["end"] = place.end_line
    return {
        "description": f"{diagnostic.rule.code}: {diagnostic.message}",
        "check_name": diagnostic.rule.name,
        "fingerprint": mark,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": look.path(diagnostic) or _NOWHERE, "lines": lines},
    }
