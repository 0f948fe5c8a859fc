"""Both parts tell of the same articles.

The parts of multipart/alternative say the same in different forms (RFC 2046 §5.1.4). Parameters that count visits may
differ from the entry's own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from feedkit.checks.mail import Reading
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.mail_messages import DIFFERENT_ARTICLES

RULES = (DIFFERENT_ARTICLES,)
_URL = re.compile(r"https?://[^\s<>\"]+")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each entry that only one of the parts links to."""
    in_html = {bare(link.get("href").strip()) for link in reading.links()}
    in_text = {bare(url) for url in _URL.findall(reading.text.text)}
    for entry in reading.mail.entries:
        url = bare(entry.url)
        if (url in in_html) != (url in in_text):
            there, missing = ("HTML", "plain text") if url in in_html else ("plain text", "HTML")
            path = (reading.text if there == "HTML" else reading.html).path
            message = f"{entry.title!r} is linked in the {there} but not in the {missing}"
            yield Diagnostic(rule=DIFFERENT_ARTICLES, place=Place(path), message=message, help=f"Link {entry.url}")


def bare(url: str) -> str:
    """The address without fragment and `utm_` parameters; as it is when it is none."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = parts.query
    if "utm_" in kept:
        kept = urlencode([pair for pair in parse_qsl(kept, keep_blank_values=True) if not pair[0].startswith("utm_")])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))
