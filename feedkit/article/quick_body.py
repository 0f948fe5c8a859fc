"""The bodies that most bodies are, made portable at once: those in which every tag is Markdown's own, and of a usual kind.

It gives what `portability.portable` gives, in a tenth of the time, or None: whatever is unusual is left to the walk over all
tags and to nh3. Nothing unsafe can pass, for everything that is written is on the list here: tags word for word, or with
attributes of the kinds below, whose addresses are canonical and of the web. That the tags are well nested is cmark's work.
"""

from __future__ import annotations

import re
from itertools import accumulate

from feedkit.article import elements, reading, tags
from feedkit.article.addresses import Surroundings, resolve
from feedkit.article.attributes import portable_attributes
from feedkit.article.findings import Gathered
from feedkit.article.headings import slug, unique_ids
from feedkit.article.page import MAX_DEPTH
from feedkit.article.portability import Portable
from feedkit.model import Heading
from feedkit.urls import is_canonical

_TAG = re.compile(r"<[^>]*+>")
_NAMES = sorted(elements.words("p em strong code pre ul ol li blockquote del table thead tbody tr th td"))
_ALIGNED = [f'<{name} align="{side}">' for name in ("th", "td") for side in ("left", "center", "right")]
_AS_THEY_ARE = frozenset([f"<{name}>" for name in _NAMES] + [f"</{name}>" for name in (*_NAMES, "a")] + _ALIGNED)
_REWRITTEN = {"<br />": "<br>", "<hr />": "<hr>"}
_HEADINGS = frozenset(f"<{name}>" for name in elements.HEADINGS)
_ENDS = frozenset(f"</{name}>" for name in elements.HEADINGS)
_USUAL = _AS_THEY_ARE | _REWRITTEN.keys() | _HEADINGS | _ENDS
_KEPT_WITH_ATTRIBUTES = re.compile(r'<(?:code class="language-[A-Za-z0-9_+#.\-]+"|ol start="[0-9]{1,9}")>')
_REWORKED = re.compile(r'<(?:(a|img)( href="([^"&>]*+)"(?=>)| [^>]*+)|(h[1-6]))>')
_ODD_IN_ATTRIBUTES = re.compile("[<>\xa0]")
_NOT_FOR_HERE = ("&#", "\r")
_SURELY_SHALLOW = 2 * MAX_DEPTH - 10


class _Unusual(Exception):  # noqa: N818  (never leaves this module)
    """Something is to be looked at with more care."""


def portable(html: str, surroundings: Surroundings) -> Portable | None:
    """What cmark made of Markdown without HTML in it, made portable; None when that takes more care.

    The text of what is given back has no blanks for tags; as cmark writes blocks on lines of their own, it has the same words.
    """
    if surroundings.trusted or any(each in html for each in _NOT_FOR_HERE):
        return None
    found = _TAG.findall(html)
    for tag in set(found).difference(_USUAL):
        if not (tag.startswith(("<a href=", "<img src=")) or _KEPT_WITH_ATTRIBUTES.fullmatch(tag)):
            return None
    if len(found) > _SURELY_SHALLOW and _depth(found) >= MAX_DEPTH:
        return None
    text = _TAG.sub("", html)
    try:
        return _made(html, text, surroundings)
    except _Unusual:
        return None


def _made(html: str, text: str, surroundings: Surroundings) -> Portable:
    gathered = Gathered()
    headings: list[Heading] = []
    unique = unique_ids(set())
    written: list[str] = []
    position = link = 0
    for match in _REWORKED.finditer(html):
        start, end = match.span()
        name, raw, plain_address, heading = match.groups()
        written.append(_text(html[position:start]))
        if name == "a":
            if link and html.find("</a>", link, start) < 0:
                raise _Unusual  # cmark makes links in links, as of `[www.example.org](x)`; browsers do not
            link = end
        if plain_address:
            written.append(_link(plain_address, surroundings, gathered))
        elif not heading:
            written.append(_tag(name, raw, end - 1 - len(raw), surroundings, gathered))
        elif title := reading.plain((_TAG.sub("", html[end : html.index("</h", end)]),)):
            id = unique(slug(title))
            headings.append(Heading(level=elements.HEADINGS[heading], id=id, text=title))
            written.append(f'<{heading} id="{id}">')
        else:
            written.append(f"<{heading}>")
        position = end
    written.append(_text(html[position:]))
    return Portable(
        html="".join(written).strip() if "<img " in html or not text.isspace() else "",
        headings=tuple(headings),
        text=text,
        opening=_opening(html),
        files=tuple(sorted(gathered.files)),
        findings=tuple(gathered.findings),
    )


def _text(html: str) -> str:
    """A piece without tags that have attributes, as browsers write it."""
    html = html.replace("&quot;", '"')
    if "\xa0" in html:
        html = html.replace("\xa0", "&nbsp;")
    if " />" in html:
        for tag, short in _REWRITTEN.items():
            html = html.replace(tag, short)
    return html


def _link(address: str, surroundings: Surroundings, gathered: Gathered) -> str:
    """The start tag of a link that has no other attribute."""
    if is_canonical(address):
        return f'<a href="{address}">'
    try:
        url, file = resolve(address, surroundings)
    except ValueError as error:
        raise _Unusual from error
    if not is_canonical(url):
        raise _Unusual
    if file:
        gathered.files.add(file)
    return f'<a href="{tags.escaped(url)}">'


def _tag(name: str, raw: str, offset: int, surroundings: Surroundings, gathered: Gathered) -> str:
    """The start tag of a link or a picture whose attributes stood at `offset`."""
    attributes = portable_attributes(name, raw, offset, surroundings, gathered)
    address = attributes.get("href" if name == "a" else "src")
    if address is None or not is_canonical(address) or any(map(_ODD_IN_ATTRIBUTES.search, attributes.values())):
        raise _Unusual
    return tags.written(name, attributes)


def _opening(html: str) -> str:
    """The first paragraph that has text."""
    start = html.find("<p>")
    while start >= 0:
        end = html.index("</p>", start)
        if said := reading.plain((_TAG.sub("", html[start:end]),)):
            return said
        start = html.find("<p>", end)
    raise _Unusual


def _depth(found: list[str]) -> int:
    """How deep elements are nested, or more."""
    return max(accumulate(-1 if tag[1] == "/" else 1 for tag in found if not tag.endswith(" />")))
