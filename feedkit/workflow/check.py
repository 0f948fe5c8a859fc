"""Everything that a build would find and more; nothing is written and no socket is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit import checks, formats
from feedkit.article.article import Article
from feedkit.cache import Cache
from feedkit.catalog import Progress, begin
from feedkit.checks.articles import every_check
from feedkit.config import Config, FeedConfig
from feedkit.diagnostics import Applicability, Diagnostic, Rule, has_errors, in_reading_order
from feedkit.policy import Policy, tells
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.workflow.build import Build, Desk, Made, make_all, open_desk
from feedkit.workflow.feeds import plan_feeds
from feedkit.workflow.fixing import fix_articles
from feedkit.workflow.found import Checked, FixedFile
from feedkit.workflow.inspection import Inspector
from feedkit.workflow.looks import Inspection
from feedkit.workflow.manuscripts import Reader
from feedkit.workflow.reopening import Memory, keep, reopened
from feedkit.workflow.selection import BuildOptions, span
from feedkit.workflow.telling import told_with_comments

if TYPE_CHECKING:
    from feedkit.workflow.linting import Linting

OF_OUTPUT = ("FK4", "FK5")
"""What only a look at all feeds and editions finds."""


@once
def compared() -> frozenset[Rule]:
    """The rules of checks that compare articles."""
    return frozenset(rule for each in every_check().of_all for rule in each.RULES)


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
        if self.only is not None and (path not in self.only or rule.code.startswith(OF_OUTPUT) or rule in compared()):
            return False
        return tells(self.policy, rule, path)


def make_ready() -> None:
    """Load what a look at a few articles takes, ahead of time."""
    every_check()
    checks.every_check()
    for format in FeedConfig(name="check").formats:
        formats.load(format)


def check_project(
    project: Path,
    config: Config,
    options: CheckOptions,
    *,
    progress: Progress,
    executor: Executor | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> Checked:
    """All findings of a project; with `only`, those in these files. Writes nothing but the cache.

    Articles are looked at one by one and together, then all documents and the newest edition as they would be made. With
    `only`, these articles are looked at alone, and instead of all feeds, a feed of each of them is made.
    With `memory`, articles in which nothing has changed since the last check are not read for a look at others.
    Raises FeedkitError when the content folder, the lock, a record or a template cannot be read.
    """
    asked = BuildOptions(now=options.now)
    again = reopened(memory, project, config, options.only, options.now, progress) if memory and options.only else None
    if again is not None:
        desk, cache = again.desk, None
    else:
        desk = _whole_desk(project, config, options, progress=progress, executor=executor, cache=cache, memory=memory)
    inspector = Inspector(project, config, asked, desk, executor=executor, cache=cache)
    shown = inspector.reader.shown
    wanted = [each for each in desk.catalog.articles if options.only is None or shown(each.path) in options.only]
    if options.only is None:
        looks, together, (since, until) = _of_all(inspector, wanted, progress, memory)
        found = [*_found(looks), *together]
    else:
        looks = inspector.inspect(wanted, progress)
        found = [*_found(looks), *_of_feeds(desk, config, wanted, inspector.reader)]
        found = [each for each in found if each.place.path in options.only]
        since, until = again.span if again else span(desk.catalog.articles, (), options.now)
    comments = [comment for each in looks.values() for comment in each.comments]
    told = told_with_comments(options.policy, found, comments, examined=options.examines)
    return Checked(
        diagnostics=tuple(in_reading_order(told)),
        articles=desk.catalog.read if options.only is None else len(wanted),
        fixed=tuple(_fixed(inspector, told, options)) if options.fixes else (),
        span=(since, until),
    )


def _whole_desk(
    project: Path,
    config: Config,
    options: CheckOptions,
    *,
    progress: Progress,
    executor: Executor | None,
    cache: Cache | None,
    memory: Memory | None,
) -> Desk:
    """The desk with all articles, read or recalled; a look at a few remembers it at once, one at all when others are at work."""
    if options.only is None:
        from feedkit import wide_patterns  # noqa: F401, PLC0415  (among all articles there is one that wants them)
        from feedkit.workflow import linting  # noqa: PLC0415  (a look at a few articles lints no feeds)

        every_check()  # loaded once, before there are copies of this process
        linting.load()
    seen = memory.seen.content if memory else None
    begun = begin(project, config, executor=executor, cache=cache, seen=seen)
    asked = BuildOptions(now=options.now)
    desk = open_desk(project, config, asked, progress=progress, executor=executor, cache=cache, begun=begun)
    if memory is not None and options.only is not None:
        keep(memory, config, desk, options.now)
    return desk


def _found(looks: Mapping[str, Inspection]) -> list[Diagnostic]:
    return [finding for each in looks.values() for finding in each.found]


def _of_all(
    inspector: Inspector, articles: Sequence[Article], progress: Progress, memory: Memory | None
) -> tuple[Mapping[str, Inspection], list[Diagnostic], tuple[datetime | None, datetime | None]]:
    """The looks at all articles; what is found in them together and in what a build makes of them, and for how long that is so.

    The build is made as soon as those have been looked at that it shows.
    """
    from feedkit.workflow.linting import Linting  # noqa: PLC0415  (a look at a few articles lints no feeds)

    project, config, asked, desk = inspector.project, inspector.config, inspector.options, inspector.desk
    linter, begun = Linting(inspector.executor, inspector.cache), list[Made]()

    def make() -> None:
        begun.append(
            make_all(project, config, asked, desk, progress=progress, tell=list, on_feeds=linter.begin, unseen=True)
        )

    looks = inspector.inspect(articles, progress, shown=_shown(desk, config), meanwhile=make)
    linter.begin(begun[0].build.documents)
    if memory is not None:  # while others check and lint
        keep(memory, config, desk, asked.now)
    found = inspector.compare({path: each.gist for path, each in looks.items() if each.gist is not None})
    made = begun[0].checked()
    return looks, [*found, *_of_output(made, config, inspector.reader, linter)], made.span


def _shown(desk: Desk, config: Config) -> frozenset[str]:
    """The articles that are in feeds."""
    return frozenset(each.path for plan in plan_feeds(desk.out, config) for each in plan.shown)


def _fixed(inspector: Inspector, told: list[Diagnostic], options: CheckOptions) -> list[FixedFile]:
    def tell(seen: Inspection) -> list[Diagnostic]:
        def examined(rule: Rule, path: str) -> bool:
            return options.examines(rule, path) and not rule.code.startswith(OF_OUTPUT)

        return told_with_comments(options.policy, seen.found, seen.comments, examined=examined)

    return fix_articles(inspector, told, tell, unsafe=options.fixes is Applicability.UNSAFE, only=options.only)


def _of_output(made: Build, config: Config, reader: Reader, linter: Linting) -> list[Diagnostic]:
    """What a build finds, what the linter of feeds finds in its documents, and what is found in the mail of its editions."""
    found = list(made.diagnostics)
    if not made.failed:  # else it is told twice
        found += linter.found()
    for edition in made.editions.editions if made.editions else ():
        if edition.record.entries:
            from feedkit.workflow.digest import mail_of, sender_of  # noqa: PLC0415  (only when there is an edition)

            found += mail_of(edition, config, sender_of(config))[1]
    folder = reader.publication.folder
    return checks.at_articles(found, made.feeds, made.documents, folder=folder, place=reader.title)


def _of_feeds(desk: Desk, config: Config, wanted: list[Article], reader: Reader) -> list[Diagnostic]:
    """What is found in feeds of one article each, besides what was found when everything was read."""
    found = list(desk.diagnostics)
    known = {each.path for each in desk.known}
    alone = replace(config, feeds=(FeedConfig(name="check"),))
    sound = not has_errors(found)
    for article in wanted:
        for plan in plan_feeds([article], alone) if sound and article.path in known else ():
            feed, documents = desk.press.print(plan)
            seen = checks.run(checks.Output(feeds=(feed,), documents=tuple(documents)))
            folder = desk.catalog.publication.folder
            found += checks.at_articles(seen, (feed,), documents, folder=folder, place=reader.title)
    return [*found, *desk.press.found]
