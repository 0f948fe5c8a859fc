"""Web addresses in `feedkit.yml`: absolute, in ASCII, and not of a machine that only its owner can reach."""

from __future__ import annotations

import ipaddress
import posixpath
import re
from urllib.parse import SplitResult, quote, urlsplit

from feedkit.config.refusal import Refusal
from feedkit.rules import config as rules

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._"
# Reserved for one machine or one network by RFC 6761, RFC 6762, RFC 8375 and ICANN's resolution of July 2024.
_LOCAL_NAMES = ("localhost", "local", "home.arpa", "internal")
_EXAMPLE = "write it as https://www.example.org/"


def site_url(text: str, *, preview: bool) -> str:
    """The address of the site: http or https, without query and fragment, with `/` at its end.

    Addresses of this computer or its network are refused unless `preview`, for a feed names its own address and
    some readers move the subscription there.
    """
    parts = _split(text.strip(), ("http", "https"))
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise Refusal(rules.INVALID_SETTING, "is not the address of a site", help="leave out what begins with ? or #")
    address = _assembled(parts)
    if not preview and is_local(host(address)):
        help = "write the address readers use; to look at the result on this computer, add --preview"
        raise Refusal(rules.LOCAL_ADDRESS, "can be reached from this computer or network only", help=help)
    return address if address.endswith("/") else address + "/"


def web_address(text: str) -> str:
    """An absolute http or https address, or nothing."""
    return _assembled(_split(text.strip(), ("http", "https"))) if text.strip() else ""


def secure_address(text: str) -> str:
    """An absolute https address."""
    return _assembled(_split(text.strip(), ("https",)))


def picture(text: str) -> str:
    """A web address, or a path below the address of the site, or nothing."""
    written = text.strip()
    if not written or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written) or written.startswith("//"):
        return web_address(written)
    if "\\" in written or ".." in written.split("/"):
        raise Refusal(
            rules.INVALID_SETTING,
            "is neither a web address nor a path below the site",
            help="write it as images/icon.png",
        )
    return posixpath.normpath(written.lstrip("/"))


def host(address: str) -> str:
    """The host of an address, in ASCII and without a port."""
    return urlsplit(address).hostname or ""


def is_local(name: str) -> bool:
    """Whether a host (lower case, ASCII, an IPv6 address without brackets) is known to this computer or network only."""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return any(name == each or name.endswith("." + each) for each in _LOCAL_NAMES)


def _split(text: str, schemes: tuple[str, ...]) -> SplitResult:
    try:
        parts = urlsplit(text)
        named, _ = parts.hostname, parts.port
    except ValueError:
        raise Refusal(rules.INVALID_SETTING, "is not a web address", help=_EXAMPLE) from None
    if parts.scheme not in schemes or not named or re.search(r"[\s\\]", text):
        bare = re.fullmatch(r"[^\s/:@\\]+\.[^\s/:@\\]{2,}(/\S*)?", text)
        guess = f"write https://{text}" if bare else ""
        kind = "an https address" if schemes == ("https",) else "a web address"
        raise Refusal(rules.INVALID_SETTING, f"is not {kind}", guess=guess, help=_EXAMPLE)
    if parts.username is not None:
        raise Refusal(rules.INVALID_SETTING, "has a user name in it", help="leave out what stands before the @")
    return parts


def _assembled(parts: SplitResult) -> str:
    """The address in ASCII: host by IDNA 2008, the rest percent-encoded, dot segments resolved (RFC 3986 §6.2)."""
    domain = _ascii_host(parts.hostname or "")
    port = f":{parts.port}" if parts.port is not None and parts.port != _DEFAULT_PORTS[parts.scheme] else ""
    path = quote(parts.path or "/", safe=_SAFE)
    if any(part in (".", "..") for part in path.split("/")):
        raise Refusal(rules.INVALID_SETTING, "has . or .. in its path", help="write the path without them")
    query = "?" + quote(parts.query, safe=_SAFE + "?") if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe=_SAFE + "?") if parts.fragment else ""
    return f"{parts.scheme}://{domain}{port}{path}{query}{fragment}"


def _ascii_host(host: str) -> str:
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host).compressed}]"
        except ValueError:
            raise Refusal(rules.INVALID_SETTING, "has a host that is not an address", help=_EXAMPLE) from None
    name = host.rstrip(".").lower()
    if not name.isascii():
        name = _encoded(name)
    last = name.rsplit(".", 1)[-1]
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last):  # browsers read such a host as an IPv4 address (WHATWG URL §3.5)
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise Refusal(rules.INVALID_SETTING, "has a host that is not an address", help=_EXAMPLE) from None
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise Refusal(rules.INVALID_SETTING, "has a host that no computer can have", help=_EXAMPLE)
    return name


def _encoded(host: str) -> str:
    import idna  # noqa: PLC0415  (its tables are large, and most hosts are ASCII)

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except idna.IDNAError:
        raise Refusal(rules.INVALID_SETTING, "has a host that is not a domain name", help=_EXAMPLE) from None
