"""Each part is in a transfer encoding that every server takes, by the letter, and in the shortest one.

8bit and binary need servers that offer 8BITMIME (RFC 6152); lines of quoted-printable and base64 have at most 76
characters (RFC 2045 §6.7 and §6.8). Which of the two is shorter depends on the script: in Chinese, base64 takes 1.35
times the bytes and quoted-printable 3.08 times; in German it is the other way round.
"""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections.abc import Iterator

from feedkit.checks.mail import Reading
from feedkit.checks.mail._findings import one, together
from feedkit.checks.mail._message import Part
from feedkit.checks.mail._source import Source, Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_messages import UNFIT_TRANSFER_ENCODING, WASTEFUL_TRANSFER_ENCODING

RULES = (UNFIT_TRANSFER_ENCODING, WASTEFUL_TRANSFER_ENCODING)
ALLOWED = ("7bit", "quoted-printable", "base64")
TOLERANCE = 1.15
"""How many times the shortest a part may be; values of the recipient, each on a line of its own, cost a little."""
_LONG = re.compile(r"(?m)^[^\r\n]{77,}")
_BEYOND_ASCII = re.compile("[\x80-\xff]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=\r\n]+")
_NOT_QUOTED = re.compile(r"=(?![0-9A-F]{2}|[ \t]*\r?(?:\n|\Z))")


def check(reading: Reading) -> Iterator[Diagnostic]:
    """What is found in each part."""
    if reading.message is None:
        return
    source = reading.message.source
    for part in reading.message.parts:
        if part.encoding not in ALLOWED:
            message = f"not every server takes {part.encoding!r}; use 7bit, quoted-printable or base64"
            yield one(UNFIT_TRANSFER_ENCODING, source, _where(part), message)
            continue
        yield from _misfits(part, source)
        yield from _waste(part, source)


def _misfits(part: Part, source: Source) -> Iterator[Diagnostic]:
    patterns = [(_BEYOND_ASCII, "bytes beyond ASCII")]
    if part.encoding == "base64":
        patterns += [(_LONG, "a line of more than 76 characters"), (_NOT_BASE64, "a character that is not of base64")]
    elif part.encoding == "quoted-printable":
        patterns += [(_LONG, "a line of more than 76 characters"), (_NOT_QUOTED, "a `=` that encodes nothing")]
    for pattern, what in patterns:
        if spans := [_moved(match.span(), part) for match in pattern.finditer(part.body)]:
            yield together(
                UNFIT_TRANSFER_ENCODING, source, spans, f"the {part.encoding} of {part.head.type} has {what}"
            )
    if part.content is None:
        yield one(UNFIT_TRANSFER_ENCODING, source, _where(part), f"the {part.encoding} cannot be decoded")


def _waste(part: Part, source: Source) -> Iterator[Diagnostic]:
    content = part.content
    if not content:
        return
    lengths = {
        "quoted-printable": len(b2a_qp(content.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")),
        "base64": -(-len(content) // 57) * 2 + -(-len(content) // 3) * 4,
    }
    if content.isascii() and max(map(len, content.split(b"\r\n"))) <= 998:
        lengths["7bit"] = len(content)
    best = min(lengths, key=lambda name: lengths[name])
    if len(part.body) > lengths[best] * TOLERANCE:
        message = f"{part.encoding} takes {len(part.body):,} bytes for {part.head.type}; {best} takes {lengths[best]:,}"
        yield one(WASTEFUL_TRANSFER_ENCODING, source, _where(part), message)


def _where(part: Part) -> Span:
    found = part.head.all("content-transfer-encoding") or part.head.all("content-type")
    return found[0].span if found else part.span


def _moved(span: Span, part: Part) -> Span:
    return span[0] + part.span[0], span[1] + part.span[0]
