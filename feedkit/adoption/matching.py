"""Which article an entry of an old feed is.

An entry is an article's by address; else by title and day; else by a title that no other of them has. Nothing is guessed:
where several are alike, all of them are told and none is matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from feedkit import urls
from feedkit.article.article import Article
from feedkit.foreign.entries import ForeignEntry
from feedkit.foreign.texts import without_campaign
from feedkit.quick_dataclasses import dataclass, field

By = Literal["address", "title and day", "title"]

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_INDEX = re.compile(r"index\.(?:html?|php)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry of an old feed and the article it is."""

    entry: ForeignEntry
    article: Article
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """An entry that could be several articles, or one of several entries that could be one article."""

    entry: ForeignEntry
    articles: tuple[Article, ...]
    rivals: tuple[ForeignEntry, ...] = ()
    """Entries with other ids that the same article could be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What became of every entry and every article."""

    matches: tuple[Match, ...]
    """At most one for each id and each article, in the order of the feeds."""
    unmatched: tuple[ForeignEntry, ...]
    ambiguous: tuple[Ambiguous, ...]
    articles: tuple[Article, ...]
    """Those that no entry is or could be, in the order they were given."""


def id_of(entry: ForeignEntry) -> str:
    """The id readers know the entry by: the one that was issued, or where there is none its address, as readers do."""
    return entry.id or entry.url


def match(entries: Iterable[ForeignEntry], articles: Sequence[Article], zone: tzinfo) -> Matching:
    """Find the article of each entry. What was not published (drafts of an export) and what has no id is passed over.

    `zone` is the site's, in which days are counted, beside UTC and the offsets that were written.
    """
    table = _Table(entries=_distinct(entries), articles=list(articles))
    everything = list(table.entries)
    table.pair("address", _addresses, _address)
    table.pair(
        "title and day",
        lambda entry: {(_title(entry.title), entry.published)} if entry.title and entry.published else set(),
        lambda article: {(_title(article.title), article.published)},
    )
    table.pair(
        "title and day",
        lambda entry: {(_title(entry.title), day) for day in _days(entry.published, zone)} if entry.title else set(),
        lambda article: {(_title(article.title), day) for day in _days(article.published, zone)},
    )
    only = _alone((_title(each.title), id_of(each)) for each in everything)
    only &= _alone((_title(each.title), each.path) for each in articles)
    table.pair(
        "title",
        lambda entry: {_title(entry.title)} & only,
        lambda article: {_title(article.title)} & only,
    )
    table.part_doubled_ids()
    matches = {id(each.entry): each for each in table.matches}
    ids = {id_of(each.entry) for each in table.matches}
    return Matching(
        matches=tuple(matches[id(each)] for each in everything if id(each) in matches),
        unmatched=tuple(each for each in table.entries if id_of(each) not in ids),
        ambiguous=tuple(table.ambiguous),
        articles=tuple(table.articles),
    )


@dataclass(slots=True, kw_only=True)
class _Table:
    """What is left to be matched, and what was."""

    entries: list[ForeignEntry]
    articles: list[Article]
    matches: list[Match] = field(default_factory=list)
    ambiguous: list[Ambiguous] = field(default_factory=list)

    def pair(
        self,
        by: By,
        keys_of_entry: Callable[[ForeignEntry], Iterable[Hashable]],
        keys_of_article: Callable[[Article], Iterable[Hashable]],
    ) -> None:
        """Match those that share a key with each other and with nobody else; whoever shares one with several is told."""
        candidates = _shared(self.entries, self.articles, keys_of_entry, keys_of_article)
        claims: dict[str, list[ForeignEntry]] = {}
        for number, found in candidates.items():
            for article in found:
                claims.setdefault(article.path, []).append(self.entries[number])
        taken: set[str] = set()
        gone: set[int] = set()
        for number, found in candidates.items():
            entry = self.entries[number]
            gone.add(id(entry))
            taken |= {article.path for article in found}
            rivals = [each for article in found for each in claims[article.path] if id_of(each) != id_of(entry)]
            if len(found) == 1 and not rivals:
                self.matches.append(Match(entry=entry, article=found[0], by=by))
            else:
                self.ambiguous.append(Ambiguous(entry=entry, articles=tuple(found), rivals=tuple(rivals)))
        self.entries = [each for each in self.entries if id(each) not in gone]
        self.articles = [each for each in self.articles if each.path not in taken]

    def part_doubled_ids(self) -> None:
        """One match for each id; an id that would be two articles' is neither's."""
        by_id: dict[str, list[Match]] = {}
        for each in self.matches:
            by_id.setdefault(id_of(each.entry), []).append(each)
        self.matches = []
        for same in by_id.values():
            articles = {each.article.path: each.article for each in same}
            if len(articles) == 1:
                self.matches.append(same[0])
            else:
                several = tuple(articles.values())
                self.ambiguous.extend(Ambiguous(entry=each.entry, articles=several) for each in same)


