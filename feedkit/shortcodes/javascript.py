"""As much of JavaScript as MDX needs: where an expression in braces ends, and what simple ones stand for."""

from __future__ import annotations

import html
import re

_TOKEN = re.compile(r"[{}]|\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`", re.DOTALL)
_STATEMENT = re.compile(
    r"[{}()\[\]]|\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`|//[^\n]*+|\n",
    re.DOTALL,
)
_STRING = re.compile(
    r"\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.|\$(?!\{))*)`)\s*", re.DOTALL
)
_NUMBER = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
_FILE = re.compile(
    r"(?:\b(?:require|useBaseUrl|withBase|url|asset)\s*\(\s*|new URL\s*\(\s*)[\"'`]([^\"'`\n]+)[\"'`]|"
    r"[\"'`]([^\"'`\n]+\.(?:png|jpe?g|gif|webp|svg|avif|mp4|webm|mp3))[\"'`]"
)
_NAME = re.compile(r"\s*([A-Za-z_$][\w$]*)((?:\.[\w$]+)*)\s*")
_CODE = (".css", ".scss", ".sass", ".less", ".styl", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".json", ".mdx", ".md")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_GOES_ON = re.compile(r"(?:[=,(\[{+\-*/&|?:<>.]|\bfrom)\Z")
_MAX_FAILURES = 4


class Braces:
    """Where braces close in one text. Strings in between are read as such, as long as that leads to an end."""

    __slots__ = ("_failures", "_pairs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._failures = 0
        self._pairs: dict[int, int] | None = None

    def end(self, start: int) -> int:
        """The index after the brace that closes the one at `start`; -1 when none does."""
        if self._failures < _MAX_FAILURES:
            depth = 0
            for match in _TOKEN.finditer(self._text, start):
                first = match[0][0]
                depth += (first == "{") - (first == "}")
                if depth == 0:
                    return match.end()
            self._failures += 1
        if self._pairs is None:
            self._pairs = {}
            stack: list[int] = []
            for match in re.finditer(r"[{}]", self._text):
                if match[0] == "{":
                    stack.append(match.start())
                elif stack:
                    self._pairs[stack.pop()] = match.end()
        return self._pairs.get(start, -1)

    def end_of_statement(self, start: int) -> int:
        """The index of the end of the line in which the statement ends that begins at `start`."""
        text = self._text
        first = text.find("\n", start)
        first = len(text) if first < 0 else first
        if self._failures >= _MAX_FAILURES:
            return first
        depth = 0
        for match in _STATEMENT.finditer(text, start):
            mark = match[0]
            if mark in "([{":
                depth += 1
            elif mark in ")]}":
                depth -= 1
            elif mark == "\n" and depth <= 0:
                before = text[max(start, match.start() - 20) : match.start()].rstrip()
                if not _GOES_ON.search(before):
                    return match.start()
        if depth > 0:
            self._failures += 1
            return first
        return len(text)


def string(expression: str) -> str | None:
    """The text that a string literal or a number stands for; None for anything else."""
    if match := _STRING.fullmatch(expression):
        return _ESCAPE.sub(r"\1", match[match.lastindex or 1] or "")
    match = _NUMBER.fullmatch(expression)
    return match[1] if match else None


def file(expression: str, imports: dict[str, str]) -> str:
    """The file that an expression names: by `require`, by a name it was imported under, or as a string in it."""
    if (match := _NAME.fullmatch(expression)) and match[1] in imports:
        # A member of a module, as `styles.card`, is a name of a class; `.src` is the address of a picture of Astro and Next.
        module = imports[match[1]]
        return "" if match[2] not in ("", ".src", ".default") or module.endswith(_CODE) else module
    match = _FILE.search(expression)
    return (match[1] or match[2]) if match else ""


def attribute(expression: str, imports: dict[str, str]) -> str:
    """The value of an attribute given as an expression; empty when it is not known."""
    found = string(expression)
    if found is not None:
        return found
    bare = expression.strip()
    return bare if bare in {"true", "false"} else file(expression, imports)


def unescaped(value: str) -> str:
    """The value of an attribute in quotes: JSX reads character references in it, as HTML does."""
    return html.unescape(value) if "&" in value else value
