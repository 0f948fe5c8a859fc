"""Every check of articles, shown at articles that a person could have written."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from feedkit.checks.articles import every_check
from feedkit.mending import mended

_SPEC = importlib.util.spec_from_file_location("article_cases", Path(__file__).parent / "cases.py")
assert _SPEC is not None
assert _SPEC.loader is not None
cases = importlib.util.module_from_spec(_SPEC)
sys.modules["article_cases"] = cases
_SPEC.loader.exec_module(cases)
CASES = cases.read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case, tmp_path: Path) -> None:
    """These findings and no others, of all checks together, at these places; and the fixes do what the case says."""
    found = cases.diagnostics(case, tmp_path)
    assert cases.written(found, case) == case.findings
    if case.fixed:
        path = found[0].place.path
        raw, made = mended(case.written[path].encode(), [each.fix for each in found if each.fix])
        assert len(made) == len([each for each in found if each.fix])
        lines = raw.decode().removesuffix("\n").split("\n")[case.lines_before :]
        assert "\n".join(lines) == case.fixed
        again = cases.diagnostics(replace(case, written={**case.written, path: raw.decode()}), tmp_path)
        assert [each for each in again if each.fix] == []


def test_every_rule_has_a_case_and_beside_it_a_clean_one() -> None:
    """A rule that nobody has seen at work may not work; one without a clean twin may find it everywhere."""
    shown: dict[str, set[str]] = {}
    for case in CASES:
        for line in case.findings.splitlines():
            shown.setdefault(line.split("`")[0].split()[1], set()).add(case.file)
    clean = {case.file for case in CASES if not case.findings}
    rules = {rule.name for rule in every_check().rules}
    assert rules - shown.keys() == set()
    assert {name for name, files in shown.items() if not files & clean} == set()


def test_every_check_has_a_file_of_cases() -> None:
    """The file is named as the module is, so that either leads to the other."""
    checks = every_check()
    names = {each.__name__.rpartition(".")[2] for each in [*checks.of_one, *checks.of_all]}  # type: ignore[attr-defined]
    assert names == {case.file for case in CASES}
