"""The parts of a message take the shortest encoding that carries them."""

from __future__ import annotations

import quopri
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.message.base64_body import Base64Body
from feedkit.message.bodies import Part, encoded_length, part
from feedkit.message.tokens import Token

TEXTS = st.text(max_size=300)
CLEAN = st.text(
    st.one_of(st.sampled_from("\n\t.="), st.characters(exclude_categories=("Cs", "Cc", "Cn"))), max_size=300
)


def encoded(part: Part) -> bytes:
    """The bytes of a part without tokens."""
    return b"".join(b"".join(each.filled([])) if isinstance(each, Base64Body) else each for each in part.segments)


def decoded(part: Part) -> str:
    content = encoded(part)
    if part.encoding == "base64":
        content = b64decode(content)
    elif part.encoding == "quoted-printable":
        content = quopri.decodestring(content)
    return content.decode()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain ASCII\n", "7bit"),
        ("x" * 998, "7bit"),
        ("x" * 999, "quoted-printable"),
        (".leading dot", "quoted-printable"),
        ("From me", "quoted-printable"),
        ("Schöne Grüße aus dem sommerlichen Köln", "quoted-printable"),
        ("日本語の文章です。", "base64"),
        (f"Unsubscribe:\n{Token.UNSUBSCRIBE_URL}\n", "7bit"),
        ("x" * 100 + f" {Token.UNSUBSCRIBE_URL}\n", "quoted-printable"),
        (f"Hello {Token.RECIPIENT_NAME}!\n", "quoted-printable"),
    ],
)
def test_the_encoding_depends_on_the_text(text: str, encoding: str) -> None:
    """7bit if it is ASCII in lines that stay short with any value, else the shorter of the two others."""
    assert part(text, "text", is_html=False).encoding == encoding


def test_html_with_values_is_never_7bit() -> None:
    """Escaped, an address of the web may become five times as long."""
    assert part("<p>Hello</p>", "html", is_html=True).encoding == "7bit"
    assert part(f'<a href="{Token.UNSUBSCRIBE_URL}">x</a>', "html", is_html=True).encoding == "quoted-printable"


@given(CLEAN)
def test_any_clean_text_is_read_back(text: str) -> None:
    """With CRLF, and the last line ended."""
    expected = text if text.endswith("\n") else f"{text}\n"
    assert decoded(part(text, "text", is_html=False)) == expected.replace("\n", "\r\n")


@given(TEXTS)
def test_the_encoding_is_the_shortest(text: str) -> None:
    """Neither of the two others would have been shorter; and the length that is told is the true one."""
    made = part(text, "text", is_html=False)
    content = decoded(made).encode()
    assert made.length == len(encoded(made)) == encoded_length(text, is_html=False)
    if made.encoding != "7bit":
        in_base64 = 4 * -(-len(content) // 3) + 2 * -(-len(content) // 57)
        assert made.length <= in_base64


@given(st.text(st.characters(categories=("Cc", "Cs", "Lu", "Zs")), max_size=60))
def test_controls_are_taken_out(text: str) -> None:
    """All of C0 but TAB and line ends, and all of C1: one U+0092 makes Gmail show a mail as clipped."""
    content = decoded(part(text, "text", is_html=False)).replace("\r\n", "")
    assert not any((ord(each) < 0x20 and each != "\t") or 0x7F <= ord(each) <= 0x9F for each in content)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_kind_of_line_end_becomes_crlf(end: str) -> None:
    """Nothing bare is left."""
    assert encoded(part(f"one{end}{end}two{end}", "text", is_html=False)) == b"one\r\n\r\ntwo\r\n"
