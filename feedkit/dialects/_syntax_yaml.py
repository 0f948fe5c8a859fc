"""Front matter in YAML between `---` lines, or with the closing line only."""

from __future__ import annotations

import re
from bisect import bisect_right

from feedkit import yaml_nodes
from feedkit.diagnostics import Diagnostic, Place
from feedkit.dialects import _nodes, _syntax_mended
from feedkit.dialects.terms import Front
from feedkit.quick_dataclasses import replace
from feedkit.rules import dialects as rules
from feedkit.rules import front_matter
from feedkit.yaml_nodes import Node

# Three hyphens or more: https://hexo.io/docs/front-matter; a language behind them: https://github.com/jonschlinkert/gray-matter
_OPENING = re.compile(r"\s*+(?P<fence>-{3,})[ \t]*+(?:ya?ml)?[ \t]*+\n", re.IGNORECASE)
_CLOSING = re.compile(r"^(?:-{3,}|\.\.\.)[ \t]*$", re.MULTILINE)
_FIRST_KEY = re.compile(r"\s*+[\"']?[A-Za-z_][\w-]*+[\"']?[ \t]*+:(?:[ \t]|$)", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_][\w .-]{0,40}\Z")
_MOST_LINES_WITHOUT_OPENING = 60


def split(text: str, path: str) -> Front | None:
    """The front matter of a text, or None when it has none in this syntax."""
    opening = _OPENING.match(text)
    if opening is None:
        return _closed_only(text, path)
    start = opening.end()
    closing = _CLOSING.search(text, start)
    line = text.count("\n", 0, start) + 1
    if closing is None:
        if not _FIRST_KEY.match(text, start):
            return None
        place = Place(path, line - 1, 1, line - 1, 4)
        found = unreadable(place, "the front matter is not closed", "write `---` in a line below it")
        mended = _mended(text[start:], found, line, closed=False)
        return mended or Front(keys=None, body="", body_line=line, found=(found,))
    return _front(text, path, start, closing, line)


def whole(text: str, path: str) -> Front:
    """A file that is YAML from beginning to end."""
    root, found = parse(text, path, first_line=1)
    if root is None and not found:
        root = _nodes.mapping({}, _nodes.spot())
    if root is not None and type(root.value) is not dict:
        return Front(
            keys=None,
            body="",
            body_line=1,
            found=(unreadable(root.place(path), "it is not made of `key: value` lines"),),
        )
    return Front(keys=root, body="", body_line=1, found=tuple(found))


def parse(text: str, path: str, *, first_line: int) -> tuple[Node | None, list[Diagnostic]]:
    """The root node, with the findings as warnings; of two equal keys the last counts.

    So it is in Ruby and Python (https://bugs.ruby-lang.org/issues/11526); Go and JavaScript refuse the file.
    """
    root, found = yaml_nodes.parse(text, path, first_line=first_line)
    repeated = [each for each in found if each.rule is front_matter.DUPLICATE_KEY]
    if repeated and root is not None and type(root.value) is dict:
        again, _ = yaml_nodes.parse(_without_first(text, root, repeated, first_line), path, first_line=first_line)
        root = again if again is not None and type(again.value) is dict else root
    return root, [_as_warning(each) for each in found]


def unreadable(place: Place, message: str, help: str = "") -> Diagnostic:
    """The finding that front matter cannot be read."""
    return Diagnostic(rule=rules.UNREADABLE_FRONT_MATTER, place=place, message=message, help=help)


def _front(text: str, path: str, start: int, closing: re.Match[str], line: int) -> Front | None:
    inside = text[start : closing.start()]
    root, found = parse(inside, path, first_line=line)
    body_line = line + inside.count("\n") + 1
    body = text[closing.end() + 1 :]
    if root is None and any(each.rule is rules.UNREADABLE_FRONT_MATTER for each in found):
        mended = _mended(inside, found[0], line, closed=True)
        if mended is not None:
            rest = f"{mended.body}\n{closing[0]}\n{body}" if mended.body else body
            return replace(mended, body=rest, body_line=mended.body_line if mended.body else body_line)
        return Front(keys=None, body=body, body_line=body_line, found=tuple(found))
    if root is None:
        root = _nodes.mapping({}, _nodes.spot(line))
    if type(root.value) is not dict:
        return None  # two rules in a text, not front matter
    return Front(keys=root, body=body, body_line=body_line, found=tuple(found))


def _mended(text: str, found: Diagnostic, line: int, *, closed: bool) -> Front | None:
    """The front matter read key by key, and what follows it."""
    lines = text.split("\n")
    read = _syntax_mended.by_keys(lines, line, closed=closed)
    if read is None:
        return None
    keys, count = read
    told = replace(found, rule=rules.BROKEN_FRONT_MATTER, message=f"{found.message}; it was read key by key")
    body = "\n".join(lines[count:])
    return Front(
        keys=_nodes.mapping(keys, _nodes.spot(line)), body=body.strip("\n"), found=(told,),
        body_line=line + count + len(body) - len(body.lstrip("\n")),
    )  # fmt: skip


def _closed_only(text: str, path: str) -> Front | None:
    """Keys from the first line on and a closing fence: https://hexo.io/docs/front-matter reads it."""
    if not _FIRST_KEY.match(text):
        return None
    closing = _CLOSING.search(text)
    if closing is None or text.count("\n", 0, closing.start()) > _MOST_LINES_WITHOUT_OPENING:
        return None
    front = _front(text, path, 0, closing, 1)
    if front is None or front.keys is None or not all(_NAME.match(key) for key in front.keys.value):
        return None
    named = {key.casefold() for key in front.keys.value}
    if closing[0].startswith("---") and _FIRST_KEY.match(front.body):
        # Lines that a tool put above the opening fence, which looked like the closing one.
        whole = split("---\n" + front.body, path)
        if whole is not None and whole.keys is not None:
            keys = _nodes.mapping({**front.keys.value, **whole.keys.value}, front.keys)
            return replace(whole, keys=keys, body_line=whole.body_line + front.body_line - 2)
    return front if named & {"title", "date", "layout", "tags", "author"} else None


def _without_first(text: str, root: Node, repeated: list[Diagnostic], first_line: int) -> str:
    """The text with blank lines in place of all but the last of equal keys at its top level."""
    starts = sorted({node.line for node in (root.keys or {}).values()} | {each.place.line for each in repeated})
    lines = text.split("\n")
    owners: dict[str, int] = {name: node.line for name, node in (root.keys or {}).items()}
    for each in sorted(repeated, key=lambda found: found.place):
        name = _key_in(lines[each.place.line - first_line], each.place.column)
        if name not in owners:
            continue
        old = owners[name]
        following = bisect_right(starts, old)
        end = starts[following] if following < len(starts) else old + 1
        lines[old - first_line : end - first_line] = [""] * (end - old)
        owners[name] = each.place.line
    return "\n".join(lines)


def _key_in(line: str, column: int) -> str:
    return line[column - 1 :].partition(":")[0].strip().strip("\"'")


def _as_warning(found: Diagnostic) -> Diagnostic:
    rule = rules.REPEATED_KEY if found.rule is front_matter.DUPLICATE_KEY else rules.UNREADABLE_FRONT_MATTER
    return replace(found, rule=rule)
