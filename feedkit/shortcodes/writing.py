"""The body written anew, piece by piece, so that its lines keep their numbers as far as possible.

HTML on a line of its own is led by an empty comment: CommonMark §4.6 ends such a block (its second kind) with the very
line, so that Markdown goes on in the next one, and no blank lines have to be put between.
"""

from __future__ import annotations

import re

LEAD = "<!---->"
_MARKS = re.compile(r"[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++[ \t>]*+)*+")
_BLANK_REST = re.compile(r"[ \t\r]*+(?:\n|\Z)")
_BLANK_LINE = re.compile(r"\n(?=[ \t\r]*+\n)")
_NOT_A_QUOTE = re.compile(r"[^>]")
_FAR = 200


class Output:
    """What is written of one body; of one in HTML nothing has to stand on lines of its own."""

    __slots__ = ("_begins_bare", "_has_text", "_is_html", "_kind", "_marks", "_owed", "_pieces", "lines")

    def __init__(self, *, is_html: bool = False) -> None:
        self._is_html = is_html
        self._pieces: list[str] = []
        self._marks = ""
        """What the line that is being written begins with: blanks, quote marks, marks of list items."""
        self._has_text = False
        """Whether there is more in it than that."""
        self._begins_bare = False
        """Whether a tag at the beginning of the line was taken out: the blanks behind it must not make code of what follows."""
        self._kind = ""
        """`html` or `fence` when the line is finished, so that what follows goes into the next one."""
        self._owed = 0
        """How many lines the output is behind the input; negative when it is ahead."""
        self.lines = 0
        """How many line ends are written."""

    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    @property
    def is_at_line_start(self) -> bool:
        """Whether nothing but marks stands in the line so far."""
        return not self._has_text

    def verbatim(self, text: str, *, is_code: bool = False) -> None:
        """Write a piece of the input as it is."""
        if not text:
            return
        if self._begins_bare:
            self._begins_bare = False
            text = text.lstrip(" \t")
        if self._kind:
            text = self._after_finished(text)
        elif self._owed > 0 and not is_code:
            text = self._with_lines_owed(text)
        self._add(text)

    def inline(self, text: str, instead_of: str = "") -> None:
        """Write what stands in a sentence, or nothing, in place of a piece of the input."""
        if text:
            self._begins_bare = False
            self._add(self._after_finished(text) if self._kind else text)
        elif not (self._has_text or self._kind or self._is_html):
            self._begins_bare = True
        self._owed += instead_of.count("\n") - text.count("\n")

    def leaf(self, html: str, instead_of: str) -> None:
        """Write one line of HTML with nothing in it to be read as Markdown; in a sentence it stays in the sentence."""
        if self._has_text and not self._kind:
            self.inline(html, instead_of)
        else:
            self.block(html, instead_of)

    def block(self, html: str, instead_of: str) -> None:
        """Write one line of HTML that opens or closes something, on a line of its own."""
        if self._is_html:
            self.inline(html, instead_of)
            return
        if self._kind != "html":
            self._begin_line()
            html = LEAD + html
        self._add(html)
        self._kind = "html"
        self._owed += instead_of.count("\n")

    def fenced(self, code: str, instead_of: str) -> None:
        """Write a fenced block of code, on lines of its own."""
        self._begin_line()
        self._add(code)
        self._kind = "fence"
        self._owed += instead_of.count("\n") - code.count("\n")

    def _add(self, text: str) -> None:
        if not text:
            return
        self._pieces.append(text)
        newline = text.rfind("\n")
        if newline >= 0:
            self.lines += text.count("\n")
            self._kind = ""
            self._has_text = False
            self._marks = ""
            text = text[newline + 1 :]
        if not self._has_text:
            begun = self._marks + text
            match = _MARKS.match(begun)
            self._marks = match[0][:_FAR] if match else ""
            self._has_text = len(self._marks) < len(begun)

    def _begin_line(self) -> None:
        """Make sure that what follows may begin here: in a line of its own. A blank line before it is not needed."""
        if self._has_text:
            self._break_line()
        elif self._marks == "":
            while self._owed < 0 and self._pieces and self._pieces[-1].endswith("\n\n"):
                self._pieces[-1] = self._pieces[-1][:-1]
                self._owed += 1
                self.lines -= 1

    def _break_line(self) -> None:
        """Begin a new line under the text of this one, in the same list item and quote."""
        self._add("\n" + _NOT_A_QUOTE.sub(" ", self._marks))
        self._owed -= 1

    def _after_finished(self, text: str) -> str:
        """The text that follows a finished line, from the next line on. Blank lines there pay for lines put in before."""
        if not _BLANK_REST.match(text):
            self._break_line()
            return text.lstrip(" \t")
        newline = text.find("\n")
        if newline < 0:
            return text
        while self._owed < 0 and _BLANK_LINE.match(text, newline):
            text = text[:newline] + text[newline + 1 :]
            self._owed += 1
        return self._with_lines_owed(text) if self._owed > 0 else text

    def _with_lines_owed(self, text: str) -> str:
        """The text with as many blank lines more as the output is behind, where a line is blank anyway."""
        if (not self._has_text or self._kind) and _BLANK_REST.match(text):
            newline = text.find("\n")
        else:
            match = _BLANK_LINE.search(text)
            newline = match.start() if match else -1
        if newline < 0:
            return text
        owed, self._owed = self._owed, 0
        return text[:newline] + "\n" * owed + text[newline:]
