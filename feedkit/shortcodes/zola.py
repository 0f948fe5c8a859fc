"""Zola: `{{ name(key="value") }}` and `{% name(…) %} … {% end %}` (https://www.getzola.org/documentation/content/shortcodes/).

Zola runs shortcodes in code too, where authors write `{{/* name() */}}`; one in code that is not escaped is left as it is.
What has no parentheses is no shortcode and stands as text. Links to `@/path.md` lead to other articles
(https://www.getzola.org/documentation/content/linking/#internal-links).
"""

from __future__ import annotations

import re

from feedkit.diagnostics import Rule
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import headings, known, links
from feedkit.shortcodes.arguments import listed
from feedkit.shortcodes.code import stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.parts import Arguments, Kind, Tag
from feedkit.shortcodes.reading import AFTER, Ends, foreign, literal, walk
from feedkit.shortcodes.tags import Language, Writing, pair

NAMES = ("zola",)
_STOPS = stops({**AFTER, "]": r"\(<?@/|: *@/", '"': "@/"})
_CALL = re.compile(
    r"\s*+([A-Za-z_]\w*+)\s*+\(((?:[^\"'`()]++|\"[^\"]*+\"|'[^']*+'|`[^`]*+`|\((?:[^\"'`()]++|\"[^\"]*+\"|'[^']*+')*+\))*+)\)\s*+"
)
_END = r"\{%\s*end\s*%\}"


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    return "@/" in text or ("{" in text and ("{{" in text or "{%" in text or headings.has_attributes(text)))


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    reader = _Reader(text, context)
    tags = list(walk(text, reader.read, at=_STOPS, has_code=context.markdown))
    stray = pair(tags)
    writing = Writing(text, tags, context, _LANGUAGE)
    for tag, rule, message in reader.faults:
        writing.report.add(rule, message, tag.start, tag.end)
    written = writing.run(stray)
    return headings.plain(written, context), writing.report.findings()


class _Reader:
    """Reads the tags and the internal links of one body."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.faults: list[tuple[Tag, Rule, str]] = []
        self._ends = Ends(text)

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag that begins at `start`; in code only one that is escaped."""
        text = self.text
        if text[start] != "{":
            return None if in_code else self._link(start)
        mark = text[start : start + 2]
        closing = "}}" if mark == "{{" else "%}"
        if text.startswith("/*", start + 2):
            return self._escaped(start, mark, closing, in_code=in_code)
        if in_code:
            return None
        if (call := _CALL.match(text, start + 2)) and text.startswith(closing, call.end()):
            return self._call(start, call, mark)
        return self._other(start, mark, closing)

    def _call(self, start: int, call: re.Match[str], mark: str) -> Tag:
        end = call.end() + 2
        if mark == "{{":
            return Tag(start, end, Kind.ALONE, call[1], call[2])
        if known.is_raw(call[1]) and (last := self._ends.match(_END, end)):
            return Tag(start, last.end(), Kind.ALONE, call[1], call[2], inner=(end, last.start()))
        return Tag(start, end, Kind.CALL, call[1], call[2])

    def _escaped(self, start: int, mark: str, closing: str, *, in_code: bool) -> Tag | None:
        end = self._ends.find("*/" + closing, start + 4)
        if end < 0:
            return None if in_code or mark == "{{" else self._stray(start, mark)
        return Tag(
            start, end + 4, Kind.TEXT, written=literal(mark + self.text[start + 4 : end] + closing, in_code=in_code)
        )

    def _other(self, start: int, mark: str, closing: str) -> Tag | None:
        """What is no call: `{% end %}`, a tag of another generator, or text."""
        end = self._ends.find(closing, start + 2)
        inside = self.text[start + 2 : min(end, start + 80)] if end >= 0 else ""
        if mark == "{%":
            if end < 0:
                return self._stray(start, mark)
            if inside.strip() == "end":
                return Tag(start, end + 2, Kind.CLOSE)
            return Tag(start, end + 2, Kind.ALONE, "%", inside)
        if inside.startswith(("<", "%")):
            return Tag(start, end + 2, Kind.ALONE, "{", inside)
        return self._stray(start, self.text[start : start + 3]) if self.text.startswith(("<", "%"), start + 2) else None

    def _stray(self, start: int, mark: str) -> Tag:
        tag = Tag(start, start + len(mark), Kind.TEXT)
        self.faults.append((tag, rules.UNCLOSED_TEMPLATE_TAG, f"`{mark}` is never closed; the marks are taken out"))
        return tag

    def _link(self, start: int) -> Tag | None:
        found = links.at_sign(self.text, start, self.context)
        if found and found[1]:
            self.faults.append((found[0], rules.UNRESOLVED_REFERENCE, found[1]))
        return found[0] if found else None


def _shown(tag: Tag) -> str:
    if tag.kind is Kind.CLOSE:
        return "{% end %}"
    if tag.name in {"%", "{"}:
        return foreign(tag)
    has_body = tag.kind is Kind.CALL or tag.inner is not None
    return f"{{% {tag.name[:60]}() %}}" if has_body else f"{{{{ {tag.name[:60]}() }}}}"


def _arguments(tag: Tag) -> Arguments:
    return listed(tag.written)


_LANGUAGE = Language(shown=_shown, arguments=_arguments, find=known.find)
