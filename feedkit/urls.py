"""URLs made absolute, ASCII and canonical (RFC 3986, RFC 3987, IDNA 2008), forgiving what browsers forgive.

No function here raises anything but ValueError, and that only with a reason a person can act on.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import unquote

_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_LINE_ENDS_AND_TABS = re.compile("[\t\n\r]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*+):")
_PARTS = re.compile(r"([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL)
_BASE = re.compile(r"([a-z][a-z0-9+.\-]*+)://([^/?#]*+)([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL)
_DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}

# Everything else is percent-encoded: RFC 3986 §3.3 and §3.4, with neither [ nor ] as the W3C validator asks.
_NOT_IN_PATH = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]+")
_NOT_IN_QUERY = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+")
_CANONICAL = re.compile(
    r"https?://(?:[a-z0-9_\-]{1,63}+\.){1,3}[a-z]{2,24}/"
    r"[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/]*+)*+"
    r"(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+)*+)?"
    r"(?:#[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*+)*+)?"
)
_DOT_SEGMENT = re.compile(r"(?:^|/)(?:\.|%2[eE]){1,2}(?:/|$)")
_ONE_DOT = re.compile(r"\.|%2e", re.IGNORECASE)
_TWO_DOTS = re.compile(r"(?:\.|%2e){2}", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_\-]{1,63}(?:\.[a-z0-9_\-]{1,63})*\.?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PORT = re.compile(r"[0-9]{0,9}")
_WEB = re.compile(
    r"https?://(?:[^/?#@\\\s]*@)?(?:\[[0-9a-f:.]+\]|[^/?#@:\[\]\\\s]+)(?::[0-9]*)?(?:[/?#]|\Z)", re.IGNORECASE
)


def absolute(reference: str, base: str) -> str:
    """The reference resolved against `base`, as a canonical ASCII URL.

    The host is IDNA 2008, the rest percent-encoded UTF-8 with every `%XX` kept; blanks around it and line ends inside
    it are dropped. URLs of other schemes (`mailto:`, `tel:`, `data:`) are encoded and else kept as they are. `base`
    is an absolute URL; it does not matter when the reference is one. ValueError says why it cannot be a URL.
    """
    if is_canonical(reference):
        return reference
    text = trimmed(reference)
    if not text:
        raise ValueError("it is empty")
    match = _SCHEME.match(text)
    if match is None:
        return _relative(text, base)
    scheme, rest = match[1].lower(), text[match.end() :]
    if len(scheme) == 1:
        raise ValueError("it is a path on a Windows disk")
    if scheme in _DEFAULT_PORTS:
        return _hierarchical(scheme, rest)
    if not rest:
        raise ValueError(f"nothing follows `{scheme}:`")
    before, mark, fragment = rest.partition("#")
    return f"{scheme}:{_encoded(_NOT_IN_QUERY, before)}{mark}{_encoded(_NOT_IN_QUERY, fragment)}"


def is_canonical(url: str) -> bool:
    """Whether `absolute` gives this address of the web back as it is; False too where that takes a second look."""
    if "/." in url or "/%2" in url or "xn--" in url:
        return False
    return _CANONICAL.fullmatch(url) is not None


def is_web(url: str) -> bool:
    """Whether it is an absolute URL of http or https with a host."""
    return _WEB.match(url) is not None


def scheme(reference: str) -> str:
    """The scheme of an absolute URL in lower case; empty when the reference is relative."""
    match = _SCHEME.match(trimmed(reference))
    return match[1].lower() if match else ""


def host(url: str) -> str:
    """The host of a URL of the web, as it is written; empty when there is none."""
    match = _BASE.match(url)
    return match[2].rpartition("@")[2].partition(":")[0] if match else ""


def trimmed(reference: str) -> str:
    """The reference without blanks around it and without tabs and line ends inside it, as browsers read it."""
    text = reference.strip(_C0_AND_SPACE)
    return text if text.isprintable() else _LINE_ENDS_AND_TABS.sub("", text)


def encoded_path(path: str) -> str:
    """A path of folders and a file, percent-encoded for use in a URL; `%`, `?` and `#` are taken as plain characters."""
    return _encoded(_NOT_IN_PATH, path.replace("%", "%25"))


def _relative(text: str, base: str) -> str:
    match = _BASE.fullmatch(base)
    if match is None:
        raise ValueError("it is relative, and there is no web address to resolve it against")
    scheme, authority, folder, query = match[1], match[2], match[3], match[4] or ""
    path, own_query, fragment = _parts(text)
    path = path.replace("\\", "/")
    if path.startswith("//"):
        return _hierarchical(scheme, text)
    if not path:
        return f"{scheme}://{authority}{folder or '/'}{_query(own_query) or query}{_query(fragment)}"
    if not path.startswith("/"):
        path = folder.rpartition("/")[0] + "/" + path
    return f"{scheme}://{authority}{_path(path)}{_query(own_query)}{_query(fragment)}"


def _hierarchical(scheme: str, rest: str) -> str:
    """`//host:port/path?query#fragment` after the scheme of a web address."""
    before, query, fragment = _parts(rest)
    before = before.replace("\\", "/")
    if not before.startswith("//"):
        raise ValueError(f"`//` is missing after `{scheme}:`")
    authority, slash, path = before[2:].partition("/")
    user, at, host_and_port = authority.rpartition("@")
    name, port = _host_and_port(host_and_port)
    if port == _DEFAULT_PORTS[scheme]:
        port = ""
    user = _encoded(_NOT_IN_PATH, user).replace("@", "%40") + at if user.strip(":") else ""
    return f"{scheme}://{user}{name}{port and ':' + port}{_path(slash + path)}{_query(query)}{_query(fragment)}"


def _host_and_port(text: str) -> tuple[str, str]:
    """The canonical host, and the port without leading zeros."""
    if text.startswith("["):
        name, bracket, port = text[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            raise ValueError("the `[` of its host is never closed")
        name, port = _ipv6(name), port[1:]
    else:
        name, _, port = text.partition(":")
        if not name:
            raise ValueError("it has no host")
        name = _domain(name)
    if not _PORT.fullmatch(port) or (port and int(port) > 65_535):
        raise ValueError("its port is not a number up to 65535")
    return name, str(int(port)) if port else ""


def _ipv6(text: str) -> str:
    try:
        return f"[{ipaddress.IPv6Address(text.partition('%')[0] if '%' not in text else '').compressed}]"
    except ValueError:
        raise ValueError("its host is not an IPv6 address") from None


def _domain(text: str) -> str:
    """The name of a host in lower-case ASCII: IDNA 2008 after the mapping of UTS #46."""
    if "%" in text:
        text = unquote(text)
    if len(text) > 1_000:
        raise ValueError("its host name is too long")
    name = text.lower() if text.isascii() else _idna(text)
    if len(name) > 254 or any(len(label) > 63 for label in name.split(".")):
        raise ValueError("its host name is too long")
    if not _HOST.fullmatch(name):
        raise ValueError("its host name is not valid")
    labels = name.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(name)
    for label in labels:
        if label.startswith("xn--"):
            _check_punycode(label)
    return name


