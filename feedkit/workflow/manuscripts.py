"""Articles as checks look at them: the file as it is, what is made of it, and what can be asked about its site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from feedkit.article.article import Article, Publication
from feedkit.article.fences import split
from feedkit.article.values import Report
from feedkit.checks.articles import Gist, Manuscript, Site
from feedkit.checks.articles._likeness import paragraphs
from feedkit.checks.articles._outline import outline_of
from feedkit.checks.articles._targets import anchors, own_links
from feedkit.config import Config, generator
from feedkit.diagnostics import Place
from feedkit.dialects import NATIVE, load
from feedkit.dialects.terms import Skipped, Source
from feedkit.model import Entry
from feedkit.sources.article_files import Reading, read_text, whole
from feedkit.yaml_nodes import Node

_HEAD = 65_536


def site_of(project: Path, config: Config, publication: Publication, articles: Mapping[str, str]) -> Site:
    """What can be asked about the site; files are read when they are asked for."""
    root = project / config.content.dir

    def head(path: str) -> bytes:
        if path not in publication.files:
            return b""
        try:
            with (root / path).open("rb") as file:
                return file.read(_HEAD)
        except OSError:
            return b""

    return Site(
        publication=publication,
        articles=articles,
        head=head,
        namesake=_namesakes(publication.files),
        authority=config.authority,
        scheme=config.ids.scheme,
        max_entry_bytes=min((each.max_bytes // 2 for each in config.feeds), default=256 * 1024),
    )


def _namesakes(files: Mapping[str, int]) -> Callable[[str], str]:
    """What finds a file again whose name is written wrongly; all names are gone through once, when it is first asked."""

    @cache
    def by_folded() -> dict[str, str]:
        return {path.casefold(): path for path in sorted(files, reverse=True)}

    @cache
    def by_name() -> dict[str, str]:
        return {path.rpartition("/")[2].casefold(): path for path in sorted(files, reverse=True)}

    def namesake(path: str) -> str:
        folded = path.casefold()
        return by_folded().get(folded) or by_name().get(folded.rpartition("/")[2], "")

    return namesake


class Reader:
    """Reads articles again, as they are written."""

    def __init__(self, project: Path, config: Config, publication: Publication, reading: Reading | None = None) -> None:
        self.root = project / config.content.dir
        self.settings = generator.settings(project, config)
        self.publication, self.max_bytes, self.reading = publication, config.content.max_bytes, reading

    def shown(self, path: str) -> str:
        """A file of the content folder as it is named in findings."""
        return posixpath.join(self.publication.folder, path)

    def raw(self, path: str) -> bytes:
        """The bytes of a file of the content folder; none when it is gone."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(self.max_bytes + 1)
        except OSError:
            return b""

    def keys(self, path: str, text: str) -> Mapping[str, Node]:
        """The values of the front matter by feedkit's names of their keys."""
        shown = self.shown(path)
        if self.settings.dialect == NATIVE:
            parts = split(path, text, Report(shown, []))
            if parts is None:
                return {}
            native = {own: key for key, names in self.settings.keys.items() for own in names} | {"author": "authors"}
            return {native.get(name, name): node for name, node in parts[0].value.items()}
        dialect = load(self.settings.dialect)
        sides = {side: read_text(self.raw(side)) for side in dialect.sides(path, self.publication.files)}
        source = Source(
            path=path, text=text, folder=self.publication.folder or ".", zone=self.publication.zone,
            default_time=self.publication.default_time, site_url=self.publication.site_url,
            files=self.publication.files, sides=sides,
        )  # fmt: skip
        made = dialect.translate(source, self.settings)
        return {} if isinstance(made, Skipped) else made.keys.value

    def place(self, path: str, key: str) -> Place:
        """Where in an article the value of a key stands; its first line when there is no such key."""
        shown = self.shown(path)
        node = self.keys(path, read_text(self.raw(path))).get(key)
        return node.place(shown) if node is not None else Place(shown, 1, 1, 1, 1)

    def title(self, path: str) -> Place:
        """Where in an article its title stands."""
        return self.place(path, "title")

    def with_body(self, article: Article, body: str) -> Article:
        """The article with a body that is in another file."""
        return replace(article, body=body, body_line=1)

    def _whole(self, article: Article, text: str) -> Article:
        """The article with its body, which may have been left in its file; `text` is what stands there."""
        if not article.fingerprint:
            return article
        if article.content_file:
            return self.with_body(article, read_text(self.raw(article.content_file)))
        if self.settings.dialect != NATIVE and self.reading is not None:
            return whole(self.reading, article.path) or article
        start = 0
        for _ in range(article.body_line - 1):
            start = text.find("\n", start) + 1
        return replace(article, body=text[start:])

    def manuscript(self, article: Article, entry: Entry, site: Site, raw: bytes | None = None) -> Manuscript:
        """The article as it is written, with what is made of it; `raw` are its bytes, if they are known."""
        raw = self.raw(article.path) if raw is None else raw
        text = read_text(raw)
        article = self._whole(article, text)
        keys: Callable[[], Mapping[str, Node]] = cache(lambda: self.keys(article.path, text))
        return Manuscript(
            path=self.shown(article.path),
            raw=raw,
            text=text,
            article=article,
            entry=entry,
            site=site,
            keys=keys,
            outline=cache(lambda: outline_of(article, text, self.publication.folder)),
        )


def gist_of(manuscript: Manuscript) -> Gist:
    """What is kept of an article to compare it with others."""
    return Gist(
        own_links=own_links(manuscript),
        anchors=anchors(manuscript.entry.content),
        paragraphs=paragraphs(manuscript.outline()),
    )
