"""From a claimed delivery to the mail that goes out: the values of one reader, joined with what all get."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feedkit.ledger import Claim, FrozenEdition
from feedkit.message import EncodedEdition, MessageError, Recipient, SmtpUtf8Required, address_in_parts, message_ids
from feedkit.message.freezing import thawed
from feedkit.quick_dataclasses import dataclass, field
from feedkit.senders import Mail, Outcome, Verdict
from feedkit.subscribers.tables import MAIN
from feedkit.tokens import Purpose, preferences_url, signer, unsubscribe_url, verp_addresses

Sign = Callable[[tuple[bytes, ...]], tuple[bytes, ...]]
"""Gives a message, which is in parts, with its signature in front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What the links and addresses of messages are made with."""

    keys: tuple[bytes, ...] = field(repr=False)
    """The first one signs."""
    web: str
    """The address of the pages where readers leave and choose."""
    preferences: bool
    """Whether there is a page where they choose."""
    bounces: str
    """Where undeliverable mail goes, to be written with the delivery in it; empty for the sender's own address."""


class Desk:
    """Addresses an edition to one reader after the other."""

    def __init__(self, edition: FrozenEdition, links: Links, signed: Sign | None = None) -> None:
        self._links, self._signed = links, signed
        self._encoded: EncodedEdition = thawed(edition.message)
        issued = edition.frozen_at  # the same at every attempt, so that the message is
        self._leaving = signer(links.keys, Purpose.UNSUBSCRIBE, MAIN, issued)
        self._choosing = signer(links.keys, Purpose.PREFERENCES, MAIN, issued) if links.preferences else None
        self._message_id = message_ids(edition.id, edition.sender.rpartition("@")[2], secret=edition.secret)
        self._sender = edition.sender
        self._envelope = verp_addresses(links.bounces, edition.id, links.keys) if links.bounces else None
        """Gives the address that reports of a message come back to."""

    def mails(self, claims: Sequence[Claim], *, smtputf8: bool) -> list[Mail | Outcome]:
        """For each of the readers their mail, or why there cannot be one."""
        try:
            return [*self._mails(claims, smtputf8=smtputf8)]
        except MessageError:  # of one of them; all others are made all the same
            return [self._mail(each, smtputf8=smtputf8) for each in claims]

    def _mail(self, claim: Claim, *, smtputf8: bool) -> Mail | Outcome:
        try:
            return self._mails([claim], smtputf8=smtputf8)[0]
        except SmtpUtf8Required as error:
            return Outcome(key=claim.id, verdict=Verdict.SKIPPED, reason="eai", text=error.reason)
        except MessageError as error:
            return Outcome(key=claim.id, verdict=Verdict.SKIPPED, reason="unwritable", text=str(error))

    def _mails(self, claims: Sequence[Claim], *, smtputf8: bool) -> list[Mail]:
        recipients = [self._recipient(each) for each in claims]
        messages = address_in_parts(self._encoded, recipients, smtputf8=smtputf8)
        envelope, signed = self._envelope, self._signed
        return [
            Mail(
                key=claim.id,
                sender=self._sender if envelope is None else envelope(claim.subscriber),
                recipient=claim.email,
                parts=message if signed is None else signed(message),
                message_id=recipient.message_id,
            )
            for claim, recipient, message in zip(claims, recipients, messages, strict=True)
        ]

    def _recipient(self, claim: Claim) -> Recipient:
        web, subscriber = self._links.web, claim.subscriber
        return Recipient(
            email=claim.email,
            name=claim.name,
            message_id=self._message_id(str(subscriber)),
            unsubscribe_url=unsubscribe_url(web, self._leaving(subscriber)),
            preferences_url="" if self._choosing is None else preferences_url(web, self._choosing(subscriber)),
        )
