"""Pictures and recordings, with what is said of them."""

from __future__ import annotations

import re
from urllib.parse import quote

from feedkit.shortcodes import markup
from feedkit.shortcodes.embeds import by_provider, incomplete
from feedkit.shortcodes.parts import Call, Rendering

PICTURE = (
    "src",
    "image_path",
    "imgsrc",
    "img",
    "image",
    "file",
    "path",
    "filename",
    "url",
    "source",
    "name",
    "light",
    "sources",
    "id",
)
"""Under which names shortcodes are given the address of a picture."""
_CAPTION = ("caption", "description", "desc", "figcaption", "text", "cap")
_PATH = re.compile(r".*[/.].")
_SIZE = re.compile(r"([0-9]{1,5})(?:px)?\Z")
_SOUND = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac")
_FILM = (".mp4", ".webm", ".ogv", ".mov", ".m4v")


def address(written: str) -> str:
    """A path or an address, ready to be resolved: blanks inside it are encoded, as Markdown cannot have them bare."""
    if markup.is_safe(written):
        return written
    return quote(written.strip(), safe="/:?#[]@!$&'()*+,;=%~._-")


def source_of(call: Call) -> str:
    """The address of the picture that a shortcode shows: the first value that looks like one."""
    named = call.arguments.named
    found = next((named[name] for name in PICTURE if _PATH.match(named.get(name, ""))), "")
    return found or next((each for each in call.arguments.positional if _PATH.match(each)), "")


def size(written: str) -> str:
    """A width or height in pixels; empty for any other unit."""
    match = _SIZE.match(written.strip())
    return match[1] if match else ""


def figure(call: Call) -> Rendering:
    """A picture with its caption, as Hugo's `figure` writes it (https://gohugo.io/shortcodes/figure/)."""
    source = source_of(call)
    if not source:
        return incomplete(call, "names no picture")
    caption = call.get(*_CAPTION)
    alt = call.get("alt", "alternate") or markup.without_markdown(caption)
    picture = picture_tag(call, source, alt)
    under = _caption(call.get("title"), caption, call.get("attr", "attribution", "credit"), call.get("attrlink"))
    if not under and not call.is_alone_on_line:
        return Rendering(before=picture)
    return Rendering(before=f"<figure>{picture}{under}</figure>", is_block=True)


def image(call: Call) -> Rendering:
    """A picture; with a caption it becomes a figure."""
    source = source_of(call)
    if not source:
        return incomplete(call, "names no picture")
    if call.get(*_CAPTION):
        return figure(call)
    picture = picture_tag(call, source, call.get("alt", "alternate", at=1) or call.get("title"))
    return paragraph(call, picture)


def picture_tag(call: Call, source: str, alt: str) -> str:
    """A picture, in a link when the shortcode names one."""
    width, height = size(call.get("width", "w")), size(call.get("height", "h"))
    picture = markup.tag("img", src=address(source), alt=alt, width=width, height=height)
    target = call.get("link", "href")
    return (
        f"{markup.tag('a', href=address(target))}{picture}</a>"
        if target and target not in {"true", "false"}
        else picture
    )


def paragraph(call: Call, html: str) -> Rendering:
    """Something inline; a paragraph of its own, but in a sentence."""
    alone = call.is_alone_on_line
    return Rendering(before=f"<p>{html}</p>" if alone else html, is_block=alone)


def _caption(title: str, caption: str, credit: str, credit_link: str) -> str:
    said = markup.from_markdown(caption) if caption else ""
    if credit:
        owner = markup.from_markdown(credit)
        said += (" " if said else "") + (f"{markup.tag('a', href=credit_link)}{owner}</a>" if credit_link else owner)
    heading = f"<strong>{markup.plain(title)}</strong>" if title else ""
    both = f"{heading}<br>{said}" if heading and said else heading or said
    return f"<figcaption>{both}</figcaption>" if both else ""


def video(call: Call) -> Rendering:
    """A film with controls; one of YouTube or Vimeo as a frame."""
    source = call.get("src", "mp4", "url", "video", "file", "webm", "source", "path", at=0)
    if call.get("provider", "service") or not source.partition("?")[0].lower().endswith(_FILM):
        if source.partition("?")[0].lower().endswith(_SOUND):
            return audio(call)
        return by_provider(call)
    html = (
        markup.tag("video", src=address(source), poster=address(call.get("poster"))).removesuffix(">")
        + " controls></video>"
    )
    return with_caption(call, html)


def audio(call: Call) -> Rendering:
    """A recording with controls."""
    source = call.get("src", "mp3", "url", "audio", "file", "ogg", "path", at=0)
    if not source:
        return incomplete(call, "names no recording")
    return with_caption(call, markup.tag("audio", src=address(source)).removesuffix(">") + " controls></audio>")


def with_caption(call: Call, html: str) -> Rendering:
    """Something with its caption below it, if it has one."""
    if caption := call.get("caption", "title"):
        html = f"<figure>{html}<figcaption>{markup.from_markdown(caption)}</figcaption></figure>"
    else:
        html = f"<p>{html}</p>"
    return Rendering(before=html, is_block=True)
