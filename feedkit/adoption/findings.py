"""What is said of entries and articles that did not find each other, or differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from feedkit.adoption.matching import Ambiguous, Match, Matching, id_of
from feedkit.article.article import Article
from feedkit.characters import cut
from feedkit.diagnostics import Diagnostic, Place
from feedkit.foreign.entries import ForeignEntry
from feedkit.rules import foreign as rules

_MOST = 20
"""So many entries without an article are told one by one."""
_ALIKE = 3
"""From so many on, dates that differ by the same hours are told in one finding."""


def of_matching(matching: Matching, folder: str) -> list[Diagnostic]:
    """Entries without an article, and those that could be several. `folder` goes before paths."""
    return [*_unmatched(matching.unmatched), *(_ambiguous(each, folder) for each in matching.ambiguous)]


def of_newcomers(articles: Sequence[Article], matches: Sequence[Match], folder: str) -> list[Diagnostic]:
    """Articles that are out and will get ids no reader knows: one finding for all."""
    if not articles:
        return []
    newest = sorted(articles, key=lambda each: (each.published, each.path), reverse=True)
    count = "1 article is" if len(articles) == 1 else f"{len(articles):,} articles are"
    if matches and all(id_of(each.entry) == each.article.url for each in matches):
        help = "the ids of the old feed are the addresses of its entries: with `ids: {scheme: permalink}` in feedkit.yml these get theirs"
    else:
        help = "adopt a longer copy of the old feed, or an export, or give your feeds no more entries than it has (`limit`)"
    return [
        Diagnostic(
            rule=rules.UNMATCHED_ARTICLE,
            place=Place(folder),
            message=f"{count} in no old feed; subscribers would see them as new",
            help=help,
            notes=tuple(f"{folder}/{each.path}" for each in newest[:5]) + (("…",) if len(newest) > 5 else ()),
        )
    ]


def of_dates(matches: Iterable[Match], folder: str) -> list[Diagnostic]:
    """Articles dated otherwise than their entries; of those that differ by the same whole quarter-hours only the first."""
    groups: dict[timedelta, list[Match]] = {}
    for each in matches:
        if each.entry.published is not None:
            apart = each.article.published - each.entry.published
            if abs(apart) >= timedelta(minutes=1):
                groups.setdefault(apart, []).append(each)
    found = []
    for apart, alike in groups.items():
        shifted = len(alike) >= _ALIKE and abs(apart) <= timedelta(hours=26) and not apart % timedelta(minutes=15)
        found += [_shifted(alike, apart, folder)] if shifted else [_differing(each, folder) for each in alike]
    return found


def _unmatched(entries: Sequence[ForeignEntry]) -> list[Diagnostic]:
    found = [
        Diagnostic(
            rule=rules.UNMATCHED_ENTRY,
            place=Place(each.source),
            message=f"{_called(each)} is no article's, going by address, title and date",
            help=f"if there is an article for it, {_by_hand(each)}",
            notes=(f"its id is {id_of(each)}",),
        )
        for each in entries[:_MOST]
    ]
    if len(entries) > _MOST:
        more = len(entries) - _MOST
        message = f"{more:,} more {'entry is' if more == 1 else 'entries are'} no article's"
        help = "all of them are listed by --output-format json"
        found.append(
            Diagnostic(rule=rules.UNMATCHED_ENTRY, place=Place(entries[_MOST].source), message=message, help=help)
        )
    return found


def _ambiguous(each: Ambiguous, folder: str) -> Diagnostic:
    paths = [f"{folder}/{article.path}" for article in each.articles]
    if each.rivals:
        message = f"{_called(each.entry)} and an entry with another id could both be {paths[0]}"
        help = "adopt one of the feeds only, the one with most subscribers"
    else:
        message = f"{_called(each.entry)} could be {len(paths)} articles"
        help = f"in the right one, {_by_hand(each.entry)}"
    rivals = dict.fromkeys(f"{id_of(rival)} in {rival.source}" for rival in each.rivals)
    return Diagnostic(
        rule=rules.AMBIGUOUS_ENTRY,
        place=Place(each.entry.source),
        message=message,
        help=help,
        notes=(f"its id is {id_of(each.entry)}", *list(rivals)[:5], *paths[:5]),
    )


def _differing(match: Match, folder: str) -> Diagnostic:
    old = match.entry.published
    assert old is not None
    return Diagnostic(
        rule=rules.DIFFERING_DATE,
        place=Place(f"{folder}/{match.article.path}"),
        message=f"dated {_shown(match.article.published)}, and {_shown(old)} in the old feed",
        help=f"write `date: {old.isoformat()}`",
    )


def _shifted(alike: Sequence[Match], apart: timedelta, folder: str) -> Diagnostic:
    hours = abs(apart).total_seconds() / 3600
    direction = "later" if apart > timedelta() else "earlier"
    first = alike[0].article.path
    return Diagnostic(
        rule=rules.DIFFERING_DATE,
        place=Place(f"{folder}/{first}"),
        message=f"{len(alike):,} articles are dated {hours:g} hours {direction} than in the old feed, this one among them",
        help="set `site.timezone` or `content.default_time` in feedkit.yml to what the old site had",
    )


def _by_hand(entry: ForeignEntry) -> str:
    """How an article can be tied to the entry; front matter takes ids that are URIs only."""
    id = id_of(entry)
    if ":" in id and not any(each.isspace() for each in id):
        return f"write `id: {id}`"
    return (
        f"write `link: {entry.url}` and adopt again"
        if entry.url
        else "give it the entry's title and date and adopt again"
    )


def _called(entry: ForeignEntry) -> str:
    title = f"“{cut(entry.title, 80)}”" if entry.title else entry.url or entry.id
    return f"{title} of {entry.published:%Y-%m-%d}" if entry.published else title


def _shown(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")
