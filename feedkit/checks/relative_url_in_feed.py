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
_IS_ASSIGNED = re.compile(r"\s*=")
_ABSOLUTE_VALUE = re.compile(r"""[\s=]*["']?\s*[a-z][a-z0-9+.-]*:""")
# A URL ends at a blank, or at a comma with a blank behind it; then come descriptors up to the next comma.
_CANDIDATE = re.compile(r"[\s,]*(\S+?)(?:,+(?=\s|$)|(?=\s|$)[^,]*)")


def check(made: Made) -> Iterator[Diagnostic]:
    """A finding for each relative link; one for each text of HTML with a relative URL, in the first document it is in."""
    path = made.document.path
    for said in made.reading.urls:
        if not _ABSOLUTE.match(said.value):
            message = f"{said.value!r} is not an absolute URL"
            yield Diagnostic(rule=RELATIVE_URL_IN_FEED, place=Place(path, said.line), message=message)
    for said in made.new_html:
        if _is_suspect(said.value) and (found := _relative_urls(said.value)):
            message = f"{found[0]!r} in the content is not an absolute URL"
            notes = (f"there are {len(found) - 1} more",) if len(found) > 1 else ()
            yield Diagnostic(rule=RELATIVE_URL_IN_CONTENT, place=Place(path, said.line), message=message, notes=notes)


def _is_suspect(html: str) -> bool:
    """Whether a URL may be relative: quick, and now and then in vain; the parser then has the last word.

    Every text of every feed is looked at in each build. What has no `=` behind a `<` has no attributes; of the rest,
    `str.find` is twenty times faster than a pattern.
    """
    lower = "<".join([each for each in html.split("<") if "=" in each]).lower()
    if "srcset" in lower:
        return True
    for name in _NAMES:
        at = lower.find(name)
        while at >= 0:
            at += len(name)
            if _IS_ASSIGNED.match(lower, at) and not _ABSOLUTE_VALUE.match(lower, at):
                return True
            at = lower.find(name, at)
    return False


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
                self.urls += _CANDIDATE.findall(value or "")
