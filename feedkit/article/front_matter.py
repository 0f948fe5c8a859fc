"""An article file as an `Article`: every key of its front matter read, everything wrong with it reported."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from feedkit.article import references, values
from feedkit.article.addresses import Surroundings
from feedkit.article.article import Article, Publication
from feedkit.article.fences import split
from feedkit.article.people import read_authors
from feedkit.article.permalinks import permalink, slug_of
from feedkit.diagnostics import Diagnostic, Place
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import front_matter as rules
from feedkit.rules import links
from feedkit.yaml_nodes import Node

KEYS = (
    "id", "title", "date", "updated", "authors", "category", "tags", "summary", "image", "slug", "link", "lang", "draft",
    "expires", "enclosures", "comments", "views", "reading_time", "related", "feed", "content_file", "correction", "extra",
)  # fmt: skip
_ALIASES = {"author": "authors"}
_KNOWN = dict.fromkeys((*KEYS, *_ALIASES))
_DRAFT, _IN_FEEDS = partial(values.boolean, default=False), partial(values.boolean, default=True)
_VIEWS, _READING_TIME = partial(values.whole_number, least=0), partial(values.whole_number, least=1)
_BUNDLERS = frozenset({"astro", "docusaurus", "gatsby"})
_HTML_FILES = (".html", ".htm")
_ID = re.compile(r"[^\s\x00-\x20]+\Z")


def read_article(path: str, text: str, publication: Publication) -> tuple[Article | None, list[Diagnostic]]:
    """The article in the file `path` (relative to the content folder), or None when it cannot be an entry.

    `text` has LF line ends, no byte order mark and no forbidden characters. All findings of the file are returned at once.
    """
    found: list[Diagnostic] = []
    report = values.Report(publication.shown(path), found)
    parts = split(path, text, report)
    if parts is None:
        return None, found
    root, body, body_line = parts
    markdown = not path.lower().endswith(_HTML_FILES)
    return article_from(path, root, publication, report, body, body_line, markdown=markdown), found


def article_from(
    path: str,
    root: Node,
    publication: Publication,
    report: values.Report,
    body: str,
    body_line: int,
    *,
    markdown: bool,
) -> Article | None:
    """The article that a mapping of feedkit's own keys describes, wherever they come from.

    Every key is read even when the article is of no use without title or date. `markdown` says what the body is
    written in; where `content_file` names another file, that one's name does.
    """
    given = values.known_keys(root, report, _KNOWN)
    for alias, key in _ALIASES.items():
        if alias in given:
            given.setdefault(key, given[alias])
    start = Place(report.path, root.line, root.column, root.line, root.column + 1)
    around = surroundings_of(path, publication)
    get = _Getter(given, report)

    title = get.value("title", values.plain_text, "")
    if not title:
        report.add(rules.MISSING_KEY, given.get("title", start), "`title` is missing", "add `title: …`")
    published = _moment("date", given, report, publication)
    if "date" not in given:
        report.add(rules.MISSING_KEY, start, "`date` is missing", "add `date: 2026-05-07` or `date: 2026-05-07 19:00`")
    usable = bool(title) and published is not None
    published = published or datetime(1970, 1, 1, tzinfo=UTC)
    slug, category = _slug(path, given, report), get.value("category", values.plain_text, "")
    content_file, markdown = _body_kind(path, given, publication, report, markdown=markdown)
    article = Article(
        path=path,
        title=title,
        published=published,
        updated=_updated(given, report, publication, published) if usable else published,
        slug=slug,
        url=_url(path, given, publication, report, slug=slug, published=published, category=category),
        body=body,
        markdown=markdown,
        body_line=body_line,
        content_file=content_file,
        id=_id(given, report),
        id_place=given["id"].place(report.path) if "id" in given else start,
        authors=read_authors(given["authors"], report, publication.people, around) if "authors" in given else (),
        category=category,
        tags=get.value("tags", values.texts, ()),
        summary=get.value("summary", values.plain_text, ""),
        image=get.value("image", references.image, None),
        language=get.value("lang", values.language, ""),
        draft=get.value("draft", _DRAFT, default=False),
        expires=_moment("expires", given, report, publication),
        enclosures=get.value("enclosures", partial(references.enclosures, around=around), ()),
        comments=get.value("comments", references.comments, None),
        views=get.value("views", _VIEWS, None),
        reading_time=get.value("reading_time", _READING_TIME, None),
        related=get.value("related", references.related, ()),
        correction=get.value("correction", values.plain_text, ""),
        in_feeds=get.value("feed", _IN_FEEDS, default=True),
        extra=get.value("extra", values.mapping_of_anything, {}),
    )
    return article if usable else None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Getter:
    """Reads the keys that are there."""

    given: Mapping[str, Node]
    report: values.Report

    def value(self, key: str, read: Callable[[Node, str, values.Report], T], default: T) -> T:
        """What `read` makes of the value of `key`, or the default where there is no such key."""
        return read(self.given[key], key, self.report) if key in self.given else default


def surroundings_of(
    path: str,
    publication: Publication,
    *,
    url: str = "",
    first_line: int = 1,
    articles: Mapping[str, str] | None = None,
) -> Surroundings:
    """What resolving an address of the article at `path` needs to know."""
    return Surroundings(
        path=publication.shown(path),
        first_line=first_line,
        url=url or publication.site_url,
        site_url=publication.site_url,
        folder=path.rpartition("/")[0],
        files=publication.files,
        articles=articles or {},
        trusted=publication.trusted_html,
        bundled=publication.flavour in _BUNDLERS,
    )


def _moment(key: str, given: Mapping[str, Node], report: values.Report, publication: Publication) -> datetime | None:
    if key not in given:
        return None
    return values.moment(given[key], key, report, zone=publication.zone, default_time=publication.default_time)


def _updated(
    given: Mapping[str, Node], report: values.Report, publication: Publication, published: datetime
) -> datetime:
    updated = _moment("updated", given, report, publication)
    if updated is None:
        return published
    if updated < published:
        report.add(
            rules.UPDATED_BEFORE_PUBLISHED,
            given["updated"],
            "`updated` is earlier than `date`",
            "correct one of the two",
        )
        return published
    return updated


def _id(given: Mapping[str, Node], report: values.Report) -> str:
    """The permanent id as it was written; RFC 4287 §4.2.6 wants an IRI, so that it is one in every format."""
    if "id" not in given:
        return ""
    node = given["id"]
    written = values.text(node, "id", report)
    if written and not _ID.match(written):
        report.add(rules.INVALID_VALUE, node, "an `id` has no blanks", "write a tag: URI, a urn:uuid: or a URL")
        return ""
    if written and ":" not in written:
        help = f"write `tag:your-domain,2026:{written[:40]}`, a urn:uuid: or a URL"
        report.add(rules.INVALID_VALUE, node, f"`{written[:60]}` is not a URI", help)
        return ""
    return written


def _slug(path: str, given: Mapping[str, Node], report: values.Report) -> str:
    if "slug" not in given:
        return slug_of(path)
    written = values.text(given["slug"], "slug", report)
    if (
        not written
        or "/" in written
        or "\\" in written
        or written in (".", "..")
        or any(each in written for each in "?#")
    ):
        report.add(
            rules.INVALID_VALUE,
            given["slug"],
            f"`{written[:60]}` cannot be a slug",
            "write words joined by `-`; for a whole address use `link:`",
        )
        return slug_of(path)
    return written


def _url(
    path: str,
    given: Mapping[str, Node],
    publication: Publication,
    report: values.Report,
    *,
    slug: str,
    published: datetime,
    category: str,
) -> str:
    written = values.text(given["link"], "link", report) if "link" in given else ""
    try:
        return permalink(
            written or publication.permalink,
            site_url=publication.site_url,
            path=path,
            slug=slug,
            published=published.astimezone(publication.zone),
            category=category,
            pattern=not written,
        )
    except ValueError as error:
        report.add(
            links.INVALID_URL,
            given.get("link", Place(report.path)),
            f"not a web address: {error}",
            "write `https://…` or a path of the site",
        )
        return publication.site_url


def _body_kind(
    path: str, given: Mapping[str, Node], publication: Publication, report: values.Report, *, markdown: bool
) -> tuple[str, bool]:
    if "content_file" not in given:
        return "", markdown
    node = given["content_file"]
    written = values.text(node, "content_file", report)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    if file not in publication.files:
        report.add(
            links.MISSING_FILE,
            node,
            f"there is no file `{written[:80]}` in the content folder",
            "write its path relative to the article",
        )
        return "", True
    return file, not file.lower().endswith(_HTML_FILES)
