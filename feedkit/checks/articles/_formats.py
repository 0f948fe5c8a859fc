"""What a file is by its first bytes, whatever its name says. Nothing is decoded."""

from __future__ import annotations

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"WEBP", "WebP"),
    (8, b"WAVE", "WAV"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\0\0\x01\0", "ICO"),
    (0, b"%PDF-", "PDF"),
    (0, b"ID3", "MP3"),
    (0, b"fLaC", "FLAC"),
    (0, b"OggS", "Ogg"),
    (0, b"\x1aE\xdf\xa3", "WebM"),
    (0, b"version https://git-lfs.github.com/spec/", "a pointer of Git LFS"),
)
_BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"heif": "HEIC", b"hevc": "HEIC",
    b"M4A ": "MP4 audio", b"M4B ": "MP4 audio", b"qt  ": "QuickTime",
}  # fmt: skip
EXTENSIONS: dict[str, frozenset[str]] = {
    "PNG": frozenset({"png", "apng"}), "JPEG": frozenset({"jpg", "jpeg", "jpe", "jfif"}), "GIF": frozenset({"gif"}),
    "WebP": frozenset({"webp"}), "AVIF": frozenset({"avif"}), "HEIC": frozenset({"heic", "heif"}),
    "SVG": frozenset({"svg"}), "BMP": frozenset({"bmp"}), "TIFF": frozenset({"tif", "tiff"}), "ICO": frozenset({"ico"}),
    "Photoshop": frozenset({"psd"}), "JPEG XL": frozenset({"jxl"}), "PDF": frozenset({"pdf"}), "MP3": frozenset({"mp3"}),
    "FLAC": frozenset({"flac"}), "WAV": frozenset({"wav"}), "Ogg": frozenset({"ogg", "oga", "ogv", "opus"}),
    "WebM": frozenset({"webm", "mkv", "weba"}), "MP4": frozenset({"mp4", "m4v", "mov", "m4a", "m4b"}),
    "MP4 audio": frozenset({"m4a", "m4b", "mp4"}), "QuickTime": frozenset({"mov", "qt", "mp4"}),
}  # fmt: skip
"""The ends of names that each format may have."""
PICTURES = frozenset(
    {"PNG", "JPEG", "GIF", "WebP", "AVIF", "HEIC", "SVG", "BMP", "TIFF", "ICO", "Photoshop", "JPEG XL"}
)
UNSHOWABLE = frozenset({"HEIC", "TIFF", "Photoshop", "JPEG XL"})
UNFIT_FOR_MAIL = frozenset({"WebP", "AVIF", "SVG"})


def format_of(head: bytes) -> str:
    """The format of a picture or recording; `HTML` or `text` for such; empty when it is not known."""
    for offset, signature, name in _SIGNATURES:
        if head.startswith(signature, offset):
            return name
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "MP4")
    if head[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"}:
        return "MP3"
    return _text(head)


def _text(head: bytes) -> str:
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        return "SVG" if b"<svg" in head[:4096].lower() else ""
    return ""


def is_animated(head: bytes) -> bool:
    """Whether a GIF says that it repeats, as animations do."""
    return b"NETSCAPE2.0" in head[:4096] or b"ANIMEXTS1.0" in head[:4096]
