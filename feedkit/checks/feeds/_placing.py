"""Which element is what: the tree of a document matched with the tables."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds._document import MIXED, STRUCTURES, Placed, Stray, Value
from feedkit.checks.feeds._vocabulary import Attribute, Spec, context, nearest_prefix
from feedkit.checks.feeds._vocabulary.namespaces import APP, ATOM, ATOM_03, RDF, RSS_090, RSS_1, RSS_11, XML
from feedkit.checks.feeds._words import words
from feedkit.checks.feeds._xml import Node
from feedkit.quick_dataclasses import dataclass, field

_INDEX = Attribute(name="indexing:index", kind="yesno", is_required=False)
_ROOTS = {
    "rss": Spec(
        key="rss", kind="struct", inside="rss", attributes=(Attribute(name="version", kind="", is_required=True),)
    ),
    "rdf": Spec(key="rdf:RDF", kind="struct", inside="rdf"),
    "rss11": Spec(key="Channel", kind="any"),
    "atom": Spec(key="feed", kind="feed", inside="atom.feed", attributes=(_INDEX,)),
    "entry": Spec(key="entry", kind="entry", inside="atom.entry"),
    "service": Spec(key="app:service", kind="struct", inside="app.service"),
    "categories": Spec(
        key="app:categories",
        kind="struct",
        inside="app.categories",
        attributes=(
            Attribute(name="href", kind="iriref", is_required=False),
            Attribute(name="fixed", kind="yesno", is_required=False),
            Attribute(name="scheme", kind="iri", is_required=False),
        ),
    ),
    "opml": Spec(
        key="opml", kind="struct", inside="opml", attributes=(Attribute(name="version", kind="", is_required=True),)
    ),
}
_ANY = Spec(key="", kind="any")
_RDF_LITERAL = ("rdf:parseType", "rdf:datatype", "rdf:resource")
_MORE_ATTRIBUTES = {
    "link": tuple(words("type title rel href length hreflang rdf:type rdf:resource thr:count thr:when thr:updated")),
    "outline": tuple(
        words("category created description htmlUrl isBreakpoint isComment language text title type url version xmlUrl")
    ),
    "resource": ("rdf:resource", "dc:title"),
}


@dataclass(slots=True)
class Placement:
    """What matching gives."""

    format: str
    version: str
    root: Placed
    placed: list[Placed] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)


def format_of(root: Node) -> str:
    """`rss`, `rdf`, `rss11`, `atom`, `entry`, `service`, `categories`, `opml` or nothing, by the root element."""
    name = root.name
    if name == "rss":
        return "rss"
    if name in {"feed", "entry"} and root.namespace != ATOM_03:
        return {"feed": "atom", "entry": "entry"}[name]
    if name == "RDF" and nearest_prefix(root.namespace) == "rdf":
        return "rdf"
    if name == "Channel" and root.namespace == RSS_11:
        return "rss11"
    if root.namespace == APP and name in {"service", "categories"}:
        return name
    return "opml" if name == "opml" and not root.namespace else ""


def match(root: Node, format: str) -> Placement:
    """Every element of the document in its place."""
    version = root.get("version") or "" if format in {"rss", "opml"} else ""
    if format == "rss" and root.get("version") is None:
        version = "2.0"
    own = _own_namespaces(root, format)
    spec = _ROOTS[format]
    if format == "rdf" and RSS_090 in own:
        spec = Spec(key="rdf:RDF", kind="struct", inside="rdf.090")
    placement = Placement(format, version, Placed(root, spec, None))
    _walk(placement, own)
    return placement


def _own_namespaces(root: Node, format: str) -> frozenset[str]:
    """Those whose elements are the format's own, though it may be a wrong one that the root is in."""
    if format == "rss":
        return frozenset({"", root.namespace})
    if format in {"atom", "entry"}:
        return frozenset({ATOM, root.namespace})
    if format in {"service", "categories"}:
        return frozenset()
    if format == "rdf":
        is_090 = any(child.namespace == RSS_090 for child in root.children)
        return frozenset({RSS_1, RSS_090} if is_090 else {RSS_1})
    return frozenset({""})


def _walk(placement: Placement, own: frozenset[str]) -> None:
    stack = [placement.root]
    while stack:
        placed = stack.pop()
        placement.placed.append(placed)
        placement.values += _values(placed)
        if placed.spec.kind in {"construct", "content", "xhtml", "link"}:
            continue
        children = list(_children(placed, placement, own))
        placed.children += children
        stack += reversed(children)


