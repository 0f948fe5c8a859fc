"""Media types by the end of a file's name: a table of our own, since the system's differs from machine to machine."""

from __future__ import annotations

from urllib.parse import urlsplit

_BY_EXTENSION = {
    "aac": "audio/aac", "aif": "audio/aiff", "aiff": "audio/aiff", "avif": "image/avif", "css": "text/css; charset=utf-8",
    "csv": "text/csv", "epub": "application/epub+zip", "flac": "audio/flac", "gif": "image/gif", "heic": "image/heic",
    "html": "text/html; charset=utf-8", "ico": "image/vnd.microsoft.icon", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "json": "application/json", "m4a": "audio/mp4", "m4b": "audio/mp4", "m4v": "video/mp4", "mid": "audio/midi",
    "mkv": "video/x-matroska", "mov": "video/quicktime", "mp3": "audio/mpeg", "mp4": "video/mp4", "mpeg": "video/mpeg",
    "mpg": "video/mpeg", "oga": "audio/ogg", "ogg": "audio/ogg", "ogv": "video/ogg", "opus": "audio/ogg",
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "torrent": "application/x-bittorrent",
    "txt": "text/plain; charset=utf-8", "vtt": "text/vtt", "wav": "audio/wav", "weba": "audio/webm", "webm": "video/webm",
    "webp": "image/webp", "xml": "application/xml", "zip": "application/zip",
}  # fmt: skip


def media_type(name: str) -> str:
    """The media type of a path or URL, or "" when its extension is unknown."""
    path = name
    if "?" in name or "#" in name or "://" in name:
        try:
            path = urlsplit(name).path
        except ValueError:
            return ""
    return _BY_EXTENSION.get(path.rsplit("/", 1)[-1].rpartition(".")[2].lower(), "") if "." in path else ""
