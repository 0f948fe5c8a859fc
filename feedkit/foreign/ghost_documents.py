"""The texts of posts of Ghost: HTML where the export has it, else the document its editor kept.

Lexical: https://github.com/TryGhost/Koenig. Mobiledoc: https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from feedkit.article import markdown

_MOST_DEPTH = 60
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"), (128, "mark"))
_BLOCKS = {
    "paragraph": "p", "quote": "blockquote", "extended-quote": "blockquote", "aside": "blockquote", "listitem": "li",
    "root": "",
}  # fmt: skip
_MARKS = {"b", "strong", "i", "em", "code", "s", "u", "sub", "sup", "mark", "a"}
_SECTIONS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "pull-quote"}
# Only in mails, or for what a feed cannot do: https://ghost.org/help/cards/
_NOT_SHOWN = {"email", "email-cta", "emailCta", "paywall", "signup", "call-to-action"}
Piece = dict[str, Any]


def html_of(row: Piece) -> str:
    """The content of a post as HTML, neither safe nor absolute; empty when it has none."""
    for key in ("html", "lexical", "mobiledoc", "markdown"):
        given = row.get(key)
        if not isinstance(given, str) or not given.strip():
            continue
        if key == "html":
            return given
        if key == "markdown":
            return markdown.to_html(given)
        try:
            document = json.loads(given)
        except (ValueError, RecursionError):
            continue
        made = (
            _lexical(document.get("root"), 0)
            if key == "lexical" and isinstance(document, dict)
            else _mobiledoc(document)
        )
        if made.strip():
            return made
    return ""


def _lexical(node: object, depth: int) -> str:
    if not isinstance(node, dict) or depth > _MOST_DEPTH:
        return ""
    kind = str(node.get("type") or "")
    if kind in ("text", "extended-text", "code-highlight"):
        return _formatted(node)
    if kind == "linebreak":
        return "<br>"
    children = node.get("children")
    if not isinstance(children, list):
        return card(kind, node)
    inside = "".join(_lexical(each, depth + 1) for each in children)
    if kind in ("heading", "extended-heading"):
        return _element(_known(node.get("tag"), "h2", _SECTIONS), inside)
    if kind == "list":
        return _element("ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul", inside)
    if kind in ("link", "autolink"):
        return _link(node.get("url"), inside)
    return _element(_BLOCKS.get(kind, "p" if depth == 1 else ""), inside)


def _formatted(node: Piece) -> str:
    text = _escaped(node.get("text"))
    given = node.get("format")
    for bit, name in _FORMATS:
        if isinstance(given, int) and given & bit:
            text = _element(name, text)
    return text


def _mobiledoc(document: object) -> str:
    """Version 0.3: sections that point into lists of marks and cards."""
    if not isinstance(document, dict):
        return ""
    cards, marks, atoms = (_list(document.get(key)) for key in ("cards", "markups", "atoms"))
    made = []
    for section in _list(document.get("sections")):
        if not isinstance(section, list) or len(section) < 2:
            continue
        kind = section[0]
        if kind == 1 and len(section) > 2:
            made.append(_element(_known(section[1], "p", _SECTIONS), _marked(section[2], marks, atoms)))
        elif kind == 2:
            made.append(card("image", {"src": section[1]}))
        elif kind == 3 and len(section) > 2:
            items = (_element("li", _marked(each, marks, atoms)) for each in _list(section[2]))
            made.append(_element("ol" if section[1] == "ol" else "ul", "".join(items)))
        elif kind == 10 and isinstance(section[1], int) and 0 <= section[1] < len(cards):
            given = cards[section[1]]
            if isinstance(given, list) and given and isinstance(given[-1], dict):
                made.append(card(str(given[0]), given[-1]))
    return "\n".join(each for each in made if each)


def _marked(pieces: object, marks: list[Any], atoms: list[Any]) -> str:
    made: list[str] = []
    opened: list[str] = []
    for piece in _list(pieces):
        if not isinstance(piece, list) or len(piece) < 4:
            continue
        for number in _list(piece[1]):
            mark = marks[number] if isinstance(number, int) and 0 <= number < len(marks) else None
            name = str(mark[0]).lower() if isinstance(mark, list) and mark else ""
            given = _list(mark[1]) if isinstance(mark, list) and len(mark) > 1 else []
            href = next((value for key, value in zip(given[::2], given[1::2], strict=False) if key == "href"), "")
            name = name if name in _MARKS else "span"
            made.append(f'<a href="{_escaped(href)}">' if name == "a" else f"<{name}>")
            opened.append(name)
        soft = piece[0] == 1 and isinstance(piece[3], int) and 0 <= piece[3] < len(atoms)
        made.append("<br>" if soft else _escaped(piece[3]))
        closed = min(piece[2], len(opened)) if isinstance(piece[2], int) else 0
        made += [f"</{opened.pop()}>" for _ in range(closed)]
    return "".join(made) + "".join(f"</{name}>" for name in reversed(opened))


def card(kind: str, given: Piece) -> str:
    """What a card shows: https://ghost.org/help/cards/; nothing for cards of mails only."""
    kind = kind.removeprefix("card-").removesuffix("-card")
    if kind in _NOT_SHOWN:
        return ""
    if kind == "markdown":
        return markdown.to_html(str(given.get("markdown") or ""))
    if kind in ("html", "embed") and isinstance(given.get("html"), str) and given["html"].strip():
        return str(given["html"])
    if kind in ("code", "codeblock"):
        language = f' class="language-{_escaped(given.get("language"))}"' if given.get("language") else ""
        return f"<pre><code{language}>{_escaped(given.get('code'))}</code></pre>{_caption(given)}"
    if kind in ("hr", "horizontalrule"):
        return "<hr>"
    if kind in ("image", "gallery"):
        pictures = given.get("images") if kind == "gallery" else [given]
        shown = "".join(_picture(each) for each in _list(pictures) if isinstance(each, dict))
        caption = _caption(given)
        return f"<figure>{shown}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>" if shown else ""
    if kind in ("video", "audio") and given.get("src"):
        return f'<{kind} controls src="{_escaped(given["src"])}"></{kind}>'
    return _spoken(kind, given)


