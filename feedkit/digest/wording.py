"""feedkit's own words in an edition: texts, plurals, dates and lists in the language of the site; the one door to Babel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from feedkit.digest.catalogues import CATALOGUES
from feedkit.quick_dataclasses import dataclass

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How an edition speaks; from `wording()`. Dates are in the language of its texts, so that no line mixes two."""

    language: str
    """BCP 47: the site's own if there are texts in it, else `en`."""
    zone: tzinfo
    locale: Locale
    """What Babel knows of the language, and of its region where it knows that too."""

    def say(self, key: str, **values: object) -> str:
        """The text of that key with the values in it; KeyError for a key that there is not."""
        text, _ = self._text(key)
        if not isinstance(text, str):
            raise KeyError(f"{key} has plural forms: it needs a number")
        return text.format_map(values)

    def count(self, key: str, number: int) -> str:
        """The text of that key in the plural form of the number, as `4 min read`."""
        forms, locale = self._text(key)
        if isinstance(forms, str):
            raise KeyError(f"{key} has no plural forms")
        form = forms.get(locale.plural_form(number), forms["other"])
        return form.format(n=self.number(number))

    def number(self, number: int) -> str:
        """As `12,345`."""
        from babel.numbers import format_decimal  # noqa: PLC0415  (see _locale)

        return _printable(format_decimal(number, locale=self.locale))

    def day(self, day: date) -> str:
        """As `Thursday, May 28, 2026`."""
        from babel.dates import format_date  # noqa: PLC0415  (see _locale)

        return format_date(day, "full", self.locale)

    def moment(self, moment: datetime) -> str:
        """The date and time in the zone, as `May 28, 2026, 3:00 PM`."""
        from babel.dates import format_date, format_time  # noqa: PLC0415  (see _locale)

        local = moment.astimezone(self.zone)
        day = format_date(local.date(), "long", self.locale)
        time = format_time(local, "short", self.zone, self.locale)
        joined: str = self.locale.datetime_formats["medium"]
        return _printable(joined.replace("{1}", day).replace("{0}", time))

    def month(self, day: date) -> str:
        """The month and year, as `May 2026`."""
        from babel.dates import format_skeleton  # noqa: PLC0415  (see _locale)

        return format_skeleton("yMMMM", datetime(day.year, day.month, 1), None, fuzzy=True, locale=self.locale)  # noqa: DTZ001

    def names(self, names: Sequence[str]) -> str:
        """The names as a list in a sentence, as `Ana, Ben, and Zoë`."""
        from babel.lists import format_list  # noqa: PLC0415  (see _locale)

        return format_list(list(names), locale=self.locale)

    def _text(self, key: str) -> tuple[str | Mapping[str, str], Locale]:
        """The text, and the language whose plural rules it follows."""
        texts = CATALOGUES[_primary(self.language)]
        return (texts[key], self.locale) if key in texts else (CATALOGUES[FALLBACK][key], _locale(FALLBACK))


def wording(language: str, zone: tzinfo) -> Wording:
    """The wording for a site in that language (BCP 47): `de-AT` speaks German, what has no catalogue English."""
    spoken = language if _primary(language) in CATALOGUES else FALLBACK
    return Wording(language=spoken, zone=zone, locale=_locale(spoken))


def _locale(language: str) -> Locale:
    # Babel takes 40 ms to load, which commands that make no edition need not wait for.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_primary(language))


def _printable(text: str) -> str:
    """The text with plain no-break spaces: fonts of several mail programs show the narrow one as a box."""
    return text.replace("\u202f", "\xa0")


def _primary(language: str) -> str:
    return language.replace("_", "-").lower().partition("-")[0]
