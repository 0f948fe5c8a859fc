"""An edition with every token in it, and a short way to a message."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from feedkit.message import Recipient, Sender, address, encode, message_id
from feedkit.message.tokens import Token
from feedkit.model import Edition

SECRET = b"a secret of the tests"
FROZEN = datetime(2026, 5, 28, 18, 0, tzinfo=timezone(timedelta(hours=2)))
UNSUBSCRIBE_URL = "https://daily.example/unsubscribe?list=daily&key=0123456789abcdef0123456789abcdef"
TEXT = f"""The Daily Model

Guten Morgen, {Token.RECIPIENT_NAME}!

Roboter lernen von Menschen mit Kameras — für 1 $ die Stunde
https://daily.example/articles/human-archive

Abmelden:
{Token.UNSUBSCRIBE_URL}
{Token.UNSUBSCRIBE_MAILTO}
Einstellungen:
{Token.PREFERENCES_URL}
Diese Mail ging an {Token.RECIPIENT_EMAIL}.
"""
HTML = f"""<!DOCTYPE html>
<html lang="de"><head><title>The Daily Model</title></head><body style="margin:0">
<p>Guten Morgen, {Token.RECIPIENT_NAME}!</p>
<h2><a href="https://daily.example/articles/human-archive">Roboter lernen von Menschen mit Kameras — für 1 $ die Stunde</a></h2>
<p><a href="{Token.UNSUBSCRIBE_URL}">Abmelden</a> · <a href="{Token.UNSUBSCRIBE_MAILTO}">per Mail</a> ·
<a href="{Token.PREFERENCES_URL}">Einstellungen</a></p>
<p>Diese Mail ging an {Token.RECIPIENT_EMAIL}.</p>
</body></html>
"""
JAPANESE = "ロボットは人間のカメラ映像から学ぶ。一時間一ドルで、誰かが家事を撮影している。\n" * 20
EDITION = {
    "id": "daily/2026-05-28",
    "date": date(2026, 5, 28),
    "cutoff": datetime(2026, 5, 28, 16, tzinfo=UTC),
    "subject": "Roboter lernen von Menschen mit Kameras — für 1 $ die Stunde, und drei weitere Geschichten",
    "preheader": "Ein Start-up zahlt dafür",
    "url": "https://daily.example/editions/2026-05-28/",
    "archive_url": "https://daily.example/editions/",
    "language": "de",
    "entries": (),
    "html": HTML,
    "text": TEXT,
}
SENDER = {
    "name": "The Daily Model",
    "email": "news@daily.example",
    "list_id": "daily.daily.example",
    "unsubscribe_mailto": "mailto:leave@daily.example?subject=leave",
}
RECIPIENT = {
    "email": "zoe@example.org",
    "name": "Zoë <Z> O’Neill & Co.",
    "message_id": message_id("daily/2026-05-28", "zoe@example.org", "daily.example", secret=SECRET),
    "unsubscribe_url": UNSUBSCRIBE_URL,
    "preferences_url": "https://daily.example/preferences?key=0123456789abcdef",
}


@pytest.fixture(scope="session")
def compose() -> Callable[..., bytes]:
    """The message of the edition to the recipient, with the given fields of them and of the sender changed."""

    def compose(
        *,
        edition: Mapping[str, Any] | None = None,
        sender: Mapping[str, Any] | None = None,
        recipient: Mapping[str, Any] | None = None,
        date: datetime = FROZEN,
        smtputf8: bool = False,
    ) -> bytes:
        encoded = encode(Edition(**{**EDITION, **(edition or {})}), Sender(**{**SENDER, **(sender or {})}), date=date)
        return address(encoded, Recipient(**{**RECIPIENT, **(recipient or {})}), smtputf8=smtputf8)

    return compose


@pytest.fixture(scope="session")
def header_of() -> Callable[[bytes, str], str]:
    """The value of a field that is there once, as it is written, unfolded (RFC 5322 §2.2.3)."""

    def header_of(message: bytes, name: str) -> str:
        head = message.partition(b"\r\n\r\n")[0].decode()
        found = [field for field in head.replace("\r\n ", " ").split("\r\n") if field.startswith(f"{name}: ")]
        assert len(found) == 1, f"{name} stands {len(found)} times"
        return found[0].removeprefix(f"{name}: ")

    return header_of


@pytest.fixture(scope="session")
def body_of() -> Callable[[bytes, str], str]:
    """The text of a part, `plain` or `html`, as a reader of mail decodes it, with `\\n`."""

    def body_of(message: bytes, kind: str) -> str:
        part = email.message_from_bytes(message, policy=email.policy.default).get_body((kind,))
        return part.get_content().replace("\r\n", "\n")

    return body_of


@pytest.fixture
def long_url() -> str:
    """An unsubscribe address of more than 300 characters."""
    return "https://daily.example/unsubscribe?key=" + "0123456789abcdef&x=" * 16


@pytest.fixture(params=["quoted", "base64", "plain"])
def message(request: pytest.FixtureRequest, compose: Callable[..., bytes], long_url: str) -> bytes:
    """A message in each of the transfer encodings, with a long unsubscribe address."""
    recipient = {"unsubscribe_url": long_url}
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
