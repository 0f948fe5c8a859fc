"""What the articles of a site say of themselves: which of its own keys stand for feedkit's, and how it writes dates.

Nothing is taken over from this unasked: it is what `feedkit init` proposes, with the numbers it comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from feedkit.article.dates import DateError
from feedkit.dialects import _dates, _values
from feedkit.dialects._tables import Table
from feedkit.quick_dataclasses import dataclass, field
from feedkit.yaml_nodes import Node

Keys = Mapping[str, Node]
"""The front matter of one article by key."""

_LEAST = 0.5
"""The share of articles that a key must be in to be proposed for what every article needs."""
_LEAST_OF_OTHERS = 0.25
_SURE = 0.9
"""The share of a key's values that must read as what it would stand for."""
_NAMES = {
    "title": re.compile(r"titel|title|titre|titulo|título|headline|head|heading|name|subject|betreff"),
    "date": re.compile(r"date|datum|fecha|announce|publi|post|creat|issue|released?|written|day|time|\bon\b|when|erschien"),
    "updated": re.compile(r"updat|modif|chang|edit|revis|geändert"),
    "authors": re.compile(r"author|autor|auteur|report|writer|written|journalist|by|contributor|redak|verfasser|editor|creator"),
    "tags": re.compile(r"tag|topic|keyword|label|subject|schlag|etiqueta|mots|thema|themen"),
    "category": re.compile(r"categ|kateg|section|rubri|department|ressort|channel|beat|kind"),
    "summary": re.compile(r"summ|teaser|lead|lede|intro|abstract|descr|excerpt|blurb|dek|standfirst|anriss|resum"),
    "image": re.compile(r"image|img|pic|photo|foto|bild|cover|thumb|hero|banner|poster|illustration"),
}  # fmt: skip
_PICTURE = re.compile(r"\.(?:png|jpe?g|webp|gif|svg|avif)(?:[?#].*)?\Z", re.IGNORECASE)
_FORMS = tuple(
    f"{day}{clock}"
    for day in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y_%m_%d", "%d_%m_%Y", "%d|%m|%Y", "%d %m %Y", "%Y %m %d", "%y%m%d", "%d. %m. %Y",
                "%d/%m/%y", "%Y-%d-%m", "%d.%m.%y", "%A %d %B %Y", "%B %d of %Y")
    for clock in ("", " %H:%M", " %H:%M:%S", ", %H:%M", "T%H:%M", " %I:%M %p", " - %H:%M")
)  # fmt: skip
_TWO_NUMBERS = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A key of the site that stands for one of feedkit's."""

    native: str
    name: str
    """As it is written most often."""
    files: int
    """How many articles have it."""
    reads_as: str
    """What its values are, as `reads as dates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be written into `content` of feedkit.yml."""

    articles: int
    """How many there are: files with front matter."""
    mapped: tuple[Mapped, ...]
    date_formats: tuple[str, ...]
    known: Mapping[str, int] = field(default_factory=dict)
    """How many articles have a title, a date and so on under a name that is known anyway."""
    named_by_day: int = 0
    """How many have a day in the name of their file or folder."""


def propose(articles: Sequence[tuple[str, Keys]], table: Table | None = None) -> Proposal:
    """A mapping for articles, each with its path and its front matter."""
    table = table or Table()
    columns = _columns(articles)
    known = {
        "title": _having(articles, table.title, lambda node: bool(_values.line(node))),
        "date": _having(articles, table.date, lambda node: _is_date(node, ())),
        "authors": _having(articles, table.authors, lambda node: bool(_values.names(node))),
        "tags": _having(articles, table.tags, lambda node: bool(_values.names(node))),
        "category": _having(articles, table.category, lambda node: bool(_values.names(node))),
        "summary": _having(articles, table.summary, lambda node: bool(_values.line(node))),
        "image": _having(articles, table.images, lambda node: _values.address(node) is not None),
    }
    by_name = sum(bool(_dates.in_path(path.rpartition("/")[2]) or _dates.in_path(path)) for path, _ in articles)
    forms: list[str] = []
    mapped: list[Mapped] = []
    taken = {name for each in (table.title, table.date, table.updated, table.expires, table.authors, table.tags,
                               table.category, table.summary, table.images, table.alts, table.language, table.draft)
             for name in each}  # fmt: skip
    if known["date"] >= len(articles) * _LEAST:
        forms = _order_of_days([node for name in table.date for node in columns.get(name, _NONE).nodes])
    for native, count in known.items():
        least = _LEAST if native in ("title", "date") else _LEAST_OF_OTHERS
        enough = max(count, by_name if native == "date" else 0)
        if not articles or enough >= len(articles) * least:
            continue
        if native == "date":
            forms = _forms_under(table.date, columns, len(articles))
            if forms:
                continue
        best = _best(native, {name: each for name, each in columns.items() if name not in taken}, len(articles), least)
        if best is None:
            continue
        name, found = best
        taken.add(name)
        mapped.append(found)
        if native == "date":
            forms = _forms_of(columns[name].nodes)
    return Proposal(
        articles=len(articles), mapped=tuple(mapped), date_formats=tuple(forms), known=known, named_by_day=by_name
    )


@dataclass(slots=True)
class _Column:
    """All values of one key."""

    nodes: list[Node] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)


_NONE = _Column()


def _columns(articles: Sequence[tuple[str, Keys]]) -> dict[str, _Column]:
    columns: dict[str, _Column] = {}
    for _, keys in articles:
        for key, node in keys.items():
            if node.value is not None and node.value not in ("", (), {}):
                column = columns.setdefault(key.strip().casefold(), _Column())
                column.nodes.append(node)
                column.spellings[key.strip()] += 1
    return columns


