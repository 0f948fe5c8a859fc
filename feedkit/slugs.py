"""Names for files and addresses, made from titles and tags."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SPOKEN = str.maketrans(
    {
        "+": " plus ",
        "#": " sharp ",
        "&": " and ",
        "@": " at ",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "'": "",
        "’": "",
    }
)
_MAX_LENGTH = 80
_WORD = re.compile(r"[^\W_]+")
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]+")
_SLUG = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")


def slugify(text: str) -> str:
    """Lower-case words joined by `-`, without accents; letters of other scripts are kept. Never empty, never `.` or `/`."""
    if len(text) <= _MAX_LENGTH and _SLUG.fullmatch(text):
        return text
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_SPOKEN)
    if not lowered.isascii():
        bare = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFD", lowered))
        lowered = unicodedata.normalize("NFC", bare)
    words = _WORD.findall(lowered)
    slug = "-".join(words)
    if len(slug) > _MAX_LENGTH:
        slug = slug[:_MAX_LENGTH].rsplit("-", 1)[0] if "-" in slug[:_MAX_LENGTH] else slug[:_MAX_LENGTH]
    return slug or "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def distinct_slugs(texts: list[str]) -> dict[str, str]:
    """A slug for each text, no two alike; what a text gets does not depend on the order of the others."""
    by_slug: dict[str, list[str]] = {}
    for text in sorted(set(texts)):
        by_slug.setdefault(slugify(text), []).append(text)
    slugs = {}
    for slug, group in by_slug.items():
        for text in group:
            alone = len(group) == 1
            slugs[text] = (
                slug if alone else f"{slug}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
            )
    return slugs
