"""The rules for mail that leaves here, each by its name: W for the wire, H for headers."""

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

from feedkit.message import MessageError, SmtpUtf8Required, message_id
from feedkit.message.addresses import FREEMAIL
from feedkit.message.tokens import Token
from feedkit.model import Entry

Compose = Callable[..., bytes]
HeaderOf = Callable[[bytes, str], str]

JAPANESE = "ロボットは人間のカメラ映像から学ぶ。一時間一ドルで、誰かが家事を撮影している。\n" * 20
LONG_URL = "https://daily.example/unsubscribe?key=" + "0123456789abcdef&x=" * 16
SECRET = b"a secret of the tests"
CLEAN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=200)
SUBJECTS = CLEAN.filter(str.strip)


def body_of(message: bytes, kind: str) -> str:
    """The text of a part as a reader of mail decodes it, with `\\n`."""
    part = email.message_from_bytes(message, policy=email.policy.default).get_body((kind,))
    return part.get_content().replace("\r\n", "\n")


def lines_of(message: bytes) -> list[bytes]:
    return message.split(b"\r\n")


def encodings_of(message: bytes) -> list[str]:
    return re.findall(r"^Content-Transfer-Encoding: (.+)\r$", message.decode(), re.MULTILINE)


@pytest.fixture(params=["quoted", "base64", "plain"])
def message(request: pytest.FixtureRequest, compose: Compose) -> bytes:
    """A message in each of the transfer encodings, with an unsubscribe address of more than 300 characters."""
    recipient = {"unsubscribe_url": LONG_URL}
    if request.param == "base64":
        return compose(
            edition={
                "text": f"{JAPANESE}{Token.UNSUBSCRIBE_URL}\n",
                "html": f'<p>{JAPANESE}</p><a href="{Token.UNSUBSCRIBE_URL}">解除</a>\n',
            },
            recipient=recipient,
        )
    if request.param == "plain":
        return compose(
            edition={"text": f"Leave:\n{Token.UNSUBSCRIBE_URL}\n", "html": "<p>Hello.</p>\n", "subject": "Hello"},
            recipient=recipient | {"name": "Ana"},
        )
    return compose(recipient=recipient)


def test_w1_lines_are_at_most_998_and_header_lines_aim_at_78(message: bytes) -> None:
    """Only a URI of its own line may be longer than 78 in a header."""
    assert all(len(line) <= 998 for line in lines_of(message))
    head = message.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in lines_of(head) if not line.startswith(b"List-Unsubscribe: <"))


def test_w2_lines_end_with_crlf_and_nothing_is_bare(message: bytes) -> None:
    """No bare CR, no bare LF, no NUL: receivers disagree on what they mean, and smugglers live on that."""
    assert message.endswith(b"--\r\n")
    assert not set(message.replace(b"\r\n", b"")) & set(b"\r\n\0")


@pytest.mark.parametrize("start", [".", "..", ".\n", "From here", f"x\n.{'y' * 200}"])
def test_w3_no_line_begins_with_a_dot(start: str, compose: Compose) -> None:
    """There is nothing to stuff, so no sender can forget it."""
    made = compose(
        edition={"text": f"{start}\n\n.\n{Token.RECIPIENT_NAME}", "html": f"{start}\n{Token.RECIPIENT_NAME}\n.\n"},
        recipient={"name": ".ana"},
    )
    assert not any(line.startswith((b".", b"From ")) for line in lines_of(made))
    assert body_of(made, "plain").startswith(start)
    assert body_of(made, "plain").endswith(".ana\n")


@pytest.mark.parametrize(
    "email",
    [
        "a" * 65 + "@example.org",
        "a@" + ".".join(["b" * 63] * 4) + ".org",
        "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".example.org",
    ],
)
def test_w4_addresses_have_their_lengths(email: str, compose: Compose) -> None:
    """64 octets before the `@`, 255 behind it, 254 in all."""
    with pytest.raises(MessageError, match=r"^To: "):
        compose(recipient={"email": email})


def test_w5_each_part_has_the_shortest_encoding(compose: Compose) -> None:
    """7bit for ASCII, quoted-printable for Latin scripts, base64 for those of East Asia."""
    plain = compose(edition={"text": "Hello.\n", "html": "<p>Hello.</p>\n"})
    assert encodings_of(plain) == ["7bit", "7bit"]
    assert encodings_of(compose()) == ["quoted-printable", "quoted-printable"]
    assert encodings_of(compose(edition={"text": JAPANESE, "html": JAPANESE})) == ["base64", "base64"]
    assert encodings_of(compose(edition={"text": "Hello.\n", "html": JAPANESE})) == ["7bit", "base64"]


def test_w6_encoded_lines_are_at_most_76(message: bytes) -> None:
    """Also where an address of 300 characters was put in."""
    for part in re.split(rb"\r\n--=_\w+", message)[1:]:
        head, _, body = part.partition(b"\r\n\r\n")
        if b"7bit" not in head:
            assert all(len(line) <= 76 for line in lines_of(body))


def test_w7_text_comes_first_and_html_last(message: bytes) -> None:
    """Both as UTF-8, in a multipart/alternative."""
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [(part.get_content_type(), part.get_content_charset()) for part in parsed.iter_parts()] == [
        ("text/plain", "utf-8"),
        ("text/html", "utf-8"),
    ]


