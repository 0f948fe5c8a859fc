"""XHTML in Atom, and SVG and MathML in it: elements and attributes that readers know and need not remove."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._html import KNOWN, RISKY
from feedkit.checks.feeds._styles import unsafe_in
from feedkit.checks.feeds._vocabulary import NAMESPACES
from feedkit.checks.feeds._vocabulary.namespaces import MATHML, SVG, XHTML
from feedkit.checks.feeds._words import words
from feedkit.checks.feeds._xml import Node
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_contents import NOT_HTML, UNSAFE_HTML, UNSAFE_STYLE
from feedkit.rules.feed_documents import UNDEFINED_ELEMENT

RULES = (UNSAFE_HTML, UNSAFE_STYLE, NOT_HTML, UNDEFINED_ELEMENT)
_SVG_ELEMENTS = frozenset(
    words(
        "a animate animateColor animateMotion animateTransform circle defs desc ellipse font-face font-face-name "
        "font-face-src g glyph hkern linearGradient line marker metadata missing-glyph mpath path polygon polyline "
        "radialGradient rect set stop svg switch text title tspan use"
    )
)
_SVG_ATTRIBUTES = frozenset(
    words(
        "accent-height accumulate additive alphabetic arabic-form ascent attributeName attributeType baseProfile bbox "
        "begin by calcMode cap-height class color color-rendering content cx cy d dx dy descent display dur end fill "
        "fill-opacity fill-rule font-family font-size font-stretch font-style font-variant font-weight from fx fy g1 g2 "
        "glyph-name gradientUnits hanging height horiz-adv-x horiz-origin-x id ideographic k keyPoints keySplines "
        "keyTimes lang mathematical marker-end marker-mid marker-start markerHeight markerUnits markerWidth max min "
        "name offset opacity orient origin overline-position overline-thickness panose-1 path pathLength points "
        "preserveAspectRatio r refX refY repeatCount repeatDur requiredExtensions requiredFeatures restart rotate rx ry "
        "slope stemh stemv stop-color stop-opacity strikethrough-position strikethrough-thickness stroke "
        "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
        "stroke-width style systemLanguage target text-anchor to transform type u1 u2 underline-position "
        "underline-thickness unicode unicode-range units-per-em values version viewBox visibility width widths x "
        "x-height x1 x2 y y1 y2 zoomAndPan"
    )
)
_MATHML_ELEMENTS = frozenset(
    words(
        "annotation annotation-xml maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
        "mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
    )
)
_MATHML_ATTRIBUTES = frozenset(
    words(
        "actiontype align columnalign columnlines columnspacing columnspan depth display displaystyle encoding "
        "equalcolumns equalrows fence fontstyle fontweight frame height linethickness lspace mathbackground mathcolor "
        "mathvariant maxsize minsize other rowalign rowlines rowspacing rowspan rspace scriptlevel selection separator "
        "stretchy width"
    )
)
_DRAWN = {SVG: ("SVG", _SVG_ELEMENTS, _SVG_ATTRIBUTES), MATHML: ("MathML", _MATHML_ELEMENTS, _MATHML_ATTRIBUTES)}


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each element and attribute that readers remove or do not know."""
    for placed in document.of_kind("construct", "content"):
        for child in placed.node.children:
            if child.name == "div" and child.namespace == XHTML:
                yield from _inside(document, child)


def _inside(document: Document, division: Node) -> Iterator[Diagnostic]:
    stack = [(each, division) for each in reversed(division.children)]
    while stack:
        node, parent = stack.pop()
        if not node.namespace:
            if not node.prefix:
                yield document.at_tag(UNDEFINED_ELEMENT, node, f"<{node.name}> in XHTML is in no namespace")
        elif node.namespace == XHTML:
            yield from _xhtml(document, node)
        elif node.namespace in _DRAWN:
            yield from _drawn(document, node)
        elif node.namespace in NAMESPACES:
            if parent.name != "metadata":
                yield document.at_tag(UNDEFINED_ELEMENT, node, f"<{node.written}> stands in XHTML")
            continue
        stack += [(each, node) for each in reversed(node.children)]


def _xhtml(document: Document, node: Node) -> Iterator[Diagnostic]:
    if node.name not in KNOWN:
        yield document.at_tag(NOT_HTML, node, f"XHTML has no <{shortened(node.name, 30)}>")
    elif node.name in RISKY:
        yield document.at_tag(UNSAFE_HTML, node, f"readers remove <{node.name}>")
    for (space, name), value in node.attributes.items():
        if not space and name == "style":
            for each in unsafe_in(value):
                message = f"readers remove `{shortened(each, 40)}` from a style"
                yield document.at_attribute(UNSAFE_STYLE, node, name, message)
        elif not space and name.startswith("on"):
            message = f"readers remove the attribute `{shortened(name, 30)}=`"
            yield document.at_attribute(UNSAFE_HTML, node, name, message)


def _drawn(document: Document, node: Node) -> Iterator[Diagnostic]:
    language, elements, attributes = _DRAWN[node.namespace]
    if node.name not in elements:
        yield document.at_tag(UNSAFE_HTML, node, f"readers remove <{shortened(node.name, 30)}> from {language}")
    for space, name in node.attributes:
        if not space and name not in attributes:
            message = f"readers remove `{shortened(name, 30)}=` from {language}"
            yield document.at_attribute(UNSAFE_HTML, node, name, message)
