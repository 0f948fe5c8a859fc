"""What becomes of the bodies of each generator, case by case, as `cases/README.md` explains."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from feedkit.shortcodes import FLAVOURS, Context, plain_markdown

CASES = Path(__file__).parent / "cases"
SITE = Context(
    url="https://example.org/blog/here/",
    site_url="https://example.org/blog/",
    baseurl="/blog",
    path="posts/here.md",
    articles={
        "posts/here.md": "https://example.org/blog/here/",
        "posts/other.md": "https://example.org/blog/2026/other/",
        "posts/bundle/index.md": "https://example.org/blog/bundle/",
        "_posts/2026-02-03-dated.md": "https://example.org/blog/2026/02/03/dated.html",
    },
    variables={"page.title": "Here & now", "site.title": "Notes"},
)


@dataclass
class Case:
    flavour: str
    title: str
    context: Context
    body: list[str] = field(default_factory=list)
    becomes: list[str] | None = None
    finds: list[str] = field(default_factory=list)


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text("utf-8").splitlines():
        case = cases[-1] if cases else None
        if line == "%% becomes":
            assert case is not None
            case.becomes = []
        elif line.startswith("%% finds "):
            assert case is not None
            case.finds.append(line.removeprefix("%% finds "))
        elif line.startswith("%% with "):
            assert case is not None
            case.context = with_setting(case.context, line.removeprefix("%% with "))
        elif line.startswith("%% "):
            assert case is None or case.becomes is not None, f"{path.name}: {case.title} becomes nothing"
            cases.append(Case(path.stem, line.removeprefix("%% "), SITE))
        elif case is not None:
            (case.body if case.becomes is None else case.becomes).append(line)
    return cases


def with_setting(context: Context, written: str) -> Context:
    name, _, value = written.partition("=")
    if name == "html":
        return replace(context, markdown=False)
    if name == "marks":
        return replace(context, marks=tuple(value.split()))
    if name == "path":
        return replace(context, path=value)
    return replace(context, variables={**context.variables, name: value})


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def text_of(lines: list[str]) -> str:
    """The lines as a text; blank lines that part it from the next case are not of it."""
    return "\n".join(lines).strip("\n")


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.flavour}: {case.title}")
def test_a_body_becomes_what_its_case_says(case: Case) -> None:
    """The Markdown and the findings are those of the case, character by character."""
    written, findings = plain_markdown(text_of(case.body), flavour=case.flavour, context=case.context)
    assert text_of([line.rstrip() for line in written.split("\n")]) == text_of(case.becomes or [])
    said = [f"{each.line}:{each.column}-{each.end_column} {each.rule.code} {each.message}" for each in findings]
    assert said == case.finds


def test_every_flavour_has_cases() -> None:
    """A flavour without cases is one that nobody has tried."""
    assert {case.flavour for case in ALL} == set(FLAVOURS)
