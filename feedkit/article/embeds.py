"""What stands in feeds and mail in place of an embedded page, a drawing or a formula."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from feedkit import characters, urls
from feedkit.article import reading

_YOUTUBE_HOST = re.compile(r"(?:www\.|m\.|music\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)\Z")
_YOUTUBE_PATH = re.compile(r"(?:/(?:embed|v|shorts|live)/|/)([A-Za-z0-9_\-]{11})/?\Z")
_VIMEO = re.compile(r"https?://player\.vimeo\.com/video/([0-9]+)")
_SECONDS = re.compile(r"[0-9]{1,6}")


def link_to_page(url: str, title: str, *, in_paragraph: bool, in_link: bool) -> tuple[str, str]:
    """HTML that leads to an embedded page, a linked picture for YouTube, else a linked line; and its text as HTML text.

    `title` is plain text and may be empty. Inside a paragraph there are no tags of a paragraph around it, inside a
    link none of a link.
    """
    title, target, text = characters.one_line(title), url, ""
    if video := _youtube_video(url):
        target = f"https://www.youtube.com/watch?v={video}" + _start(url)
        shown = (
            f'<img src="https://i.ytimg.com/vi/{video}/hqdefault.jpg" alt="{html.escape(title or "Video on YouTube")}">'
        )
    elif match := _VIMEO.match(url):
        target = f"https://vimeo.com/{match[1]}"
        shown = text = html.escape(title or "Video on Vimeo", quote=False)
    else:
        shown = text = html.escape(title or f"Embedded page on {urls.host(url).removeprefix('www.')}", quote=False)
    link = shown if in_link else f'<a href="{html.escape(target)}">{shown}</a>'
    return link if in_paragraph else f"<p>{link}</p>", text


def _youtube_video(url: str) -> str:
    """The id of the video that a YouTube address shows; empty for playlists and for other sites."""
    if not _YOUTUBE_HOST.match(urls.host(url)):
        return ""
    parts = urlsplit(url)
    if parts.path == "/watch":
        return next(
            (each for each in parse_qs(parts.query).get("v", []) if re.fullmatch(r"[A-Za-z0-9_\-]{11}", each)), ""
        )
    match = _YOUTUBE_PATH.match(parts.path)
    return match[1] if match and match[1] != "videoseries" else ""


def _start(url: str) -> str:
    """The second at which the video begins, as a part of a query."""
    start = _SECONDS.fullmatch(parse_qs(urlsplit(url).query).get("start", [""])[0])
    return f"&t={start[0]}s" if start else ""


def text_of_drawing(name: str, attributes: Mapping[str, str], texts: Sequence[tuple[str, str]]) -> str:
    """Plain text that stands for an `<svg>` or `<math>`; empty when the drawing says nothing of itself.

    `texts` are the pieces of HTML text inside, each with the name of the element it stands in.
    """
    if name == "svg":
        label, wanted = attributes.get("aria-label", ""), [text for element, text in texts if element == "title"]
    else:
        label, wanted = attributes.get("alttext", ""), [text for element, text in texts if element == "annotation"]
        wanted = wanted or [text for element, text in texts if element != "annotation-xml"]
    return characters.one_line(label) or reading.plain(wanted)
