"""Articles made into entries, entries into feeds, feeds into documents."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import cached_property
from itertools import repeat
from pathlib import Path
from urllib.parse import quote

from feedkit import formats
from feedkit.article.article import Article, MadeEntry
from feedkit.article.flat import entry_of
from feedkit.article.watched import packed
from feedkit.cache import Cache, basis_of
from feedkit.catalog import Catalog, Progress
from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Place
from feedkit.executors import Serial, parts
from feedkit.file_states import zone_state
from feedkit.identity import Identities
from feedkit.model import CopiedFile, Document, Entry, Feed, Person
from feedkit.quick_dataclasses import replace
from feedkit.rules import ids as id_rules
from feedkit.sources.article_files import make_part
from feedkit.sources.article_records import EntryRecord, entries_of
from feedkit.sources.pictures import picture_sizes
from feedkit.urls import absolute
from feedkit.workflow.feed_documents import feed_of, rendered
from feedkit.workflow.feeds import PlannedFeed

_Printed = tuple[tuple[str, str, bytes], ...]
_MOST_KEPT = 128_000_000
_PAYS = 60
"""From how many entries on it pays to start other processes for them."""


class Press:
    """Makes feeds of articles; each entry is made once, and only when a feed shows it."""

    def __init__(
        self,
        project: Path,
        catalog: Catalog,
        config: Config,
        identities: Identities,
        *,
        executor: Executor | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.project, self.catalog, self.config, self.identities = project, catalog, config, identities
        self.urls = {article.path: article.url for article in catalog.articles}
        self.made: dict[str, MadeEntry] = {}
        self.found: list[Diagnostic] = []
        self.parts = formats.Parts()
        self.executor, self.cache = executor or Serial(), cache
        self._marks: dict[int, bytes] = {}
        """A digest of each entry in `made`; as these stay, no other object can be taken for one of them."""
        self._stale = False
        self.recalled: set[str] = set()
        """The paths of documents that an earlier build has made and found nothing wrong with."""
        self._printed: dict[bytes, _Printed] = {}
        self._learnt: dict[str, EntryRecord] = {}
        self.asked: set[str] | None = set()
        """The files of the content folder that making the entries of feeds has asked for; None for all there are."""

    def learn(self, records: Iterable[EntryRecord]) -> None:
        """Take entries that were made of the articles as they are, so that `prepare` need not make them again."""
        self._learnt |= {each.path: each for each in records}

    def prepare(self, plans: Sequence[PlannedFeed], progress: Progress) -> None:
        """Make the entries that feeds will show in one go: from the cache, or in as many processes as there are.

        While those are at work, this one writes the entries that they have made for the feeds.
        """
        articles = {each.path: each for plan in plans for each in plan.shown}.values()
        publication = self.catalog.publication
        wanted = {each.path: self.identities.ids[each.path] for each in articles if each.path not in self.made}
        basis = basis_of(self.catalog.reading.publication, self.catalog.reading.settings, zone_state(publication.zone))
        known = self._known(basis, wanted)
        learnt = {path: each for path, each in self._learnt.items() if path in wanted and path not in known}
        known |= learnt
        missing = [(path, id) for path, id in wanted.items() if path not in known]
        executor = self.executor if len(missing) >= _PAYS else Serial()
        cut = parts(missing, executor, least=_PAYS // 2)
        done = len(known)
        urls = packed(self.urls) if missing else b""
        heads = self._heads(plans)
        for path, record in known.items():
            self._take(path, record)
        for part in executor.map(make_part, repeat(self.catalog.reading), repeat(urls), cut):
            for record in entries_of(part):
                known[record.path] = record
                self._take(record.path, record)
                self._foresee(record.path, heads)
                done += 1
            progress("entries", done, len(wanted))
        asked = [name for each in known.values() for name, _ in each.asked_files]
        self.asked = set(asked) if all(each.digest for each in known.values()) else None
        if self.cache and (missing or learnt or self._stale):
            kept = [tuple(each) for path in wanted if (each := known[path]).digest]
            self.cache.keep("entries", basis, kept)

    def _take(self, path: str, record: EntryRecord) -> None:
        if record.entry is not None:
            self._keep(path, entry_of(record.entry))
            # The same values give the same bytes in this version of the form, in which nothing refers to what came before.
            said = marshal.dumps(record.entry, 2)
            self._marks[id(self.made[path].entry)] = hashlib.sha256(said).digest()

    def _heads(self, plans: Iterable[PlannedFeed]) -> dict[str, list[Feed]]:
        """The feeds that will show each article, without entries; of those that say the same of an entry only one."""
        found: dict[str, dict[tuple[str, bool], Feed]] = {}
        for plan in plans:
            head = feed_of(plan, (), self.config, self.identities.lock)
            for article in plan.shown:
                found.setdefault(article.path, {}).setdefault((head.language, head.full_content), head)
        return {path: list(heads.values()) for path, heads in found.items()}

    def _foresee(self, path: str, heads: Mapping[str, Iterable[Feed]]) -> None:
        """Write an entry in the formats of the feeds that will show it."""
        if path in self.made:
            for head in heads.get(path, ()):
                for link in head.links:
                    formats.foresee(link.format, head, self.made[path].entry, self.parts)

    def _known(self, basis: str, wanted: Mapping[str, str]) -> dict[str, EntryRecord]:
        """What an earlier build made of the same files with the same links and pictures beside them."""
        kept = self.cache.load("entries", basis) if self.cache else None
        digests, files, urls = self.catalog.digests, self.catalog.publication.files, self.urls
        known = {}
        for each in kept or ():
            record = EntryRecord(*each)
            if (
                record.entry is not None
                and record.digest == digests.get(record.path)
                and record.entry[0] == wanted.get(record.path)
                and all(files.get(path) == size for path, size in record.asked_files)
                and all(urls.get(path) == url for path, url in record.asked_articles)
            ):
                known[record.path] = record
        self._stale = len(known) != len(kept or ())
        return known

    def entry(self, article: Article) -> Entry:
        """The entry of an article."""
        if article.path not in self.made:
            self._keep(article.path, self.make(article, self.identities.ids[article.path]))
        return self.made[article.path].entry

    def make(self, article: Article, id: str) -> MadeEntry:
        """An entry that nobody else needs."""
        (record,) = entries_of(make_part(self.catalog.reading, self._packed_urls, [(article.path, id)]))
        if record.entry is not None:
            return entry_of(record.entry)
        from feedkit.article.entry import make_entry  # noqa: PLC0415  (the file has gone while this build was at work)

        return make_entry(article, id, self.catalog.publication, self.urls)

    @cached_property
    def _packed_urls(self) -> bytes:
        return packed(self.urls)

    def _keep(self, path: str, made: MadeEntry) -> None:
        self.made[path] = made
        self.found.extend(made.diagnostics)

    def print(self, plan: PlannedFeed) -> tuple[Feed, list[Document]]:
        """A feed with its documents, no larger than its limits allow."""
        entries = tuple(self._fitting(self.entry(article), plan) for article in plan.shown)
        wanted = len(entries)
        while True:
            feed = feed_of(plan, entries, self.config, self.identities.lock)
            documents = self._rendered(feed)
            largest = max(len(document.content) for document in documents)
            if largest <= plan.config.max_bytes or len(entries) <= 1:
                break
            entries = entries[: max(1, min(len(entries) - 1, len(entries) * plan.config.max_bytes // largest))]
        if len(entries) < wanted:
            message = f"the feed {plan.name} holds {len(entries)} of {wanted} entries, to stay within {plan.config.max_bytes:,} bytes"
            self.found.append(
                Diagnostic(
                    rule=id_rules.SHORTENED_FEED,
                    place=Place(documents[0].path),
                    message=message,
                    help="raise `max_bytes`, or set `content: summary`",
                )
            )
        return feed, documents

    def _rendered(self, feed: Feed) -> list[Document]:
        """The documents of a feed; those of an earlier build when they say the same."""
        if self.cache is None or any(link.format not in formats.NAMES for link in feed.links):
            return rendered(feed, self.parts)  # the format is another distribution's, and nobody says when that changes
        key = self._key(feed)
        known = self._printed_before.get(key)
        if known is None:
            documents = rendered(feed, self.parts)
            known = tuple([(each.path, each.media_type, each.content) for each in documents])
        else:
            documents = [Document(path=path, media_type=kind, content=content) for path, kind, content in known]
            self.recalled.update(each.path for each in documents)
        self._printed[key] = known
        return documents

    def _key(self, feed: Feed) -> bytes:
        """A digest of all that a feed says."""
        said = repr([getattr(feed, name) for name in Feed.__slots__ if name != "entries"])
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass"))
        for entry in feed.entries:
            mark = self._marks.get(id(entry))
            key.update(mark or hashlib.sha256(repr(entry).encode("utf-8", "surrogatepass")).digest())
        return key.digest()

    @cached_property
    def _printed_before(self) -> Mapping[bytes, _Printed]:
        found: Mapping[bytes, _Printed] | None = self.cache.load("feeds", basis_of()) if self.cache else None
        return found or {}

    def remember(self) -> None:
        """Keep the documents for the next build; only to be called when nothing is wrong with any of them."""
        if self.cache and self._printed.keys() != self._printed_before.keys():
            size = sum(len(content) for documents in self._printed.values() for _, _, content in documents)
            if size <= _MOST_KEPT:
                self.cache.keep("feeds", basis_of(), self._printed)

    def _fitting(self, entry: Entry, plan: PlannedFeed) -> Entry:
        """The entry, without its content if that alone would fill the feed."""
        most = plan.config.max_bytes // 2
        if plan.config.content == "summary" or len(entry.content) <= most // 4 or len(entry.content.encode()) <= most:
            return entry
        place = Place(f"{self.catalog.publication.folder}/{entry.path}", 1, 1, 1, 1)
        message = f"its content has {len(entry.content.encode()):,} bytes; feeds of {plan.config.max_bytes:,} bytes carry its summary only"
        self.found.append(
            Diagnostic(
                rule=id_rules.OVERSIZED_ENTRY,
                place=place,
                message=message,
                help="split the article, or raise the feed's `max_bytes`",
            )
        )
        return replace(entry, content="", summary=entry.summary or entry.title)

    def sizes(self, entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
        """Width and height of the pictures and avatars of entries that are files of the content folder, by URL."""
        listed = list(entries)
        images = [entry.image for entry in listed] + [person.avatar for entry in listed for person in entry.authors]
        urls = {image.url for image in images if image is not None}
        return picture_sizes(self.project / self.config.content.dir, self.catalog.publication, urls)

    def files(self) -> tuple[CopiedFile, ...]:
        """Every file of the content folder that an entry, an author or the site shows."""
        publication = self.catalog.publication
        shown = {path for made in self.made.values() for path in made.files}
        people: Iterable[Person] = (person for made in self.made.values() for person in made.entry.authors)
        urls = {person.avatar.url for person in people if person.avatar}
        urls |= {
            absolute(each, publication.site_url) for each in (self.config.site.icon, self.config.site.logo) if each
        }
        shown |= (
            {path for path in publication.files if absolute(quote(path), publication.site_url) in urls}
            if urls
            else set()
        )
        return tuple(CopiedFile(path=path, source=path, length=publication.files[path]) for path in sorted(shown))
