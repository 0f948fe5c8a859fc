"""A look at a folder that has articles already: whose they are, where they are, and what they call things."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from feedkit import dialects, foreign
from feedkit.config import generator
from feedkit.dialects.proposal import Keys, Proposal, propose
from feedkit.dialects.reading import keys_of
from feedkit.dialects.terms import Settings
from feedkit.exceptions import FileError
from feedkit.quick_dataclasses import dataclass
from feedkit.sources import folder as source

_MOST_FILES = 2_000
_MOST_BYTES = 65_536
_MOST_EXPORT_BYTES = 65_536
_UNVISITED = frozenset([
    "node_modules", "public", "output", "vendor", "_site", "dist", "build", "themes", "target", "venv", "__pycache__",
    "layouts", "archetypes", "_layouts", "_includes", "_sass", "test", "tests", "docs", "examples",
])  # fmt: skip
_ARTICLES = (".md", ".markdown", ".mdx", ".rst", ".html", ".txt", ".yml", ".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was found."""

    dialect: str
    """The generator whose site it is; `other` where no file says."""
    said: Settings
    """What its configuration says."""
    content: str
    """The folder of the articles, relative to the project folder; `.` for the project folder itself."""
    looked_at: int
    """How many files were looked at."""
    more: int
    """How many more there are."""
    proposal: Proposal


def survey(project: Path) -> Survey | None:
    """What is in the folder; None when there are no articles in it. It opens files, and writes nothing.

    Raises FileError when the folder cannot be read.
    """
    said = generator.recognised(project)
    name = said.dialect if said.dialect != dialects.NATIVE else dialects.OTHER
    content = generator.content_folder(project, said) if said.dialect != dialects.NATIVE else "."
    if not (project / content).is_dir():
        return None
    scan = source.scan(
        project / content, include=("**/*",), exclude=(), shown_as=content, underscored=True,
        unvisited={*_UNVISITED, *said.excluded},
    )  # fmt: skip
    dialect = dialects.load(name)
    paths = [
        path for path in scan.articles
        if path.lower().endswith(_ARTICLES) and dialect.may_be_article(path, said) and posixpath.basename(path) != "authors.yml"
    ]  # fmt: skip
    articles = [
        (path, keys) for path in paths[:_MOST_FILES] if (keys := _keys(project / content, path, content, name))
    ]  # fmt: skip
    if name == dialects.OTHER:
        content, articles = _below_one_folder(articles)
    if not articles or (name == dialects.OTHER and not _look_like_articles(articles)):
        return None
    return Survey(
        dialect=name, said=said, content=content, looked_at=min(len(paths), _MOST_FILES),
        more=max(0, len(paths) - _MOST_FILES), proposal=propose(articles),
    )  # fmt: skip


def exports(project: Path) -> Mapping[str, str]:
    """Exports of other programs at the top of the folder: name → what they are, as `an export of Ghost`."""
    found = {}
    try:
        for path in sorted(project.iterdir()):
            if path.suffix.lower() in (".json", ".xml") and path.is_file():
                with path.open("rb") as file:
                    kind = foreign.kind_of(file.read(_MOST_EXPORT_BYTES))
                if kind:
                    found[path.name] = kind
    except OSError as error:
        raise FileError(f"{project} cannot be read: {error.strerror}") from error
    return found


def _keys(root: Path, path: str, content: str, dialect: str) -> Keys:
    """The front matter of a file; empty when it has none, or cannot be read."""
    try:
        with (root / path).open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return {}
    return keys_of(path, text.replace("\r\n", "\n").replace("\r", "\n"), content, dialect)


def _below_one_folder(articles: list[tuple[str, Keys]]) -> tuple[str, list[tuple[str, Keys]]]:
    """The folder that nine in ten articles are below, and the articles in it."""
    folder = ""
    while True:
        depth = len(folder.split("/")) if folder else 0
        below = Counter(
            "/".join(path.split("/")[: depth + 1])
            for path, _ in articles
            if path.startswith(f"{folder}/" if folder else "") and path.count("/") > depth
        )
        best, count = below.most_common(1)[0] if below else ("", 0)
        if not best or count < len(articles) * 0.9 or _is_a_number(best):
            break
        folder = best
    return folder or ".", [each for each in articles if each[0].startswith(f"{folder}/" if folder else "")]


def _is_a_number(folder: str) -> bool:
    """Whether it is a folder of one year or month, beside which others will be made."""
    return posixpath.basename(folder).isdigit()


def _look_like_articles(articles: list[tuple[str, Keys]]) -> bool:
    """Whether most of the files have something to say of themselves, as articles do and configuration does not."""
    texts = [path for path, keys in articles if not path.lower().endswith((".yml", ".yaml")) and len(keys) > 1]
    return len(texts) * 2 >= len(articles)
