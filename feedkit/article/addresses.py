"""Where a body stands, and what its links and pictures mean from there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from feedkit import urls
from feedkit.quick_dataclasses import dataclass, field

_REFERENCE = re.compile(r"([^?#]*+)(.*+)", re.DOTALL)
_NO_FILE = ("/", "#", "?", "{")
"""How addresses begin that name no file beside the article."""
_CANDIDATE = re.compile(r"[ \t\n\f\r,]*+([^ \t\n\f\r]++)")
_DESCRIPTOR = re.compile(r"(?:[^(,]|\([^)]*+(?:\)|\Z))*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a body stands."""

    path: str
    """Relative to the project folder, with `/`; for diagnostics."""
    first_line: int = 1
    """The line of the file at which the body begins."""
    url: str
    """The absolute URL of the article."""
    site_url: str
    """Absolute; ends with `/`. The files of the content folder are published under it."""
    folder: str = ""
    """The article's folder inside the content folder, as `2026/05`; empty at the top."""
    files: Mapping[str, int] = field(default_factory=dict)
    """The files of the content folder that may be published: path to size in bytes."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """The article files of the content folder: path to the absolute URL of the article."""
    trusted: bool = False
    """Whether frames, forms and styles stay. Scripts never do."""
    bundled: bool = False
    """Whether pictures beside an article get an address of which nobody knows, when a bundler builds the site."""


def resolve(reference: str, surroundings: Surroundings) -> tuple[str, str]:
    """The absolute URL that a reference in an article means, and the content-folder file it names, if it does.

    A path is first looked up as another article, then as a file: from the article's folder, or from the content folder
    if it begins with `/`. What is neither is resolved against the article's URL, or its host after `/`.
    ValueError says why it cannot be a URL.
    """
    if urls.is_canonical(reference):
        return reference, ""
    text = urls.trimmed(reference)
    if not text:
        raise ValueError("it is empty")
    if text.startswith(("#", "?", "//")) or urls.scheme(text):
        return urls.absolute(text, surroundings.url), ""
    match = _REFERENCE.match(text)
    path, rest = (match[1], match[2]) if match else (text, "")
    for spelling in _spellings(path.replace("\\", "/")):
        inside = _inside(spelling, surroundings.folder)
        if inside in surroundings.articles:
            return urls.absolute(surroundings.articles[inside] + rest, surroundings.site_url), ""
        if inside in surroundings.files:
            return urls.absolute(
                surroundings.site_url + urls.encoded_path(inside) + rest, surroundings.site_url
            ), inside
    return urls.absolute(text, surroundings.site_url if text.startswith("/") else surroundings.url), ""


KNOWN_LATER = "the address of `{}` is known only once the site is built"
"""What is said of a picture that a bundler has yet to give an address."""


def is_bundled(reference: str, surroundings: Surroundings) -> bool:
    """Whether a picture is named by where its file lies, and will lie elsewhere once a bundler has built the site."""
    text = reference.strip()
    return surroundings.bundled and text != "" and not (urls.scheme(text) or text.startswith(_NO_FILE))


def _spellings(path: str) -> list[str]:
    """The names a path may mean on disk: percent-decoded or not, composed or decomposed (as on macOS)."""
    plain = unquote(path) if "%" in path else path
    names = [plain] if plain == path else [plain, path]
    if path.isascii() and plain.isascii():
        return names
    return [*names, *(unicodedata.normalize(form, plain) for form in ("NFC", "NFD"))]


def _inside(path: str, folder: str) -> str:
    """The path from the content folder; empty when it leads out of it."""
    parts = [] if path.startswith("/") else folder.split("/")
    kept = [part for part in parts if part]
    for part in path.split("/"):
        if part == "..":
            if not kept:
                return ""
            kept.pop()
        elif part not in {"", "."}:
            kept.append(part)
    return "/".join(kept)


def candidates(srcset: str) -> list[tuple[str, str, int]]:
    """The addresses of a `srcset`, each with its descriptor, as `2x` or `640w`, and its index (HTML standard §4.8.4.2.4)."""
    found: list[tuple[str, str, int]] = []
    position = 0
    while match := _CANDIDATE.match(srcset, position):
        address, position = match[1], match.end()
        descriptor = ""
        if address.endswith(","):
            address = address.rstrip(",")
        elif rest := _DESCRIPTOR.match(srcset, position):
            descriptor, position = " ".join(rest[0].split()), rest.end()
        if address:
            found.append((address, descriptor, match.start(1)))
    return found
