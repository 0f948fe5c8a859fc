"""The cases of `tests/cases/projects`: small publications, and all that `feedkit check` says of them.

A section is a case. `file PATH` is a file of the project; `feedkit.yml` is a plain site unless it is given. `findings` are
all there are: place, code, name and message; a case without it is clean. `⟦300 × text⟧` stands for a text many times over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit.cli.progress import silent
from feedkit.config import load
from feedkit.diagnostics import Diagnostic
from feedkit.exceptions import ConfigurationError
from feedkit.workflow.check import CheckOptions, check_project

FOLDER = Path(__file__).parent.parent / "cases" / "projects"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SITE = "site: {title: Harbour News, url: 'https://example.org/', timezone: Europe/Berlin}\ndigest: {enabled: false}\n"
BLOCK = re.compile(r"^~~~~(file|findings)(?: (\S+))?\n(.*?)\n?^~~~~$", re.MULTILINE | re.DOTALL)
TIMES = re.compile(r"⟦(\d+) × (.*?)⟧", re.DOTALL)
USUAL = {"unpinned-id", "missing-category", "missing-lead-picture", "near-empty-body"}
"""What a small case has by nature: it is looked at in cases of its own."""


@dataclass
class Case:
    name: str
    files: dict[str, str] = field(default_factory=dict)
    findings: str = ""


def read_cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        for section in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = section.partition("\n")
            case = Case(f"{path.stem}: {title.strip()}", {"feedkit.yml": SITE})
            for kind, name, text in BLOCK.findall(rest):
                if kind == "file":
                    case.files[name] = TIMES.sub(lambda match: match[2] * int(match[1]), text) + "\n"
                else:
                    case.findings = text
            assert "~~~~" not in BLOCK.sub("", rest), f"{case.name}: a block is not closed, or of no kind"
            assert len(case.files) > 1, case.name
            found.append(case)
    return found


CASES = read_cases()


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
    for name, text in case.files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
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
