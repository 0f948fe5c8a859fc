"""One article as the file that each generator reads: the same content under the generator's own keys.

feedkit and Hugo read YAML between `---`; Pelican's Markdown reader wants `Key: value` lines. How freely YAML is
written (quotes, flow or block style, folded text, comments) differs from article to article, as it does among people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from news import Article, Spelling

Value = str | bool | datetime | tuple[str, ...] | dict[str, str] | None

_PLAIN = re.compile(r"[^\W\d_](?:[^:#\"\[\]{}]|:(?=\S))*\Z")
"""Text that begins with a letter and has nothing that YAML could take for its own."""
_YAML_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def feedkit(article: Article) -> str:
    """Front matter with feedkit's keys, and the body."""
    labels = article.labels
    front = {
        "title": article.title, "date": labels.date, "updated": article.updated, "authors": labels.authors, "category": labels.category,
        "tags": labels.tags, "summary": article.summary, "image": {"url": article.image_url, "alt": article.image_alt}, "draft": labels.draft,
    }  # fmt: skip
    return f"---\n{_yaml(front, article.spelling)}\n---\n\n{article.body}"


def hugo(article: Article) -> str:
    """Front matter with Hugo's keys, and the body; the categories are a list there."""
    labels = article.labels
    front = {
        "title": article.title, "date": labels.date, "lastmod": article.updated, "authors": labels.authors, "categories": (labels.category,),
        "tags": labels.tags, "summary": article.summary, "image": {"url": article.image_url, "alt": article.image_alt}, "draft": labels.draft,
    }  # fmt: skip
    return f"---\n{_yaml(front, article.spelling)}\n---\n\n{article.body}"


def pelican(article: Article) -> str:
    """Lines of metadata as Pelican's Markdown reader wants them, and the body."""
    labels = article.labels
    front = {
        "Title": article.title, "Date": labels.date.isoformat(), "Modified": article.updated.isoformat() if article.updated else "",
        "Authors": "; ".join(labels.authors), "Category": labels.category, "Tags": ", ".join(labels.tags), "Slug": article.slug,
        "Summary": " ".join(article.summary), "Image": article.image_url, "Image_Alt": article.image_alt, "Status": "draft" if labels.draft else "",
    }  # fmt: skip
    return "\n".join(f"{key}: {value}" for key, value in front.items() if value) + f"\n\n{article.body}"


styles: dict[str, Callable[[Article], str]] = {"feedkit": feedkit, "hugo": hugo, "pelican": pelican}


def _yaml(front: Mapping[str, Value], spelling: Spelling) -> str:
    """The mapping as YAML; what is empty or false is left out."""
    lines = [line for key, value in front.items() if value for line in _lines(key, value, spelling)]
    if spelling.comment:
        lines.insert(1, f"# {spelling.comment}")
    return "\n".join(lines)


def _lines(key: str, value: Value, spelling: Spelling) -> Iterator[str]:
    match value:
        case bool():
            yield f"{key}: true"
        case datetime() if spelling.quotes:
            yield f'{key}: "{value.isoformat()}"'
        case datetime():
            yield f"{key}: {value.isoformat().replace('+00:00', 'Z')}"
        case tuple() if key == "summary" and spelling.folded:
            yield f"{key}: >-"
            yield from (f"  {line}" for line in value)
        case tuple() if key == "summary":
            yield f"{key}: {_scalar(' '.join(value), spelling)}"
        case tuple() if spelling.flow:
            yield f"{key}: [{', '.join(_scalar(each, spelling) for each in value)}]"
        case tuple():
            yield f"{key}:"
            yield from (f"  - {_scalar(each, spelling)}" for each in value)
        case dict() if spelling.flow:
            yield f"{key}: {{{', '.join(f'{name}: {_quoted(each, spelling)}' for name, each in value.items())}}}"
        case dict():
            yield f"{key}:"
            yield from (f"  {name}: {_scalar(each, spelling)}" for name, each in value.items())
        case str():
            yield f"{key}: {_scalar(value, spelling)}"


def _scalar(text: str, spelling: Spelling) -> str:
    """The text as it is, unless this writer or YAML wants quotes."""
    plain = _PLAIN.match(text) and text.lower() not in _YAML_WORDS
    return text if plain and not spelling.quotes else _quoted(text, spelling)


def _quoted(text: str, spelling: Spelling) -> str:
    if spelling.quotes:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'"
