"""Properties of CSS."""

from __future__ import annotations

from feedkit.checks.mail._features._row import Kind, Loss, row

_P = Kind.PROPERTY
_NOTHING, _PLAINER, _BROKEN = Loss.NOTHING, Loss.PLAINER, Loss.BROKEN
_SIDES = "top right bottom left"

# fmt: off
BOXES = (
    row("`width`", _P, "width", "ypyyyy", _PLAINER, "the element is as wide as its content", "css-width"),
    row("`height`", _P, "height", "ypyypy", _PLAINER, "the element is as high as its content", "css-height"),
    row("`max-width`", _P, "max-width", "ypyyyy", _PLAINER, "the element is as wide as the window", "css-max-width"),
    row("`min-width`", _P, "min-width", "ynyyyy", _PLAINER, "the element may be narrower", "css-min-width"),
    row("`max-height`", _P, "max-height", "ynyyyy", _PLAINER, "the element may be higher", "css-max-height"),
    row("`min-height`", _P, "min-height", "ynyyyy", _PLAINER, "the element may be lower", "css-min-height"),
    row("`box-sizing`", _P, "box-sizing", "pnyyny", _PLAINER, "padding makes the element wider", "css-box-sizing"),
    row("a negative `margin`", _P, "margin " + " ".join(f"margin-{side}" for side in _SIDES.split()), "nnnyyy", _BROKEN, "nothing is moved", "css-margin", r"(?:^|\s)-\.?[0-9]"),
    row("`margin: auto`", _P, "margin margin-left margin-right", "ynyyyy", _PLAINER, "the element is not centred", "css-margin", r"\bauto\b"),
    row("`margin-inline` or `margin-block`", _P, "margin-inline margin-block margin-inline-start margin-inline-end margin-block-start margin-block-end", "nnnynn", _PLAINER, "there is no distance", "css-margin-inline"),
    row("`padding` outside of table cells", _P, "padding " + " ".join(f"padding-{side}" for side in _SIDES.split()), "ypyyyy", _PLAINER, "there is no room around the content", "css-padding", r"[1-9]"),
    row("`inline-size` or `block-size`", _P, "inline-size block-size", "nnnnny", _PLAINER, "the element has its natural size", "css-inline-size"),
    row("`overflow`", _P, "overflow overflow-x overflow-y", "ynyypy", _PLAINER, "what does not fit is shown", "css-overflow"),
    row("`aspect-ratio`", _P, "aspect-ratio", "nnnnnn", _PLAINER, "the element has its natural shape", "css-aspect-ratio"),
    row("`object-fit`", _P, "object-fit", "pnyyny", _PLAINER, "the picture is stretched", "css-object-fit"),
    row("`table-layout`", _P, "table-layout", "ynyyyy", _PLAINER, "columns are as wide as their content", "css-table-layout"),
    row("`border-collapse`", _P, "border-collapse", "yyyyyy", _NOTHING, "cells keep their own borders", "css-border-collapse"),
    row("`border-spacing`", _P, "border-spacing", "ynyyyy", _PLAINER, "cells have another distance", "css-border-spacing"),
    row("`list-style-type`", _P, "list-style-type", "yyyyyy", _NOTHING, "the bullets are plain", "css-list-style-type"),
    row("`list-style-image`", _P, "list-style-image", "nnnyny", _PLAINER, "the bullets are plain", "css-list-style-image"),
    row("`list-style-position`", _P, "list-style-position", "ynyyyy", _PLAINER, "bullets stand outside of the text", "css-list-style-position", "inside"),
    row("`column-count`", _P, "column-count columns column-width", "pnyyny", _PLAINER, "the text is in one column", "css-column-count"),
)
PLACES = (
    row("`display: flex`", _P, "display", "pnyyyy", _BROKEN, "the parts stand below each other", "css-display-flex", r"\bflex\b|inline-flex"),
    row("`display: grid`", _P, "display", "pnyyny", _BROKEN, "the parts stand below each other", "css-display-grid", r"\bgrid\b|inline-grid"),
    row("`display: inline-block`", _P, "display", "ynyyyy", _PLAINER, "the element is like plain words, without padding and width", "css-display", "inline-block"),
    row("`display: none`", _P, "display", "ypyyyy", _BROKEN, "pictures and tables inside are shown", "css-display", r"^none$"),
    row("`visibility: hidden`", _P, "visibility", "nnyypy", _BROKEN, "the element is shown", "css-visibility", "hidden|collapse"),
    row("`float`", _P, "float", "ynyyyy", _BROKEN, "the element stands above or below the text", "css-float", "left|right|inline"),
    row("`position`", _P, "position", "nnpppp", _BROKEN, "the element stands where the text has it", "css-position", "relative|absolute|fixed|sticky"),
    row("`top`, `right`, `bottom` or `left`", _P, _SIDES, "nnyyny", _NOTHING, "the element is not moved", "css-left-right-top-bottom"),
    row("`inset`", _P, "inset", "nnnynn", _NOTHING, "the element is not moved", "css-inset"),
    row("`z-index`", _P, "z-index", "nnyyyy", _NOTHING, "the elements lie in the order of the text", "css-z-index"),
    row("`gap`", _P, "gap row-gap column-gap grid-gap", "pnpyny", _PLAINER, "the parts touch each other", "css-gap"),
    row("`justify-content`", _P, "justify-content", "nnyyny", _PLAINER, "the parts begin at the edge", "css-justify-content"),
    row("`align-items`", _P, "align-items", "nnyyny", _PLAINER, "the parts are not aligned", "css-align-items"),
    row("`vertical-align`", _P, "vertical-align", "yyyyyy", _NOTHING, "the content stands in the middle", "css-vertical-align"),
    row("`transform`", _P, "transform", "nnnyny", _BROKEN, "the element is neither moved nor turned", "css-transform"),
    row("`writing-mode`", _P, "writing-mode", "pnyyny", _PLAINER, "the text runs across", "css-writing-mode"),
    row("`direction`", _P, "direction", "pyyyyy", _NOTHING, "the text runs as its letters do", "css-direction"),
)
PAINT = (
    row("a `background` with a picture", _P, "background", "ynyypy", _PLAINER, "the picture behind the text is missing", "css-background", r"url\("),
    row("`background-image`", _P, "background-image", "ynyypy", _PLAINER, "the picture behind the text is missing", "css-background-image", r"url\("),
    row("`background-size`", _P, "background-size", "pnyyyy", _PLAINER, "the picture behind the text has its own size", "css-background-size"),
    row("`background-position`", _P, "background-position", "pnyyyy", _PLAINER, "the picture begins at the corner", "css-background-position"),
    row("`border-radius`", _P, "border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius", "ynyypy", _PLAINER, "corners are square", "css-border-radius", r"[1-9]"),
    row("a `border` of more than 8 pixels", _P, "border border-width border-top border-right border-bottom border-left", "ypyyyy", _PLAINER, "the border has 8 pixels", "css-border", r"\b(?:9|[1-9][0-9]+)px"),
    row("`box-shadow`", _P, "box-shadow", "pnyyny", _PLAINER, "there is no shadow", "css-box-shadow"),
    row("`text-shadow`", _P, "text-shadow", "nnnypy", _PLAINER, "there is no shadow", "css-text-shadow"),
    row("`outline`", _P, "outline", "ynyyyy", _PLAINER, "there is no outline", "css-outline"),
    row("`opacity`", _P, "opacity", "pnyyny", _PLAINER, "nothing shines through", "css-opacity"),
    row("`filter`", _P, "filter", "nnnyny", _PLAINER, "the picture is unchanged", "css-filter"),
    row("`clip-path`", _P, "clip-path", "nnnyny", _PLAINER, "the element is a rectangle", "css-clip-path"),
    row("`shape-outside`", _P, "shape-outside", "nnnyny", _PLAINER, "the text flows around a rectangle", "css-shape-outside"),
    row("`mix-blend-mode`", _P, "mix-blend-mode", "pnyyny", _PLAINER, "colours lie upon each other", "css-mix-blend-mode"),
    row("`transition`", _P, "transition", "nnnypp", _NOTHING, "the change is sudden", "css-transition"),
    row("`animation`", _P, "animation animation-name", "nnnyny", _PLAINER, "nothing moves", "css-animation"),
    row("`color-scheme`", _P, "color-scheme", "nnnyny", _NOTHING, "the meta element says the same", "css-color-scheme"),
)
TYPE = (
    row("`font`", _P, "font", "pyyyyy", _NOTHING, "the font is that of the program", "css-font"),
    row("`letter-spacing`", _P, "letter-spacing", "ypyyyy", _NOTHING, "large negative values look different", "css-letter-spacing"),
    row("`line-height`", _P, "line-height", "ypyyyy", _NOTHING, "lines have another distance", "css-line-height"),
    row("`word-spacing`", _P, "word-spacing", "ynyypy", _PLAINER, "words have their natural distance", "css-word-spacing"),
    row("`word-break`", _P, "word-break", "pyppnp", _NOTHING, "long words break differently", "css-word-break"),
    row("`overflow-wrap`", _P, "overflow-wrap word-wrap", "nnnnny", _NOTHING, "long words do not break", "css-overflow-wrap"),
    row("`hyphens`", _P, "hyphens", "nnnyny", _NOTHING, "words are not divided", "css-hyphens"),
    row("`tab-size`", _P, "tab-size", "nnyyny", _NOTHING, "tabs are eight characters wide", "css-tab-size"),
    row("`white-space: nowrap`", _P, "white-space", "pnyyyn", _PLAINER, "lines break where they are full", "css-white-space", "nowrap"),
    row("`white-space: pre`", _P, "white-space", "pnnypn", _BROKEN, "lines and blanks run together", "css-white-space", "pre"),
    row("a negative `text-indent`", _P, "text-indent", "nyyyny", _PLAINER, "the first line is not moved", "css-text-indent", r"^\s*-\.?[0-9]"),
    row("`text-overflow`", _P, "text-overflow", "pnyynn", _PLAINER, "the text is cut, or goes on", "css-text-overflow"),
    row("`text-transform: lowercase`", _P, "text-transform", "ynyyyy", _PLAINER, "letters are as they were written", "css-text-transform", "lowercase"),
    row("`text-decoration-color`", _P, "text-decoration-color", "pnyyyy", _PLAINER, "the line has the colour of the text", "css-text-decoration-color"),
    row("`text-decoration-thickness`", _P, "text-decoration-thickness", "pnnynn", _PLAINER, "the line has its natural thickness", "css-text-decoration-thickness"),
    row("`text-underline-offset`", _P, "text-underline-offset", "nnnyny", _PLAINER, "the line has its natural place", "css-text-underline-offset"),
)
# fmt: on

ROWS = (*BOXES, *PLACES, *PAINT, *TYPE)
