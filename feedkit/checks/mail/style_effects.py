"""What is left in `<style>` has an effect, and the everyday look does not hang on it.

Inline styles win over rules without `!important`, and an inliner can take classes away that `@media` needs. Gmail shows
accounts of other providers without `<style>` ("GANGA"), as several mobile programs do: there only inline styles count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedkit.checks.mail import Reading, _selectors
from feedkit.checks.mail._css import Declaration, Rule
from feedkit.checks.mail._findings import one, shortened
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._programs import CLASSES, ONE_PROGRAM
from feedkit.checks.mail._reading import one_line
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.rules.mail_html import POWERLESS_STYLE, STYLE_NOT_INLINE

RULES = (POWERLESS_STYLE, STYLE_NOT_INLINE)
_STATES = re.compile(r":(?:hover|focus|active|visited)\b", re.IGNORECASE)
_NOT_LOOKS = re.compile(r"mso-.*|-.*|text-size-adjust|color-scheme|supported-color-schemes|word-.*|overflow-wrap")
_PARTS = re.compile(r"-(?:top|right|bottom|left|color|style|width|image|size|position|repeat|family|weight|type)\b")

_OF_FONT = frozenset({"font-family", "font-size", "font-style", "font-weight", "line-height"})


def check(reading: Reading) -> Iterator[Diagnostic]:
    """At most one finding for each rule of the styles, and one when their classes are gone."""
    yield from _missing_classes(reading)
    for rule in reading.rules:
        if rule.is_conditional or ONE_PROGRAM.search(rule.selectors) or _STATES.search(rule.selectors):
            yield from _powerless(rule, reading)
        else:
            yield from _not_inline(rule, reading)


def _missing_classes(reading: Reading) -> Iterator[Diagnostic]:
    """Some classes are for what not every edition has; an inliner that takes classes away takes nearly all."""
    present = {name for element in reading.page.elements for name in element.get("class").split()}
    named: dict[str, Span] = {}
    for rule in reading.rules:
        for name in _selectors.classes(rule.selectors) - CLASSES:
            named.setdefault(name, (rule.at, rule.at + len(rule.selectors)))
    missing = [name for name in named if name not in present]
    if len(missing) * 2 >= max(len(named), 1):
        first = min(missing, key=lambda name: named[name])
        message = f"{len(missing)} of {len(named)} classes that the styles name are on no element, as `{first}`"
        yield one(POWERLESS_STYLE, reading.html, named[first], message)


def _powerless(rule: Rule, reading: Reading) -> Iterator[Diagnostic]:
    weak = [each for each in rule.declarations if not each.important]
    if not weak:
        return
    for element in _meant(rule, reading):
        names = _families(element, reading)
        for declaration in weak:
            if _family(declaration.name) in names:
                message = f"`{declaration.name}` of `{_told(rule)}` loses against inline styles"
                span = (declaration.at, declaration.at + len(declaration.name))
                help = f"Write `{declaration.name}: {declaration.value} !important`."
                yield one(POWERLESS_STYLE, reading.html, span, message, help=help)
                return


def _not_inline(rule: Rule, reading: Reading) -> Iterator[Diagnostic]:
    looks = [each for each in rule.declarations if not _NOT_LOOKS.fullmatch(each.name)]
    for element in _meant(rule, reading) if looks else ():
        lacking = _lacking(looks, element, reading)
        if lacking:
            message = f"`{_told(rule)}` gives <{element.name}> its {lacking}, which is not inline"
            yield one(STYLE_NOT_INLINE, reading.html, (rule.at, rule.at + len(rule.selectors)), message)
            return


def _lacking(looks: Sequence[Declaration], element: Element, reading: Reading) -> str:
    names = _families(element, reading)
    return next((each.name for each in looks if _family(each.name) not in names), "")


def _meant(rule: Rule, reading: Reading) -> Iterator[Element]:
    """The elements of the body that the rule means, as far as can be told; states and programs are left away."""
    selectors = _selectors.parsed(_STATES.sub("", re.sub(r"\[data-ogs[bc]\]\s*", "", rule.selectors)))
    for element in reading.page.elements:
        if element.name != "html" and any(_selectors.matches(each, element) for each in selectors):
            yield element


def _told(rule: Rule) -> str:
    return shortened(one_line(rule.selectors))


def _families(element: Element, reading: Reading) -> set[str]:
    """What the `style` attribute sets."""
    names = {_family(each.name) for each in reading.declarations(element)}
    return names | _OF_FONT if "font" in names else names


def _family(name: str) -> str:
    """The short form that a property belongs to, as `padding` for `padding-left`."""
    return name if name.startswith(("font-", "line-", "text-", "max-", "min-")) else _PARTS.sub("", name)
