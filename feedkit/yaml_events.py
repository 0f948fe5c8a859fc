"""Any YAML text as nodes; the one door to PyYAML.

The events of the parser are folded into nodes with an explicit stack, so that neither nesting nor aliases can exhaust
memory: depth, aliases and size are capped, and keys are unique.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.rules import front_matter as rules
from feedkit.yaml_nodes import MAX_ALIASES, MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, Node, plain

_CORE_TAGS = {
    "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:null", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
}  # fmt: skip

_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
_FLATTEN = "flatten the value"


class _Refused(Exception):  # noqa: N818  (never leaves this module)
    """A construct we do not read."""

    def __init__(self, rule: Rule, message: str, help: str, event: Any) -> None:
        self.rule, self.message, self.help, self.event = rule, message, help, event


def parse(text: str, path: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """As `yaml_nodes.parse`."""
    offset = first_line - 1
    if len(text) > MAX_CHARACTERS:
        whole = Place(path, first_line, 1, first_line, 1)
        message = f"{len(text):,} characters of YAML, more than the {MAX_CHARACTERS:,} that are read"
        return None, [
            Diagnostic(
                rule=rules.YAML_TOO_LARGE,
                place=whole,
                message=message,
                help="move long text into the body of the article",
            )
        ]
    duplicates: list[Diagnostic] = []
    try:
        root = _fold(yaml.parse(text, Loader=yaml.CSafeLoader), path, offset, duplicates)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and mark and error.context_mark.line < mark.line and "expected" in (error.problem or ""):
            mark = error.context_mark  # what was never closed lies before the line where that shows
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.split("\n")
        if line > len(lines):  # libyaml ends each text with a line end of its own
            line, column = len(lines), len(lines[-1]) + 1
        problem = " ".join(filter(None, (error.problem, error.context)))
        if "maximum nesting depth" in problem:  # libyaml has a limit of its own, and may look that far ahead
            return None, [*duplicates, _too_deep(Place(path, line + offset, column, line + offset, column + 1))]
        return None, [_syntax(path, line + offset, column, problem, lines, line)]
    except yaml.reader.ReaderError as error:
        # the C parser counts bytes of UTF-8
        before = text.encode("utf-8", "replace")[: error.position].decode("utf-8", "ignore")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return None, [_syntax(path, line + offset, column, str(error.reason), text.split("\n"), line)]
    except _Refused as refused:
        mark = refused.event.start_mark
        place = Place(path, mark.line + 1 + offset, mark.column + 1, mark.line + 1 + offset, mark.column + 2)
        return None, [
            *duplicates,
            Diagnostic(rule=refused.rule, place=place, message=refused.message, help=refused.help),
        ]
    return root, duplicates


def _too_deep(place: Place) -> Diagnostic:
    return Diagnostic(rule=rules.YAML_TOO_DEEP, place=place, message=_TOO_DEEP, help=_FLATTEN)


def _syntax(path: str, line: int, column: int, problem: str, lines: list[str], index: int) -> Diagnostic:
    written = lines[index - 1] if 0 < index <= len(lines) else ""
    help = "check the quotes, brackets and indentation near here"
    if "mapping values are not allowed" in problem:
        help = "put text that has a colon and a space in quotes"
    elif (
        "\t" in written[: len(written) - len(written.lstrip())]
        or "\\t" in problem
        or "cannot start any token" in problem
    ):
        help = "indent with spaces, and put text that begins with a special character in quotes"
    return Diagnostic(
        rule=rules.YAML_SYNTAX,
        place=Place(path, line, column, line, column + 1),
        message=f"not readable as YAML: {problem}",
        help=help,
    )


class _Tree:
    """The nodes of one document, made of its events one by one."""

    def __init__(self, path: str, offset: int, duplicates: list[Diagnostic]) -> None:
        self._path, self._offset, self._duplicates = path, offset, duplicates
        self.root: Node | None = None
        self._documents = self._aliases = self._count = 0
        self._anchors: dict[str, Node] = {}
        self._open_anchors: set[str] = set()
        self._open: list[tuple[Node, list[Node], str | None]] = []
        """The collections around what comes next: each with its children and its anchor."""

    def take(self, event: Any) -> None:
        """Add what an event says. Raises _Refused."""
        kind = type(event)
        if kind is ScalarEvent:
            self._add(self._scalar(event), event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._begin(event, {} if kind is MappingStartEvent else ())
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._add(self._ended(event), event)
        elif kind is AliasEvent:
            self._add(self._meant(event), event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise _Refused(rules.YAML_SYNTAX, "a second document begins here", "keep one document in a file", event)

    def _add(self, node: Node, event: Any) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            message = f"more than {MAX_NODES:,} values, counting what aliases repeat"
            raise _Refused(rules.YAML_TOO_LARGE, message, "write less, or fewer aliases", event)
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _scalar(self, event: Any) -> Node:
        start, end, text, quoted = event.start_mark, event.end_mark, event.value, event.implicit[1]
        value = text if quoted else _scalar(event)
        last, after = end.line + 1 + self._offset, end.column + 1
        node = Node(value, start.line + 1 + self._offset, start.column + 1, last, after, text, quoted)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _begin(self, event: Any, value: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _Refused(rules.YAML_TOO_DEEP, _TOO_DEEP, _FLATTEN, event)
        if event.tag is not None and event.tag not in _CORE_TAGS:
            raise _refused_tag(event)
        start = event.start_mark
        node = Node(value, start.line + 1 + self._offset, start.column + 1, 0, 0)
        if event.anchor:
            self._open_anchors.add(event.anchor)
            self._anchors.pop(event.anchor, None)
        self._open.append((node, [], event.anchor))

    def _ended(self, event: Any) -> Node:
        node, children, anchor = self._open.pop()
        end = event.end_mark
        node.end_line, node.end_column = end.line + 1 + self._offset, end.column + 1
        if type(node.value) is dict:
            _fill(node, children, self._path, self._duplicates)
        else:
            node.value = tuple(children)
        if event.start_mark.index == end.index and children:  # block style: it ends where its last value ends
            node.end_line, node.end_column = children[-1].end_line, children[-1].end_column
        if anchor:
            self._open_anchors.discard(anchor)
            self._anchors[anchor] = node
        return node

    def _meant(self, event: Any) -> Node:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            message = f"more than {MAX_ALIASES} aliases"
            raise _Refused(rules.YAML_TOO_MANY_ALIASES, message, "write the values out", event)
        if event.anchor not in self._anchors:
            why = "refers to itself" if event.anchor in self._open_anchors else "has no anchor before it"
            message, help = f"the alias *{event.anchor} {why}", f"define it earlier with &{event.anchor}"
            raise _Refused(rules.YAML_SYNTAX, message, help, event)
        node = self._anchors[event.anchor]
        self._count += _size(node)
        return node


def _fold(events: Any, path: str, offset: int, duplicates: list[Diagnostic]) -> Node | None:
    """The events of one document as a tree of nodes; a second document is refused."""
    tree = _Tree(path, offset, duplicates)
    for event in events:
        tree.take(event)
    root = tree.root
    return None if root is None or (root.value is None and not root.text) else root


def _size(node: Node) -> int:
    """How many values a node holds, itself included."""
    waiting, count = [node], 0
    while waiting and count <= MAX_NODES:
        each = waiting.pop()
        count += 1
        if type(each.value) is dict:
            waiting.extend(each.value.values())
        elif type(each.value) is tuple:
            waiting.extend(each.value)
    return count


def _fill(mapping: Node, children: list[Node], path: str, duplicates: list[Diagnostic]) -> None:
    """Pair the children up as keys and values; the first of two equal keys is kept."""
    values: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if type(key.value) in (dict, tuple):
            duplicates.append(
                Diagnostic(
                    rule=rules.YAML_SYNTAX,
                    place=key.place(path),
                    message=f"{key.kind} cannot be a key",
                    help="write the key as text",
                )
            )
            continue
        name = key.text
        if name in values:
            message = f"the key `{name}` is written twice, first in line {keys[name].line}"
            duplicates.append(
                Diagnostic(rule=rules.DUPLICATE_KEY, place=key.place(path), message=message, help="keep one of them")
            )
            continue
        values[name], keys[name] = value, key
    mapping.value, mapping.keys = values, keys


def _scalar(event: Any) -> bool | int | float | str | None:
    """A scalar by the core schema: plain ones are resolved, tagged ones must fit their tag."""
    text: str = event.value
    tag = event.tag
    if tag is not None and tag not in _CORE_TAGS and tag != "!":
        raise _refused_tag(event)
    if tag in ("!", "tag:yaml.org,2002:str"):
        return text
    value = plain(text)
    if tag is not None and tag.rsplit(":", 1)[1] not in {
        type(None): "null",
        bool: "bool",
        int: "int float",
        float: "float",
    }.get(type(value), ""):
        raise _Refused(
            rules.YAML_SYNTAX, f"`{text}` is not of the type !!{tag.rsplit(':', 1)[1]}", "leave the tag away", event
        )
    return value


def _refused_tag(event: Any) -> _Refused:
    return _Refused(
        rules.YAML_TAG,
        f"the tag {event.tag} is not read",
        "leave the tag away: values are text, numbers, true, false, lists and mappings",
        event,
    )
