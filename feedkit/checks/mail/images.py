"""Every picture has words in its stead, a size, and an address that works from anywhere.

Pictures are off until asked for in most programs; Outlook for Windows takes sizes from attributes only; there is no
page that an address could be relative to (https://www.caniemail.com/features/image-base64/ for `data:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._page import Element
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import MISSING_ALT, MISSING_IMAGE_SIZE, UNREACHABLE_IMAGE

RULES = (MISSING_ALT, MISSING_IMAGE_SIZE, UNREACHABLE_IMAGE)
_WHOLE = re.compile(r"[1-9][0-9]{0,4}")
_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding of each rule for each picture."""
    for image in reading.page.named("img"):
        if "alt" not in image.attributes:
            name = shortened(image.get("src").rpartition("/")[2] or image.get("src"))
            yield one(MISSING_ALT, reading.html, image.span, f"the picture {name!r} has no `alt`")
        wrong = [name for name in ("width", "height") if not _WHOLE.fullmatch(image.get(name))]
        if wrong:
            said = " and ".join(_said(image, name) for name in wrong)
            yield one(MISSING_IMAGE_SIZE, reading.html, image.where(wrong[0]), f"the picture has {said}")
        if why := _why_unreachable(image.get("src").strip()):
            yield one(UNREACHABLE_IMAGE, reading.html, image.where("src"), why)


def _said(image: Element, name: str) -> str:
    return f'{name}="{image.get(name)}"' if image.get(name) else f"no {name}"


def _why_unreachable(url: str) -> str:
    if not url:
        return "the picture has no address"
    if url.lower().startswith("data:"):
        return "the picture is written into the mail with `data:`"
    if not _HTTPS.fullmatch(url):
        return f"{shortened(url)!r} is not an absolute https address"
    return ""
