"""What a shortcode is given, read from how it is written: `src="a.png"`, `src='a.png'`, bare words, lists with commas."""

from __future__ import annotations

import re
from collections.abc import Callable

from feedkit.shortcodes.parts import Arguments

# Possessive all through, and a bare word is what nothing else matched: a word is looked at twice at most.
_STRING = r'"(?:[^"\\]++|\\.)*+"|' + r"'(?:[^'\\]++|\\.)*+'|" + r"`[^`]*+`"
_DOUBLE_STRING = r'"(?:[^"\\]++|\\.)*+"|' + r"`[^`]*+`"
_SPACED = re.compile(rf"([\w.:@\-]++)\s*+=\s*+({_STRING}|[^\s\"'`]++|)|({_STRING}|[^\s\"'`][^\s]*+)", re.DOTALL)
_SPACED_DOUBLE = re.compile(
    rf"([\w.:@\-]++)\s*+=\s*+({_DOUBLE_STRING}|[^\s\"`]++|)|({_DOUBLE_STRING}|[^\s\"`][^\s]*+)", re.DOTALL
)
_LISTED = re.compile(
    rf"([\w.@\-]++)\s*+[=:](?!//)\s*+({_STRING}|\[[^\]]*+\]|[^\s,\"'`\[\]]++|)|({_STRING}|\[[^\]]*+\]|[^\s,\"'`\[\]]++)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([\"'\\`])")


def _itself(word: str) -> str:
    return word


def spaced(written: str, word: Callable[[str], str] = _itself) -> Arguments:
    """Arguments between blanks, as `"a.png" width=300 alt='A cat'`; `word` gives the value of what has no quotes."""
    return _read(_SPACED, written, word)


def spaced_without_single_quotes(written: str) -> Arguments:
    """Arguments between blanks where an apostrophe is a plain character."""
    return _read(_SPACED_DOUBLE, written, _itself)


def listed(written: str, word: Callable[[str], str] = _itself) -> Arguments:
    """Arguments between commas or blanks, as `id="x", autoplay=true` or `"a.png", "A cat"`."""
    return _read(_LISTED, written, word)


def unquoted(written: str) -> str:
    """A string without its quotes; anything else as it is."""
    if len(written) >= 2 and written[0] == written[-1] and written[0] in "\"'`":
        inside = written[1:-1]
        return _ESCAPE.sub(r"\1", inside) if "\\" in inside and written[0] != "`" else inside
    return written


def _read(pattern: re.Pattern[str], written: str, word: Callable[[str], str]) -> Arguments:
    if not written or written.isspace():
        return Arguments()
    named: dict[str, str] = {}
    positional: list[str] = []
    for match in pattern.finditer(written):
        name, value = match[1], match[2] if match[1] else match[3]
        plain = unquoted(value) if value[:1] in {'"', "'", "`"} else word(value)
        if name:
            named.setdefault(name, plain)
        else:
            positional.append(plain)
    return Arguments(named, tuple(positional))
