"""The attributes of one start tag: addresses made absolute, scripts and risky styles taken out."""

from __future__ import annotations

import re

from feedkit.article import elements, tags
from feedkit.article.addresses import KNOWN_LATER, Surroundings, candidates, is_bundled, resolve
from feedkit.article.elements import words
from feedkit.article.findings import Gathered, shown
from feedkit.article.styles import safe_style
from feedkit.rules import content as rules
from feedkit.rules.dialects import BUNDLED_PICTURE

MAX_ATTRIBUTES = 100
MAX_INLINE_IMAGE = 10_000

LINK_SCHEMES = words(
    "http https mailto tel sms ftp ftps geo xmpp irc ircs matrix magnet news nntp sip sips webcal feed gemini"
)
ADDRESSES = frozenset({"href", "src", "poster", "cite", "longdesc", "action"})
_INLINE_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_DATA_NAME = re.compile(r"data-[a-z0-9_.:\-]+")


def portable_attributes(
    element: str, raw: str, offset: int, surroundings: Surroundings, gathered: Gathered
) -> dict[str, str]:
    """The attributes of a start tag that reach readers, in their order; `raw` stands at `offset` of the HTML.

    Of two attributes with one name the first counts, as in browsers.
    """
    allowed = elements.ATTRIBUTES_IF_TRUSTED if surroundings.trusted else elements.ATTRIBUTES
    kept: dict[str, str] = {}
    seen: set[str] = set()
    for name, value, whole, inner in tags.attributes(raw):
        if name in seen:
            continue
        seen.add(name)
        span = (offset + inner[0], offset + inner[1])
        result: str | None = value
        if name in ADDRESSES and name in allowed:
            result = portable_address(element, name, value, span, surroundings, gathered)
        elif name == "srcset":
            result = _portable_srcset(value, span, surroundings, gathered)
        elif name == "style" and not surroundings.trusted:
            result = _portable_style(value, span, gathered)
        elif not (name in allowed or _DATA_NAME.fullmatch(name)) or len(kept) == MAX_ATTRIBUTES:
            result = None
            if name.startswith("<"):
                gathered.find(rules.UNCLOSED_TAG, f"`<{element}` is never closed", (offset - len(element) - 1, offset))
            elif not (name == "aria-label" and "data-footnote-backref" in kept):
                # cmark itself labels the way back from a footnote: nobody wrote that, nobody has to hear of it.
                _refuse(element, name, (offset + whole[0], offset + whole[1]), gathered)
        if result is not None:
            kept[name] = result
    return kept


def portable_address(
    element: str, name: str, value: str, span: tuple[int, int], surroundings: Surroundings, gathered: Gathered
) -> str | None:
    """The absolute URL that an address means; None, with a finding, when readers cannot open it."""
    if element == "img" and is_bundled(value, surroundings):
        gathered.find(BUNDLED_PICTURE, KNOWN_LATER.format(shown(value)), span)
        return None
    try:
        url, file = resolve(value, surroundings)
    except ValueError as error:
        message = (
            f"`{name}` of `<{element}>` is empty" if not value.strip() else f"`{shown(value)}` is not a URL: {error}"
        )
        gathered.find(rules.BAD_ADDRESS, message, span, "write `https://…`, `/path`, a file name or `#heading`")
        return None
    scheme = url.partition(":")[0]
    if scheme in {"http", "https"} or (name == "href" and scheme in LINK_SCHEMES):
        if file:
            gathered.files.add(file)
        return url
    if element == "img" and name == "src" and _INLINE_IMAGE.match(url):
        return _inline_image(url, span, gathered)
    gathered.find(rules.UNSAFE_ADDRESS, f"readers do not open `{scheme}:` in `{name}` of `<{element}>`", span)
    return None


def _inline_image(url: str, span: tuple[int, int], gathered: Gathered) -> str | None:
    size = f"a picture of {len(url):,} characters is written out in its address"
    if len(url) > MAX_INLINE_IMAGE:
        gathered.find(rules.INLINE_IMAGE, f"{size}; it is taken out", span, "save it as a file beside the article")
        return None
    gathered.find(
        rules.INLINE_IMAGE, f"{size}; mail programs do not show it", span, "save it as a file beside the article"
    )
    gathered.has_inline_images = True
    return url


def _portable_srcset(value: str, span: tuple[int, int], surroundings: Surroundings, gathered: Gathered) -> str | None:
    found = []
    for address, descriptor, index in candidates(value):
        is_plain = span[1] - span[0] == len(value)
        place = (span[0] + index, span[0] + index + len(address)) if is_plain else span
        url = portable_address("img", "srcset", address, place, surroundings, gathered)
        if url:
            # A comma at its end would be read as the end of the candidate.
            url = url if not url.endswith(",") else url[:-1] + "%2C"
            found.append(f"{url} {descriptor}".rstrip())
    return ", ".join(found) or None


def _portable_style(value: str, span: tuple[int, int], gathered: Gathered) -> str | None:
    style, dropped = safe_style(value)
    if dropped:
        named = ", ".join(f"`{shown(each)}`" for each in dropped)
        gathered.find(rules.STYLE_PROPERTY, f"taken out of `style`, as readers do not accept it: {named}", span)
    return style or None


def _refuse(element: str, name: str, span: tuple[int, int], gathered: Gathered) -> None:
    if name.startswith("on"):
        message = f"`{shown(name)}` of `<{element}>` is taken out: readers run no scripts"
        gathered.find(rules.EVENT_HANDLER, message, span)
    else:
        gathered.find(rules.UNPORTABLE_ATTRIBUTE, f"`{shown(name)}` of `<{element}>` is taken out", span)


def is_note_mark(element: str, attributes: dict[str, str]) -> bool:
    """Whether the element is the mark of a footnote, as `¹` or `↩`: shown, but not a part of the text."""
    if element not in {"sup", "a"} or not attributes:
        return False
    return (
        "data-footnote-ref" in attributes
        or "footnote-ref" in attributes.get("class", "")
        or "footnote-back" in attributes.get("class", "")
    )
