"""What a URL may be made of (RFC 3986, RFC 3987), tag: and urn: ids, and the canonical form of a URL."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from feedkit.checks.feeds._words import words

_ALLOWED = r"0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#"
_HOST_IN_BRACKETS = r"(?:\[[0-9A-Fa-f:.]+\])?"
_ANY = re.compile(rf"(?:[a-zA-Z][0-9a-zA-Z+\-.]*:)?/{{0,2}}{_HOST_IN_BRACKETS}[{_ALLOWED}]*")
_FULL = re.compile(rf"[a-zA-Z][0-9a-zA-Z+\-.]*:(?://)?(?:{_HOST_IN_BRACKETS}[{_ALLOWED}]+|\[[0-9A-Fa-f:.]+\])")
_REFUSED = "".join(each for each in map(chr, range(128)) if not re.match(f"[{_ALLOWED}]", each))
_NOT_ALLOWED = re.compile(
    f"[{re.escape(_REFUSED)}]"
)  # all beyond ASCII is allowed; as a range it takes long to compile
_WEB = re.compile(r"\w+://[^/].*", re.DOTALL)
_SCHEME = re.compile(r"[a-z]+\Z")
_TAG = re.compile(
    rf"tag:(?:[A-Za-z0-9\-._]+@)?[A-Za-z0-9.\-]+,[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?:[{_ALLOWED.replace('#', '')}]*(?:#[{_ALLOWED}]*)?"
)
_URN = re.compile(r"[Uu][Rr][Nn]:[a-zA-Z0-9][a-zA-Z0-9-]{1,31}:(?:[a-zA-Z0-9()+,.:=@;$_!*'\-/&~?#]|%[0-9A-Fa-f]{2})+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_DOMAIN = r"(?:[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[A-Za-z0-9\-]+\.)+)[A-Za-z0-9][-A-Za-z0-9]*"
_FILE_OF_THE_WEB = re.compile(rf"https?://{_DOMAIN}(?::[0-9]+)?(?:/|\Z)", re.IGNORECASE)
_REGISTERED = frozenset(
    words(
        "about acap acct aaa aaas acr adiumxtra afp afs aim appdata apt attachment aw barion beshare bitcoin blob bolo "
        "callto cap chrome cid coap coaps content crid cvs data dav diaspora dict dns doi dtn ed2k facetime fax feed "
        "feedready file filesystem finger fish ftp geo gg git gizmoproject go gopher gtalk ham hcp http https hxxp iax "
        "icap icon im imap info iotdisco ipfs ipn ipns ipp ipps irc ircs iris isostore itms jabber jar jms keyparc ldap "
        "ldaps lastfm leaptofrogans magnet mailserver mailto maps market matrix message mid mms modem ms msnim msrp "
        "msrps mtqp mumble mupdate mvn news nfs ni nih nntp notes ocf oid opaquelocktoken pack palm paparazzi payto "
        "pkcs platform pop pres prospero proxy psyc query redis rediss reload res resource rmi rsync rtmfp rtmp rtsp "
        "rtsps rtspu secondlife service session sftp sgn shttp sieve sip sips skype smb smp sms smtp snews snmp spotify "
        "ssh steam stun stuns submit svn swh tag teamspeak tel teliaeid telnet tftp things thismessage tip tn tool turn "
        "turns tv udp unreal upt urn ut ventrilo vemmi view vnc wais wcr webcal wpid ws wss wtai wyciwyg xcon xfire "
        "xmpp xri ymsgr"
    )
)
_DEFAULT_PORTS = {"ftp": "21", "telnet": "23", "http": "80", "gopher": "70", "nntp": "119", "https": "443"}
_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_ESCAPE = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def fault(text: str, *, full: bool, iri: bool) -> tuple[str, str]:
    """What is wrong with a URL, as a kind and a reason; empty if nothing is.

    Kinds are `url`, `urn` and `scheme`, the last of which is but a doubt. `full` asks for a scheme, `iri` allows
    characters beyond ASCII.
    """
    scheme = text.partition(":")[0].lower()
    if scheme == "tag":
        return ("", "") if _TAG.fullmatch(text) else ("urn", "it is not `tag:` authority `,` year `:` name")
    if scheme == "urn":
        return _urn(text)
    plain = _ascii(text) if iri else text
    if not (_FULL if full else _ANY).fullmatch(plain):
        return "url", _why(text, full=full, iri=iri)
    if scheme in {"http", "https", "ftp"} and ":" in text and not _WEB.fullmatch(text):
        return "url", f"`//` and a host must follow `{scheme}:`"
    if ":" in text and _SCHEME.fullmatch(scheme) and scheme not in _REGISTERED:
        return "scheme", f"the scheme `{scheme}:` is not registered"
    return "", ""


def is_file_of_the_web(text: str) -> bool:
    """Whether it is an absolute URL of http or https with the name of a host."""
    return _FILE_OF_THE_WEB.match(text) is not None and _FULL.fullmatch(text) is not None


def forbidden_in(text: str) -> str:
    """The first ASCII character that no URL may have; empty if there is none."""
    match = _NOT_ALLOWED.search(text)
    return match[0] if match else ""


def _urn(text: str) -> tuple[str, str]:
    if text.lower().startswith("urn:uuid:") and not _UUID.fullmatch(text[9:]):
        return "urn", "what follows `urn:uuid:` is no UUID"
    return ("", "") if _URN.fullmatch(text) else ("urn", "it is not `urn:` namespace `:` name")


def _ascii(text: str) -> str:
    """The text with letters for what RFC 3987 allows beyond ASCII."""
    return (
        text if text.isascii() else "".join("a" if ord(each) > 0xA0 and each.isprintable() else each for each in text)
    )


def _why(text: str, *, full: bool, iri: bool) -> str:
    if not text:
        return "it is empty"
    character = forbidden_in(text)
    if character:
        named = {" ": "a blank", "\n": "a line end", "\t": "a tab"}.get(character, f"`{character}`")
        return f"it has {named} in it"
    if not iri and not text.isascii():
        return "it has letters beyond ASCII, which must be percent-encoded"
    if full and not re.match(r"[a-zA-Z][0-9a-zA-Z+\-.]*:", text):
        return "it does not begin with a scheme, as `https:`"
    return "it is no URL"


def canonical(text: str) -> str:
    """The URL in the form of RFC 3986 §6.2.2 and §6.2.3; empty when it has none."""
    match = _PARTS.fullmatch(text)
    if match is None or re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return ""
    scheme, authority, path, query, fragment = match.groups()
    scheme = scheme and scheme.lower()
    if authority is None and scheme is None and not path.startswith("/"):
        return ""
    if authority is not None:
        authority = _authority(authority, scheme or "")
        path = _path(path)
    elif scheme is None or path.startswith("/"):
        path = _path(path)
    else:
        path = _normal(path)
    parts = (scheme and f"{scheme}:", authority is not None and f"//{authority}", path,
             query is not None and f"?{_normal(query)}", fragment is not None and f"#{_normal(fragment)}")  # fmt: skip
    return "".join(each for each in parts if each)


def _authority(authority: str, scheme: str) -> str:
    user, at, host = authority.rpartition("@")
    host, colon, port = host.lower().rpartition(":") if re.search(r":[0-9]*\Z", host) else (host.lower(), "", "")
    if port in {"", _DEFAULT_PORTS.get(scheme, "")}:
        colon = port = ""
    if host.endswith(".") and "." in host[:-1]:
        host = host[:-1]
    return f"{'' if user in {'', ':'} else user + at}{host}{colon}{port}"


def _path(path: str) -> str:
    segments = path.split("/")
    kept: list[str] = []
    for at, each in enumerate(segments):
        is_last = at == len(segments) - 1
        if each in {".", ".."}:
            if each == ".." and len(kept) > 1:
                kept.pop()
            if is_last:
                kept.append("")
        else:
            kept.append(each)
    return _normal("/".join(kept)) or "/"


def _normal(text: str) -> str:
    """Percent-encoding in capitals, and none of what needs none."""
    return _ESCAPE.sub(_shortest, text)


def _shortest(match: re.Match[str]) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in unquote_to_bytes(match[0]))
