"""Every link has words, and they say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Link, Outline, is_template
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.references import ADDRESS_AS_TEXT, LINK_WITHOUT_TEXT, VAGUE_LINK_TEXT
from feedkit.rules.secrets import MISLEADING_LINK

RULES = (VAGUE_LINK_TEXT, LINK_WITHOUT_TEXT, ADDRESS_AS_TEXT, MISLEADING_LINK)
_VAGUE = frozenset(
    [
        "here",
        "click here",
        "clicking here",
        "this link",
        "link",
        "this",
        "read more",
        "more",
        "click",
        "over here",
        "right here",
        "hier",
        "hier klicken",
        "klicken sie hier",
        "dieser link",
        "mehr",
        "weiterlesen",
        "ici",
        "cliquez ici",
        "ce lien",
        "en savoir plus",
        "aquí",
        "haga clic aquí",
        "este enlace",
        "qui",
        "clicca qui",
        "aqui",
        "clique aqui",
        "klik hier",
        "här",
        "klicka här",
        "her",
        "klik her",
        "tutaj",
        "kliknij tutaj",
        "здесь",
        "тут",
        "ここ",
        "こちら",
        "这里",
        "點擊這裡",
        "点击这里",
    ]
)
_AROUND = " \t\u00a0.…:!»›→>-–—()[]\"'"
_LONG = 80
_SHORT = frozenset(
    [
        "aka.ms",
        "bit.ly",
        "buff.ly",
        "doi.org",
        "fb.me",
        "g.co",
        "git.io",
        "goo.gl",
        "goo.gle",
        "amzn.to",
        "redd.it",
        "wp.me",
        "youtu.be",
    ]
)
"""Hosts that stand for others, and are not taken for them."""
_SHOWN = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each link."""
    outline = manuscript.outline()
    for link in outline.links:
        text = link.text
        if not text:
            if not link.label and not (link.shows_picture and link.title) and not _is_anchor(link):
                message = "the link has no text" if not link.shows_picture else "the link is a picture without words"
                yield Diagnostic(rule=LINK_WITHOUT_TEXT, place=outline.place_of(link), message=message)
        elif len(text) < 24 and text.casefold().strip(_AROUND) in _VAGUE and not link.label:
            message = f"the link says no more than `{text}`"
            yield Diagnostic(rule=VAGUE_LINK_TEXT, place=_place(link, outline), message=message)
        elif text.startswith(("http://", "https://")):
            yield from _address(link, outline)


def _is_anchor(link: Link) -> bool:
    """Whether it is the mark that tools put beside headings."""
    return link.address.startswith("#") or is_template(link.address)


def _place(link: Link, outline: Outline) -> Place:
    found = outline.find(link.lines, f"[{link.text}]", f">{link.text}<")
    return outline.range(found[0] + 1, found[1] - 1) if found else outline.place_of(link)


def _address(link: Link, outline: Outline) -> Iterator[Diagnostic]:
    shown = _SHOWN.fullmatch(link.text)
    if shown and link.address.startswith(("http://", "https://")):
        try:
            host = (urlsplit(link.address).hostname or "").lower()
        except ValueError:
            return
        if host and host not in _SHORT and shown[1].lower() not in _SHORT and _owner(shown[1].lower()) != _owner(host):
            message = f"the link shows {shown[1]} and leads to {host}"
            yield Diagnostic(rule=MISLEADING_LINK, place=outline.place_of(link), message=message)
            return
    if len(link.text) > _LONG and " " not in link.text:
        message = f"the link shows its address, of {len(link.text)} characters"
        yield Diagnostic(rule=ADDRESS_AS_TEXT, place=outline.place_of(link), message=message)


def _owner(host: str) -> str:
    """Roughly who a host belongs to: the name without `www`, its subdomains and its country."""
    labels = [each for each in host.split(".") if each != "www"]
    if len(labels) > 2 and len(labels[-2]) <= 3:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else host
