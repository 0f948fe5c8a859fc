"""An entry of another program as an article file that reads back as the same entry."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from feedkit import yaml_nodes
from feedkit.article import values
from feedkit.characters import cut, one_line, without_forbidden
from feedkit.foreign.entries import ForeignEntry
from feedkit.foreign.markdown import to_markdown
from feedkit.foreign.soups import cleaned
from feedkit.foreign.texts import can_be_kept, plain_of_html, without_campaign
from feedkit.quick_dataclasses import dataclass
from feedkit.slugs import slugify

_TITLE_LENGTH = 60
"""Of a title made from the text of an entry that has none."""
_SUMMARY_LENGTH = 2_000
_NAME_BYTES = 200
"""Of a slug in the name of a file; file systems stop at 255 for the whole name."""
_URI = re.compile(r"[^\s\x00-\x20]+\Z")
_ELLIPSIS = re.compile(r"(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?\Z")
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?)\Z", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """A file to be written."""

    entry: ForeignEntry
    name: str
    """As `2020-05-07-a-launch.md`."""
    text: str
    id: str
    """The id the article must have; empty when readers know it by none."""
    id_in_text: bool
    """Whether its front matter says it; an id that is no URI cannot stand there."""
    html: bool
    """Whether the body is HTML, as asked or because Markdown could not say the same."""


class NoArticleError(ValueError):
    """No article can be made of the entry; the message says why."""


def article_file(entry: ForeignEntry, *, html: bool) -> ArticleFile:
    """The entry as an article, its body in Markdown if that can say the same, or as HTML if that is wanted.

    Pictures stay where they are. Raises NoArticleError when the entry has no date, or neither title nor text.
    """
    published = entry.published or entry.updated
    if published is None:
        raise NoArticleError("it has no date")
    title = entry.title or cut(plain_of_html(entry.content_html), _TITLE_LENGTH)
    if not title:
        raise NoArticleError("it has neither title nor text")
    id = entry.id or entry.url
    writable = bool(_URI.match(id)) and ":" in id and can_be_kept(id) and one_line(id) == id
    body = None if html else to_markdown(entry.content_html, entry.base)
    head = _front_matter(entry, title, published, id if writable else "")
    if len(head) > yaml_nodes.MAX_CHARACTERS:
        raise NoArticleError("what would be its front matter is too long")
    kept_as_html = body is None
    if body is None:
        body = cleaned(entry.content_html, entry.base)
    text = head + (f"\n{body}\n" if body else "")
    return ArticleFile(
        entry=entry,
        name=f"{published.year:04}-{published:%m-%d}-{_slug(entry, title)}{'.html' if kept_as_html else '.md'}",
        text=text,
        id=id,
        id_in_text=writable,
        html=kept_as_html,
    )


def _front_matter(entry: ForeignEntry, title: str, published: datetime, id: str) -> str:
    categories, tags = entry.categories, entry.tags
    tags = tuple(dict.fromkeys((*categories[1:], *tags)))
    keys = [("title", _plain_value(title)), ("date", _date(published))]
    if entry.updated is not None and entry.updated > published:
        keys.append(("updated", _date(entry.updated)))
    keys += [("id", _quoted(id))] if id else []
    keys += [("link", _quoted(link))] if (link := _link(entry)) else []
    keys += [("authors", _list(map(_plain_value, entry.authors)))] if entry.authors else []
    keys += [("category", _plain_value(categories[0]))] if categories else []
    keys += [("tags", _list(map(_quoted, tags)))] if tags else []
    keys += [("summary", _plain_value(summary))] if (summary := _summary(entry)) else []
    keys += [("image", _image(entry))] if entry.image else []
    keys += [("enclosures", _enclosures(entry))] if entry.enclosures else []
    keys += [("comments", _mapping(url=_quoted(entry.comments_url)))] if entry.comments_url else []
    keys += [("draft", "true")] if entry.status in ("draft", "pending", "private") else []
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys) + "---\n"


def _quoted(text: str) -> str:
    """The text in double quotes: a string of JSON is one of YAML (YAML 1.2 §1.3), once what YAML would fold is out."""
    return json.dumps(one_line(without_forbidden(text)).replace("\ufeff", ""), ensure_ascii=False)


def _plain_value(text: str) -> str:
    """A text that is plain where front matter is read, escaped if it would be taken for HTML there."""
    written = _quoted(text)
    if ("<" in text or "&" in text) and _read(written) != json.loads(written):
        return _quoted(text.replace("&", "&amp;").replace("<", "&lt;"))
    return written


def _read(written: str) -> str:
    root, _ = yaml_nodes.parse(written, "")
    return values.plain_text(root, "title", values.Report("", [])) if root else ""


def _date(moment: datetime) -> str:
    """RFC 3339, in whole minutes from UTC and whole seconds."""
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0).isoformat()


def _link(entry: ForeignEntry) -> str:
    """The address of its page; that of a draft (`?p=12`) is not one that lasts."""
    return "" if entry.status in ("draft", "pending") else without_campaign(entry.url)


def _list(parts: Sequence[str] | map[str]) -> str:
    return "[" + ", ".join(parts) + "]"


def _mapping(**parts: str) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _summary(entry: ForeignEntry) -> str:
    """The summary; one that a program cut from the content is not worth keeping, since feedkit cuts its own."""
    if entry.content_html and _ELLIPSIS.search(entry.summary):
        return ""
    return cut(entry.summary, _SUMMARY_LENGTH)


def _image(entry: ForeignEntry) -> str:
    alt = {"alt": _plain_value(entry.image_alt)} if entry.image_alt else {}
    return _mapping(url=_quoted(entry.image), **alt)


def _enclosures(entry: ForeignEntry) -> str:
    written = []
    for each in entry.enclosures:
        parts = {"url": _quoted(each.url)}
        parts |= {"type": _quoted(each.media_type)} if each.media_type else {}
        parts |= {"length": str(each.length)} if each.length else {}
        parts |= {"duration": str(each.duration)} if each.duration is not None else {}
        written.append(_mapping(**parts))
    return _list(written)


def _slug(entry: ForeignEntry, title: str) -> str:
    """The name in its address, if it has words in it; else one made from the title."""
    named = unquote(entry.slug)
    if not named and entry.url:
        named = _EXTENSION.sub("", unquote(posixpath.basename(urlsplit(entry.url).path.rstrip("/"))))
    slug = slugify(named if _WORDS.search(named) and named != "index" else title)
    return slug.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip("-")
