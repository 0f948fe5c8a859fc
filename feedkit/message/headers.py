"""Header fields as text, each kind by its own rules (RFC 5322 §2.2 and §3).

Every function takes the name of the field, refuses what the field cannot carry with a MessageError of that name, and
gives the value, folded where it may be. The standard library is not used: `email.policy` writes a long
List-Unsubscribe as encoded-words, which are no URL any more, and folds differently from version to version.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from feedkit.message.addresses import canonical
from feedkit.message.encoded_words import encoded_words
from feedkit.message.refusals import MessageError

AIM, LIMIT = 78, 998
"""Characters of a line that should and that must not be passed (RFC 5322 §2.1.1)."""
MAX_URI = 970
"""Characters of a URI in a header: with the name of the field, its brackets and a comma they are less than 998."""

_FOLD = "\r\n "
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]++(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]++)*+")
_WORDS = re.compile(r"[!-~]{1,60}(?: [!-~]{1,60})*+")
_URI_CHARACTERS = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+;=%]"
_WEB = re.compile(rf"https?://[A-Za-z0-9\-._]++(?::[0-9]++)?(?:[/?#]{_URI_CHARACTERS}*+)?")
_MAILTO = re.compile(r"mailto:[A-Za-z0-9\-._~!$&'*+=%]++@[A-Za-z0-9\-.]++(?:\?[A-Za-z0-9\-._~:/?@!$&'()*+;=%]*+)?")
_WEB_LINES = re.compile(rf"(?:{_WEB.pattern}\n)*+")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9_\-]++(?:\.[A-Za-z0-9_\-]++)*+@[A-Za-z0-9\-]++(?:\.[A-Za-z0-9\-]++)*+>")
_MESSAGE_ID_LINES = re.compile(rf"(?:{_MESSAGE_ID.pattern}\n)*+")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def field(name: str, value: str) -> bytes:
    """The whole field with its line end. A value that does not come from a function of this module must be ASCII."""
    line = f"{name}: {value}\r\n"
    check(name, line.replace(_FOLD, "").removesuffix("\r\n"))
    if not line.isascii():
        raise MessageError(name, f"{value!r} is not ASCII")
    if max(map(len, line.split("\r\n"))) > LIMIT:
        raise MessageError(name, f"a line of it would be longer than {LIMIT} characters")
    return line.encode("ascii")


def check(name: str, text: str) -> None:
    """MessageError if the text has a character that must not be in a header: CR, LF, NUL, any of C0 and C1."""
    if found := _CONTROL.search(text):
        raise MessageError(name, f"U+{ord(found[0]):04X} stands at character {found.start() + 1} of {text[:80]!r}")


def unstructured(name: str, text: str) -> str:
    """Free text, as a subject: words as they are if it is plain ASCII, else encoded-words."""
    check(name, text)
    if not text.strip():
        raise MessageError(name, "it is empty")
    # Outer and doubled blanks get lost in folding; what looks like an encoded-word would be decoded.
    if _WORDS.fullmatch(text) and "=?" not in text:
        return _folded(name, text)
    return _FOLD.join(encoded_words(text, len(name) + 2))


def mailbox(name: str, display_name: str, address: str, *, smtputf8: bool = False) -> str:
    """`Name <address>`, or the address alone; only the name is ever encoded (RFC 2047 §5 (3))."""
    address = canonical(address, name, smtputf8=smtputf8)
    return _named(name, display_name, address) if display_name else address


def identifier(name: str, display_name: str, id: str) -> str:
    """`Name <id>` as in List-Id (RFC 2919 §3), `<id>` without a name."""
    return _named(name, display_name, id) if display_name else f"<{id}>"


def web_uri(name: str, uri: str) -> str:
    """The URI itself, if it is one of http or https in ASCII that a header can hold."""
    if len(uri) > MAX_URI or not _WEB.fullmatch(uri):
        raise MessageError(name, _why_no_uri(uri, "https://"))
    return uri


def https_uri(name: str, uri: str) -> str:
    """The same for https only."""
    if not uri.startswith("https://"):
        raise MessageError(name, f"{uri[:60]!r} is not a URL of https")
    return web_uri(name, uri)


def web_uris(name: str, uris: list[str]) -> list[str]:
    """As `web_uri` for each, faster for many."""
    if not _are_lines(uris, _WEB_LINES, MAX_URI):
        return [web_uri(name, uri) for uri in uris]
    return uris


def https_uris(name: str, uris: list[str]) -> list[str]:
    """As `https_uri` for each, faster for many."""
    if not all(uri.startswith("https://") for uri in uris):
        return [https_uri(name, uri) for uri in uris]
    return web_uris(name, uris)


def unsubscribe(https: str, mailto: str = "") -> str:
    """`<https://…>, <mailto:…>` of two URIs of this module, folded only at the comma (RFC 8058 §3.1, RFC 2369 §2)."""
    return f"<{https}>,{_FOLD}<{mailto}>" if mailto else f"<{https}>"


def mailto_uri(name: str, uri: str) -> str:
    """The URI itself, if it is one of mailto in ASCII that a header can hold."""
    if len(uri) > MAX_URI or not _MAILTO.fullmatch(uri):
        raise MessageError(name, _why_no_uri(uri, "mailto:"))
    return uri


def message_id(name: str, id: str) -> str:
    """The id itself, if it is `<left@right>` of letters, digits, `.`, `_` and `-`, unfolded and short enough."""
    if len(id) > LIMIT - 20 or not _MESSAGE_ID.fullmatch(id):
        raise MessageError(name, f"{id[:80]!r} is not an id as `<left@example.org>`")
    return id


def message_ids(name: str, ids: list[str]) -> list[str]:
    """As `message_id` for each, faster for many."""
    if not _are_lines(ids, _MESSAGE_ID_LINES, LIMIT - 20):
        return [message_id(name, id) for id in ids]
    return ids


def date_time(name: str, moment: datetime) -> str:
    """As `Thu, 28 May 2026 18:00:00 +0200`; in UTC where the zone is not of whole minutes (RFC 5322 §3.3)."""
    offset = moment.utcoffset()
    if offset is None:
        raise MessageError(name, f"{moment} has no time zone")
    if offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year:04}"
    return f"{day} {moment:%H:%M:%S %z}"


def _are_lines(values: list[str], pattern: re.Pattern[str], limit: int) -> bool:
    """Whether each value is a line of the pattern, and none is too long or two of them."""
    text = "\n".join([*values, ""])
    return (
        max(map(len, values), default=0) <= limit
        and text.count("\n") == len(values)
        and pattern.fullmatch(text) is not None
    )


def _named(name: str, display_name: str, address: str) -> str:
    phrase = _phrase(name, display_name)
    fits = len(name) + 2 + len(phrase) + len(address) + 3 <= AIM
    return f"{phrase}{' ' if fits else _FOLD}<{address}>"


def _phrase(name: str, text: str) -> str:
    """The name of a person or a list (RFC 5322 §3.2.5): atoms, a quoted string, or encoded-words."""
    is_plain = len(text) <= 60 and "=?" not in text
    if is_plain and _ATOMS.fullmatch(text):
        return text
    check(name, text)
    if is_plain and text.isascii() and text == " ".join(text.split()):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _FOLD.join(encoded_words(text, len(name) + 2))


def _folded(name: str, text: str) -> str:
    lines, column = [""], len(name) + 1
    for word in text.split(" "):
        if column + 1 + len(word) > AIM and lines[-1]:
            lines.append(word)
            column = 1 + len(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
            column += 1 + len(word)
    return _FOLD.join(lines)


def _why_no_uri(uri: str, start: str) -> str:
    if len(uri) > MAX_URI:
        return f"{uri[:60]!r}… has {len(uri)} characters; a header can hold {MAX_URI}"
    if "," in uri:
        return f"{uri!r} has a comma, which separates URIs here; write %2C"
    return f"{uri!r} is not a plain ASCII URI that begins with {start!r}"
