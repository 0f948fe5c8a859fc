"""The encoding of a document: what its bytes, its byte order mark and its declaration say (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

from feedkit.checks.feeds._words import words
from feedkit.quick_dataclasses import dataclass

_DECLARED = re.compile(
    r"""<\?xml\s+version\s*=\s*["']([-a-zA-Z0-9_.:]*)["'](?:\s+encoding\s*=\s*["']([-A-Za-z0-9._]+)["'])?"""
)
_MARKS = (
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
)
_SHAPES = (
    (b"\x00\x00\x00<", "utf-32-be", "UTF-32"),
    (b"<\x00\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00<\x00?", "utf-16-be", "UTF-16"),
    (b"<\x00?\x00", "utf-16-le", "UTF-16"),
    (b"\x4c\x6f\xa7\x94", "cp037", "EBCDIC"),
)
_SAME = {
    "UTF-8": {"utf-8"},
    "UTF-16": {"utf-16", "utf-16-be", "utf-16-le", "iso-10646-ucs-2", "csunicode", "ucs-2"},
    "UTF-32": {"utf-32", "utf-32-be", "utf-32-le", "iso-10646-ucs-4", "csucs4", "ucs-4"},
    "EBCDIC": {"cp037", "ibm037", "cp038", "ibm038", "ebcdic-int"},
}
COMMON = frozenset(
    words(
        "utf-8 utf-16 us-ascii iso-8859-1 euc-jp iso-8859-2 iso-8859-15 iso-8859-7 koi8-r shift_jis windows-1250 "
        "windows-1251 windows-1252 windows-1254 windows-1255 windows-1256 gb18030"
    )
)
_READ_BY_FEW = frozenset(["ascii", "iso8859-1", "latin-1"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, and what was wrong with its bytes."""

    text: str
    encoding: str
    """As declared, else as detected."""
    declared: str
    """Empty when it declares none."""
    declared_start: int
    version: str
    """Of XML; empty when it declares none."""
    fault: str
    """Why the bytes are not in the encoding they should be in; empty when they are."""
    fault_start: int
    is_blank_first: bool
    """Whether blanks stand before the declaration."""


def decode(content: bytes, charset: str = "") -> Decoded:
    """The text of a document. What cannot be decoded is replaced; nothing is raised."""
    detected, family, skipped, is_marked = "", "", 0, False
    for mark, name, kin in _MARKS:
        if content.startswith(mark):
            detected, family, skipped, is_marked = name, kin, len(mark), True
            break
    else:
        for shape, name, kin in _SHAPES:
            if content.startswith(shape):
                detected, family = name, kin
                break
    head = content[skipped : skipped + 1024].decode(detected or "latin-1", "replace")
    match = _DECLARED.match(head.lstrip())
    declared = (match[2] or "") if match else ""
    fault = _disagreement(declared, family, is_marked)
    name = charset or detected or declared or "utf-8"
    if not is_text_encoding(name):
        fault = f"nobody knows the encoding {name!r}"
        name = "utf-8"
    text, start, why = _decoded(content[skipped:], name)
    gap = len(head) - len(head.lstrip())
    return Decoded(
        text=text,
        encoding=charset or declared or family or "UTF-8",
        declared=declared,
        declared_start=gap + match.start(2) if match and declared else 0,
        version=match[1] if match else "",
        fault=fault or why,
        fault_start=(gap + match.start(2) if match and declared else 0) if fault else start,
        is_blank_first=bool(match) and gap > 0,
    )


def is_text_encoding(name: str) -> bool:
    """Whether Python knows this encoding, and it is one of text."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return bool(getattr(info, "_is_text_encoding", True)) and info.name not in {"idna", "punycode", "undefined"}


def _disagreement(declared: str, family: str, is_marked: bool) -> str:
    if not family or (family == "UTF-16" and is_marked and not declared):
        return ""
    if not declared:
        needed = family in {"UTF-32", "EBCDIC"} or not is_marked
        return f"a document in {family} must declare its encoding" if needed else ""
    if _plain(declared) in _SAME[family]:
        return ""
    what = "byte order mark" if is_marked else "first bytes"
    return f"the declaration says {declared}, the {what} {family}"


def _plain(name: str) -> str:
    name = name.lower().replace("_", "-")
    return {"utf8": "utf-8", "utf16": "utf-16", "utf-16be": "utf-16-be", "utf-16le": "utf-16-le",
            "utf-32be": "utf-32-be", "utf-32le": "utf-32-le"}.get(name, name)  # fmt: skip


def _decoded(content: bytes, name: str) -> tuple[str, int, str]:
    """The text, where the first fault is in it, and the fault."""
    try:
        return content.decode(name), 0, ""
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(name, "replace")
        bad = " ".join(f"{byte:02X}" for byte in content[error.start : error.start + 3])
        return content.decode(name, "replace"), len(before), f"the bytes {bad} are not {name.upper()}"
    except (UnicodeError, LookupError, ValueError) as error:
        return content.decode("latin-1"), 0, f"not {name}: {error}"