def _children(parent: Placed, placement: Placement, own: frozenset[str]) -> Iterator[Placed]:
    for node in parent.node.children:
        key = key_of(node, own)
        if parent.spec.is_open:
            if placement.format == "rss" and not node.namespace and not node.prefix and _is_foreign(parent, own):
                placement.strays.append(Stray(node, parent, "unqualified", key))
            if key or parent.key:
                yield Placed(node, _ANY, parent)
            continue
        spec = _spec_of(node, key, parent, placement)
        yield Placed(node, spec, parent)


def key_of(node: Node, own: frozenset[str]) -> str:
    """The name of an element as in the tables; empty if its namespace is unknown."""
    if node.prefix and not node.namespace:
        return ""
    if node.namespace in own:
        return node.name
    prefix = nearest_prefix(node.namespace)
    if prefix == "atom" and ATOM in own:
        return node.name
    name = node.name.partition(".")[0] if prefix == "dc" else node.name
    return f"{prefix}:{name}" if prefix else ""


def _is_foreign(parent: Placed, own: frozenset[str]) -> bool:
    """Whether it is an element of an extension that stands in one of the format's own."""
    above = parent.parent
    return parent.node.namespace not in own and above is not None and not above.spec.is_open


def _spec_of(node: Node, key: str, parent: Placed, placement: Placement) -> Spec:
    inside = context(parent.spec.inside) if parent.spec.inside else {}
    if key in inside:
        spec = inside[key]
        if key == "description" and spec.kind == "html" and placement.version == "0.91":
            return Spec(key=key, kind="plain", once=True)
        return spec
    kind = parent.spec.kind
    if placement.format == "rdf" and kind not in STRUCTURES:
        return _ANY
    if not key:
        if kind not in STRUCTURES and not (node.prefix and not node.namespace):
            placement.strays.append(Stray(node, parent, "undefined", node.written))
        return _ANY
    if key.startswith("xhtml:") and kind in STRUCTURES:
        placement.strays.append(Stray(node, parent, "xhtml", key))
        return _ANY
    anywhere = context("atom.anywhere")
    is_atom = ":" not in key and ":" in parent.key and placement.format in {"atom", "entry"}
    known = anywhere.get(f"atom:{key}" if is_atom else key)
    if known and kind in STRUCTURES:
        placement.strays.append(Stray(node, parent, "questionable", key))
        return known
    placement.strays.append(Stray(node, parent, "undefined", key))
    return _ANY


def attributes_of(placed: Placed, format: str) -> frozenset[str]:
    """The names of the attributes that an element may have."""
    names = [each.name for each in placed.spec.attributes]
    names += _MORE_ATTRIBUTES.get(placed.spec.kind, ())
    if format == "rdf" and placed.spec.kind not in STRUCTURES:
        names += _RDF_LITERAL
    return frozenset(names)


def _values(placed: Placed) -> Iterator[Value]:
    node, spec = placed.node, placed.spec
    if not node.attributes:
        if not spec.is_open and spec.kind not in STRUCTURES and spec.kind not in MIXED and spec.kind != "resource":
            yield Value(placed, "", spec.kind, node.text.strip())
        return
    given = node.attributes
    base, language = given.get((XML, "base")), given.get((XML, "lang"))
    if base is not None:
        yield Value(placed, "base", "iriref", base)
    if language and (placed.parent is None or not placed.parent.spec.is_open):
        yield Value(placed, "lang", "language", language)
    if spec.is_open:
        return
    for attribute in spec.attributes:
        value = _attribute_value(node, attribute.name)
        if attribute.kind and value is not None:
            yield Value(placed, attribute.name.rpartition(":")[2], attribute.kind, value)
    if spec.kind == "resource":
        value = node.get("resource", RDF)
        if value is not None:
            yield Value(placed, "resource", "ref", value)
    elif spec.kind not in STRUCTURES and spec.kind not in MIXED:
        yield Value(placed, "", spec.kind, node.text.strip())


def _attribute_value(node: Node, name: str) -> str | None:
    prefix, _, local = name.rpartition(":")
    if not prefix:
        return node.get(local)
    return next(
        (
            value
            for (namespace, each), value in node.attributes.items()
            if each == local and nearest_prefix(namespace) == prefix
        ),
        None,
    )
