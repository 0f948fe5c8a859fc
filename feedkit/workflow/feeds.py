"""Which feeds there are and which articles each of them offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feedkit import formats, query
from feedkit.article.article import Article
from feedkit.config import Config, FeedConfig
from feedkit.model import Feed
from feedkit.quick_dataclasses import dataclass
from feedkit.slugs import distinct_slugs

MAIN = "main"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFeed:
    """A feed before its entries are made."""

    name: str
    """As `main` or `tag/robots`."""
    family: str
    """The name the configuration gives it, shared by all feeds of a family."""
    title: str
    description: str
    language: str
    paths: dict[str, str]
    """The path of each format."""
    articles: tuple[Article, ...]
    """Newest first, not yet limited."""
    config: FeedConfig

    @property
    def shown(self) -> tuple[Article, ...]:
        """Those that it will show, if their size allows."""
        return self.articles[: self.config.limit]


def main_feed(feeds: Sequence[Feed]) -> Feed | None:
    """The feed that stands for the site: the one called `main`, else the first; None where there are none."""
    return next((feed for feed in feeds if feed.name == MAIN), feeds[0] if feeds else None)


def plan_feeds(articles: Sequence[Article], config: Config) -> list[PlannedFeed]:
    """Every feed of the configuration, families unfolded. `articles` come newest first."""
    planned: list[PlannedFeed] = []
    for feed in config.feeds:
        chosen = _chosen(articles, feed, config)
        if feed.split_by is None:
            planned.append(_plan(feed, config, chosen))
        else:
            planned.extend(_family(feed, config, chosen))
    return planned


def _chosen(articles: Sequence[Article], feed: FeedConfig, config: Config) -> tuple[Article, ...]:
    offered = [article for article in articles if article.in_feeds]
    if not feed.where:
        return tuple(offered)
    wanted = query.parse(feed.where)
    asks_for_defaults = "language" in feed.where or "author" in feed.where
    return tuple(
        article
        for article in offered
        if query.matches(wanted, _as_shown(article, config) if asks_for_defaults else article, config.site.zone)
    )


def _as_shown(article: Article, config: Config) -> Article:
    """The article with the language and the authors that its entry has where it names none, as families go by them."""
    authors = article.authors or config.site.authors_as_people
    return article._replace(language=article.language or config.site.language, authors=authors)


def _family(feed: FeedConfig, config: Config, articles: Sequence[Article]) -> list[PlannedFeed]:
    """One feed for each value, by the name of the value; values that differ in case only are one."""
    values_of = _VALUES[feed.split_by or ""]
    having: dict[str, list[Article]] = {}
    for article in articles:
        for value in dict.fromkeys(values_of(article, config)):
            having.setdefault(value, []).append(article)
    spellings: dict[str, list[str]] = {}
    for value in having:
        spellings.setdefault(value.casefold(), []).append(value)
    slugs = distinct_slugs(list(spellings))
    planned = []
    for key in sorted(spellings, key=lambda each: slugs[each]):
        value = min(spellings[key], key=lambda each: (-len(having[each]), each))
        members = having[value]
        if len(spellings[key]) > 1:
            paths = {article.path for each in spellings[key] for article in having[each]}
            members = [article for article in articles if article.path in paths]
        planned.append(_plan(feed, config, members, value=value, slug=slugs[key]))
    return planned


def _plan(
    feed: FeedConfig,
    config: Config,
    articles: Sequence[Article],
    *,
    value: str = "",
    slug: str = "",
) -> PlannedFeed:
    title = feed.title.replace("{value}", value)
    if not title:
        part = value or ("" if feed.name == MAIN else feed.name)
        title = f"{config.site.title}: {part}" if part else config.site.title
    paths = {
        name: feed.path.replace("{name}", feed.name).replace("{value}", slug).replace("{ext}", formats.load(name).EXTENSION)
        for name in feed.formats
    }  # fmt: skip
    language = feed.language or (value if feed.split_by == "language" else config.site.language)
    return PlannedFeed(
        name=f"{feed.name}/{slug}" if slug else feed.name,
        family=feed.name,
        title=title,
        description=feed.description.replace("{value}", value) or config.site.description or title,
        language=language,
        paths=paths,
        articles=tuple(articles),
        config=feed,
    )


_VALUES: dict[str, Callable[[Article, Config], tuple[str, ...]]] = {
    "category": lambda article, _: (article.category,) if article.category else (),
    "tag": lambda article, _: article.tags,
    "author": lambda article, config: tuple(person.name for person in article.authors or config.site.authors_as_people),
    "language": lambda article, config: (article.language or config.site.language,),
}
