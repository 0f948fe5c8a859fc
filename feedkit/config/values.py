"""What a single value of `feedkit.yml` must be like: the value in its final form, or a `Refusal` that says why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from feedkit.characters import one_line
from feedkit.config.refusal import Refusal, WrongType
from feedkit.interpolation import Interpolated
from feedkit.rules import config as rules
from feedkit.suggestions import closest

C = TypeVar("C", bound=str)

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
EMAIL = r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+"
FEED_NAME = r"[a-z0-9][a-z0-9-]*"
SIZE = r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(B|KB|KiB|MB|MiB)?"

RENAMED = ("title", "date", "updated", "expires", "authors", "category", "tags", "summary", "image", "lang", "draft")
"""The keys of front matter that a site may call by names of its own."""

DIALECTS = (
    "auto", "feedkit", "hugo", "jekyll", "zola", "pelican", "eleventy", "astro", "docusaurus", "gatsby", "next", "nikola",
    "hexo", "other",
)  # fmt: skip
FORMATS = ("rss", "atom", "json")
SPLITS = ("category", "tag", "author", "language")

_TRUTH = {"true": True, "false": False}
_UNITS = {"": 1, "b": 1, "kb": 1024, "kib": 1024, "mb": 1024**2, "mib": 1024**2}


def line(text: str) -> str:
    """Text on one line, its blanks collapsed."""
    return one_line(text)


def filled(text: str) -> str:
    """Text on one line that is not empty."""
    if not text.strip():
        raise Refusal(rules.INVALID_SETTING, "needs some text", help="write what readers shall see")
    return line(text)


def text(value: object) -> str:
    """Text, whatever is in it."""
    if isinstance(value, str):
        return str(value)
    raise WrongType("text")


def number(value: object) -> int:
    """A whole number, or the text of one where a variable gave it."""
    if isinstance(value, Interpolated) and re.fullmatch(r"[-+]?[0-9]{1,18}", value.strip()):
        return int(value)
    if type(value) is int:
        return value
    raise WrongType("a whole number")


def truth(value: object) -> bool:
    """True or false, or the word for it where a variable gave it."""
    found = _TRUTH.get(value.strip().lower(), value) if isinstance(value, Interpolated) else value
    if isinstance(found, bool):
        return found
    raise WrongType("true or false")


def between(least: int, most: int, unit: str = "") -> Callable[[int], int]:
    """What checks that a whole number is in a range; both ends are in it. `unit` follows numbers in messages."""

    def check(value: int) -> int:
        advice = f"write a number from {least} to {most}"
        if value < least:
            raise Refusal(rules.INVALID_SETTING, f"is less than {least:,}{unit}", help=advice)
        if value > most:
            raise Refusal(rules.INVALID_SETTING, f"is more than {most:,}{unit}", help=advice)
        return value

    return check


def version(value: int) -> int:
    """1, the only version there is."""
    if value != 1:
        raise Refusal(rules.INVALID_SETTING, "is not a version of the configuration this feedkit knows", help="write 1")
    return value


def language(text: str) -> str:
    """A language tag, well-formed by BCP 47; empty text stays empty."""
    if not text or re.fullmatch(LANGUAGE, text):
        return text
    better = text.strip().replace("_", "-").split(".")[0]
    guess = f"write {better}" if re.fullmatch(LANGUAGE, better) else ""
    raise Refusal(
        rules.INVALID_SETTING, "is not a language tag", guess=guess, help="write a tag of BCP 47, as en, de or pt-BR"
    )


def required_language(text: str) -> str:
    """A language tag that is not empty."""
    return language(text or " ")


def email(text: str) -> str:
    """A mail address, or nothing."""
    if text and not re.fullmatch(EMAIL, text):
        raise Refusal(rules.INVALID_SETTING, "is not an e-mail address", help="write it as name@example.org")
    return text


def size(value: object) -> int:
    """Bytes from a number or from `512 KB`; a KB has 1,024 bytes."""
    if not isinstance(value, str) or (isinstance(value, Interpolated) and value.strip().isdecimal()):
        return number(value)
    match = re.fullmatch(SIZE, value.strip(), re.IGNORECASE)
    if match is None:
        raise Refusal(
            rules.INVALID_SETTING, "is not a size", help="write a number of bytes, or a text as 512 KB or 2 MB"
        )
    return int(float(match[1]) * _UNITS[(match[2] or "").lower()])


def query(text: str) -> str:
    """A query that can be read, or nothing."""
    if not text.strip():
        return ""
    from feedkit.query import QueryError, parse  # noqa: PLC0415  (few configurations have one)

    try:
        parse(text)
    except QueryError as error:
        span = (error.column - 1, error.length)
        example = 'write it as category == "News" and tag != "robots"'
        raise Refusal(
            rules.INVALID_QUERY, "is not a query", detail=error.message, guess=error.help, help=example, span=span
        ) from None
    return text


def own_name(key: str) -> None:
    """Refuse what is no key that a site may call by a name of its own."""
    if key in RENAMED:
        return
    near = closest(key, RENAMED)
    raise Refusal(
        rules.INVALID_SETTING,
        "has a key that cannot be renamed",
        detail=f"`{key}` is no key that a site can call by a name of its own",
        guess=f"did you mean {near}?" if near else "",
        help="the keys are " + ", ".join(RENAMED),
        at=(key,),
    )


def dialect(name: object) -> str:
    """The name of a generator; what keeps its articles in a database has none that feedkit could read."""
    if isinstance(name, str) and name.casefold() in ("ghost", "wordpress"):
        problem, help = (
            "keeps its articles in a database",
            "run `feedkit import EXPORT`, which makes files of an export",
        )
        raise Refusal(rules.INVALID_SETTING, problem, help=help)
    return one_of(name, DIALECTS)


def feed_name(text: str) -> str:
    """A name that can stand in addresses and file names."""
    if re.fullmatch(FEED_NAME, text):
        return text
    better = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    guess = f"write {better}" if better else ""
    raise Refusal(
        rules.INVALID_SETTING,
        "is not a name for a feed",
        guess=guess,
        help="write small letters a to z, digits and hyphens",
    )


def unique(texts: tuple[str, ...]) -> tuple[str, ...]:
    """A list in which nothing stands twice."""
    for index, text in enumerate(texts):
        if text in texts[:index]:
            raise Refusal(rules.INVALID_SETTING, "stands in the list twice", help="write it once", at=(index,))
    return texts


def not_empty(values: tuple[str, ...]) -> tuple[str, ...]:
    """A list with something in it."""
    if not values:
        raise Refusal(
            rules.INVALID_SETTING, "is an empty list", help="write at least one value, or leave the setting away"
        )
    return values


def format_name(text: str) -> str:
    """The name of a feed format."""
    return one_of(text, FORMATS)


def split_by(value: object) -> Any:
    """What a family of feeds is split by; None for `none`."""
    if not isinstance(value, str):
        raise WrongType("one of " + ", ".join(("none", *SPLITS)))
    found = one_of(value, ("none", *SPLITS))
    return None if found == "none" else found


def selector(text: str) -> str:
    """A word that stands for rules."""
    from feedkit.policy.selectors import is_known, meant  # noqa: PLC0415  (it loads all rules)

    if is_known(text):
        return text
    near = meant(text)
    raise Refusal(
        rules.INVALID_SETTING,
        "is no rule",
        guess=f"did you mean {near}?" if near else "",
        help="write a code as FK211, a name as script, the beginning of codes as FK2, or ALL; `feedkit explain` lists them",
    )


def one_of(value: object, options: tuple[C, ...]) -> C:
    """The one of the options that the value is."""
    if value not in options:
        raise not_one_of(value, options)
    return options[options.index(value)]


def not_one_of(value: object, options: Sequence[str]) -> Refusal:
    """The refusal of a choice there is not."""
    near = closest(value, options) if isinstance(value, str) else ""
    guess = f"did you mean {near}?" if near else ""
    problem = "is not one of " + ", ".join(options) if len(options) > 1 else f"is not {options[0]}"
    return Refusal(rules.INVALID_SETTING, problem, guess=guess, help="write " + " or ".join(options))


def matching(pattern: str, what: str, example: str) -> Callable[[str], str]:
    """A check that a text has the form of `pattern`; empty text may stay."""

    def check(text: str) -> str:
        if text and not re.fullmatch(pattern, text):
            raise Refusal(rules.INVALID_SETTING, f"is not {what}", help=f"write it as {example}")
        return text

    return check
