"""What the dialects do alike: which files are no articles, languages in names, addresses made of paths."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from datetime import datetime

from feedkit.dialects import (
    _dates,
    _nodes,
    _syntax_asciidoc,
    _syntax_headers,
    _syntax_javascript,
    _syntax_json,
    _syntax_org,
    _syntax_toml,
    _syntax_yaml,
    _values,
)
from feedkit.dialects._fields import Fields
from feedkit.dialects.terms import Front, Markup, Source
from feedkit.urls import encoded_path

MARKDOWN: dict[str, Markup] = dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn"), "markdown")
HTML: dict[str, Markup] = dict.fromkeys((".html", ".htm"), "html")
MDX: dict[str, Markup] = {".mdx": "mdx"}
NOTEBOOKS: dict[str, Markup] = {".ipynb": "markdown"}
RST: dict[str, Markup] = {".rst": "rst"}
UNRENDERED: dict[str, Markup] = {
    ".org": "Org", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc", ".textile": "Textile",
}  # fmt: skip

# ISO 639-1, for names as `about.de.md` in a site that does not say which languages it has
_LANGUAGES = frozenset(["aa", "ab", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm", "bn", "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu"])  # fmt: skip
_LANGUAGE_SUFFIX = re.compile(r"(.+)\.([a-z]{2}(?:[-_][A-Za-z]{2,4})?)\Z")
_FOLDERS_OF_ARTICLES = frozenset(["post", "posts", "_posts", "blog", "blogs", "article", "articles", "news", "notes", "writing", "writings", "journal", "til", "weblog", "entries", "essays", "stories", "announcements", "updates", "releases", "thoughts", "tutorials", "drafts", "_drafts", "_notebooks"])  # fmt: skip
_PAPERS = re.compile(
    r"(?:readme|license|licence|changelog|contributing|code_of_conduct|security|todo|authors|404|search|archives?|tags?|"
    r"categor(?:y|ies)|sitemap|robots|feed|offline)\Z",
    re.IGNORECASE,
)
_REDIRECTS = frozenset({"redirect", "redirected", "redirects", "redirection", "redirect-page", "redirecting"})
_REFRESH = re.compile(r"<meta\s[^>]*http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


def front_of(source: Source, *syntaxes: str) -> Front:
    """The front matter of a file in the first of these syntaxes that it is written in; empty keys when in none.

    https://gohugo.io/content-management/front-matter/#overview names the three that most generators share.
    """
    splitters = {
        "yaml": _syntax_yaml.split, "toml": _syntax_toml.split, "json": _syntax_json.split, "headers": _syntax_headers.split,
        "javascript": _syntax_javascript.split,
    }  # fmt: skip
    text = source.text.lstrip("\ufeff")
    front = None
    for each in syntaxes or ("toml", "json", "javascript", "yaml"):
        front = splitters[each](text, source.shown)
        if front is not None:
            break
    markup = UNRENDERED.get(source.extension)
    if markup == "Org" and front is None:
        return _syntax_org.split(text, source.shown)
    if front is not None:
        return front
    front = Front(keys=_nodes.mapping({}, _nodes.spot()), body=text, body_line=1)
    return _syntax_asciidoc.with_header(front) if markup == "AsciiDoc" else front


def is_paper(source: Source) -> bool:
    """Whether the name says that it is no article, as `README` and `404` do."""
    return _PAPERS.match(source.name.partition(".")[0]) is not None


def is_redirect(fields: Fields) -> bool:
    """Whether the file only sends readers elsewhere: https://github.com/jekyll/jekyll-redirect-from#redirect-to."""
    if fields.node("redirect_to", "redirect-to", "redirectto", "redirect_url") is not None:
        return True
    if fields.text("layout", "type", "template").casefold() in _REDIRECTS:
        return True
    body = fields.front.body
    return len(body) < 2_000 and _REFRESH.search(body) is not None


def among_articles(source: Source) -> bool:
    """Whether the folder is one of those that blogs keep their articles in, so that a missing date is a mistake."""
    return is_among_articles(source.whole)


def is_among_articles(path: str) -> bool:
    """The same of a path."""
    return not _FOLDERS_OF_ARTICLES.isdisjoint(posixpath.dirname(path).casefold().split("/"))


def below(whole: str, folder: str) -> str | None:
    """A path as it is from a folder above it; None when it does not lie there."""
    folder = posixpath.normpath(folder)
    if folder == ".":
        return whole
    return whole[len(folder) + 1 :] if whole.startswith(f"{folder}/") else None


def language_of(name: str, known: Collection[str], *, guess: bool) -> tuple[str, str]:
    """A name without extension apart from its language, as `about` and `de`; `guess` takes any language there is."""
    match = _LANGUAGE_SUFFIX.match(name)
    if match is None:
        return name, ""
    tag = match[2].lower().replace("_", "-")
    if tag in {each.lower().replace("_", "-") for each in known} or (
        guess and tag[:2] in _LANGUAGES and "-" not in tag
    ):
        return match[1], match[2]
    return name, ""


def page(*parts: str, slash: bool = True) -> str:
    """The path of a page made of names, percent-encoded, with one slash between them."""
    joined = _SLASHES.sub("/", "/" + "/".join(part for part in parts if part))
    if slash and not joined.endswith("/"):
        joined += "/"
    return encoded_path(joined)


def written_path(written: str, *, slash: bool = False) -> str:
    """An address from front matter as a path of the site, or as it is when it is one of the web."""
    if re.match(r"https?://", written, re.IGNORECASE):
        return written
    path, mark, rest = written.partition("#")
    path = _SLASHES.sub("/", "/" + path.strip())
    if slash and not path.endswith("/") and "." not in posixpath.basename(path):
        path += "/"
    return path.replace(" ", "%20") + mark + rest


def filled(pattern: str, tokens: re.Pattern[str], values: dict[str, str]) -> str | None:
    """A pattern with its tokens replaced, percent-encoded; None when one of them is unknown."""
    unknown = False

    def replace(match: re.Match[str]) -> str:
        nonlocal unknown
        value = values.get(match[1])
        if value is None:
            unknown = True
            return ""
        return encoded_path(value)

    made = tokens.sub(replace, pattern)
    return None if unknown else _SLASHES.sub("/", "/" + made)


def day_in_front_matter(fields: Fields, names: Iterable[str]) -> list[str]:
    """Days in the addresses that front matter names, as `permalink: /2015/05/15/title`."""
    written = [_values.text(node) for _, node in fields.those("", names)]
    return [day for each in written if (day := _dates.in_path(each))]


ADDRESSES = ("permalink", "path", "url", "slug", "aliases", "redirect_from", "canonical", "canonical_url")


def dated(fields: Fields, moment: datetime | None, name: str = "") -> datetime | None:
    """The date that was read, else a day in the file's name, in an address of its own, or in its path."""
    if moment is not None or fields.bad_date is not None:
        return moment
    in_name = _dates.in_path(name or fields.source.name)
    return fields.fallback(in_name, *day_in_front_matter(fields, ADDRESSES), _dates.in_path(fields.source.path))
