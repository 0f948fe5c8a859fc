"""Two entries with one id in a document."""

from __future__ import annotations

import pytest

# In RSS the id stands behind the title, in Atom and JSON before it.
AFTER = {"rss": "Article 0<", "atom": "</entry>", "json": "Article 1"}


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_both_entries_are_named(name, made, findings, line_of):
    document = made(name, ("tag:example.org,2026:0001", "tag:example.org,2026:0000"))
    lines = {"rss": "2026:0000</guid>", "atom": "2026:0000</id>", "json": '{"id":"tag:example.org,2026:0000"'}
    line = line_of(document, lines[name], after=AFTER[name])
    message = "entries 1 and 2 have the same id, tag:example.org,2026:0000"
    assert findings(document) == [("FK414", f"main.{name}", line, message)]
