"""A recording is what its name and its `type` say."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._formats import EXTENSIONS, format_of
from feedkit.diagnostics import Diagnostic
from feedkit.media_types import media_type
from feedkit.rules.pictures import WRONG_EXTENSION, WRONG_MEDIA_TYPE

RULES = (WRONG_MEDIA_TYPE, WRONG_EXTENSION)
_SAME = ({"audio/mp4", "audio/x-m4a", "audio/m4a", "audio/aac", "video/mp4"}, {"audio/mpeg", "audio/mp3"},
         {"audio/wav", "audio/x-wav", "audio/wave"}, {"audio/ogg", "audio/opus", "video/ogg", "application/ogg"},
         {"video/quicktime", "video/mp4"}, {"audio/flac", "audio/x-flac"}, {"video/webm", "audio/webm"},
         {"video/mp4", "video/x-m4v"}, {"application/zip", "application/x-zip-compressed"}, {"text/xml", "application/xml"})  # fmt: skip


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each enclosure."""
    for each in manuscript.article.enclosures:
        named = each.file or (each.url.text if each.url else "")
        place = each.url.place if each.url else manuscript.place("enclosures")
        expected = media_type(named).partition(";")[0]
        said = each.media_type.partition(";")[0].strip().lower()
        name = named.rpartition("/")[2][:60]
        if said and expected and not _are_alike(said, expected):
            message = f"`{name}` is said to be {said}"
            yield Diagnostic(rule=WRONG_MEDIA_TYPE, place=place, message=message, help=f"write `type: {expected}`")
            continue
        kind = format_of(manuscript.site.head(each.file)) if each.file else ""
        extension = named.rpartition(".")[2].lower()
        if kind in EXTENSIONS and expected and extension not in EXTENSIONS[kind]:
            help = f"rename it to end with `.{min(sorted(EXTENSIONS[kind]), key=len)}`"
            yield Diagnostic(rule=WRONG_EXTENSION, place=place, message=f"`{name}` is {kind} by its content", help=help)


def _are_alike(one: str, other: str) -> bool:
    return one == other or any(one in same and other in same for same in _SAME)
