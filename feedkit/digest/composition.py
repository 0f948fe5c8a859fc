"""The daily edition as a mail: HTML and plain text from the same entries, in the same order.

The templates `edition.html.jinja` and `edition.txt.jinja` are given:

| name | what it is |
|--|--|
| `site` | the `Masthead` |
| `edition` | its `id`, `subject`, `preheader`, `url`, and `date` in words |
| `language`, `direction` | the site's language, and `ltr` or `rtl` |
| `start`, `end` | `left` and `right` as the language reads |
| `reason` | why readers get this mail |
| `ours` | the language of our own words, which is not the site's where there is no catalogue for that |
| `lead` | the first `Story` |
| `sections` | the other stories by category, each a `Section` |
| `most_read` | the stories with most views; empty when they were not counted |
| `more` | older stories of the same categories, each a `Section` |
| `tools`, `authors`, `corrections` | links, people, and what was put right in earlier entries |
| `pictures` | whether small pictures are wanted |
| `left_out` | how many entries are on the web only |
| `recipient` | a token for each value of the recipient, as `recipient.unsubscribe_url` |
| `dot` | what stands between the parts of a line |
| `say`, `count` | functions: our own words by their key |
| `wrap`, `columns` | in plain text: functions that break lines and measure them |

In the HTML, `<style>` is written into the elements by premailer; see `feedkit/digest/inlining.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo

from feedkit import rendering
from feedkit.characters import cut, one_line, without_forbidden
from feedkit.digest import stories
from feedkit.digest.fitting import Measure, fit
from feedkit.digest.inlining import MAIL, Inliner
from feedkit.digest.pictures import Picture, Sizes, in_mail, picture
from feedkit.digest.plans import Correction
from feedkit.digest.stories import Reporter, Section, Story
from feedkit.digest.wording import Wording, wording
from feedkit.digest.wrapping import columns, wrap
from feedkit.message.bodies import encoded_length
from feedkit.message.tokens import by_name
from feedkit.model import Edition, Entry, Feed, Image, Person
from feedkit.quick_dataclasses import dataclass, field

TEXT = "edition.txt.jinja"

_PREHEADER = (40, 110)
_AVATAR = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What every edition says of the publication."""

    title: str
    url: str
    zone: tzinfo
    archive_url: str
    """The address of the list of all editions."""
    description: str = ""
    language: str = "en"
    """BCP 47."""
    icon_url: str = ""
    """A small square picture."""
    feeds: tuple[Feed, ...] = ()
    """The feeds that the web edition announces."""
    postal_address: str = ""
    """The law of many countries wants one in every mail."""
    reason: str = ""
    """Why readers get this mail; when empty, that they subscribed to it."""
    preferences: bool = True
    """Whether readers have a page where they say what they want."""
    link_parameters: Mapping[str, str] = field(default_factory=dict)
    """Added to the links to articles, as `utm_source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who wrote in the edition."""

    person: Person
    avatar: Picture | None


def compose(
    masthead: Masthead,
    *,
    id: str,
    date: date,
    cutoff: datetime,
    entries: Sequence[Entry],
    url: str,
    templates: Mapping[str, str],
    more: Sequence[Entry] = (),
    earlier: frozenset[str] = frozenset(),
    linked: frozenset[str] = frozenset(),
    corrections: Sequence[Correction] = (),
    sizes: Sizes | None = None,
    encoded_size: Callable[[str], int] | None = None,
    folder: str = "templates",
) -> Edition:
    """The edition of these entries, the first of which is the lead story and gives the mail its subject.

    `url` is the address of the web edition. `more` are older entries of the same categories. `earlier` and `linked`
    hold ids: of entries that came too late for the edition before, and of those that are on the web only. `sizes`
    are the widths and heights of pictures in pixels. `encoded_size` says how many bytes of a message HTML takes.
    The mail fits into what Gmail shows. The entries of an edition, given again, make the same mail. Raises `TemplateError` when a template is at fault, ValueError without entries.
    """
    if not entries:
        raise ValueError("an edition needs an entry")
    entries = stories.arranged(entries)
    shown = [entry for entry in entries if entry.id not in linked] or entries[:1]
    press = _Press(
        masthead=masthead,
        wording=wording(masthead.language, masthead.zone),
        entries=tuple(shown),
        left_out=len(entries) - len(shown),
        more=tuple(more),
        corrections=tuple(corrections),
        earlier=earlier,
        sizes=sizes or {},
        url=url,
        id=id,
        date=date,
        templates=templates,
        folder=folder,
    )
    inliner = Inliner()

    def html(measure: Measure) -> str:
        return inliner.inline(press.render(MAIL, measure))

    mail = fit(html, len(shown), encoded_size or _encoded_size)
    return Edition(
        id=id,
        date=date,
        cutoff=cutoff,
        subject=press.subject,
        preheader=press.preheader,
        url=url,
        archive_url=masthead.archive_url,
        language=masthead.language,
        entries=tuple(entries),
        html=mail.html,
        text=press.render(TEXT, mail.measure),
    )


