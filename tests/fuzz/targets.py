"""What strangers' bytes are thrown at: each target takes any bytes, and raises only where feedkit is at fault.

Whatever comes in, there is a result or findings, each with a message on one line and a place in the file. `seeds` are
files to begin from, of the cases that people have written.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from feedkit import config, dialects, foreign, lock, query
from feedkit.article.article import Publication
from feedkit.article.entry import make_entry
from feedkit.bounces.reports import read_report
from feedkit.checks.articles import Manuscript, Site, check
from feedkit.checks.articles._outlining import outline_of
from feedkit.checks.articles._targets import resolver
from feedkit.checks.feeds import check_feed
from feedkit.diagnostics import Diagnostic
from feedkit.dialects import reading
from feedkit.dialects.terms import Settings
from feedkit.digest import records
from feedkit.exceptions import ConfigurationError
from feedkit.foreign.article_files import NoArticleError, article_file
from feedkit.mending import mended
from feedkit.sources.article_files import read_bytes, read_text
from feedkit.subscribers.rows import read_rows

TESTS = Path(__file__).parent.parent
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PUBLICATION = Publication(
    site_url="https://example.org/",
    zone=ZoneInfo("Europe/Berlin"),
    folder="articles",
    files={"pier.jpg": 10, "b.md": 9},
)
SITE = Site(
    publication=PUBLICATION,
    articles={"a.md": "https://example.org/a/", "b.md": "https://example.org/b/"},
    head=lambda _: b"\xff\xd8\xff",
    namesake=lambda path: "pier.jpg" if path.lower() == "pier.jpg" else "",
)


@dataclass(frozen=True)
class Target:
    """One thing that reads bytes."""

    run: Callable[[bytes], None]
    seeds: tuple[str, ...]
    """Patterns of files below `tests/`."""

    def read_seeds(self) -> list[Path]:
        """The files to begin from."""
        return sorted(path for pattern in self.seeds for path in TESTS.glob(pattern) if path.is_file())


def told(found: Iterable[Diagnostic], lines: int | None = None) -> None:
    """Each finding can be shown: on one line, in the file."""
    for each in found:
        assert each.message, each
        assert "\n" not in each.message, each
        assert each.place.line >= 0, each
        assert each.place.column >= 0, each
        assert lines is None or each.place.line <= lines, each


def text_of(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def front_matter(raw: bytes) -> None:
    """An article file, in each of feedkit's own forms."""
    path = ("a.md", "a.html", "a.yml", "2026/05-07-x/index.md")[len(raw) % 4]
    _, found = read_bytes(path, raw, PUBLICATION, Settings())
    told(found, read_text(raw).count("\n") + 1)


def body(raw: bytes) -> None:
    """A body, rendered and looked at by every check of articles; and mended, if it can be."""
    raw = b"---\ntitle: Ferry\ndate: 2026-05-07\n---\n" + raw
    path = "a.md" if len(raw) % 4 else "a.html"
    article, found = read_bytes(path, raw, PUBLICATION, Settings())
    if article is None:
        told(found)
        return
    text = read_text(raw)
    made = make_entry(article, "tag:example.org,2026:x", PUBLICATION, SITE.articles)
    manuscript = Manuscript(
        path=f"articles/{path}", raw=raw, text=text, article=article, entry=lambda: made.entry, site=SITE, keys=dict,
        outline=cache(lambda: outline_of(article, text, "articles")), target=resolver(article, SITE),
    )  # fmt: skip
    found = [*found, *made.diagnostics, *check(manuscript)]
    told(found, text.count("\n") + 1)
    mended(raw, [each.fix for each in found if each.fix])


def dialect(raw: bytes) -> None:
    """The configuration of another generator, and behind a line of `=` an article of it."""
    before, _, after = raw.partition(b"\n=====\n")
    name = dialects.NAMES[len(before) % len(dialects.NAMES)]
    spoken = dialects.load(name)
    files = {path: text_of(before) for path in spoken.CONFIGURATION}
    spoken.recognise(list(files), files)
    settings = spoken.settings(files)
    for ending in spoken.EXTENSIONS:
        path = posixpath.join("posts", f"2026-05-07-a{ending}")
        if spoken.may_be_article(path, settings):
            article, found = reading.read(path, text_of(after or before), {}, PUBLICATION, settings, {path: 1})
            told(found)
            if article is not None:
                told(make_entry(article, "tag:example.org,2026:x", PUBLICATION, {}).diagnostics)


def feed(raw: bytes) -> None:
    """A feed of anyone."""
    told(check_feed(raw, "feed.xml", now=NOW))


def old_feed(raw: bytes) -> None:
    """A feed or an export that is imported."""
    read, found = foreign.read(raw, "old.xml", base="https://example.org/feed.xml")
    told(found)
    for entry in read.entries if read else ():
        try:
            article_file(entry, html=len(raw) % 2 == 0).text.encode()
        except NoArticleError as error:
            assert str(error)


def configuration(raw: bytes) -> None:
    """A `feedkit.yml`: it is accepted, or there are findings that have lines and columns."""
    made, found = config.parse(text_of(raw), "feedkit.yml", environ={})
    assert (made is None) == bool(found), found
    told(found)
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in found), found


def remembered(raw: bytes) -> None:
    """A lock, and a record of an edition, after any merge."""
    _, found = lock.parse_lock(text_of(raw), "feedkit.lock")
    _, more = records.parse(text_of(raw), "editions/2026-05-07.json")
    told([*found, *more])


def condition(raw: bytes) -> None:
    """What a `where` says: understood, or refused with the place."""
    try:
        query.parse(text_of(raw))
    except query.QueryError as error:
        assert str(error)


def subscribers(raw: bytes) -> None:
    """A table of subscribers."""
    try:
        for row in read_rows(raw.decode("utf-8", "surrogateescape").splitlines(keepends=True), "readers.csv"):
            told([row] if isinstance(row, Diagnostic) else [row.found] if hasattr(row, "found") else [])
    except ConfigurationError as error:
        told(error.diagnostics)


def bounce(raw: bytes) -> None:
    """A mail that came back, or anything else in the mailbox."""
    logging.getLogger("flufl.bounce").disabled = True
    read_report(raw)


TARGETS = {
    "front_matter": Target(front_matter, ("cases/dialects/feedkit/**/*.md", "../articles/*.md", "cases/dialects/*/**/*.md")),
    "body": Target(body, ("cases/bodies/*.md", "cases/articles/*.md")),
    "dialect": Target(dialect, ("cases/dialects/*/*.*", "cases/dialects/*/**/*.md", "shortcodes/cases/*.txt")),
    "feed": Target(feed, ("checks/feeds/clean/*", "cases/foreign/*.xml", "cases/foreign/*.json")),
    "old_feed": Target(old_feed, ("cases/foreign/*.xml", "cases/foreign/*.json", "checks/feeds/clean/*")),
    "configuration": Target(configuration, ("../feedkit.yml", "cases/config/*.yml", "cases/dialects/*/feedkit.yml")),
    "remembered": Target(remembered, ("../feedkit.lock", "../editions/*.json")),
    "condition": Target(condition, ("cases/config/feeds.yml",)),
    "subscribers": Target(subscribers, ("cases/subscribers/*.csv",)),
    "bounce": Target(bounce, ("message/goldens/*.eml",)),
}  # fmt: skip
