"""Web addresses in `feedkit.yml`: absolute, in ASCII, and not of a machine that only its owner can reach."""

from __future__ import annotations

import ipaddress
import posixpath
import re
from urllib.parse import urlsplit

from feedkit import urls
from feedkit.config.refusal import Refusal
from feedkit.rules import config as rules

# The forms of addresses for readers of the JSON Schema, which cannot say everything.
SITE = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@][^?#@]*"
WEB = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@].*"
SECURE = r"[Hh][Tt][Tt][Pp][Ss]://[^\s/?#@].*"
AUTHORITY = r"([a-z0-9._-]+@)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"

# Reserved for one machine or one network by RFC 6761, RFC 6762, RFC 8375 and ICANN's resolution of July 2024.
_LOCAL_NAMES = ("localhost", "local", "home.arpa", "internal")
_EXAMPLE = "write it as https://www.example.org/"


def site_url(text: str, *, preview: bool) -> str:
    """The address of the site: http or https, without query and fragment, with `/` at its end.

    Addresses of this computer or its network are refused unless `preview`, for a feed names its own address and
    some readers move the subscription there.
    """
    address = _web(text)
    if "?" in address or "#" in address:
        raise Refusal(rules.INVALID_SETTING, "is not the address of a site", help="leave out what begins with ? or #")
    if not preview and is_local(host(address)):
        advice = "write the address readers use; to look at the result on this computer, add --preview"
        raise Refusal(rules.LOCAL_ADDRESS, "can be reached from this computer or network only", help=advice)
    return address if address.endswith("/") else address + "/"


def web_address(text: str) -> str:
    """An absolute http or https address, or nothing."""
    return _web(text) if text.strip() else ""


def secure_address(text: str) -> str:
    """An absolute https address."""
    address = _web(text)
    if not address.startswith("https:"):
        raise Refusal(rules.INVALID_SETTING, "is not an https address", help="write it as https://hub.example.org/")
    return address


def picture(text: str) -> str:
    """A web address, or a path below the address of the site, or nothing."""
    written = text.strip()
    if not written or urls.scheme(written) or written.startswith("//"):
        return web_address(written)
    if "\\" in written or ".." in written.split("/"):
        raise Refusal(
            rules.INVALID_SETTING, "is neither an address nor a path below the site", help="write it as images/icon.png"
        )
    return posixpath.normpath(written.lstrip("/"))


def authority(text: str) -> str:
    """The domain or mail address that ids are made under (RFC 4151 §2.1), or nothing."""
    if text and not re.fullmatch(AUTHORITY, text):
        raise Refusal(
            rules.INVALID_SETTING, "is not a domain", help="write a domain that is yours in small letters: example.org"
        )
    return text


def host(address: str) -> str:
    """The host of a canonical address, without a port, and without brackets around IPv6."""
    return urlsplit(address).hostname or ""


def is_local(name: str) -> bool:
    """Whether a host is known to this computer or network only."""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        bare = name.rstrip(".")
        return any(bare == each or bare.endswith("." + each) for each in _LOCAL_NAMES)


def _web(text: str) -> str:
    """The canonical form of an http or https address."""
    try:
        address = urls.absolute(text, "")
        reason = ""
    except ValueError as error:
        address, reason = "", f": {error}" if urls.scheme(text) in {"http", "https"} else ""
    if not urls.is_web(address):
        bare = re.fullmatch(r"[^\s/:@\\]+\.[^\s/:@\\]{2,}(/\S*)?", text)
        guess = f"write https://{text}" if bare else ""
        raise Refusal(rules.INVALID_SETTING, f"is not a web address{reason}", guess=guess, help=_EXAMPLE)
    if "@" in urlsplit(address).netloc:
        raise Refusal(rules.INVALID_SETTING, "has a user name in it", help="leave out what stands before the @")
    return address
