"""What WordPress does with a text before it shows it: paragraphs (`wpautop`), blocks and shortcodes."""

from __future__ import annotations

import html
import re

_BLOCK_COMMENT = re.compile(r"<!-- /?wp:(?:[^-]|-(?!->))*+-->\n?")
_BLOCKS = (
    r"(?:address|article|aside|blockquote|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|ol|p|"
    r"pre|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)(?![\w-])[^<>]*>"
)
_OPENS = re.compile(rf"<{_BLOCKS}", re.IGNORECASE)
_CLOSES = re.compile(rf"</{_BLOCKS}|<hr\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"\s*</?{_BLOCKS}", re.IGNORECASE)
# What is never closed goes on to the end, so that each character is looked at once, be it ever so often not closed.
_RAW = re.compile(r"<!--(?:.*?-->|.*\Z)|<(pre|script|style)\b[^<>]*>(?:.*?</\1\s*>|.*\Z)", re.IGNORECASE | re.DOTALL)
_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z")
_NAME = r"[a-zA-Z][\w-]{0,40}"
_ATTRIBUTES = r"(?:\s++[\w-]{1,40}+=(?:\"[^\"\[]{0,1000}+\"|'[^'\[]{0,1000}+'|[^\s\]\[\"']{1,200}+))"
_SHORTCODE = re.compile(rf"(?<!\[)\[(?P<end>/?)(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES}*+)\s*+/?\](?!\])")
_ATTRIBUTE = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\]\"']+))")
_ESCAPED = re.compile(rf"\[(\[/?{_NAME}{_ATTRIBUTES}*+\s*+/?\])\]")
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<attributes>[^\[\]]{0,2000})\](?P<inside>.*?)(?:\[/(?:wp_)?caption\]|(?P<open>\Z))",
    re.DOTALL | re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\s*(?P<picture>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<words>.*)\Z", re.DOTALL | re.IGNORECASE
)
_EMBED = re.compile(r"\[embed[^\]]{0,500}\]\s*(https?://[^\s<>\"\[\]]+)\s*\[/embed\]", re.IGNORECASE)
_CODE = re.compile(
    r"\[(?P<name>sourcecode|code|highlight)(?P<attributes>[^\[\]]{0,500})\](?P<code>.*?)(?:\[/(?P=name)\]|(?P<open>\Z))",
    re.DOTALL | re.IGNORECASE,
)
_PLAYERS = ("audio", "video")
_ALONE = ("gallery", "playlist", "contact-form", "contact-form-7", "toc", "caption", "embed", *_PLAYERS)
"""Shortcodes that may stand without attributes or an end; other words in brackets are text."""
_MAX_KINDS = 20


def as_html(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as a page of WordPress shows it, and the names of the shortcodes that were taken out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = "<!-- wp:" in text
    text = _CODE.sub(_code, text)
    if "[" in text:
        text, unknown = _outside_of_code(text)
    else:
        unknown = ()
    if blocks:
        return _BLOCK_COMMENT.sub("", text).strip(), unknown
    return _paragraphs(text), unknown


def _code(match: re.Match[str]) -> str:
    """Code as `<pre>`; WordPress.com keeps `<` in it as references, other sites as it is."""
    if match["open"] is not None:
        return match[0]
    language = _attributes(match["attributes"]).get("language") or _attributes(match["attributes"]).get("lang") or ""
    name = f' class="language-{html.escape(language)}"' if language else ""
    return f"<pre><code{name}>{html.escape(html.unescape(match['code'].strip(chr(10))), quote=False)}</code></pre>"


def _outside_of_code(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its shortcodes replaced, save in `<pre>`, where they are shown as they are."""
    unknown: dict[str, None] = {}
    parts = []
    at = 0
    for match in _RAW.finditer(text):
        parts += [_replaced(text[at : match.start()], unknown), match[0]]
        at = match.end()
    parts.append(_replaced(text[at:], unknown))
    return "".join(parts), tuple(unknown)[:_MAX_KINDS]


def _replaced(text: str, unknown: dict[str, None]) -> str:
    text = _EMBED.sub(lambda match: f"\n\n{_link(match[1])}\n\n", _CAPTION.sub(_figure, text))
    closed = {match["name"].lower() for match in _SHORTCODE.finditer(text) if match["end"]}

    def show(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if not (match["attributes"] or name in closed or name in _ALONE):
            return match[0]
        given = _attributes(match["attributes"])
        address = next((given[key] for key in ("src", "mp4", "mp3", "m4a", "ogg", "webm") if key in given), "")
        if name in _PLAYERS and address:
            return f'<{name} controls src="{html.escape(html.unescape(address))}"></{name}>'
        if not (name in _PLAYERS and match["end"]):
            unknown[name] = None
        return ""

    return _ESCAPED.sub(r"\1", _SHORTCODE.sub(show, text))


def _attributes(written: str) -> dict[str, str]:
    return {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(written)}


def _figure(match: re.Match[str]) -> str:
    """A picture with its caption, which stands in an attribute (before WordPress 3.4) or behind the picture."""
    parts = _PICTURE.match(match["inside"])
    if parts is None or match["open"] is not None:
        return match["inside"]
    words = parts["words"].strip() or html.unescape(_attributes(match["attributes"]).get("caption", ""))
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{parts['picture']}{caption}</figure>\n\n"


def _link(address: str) -> str:
    shown = html.escape(html.unescape(address))
    return f'<p><a href="{shown}">{shown}</a></p>'


def _paragraphs(text: str) -> str:
    """Blank lines part paragraphs and single line ends break lines, except in and around blocks of HTML."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\n\n<pre\x00{len(kept) - 1}\x00>\n\n"

    text = _RAW.sub(keep, text.replace("\x00", ""))
    text = _CLOSES.sub(r"\n\n\g<0>\n\n", _OPENS.sub(r"\n\n\g<0>", text))
    chunks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text)
    shown = [_paragraph(chunk.strip("\n")) for chunk in chunks if chunk.strip()]
    return re.sub(r"<pre\x00(\d+)\x00>", lambda match: kept[int(match[1])], "\n".join(shown))


def _paragraph(chunk: str) -> str:
    if _BLOCK_TAG.match(chunk) or chunk.startswith("<pre\x00"):
        return chunk
    if _BARE_ADDRESS.match(chunk.strip()):
        return _link(chunk.strip())  # WordPress embeds what an address on a line of its own leads to
    return "<p>" + chunk.strip().replace("\n", "<br>\n") + "</p>"
