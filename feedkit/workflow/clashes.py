"""What would be in each other's way: articles with one address, outputs with one path."""

from __future__ import annotations

from collections.abc import Sequence

from feedkit.article.article import Article
from feedkit.diagnostics import Diagnostic, Place
from feedkit.model import CopiedFile, Document
from feedkit.rules import ids as id_rules


def same_urls(articles: Sequence[Article], folder: str) -> list[Diagnostic]:
    """Articles that have the address of another; `folder` goes before their paths."""
    if len({article.url for article in articles}) == len(articles):
        return []
    owners: dict[str, Article] = {}
    found = []
    for article in sorted(articles, key=lambda each: each.path):
        first = owners.setdefault(article.url, article)
        if first is not article:
            message = f"{article.url} is the address of {folder}/{first.path} too"
            found.append(
                Diagnostic(
                    rule=id_rules.DUPLICATE_URL,
                    place=Place(f"{folder}/{article.path}", 1, 1, 1, 1),
                    message=message,
                    help="give one of them another `slug`",
                )
            )
    return found


def same_paths(documents: Sequence[Document], files: Sequence[CopiedFile]) -> list[Diagnostic]:
    """Outputs that would be one file, also where the file system knows no difference of case."""
    owners: dict[str, str] = {}
    found = []
    for path in [each.path for each in documents] + [each.path for each in files]:
        first = owners.get(path.casefold())
        owners.setdefault(path.casefold(), path)
        if first is not None:
            message = (
                f"two outputs would be written to {path}"
                if first == path
                else f"{path} and {first} differ in case only"
            )
            found.append(
                Diagnostic(
                    rule=id_rules.PATH_CLASH,
                    place=Place(path),
                    message=message,
                    help="change the `path` of one of the feeds",
                )
            )
    return found
