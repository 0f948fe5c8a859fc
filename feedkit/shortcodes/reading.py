"""The walk over a body in search of tags: code and comments are passed by, everything that may be a tag is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from feedkit.shortcodes.code import Code
from feedkit.shortcodes.parts import Context, Kind, Tag

Read = Callable[[int, bool], Tag | None]
"""Reads the tag that begins at an index, in code or not; None when it is left as it is."""
# All alternatives begin with a plain character: only then does `re` leap from one candidate to the next.
MARKS = re.compile(r"``*|~~~|<!--|\{\{|\{%")
_TEMPLATE = re.compile(r"\{\{|\{%")


def walk(
    text: str,
    read: Read,
    *,
    marks: re.Pattern[str] = MARKS,
    has_indented_code: bool = True,
    sets_fences_aside: bool = False,
) -> Iterator[Tag]:
    """The tags in the order of the text; `marks` finds code, comments and where tags may begin.

    `sets_fences_aside` is for generators that run no tag at all in fenced code, not even those that escape others.
    """
    code = Code(text)
    position = 0
    while match := marks.search(text, position):
        start = match.start()
        character = text[start]
        if character in "`~":
            position = code.end(start)
            if position > start:
                if sets_fences_aside and text.startswith(("```", "~~~"), start):
                    continue
                yield from _in_code(text, start, position, read)
            else:
                position = code.after_marks(start)
        elif match[0] == "<!--":
            position = code.end_of_comment(start)
            if position == start:
                position += 4
            elif _TEMPLATE.search(text, start, position):
                yield Tag(start, position, Kind.TEXT)
        else:
            tag = read(start, has_indented_code and code.is_indented(start))
            if tag:
                yield tag
            position = tag.end if tag else match.end()


def _in_code(text: str, start: int, end: int, read: Read) -> Iterator[Tag]:
    """What is to be written anew inside code: escaped tags."""
    position = start
    while match := _TEMPLATE.search(text, position, end):
        tag = read(match.start(), True)
        if tag and tag.end <= end:
            yield tag
            position = tag.end
        else:
            position = match.end()


class Ends:
    """Where what has begun ends, looked up so that each part of the text is searched only once."""

    __slots__ = ("_found", "_matched", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[int, int]] = {}
        self._matched: dict[str, tuple[int, re.Match[str] | None]] = {}

    def find(self, mark: str, start: int) -> int:
        """The index of the next `mark` from `start` on; -1 when there is none."""
        since, found = self._found.get(mark, (-1, -1))
        if since < 0 or start < since or 0 <= found < start:
            found = self._text.find(mark, start)
            self._found[mark] = (start, found)
        return found

    def match(self, pattern: str, start: int) -> re.Match[str] | None:
        """The next match of a pattern from `start` on."""
        since, found = self._matched.get(pattern, (-1, None))
        if since < 0 or start < since or (found is not None and found.start() < start):
            found = re.compile(pattern).search(self._text, start)
            self._matched[pattern] = (start, found)
        return found


def foreign(tag: Tag) -> str:
    """A tag of another generator as messages name it; its name is the second character of its marks."""
    words = " ".join(tag.written.split())[:40]
    return f"{{% {words} %}}" if tag.name == "%" else f"{{{{{words} }}}}"


def literal(text: str, *, in_code: bool) -> str:
    """Text that shows a tag to readers; outside code its braces are written so that no one reads it as a tag again."""
    return text if in_code else text.replace("{", "&#123;").replace("<", "&lt;")


def visible(text: str, protected: str, context: Context) -> str:
    """The text with braces in place of `protected`, the character that stands for them: as they are in code, else escaped."""
    if not context.markdown:
        return text.replace(protected, "&#123;")
    code = Code(text)
    marks = re.compile(f"``*|~~~|{protected}")
    pieces: list[str] = []
    done = position = 0
    while match := marks.search(text, position):
        start = match.start()
        if text[start] == protected:
            pieces += [text[done:start], "{" if code.is_indented(start) else "&#123;"]
            done = position = start + 1
        elif (end := code.end(start)) > start:
            pieces += [text[done:start], text[start:end].replace(protected, "{")]
            done = position = end
        else:
            position = code.after_marks(start)
    return "".join([*pieces, text[done:]])