def _having(articles: Sequence[tuple[str, Keys]], names: Sequence[str], check: Callable[[Node], bool]) -> int:
    wanted = set(names)
    return sum(
        any(key.strip().casefold() in wanted and check(node) for key, node in keys.items()) for _, keys in articles
    )


def _best(native: str, columns: Mapping[str, _Column], articles: int, least: float) -> tuple[str, Mapped] | None:
    """The key that fits best: whose values are of the right kind, in most articles; its name decides in doubt."""
    best: tuple[float, str, Mapped] | None = None
    for name, column in columns.items():
        share = len(column.nodes) / articles
        if share < least:
            continue
        hint = _NAMES[native].search(name) is not None
        reads_as = _fit(native, column.nodes, hinted=hint)
        if not reads_as:
            continue
        written = column.spellings.most_common(1)[0][0]
        score = share + hint
        if best is None or score > best[0]:
            best = score, name, Mapped(native=native, name=written, files=len(column.nodes), reads_as=reads_as)
    return None if best is None else best[1:]


def _fit(native: str, nodes: Sequence[Node], *, hinted: bool) -> str:
    """What the values of a key are, if they are of the kind that `native` wants; else empty."""
    if native == "date":
        forms = _forms_of(nodes)
        return "reads as dates" if _share(nodes, lambda node: _is_date(node, forms)) >= _SURE else ""
    if native == "image":
        return "names pictures" if _share(nodes, _is_picture) >= _SURE else ""
    texts = [_values.line(node) for node in nodes if type(node.value) is str]
    if native == "title":
        alike = len(set(texts)) / max(len(texts), 1)
        long = _share(nodes, lambda node: 3 <= len(_values.line(node)) <= 160 and not _is_date(node, ()))
        spaced = sum(" " in text for text in texts) / max(len(texts), 1)
        fits = long >= _SURE and alike >= 0.8 and (hinted or spaced >= _SURE)
        return "differs in each and reads as titles" if fits and not _names_pictures(nodes) else ""
    if not hinted:
        return ""  # authors, tags, categories and summaries look alike; only a name tells them apart
    if native == "summary":
        return "reads as sentences" if sum(len(text) > 30 for text in texts) >= len(nodes) * _LEAST else ""
    if native == "authors":
        return "reads as names" if _share(nodes, _are_names) >= _SURE and not _names_pictures(nodes) else ""
    short = _share(nodes, lambda node: bool(_values.names(node)) and len(_values.line(node)) <= 120)
    return "reads as " + ("tags" if native == "tags" else "categories") if short >= _SURE else ""


def _share(nodes: Sequence[Node], check: Callable[[Node], bool]) -> float:
    return sum(map(check, nodes)) / max(len(nodes), 1)


def _is_picture(node: Node) -> bool:
    found = _values.address(node)
    return found is not None and _PICTURE.search(_values.text(found)) is not None


def _names_pictures(nodes: Sequence[Node]) -> bool:
    return _share(nodes, _is_picture) > _LEAST


def _are_names(node: Node) -> bool:
    names = [name for name, _ in _values.names(node)]
    return bool(names) and all(len(name) <= 60 and not any(each.isdigit() for each in name) for name in names)


def _is_date(node: Node, forms: Sequence[str]) -> bool:
    written = _values.text(node)
    if (
        type(node.value) in (bool, dict)
        or not any(each.isdigit() for each in written)
        or (written.isdigit() and len(written) < 8)
    ):
        return False
    try:
        return _dates.read(written, zone=UTC, default_time=time(), formats=forms) is not None
    except DateError:
        return False


def _forms_under(names: Sequence[str], columns: Mapping[str, _Column], articles: int) -> list[str]:
    """Forms that make dates of a key that is known for a date but does not read as one."""
    for name in names:
        nodes = columns.get(name, _NONE).nodes
        if len(nodes) >= articles * _LEAST:
            forms = _forms_of(nodes)
            if forms and _share(nodes, lambda node, forms=forms: _is_date(node, forms)) >= _SURE:  # type: ignore[misc]
                return forms
    return []


def _forms_of(nodes: Sequence[Node]) -> list[str]:
    """The forms that are needed to read these values; none where they read as dates anyway, in the right order."""
    swapped = _order_of_days(nodes)
    if swapped or _share(nodes, lambda node: _is_date(node, ())) >= _SURE:
        return swapped
    texts = [_values.text(node) for node in nodes]
    scores = [(sum(_by_form(text, form) for text in texts), form) for form in _FORMS]
    count, best = max(scores, key=lambda each: each[0], default=(0, ""))
    return [best] if count >= len(nodes) * _SURE else []


def _order_of_days(nodes: Sequence[Node]) -> list[str]:
    """Forms for days before months, if `25/12/2020` stands somewhere and `12/25/2020` nowhere."""
    pairs = [
        (int(match[1]), int(match[2]), _values.text(node))
        for node in nodes if (match := _TWO_NUMBERS.match(_values.text(node)))
    ]  # fmt: skip
    if (
        len(pairs) < len(nodes) * _LEAST
        or not any(one > 12 for one, _, _ in pairs)
        or any(two > 12 for _, two, _ in pairs)
    ):
        return []
    return [form for form in _FORMS if form.startswith("%d") and any(_by_form(text, form) for _, _, text in pairs)][:3]


def _by_form(text: str, form: str) -> bool:
    try:
        moment = datetime.strptime(text, form)  # noqa: DTZ007  (only whether it can be read counts)
    except ValueError:
        return False
    return date(1970, 1, 1) <= moment.date() <= date(2100, 1, 1)
