"""HTML as Markdown. The one door to markdownify.

markdownify was chosen (1.2, MIT): 100 KB of Python that Debian, Ubuntu and Arch ship, written to be overridden tag by
tag, where html-to-markdown brings 22 MB of binaries in a new version every few days and html2text is GPL.

| what markdownify does | what is done about it |
|--|--|
| fences code with three backticks whatever is in it, without its language | a longer fence, and the language of `class` |
| writes addresses with blanks or brackets in them, and alternative texts, as they are | both are escaped |
| emphasises with `*` where CommonMark does not see it (`**“so”**that`) | there the HTML element stays |
| loses what Markdown has no sign for: players, captions, definitions, `<sup>`, `<mark>` | there the HTML element stays |
| makes a picture of the link in “wow!<a>” | the `!` is escaped |
| recurses as deep as the HTML does, and takes the square of a list's length | deep and large ones are not converted |

What is made is read again and compared with the HTML, word by word, link by link and picture by picture: Markdown that does
not say the same is not given out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from markdownify import MarkdownConverter

from feedkit.article import markdown as engine
from feedkit.foreign.soups import MORE, NavigableString, Tag, cleaned_soup, said, soup_of

MAX_CHARACTERS = 1_000_000
_MAX_TAGS = 5_000
_KEPT_BLOCKS = ("iframe", "video", "audio", "dl", "details", "svg", "math", "picture")
_KEPT_INLINE = ("sub", "sup", "mark", "ins", "u", "kbd", "q", "abbr", "small", "cite", "time", "ruby")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#.-]{1,30})")
_BARE_ADDRESS = re.compile(r"((?<![\w/])(?:https?://|www\.)[\w.-]+(?:[/?#][^\s<>()\[\]\\`*|\"]*)?)")
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")


def to_markdown(html: str, base: str) -> str | None:
    """The HTML as Markdown that says the same, with absolute addresses; None where Markdown cannot say it."""
    if len(html) > MAX_CHARACTERS or html.count("<") > _MAX_TAGS:
        return None
    soup = cleaned_soup(html, base)
    wanted = said(soup)
    try:
        made: str = _Converter().convert_soup(soup).strip("\n")
    except RecursionError:  # deeper than Python goes; browsers stop at 512 elements
        return None
    return made if said(soup_of(engine.to_html(made))) == wanted else None


_Base: Any = MarkdownConverter  # its stubs name none of the methods that are there to be overridden


class _Converter(_Base):  # type: ignore[misc]
    """Markdown as cmark-gfm reads it."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        escape_misc = True
        autolinks = False
        keep_inline_images_in = ("td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "p", "em", "strong")

    def get_conv_fn(self, tag_name: str) -> Any:
        """What converts the element: it stays HTML where Markdown has no sign for it."""
        if tag_name in _KEPT_BLOCKS:
            return _as_block
        if tag_name in _KEPT_INLINE:
            return _as_inline
        if tag_name == MORE:
            return lambda _el, _text, parent_tags: "" if "_inline" in parent_tags else "\n\n<!--more-->\n\n"
        return super().get_conv_fn(tag_name)

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Text in which nothing looks like Markdown."""
        if (
            el.isspace()
            and "pre" not in (parent_tags or ())
            and any(map(_is_kept_block, (el.previous_sibling, el.next_sibling)))
        ):
            return ""
        text: str = super().process_text(el, parent_tags)
        following = el.next_sibling
        if text.endswith("!") and isinstance(following, Tag) and following.name == "a":
            return text[:-1] + "\\!"
        return text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text without signs of Markdown; GFM reads addresses as they are."""
        parts = _BARE_ADDRESS.split(text)
        parts[::2] = [super(_Converter, self).escape(each, parent_tags) for each in parts[::2]]
        return "".join(parts)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link; one around blocks cannot be said and leaves them bare, which the comparison finds."""
        href = el.get("href")
        if "_noformat" in parent_tags or not isinstance(href, str) or not text.strip():
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if text.strip() == href and _BARE_ADDRESS.fullmatch(href) and not el.get("title"):
            return f"{before}<{href}>{after}"
        return f"{before}[{text.strip()}]({_destination(href)}{_title(el)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  (markdownify's signature)
        """A picture."""
        alt = re.sub(r"([\\\[\]*_`<&!])", r"\\\1", " ".join(str(el.get("alt") or "").split()))
        src = str(el.get("src") or "")
        return f"![{alt}]({_destination(src)}{_title(el)})" if src else ""

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Code in a fence longer than any in it."""
        code = el.get_text().removeprefix("\n").rstrip("\n")
        longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
        fence = "`" * (longest + 1)
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture; one with a caption stays HTML."""
        caption = el.find("figcaption")
        if isinstance(caption, Tag) and caption.get_text(strip=True):
            return _as_block(el, text, parent_tags)
        return str(self.convert_div(el, text, parent_tags))

    def convert_header(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """One of the boxes that pages are made of."""
        return str(self.convert_div(el, text, parent_tags))

    convert_footer = convert_main = convert_nav = convert_aside = convert_center = convert_address = convert_header
    convert_hgroup = convert_fieldset = convert_header

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A table of GFM; one with blocks or joined cells in it stays HTML."""
        complex_ = el.find(["p", "ul", "ol", "pre", "table", "blockquote", "div", "br", "img", "caption"])
        if complex_ or el.find(colspan=True) or el.find(rowspan=True) or "li" in parent_tags:
            return _as_block(el, text, parent_tags)
        return str(super().convert_table(el, text, parent_tags))

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Strong emphasis."""
        return _emphasised(el, text, "**", "strong", parent_tags)

    convert_strong = convert_b

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Emphasis."""
        return _emphasised(el, text, "*", "em", parent_tags)

    convert_i = convert_em

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Text that was struck out."""
        return _emphasised(el, text, "~~", "del", parent_tags)

    convert_s = convert_del


def _emphasised(el: Tag, text: str, sign: str, name: str, parent_tags: set[str]) -> str:
    """The text between signs where CommonMark sees them as such (§6.2), else in its element."""
    inside = text.strip()
    if "_noformat" in parent_tags or not inside:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    flanks = ((before, _beside(el, after=False), inside[0]), (after, _beside(el, after=True), inside[-1]))
    if "\n\n" not in inside and not all(blank or _is_seen(outside, within) for blank, outside, within in flanks):
        return f"{before}<{name}>{inside}</{name}>{after}"
    if "\n\n" in inside:
        return text
    return f"{before}{sign}{inside}{sign}{after}"


def _is_seen(outside: str, within: str) -> bool:
    """Whether a sign between these two characters is one: next to punctuation within it wants a blank or punctuation outside.

    Next to another sign it may be taken for a part of that.
    """
    return outside != "*" and (outside.isspace() or not _is_punctuation(within) or _is_punctuation(outside))


def _beside(el: Tag, *, after: bool) -> str:
    """The character beside the element once it is Markdown; a blank where nothing is."""
    sibling = el.next_sibling if after else el.previous_sibling
    if isinstance(sibling, Tag):
        if sibling.name in ("b", "strong", "i", "em", "del", "s"):
            return "*"
        return " " if sibling.name == "br" else "[" if sibling.name in ("a", "img", "code") else "x"
    return (str(sibling)[0] if after else str(sibling)[-1]) if sibling else " "


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_kept_block(node: Any) -> bool:
    return isinstance(node, Tag) and node.name in (*_KEPT_BLOCKS, "figure", MORE)


def _as_inline(el: Tag, text: str, parent_tags: set[str]) -> str:
    """The element as it is, with what was made of its content inside."""
    if "_noformat" in parent_tags or not text.strip():
        return text
    shown = "".join(
        f' {key}="{el[key]}"' for key in ("title", "datetime", "cite") if key in el.attrs and '"' not in el[key]
    )
    return f"<{el.name}{shown}>{text}</{el.name}>"


def _as_block(el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG001  (markdownify's signature)
    """The element as HTML, without the blank lines that would end it (CommonMark §4.6)."""
    markup = _BLANK_LINES.sub("\n&#10;" if el.find("pre") else "", el.decode(formatter="minimal").strip())
    return f"\n\n{_on_its_own(el.name, markup)}\n\n"


def _on_its_own(name: str, markup: str) -> str:
    """HTML that begins with the tag of a block (§4.6, condition 6), so that Markdown leaves all of it alone."""
    return markup if name in ("iframe", "figure", "dl", "details", "table") else f"<div>{markup}</div>"


def _destination(url: str) -> str:
    """A destination that Markdown reads to its end."""
    url = re.sub(r"\s", "%20", url.strip())
    return "<" + re.sub(r"([<>\\])", r"\\\1", url) + ">" if re.search(r"[()<>\\&*_]", url) else url


def _title(el: Tag) -> str:
    title = " ".join(str(el.get("title") or "").split())
    return ' "' + re.sub(r'(["\\<&])', r"\\\1", title) + '"' if title else ""


def _language(el: Tag) -> str:
    """The language that highlighters find in a class or in `data-lang`."""
    for each in _around_code(el):
        named = each.get("data-lang") or each.get("data-language")
        match = _LANGUAGE.search(" ".join(each.get("class") or ()))
        if isinstance(named, str) and re.fullmatch(r"[\w+#.-]{1,30}", named):
            return named
        if match:
            return match[1]
    return ""


def _around_code(el: Tag) -> Iterator[Tag]:
    code = el.find("code")
    if isinstance(code, Tag):
        yield code
    yield el
    if el.parent is not None:
        yield el.parent
