"""The ids of RSS, Atom and RDF entries, character by character.

feedparser resolves ids against `xml:base` and mends characters in them that look mistaken, which is right for addresses.
But readers compare ids as they stand in the feed (RFC 4287 §4.2.6.1), so they are read once more here.
"""

from __future__ import annotations

from typing import Any

from feedkit.foreign.xml_trees import decoded, local, parse, text_of

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def issued_ids(raw: bytes) -> list[tuple[str, bool]]:
    """For each entry in the order of the document its id, "" if it has none, and whether it is said to be its address."""
    root, _ = parse(decoded(raw))
    if root is None:
        return []
    return [_id(each) for each in root.iter() if local(each) in ("item", "entry")]


def _id(entry: Any) -> tuple[str, bool]:
    """RSS 2.0: `guid` is an address unless `isPermaLink` says otherwise; `id` of Atom and `rdf:about` are not called one."""
    for child in entry:
        name = local(child)
        if name == "guid" and (id := text_of(child).strip()):
            says = {key.lower(): value for key, value in child.attrib.items()}
            return id, says.get("ispermalink", "true").strip().lower() == "true"
        if name == "id" and (id := text_of(child).strip()):
            return id, False
    return str(entry.get(_ABOUT, "")).strip(), False
