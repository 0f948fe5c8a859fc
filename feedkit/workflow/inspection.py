"""A look at one article: what reading, rendering and checking it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feedkit.article.article import Article
from feedkit.article.entry import make_entry
from feedkit.checks import articles as article_checks
from feedkit.checks.articles import Gist
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic
from feedkit.dialects import NATIVE
from feedkit.policy.comments import Comment, comments_in
from feedkit.sources.article_files import read_bytes, read_text
from feedkit.workflow.build import Desk
from feedkit.workflow.manuscripts import Reader, gist_of, site_of
from feedkit.workflow.selection import BuildOptions
from feedkit.workflow.telling import comments_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a look at one article gives."""

    found: tuple[Diagnostic, ...]
    """What rendering it and its own checks find; what reading it finds, too, if it was read for this look."""
    comments: tuple[Comment, ...]
    gist: Gist | None
    """None when it cannot be read."""
    article: Article | None


class Inspector:
    """Looks at the articles of a project."""

    def __init__(self, project: Path, config: Config, options: BuildOptions, desk: Desk) -> None:
        self.project, self.config, self.options, self.desk = project, config, options, desk
        self.reader = Reader(project, config, desk.catalog.publication, desk.catalog.reading)
        self.site = site_of(project, config, desk.catalog.publication, desk.press.urls)

    def inspect(self, article: Article, raw: bytes | None = None) -> Inspection:
        """What is found in an article that was read; `raw` are the bytes of its file, if they are known."""
        made = self.desk.press.made.get(article.path)
        if made is None or raw is not None:
            id = self.desk.identities.ids.get(article.path, f"draft:{article.path}")
            if raw is None:
                made = self.desk.press.make(article, id)
            else:
                made = make_entry(article, id, self.desk.catalog.publication, self.desk.press.urls)
        manuscript = self.reader.manuscript(article, made.entry, self.site, raw)
        comments = comments_in(manuscript.text, manuscript.path)
        if article.content_file:
            file = manuscript.body_path
            comments += comments_of(self.project / file, file, self.config.content.max_bytes)
        return Inspection(
            found=(*made.diagnostics, *article_checks.check(manuscript)),
            comments=comments,
            gist=gist_of(manuscript),
            article=article,
        )

    def inspect_bytes(self, path: str, raw: bytes) -> Inspection:
        """What would be found in an article if its file held these bytes, reading it included."""
        article, found = read_bytes(path, raw, self.desk.catalog.publication, self.reader.settings)
        if article is None:
            return Inspection(
                found=tuple(found),
                comments=comments_in(read_text(raw), self.reader.shown(path)),
                gist=None,
                article=None,
            )
        if article.content_file:
            body = read_text(self.reader.raw(article.content_file))
            article = self.reader.with_body(article, body)
        seen = self.inspect(article, raw)
        return Inspection(found=(*found, *seen.found), comments=seen.comments, gist=seen.gist, article=article)

    def compare(self, gists: Mapping[str, Gist], changed: Mapping[str, Article] | None = None) -> list[Diagnostic]:
        """What is found in all articles together, some of them changed."""
        articles = self.desk.catalog.articles
        if changed:
            articles = tuple(changed.get(each.path, each) for each in articles)
        return article_checks.compare(
            article_checks.Project(
                articles=articles,
                entries=gists,
                ids=self.desk.identities.ids,
                minted=self.desk.identities.minted,
                site=self.site,
                now=self.options.now,
                place=self.reader.place,
            )
        )

    @property
    def mends(self) -> bool:
        """Whether articles can be mended: those of other generators belong to them."""
        return self.desk.catalog.dialect == NATIVE
