"""What README says is true: its examples run, its names exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from feedkit.article.article import Publication
from feedkit.article.front_matter import KEYS, read_article
from feedkit.cli.front_door import COMMANDS
from feedkit.config import parse
from feedkit.model import Person
from feedkit.rules import every_rule

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_configurations_are_accepted() -> None:
    """Each piece of YAML is a configuration, or a part of one."""
    site = "site: {title: T, url: https://acme.example/}\n"
    for block in blocks("yaml"):
        text = block if "site:" in block else site + block
        config, found = parse(text, "feedkit.yml", environ={})
        assert found == []
        assert config is not None


def test_the_article_is_read_without_a_finding() -> None:
    """The example of an article is one."""
    (text,) = blocks("markdown")
    publication = Publication(
        site_url="https://acme.example/", zone=ZoneInfo("UTC"), people={"ana": Person(name="Ana", key="ana")}
    )
    article, found = read_article("a.md", text, publication)
    assert found == []
    assert article is not None
    assert article.title == "A launch, at last"


def test_all_keys_and_all_commands_are_named() -> None:
    """Nothing is left out, nothing is made up."""
    named = re.search(r"All keys: `([^`]+)`", README)
    assert named is not None
    assert tuple(sorted(named[1].split())) == tuple(sorted(KEYS))
    assert set(re.findall(r"^\| `feedkit (\w+)", README, re.MULTILINE)) == set(COMMANDS)


def test_nobody_is_told_to_install_somebody_elses_package() -> None:
    """The bare name belongs to another project on PyPI."""
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "feedkit").rglob("*.py")]:
        assert not re.search(r"pip install (?:-U |--upgrade )?feedkit(?![-\w])", path.read_text("utf-8")), path


def test_there_are_exactly_two_set_up_commands() -> None:
    """`make build` and `make test`, and the Makefile has both."""
    first = blocks("console")[0]
    assert [line.split("#")[0].strip() for line in first.strip().splitlines()] == ["make build", "make test"]
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^build:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)


def test_the_page_of_rules_is_what_explain_says() -> None:
    """docs/rules.md is written by `make docs`; every rule has a part of its own."""
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "write_rules.py", "--print"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert made == (ROOT / "docs" / "rules.md").read_text("utf-8")
    for code in every_rule():
        assert f"## {code} " in made


def test_the_sample_configuration_is_valid_yaml_for_everybody() -> None:
    """Editors and other tools can read it too."""
    assert yaml.safe_load((ROOT / "feedkit.yml").read_text("utf-8"))["site"]["title"]


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """No page points to a file that is not there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", re.sub(r"`[^`]*`", "", page.read_text("utf-8"))):
        assert (page.parent / target).exists(), target
