"""From the configuration to what sending takes: the sender and its settings, links, signature, limits."""

from __future__ import annotations

from pathlib import Path

from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Place, Rule, has_errors
from feedkit.exceptions import ConfigurationError
from feedkit.keys import signing_keys
from feedkit.ledger import Limit
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import sending as rules
from feedkit.senders.outbox import OutboxSettings
from feedkit.senders.sendmail import SendmailSettings
from feedkit.senders.smtp import SmtpSettings
from feedkit.workflow.addressing import Links
from feedkit.workflow.signing import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How messages are made and go out."""

    via: str
    settings: object
    links: Links
    signer: Signer | None
    limits: dict[str, Limit]
    connections: int
    diagnostics: tuple[Diagnostic, ...]
    """What is worth knowing; nothing that keeps anything from being sent."""


def way_of(project: Path, config: Config, via: str) -> Way:
    """How the configuration wants messages to go out, by the sender `via`.

    Raises ConfigurationError with all that is missing, FileError when the keys cannot be read.
    """
    found = [*_missing(config)]
    signer, unreadable = _signer(project, config)
    found += unreadable
    if has_errors(found):
        raise ConfigurationError("feedkit.yml does not say all that sending takes", found)
    return Way(
        via=via,
        settings=settings_of(project, config, via),
        links=Links(
            keys=signing_keys(config.mail.signing_keys, project),
            web=config.web.url,
            preferences=config.mail.preferences,
            bounces=config.mail.bounces,
        ),
        signer=signer,
        limits={
            scope: Limit(per_second=each.per_second, per_day=each.per_day) for scope, each in config.send.limits.items()
        },
        connections=config.mail.smtp.connections if via == "smtp" else 1,
        diagnostics=tuple(found),
    )


def settings_of(project: Path, config: Config, via: str) -> object:
    """What the sender `via` is told."""
    if via == "outbox":
        return OutboxSettings(folder=project / config.send.outbox)
    if via == "sendmail":
        return SendmailSettings(command=config.send.sendmail)
    smtp = config.mail.smtp
    return SmtpSettings(
        host=smtp.host.strip("[]"),
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=str(smtp.password),
        ca_file=smtp.ca_file and str(project / smtp.ca_file),
        hello=smtp.hello or config.mail.email.rpartition("@")[2],
        pipeline=smtp.pipeline,
        messages=smtp.messages,
        chunking=smtp.chunking,
    )


def _missing(config: Config) -> list[Diagnostic]:
    found = []
    if not config.mail.email:
        found.append(_told(rules.NO_SENDER, "`mail.email` is not set"))
    if not config.web.url.startswith("https:"):
        said = "does not begin with https" if config.web.url else "is not set"
        found.append(_told(rules.NO_WAY_OUT, f"`web.url` {said}"))
    if not config.mail.bounces:
        found.append(_told(rules.NO_BOUNCE_ADDRESS, "`mail.bounces` is not set"))
    return found


def _signer(project: Path, config: Config) -> tuple[Signer | None, list[Diagnostic]]:
    dkim = config.send.dkim
    if not (dkim.selector or dkim.key_file):
        return None, []
    if not (dkim.selector and dkim.key_file):
        missing = "selector" if dkim.key_file else "key_file"
        return None, [_told(rules.UNREADABLE_SIGNING_KEY, f"`send.dkim.{missing}` is not set")]
    try:
        key = (project / dkim.key_file).read_bytes()
    except OSError as error:
        said = f"{dkim.key_file} cannot be read: {error.strerror}"
        return None, [_told(rules.UNREADABLE_SIGNING_KEY, said)]
    return Signer(selector=dkim.selector, domain=dkim.domain or config.mail.email.rpartition("@")[2], key=key), []


def _told(rule: Rule, message: str) -> Diagnostic:
    return Diagnostic(rule=rule, place=Place("feedkit.yml"), message=message, help=rule.instead)
