"""Boxes, quotes, foldable parts, tabs, buttons: shortcodes around text, as many themes have them."""

from __future__ import annotations

import re

from feedkit.shortcodes import markup
from feedkit.shortcodes.embeds import incomplete
from feedkit.shortcodes.figures import address
from feedkit.shortcodes.parts import NOTHING, Call, Renderer, Rendering

_TITLES = {
    "note": "Note", "notes": "Note", "notice": "Note", "default": "Note", "primary": "Note", "secondary": "Note",
    "info": "Info", "information": "Info", "tip": "Tip", "hint": "Hint", "warning": "Warning", "warn": "Warning",
    "danger": "Danger", "caution": "Caution", "important": "Important", "attention": "Attention", "error": "Error",
    "success": "Success", "check": "Success", "failure": "Failure", "fail": "Failure", "bug": "Bug", "todo": "To do",
    "question": "Question", "help": "Help", "faq": "Question", "example": "Example", "abstract": "Summary", "tldr": "Summary",
    "summary": "Summary", "quote": "Quote", "seealso": "See also", "critical": "Warning", "update": "Update",
}  # fmt: skip
_KIND = ("type", "kind", "level", "style", "variant", "status", "color", "class", "class_name", "severity", "intent")
_TITLE = ("title", "heading", "header", "summary", "label")
_TEXT = ("text", "content", "body", "message", "description")
_STARTS_A_BLOCK = re.compile(r"\s*(?:[-*+>#|]|[0-9]+[.)]|```|~~~|<|\{)")


def callout(call: Call) -> Rendering:
    """A quote under a bold title: notice, alert, admonition, hint and their kin."""
    title, rest = _title(call)
    if call.is_paired:
        return boxed(call, title)
    text = call.get(*_TEXT) or " ".join(rest)
    if not text:
        return incomplete(call, "has no text")
    html = f"<blockquote><p><strong>{markup.plain(title)}:</strong> {markup.from_markdown(text)}</p></blockquote>"
    return Rendering(before=html, is_block=True)


def boxed(call: Call, title: str) -> Rendering:
    """The text between a pair as a quote under a bold title."""
    if is_one_liner(call):
        return Rendering(before=f"> **{_as_markdown(title)}:** ")
    if call.is_in_one_line and not call.is_alone_on_line:
        return Rendering(before=f"<strong>{markup.plain(title)}:</strong> ")
    return Rendering(
        before=f"<blockquote><p><strong>{markup.plain(title)}</strong></p>", after="</blockquote>", is_block=True
    )


def is_one_liner(call: Call) -> bool:
    """Whether a pair and a sentence between it have a line of Markdown for themselves."""
    alone = call.is_in_one_line and call.is_alone_on_line and call.context.markdown
    return alone and not _STARTS_A_BLOCK.match(call.text, call.inner[0] if call.inner else 0)


