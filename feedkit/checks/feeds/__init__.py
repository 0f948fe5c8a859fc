"""The porch of feed checks: any feed of anyone, as bytes, against the specifications.

RSS 0.9x, 1.0 and 2.0, Atom 1.0, JSON Feed 1.0 and 1.1, and OPML. Adding a check is adding a module that offers what
`FeedCheck` says; the folder is the list of checks. The verdicts are those of the W3C feed validator: where it says error
a rule is an error, where it warns or recommends a warning. `docs/feed-linting.md` has the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from typing import Protocol, cast

from feedkit.checks.feeds import _encoding, _placing, _xml
from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import MOST_OF_A_CHECK, limited
from feedkit.checks.feeds._made import with_new_entries
from feedkit.checks.feeds._source import source
from feedkit.diagnostics import Diagnostic, Place, Rule, in_reading_order
from feedkit.rules.feed_documents import TOO_LARGE_TO_CHECK

__all__ = ["LARGEST", "FeedCheck", "check_feed", "every_check", "with_new_entries"]

LARGEST = 8 * 1024 * 1024
"""Bytes; of a larger document nothing is checked."""


class FeedCheck(Protocol):
    """What a check offers."""

    RULES: tuple[Rule, ...]
    """Every kind of finding it can make."""

    @staticmethod
    def check(document: Document) -> Iterable[Diagnostic]:
        """The findings about one document."""


@cache
def every_check() -> tuple[FeedCheck, ...]:
    """The checks of this folder, by name; a module whose name begins with `_` is none."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("FeedCheck", import_module(f"{__name__}.{name}")) for name in names)


def check_feed(content: bytes, name: str, media_type: str = "", *, now: datetime | None = None) -> list[Diagnostic]:
    """What is wrong with a feed, in reading order; nothing if it is clean.

    `name` is the path or URL that findings name. With `media_type`, as in a Content-Type with its parameters, that is
    checked too, and its charset counts. With `now`, dates after it are told. Nothing is raised, fetched or expanded.
    """
    if len(content) > LARGEST:
        message = f"the document has more than {LARGEST // 1024 // 1024} MiB"
        return [Diagnostic(rule=TOO_LARGE_TO_CHECK, place=Place(name), message=message)]
    document = _read(content, name, media_type, now)
    return in_reading_order(limited(_found(document)))


def _found(document: Document) -> Iterator[Diagnostic]:
    for check in every_check():
        yield from islice(check.check(document), MOST_OF_A_CHECK)


def _read(content: bytes, name: str, media_type: str, now: datetime | None) -> Document:
    decoded = _encoding.decode(content, _charset(media_type))
    text = source(name, decoded.text)
    if _is_json(decoded.text, media_type):
        return Document(
            source=text,
            decoded=decoded,
            media_type=media_type,
            now=now,
            parsed=_xml.Parsed(),
            format="json",
            version="",
            root=None,
        )
    parsed = _xml.parse(text)
    format = _placing.format_of(parsed.root) if parsed.root else ""
    placement = _placing.match(parsed.root, format) if parsed.root and format else None
    return Document(
        source=text,
        decoded=decoded,
        media_type=media_type,
        now=now,
        parsed=parsed,
        format=format,
        version=placement.version if placement else "",
        root=placement.root if placement else None,
        strays=tuple(placement.strays) if placement else (),
        placed=tuple(placement.placed) if placement else (),
        values=tuple(placement.values) if placement else (),
    )


def _charset(media_type: str) -> str:
    for each in media_type.split(";")[1:]:
        key, _, value = each.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


def _is_json(text: str, media_type: str) -> bool:
    kind = media_type.partition(";")[0].strip().lower()
    start = text[:200].lstrip("\ufeff \t\r\n")[:1]
    return start in {"{", "["} or (kind.endswith(("/json", "+json")) and start != "<")
