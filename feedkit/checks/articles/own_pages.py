"""Links from article to article lead to a published page, and to a heading that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from feedkit.article.article import Article
from feedkit.article.headings import slug
from feedkit.checks.articles import OwnLink, Project
from feedkit.checks.articles._status import is_out, why_hidden
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix
from feedkit.rules.references import LINK_TO_UNPUBLISHED, MISSING_HEADING, MISSING_PAGE, OLD_ADDRESS

RULES = (LINK_TO_UNPUBLISHED, MISSING_PAGE, MISSING_HEADING, OLD_ADDRESS)
_END = re.compile(r"(?:/index)?(?:\.html?)?/*\Z", re.IGNORECASE)
_DATED = re.compile(r"/\d{4}/\d{1,2}(?:/\d{1,2})?/[^/]+\Z")
_SPECIAL = frozenset({"", "top"})


@dataclass(frozen=True, slots=True)
class _Addresses:
    """All articles by what a link to them may say."""

    articles: Mapping[str, Article]
    """By the plain address."""
    folded: Mapping[str, Article]
    last: Mapping[str, Article]
    """By the last part of the address."""
    ids: Mapping[str, Article]
    """By an id that is an address."""
    anchors: Mapping[str, frozenset[str]]
    """By the path of the article; of some they are not known."""


def compare(project: Project) -> Iterator[Diagnostic]:
    """At most one finding for each link of a published article."""
    if not any(gist.own_links for gist in project.entries.values()):
        return
    known = _addresses(project)
    for article in project.articles:
        gist = project.entries.get(article.path)
        if gist is not None and gist.own_links and not article.draft:
            for link in gist.own_links:
                yield from _about(link, article, known, project)


def _addresses(project: Project) -> _Addresses:
    articles = {_plain(each.url): each for each in reversed(project.articles)}
    by_path = {each.path: each for each in project.articles}
    return _Addresses(
        articles=articles,
        folded={url.casefold(): each for url, each in articles.items()},
        last={url.rpartition("/")[2].casefold(): each for url, each in articles.items()},
        ids={
            _plain(id): by_path[path]
            for path, id in project.ids.items()
            if id.startswith(("http://", "https://")) and path in by_path
        },
        anchors={path: frozenset(gist.anchors) for path, gist in project.entries.items()},
    )


def _plain(url: str) -> str:
    """The address without what servers make no difference of."""
    return _END.sub("", unquote(url.partition("://")[2].partition("?")[0]))


def _about(link: OwnLink, source: Article, known: _Addresses, project: Project) -> Iterator[Diagnostic]:
    target = known.articles.get(_plain(link.url))
    if target is not None:
        if target is not source and not is_out(target, project.now) and _matters(source, target, project):
            message = f"{target.path} is {why_hidden(target, project.now)}"
            yield Diagnostic(rule=LINK_TO_UNPUBLISHED, place=link.place, message=message)
        elif link.fragment not in _SPECIAL and target.path in known.anchors:
            yield from _heading(link, source, target, known)
        return
    old = known.ids.get(_plain(link.url))
    if old is not None:
        message = f"{old.path} has another address now"
        yield Diagnostic(rule=OLD_ADDRESS, place=link.place, message=message, help=f"write `{old.url}`")
        return
    yield from _missing(link, known, project)


def _matters(source: Article, target: Article, project: Project) -> bool:
    """Whether somebody can follow the link before the target is there."""
    if is_out(source, project.now):
        return True
    return target.draft or (target.published > source.published)


def _heading(link: OwnLink, source: Article, target: Article, known: _Addresses) -> Iterator[Diagnostic]:
    anchors = known.anchors[target.path]
    if link.fragment in anchors or link.fragment.startswith((":~:", "fn", "/", "!")):
        return
    wanted = slug(link.fragment)
    near = next((each for each in sorted(anchors) if each.casefold() == wanted), "")
    fix = None
    if near and link.written.endswith(f"#{link.fragment}"):
        place = link.place
        better = link.written[: -len(link.fragment)] + near
        if place.line == place.end_line and place.end_column - place.column == len(link.written):
            fix = Fix(message=f"write `#{near}`", applicability=Applicability.UNSAFE, edits=(Edit(place, better),))
    message = f"{'this article' if target is source else target.path} has no heading `#{link.fragment[:60]}`"
    help = f"did you mean `#{near}`?" if near else ""
    yield Diagnostic(rule=MISSING_HEADING, place=link.place, message=message, help=help, fix=fix)


def _missing(link: OwnLink, known: _Addresses, project: Project) -> Iterator[Diagnostic]:
    """Only what is surely meant to be an article: dated as articles are, or one's address but for its folders or case."""
    plain = _plain(link.url)
    last = plain.rpartition("/")[2].casefold()
    near = known.folded.get(plain.casefold()) or (known.last.get(last) if len(last) > 8 and "-" in last else None)
    path = urlsplit(link.url).path.rstrip("/")
    pattern = project.site.publication.permalink
    dated = "{year}" in pattern and "{month}" in pattern and _DATED.search(path) is not None
    if near is None and not dated:
        return
    message = f"no article has the address `{path}/`" if near is None else f"no article has the address `{path}`"
    help = f"did you mean `{near.path}`?" if near else ""
    yield Diagnostic(rule=MISSING_PAGE, place=link.place, message=message, help=help)