def _idna(text: str) -> str:
    import idna  # noqa: PLC0415  (its tables take milliseconds to load, and most sites never need them)

    try:
        return idna.encode(text, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, IndexError):
        raise ValueError("its host name is not valid under IDNA 2008") from None


def _check_punycode(label: str) -> None:
    """ValueError unless the `xn--` label is the one spelling of a name beyond ASCII."""
    try:
        name = label[4:].encode("ascii").decode("punycode")
        proper = not name.isascii() and (_is_symbolic(name, label) or _idna(name) == label)
    except (UnicodeError, ValueError, OverflowError):
        proper = False
    if not proper:
        raise ValueError("its host name has a broken `xn--` label")


def _is_symbolic(name: str, label: str) -> bool:
    """Whether a name has an emoji or the like in it: IDNA 2008 has no place for them, but such hosts answer."""
    kinds = {unicodedata.category(each) for each in name}
    if (
        "So" not in kinds
        or kinds - {"So", "Ll", "Lo", "Nd", "Pd"}
        or unicodedata.normalize("NFKC", name).lower() != name
    ):
        return False
    directions = {unicodedata.bidirectional(each) for each in name}
    return not directions & {"R", "AL", "AN"} and name.encode("punycode").decode("ascii") == label[4:]


def _ipv4(name: str) -> str:
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        raise ValueError("its host is not an IPv4 address") from None


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before `?` and `#`, then the query and the fragment with their marks."""
    match = _PARTS.fullmatch(text)
    return (match[1], match[2] or "", match[3] or "") if match else (text, "", "")


def _path(path: str) -> str:
    """The path, beginning with `/`, with dot segments resolved (RFC 3986 §5.2.4) and percent-encoded."""
    if _DOT_SEGMENT.search(path):
        kept: list[str] = []
        *folders, last = path.removeprefix("/").split("/")
        for segment in [*folders, last]:
            if _TWO_DOTS.fullmatch(segment):
                del kept[-1:]
            elif not _ONE_DOT.fullmatch(segment):
                kept.append(segment)
        if _ONE_DOT.fullmatch(last) or _TWO_DOTS.fullmatch(last):
            kept.append("")
        path = "/" + "/".join(kept)
    return _encoded(_NOT_IN_PATH, path) or "/"


def _query(text: str) -> str:
    """A query or a fragment with its mark, percent-encoded."""
    return text[:1] + _encoded(_NOT_IN_QUERY, text[1:])


def _encoded(outside: re.Pattern[str], text: str) -> str:
    return outside.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    # A lone surrogate has no UTF-8; browsers send U+FFFD in its place (WHATWG Encoding, "UTF-8 encode").
    return "".join(f"%{byte:02X}" for byte in _SURROGATE.sub("\ufffd", match[0]).encode())
