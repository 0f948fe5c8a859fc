"""Links from article to article lead to a published page, and to a heading that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from feedkit.article.article import Article
from feedkit.article.headings import slug
from feedkit.checks.articles import OwnLink, Project
from feedkit.checks.articles._status import is_out, why_hidden
from feedkit.checks.articles._targets import plain
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix
from feedkit.rules.references import LINK_TO_UNPUBLISHED, MISSING_HEADING, MISSING_PAGE, OLD_ADDRESS

RULES = (LINK_TO_UNPUBLISHED, MISSING_PAGE, MISSING_HEADING, OLD_ADDRESS)
_DATED = re.compile(r"/\d{4}/\d{1,2}(?:/\d{1,2})?/[^/]+\Z")
_SPECIAL = frozenset({"", "top"})


class _Addresses:
    """All articles by what a link to them may say; what is asked for only when a link leads nowhere is made then."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.articles = {plain(each.url): each for each in reversed(project.articles)}
        """By the address, without what servers make no difference of."""
        self._anchors: dict[str, frozenset[str]] = {}

    @cached_property
    def folded(self) -> Mapping[str, Article]:
        """By the address, whatever its case."""
        return {url.casefold(): each for url, each in self.articles.items()}

    @cached_property
    def last(self) -> Mapping[str, Article]:
        """By the last part of the address."""
        return {url.rpartition("/")[2].casefold(): each for url, each in self.articles.items()}

    @cached_property
    def ids(self) -> Mapping[str, Article]:
        """By an id that is an address."""
        by_path = {each.path: each for each in self._project.articles}
        ids = self._project.ids.items()
        return {plain(id): by_path[path] for path, id in ids if id.startswith("http") and path in by_path}

    def anchors(self, article: Article) -> frozenset[str] | None:
        """What can follow `#` in a link to the article; None when it is not known."""
        gist = self._project.entries.get(article.path)
        if gist is None:
            return None
        if article.path not in self._anchors:
            self._anchors[article.path] = frozenset(gist.anchors)
        return self._anchors[article.path]


def compare(project: Project) -> Iterator[Diagnostic]:
    """At most one finding for each link of a published article."""
    if not any(gist.own_links for gist in project.entries.values()):
        return
    known = _Addresses(project)
    for article in project.articles:
        gist = project.entries.get(article.path)
        if gist is not None and gist.own_links and not article.draft:
            for link in gist.own_links:
                yield from _about(link, article, known, project)


def _about(link: OwnLink, source: Article, known: _Addresses, project: Project) -> Iterator[Diagnostic]:
    target = known.articles.get(plain(link.url))
    if target is not None:
        if target is not source and not is_out(target, project.now) and _matters(source, target, project):
            message = f"{target.path} is {why_hidden(target, project.now)}"
            yield Diagnostic(rule=LINK_TO_UNPUBLISHED, place=link.place, message=message)
        elif link.fragment not in _SPECIAL and (anchors := known.anchors(target)) is not None:
            yield from _heading(link, source, target, anchors)
        return
    old = known.ids.get(plain(link.url))
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


def _heading(link: OwnLink, source: Article, target: Article, anchors: frozenset[str]) -> Iterator[Diagnostic]:
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
    address = plain(link.url)
    last = address.rpartition("/")[2].casefold()
    near = known.folded.get(address.casefold()) or (known.last.get(last) if len(last) > 8 and "-" in last else None)
    path = urlsplit(link.url).path.rstrip("/")
    pattern = project.site.publication.permalink
    dated = "{year}" in pattern and "{month}" in pattern and _DATED.search(path) is not None
    if near is None and not dated:
        return
    message = f"no article has the address `{path}/`" if near is None else f"no article has the address `{path}`"
    help = f"did you mean `{near.path}`?" if near else ""
    yield Diagnostic(rule=MISSING_PAGE, place=link.place, message=message, help=help)
