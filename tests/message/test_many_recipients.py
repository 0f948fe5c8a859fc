"""Messages to many recipients are made in columns; each one is as if it were made alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.message import MessageError, Recipient, Sender, SmtpUtf8Required, address, address_all, encode
from feedkit.model import Edition

from .conftest import EDITION, FROZEN, JAPANESE, RECIPIENT, SENDER

RECIPIENTS = st.lists(
    st.builds(
        lambda number, name, key: Recipient(
            **RECIPIENT
            | {
                "email": f"reader.{number}@example.org",
                "name": name,
                "message_id": f"<a{number}@daily.example>",
                "unsubscribe_url": f"https://daily.example/leave?key={key}",
                "unsubscribe_mailto": f"mailto:leave@daily.example?subject={number}" if number % 2 else "",
            }
        ),
        st.integers(0, 10**9),
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40),
        st.text("abcXYZ019-_.~'&=%F", max_size=90),
    ),
    max_size=7,
)
EDITIONS = {
    "quoted-printable": EDITION,
    "base64": EDITION | {"text": JAPANESE + EDITION["text"], "html": EDITION["html"].replace("<p>", f"<p>{JAPANESE}")},
    "base64, the same for everybody": EDITION | {"text": f"{JAPANESE}\n", "html": f"<p>{JAPANESE}</p>\n"},
}


def encoded(edition: dict[str, Any]) -> Any:
    return encode(Edition(**edition), Sender(**SENDER), date=FROZEN)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
@settings(max_examples=40, deadline=None)
@given(recipients=RECIPIENTS)
def test_each_message_is_as_if_it_were_made_alone(edition: dict[str, Any], recipients: list[Recipient]) -> None:
    """Nobody's value comes to stand in somebody else's message, whatever the values are."""
    made = encoded(edition)
    assert list(address_all(made, recipients)) == [address(made, each) for each in recipients]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("unsubscribe_url", "https://daily.example/\r\nBcc: a@b.example", MessageError),
        ("unsubscribe_url", "https://daily.example/leave\0", MessageError),
        ("unsubscribe_url", "https://daily.example/\nhttps://evil.example/", MessageError),
        ("preferences_url", "javascript:alert(1)", MessageError),
        ("preferences_url", "", MessageError),
        ("message_id", "<a@b.example>\n<c@d.example>", MessageError),
        ("name", "Zoe\0Ana", MessageError),
        ("email", "zoe@example.org\0", MessageError),
        ("email", "zoë@example.org", SmtpUtf8Required),
    ],
)
def test_one_bad_value_among_many_is_refused_before_any_message_is_made(
    field: str, value: str, error: type[Exception]
) -> None:
    """The line end or the NUL of one recipient could otherwise move the values of all that follow."""
    good = Recipient(**RECIPIENT)
    bad = Recipient(**RECIPIENT | {field: value})
    with pytest.raises(error):
        address_all(encoded(EDITION), [good, good, bad, good])
