"""The plain text can be read and its links can be clicked.

Lines of at most 78 characters (RFC 5322 §2.1.1, RFC 3676) are not broken on the way. Programs find links in plain
text by guessing where they end: alone on its line, nothing can be guessed wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened, together
from feedkit.checks.mail._source import Span
from feedkit.checks.mail.same_articles import bare
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import UNWIELDY_TEXT_PART

RULES = (UNWIELDY_TEXT_PART,)
LIMIT = 78
_LINE = re.compile(r"[^\r\n]+")
_ONLY_LINK = re.compile(r"[\s<(\[]*(?:https?://|mailto:)\S+")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_BLOB = re.compile(r"(?<![^\s])[A-Za-z0-9+/]{60,}={0,2}(?![^\s])")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """One finding for all long lines, one for all blobs, one for each article whose link is broken or not alone."""
    source = reading.text
    long: list[Span] = []
    alone: set[str] = set()
    amid: dict[str, Span] = {}
    for line in _LINE.finditer(source.text):
        text = line[0].rstrip()
        if len(text) > LIMIT and not _ONLY_LINK.fullmatch(text):
            long.append((line.start() + LIMIT, line.start() + len(text)))
        for link in _LINK.finditer(text):
            rest = text.replace(link[0], "", 1).strip(" \t<>()[]")
            if rest:
                amid.setdefault(bare(link[0]), _moved(link, line.start()))
            else:
                alone.add(bare(link[0]))
    if long:
        longest = max(end - start for start, end in long) + LIMIT
        yield together(UNWIELDY_TEXT_PART, source, long, f"a line has {longest} characters; {LIMIT} are allowed")
    blobs = [match.span() for match in _BLOB.finditer(source.text)]
    if blobs:
        yield together(UNWIELDY_TEXT_PART, source, blobs, "something looks like base64")
    yield from _articles(reading, alone, amid)


def _articles(reading: Reading, alone: set[str], amid: dict[str, Span]) -> Iterator[Diagnostic]:
    joined = re.sub(r"[ \t]*\r?\n[ \t]*", "", reading.text.text)
    for entry in reading.mail.entries:
        url = bare(entry.url)
        if url in alone:
            continue
        if url in amid:
            message = f"the link of {shortened(entry.title, 40)!r} does not stand alone on its line"
            yield one(UNWIELDY_TEXT_PART, reading.text, amid[url], message)
        elif url in joined:
            at = reading.text.text.find(url[:20])
            message = f"the link of {shortened(entry.title, 40)!r} is broken over two lines"
            yield one(UNWIELDY_TEXT_PART, reading.text, (at, at + 20), message)


def _moved(match: re.Match[str], by: int) -> Span:
    return match.start() + by, match.end() + by
