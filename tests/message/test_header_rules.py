"""The rules for header fields, each by its name, H1 to H18; H2 has a module of its own, H19 is shown by the goldens."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.header import decode_header, make_header

import pytest

from feedkit.message import MessageError, message_id
from feedkit.message.addresses import FREEMAIL

Compose = Callable[..., bytes]
HeaderOf = Callable[[bytes, str], str]
BodyOf = Callable[[bytes, str], str]
SECRET = b"a secret of the tests"


def lines_of(message: bytes) -> list[bytes]:
    return message.split(b"\r\n")


def test_h1_the_fields_of_every_mail_are_there_once(message: bytes) -> None:
    """RFC 5322 §3.6; no field at all is there twice."""
    names = [name.lower() for name in email.message_from_bytes(message, policy=email.policy.compat32)]
    assert {"date", "from", "message-id", "subject", "mime-version", "to", "content-type"} <= set(names)
    assert len(names) == len(set(names))


def test_h3_the_message_id_is_that_of_the_recipient(compose: Compose, header_of: HeaderOf) -> None:
    """The same for every attempt, another for everybody, in one line, and without the address in it."""
    id = message_id("daily/2026-05-28", "ana@example.org", "daily.example", secret=SECRET)
    made = compose(recipient={"message_id": id})
    assert header_of(made, "Message-ID") == id
    assert f"\r\nMessage-ID: {id}\r\n".encode() in made
    assert compose(recipient={"message_id": id}) == made
    assert message_id("daily/2026-05-28", "eve@example.org", "daily.example", secret=SECRET) != id
    assert "ana" not in id


def test_h4_the_date_is_when_the_edition_was_frozen(compose: Compose, header_of: HeaderOf) -> None:
    """Not now."""
    made = compose(date=datetime(2026, 5, 28, 16, 0, 59, tzinfo=UTC))
    assert header_of(made, "Date") == "Thu, 28 May 2026 16:00:59 +0000"
    with pytest.raises(MessageError, match=r"^Date: "):
        compose(date=datetime(2026, 5, 28, 16, 0))  # noqa: DTZ001


def test_h5_there_is_one_sender_of_a_domain_of_its_own(compose: Compose) -> None:
    """A provider of mailboxes forbids others to send in its name (DMARC)."""
    parsed = email.message_from_bytes(compose(), policy=email.policy.default)
    assert [each.addr_spec for each in parsed["From"].addresses] == ["news@daily.example"]
    for domain in FREEMAIL:
        with pytest.raises(MessageError, match=r"^From: .*domain of your own"):
            compose(sender={"email": f"news@{domain.title()}"})


def test_h6_unsubscribe_addresses_are_raw_and_folded_at_the_comma_only(compose: Compose, long_url: str) -> None:
    """However long they are; never an encoded-word."""
    made = compose(recipient={"unsubscribe_url": long_url})
    assert f"\r\nList-Unsubscribe: <{long_url}>,\r\n <mailto:leave@daily.example?subject=leave>\r\n".encode() in made
    parsed = email.message_from_bytes(made, policy=email.policy.default)
    assert parsed["List-Unsubscribe"] == f"<{long_url}>, <mailto:leave@daily.example?subject=leave>"
    assert b"\r\nList-Unsubscribe: <https://daily.example/u>\r\n" in compose(
        sender={"unsubscribe_mailto": ""},
        edition={"text": "", "html": ""},
        recipient={"unsubscribe_url": "https://daily.example/u"},
    )


def test_h6_a_recipient_may_have_a_mailto_of_their_own(compose: Compose, header_of: HeaderOf, body_of: BodyOf) -> None:
    """In the header and in the mail."""
    made = compose(recipient={"unsubscribe_mailto": "mailto:leave+ana@daily.example"})
    assert header_of(made, "List-Unsubscribe").endswith(", <mailto:leave+ana@daily.example>")
    assert 'href="mailto:leave+ana@daily.example"' in body_of(made, "html")


@pytest.mark.parametrize("length", [970, 971])
def test_h6_an_unsubscribe_address_has_room_in_its_line(length: int, compose: Compose, body_of: BodyOf) -> None:
    """970 characters, no more: the line may not be folded."""
    url = "https://daily.example/".ljust(length, "x")
    if length > 970:
        with pytest.raises(MessageError, match=r"^List-Unsubscribe: .*971"):
            compose(recipient={"unsubscribe_url": url})
    else:
        made = compose(recipient={"unsubscribe_url": url})
        assert all(len(line) <= 998 for line in lines_of(made))
        assert url in body_of(made, "plain")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://daily.example/u",
        "mailto:leave@daily.example",
        "https://exämple.org/",
        "https://daily.example/a b",
        "https://daily.example/>,<mailto:eve@example.org",
    ],
)
def test_h6_there_is_an_address_of_https(url: str, compose: Compose) -> None:
    """In plain ASCII; anything else is refused."""
    with pytest.raises(MessageError, match=r"^List-Unsubscribe: "):
        compose(recipient={"unsubscribe_url": url})


def test_h7_one_click_is_offered_in_the_exact_words(message: bytes) -> None:
    """RFC 8058 §3.1."""
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in message


def test_h12_the_list_has_an_id(compose: Compose, header_of: HeaderOf) -> None:
    """With its name, encoded where need be; the id itself is plain (RFC 2919 §3)."""
    assert header_of(compose(), "List-Id") == "The Daily Model <daily.daily.example>"
    assert (
        header_of(compose(sender={"list_name": "Täglich"}), "List-Id")
        == "=?UTF-8?Q?T=C3=A4glich?= <daily.daily.example>"
    )
    for id in ("daily", "daily example", "<daily.example>", "täglich.example", ".daily", "a." * 127 + "example"):
        with pytest.raises(MessageError, match=r"^List-Id: "):
            compose(sender={"list_id": id})


def test_h13_the_list_has_an_archive_and_help_and_takes_no_mail(compose: Compose, header_of: HeaderOf) -> None:
    """RFC 2369 §3; where no page tells about the list, its archive does."""
    made = compose()
    assert header_of(made, "List-Archive") == header_of(made, "List-Help") == "<https://daily.example/editions/>"
    assert header_of(made, "List-Post") == "NO"
    assert (
        header_of(compose(sender={"help_url": "https://daily.example/about"}), "List-Help")
        == "<https://daily.example/about>"
    )


def test_h14_programs_do_not_answer(message: bytes) -> None:
    """Neither vacation notices nor other lists (RFC 3834 §5)."""
    assert b"\r\nAuto-Submitted: auto-generated\r\n" in message
    assert b"\r\nPrecedence: bulk\r\n" in message


def test_h15_complaints_can_be_counted_but_not_traced(compose: Compose, header_of: HeaderOf) -> None:
    """By edition, list and sender, whose id has 5 to 15 characters; nothing says who complained."""
    assert header_of(compose(), "Feedback-ID") == "daily.2026-05-28:daily::dailyexample"
    assert header_of(compose(sender={"feedback_id": "MODEL1"}), "Feedback-ID").endswith("::MODEL1")
    assert header_of(compose(sender={"email": "a@b.c"}), "Feedback-ID").endswith("::bc000")
    for id in ("abcd", "a" * 16, "a:bcde"):
        with pytest.raises(MessageError, match=r"^Feedback-ID: "):
            compose(sender={"feedback_id": id})


def test_h16_editions_are_not_shown_as_one_conversation(compose: Compose, header_of: HeaderOf) -> None:
    """Each refers to something of its own that no message has as its id."""
    first, second = compose(), compose(edition={"id": "daily/2026-05-29"})
    references = {header_of(first, "References"), header_of(second, "References")}
    assert references == {"<daily.2026-05-28@daily.example>", "<daily.2026-05-29@daily.example>"}
    assert not references & {header_of(first, "Message-ID"), header_of(second, "Message-ID")}


def test_h17_a_long_subject_is_in_words_of_at_most_75_apart_by_crlf_and_a_space(compose: Compose) -> None:
    """`?==?` is what makes Yahoo refuse a mail."""
    subject = "Künstliche Intelligenz überrascht Märkte – 株式会社 und 👩‍💻 " * 4
    made = compose(edition={"subject": subject.strip()})
    field = re.search(rb"\r\nSubject: ((?:.*\r\n )*.*)\r\n", made)[1].decode()
    words = field.split("\r\n ")
    assert len(words) > 3
    assert all(re.fullmatch(r"=\?UTF-8\?[QB]\?[^ ?]+\?=", word) and len(word) <= 75 for word in words)
    assert str(make_header(decode_header(field))) == subject.strip()


def test_h18_nothing_is_added_after_the_message_is_made(message: bytes) -> None:
    """It has no signature, no trace and no Sender of its own: what signs it signs all of it, and each field once."""
    names = {name.lower() for name in email.message_from_bytes(message, policy=email.policy.compat32)}
    assert not names & {"dkim-signature", "received", "return-path", "sender", "x-mailer"}
