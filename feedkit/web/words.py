"""What the pages and notices say, in each language there is."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.web.catalogues import CATALOGUES

FALLBACK = "en"
WORDS: Mapping[str, Mapping[str, str]] = CATALOGUES


def language_for(*wanted: str) -> str:
    """The first of these languages (BCP 47) that there are words in, else English."""
    for each in wanted:
        primary = each.lower().partition("-")[0]
        if primary in WORDS:
            return primary
    return FALLBACK


def accepted(header: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header (RFC 9110 §12.5.4), the most wanted first; at most ten."""
    found = []
    for position, part in enumerate(header[:500].split(",")[:10]):
        tag, _, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        if tag and weight > 0:
            found.append((-weight, position, tag))
    return tuple(tag for _, _, tag in sorted(found))
