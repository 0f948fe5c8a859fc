"""What paths and patterns of paths in `feedkit.yml` must be like: the path in its final form, or a `Refusal`."""

from __future__ import annotations

import posixpath
import re

from feedkit.config.refusal import Refusal
from feedkit.rules import config as rules
from feedkit.suggestions import closest

DIRS = {"content": "articles", "output": "public", "templates": "templates"}
"""The folders of a project by section, where nothing else is said."""
PERMALINK_PLACEHOLDERS = ("slug", "path", "year", "month", "day", "category")
FEED_PLACEHOLDERS = ("name", "value", "ext")

# The same patterns for readers of the JSON Schema, which cannot say everything.
PATH = r"[^\s~\\]([^\\]*[^\s\\])?"
INNER_PATH = r"[^\s~\\/]([^\\]*[^\s\\])?"
GLOB = r"[^\s\\/]([^\\]*[^\s\\])?"
PERMALINK = rf"/(?!/)(?=.*\{{(slug|path)\}})(\{{({'|'.join(PERMALINK_PLACEHOLDERS)})\}}|[^{{}}\s\\])*"
FEED_PATH = rf"(?!/)(\{{({'|'.join(FEED_PLACEHOLDERS)})\}}|[^{{}}\\:*?\"<>|])+"

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_NOT_IN_FILE_NAMES = re.compile(r'[\\:*?"<>|]')  # Windows refuses them; uploads and URLs stumble over some


def path(text: str) -> str:
    """The path of a folder or file with `/`, without `.` parts and without a slash at its end."""
    if not text.strip():
        raise Refusal(rules.INVALID_SETTING, "needs a path", help="write it as articles or feeds/articles")
    if "\\" in text or text.startswith("~") or text != text.strip():
        advice = "write / between folders, no blanks around the path, and the name of the folder for ~"
        raise Refusal(rules.INVALID_SETTING, "is not a path feedkit can use", help=advice)
    return posixpath.normpath(text)


def inner_path(text: str) -> str:
    """A path that stays in its folder."""
    normal = path(text)
    if normal.startswith(("/", "../")) or normal in ("..", "."):
        raise Refusal(
            rules.INVALID_SETTING,
            "leads out of its folder",
            help="write a path below the folder, without .. and without / at its start",
        )
    return normal


def glob(text: str) -> str:
    """A pattern of paths below a folder, as `**/*.md`."""
    if not text or text != text.strip() or text.startswith("/") or "\\" in text or ".." in text.split("/"):
        raise Refusal(
            rules.INVALID_PATTERN, "is not a pattern of paths below the folder", help="write it as drafts/** or **/*.md"
        )
    return text


def permalink(text: str) -> str:
    """The pattern of the addresses of article pages, below the address of the site."""
    _check_placeholders(text, PERMALINK_PLACEHOLDERS)
    if not text.startswith("/") or "//" in text or re.search(r"[\s\\]", text) or ".." in text.split("/"):
        raise Refusal(
            rules.INVALID_PATTERN,
            "is not a pattern of addresses",
            help="begin with one /, write no blanks, no // and no .., as /{year}/{slug}/",
        )
    if "{slug}" not in text and "{path}" not in text:
        raise Refusal(rules.INVALID_PATTERN, "gives many articles one address", help="use {slug} or {path} in it")
    return text


def default_path(*, split: bool) -> str:
    """The pattern of a feed's paths where none is given."""
    return "{name}/{value}.{ext}" if split else "{name}.{ext}"


def feed_path(text: str) -> str:
    """The pattern of the paths of a feed's documents, below the output folder."""
    _check_placeholders(text, FEED_PLACEHOLDERS)
    bare = _PLACEHOLDER.sub("x", text)
    if any(part in ("", ".", "..") for part in bare.split("/")):
        raise Refusal(
            rules.INVALID_PATTERN, "is not a path below the output folder", help="write it as feeds/{name}.{ext}"
        )
    if _NOT_IN_FILE_NAMES.search(bare) or any(part != part.strip() or part.endswith(".") for part in bare.split("/")):
        raise Refusal(
            rules.INVALID_PATTERN,
            "cannot be a file name everywhere",
            help='leave \\ : * ? " < > | away, and blanks and dots at the end of names',
        )
    return text


def _check_placeholders(text: str, names: tuple[str, ...]) -> None:
    for match in _PLACEHOLDER.finditer(text):
        if match[0].strip("{}") in names and match[0] not in "{}":
            continue
        near = closest(match[0].strip("{}"), names)
        raise Refusal(
            rules.INVALID_PATTERN,
            "has an unknown placeholder",
            detail=f"`{match[0]}` is not a placeholder",
            guess=f"did you mean {{{near}}}?" if near else "",
            help="write one of " + " ".join(f"{{{each}}}" for each in names),
            span=(match.start(), len(match[0])),
        )