def spoken(masthead: Masthead, wording: Wording) -> dict[str, object]:
    """What templates are given of the publication and of the language it is in."""
    direction = rendering.direction(masthead.language)
    right_to_left = rendering.direction(wording.language) == "rtl"
    return {
        "site": masthead,
        "language": masthead.language,
        "direction": direction,
        "start": "right" if direction == "rtl" else "left",
        "end": "left" if direction == "rtl" else "right",
        "ours": wording.language,
        "reason": one_line(masthead.reason) or wording.say("reason", title=masthead.title),
        # Between names in Latin letters and numbers Arabic needs to be told which way it runs.
        "dot": "\u200f\xa0· " if right_to_left else "\xa0· ",
        "say": wording.say,
        "count": wording.count,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """Renders the templates of one edition at any measure."""

    masthead: Masthead
    wording: Wording
    entries: tuple[Entry, ...]
    """In the order of the edition."""
    left_out: int
    more: tuple[Entry, ...]
    corrections: tuple[Correction, ...]
    earlier: frozenset[str]
    sizes: Sizes
    url: str
    id: str
    date: date
    templates: Mapping[str, str]
    folder: str

    @property
    def subject(self) -> str:
        """The title of the lead story."""
        return one_line(without_forbidden(self.entries[0].title))

    @property
    def preheader(self) -> str:
        """What the edition has besides its subject, in 40 to 110 characters where there is so much to say."""
        others = " · ".join(one_line(entry.title) for entry in self.entries[1:])
        offered = [
            self.wording.say("also_in", titles=others) if others else "",
            one_line(self.entries[0].summary),
            one_line(self.masthead.description),
            f"{one_line(self.masthead.title)}, {self.wording.day(self.date)}",
        ]
        found = ""
        for text in offered:
            if text and text.casefold() != self.subject.casefold() and len(found) < _PREHEADER[0]:
                found += f" · {text}" if found else text
        return cut(found, _PREHEADER[1])

    def render(self, template: str, measure: Measure) -> str:
        """The text of a template, without characters that mail programs stumble over, ended by a line end."""
        text = rendering.render(template, self.templates, self._context(measure), folder=self.folder)
        return without_forbidden(text).rstrip() + "\n"

    def _context(self, measure: Measure) -> dict[str, object]:
        entries = stories.newest(self.entries, measure.entries)
        chosen = self._stories(entries, measure)
        return spoken(self.masthead, self.wording) | {
            "edition": {
                "id": self.id,
                "subject": self.subject,
                "preheader": self.preheader,
                "url": self.url,
                "date": self.wording.day(self.date),
            },
            "lead": chosen[0],
            "sections": stories.sections(chosen, self.wording),
            **self._extras(entries, measure),
            "corrections": self.corrections,
            "pictures": measure.small_pictures,
            "left_out": self.left_out + len(self.entries) - len(entries),
            "recipient": by_name(),
            "wrap": wrap,
            "columns": columns,
        }

    def _stories(self, entries: Sequence[Entry], measure: Measure) -> list[Story]:
        reporter = self._reporter
        lead = reporter.story(entries[0], width=stories.LEAD_WIDTH * measure.lead_picture, summary=measure.summary)
        others = [
            reporter.story(entry, width=stories.THUMBNAIL_WIDTH * (number < measure.pictures), summary=measure.summary)
            for number, entry in enumerate(entries[1:])
        ]
        return [lead, *others]

    def _extras(self, entries: Sequence[Entry], measure: Measure) -> dict[str, object]:
        """What is not of the day; all of it empty when the measure has no room for it."""
        wanted = measure.extras
        people = stories.people(entries) if wanted else []
        return {
            "most_read": [self._reporter.story(each) for each in stories.most_read([*entries, *self.more])]
            if wanted
            else [],
            "more": self._more(measure) if wanted else [],
            "tools": stories.tools(entries) if wanted else [],
            "authors": [
                Author(person=person, avatar=self._square(person.avatar) if measure.small_pictures else None)
                for person in people
            ],
        }

    def _more(self, measure: Measure) -> list[Section]:
        width = stories.SMALL_WIDTH * measure.small_pictures
        found = []
        for group in stories.older(self.more, self.entries):
            told = tuple(self._reporter.story(entry, width=width, summary=measure.summary or 140) for entry in group)
            category = told[0].kicker
            say = self.wording.say
            title = say("more_of", category=category) if category else say("more_here", title=self.masthead.title)
            found.append(Section(title=title, stories=told, kickers=False))
        return found

    @property
    def _reporter(self) -> Reporter:
        return Reporter(
            wording=self.wording,
            language=self.masthead.language,
            earlier=self.earlier,
            sizes=self.sizes,
            parameters=self.masthead.link_parameters,
        )

    def _square(self, image: Image | None) -> Picture | None:
        image = in_mail(image)
        return picture(image, _AVATAR, {image.url: self.sizes.get(image.url, (1, 1))}) if image else None


def _encoded_size(html: str) -> int:
    return encoded_length(html, is_html=True)
