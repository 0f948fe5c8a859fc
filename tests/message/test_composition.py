"""An edition is encoded once and joined for each recipient; the bytes are the same everywhere."""

from __future__ import annotations

import email
import email.policy
import pickle
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from feedkit.message import Recipient, Sender, address, encode, sample
from feedkit.message.tokens import Token
from feedkit.model import Edition

GOLDENS = Path(__file__).parent / "goldens"
STORY = "ロボットは人間のカメラ映像から学ぶ。一時間一ドルで、誰かが家事を撮影している。"
CASES: dict[str, dict[str, Any]] = {
    "german.eml": {},
    "japanese.eml": {
        "edition": {
            "id": "日報/2026-05-28",
            "subject": "ロボットは人間のカメラ映像から学ぶ——一時間一ドルで、そして他三つの話題",
            "language": "ja",
            "text": f"親愛なる{Token.RECIPIENT_NAME}様\n\n{STORY * 6}\n\n配信停止:\n{Token.UNSUBSCRIBE_URL}\n",
            "html": f'<p>親愛なる{Token.RECIPIENT_NAME}様</p>\n<p>{STORY * 12}</p>\n<p><a href="{Token.UNSUBSCRIBE_URL}">配信停止</a> {Token.RECIPIENT_EMAIL}</p>\n',
        },
        "sender": {"name": "デイリー・モデル", "list_name": "デイリー・モデル、毎日一通", "unsubscribe_mailto": ""},
        "recipient": {"name": "山田 花子", "email": "hanako@例え.example"},
    },
    "plain.eml": {
        "edition": {
            "subject": "ClickUp replaces hundreds of employees with 3,000 AI agents and pays those who stay",
            "language": "en",
            "text": f"Good morning.\n\nLeave:\n{Token.UNSUBSCRIBE_URL}\n",
            "html": "<p>Good morning.</p>\n",
        },
        "sender": {
            "reply_to": "desk@daily.example",
            "help_url": "https://daily.example/about",
            "feedback_id": "MODEL1",
        },
        "recipient": {"name": "O'Neill, Zoe"},
    },
}


@pytest.mark.parametrize("name", CASES)
def test_h19_editions_give_these_bytes(
    name: str, compose: Callable[..., bytes], request: pytest.FixtureRequest
) -> None:
    """Byte for byte on every Python and for every hash seed; `--update-goldens` writes them anew."""
    made = compose(**CASES[name])
    if request.config.getoption("--update-goldens"):
        (GOLDENS / name).write_bytes(made)
    assert made == (GOLDENS / name).read_bytes()


def test_no_golden_is_left_over() -> None:
    """Every file belongs to a case."""
    assert {path.name for path in GOLDENS.glob("*.eml")} == set(CASES)


@pytest.fixture
def edition() -> Edition:
    """One with its unsubscribe address in both parts."""
    moment = datetime(2026, 5, 28, 16, tzinfo=UTC)
    return Edition(
        id="daily/2026-05-28",
        date=moment.date(),
        cutoff=moment,
        subject="Hello",
        preheader="",
        url="https://daily.example/editions/2026-05-28/",
        archive_url="https://daily.example/editions/",
        language="en",
        entries=(),
        html=f'<p>Grüße</p><a href="{Token.UNSUBSCRIBE_URL}">Leave</a><a href="{Token.UNSUBSCRIBE_URL}">Leave</a>\n',
        text=f"Grüße\n{Token.UNSUBSCRIBE_URL}\n{Token.PREFERENCES_URL}\n",
    )


SENDER = Sender(name="The Daily Model", email="news@daily.example", list_id="daily.daily.example")
FROZEN = datetime(2026, 5, 28, 16, tzinfo=UTC)


def test_the_values_of_one_recipient_are_in_no_other_message(edition: Edition) -> None:
    """The encoded edition knows nobody, and is not changed by being addressed."""
    encoded = encode(edition, SENDER, date=FROZEN)
    ana, eve = (
        Recipient(
            email=f"{name}@example.org",
            name=name,
            message_id=f"<{name}@daily.example>",
            unsubscribe_url=f"https://daily.example/u/{name}",
            preferences_url=f"https://daily.example/p/{name}",
        )
        for name in ("ana", "eve")
    )
    first, second, again = address(encoded, ana), address(encoded, eve), address(encoded, ana)
    assert first == again
    assert first.replace(b"ana", b"eve") == second
    assert second.count(b"https://daily.example/u/eve") == 4


def test_an_encoded_edition_can_be_sent_to_another_process(edition: Edition) -> None:
    """Its slots find their places there, too."""
    encoded = encode(edition, SENDER, date=FROZEN)
    recipient = Recipient(
        email="ana@example.org",
        message_id="<ana@daily.example>",
        unsubscribe_url="https://daily.example/u",
        preferences_url="https://daily.example/p",
    )
    assert address(pickle.loads(pickle.dumps(encoded)), recipient) == address(encoded, recipient)


def test_there_is_little_to_join(edition: Edition) -> None:
    """Fixed bytes never follow each other."""
    segments = encode(edition, SENDER, date=FROZEN).segments
    fixed = [isinstance(segment, bytes) for segment in segments]
    assert not any(first and second for first, second in pairwise(fixed))


def test_the_lengths_of_the_parts_are_told(edition: Edition) -> None:
    """As encoded, without the values: what a limit for clipping is compared with."""
    encoded = encode(edition, SENDER, date=FROZEN)
    recipient = Recipient(
        email="a@b.example",
        message_id="<ana@daily.example>",
        unsubscribe_url="https://daily.example/u",
        preferences_url="https://daily.example/p",
    )
    message = address(encoded, recipient)
    parts = re.split(rb"\r\n--=_\w+(?:--)?\r\n", message)[1:3]
    without_values = [
        part.partition(b"\r\n\r\n")[2].replace(b"https://daily.example/u", b"").replace(b"https://daily.example/p", b"")
        for part in parts
    ]
    assert [encoded.text_length, encoded.html_length] == list(map(len, without_values))


def test_a_sample_has_nobody_in_it(edition: Edition) -> None:
    """It is a whole message, to be looked at in any mail program, and always the same one."""
    made = sample(edition, SENDER, date=FROZEN)
    parsed = email.message_from_bytes(made, policy=email.policy.default)
    assert parsed["To"] == "reader@example.com"
    assert parsed["List-Unsubscribe"] == "<https://example.com/unsubscribe>, <mailto:unsubscribe@example.com>"
    assert parsed["Message-ID"].endswith("@daily.example>")
    assert b"recipient.feedkit.invalid" not in made
    assert made == sample(edition, SENDER, date=FROZEN)
