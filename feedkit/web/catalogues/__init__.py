"""The words of the pages and notices, a module for each language; adding one is adding a file."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.web.catalogues import ar, de, en, es, fr, ja

CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "ar": ar.WORDS,
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "ja": ja.WORDS,
}
