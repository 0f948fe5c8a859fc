"""The words behind a fence of code: `js{1,3}`, `js:title=a.js`, `{.python .numberLines}` name a language and say more.

https://www.gatsbyjs.com/plugins/gatsby-remark-prismjs/#line-highlighting, https://expressive-code.com/key-features/text-markers/,
https://python-markdown.github.io/extensions/fenced_code_blocks/#attributes, https://gohugo.io/content-management/syntax-highlighting/,
https://www.11ty.dev/docs/plugins/syntaxhighlight/#line-highlighting (`js/2-3`)
"""

from __future__ import annotations

import re

from feedkit.shortcodes.code import Change, Code, changed, stops

_MORE = re.compile(
    r"^[ \t>]*+(?:[-*+][ \t]++)?+(?:```|~~~)[`~]*+[ \t]*+(?:[\w+#.\-]++(?:[{:,=]|/[\d/\-])|\{)", re.MULTILINE
)
_INFO = re.compile(
    r"(`{3,}+|~{3,}+)[ \t]*+(?:\{[ \t]*+(?:\.?([A-Za-z][\w+#\-]*+)(?!=))?+[^\n`]*+|([\w+#.\-]++)(?:[{:,=]|/[\d/\-])[^\n`]*+)(?=\n|\Z)"
)
_STOPS = stops({})


def plain(text: str) -> str:
    """The text with the language alone behind each fence that says more in the same word."""
    if not _MORE.search(text):
        return text

    def change(_: Code, start: int) -> Change | None:
        found = _INFO.match(text, start) if text.startswith(("```", "~~~"), start) else None
        return (start, found.end(), found[1] + (found[2] or found[3] or "")) if found else None

    return changed(text, _STOPS, change, in_code=True)
