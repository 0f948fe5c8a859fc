"""Ids for headings, as GitHub makes them, so that links to `#why-it-matters` work everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_NOT_ASCII_WORD = re.compile(r"[^a-z0-9_\- ]")


def slug(text: str) -> str:
    """The text in lower case with `-` for spaces and without punctuation; letters of every script stay."""
    lower = text.strip().lower()
    kept = _NOT_ASCII_WORD.sub("", lower) if lower.isascii() else "".join(filter(_is_word, lower))
    return kept.replace(" ", "-")


def _is_word(character: str) -> bool:
    """Whether GitHub keeps the character: letters, marks, decimal digits, connectors, hyphen and space."""
    return character in "- " or unicodedata.category(character) in {
        "Ll", "Lu", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc",
    }  # fmt: skip


def unique_ids(taken: set[str]) -> Callable[[str], str]:
    """A function that gives each wanted id back, with `-1`, `-2` … if it is taken; `taken` grows with every answer."""
    tried: dict[str, int] = {}

    def unique(wanted: str) -> str:
        wanted = wanted or "section"
        result = wanted
        while result in taken:
            tried[wanted] = tried.get(wanted, 0) + 1
            result = f"{wanted}-{tried[wanted]}"
        taken.add(result)
        return result

    return unique
