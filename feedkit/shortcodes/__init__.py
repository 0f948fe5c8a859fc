"""The porch of shortcodes: what the bodies of other generators have in them beside Markdown, made plain.

A flavour is a module of this folder that offers what `Flavour` says; adding one is adding a file and its names below.

| name | what it is |
|--|--|
| `NAMES` | what generators are called whose bodies it reads |
| `needs` | whether there is anything in a text that it would change, told quickly |
| `plain` | a body into Markdown, with what was taken out |
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.references import by_name

__all__ = ["FLAVOURS", "Context", "Finding", "Flavour", "by_name", "plain_markdown"]

FLAVOURS: dict[str, str] = {
    "hugo": "hugo",
    "jekyll": "jekyll",
    "zola": "zola",
    "pelican": "pelican",
    "eleventy": "eleventy",
    "nikola": "nikola",
    "hexo": "hexo",
    "mdx": "mdx",
    "docusaurus": "mdx",
    "astro": "bundlers",
    "next": "bundlers",
    "gatsby": "bundlers",
}
"""The generators whose bodies are understood, each with the module that reads them."""
# Components are read in what formulas leave over; the templates of all others run first.
_COMPONENTS = ("mdx", "docusaurus", "astro", "next", "gatsby")


class Flavour(Protocol):
    """What a flavour offers."""

    NAMES: tuple[str, ...]

    @staticmethod
    def needs(text: str) -> bool:
        """Whether there is anything in the text that is not plain Markdown."""

    @staticmethod
    def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
        """The body as Markdown, and what was taken out."""


def plain_markdown(text: str, *, flavour: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown that any engine reads, with what was taken out or could not be rendered.

    Known shortcodes, template tags and components become Markdown or HTML, not yet safe; others are taken out, the text
    between a pair stays. No mark of a template is left outside code. Lines keep their numbers as far as possible.
    A body without any is given back as the same object. `flavour` is one of `FLAVOURS`; in a text of any other only what
    engines of Markdown add of their own is written anew.
    """
    formulas = _formulas(text, context)
    written = formulas.plain(text, context) if formulas and flavour in _COMPONENTS else text
    findings: tuple[Finding, ...] = ()
    name = FLAVOURS.get(flavour)
    if name is not None:
        module = cast("Flavour", import_module(f"feedkit.shortcodes.{name}"))
        if module.needs(written):
            written, findings = module.plain(written, context)
    if formulas and flavour not in _COMPONENTS:
        written = formulas.plain(written, context)
    # Imported here, as the flavours are: most bodies need nothing of it.
    extensions = import_module("feedkit.shortcodes.extensions")
    if extensions.needs(written, flavour):
        written = extensions.plain(written, context, flavour)
    if context.marks:  # only where the site's own configuration asks for any
        if "@[" in written and "videos" in context.marks and context.markdown:
            written, more = import_module("feedkit.shortcodes.leaves").videos(written, context)
            findings += more
        marks = import_module("feedkit.shortcodes.marks")
        if marks.needs(written, context.marks):
            written = marks.plain(written, context)
    if formulas:
        written = formulas.shown(written)
    if written is not text:
        written = import_module("feedkit.shortcodes.reading").without_marks(written, context)
    return written, findings


def _formulas(text: str, context: Context) -> ModuleType | None:
    """The module that hides formulas, where the site's engine knows some and the text may have one."""
    if not context.marks or ("$" not in text and "\\" not in text):
        return None
    formulas = import_module("feedkit.shortcodes.formulas")
    return formulas if formulas.needs(text, context.marks) else None
