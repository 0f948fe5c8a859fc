"""What may go out over SMTP is decided by parts, and comes to what a look at the whole message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.senders._texts import text_of

BITS = st.lists(
    st.sampled_from([b"\r", b"\n", b"\r\n", b".", b"a", b"\xc3", b"", b"\r\n" + b"x" * 1200 + b"\r\n"]), max_size=6
)
GOOD = b"Subject: x\r\n\r\ntext\r\n"


def by_the_whole(message: bytes) -> str | None:
    """Said the simple way."""
    if b"\r" in message.replace(b"\r\n", b"") or b"\n" in message.replace(b"\r\n", b""):
        return "line-ends"
    if not message.endswith(b"\r\n") or message.startswith(b".") or b"\r\n." in message:
        return "dots"
    return None


@given(st.lists(BITS.map(b"".join), max_size=6))
def test_however_a_message_is_parted_the_verdict_is_the_same(parts):
    whole = b"".join(parts)
    found = text_of(parts)
    assert (found.fault and found.fault[0]) == by_the_whole(whole)
    assert (found.length, found.ascii) == (len(whole), whole.isascii())


@pytest.mark.parametrize(
    "parts", [(GOOD, b".\r\n"), (GOOD, b"", b".\r\n"), (GOOD[:-1], b"\n.\r\n"), (GOOD, b"x" * 2000 + b"\r\n.\r\n")]
)
def test_a_dot_at_the_start_of_a_line_is_seen_across_parts(parts):
    assert text_of(parts).fault == text_of([b"".join(parts)]).fault != None  # noqa: E711
