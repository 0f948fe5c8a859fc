"""The tags of HTML that stands in a feed, read in one linear pass; and what readers let pass of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from feedkit.checks.feeds._words import words
from feedkit.quick_dataclasses import dataclass

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
_SKIPPED = re.compile(r"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|[!?][^>]*>)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_MOST_BROKEN = 20
LONGEST_REMEMBERED = 50_000
"""What was found in a longer text is not kept."""
_RAW = frozenset({"script", "style"})
VOID = frozenset(
    words("area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr")
)
_ENDS_ITSELF = frozenset(
    words("p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rt rp body html head")
)
RISKY = frozenset(
    words(
        "applet base basefont bdo body comment embed frame frameset head html iframe isindex link listing meta noframes "
        "object param plaintext script slot style title xmp"
    )
)
KNOWN = RISKY | frozenset(
    words(
        "a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code "
        "col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em eventsource fieldset "
        "figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li m "
        "main map mark menu meter nav noscript ol optgroup option output p picture pre progress q rp rt ruby s samp "
        "search section select small source span strike strong sub summary sup table tbody td template textarea tfoot "
        "th thead time tr track tt u ul var video wbr"
    )
)
SAFE_ATTRIBUTES = frozenset(
    words(
        "abbr accept accept-charset accesskey action align allow allowfullscreen allowpaymentrequest alt as "
        "autocapitalize autocomplete autofocus autoplay axis background balance bgcolor bgproperties border bordercolor "
        "bordercolordark bordercolorlight bottompadding cellpadding cellspacing ch challenge char charoff charset "
        "checked choff cite class clear color cols colspan compact contenteditable controls coords crossorigin data "
        "datafld datapagesize datasrc datetime decoding default delay dir dirname disabled download draggable dynsrc "
        "enctype end enterkeyhint face fetchpriority for form formenctype frame galleryimg gutter headers height hidden "
        "hidefocus high href hreflang hspace icon id inert inputmode is ismap itemid itemprop itemref itemscope "
        "itemtype keytype kind label lang leftspacing list loading longdesc loop loopcount loopend loopstart low lowsrc "
        "max maxlength media method min minlength multiple muted name nohref nonce noshade nowrap open optimum pattern "
        "ping placeholder playsinline point-size popover poster pqg preload prompt radiogroup readonly referrerpolicy "
        "rel repeat-max repeat-min replace required rev reversed rightspacing role rows rowspan rules scope selected "
        "shape size sizes span spellcheck src srclang srcset start step summary suppress tabindex target template title "
        "toppadding translate type unselectable urn usemap valign value variable volume vrml vspace width wrap xml:lang "
        "xmlns"
    )
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    """In lower case."""
    attributes: tuple[tuple[str, str], ...]
    """Names in lower case, values unescaped."""


@dataclass(slots=True)
class Markup:
    """What there is in a text of HTML."""

    tags: list[Tag]
    disorder: str = ""
    """The first tag that does not fit, as a sentence; empty when all do."""

    def note(self, disorder: str) -> None:
        """Keeps the first."""
        self.disorder = self.disorder or disorder


def read(html: str) -> Markup:
    """The tags of a text, and what is wrong with their order. Takes time in proportion to its length.

    What was read lately is remembered: the feeds of one publication say the same in several formats.
    """
    return _remembered(html) if len(html) < LONGEST_REMEMBERED else _read(html)


@lru_cache(maxsize=256)
def _remembered(html: str) -> Markup:
    return _read(html)


def _read(html: str) -> Markup:
    markup = Markup([])
    stack: list[str] = []
    numbers: Counter[str] = Counter()
    for closing, name, inner in _tags(html, markup):
        if closing:
            _close(markup, stack, numbers, name)
            continue
        markup.tags.append(Tag(name, tuple(_attributes(inner)) if inner else ()))
        if name not in VOID and not inner.endswith("/"):
            stack.append(name)
            numbers[name] += 1
    left = [each for each in stack if each not in _ENDS_ITSELF]
    if left:
        markup.note(f"<{left[-1]}> is never closed")
    return markup


def _close(markup: Markup, stack: list[str], numbers: Counter[str], name: str) -> None:
    if not numbers[name]:
        if name not in {"br", "p"}:
            markup.note(f"</{name}> closes nothing")
        return
    while stack:
        last = stack.pop()
        numbers[last] -= 1
        if last == name:
            return
        if last not in _ENDS_ITSELF:
            markup.note(f"<{last}> is not closed before </{name}>")


def _tags(html: str, markup: Markup) -> Iterator[tuple[str, str, str]]:
    """The slash, name and inside of each tag; comments and the like are left out."""
    last = html.rfind(">")
    lower = html.lower() if "<s" in html or "<S" in html else html
    at, broken = html.find("<"), 0
    while 0 <= at < last:
        match = _TAG.match(html, at)
        if match is None:
            skipped = _SKIPPED.match(html, at) if html.startswith(("<!", "<?"), at) else None
            if skipped is None and html.startswith(("<!", "<?"), at):
                return
            if skipped is None and _begins_tag(html, at):
                broken += 1
                if broken > _MOST_BROKEN:
                    return
            at = html.find("<", skipped.end() if skipped else at + 1)
            continue
        name = match[2].lower()
        yield match[1], name, match[3]
        at = match.end()
        if name in _RAW and not match[1]:
            end = lower.find(f"</{name}", at)
            at = end if end >= 0 else len(html)
        at = html.find("<", at)
    if at >= 0 and _begins_tag(html, at):
        markup.note("a tag has no `>` at its end")


def _begins_tag(html: str, at: int) -> bool:
    following = html[at + 1 : at + 2]
    return following == "/" or (following.isascii() and following.isalpha())


def _attributes(inner: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(inner):
        value = match[2] or ""
        if value[:1] in {'"', "'"}:
            value = value[1:-1]
        yield match[1].lower(), unescape(value) if "&" in value else value
