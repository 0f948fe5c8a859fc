"""Where in an article's source a finding about its HTML stands."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from feedkit.diagnostics import Place

# Code is shown, not meant: fenced blocks, spans in backticks, and characters after a backslash.
_CODE = re.compile(
    r"\\[\\`<&]"
    r"|^(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*+(`{3,}|~{3,})[^\n]*+\n(?s:.*?)(?:^[ \t>]*+\1[`~]*+[ \t]*+$|\Z)"
    r"|(?<!`)(`++)(?s:[^`]|(?!(?<!`)\2(?!`))`){1,2000}?(?<!`)\2(?!`)",
    re.MULTILINE,
)
_VISIBLE = re.compile(r"[^\n]")
_NO_ADDRESS = re.compile(r"(?<=\]\()[ \t]*(?:<>)?[ \t]*(?=\))|(?<=href=\"\")|(?<=src=\"\")")


class Source:
    """The text a body was made from, beside the HTML it became."""

    def __init__(self, text: str, markup: str, *, path: str, first_line: int) -> None:
        self._text, self._html, self._path, self._first_line = text, markup, path, first_line
        self._meant = text if text is markup else ""

    @property
    def meant(self) -> str:
        """The source with blanks for code, so that only what counts as HTML is found in it."""
        if not self._meant:
            self._meant = _CODE.sub(lambda match: _VISIBLE.sub(" ", match[0]), self._text)
        return self._meant

    def place(self, start: int, end: int) -> Place:
        """The range in the file of what stands in the HTML from `start` to `end`.

        In an HTML body these are the same. In Markdown raw HTML is copied word for word: it is found by its text and
        by how often that came before. What is not found again is placed at the first line of the body.
        """
        if self._text is self._html:
            return self.range(start, end)
        wanted = self._html[start:end]
        framed = self._html[max(start - 1, 0) : end + 1]
        before = (
            self._html.count(framed, 0, start) if framed[:1] in "\"'" and framed else self._html.count(wanted, 0, start)
        )
        for pattern in _ways_to_write(wanted, is_address=framed[:1] in {'"', "'"}):
            spans = [match.span() for _, match in zip(range(before + 1), pattern.finditer(self.meant), strict=False)]
            if spans:
                return self.range(*spans[-1])
        return Place(self._path, self._first_line, 1, self._first_line, 1)

    def range(self, start: int, end: int) -> Place:
        """The range in the file of the source from index `start` to `end`."""
        line, column = self._line_and_column(start)
        end_line, end_column = self._line_and_column(end)
        return Place(self._path, line, column, end_line, end_column)

    def _line_and_column(self, index: int) -> tuple[int, int]:
        line = self._first_line + self._text.count("\n", 0, index)
        return line, index - self._text.rfind("\n", 0, index)


def _ways_to_write(wanted: str, *, is_address: bool) -> list[re.Pattern[str]]:
    """Patterns for what a piece of HTML may have been in Markdown, the likeliest first."""
    if not wanted:
        return [_NO_ADDRESS]
    if not is_address:
        return [re.compile(re.escape(wanted)), re.compile(re.escape(wanted.partition("\n")[0]))]
    plain = html.unescape(wanted)
    spellings = dict.fromkeys((wanted, plain, unquote(plain), unquote(plain).removeprefix("mailto:")))
    return [re.compile(rf"(?<![^\s(<\[\"'=:]){re.escape(each)}(?![^\s)>\]\"'])") for each in spellings if each]
