"""Astro, Next and Gatsby: MDX in `.mdx` files; in `.md` files boxes and marks with colons.

https://docs.astro.build/en/guides/markdown-content/, https://www.gatsbyjs.com/docs/how-to/routing/mdx/
"""

from __future__ import annotations

from feedkit.shortcodes import directives, headings, leaves, mdx, notes
from feedkit.shortcodes.context import Context, Finding

NAMES = ("astro", "next", "gatsby")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    return mdx.needs(text) or leaves.needs(text) or ("[[" in text and "\n|" in text)


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    if context.path.endswith((".md", ".markdown")):
        written, findings = leaves.plain(notes.between_bars(text) if "[[" in text else text, context)
        return directives.plain(headings.plain(written, context), context), findings
    return mdx.plain(text, context)
