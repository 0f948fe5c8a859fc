"""Texts, dates and numbers as other programs write them, read with patience."""

from __future__ import annotations

import calendar
import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from feedkit import urls
from feedkit.characters import is_clean, one_line, without_forbidden

# What is never closed goes on to the end, as in browsers; so each character is looked at once.
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>(?:.*?</\1\s*>|.*\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var)(?![\w-])[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_OFFSET = re.compile(r"(?:[\d.]|\s)([-+])(\d\d):?(\d\d)\s*\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    rf"\s*(?:(\d{{4}})-(\d\d)-(\d\d)|(?:\w{{3}},\s*)?(\d{{1,2}})\s+({'|'.join(_MONTHS)})[a-z]*\s+(\d{{4}}))",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(r"(?:utm_\w*|fbclid|gclid|mc_cid|mc_eid)(?:=|\Z)|source=rss", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})\Z")


def plain(text: str) -> str:
    """Plain text on one line, without characters that feeds cannot carry."""
    return one_line(without_forbidden(text))


def plain_of_html(markup: str) -> str:
    """The text of some HTML on one line: tags taken out, references decoded, blocks apart from each other."""
    if "<" in markup:
        markup = _COMMENT.sub(" ", _HIDDEN.sub(" ", markup))
        markup = _TAG.sub(" ", _INLINE.sub("", markup))
    return plain(html.unescape(markup))


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, without repetitions, in their order."""
    return tuple(dict.fromkeys(each for each in texts if each))


def can_be_kept(id: str) -> bool:
    """Whether an id can be written into feeds and into a file of lines as it is."""
    return is_clean(id) and "\u2028" not in id and "\u2029" not in id


def in_written_offset(moment: datetime, written: str) -> datetime:
    """The moment in the offset that ends `written`, as `+0530`, so that it keeps its local day; else as it is."""
    match = _OFFSET.search(written)
    if match is None:
        return moment
    delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
    try:
        return moment.astimezone(timezone(-delta if match[1] == "-" else delta) if delta else UTC)
    except (ValueError, OverflowError):  # an offset of a day or more, or the first day of the year 1
        return moment


def is_a_day(written: str) -> bool:
    """Whether the day that a date names exists; True where it is not clear which one it names."""
    match = _DAY.match(written)
    if match is None:
        return True
    year, day = int(match[1] or match[6]), int(match[3] or match[4])
    month = int(match[2]) if match[2] else _MONTHS.index(match[5].lower()) + 1
    return 1 <= month <= 12 and year > 0 and 1 <= day <= calendar.monthrange(year, month)[1]


def seconds(written: str) -> int | None:
    """A playing time as podcasts write it: seconds, `12:30` or `1:02:30`."""
    text = written.strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    match = _CLOCK.match(text)
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]) if match else None


def without_campaign(url: str) -> str:
    """The address without what only says where a reader came from."""
    if "?" not in url:
        return url
    before, _, rest = url.partition("?")
    query, hash_, fragment = rest.partition("#")
    kept = "&".join(each for each in query.split("&") if not _CAMPAIGN.match(each))
    return before + ("?" + kept if kept else "") + hash_ + fragment


def whole(written: object) -> int:
    """A size in bytes; 0 for whatever is none."""
    if type(written) is int:
        return written if 0 < written < 2**63 else 0
    text = written.strip() if isinstance(written, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def address(written: object, base: str = "") -> str:
    """A web address, absolute if `base` or itself makes it so; empty for anything else."""
    if not isinstance(written, str) or not written.strip():
        return ""
    try:
        url = urls.absolute(without_forbidden(written), base)
    except ValueError:
        return ""
    return url if urls.is_web(url) else ""
