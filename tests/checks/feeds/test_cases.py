"""The cases of `cases/*.md`: feeds with what is found in them written in, and clean twins; see `cases/README.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


@dataclass
class Expected:
    """A finding that a case is about."""

    code: str
    message: str
    columns: tuple[int, int] | None
    """From and to, from 1; None where only the line counts."""
    line: str
    """The text of the line it is in; empty when none is told."""


@dataclass
class Block:
    """A stretch of a feed."""

    kind: str
    is_clean: bool
    lines: list[str] = field(default_factory=list)


@dataclass
class Case:
    """A section of a file."""

    name: str
    module: str
    blocks: list[Block] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


def read_cases(path: Path) -> Iterator[Case]:
    case = Case("", "")
    block: Block | None = None
    for line in path.read_text("utf-8").splitlines():
        if block is None and line.startswith("## "):
            case = Case(f"{path.stem}: {line[3:]}", path.stem)
            yield case
        elif block is None and (match := re.fullmatch(r"```([a-z ]+?)( clean)?", line)):
            block = Block(match[1], bool(match[2]))
            case.blocks.append(block)
        elif block is not None and line == "```":
            block = None
        elif block is not None and (match := re.fullmatch(r"( *)(\^+|!) (FK[0-9]{3}) (.+)", line)):
            is_marked = match[2] != "!"
            columns = (len(match[1]) + 1, len(match[1]) + len(match[2]) + 1) if is_marked else None
            is_told = block.lines and not block.kind.endswith("edit")
            case.expected.append(Expected(match[3], match[4], columns, block.lines[-1] if is_told else ""))
        elif block is not None:
            block.lines.append(line)


EVERY_CASE = [case for path in sorted(CASES.glob("*.md")) if path.stem != "README" for case in read_cases(path)]


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
            for old, new in zip(block.lines[::2], block.lines[1::2], strict=True):
                assert (old[:2], new[:1]) == ("- ", "+"), block.lines
                assert old[2:].encode() in content, old
                content = content.replace(old[2:].encode(), unescaped(new[2:]).replace("\\n", "\n").encode())
        else:
            spot, text = SPOTS[block.kind], "\n".join(map(unescaped, block.lines))
            assert spot.encode() in content
            content = content.replace(spot.encode(), text.encode() + b"\n" + spot.encode())
    return content, name, media_type


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{each.rule.code} {each.message}" for each in found]


def found_in(blocks: list[Block]) -> tuple[list[Diagnostic], list[str]]:
    content, name, media_type = made(blocks)
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return check_feed(content, name, media_type, now=NOW), lines


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_what_is_found_is_what_the_case_says(case):
    """Every finding of the case is made at its place, and no other."""
    found, lines = found_in([block for block in case.blocks if not block.is_clean])
    assert sorted(told(found)) == sorted(f"{each.code} {each.message}" for each in case.expected)
    for each in case.expected:
        places = [one.place for one in found if (one.rule.code, one.message) == (each.code, each.message)]
        if each.line:
            places = [place for place in places if lines[place.line - 1] == unescaped(each.line)]
            assert places, each
        if each.columns:
            assert each.columns in [(place.column, place.end_column) for place in places]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_nothing_is_found_in_the_twin(case):
    """The same feed without its fault draws no finding, of any rule."""
    twin = [block for block in case.blocks if block.is_clean]
    assert twin, "a case without a clean twin"
    assert told(found_in(twin)[0]) == []


@pytest.mark.parametrize("name", FILES.values())
def test_nothing_is_found_in_the_clean_feeds(name):
    """What the cases begin with is clean, by every check."""
    assert told(check_feed((HERE / "clean" / name).read_bytes(), name, now=NOW)) == []


def test_every_check_has_cases_for_every_rule():
    """A rule that no case shows, or a file of cases that is of no check, is a defect."""
    modules = {check.__name__.rpartition(".")[2]: check for check in every_check()}
    assert {case.module for case in EVERY_CASE} == set(modules)
    shown: dict[str, set[str]] = {}
    for case in EVERY_CASE:
        shown.setdefault(case.module, set()).update(each.code for each in case.expected)
    for name, check in modules.items():
        assert {rule.code for rule in check.RULES} - shown[name] == set(), name
