"""All URLs of a feed document are absolute, in its links and in the HTML of its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from feedkit.checks import Made
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.feeds import RELATIVE_URL_IN_CONTENT, RELATIVE_URL_IN_FEED

RULES = (RELATIVE_URL_IN_FEED, RELATIVE_URL_IN_CONTENT)
_ABSOLUTE = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
_NAMES = ("href", "src", "poster", "cite", "data", "action", "longdesc", "background")
# Finds what may be relative, quickly and now and then in vain; the parser then has the last word.
_SUSPECT = re.compile(
    rf"""(?i)\b(?:{"|".join(_NAMES)})\s*=\s*(?!["']?\s*[a-z][a-z0-9+.-]*:)|\bsrcset\s*=""",
)


def check(made: Made) -> Iterator[Diagnostic]:
    """A finding for each relative URL; only the first in each text of HTML."""
    path = made.document.path
    for said in made.reading.urls:
        if not _ABSOLUTE.match(said.value):
            message = f"{said.value!r} is not an absolute URL"
            yield Diagnostic(rule=RELATIVE_URL_IN_FEED, place=Place(path, said.line), message=message)
    for said in made.reading.html:
        if _SUSPECT.search(said.value) and (found := _relative_urls(said.value)):
            message = f"{found[0]!r} in the content is not an absolute URL"
            notes = (f"there are {len(found) - 1} more",) if len(found) > 1 else ()
            yield Diagnostic(rule=RELATIVE_URL_IN_CONTENT, place=Place(path, said.line), message=message, notes=notes)


def _relative_urls(html: str) -> list[str]:
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return [url for url in collector.urls if not _ABSOLUTE.match(url)]


class _Collector(HTMLParser):
    """The URLs in the attributes of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in _NAMES:
                self.urls.append(value or "")
            elif name == "srcset":
                # A candidate is a URL and a descriptor; commas may stand inside a URL, but not at its end.
                self.urls += re.findall(r"([^\s,]\S*?[^\s,]|[^\s,])(?=,|\s|$)[^,]*", value or "")
