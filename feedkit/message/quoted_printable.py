"""Quoted-printable (RFC 2045 §6.7), made so that pieces can be put together afterwards.

No line begins with a dot or with `From `: there is nothing to stuff for SMTP (RFC 5321 §4.5.2), and nothing that old
mailboxes would change.
"""

from __future__ import annotations

SOFT_BREAK = b"=\r\n"
_ROOM = 75
"""Characters of a line, with one more left for the `=` of a soft line break."""
_SAFE = bytes([0x09, *range(0x20, 0x7F)])
_ESCAPED = tuple(b"=%02X" % byte for byte in range(256))
_HARMFUL_STARTS = (b".", b"From ")


def quoted(content: bytes) -> bytes:
    """The content, whose line ends are CRLF, in lines of at most 75 octets; it must begin at the start of a line.

    A soft line break may be put behind it, so that something else begins at the start of a line, too.
    """
    if b"\n" not in content:
        return _line(content)
    return b"\r\n".join([_line(each) for each in content.split(b"\r\n")])


def _line(line: bytes) -> bytes:
    line = line.replace(b"=", b"=3D")
    for byte in set(line.translate(None, _SAFE)):
        line = line.replace(bytes([byte]), _ESCAPED[byte])
    if line.endswith((b" ", b"\t")):
        line = line[:-1] + _ESCAPED[line[-1]]
    if len(line) <= _ROOM and not line.startswith(_HARMFUL_STARTS):
        return line
    return SOFT_BREAK.join(_broken(line))


def _broken(line: bytes) -> list[bytes]:
    """The escaped line in pieces that fit, none of them cut inside `=XX`."""
    pieces = []
    while True:
        if line.startswith(_HARMFUL_STARTS):
            line = _ESCAPED[line[0]] + line[1:]
        if len(line) <= _ROOM:
            pieces.append(line)
            return pieces
        cut = line.rfind(b"=", _ROOM - 2, _ROOM)
        end = _ROOM if cut < 0 else cut
        pieces.append(line[:end])
        line = line[end:]
