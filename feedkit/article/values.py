"""Values of front matter: a node of YAML in, a value of the right type out, or a diagnostic."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from datetime import datetime, time, tzinfo
from typing import TypeVar

from feedkit.article.dates import FORMS, DateError, meant_by, read_date
from feedkit.characters import tidy
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Rule
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import front_matter as rules
from feedkit.suggestions import closest
from feedkit.yaml_nodes import Node
from feedkit.yaml_text import quoted

_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|p|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8}|-[0-9][A-Za-z0-9]{3})*\Z"
)
_NUMBER = re.compile(r"[0-9]{1,18}\Z")
_TRUTH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})\Z")

T = TypeVar("T")


@dataclass(slots=True)
class Report:
    """Collects what is found in one file."""

    path: str
    """Relative to the project folder."""
    found: list[Diagnostic]

    def add(
        self, rule: Rule, node: Node | Place, message: str, help: str = "", *, write: str = "", surely: bool = True
    ) -> None:
        """Note a finding at a node of the file; `write` is the YAML that mends it, `surely` or only probably."""
        place = node if isinstance(node, Place) else node.place(self.path)
        fix = None
        if write and place.line == place.end_line:
            applicability = Applicability.SAFE if surely else Applicability.UNSAFE
            fix = Fix(message=f"write `{write}`", applicability=applicability, edits=(Edit(place, write),))
        self.found.append(Diagnostic(rule=rule, place=place, message=message, help=help, fix=fix))

    def wrong_type(self, node: Node, key: str, wanted: str, help: str, *, write: str = "") -> None:
        """Note that the value of `key` is of another kind than it must be; `write` is the YAML that mends it."""
        written = f" (`{node.text[:40]}`)" if node.text else ""
        self.add(rules.WRONG_TYPE, node, f"`{key}` must be {wanted}, not {node.kind}{written}", help, write=write)


def text(node: Node, key: str, report: Report) -> str:
    """The value as text on one line; numbers and booleans are taken as they were written."""
    value = node.value
    if type(value) is str:
        return tidy(value)
    if value is None:
        return ""
    if type(value) in (dict, tuple):
        report.wrong_type(node, key, "text", f"write `{key}: some text`")
        return ""
    return tidy(node.text)


def plain_text(node: Node, key: str, report: Report) -> str:
    """Text with tags taken out and entities decoded, since titles and summaries are plain in every format."""
    written = text(node, key, report)
    if "<" not in written and "&" not in written:
        return written
    plain = _ENTITY.sub(_decoded, _INLINE_TAG.sub("", written))
    plain = tidy(plain)
    if plain != written:
        write, said = quoted(plain), f"`{key}` is plain text but holds HTML"
        report.add(rules.MARKUP_IN_TEXT, node, said, f"write `{plain}`", write=write, surely=False)
    return plain


def _decoded(match: re.Match[str]) -> str:
    decoded = html.unescape(match[0])
    return match[0] if decoded == "\ufffd" else decoded


def boolean(node: Node, key: str, report: Report, *, default: bool) -> bool:
    """True or false; the words of YAML 1.1 (`yes`, `off`) are refused with the word to write instead."""
    if node.value is None:
        return default
    if type(node.value) is bool:
        return node.value
    meant = _TRUTH.get(node.text.casefold(), "")
    report.wrong_type(node, key, "true or false", f"write `{meant or 'true` or `false'}`", write=meant)
    return default


def whole_number(node: Node, key: str, report: Report, *, least: int) -> int | None:
    """A whole number of at least `least`."""
    if node.value is None:
        return None
    if type(node.value) is not int:
        write = node.text if node.quoted and _NUMBER.match(node.text) else ""
        report.wrong_type(node, key, "a whole number", f"write a number, as `{key}: 4`", write=write)
        return None
    if not least <= node.value < 2**63:
        report.add(
            rules.INVALID_VALUE,
            node,
            f"`{key}` must be at least {least}" if node.value < least else f"`{key}` is too large",
        )
        return None
    return int(node.value)


def duration(node: Node, key: str, report: Report) -> int | None:
    """Seconds, from a number of seconds or from `12:30` or `1:02:30`."""
    match = _CLOCK.match(node.text)
    if type(node.value) is str and match is not None and int(match[3]) < 60:
        hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
        return hours * 3600 + minutes * 60 + seconds
    if type(node.value) is str:
        report.add(
            rules.INVALID_VALUE,
            node,
            f"`{node.text[:40]}` is not a playing time",
            "write seconds, or `12:30`, or `1:02:30`",
        )
        return None
    return whole_number(node, key, report, least=0)


def moment(node: Node, key: str, report: Report, *, zone: tzinfo, default_time: time) -> datetime | None:
    """A time-zone aware datetime of whole seconds."""
    if node.value is None:
        report.add(rules.INVALID_DATE, node, f"`{key}` has no value", FORMS)
        return None
    if type(node.value) is not str:
        report.add(rules.INVALID_DATE, node, f"`{key}` is not a date: it is {node.kind}", FORMS)
        return None
    try:
        read = read_date(node.value, zone=zone, default_time=default_time)
    except DateError as error:
        meant = meant_by(node.value)
        report.add(rules.INVALID_DATE, node, str(error), f"write {meant}" if meant else FORMS, write=meant)
        return None
    if read.gap:
        report.add(
            rules.NONEXISTENT_TIME,
            node,
            f"{node.value} does not exist in the site's time zone; taken as {read.moment.isoformat()}",
            "write a time that exists, or an offset",
        )
    if read.fold:
        report.add(
            rules.AMBIGUOUS_TIME,
            node,
            f"{node.value} happens twice in the site's time zone; taken as {read.moment.isoformat()}",
            "add the offset that you mean",
        )
    return read.moment


def language(node: Node, key: str, report: Report) -> str:
    """A language tag by BCP 47."""
    written = text(node, key, report)
    if not written or _LANGUAGE.match(written):
        return written
    better = written.replace("_", "-")
    write = better if _LANGUAGE.match(better) else ""
    help = f"write `{better}`" if write else "write a BCP 47 tag, as `en` or `pt-BR`"
    report.add(rules.INVALID_VALUE, node, f"`{written[:40]}` is not a language tag", help, write=write)
    return ""


def texts(node: Node, key: str, report: Report) -> tuple[str, ...]:
    """A list of texts without repetitions; one text is split at its commas."""
    if node.value is None:
        return ()
    if type(node.value) is dict:
        report.wrong_type(node, key, "a list", f"write `{key}: [one, two]`")
        return ()
    if type(node.value) is tuple:
        found = [text(each, key, report) for each in node.value]
    else:
        found = [part.strip() for part in text(node, key, report).split(",")]
    return tuple(dict.fromkeys(each for each in found if each))


def mapping(node: Node, key: str, report: Report, known: Iterable[str]) -> dict[str, Node]:
    """The values of a mapping by key, without nulls; unknown keys are reported and left out."""
    if type(node.value) is not dict:
        report.wrong_type(node, key, "a mapping", f"write its keys ({', '.join(known)}) on lines of their own")
        return {}
    return known_keys(node, report, known, of=f" of `{key}`")


def known_keys(node: Node, report: Report, known: Iterable[str], *, of: str = "") -> dict[str, Node]:
    """The values of a mapping whose keys are known; the others are reported with the nearest known key."""
    names = known if isinstance(known, dict) else dict.fromkeys(known)
    values: dict[str, Node] = {}
    for name, value in node.value.items():
        if name in names:
            if value.value is not None:
                values[name] = value
            continue
        near = closest(name, names)
        help = f"did you mean `{near}`?" if near else f"the keys{of} are {', '.join(names)}"
        if not of and not near:
            help = "put values of your own under `extra:`"
        write = near if near not in node.value else ""
        at = (node.keys or {}).get(name, value)
        report.add(rules.UNKNOWN_KEY, at, f"unknown key `{name}`{of}", help, write=write, surely=False)
    return values


def each_of(node: Node, read: Callable[[Node], T | None]) -> tuple[T, ...]:
    """What `read` makes of each element of a list; a single mapping or text counts as a list of one."""
    if node.value is None:
        return ()
    elements = node.value if type(node.value) is tuple else (node,)
    return tuple(made for made in map(read, elements) if made is not None)


def mapping_of_anything(node: Node, key: str, report: Report) -> dict[str, object]:
    """A mapping with whatever is in it, as plain values."""
    if node.value is None:
        return {}
    if type(node.value) is not dict:
        report.wrong_type(node, key, "a mapping", f"write `{key}: {{name: value}}`")
        return {}
    plain: dict[str, object] = node.plain()
    return plain
