"""The daily edition: which entries are in it, what is remembered of it, and the pages on the web."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit import query
from feedkit.article.article import Article
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic
from feedkit.digest import selection
from feedkit.digest.memory import EVER
from feedkit.digest.plans import Candidate, CatchUp, DigestRules, FirstRun, Overflow, Plan, Selection
from feedkit.digest.records import Record, freeze, selection_of
from feedkit.editions import read_records
from feedkit.identity import fingerprint
from feedkit.model import Document, Edition, Entry, Feed
from feedkit.quick_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from feedkit.digest.composition import Masthead
    from feedkit.digest.pictures import Sizes

MORE = 6
"""How many older entries of the same sections an edition shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """An article that could be in an edition, with what making its entry takes."""

    article: Article
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """An edition, new or from its record."""

    record: Record
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEditions:
    """All there is to say of editions at one run."""

    plan: Plan
    editions: tuple[MadeEdition, ...]
    """Those of the day that was asked for, and what was made late; ready to be mailed."""
    records: Mapping[str, Record]
    """What must be remembered before any of it goes out, by edition id."""
    archive: tuple[Record, ...]
    """Every edition with entries, newest first."""
    diagnostics: tuple[Diagnostic, ...]


def rules_of(config: Config) -> DigestRules:
    """How the configuration wants editions to be cut."""
    digest = config.digest
    return DigestRules(
        zone=config.site.zone,
        cutoff=digest.cutoff,
        list=digest.list,
        weekdays=digest.weekdays,
        catch_up=CatchUp(digest.catch_up),
        max_age=digest.age,
        first_run=FirstRun(digest.first_run),
        include_since=digest.include_since,
        max_entries=digest.max_entries,
        overflow=Overflow(digest.overflow),
    )


def candidate(story: KnownArticle, config: Config) -> Candidate:
    """What selection needs to know of an article."""
    article = story.article
    excluded = "" if article.in_feeds else "`feed: false`"
    if not excluded and config.digest.where:
        wanted = query.parse(config.digest.where)
        excluded = "" if query.matches(wanted, article, config.site.zone) else "`digest.where`"
    text = f"{article.title}\n{article.summary}\n{fingerprint(article)}"
    return Candidate(
        id=story.id,
        path=article.path,
        title=article.title,
        url=article.url,
        published=article.published,
        draft=article.draft,
        expires=article.expires,
        excluded=excluded,
        content_hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        correction=article.correction,
    )


def masthead(config: Config, feeds: Sequence[Feed] = ()) -> Masthead:
    """What every edition says of the publication."""
    from feedkit.digest import web  # noqa: PLC0415  (only when there is an edition)
    from feedkit.digest.composition import Masthead  # noqa: PLC0415  (only when there is an edition)

    site, mail = config.site, config.mail
    return Masthead(
        title=site.title,
        url=site.url,
        zone=site.zone,
        archive_url=web.archive_url(site.url),
        description=site.description,
        language=site.language,
        feeds=tuple(feeds),
        postal_address=mail.postal_address,
        reason=mail.reason,
        preferences=mail.preferences,
    )


def make_editions(
    project: Path,
    config: Config,
    articles: Mapping[str, Article],
    entry: Callable[[Article], Entry],
    sizes: Callable[[Iterable[Entry]], Sizes],
    templates: Mapping[str, str],
    now: datetime,
    *,
    day: date | None = None,
    extra: bool = False,
    explain: bool = True,
) -> MadeEditions:
    """The editions of `day`, or of the newest day that is closed at `now`; nothing is written.

    `articles` are all there are, by their ids; `entry` makes the entry of one, `sizes` says how large the pictures of
    entries are. A frozen edition comes from its record, whatever has become of its articles. Unless it is to `explain`,
    the plan does not tell why an article is in no edition.
    """
    records, found = read_records(project, config.digest.records)
    frozen, rules = [selection_of(record) for record in records.values()], rules_of(config)
    since = EVER if explain else selection.horizon(frozen, rules, now, day=day, extra=extra)
    candidates = [
        candidate(KnownArticle(article=article, id=id), config)
        for id, article in articles.items()
        if article.published >= since or article.correction
    ]
    plan = selection.plan(candidates, frozen, rules, now, day=day, extra=extra, explain=explain)
    by_id = {record.id: record for record in records.values()}

    made: list[MadeEdition] = []
    new: dict[str, Record] = {}
    for chosen in plan.editions:
        record = by_id.get(chosen.id)
        if record is None:
            record = _frozen(chosen, articles, entry, sizes)
            edition = _edition(record, config, templates)
            record = replace(record, subject=edition.subject, preheader=edition.preheader)
            new[record.id] = record
        else:
            edition = _edition(record, config, templates)
        made.append(MadeEdition(record=record, edition=edition))
    if plan.mark is not None:
        new[plan.mark.id] = freeze(plan.mark, {})
    every = {**by_id, **new}
    archive = sorted(
        (each for each in every.values() if each.entries), key=lambda each: (each.cutoff, each.id), reverse=True
    )
    return MadeEditions(plan=plan, editions=tuple(made), records=new, archive=tuple(archive), diagnostics=tuple(found))


