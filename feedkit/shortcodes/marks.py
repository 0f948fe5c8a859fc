"""Marks in a line that an engine knows only when a site asks for it: `==mark==`, `H~2~O`, `x^2^`, `++new++`, `:tada:`, `^[a note]`.

Which of them a site has asked for, `Context.marks` says; the others are text, as the site itself shows them.

| mark | by whom |
|--|--|
| `mark`, `insert`, `subscript`, `superscript` | Hugo's `extras`, plug-ins of markdown-it and remark, PyMdown's `mark`, `caret`, `tilde` |
| `emoji` | Hugo's `enableEmoji`, Zola's `render_emoji`, jemoji, Docusaurus, plug-ins of the others |
| `inline_notes` | markdown-it-footnote, Pandoc |
| `wide` | what is raised or lowered may have blanks in it, as in Hugo |
| `one_tilde` | a single tilde is text: markdown-it, kramdown and Python-Markdown strike nothing out with it |

https://gohugo.io/configuration/markup/#goldmark-extensions, https://github.com/markdown-it/markdown-it#syntax-extensions,
https://facelessuser.github.io/pymdown-extensions/extensions/caret/, https://kramdown.gettalong.org/parser/gfm.html
"""

from __future__ import annotations

import re
from functools import cache

from feedkit.shortcodes.code import Change, Code, changed, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.reading import Ends

_STOPS = stops(
    {"=": "=", "+": r"\+", "^": r"[^\s]", "~": "", ":": r"[\w+/\-]", "<": "[A-Za-z/!]", "]": r"[(:]", "$": ""}
)
_SIGNS = {
    "emoji": ":",
    "mark": "==",
    "insert": "++",
    "caret_insert": "^^",
    "superscript": "^",
    "inline_notes": "^[",
    "subscript": "~",
}
_PAIRS = (
    ("==", "mark", "mark"), ("++", "insert", "ins"), ("^^", "caret_insert", "ins"), ("^", "superscript", "sup"),
    ("~", "subscript", "sub"),
)  # fmt: skip
_CLOSING = {
    sign: re.compile(rf"(?<![\s\\{re.escape(sign[0])}]){re.escape(sign)}(?!{re.escape(sign[0])})")
    for sign, _, _ in _PAIRS
}
"""A sign that may close what one like it has opened: as long, and not after a blank."""
_EMOJI = re.compile(r":([a-z0-9_+\-]{1,60}):", re.IGNORECASE)
_NOTE = re.compile(r"\^\[((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])++)\]", re.DOTALL)
_ONE_TILDE = re.compile(r"(?<!~)~(?!~)")
_BARE_URL = re.compile(r"://[^\s<>]++")
_TARGET = re.compile(r"\](?:\((?:[^()\n]|\([^()\n]*+\))*+\)|:[ \t]*+\S++)")
_TAG = re.compile(
    r"<(?:(!--)|(pre|code|kbd|samp|script|style|textarea|svg|math)\b[^<>]*+>|/?[A-Za-z][^<>]*+>)", re.IGNORECASE
)
"""What begins HTML: a comment, an element whose text is no Markdown, any other tag."""
_MATH = re.compile(r"\$\$.+?\$\$|\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?!\d)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t\r>]*+(?:\n|\Z)")
_ESCAPED_BLANK = re.compile(r"\\([ \t])")
_FAR = 1_000
_DEEPEST = 4


def needs(text: str, marks: tuple[str, ...]) -> bool:
    """Whether there may be any of these marks in a text, told quickly."""
    if "~" in text and "one_tilde" in marks and _ONE_TILDE.search(text):
        return True
    return any(sign in text for name, sign in _SIGNS.items() if name in marks)


def plain(text: str, context: Context) -> str:
    """The text with these marks as HTML, its notes as footnotes; the same object when there are none."""
    if not context.markdown:
        return text
    marks = _Marks(context.marks)
    return marks.written(text) + marks.notes()


