"""Everything that a build would find and more; nothing is written and no socket is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedkit import checks, formats
from feedkit.article.article import Article
from feedkit.catalog import Progress
from feedkit.checks.feeds import check_made
from feedkit.config import Config, FeedConfig
from feedkit.diagnostics import Applicability, Diagnostic, Rule, has_errors, in_reading_order
from feedkit.policy import Policy, tells
from feedkit.policy.comments import Comment
from feedkit.workflow.build import Desk, build, open_desk
from feedkit.workflow.digest import mail_of, sender_of
from feedkit.workflow.feeds import plan_feeds
from feedkit.workflow.fixing import FixedFile, fix_articles
from feedkit.workflow.inspection import Inspection, Inspector
from feedkit.workflow.manuscripts import Reader
from feedkit.workflow.selection import BuildOptions
from feedkit.workflow.telling import told_with_comments

OF_OUTPUT = ("FK4", "FK5")
"""What only a look at all feeds and editions finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look at everything found."""

    diagnostics: tuple[Diagnostic, ...]
    """In reading order, as the policy tells them."""
    articles: int
    """How many article files were looked at."""
    fixed: tuple[FixedFile, ...] = ()
    """Articles as they would be after the fixes that were asked for; nothing is written yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What is asked of a check."""

    now: datetime
    policy: Policy
    only: frozenset[str] | None = None
    """The files whose findings are told, relative to the project folder; None for all."""
    fixes: Applicability | None = None
    """Which fixes are made: the safe ones, the unsafe ones as well, or none."""

    def examines(self, rule: Rule, path: str) -> bool:
        """Whether what a rule finds in a file is found at all: without all feeds, what is wrong with them is not."""
        if self.only is not None and (path not in self.only or rule.code.startswith(OF_OUTPUT)):
            return False
        return tells(self.policy, rule, path)


def check_project(project: Path, config: Config, options: CheckOptions, *, progress: Progress) -> Checked:
    """All findings of a project; with `only`, those in these files.

    Articles are looked at one by one and together, then all documents and the newest edition as they would be made. With
    `only`, instead of all feeds, a feed of each of these articles alone is made and looked at.
    Raises FeedkitError when the content folder, the lock, a record or a template cannot be read.
    """
    asked = BuildOptions(now=options.now)
    desk = open_desk(project, config, asked, progress=progress)
    inspector = Inspector(project, config, asked, desk)
    wanted = [
        each
        for each in desk.catalog.articles
        if options.only is None or inspector.reader.shown(each.path) in options.only
    ]
    if options.only is None:
        found = _of_output(project, config, asked, desk, inspector.reader, progress)
    else:
        found = _of_feeds(desk, config, wanted, inspector.reader)
    more, comments = _of_articles(inspector, wanted, progress)
    found += more
    if options.only is not None:
        found = [each for each in found if each.place.path in options.only]
    told = told_with_comments(options.policy, found, comments, examined=options.examines)
    return Checked(
        diagnostics=tuple(in_reading_order(told)),
        articles=desk.catalog.read if options.only is None else len(wanted),
        fixed=tuple(_fixed(inspector, told, options)) if options.fixes else (),
    )


def _fixed(inspector: Inspector, told: list[Diagnostic], options: CheckOptions) -> list[FixedFile]:
    def tell(seen: Inspection) -> list[Diagnostic]:
        def examined(rule: Rule, path: str) -> bool:
            return options.examines(rule, path) and not rule.code.startswith(OF_OUTPUT)

        return told_with_comments(options.policy, seen.found, seen.comments, examined=examined)

    return fix_articles(inspector, told, tell, unsafe=options.fixes is Applicability.UNSAFE, only=options.only)


def _of_output(
    project: Path, config: Config, options: BuildOptions, desk: Desk, reader: Reader, progress: Progress
) -> list[Diagnostic]:
    """What a build finds, what the linter of feeds finds in its documents, and what is found in the mail of the editions it makes."""
    made = build(project, config, options, progress=progress, desk=desk, tell=list)
    found = [*made.diagnostics, *check_made(made.documents)]
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
    inspector: Inspector, wanted: list[Article], progress: Progress
) -> tuple[list[Diagnostic], list[Comment]]:
    """What is found in articles one by one, and in all of them together; and the comments in them."""
    found: list[Diagnostic] = []
    comments: list[Comment] = []
    gists = {}
    for number, article in enumerate(wanted):
        if number % 16 == 0:
            progress("checking", number, len(wanted))
        seen = inspector.inspect(article)
        found += seen.found
        comments += seen.comments
        if seen.gist is not None:
            gists[article.path] = seen.gist
    progress("checking", len(wanted), len(wanted))
    return found + inspector.compare(gists), comments
