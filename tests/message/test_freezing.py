"""Frozen editions: the same bytes come out, whoever thaws them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedkit.message import MessageError, Recipient, Sender, address, encode
from feedkit.message.freezing import frozen, thawed
from feedkit.message.tokens import Token
from feedkit.model import Edition

NOW = datetime(2026, 5, 28, tzinfo=UTC)
SENDER = Sender(name="Robot News", email="news@robots.example", list_id="daily.robots.example")


@pytest.mark.parametrize("words", ["plain words", "Wörter", "機械が編む" * 40], ids=["7bit", "quoted", "base64"])
def test_a_thawed_edition_gives_the_same_messages(words):
    edition = Edition(
        id="daily/1", date=NOW.date(), cutoff=NOW, subject=words[:60], preheader="", url="https://r.example/1", language="en",
        archive_url="https://r.example/", entries=(), html=f"<p>{words} {Token.RECIPIENT_EMAIL} </p><a href='{Token.UNSUBSCRIBE_URL}'>x</a>",
        text=f"{words}\n{Token.UNSUBSCRIBE_URL}\n",
    )  # fmt: skip
    encoded = encode(edition, SENDER, date=NOW)
    reader = Recipient(
        email="ana@x.example", name="Ana", message_id="<1@r.example>", unsubscribe_url="https://r.example/u/1"
    )
    content = frozen(encoded)
    assert thawed(content) == encoded
    assert address(thawed(content), reader) == address(encoded, reader)
    assert frozen(thawed(content)) == content


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"bytes":"x"}', b'{"writer":"system"}', b'{"Popen":{"args":"x"}}', b"[1]"]
)
def test_nothing_else_can_be_thawed(content):
    """What is in the database is data; it names no code but our own few writers."""
    with pytest.raises(MessageError):
        thawed(content)
