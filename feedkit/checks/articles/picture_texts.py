"""Every picture says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules.pictures import MEANINGLESS_ALT, OVERLONG_ALT, PICTURE_WITHOUT_ALT, REDUNDANT_ALT

RULES = (PICTURE_WITHOUT_ALT, MEANINGLESS_ALT, OVERLONG_ALT, REDUNDANT_ALT)
_MOST = 400
_GENERIC = re.compile(
    r"(?:an? |the )?(?:image|img|picture|pic|photo|screenshot|screen shot|graphic|figure|alt(?:[ -]?text)?|bild|foto|imagen|immagine|imagem)"
    r"[ _-]?\d*|untitled[ _-]?\d*|(?:img|dsc|dscn|dscf|pxl|image|screenshot|screen shot)[ _-]?[\d_ .-]{3,}(?:at [\d. ]+(?:[ap]m)?)?",
    re.IGNORECASE,
)
_FILE = re.compile(r"[^\s/]+\.(?:jpe?g|png|gif|webp|svg|avif|heic|tiff?|bmp)", re.IGNORECASE)
_REDUNDANT = re.compile(
    r"(?:an? |the |this is an? )?(?:image|picture|pic|photo|photograph|graphic) (?:of|showing|that shows)\s+(?=\S)"
    r"|(?:ein )?(?:bild|foto) (?:von|der|des)\s+(?=\S)|(?:une )?(?:image|photo) (?:de|du|d')\s*(?=\S)|(?:imagen|foto) de\s+(?=\S)",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each picture."""
    image = manuscript.article.image
    if image is not None:
        yield from _texts(image.alt or None, image.url.text, image.url.place)
    outline = manuscript.outline()
    for picture in outline.pictures:
        alt = picture.alt
        if alt and len(alt) <= _MOST and not _is_suspect(alt):
            continue
        if not alt and (
            _is_decoration(picture.attributes, picture.alt, markdown=outline.markdown) or _is_tiny(picture.attributes)
        ):
            continue
        if not alt and outline.markdown and picture.alt == "" and outline.find(picture.lines, 'alt=""', "alt=''"):
            continue
        yield from _texts(alt, picture.address, outline.place_of(picture))


def _is_decoration(attributes: dict[str, str], alt: str | None, *, markdown: bool) -> bool:
    """Whether it was said that nothing has to be said: `alt=""` in HTML, or that it is hidden."""
    if attributes.get("aria-hidden") == "true" or attributes.get("role") in {"presentation", "none"}:
        return True
    return (alt == "" and not markdown) or bool(attributes.get("aria-label"))


def _is_tiny(attributes: dict[str, str]) -> bool:
    """Whether it is a counting pixel."""
    return attributes.get("width") in {"0", "1"} or attributes.get("height") in {"0", "1"}


def _is_suspect(alt: str) -> bool:
    return (
        _GENERIC.match(alt) is not None or _REDUNDANT.match(alt) is not None or "." in alt or "_" in alt or "-" in alt
    )


def _texts(alt: str | None, address: str, place: Place) -> Iterator[Diagnostic]:
    name = unquote(address.partition("?")[0].rpartition("/")[2])
    if not alt or not alt.strip():
        message = f"`{name[:60] or address[:60]}` has no alternative text"
        yield Diagnostic(rule=PICTURE_WITHOUT_ALT, place=place, message=message)
        return
    said = alt.strip()
    stem = name.rpartition(".")[0] or name
    if _FILE.fullmatch(said) or said == name or (said == stem and re.search(r"[\d_-]", stem)):
        yield Diagnostic(rule=MEANINGLESS_ALT, place=place, message=f"`{said[:60]}` is the name of a file")
    elif _GENERIC.fullmatch(said):
        yield Diagnostic(rule=MEANINGLESS_ALT, place=place, message=f"`{said[:60]}` says nothing of what is shown")
    elif len(said) > _MOST:
        message = f"the alternative text has {len(said)} characters"
        yield Diagnostic(rule=OVERLONG_ALT, place=place, message=message)
    elif match := _REDUNDANT.match(said):
        rest = said[match.end() :]
        help = f"write `{rest[:1].upper()}{rest[1:60]}{'…' if len(rest) > 60 else ''}`"
        message = f"`{match[0].strip()}` is heard twice"
        yield Diagnostic(rule=REDUNDANT_ALT, place=place, message=message, help=help)
