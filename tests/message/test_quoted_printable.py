"""Quoted-printable in pieces that can be put together (RFC 2045 §6.7)."""

from __future__ import annotations

import quopri

from hypothesis import example, given
from hypothesis import strategies as st

from feedkit.message.quoted_printable import SOFT_BREAK, quoted, quoted_line

LINES = st.lists(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))),
    max_size=5,
)


def without_line_ends(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"\r", b"").replace(b"\n", b"") for line in lines]


@given(LINES)
@example([b"." * 200, b"From me", b"=" * 100, b" ", b"\t", b"x" * 75 + b"From ", b""])
def test_any_lines_are_read_back(lines: list[bytes]) -> None:
    """By Python's own decoder."""
    content = b"\r\n".join(without_line_ends(lines))
    assert quopri.decodestring(quoted(content)) == content


@given(LINES)
def test_lines_leave_room_for_a_soft_break(lines: list[bytes]) -> None:
    """75 octets, of which one line can be followed by `=`; and no line ends with a blank (RFC 2045 §6.7 (3))."""
    written = quoted(b"\r\n".join(without_line_ends(lines))).split(b"\r\n")
    assert all(len(line.removesuffix(b"=")) <= 75 for line in written)
    assert not any(line.endswith((b" ", b"\t")) for line in written)


@given(LINES)
def test_only_ascii_is_written(lines: list[bytes]) -> None:
    """Printable characters, TAB and CRLF."""
    written = quoted(b"\r\n".join(without_line_ends(lines)))
    assert all(byte in b"\t\r\n" or 0x20 <= byte <= 0x7E for byte in written)


@given(LINES)
@example([b".", b"..", b"From x", b"y" * 75 + b".z"])
def test_no_line_begins_with_a_dot_or_with_from(lines: list[bytes]) -> None:
    """SMTP would have to double the one, old mailboxes would put `>` before the other."""
    written = quoted(b"\r\n".join(without_line_ends(lines)))
    assert not any(line.startswith((b".", b"From ")) for line in written.split(b"\r\n"))


@given(LINES)
def test_pieces_can_be_joined_by_soft_breaks(pieces: list[bytes]) -> None:
    """What is encoded apart and joined is what would have been encoded together."""
    pieces = without_line_ends(pieces)
    assert quopri.decodestring(SOFT_BREAK.join(map(quoted_line, pieces))) == b"".join(pieces)
