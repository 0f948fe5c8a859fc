"""reStructuredText as HTML; the one door to docutils."""

from __future__ import annotations

import re
from typing import Any

import docutils.core
import docutils.nodes
import docutils.utils
from docutils.parsers.rst import directives, roles
from docutils.readers import standalone
from docutils.transforms import universal
from docutils.writers import html5_polyglot

from feedkit.dialects._directives import DIRECTIVES, ROLES

# No file may be pulled in: https://docutils.sourceforge.io/docs/howto/security.html. What HTML says is made safe later.
_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "syntax_highlight": "none",
    "initial_header_level": 2,
    "doctitle_xform": True,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "embed_stylesheet": False,
    "stylesheet_path": None,
    "line_length_limit": 100_000,
}
_ROLE = re.compile(r"(?::[\w.+\-:]+:)?`(?P<text>[^`]*?)(?:\s*<[^<>`]*>)?`(?::[\w.+\-:]+:)?\Z")
_UNKNOWN = re.compile(r'Unknown (directive) type "([^"]{1,60})|Unknown interpreted text (role) "([^"]{1,60})')

_ROLES = re.compile(r'(<[a-z]+[^<>]*?) role="(?:doc-[a-z]+|note)"')
"""What docutils says to screen readers, which no feed carries: its author wrote nothing of it, and need not be told."""
_WRONG = re.compile(r'Error in "([^"]{1,60})" directive')

for _name, _directive in DIRECTIVES.items():
    directives.register_directive(_name, _directive)
for _name, _role in ROLES.items():
    roles.register_local_role(_name, _role)


class _Translator(html5_polyglot.HTMLTranslator):
    """Writes inline literals as `code`, which readers of feeds know; docutils has a class for them."""

    def visit_literal(self, node: Any) -> None:
        """The whole element, since nothing inside it is markup."""
        self.body.append(f"<code>{self.encode(node.astext())}</code>")
        raise docutils.nodes.SkipNode

    def visit_math(self, node: Any, math_env: str = "") -> None:  # noqa: ARG002
        """A formula as it was written, between the marks that MathJax knows: as text alone, a fraction would be a product."""
        self.body.append(f'<span class="math">\\({self.encode(node.astext())}\\)</span>')
        raise docutils.nodes.SkipNode

    def visit_math_block(self, node: Any, math_env: str = "") -> None:  # noqa: ARG002
        """The same of one that stands by itself."""
        self.body.append(f'<div class="math">\\[{self.encode(node.astext())}\\]</div>\n')
        raise docutils.nodes.SkipNode

    def visit_problematic(self, node: Any) -> None:
        """The text of a role that is not known; any other mark that is not understood stands as it was written."""
        written = node.astext()
        role = _ROLE.match(written)
        self.body.append(self.encode(role["text"] if role else written))
        raise docutils.nodes.SkipNode

    def visit_system_message(self, node: Any) -> None:  # noqa: ARG002
        """Nothing: readers cannot mend the text."""
        raise docutils.nodes.SkipNode


class _Writer(html5_polyglot.Writer):
    def __init__(self) -> None:
        super().__init__()
        self.translator_class = _Translator

    def get_transforms(self) -> list[Any]:
        """All but those that make plain text of what was not understood, and list the messages about it."""
        left_out = (universal.Messages, universal.FilterMessages)
        return [each for each in super().get_transforms() if each not in left_out]


class _Reader(standalone.Reader):  # type: ignore[type-arg]  # no type argument at run time
    """Notes which directives and roles are not known."""

    def __init__(self, unknown: list[tuple[int, str]]) -> None:
        super().__init__()
        self._unknown = unknown

    def new_document(self) -> Any:
        """The document, whose messages are listened to."""
        document = super().new_document()
        document.reporter.attach_observer(self._hear)
        return document

    def _hear(self, message: Any) -> None:
        written = message.astext().partition(") ")[2]
        match = _UNKNOWN.match(written)
        if wrong := _WRONG.match(written):
            said = f"`{wrong[1]}` is given what it does not know; it is left out"
            self._unknown.append((int(message.get("line") or 1), said))
        elif match and message.get("level") == docutils.utils.Reporter.ERROR_LEVEL:
            said = (
                f"`{match[2]}` is not known here; it is left out"
                if match[1]
                else f"the role `{match[4]}` is not known here; its text stays"
            )
            self._unknown.append((int(message.get("line") or 1), said))


def to_html(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text as HTML, without the document's title and its bibliographic fields; not yet safe.

    What docutils cannot make sense of comes back as preformatted text; with what is to be said of directives and roles that
    are not known, each with its line.
    """
    unknown: list[tuple[int, str]] = []
    try:
        parts = docutils.core.publish_parts(
            text, reader=_Reader(unknown), writer=_Writer(), settings_overrides=_SETTINGS
        )
    except (docutils.utils.SystemMessage, docutils.ApplicationError, RecursionError):
        return "", ()
    body: str = _ROLES.sub(r"\1", parts["body"])
    return body, tuple(dict.fromkeys(unknown))
