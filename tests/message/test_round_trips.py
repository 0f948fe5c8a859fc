"""What is put into a message is what its readers get out of it."""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.message import MessageError
from feedkit.message.tokens import Token
from feedkit.model import Entry

Compose = Callable[..., bytes]
BodyOf = Callable[[bytes, str], str]
CLEAN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=200)
SUBJECTS = CLEAN.filter(str.strip)
BODIES = st.lists(
    st.one_of(CLEAN, st.sampled_from(["\n", ".", "\t", " \n", "\n.\n", "From ", "=" * 80])), max_size=6
).map("".join)


def lines_of(message: bytes) -> list[bytes]:
    return message.split(b"\r\n")


@settings(max_examples=100, deadline=None)
@given(SUBJECTS, CLEAN, BODIES, BODIES)
def test_any_edition_is_read_back_identical(
    compose: Compose, body_of: BodyOf, subject: str, name: str, text: str, markup: str
) -> None:
    """By both of Python's parsers, without a defect: subject, addresses, both parts."""
    made = compose(edition={"subject": subject, "text": text, "html": markup}, recipient={"name": name})
    parsed = email.message_from_bytes(made, policy=email.policy.default)
    assert not any(part.defects for part in parsed.walk())
    assert not any(value.defects for value in parsed.values())
    assert parsed["Subject"] == subject
    assert parsed["To"].addresses[0].addr_spec == "zoe@example.org"
    assert body_of(made, "plain") == text.removesuffix("\n") + "\n"
    assert body_of(made, "html") == markup.removesuffix("\n") + "\n"
    old = email.message_from_bytes(made, policy=email.policy.compat32)
    assert not any(part.defects for part in old.walk())
    assert str(make_header(decode_header(old["Subject"].replace("\r\n ", " ")))) == subject
    for part, expected in zip(old.get_payload(), (text, markup), strict=True):
        assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == expected.removesuffix("\n") + "\n"
    assert all(len(line) <= 998 for line in lines_of(made))
    assert not set(made.replace(b"\r\n", b"")) & set(b"\r\n\0")


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60)
URLS = st.text("abcXYZ019-._~:/?#[]@!$&'()*+;=%", max_size=400).map("https://daily.example/".__add__)


@settings(max_examples=100, deadline=None)
@given(NAMES, URLS, URLS, st.sampled_from(["", "ü" * 40, "日本語" * 400]))
def test_every_token_is_filled_in_and_none_is_left(
    compose: Compose, body_of: BodyOf, name: str, url: str, preferences: str, filler: str
) -> None:
    """Escaped in HTML, as they are in text, however the part is encoded."""
    text = f"{filler}{Token.RECIPIENT_NAME} {Token.UNSUBSCRIBE_URL}\n{Token.PREFERENCES_URL} {Token.RECIPIENT_NAME}{filler}"
    markup = f'{filler}<a href="{Token.UNSUBSCRIBE_URL}">{Token.RECIPIENT_NAME}</a><a href="{Token.PREFERENCES_URL}">{Token.UNSUBSCRIBE_URL}</a>'
    made = compose(
        edition={"text": text, "html": markup},
        recipient={"name": name, "unsubscribe_url": url, "preferences_url": preferences},
    )
    values = {Token.RECIPIENT_NAME: name, Token.UNSUBSCRIBE_URL: url, Token.PREFERENCES_URL: preferences}
    for kind, content, written in (("plain", text, str), ("html", markup, html.escape)):
        expected = re.sub(
            "|".join(map(re.escape, values)), lambda match, write=written: write(values[Token(match[0])]), content
        )
        assert body_of(made, kind) == f"{expected}\n"
    assert b"recipient.feedkit.invalid" not in made
    assert all(len(line) <= 998 for line in lines_of(made))


def test_without_a_name_a_reader_is_called_by_address(compose: Compose, body_of: BodyOf) -> None:
    """Rather than by nothing."""
    made = compose(recipient={"name": ""})
    assert "Guten Morgen, zoe@example.org!" in body_of(made, "plain")


@pytest.mark.parametrize(
    ("recipient", "value"), [({"preferences_url": ""}, "preferences_url"), ({}, "unsubscribe_mailto")]
)
def test_a_value_that_the_edition_shows_must_be_there(recipient: dict[str, str], value: str, compose: Compose) -> None:
    """A mail with a hole in it is not sent."""
    with pytest.raises(MessageError, match=f"^{value}: .*zoe@example.org"):
        compose(recipient=recipient, sender={"unsubscribe_mailto": ""} if not recipient else None)


@pytest.mark.parametrize(
    "change",
    [
        {"content": f"<p>{Token.RECIPIENT_EMAIL}</p>"},
        {"title": "https://recipient.feedkit.invalid/unsubscribe"},
        {"extra": {"x": f"{Token.RECIPIENT_NAME}"}},
    ],
)
def test_neither_subject_nor_article_can_use_tokens(change: dict[str, object], compose: Compose) -> None:
    """Whoever writes one would otherwise learn the addresses of the readers, by a picture with a token in its URL."""
    moment = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)
    entry = Entry(
        id="1",
        url="https://daily.example/1",
        title="One",
        published=moment,
        updated=moment + timedelta(1),
        summary="",
        content="",
        authors=(),
    )
    assert compose(edition={"entries": (entry,)})
    with pytest.raises(MessageError, match=r"^entries: .*recipient"):
        compose(edition={"entries": (replace(entry, **change),)})
    with pytest.raises(MessageError, match=r"^Subject: .*recipient"):
        compose(edition={"subject": f"Good morning, {Token.RECIPIENT_NAME}"})
