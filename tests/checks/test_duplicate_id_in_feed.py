"""Two entries with one id in a document."""

from __future__ import annotations

import pytest

# In RSS the id stands behind the title, in Atom before it.
AFTER = {"rss": "Article 0<", "atom": "</entry>"}


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_both_entries_are_named(name, made, findings, line_of):
    document = made(name, ("tag:example.org,2026:0001", "tag:example.org,2026:0000"))
    lines = {"rss": "2026:0000</guid>", "atom": "2026:0000</id>"}
    line = line_of(document, lines[name], after=AFTER[name]) if name in lines else 0
    message = "entries 1 and 2 have the same id, tag:example.org,2026:0000"
    assert findings(document) == [("FK414", f"main.{name}", line, message)]
