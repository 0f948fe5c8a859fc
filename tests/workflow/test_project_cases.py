"""The cases of `tests/cases/projects`: small publications, and all that `feedkit check` says of them.

A section is a case. `file PATH` is a file of the project; `feedkit.yml` is a plain site unless it is given. `findings` are
all there are: place, code, name and message; a case without it is clean. `⟦300 × text⟧` stands for a text many times over.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from literate import SITE, TESTS, USUAL, publications

from feedkit.cli.progress import silent
from feedkit.config import load
from feedkit.diagnostics import Diagnostic
from feedkit.exceptions import ConfigurationError
from feedkit.workflow.check import CheckOptions, check_project

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

CASES = publications(TESTS / "cases" / "projects")


def found_in(folder: Path) -> list[Diagnostic]:
    try:
        config = load(folder / "feedkit.yml", environ={})
    except ConfigurationError as error:
        return list(error.diagnostics)
    checked = check_project(folder, config, CheckOptions(now=NOW, policy=config.rules.policy), progress=silent)
    return [each for each in checked.diagnostics if each.rule.name not in USUAL]


def shown(each: Diagnostic) -> str:
    place = each.place
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    return f"{where} {each.rule.code} {each.rule.name} {each.message}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case, tmp_path):
    """These findings and no others, of everything together."""
    case.write(tmp_path)
    assert "\n".join(map(shown, found_in(tmp_path))) == case.findings


def test_every_file_of_cases_has_a_clean_one():
    """Else a rule that finds something everywhere would pass."""
    clean = {case.name.partition(":")[0] for case in CASES if not case.findings}
    assert {case.name.partition(":")[0] for case in CASES} == clean


def test_what_cannot_be_written_down_is_found(tmp_path):
    """Text that is none, and a link that leads out of the content folder."""
    (tmp_path / "feedkit.yml").write_text(SITE)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_bytes("---\ntitle: A\n".encode("utf-16"))
    (tmp_path / "articles" / "b.md").write_bytes(
        b"---\ntitle: B\xe9\ndate: 2026-05-07\nid: 'tag:a,2026:b'\n---\nThe b\xe9ll is silent.\n"
    )
    (tmp_path / "outside.md").write_text("x")
    (tmp_path / "articles" / "c.md").symlink_to(tmp_path / "outside.md")
    codes = [(each.place.path, each.rule.name) for each in found_in(tmp_path)]
    assert codes == [
        ("articles/a.md", "not-text"),
        ("articles/b.md", "not-utf-8"),
        ("articles/c.md", "link-out-of-folder"),
    ]
