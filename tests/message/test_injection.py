"""H2: no value, whoever gives it, can end a header field or add one."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.message import MessageError

Compose = Callable[..., bytes]
PLACES = [
    ("edition", "subject", "Subject"),
    ("edition", "archive_url", "List-Archive"),
    ("edition", "language", "Content-Language"),
    ("sender", "name", "From"),
    ("sender", "email", "From"),
    ("sender", "reply_to", "Reply-To"),
    ("sender", "list_id", "List-Id"),
    ("sender", "list_name", "List-Id"),
    ("sender", "help_url", "List-Help"),
    ("sender", "unsubscribe_mailto", "List-Unsubscribe"),
    ("sender", "feedback_id", "Feedback-ID"),
    ("recipient", "name", "To"),
    ("recipient", "email", "To"),
    ("recipient", "message_id", "Message-ID"),
    ("recipient", "unsubscribe_url", "List-Unsubscribe"),
    ("recipient", "unsubscribe_mailto", "List-Unsubscribe"),
    ("recipient", "preferences_url", "preferences_url"),
]
GOOD = {
    "archive_url": "https://daily.example/editions/", "language": "de", "email": "ana@example.org", "reply_to": "ana@example.org",
    "list_id": "daily.daily.example", "help_url": "https://daily.example/", "unsubscribe_mailto": "mailto:leave@daily.example",
    "feedback_id": "daily", "message_id": "<a@daily.example>", "unsubscribe_url": "https://daily.example/u", "preferences_url": "https://daily.example/p",
}  # fmt: skip


@pytest.mark.parametrize("control", ["\r\n", "\r", "\n", "\0", "\x0b", "\x0c", "\x7f", "\x85", "\x92", "\ud800"])
@pytest.mark.parametrize(("whose", "what", "field"), PLACES)
def test_h2_no_value_can_end_a_header(control: str, whose: str, what: str, field: str, compose: Compose) -> None:
    """At its beginning, in it or at its end: it is refused, and the error names the field."""
    good = GOOD.get(what, "Ana")
    assert compose(**{whose: {what: good}})
    for value in (
        f"{good}{control}",
        f"{control}{good}",
        f"{good}{control}Bcc: eve@example.org",
        f"{good}{control} {good}",
    ):
        with pytest.raises(MessageError) as caught:
            compose(**{whose: {what: value}})
        assert caught.value.where == field


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.text(max_size=60),
    st.sampled_from(["", "\r\n", "\n", "\r\n ", "\r\n\r\n", '"', "<", ">", ",", "?=", "=?utf-8?q?"]),
    st.text(max_size=60),
)
def test_h2_no_value_at_all_adds_a_header(
    compose: Compose, place: tuple[str, str, str], before: str, middle: str, behind: str
) -> None:
    """Whatever is tried, the names of the fields are the same, or there is no message."""
    whose, what, _ = place
    try:
        made = compose(**{whose: {what: f"{GOOD.get(what, 'Ana')}{before}{middle}{behind}"}}, smtputf8=True)
    except MessageError:
        return
    names = email.message_from_bytes(made, policy=email.policy.compat32).keys()
    optional = {"Reply-To", "Content-Language"}
    usual = email.message_from_bytes(compose(), policy=email.policy.compat32).keys()
    assert [name for name in names if name not in optional] == [name for name in usual if name not in optional]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_h2_an_edition_can_be_called_anything(compose: Compose, id: str) -> None:
    """Its id stands in References and Feedback-ID, in letters that both can hold."""
    made = compose(edition={"id": id})
    assert made.count(b"\r\nReferences: <") == 1
    assert b"\r\nFeedback-ID: " in made
