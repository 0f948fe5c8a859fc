"""Readers in all big mail programs get the whole mail, and it is known where it looks plainer.

The table of `_features` says which programs know what, and what is seen in the others. A feature is told of once, at
its first place. Elements that cannot be seen are passed over, and so is what has a fallback: a width in an attribute,
a table for Outlook around, `mso-padding-alt` on the cell, `mso-hide:all` beside `display:none`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedkit.checks.mail import Reading
from feedkit.checks.mail._css import Declaration
from feedkit.checks.mail._features import FEATURES, Client, Feature, Kind, Loss, Support
from feedkit.checks.mail._findings import together
from feedkit.checks.mail._page import Element
from feedkit.checks.mail._programs import ONE_PROGRAM
from feedkit.checks.mail._source import Span
from feedkit.diagnostics import Diagnostic
from feedkit.quick_dataclasses import dataclass
from feedkit.rules.mail_html import PLAINER_IN_MAIL, UNSUPPORTED_IN_MAIL

RULES = (UNSUPPORTED_IN_MAIL, PLAINER_IN_MAIL)

_CELLS = frozenset({"td", "th"})
_WORD_IGNORES_SIZE = frozenset({"body", "span", "div", "p"})
_LENGTH = re.compile(r"[1-9][0-9.]*(?!.*%)")


@dataclass(frozen=True, slots=True)
class _Use:
    """A feature being used: where, and beside what."""

    element: Element
    declared: Mapping[str, str]
    reading: Reading


def _by_key(kind: Kind) -> Mapping[str, tuple[Feature, ...]]:
    features = [each for each in FEATURES if each.kind is kind and each.loss is not Loss.NOTHING]
    keys = {key for each in features for key in each.keys}
    return {key: tuple(each for each in features if key in each.keys) for key in keys}


_PROPERTIES, _ELEMENTS, _ATTRIBUTES = _by_key(Kind.PROPERTY), _by_key(Kind.ELEMENT), _by_key(Kind.ATTRIBUTE)
_AT_RULES, _IMAGES = _by_key(Kind.AT_RULE), _by_key(Kind.IMAGE)
_VALUES = tuple(each for each in FEATURES if each.kind is Kind.VALUE)
_MAY_BE_NEW = re.compile(r"\(|vw|rem", re.IGNORECASE)
_SELECTORS = tuple(each for each in FEATURES if each.kind is Kind.SELECTOR and each.loss is not Loss.NOTHING)


def check(reading: Reading) -> Iterator[Diagnostic]:
    """A finding for each feature that some program lacks."""
    found: dict[str, list[Span]] = {}
    for feature, span in (*_in_elements(reading), *_in_styles(reading)):
        found.setdefault(feature.name, []).append(span)
    for feature in FEATURES:
        if feature.name in found:
            rule = UNSUPPORTED_IN_MAIL if feature.loss is Loss.BROKEN else PLAINER_IN_MAIL
            lacking, partly = feature.clients(Support.NO), feature.clients(Support.PARTLY)
            notes = [f"in part in {_listed(partly)}"] if lacking and partly else []
            message = f"{feature.name}: {feature.what} in {_listed(lacking or partly)}"
            notes.append(f"source: {feature.source}")
            yield together(rule, reading.html, found[feature.name], message, notes=tuple(notes))


def _in_elements(reading: Reading) -> Iterator[tuple[Feature, Span]]:
    for element in reading.page.elements:
        declared = reading.declared(element)
        use = _Use(element, declared, reading)
        if not reading.shown(element):
            yield from ((each, element.where("style")) for each in _still_shown(use))
            continue
        for feature in _ELEMENTS.get(element.name, ()):
            yield feature, element.span
        for name, attribute in element.attributes.items():
            for feature in _ATTRIBUTES.get(name, ()):
                if _has(feature, attribute.value) and not _is_spared(feature, use):
                    yield feature, attribute.span
        if element.name == "img":
            ending = PurePosixPath(_path(element.get("src"))).suffix.lower()
            yield from ((feature, element.where("src")) for feature in _IMAGES.get(ending, ()))
        for declaration in reading.declarations(element) if declared else ():
            for feature in _used(declaration):
                if not _is_spared(feature, use):
                    yield feature, element.where("style")


def _in_styles(reading: Reading) -> Iterator[tuple[Feature, Span]]:
    for sheet in reading.sheets.values():
        for at_rule in sheet.at_rules:
            for feature in _AT_RULES.get(at_rule.name, ()):
                if _has(feature, at_rule.prelude):
                    yield feature, (at_rule.at, at_rule.at + len(at_rule.name) + 1)
        for rule in sheet.rules:
            if ONE_PROGRAM.search(rule.selectors):
                continue
            span = (rule.at, rule.at + len(rule.selectors))
            yield from ((each, span) for each in _SELECTORS if _has(each, rule.selectors))
            for declaration in () if rule.is_conditional else rule.declarations:
                end = declaration.at + len(declaration.name)
                span = (declaration.at, end)
                # Whether there is a fallback depends on the element, which is not known here.
                yield from ((each, span) for each in _used(declaration) if each.name not in _SPARES)


def _used(declaration: Declaration) -> Iterator[Feature]:
    for feature in _PROPERTIES.get(declaration.name, ()):
        if _has(feature, declaration.value):
            yield feature
    if _MAY_BE_NEW.search(declaration.value):
        yield from (each for each in _VALUES if _has(each, declaration.value))


def _still_shown(use: _Use) -> Iterator[Feature]:
    """What hides the element in some programs only. Word shows pictures and tables inside of `display: none`."""
    element, declared, reading = use.element, use.declared, use.reading
    if "mso-hide" in declared or (element.parent is not None and not reading.shown(element.parent)):
        return
    if "display" in declared:
        if element.name == "img" or any(reading.page.inside(element, "img", "table")):
            yield from (each for each in _PROPERTIES["display"] if _has(each, declared["display"]))
    elif "visibility" in declared:
        yield from (each for each in _PROPERTIES["visibility"] if _has(each, declared["visibility"]))


def _has(feature: Feature, text: str) -> bool:
    return feature.pattern is None or feature.pattern.search(text) is not None


def _path(url: str) -> str:
    try:
        return urlsplit(url.strip()).path
    except ValueError:
        return ""


def _listed(clients: tuple[Client, ...]) -> str:
    *names, last = (client.value for client in clients)
    return f"{', '.join(names)} and {last}" if names else last


def _is_spared(feature: Feature, use: _Use) -> bool:
    spares = _SPARES.get(feature.name)
    return spares is not None and spares(use)


def _spares_width(use: _Use) -> bool:
    is_ignored = use.element.name in _WORD_IGNORES_SIZE or use.element.name == "img"
    return "width" in use.element.attributes or not is_ignored or not _LENGTH.match(use.declared.get("width", ""))


def _spares_height(use: _Use) -> bool:
    return use.element.name not in _WORD_IGNORES_SIZE or not _LENGTH.match(use.declared.get("height", ""))


def _spares_max_width(use: _Use) -> bool:
    has_width = "width" in use.element.attributes or bool(_LENGTH.match(use.declared.get("width", "")))
    return use.element.name == "table" or has_width or _is_in_table_for_outlook(use)


def _spares_max_height(use: _Use) -> bool:
    return "height" in use.element.attributes


def _spares_padding(use: _Use) -> bool:
    return use.element.name in _CELLS or _is_in_padded_cell(use)


def _spares_inline_block(use: _Use) -> bool:
    return _is_in_padded_cell(use)


def _spares_centring(use: _Use) -> bool:
    around = [
        use.element.get("align"),
        *(each.get("align") for each in use.element.ancestors() if each.name in _CELLS),
    ][:2]
    return "center" in around or _is_in_table_for_outlook(use)


def _spares_float(use: _Use) -> bool:
    return use.element.get("align").lower() in ("left", "right")


def _spares_spacing(use: _Use) -> bool:
    return "cellspacing" in use.element.attributes


def _is_in_padded_cell(use: _Use) -> bool:
    parent = use.element.parent
    return parent is not None and parent.name in _CELLS and "mso-padding-alt" in use.reading.declared(parent)


def _is_in_table_for_outlook(use: _Use) -> bool:
    """Whether a comment for Outlook opens a table right before the element."""
    start, html = use.element.span[0], use.reading.html.text
    for comment in use.reading.page.comments:
        if comment.span[1] <= start and not html[comment.span[1] : start].strip():
            return "[if" in comment.text and "mso" in comment.text and "<table" in comment.text
    return False


_SPARES: dict[str, Callable[[_Use], bool]] = {
    "`width`": _spares_width,
    "`height`": _spares_height,
    "`max-width`": _spares_max_width,
    "`max-height`": _spares_max_height,
    "`padding` outside of table cells": _spares_padding,
    "`display: inline-block`": _spares_inline_block,
    "`margin: auto`": _spares_centring,
    "`float`": _spares_float,
    "`border-spacing`": _spares_spacing,
}
"""When a feature does no harm where it is not known, by its name."""
