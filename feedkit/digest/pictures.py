"""Pictures in a mail: Outlook shows them as large as their attributes say, so these must have the right proportions."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.model import Image
from feedkit.quick_dataclasses import dataclass

Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels, by URL."""

_USUAL = (16, 9)
"""The proportions of a picture of which nothing is known."""
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH = frozenset([0x01, *range(0xD0, 0xDA)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as large as it is shown."""

    url: str
    alt: str
    credit: str
    width: int
    """Pixels, as is `height`."""
    height: int


def picture(image: Image | None, width: int, sizes: Sizes) -> Picture | None:
    """The image so wide, and as high as its proportions ask; None without an image."""
    if image is None:
        return None
    wide, high = sizes.get(image.url, _USUAL)
    if wide <= 0 or high <= 0:
        wide, high = _USUAL
    return Picture(
        url=image.url, alt=image.alt, credit=image.credit, width=width, height=max(1, round(width * high / wide))
    )


def in_mail(image: Image | None) -> Image | None:
    """The image if mail programs show it: they load pictures by https only."""
    return image if image and image.url.startswith("https://") else None


def pixel_size(start: bytes) -> tuple[int, int] | None:
    """Width and height of the PNG, GIF, JPEG or WebP whose first bytes these are; None when they do not tell.

    A few kilobytes are enough for all but JPEGs with large metadata.
    """
    if start[:8] == b"\x89PNG\r\n\x1a\n" and start[12:16] == b"IHDR" and len(start) >= 24:
        return _size(start[16:20], start[20:24])
    if start[:6] in {b"GIF87a", b"GIF89a"} and len(start) >= 10:
        return _size(start[7:5:-1], start[9:7:-1])
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP" and len(start) >= 30:
        return _webp(start)
    return _jpeg(start) if start[:2] == b"\xff\xd8" else None


def _jpeg(start: bytes) -> tuple[int, int] | None:
    """From the first frame header (ITU-T T.81 §B.2.2)."""
    at = 2
    while at + 9 <= len(start) and start[at] == 0xFF:
        marker = start[at + 1]
        if marker in _JPEG_FRAMES:
            return _size(start[at + 7 : at + 9], start[at + 5 : at + 7])
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + int.from_bytes(start[at + 2 : at + 4], "big")
    return None


def _webp(start: bytes) -> tuple[int, int] | None:
    """From the header of each of its three kinds (RFC 9649 §2.5–2.7)."""
    kind = start[12:16]
    if kind == b"VP8X":
        return int.from_bytes(start[24:27], "little") + 1, int.from_bytes(start[27:30], "little") + 1
    if kind == b"VP8L" and start[20] == 0x2F:
        bits = int.from_bytes(start[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and start[23:26] == b"\x9d\x01\x2a":
        return int.from_bytes(start[26:28], "little") & 0x3FFF, int.from_bytes(start[28:30], "little") & 0x3FFF
    return None


def _size(width: bytes, height: bytes) -> tuple[int, int] | None:
    """Both read as big-endian numbers; None when one of them is 0."""
    found = int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return found if all(found) else None
