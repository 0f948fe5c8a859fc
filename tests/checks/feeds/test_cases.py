"""The cases of `cases/*.md`: feeds with what is found in them written in, and clean twins; see `cases/README.md`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from literate import Block, as_expected, as_written, marked

from feedkit.checks.feeds import check_feed, every_check
from feedkit.diagnostics import Diagnostic

HERE = Path(__file__).parent
CASES = HERE / "cases"
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SPOTS = {
    "rss channel": "<!-- here -->",
    "rss item": "<!-- item -->",
    "atom feed": "<!-- here -->",
    "atom entry": "<!-- entry -->",
    "rdf channel": "<!-- here -->",
    "rdf item": "<!-- item -->",
    "opml body": "<!-- here -->",
    "opml head": "<!-- head -->",
}
FILES = {"rss": "rss.xml", "atom": "atom.xml", "rdf": "rdf.xml", "opml": "opml.xml", "json": "feed.json"}


EVERY_CASE = marked(CASES)


def unescaped(text: str) -> str:
    """The text with `{x*1000}` as what it stands for."""
    return re.sub(r"\{([^{}*]+)\*([0-9]+)\}", lambda found: found[1] * int(found[2]), text)


def as_bytes(lines: list[str]) -> bytes:
    """A whole document, with `\\xNN` as bytes and `\\n` as a line end."""
    text = "\n".join(unescaped(line) for line in lines) + "\n"
    parts = re.split(r"\\(x[0-9a-f]{2}|n)", text)
    return b"".join(
        part.encode() if at % 2 == 0 else b"\n" if part == "n" else bytes([int(part[1:], 16)])
        for at, part in enumerate(parts)
    )


def made(blocks: list[Block]) -> tuple[bytes, str, str]:
    """The document that blocks make, what it is called, and what it is served as."""
    family = next(block.kind.partition(" ")[0] for block in blocks if block.kind not in {"served as", "read from"})
    content = (HERE / "clean" / FILES[family]).read_bytes() if family in FILES else b""
    name, media_type = FILES.get(family, "feed.xml"), ""
    for block in blocks:
        if block.kind == "file":
            content = as_bytes(block.lines)
        elif block.kind == "served as":
            media_type = block.lines[0]
        elif block.kind == "read from":
            name = block.lines[0]
        elif block.kind.endswith(" edit"):
            for old, new in block.edits:
                assert old.encode() in content, old
                content = content.replace(old.encode(), unescaped(new).replace("\\n", "\n").encode())
        else:
            spot, text = SPOTS[block.kind], "\n".join(map(unescaped, block.lines))
            assert spot.encode() in content
            content = content.replace(spot.encode(), text.encode() + b"\n" + spot.encode())
    return content, name, media_type


def found_in(blocks: list[Block]) -> tuple[list[Diagnostic], list[str]]:
    content, name, media_type = made(blocks)
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return check_feed(content, name, media_type, now=NOW), lines


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_what_is_found_is_what_the_case_says(case):
    """Every finding of the case is made at its place, and no other."""
    found, lines = found_in(case.faulty)
    assert as_written(found) == as_expected(case)
    for each in case.expected:
        places = [one.place for one in found if (one.rule.code, one.message) == (each.code, each.message)]
        if each.line is not None:
            places = [place for place in places if lines[place.line - 1] == unescaped(each.line)]
            assert places, each
        if each.columns:
            assert each.columns in [(place.column, place.end_column) for place in places]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_nothing_is_found_in_the_twin(case):
    """The same feed without its fault draws no finding, of any rule."""
    assert as_written(found_in(case.clean)[0]) == []


@pytest.mark.parametrize("name", FILES.values())
def test_nothing_is_found_in_the_clean_feeds(name):
    """What the cases begin with is clean, by every check."""
    assert as_written(check_feed((HERE / "clean" / name).read_bytes(), name, now=NOW)) == []


def test_every_check_has_cases_for_every_rule():
    """A rule that no case shows, or a file of cases that is of no check, is a defect."""
    modules = {check.__name__.rpartition(".")[2]: check for check in every_check()}
    assert {case.module for case in EVERY_CASE} == set(modules)
    shown: dict[str, set[str]] = {}
    for case in EVERY_CASE:
        shown.setdefault(case.module, set()).update(each.code for each in case.expected)
    for name, check in modules.items():
        assert {rule.code for rule in check.RULES} - shown[name] == set(), name
