"""Files that stand among articles and are in languages that are not read: told once for each folder and language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from feedkit.diagnostics import Diagnostic, Place
from feedkit.dialects import _common
from feedkit.rules import dialects as rules

# Only what a generator, or a plug-in that is much used, makes pages of; not the data and scripts that lie beside articles.
_LANGUAGES: dict[str, dict[str, str]] = {
    "eleventy": {
        ".pug": "Pug", ".hbs": "Handlebars", ".ejs": "EJS", ".haml": "Haml", ".mustache": "Mustache", ".webc": "WebC",
        ".11ty.js": "JavaScript", ".11ty.cjs": "JavaScript", ".11ty.mjs": "JavaScript", ".adoc": "AsciiDoc", ".rst": "reStructuredText",
    },
    "astro": {".mdoc": "Markdoc", ".adoc": "AsciiDoc"},
    "gatsby": {".ipynb": "notebooks", ".org": "Org", ".adoc": "AsciiDoc"},
    "next": {".mdoc": "Markdoc"},
    "hugo": {".ipynb": "notebooks", ".rmd": "R Markdown"},
    "jekyll": {".ipynb": "notebooks", ".haml": "Haml", ".slim": "Slim", ".rst": "reStructuredText", ".org": "Org", ".rmd": "R Markdown"},
    "hexo": {".org": "Org", ".adoc": "AsciiDoc", ".pug": "Pug", ".ejs": "EJS", ".rst": "reStructuredText"},
    "nikola": {".php": "PHP", ".wiki": "wiki markup", ".dj": "Djot", ".bbcode": "BBCode", ".t2t": "txt2tags"},
    "pelican": {".org": "Org", ".adoc": "AsciiDoc", ".asc": "AsciiDoc", ".textile": "Textile", ".typ": "Typst"},
}  # fmt: skip
_NO_PART = re.compile(r"/_(?!posts/|drafts/|notebooks/)")
_WHOLE = ("pelican",)
"""Generators whose whole content folder holds articles, whatever its folders are called."""


def unread(paths: Iterable[str], articles: Iterable[str], folder: str, dialect: str) -> list[Diagnostic]:
    """What is told of the files of a content folder; `articles` are those that are read, `folder` is its name."""
    languages = _LANGUAGES.get(dialect)
    if not languages:
        return []
    endings = tuple(languages)
    candidates = [path for path in paths if path.lower().endswith(endings)]
    if not candidates:
        return []
    taken = frozenset(articles)
    found: dict[tuple[str, str], list[str]] = {}
    for path in candidates:
        whole = posixpath.join(folder, path)
        among = dialect in _WHOLE or _common.is_among_articles(whole)
        if path not in taken and among and not _NO_PART.search(f"/{path}"):
            language = next(name for ending, name in languages.items() if path.lower().endswith(ending))
            found.setdefault((posixpath.dirname(whole), language), []).append(whole)
    return [_told(where, language, sorted(names)) for (where, language), names in sorted(found.items())]


def _told(where: str, language: str, names: list[str]) -> Diagnostic:
    many = len(names)
    message = (
        f"{many} files in `{where}` are in {language}, which is not read" if many > 1 else f"{language} is not read"
    )
    if language == "notebooks":
        message = f"{many} notebooks in `{where}` are not read" if many > 1 else "a notebook is not read"
    return Diagnostic(
        rule=rules.UNREAD_LANGUAGE,
        place=Place(names[0], 1, 1, 1, 1),
        message=message,
        help="write them in Markdown or HTML, or leave them out with `content.exclude`",
    )