def _as_markdown(text: str) -> str:
    """Plain text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_\[\]<>&{}])", r"\\\1", " ".join(text.split())).replace("\\{", "&#123;")


def title_of_kind(kind: str, given: str) -> str:
    """The bold title of a box in Markdown: the one that is given, else what its kind is called."""
    title = given or _TITLES.get(kind.lower(), kind.replace("-", " ").capitalize())
    written = markup.from_markdown(title)
    return f"**{title}**" if written == title else f"<strong>{written}</strong>"


def title_of(call: Call) -> str:
    """The title of a box."""
    return _title(call)[0]


def _title(call: Call) -> tuple[str, tuple[str, ...]]:
    """The title of a box, and the arguments by position that are not part of it."""
    rest = tuple(each for each in call.arguments.positional if each.lower() not in {"true", "false"})
    kind = call.get(*_KIND).lower()
    if not kind and rest and rest[0].lower() in _TITLES:
        kind, rest = rest[0].lower(), rest[1:]
    title = call.get(*_TITLE)
    if not title and call.is_paired and rest and not (call.name.lower() == "alert" and len(rest) == 1):
        title, rest = " ".join(rest) if len(rest[0].split()) == 1 else rest[0], ()
    own = re.sub(r"[^a-z]", "", call.name.lower())
    return title or _TITLES.get(kind) or _TITLES.get(own) or "Note", rest


def quote(call: Call) -> Rendering:
    """A quote with who said it and where."""
    author = call.get("author", "cite", "name", "by", "who")
    source, url = call.get("source", "title", "work", "from"), call.get("url", "link", "href")
    named = ", ".join(
        each
        for each in (markup.plain(author), markup.link(address(url), source or url) if source or url else "")
        if each
    )
    after = f"<p>— {named}</p></blockquote>" if named else "</blockquote>"
    if call.is_paired and is_one_liner(call):
        return Rendering(before="> ", after=f" — {named}" if named else "")
    if call.is_paired:
        return Rendering(before="<blockquote>", after=after, is_block=True)
    text = call.get(*_TEXT, "quote", at=0)
    if not text:
        return incomplete(call, "has no text")
    return Rendering(before=f"<blockquote><p>{markup.from_markdown(text)}</p>{after}", is_block=True)


def details(call: Call) -> Rendering:
    """A part that folds (https://gohugo.io/shortcodes/details/)."""
    summary = call.get("summary", "title", "label", "header", "name", at=0) or "Details"
    if not call.is_paired:
        text = call.get("text", "content", "body")
        return Rendering(before=markup.from_markdown(text)) if text else incomplete(call, "has no end")
    before = f"<details><summary>{markup.from_markdown(summary)}</summary>"
    return Rendering(before=before, after="</details>", is_block=True)


def tab(call: Call) -> Rendering:
    """One of several tabs: its text, under its bold title."""
    title = call.get("title", "label", "name", "header", "tabName", "value", at=0)
    if not call.is_paired or not title:
        return NOTHING
    return Rendering(before=f"<p><strong>{markup.plain(title)}</strong></p>", is_block=True)


def button(call: Call) -> Rendering:
    """A link that looks like a button."""
    url, text = call.get("href", "link", "url", "to", "relref", "ref"), call.get("text", "label", "title", "content")
    given = call.arguments.positional
    if call.is_paired:
        url = url or (given[0] if given else "")
        return Rendering(before=markup.tag("a", href=address(url)), after="</a>") if url else NOTHING
    if not url and given:
        url, text = given[0], text or (given[1] if len(given) > 1 else "")
    if not url:
        return incomplete(call, "has no address")
    alone = call.is_alone_on_line
    html = markup.link(address(url), text or url)
    return Rendering(before=f"<p>{html}</p>" if alone else html, is_block=alone)


def card(call: Call) -> Rendering:
    """A box that leads to a page: its title as a link, and its text."""
    title, url = call.get("title", "name", "header", at=0), call.get("link", "href", "url", "to")
    text = call.get("subtitle", "description", "text", "content")
    if not title:
        return NOTHING if call.is_paired else incomplete(call, "has no title")
    html = f"<p><strong>{markup.link(address(url), title) if url else markup.plain(title)}</strong>"
    return Rendering(before=html + (f" {markup.from_markdown(text)}</p>" if text else "</p>"), is_block=True)


def phrase(call: Call) -> Rendering:
    """A few words made special by the theme: the words alone."""
    if call.is_paired:
        return NOTHING
    return Rendering(before=markup.plain(call.get("text", "content", "label", "title", "term", "name", at=0)))


def keyboard(call: Call) -> Rendering:
    """A key of the keyboard."""
    if call.is_paired:
        return Rendering(before="<kbd>", after="</kbd>")
    return Rendering(before=f"<kbd>{markup.plain(call.get('text', 'key', at=0))}</kbd>")


def remark(call: Call) -> Rendering:
    """A note beside the text: in brackets, in the text."""
    if call.is_paired and call.is_in_one_line:
        return Rendering(before=" (", after=")")
    text = call.get(*_TEXT, at=0)
    return Rendering(before=f" ({markup.from_markdown(text)})") if text and not call.is_paired else NOTHING


def always(rendering: Rendering) -> Renderer:
    """A renderer that writes the same whatever it is given."""
    return lambda _: rendering
