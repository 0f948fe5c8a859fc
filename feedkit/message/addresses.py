"""Addresses of mail: which are accepted, and how they are written in headers and on the envelope."""

from __future__ import annotations

import re

from feedkit import urls
from feedkit.message.refusals import MessageError, SmtpUtf8Required

MAX_LOCAL, MAX_DOMAIN, MAX_ADDRESS = 64, 255, 254
"""Octets before the `@`, behind it, and of all, which is a path of 256 without its brackets (RFC 5321 §4.5.3.1)."""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]|[^\x00-\x9f\s\ud800-\udfff])++"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*+")
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*+")
# As nearly all are: these need no closer look.
_USUAL = re.compile(rf"[A-Za-z0-9_\-+']++(?:\.[A-Za-z0-9_\-+']++)*+@{_DOMAIN.pattern}")

FREEMAIL = frozenset({
    "126.com", "163.com", "aol.com", "fastmail.com", "free.fr", "gmail.com", "gmx.at", "gmx.com", "gmx.de",
    "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.fr", "icloud.com",
    "laposte.net", "libero.it", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com",
    "orange.fr", "outlook.com", "outlook.de", "pm.me", "proton.me", "protonmail.com", "qq.com", "rediffmail.com",
    "t-online.de", "tutanota.com", "web.de", "wp.pl", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com",
    "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
})  # fmt: skip
"""Domains whose mail comes from their own servers only: a list that writes From: one of them fails DMARC (RFC 7489)."""


def canonical(address: str, where: str, *, smtputf8: bool = False) -> str:
    """The address with its domain in ASCII (A-labels), as header and envelope need it.

    The part before the `@` stays as it is; quoted ones, which nobody has, are refused. If it is not ASCII,
    SmtpUtf8Required is raised unless `smtputf8` says that the server can take it. MessageError for all else.
    """
    if len(address) <= MAX_LOCAL and _USUAL.fullmatch(address):
        return address
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise MessageError(where, f"{address!r} is not an address as `ana@example.org`")
    # Some readers decode an encoded-word wherever it stands, and with it may put another address here.
    if not _LOCAL.fullmatch(local) or "=?" in local:
        raise MessageError(where, f"{address!r} has something before the `@` that a plain address cannot have")
    written = f"{local}@{ascii_domain(domain, where)}"
    if len(local.encode()) > MAX_LOCAL or len(written.encode()) > MAX_ADDRESS:
        raise MessageError(
            where, f"{address!r} is longer than mail allows ({MAX_LOCAL} before the `@`, {MAX_ADDRESS} in all)"
        )
    if not (local.isascii() or smtputf8):
        raise SmtpUtf8Required(where, f"{address!r} can only be reached through servers with SMTPUTF8")
    return written


def ascii_domain(domain: str, where: str) -> str:
    """The domain in ASCII: A-labels for what is not (RFC 5890). MessageError if it is not a name of a host."""
    if not domain.isascii() and not set(domain) & set("/?#@:\\%[]"):
        try:
            domain = urls.host(urls.absolute(f"https://{domain}/", ""))
        except ValueError as error:
            raise MessageError(where, f"the domain {domain!r} cannot be used: {error}") from error
    if len(domain) > MAX_DOMAIN or not _DOMAIN.fullmatch(domain):
        raise MessageError(where, f"{domain!r} is not a domain")
    return domain
