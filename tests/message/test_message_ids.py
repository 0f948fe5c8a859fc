"""Message-IDs are stable, unique, and tell nothing of their recipients."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.message import MessageError, message_id
from feedkit.message.message_ids import edition_name, edition_reference

SECRET = b"0123456789abcdef"


def test_an_id_is_the_same_for_every_attempt() -> None:
    """Also in another process: it depends on its arguments only."""
    assert (
        message_id("daily/2026-05-28", "ana@example.org", "daily.example", secret=SECRET)
        == "<daily.2026-05-28.c3d23f5a13e517289299248a7cab06@daily.example>"
    )


def test_an_id_differs_by_recipient_edition_and_secret() -> None:
    """And parts that run together do not collide."""
    ids = {
        message_id(edition, key, "daily.example", secret=secret)
        for edition, key in (
            ("daily/1", "ana"),
            ("daily/1", "eve"),
            ("daily/2", "ana"),
            ("daily/1a", "na"),
            ("daily/1", ""),
        )
        for secret in (SECRET, SECRET[::-1])
    }
    assert len(ids) == 10


def test_a_short_secret_is_refused() -> None:
    """Otherwise an id could be tried out against lists of addresses."""
    with pytest.raises(MessageError, match="secret"):
        message_id("daily/1", "ana", "daily.example", secret=b"short")


@given(st.text(max_size=120), st.text(max_size=40))
def test_an_id_is_ascii_in_one_short_line(edition: str, key: str) -> None:
    """Whatever editions and readers are called (RFC 5322 §3.6.4)."""
    id = message_id(edition, key, "daily.example", secret=SECRET)
    assert re.fullmatch(r"<[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@daily\.example>", id)
    assert len(id) <= 120
    assert edition_reference(edition, "daily.example") != id


@given(st.text(max_size=120), st.text(max_size=120))
def test_editions_have_names_of_their_own(one: str, other: str) -> None:
    """But for `/` and `.`, which no two editions of a list differ by."""
    assert edition_name(one) != edition_name(other) or one.replace("/", ".") == other.replace("/", ".")
