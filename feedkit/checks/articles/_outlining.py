"""An outline read from the body of an article: one way through the HTML that is made of it."""

from __future__ import annotations

from feedkit.article import markdown as markdown_engine
from feedkit.article.article import Article
from feedkit.checks.articles._outline import Outline
from feedkit.checks.articles._walk import Walk

MAX_CHARACTERS = 1_000_000
"""Larger bodies are refused elsewhere, and are not looked at."""


def outline_of(article: Article, text: str, folder: str) -> Outline:
    """The outline of an article's body; `text` is that of its file, `folder` goes before its path.

    Where the body does not stand in the file word for word, as one of reStructuredText does not, findings are placed at
    its first line.
    """
    file = article.content_file or article.path
    is_verbatim = bool(article.content_file) or text.endswith(article.body)
    return read(
        article.body,
        markdown=article.markdown,
        path=f"{folder}/{file}" if folder else file,
        first_line=article.body_line,
        is_verbatim=is_verbatim,
    )


def read(source: str, *, markdown: bool, path: str, first_line: int, is_verbatim: bool = True) -> Outline:
    """The outline of a body in Markdown or HTML; in time that grows with its length."""
    if len(source) > MAX_CHARACTERS:
        source = ""
    markup = markdown_engine.to_html(source, lines=True) if markdown and source else source
    outline = Outline(source, markup, markdown, path, first_line, is_verbatim)
    Walk(outline).run()
    outline.prose = "\n\n".join([block.text for block in outline.blocks])
    return outline
