"""What editions say in feedkit's own words, by language: one module each, named by its code (ISO 639).

A text is a string with names in braces, or one string for each plural category of the language (Unicode CLDR), in
which `{n}` is the number. What a language leaves out is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from feedkit.digest.catalogues import ar, de, en, es, fr, ja

Texts = Mapping[str, str | Mapping[str, str]]

CATALOGUES: Mapping[str, Texts] = MappingProxyType(
    {"ar": ar.TEXTS, "de": de.TEXTS, "en": en.TEXTS, "es": es.TEXTS, "fr": fr.TEXTS, "ja": ja.TEXTS}
)
