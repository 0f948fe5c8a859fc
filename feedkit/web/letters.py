"""Notices: written in the reader's language, and sent the way editions are."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit import senders
from feedkit.message.notices import notice
from feedkit.quick_dataclasses import dataclass
from feedkit.tokens import Purpose, account_url, confirm_url, preferences_url, sign
from feedkit.web.words import WORDS, language_for
from feedkit.workflow.membership import Letter, Owed
from feedkit.workflow.ways import settings_of

if TYPE_CHECKING:
    from feedkit.config import Config

_LOG = logging.getLogger("feedkit.web")
_LINKS = {
    Letter.CONFIRM: (Purpose.CONFIRM, confirm_url),
    Letter.ALREADY: (Purpose.PREFERENCES, preferences_url),
    Letter.ACCOUNT: (Purpose.ACCOUNT, account_url),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What sends notices."""

    sender_name: str
    sender_email: str
    site: str
    base: str
    language: str
    keys: tuple[bytes, ...]
    connect: Callable[[], senders.Connection]

    def send(self, owed: Owed, now: datetime) -> bool:
        """Send the notice; whether somebody has taken it on. What goes wrong is told in the log, without the address."""
        language = language_for(owed.language, self.language)
        words = WORDS[language]
        purpose, url = _LINKS[owed.letter]
        link = url(self.base, sign(self.keys, purpose, owed.list, owed.subscriber, now))
        id = f"<notice.{secrets.token_hex(12)}@{self.sender_email.rpartition('@')[2]}>"
        content = notice(
            sender_name=self.sender_name,
            sender_email=self.sender_email,
            recipient=owed.recipient,
            subject=words[f"letter_{owed.letter}_subject"].format(site=self.site),
            text=words[f"letter_{owed.letter}"].format(site=self.site, url=link),
            language=language,
            message_id=id,
            date=now,
        )
        mail = senders.Mail(key=1, sender=self.sender_email, recipient=owed.recipient, parts=(content,), message_id=id)
        try:
            connection = self.connect()
        except senders.SendError as error:
            _LOG.error("a notice was not sent: %s", error)
            return False
        try:
            outcome = next(iter(connection.send([mail])))
        finally:
            connection.close()
        if outcome.verdict is not senders.Verdict.ACCEPTED:
            _LOG.error("a notice was not sent: %s %s", outcome.code or outcome.verdict, outcome.text or outcome.reason)
        return outcome.verdict is senders.Verdict.ACCEPTED


def post_of(config: Config, project: Path, keys: tuple[bytes, ...], base: str) -> Post | None:
    """What sends notices as the configuration says; None when it does not say who they come from."""
    if not config.mail.email:
        return None
    via = config.send.via or "outbox"
    settings = settings_of(project, config, via)
    return Post(
        sender_name=config.mail.name or config.site.title,
        sender_email=config.mail.email,
        site=config.site.title,
        base=base,
        language=config.site.language,
        keys=keys,
        connect=lambda: senders.load(via).connect(settings),
    )
