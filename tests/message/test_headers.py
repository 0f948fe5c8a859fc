"""Header fields carry what they are given, or refuse it by name."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedkit.message import MessageError, headers

PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)
ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=200)


def parsed(field: bytes, policy: email.policy.Policy) -> email.message.Message:
    return email.message_from_bytes(field + b"\r\n", policy=policy)


@given(st.one_of(PRINTABLE, ASCII))
@example("=?utf-8?q?not_an_encoded_word?=")
@example("two  blanks")
@example(" blanks around ")
@example("x" * 300)
@example("a" * 60 + " " + "b" * 60)
@example("\u2028 \u2029")
@example("a\u0301" * 90)
@example("👩‍👩‍👧‍👦🇩🇪" * 20)
def test_any_subject_survives(text: str) -> None:
    """Through both of Python's parsers, in lines of at most 78 characters, 76 where there are encoded-words."""
    if not text.strip():
        with pytest.raises(MessageError, match="empty"):
            headers.unstructured("Subject", text)
        return
    field = headers.field("Subject", headers.unstructured("Subject", text))
    assert all(len(line) <= (76 if b"=?" in line else 78) for line in field.split(b"\r\n"))
    modern = parsed(field, email.policy.default)["Subject"]
    assert (str(modern), modern.defects) == (text, ())
    old = parsed(field, email.policy.compat32)["Subject"]
    assert str(make_header(decode_header(old.replace("\r\n ", " ")))) == text


def test_a_plain_subject_stays_readable() -> None:
    """ASCII is written as it is and folded between words."""
    text = "ClickUp replaces hundreds of employees with 3,000 AI agents and pays those who stay"
    assert headers.field("Subject", headers.unstructured("Subject", text)) == (
        b"Subject: ClickUp replaces hundreds of employees with 3,000 AI agents and pays\r\n those who stay\r\n"
    )


@given(st.one_of(PRINTABLE, ASCII))
@example('"; <eve@example.com>,')
@example("=?utf-8?q?eve=40example.com?=")
@example("\\")
@example('"')
@example("O'Neill, Zoe (editor)")
@example("x" * 61)
def test_any_display_name_survives(name: str) -> None:
    """And the address beside it stays what it is, alone."""
    field = headers.field("To", headers.mailbox("To", name, "ana@example.org"))
    assert all(len(line) <= 130 for line in field.split(b"\r\n"))
    old = parsed(field, email.policy.compat32)["To"].replace("\r\n ", " ")
    phrase, _, address = old.rpartition(" ")
    assert address == "<ana@example.org>"
    if phrase.startswith('"'):
        phrase = phrase[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    assert str(make_header(decode_header(phrase))) == name
    modern = parsed(field, email.policy.default)["To"]
    assert [each.addr_spec for each in modern.addresses] == ["ana@example.org"]
    assert modern.defects == ()
    # Python's newer parser puts a blank between two encoded-words (cpython#128110).
    assert "".join(modern.addresses[0].display_name.split()) == "".join(name.split())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", "zoe@example.org"),
        ("Zoe O'Neill", "Zoe O'Neill <zoe@example.org>"),
        ("O'Neill, Zoe", '"O\'Neill, Zoe" <zoe@example.org>'),
        ('Zoe "Z" O\\Neill', '"Zoe \\"Z\\" O\\\\Neill" <zoe@example.org>'),
        ("Zoë", "=?UTF-8?Q?Zo=C3=AB?= <zoe@example.org>"),
    ],
)
def test_display_names_are_written_as_plainly_as_they_can_be(name: str, written: str) -> None:
    """Atoms, else a quoted string, else encoded-words."""
    assert headers.mailbox("To", name, "zoe@example.org") == written


@pytest.mark.parametrize("character", [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF)])
def test_controls_are_refused_in_free_text_and_names(character: str) -> None:
    """CR, LF, NUL, all of C0 and C1, and what has no UTF-8; the error says which one stands where."""
    text = f"before{character}Bcc: eve@example.org"
    with pytest.raises(MessageError, match=rf"^Subject: U\+{ord(character):04X} stands at character 7"):
        headers.unstructured("Subject", text)
    with pytest.raises(MessageError, match=r"^To: "):
        headers.mailbox("To", text, "ana@example.org")
    with pytest.raises(MessageError, match=r"^List-Id: "):
        headers.identifier("List-Id", text, "daily.example")
    with pytest.raises(MessageError, match=r"^X-Test: "):
        headers.field("X-Test", text)


