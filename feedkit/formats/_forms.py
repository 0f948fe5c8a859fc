"""How the formats of XML write entries; loaded without what writes whole feeds, which takes long to load."""

from __future__ import annotations

from feedkit.formats._parts import Form
from feedkit.formats._quick import atom_entry, rss_item

RSS = Form(name="rss", mark=b"\n    <item", quick=rss_item)
ATOM = Form(name="atom", mark=b"\n  <entry", quick=atom_entry)
