"""How the elements of a mail look: their colours, what lies behind them, how large their text is, whether they show.

Only what checks ask for is worked out, by day or by the rules for the dark, as a browser does with images switched off:
rules of `<style>` by their weight, `style` attributes, attributes such as `bgcolor`, and what is inherited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from feedkit.checks.mail import _colors, _css, _selectors
from feedkit.checks.mail._colors import BLACK, WHITE, Color
from feedkit.checks.mail._page import Element, Page
from feedkit.checks.mail._selectors import Selector
from feedkit.quick_dataclasses import dataclass

NIGHT = Color(30 / 255, 30 / 255, 30 / 255)
"""What Apple Mail shows behind a mail in the dark."""
LINK, LINK_BY_NIGHT = Color(0, 0, 238 / 255), Color(158 / 255, 158 / 255, 1)
"""Links without a colour of their own, in the browser engine of Apple Mail."""

_ASKED = frozenset(
    {"color", "background-color", "background-image", "font-size", "font-weight", "display", "visibility", "opacity"}
    | {"max-height", "height", "overflow"}
)
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67, "small": 0.83, "sub": 0.83, "sup": 0.83}
_BOLD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"})
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SIZE_WORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(px|pt|em|rem|%)?(?![\w%])", re.IGNORECASE)
_ZERO = re.compile(r"0*\.?0+(?:px|pt|em|rem|%)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How one element looks."""

    color: Color
    ground: Color | None
    """What its text stands on; None where that is a picture or a gradient."""
    size: float
    """Of its text, in pixels."""
    is_bold: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A selector of a rule with what the rule asks for."""

    selector: Selector
    order: int
    declarations: tuple[tuple[str, str, bool], ...]


_Weight = tuple[bool, bool, tuple[int, int, int], int]
_Wanted = dict[str, tuple[_Weight, str]]


class Looks:
    """The looks of all elements of a page by day, or in the dark."""

    def __init__(
        self,
        page: Page,
        styles: Mapping[str, tuple[_css.Declaration, ...]],
        rules: Sequence[_css.Rule],
        *,
        by_night: bool,
    ) -> None:
        self._styles = styles
        self._by_class: dict[str, list[_Weighed]] = {}
        self._by_name: dict[str, list[_Weighed]] = {}
        self._others: list[_Weighed] = []
        self._attributes = {name for element in page.elements for name in element.attributes}
        for order, rule in enumerate(rules):
            if _applies(rule, by_night=by_night):
                self._file(rule, order)
        self._link = LINK_BY_NIGHT if by_night else LINK
        canvas = Look(WHITE if by_night else BLACK, NIGHT if by_night else WHITE, 16.0, False, True)
        self._canvas = canvas
        self._looks: list[Look] = []
        for element in page.elements:
            parent = self._looks[element.parent.number] if element.parent else canvas
            self._looks.append(self._look(element, parent))

    def of(self, element: Element | None) -> Look:
        """The look of an element; of the bare page for None."""
        return self._looks[element.number] if element else self._canvas

    def _file(self, rule: _css.Rule, order: int) -> None:
        """Put a rule where the elements it may mean will find it."""
        declarations = tuple(
            (name, value, each.important)
            for each in rule.declarations
            for name, value in _expanded(each.name, each.value)
            if name in _ASKED
        )
        if not declarations:
            return
        for selector in _selectors.parsed(rule.selectors):
            if not selector.last or not _selectors.may_match(selector, self._attributes):
                continue
            weighed = _Weighed(selector, order, declarations)
            named = next((each for each in selector.last if each[0] == "."), "")
            if named:
                self._by_class.setdefault(named[1:], []).append(weighed)
            elif selector.last[0][0].isalpha():
                self._by_name.setdefault(selector.last[0].lower(), []).append(weighed)
            else:
                self._others.append(weighed)

    def _wanted(self, element: Element) -> dict[str, str]:
        """What the element is asked to look like: of each property the weightiest value."""
        wanted: _Wanted = {}
        candidates = [*self._others, *self._by_name.get(element.name, ())]
        for name in element.get("class").split():
            candidates += self._by_class.get(name, ())
        for each in candidates:
            if _selectors.matches(each.selector, element):
                for name, value, important in each.declarations:
                    _weigh(wanted, name, value, (important, False, each.selector.specificity, each.order))
        for order, declaration in enumerate(self._styles.get(element.get("style"), ())):
            for name, value in _expanded(declaration.name, declaration.value):
                if name in _ASKED:
                    _weigh(wanted, name, value, (declaration.important, True, (0, 0, 0), order))
        return {name: value for name, (_, value) in wanted.items()}

    def _look(self, element: Element, parent: Look) -> Look:
        wanted = self._wanted(element)
        return Look(
            self._color(element, parent, wanted.get("color", "")),
            _ground(element, parent, wanted),
            _size(element, parent, wanted.get("font-size", "")),
            _is_bold(element, parent, wanted.get("font-weight", "")),
            parent.is_shown and not _hides(element, wanted),
        )

    def _color(self, element: Element, parent: Look, value: str) -> Color:
        found = _colors.parsed(value) if value else None
        if found is None and element.name == "font":
            found = _colors.of_attribute(element.get("color"))
        if found is None and element.name == "body":
            found = _colors.of_attribute(element.get("text"))
        if found is not None:
            return found
        if element.name == "a" and "href" in element.attributes and not value:
            return self._link
        return parent.color


def _applies(rule: _css.Rule, *, by_night: bool) -> bool:
    """Whether the rule counts on a wide screen; in the dark also those that ask for it alone."""
    if not rule.is_conditional:
        return True
    query = rule.media.lower().replace("only ", "").replace(" ", "")
    night = query.removeprefix("screenand").removeprefix("alland") == "(prefers-color-scheme:dark)"
    return query in ("screen", "all") or (by_night and night)


def is_for_the_dark(rule: _css.Rule) -> bool:
    """Whether the rule counts in the dark only."""
    return _applies(rule, by_night=True) and not _applies(rule, by_night=False)


def _weigh(wanted: _Wanted, name: str, value: str, weight: _Weight) -> None:
    if name not in wanted or wanted[name][0] <= weight:
        wanted[name] = (weight, value)


def _expanded(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The properties that a short form sets, as far as they are asked for."""
    if name == "background":
        yield "background-color", _colors.first_in(_without_gradients(value)) or "transparent"
        yield "background-image", value if "(" in value and has_picture(value) else "none"
    elif name == "font":
        size = _LENGTH.search(value)
        yield "font-size", size[0] if size else "medium"
        yield "font-weight", "bold" if re.search(r"\b(?:bold|[6-9]00)\b", value) else "normal"
    else:
        yield name, value


