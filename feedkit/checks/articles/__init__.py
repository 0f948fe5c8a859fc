"""The porch of article checks: what `feedkit check` says of articles beyond what reading and rendering them says.

Adding a check is adding a module that offers `RULES` and one of two functions:

| name | what it gets | asked again |
|--|--|--|
| `check(manuscript)` | one article, as it is written and as readers get it | when it, or what it asked of the site, changed |
| `compare(project)` | all articles together, and the moment that counts as now | each time, so it must be quick |

Both give findings with places in the articles. All is pure: files, sizes, first bytes and the clock come in. What a
`check` asks of `Site` (a file, an address, the first bytes of a picture) is noted, and its findings are kept until an
answer would be another; one that goes through all names is asked again with every new file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from typing import Protocol, cast

from feedkit.article.article import Article, Publication
from feedkit.characters import one_line
from feedkit.checks.articles._outline import Outline
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.model import Entry
from feedkit.quick_dataclasses import dataclass, field, replace
from feedkit.yaml_nodes import Node

__all__ = [
    "ArticleCheck", "Gist", "Manuscript", "OwnLink", "Project", "ProjectCheck", "Site", "Target", "check", "compare",
    "every_check",
]  # fmt: skip

MAX_FINDINGS = 100
Target = tuple[str, str]
"""The absolute URL that an address means, and the file of the content folder it names; empty when it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an article is looked at in the light of."""

    publication: Publication
    """Its time zone, language, address and folder. `publication.files` are all files of the content folder with sizes."""
    articles: Mapping[str, str]
    """The address of every article, by its path in the content folder."""
    head: Callable[[str], bytes]
    """The first 64 KiB of a file of the content folder, by its path; b"" when it cannot be read."""
    namesake: Callable[[str], str]
    """The file of the content folder whose path differs from this one in case only, else one of the same name elsewhere."""
    authority: str = ""
    """The domain that ids are made under."""
    scheme: str = ""
    """How ids are made where none is written, as `tag`."""
    max_entry_bytes: int = 256 * 1024
    """An entry whose content has more than these goes into feeds by its summary only."""

    @property
    def files(self) -> Mapping[str, int]:
        """The size of every file of the content folder, by its path in it."""
        return self.publication.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An article as it is written, with what is made of it."""

    path: str
    """Relative to the project folder: what places of findings need."""
    raw: bytes
    """The file as it is, byte order mark and line ends included."""
    text: str
    """The same as text with LF line ends."""
    article: Article
    entry: Callable[[], Entry]
    """As every feed would carry it in full, that of a draft too; made when asked for, which few have to do."""
    site: Site
    keys: Callable[[], Mapping[str, Node]]
    """The values of the front matter by feedkit's names of their keys, with places; read when asked for."""
    outline: Callable[[], Outline]
    """What is in the body: blocks, links, pictures, headings, with their places; read once, when asked for."""
    target: Callable[[str], Target | None]
    """Where an address in the body leads; None when it is no address."""

    def place(self, key: str) -> Place:
        """Where the value of a key of the front matter stands; the first line of the file when there is none."""
        node = self.keys().get(key)
        return node.place(self.path) if node is not None else Place(self.path, 1, 1, 1, 1)

    @property
    def body_start(self) -> Place:
        """The first line of the body."""
        line = self.article.body_line
        return Place(self.body_path, line, 1, line, 1)

    @property
    def body_path(self) -> str:
        """The file the body is in, relative to the project folder: another one where `content_file` names it."""
        file = self.article.content_file
        return f"{self.site.publication.folder}/{file}" if file else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """All articles of a project together."""

    articles: tuple[Article, ...]
    """In the order of their paths, drafts too."""
    entries: Mapping[str, Gist]
    """What is known of the entry of each article, by the path of the article; of some there may be none."""
    ids: Mapping[str, str]
    """The id of each article that has one, by its path; drafts have none."""
    minted: frozenset[str]
    """The articles whose id is written down nowhere yet: neither in them nor in the lock."""
    site: Site
    now: datetime
    place: Callable[[str, str], Place]
    """Where in the article at a path the value of a key stands, for findings; the first line when there is no such key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is kept of an article so that articles can be compared without rendering them again."""

    own_links: tuple[OwnLink, ...] = ()
    """The links in its body that lead to the site itself."""
    anchors: tuple[str, ...] = ()
    """What can follow `#` in a link to it."""
    paragraphs: tuple[tuple[int, int], ...] = ()
    """Of each longer paragraph a number that equal ones have in common, and its length."""
    title: Place | None = None
    """Where its title stands; known of those whose id is written down nowhere yet, since it is asked for of all these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLink:
    """A link from an article to the site it belongs to."""

    written: str
    url: str
    """Absolute, without the fragment."""
    fragment: str
    """What follows `#`, decoded; empty when nothing does."""
    place: Place


class ArticleCheck(Protocol):
    """What a check of one article offers."""

    RULES: tuple[Rule, ...]

    @staticmethod
    def check(manuscript: Manuscript) -> Iterable[Diagnostic]:
        """The findings about one article."""


class ProjectCheck(Protocol):
    """What a check of all articles together offers."""

    RULES: tuple[Rule, ...]

    @staticmethod
    def compare(project: Project) -> Iterable[Diagnostic]:
        """The findings about all of them."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of this folder."""

    of_one: tuple[ArticleCheck, ...] = ()
    of_all: tuple[ProjectCheck, ...] = ()
    rules: tuple[Rule, ...] = field(default=())


@cache
def every_check() -> Checks:
    """The checks of this folder, by name; a module whose name begins with `_` is none."""
    names = sorted(each.name for each in iter_modules(__path__) if not each.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return Checks(
        tuple(cast("ArticleCheck", each) for each in modules if hasattr(each, "check")),
        tuple(cast("ProjectCheck", each) for each in modules if hasattr(each, "compare")),
        tuple(rule for each in modules for rule in each.RULES),
    )


def check(manuscript: Manuscript) -> list[Diagnostic]:
    """What all checks of one article find in it, in no order; of each check the first hundred findings."""
    return [
        _on_one_line(found) for each in every_check().of_one for found in islice(each.check(manuscript), MAX_FINDINGS)
    ]


def compare(project: Project) -> list[Diagnostic]:
    """What all checks of articles together find, in no order."""
    return [_on_one_line(found) for each in every_check().of_all for found in each.compare(project)]


def _on_one_line(found: Diagnostic) -> Diagnostic:
    """What is quoted in a message may go over several lines, as the value of an attribute may."""
    return found if found.message.isprintable() else replace(found, message=one_line(found.message))
