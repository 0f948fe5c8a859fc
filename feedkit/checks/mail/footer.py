"""Readers can leave, know who writes to them, and can see the mail elsewhere.

CAN-SPAM (15 USC 7704(a)(5)) wants a visible way out and a postal address in every mail, the law of the EU likewise.
Why the reader gets the mail should stand there too; that cannot be told from bytes. Gmail hides the end of large
mails, so these repeat the way out at the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._reading import one_line
from feedkit.checks.mail.unsubscribing import uris
from feedkit.diagnostics import Diagnostic
from feedkit.message.tokens import Token
from feedkit.rules.mail_html import INCOMPLETE_FOOTER, MISSING_UNSUBSCRIBE_LINK

RULES = (MISSING_UNSUBSCRIBE_LINK, INCOMPLETE_FOOTER)
LARGE = 80_000
"""Bytes of HTML from which on the end may be hidden."""


def check(reading: Reading) -> Iterator[Diagnostic]:
    """What is missing for the reader to leave, to know the sender, and to see the mail elsewhere."""
    ways_out = _ways_out(reading)
    links = [each for each in reading.links() if each.get("href").strip() in ways_out and _can_be_seen(each, reading)]
    end = (len(reading.html.text), len(reading.html.text))
    if not links:
        yield one(MISSING_UNSUBSCRIBE_LINK, reading.html, end, "the HTML has no visible link to unsubscribe")
    elif len(reading.html.text.encode("utf-8", "surrogatepass")) > LARGE and links[0].span[0] > LARGE // 4:
        message = f"the mail has more than {LARGE:,} bytes, and no unsubscribe link at the top"
        yield one(INCOMPLETE_FOOTER, reading.html, links[0].span, message)
    if not any(way in reading.text.text for way in ways_out):
        end = (len(reading.text.text), len(reading.text.text))
        yield one(MISSING_UNSUBSCRIBE_LINK, reading.text, end, "the plain text has no link to unsubscribe")
    if not _has_web_edition(reading):
        yield one(INCOMPLETE_FOOTER, reading.html, (0, 0), "there is no link to the web edition")
    yield from _postal_address(reading)


def _ways_out(reading: Reading) -> frozenset[str]:
    """The addresses that unsubscribe."""
    own = uris(reading.message) if reading.message else ()
    return frozenset({Token.UNSUBSCRIBE_URL.value, Token.UNSUBSCRIBE_MAILTO.value, *own})


def _can_be_seen(link: Element, reading: Reading) -> bool:
    return bool(reading.words(link))


def _has_web_edition(reading: Reading) -> bool:
    web = reading.mail.web_url
    archive = reading.message.head.first("list-archive").strip("<>") if reading.message else ""
    name = PurePosixPath(reading.mail.path).stem
    for link in reading.links():
        url = link.get("href").strip()
        is_below = bool(archive) and url.startswith(archive) and len(url) > len(archive)
        if url == web or (not web and (is_below or (not archive and name in url))):
            return True
    return False


def _postal_address(reading: Reading) -> Iterator[Diagnostic]:
    wanted = _bare(reading.mail.postal_address)
    if not wanted:
        if not any(reading.words(each) for each in reading.page.named("address")):
            yield one(INCOMPLETE_FOOTER, reading.html, (0, 0), "there is no postal address")
        return
    shown = "".join(run.text for run in reading.visible_runs())
    for text, source, name in ((shown, reading.html, "HTML"), (reading.text.text, reading.text, "plain text")):
        if wanted not in _bare(text):
            yield one(INCOMPLETE_FOOTER, source, (0, 0), f"the postal address is not in the {name}")


def _bare(text: str) -> str:
    """The text without blanks and commas, which the layout may change."""
    return "".join(one_line(text).replace(",", "").split())
