"""The report as a page: whole in itself, and nothing of an article is markup in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedkit.comparison.as_html import render
from feedkit.templates import load


@pytest.fixture
def page(compared, make_feed, make_entry):
    before = [make_feed(*map(make_entry, (2, 3, 4)), title="Old <b>"), make_feed(make_entry(2), name="tag/a")]
    after = [
        make_feed(
            make_entry(1, title="<script>alert(1)</script>", url="javascript:alert(1)"),
            make_entry(2, id="x"),
            make_entry(3, title="Better", content='<p>Other <img src="https://track.example/p.png"> words</p>'),
            title="New",
        )
    ]
    return render(compared(before, after), load(Path("does-not-exist")))


def test_nothing_is_loaded_and_nothing_runs(page):
    """No script, no picture, no style or font of another place; links lead away only when they are clicked."""
    assert "<script" not in page
    assert not re.search(r"<(img|iframe|object|embed|link(?! rel=\"icon\" href=\"data:,\"))\b", page)
    assert "javascript:" not in page.replace("javascript:alert(1)</", "")
    assert not re.search(r'href="(?!https://|#|data:,)', page)
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "@import" not in page
    assert "url(" not in page


def test_every_section_is_there(page):
    for heading in ("Will appear again as unread", "Vanished", "Edited", "New", "Feeds"):
        assert heading in page
    assert (
        '<del><span class="unseen">was: </span>Story 3</del><ins><span class="unseen">now: </span>Better</ins>' in page
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