def test_a_field_never_has_a_line_of_more_than_998_characters() -> None:
    """It is refused, not folded in a place that means something."""
    assert headers.field("X-Test", "x" * 990)
    with pytest.raises(MessageError, match=r"^X-Test: .*998"):
        headers.field("X-Test", "x" * 991)
    with pytest.raises(MessageError, match=r"^X-Test: .*ASCII"):
        headers.field("X-Test", "é")


@pytest.mark.parametrize(
    "uri",
    [
        "https://daily.example",
        "https://daily.example:8443/a/b?c=d&e=%20#f",
        "http://localhost/",
        "https://daily.example/(a);b='c'~!$*+@:",
    ],
)
def test_uris_of_the_web_are_written_raw(uri: str) -> None:
    """Nothing in them is encoded."""
    assert headers.web_uri("List-Archive", uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        "", "daily.example", "ftp://daily.example/", "https://", "https:///path", "https://exämple.org/", "https://daily.example/ü",
        "https://daily.example/a b", "https://daily.example/<a>", "https://daily.example/>,<https://eve.example/", "https://daily.example/a,b",
        "https://daily.example/\r\nBcc: eve@example.org", "https://daily.example/\n", "https://daily.example/\x00", 'https://daily.example/"',
        "https://user@daily.example/", "javascript:alert(1)", "https://daily.example/" + "x" * 960,
    ],
)  # fmt: skip
def test_what_is_no_plain_uri_of_the_web_is_refused(uri: str) -> None:
    """Brackets, commas, blanks and line ends would make another header of it."""
    with pytest.raises(MessageError, match=r"^List-Archive: "):
        headers.web_uri("List-Archive", uri)
    with pytest.raises(MessageError, match=r"^List-Unsubscribe: "):
        headers.https_uri("List-Unsubscribe", uri)


def test_unsubscribing_over_http_is_refused() -> None:
    """One-click asks for HTTPS (RFC 8058 §3.1)."""
    with pytest.raises(MessageError, match="https"):
        headers.https_uri("List-Unsubscribe", "http://daily.example/")


@pytest.mark.parametrize(
    "uri",
    [
        "mailto:leave",
        "mailto:@daily.example",
        "mailto:leave@daily.example?subject=a b",
        "mailto:leave@daily.example,eve@example.org",
        "mailto:leave@daily.example>",
        "mailto:leave@daily.example\r\n",
        "leave@daily.example",
        "mailto:léave@daily.example",
    ],
)
def test_what_is_no_plain_mailto_is_refused(uri: str) -> None:
    """As with those of the web."""
    with pytest.raises(MessageError, match=r"^List-Unsubscribe: "):
        headers.mailto_uri("List-Unsubscribe", uri)


@pytest.mark.parametrize(
    "id",
    [
        "",
        "a@b",
        "<a@b",
        "<a@b>\r\n",
        "<a b@c>",
        "<a@b> <c@d>",
        "<a..b@c>",
        "<ä@b>",
        "<a@b>" * 300,
        "<" + "a" * 1000 + "@b>",
    ],
)
def test_what_is_no_message_id_is_refused(id: str) -> None:
    """One id in one line."""
    with pytest.raises(MessageError, match=r"^Message-ID: "):
        headers.message_id("Message-ID", id)


@given(st.integers(0, 32_000_000_000), st.integers(-14 * 60, 14 * 60))
def test_any_date_is_read_back(seconds: int, offset: int) -> None:
    """By Python's own parser, to the second."""
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=offset)))
    read = parsedate_to_datetime(headers.date_time("Date", moment))
    assert (read, read.utcoffset() or timedelta(0)) == (moment, moment.utcoffset())


def test_dates_are_english_in_every_locale_and_have_a_zone() -> None:
    """A zone with seconds, as of local mean time, cannot be written and becomes UTC."""
    assert (
        headers.date_time("Date", datetime(2026, 5, 8, 7, 0, tzinfo=timezone(timedelta(hours=-4))))
        == "Fri, 08 May 2026 07:00:00 -0400"
    )
    assert (
        headers.date_time("Date", datetime(1890, 1, 1, 0, 53, 28, tzinfo=timezone(timedelta(seconds=3208))))
        == "Wed, 01 Jan 1890 00:00:00 +0000"
    )
    assert headers.date_time("Date", datetime(2026, 5, 8, 7, 0, tzinfo=UTC)).endswith(" +0000")
    with pytest.raises(MessageError, match=r"^Date: .*time zone"):
        headers.date_time("Date", datetime(2026, 5, 8, 7, 0))  # noqa: DTZ001
