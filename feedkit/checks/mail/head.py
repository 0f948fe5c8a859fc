"""The head says what programs need to know before they draw.

Quirks mode, wrong letters, zoomed text and forced inversion all come from a head that leaves something out. `lang`
and `dir` are what a screen reader chooses its voice by (WCAG 3.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._page import Page
from feedkit.checks.mail._reading import meta, one_line
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import INCOMPLETE_MAIL_HEAD, MISSING_MAIL_LANGUAGE

RULES = (INCOMPLETE_MAIL_HEAD, MISSING_MAIL_LANGUAGE)
_DOCTYPE = re.compile(r"\s*<!doctype\s+html\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CONTENTS = {
    "viewport": ("width=device-width", "width=device-width, initial-scale=1"),
    "color-scheme": ("light", "light dark"),
    "supported-color-schemes": ("light", "light dark"),
    "x-apple-disable-message-reformatting": ("", ""),
}


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each thing that is missing."""
    page = reading.page
    if not _DOCTYPE.match(page.source.text):
        yield one(INCOMPLETE_MAIL_HEAD, page.source, (0, 0), "it does not begin with `<!DOCTYPE html>`")
    yield from _metas(page)
    yield from _title(reading)
    yield from _language(page)


def _metas(page: Page) -> Iterator[Diagnostic]:
    head = page.first("head")
    where = head.span if head else (0, 0)
    if not _is_utf_8(page):
        message = "the head does not say that the charset is utf-8"
        yield one(INCOMPLETE_MAIL_HEAD, page.source, where, message, help='Write `<meta charset="utf-8">`.')
    for name, (needed, whole) in _CONTENTS.items():
        found = meta(page, name)
        content = f' content="{whole}"' if whole else ""
        help = f'Write `<meta name="{name}"{content}>`.'
        if found is None:
            yield one(INCOMPLETE_MAIL_HEAD, page.source, where, f"there is no <meta> `{name}`", help=help)
        elif needed not in found.get("content").lower().replace(" ", ""):
            text = f"the <meta> `{name}` says {found.get('content')!r}"
            yield one(INCOMPLETE_MAIL_HEAD, page.source, found.span, text, help=help)


def _is_utf_8(page: Page) -> bool:
    for each in page.named("meta"):
        if each.get("charset").lower() == "utf-8":
            return True
        if each.get("http-equiv").lower() == "content-type" and "charset=utf-8" in each.get("content").lower():
            return True
    return False


def _title(reading: Reading) -> Iterator[Diagnostic]:
    page, title = reading.page, reading.page.first("title")
    said = one_line(page.raw[title].text) if title else ""
    where = title.span if title else (0, 0)
    if not said:
        yield one(INCOMPLETE_MAIL_HEAD, page.source, where, "there is no <title>")
    elif said != one_line(reading.mail.subject):
        message = f"the <title> is {shortened(said)!r}, the subject {shortened(reading.mail.subject)!r}"
        yield one(INCOMPLETE_MAIL_HEAD, page.source, where, message)


def _language(page: Page) -> Iterator[Diagnostic]:
    root = page.first("html")
    where = root.span if root else (0, 0)
    language, direction = (root.get("lang"), root.get("dir").lower()) if root else ("", "")
    if not _LANGUAGE.fullmatch(language):
        message = f"`lang` is {language!r}, which is no language" if language else "<html> has no `lang`"
        yield one(MISSING_MAIL_LANGUAGE, page.source, where, message)
    if direction not in ("ltr", "rtl"):
        message = f"`dir` is {direction!r}, not `ltr` or `rtl`" if direction else "<html> has no `dir`"
        yield one(MISSING_MAIL_LANGUAGE, page.source, where, message)
