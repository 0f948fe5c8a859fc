"""Comments in articles that silence rules: `# feedkit: ignore[FK111]` and `<!-- feedkit: ignore[FK211] -->`.

| where it stands | what it silences |
|--|--|
| behind something in the front matter | findings in that line |
| on a line of its own in the front matter | findings in the next line |
| in a line of the body | findings in the block it stands in: the lines up to blank ones |
| on a line of its own in the body | findings in the next block |
| anywhere, as `ignore-file[…]` | findings in the whole file |

A comment in a code block is an example, and no comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from feedkit.article.places import Source
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Rule, Severity
from feedkit.policy.selectors import meant
from feedkit.quick_dataclasses import dataclass
from feedkit.rules import checking as rules
from feedkit.rules import find_rule

_WORDS = r"feedkit:[ \t]*ignore(?P<file>-file)?(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?"
_IN_FRONT_MATTER = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*{_WORDS}[^\n]*", re.MULTILINE)
_IN_BODY = re.compile(rf"<!--[ \t]*{_WORDS}(?:(?!-->)[^\n])*-->")
_FENCE = re.compile(
    r"\A(?:[ \t]*\n)*(?P<fence>---|\+\+\+)[ \t]*\n(?:.*?\n)??(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_CODE = re.compile(r"[^\s,]+")
_SETTINGS_FILES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that asks for silence."""

    place: Place
    codes: tuple[tuple[str, Place], ...]
    """The words in the brackets with their places; none when there are no brackets."""
    first: int
    """The first line of those it is about, and the last one."""
    last: int
    alone: bool
    """Whether nothing else stands in its line."""
    blanks: int
    """How many stand before it."""


def comments_in(text: str, path: str) -> tuple[Comment, ...]:
    """The comments of an article file, in their order; `text` has LF line ends."""
    if "feedkit:" not in text:
        return ()
    fence = _FENCE.match(text)
    body_at = len(text) if path.lower().endswith(_SETTINGS_FILES) else fence.end() if fence else 0
    body = text[body_at:]
    meant_as_code = (
        body if path.lower().endswith((".html", ".htm")) else Source(body, "", path=path, first_line=1).meant
    )
    return (
        *_read(_IN_FRONT_MATTER, text[:body_at], text, 0, path, in_body=False),
        *_read(_IN_BODY, meant_as_code, text, body_at, path, in_body=True),
    )


def _read(
    pattern: re.Pattern[str], part: str, text: str, offset: int, path: str, *, in_body: bool
) -> Iterator[Comment]:
    lines: list[str] = []
    for match in pattern.finditer(part):
        lines = lines or text.split("\n")
        place = _place(text, offset + match.start(), offset + match.end(), path)
        codes = tuple(
            (each[0], _place(text, offset + match.start("codes") + each.start(), offset + match.start("codes") + each.end(), path))
            for each in _CODE.finditer(match["codes"] or "")
        )  # fmt: skip
        line = lines[place.line - 1]
        alone = not (line[: place.column - 1] + line[place.end_column - 1 :]).strip()
        first, last = (
            (1, len(lines))
            if match["file"]
            else _lines_meant(lines, place.line, text.count("\n", 0, offset) + 1, in_body=in_body, alone=alone)
        )
        before = line[: place.column - 1]
        blanks = len(before) - len(before.rstrip())
        yield Comment(place=place, codes=codes, first=first, last=last, alone=alone, blanks=blanks)


def _lines_meant(lines: list[str], line: int, top: int, *, in_body: bool, alone: bool) -> tuple[int, int]:
    """The first and the last line a comment in `line` is about, counted from 1; the part it is in begins at `top`."""
    first = line
    if alone:
        first += 1
        while first < len(lines) and (
            not lines[first - 1].strip() or (not in_body and lines[first - 1].lstrip()[:1] == "#")
        ):
            first += 1
    if not in_body:
        return first, first
    last = first
    while last < len(lines) and lines[last].strip():
        last += 1
    while not alone and first > top and lines[first - 2].strip():
        first -= 1
    return first, last


def _place(text: str, start: int, end: int, path: str) -> Place:
    line = text.count("\n", 0, start) + 1
    begins = text.rfind("\n", 0, start) + 1
    return Place(path, line, start - begins + 1, line, end - begins + 1)


def silenced(
    found: Iterable[Diagnostic], comments: Iterable[Comment], *, examined: Callable[[Rule, str], bool]
) -> list[Diagnostic]:
    """The findings that no comment silences, and what is wrong with the comments.

    `examined` says whether findings of a rule in a file would be among those given; of other rules no comment is
    called unused.
    """
    by_path: dict[str, list[Comment]] = {}
    for comment in comments:
        by_path.setdefault(comment.place.path, []).append(comment)
    used: set[Place] = set()
    refused: set[Place] = set()
    kept = []
    for each in found:
        named = [
            place
            for comment in by_path.get(each.place.path, ())
            if comment.first <= max(each.place.end_line, each.place.line, 1) and max(each.place.line, 1) <= comment.last
            for word, place in comment.codes
            if word.upper() == each.rule.code or word.casefold() == each.rule.name
        ]
        if each.severity is Severity.ERROR:
            refused.update(named)
        used.update(named)
        if not named or each.severity is Severity.ERROR:
            kept.append(each)
    for group in by_path.values():
        for comment in group:
            kept.extend(_wrong(comment, used, refused, examined))
    return kept


def _wrong(
    comment: Comment, used: set[Place], refused: set[Place], examined: Callable[[Rule, str], bool]
) -> Iterator[Diagnostic]:
    if not comment.codes:
        help = "name the rules: `ignore[FK211]`"
        message = "this silences nothing: it names no rule"
        yield Diagnostic(rule=rules.IGNORE_WITHOUT_CODE, place=comment.place, message=message, help=help)
    unused = []
    for word, place in comment.codes:
        rule = find_rule(word)
        if rule is None:
            yield _unknown(word, place)
        elif place in refused:
            message = f"{rule.code} is an error, which no comment silences"
            yield Diagnostic(rule=rules.IGNORED_ERROR, place=place, message=message, help=rules.IGNORED_ERROR.instead)
        elif place not in used and examined(rule, place.path):
            unused.append((word, place))
    for word, place in unused:
        message = f"`{word}` finds nothing here"
        fix = _without(comment, [each for _, each in unused])
        yield Diagnostic(rule=rules.UNUSED_IGNORE, place=place, message=message, help="delete it", fix=fix)


def _unknown(word: str, place: Place) -> Diagnostic:
    near = meant(word)
    fix = Fix(message=f"write {near}", applicability=Applicability.UNSAFE, edits=(Edit(place, near),)) if near else None
    help = f"did you mean {near}?" if near else "`feedkit explain` lists the rules"
    return Diagnostic(
        rule=rules.UNKNOWN_RULE, place=place, message=f"there is no rule `{word[:60]}`", help=help, fix=fix
    )


def _without(comment: Comment, unused: list[Place]) -> Fix:
    """The comment without some of its codes; nothing is left of it when they are all there are."""
    kept = [word for word, place in comment.codes if place not in unused]
    place = comment.place
    if kept:
        whole = comment.codes[0][1]._replace(end_column=comment.codes[-1][1].end_column)
        edit = Edit(whole, ", ".join(kept))
    elif comment.alone:
        edit = Edit(Place(place.path, place.line, 1, place.line + 1, 1), "")
    else:
        edit = Edit(place._replace(column=place.column - comment.blanks), "")
    return Fix(message="delete what is not used", applicability=Applicability.SAFE, edits=(edit,))
