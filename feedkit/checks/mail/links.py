"""Links lead somewhere from anywhere, and look as honest as they are.

There is no page that a link could be relative to. Some parsers on the way write `https://exé.fr` as
`https://ex%C3%A9.fr`, which leads nowhere, so hosts are ASCII (RFC 5891). IP addresses, ports and texts that show
another address are what filters look for. Campaign parameters stand on links to articles, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._message import Message
from feedkit.checks.mail._page import Element
from feedkit.checks.mail.unsubscribing import uris
from feedkit.diagnostics import Diagnostic
from feedkit.message.tokens import Token, found_in
from feedkit.rules.mail_html import DEAD_LINK, DOUBTFUL_LINK

RULES = (DEAD_LINK, DOUBTFUL_LINK)
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+\.?|localhost")
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|0[xX][0-9a-fA-F]+|[0-9]{5,10}|.*:.*")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|%7B%7B|\{%|\[\[|\*\|", re.IGNORECASE)
_SHOWN_HOST = re.compile(r"(?:https?://|(?=www\.))((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each link, and one for each part of the finished message that still has a token."""
    targets = {each.get(name) for each in reading.page.elements for name in ("id", "name")} - {""}
    own = frozenset(uris(reading.message)) if reading.message else frozenset[str]()
    for link in reading.links():
        url = link.get("href").strip()
        if why := _why_dead(url, targets):
            yield one(DEAD_LINK, reading.html, link.where("href"), why)
        elif why := _why_doubtful(link, url, own, reading):
            yield one(DOUBTFUL_LINK, reading.html, link.where("href"), why)
    if reading.message:
        yield from _left_tokens(reading.message)


def _left_tokens(message: Message) -> Iterator[Diagnostic]:
    for part in message.parts:
        if left := found_in((part.content or b"").decode("utf-8", "replace")):
            text = f"nobody put a value in the place of {left[0]} in {part.head.type}"
            yield one(DEAD_LINK, message.source, (part.span[0], part.span[0]), text)


def _why_dead(url: str, targets: set[str]) -> str:
    shown = shortened(url)
    if not url:
        return "the link has no address"
    if url.startswith("#"):
        return "" if url[1:] in targets else f"{shown!r} is not in the mail"
    if _PLACEHOLDER.search(url):
        return f"{shown!r} has a placeholder that nobody filled"
    scheme = _SCHEME.match(url)
    if scheme is None:
        return f"{shown!r} is relative to nothing"
    if scheme[1].lower() not in SCHEMES:
        return f"mail programs do not follow `{scheme[1]}:`"
    if re.search(r"[\s\x00-\x1f]", url):
        return f"{shown!r} has a blank in it"
    return _why_no_host(url, scheme[1].lower())


def _why_no_host(url: str, scheme: str) -> str:
    shown = shortened(url)
    if scheme == "mailto":
        return "" if re.match(r"mailto:[^@\s]+@[!-~]+\Z", url) else f"{shown!r} has no address in ASCII"
    if scheme in ("tel", "sms"):
        return "" if re.search(r"[0-9]", url) else f"{shown!r} has no number"
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return f"{shown!r} is no URL"
    if not host:
        return f"{shown!r} has no host"
    if not host.isascii() or "%" in host:
        return f"the host of {shown!r} is not in ASCII"
    if host.endswith(".invalid") and url not in set(Token):
        return f"{shown!r} is not a token, and leads nowhere"
    return "" if _HOST.fullmatch(host) or _IP.fullmatch(host) else f"the host of {shown!r} does not exist"


def _why_doubtful(link: Element, url: str, own: frozenset[str], reading: Reading) -> str:
    parts = urlsplit(url)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if name.startswith("utm_")]
    if len(names) > len(set(names)):
        return f"`{next(name for name in names if names.count(name) > 1)}` stands twice in the link"
    if names and (parts.scheme not in ("http", "https") or url in own):
        return f"`{names[0]}` stands on a link that is not to be counted"
    if parts.scheme not in ("http", "https"):
        return ""
    host, _, port = (
        parts.netloc.rpartition("@")[2].partition(":") if "[" not in parts.netloc else (parts.netloc, "", "")
    )
    if "@" in parts.netloc:
        return f"{shortened(url)!r} has a name before its host"
    if port:
        return f"{shortened(url)!r} names a port"
    if _IP.fullmatch(host):
        return f"{shortened(url)!r} leads to an IP address"
    shown = _SHOWN_HOST.fullmatch(reading.words(link))
    if shown and not _are_related(shown[1].lower(), host.lower()):
        return f"the link shows {shown[1]} and leads to {host}"
    return ""


def _are_related(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
