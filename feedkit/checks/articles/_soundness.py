"""Bodies of which it is certain that rendering them finds nothing, known without rendering them.

Most bodies are plain: Markdown without HTML, tables or footnotes, whose links and pictures lead somewhere. Nothing is taken
out of these on their way to readers, so a look at them need not go that way, which takes longer than all checks together.
Whatever is not certain is rendered. A property test holds this against rendering.
"""

from __future__ import annotations

import re

from feedkit.article import reading
from feedkit.article.attributes import LINK_SCHEMES
from feedkit.article.headings import slug, unique_ids
from feedkit.characters import is_clean
from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline
from feedkit.checks.articles._targets import target_of_image
from feedkit.checks.articles._walk import RAW

_MOST_CHARACTERS = 200_000
_MOST_TAGS = 190
"""Start and end tags; of as many elements, none can be nested too deep."""
_WEB = frozenset({"http", "https"})
_LIKE_AN_ID = re.compile(r"""(?:id|name)=["&\\]""")
"""What becomes text that looks like an attribute, which whoever looks for ids takes for one."""
_BREAK = re.compile(r"<br[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def is_sound(manuscript: Manuscript) -> bool:
    """Whether an entry of the article is surely made without a finding, and has no ids but those of its headings."""
    article, publication = manuscript.article, manuscript.site.publication
    if (
        publication.flavour or not article.markdown or article.path.endswith(".mdx")
        or article.enclosures or article.comments or article.related
    ):  # fmt: skip
        return False
    outline = manuscript.outline()
    return _is_plain(outline) and _leads_somewhere(manuscript, outline)


def _is_plain(outline: Outline) -> bool:
    """Whether the body is nothing but what the Markdown engine itself makes, and of that the simple part."""
    source = outline.source
    return (
        0 < len(source) <= _MOST_CHARACTERS
        and bool(outline.blocks or outline.pictures)
        and not (outline.has_more or outline.tables)
        and outline.markup.count("<") <= _MOST_TAGS
        and not ("&" in source and "&#" in source)
        and not (any(map(source.__contains__, '"&\\')) and _LIKE_AN_ID.search(source))
        and not RAW.search(source)
        and is_clean(source)
    )


def _leads_somewhere(manuscript: Manuscript, outline: Outline) -> bool:
    """Whether readers can follow all links and are shown all pictures."""
    for link in outline.links:
        target = manuscript.target(link.address)
        if target is None or not ((scheme := target[0].partition(":")[0]) in _WEB or scheme in LINK_SCHEMES):
            return False
    for picture in outline.pictures:
        target = manuscript.target(picture.address)
        if target is None or target[0].partition(":")[0] not in _WEB:
            return False
    return manuscript.article.image is None or target_of_image(manuscript) is not None


def heading_ids(outline: Outline) -> tuple[str, ...]:
    """The ids that the headings of a sound body get, in their order."""
    unique = unique_ids(set())
    texts = [_text(outline.markup, heading.level, heading.span[1]) for heading in outline.headings]
    return tuple([unique(slug(text)) for text in texts if text])


def _text(markup: str, level: int, start: int) -> str:
    """The text of the heading whose start tag ends at `start`, as readers get it."""
    inner = markup[start : markup.index(f"</h{level}>", start)]
    if "<" in inner:
        inner = _TAG.sub("", _BREAK.sub(" ", inner))
    return reading.plain((inner,))
