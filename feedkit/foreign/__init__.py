"""Feeds and exports of other programs, read from bytes: RSS, Atom, RDF, JSON Feed, WordPress, Ghost.

| module | what it does |
|--|--|
| `entries` | what is read: `ForeignFeed` and `ForeignEntry` |
| `_feedparser`, `issued_ids` | RSS, Atom and RDF; their ids as they stand |
| `json_feed` | JSON Feed |
| `wordpress`, `wordpress_mending`, `wordpress_markup` | exports of WordPress, ill-formed ones, the markup in them |
| `ghost`, `ghost_documents` | exports of Ghost; the texts of its editors |
| `soups`, `markdown` | HTML, cleaned; HTML → Markdown |
| `article_files` | an entry as an article file of ours |
"""

from __future__ import annotations

from feedkit.diagnostics import Diagnostic
from feedkit.foreign import ghost, json_feed, wordpress
from feedkit.foreign.entries import ForeignEntry, ForeignFeed

__all__ = ["ForeignEntry", "ForeignFeed", "kind_of", "read"]


def read(raw: bytes, source: str, *, base: str = "", site: str = "") -> tuple[ForeignFeed | None, list[Diagnostic]]:
    """The feed or export in `raw`, or None with a finding that says why it is none.

    `source` is what findings call it: a path relative to the project folder, or an address. `base` is the address it was
    fetched from, if it was; `site` that of the publication, which exports of Ghost leave open. Nothing is opened or fetched, whatever the bytes say.
    """
    if ghost.looks_like_it(raw):
        return ghost.read(raw, source, site=site)
    if json_feed.looks_like_it(raw):
        return json_feed.read(raw, source)
    if wordpress.looks_like_it(raw):
        return wordpress.read(raw, source)
    from feedkit.foreign import _feedparser  # noqa: PLC0415  (a tenth of a second, and only for XML)

    return _feedparser.read(raw, source, base)


def kind_of(head: bytes) -> str:
    """What the beginning of a file shows it to be, as `an export of Ghost`; empty for what is no export."""
    if ghost.looks_like_it(head):
        return "an export of Ghost"
    return "an export of WordPress" if wordpress.looks_like_it(head) else ""
