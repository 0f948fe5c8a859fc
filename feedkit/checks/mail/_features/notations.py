"""Values, at-rules and selectors of CSS."""

from __future__ import annotations

from feedkit.checks.mail._features._row import Kind, Loss, row

_NOTHING, _PLAINER, _BROKEN = Loss.NOTHING, Loss.PLAINER, Loss.BROKEN

# fmt: off
VALUES = (
    row("`var()`", Kind.VALUE, "", "nnnyny", _BROKEN, "the property is missing", "css-variables", r"\bvar\("),
    row("`calc()`", Kind.VALUE, "", "pnnyny", _BROKEN, "the property is missing", "css-unit-calc", r"\bcalc\("),
    row("`clamp()`", Kind.VALUE, "", "pnnynn", _BROKEN, "the property is missing", "css-function-clamp", r"\bclamp\("),
    row("`linear-gradient()`", Kind.VALUE, "", "ynnynp", _PLAINER, "there is one colour or none", "css-linear-gradient", r"linear-gradient\("),
    row("`radial-gradient()`", Kind.VALUE, "", "ynnyny", _PLAINER, "there is one colour or none", "css-radial-gradient", r"radial-gradient\("),
    row("`rgba()`", Kind.VALUE, "", "ynyyyy", _PLAINER, "the colour is missing", "css-rgba", r"\brgba\("),
    row("a colour without commas", Kind.VALUE, "", "nnyyny", _BROKEN, "all styles of the element are missing", "css-rgba", r"\brgba?\(\s*[0-9.%]+\s+[0-9.]"),
    row("`lch()`, `oklch()`, `lab()` or `oklab()`", Kind.VALUE, "", "nnnynn", _BROKEN, "all styles of the element are missing", "css-modern-color", r"\b(?:ok)?l(?:ch|ab)\("),
    row("`vw`", Kind.VALUE, "", "ynyyyy", _PLAINER, "the size is the natural one", "css-unit-vw", r"[0-9]vw\b"),
    row("`rem`", Kind.VALUE, "", "ynyyny", _PLAINER, "the size is the natural one", "css-unit-rem", r"[0-9]rem\b"),
)
AT_RULES = (
    row("`@media`", Kind.AT_RULE, "media", "pnpypy", _NOTHING, "the everyday look is shown", "css-at-media"),
    row("`prefers-color-scheme`", Kind.AT_RULE, "media", "nnyynn", _NOTHING, "the everyday look is shown, or inverted", "css-at-media-prefers-color-scheme", "prefers-color-scheme"),
    row("`prefers-reduced-motion`", Kind.AT_RULE, "media", "nnyyny", _NOTHING, "the everyday look is shown", "css-at-media-prefers-reduced-motion", "prefers-reduced-motion"),
    row("`@font-face`", Kind.AT_RULE, "font-face", "npnyny", _PLAINER, "the next font of the list is shown", "css-at-font-face"),
    row("`@import`", Kind.AT_RULE, "import", "nynynn", _BROKEN, "the styles are missing", "css-at-import"),
    row("`@keyframes`", Kind.AT_RULE, "keyframes", "nnnypy", _PLAINER, "nothing moves", "css-at-keyframes"),
    row("`@supports`", Kind.AT_RULE, "supports", "nnnyyy", _NOTHING, "the everyday look is shown", "css-at-supports"),
)
SELECTORS = (
    row("`:hover`", Kind.SELECTOR, "", "pnpypy", _NOTHING, "nothing changes under the pointer", "css-pseudo-class-hover", r":hover\b"),
    row("`::before` or `::after`", Kind.SELECTOR, "", "nnnyny", _PLAINER, "what it adds is missing", "css-pseudo-element-before", r"::?(?:before|after)\b"),
    row("`:nth-child()`", Kind.SELECTOR, "", "nnnyny", _PLAINER, "the rule has no effect", "css-pseudo-class-nth-child", r":nth-child\("),
    row("`:not()`", Kind.SELECTOR, "", "nnnyny", _PLAINER, "the rule has no effect", "css-pseudo-class-not", r":not\("),
    row("a selector with an attribute", Kind.SELECTOR, "", "pnpypy", _NOTHING, "the rule has no effect", "css-selector-attribute", r"\["),
    row("a selector with `>`", Kind.SELECTOR, "", "pnyypy", _NOTHING, "the rule has no effect", "css-selector-child", ">"),
    row("a selector with `+`", Kind.SELECTOR, "", "pnyyyy", _NOTHING, "the rule has no effect", "css-selector-adjacent-sibling", r"\+"),
    row("a selector with an id", Kind.SELECTOR, "", "pyyyyy", _NOTHING, "the rule has no effect", "css-selector-id", "#"),
)
# fmt: on

ROWS = (*VALUES, *AT_RULES, *SELECTORS)
