"""What a build is compared with: a commit, a folder of earlier output, a feed, or what is on the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from feedkit import git
from feedkit.catalog import Progress
from feedkit.comparison import FeedDocument, read
from feedkit.comparison.reading import listed_feeds
from feedkit.config import load
from feedkit.diagnostics import Diagnostic, Place, Severity
from feedkit.exceptions import ConfigurationError, FileError
from feedkit.output import OWN_FOLDER, owned_files
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules import diff as rules
from feedkit.sources import remote
from feedkit.urls import absolute
from feedkit.workflow.build import Build, build
from feedkit.workflow.listing import listing
from feedkit.workflow.selection import BuildOptions, Status
from feedkit.workflow.site_pages import OPML_PATH

FEED_SUFFIXES = (".xml", ".rss", ".atom", ".json", ".rdf")
MOST_FETCHED = 300
"""So many feeds of a site are fetched at the most."""
_KNOWN_ENDINGS = re.compile(r"(\.(rss|atom))?\.(xml|json|rss|atom|rdf)\Z")

Content = bytes | Path
"""What a file holds, or where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What subscribers have been given so far."""

    label: str
    documents: tuple[FeedDocument, ...]
    ids: frozenset[str] | None = None
    """Everything that was published; None when only what is in the documents is known."""
    scheduled: frozenset[str] = frozenset()
    """What was waiting for its date already."""
    files: Mapping[str, Content] | None = None
    """Everything else that was let out, by path; None when that is not known."""
    whole: bool = True
    """Whether these are all feeds; if not, feeds that are not among them are not new."""
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = field(default=())


@contextmanager
def at_commit(
    repo: git.Repository, wanted: git.Commit, project: Path, config_file: Path, options: BuildOptions,
    environ: Mapping[str, str], progress: Progress,
) -> Iterator[Base]:  # fmt: skip
    """What this feedkit builds of the commit at the same moment. Its files are there until the context ends.

    Raises FileError when the commit cannot be read, or its configuration cannot be used.
    """
    with git.checked_out(repo, wanted) as tree:
        there = tree / _inside(project, repo)
        settings = tree / _inside(config_file, repo)
        if not settings.is_file():
            note = f"{wanted.label} has no {config_file.name}: everything is new"
            yield Base(label=wanted.label, documents=(), ids=frozenset(), files={}, notes=(note,))
            return
        try:
            config = load(settings, environ=environ)
        except ConfigurationError as error:
            first = next((each.message for each in error.diagnostics), str(error))
            raise FileError(
                f"the configuration of {wanted.label} cannot be used: {first}",
                help="name another base, as an earlier commit, a folder of output or the address of a feed",
            ) from error
        made = build(there, config, options, progress=progress)
        listed, _ = listing(there, config, options.now, progress=progress)
        yield Base(
            label=wanted.label,
            documents=documents_of(made),
            ids=frozenset(each.id for each in listed if each.status is Status.PUBLISHED),
            scheduled=frozenset(each.id for each in listed if each.status is Status.FUTURE),
            files=files_of(made, there / config.content.dir),
            diagnostics=tuple(_told(made, wanted)),
        )


def _inside(path: Path, repo: git.Repository) -> Path:
    try:
        return path.resolve().relative_to(repo.root.resolve())
    except ValueError as error:
        raise FileError(
            f"{path} is outside of the repository {repo.root}",
            help="compare with a folder of earlier output instead of a commit",
        ) from error


def _told(made: Build, wanted: git.Commit) -> Iterator[Diagnostic]:
    """That the base has errors: they are its own, but they make the comparison less than the whole truth."""
    errors = [each for each in made.diagnostics if each.severity is Severity.ERROR]
    if errors:
        first = errors[:5]
        yield Diagnostic(
            rule=rules.BROKEN_BASE,
            place=Place(""),
            message=f"{wanted.label} has {len(errors)} error{'s' if len(errors) > 1 else ''} of its own, so feeds could not be built of it",
            help="compare with what is published: a folder, `--published`, or an earlier commit",
            notes=tuple(f"{wanted.hash[:7]}:{each.place.path}:{each.place.line}: {each.rule.code} {each.message}" for each in first),
        )  # fmt: skip


def documents_of(made: Build) -> tuple[FeedDocument, ...]:
    """The feed documents of a build, read again as subscribers will read them."""
    contents = {each.path: each.content for each in made.documents}
    found = []
    for feed in made.feeds:
        for link in feed.links:
            content = contents[link.path]
            if (document := read(content)) is not None:
                found.append(FeedDocument(feed=document, path=link.path, url=link.url, name=feed.name, content=content))
    return tuple(found)


def files_of(made: Build, content_folder: Path) -> dict[str, Content]:
    """Everything of a build that is no feed."""
    feeds = {link.path for feed in made.feeds for link in feed.links}
    files: dict[str, Content] = {each.path: each.content for each in made.documents if each.path not in feeds}
    return files | {each.path: content_folder / each.source for each in made.files}


def in_folder(folder: Path, label: str, after: Sequence[FeedDocument]) -> Base:
    """Earlier output. Raises FileError when there is no feed in it."""
    owned = owned_files(folder)
    names = {each.path: each.name for each in after}
    documents, others = [], {}
    try:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        for path in paths:
            name = path.relative_to(folder).as_posix()
            if name.startswith(f"{OWN_FOLDER}/") or (owned and name not in owned):
                continue
            document = _document(path.read_bytes(), name, names) if name.endswith(FEED_SUFFIXES) else None
            if document is not None:
                documents.append(document)
            else:
                others[name] = path
    except OSError as error:
        raise FileError(f"{label} cannot be read: {error.strerror or error}") from error
    if not documents:
        raise FileError(f"there is no feed in {label}", help="name the folder that `feedkit build` wrote")
    return Base(label=label, documents=tuple(documents), files=others if owned else None)


def _document(content: bytes, path: str, names: Mapping[str, str]) -> FeedDocument | None:
    feed = read(content)
    if feed is None:
        return None
    name = names.get(path) or _KNOWN_ENDINGS.sub("", path)
    return FeedDocument(feed=feed, path=path, url=feed.self_url, name=name, content=content)


def in_feed(where: str, project: Path, after: Sequence[FeedDocument]) -> tuple[Base, tuple[FeedDocument, ...]]:
    """One feed, in a file or at an address, and which of the new documents takes its place (none, if none does).

    Raises FileError when it cannot be had or is no feed.
    """
    fetched = remote.read(where, project)
    feed = read(fetched.content)
    if feed is None:
        raise FileError(f"{where} is no RSS, Atom or JSON feed", help="name a feed, or a folder that holds feeds")
    url = where if remote.is_address(where) else feed.self_url
    document = FeedDocument(feed=feed, path="", url=url, content=fetched.content)
    taken = _successor(document, where, after)
    base = Base(label=where, documents=(document,), whole=False)
    if taken is None:
        return base, ()
    # It is the same feed whatever it is called: the new one's name and path, so that they are paired.
    renamed = FeedDocument(feed=feed, path=taken.path, url=url, name=taken.name, content=fetched.content)
    return Base(label=where, documents=(renamed,), whole=False), (taken,)


def _successor(old: FeedDocument, where: str, after: Sequence[FeedDocument]) -> FeedDocument | None:
    """The new document for the subscribers of an old one: by address, by file name, else by what it holds."""
    same = [each for each in after if each.feed.format == old.feed.format]
    file_name = where.rstrip("/").rpartition("/")[2]
    tests: tuple[Callable[[FeedDocument], bool], ...] = (
        lambda each: each.url in (old.url, old.feed.self_url),
        lambda each: bool(old.feed.id) and each.feed.id == old.feed.id,
        lambda each: each.path.rpartition("/")[2] == file_name,
    )
    for test in tests:
        if len(found := [each for each in same if test(each)]) == 1:
            return found[0]
    known = {key for each in old.feed.entries for key in (each.id, each.url, each.title) if key}
    shares = [
        (sum(bool(known & {e.id, e.url, e.title}) for e in each.feed.entries), each.name == "main", each)
        for each in same
    ]
    best = max(shares, key=lambda each: each[:2], default=None)
    return best[2] if best and (best[0] or best[1]) else None


def on_the_web(url: str, after: Sequence[FeedDocument]) -> tuple[Base, tuple[FeedDocument, ...]]:
    """The feeds of a site: each new one where it would be below `url`, and those that the site's list of feeds names.

    One format of each is fetched, since all say the same; the second value is the new documents to compare. Raises
    FileError when nothing can be had.
    """
    first: dict[str, FeedDocument] = {}
    for each in after:
        first.setdefault(each.name, each)
    chosen = list(first.values())
    notes = []
    if len(chosen) > MOST_FETCHED:
        notes.append(f"the first {MOST_FETCHED} of {len(chosen)} feeds were fetched")
        chosen = chosen[:MOST_FETCHED]
    documents, missing = [], 0
    for each in chosen:
        content = _fetched(absolute(quote(each.path), url))
        if content is None:
            missing += 1
        elif feed := read(content):
            documents.append(
                FeedDocument(
                    feed=feed, path=each.path, url=absolute(quote(each.path), url), name=each.name, content=content
                )
            )
        else:
            notes.append(f"{absolute(quote(each.path), url)} is no feed")
    if not documents:
        raise FileError(
            f"no feed is published at {url}", help="check the address; a first publication has nothing to compare with"
        )
    documents += _removed(url, after, len(chosen))
    whole = len(chosen) == len(first)
    return Base(label=url, documents=tuple(documents), notes=tuple(notes), whole=whole), tuple(chosen)  # fmt: skip


def _removed(url: str, after: Sequence[FeedDocument], budget: int) -> list[FeedDocument]:
    """Feeds that the site's list names and the new build has not."""
    listing = _fetched(absolute(OPML_PATH, url))
    if listing is None:
        return []
    known = {each.path for each in after}
    found: list[FeedDocument] = []
    names: set[str] = set()
    for address in listed_feeds(listing):
        path = address.removeprefix(url)
        name = _KNOWN_ENDINGS.sub("", path)
        if not address.startswith(url) or path in known or name in names or len(names) > max(budget, 20):
            continue
        names.add(name)
        content = _fetched(address)
        if content is not None and (feed := read(content)):
            found.append(FeedDocument(feed=feed, path=path, url=address, name=name, content=content))
    return found


def _fetched(url: str) -> bytes | None:
    """What is at the address; None when the site says that there is nothing. Raises FileError for every other fault."""
    try:
        return remote.fetch(url).content
    except FileError as error:
        if isinstance(error.__cause__, HTTPError) and error.__cause__.code in (404, 410):
            return None
        raise