def _shared(
    entries: Sequence[ForeignEntry],
    articles: Sequence[Article],
    keys_of_entry: Callable[[ForeignEntry], Iterable[Hashable]],
    keys_of_article: Callable[[Article], Iterable[Hashable]],
) -> dict[int, list[Article]]:
    """The articles that share a key with an entry, by the entry's number; where titles tell one from the others, that one."""
    owners: dict[Hashable, list[Article]] = {}
    for article in articles:
        for key in keys_of_article(article):
            owners.setdefault(key, []).append(article)
    candidates = {}
    for number, entry in enumerate(entries):
        found = {article.path: article for key in keys_of_entry(entry) for article in owners.get(key, ())}
        if len(found) > 1:
            same = [each for each in found.values() if _title(each.title) == _title(entry.title)]
            found = {same[0].path: same[0]} if len(same) == 1 else found
        if found:
            candidates[number] = sorted(found.values(), key=lambda each: each.path)
    return candidates


def _distinct(entries: Iterable[ForeignEntry]) -> list[ForeignEntry]:
    """What subscribers could see: entries with an id, each once where several feeds have the same one."""
    seen: dict[Hashable, ForeignEntry] = {}
    for entry in entries:
        if entry.status == "publish" and id_of(entry):
            seen.setdefault((id_of(entry), address_key(entry.url), _title(entry.title), entry.published), entry)
    return list(seen.values())


def _alone(titles: Iterable[tuple[str, str]]) -> set[str]:
    """The titles that only one has; an entry may stand in several feeds, but has one id in all of them."""
    owners: dict[str, set[str]] = {}
    for title, owner in titles:
        owners.setdefault(title, set()).add(owner)
    return {title for title, having in owners.items() if len(having) == 1 and title}


def _addresses(entry: ForeignEntry) -> set[Hashable]:
    """The entry's address, and its id if that is said to be one, or nothing else is."""
    written = (entry.url, entry.id) if entry.id_is_permalink or not entry.url else (entry.url,)
    return {key for each in written if (key := address_key(each)) is not None}


def _address(article: Article) -> set[Hashable]:
    key = address_key(article.url)
    return set() if key is None else {key}


def address_key(url: str) -> Hashable | None:
    """What two addresses of one page have in common; None for what is no address of the web.

    The scheme, `www.`, a slash or `index.html` at the end, the fragment, marks of campaigns and the way of percent-encoding
    make no difference.
    """
    try:
        parts = urlsplit(urls.absolute(without_campaign(url), ""))
        host, port = parts.hostname or "", parts.port
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    segments = [unquote(each) for each in parts.path.split("/")]
    if _INDEX.match(segments[-1]):
        segments.pop()
    return host.removeprefix("www."), port, tuple(each for each in segments if each), tuple(query)


def _title(written: str) -> str:
    """What two spellings of one title have in common: case, blanks and the curling of quotes make no difference."""
    folded = unicodedata.normalize("NFKC", written).translate(_PLAIN).casefold()
    return " ".join(folded.split())


def _days(moment: datetime | None, zone: tzinfo) -> set[date]:
    """The days a moment may have been called: in its own offset, on the site and in UTC."""
    if moment is None:
        return set()
    days = {moment.date()}
    for each in (zone, UTC):
        try:
            days.add(moment.astimezone(each).date())
        except OverflowError:
            continue
    return days
