"""reStructuredText as HTML; the one door to docutils."""

from __future__ import annotations

from typing import Any

import docutils.core
import docutils.nodes
import docutils.utils
from docutils.writers import html5_polyglot

# Neither files nor raw HTML may be pulled in: https://docutils.sourceforge.io/docs/howto/security.html
_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "syntax_highlight": "none",
    "math_output": "MathML",
    "initial_header_level": 2,
    "doctitle_xform": True,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "embed_stylesheet": False,
    "stylesheet_path": None,
    "line_length_limit": 100_000,
}


class _Translator(html5_polyglot.HTMLTranslator):
    """Writes inline literals as `code`, which readers of feeds know; docutils has a class for them."""

    def visit_literal(self, node: Any) -> None:
        """The whole element, since nothing inside it is markup."""
        self.body.append(f"<code>{self.encode(node.astext())}</code>")
        raise docutils.nodes.SkipNode


class _Writer(html5_polyglot.Writer):
    def __init__(self) -> None:
        super().__init__()
        self.translator_class = _Translator


def to_html(text: str) -> str:
    """The text as HTML, without the document's title and its bibliographic fields; not yet safe.

    What docutils cannot make sense of comes back as preformatted text.
    """
    try:
        parts = docutils.core.publish_parts(text, writer=_Writer(), settings_overrides=_SETTINGS)
    except (docutils.utils.SystemMessage, docutils.ApplicationError, RecursionError):
        return ""
    body: str = parts["body"]
    return body
