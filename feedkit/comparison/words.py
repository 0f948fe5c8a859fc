"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from feedkit.quick_dataclasses import dataclass

MOST_EDITS = 400
"""Beyond so many words that came or went, what lies between the first and the last is shown as replaced."""

# Words and the blanks between them; scripts without blanks go character by character.
_TOKEN = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\u0e00-\u0eff]|\s+|\w[^\W\u0e00-\u0eff\u2e80-\u9fff]*(?:['’]\w+)*|[^\w\s]"
)


class Part(Enum):
    """What became of a part of a text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words with one fate."""

    part: Part
    text: str


def compare_words(before: str, after: str) -> tuple[Segment, ...]:
    """The segments that make `before` without the inserted ones and `after` without the deleted ones."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    return _joined([Segment(Part.KEPT, "".join(head)), *middle, Segment(Part.KEPT, "".join(tail))])


def shortened(segments: Sequence[Segment], context: int = 40) -> tuple[Segment, ...]:
    """The segments with no more than `context` characters of what was kept around each change; `…` stands for the rest."""
    made = []
    for number, each in enumerate(segments):
        text = each.text
        first, last = number == 0, number == len(segments) - 1
        if each.part is Part.KEPT and not (first and last):
            most = context if first or last else 2 * context
            if len(text) > most + 1:
                head = "" if first else _cut(text[:context])
                tail = "" if last else _cut(text[-context:], end=True)
                text = f"{head}…{tail}"
        made.append(Segment(each.part, text))
    return tuple(made)


def _cut(text: str, *, end: bool = False) -> str:
    """The text up to a blank, so that no word is cut in two."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    return " " + " ".join(words[1:]) if end else " ".join(words[:-1]) + " "


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Segment]:
    if not old or not new or (kept := common_runs(old, new)) is None:
        return [Segment(Part.DELETED, "".join(old)), Segment(Part.INSERTED, "".join(new))]
    segments = []
    i = k = 0
    for at_old, at_new, length in [*kept, (len(old), len(new), 0)]:
        segments += [Segment(Part.DELETED, "".join(old[i:at_old])), Segment(Part.INSERTED, "".join(new[k:at_new]))]
        segments.append(Segment(Part.KEPT, "".join(old[at_old : at_old + length])))
        i, k = at_old + length, at_new + length
    return _without_islands([each for each in segments if each.text])


def common_runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]] | None:
    """The runs that a shortest edit keeps, each by its start in both and its length; None beyond `MOST_EDITS` edits.

    Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986): its cost grows with the lengths times the edits, whatever
    the texts are made of. That of the standard library takes minutes for two pages of the same word.
    """
    shared = sum((Counter(old) & Counter(new)).values())
    if len(old) + len(new) - 2 * shared > MOST_EDITS:
        return None
    furthest = {1: 0}
    trace = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trace.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
            i = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            k = i - diagonal
            while i < len(old) and k < len(new) and old[i] == new[k]:
                i += 1
                k += 1
            furthest[diagonal] = i
            if i >= len(old) and k >= len(new):
                return _backwards(trace, len(old), len(new))
    return None


def _backwards(trace: Sequence[dict[int, int]], i: int, k: int) -> list[tuple[int, int, int]]:
    runs = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[edits], i - k
        down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
        before = furthest.get(diagonal + 1 if down else diagonal - 1, 0)
        start = before if down else before + 1
        if edits == 0:
            start = 0
        if i > start:
            runs.append((start, start - diagonal, i - start))
        i = before
        k = before - (diagonal + 1 if down else diagonal - 1)
    return runs[::-1]


def _without_islands(segments: Sequence[Segment]) -> list[Segment]:
    """A blank or a comma that happens to stay between two changes is part of the change: that reads better."""
    made: list[Segment] = []
    for number, each in enumerate(segments):
        inside = 0 < number < len(segments) - 1
        if (
            each.part is Part.KEPT
            and inside
            and not any(letter.isalnum() for letter in each.text)
            and len(each.text) < 4
        ):
            made += [Segment(Part.DELETED, each.text), Segment(Part.INSERTED, each.text)]
        else:
            made.append(each)
    return made


def _joined(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Without empty segments; between two kept ones first all that was deleted, then all that was inserted."""
    made: list[Segment] = []
    deleted = inserted = kept = ""
    for each in [*segments, Segment(Part.KEPT, "\0")]:
        if each.part is Part.DELETED:
            deleted += each.text
        elif each.part is Part.INSERTED:
            inserted += each.text
        elif each.text:
            if deleted or inserted:
                made.append(Segment(Part.KEPT, kept))
                made += [Segment(Part.DELETED, deleted), Segment(Part.INSERTED, inserted)]
                deleted = inserted = kept = ""
            kept += each.text
    made.append(Segment(Part.KEPT, kept.removesuffix("\0")))
    return tuple(each for each in made if each.text)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens both begin with."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))
