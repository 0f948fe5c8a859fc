"""The edition of a day as files: what readers see, what they read without pictures, and the whole message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from feedkit.catalog import Progress
from feedkit.checks import mail as mail_checks
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Place, has_errors, in_reading_order
from feedkit.digest.plans import Plan
from feedkit.digest.records import Record
from feedkit.editions import write_records
from feedkit.message.composition import sample
from feedkit.message.fields import Sender
from feedkit.message.refusals import MessageError
from feedkit.model import Document
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import messages as rules
from feedkit.whole_files import write_atomically
from feedkit.workflow.build import open_desk
from feedkit.workflow.editions import MadeEdition, make_editions
from feedkit.workflow.selection import BuildOptions
from feedkit.workflow.telling import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The editions of a day, made and not yet let out."""

    plan: Plan
    editions: tuple[MadeEdition, ...]
    documents: tuple[Document, ...]
    """For each edition its `.html`, `.txt` and, when there is a sender, its `.eml`."""
    records: Mapping[str, Record]
    diagnostics: tuple[Diagnostic, ...]
    articles: int

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be written."""
        return has_errors(list(self.diagnostics))


def sender_of(config: Config) -> Sender | None:
    """Who the mail comes from; None when `mail.email` is not set."""
    mail = config.mail
    if not mail.email:
        return None
    return Sender(
        name=mail.name or config.site.title,
        email=mail.email,
        list_id=mail.list_id or f"{config.digest.list}.{config.authority}",
        list_name=config.site.title,
        reply_to=mail.reply_to,
        help_url=mail.help_url,
        unsubscribe_mailto=mail.unsubscribe_mailto,
        feedback_id=mail.feedback_id,
    )


def make_digest(
    project: Path, config: Config, options: BuildOptions, *, day: date | None, extra: bool, progress: Progress
) -> Digest:
    """The editions of `day`, or of the newest day that is closed; nothing is written.

    Raises FeedkitError when the content folder, the lock, a record or a template cannot be read.
    """
    desk = open_desk(project, config, options, progress=progress)
    press = desk.press
    made = make_editions(
        project, config, desk.articles(), press.entry, press.sizes, desk.templates, options.now, day=day, extra=extra
    )
    documents: list[Document] = []
    found = [*desk.diagnostics, *press.found, *made.diagnostics]
    sender = sender_of(config)
    for each in made.editions:
        if each.record.entries:
            more, wrong = mail_of(each, config, sender)
            documents += more
            found += wrong
    return Digest(
        plan=made.plan,
        editions=made.editions,
        documents=tuple(documents),
        records=made.records,
        diagnostics=tuple(in_reading_order(told(project, config, found))),
        articles=desk.catalog.read,
    )


def write_digest(digest: Digest, project: Path, folder: Path, config: Config) -> tuple[str, ...]:
    """Let a digest out: the records first, since an entry that went out must never be forgotten; the paths written.

    Raises FileError when something cannot be written.
    """
    write_records(project, config.digest.records, digest.records)
    return tuple(each.path for each in digest.documents if write_atomically(folder / each.path, each.content))


def mail_of(made: MadeEdition, config: Config, sender: Sender | None) -> tuple[list[Document], list[Diagnostic]]:
    """The files of an edition, and what checks say of its mail."""
    try:
        documents = _documents(made, sender)
    except MessageError as error:
        place = Place("feedkit.yml")
        return [], [Diagnostic(rule=rules.UNWRITABLE_MESSAGE, place=place, message=str(error))]
    return documents, _checked(made, config, documents[-1].content if sender else b"")


def _documents(made: MadeEdition, sender: Sender | None) -> list[Document]:
    edition = made.edition
    name = edition.id.rpartition("/")[2]
    documents = [
        Document(path=f"{name}.html", media_type="text/html; charset=utf-8", content=edition.html.encode()),
        Document(path=f"{name}.txt", media_type="text/plain; charset=utf-8", content=edition.text.encode()),
    ]
    if sender is not None:
        message = sample(edition, sender, date=made.record.cutoff)
        documents.append(Document(path=f"{name}.eml", media_type="message/rfc822", content=message))
    return documents


def _checked(made: MadeEdition, config: Config, eml: bytes) -> list[Diagnostic]:
    edition = made.edition
    return mail_checks.run(
        mail_checks.Mail(
            subject=edition.subject,
            html=edition.html,
            text=edition.text,
            eml=eml,
            path=f"{edition.id.rpartition('/')[2]}.html",
            entries=tuple(each.entry for each in made.record.entries if not each.linked),
            postal_address=config.mail.postal_address,
            web_url=edition.url,
        )
    )
