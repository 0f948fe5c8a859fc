"""Articles as checks look at them: the file as it is, what is made of it, and what can be asked about its site."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path

from feedkit.article.article import Article, Publication
from feedkit.article.fences import split
from feedkit.article.values import Report
from feedkit.checks.articles import Gist, Manuscript, Site
from feedkit.checks.articles._likeness import paragraphs
from feedkit.checks.articles._outlining import outline_of
from feedkit.checks.articles._soundness import heading_ids
from feedkit.checks.articles._targets import anchors, own_links, resolver
from feedkit.config import Config
from feedkit.diagnostics import Place
from feedkit.dialects import NATIVE, load
from feedkit.dialects.terms import Skipped, Source
from feedkit.file_states import NOTHING, State, state_of
from feedkit.model import Entry
from feedkit.quick_dataclasses import dataclass
from feedkit.sources.article_files import Reading, bytes_of, read_text
from feedkit.yaml_nodes import Node

_PLAIN_WORDS = r"[^\W\d_][\w,.-]*(?: [\w,.-]+)+"
_ALWAYS = ("title", "date")
"""Keys that every article has."""
_QUOTED = re.compile(r"""[:,\[{?-]\s*['"]|^\s*['"]""", re.MULTILINE)
_FEW = 20
"""Names that are asked for before it pays to sort all that there are."""
_HEAD = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What checks of articles want to know of the configuration."""

    authority: str
    scheme: str
    max_entry_bytes: int

    @classmethod
    def of(cls, config: Config) -> Terms:
        """Those of a configuration."""
        return cls(
            authority=config.authority,
            scheme=config.ids.scheme,
            max_entry_bytes=min((each.max_bytes // 2 for each in config.feeds), default=256 * 1024),
        )


def site_of(
    reader: Reader,
    articles: Mapping[str, str],
    terms: Terms,
    heads: dict[str, State],
    namesake: Callable[[str], str],
) -> Site:
    """What can be asked about the site; files are read when they are asked for, and noted in `heads` with their state."""
    publication = reader.publication

    def head(path: str) -> bytes:
        if path not in publication.files:
            return b""
        try:
            with (reader.root / path).open("rb") as file:
                heads[path] = state_of(os.fstat(file.fileno()))
                return file.read(_HEAD)
        except OSError:
            heads[path] = NOTHING
            return b""

    return Site(
        publication=publication,
        articles=articles,
        head=head,
        namesake=namesake,
        authority=terms.authority,
        scheme=terms.scheme,
        max_entry_bytes=terms.max_entry_bytes,
    )


def namesakes(files: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """What finds a file again whose name is written wrongly; all names are gone through once, when it is first asked."""

    @cache
    def all_folded() -> str:
        """Every name with NUL around it, which none can hold: most that are asked for are nowhere."""
        return "\0{}\0".format("\0".join(files())).casefold()

    @cache
    def by_folded() -> dict[str, str]:
        return {path.casefold(): path for path in sorted(files(), reverse=True)}

    @cache
    def by_name() -> dict[str, str]:
        return {path.rpartition("/")[2].casefold(): path for path in sorted(files(), reverse=True)}

    asked = count()

    def namesake(path: str) -> str:
        folded = path.casefold()
        name = folded.rpartition("/")[2]
        if next(asked) < _FEW and f"/{name}\0" not in all_folded() and f"\0{name}\0" not in all_folded():
            return ""
        return by_folded().get(folded) or by_name().get(name, "")

    return namesake


class Reader:
    """Reads articles again, as they are written."""

    def __init__(self, reading: Reading, publication: Publication) -> None:
        self.root, self._root = Path(reading.root), reading.root
        self.settings, self.publication, self.max_bytes = reading.settings, publication, reading.max_bytes

    def shown(self, path: str) -> str:
        """A file of the content folder as it is named in findings."""
        return posixpath.join(self.publication.folder, path)

    def raw(self, path: str) -> bytes:
        """The bytes of a file of the content folder; none when it is gone."""
        try:
            return bytes_of(os.path.join(self._root, path), self.max_bytes)[1]  # noqa: PTH118  (pathlib takes longer)
        except OSError:
            return b""

    def keys(self, path: str, text: str) -> Mapping[str, Node]:
        """The values of the front matter by feedkit's names of their keys."""
        shown = self.shown(path)
        if self.settings.dialect == NATIVE:
            parts = split(path, text, Report(shown, []))
            if parts is None:
                return {}
            native = {own: key for key, names in self.settings.keys.items() for own in names} | {"author": "authors"}
            return {native.get(name, name): node for name, node in parts[0].value.items()}
        dialect = load(self.settings.dialect)
        sides = {side: read_text(self.raw(side)) for side in dialect.sides(path, self.publication.files)}
        source = Source(
            path=path, text=text, folder=self.publication.folder or ".", zone=self.publication.zone,
            default_time=self.publication.default_time, site_url=self.publication.site_url,
            files=self.publication.files, sides=sides,
        )  # fmt: skip
        made = dialect.translate(source, self.settings)
        return {} if isinstance(made, Skipped) else made.keys.value

    def place(self, path: str, key: str) -> Place:
        """Where in an article the value of a key stands; its first line when there is no such key."""
        return self.place_in(path, read_text(self.raw(path)), key)

    def place_in(self, path: str, text: str, key: str) -> Place:
        """The same in an article that is this text."""
        shown = self.shown(path)
        if self.settings.dialect == NATIVE and not self.settings.keys and (place := _plain_place(shown, text, key)):
            return place
        node = self.keys(path, text).get(key)
        return node.place(shown) if node is not None else Place(shown, 1, 1, 1, 1)

    def title(self, path: str) -> Place:
        """Where in an article its title stands."""
        return self.place(path, "title")

    def manuscript(self, article: Article, entry: Callable[[], Entry], site: Site, raw: bytes, text: str) -> Manuscript:
        """The article whose file holds these bytes, which are this text, as it is written, with what is made of it."""
        keys: Callable[[], Mapping[str, Node]] = cache(lambda: self.keys(article.path, text))
        return Manuscript(
            path=self.shown(article.path),
            raw=raw,
            text=text,
            article=article,
            entry=entry,
            site=site,
            keys=keys,
            outline=cache(lambda: outline_of(article, text, self.publication.folder)),
            target=resolver(article, site),
        )


def _plain_place(shown: str, text: str, key: str) -> Place | None:
    """Where the value of a key stands if that is a few plain words; None when the front matter has to be read to know."""
    end = text.find("\n---\n", 3)
    if end < 0 or not text.startswith("---\n"):
        return None
    front = text[3 : end + 1]
    match = re.search(rf"\n({key}: )({_PLAIN_WORDS})\n(?! )", front)
    if match is None or front.count(key) != 1 or (key not in _ALWAYS and _QUOTED.search(front)):
        return None  # in quotes may stand what looks like a key
    line = front.count("\n", 0, match.start(1)) + 1
    return Place(shown, line, len(key) + 3, line, len(key) + 3 + len(match[2]))


def gist_of(manuscript: Manuscript, *, title: Place | None = None, sound: bool = False) -> Gist:
    """What is kept of an article to compare it with others; of a `sound` one without rendering it."""
    return Gist(
        own_links=own_links(manuscript),
        anchors=heading_ids(manuscript.outline()) if sound else anchors(manuscript.entry().content),
        paragraphs=paragraphs(manuscript.outline()),
        title=title,
    )