def _spoken(kind: str, given: Piece) -> str:
    """Cards that are a few words with a link."""
    meta = given.get("metadata")
    meta = meta if isinstance(meta, dict) else {}
    if kind == "callout":
        return _element("blockquote", f"{_escaped(given.get('calloutEmoji'))} {given.get('calloutText') or ''}".strip())
    if kind == "toggle":
        return f"<h4>{given.get('heading') or ''}</h4>{given.get('content') or ''}"
    links = (
        (given.get("url") or given.get("buttonUrl") or given.get("productUrl") or given.get("src")),
        (
            meta.get("title") or given.get("title") or given.get("buttonText") or given.get("productTitle")
            or given.get("fileTitle") or given.get("heading") or given.get("header")
        ),
    )  # fmt: skip
    words = (
        meta.get("description")
        or given.get("productDescription")
        or given.get("fileCaption")
        or given.get("subheading")
    )
    link = _link(links[0], _escaped(links[1] or links[0])) if links[0] else _escaped(links[1])
    return _element("p", link + (f"<br>{_escaped(words)}" if words and link else "")) if link else ""


def _picture(given: Piece) -> str:
    if not given.get("src") and not given.get("fileName"):
        return ""
    picture = f'<img src="{_escaped(given.get("src") or given.get("fileName"))}" alt="{_escaped(given.get("alt"))}">'
    return _link(given["href"], picture) if given.get("href") else picture


def _caption(given: Piece) -> str:
    """Captions are HTML already."""
    caption = given.get("caption")
    return caption if isinstance(caption, str) else ""


def _link(url: object, inside: str) -> str:
    return f'<a href="{_escaped(url)}">{inside}</a>' if isinstance(url, str) and url else inside


def _element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if name and inside else inside


def _escaped(text: object) -> str:
    return html.escape(text) if isinstance(text, str) else ""


def _known(name: object, default: str, known: Iterable[str]) -> str:
    name = str(name).lower()
    if name in ("aside", "pull-quote"):
        return "blockquote"
    return name if name in known else default


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
