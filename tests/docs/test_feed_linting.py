"""docs/feed-linting.md: the table has every rule of the feed linter, and the example is what is told."""

from __future__ import annotations

import re
from pathlib import Path

from feedkit.checks.feeds import check_feed, every_check

PAGE = (Path(__file__).parent.parent.parent / "docs" / "feed-linting.md").read_text("utf-8")
CLEAN = Path(__file__).parent.parent / "checks" / "feeds" / "clean"


def test_the_table_has_every_rule():
    """A rule that is not in it, or a row of no rule, is a defect."""
    rows = re.findall(r"^\| (FK[0-9, FK]+) \|", PAGE, re.MULTILINE)
    shown = {code for row in rows for code in row.split(", ")}
    rules = {rule.code for check in every_check() for rule in check.RULES}
    assert shown - {"FK410"} == rules


def test_the_example_is_told():
    """With its words, its place and its help."""
    wrong = (
        (CLEAN / "rss.xml")
        .read_bytes()
        .replace(b"<pubDate>Thu, 28 May 2026 09:00:00 +0000", b"<pubDate>Thu, 28 May 2026 09:00:00 UTC")
    )
    (found,) = check_feed(wrong, "feed.xml")
    assert f"error[{found.rule.code}]: {found.message}" in PAGE
    assert f"= help: {found.help}" in PAGE
    assert f"feed.xml:14:{found.place.column}" in PAGE
    assert wrong.split(b"\n")[found.place.line - 1].startswith(b"<pubDate>")
