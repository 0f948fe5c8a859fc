"""What the Markdown engine of a site knows beside CommonMark: told by settings, and by the plug-ins it was given.

The names are those of `shortcodes.marks`. A plug-in counts when the configuration or the list of the site's packages
names it, outside comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedkit.dialects import _configuration
from feedkit.dialects.terms import Settings

_SUB, _SUP = "subscript", "superscript"
_MATH = ("dollars", "formulas")
_ALL = ("emoji", "inline_notes", "insert", "mark", _SUB, _SUP)
_PLUG_INS: dict[str, tuple[str, ...]] = {
    # https://github.com/markdown-it/markdown-it#syntax-extensions
    "markdown-it-mark": ("mark",), "markdown-it-ins": ("insert",), "markdown-it-sub": (_SUB,), "markdown-it-sup": (_SUP,),
    "markdown-it-emoji": ("emoji",), "markdown-it-footnote": ("inline_notes",), "markdown-it-video": ("videos",),
    "markdown-it-block-embed": ("videos",),
    # https://github.com/CHENXCHEN/hexo-renderer-markdown-it-plus, https://github.com/crimx/hexo-filter-github-emojis
    "hexo-renderer-markdown-it-plus": (*_ALL, *_MATH), "hexo-filter-github-emojis": ("emoji",),
    # https://github.com/remarkjs/remark/blob/main/doc/plugins.md, https://www.gatsbyjs.com/plugins
    "remark-emoji": ("emoji",), "remark-gemoji": ("emoji",), "remark-gemoji-to-emoji": ("emoji",), "gatsby-remark-emoji": ("emoji",),
    "gatsby-remark-emojis": ("emoji",), "gatsby-remark-emoji-unicode": ("emoji",), "remark-supersub": (_SUB, _SUP),
    "remark-sub-super": (_SUB, _SUP), "gatsby-remark-sub-sup": (_SUB, _SUP), "remark-ins": ("insert",),
    "remark-mark-plus": ("mark",), "remark-mark-highlight": ("mark",), "remark-highlight-mark": ("mark",),
    "remark-flexible-markers": ("mark",), "remark-inline-footnotes": ("inline_notes",),
    "remark-math": _MATH, "gatsby-remark-katex": _MATH, "gatsby-remark-mathjax": _MATH, "gatsby-remark-mathjax-ssr": _MATH,
    "markdown-it-katex": _MATH, "@iktakahiro/markdown-it-katex": _MATH, "@traptitech/markdown-it-katex": _MATH, "@vscode/markdown-it-katex": _MATH,
    "@mdit/plugin-katex": _MATH, "markdown-it-texmath": _MATH, "markdown-it-mathjax": _MATH, "markdown-it-mathjax3": _MATH,
    "markdown-it-latex": _MATH, "hexo-filter-mathjax": _MATH, "hexo-renderer-pandoc": _MATH, "hexo-renderer-kramed": _MATH,
    # https://github.com/jekyll/jemoji
    "jemoji": ("emoji",),
    # https://facelessuser.github.io/pymdown-extensions/
    "pymdownx.mark": ("mark",), "pymdownx.caret": (_SUP, "caret_insert"), "pymdownx.tilde": (_SUB,), "pymdownx.emoji": ("emoji",),
    "pymdownx.gemoji": ("emoji",), "pymdownx.arithmatex": (*_MATH, "brackets"), "mdx_math": (*_MATH, "brackets"),
    # https://github.com/pelican-plugins/render-math
    "render_math": (*_MATH, "brackets"), "pelican.plugins.render_math": (*_MATH, "brackets"), "pelican-render-math": (*_MATH, "brackets"),
    "mdx_superscript": (_SUP,), "mdx_subscript": (_SUB,), "markdown_sub_sup": (_SUB, _SUP),
}  # fmt: skip
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'\w])//[^\n]*", re.DOTALL)
_HASH = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_NO_EMOJI = re.compile(r"\bemoji\s*:\s*false\b")
_INLINE_NOTES = re.compile(r"\binlineNotes\s*:\s*true\b")
_MARKDOWN_IT = re.compile(r"hexo-renderer-markdown-it\b")
_ONE_TILDE = ("jekyll", "eleventy", "pelican", "nikola")
"""Those whose engines strike nothing out with a single tilde."""
_BY_FILES = ("eleventy", "hexo", "jekyll", "pelican", "nikola", "astro", "docusaurus", "gatsby", "next")
_OWN_LANGUAGE = (".yml", ".yaml", ".toml", ".py", "Gemfile")


def asked_for(settings: Settings, files: Mapping[str, str]) -> tuple[str, ...]:
    """The marks that a site's configuration asks for, sorted; those of Hexo's, Jekyll's … plug-ins and of settings."""
    found: set[str] = set()
    if settings.dialect == "hugo":
        found = _hugo(settings)
    elif settings.dialect == "zola":
        # https://www.getzola.org/documentation/getting-started/configuration/
        found = {"emoji"} if _configuration.mapping_in(settings.said, "markdown").get("render_emoji") is True else set()
    elif settings.dialect in _BY_FILES:
        code = "\n".join(_without_comments(path, text) for path, text in files.items())
        found = _plugged_in(code)
        # https://docusaurus.io/docs/api/docusaurus-config#markdown: on unless it is switched off
        if settings.dialect == "docusaurus" and not _NO_EMOJI.search(code):
            found.add("emoji")
        # kramdown is Jekyll's engine unless it is told another: https://jekyllrb.com/docs/configuration/markdown/
        if settings.dialect == "jekyll" and str(settings.said.get("markdown") or "kramdown").casefold() == "kramdown":
            found.add("formulas")
        if settings.dialect in _ONE_TILDE or (settings.dialect == "hexo" and _MARKDOWN_IT.search(code)):
            found.add("one_tilde")
    return tuple(sorted(found))


def _hugo(settings: Settings) -> set[str]:
    """https://gohugo.io/configuration/all/#enableemoji, https://gohugo.io/configuration/markup/#goldmark-extensions."""
    mapping_in = _configuration.mapping_in
    found = {"emoji"} if settings.said.get("enableemoji") is True else set()
    extensions = mapping_in(mapping_in(mapping_in(settings.said, "markup"), "goldmark"), "extensions")
    for name, given in mapping_in(extensions, "extras").items():
        if name in _ALL and isinstance(given, dict) and given.get("enable") is True:
            found |= {name, "wide"}
    passed = mapping_in(extensions, "passthrough")
    if passed.get("enable") is True:  # https://gohugo.io/configuration/markup/#passthrough
        delimiters = str(passed.get("delimiters"))
        found |= {
            mark
            for mark, sign in (("formulas", "'$$'"), ("dollars", "'$'"), ("brackets", "'\\\\"))
            if sign in delimiters
        }
    return found


def _plugged_in(code: str) -> set[str]:
    found = {mark for name, marks in _PLUG_INS.items() if name in code and _names(code, name) for mark in marks}
    return found | ({"inline_notes"} if _INLINE_NOTES.search(code) else set())


def _names(code: str, name: str) -> bool:
    """Whether a plug-in is named by this name and no longer one."""
    return re.search(rf"(?<![\w\-.]){re.escape(name)}(?![\w\-])", code) is not None


def _without_comments(path: str, text: str) -> str:
    return _HASH.sub("", text) if path.endswith(_OWN_LANGUAGE) else _COMMENT.sub("", text)
