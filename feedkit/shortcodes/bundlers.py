"""Astro, Next and Gatsby: MDX in `.mdx` files; in `.md` files nothing but boxes between colons.

https://docs.astro.build/en/guides/markdown-content/, https://www.gatsbyjs.com/docs/how-to/routing/mdx/
"""

from __future__ import annotations

from feedkit.shortcodes import directives, headings, mdx
from feedkit.shortcodes.context import Context, Finding

NAMES = ("astro", "next", "gatsby")
needs = mdx.needs


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    if context.path.endswith((".md", ".markdown")):
        return directives.plain(headings.plain(text, context), context), ()
    return mdx.plain(text, context)