def has_picture(value: str) -> bool:
    """Whether a value of `background` or `background-image` has a picture or a gradient."""
    return "url(" in value or "gradient(" in value


def _without_gradients(value: str) -> str:
    return re.sub(r"[\w-]*gradient\((?:[^()]|\([^()]*\))*\)", "", value)


def _ground(element: Element, parent: Look, wanted: Mapping[str, str]) -> Color | None:
    value = wanted.get("background-color", "")
    own = _colors.parsed(value) if value else _colors.of_attribute(element.get("bgcolor"))
    if own is not None and own.alpha == 1:
        return own
    if has_picture(wanted.get("background-image", "")):
        return None
    if own is None or own.alpha == 0 or parent.ground is None:
        return parent.ground
    return own.over(parent.ground)


def _size(element: Element, parent: Look, value: str) -> float:
    value = value.strip().lower()
    if value in _SIZE_WORDS:
        return _SIZE_WORDS[value]
    if value in ("smaller", "larger"):
        return parent.size * (0.83 if value == "smaller" else 1.2)
    if match := _LENGTH.fullmatch(value):
        number = float(match[1])
        factors = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": parent.size, "%": parent.size / 100}
        return number * factors.get((match[2] or "px").lower(), 1.0)
    if element.name == "font" and element.get("size") in _FONT_SIZES:
        return _FONT_SIZES[element.get("size")]
    return parent.size * _SIZES.get(element.name, 1.0)


def _is_bold(element: Element, parent: Look, value: str) -> bool:
    value = value.strip().lower()
    if value.isdigit():
        return int(value) >= 600
    if value in ("bold", "bolder"):
        return True
    if value in ("normal", "lighter"):
        return False
    return element.name in _BOLD or parent.is_bold


def _hides(element: Element, wanted: Mapping[str, str]) -> bool:
    """Whether the element takes itself and all in it out of sight."""
    if "hidden" in element.attributes and "display" not in wanted:
        return True
    if wanted.get("display", "").lower() == "none" or wanted.get("visibility", "").lower() in ("hidden", "collapse"):
        return True
    if _is_zero(wanted.get("opacity", "")):
        return True
    is_flat = _is_zero(wanted.get("max-height", "")) or _is_zero(wanted.get("height", ""))
    if is_flat and "hidden" in wanted.get("overflow", ""):
        return True
    size = _LENGTH.fullmatch(wanted.get("font-size", ""))
    return size is not None and float(size[1]) <= 1 and size[2] in (None, "px", "pt")


def _is_zero(value: str) -> bool:
    return _ZERO.fullmatch(value.strip()) is not None
