"""Names in addresses as each generator makes them of titles and file names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

_LATIN = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "--",
    "…": "...", "«": "<<", "»": ">>", "×": "x", "€": "EUR", "©": "(c)", "®": "(r)", "°": "deg", "µ": "u",
})  # fmt: skip
_PELICAN = ((r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-"))
_IN_HUGO = "./\\_#+~-@"


def latin(text: str) -> str:
    """Letters of Latin scripts without accents; other scripts as they are, since only tables could tell their sounds."""
    apart = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return unicodedata.normalize("NFC", "".join(each for each in apart if not "\u0300" <= each <= "\u036f"))


def hugo(text: str, *, lower: bool = True) -> str:
    """As Hugo's `urlize`: blanks to hyphens, only letters, digits and a few marks stay.

    https://gohugo.io/functions/urls/urlize/
    """
    made: list[str] = []
    blank = False
    for each in text.strip():
        if each.isalnum() or each in _IN_HUGO or unicodedata.category(each).startswith("M"):
            if blank and each != "-":
                made.append("-")
            blank = False
            made.append(each)
        elif each.isspace() and made and made[-1] != "-":
            blank = True
    found = "".join(made)
    return found.replace("İ", "i").lower() if lower else found


def hugo_token(text: str, *, lower: bool = True) -> str:
    """As a token of Hugo's permalinks: in it `/` and `+` are blanks, and `%20` is decoded."""
    return hugo(re.sub(r"[/\\+]", " ", unquote(text)), lower=lower)


def jekyll(text: str, *, mode: str = "default", cased: bool = False) -> str:
    """As Jekyll's `slugify`: https://jekyllrb.com/docs/liquid/filters/#options-for-the-slugify-filter."""
    if mode in ("raw", "none"):
        found = re.sub(r"\s+", "-", text) if mode == "raw" else text
    elif mode == "pretty":
        found = re.sub(r"[^\w._~!$&'()+,;=@]+|(?![._~!$&'()+,;=@])_(?<!_)", "-", text)
    elif mode == "latin":
        found = re.sub(r"[^a-zA-Z0-9]+", "-", latin(text))
    elif mode == "ascii":
        found = re.sub(r"[^a-zA-Z0-9]+", "-", text)
    else:
        found = re.sub(r"[\W_]+", "-", text)
    found = found if mode == "none" else found.strip("-")
    return found if cased else found.lower()


def zola(text: str, how: str = "on") -> str:
    """As Zola does for `slugify.paths`: https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies."""
    if how == "off":
        return text
    if how == "safe":
        return re.sub(r"[<>:\"/|?*#()\[\]\n\r\t\\ ]+", "_", text.strip(" ."))
    return re.sub(r"[\W_]+", "-", latin(text).lower()).strip("-")


def pelican(
    text: str, substitutions: Sequence[Sequence[str]] = _PELICAN, *, keep_case: bool = False, unicode: bool = False
) -> str:
    """As Pelican does: https://docs.getpelican.com/en/latest/settings.html#url-settings, `SLUG_REGEX_SUBSTITUTIONS`."""
    found = unicodedata.normalize("NFKC", re.sub(r"<[^<>]*>", "", text))
    found = found if unicode else latin(found)
    for each in substitutions:
        try:
            found = re.sub(str(each[0]), str(each[1]), found, flags=re.IGNORECASE)
        except (re.error, IndexError):
            continue
    return (found if keep_case else found.lower()).strip()


def nikola(text: str) -> str:
    """As Nikola's `slugify`: https://getnikola.com/handbook.html#slugs."""
    found = re.sub(r"[^+\w\s-]", "", latin(text)).strip().lower()
    return re.sub(r"[-\s]+", "-", found)


def hexo(text: str) -> str:
    """As Hexo's `slugize`: https://github.com/hexojs/hexo-util#slugizestr-options."""
    found = re.sub(r"[\x00-\x1f\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", latin(text))
    return re.sub(r"-{2,}", "-", found).strip("-")


def slugger(text: str) -> str:
    """As `github-slugger` does, with a hyphen for every blank: https://github.com/Flet/github-slugger."""
    return re.sub(r"[^\w\s-]", "", text.lower()).replace(" ", "-")


def github(text: str) -> str:
    """As most slugs of JavaScript are, with one hyphen for several blanks: https://github.com/sindresorhus/slugify."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text.lower()).strip())
