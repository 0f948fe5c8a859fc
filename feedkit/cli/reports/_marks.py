"""What tells a finding from all others, and where its rule is explained."""

from __future__ import annotations

from collections import Counter

from feedkit.cli.reports import Findings, Look
from feedkit.diagnostics import Rule
from feedkit.policy.baseline import fingerprint

HOME = "https://pypi.org/project/feedkit-press/"


def fingerprints(findings: Findings, look: Look) -> list[str]:
    """A mark for each finding, which stays the same while it moves in its file; no two are the same."""
    seen: Counter[str] = Counter()
    marks = []
    for each in findings.diagnostics:
        mark = fingerprint(each, look.lines(each.place))
        seen[mark] += 1
        marks.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return marks


def page_of(rule: Rule) -> str:
    """The address under which a rule is explained."""
    return f"{HOME}#{rule.code}"
