"""What feedkit makes itself: each entry is looked at once, and its line is told right."""

from __future__ import annotations

import re
from concurrent.futures import Executor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.cache import Cache
from feedkit.checks.feeds import check_feed, with_new_entries
from feedkit.diagnostics import Diagnostic
from feedkit.executors import Serial
from feedkit.model import Document
from feedkit.workflow.linting import Linting

CLEAN = Path(__file__).parent / "clean"
TYPES = {"rss.xml": "application/rss+xml; charset=utf-8", "atom.xml": "application/atom+xml; charset=utf-8"}


def document(path: str, content: bytes, name: str) -> Document:
    return Document(path=path, media_type=TYPES.get(name, "application/feed+json"), content=content)


def linted(documents: list[Document], *, executor: Executor, cache: Cache | None) -> list[Diagnostic]:
    linting = Linting(executor, cache)
    linting.begin(documents)
    return linting.found()


def check_made(documents: list[Document]) -> list[Diagnostic]:
    return linted(documents, executor=Serial(), cache=None)


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_fault_of_an_entry_is_told_once(name):
    """The second feed has the same entry; it is not told again."""
    content = (CLEAN / name).read_bytes().replace(b"<title>Robots learn to knit</title>", b"<title></title>")
    found = check_made([document("main.xml", content, name), document("tag.xml", content, name)])
    assert [(each.place.path, each.rule.name) for each in found] == [("main.xml", "blank-value")]
    assert found == check_feed(content, "main.xml")


def test_a_fault_behind_an_overlooked_entry_is_told_in_its_line():
    """Line ends stand in its place."""
    content = (CLEAN / "rss.xml").read_bytes()
    late = content.replace(b"</channel>", b"<ttl>0</ttl></channel>")
    found = check_made([document("main.xml", content, "rss.xml"), document("tag.xml", late, "rss.xml")])
    told = [(each.place.path, each.place.line, each.rule.name) for each in found]
    assert told == [("tag.xml", late.split(b"<ttl>")[0].count(b"\n") + 1, "wrong-number")]


def test_documents_that_are_no_feeds_are_left_alone():
    """Pages and pictures are none."""
    page = Document(path="index.html", media_type="text/html; charset=utf-8", content=b"<p>")
    assert check_made([page]) == []


def test_json_is_looked_at_each_time():
    """It is read in no time."""
    content = (CLEAN / "feed.json").read_bytes().replace(b'"title": "Robots', b'"tittle": "Robots')
    found = check_made([document("a.json", content, "feed.json"), document("b.json", content, "feed.json")])
    assert [each.place.path for each in found] == ["a.json", "b.json"]


ENTRIES = {"rss": re.compile(rb"<item>.*?</item>", re.DOTALL), "atom": re.compile(rb"<entry[ >].*?</entry>", re.DOTALL)}


@given(
    st.lists(
        st.sampled_from(["<item>", "</item>", "<entry>", "<entry ", "</entry>", "<entryway>", "a", "b\n", "\n"]),
        max_size=14,
    )
)
def test_entries_are_cut_out_as_a_pattern_would_find_them(words: list[str]) -> None:
    """Each entry from its start tag to the next end tag; one that an earlier one equals is line ends."""
    content = "".join(words).encode()
    for kind, pattern in ENTRIES.items():
        had: set[bytes] = set()

        def once(match: re.Match[bytes], had: set[bytes] = had) -> bytes:
            again, _ = match[0] in had, had.add(match[0])
            return b"\n" * match[0].count(b"\n") if again else match[0]

        document = Document(path="a", media_type=f"application/{kind}+xml", content=content)
        assert [each for _, each in with_new_entries([document], set())] == [pattern.sub(once, content)]
