"""Tokens stand in templates for the values of one recipient; nothing else is taken for one."""

from __future__ import annotations

import html

import lxml.html
import pytest
from premailer import Premailer

from feedkit.message import MessageError
from feedkit.message.tokens import Token, by_name, found_in, split


def test_templates_know_tokens_by_the_names_of_their_values() -> None:
    """As `{{ unsubscribe_url }}`."""
    assert by_name()["unsubscribe_url"] == Token.UNSUBSCRIBE_URL
    assert set(by_name()) == {
        "unsubscribe_url",
        "unsubscribe_mailto",
        "preferences_url",
        "recipient_email",
        "recipient_name",
    }


@pytest.mark.parametrize("token", Token)
def test_a_token_has_nothing_that_escaping_or_wrapping_would_touch(token: Token) -> None:
    """No blank, no brace, no percent sign, no `&`: HTML, URLs and text write it the same way."""
    assert html.escape(token) == token
    assert token.isascii()
    assert not set(token) & set(" \t{}%=&?")


@pytest.mark.parametrize("token", Token)
def test_a_token_survives_parsing_and_style_inlining(token: Token) -> None:
    """As a link and as text, through lxml and premailer."""
    page = f'<html><head><style>a {{color: red}}</style></head><body><a href="{token}">{token}</a></body></html>'
    for result in (
        lxml.html.tostring(lxml.html.fromstring(page), encoding="unicode"),
        Premailer(page, base_url="https://daily.example/", allow_network=False).transform(),
    ):
        assert result.count(token) >= (2 if token.is_url else 1)


def test_a_text_is_split_at_its_tokens() -> None:
    """There is always one text more than tokens, and joined they are the text again."""
    texts, found = split(f"{Token.RECIPIENT_NAME}: <{Token.UNSUBSCRIBE_URL}>{Token.RECIPIENT_NAME}", "text")
    assert texts == ["", ": <", ">", ""]
    assert found == [Token.RECIPIENT_NAME, Token.UNSUBSCRIBE_URL, Token.RECIPIENT_NAME]
    assert split("nothing", "text") == (["nothing"], [])


def test_a_full_stop_may_follow_a_token() -> None:
    """Sentences end with an address."""
    assert split(f"Sent to {Token.RECIPIENT_EMAIL}.", "text")[0] == ["Sent to ", "."]


def test_letters_of_scripts_without_blanks_may_touch_a_token() -> None:
    """As in "dear reader" in Japanese."""
    assert split(f"親愛なる{Token.RECIPIENT_NAME}様", "text")[0] == ["親愛なる", "様"]


@pytest.mark.parametrize(
    "text",
    [
        f"{Token.UNSUBSCRIBE_URL}?utm_source=mail",
        f"{Token.UNSUBSCRIBE_URL}&amp;utm_source=mail",
        f"{Token.UNSUBSCRIBE_URL}/",
        f"{Token.UNSUBSCRIBE_URL}s",
        f"https://tracker.example/?to={Token.UNSUBSCRIBE_URL}",
        f"https://tracker.example/?reader={Token.RECIPIENT_EMAIL}",
        f"mailto:{Token.RECIPIENT_EMAIL}",
        f"x{Token.RECIPIENT_EMAIL}",
        f"{Token.RECIPIENT_EMAIL}.example.org",
        f"{Token.RECIPIENT_NAME}{Token.RECIPIENT_NAME}",
        "https://recipient.feedkit.invalid/unsubscibe",
        "https://recipient.feedkit.invalid/",
        "nickname@recipient.feedkit.invalid",
        "http://recipient.feedkit.invalid/unsubscribe",
        "https://RECIPIENT.feedkit.invalid/unsubscribe",
    ],
)
def test_a_token_that_is_misspelled_or_part_of_an_address_is_refused(text: str) -> None:
    """It would go out unfilled, or the value would stand unencoded inside a URL."""
    with pytest.raises(MessageError, match=r"recipient\.feedkit\.invalid") as caught:
        split(f"before {text} behind", "html")
    assert caught.value.where == "html"


def test_what_looks_like_a_token_is_found_in_any_text() -> None:
    """So that pages for everybody can be proved to have none."""
    assert found_in(f"a {Token.RECIPIENT_EMAIL} b {Token.UNSUBSCRIBE_URL}") == (
        Token.RECIPIENT_EMAIL,
        Token.UNSUBSCRIBE_URL,
    )
    assert found_in("HTTP://Recipient.Feedkit.Invalid/x") == ("recipient.feedkit.invalid",)
    assert found_in("recipients are never invalid") == ()
