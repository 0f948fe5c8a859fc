"""Personalised messages a second, on one core: feedkit's join of bytes beside a loop over `EmailMessage`.

    python benchmarks/messages.py

Both make the same editions for the same readers in the same run, and what they make is read back and compared.
"""

from __future__ import annotations

import argparse
import base64
import email
import email.policy
import gc
import hashlib
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

import news
import tables

from feedkit.message import EncodedEdition, Recipient, Sender, address_all, encode, message_id
from feedkit.message.tokens import Token
from feedkit.model import Edition

AIM = 50_000
"""Messages a second."""
SLICES = 50
BATCH = 50
"""Messages a sender takes at a time: as many as may be under way at once."""
FROZEN = datetime(2026, 5, 28, 16, 0, tzinfo=UTC)
SECRET = b"the secret of this benchmark"
SENDER = Sender(
    name="The Daily Model",
    email="news@daily.example",
    list_id="daily.daily.example",
    unsubscribe_mailto="mailto:leave@daily.example?subject=leave",
)
JAPANESE = "人工知能の企業がデータセンターの計算能力を一括で購入し、利用者への制限を緩めた。"
NAMES = (
    "",
    "Ana Silva",
    "",
    "Chris Okafor",
    "O'Neill, Zoe",
    "Maria Rossi",
    "",
    "Zoë Müller-Lüdenscheidt",
    "Sam Lee",
    "山田 花子",
)
"""Of the readers of an English list; every fifth needs encoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to compose the messages of an edition."""

    name: str
    prepare: Callable[[Edition], Callable[[list[Recipient]], Iterator[bytes]]]
    """What is done once, and gives what is done for some recipients."""
    share: float
    """Which part of the recipients it is timed with: the slow ones would take minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Messages a second of the processor: what else runs on the machine counts as little as can be."""

    overall: float
    best: float
    """In the fastest of all slices, when nobody was in the way."""


def main(arguments: list[str] | None = None) -> int:
    """Time all ways with both editions and print the table; gives 1 when a message is wrong or the aim is missed."""
    options = _options(arguments)
    ways = (
        Way(name="feedkit", prepare=_join, share=1),
        Way(name="feedkit, with ids", prepare=_join_with_ids, share=1),
        Way(name="EmailMessage loop", prepare=_email_messages, share=0.005),
    )
    print(
        f"Python {platform.python_version()}; {platform.system()} {platform.machine()}, one of {os.cpu_count()} processors\n"
    )
    rows, rate = [], 0.0
    for name, edition in (("English", _edition("en")), ("Japanese", _edition("ja"))):
        if wrong := _wrong(edition, ways):
            print(wrong, file=sys.stderr)
            return 1
        rates = _race(ways, edition, options.messages)
        rate = rate or rates["feedkit"].overall
        rows += _rows(name, edition, ways, rates, options.messages)
    head = ["edition", "way", "HTML kB", "message kB", "messages", "messages/s", "at best", "µs each", "feedkit ÷ it"]
    print(tables.render(head, rows, markdown=options.markdown))
    print(f"\nAim for the English edition: {AIM:,} messages/s; {rate:,.0f} overall.")
    return int(rate < AIM)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Messages composed a second, beside EmailMessage.",
        epilog="example: python benchmarks/messages.py --messages 20000",
    )
    parser.add_argument(
        "--messages",
        type=int,
        default=100_000,
        metavar="N",
        help="how many feedkit makes (default 100000); the loop makes 1 for 200 of them",
    )
    parser.add_argument("--markdown", action="store_true", help="print the table in Markdown")
    return parser.parse_args(arguments)


def _race(ways: tuple[Way, ...], edition: Edition, messages: int) -> dict[str, Rates]:
    """All ways in slices, A B C A B C, so that what slows the machine slows all."""
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    counts = {way.name: max(1, int(messages * way.share / SLICES)) for way in ways}
    composers = {way.name: way.prepare(edition) for way in ways}
    for number in range(SLICES):
        for name, compose in composers.items():
            recipients = [_recipient(number * counts[name] + each) for each in range(counts[name])]
            gc.collect()
            started = time.process_time()
            for start in range(0, len(recipients), BATCH):
                for _ in compose(recipients[start : start + BATCH]):
                    pass  # as it goes to the server, one after the other
            times[name].append(time.process_time() - started)
    return {
        name: Rates(overall=counts[name] * SLICES / sum(taken), best=counts[name] / min(taken))
        for name, taken in times.items()
    }


