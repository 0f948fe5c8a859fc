"""Quoted-printable (RFC 2045 §6.7), made so that pieces can be put together afterwards.

No line begins with a dot or with `From `: there is nothing to stuff for SMTP (RFC 5321 §4.5.2), and nothing that old
mailboxes would change.
"""

from __future__ import annotations

import re

SOFT_BREAK = b"=\r\n"
_ROOM = 75
"""Characters of a line, with one more left for the `=` of a soft line break."""
_AS_IT_IS = re.compile(rb"(?!\.|From )[ -<>-~]{1,%d}+(?<! )" % _ROOM)
"""What names and addresses mostly are."""
_EQUALS = 0x3D
_SAFE = bytes([0x09, *range(0x20, 0x7F)])
_ESCAPED = tuple(b"=%02X" % byte for byte in range(256))
_WRITTEN = tuple(bytes([byte]) if byte in _SAFE and byte != _EQUALS else _ESCAPED[byte] for byte in range(256))
_HARMFUL_STARTS = (b".", b"From ")
_HARMFUL_FIRST = b".F"


def quoted(content: bytes) -> bytes:
    """The content, whose line ends are CRLF, in lines of at most 75 octets; it must begin at the start of a line.

    A soft line break may be put behind it, so that something else begins at the start of a line, too.
    """
    return b"\r\n".join([quoted_line(line) for line in content.split(b"\r\n")])


def quoted_line(line: bytes) -> bytes:
    """The same for content without line ends, as the values of recipients are."""
    if not line or (len(line) <= _ROOM and _AS_IT_IS.fullmatch(line)):
        return line
    unsafe = line.translate(None, _SAFE)
    line = b"".join(map(_WRITTEN.__getitem__, line)) if unsafe else line.replace(b"=", b"=3D")
    if line[-1] in b" \t":
        line = line[:-1] + _ESCAPED[line[-1]]
    return broken(line)


def broken(line: bytes) -> bytes:
    """A line in which all that must be is escaped, with soft breaks where it is too long."""
    if len(line) <= _ROOM and line[0] not in _HARMFUL_FIRST:
        return line
    pieces = []
    while True:
        if line[0] in _HARMFUL_FIRST and line.startswith(_HARMFUL_STARTS):
            line = _ESCAPED[line[0]] + line[1:]
        if len(line) <= _ROOM:
            break
        # `=XX` stays in one piece.
        end = _ROOM - 1 if line[_ROOM - 1] == _EQUALS else _ROOM - 2 if line[_ROOM - 2] == _EQUALS else _ROOM
        pieces.append(line[:end])
        line = line[end:]
    pieces.append(line)
    return SOFT_BREAK.join(pieces)
