"""Which elements and attributes of HTML reach readers: what the W3C feed validator accepts and readers show.

The lists follow `acceptable_elements` and `acceptable_attributes` of the W3C feed validator, less what does nothing in
a reader (forms, autoplay) and plus `controls`, without which readers show a recording as nothing at all.
"""

from __future__ import annotations

from feedkit.diagnostics import Rule
from feedkit.rules import content as rules


def words(text: str) -> frozenset[str]:
    """The words of a text; a long list of names reads best as one."""
    return frozenset(text.split())


KEPT = words(
    "a abbr acronym address area article aside audio b bdi big blockquote br caption center cite code col "
    "colgroup data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header "
    "hgroup hr i img ins kbd li main map mark menu meter nav ol p picture pre progress q rp rt ruby s samp "
    "section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u "
    "ul var video wbr"
)
KEPT_IF_TRUSTED = KEPT | words(
    "iframe form input button select option optgroup textarea label fieldset legend datalist output style"
)
ATTRIBUTES = words(
    "abbr align alt axis bgcolor border bordercolor cellpadding cellspacing char charoff cite class clear "
    "color colspan compact controls coords crossorigin datetime decoding default dir download draggable face "
    "frame headers height hidden high href hreflang hspace id ismap kind label lang loading longdesc loop low "
    "max media min muted name nohref noshade nowrap open optimum playsinline point-size poster preload "
    "referrerpolicy rel rev reversed rowspan rules scope shape size sizes span spellcheck src srclang srcset "
    "start style summary tabindex target title translate type usemap valign value vspace width wrap"
)
ATTRIBUTES_IF_TRUSTED = ATTRIBUTES | words(
    "accept action allow allowfullscreen autocomplete checked cols disabled enctype for frameborder inputmode "
    "list maxlength method minlength multiple pattern placeholder readonly required rows sandbox scrolling "
    "selected step"
)
VOID = words("area base br col embed hr img input link meta param source track wbr")
RAW_TEXT = words("iframe noembed noframes script style textarea title xmp")
"""Elements whose content is text up to their end tag (HTML standard §13.2.5.2–4), whatever tags it has."""

REMOVED: dict[str, Rule] = {
    "script": rules.SCRIPT,
    "style": rules.STYLE_ELEMENT,
    "title": rules.HEAD_ELEMENT,
    "meta": rules.HEAD_ELEMENT,
    "link": rules.HEAD_ELEMENT,
    "base": rules.HEAD_ELEMENT,
    "input": rules.FORM,
    "button": rules.FORM,
    "select": rules.FORM,
    "textarea": rules.FORM,
    "datalist": rules.FORM,
    "keygen": rules.FORM,
    "template": rules.UNKNOWN_ELEMENT,
}
"""Elements that go with all they contain."""
EMBEDS = frozenset({"iframe", "embed", "object", "frame"})
DRAWINGS: dict[str, Rule] = {"svg": rules.INLINE_SVG, "math": rules.MATHML}
UNWRAPPED_SILENTLY = words(
    "html head body noscript noembed noframes frameset label fieldset legend output optgroup option param"
)
"""Elements whose tags mean nothing in an article, or nothing without the form or object around them."""

# Where an end tag may be left away (HTML standard §13.1.2.4): what a start tag closes, up to which element.
_CELL_OR_TABLE = frozenset({"table", "td", "th", "caption"})
_P = (frozenset({"p"}), _CELL_OR_TABLE)
_CLOSE_P = words(
    "address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr main menu nav ol p pre section summary table ul"
)
_ROWS = frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"})
CLOSES: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    **dict.fromkeys(_CLOSE_P, (_P,)),
    "li": ((frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir", *_CELL_OR_TABLE})), _P),
    "dt": ((frozenset({"dt", "dd"}), frozenset({"dl", *_CELL_OR_TABLE})), _P),
    "dd": ((frozenset({"dt", "dd"}), frozenset({"dl", *_CELL_OR_TABLE})), _P),
    "td": ((frozenset({"td", "th"}), frozenset({"tr", "table"})),),
    "th": ((frozenset({"td", "th"}), frozenset({"tr", "table"})),),
    "tr": ((frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),),
    **dict.fromkeys(_ROWS, ((_ROWS, frozenset({"table"})),)),
    "rt": ((frozenset({"rt", "rp"}), frozenset({"ruby"})),),
    "rp": ((frozenset({"rt", "rp"}), frozenset({"ruby"})),),
    "a": ((frozenset({"a"}), _CELL_OR_TABLE),),
    "button": ((frozenset({"button"}), _CELL_OR_TABLE),),
}
HEADINGS: dict[str, int] = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset([*_CLOSE_P, "li", "dt", "dd", "td", "th", "tr", "caption", "br", "rt", "option", *_ROWS])
"""Elements before and after which words end."""
SHOWN_WITHOUT_TEXT: frozenset[str] = frozenset({"img", "video", "audio", "iframe"})
TABLE_PARTS = words("table tbody thead tfoot tr td th caption colgroup")
ONLY_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "colgroup"})
"""Elements that nothing but parts of a table may stand in."""
PARTS_OF: dict[str, frozenset[str]] = dict.fromkeys(TABLE_PARTS - {"table"}, frozenset({"table"}))
"""Elements that mean nothing, to browsers too, outside of others."""
PLAIN = KEPT - VOID - HEADINGS.keys() - SHOWN_WITHOUT_TEXT - PARTS_OF.keys() - {"a"}
"""Elements that are kept as they are when they have no attributes."""
BREAK_OUT_OF_DRAWINGS = words(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li menu meta "
    "ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Elements that end an `<svg>` or `<math>` that was never closed (HTML standard §13.2.6.5)."""
