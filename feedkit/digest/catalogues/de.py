"""German."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str | Mapping[str, str]] = MappingProxyType(
    {
        "about_authors": {"one": "Wer hier schreibt", "other": "Wer hier schreibt"},
        "also": "Außerdem in dieser Ausgabe",
        "also_in": "Außerdem: {titles}",
        "archive": "Alle Ausgaben",
        "byline": "Von {names}",
        "comments": {"one": "{n} Kommentar", "other": "{n} Kommentare"},
        "comments_open": "Kommentare",
        "contents": "In dieser Ausgabe",
        "corrections": "Korrekturen",
        "earlier": "Früher erschienen",
        "listen": "Anhören",
        "more_here": "Mehr von {title}",
        "more_of": "Mehr aus {category}",
        "more_on_web": {"one": "{n} weiterer Beitrag im Web", "other": "{n} weitere Beiträge im Web"},
        "most_read": "Meistgelesen",
        "preferences": "Einstellungen",
        "reading_time": {"one": "{n} Min. Lesezeit", "other": "{n} Min. Lesezeit"},
        "reason": "Sie erhalten diese E-Mail, weil Sie {title} abonniert haben.",
        "skip": "Zu den Beiträgen springen",
        "stories": {"one": "{n} Beitrag", "other": "{n} Beiträge"},
        "tools": "Passende Werkzeuge",
        "unsubscribe": "Abbestellen",
        "view_in_browser": "Im Browser ansehen",
        "views": {"one": "{n} Aufruf", "other": "{n} Aufrufe"},
    }
)
