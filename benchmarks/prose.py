"""The bodies of a corpus: Markdown as people write it, 350 to 850 words long."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import grammar
from dice import Dice

SHORTEST, LONGEST = 375, 745
"""An article ends with the first block that takes it past a number of words between these two."""

FEATURES = {"list": 0.55, "quote": 0.28, "image": 0.22, "code": 0.10, "table": 0.10, "rule": 0.05}
"""What stands between the paragraphs, and in which share of the articles."""


@dataclass(slots=True, kw_only=True)
class Voice:
    """How one article is written, and what has been written of it so far."""

    dice: Dice
    accents: bool
    cjk: bool
    emoji: bool
    notes: bool
    """Whether the article has footnotes."""
    blocks: list[str] = field(default_factory=list)
    words: int = 0
    headings: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    def add(self, block: str) -> None:
        """One more block at the end."""
        self.blocks.append(block)
        self.words += len(block.split())


def body(dice: Dice) -> str:
    """A lead, sections under headings with what stands between paragraphs, and the footnotes."""
    voice = Voice(
        dice=dice, accents=dice.chance(0.3), cjk=dice.chance(0.05), emoji=dice.chance(0.08), notes=dice.chance(0.12)
    )
    waiting = [name for name, share in FEATURES.items() if dice.chance(share)]
    waiting = dice.some(waiting, len(waiting))
    enough = dice.between(SHORTEST, LONGEST)
    voice.add(_paragraph(voice, 2, 3))
    while voice.words < enough:
        voice.add("## " + _heading(voice))
        for _ in range(dice.between(1, 3)):
            voice.add(_paragraph(voice, 2, 4))
            if voice.words >= enough:
                break
        if waiting and voice.words < enough:
            voice.add(_feature(waiting.pop(), voice))
    voice.blocks.extend(f"[^{number}]: {note}" for number, note in enumerate(voice.footnotes, start=1))
    return "\n\n".join(voice.blocks) + "\n"


def _heading(voice: Voice) -> str:
    unused = [heading for heading in grammar.RULES["heading"] if heading not in voice.headings]
    heading = voice.dice.one(unused or grammar.RULES["heading"])
    voice.headings.append(heading)
    return f"{heading} {grammar.phrase('emoji', voice.dice)}" if voice.emoji and voice.dice.chance(0.2) else heading


def _paragraph(voice: Voice, fewest: int, most: int) -> str:
    return " ".join(_sentence(voice) for _ in range(voice.dice.between(fewest, most)))


def _sentence(voice: Voice) -> str:
    dice = voice.dice
    text = grammar.opened(grammar.phrase("sentence", dice))
    if voice.accents and dice.chance(0.1):
        text = f"{text[:-1]}, {grammar.phrase('foreign', dice)}."
    if len(voice.headings) > 1 and not voice.emoji and dice.chance(0.02):
        heading = dice.one(voice.headings[:-1])
        text = f"{text[:-1]} (see [{heading.lower()}](#{_fragment(heading)}))."
    if voice.notes and len(voice.footnotes) < 3 and dice.chance(0.08):
        voice.footnotes.append(grammar.opened(grammar.phrase("figure", dice)) + ".")
        text += f"[^{len(voice.footnotes)}]"
    if voice.cjk and dice.chance(0.15):
        text += " " + grammar.phrase("cjk", dice)
    if voice.emoji and dice.chance(0.08):
        text += " " + grammar.phrase("emoji", dice)
    return text


def _fragment(heading: str) -> str:
    """The id that a heading gets, in the manner of GitHub."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def _feature(name: str, voice: Voice) -> str:
    dice = voice.dice
    match name:
        case "list":
            return _list(dice)
        case "quote":
            return f"> {grammar.opened(grammar.phrase('opinion', dice))}, and {grammar.phrase('event', dice)}.\n>\n> — {dice.one(grammar.AUTHORS)}"
        case "image":
            return f"![{picture_alt(dice)}]({picture_url(dice)})"
        case "code":
            language, code = dice.one(grammar.CODE)
            return f"```{language}\n{code}\n```"
        case "table":
            return _table(dice)
        case _:
            return "* * *"


def _list(dice: Dice) -> str:
    """Numbered or with dashes; a dash may have a list of its own, indented as far as every Markdown wants it."""
    numbered = dice.chance(0.3)
    lines = []
    for number in range(1, dice.between(3, 6) + 1):
        lines.append(("{}. " if numbered else "- ").format(number) + grammar.opened(grammar.phrase("event", dice)))
        if not numbered and dice.chance(0.12):
            lines.extend(f"    - {grammar.phrase('quality', dice)} {grammar.phrase('thing', dice)}" for _ in range(2))
    return "\n".join(lines)


def _table(dice: Dice) -> str:
    rows = [
        f"| {grammar.phrase('table-row', dice)} | {grammar.phrase('count', dice)} | {grammar.phrase('percent', dice)} % |"
        for _ in range(dice.between(3, 5))
    ]
    return "\n".join(["| Where | Cases | Share |", "|---|--:|--:|", *rows])


def picture_alt(dice: Dice) -> str:
    """What a picture shows."""
    return grammar.opened(
        f"the {grammar.phrase('quality', dice)} {grammar.phrase('thing', dice)} {grammar.phrase('where', dice)}"
    )


def picture_url(dice: Dice) -> str:
    """Where a picture lies: on this site or elsewhere."""
    name = grammar.phrase("file", dice)
    return dice.one(
        (
            f"/images/{dice.between(1, 999)}/{name}.jpg",
            f"https://pictures.example.org/{dice.between(1, 99_999)}/{name}.webp",
        )
    )
