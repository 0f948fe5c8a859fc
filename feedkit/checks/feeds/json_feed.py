"""JSON Feed 1.0 and 1.1: members that must be there, and their forms."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.feeds import _json
from feedkit.checks.feeds._document import Document
from feedkit.checks.feeds._findings import shortened
from feedkit.checks.feeds._json import Item
from feedkit.checks.feeds._json_members import FEED, ITEM, NESTED, VERSIONS, Members, is_right
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules.feed_contents import DOUBTFUL_JSON_MEMBER, MISSING_JSON_MEMBER, WRONG_JSON_MEMBER
from feedkit.rules.feed_documents import NOT_WELL_FORMED, TOO_LARGE_TO_CHECK, UNKNOWN_FEED_FORMAT
from feedkit.rules.feeds import DUPLICATE_ID_IN_FEED
from feedkit.suggestions import closest

RULES = (
    WRONG_JSON_MEMBER,
    MISSING_JSON_MEMBER,
    DOUBTFUL_JSON_MEMBER,
    DUPLICATE_ID_IN_FEED,
    NOT_WELL_FORMED,
    UNKNOWN_FEED_FORMAT,
    TOO_LARGE_TO_CHECK,
)


def check(document: Document) -> Iterator[Diagnostic]:
    """The findings about a JSON Feed; none about other formats."""
    if document.format != "json":
        return
    read = _json.read(document.source.text)
    if read.root is None:
        rule = TOO_LARGE_TO_CHECK if read.excess else NOT_WELL_FORMED
        yield Diagnostic(rule=rule, place=document.place(read.start), message=read.fault)
        return
    for name, start in read.repeated:
        message = f"`{shortened(name)}` stands twice in one object: readers take the last"
        place = document.place(start, start + len(name) + 2)
        yield Diagnostic(rule=WRONG_JSON_MEMBER, place=place, message=message)
    root = read.root
    if not isinstance(root.value, dict) or not ({"version", "items"} & set(root.value)):
        message = "this is JSON, but not a JSON Feed: it has neither `version` nor `items`"
        yield Diagnostic(rule=UNKNOWN_FEED_FORMAT, place=document.place(root.start), message=message)
        return
    yield from _feed(document, root, root.value)


def _at(document: Document, rule: Rule, item: Item, message: str, *, help: str = "") -> Diagnostic:
    is_short = not isinstance(item.value, dict | list)
    place = document.place(item.start, item.end if is_short else item.start + 1)
    return Diagnostic(rule=rule, place=place, message=message, help=help)


def _feed(document: Document, root: Item, members: dict[str, Item]) -> Iterator[Diagnostic]:
    version = members.get("version")
    said = version.value if version else ""
    if version and said not in VERSIONS:
        message = f"{shortened(str(said))!r} is no version of JSON Feed"
        yield _at(document, WRONG_JSON_MEMBER, version, message, help=f"write `{VERSIONS[-1]}`")
    yield from _members(document, root, FEED, "the feed", is_old=said == VERSIONS[0])
    if "feed_url" not in members:
        message = "the feed does not say its own address as `feed_url`"
        yield Diagnostic(rule=DOUBTFUL_JSON_MEMBER, place=document.place(root.start), message=message)
    items = members.get("items")
    if items is None or not isinstance(items.value, list):
        return
    seen: set[str] = set()
    for item in items.value:
        if not isinstance(item.value, dict):
            yield _at(document, WRONG_JSON_MEMBER, item, "an item must be an object")
            continue
        yield from _members(document, item, ITEM, "the item", is_old=said == VERSIONS[0])
        if not {"content_html", "content_text"} & set(item.value):
            message = "the item has neither `content_html` nor `content_text`"
            yield Diagnostic(rule=MISSING_JSON_MEMBER, place=document.place(item.start), message=message)
        id = item.value.get("id")
        if id and isinstance(id.value, str):
            if id.value in seen:
                message = f"another entry has {shortened(id.value)!r} too"
                yield _at(document, DUPLICATE_ID_IN_FEED, id, message)
            seen.add(id.value)


def _members(document: Document, item: Item, known: Members, what: str, *, is_old: bool) -> Iterator[Diagnostic]:
    members = item.value if isinstance(item.value, dict) else {}
    for name in known.required:
        if name not in members:
            message = f"{what} has no `{name}`"
            yield Diagnostic(rule=MISSING_JSON_MEMBER, place=document.place(item.start), message=message)
    for name, member in members.items():
        kind = known.kinds.get(name)
        if kind is None:
            if not name.startswith("_"):
                near = closest(name, known.kinds)
                message = f"readers do not know `{shortened(name)}` of {what}"
                help = f"did you mean `{near}`?" if near else f"write `_{shortened(name, 30)}` if it is of your own"
                yield _at(document, DOUBTFUL_JSON_MEMBER, member, message, help=help)
            continue
        if name == "author" and not is_old:
            yield _at(document, DOUBTFUL_JSON_MEMBER, member, "`author` is `authors`, a list, since version 1.1")
        fault = is_right(kind, member.value)
        if fault:
            severe = DOUBTFUL_JSON_MEMBER if fault.startswith("should") else WRONG_JSON_MEMBER
            yield _at(document, severe, member, f"`{name}` of {what} {fault}")
        elif kind in NESTED:
            yield from _nested(document, member, kind, name, is_old=is_old)


def _nested(document: Document, member: Item, kind: str, name: str, *, is_old: bool) -> Iterator[Diagnostic]:
    each_kind, is_list = NESTED[kind]
    for each in member.value if is_list and isinstance(member.value, list) else [member]:
        if isinstance(each.value, dict):
            yield from _members(document, each, each_kind, f"`{name}`", is_old=is_old)
            if kind in {"author", "authors"} and not {"name", "url", "avatar"} & set(each.value):
                message = f"`{name}` has neither `name`, `url` nor `avatar`"
                yield Diagnostic(rule=MISSING_JSON_MEMBER, place=document.place(each.start), message=message)
        else:
            yield _at(document, WRONG_JSON_MEMBER, each, f"`{name}` must be made of objects")
