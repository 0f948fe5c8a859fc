"""Every rule is shown at work in a case that a writer could have written, and beside it what is clean."""

from __future__ import annotations

import pytest
from literate import SUITES, shown

from feedkit.rules import every_rule


def test_every_rule_has_a_literate_case() -> None:
    """A rule that is shown by no example may mean anything."""
    found = {code for suite in SUITES for _, codes, _ in shown(suite) for code in codes}
    assert [f"{code} {rule.name}" for code, rule in every_rule().items() if code not in found] == []


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.files)
def test_every_rule_has_a_clean_twin_in_the_same_file(suite) -> None:
    """One that finds something everywhere would pass otherwise; and what is told is a rule that there is."""
    sections = list(shown(suite))
    assert sections
    assert {code for _, codes, _ in sections for code in codes} <= set(every_rule())
    files: dict[str, set[object]] = {}
    for path, codes, _ in sections:
        for code in codes:
            files.setdefault(code, set()).add(path)
    clean = {path for path, _, is_clean in sections if is_clean}
    assert [code for code, paths in sorted(files.items()) if not paths & clean] == []