class _Marks:
    """The marks of one text."""

    __slots__ = ("_has_math", "_marks", "_notes")

    def __init__(self, marks: tuple[str, ...]) -> None:
        self._marks = frozenset(marks)
        self._has_math = not self._marks.isdisjoint(("subscript", "superscript"))
        self._notes: list[str] = []

    def notes(self) -> str:
        """The footnotes that stand behind the text."""
        return "".join(f"\n\n[^inline-{number}]: {note}" for number, note in enumerate(self._notes, 1))

    def written(self, text: str, depth: int = 0) -> str:
        """The text with its marks as HTML."""
        ends = Ends(text)

        def change(code: Code, start: int) -> Change | None:
            if text[start] == "<":
                return _passed_html(text, start, ends)
            if text[start] in ":]$" and not code.is_indented(start):
                return self._emoji(text, start) or self._passed(text, start)
            if text[start] in ":]$" or code.is_escaped(start) or code.is_indented(start):
                return None
            return self._note(text, start, depth) or self._pair(text, start, depth) or self._tilde(text, start)

        return changed(text, _STOPS, change)

    def _passed(self, text: str, start: int) -> Change | None:
        """What is no text: addresses and formulas. It is left as it is."""
        pattern = {":": _BARE_URL, "]": _TARGET, "$": _MATH}[text[start]]
        if pattern is _MATH and not self._has_math:
            return None
        found = pattern.match(text, start, _end(text, start) if pattern is _MATH else len(text))
        return (start, found.end(), found[0]) if found else None

    def _emoji(self, text: str, start: int) -> Change | None:
        found = _EMOJI.match(text, start) if "emoji" in self._marks else None
        shown = emoji_of(found[1]) if found else ""
        return (start, found.end(), shown) if found and shown else None

    def _note(self, text: str, start: int, depth: int) -> Change | None:
        if "inline_notes" not in self._marks or depth or not text.startswith("^[", start):
            return None
        found = _NOTE.match(text, start, _end(text, start))
        if found is None:
            return None
        end = found.end()
        self._notes.append(self.written(" ".join(found[1].split()), depth + 1))
        return start, end, f"[^inline-{len(self._notes)}]" + "\n" * text.count("\n", start, end)

    def _pair(self, text: str, start: int, depth: int) -> Change | None:
        for sign, name, element in _PAIRS:
            if name in self._marks and text.startswith(sign, start):
                narrow = len(sign) == 1 and "wide" not in self._marks
                end = _closing(text, start, sign, narrow=narrow)
                if end < 0:
                    continue
                inside = text[start + len(sign) : end]
                inside = _ESCAPED_BLANK.sub(r"\1", inside) if narrow else inside
                if depth < _DEEPEST:
                    inside = self.written(inside, depth + 1)
                return start, end + len(sign), f"<{element}>{inside}</{element}>"
        return None

    def _tilde(self, text: str, start: int) -> Change | None:
        """A single tilde as text, where the engine strikes nothing out with it."""
        literal = "one_tilde" in self._marks or "subscript" in self._marks
        return (start, start + 1, "\\~") if literal and _ONE_TILDE.match(text, start) else None


def _passed_html(text: str, start: int, ends: Ends) -> Change | None:
    """A tag or a comment, with the text between tags where that is no Markdown; it is left as it is."""
    found = _TAG.match(text, start)
    if found is None:
        return None
    end = found.end()
    if found[1]:
        last = ends.find("-->", end)
        end = last + 3 if last >= 0 else end
    elif found[2] and (closed := ends.match(rf"(?i)</{found[2].lower()}\s*>", end)):
        end = closed.end()
    return start, end, text[start:end]


def _end(text: str, start: int) -> int:
    """The index where the paragraph ends that `start` is in, or where it is too far to look for anything."""
    blank = _BLANK_LINE.search(text, start, start + _FAR)
    return blank.start() if blank else min(len(text), start + _FAR)


def _closing(text: str, start: int, sign: str, *, narrow: bool) -> int:
    """The index of the sign that closes what one at `start` opens; -1 when it opens nothing."""
    character, size = sign[0], len(sign)
    begin = start + size
    after = text[begin : begin + 1]
    before = text[start - 1 : start]
    if before == character or after in ("", character) or after.isspace():
        return -1
    # As `*` does (CommonMark §6.2): nothing opens between a word and a sign of punctuation.
    if size == 2 and not after.isalnum() and after not in "`*_[<" and before.isalnum():
        return -1
    last = _end(text, start)
    for found in _CLOSING[sign].finditer(text, begin + 1, last):
        end = found.start()
        if text.count("`", begin, end) % 2 == 0:
            inside = _ESCAPED_BLANK.sub("", text[begin:end]) if narrow else ""
            return -1 if any(each.isspace() for each in inside) else end
    return -1


@cache
def emoji_of(name: str) -> str:
    """The emoji that GitHub calls by this name; empty when there is none."""
    import emoji  # noqa: PLC0415  (its names take 60 ms to load, and few articles have any)

    written = f":{name}:"
    found = emoji.emojize(written, language="alias")
    return "" if found == written else found
