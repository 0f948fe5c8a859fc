"""One tag for one thing, written in one way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from feedkit.article.article import Article
from feedkit.checks.articles import Project
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import LONELY_TAG, SINGULAR_AND_PLURAL_TAG, TAG_SPELLINGS

RULES = (TAG_SPELLINGS, SINGULAR_AND_PLURAL_TAG, LONELY_TAG)
_FEW = 20
_BETWEEN = re.compile(r"[\s_\-./'’]+")


def compare(project: Project) -> Iterator[Diagnostic]:
    """A finding for each article with a rarer spelling; one for each pair; one for all lonely tags."""
    users: dict[str, list[Article]] = {}
    for article in project.articles:
        for tag in article.tags:
            users.setdefault(tag, []).append(article)
    groups: dict[str, list[str]] = {}
    for tag in users:
        groups.setdefault(_folded(tag), []).append(tag)
    for folded, spellings in sorted(groups.items()):
        if len(spellings) > 1:
            yield from _spelled(spellings, users, project)
        plural = groups.get(_plural(folded), ())
        if plural and len(folded) > 3 and folded.isascii():
            yield _pair(_usual(spellings, users), _usual(list(plural), users), users, project)
    yield from _lonely(groups, users, project)


def _folded(tag: str) -> str:
    bare = unicodedata.normalize("NFKD", tag.casefold())
    return _BETWEEN.sub("", "".join(each for each in bare if not unicodedata.combining(each)))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _usual(spellings: list[str], users: dict[str, list[Article]]) -> str:
    return min(spellings, key=lambda each: (-len(users[each]), each))


def _spelled(spellings: list[str], users: dict[str, list[Article]], project: Project) -> Iterator[Diagnostic]:
    usual = _usual(spellings, users)
    for tag in sorted(spellings):
        if tag != usual:
            for article in users[tag]:
                if usual in article.tags:
                    continue
                many = len(users[usual])
                message = f"`{tag}` is written `{usual}` in {many} other article{'s' if many > 1 else ''}"
                place = project.place(article.path, "tags")
                yield Diagnostic(rule=TAG_SPELLINGS, place=place, message=message, help=f"write `{usual}`")


def _pair(one: str, many: str, users: dict[str, list[Article]], project: Project) -> Diagnostic:
    rarer, usual = sorted((one, many), key=lambda each: (len(users[each]), each))
    message = f"the tag `{rarer}` ({len(users[rarer])}) stands beside `{usual}` ({len(users[usual])})"
    place = project.place(users[rarer][0].path, "tags")
    return Diagnostic(rule=SINGULAR_AND_PLURAL_TAG, place=place, message=message)


def _lonely(groups: dict[str, list[str]], users: dict[str, list[Article]], project: Project) -> Iterator[Diagnostic]:
    tagged = sum(bool(article.tags) for article in project.articles)
    counted = Counter({folded: sum(len(users[each]) for each in spellings) for folded, spellings in groups.items()})
    lonely = [spellings[0] for folded, spellings in groups.items() if counted[folded] == 1]
    if tagged < _FEW or not lonely:
        return
    newest = max((users[tag][0] for tag in lonely), key=lambda each: (each.published, each.path))
    named = ", ".join(f"`{tag}`" for tag in sorted(lonely)[:8])
    more = f" and {len(lonely) - 8} more" if len(lonely) > 8 else ""
    message = f"{len(lonely)} of {len(groups)} tags {'are' if len(lonely) > 1 else 'is'} used once: {named}{more}"
    yield Diagnostic(rule=LONELY_TAG, place=project.place(newest.path, "tags"), message=message)