def test_w8_the_boundary_is_in_no_part(compose: Compose) -> None:
    """It is made of the edition; an edition that has its own boundary in it gets another one."""
    boundary = re.search(rb'boundary="([^"]+)"', compose(edition={"text": "x\n", "html": "x\n"}))[1].decode()
    assert re.fullmatch(r"=_[0-9a-f]{24}", boundary)
    assert compose(edition={"text": "x\n", "html": "x\n"}).count(boundary.encode()) == 4
    assert boundary.encode() not in compose(edition={"text": "y\n", "html": "x\n"})
    assert boundary.encode() not in compose(edition={"text": "x\n", "html": "x\n", "id": "daily/2026-05-29"})


def test_w8_a_boundary_that_stands_in_a_part_is_not_used(compose: Compose, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a broken hash to see this."""
    from feedkit.message import composition

    class Weak:
        def __init__(self, content: bytes) -> None:
            self.content = content

        def hexdigest(self) -> str:
            return ("b" if re.fullmatch(rb"[ab]{64}", self.content) else "a") * 64

    monkeypatch.setattr(composition.hashlib, "sha256", Weak)
    made = compose(edition={"text": f"--=_{'a' * 24}\n", "html": "x\n"})
    assert f'boundary="=_{"b" * 24}"'.encode() in made
    assert body_of(made, "plain") == f"--=_{'a' * 24}\n"


def test_w10_a_domain_beyond_ascii_is_written_in_a_labels(compose: Compose, header_of: HeaderOf) -> None:
    """In headers, whoever the server is; readers see their address as they know it."""
    made = compose(recipient={"email": "doe@exämple.org", "name": ""})
    assert header_of(made, "To") == "doe@xn--exmple-cua.org"
    assert "Diese Mail ging an doe@exämple.org." in body_of(made, "plain")


def test_w10_an_address_is_never_an_encoded_word(compose: Compose, header_of: HeaderOf) -> None:
    """A local part beyond ASCII is written raw, and only for servers that take it."""
    with pytest.raises(SmtpUtf8Required):
        compose(recipient={"email": "döe@example.org"})
    made = compose(recipient={"email": "döe@example.org", "name": "Anna Katharina Döe"}, smtputf8=True)
    assert header_of(made, "To") == "=?UTF-8?Q?Anna_Katharina_D=C3=B6e?= <döe@example.org>"
    assert made.partition(b"\r\n\r\n")[0].replace("döe".encode(), b"").isascii()
    assert made.partition(b"\r\n\r\n")[2].isascii()


def test_w12_there_is_one_recipient(message: bytes) -> None:
    """Whoever else got it could unsubscribe this one (RFC 8058 §3.1)."""
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert len(parsed["To"].addresses) == 1
    assert not {"Cc", "Bcc", "Resent-To"} & set(parsed.keys())


def test_w13_controls_are_nowhere(compose: Compose) -> None:
    """C0 but TAB and line ends, and C1."""
    made = compose(edition={"text": "a\x00\x07\x0b\x92b\tc\n", "html": "<p>a\x80\x92\x9f\x1bb</p>\n"})
    assert body_of(made, "plain") == "ab\tc\n"
    assert body_of(made, "html") == "<p>ab</p>\n"


def test_w14_html_ends_with_a_line_end(compose: Compose) -> None:
    """And so does the text."""
    made = compose(edition={"text": "text", "html": "<p>html</p>"})
    assert (body_of(made, "plain"), body_of(made, "html")) == ("text\n", "<p>html</p>\n")


def test_h1_the_fields_of_every_mail_are_there_once(message: bytes) -> None:
    """RFC 5322 §3.6; no field at all is there twice."""
    names = [name.lower() for name in email.message_from_bytes(message, policy=email.policy.compat32)]
    assert {"date", "from", "message-id", "subject", "mime-version", "to", "content-type"} <= set(names)
    assert len(names) == len(set(names))


INJECTION = "x\r\nBcc: eve@example.org"
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


def test_h6_unsubscribe_addresses_are_raw_and_folded_at_the_comma_only(compose: Compose) -> None:
    """However long they are; never an encoded-word."""
    made = compose(recipient={"unsubscribe_url": LONG_URL})
    assert f"\r\nList-Unsubscribe: <{LONG_URL}>,\r\n <mailto:leave@daily.example?subject=leave>\r\n".encode() in made
    parsed = email.message_from_bytes(made, policy=email.policy.default)
    assert parsed["List-Unsubscribe"] == f"<{LONG_URL}>, <mailto:leave@daily.example?subject=leave>"
    assert b"\r\nList-Unsubscribe: <https://daily.example/u>\r\n" in compose(
        sender={"unsubscribe_mailto": ""},
        edition={"text": "", "html": ""},
        recipient={"unsubscribe_url": "https://daily.example/u"},
    )


def test_h6_a_recipient_may_have_a_mailto_of_their_own(compose: Compose, header_of: HeaderOf) -> None:
    """In the header and in the mail."""
    made = compose(recipient={"unsubscribe_mailto": "mailto:leave+ana@daily.example"})
    assert header_of(made, "List-Unsubscribe").endswith(", <mailto:leave+ana@daily.example>")
    assert 'href="mailto:leave+ana@daily.example"' in body_of(made, "html")


@pytest.mark.parametrize("length", [970, 971])
def test_h6_an_unsubscribe_address_has_room_in_its_line(length: int, compose: Compose) -> None:
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


@settings(max_examples=100, deadline=None)
@given(SUBJECTS, CLEAN, CLEAN, CLEAN)
def test_any_edition_is_read_back_identical(compose: Compose, subject: str, name: str, text: str, markup: str) -> None:
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
    compose: Compose, name: str, url: str, preferences: str, filler: str
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
    assert b"recipient.invalid" not in made
    assert all(len(line) <= 998 for line in lines_of(made))


def test_without_a_name_a_reader_is_called_by_address(compose: Compose) -> None:
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
        {"title": "https://recipient.invalid/unsubscribe"},
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
