"""Everything that a build would find and more; nothing is written and no socket is opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from feedkit import checks, formats
from feedkit.article.article import Article
from feedkit.article.entry import MadeEntry, make_entry
from feedkit.catalog import Progress
from feedkit.checks import articles as article_checks
from feedkit.config import Config, FeedConfig
from feedkit.diagnostics import Diagnostic, Rule, has_errors, in_reading_order
from feedkit.policy import Policy
from feedkit.policy.comments import Comment, comments_in
from feedkit.workflow.build import Desk, build, open_desk
from feedkit.workflow.digest import mail_of, sender_of
from feedkit.workflow.feeds import plan_feeds
from feedkit.workflow.manuscripts import Reader, gist_of, site_of
from feedkit.workflow.selection import BuildOptions
from feedkit.workflow.telling import comments_of, told_with_comments

_OF_OUTPUT = ("FK4", "FK5")
"""What only a look at all feeds and editions finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look at everything found."""

    diagnostics: tuple[Diagnostic, ...]
    """In reading order, as the policy tells them."""
    articles: int
    """How many article files were looked at."""


def check_project(
    project: Path,
    config: Config,
    options: BuildOptions,
    policy: Policy,
    *,
    only: Collection[str] | None,
    progress: Progress,
) -> Checked:
    """All findings of a project; with `only`, those in these files, relative to the project folder.

    Articles are looked at one by one and together, then all documents and the newest edition as they would be made. With
    `only`, instead of all feeds, a feed of each of these articles alone is made and looked at.
    Raises FeedkitError when the content folder, the lock, a record or a template cannot be read.
    """
    desk = open_desk(project, config, options, progress=progress)
    reader = Reader(project, config, desk.catalog.publication)
    wanted = [each for each in desk.catalog.articles if only is None or reader.shown(each.path) in only]
    if only is None:
        found = _of_output(project, config, options, desk, reader, progress)
    else:
        found = _of_feeds(desk, config, wanted, reader)
    more, comments = _of_articles(project, config, options, desk, wanted, reader, progress)
    found += more
    if only is not None:
        found = [each for each in found if each.place.path in only]

    def examined(rule: Rule, path: str) -> bool:  # noqa: ARG001  (all files of `comments` were looked at)
        return only is None or not rule.code.startswith(_OF_OUTPUT)

    return Checked(
        diagnostics=tuple(in_reading_order(told_with_comments(policy, found, comments, examined=examined))),
        articles=desk.catalog.read if only is None else len(wanted),
    )


def _of_output(
    project: Path, config: Config, options: BuildOptions, desk: Desk, reader: Reader, progress: Progress
) -> list[Diagnostic]:
    """What a build finds, and what is found in the mail of the editions it makes."""
    made = build(project, config, options, progress=progress, desk=desk, tell=list)
    found = list(made.diagnostics)
    for edition in made.editions.editions if made.editions else ():
        if edition.record.entries:
            found += mail_of(edition, config, sender_of(config))[1]
    folder = desk.catalog.publication.folder
    return checks.at_articles(found, made.feeds, made.documents, folder=folder, place=reader.title)


def _of_feeds(desk: Desk, config: Config, wanted: list[Article], reader: Reader) -> list[Diagnostic]:
    """What is found in feeds of one article each, besides what was found when everything was read."""
    found = list(desk.diagnostics)
    extensions = {name: formats.load(name).EXTENSION for name in formats.NAMES}
    known = {each.path for each in desk.known}
    alone = config.model_copy(update={"feeds": (FeedConfig(name="check"),)})
    sound = not has_errors(found)
    for article in wanted:
        for plan in plan_feeds([article], alone, extensions) if sound and article.path in known else ():
            feed, documents = desk.press.print(plan)
            seen = checks.run(checks.Output(feeds=(feed,), documents=tuple(documents)))
            folder = desk.catalog.publication.folder
            found += checks.at_articles(seen, (feed,), documents, folder=folder, place=reader.title)
    return [*found, *desk.press.found]


def _of_articles(
    project: Path,
    config: Config,
    options: BuildOptions,
    desk: Desk,
    wanted: list[Article],
    reader: Reader,
    progress: Progress,
) -> tuple[list[Diagnostic], list[Comment]]:
    """What is found in articles one by one, and in all of them together; and the comments in them."""
    site = site_of(project, config, desk.catalog.publication, desk.press.urls)
    found: list[Diagnostic] = []
    comments: list[Comment] = []
    gists = {}
    for number, article in enumerate(wanted):
        if number % 16 == 0:
            progress("checking", number, len(wanted))
        made = _made(desk, article)
        found += made.diagnostics
        manuscript = reader.manuscript(article, made.entry, site)
        found += article_checks.check(manuscript)
        comments += comments_in(manuscript.text, manuscript.path)
        if article.content_file:
            file = manuscript.body_path
            comments += comments_of(project / file, file, config.content.max_bytes)
        gists[article.path] = gist_of(manuscript)
    progress("checking", len(wanted), len(wanted))
    together = article_checks.Project(
        articles=desk.catalog.articles,
        entries=gists,
        ids=desk.identities.ids,
        site=site,
        now=options.now,
        place=reader.place,
    )
    return found + article_checks.compare(together), comments


def _made(desk: Desk, article: Article) -> MadeEntry:
    """The entry of an article, whether a feed shows it or not; a draft goes by its path, since it has no id yet."""
    made = desk.press.made.get(article.path)
    if made is not None:
        return made
    id = desk.identities.ids.get(article.path, f"draft:{article.path}")
    return make_entry(article, id, desk.catalog.publication, desk.press.urls)
