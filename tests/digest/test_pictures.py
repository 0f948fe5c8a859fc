"""How large pictures are, and how large they are shown."""

import struct
from pathlib import Path

import pytest

from feedkit.digest.pictures import in_mail, picture, pixel_size
from feedkit.model import Image

ARTICLES = Path(__file__).parent.parent.parent / "articles"
VP8X = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (359).to_bytes(3, "little")
VP8L = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (639 | 359 << 14).to_bytes(4, "little") + b"\0" * 5
VP8 = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 360)
FRAME = b"\x00\x11\x08" + struct.pack(">HH", 360, 640) + b"\3"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 9 + b"\xff\xdb\0\x05abc\xff\xff"


@pytest.mark.parametrize(
    "start",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", 640, 360),
        b"GIF89a" + struct.pack("<HH", 640, 360),
        JPEG + b"\xc0" + FRAME,
        JPEG + b"\xc4\0\x04ab\xff\xc2" + FRAME,
        JPEG + b"\x01\xff\xc1" + FRAME,
        VP8X, VP8L, VP8,
    ],
)  # fmt: skip
def test_the_size_is_read_from_the_first_bytes(start):
    """Whatever the kind of picture, and also when only its beginning is at hand."""
    assert pixel_size(start) == (640, 360)
    for end in range(len(start)):
        assert pixel_size(start[:end]) in {None, (640, 360)}


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"<svg/>",
        b"BM",
        JPEG,
        JPEG + b"\xd9",
        b"GIF89a\0\0\0\0",
        b"RIFF\0\0\0\0WEBPALPH" + b"\0" * 20,
        b"\xff\xd8\xff\xe0\0\0" * 9,
    ],
)
def test_what_does_not_tell_its_size_has_none(start):
    """Neither other kinds of file nor broken ones are guessed at, or walked through for ever."""
    assert pixel_size(start) is None


def test_real_pictures_are_read():
    """The sample publication's are 1200 by 630."""
    assert pixel_size((ARTICLES / "images" / "clickup-agents.png").read_bytes()[:64]) == (1200, 630)


def test_a_picture_keeps_its_proportions():
    """Outlook shows exactly what the attributes say; what is not known is taken to be 16 to 9."""
    image = Image(url="https://x.example/a.png", alt="A", credit="C")
    assert picture(image, 552, {image.url: (1200, 630)}).height == 290
    shown = picture(image, 160, {})
    assert (shown.width, shown.height, shown.alt, shown.credit) == (160, 90, "A", "C")
    assert picture(image, 160, {image.url: (0, 7)}).height == 90
    assert picture(image, 160, {image.url: (9000, 1)}).height == 1
    assert picture(None, 160, {}) is None


def test_a_mail_shows_pictures_of_https_only():
    """Others are blocked or shown as insecure."""
    secure = Image(url="https://x.example/a.png")
    assert in_mail(secure) is secure
    assert in_mail(Image(url="http://x.example/a.png")) is None
    assert in_mail(None) is None
