"""The rules for what goes over the wire, each by its name, W1 to W14."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable

import pytest

from feedkit.message import MessageError, SmtpUtf8Required
from feedkit.message.tokens import Token

Compose = Callable[..., bytes]
HeaderOf = Callable[[bytes, str], str]
BodyOf = Callable[[bytes, str], str]
JAPANESE = "ロボットは人間のカメラ映像から学ぶ。" * 20


def lines_of(message: bytes) -> list[bytes]:
    return message.split(b"\r\n")


def encodings_of(message: bytes) -> list[str]:
    return re.findall(r"^Content-Transfer-Encoding: (.+)\r$", message.decode(), re.MULTILINE)


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
def test_w3_no_line_begins_with_a_dot(start: str, compose: Compose, body_of: BodyOf) -> None:
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


def test_w8_a_boundary_that_stands_in_a_part_is_not_used(
    compose: Compose, monkeypatch: pytest.MonkeyPatch, body_of: BodyOf
) -> None:
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


def test_w10_a_domain_beyond_ascii_is_written_in_a_labels(
    compose: Compose, header_of: HeaderOf, body_of: BodyOf
) -> None:
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


def test_w13_controls_are_nowhere(compose: Compose, body_of: BodyOf) -> None:
    """C0 but TAB and line ends, and C1."""
    made = compose(edition={"text": "a\x00\x07\x0b\x92b\tc\n", "html": "<p>a\x80\x92\x9f\x1bb</p>\n"})
    assert body_of(made, "plain") == "ab\tc\n"
    assert body_of(made, "html") == "<p>ab</p>\n"


def test_w14_html_ends_with_a_line_end(compose: Compose, body_of: BodyOf) -> None:
    """And so does the text."""
    made = compose(edition={"text": "text", "html": "<p>html</p>"})
    assert (body_of(made, "plain"), body_of(made, "html")) == ("text\n", "<p>html</p>\n")
