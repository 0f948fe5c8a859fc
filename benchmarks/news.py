"""Articles of a made-up newspaper, in no generator's dialect yet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import grammar
import prose
from dice import Dice

NEWEST = datetime(2026, 3, 31, 20, tzinfo=UTC)
STEP = timedelta(hours=4)
OFFSETS = (0, 0, 0, 60, 120, -300, -480, 330, 345, 540)
"""Minutes east of UTC in which dates are written."""
SHARE_OF_DRAFTS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What decides the feeds an article is in, and its place there."""

    date: datetime
    draft: bool
    authors: tuple[str, ...]
    category: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How the front matter of an article is written, where a generator leaves the choice."""

    quotes: bool
    """Every scalar is quoted, the date too."""
    flow: bool
    """Lists and mappings stand in one line."""
    folded: bool
    """The summary is a folded block."""
    comment: str
    """A YAML comment, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article."""

    slug: str
    title: str
    labels: Labels
    updated: datetime | None
    summary: tuple[str, ...]
    """One or two sentences."""
    image_url: str
    image_alt: str
    body: str
    """Markdown."""
    spelling: Spelling

    @property
    def path(self) -> str:
        """Where the article lies, by its date as written."""
        return f"{self.labels.date:%Y/%m/%d}/{self.slug}.md"


def labels(seed: int, number: int) -> Labels:
    """The labels of article `number`, 0 being the newest: cheap, for those who only count."""
    dice = Dice(f"{seed}/{number}/labels")
    date = NEWEST - STEP * number + timedelta(seconds=dice.between(0, 3_000))
    return Labels(
        date=date.astimezone(timezone(timedelta(minutes=dice.one(OFFSETS)))),
        draft=dice.chance(SHARE_OF_DRAFTS),
        authors=tuple(dice.some(grammar.AUTHORS, 2 if dice.chance(0.12) else 1)),
        category=dice.one(grammar.CATEGORIES),
        tags=tuple(dice.some(grammar.TAGS, dice.between(2, 5))),
    )


def article(seed: int, number: int) -> Article:
    """Article `number` of the corpus with this seed, 0 being the newest."""
    dice = Dice(f"{seed}/{number}/article")
    known = labels(seed, number)
    title = _title(dice)
    return Article(
        slug=f"{_slug(title)}-{number:06d}",
        title=title,
        labels=known,
        updated=known.date + timedelta(minutes=dice.between(20, 5_000)) if dice.chance(0.2) else None,
        summary=tuple(_summary_sentence(dice) for _ in range(dice.between(1, 2))),
        image_url=f"https://pictures.example.org/{known.date:%Y/%m}/{grammar.phrase('file', dice)}-{number}.jpg",
        image_alt=prose.picture_alt(dice),
        body=prose.body(dice),
        spelling=Spelling(
            quotes=dice.chance(0.2),
            flow=dice.chance(0.5),
            folded=dice.chance(0.25),
            comment=f"checked by {dice.one(grammar.AUTHORS)}: twice" if dice.chance(0.05) else "",
        ),
    )


def feeds_of(known: Labels, families: tuple[str, ...]) -> list[str]:
    """The feeds of the families `main`, `category`, `tag` and `author` that an article is in once it is published."""
    values = {"main": ("",), "category": (known.category,), "tag": known.tags, "author": known.authors}
    return [f"{family}/{value}" for family in families for value in values[family]]


def feed_sizes(seed: int, count: int, families: tuple[str, ...]) -> Counter[str]:
    """How many published articles there are for each feed."""
    published = (known for number in range(count) if not (known := labels(seed, number)).draft)
    return Counter(feed for known in published for feed in feeds_of(known, families))


def _title(dice: Dice) -> str:
    title = grammar.opened(grammar.phrase("event", dice))
    if dice.chance(0.3):
        title = grammar.opened(dice.one(grammar.TAGS)) + f": {title[0].lower()}{title[1:]}"
    if dice.chance(0.3):
        title += f" {grammar.phrase('where', dice)}"
    if dice.chance(0.05):
        title = f'"{grammar.opened(grammar.phrase("opinion", dice))}": {title}'
    if dice.chance(0.05):
        title += f" — and why it isn't #{dice.between(1, 9)} & last <for now>"
    if dice.chance(0.04):
        title += f" {grammar.phrase('cjk-name', dice)}"
    return f"{title} {grammar.phrase('emoji', dice)}" if dice.chance(0.04) else title


def _slug(title: str) -> str:
    """Up to eight words of the title in ASCII."""
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", letters.replace("'", ""))[:8])


def _summary_sentence(dice: Dice) -> str:
    return grammar.opened(
        f"{grammar.phrase('event', dice)} {grammar.phrase('where', dice)}, {grammar.phrase('aside', dice)}."
    )
