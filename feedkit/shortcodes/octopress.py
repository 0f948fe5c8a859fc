"""Tags with words for arguments, as Octopress had them: Jekyll, Hexo and Pelican have them still.

http://octopress.org/docs/blogging/plugins/, https://hexo.io/docs/tag-plugins, https://github.com/pelican-plugins/liquid-tags
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedkit import urls
from feedkit.quick_dataclasses import replace
from feedkit.shortcodes import listings, markup
from feedkit.shortcodes.callouts import is_one_liner
from feedkit.shortcodes.embeds import incomplete
from feedkit.shortcodes.figures import address, paragraph
from feedkit.shortcodes.parts import Arguments, Call, Renderer, Rendering

_PATH = re.compile(r"(?:https?:)?/|.*/|\{|.*\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:px|%)?\Z|auto\Z")
_PAIR = re.compile(r"\"([^\"]*)\"\s+\"([^\"]*)\"")
_LANGUAGE = re.compile(r"lang:([\w+#.\-]+)")


def picture(call: Call) -> Rendering:
    """`{% img [class names] path [width [height]] [title [alt]] %}`."""
    words = list(call.arguments.positional)
    place = next((index for index, word in enumerate(words) if _PATH.match(word)), 0)
    if not words:
        return incomplete(call, "names no picture")
    rest = words[place + 1 :]
    sizes: list[str] = []
    while rest and len(sizes) < 2 and (_NUMBER.match(rest[0]) or rest[0] in {"lazy", "eager"}):
        sizes.append(rest.pop(0))
    if len(rest) == 1 and (pair := _PAIR.fullmatch(rest[0])):  # `'"title text" "alt text"'`, as Hexo's manual has it
        rest = [pair[1], pair[2]]
    is_quoted = any(" " in word for word in rest) or '"' in call.shown
    title, alt = (rest[0], rest[1] if len(rest) > 1 else "") if is_quoted and rest else (" ".join(rest), "")
    width = sizes[0].removesuffix("px") if sizes and sizes[0].removesuffix("px").isdigit() else ""
    html = markup.tag("img", src=address(words[place]), alt=alt or title, title=title if alt else "", width=width)
    return paragraph(call, html)


def quote(call: Call) -> Rendering:
    """`{% blockquote [author[, source]] [link] [link title] %}`."""
    words = list(call.arguments.positional)
    place = next((index for index, word in enumerate(words) if urls.is_web(word)), len(words))
    who = " ".join(words[:place]).strip()
    named = markup.plain(who)
    if place < len(words):
        title = " ".join(words[place + 1 :]) or words[place].partition("//")[2].rstrip("/")
        named += (", " if named else "") + markup.link(address(words[place]), title)
    if not call.is_paired:
        return incomplete(call, "has no text")
    if is_one_liner(call):
        return Rendering(before="> ", after=f" — {named}" if named else "")
    after = f"<p>— {named}</p></blockquote>" if named else "</blockquote>"
    return Rendering(before="<blockquote>", after=after, is_block=True)


def codeblock(call: Call) -> Rendering:
    """`{% codeblock [title] [lang:language] [url] [link text] %}`."""
    match = _LANGUAGE.search(" ".join(call.arguments.positional))
    return listings.listing(call, match[1] if match else "", call.content)


RENDERERS: dict[str, Renderer] = {
    "img": picture,
    "b64img": picture,
    "blockquote": quote,
    "quote": quote,
    "pullquote": quote,
    "cq": quote,
    "centerquote": quote,
    "codeblock": codeblock,
    "code": codeblock,
}


def given(call: Call, words: Sequence[str]) -> Call:
    """The same call, given other words."""
    return replace(call, arguments=Arguments(call.arguments.named, tuple(words)))