def _rows(
    name: str, edition: Edition, ways: tuple[Way, ...], rates: dict[str, Rates], messages: int
) -> list[list[str]]:
    rows = []
    for way in ways:
        size = len(next(way.prepare(edition)([_recipient(1)])))
        rate = rates[way.name]
        sizes = [tables.number(len(edition.html.encode()) / 1e3, 1), tables.number(size / 1e3, 1)]
        numbers = [
            tables.number(rate.overall, 0),
            tables.number(rate.best, 0),
            tables.number(1e6 / rate.overall, 1),
            tables.number(rates["feedkit"].overall / rate.overall, 1),
        ]
        rows.append([name, way.name, *sizes, f"{int(messages * way.share):,}", *numbers])
    return rows


def _join(edition: Edition) -> Callable[[list[Recipient]], Iterator[bytes]]:
    encoded = encode(edition, SENDER, date=FROZEN)
    return lambda recipients: address_all(encoded, recipients)


def _join_with_ids(edition: Edition) -> Callable[[list[Recipient]], Iterator[bytes]]:
    """As a sender works: the Message-ID is made for each one, from what the ledger knows."""
    encoded = encode(edition, SENDER, date=FROZEN)
    return lambda recipients: address_all(encoded, [_with_id(encoded, each) for each in recipients])


def _with_id(encoded: EncodedEdition, recipient: Recipient) -> Recipient:
    return Recipient(
        email=recipient.email,
        name=recipient.name,
        message_id=message_id(encoded.id, recipient.email, "daily.example", secret=SECRET),
        unsubscribe_url=recipient.unsubscribe_url,
        preferences_url=recipient.preferences_url,
    )


def _email_messages(edition: Edition) -> Callable[[list[Recipient]], Iterator[bytes]]:
    """The loop most programs have: replace the tokens, build an EmailMessage, make it bytes.

    Lines of headers may be 998 long: with the usual 78 this library writes unsubscribe addresses as encoded-words.
    """
    policy = email.policy.SMTP.clone(max_line_length=998)

    def compose(recipient: Recipient) -> bytes:
        message = EmailMessage(policy=policy)
        for name, value in _plain_headers(edition, recipient):
            message[name] = value
        message.set_content(_replaced(edition.text, recipient, str))
        message.add_alternative(_replaced(edition.html, recipient, escape), subtype="html")
        return message.as_bytes()

    return lambda recipients: map(compose, recipients)


def _plain_headers(edition: Edition, recipient: Recipient) -> Iterator[tuple[str, str]]:
    name = recipient.name.replace('"', "")
    yield "From", f"{SENDER.name} <{SENDER.email}>"
    yield "To", f'"{name}" <{recipient.email}>' if name else recipient.email
    yield "Subject", edition.subject
    yield "Date", format_datetime(FROZEN)
    yield "Message-ID", recipient.message_id
    yield "List-Id", f"<{SENDER.list_id}>"
    yield "List-Unsubscribe", f"<{recipient.unsubscribe_url}>, <{SENDER.unsubscribe_mailto}>"
    yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "List-Archive", f"<{edition.archive_url}>"
    yield "Auto-Submitted", "auto-generated"


def _replaced(text: str, recipient: Recipient, write: Callable[[str], str]) -> str:
    text = text.replace(Token.UNSUBSCRIBE_URL, write(recipient.unsubscribe_url))
    text = text.replace(Token.PREFERENCES_URL, write(recipient.preferences_url))
    text = text.replace(Token.RECIPIENT_NAME, write(recipient.name or recipient.email))
    return text.replace(Token.RECIPIENT_EMAIL, write(recipient.email))


