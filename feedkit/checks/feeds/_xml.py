"""XML from anywhere as a small tree with places: no entity is expanded, nothing is fetched, depth and size are capped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from feedkit.checks.feeds._source import Source
from feedkit.quick_dataclasses import dataclass, field

XML = "http://www.w3.org/XML/1998/namespace"
DEEPEST = 200
MOST_ELEMENTS = 250_000
MOST_ATTRIBUTES = 500
_LONGEST_SEARCHED_TAG = 100_000
_LONGEST_ENTITY = 200
_MOST_ENTITY_TEXT = 50_000
_TAG_END = re.compile(r"""[^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>""")
_BLANK = re.compile(r"(?:\s|<!\[CDATA\[)*+")
_REASONS = {
    expat.errors.XML_ERROR_TAG_MISMATCH: "the end tag does not match the start tag",
    expat.errors.XML_ERROR_NO_ELEMENTS: "there is no element",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something follows the end of the document",
    expat.errors.XML_ERROR_MISPLACED_XML_PI: "the XML declaration is not at the very beginning",
    expat.errors.XML_ERROR_INVALID_TOKEN: "a character that may not stand here, as a bare `&` or `<` or a control character",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "a tag, comment or section is never closed",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "the attribute stands twice",
}


@dataclass(slots=True, eq=False)
class Node:
    """An element."""

    namespace: str
    """Empty without one; None of its prefix is undeclared, which `prefix` still says."""
    name: str
    prefix: str
    attributes: dict[tuple[str, str], str]
    """By namespace and name."""
    start: int
    """The offset of its `<`."""
    parent: Node | None
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """Its own text, in one piece."""
    is_closed: bool = False

    def get(self, name: str, namespace: str = "") -> str | None:
        """The value of an attribute; None without one."""
        return self.attributes.get((namespace, name))

    def up(self) -> Iterator[Node]:
        """The element itself, then its parent, and so on up to the root."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def written(self) -> str:
        """The name as it stands in the document."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a document from being XML, and where."""

    message: str
    start: int


@dataclass(slots=True)
class Parsed:
    """What there is in an XML document."""

    root: Node | None = None
    fault: Fault | None = None
    excess: Fault | None = None
    """Why reading was given up: too deep, or too many elements."""
    declarations: list[tuple[str, str, Node]] = field(default_factory=list)
    """Each prefix and namespace, and the element that declares it."""
    undeclared: list[tuple[str, Node]] = field(default_factory=list)
    """Each prefix without a namespace, and where it is used."""
    undefined: list[tuple[str, int]] = field(default_factory=list)
    """Each entity that nothing defines, and where it stands."""
    doctype: tuple[str, str, str] | None = None
    """The name, system and public identifier of a document type."""
    doctype_start: int = 0


def parse(source: Source) -> Parsed:
    """The tree of a document, up to its first fault."""
    return _Reader(source).read()


def text_place(node: Node, source: Source) -> tuple[int, int]:
    """From where to where the text of an element stands, about: as written, without blanks around it."""
    match = _TAG_END.match(source.text, node.start)
    start = match.end() if match else node.start
    if match and match[0].endswith("/>"):
        return node.start, start
    gap = _BLANK.match(source.text, start)
    begin = gap.end() if gap else start
    end = source.text.find("<", begin)
    end = len(source.text) if end < 0 else end
    if end <= begin:
        return node.start, start
    return begin, begin + len(source.text[begin:end].removesuffix("]]>").rstrip())


def attribute_place(node: Node, name: str, source: Source) -> tuple[int, int]:
    """From where to where the value of an attribute stands; of the tag when it has none of this name."""
    match = _TAG_END.match(source.text, node.start)
    end = match.end() if match else node.start + 1
    if end - node.start > _LONGEST_SEARCHED_TAG:
        return node.start, end
    pattern = re.compile(rf"""\s(?:[^\s"'=<>]+:)?{re.escape(name)}\s*=\s*["']([^"']*)""")
    found = pattern.search(source.text, node.start, end)
    return found.span(1) if found and found[1] else (found.span() if found else tag_place(node, source))


def tag_place(node: Node, source: Source) -> tuple[int, int]:
    """From where to where the start tag of an element stands."""
    match = _TAG_END.match(source.text, node.start)
    return node.start, match.end() if match else node.start + 1


class _Reader:
    """Builds the tree from the parser's events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parsed = Parsed()
        self.stack: list[Node] = []
        self.texts: list[list[str]] = []
        self.scopes: list[dict[str, str]] = [{"xml": XML, "": ""}]
        self.number = 0
        self.entities: dict[str, str] = {}
        self.entity_text = 0
        self.parser = expat.ParserCreate("utf-8")

    def read(self) -> Parsed:
        parser = self.parser
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.SkippedEntityHandler = self.skipped
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.DefaultHandler = lambda _: None  # with one, entities are skipped instead of expanded
        parser.ExternalEntityRefHandler = self.external
        try:
            parser.Parse(self.source.text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            place = self.source.at(error.lineno, error.offset)
            message = expat.errors.messages.get(error.code, "not XML")
            self.parsed.fault = Fault(_REASONS.get(message, message), min(place, len(self.source.text)))
        except _Excess as excess:
            self.parsed.excess = Fault(str(excess), self.here())
        for node, texts in zip(self.stack, self.texts, strict=True):
            node.text = "".join(texts)
        return self.parsed

    def here(self) -> int:
        return self.source.at(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)

    def start(self, name: str, flat: list[str]) -> None:
        self.number += 1
        if len(self.stack) >= DEEPEST:
            raise _Excess(f"elements stand more than {DEEPEST} deep in each other")
        if self.number > MOST_ELEMENTS:
            raise _Excess(f"there are more than {MOST_ELEMENTS:,} elements")
        scope = self.scopes[-1]
        prefix, _, local = name.rpartition(":")
        parent = self.stack[-1] if self.stack else None
        if flat:
            scope, node = self.with_attributes(prefix, local, flat, parent)
        else:
            node = Node(scope.get(prefix, ""), local, prefix, {}, self.here(), parent)
        self.scopes.append(scope)
        if prefix and not node.namespace:
            self.parsed.undeclared.append((prefix, node))
        if parent is None:
            self.parsed.root = node
        else:
            parent.children.append(node)
        self.stack.append(node)
        self.texts.append([])

    def with_attributes(
        self, prefix: str, local: str, flat: list[str], parent: Node | None
    ) -> tuple[dict[str, str], Node]:
        """The prefixes that hold in an element with attributes, and the element."""
        if len(flat) > MOST_ATTRIBUTES * 2:
            raise _Excess(f"an element has more than {MOST_ATTRIBUTES} attributes")
        scope = self.scopes[-1]
        names = flat[::2]
        if "xmlns" not in names and ":" not in "".join(names):  # most are of no namespace
            own = {("", name): value for name, value in zip(names, flat[1::2], strict=True)}
            return scope, Node(scope.get(prefix, ""), local, prefix, own, self.here(), parent)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        declared = [(each[6:], value) for each, value in pairs if each == "xmlns" or each.startswith("xmlns:")]
        if declared:
            scope = scope | {each: value.strip() for each, value in declared}
        node = Node(scope.get(prefix, ""), local, prefix, {}, self.here(), parent)
        self.parsed.declarations += [(each, value, node) for each, value in declared]
        for each, value in pairs:
            before, _, after = each.rpartition(":")
            if not before and each != "xmlns":
                node.attributes["", each] = value
            elif before and before != "xmlns":
                if not scope.get(before):
                    self.parsed.undeclared.append((before, node))
                node.attributes[scope.get(before, ""), after] = value
        return scope, node

    def end(self, _name: str) -> None:
        node = self.stack.pop()
        node.text = "".join(self.texts.pop())
        node.is_closed = True
        self.scopes.pop()

    def characters(self, text: str) -> None:
        if self.texts:
            self.texts[-1].append(text)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        value = self.entities.get(name)
        if value is None:
            self.parsed.undefined.append((name, self.here()))
        elif self.texts and self.entity_text < _MOST_ENTITY_TEXT:
            self.entity_text += len(value)
            self.texts[-1].append(value)

    def doctype(self, name: str, system: str | None, public: str | None, _has_subset: bool) -> None:
        self.parsed.doctype = (name, system or "", public or "")
        self.parsed.doctype_start = max(self.source.text.find("<!DOCTYPE"), 0)

    def external(self, context: str | None, *_: object) -> int:
        """An empty document type in the place of any other: then entities that nothing defines are skipped, and told."""
        if context is None:
            self.parser.ExternalEntityParserCreate(None).Parse(b"", True)  # None is meant here
        return 1

    def entity(self, name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        if not is_parameter and value is not None:
            plain = len(value) <= _LONGEST_ENTITY and "&" not in value and "<" not in value
            self.entities.setdefault(name, value if plain else "")
        elif not is_parameter:
            self.entities.setdefault(name, "")


class _Excess(Exception):  # noqa: N818  (an answer, not a fault of the program)
    """A document is larger than what is read."""
