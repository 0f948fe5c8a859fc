"""Documents that readers refuse for their size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.model import Document


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@pytest.mark.parametrize(
    ("size", "codes"),
    [(512 * 1024, []), (512 * 1024 + 1, ["FK416"]), (1024 * 1024, ["FK416"]), (1024 * 1024 + 1, ["FK404"])],
)
def test_large_ones_are_warned_of_and_larger_ones_refused(name, size, codes, feed, made, findings):
    small = len(made(name).content)
    filled = replace(feed.entries[0], content=feed.entries[0].content + "x" * (size - small))
    document = made(name, entries=(filled, feed.entries[1]))
    assert len(document.content) == size
    assert [each[0] for each in findings(document)] == codes


def test_the_size_is_said(feed, made, findings):
    document = made("rss")
    large = replace(document, content=document.content + b"\n" * (600_000 - len(document.content)))
    assert findings(large) == [("FK416", "main.rss", 0, "has 600,000 bytes in 2 entries")]


def test_other_documents_may_be_large(findings):
    assert findings(Document(path="x.xml", media_type="application/xml", content=b"<r/>" + b"\n" * 2_000_000)) == []
