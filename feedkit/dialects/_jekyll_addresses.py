"""The addresses of Jekyll's pages: https://jekyllrb.com/docs/permalinks/."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedkit.dialects import _common, _slugs
from feedkit.dialects._fields import Fields

# https://jekyllrb.com/docs/permalinks/#built-in-formats
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_TOKENS = (
    "slugified_categories", "short_month", "long_month", "short_year", "output_ext", "categories", "collection", "short_day",
    "long_day", "i_month", "w_year", "w_day", "i_day", "y_day", "minute", "second", "month", "title", "year", "week", "slug",
    "path", "name", "hour", "day",
)  # fmt: skip
_TOKEN = re.compile(rf":({'|'.join(_TOKENS)})")


def plain(text: str) -> str:
    """A slug of small letters, digits and hyphens."""
    return _slugs.jekyll(text)


def path(fields: Fields, *, kind: str, moment: datetime, slug: str, categories: Sequence[str]) -> str:
    """The path of the page, from its own `permalink` or from the pattern of the site."""
    pattern = fields.text("permalink") or _pattern(fields, kind)
    pattern = _STYLES.get(pattern, pattern)
    if re.match(r"https?://", pattern):
        return pattern
    values = _values(fields, moment=moment, slug=slug, categories=categories, kind=kind)
    # A pattern without ending is written as `title.html` and linked without it:
    # https://jekyllrb.com/docs/permalinks/#extensionless-permalinks
    return _common.filled(pattern, _TOKEN, values) or ""


def _pattern(fields: Fields, kind: str) -> str:
    said = fields.settings.said
    collections: Any = said.get("collections")
    if isinstance(collections, dict):
        label = "posts" if kind in ("posts", "drafts") else _label(fields)
        given = collections.get(label)
        if isinstance(given, dict) and isinstance(given.get("permalink"), str):
            return str(given["permalink"])
    if kind == "collection":
        return "/:collection/:path:output_ext"
    return str(said.get("permalink") or "date")


def _label(fields: Fields) -> str:
    folders = posixpath.dirname(fields.source.whole).split("/")
    return next((each[1:] for each in folders if each.startswith("_")), "")


def _values(fields: Fields, *, moment: datetime, slug: str, categories: Sequence[str], kind: str) -> dict[str, str]:
    week = moment.isocalendar()
    small = dict.fromkeys(each.lower() for each in categories)
    label = "posts" if kind in ("posts", "drafts") else _label(fields)
    below = fields.source.whole.partition(f"_{label}/")[2]
    return {
        "year": f"{moment.year}", "month": f"{moment.month:02}", "day": f"{moment.day:02}", "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}", "second": f"{moment.second:02}", "i_day": str(moment.day), "i_month": str(moment.month),
        "short_month": moment.strftime("%b"), "long_month": moment.strftime("%B"), "short_year": moment.strftime("%y"),
        "w_year": str(week.year), "week": f"{week.week:02}", "w_day": str(week.weekday), "short_day": moment.strftime("%a"),
        "long_day": moment.strftime("%A"), "y_day": f"{moment.timetuple().tm_yday:03}",
        "title": _slugs.jekyll(slug, mode="pretty", cased=True), "slug": _slugs.jekyll(slug),
        "name": _slugs.jekyll(fields.source.name), "categories": "/".join(small),
        "slugified_categories": "/".join(dict.fromkeys(_slugs.jekyll(each) for each in categories)),
        "collection": label, "path": posixpath.splitext(below)[0] or fields.source.name, "output_ext": ".html",
    }  # fmt: skip
