"""Values that must be one of a few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from feedkit.checks.feeds._document import Document, Value
from feedkit.checks.feeds._encoding import is_text_encoding
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._lists import COUNTRIES, CURRENCIES, ROLES
from feedkit.checks.feeds._words import words
from feedkit.diagnostics import Diagnostic
from feedkit.rules.feed_documents import WRONG_CHOICE
from feedkit.suggestions import closest

RULES = (WRONG_CHOICE,)
_CHOICES: dict[str, tuple[str, ...]] = {
    "day": words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "permalink": ("true", "false"),
    "period": ("hourly", "daily", "weekly", "monthly", "yearly"),
    "yesno": ("yes", "no"),
    "strictboolean": ("true", "false"),
    "allowdeny": ("allow", "deny"),
    "channeltype": ("episodic", "serial"),
    "episodetype": ("full", "trailer", "bonus"),
    "plainhtml": ("plain", "html"),
    "algorithm": ("md5", "sha-1"),
    "expression": ("sample", "full", "nonstop"),
    "medium": ("image", "audio", "video", "document", "executable"),
    "restricted": ("country", "uri", "sharing"),
    "ssetype": ("complete", "aggregated"),
    "gender": ("Male", "M", "Female", "F"),
    "marital": ("single", "divorced", "separated", "widowed", "married", "in relationship"),
    "payment": words("Cash Check Visa MasterCard AmericanExpress Discover WireTransfer"),
    "pricetype": ("negotiable", "starting"),
    "rating5": ("1", "2", "3", "4", "5"),
    "reviewer": ("editorial", "user"),
    "shipping": words("FedEx UPS DHL Mail Other Overnight Standard"),
    "country": tuple(COUNTRIES),
    "currency": tuple(CURRENCIES),
    "role": ("request", "example", "related", "correction", "subset", "superset"),
}
_IN_ANY_CASE: dict[str, tuple[str, ...]] = {
    "truefalse": ("true", "false"),
    "yesnoclean": ("yes", "no", "clean"),
    "robots": ("robots",),
    "robotsrules": tuple(
        words(
            "all none index index,follow index,nofollow noindex noindex,follow noindex,nofollow follow follow,index "
            "follow,noindex nofollow nofollow,index nofollow,noindex"
        )
    ),
}
_EXACT = frozenset({"yesnoclean", "truefalse"})
_MAY_BE_EMPTY = frozenset({"plainhtml", "algorithm", "expression", "medium", "restricted"})
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_FORM_NAME = re.compile(r"[a-zA-Z\[\]^_`\\][a-zA-Z0-9:._]*")


def check(document: Document) -> Iterator[Diagnostic]:
    """A finding for each value that is none of those it may be."""
    for kind, choices in _CHOICES.items():
        for value in document.values_of(kind):
            is_prefixed = kind == "role" and ":" in value.text
            if value.text not in choices and not is_prefixed and not (not value.text and kind in _MAY_BE_EMPTY):
                yield _wrong(document, value, choices)
    for kind, choices in _IN_ANY_CASE.items():
        for value in document.values_of(kind):
            text = value.text.lower()
            is_padded = kind in _EXACT and not value.attribute and value.placed.node.text != value.text
            if text not in choices or is_padded:
                yield _wrong(document, value, choices)
    yield from _forms(document)
    yield from _media(document)


def _wrong(document: Document, value: Value, choices: tuple[str, ...]) -> Diagnostic:
    near = closest(value.text, choices)
    said = ", ".join(choices) if len(choices) <= 8 else ""
    message = f"{shortened(value.text)!r} is not allowed for {value.name}" if value.text else f"{value.name} is empty"
    help = f"did you mean `{near}`?" if near else f"write one of {said}" if said else ""
    return document.at_value(WRONG_CHOICE, value, message, help=help)


def _forms(document: Document) -> Iterator[Diagnostic]:
    for value in document.values_of("formname"):
        if not _FORM_NAME.match(value.text):
            yield document.at_value(WRONG_CHOICE, value, f"{shortened(value.text)!r} is no name of a field of a form")
    for value in document.values_of("charset"):
        if not is_text_encoding(value.text):
            yield document.at_value(WRONG_CHOICE, value, f"nobody knows the encoding {shortened(value.text)!r}")
    for value in document.values_of("encoded"):
        if any(
            each != quote(unquote(each)) for each in _ESCAPE.sub(lambda match: match[0].upper(), value.text).split()
        ):
            yield document.at_value(WRONG_CHOICE, value, f"{shortened(value.text)!r} is not encoded as in a URL")
    for value in document.values_of("label"):
        if "," in value.text:
            yield document.at_value(WRONG_CHOICE, value, "a label has no comma")
    for kind, numbers in (("location", {2, 3}), ("fulllocation", {5})):
        for value in document.values_of(kind):
            parts = [each.strip() for each in value.text.split(",")]
            if len(parts) not in numbers or (kind == "fulllocation" and not all(parts)):
                message = f"{shortened(value.text)!r} is no location: parts with commas between them"
                yield document.at_value(WRONG_CHOICE, value, message)


_RATINGS = {
    "urn:simple": frozenset({"adult", "nonadult"}),
    "urn:mpaa": frozenset(words("g m nc-17 pg pg-13 r x")),
    "urn:v-chip": frozenset(words("14+ 18+ c c8 g pg tv-14 tv-g tv-ma tv-pg tv-y tv-y7 tv-y7-fv")),
}
_ICRA = r"(?:[nsvlocx]z [01]|(?:n[a-c]|s[a-f]|v[a-j]|l[a-c]|o[a-h]|c[a-b]|x[a-e]) 1)"
_ICRA_LABEL = re.compile(rf"r \({_ICRA}(?: {_ICRA})*\)")
_HASHES = {"md5": 32, "sha-1": 40}


def _media(document: Document) -> Iterator[Diagnostic]:
    """Those of Media RSS whose choices depend on another attribute."""
    for credit in document.of_kind("credit"):
        role, scheme = credit.node.get("role") or "", credit.node.get("scheme") or "urn:ebu"
        if role and (role != role.lower() or (scheme == "urn:ebu" and role not in ROLES)):
            message = f"{shortened(role)!r} is no role of the European Broadcasting Union"
            yield document.at_attribute(WRONG_CHOICE, credit.node, "role", message)
    for hash in document.of_kind("hash"):
        length = _HASHES.get(hash.node.get("algo") or "md5", 32)
        if not re.fullmatch(rf"[0-9A-Za-z]{{{length}}}", hash.text):
            yield document.at_text(WRONG_CHOICE, hash.node, f"a hash of this kind has {length} letters and digits")
    for rating in document.of_kind("rating"):
        scheme = rating.node.get("scheme") or "urn:simple"
        known = _RATINGS.get(scheme)
        if (known and rating.text not in known) or (scheme == "urn:icra" and not _ICRA_LABEL.fullmatch(rating.text)):
            yield document.at_text(WRONG_CHOICE, rating.node, f"{shortened(rating.text)!r} is no rating of {scheme}")
    for restriction in document.of_kind("mediarestriction"):
        kind, text = restriction.node.get("type"), restriction.text
        if not kind and text not in {"", "all", "none"}:
            yield document.at_text(WRONG_CHOICE, restriction.node, f"{shortened(text)!r} is neither `all` nor `none`")
        elif kind == "country":
            wrong = [each for each in text.upper().split() if each not in COUNTRIES]
            if wrong or not text:
                message = f"{wrong[0]!r} is no code of a country" if wrong else "there is no code of a country"
                yield document.at_text(WRONG_CHOICE, restriction.node, message)
