"""FK65: what keeps an edition from being sent, or should."""

from __future__ import annotations

from feedkit.diagnostics import Rule, Severity

NO_SENDER = Rule(
    code="FK650",
    name="no-sender",
    severity=Severity.ERROR,
    what="`mail.email` is not set, so that nobody would know who a mail comes from.",
    why="There is no mail without a sender, and receivers check the domain of the sender before all else.",
    instead="Write an address of a domain of your own: `mail: {email: news@acme.example}`.",
)
NO_WAY_OUT = Rule(
    code="FK651",
    name="no-way-out",
    severity=Severity.ERROR,
    what="`web.url` is not set or does not begin with https, so that messages would have no link to unsubscribe.",
    why="Gmail and Yahoo demand one-click unsubscribing (RFC 8058) of everybody who mails many, and so do laws; readers who find no link press the spam button.",
    instead="Run the pages of `feedkit.web:app` somewhere and write their address: `web: {url: https://news.acme.example/}`.",
)
NO_BOUNCE_ADDRESS = Rule(
    code="FK652",
    name="no-bounce-address",
    severity=Severity.INFO,
    what="`mail.bounces` is not set, so that what cannot be delivered comes back to `mail.email` without saying whom it was for.",
    why="Mailing on to addresses that are no more is what senders of spam do, and receivers treat you as one.",
    instead="Write `mail: {bounces: bounce@acme.example}`, let that mailbox take `bounce+…@` as well, and give it to `feedkit bounces`.",
)
UNREADABLE_SIGNING_KEY = Rule(
    code="FK653",
    name="unreadable-signing-key",
    severity=Severity.ERROR,
    what="`send.dkim` is not complete, or the file with its key cannot be read.",
    why="Messages without a signature where receivers expect one end up as spam.",
    instead="Write `send: {dkim: {selector: feedkit1, key_file: dkim.pem}}`, or leave it away where the relay signs.",
)
