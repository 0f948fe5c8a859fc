"""Entries as the templates of an edition see them: every line of text ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedkit import rendering
from feedkit.characters import cut, one_line
from feedkit.digest.links import tagged
from feedkit.digest.pictures import Picture, Sizes, in_mail, picture
from feedkit.digest.wording import Wording
from feedkit.model import Entry, Link, Person
from feedkit.quick_dataclasses import dataclass, field

LEAD_WIDTH = 552
"""Pixels: the whole width of the text of a mail."""
THUMBNAIL_WIDTH = 160
SMALL_WIDTH = 96
MORE_OF_A_SECTION = 6
"""How many older entries of a section are named."""
MOST_READ = 5
TOOLS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An entry of an edition. Texts are plain; what there is nothing to say of is empty."""

    entry: Entry
    url: str
    title: str
    summary: str
    kicker: str
    """The category."""
    byline: str
    """As `By Ana Writer`."""
    date: str
    """In the site's zone and language."""
    reading_time: str
    views: str
    comments: Link | None
    """Where to talk about it, called as `3 comments`."""
    recording: Link | None
    """Where to listen to it, called as `Listen (3:07)`."""
    picture: Picture | None
    earlier: bool
    """Whether it came out before the edition before this one, and too late for it."""
    language: str
    """BCP 47; empty when it is the site's."""
    direction: str
    """`ltr` or `rtl`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories under one heading."""

    title: str
    stories: tuple[Story, ...]
    kickers: bool
    """Whether each story shows its category; the heading says it else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Makes stories of entries, all in one way."""

    wording: Wording
    language: str
    """The site's."""
    earlier: frozenset[str] = frozenset()
    sizes: Sizes = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Added to the addresses of articles."""
    for_mail: bool = True
    """Whether pictures are left out that mail programs would not load."""

    def story(self, entry: Entry, *, width: int = 0, summary: int | None = None) -> Story:
        """The entry with its picture so many pixels wide (0: none) and its summary cut to so many characters."""
        text = one_line(entry.summary)
        names = [person.name for person in entry.authors if person.name]
        say, count = self.wording.say, self.wording.count
        image = in_mail(entry.image) if self.for_mail else entry.image
        foreign = bool(entry.language) and entry.language.lower() != self.language.lower()
        return Story(
            entry=entry,
            url=tagged(entry.url, self.parameters),
            title=one_line(entry.title),
            summary=text if summary is None else cut(text, summary),
            kicker=one_line(entry.category),
            byline=say("byline", names=self.wording.names(names)) if names else "",
            date=self.wording.moment(entry.published),
            reading_time=count("reading_time", entry.reading_time),
            views="" if entry.views is None else count("views", entry.views),
            comments=self._comments(entry),
            recording=self._recording(entry),
            picture=picture(image, width, self.sizes) if width else None,
            earlier=entry.id in self.earlier,
            language=entry.language if foreign else "",
            direction=rendering.direction(entry.language or self.language),
        )

    def _comments(self, entry: Entry) -> Link | None:
        if entry.comments is None:
            return None
        number = entry.comments.count
        title = self.wording.say("comments_open") if number is None else self.wording.count("comments", number)
        return Link(url=entry.comments.url, title=title)

    def _recording(self, entry: Entry) -> Link | None:
        found = next((each for each in entry.enclosures if each.media_type.startswith("audio/")), None)
        if found is None:
            return None
        seconds = found.duration
        time = "" if seconds is None else f" ({seconds // 60}:{seconds % 60:02})"
        return Link(url=found.url, title=self.wording.say("listen") + time)


def arranged(entries: Sequence[Entry]) -> list[Entry]:
    """The lead story first, then category by category: the lead's, then in the order in which they first come up."""
    order: dict[str, int] = {}
    for entry in entries:
        order.setdefault(_category(entry), len(order))
    return sorted(entries, key=lambda entry: order[_category(entry)])


def newest(entries: Sequence[Entry], number: int) -> list[Entry]:
    """The lead story and the newest others, so many in all, in the order they have."""
    others = sorted(entries[1:], key=lambda entry: (entry.published, entry.id), reverse=True)
    kept = {entry.id for entry in (*entries[:1], *others[: max(0, number - 1)])}
    return [entry for entry in entries if entry.id in kept]


def sections(stories: Sequence[Story], wording: Wording) -> tuple[Section, ...]:
    """The stories after the lead by category; under one common heading when there is one category only."""
    rest = stories[1:]
    categories = dict.fromkeys(story.kicker.casefold() for story in stories)
    if not rest:
        return ()
    if len(categories) == 1:
        return (Section(title=wording.say("also"), stories=tuple(rest), kickers=True),)
    found = []
    for category in categories:
        members = tuple(story for story in rest if story.kicker.casefold() == category)
        if members:
            found.append(Section(title=members[0].kicker or wording.say("also"), stories=members, kickers=False))
    return tuple(found)


def older(more: Sequence[Entry], entries: Sequence[Entry]) -> list[list[Entry]]:
    """The older entries by category, in the order in which the edition's categories come up; a few of each."""
    chosen = {entry.id for entry in entries}
    groups: dict[str, list[Entry]] = {_category(entry): [] for entry in entries}
    for entry in more:
        if entry.id not in chosen:
            groups.setdefault(_category(entry), []).append(entry)
    return [group[:MORE_OF_A_SECTION] for group in groups.values() if group]


def most_read(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that most people saw; none when fewer than two were counted."""
    counted = {entry.id: entry for entry in entries if entry.views}
    if len(counted) < 2:
        return []
    return sorted(counted.values(), key=lambda entry: (-(entry.views or 0), entry.id))[:MOST_READ]


def tools(entries: Sequence[Entry]) -> list[Link]:
    """What the entries point to, each address once."""
    found: dict[str, Link] = {}
    for entry in entries:
        for link in entry.related:
            found.setdefault(link.url, link)
    return list(found.values())[:TOOLS]


def people(entries: Sequence[Entry]) -> list[Person]:
    """Those who wrote the entries and of whom there is something to tell, each once."""
    found: dict[str, Person] = {}
    for entry in entries:
        for person in entry.authors:
            if person.bio:
                found.setdefault(person.key or person.name, person)
    return list(found.values())


def _category(entry: Entry) -> str:
    return one_line(entry.category).casefold()
