"""What subscribers would see if this were published now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import tzinfo
from pathlib import Path

from feedkit import git
from feedkit.catalog import Progress
from feedkit.comparison import Background, Comparison, FeedDocument, Pages, Scheduled, Whereabouts, compare
from feedkit.comparison.findings import diagnostics_of
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, in_reading_order
from feedkit.exceptions import FileError
from feedkit.quick_dataclasses import dataclass
from feedkit.sources import remote
from feedkit.workflow import bases
from feedkit.workflow.bases import Base, Content
from feedkit.workflow.build import build
from feedkit.workflow.listing import Listed, listing
from feedkit.workflow.selection import BuildOptions, Status

NO_BASE = "name what to compare with: a commit, a folder of earlier output, a feed, an address, or --published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a comparison found; None when there are errors, so that nothing could be published."""

    comparison: Comparison | None
    diagnostics: tuple[Diagnostic, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to compare with."""

    base: str | None
    """A commit, a folder, a file or an address; None for where the work in hand began."""
    published: bool
    """What is on the web at the addresses of the feeds, whatever `base` says."""


def diff(
    project: Path,
    config_file: Path,
    config: Config,
    asked: Asked,
    options: BuildOptions,
    environ: Mapping[str, str],
    *,
    progress: Progress,
) -> Differences:
    """Build the project in memory and compare it with the base; nothing is written.

    Only an address or `published` makes this use the network. Raises FeedkitError when the base cannot be found or read.
    """
    made = build(project, config, options, progress=progress)
    if made.failed:
        return Differences(comparison=None, diagnostics=made.diagnostics, articles=made.articles)
    after = bases.documents_of(made)
    listed, _ = listing(project, config, options.now, progress=progress, upcoming=True)
    with ExitStack() as stack:
        base, after = _base(project, config_file, config, asked, options, environ, after, stack, progress)
        known = {each.id for document in base.documents for each in document.feed.entries if each.id}
        before = frozenset(known) if base.ids is None else base.ids | known
        compared = compare(
            base.documents,
            after if base.whole else [each for each in after if _has_base(each, base)],
            Background(
                by_id={each.id: _whereabouts(each) for each in listed},
                by_url={each.url: _whereabouts(each) for each in listed},
                known_before=before,
                all_known_before=base.ids is not None,
                zone=config.site.zone,
            ),
            base=base.label,
            now=options.now,
            scheduled=_scheduled(listed, base, config.site.zone),
            pages=_pages(base.files, bases.files_of(made, project / config.content.dir)),
            notes=base.notes,
        )
    found = [
        *base.diagnostics,
        *diagnostics_of(compared),
    ]  # warnings about articles are the business of build and check
    return Differences(comparison=compared, diagnostics=tuple(in_reading_order(found)), articles=made.articles)


def _base(
    project: Path, config_file: Path, config: Config, asked: Asked, options: BuildOptions, environ: Mapping[str, str],
    after: tuple[FeedDocument, ...], stack: ExitStack, progress: Progress,
) -> tuple[Base, tuple[FeedDocument, ...]]:  # fmt: skip
    """The base, and the new documents that are compared with it."""
    if asked.published:
        return bases.on_the_web(config.site.url, after)
    where = asked.base
    if where and remote.is_address(where):
        return bases.on_the_web(where, after) if where.endswith("/") else bases.in_feed(where, project, after)
    path = project / where if where and "\0" not in where else None
    repo = None if path and path.exists() and _is_path(where) else git.repository(project, environ)
    found = _commit(repo, where, project)
    if path and path.exists():
        if found is not None and not _is_path(where):
            raise FileError(
                f"{where} is a commit and a file or folder, too",
                help=f"write ./{where} for the file or folder, or refs/heads/{where} for the branch",
            )
        return (
            (bases.in_folder(path, str(where), after), after)
            if path.is_dir()
            else bases.in_feed(str(path), project, after)
        )
    if repo is None or found is None:
        raise FileError(_no_base(repo, where), help=NO_BASE)
    return stack.enter_context(bases.at_commit(repo, found, project, config_file, options, environ, progress)), after


def _is_path(where: str | None) -> bool:
    """Whether it is written as a path, so that no commit is meant."""
    return bool(where) and (str(where).startswith((".", "/", "~")) or str(where).endswith("/"))


def _commit(repo: git.Repository | None, where: str | None, project: Path) -> git.Commit | None:
    if repo is None:
        return None
    return git.commit(repo, where) if where else git.default_base(repo, project)


def _no_base(repo: git.Repository | None, where: str | None) -> str:
    if where is None:
        return "the project is in no git repository" if repo is None else "the repository has no commit yet"
    kinds = "no file, folder or address" if repo is None else "no commit, file, folder or address"
    return f"{where} is {kinds} that feedkit can find"


def _whereabouts(listed: Listed) -> Whereabouts:
    return Whereabouts(path=listed.path, status=listed.status.value, edition=listed.edition)


def _has_base(document: FeedDocument, base: Base) -> bool:
    """Whether the base could have held it; what was never looked at is not new."""
    return any(each.path == document.path for each in base.documents)


def _scheduled(listed: Sequence[Listed], base: Base, zone: tzinfo) -> list[Scheduled]:
    """What will come out by itself, and was not waiting before."""
    return [
        Scheduled(title=each.title, path=each.path, published=each.published.astimezone(zone), edition=each.edition)
        for each in listed
        if each.status is Status.FUTURE and each.id not in base.scheduled
    ]


def _pages(before: Mapping[str, Content] | None, after: Mapping[str, Content]) -> Pages | None:
    if before is None:
        return None
    return Pages(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(path for path in before.keys() & after.keys() if not _same(before[path], after[path]))),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def _same(one: Content, other: Content) -> bool:
    """Whether both hold the same bytes; what cannot be read is no longer the same."""
    try:
        if _length(one) != _length(other):
            return False
        return _bytes(one) == _bytes(other)
    except OSError:
        return False


def _length(content: Content) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
