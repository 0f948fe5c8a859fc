"""The porch of dialects: how the articles of each generator are written, told in feedkit's own keys.

Adding a generator is adding a module that offers what `Dialect` says, and its name below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Protocol, cast

from feedkit.diagnostics import Diagnostic
from feedkit.dialects.terms import Settings, Skipped, Source, Translated
from feedkit.quick_dataclasses import replace

NATIVE = "feedkit"
OTHER = "other"
NAMES = (
    "hugo", "jekyll", "zola", "pelican", "eleventy", "astro", "docusaurus", "gatsby", "next", "nikola", "hexo", OTHER,
)  # fmt: skip
"""All but feedkit's own, in the order in which they are asked."""
PLUG_INS = ("package.json", "Gemfile")
"""The files beside those of `CONFIGURATION` that name what a site has put into its generator."""
SURE = 50
"""The least confidence with which a dialect is taken unasked."""


class Dialect(Protocol):
    """What a dialect offers. All of it is pure."""

    NAME: str
    CONFIGURATION: tuple[str, ...]
    """The files, relative to the project folder, that `recognise` and `settings` want to see if they exist."""
    EXTENSIONS: tuple[str, ...]
    """Endings of the names of article files, as `.md`."""
    CONTENT: tuple[str, ...]
    """Where articles are when nothing else is said, relative to the project folder; the first that exists."""

    @staticmethod
    def recognise(paths: Collection[str], files: Mapping[str, str]) -> int:
        """How sure it is, from 0 to 100, that a project is of this generator.

        `paths` are the names at the top of the project folder, those of folders with `/` behind them; `files` are the
        texts of the configuration files by path.
        """

    @staticmethod
    def settings(files: Mapping[str, str]) -> Settings:
        """What the configuration files say; what cannot be read says nothing."""

    @staticmethod
    def may_be_article(path: str, settings: Settings) -> bool:
        """Whether the file at `path`, relative to the content folder, is worth opening."""

    @staticmethod
    def sides(path: str, files: Collection[str]) -> tuple[str, ...]:
        """The files of the content folder, beside the article, without which it cannot be read."""

    @staticmethod
    def translate(source: Source, settings: Settings) -> Translated | Skipped:
        """The article in feedkit's own keys, or why there is none."""


_MARKS = (
    "hugo.", "config.", "config/", "_config.", "_posts/", "pelicanconf.py", ".eleventy.js", "eleventy.config.", "astro.config.",
    "gatsby-config.", "docusaurus.config.", "next.config.", "conf.py", "archetypes/", "source/",
)  # fmt: skip


def may_be_foreign(paths: Collection[str]) -> bool:
    """Whether anything at the top of a project folder may be a generator's; quick, since every command asks."""
    return any(path.startswith(_MARKS) for path in paths)


def load(name: str) -> Dialect:
    """The dialect of this name."""
    if name not in NAMES:
        raise ValueError(f"there is no dialect {name}")
    return cast("Dialect", import_module(f"feedkit.dialects.{name}"))


def recognised(paths: Collection[str], files: Mapping[str, str]) -> str:
    """The name of the dialect of a project; feedkit's own when none is sure."""
    best, name = max(((load(each).recognise(paths, files), each) for each in NAMES), key=lambda each: each[0])
    return name if best >= SURE else NATIVE


def unread(paths: Collection[str], articles: Collection[str], folder: str, dialect: str) -> list[Diagnostic]:
    """What is told of files among the articles whose language is not read; `folder` is the name of the content folder."""
    from feedkit.dialects import _unread  # noqa: PLC0415  (only for sites of generators)

    return _unread.unread(paths, articles, folder, dialect)


def marked(settings: Settings, files: Mapping[str, str]) -> Settings:
    """The settings with what the site's Markdown engine knows beside CommonMark; `files` are those of `PLUG_INS` too."""
    from feedkit.dialects import _marks  # noqa: PLC0415  (only for sites of generators)

    return replace(settings, marks=_marks.asked_for(settings, files))


def informed(settings: Settings, files: Collection[str], text_of: Callable[[str], str]) -> Settings:
    """The settings with what files of the content folder say of others.

    Sections of Hugo hand values down; a blog of Docusaurus has its authors beside the articles, wherever it lies.
    """
    if settings.dialect == "docusaurus":
        from feedkit.dialects import docusaurus  # noqa: PLC0415  (only for its sites)

        names = (path for path in ("authors.yml", "authors.yaml", "authors.json") if path in files)
        people = {key: name for path in names for key, name in docusaurus.people_in(path, text_of(path)).items()}
        return replace(settings, people={**settings.people, **people}) if people else settings
    if settings.dialect != "hugo":
        return settings
    from feedkit.dialects import _hugo_cascade  # noqa: PLC0415  (only for its sites)

    return _hugo_cascade.informed(settings, {path: text_of(path) for path in files if _hugo_cascade.is_section(path)})
