"""Base64 whose fixed runs are encoded once, whatever the values between them are."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from feedkit.message.base64_body import body, length
from feedkit.message.slots import Slot, raw

PIECES = st.lists(
    st.tuples(st.text(min_size=1, max_size=130).filter(str.isprintable), st.binary(max_size=200)), max_size=6
)


def test_runs_and_values_of_all_lengths_fit_together() -> None:
    """Every remainder of a division by three meets every other, and runs too short to lend a byte."""
    slots = [Slot(value="a", write=raw), Slot(value="b", write=raw)]
    for lengths in (
        (run, first, between, second, last)
        for run in range(4)
        for first in range(1, 5)
        for between in range(5)
        for second in range(1, 5)
        for last in range(4)
    ):
        run, first, between, second, last = (
            letter * count for letter, count in zip((b"r", b"f", b"b", b"s", b"l"), lengths, strict=True)
        )
        encoded = b"".join(body([run, between, last], slots).filled([first, second]))
        assert b64decode(encoded) == run + first + between + second + last
        assert b"=" not in encoded.rstrip(b"=\r\n")


@given(st.binary(max_size=200), PIECES)
def test_the_filled_body_is_what_one_encoding_would_carry(start: bytes, pieces: list[tuple[str, bytes]]) -> None:
    """Padding stands at the very end only (RFC 2045 §6.8), and lines are whole fours of at most 76."""
    slots = [Slot(value=str(number), write=raw) for number in range(len(pieces))]
    values = [value.encode() for value, _ in pieces]
    encoded = b"".join(body([start, *(content for _, content in pieces)], slots).filled(values))
    assert b64decode(encoded, validate=False) == start + b"".join(value.encode() + content for value, content in pieces)
    lines = encoded.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 76 and len(line) % 4 == 0 and line for line in lines)
    assert b"=" not in b"".join(lines).rstrip(b"=")


@given(st.binary(max_size=400))
def test_the_length_is_known_beforehand(content: bytes) -> None:
    """It decides between base64 and quoted-printable."""
    assert len(b"".join(body([content], []).filled([]))) == length(len(content))
