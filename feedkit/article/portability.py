"""One pass that makes the HTML of a body portable: safe, absolute, and in the elements that readers show.

`walk` goes over the tags once and looks at everything. nh3 then parses the result as a browser would and keeps only
what is on its own lists: the last net, through which nothing unsafe can pass even if the walk is wrong.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

from feedkit.article import elements, reading
from feedkit.article.addresses import Surroundings
from feedkit.article.attributes import LINK_SCHEMES
from feedkit.article.findings import Finding
from feedkit.article.walk import Walk
from feedkit.model import Heading
from feedkit.quick_dataclasses import dataclass

MAX_PASSES = 4
_FIRST_LINES = re.compile(r"(<pre(?: [^>]*)?>)\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """A body that reads the same everywhere."""

    html: str
    """Safe, with absolute URLs; empty when nothing is left to see."""
    headings: tuple[Heading, ...]
    text: str
    """All that is read, as plain text."""
    opening: str
    """The text before `<!--more-->`, else of the first paragraph that has any, else all of it."""
    files: tuple[str, ...]
    """The files of the content folder that are shown or linked, sorted."""
    findings: tuple[Finding, ...]


def portable(html: str, surroundings: Surroundings) -> Portable:
    """The HTML made portable; a second pass over the result changes nothing.

    The HTML given must be free of characters that XML cannot carry. TooDeep is raised beyond 100 levels.
    """
    walk, safe = _once(html, surroundings)
    findings, files = tuple(walk.gathered.findings), walk.gathered.files
    passes = 1
    while walk.page.has_misplaced and passes < MAX_PASSES:
        walk, safe = _once(safe, surroundings)
        passes += 1
    page = walk.page
    text = reading.decoded(page.read)
    return Portable(
        html=safe if page.shows_more_than_text or not text.isspace() else "",
        headings=tuple(page.headings),
        text=text,
        opening=page.opening,
        files=tuple(sorted(files)),
        findings=findings,
    )


def _once(html: str, surroundings: Surroundings) -> tuple[Walk, str]:
    """One walk, and the HTML that is left of it."""
    walk = Walk(html, surroundings)
    walk.run()
    safe = _net(trusted=surroundings.trusted, inline_images=walk.gathered.has_inline_images).clean(
        "".join(walk.page.written)
    )
    if "<pre" in safe:
        # The HTML standard drops a line feed after <pre> (§13.2.6.4.7); with none there nothing changes on a second reading.
        safe = _FIRST_LINES.sub(r"\1", safe)
    return walk, safe.strip()


@cache
def _net(*, trusted: bool, inline_images: bool) -> nh3.Cleaner:
    """The sanitiser for one kind of body."""
    return nh3.Cleaner(
        tags=set(elements.KEPT_IF_TRUSTED if trusted else elements.KEPT),
        clean_content_tags={"script"} if trusted else {"script", "style"},
        attributes={"*": set(elements.ATTRIBUTES_IF_TRUSTED if trusted else elements.ATTRIBUTES)},
        generic_attribute_prefixes={"data-"},
        link_rel=None,
        url_schemes=set(LINK_SCHEMES) | ({"data"} if inline_images else set()),
        url_relative="deny",
    )