def pages(
    archive: Sequence[Record], config: Config, feeds: Sequence[Feed], templates: Mapping[str, str]
) -> list[Document]:
    """The page of every edition, and the list of them."""
    if not archive:
        return []
    from feedkit.digest import web  # noqa: PLC0415  (only when there is an edition)

    head = masthead(config, feeds)
    documents = []
    for record in archive:
        page = web.web_edition(
            _shell(record, head, config),
            head,
            templates,
            earlier=_earlier(record),
            corrections=record.corrections,
            sizes=record.sizes_by_url,
            folder=config.templates.dir,
        )
        documents.append(page)
    listed = [
        web.ArchivedEdition(date=each.date, subject=each.subject, url=web.page_url(config.site.url, each.id), entries=len(each.entries))
        for each in archive
    ]  # fmt: skip
    if listed:
        documents.append(web.archive(head, listed, templates, folder=config.templates.dir))
    return documents


def entries_of(archive: Sequence[Record], config: Config, authority: str, year: int) -> tuple[Entry, ...]:
    """An entry for each edition, newest first, for the feed of editions."""
    from feedkit.digest import web  # noqa: PLC0415  (only when there is an edition)
    from feedkit.digest.feed import edition_entry  # noqa: PLC0415  (only when there is an edition)

    return tuple(
        edition_entry(record, url=web.page_url(config.site.url, record.id), id=f"tag:{authority},{year:04}:edition/{record.id}", language=config.site.language)
        for record in archive
    )  # fmt: skip


def upcoming(config: Config, project: Path, articles: Iterable[KnownArticle], now: datetime) -> Mapping[str, date]:
    """The date of the edition that each article will be in which is out of all so far, by its id."""
    records, _ = read_records(project, config.digest.records)
    candidates = [candidate(story, config) for story in articles]
    return selection.upcoming(candidates, [selection_of(each) for each in records.values()], rules_of(config), now)


def _frozen(
    chosen: Selection,
    known: Mapping[str, Article],
    entry: Callable[[Article], Entry],
    sizes: Callable[[Iterable[Entry]], Sizes],
) -> Record:
    entries = {each.id: entry(known[each.id]) for each in chosen.entries}
    more = _more(chosen, entries.values(), known, entry)
    return freeze(chosen, entries, more=more, sizes=sizes([*entries.values(), *more]))


def _more(
    chosen: Selection, entries: Iterable[Entry], known: Mapping[str, Article], entry: Callable[[Article], Entry]
) -> list[Entry]:
    """Older entries of the same sections, newest first, without their content."""
    sections = {each.category for each in entries if each.category}
    oldest = min((each.published for each in entries), default=None)
    older = [
        (article.published, id, article)
        for id, article in known.items()
        if oldest is not None and id not in chosen.entry_ids and article.category in sections and article.in_feeds
        and not article.draft and article.published < oldest and (article.expires is None or article.expires > chosen.cutoff)
    ]  # fmt: skip
    newest = sorted(older, key=lambda each: each[:2], reverse=True)[:MORE]
    return [entry(article) for _, _, article in newest]


def _earlier(record: Record) -> frozenset[str]:
    return frozenset(each.entry.id for each in record.entries if each.earlier)


def _edition(record: Record, config: Config, templates: Mapping[str, str]) -> Edition:
    """The mail of a recorded edition: the same record, templates and settings give the same bytes for ever."""
    from feedkit.digest import web  # noqa: PLC0415  (only when there is an edition)
    from feedkit.digest.composition import compose  # noqa: PLC0415  (only when there is an edition)

    return compose(
        masthead(config),
        id=record.id,
        date=record.date,
        cutoff=record.cutoff,
        entries=[each.entry for each in record.entries],
        more=record.more,
        earlier=_earlier(record),
        linked=frozenset(each.entry.id for each in record.entries if each.linked),
        corrections=record.corrections,
        sizes=record.sizes_by_url,
        url=web.page_url(config.site.url, record.id),
        templates=templates,
        folder=config.templates.dir,
    )


def _shell(record: Record, head: Masthead, config: Config) -> Edition:
    """What the page of an edition needs to know; the mail itself is not made for it."""
    from feedkit.digest import stories, web  # noqa: PLC0415  (only when there is an edition)

    return Edition(
        id=record.id,
        date=record.date,
        cutoff=record.cutoff,
        subject=record.subject,
        preheader=record.preheader,
        url=web.page_url(config.site.url, record.id),
        archive_url=head.archive_url,
        language=head.language,
        entries=tuple(stories.arranged([each.entry for each in record.entries])),
        html="",
        text="",
    )
