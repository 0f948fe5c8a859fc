"""The walk over a body in search of tags: code and comments are passed by, everything that may be a tag is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from feedkit.shortcodes.code import Change, Code, Stops, changed, stops
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.parts import Kind, Tag

Read = Callable[[int, bool], Tag | None]
"""Reads the tag that begins at an index, in code or not; None when it is left as it is."""
_TEMPLATE = re.compile(r"\{\{|\{%")
AFTER = {"<": "!--", "{": "[{%]"}
"""What begins comments and tags."""
_STOPS = stops(AFTER)
_BEGINNING = re.compile(r"\{(?=%|\{[<%])")


def walk(
    text: str,
    read: Read,
    *,
    at: Stops = _STOPS,
    has_code: bool = True,
    has_indented_code: bool = True,
    sets_fences_aside: bool = False,
) -> Iterator[Tag]:
    """The tags in the order of the text; `at` is where one may begin.

    `has_code` is False for generators that know nothing of code, and for HTML. `sets_fences_aside` is for those that run
    no tag at all in fenced code, not even what escapes others.
    """
    code = Code(text, has_indented_code=has_indented_code)
    position = 0
    while True:
        start, position = code.next(at, position) if has_code else _next(text, at, position)
        if start == len(text):
            return
        if position > start:
            if not (sets_fences_aside and text.startswith(("```", "~~~"), start)):
                yield from _in_code(text, start, position, read)
        elif text.startswith("<!--", start):
            position = code.end_of_comment(start)
            if position > start and _TEMPLATE.search(text, start, position):
                yield Tag(start, position, Kind.TEXT)
            position = position if position > start else start + 4
        else:
            tag = read(start, has_code and code.is_indented(start))
            if tag:
                yield tag
            position = tag.end if tag else start + 1


def _next(text: str, at: Stops, position: int) -> tuple[int, int]:
    """The next place worth a look in a text without code, as `Code.next` gives it."""
    match = at.mark.search(text, position)
    found = match.start() if match else len(text)
    return found, found


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


def without_marks(text: str, context: Context) -> str:
    """The text without the beginning of a tag outside code, where one was put together by what was taken out between."""
    if not ("{%" in text or "{{<" in text or "{{%" in text):
        return text
    if not context.markdown:
        return _BEGINNING.sub("&#123;", text)

    def change(code: Code, start: int) -> Change | None:
        return (start, start + 1, "&#123;") if _BEGINNING.match(text, start) and not code.is_indented(start) else None

    return changed(text, _STOPS, change)


def visible(text: str, protected: str, context: Context) -> str:
    """The text with braces in place of `protected`, the character that stands for them: as they are in code, else escaped."""
    if not context.markdown:
        return text.replace(protected, "&#123;")
    code = Code(text)
    at = stops({protected: ""}, in_code=protected)
    pieces: list[str] = []
    done = position = 0
    while True:
        start, position = code.next(at, position)
        if start == len(text):
            return "".join([*pieces, text[done:]])
        if position > start:
            pieces += [text[done:start], text[start:position].replace(protected, "{")]
        else:
            position = start + 1
            pieces += [text[done:start], "{" if code.is_indented(start) else "&#123;"]
        done = position
