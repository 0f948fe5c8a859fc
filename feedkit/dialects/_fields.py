"""What the front matter of an article says, read by a table of keys and made into feedkit's own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from feedkit import urls
from feedkit.article.dates import DateError
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.dialects import _dates, _nodes, _titles, _values
from feedkit.dialects._tables import Table
from feedkit.dialects.terms import Front, Markup, Settings, Skipped, Source, Translated
from feedkit.rules import dialects as rules
from feedkit.yaml_nodes import Node

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3}))?\Z")
_EMAIL = re.compile(r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+\Z")
# Not dates but the times of files: https://www.11ty.dev/docs/dates/#setting-a-content-date-in-front-matter
_TIMES_OF_FILES = {"last modified", "created", "git last modified", "git created"}
_PLACEHOLDER = re.compile(r"(?:\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<>]*%>)\Z")  # of a template for new articles
_NO_SLUG = re.compile(r"[/\\?#]|\A\.{0,2}\Z")
_MARKS_OF_PLACE = re.compile(r"\{(?:static|filename|attach|photo)\}|\|(?:static|filename|attach)\||^@/", re.IGNORECASE)


class Fields:
    """The keys of one article, whatever their case, and what is found wrong with them."""

    def __init__(self, front: Front, source: Source, settings: Settings, table: Table) -> None:
        self.front, self.source, self.settings, self.table = front, source, settings, table
        self.found: list[Diagnostic] = list(front.found)
        self.root = front.keys or _nodes.mapping({}, _nodes.spot(1))
        self.given: dict[str, Node] = {}
        for key, node in self.root.value.items():
            folded = key.strip().removeprefix(":").casefold()  # with a colon, as Ruby writes its symbols
            if key == folded or folded not in self.given:
                self.given[folded] = node
        self.made: dict[str, Node] = {}
        self.moments: dict[str, datetime] = {}
        self.bad_date: Diagnostic | None = None

    def those(self, native: str, names: Iterable[str]) -> Iterator[tuple[str, Node]]:
        """The keys that are there with a value: the site's own names first, then those of the table."""
        own = self.settings.keys.get(native)
        given = self.given
        for name in (*(each.casefold() for each in own), *names) if own else names:
            node = given.get(name)
            if node is None:
                if "." not in name:
                    continue
                node = self._within(name)
            if node is not None and node.value is not None and node.value not in ("", (), {}):
                yield name, node

    def node(self, *names: str) -> Node | None:
        """The first of these keys that has a value."""
        return next((node for _, node in self.those("", names)), None)

    def text(self, *names: str) -> str:
        """The first text under these keys, as it was written."""
        return next((written for _, node in self.those("", names) if (written := _values.text(node))), "")

    def put(self, native: str, value: object, place: Node | None = None) -> None:
        """Say something in a native key."""
        self.made[native] = _nodes.at(place or self.root, value)

    def report(self, rule: Rule, place: Node | Place, message: str, help: str = "") -> Diagnostic:
        """Note a finding."""
        where = place if isinstance(place, Place) else place.place(self.source.shown)
        found = Diagnostic(rule=rule, place=where, message=message, help=help)
        self.found.append(found)
        return found

    # Dates

    def moment(self, native: str, names: Iterable[str], zone: tzinfo | None = None) -> datetime | None:
        """The first of these keys that is a date; a truth value is none. A date that cannot be read is kept in mind."""
        for _, node in self.those(native, names):
            written = _values.text(node)
            if not written or written.casefold() in _TIMES_OF_FILES or _values.truth(node) is not None:
                continue
            try:
                moment = self.date_of(written, zone)
            except DateError as error:
                if native == "date":
                    self.bad_date = self.bad_date or self._bad_date(str(error), node.place(self.source.shown))
                continue
            if moment is not None:
                self.put(native, moment.isoformat(timespec="seconds"), node)
                self.moments[native] = moment
                return moment
        return None

    def date_of(self, written: str, zone: tzinfo | None = None) -> datetime | None:
        """The moment that a text names, by the rules of the dialect and the site's own forms. Raises DateError."""
        return _dates.read(
            written,
            zone=zone or (UTC if self.table.utc else self.source.zone),
            default_time=self.source.default_time,
            day_first=self.table.day_first,
            formats=self.settings.date_formats,
        )

    def fallback(self, *texts: str) -> datetime | None:
        """The first text that is a date; what is none is passed over, and kept in mind if there is no other."""
        bad: Diagnostic | None = None
        for each in texts:
            try:
                moment = self.date_of(each) if each else None
            except DateError as error:
                bad = bad or self._bad_date(str(error), Place(self.source.shown, 1, 1, 1, 1))
                continue
            if moment is not None:
                self.put("date", moment.isoformat(timespec="seconds"))
                self.moments["date"] = moment
                return moment
        self.bad_date = self.bad_date or bad
        return None

    def _bad_date(self, message: str, place: Place) -> Diagnostic:
        help = "write 2026-05-07, or name the form in `content.date_formats`"
        return Diagnostic(rule=rules.UNUSABLE_DATE, place=place, message=message, help=help)

    # What every dialect reads alike

    def read_common(self) -> None:
        """Everything but title, date, address and draft."""
        table = self.table
        self.moment("updated", table.updated)
        self.moment("expires", table.expires)
        self._names("tags", table.tags, table.splits_tags)
        self._authors()
        self._categories()
        for name, node in self.those("summary", table.summary):
            written = _values.line(node)
            if written and type(node.value) is not bool and (name != "subtitle" or written != self.title):
                self.put("summary", written, node)
                break
        self._image()
        written = next((_values.text(node) for _, node in self.those("lang", table.language)), "")
        if _LANGUAGE.match(written):
            self.put("lang", written.replace("_", "-"), self.node(*table.language))

    @property
    def title(self) -> str:
        """The title that is written, as plain text; empty when there is none."""
        for _, node in self.those("title", self.table.title):
            written = _values.line(node)
            if written and not _PLACEHOLDER.match(written):
                self.put("title", written, node)
                return written
        return ""

    def title_or(self, name: str) -> str:
        """The title, else the first heading of the text, else what the file's name says."""
        written = self.title
        if not written and self.table.heading_titles:
            written = _titles.first_heading(self.front.body, above_all=self.table.heading_titles == "top")
        if not written:
            written = _titles.from_name(name)
        self.made.setdefault("title", _nodes.at(self.root, written or "Untitled"))
        return written

    def draft(self) -> bool:
        """Whether a key says that the article is not out: `draft: yes`, `published: false`, `status: draft`."""
        # A day in `draft` says when the text was begun, as editors for front matter write it: only a truth value counts.
        if any(_values.truth(node) for _, node in self.those("draft", self.table.draft)):
            return True
        for name in ("published", "publish"):
            node = self.given.get(name)
            if _values.truth(node) is False and (self.table.empty_hides or _values.text(node)):
                return True
        return self.text("status").casefold() in (
            "draft",
            "hidden",
            "private",
            "skip",
            "unpublished",
            "pending",
            "trash",
        )

    def translated(self, *, slug: str, path: str, draft: bool, markup: Markup) -> Translated:
        """The article. `path` is the address of its page below that of the site, or an address of the web."""
        if not _NO_SLUG.search(slug) and slug == slug.strip() and len(slug) < 200:
            self.put("slug", slug, self.node("slug"))
        if path:
            self.put("link", path, self.node("path", "permalink", "url", "link", "canonical", "canonical_url", "slug"))
        self.put("draft", draft)
        if "updated" in self.moments and "date" in self.moments and self.moments["updated"] < self.moments["date"]:
            del self.made["updated"]  # the date of a revision that was kept when the article was dated anew
        keys = _nodes.mapping(self.made, self.root)
        return Translated(
            keys=keys, body=self.front.body, body_line=self.front.body_line, markup=markup, found=tuple(self.found)
        )

    def undated(self, *, silent: bool) -> Skipped:
        """What becomes of an article without a date."""
        if self.bad_date is not None:
            return Skipped(reason="its date cannot be read", found=(*self.found, self.bad_date))
        if not silent:
            place = Place(self.source.shown, 1, 1, 1, 1)
            self.report(rules.UNDATED, place, "no date anywhere: left out of the feeds", "add `date: 2026-05-07`")
        return Skipped(reason="it has no date", found=() if silent else tuple(self.found))

    # One by one

    def _within(self, name: str) -> Node | None:
        node: Node | None = self.root
        for step in name.split("."):
            node = node.value.get(step) if node is not None and type(node.value) is dict else None
        return node

    def _names(self, native: str, names: Iterable[str], separator: str) -> None:
        for _, node in self.those(native, names):
            found = _values.names(node, separator)
            if found:
                self.put(native, tuple(_nodes.at(where, name) for name, where in found), node)
                return

    def _categories(self) -> None:
        found = self.categories()
        if found:
            name, where = found[0]
            self.put("category", name, where)
        if len(found) > 1:
            every = _nodes.at(self.root, tuple(_nodes.at(where, name) for name, where in found))
            self.put("extra", {"categories": every})

    def categories(self) -> list[tuple[str, Node]]:
        """All categories; the model of feeds has one for an entry, the first."""
        for name, node in self.those("category", self.table.category):
            found = _values.names(
                node, "" if name == "category" else self.table.splits_tags
            )  # one is one, commas and all
            if found:
                return found
        return []

    def _authors(self) -> None:
        for _, node in self.those("authors", self.table.authors):
            people = [
                made for each in (node.value if type(node.value) is tuple else (node,)) for made in self._person(each)
            ]
            if people:
                self.put("authors", tuple(people), node)
                return
        if self.settings.author:
            self.put("authors", (_nodes.at(self.root, self.settings.author),))

    def _person(self, node: Node) -> list[Node]:
        if type(node.value) is dict and _values.names(node):
            name, where = _values.names(node)[0]
            made = {"name": _nodes.at(where, self.settings.people.get(name, name))}
            email, url = _values.text(node.value.get("email")), _values.text(node.value.get("url"))
            if _EMAIL.match(email):
                made["email"] = _nodes.at(node.value["email"], email)
            if urls.is_web(url):
                made["url"] = _nodes.at(node.value["url"], url)
            return [_nodes.mapping(made, node)]
        people = self.settings.people
        return [
            _nodes.at(where, people.get(name, name)) for name, where in _values.names(node, self.table.splits_authors)
        ]

    def _image(self) -> None:
        for _, node in self.those("image", self.table.images):
            found = _values.address(node)
            if found is None:
                continue
            url = self._root_or_beside(_values.text(found))
            if not _is_address(url):
                continue
            alt = _values.line(node.value.get("alt")) if type(node.value) is dict else ""
            alt = alt or next((_values.line(each) for _, each in self.those("", self.table.alts)), "")
            image = {"url": _nodes.at(found, url)} | ({"alt": _nodes.at(found, alt)} if alt else {})
            self.made["image"] = _nodes.mapping(image, found)
            return

    def _root_or_beside(self, written: str) -> str:
        """The address of a picture; a bare path is one from the root of the site unless the file lies beside the article."""
        if not self.table.root_images:
            return written
        bare = _MARKS_OF_PLACE.sub("/", written).replace("//", "/") if _MARKS_OF_PLACE.search(written) else written
        if bare.startswith(("/", ".", "#")) or urls.scheme(bare):
            return bare
        beside = posixpath.normpath(posixpath.join(self.source.directory, bare))
        return bare if beside in self.source.files else f"{self.source.site_url}{bare}"


def _is_address(written: str) -> bool:
    try:
        return urls.is_web(urls.absolute(written, "https://example.org/"))
    except ValueError:
        return False
