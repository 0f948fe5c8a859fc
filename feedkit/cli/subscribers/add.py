"""`feedkit subscribers add`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session
from feedkit.cli.subscribers._asking import address, done, opened

EXAMPLE = """\
feedkit subscribers add ana@example.org --name "Ana Silva" --consent "Asked by phone, 28 May 2026"
feedkit subscribers add bo@example.org --topic robots --language de"""


@feedkit_command("add", example=EXAMPLE)
@click.argument("email", metavar="ADDRESS")
@click.option("--name", metavar="TEXT", help="The name, as mails show it.")
@click.option("--language", metavar="TAG", help="The language by BCP 47, as `de`.")
@click.option("--timezone", metavar="ZONE", help="The time zone, as `Europe/Berlin`.")
@click.option(
    "--topic", "topics", multiple=True, metavar="TEXT", help="A category or tag that is wanted; may be given again."
)
@click.option(
    "--consent", metavar="TEXT", help="Where and how they agreed; without it they stay pending and get no mail."
)
def command(session: Session, email: str, name: str | None, language: str | None, timezone: str | None, topics: tuple[str, ...], consent: str | None) -> int:  # fmt: skip
    """Put somebody on the list.

    Somebody who is there already gets what is new; somebody who left stays away.
    """
    from feedkit.exceptions import GuardError
    from feedkit.subscribers.forms import topic_words
    from feedkit.subscribers.importing import Policy, import_rows
    from feedkit.subscribers.rows import Given
    from feedkit.subscribers.tables import Status

    who = address(email)
    with opened(session) as (found, now):
        row = Given(
            line=0,
            address=who,
            status=Status.CONFIRMED if consent else Status.PENDING,
            name=name or "",
            language=_language(language),
            timezone=_zone(timezone),
            topics=topic_words(topics),
            consent_source=consent or "",
            consent_at=now if consent else None,
        )
        policy = Policy(hashing_key=found.hashing_key, now=now, path="the command line", consent=consent or "")
        made = import_rows(found.database, [row], policy)
    (outcome,) = made.counts
    if outcome in ("suppressed", "stayed_away"):
        said = made.findings[0].message
        raise GuardError(said, help="Only they can come back: let them sign up, or see `subscribers suppress --lift`.")
    state = "" if outcome != "added" else ", confirmed" if consent else ", pending: nothing says that they agreed"
    return done(session, f"{who.given}: {outcome}{state}.", outcome=outcome, email=who.given)


def _language(text: str | None) -> str:
    from feedkit.subscribers.values import is_language

    if text and not is_language(text):
        raise click.BadParameter(f"`{text}` is not a language; write it as `de` or `pt-BR`", param_hint="--language")
    return text or ""


def _zone(text: str | None) -> str:
    from feedkit.subscribers.values import is_zone

    if text and not is_zone(text):
        raise click.BadParameter(f"`{text}` is not a time zone; write it as `Europe/Berlin`", param_hint="--timezone")
    return text or ""
