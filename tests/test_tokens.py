"""Tokens say what we said, for as long as they should, to whoever has the keys; nobody else can make one."""

import hashlib
import re
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from feedkit.tokens import (
    Purpose,
    TokenError,
    confirm_url,
    parse_verp,
    sign,
    unsubscribe_url,
    verify,
    verp_address,
    verp_edition,
)

NOW = datetime(2026, 5, 28, 13, tzinfo=UTC)
KEY, OLD, OTHER = b"k" * 32, b"o" * 32, b"x" * 32
IDS = st.integers(0, 2**63 - 1)


@given(IDS, st.sampled_from(Purpose))
def test_what_is_signed_is_read_back(subscriber, purpose):
    """The list, the number and the second of issue."""
    claim = verify([KEY], purpose, sign([KEY], purpose, "main", subscriber, NOW), NOW)
    assert (claim.list, claim.subscriber, claim.issued) == ("main", subscriber, NOW)


@given(IDS, st.sampled_from(Purpose), st.text(max_size=20).filter(lambda name: name.isprintable()))
def test_tokens_are_those_of_the_library_that_reads_them(subscriber, purpose, name):
    """What is written faster is what itsdangerous writes, so that links already out and tokens of others go on working."""
    made = URLSafeSerializer(
        [KEY], salt=f"feedkit.{purpose}", signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    )
    said = [name, subscriber, int(NOW.timestamp())]
    assert made.loads(sign([KEY], purpose, name, subscriber, NOW)) == said
    written = made.dumps(said)
    if not written.startswith("."):  # a dot in front says that it was compressed
        assert sign([KEY], purpose, name, subscriber, NOW) == written
    assert verify([KEY], purpose, written, NOW).subscriber == subscriber


def test_it_fits_into_an_address_and_names_nobody():
    """Letters, digits and three signs; the same for the same values, so that messages can be made again."""
    token = sign([KEY], Purpose.UNSUBSCRIBE, "main", 123_456_789, NOW)
    assert re.fullmatch(r"[A-Za-z0-9_.\-]{60,110}", token)
    assert token == sign([KEY], Purpose.UNSUBSCRIBE, "main", 123_456_789, NOW)
    assert unsubscribe_url("https://n.example/mail/", token) == f"https://n.example/mail/unsubscribe/{token}"
    assert confirm_url("https://n.example", "t") == "https://n.example/confirm/t"


def test_keys_can_be_changed_while_old_links_go_on_working():
    """The first signs, all verify, a key that was taken away does not."""
    old = sign([OLD], Purpose.UNSUBSCRIBE, "main", 1, NOW)
    new = sign([KEY, OLD], Purpose.UNSUBSCRIBE, "main", 1, NOW)
    assert new == sign([KEY], Purpose.UNSUBSCRIBE, "main", 1, NOW) != old
    for token in (old, new):
        assert verify([KEY, OLD], Purpose.UNSUBSCRIBE, token, NOW).subscriber == 1
    with pytest.raises(TokenError):
        verify([KEY], Purpose.UNSUBSCRIBE, old, NOW)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_opens_one_door_only(purpose):
    """Who may unsubscribe may not therefore erase."""
    token = sign([KEY], purpose, "main", 1, NOW)
    for other in set(Purpose) - {purpose}:
        with pytest.raises(TokenError):
            verify([KEY], other, token, NOW)


def test_unsubscribing_holds_for_years_and_confirming_for_a_week():
    """Laws want links in old mails to work; a sign-up that nobody answered must not lie about."""
    later = NOW + timedelta(days=365 * 12)
    for purpose in (Purpose.UNSUBSCRIBE, Purpose.PREFERENCES):
        assert verify([KEY], purpose, sign([KEY], purpose, "main", 1, NOW), later).subscriber == 1
    token = sign([KEY], Purpose.CONFIRM, "main", 1, NOW)
    assert verify([KEY], Purpose.CONFIRM, token, NOW + timedelta(days=7)).subscriber == 1
    for moment in (NOW + timedelta(days=7, seconds=1), NOW - timedelta(days=1)):
        with pytest.raises(TokenError) as caught:
            verify([KEY], Purpose.CONFIRM, token, moment)
        assert caught.value.expired


@given(st.text(max_size=600))
def test_whatever_else_comes_is_refused(text):
    """A server must not stumble over what people put into its addresses."""
    with pytest.raises(TokenError):
        verify([KEY], Purpose.UNSUBSCRIBE, text, NOW)


@given(st.data())
def test_one_changed_character_spoils_a_token(data):
    """Also one that only base64 would overlook."""
    token = sign([KEY], Purpose.UNSUBSCRIBE, "main", 7, NOW)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_.=+/ \n"))
    changed = token[:at] + other + token[at + 1 :]
    if changed != token:
        try:
            assert (
                verify([KEY], Purpose.UNSUBSCRIBE, changed, NOW).subscriber == 7
            )  # unused bits of base64 are all that may differ
        except TokenError:
            return
        assert at in {token.index("."), len(token) - 1} or token[at] != other


def test_short_keys_are_refused():
    """They could be guessed."""
    with pytest.raises(ValueError, match="16 bytes"):
        sign([b"short"], Purpose.UNSUBSCRIBE, "main", 1, NOW)


@given(
    IDS,
    st.sampled_from(
        [
            "daily/2026-05-28",
            "daily/2026-05-28.2",
            "a-very-long-list-of-news/2026-05-28",
            "Ä/1",
            "d" * 11 + "/2026-05-28",
        ]
    ),
)
def test_an_envelope_address_leads_back_to_its_message(subscriber, edition):
    """Within what mail allows, and in whatever case it comes back."""
    address = verp_address("bounce@news.example", edition, subscriber, [KEY])
    local, _, domain = address.partition("@")
    assert domain == "news.example"
    assert len(local.encode()) <= 64
    assert re.fullmatch(r"[a-z0-9+.\-]+", local)
    for written in (address, f"<{address.upper()}>"):
        found = parse_verp(written, [OTHER, KEY])
        assert found is not None
        assert found[1] == subscriber
        assert found[0] == verp_edition(edition)


def test_envelope_addresses_cannot_be_made_up():
    """Or anybody could suppress anybody."""
    address = verp_address("bounce@news.example", "daily/2026-05-28", 35, [KEY])
    assert parse_verp(address, [OTHER]) is None
    assert parse_verp(address.replace(".z.", ".y."), [KEY]) is None
    assert parse_verp(address.replace("05-28", "05-29"), [KEY]) is None
    for other in (
        "",
        "bounce@news.example",
        "bounce+@x",
        "bounce+a.b@x",
        "a@b@c",
        "<>",
        "bounce+a.0." + "a" * 12 + "@x",
    ):
        assert parse_verp(other, [KEY]) is None


@pytest.mark.parametrize(
    "base", ["bounce", "@news.example", "bo+unce@news.example", "a" * 40 + "@news.example", "bü@x.example"]
)
def test_an_address_without_room_is_refused(base):
    """Before a message is made with it."""
    with pytest.raises(ValueError, match="cannot take bounces"):
        verp_address(base, "daily/2026-05-28", 2**63 - 1, [KEY])