def _wrong(edition: Edition, ways: tuple[Way, ...]) -> str:
    """What a way makes that is not what the others make, once read back."""
    for number in range(0, 1_000, 97):
        read = {way.name: _read(next(way.prepare(edition)([_recipient(number)]))) for way in ways}
        for name, message in read.items():
            if message != read["EmailMessage loop"]:
                return f"{name}: the message to {_recipient(number).email} differs"
    return ""


def _read(message: bytes) -> tuple[str, ...]:
    """Subject, addressee, unsubscribe addresses and both parts."""
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    body = [parsed.get_body((kind,)).get_content().rstrip() for kind in ("plain", "html")]
    return (parsed["Subject"], parsed["To"].addresses[0].addr_spec, parsed["List-Unsubscribe"], *body)


def _recipient(number: int) -> Recipient:
    email = f"reader.{number}@example-{number % 100}.org"
    keys = [
        base64.urlsafe_b64encode(hashlib.sha256(f"{what} {number}".encode()).digest()).decode().rstrip("=")
        for what in ("leave", "prefer")
    ]
    return Recipient(
        email=email,
        name=NAMES[number % len(NAMES)],
        message_id=message_id("daily/2026-05-28", email, "daily.example", secret=SECRET),
        unsubscribe_url=f"https://daily.example/unsubscribe?key={keys[0]}",
        preferences_url=f"https://daily.example/preferences?key={keys[1]}",
    )


def _edition(language: str) -> Edition:
    """Thirty-one stories as they are after style inlining: about 40 kB of HTML with five values of the recipient."""
    stories = [news.article(7, number) for number in range(31)]
    words = [(story.title, " ".join(story.summary)) for story in stories]
    if language == "ja":
        words = [(JAPANESE[:24] + str(number), JAPANESE * 3) for number in range(len(stories))]
    rows = "\n".join(
        _row(story.image_url, title, summary) for story, (title, summary) in zip(stories, words, strict=True)
    )
    links = f'<a href="{Token.UNSUBSCRIBE_URL}" style="color:#333333">Unsubscribe</a> · <a href="{Token.PREFERENCES_URL}" style="color:#333333">Preferences</a>'
    html = f'<!DOCTYPE html>\n<html lang="{language}"><head><title>{escape(words[0][0])}</title></head><body>\n<p>Good morning, {Token.RECIPIENT_NAME}!</p>\n{links}\n{rows}\n<p>Sent to {Token.RECIPIENT_EMAIL}.</p>\n{links}\n</body></html>\n'
    stories_as_text = "\n\n".join(
        f"{title}\n{summary}\nhttps://daily.example/{number}" for number, (title, summary) in enumerate(words)
    )
    return Edition(
        id="daily/2026-05-28",
        date=FROZEN.date(),
        cutoff=FROZEN,
        subject=words[0][0],
        preheader=words[0][1],
        url="https://daily.example/editions/2026-05-28/",
        archive_url="https://daily.example/editions/",
        language=language,
        entries=(),
        html=html,
        text=f"Good morning, {Token.RECIPIENT_NAME}!\n\n{stories_as_text}\n\nUnsubscribe:\n{Token.UNSUBSCRIBE_URL}\nPreferences:\n{Token.PREFERENCES_URL}\n",
    )


def _row(image_url: str, title: str, summary: str) -> str:
    font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td style="padding:0 24px 8px 24px;{font};font-size:13px;line-height:18px;color:#5b6470;text-transform:uppercase" class="kicker">AI News</td></tr><tr>'
        f'<td style="padding:0 24px 16px 24px"><img src="{image_url}" width="552" height="310" alt="" style="display:block;width:100%;max-width:552px;height:auto;border:0" class="picture"></td></tr><tr>'
        f'<td style="padding:0 24px 4px 24px"><h2 style="margin:0;{font};font-size:20px;line-height:28px;font-weight:700;color:#14181f"><a href="https://daily.example/articles/{image_url[-12:-4]}" style="color:#14181f;text-decoration:none" class="title">{escape(title)}</a></h2></td></tr><tr>'
        f'<td style="padding:0 24px 24px 24px;{font};font-size:16px;line-height:24px;color:#2b323c" class="summary">{escape(summary)}</td></tr></table>'
    )


if __name__ == "__main__":
    sys.exit(main())
