"""A clean mail, made by hand, to be changed and looked at."""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit.checks.mail import Mail
from feedkit.message.tokens import Token
from feedkit.model import Entry

CLEAN = Path(__file__).parent / "clean"
PATH = "editions/2026-05-28.html"
SUBJECT = "Robots learn to knit — and like it"
BOUNDARY = "=_edition"
STORIES = {"robots": SUBJECT, "spelling": "A spelling bee for machines", "sunday": "What to read on Sunday"}
UNSUBSCRIBE = "https://news.example.org/leave/4fa1c09be2"


def _entry(slug: str, title: str) -> Entry:
    moment = datetime(2026, 5, 28, 9, tzinfo=UTC)
    return Entry(
        id=f"tag:news.example.org,2026:{slug}",
        url=f"https://news.example.org/2026/05/28/{slug}/",
        title=title,
        published=moment,
        updated=moment,
        summary="",
        content="",
        authors=(),
    )


ENTRIES = tuple(_entry(slug, title) for slug, title in STORIES.items())


def _quoted(content: bytes) -> bytes:
    """Quoted-printable in which no line begins with a full stop."""
    quoted = b2a_qp(content.replace(b"\r\n", b"\n").replace(b".", b"\x01")).replace(b"=01", b".")
    lines = (b"=2E" + line[1:] if line.startswith(b".") else line for line in quoted.split(b"\n"))
    return b"\r\n".join(lines)


def _part(text: str, subtype: str, encoding: str = "") -> bytes:
    """A part in quoted-printable, base64 or 7bit, whichever is the shortest, or in the one asked for."""
    content = text.replace("\n", "\r\n").encode("utf-8", "surrogatepass")
    bodies = {
        "quoted-printable": _quoted(content),
        "base64": encodebytes(content).replace(b"\n", b"\r\n"),
    }
    if content.isascii() and max(map(len, content.split(b"\r\n"))) <= 998:
        bodies["7bit"] = content
    name = encoding or min(bodies, key=lambda each: len(bodies[each]))
    body = bodies[name]
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {name}\r\n\r\n"
    return f"--{BOUNDARY}\r\n".encode() + head.encode() + body + b"\r\n"


def _message(fields: str, html: str, text: str, encodings: Mapping[str, str]) -> bytes:
    """A finished message, to a reader whose values stand in the place of tokens."""
    parts = [
        _part(each.replace(Token.UNSUBSCRIBE_URL, UNSUBSCRIBE), subtype, encodings.get(subtype, ""))
        for each, subtype in ((text, "plain"), (html, "html"))
    ]
    head = fields.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    return head + b"\r\n" + b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _clean(name: str) -> str:
    return (CLEAN / name).read_text("utf-8").replace("@@UNSUBSCRIBE@@", Token.UNSUBSCRIBE_URL)


@pytest.fixture
def clean():
    """Gives a text of the clean mail: `2026-05-28.html`, `2026-05-28.txt` or `fields.txt`."""
    return _clean


@pytest.fixture
def make_mail():
    """Makes the clean mail with other texts, and a message of them."""

    def make(
        *,
        html: str = "",
        text: str = "",
        fields: str = "",
        subject: str = SUBJECT,
        eml: bytes | None = None,
        encodings: Mapping[str, str] | None = None,
    ) -> Mail:
        html, text = html or _clean("2026-05-28.html"), text or _clean("2026-05-28.txt")
        return Mail(
            subject=subject,
            html=html,
            text=text,
            eml=_message(fields or _clean("fields.txt"), html, text, encodings or {}) if eml is None else eml,
            path=PATH,
            entries=ENTRIES,
            web_url="https://news.example.org/editions/2026-05-28/",
            postal_address="1 Mill Street, Leeds LS1 1AA",
        )

    return make
