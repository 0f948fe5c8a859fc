"""Tags of JSX: their attributes, and elements of HTML written anew as HTML (https://mdxjs.com/docs/what-is-mdx/#jsx)."""

from __future__ import annotations

import re

from feedkit.article.elements import BLOCKS, KEPT_IF_TRUSTED, VOID
from feedkit.shortcodes import markup
from feedkit.shortcodes.javascript import Braces, attribute, unescaped
from feedkit.shortcodes.parts import Call, Inner, Rendering

ELEMENTS = KEPT_IF_TRUSTED | VOID | {"iframe", "object", "svg", "style", "script", "math", "noscript", "hgroup", "main"}
RAW = frozenset({"style", "script", "svg"})
_NAME = re.compile(r"</?\s*+([A-Za-z][\w.\-]*+)")
_ATTRIBUTE = re.compile(
    r"\s*+(?:([A-Za-z_@:][\w.:\-@]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|(\{)|([^\s\"'{}<>=`]++)))?+|(\{)|(/?>))"
)
_DROPPED = frozenset({"style", "key", "ref", "dangerouslysetinnerhtml"})
_RENAMED = {"classname": "class", "htmlfor": "for"}
_NOT_PLAIN = re.compile(r"\{|</?[A-Z]|<>|</>")
_OPENING = re.compile(r"<([a-z]\w*+)")
_MARK = re.compile(r"[*_`\[]")
_UNSEEN = re.compile(r"\bdisplay[\"']?\s*:\s*[\"']none[\"']")
_SHORT = 2_000
_BLOCK = BLOCKS | {"iframe", "video", "audio", "picture", "svg", "summary", "nav", "figcaption", "object"} - {
    "br",
    "rt",
}


def read(
    text: str, start: int, braces: Braces, imports: dict[str, str]
) -> tuple[str, dict[str, str], int, bool] | None:
    """The tag at `start`: its name, its attributes, the index after it, and whether it closes itself. None if it is none."""
    match = _NAME.match(text, start)
    if match is None:
        return None
    given: dict[str, str] = {}
    position = match.end()
    while found := _ATTRIBUTE.match(text, position):
        position = found.end()
        if found[7]:
            return match[1], given, position, found[7] == "/>"
        value = found[2] if found[2] is not None else found[3]
        if found[4] or found[6]:
            end = braces.end(position - 1)
            if end < 0:
                return None
            inside = text[position : end - 1]
            is_hidden = found[1] == "style" and _UNSEEN.search(inside) is not None
            value = "display:none" if is_hidden else attribute(inside, imports) if found[1] else ""
            position = end
        elif value is not None:
            value = unescaped(value)
        if found[1]:
            given[found[1]] = found[5] or "true" if value is None else value
    return None


def element(call: Call) -> Rendering:
    """An element of HTML, written anew."""
    name = call.name
    if call.is_paired and (call.get("style") == "display:none" or call.get("hidden") == "true"):
        return Rendering(inner=Inner.DROPPED)  # as pictures are that only previews of the page show
    opening = _tag(name, call)
    if name in VOID:
        return _void(name, opening, call)
    if name == "iframe":
        return Rendering(before=f"{opening}</iframe>", is_block=True, inner=Inner.DROPPED)
    closing = f"</{name}>"
    if not call.is_paired:
        empty = opening + closing
        return Rendering(before=empty, is_block=name in _BLOCK)
    if name in _BLOCK and call.is_in_one_line and call.inner and call.inner[1] - call.inner[0] < _SHORT:
        content = call.content
        if not (_NOT_PLAIN.search(content) or (_MARK.search(content) and _has_block(content))):
            return Rendering(
                before=opening + markup.from_markdown(content.replace("className=", "class=")) + closing,
                is_block=True,
                inner=Inner.DROPPED,
            )
    return Rendering(before=opening, after=closing, is_block=name in _BLOCK or not call.is_in_one_line)


def _has_block(content: str) -> bool:
    """Whether a tag in it begins a block: then no engine would read what is in that as Markdown."""
    return any(found[1] in _BLOCK for found in _OPENING.finditer(content))


def _void(name: str, opening: str, call: Call) -> Rendering:
    if name == "img" and not call.get("src"):
        return Rendering()
    if name == "br":
        return Rendering(before="<br>")
    if name == "img" and call.is_alone_on_line:
        return Rendering(before=f"<p>{opening}</p>", is_block=True)
    return Rendering(before=opening, is_block=call.is_alone_on_line)


def _tag(name: str, call: Call) -> str:
    given = ""
    for key, value in call.arguments.named.items():
        lower = _RENAMED.get(key.lower(), key.lower())
        if lower in _DROPPED or lower.startswith("on") or not value or value == "false":
            continue
        given += f' {lower}="{markup.quoted("" if value == "true" else value)}"'
    return f"<{name}{given}>"
