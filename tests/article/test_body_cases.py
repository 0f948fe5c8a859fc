"""The cases of `tests/cases/bodies`: what an author writes, what readers get, what the author is told.

A case is a heading, a body (`markdown` or `html-body`), the HTML it becomes and, if there are any, its findings:
line, column, rule, the first line of the source they cover, and the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedkit.article.body import Surroundings, render
from feedkit.diagnostics import Diagnostic, in_reading_order

FOLDER = Path(__file__).parent.parent / "cases" / "bodies"
SITE = "https://example.org/"
FILES = (
    "2026/05/pic.png",
    "2026/05/pic@2x.png",
    "2026/05/a b.png",
    "2026/05/größe.pdf",
    "shared/logo.png",
    "data.csv",
    "2026/05/talk.mp4",
)
SURROUNDINGS = Surroundings(
    path="articles/2026/05/a.md",
    first_line=1,
    url=f"{SITE}2026/05/a/",
    site_url=SITE,
    folder="2026/05",
    files=dict.fromkeys(FILES, 1),
    articles={"2026/05/b.md": f"{SITE}2026/05/b/", "2025/old.md": f"{SITE}2025/old/"},
)


@dataclass(frozen=True)
class Case:
    title: str
    language: str
    source: str
    html: str
    findings: str


CASE = re.compile(
    r"## (.+)\n\n~~~~(markdown|html-body)\n((?s:.*?))\n~~~~\n\n~~~~html\n((?s:.*?))\n~~~~\n(?:\n~~~~findings\n((?s:.+?))\n~~~~\n)?(?:\n|\Z)"
)


def read_cases() -> list[Case]:
    """All cases of the folder; a section that is not complete fails the collection."""
    cases = []
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text("utf-8")
        position = text.index("## ")
        while position < len(text):
            match = CASE.match(text, position)
            assert match, f"{path.name} has an incomplete case: {text[position : position + 60]!r}"
            title, language, source, html, findings = match.groups()
            cases.append(Case(f"{path.stem}: {title}", language, source, html, findings or ""))
            position = match.end()
    return cases


def written(diagnostics: list[Diagnostic], source: str) -> str:
    """Diagnostics as a case has them."""
    return "\n".join(
        f"{each.place.line}:{each.place.column} {each.rule.name} `{covered(each, source)}` {each.message}"
        for each in in_reading_order(diagnostics)
    )


def covered(diagnostic: Diagnostic, source: str) -> str:
    """The first line of what a diagnostic points at."""
    place = diagnostic.place
    line = source.split("\n")[place.line - 1]
    return line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_case(case):
    """The body becomes this HTML, with these findings at these places, and a second pass finds nothing to do."""
    body, diagnostics = render(case.source, markdown=case.language == "markdown", surroundings=SURROUNDINGS)
    assert body.html == case.html
    assert written(diagnostics, case.source) == case.findings
    again, left = render(body.html, markdown=False, surroundings=SURROUNDINGS)
    assert again.html == body.html
    assert [each for each in left if each.rule.name != "inline-image"] == []


def test_the_cases_cover_every_rule_of_bodies():
    """A rule without a case is a rule nobody has seen at work."""
    from feedkit.diagnostics import Rule
    from feedkit.rules import content

    shown = {line.split()[1] for case in read_cases() for line in case.findings.splitlines()}
    too_big_for_a_case = {"deeply-nested-body", "oversized-body"}
    assert {rule.name for rule in vars(content).values() if isinstance(rule, Rule)} - too_big_for_a_case == shown
