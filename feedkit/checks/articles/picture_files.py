"""The picture files an article shows are whole, of the format they are named for, and no larger than they need to be.

Formats in mail: https://www.caniemail.com/search/?s=image. Everything is known from names, sizes and first bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._formats import (
    EXTENSIONS,
    PICTURES,
    UNSHOWABLE,
    format_of,
    is_animated,
)
from feedkit.checks.articles._formats import (
    UNFIT_FOR_MAIL as NOT_IN_MAIL,
)
from feedkit.checks.articles._outline import Picture
from feedkit.checks.articles._targets import is_relative, target_of_image
from feedkit.diagnostics import Diagnostic, Place
from feedkit.digest.pictures import pixel_size
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules.pictures import (
    DISTORTED_PICTURE,
    HEAVY_ANIMATION,
    HEAVY_ARTICLE,
    HEAVY_PICTURE,
    HUGE_PICTURE,
    UNFIT_FOR_MAIL,
    UNREADABLE_PICTURE,
    UNSHOWABLE_PICTURE,
    WRONG_EXTENSION,
)

RULES = (
    HEAVY_PICTURE, HUGE_PICTURE, DISTORTED_PICTURE, WRONG_EXTENSION, UNSHOWABLE_PICTURE, UNFIT_FOR_MAIL, HEAVY_ANIMATION,
    UNREADABLE_PICTURE, HEAVY_ARTICLE,
)  # fmt: skip
_HEAVY = 1_048_576
_HEAVY_ANIMATION = 2 * _HEAVY
_HEAVY_TOGETHER = 8 * _HEAVY
_HUGE = 4_000
_NUMBER = re.compile(r"[1-9][0-9]{0,5}(?:px)?")


@dataclass(slots=True)
class Shown:
    """A file that the article shows, each once."""

    place: Place
    is_lead: bool = False
    pictures: list[Picture] = field(default_factory=list)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each file, one for each distortion, and one for all files together."""
    files = manuscript.site.files
    shown = _shown(manuscript)
    for path, each in shown.items():
        yield from _about(path, each, manuscript)
    together = sum(files[path] for path in shown)
    if together > _HEAVY_TOGETHER and len(shown) > 1:
        message = f"its {len(shown)} pictures have {_size(together)} together"
        yield Diagnostic(rule=HEAVY_ARTICLE, place=manuscript.place("title"), message=message)


def _shown(manuscript: Manuscript) -> dict[str, Shown]:
    outline, image = manuscript.outline(), manuscript.article.image
    if not outline.pictures and image is None:
        return {}
    files: dict[str, Shown] = {}

    if image is not None and is_relative(image.url.text) and (target := target_of_image(manuscript)) and target[1]:
        files[target[1]] = Shown(image.url.place, is_lead=True)
    for picture in outline.pictures:
        target = manuscript.target(picture.address) if is_relative(picture.address) else None
        if target and (path := target[1]):
            if path not in files:
                files[path] = Shown(outline.place_of(picture))
            if "width" in picture.attributes and "height" in picture.attributes:
                files[path].pictures.append(picture)
    return files


def _about(path: str, shown: Shown, manuscript: Manuscript) -> Iterator[Diagnostic]:
    head, size = manuscript.site.head(path), manuscript.site.files[path]
    kind = format_of(head)
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower()
    place = shown.place
    if not head or kind in {"HTML", "a pointer of Git LFS"}:
        what = f"is {kind}" if kind else "is empty"
        yield Diagnostic(rule=UNREADABLE_PICTURE, place=place, message=f"`{name}` {what}, and no picture")
        return
    if kind in UNSHOWABLE:
        message = f"`{name}` is in the format {kind}, which few programs show"
        yield Diagnostic(rule=UNSHOWABLE_PICTURE, place=place, message=message)
    elif kind and extension not in EXTENSIONS.get(kind, {extension}):
        message = f"`{name}` is {_with_article(kind)}"
        help = f"rename it to end with `.{min(sorted(EXTENSIONS[kind]), key=len)}`"
        yield Diagnostic(rule=WRONG_EXTENSION, place=place, message=message, help=help)
    elif size > _HEAVY and kind in PICTURES:
        animated = kind == "GIF" and is_animated(head)
        if not animated:
            yield Diagnostic(rule=HEAVY_PICTURE, place=place, message=f"`{name}` has {_size(size)}")
        elif size > _HEAVY_ANIMATION:
            message = f"the animation `{name}` has {_size(size)}"
            yield Diagnostic(rule=HEAVY_ANIMATION, place=place, message=message)
    elif shown.is_lead and kind in NOT_IN_MAIL:
        message = f"`{name}` is {_with_article(kind)}, which Outlook does not show"
        yield Diagnostic(rule=UNFIT_FOR_MAIL, place=place, message=message)
    yield from _dimensions(name, pixel_size(head), shown, manuscript)


def _dimensions(
    name: str, pixels: tuple[int, int] | None, shown: Shown, manuscript: Manuscript
) -> Iterator[Diagnostic]:
    if pixels is None:
        return
    width, height = pixels
    if max(pixels) > _HUGE:
        message = f"`{name}` is {width:,} × {height:,} pixels large"
        yield Diagnostic(rule=HUGE_PICTURE, place=shown.place, message=message)
    for picture in shown.pictures:
        given = [picture.attributes["width"], picture.attributes["height"]]
        if not all(_NUMBER.fullmatch(each) for each in given):
            continue
        wide, high = (int(each.removesuffix("px")) for each in given)
        if abs(wide * height - high * width) > 0.05 * wide * height and min(wide, high) > 8:
            message = f"{wide} × {high} is written, but `{name}` is {width:,} × {height:,}"
            help = f'write `width="{wide}" height="{max(1, round(wide * height / width))}"`'
            place = manuscript.outline().place_of(picture)
            yield Diagnostic(rule=DISTORTED_PICTURE, place=place, message=message, help=help)


def _size(length: int) -> str:
    return f"{length / 1_048_576:.1f} MiB"


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind in {"SVG", "AVIF", "MP3", "MP4", "Ogg", "ICO", "MP4 audio", "HEIC"} else f"a {kind}"
