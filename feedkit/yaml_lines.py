"""The YAML that most front matter is written in, read by a few patterns: `key: value` lines, short lists and mappings.

It is six times as fast as a whole parser, and gives the same nodes at the same places or none at all: whatever may mean
anything else (comments, anchors, tags, escapes, text over several lines, equal keys) is left to `yaml_nodes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from feedkit.yaml_nodes import MAX_CHARACTERS, WORDS, Node, plain

# No other character has a meaning of its own in YAML, as some beyond ASCII do that end lines or are not allowed.
_USUAL = re.compile("[\n -~\xa1-\u2027\u202a-\u2fff]*+")
"""Most texts are of these; the pattern for all takes a while to compile."""
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,63}+"
_QUOTED = r"'[^'\n]*+(?:''[^'\n]*+)*+'|\"[^\"\\\n]*+\""
_START = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_PLAIN = rf"{_START}[^ \n:#]*+(?:(?::(?=[^ \n])|(?<! )\#|[ ]++(?=[^ \n:#]))[^ \n:#]*+)*+"
_IN_FLOW = rf"{_START}[^ \n,\[\]{{}}:?#'\"]*+(?:(?:(?<! )'|[ ]++(?=[^ \n,\[\]{{}}:?#'\"]))[^ \n,\[\]{{}}:?#'\"]*+)*+"
_FLOW_VALUE = rf"(?:{_QUOTED}|{_IN_FLOW})"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN})"
_LINE = (
    rf"({_KEY}):(?:[ ]++(?:(?P<value>{_VALUE})|(?P<list>\[[ ]*+{_FLOW_VALUE}(?:[ ]*+,[ ]++{_FLOW_VALUE})*+[ ]*+\])"
    rf"|(?P<map>\{{[ ]*+{_KEY}:[ ]++{_FLOW_VALUE}(?:[ ]*+,[ ]++{_KEY}:[ ]++{_FLOW_VALUE})*+[ ]*+\}}))[ ]*+\n"
    rf"|[ ]++(?P<block>[>|]-?\n(?:[ ]{{1,8}}+[^ \n][^\n]*+\n)++)"
    rf"|[ ]*+\n(?P<items>(?:[ ]{{0,8}}+-[ ]++{_VALUE}[ ]*+\n)++)"
    rf"|[ ]*+\n(?P<pairs>(?:[ ]{{1,8}}+{_KEY}:[ ]++{_VALUE}[ ]*+\n)++))(?=[A-Za-z_#]|\Z)"
)
_COMMENT = r"#[^\n]*+\n(?=[A-Za-z_#])"
_KINDS = ("value", "list", "map", "block", "items", "pairs")
_LINES = re.compile(rf"(?m:^)({_LINE}|{_COMMENT})")
_ONE = re.compile(_FLOW_VALUE)
_PAIR = re.compile(rf"({_KEY}):[ ]++({_FLOW_VALUE})")
_ITEM = re.compile(rf"([ ]*+)-[ ]++({_VALUE})[ ]*+\n")
_BARE_KEY = re.compile(_KEY)
_ENTRY = re.compile(rf"([ ]++)({_KEY}):[ ]++({_VALUE})[ ]*+\n")
_INDENTED = re.compile(r"([ ]++)([^\n]*+)\n")


def parse(text: str, *, first_line: int = 1) -> Node | None:
    """The root node of a mapping as `yaml_nodes.parse` gives it, or None when that must be asked.

    `first_line` is the line of the file at which `text` begins.
    """
    if not is_ordinary(text):
        return None
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    line, position, end = first_line, 0, len(text)
    node = None
    while position < end:
        match = _LINES.match(text, position)
        if match is None:
            return None
        name = match[2]
        if name is None:  # a comment
            line += 1
            position = match.end()
            continue
        if name in values:
            return None
        keys[name] = _key(name, line, 1)
        kind = _kind(match)
        start = match.start(kind)
        if kind == "value":
            node = _scalar(match[kind], line, start - position + 1)
            line += 1
        else:
            node, lines = _COLLECTIONS[kind](match[kind], line, start - position + 1)
            if node is None:
                return None
            line += lines
        values[name] = node
        position = match.end()
    if node is None:
        return None
    return Node(values, next(iter(keys.values())).line, 1, node.end_line, node.end_column, "", False, keys)


def lines_in(text: str) -> list[tuple[str, ...]] | None:
    """The lines of a mapping, comments left out, or None when only a whole parser can tell; nothing is looked at twice.

    Each is its text and its key, followed by what is written for the key if that is a scalar, a list or a mapping on one line,
    or text, a list or a mapping on lines of their own; of these six, all but one are empty. No key stands twice.
    """
    if not is_ordinary(text):
        return None
    found: list[tuple[str, ...]] = _LINES.findall(text)
    if len("".join([each[0] for each in found])) != len(text):
        return None
    if "#" in text:
        found = [each for each in found if each[1]]
    return found if len({each[1] for each in found}) == len(found) else None


def block_in(written: str) -> str | None:
    """The text of a `block`; None when it is not surely that."""
    found = _block_text(written, 1, 1)[0]
    return None if found is None else str(found.value)


def elements_of(flow: str, items: str) -> list[str] | None:
    """What is written for each element of a list of scalars, be it a `list` or `items`; None when it is none."""
    if flow:
        return _ONE.findall(flow, 1)
    found: list[tuple[str, str]] = _ITEM.findall(items)
    return [each[1] for each in found] if len({each[0] for each in found}) == 1 else None


def pairs_of(written: str, flow: str, pairs: str) -> list[tuple[str, str, int, int]] | None:
    """The keys of a mapping, a `map` or `pairs` in the line `written`, with what is written for each.

    Each with its line, the one of `written` being 0, and its column; None when it is no mapping of scalars.
    """
    if flow:
        before = written.index(flow) + 1
        return [(each[1], each[2], 0, before + each.start(2)) for each in _PAIR.finditer(flow, 1)]
    lines = list(_ENTRY.finditer(pairs))
    if len({each[1] for each in lines}) != 1:
        return None
    return [(each[2], each[3], number, each.start(3) - each.start() + 1) for number, each in enumerate(lines, start=1)]


def scalar(written: str) -> str | None:
    """The text that a scalar means, or None when it is something else, as a number is."""
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    if written[0] == '"':
        return written[1:-1]
    value = plain(written)
    return value if type(value) is str else None


def is_ordinary(text: str) -> bool:
    """Whether the text is short enough and has only characters that mean nothing of their own beyond ASCII."""
    if len(text) > MAX_CHARACTERS or _USUAL.fullmatch(text) is not None:
        return len(text) <= MAX_CHARACTERS
    from feedkit.wide_patterns import ORDINARY_IN_YAML  # noqa: PLC0415  (few texts want it)

    return ORDINARY_IN_YAML.fullmatch(text) is not None


def key(written: str, line: int, column: int) -> Node | None:
    """The node of a key that stands there; None when only a whole parser can tell."""
    return _key(written, line, column) if _BARE_KEY.fullmatch(written) else None


def pair(written: str, line: int, column: int) -> tuple[Node, Node] | None:
    """The nodes of `key: value` on one line; None when only a whole parser can tell."""
    match = _LINES.fullmatch(f"{written}\n")
    kind = "" if match is None else _kind(match)
    if match is None or kind not in ("value", "list", "map"):
        return None
    at = column + match.start(kind)
    value = _scalar(match[kind], line, at) if kind == "value" else _COLLECTIONS[kind](match[kind], line, at)[0]
    return None if value is None else (_key(match[2], line, column), value)


def element(written: str, line: int, column: int) -> Node | None:
    """The node of a scalar, or a short list or mapping, on one line; None when only a whole parser can tell."""
    key = "_: "
    found = None if written[:1] == " " else pair(key + written, line, column - len(key))
    return found[1] if found else None


def _kind(line: re.Match[str]) -> str:
    """Which of the groups of `_LINES` has what is written for the key."""
    return next((name for name in _KINDS if line[name] is not None), "")


def _key(name: str, line: int, column: int) -> Node:
    return Node(WORDS.get(name, name), line, column, line, column + len(name), name)


def _scalar(written: str, line: int, column: int) -> Node:
    after = column + len(written)
    if written[0] == "'":
        value = written[1:-1]
        if "''" in value:
            value = value.replace("''", "'")
        return Node(value, line, column, line, after, value, True)
    if written[0] == '"':
        value = written[1:-1]
        return Node(value, line, column, line, after, value, True)
    return Node(plain(written), line, column, line, after, written)


def _flow_list(written: str, line: int, column: int) -> tuple[Node | None, int]:
    items = tuple([_scalar(each[0], line, column + each.start()) for each in _ONE.finditer(written, 1)])
    return Node(items, line, column, line, column + len(written)), 1


def _flow_map(written: str, line: int, column: int) -> tuple[Node | None, int]:
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    for each in _PAIR.finditer(written, 1):
        name = each[1]
        if name in values:
            return None, 0
        at = column + each.start()
        keys[name] = _key(name, line, at)
        values[name] = _scalar(each[2], line, column + each.start(2))
    return Node(values, line, column, line, column + len(written), "", False, keys), 1


def _block_list(written: str, line: int, _: int) -> tuple[Node | None, int]:
    items = []
    indentation = None
    here = line
    for each in _ITEM.finditer(written):
        here += 1
        if indentation is None:
            indentation = each[1]
        elif each[1] != indentation:
            return None, 0
        items.append(_scalar(each[2], here, each.start(2) - each.start() + 1))
    if not items or indentation is None:
        return None, 0
    last = items[-1]
    return Node(tuple(items), line + 1, len(indentation) + 1, last.end_line, last.end_column), len(items) + 1


def _block_map(written: str, line: int, _: int) -> tuple[Node | None, int]:
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    indentation, here = "", line
    last = None
    for each in _ENTRY.finditer(written):
        here += 1
        name = each[2]
        if name in values or (indentation and each[1] != indentation):
            return None, 0
        indentation = each[1]
        at = len(indentation) + 1
        keys[name] = _key(name, here, at)
        last = values[name] = _scalar(each[3], here, each.start(3) - each.start() + 1)
    if last is None:
        return None, 0
    made = Node(values, line + 1, len(indentation) + 1, last.end_line, last.end_column, "", False, keys)
    return made, len(values) + 1


def _block_text(written: str, line: int, column: int) -> tuple[Node | None, int]:
    strips = written[1] == "-"
    found = _INDENTED.findall(written, 3 if strips else 2)
    indentation = found[0][0]
    if any(each[0] != indentation for each in found):
        return None, 0
    text = (" " if written[0] == ">" else "\n").join([each[1] for each in found]) + ("" if strips else "\n")
    return Node(text, line, column, line + len(found) + 1, 1, text, True), len(found) + 1


_COLLECTIONS: dict[str, Callable[[str, int, int], tuple[Node | None, int]]] = {
    "list": _flow_list,
    "map": _flow_map,
    "block": _block_text,
    "items": _block_list,
    "pairs": _block_map,
}
