"""A comparison as a comment of a pull request.

Whatever comes from articles stands in code spans and code blocks whose fences are longer than any in the text: there it is
neither markup nor a link, and names nobody who would be notified (GFM §6.1, §4.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedkit.comparison.changes import Comparison, EntryChange, EntryKind, FeedChange, FeedKind
from feedkit.comparison.wording import (
    FEED_WORDS,
    OUR_WORDS,
    edition_word,
    editions,
    feed_details,
    field_word,
    headline,
    remarks,
    sections,
    short_changes,
    size_word,
    sizes,
    text_changes,
)
from feedkit.comparison.words import Part, Segment

MOST_BYTES = 60_000
"""A comment of GitHub may have 65,536 characters."""
LEAST_BYTES = 10_000
"""Less than this is not worth a comment."""
MARKER = "<!-- feedkit-diff -->"
"""How the workflow finds its own comment again."""
_OPEN = {EntryKind.RENOTIFIED, EntryKind.VANISHED, EntryKind.NEW, EntryKind.REDATED}
_LONGEST = 2_000
_SIGNS = {EntryKind.RENOTIFIED: "🔴", EntryKind.VANISHED: "🔴", EntryKind.LEFT: "🟠", EntryKind.RESURFACED: "🟠", EntryKind.REDATED: "🟡"}  # fmt: skip


def render(comparison: Comparison, most_bytes: int = MOST_BYTES) -> str:
    """The comment, in no more than `most_bytes` bytes of UTF-8; says what was left out."""
    blocks = [
        MARKER,
        "### What subscribers will see",
        f"**{headline(comparison)}**",
        f"Compared with {code(comparison.base)}.",
    ]
    blocks += [f"> {code(each)}" for each in comparison.notes]
    details = [*_details(comparison)]
    room = most_bytes - 400
    left_out = 0
    used = sum(_size(each) for each in blocks)
    for block in details:
        if used + _size(block) > room:
            left_out += 1
            continue
        blocks.append(block)
        used += _size(block)
    if left_out:
        blocks.append(
            f"… and {left_out} more part{'s' if left_out > 1 else ''}; the whole is in the HTML report, or run `feedkit diff`."
        )
    return "\n\n".join(blocks) + "\n"


def code(text: str) -> str:
    """The text as a code span, on one line, whatever is in it."""
    flat = " ".join(_printable(text).split()) or " "
    if len(flat) > _LONGEST:
        flat = flat[:_LONGEST] + "…"
    fence = "`" * (max((len(each) for each in re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def block(lines: Iterable[str], language: str = "diff") -> str:
    """The lines as a code block."""
    text = "\n".join(" ".join(_printable(each).split(" ")) for each in lines)
    fence = "`" * max(3, max((len(each) for each in re.findall("`+", text)), default=0) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _printable(text: str) -> str:
    """Without characters that turn the direction of what follows, and without line ends."""
    return "".join(each if each.isprintable() or each == " " else "\ufffd" for each in re.sub(r"\s", " ", text))


def _size(text: str) -> int:
    return len(text.encode()) + 2


def _details(comparison: Comparison) -> Iterator[str]:
    yield from _feeds(comparison)
    for kind, heading, meaning, entries in sections(comparison):
        sign = f"{_SIGNS[kind]} " if kind in _SIGNS else ""
        yield f"#### {sign}{heading}: {len(entries)}\n\n{meaning}"
        if kind is EntryKind.DROPPED:
            yield "\n".join(f"- {code(each.title)}" for each in entries[:20]) + (
                f"\n- … and {len(entries) - 20} more" if len(entries) > 20 else ""
            )
            continue
        yield from (_entry(each, opened=kind in _OPEN) for each in entries)
    if comparison.scheduled:
        lines = [
            f"- {code(each.title)} on {each.published:%Y-%m-%d %H:%M %Z}{_in_edition(each.edition)}"
            for each in comparison.scheduled
        ]
        yield "#### Will come out later\n\n" + "\n".join(lines[:50])
    if mailed := editions(comparison):
        lines = [
            f"- {edition_word(day)}: {', '.join(code(title) for title in titles[:20])}"
            for day, titles in mailed.items()
        ]
        yield "#### Editions\n\n" + "\n".join(lines)
    pages = comparison.pages
    if pages and (pages.added or pages.changed or pages.removed):
        yield f"Pages and files besides the feeds: {len(pages.added)} added, {len(pages.changed)} changed, {len(pages.removed)} removed."


def _in_edition(day: object) -> str:
    return f", mailed with the edition of {day}" if day else ""


def _feeds(comparison: Comparison) -> Iterator[str]:
    changed = comparison.changed_feeds
    if not changed:
        return
    rows = ["| feed | | entries | size |", "|--|--|--|--|"]
    for feed in changed[:40]:
        format, old, new, entries, entries_now = max(sizes(feed), key=lambda each: max(each[1:3]))
        what = ", ".join(f"{number} {kind.value}" for kind, number in feed.counts.items()) or FEED_WORDS[feed.kind]
        if feed.counts and feed.kind is not FeedKind.CHANGED:
            what = f"**{FEED_WORDS[feed.kind]}**, {what}"
        name = code(feed.name).replace("|", "\\|")
        rows.append(
            f"| {name} | {what} | {_then_now(str(entries), str(entries_now))} | {_then_now(size_word(old), size_word(new))} {format} |"
        )
    if len(changed) > 40:
        rows.append(f"| … and {len(changed) - 40} more | | | |")
    yield "\n".join(rows)
    for feed in changed[:40]:
        yield from _about_feed(feed)


def _about_feed(feed: FeedChange) -> Iterator[str]:
    said = list(feed_details(feed))
    if said:
        yield "\n".join(
            [
                f"{code(feed.name)} {FEED_WORDS[feed.kind]}:",
                "",
                *(f"- {sentence.format(*map(code, values))}" for sentence, values in said),
            ]
        )


def _then_now(then: str, now: str) -> str:
    return then if then == now else f"{then} → {now}"


def _entry(entry: EntryChange, *, opened: bool) -> str:
    lines = [f"**{code(entry.title)}**", ""]
    lines += [f"- {label}: {value if label in OUR_WORDS else code(value)}" for label, value in remarks(entry)]
    lines += [
        f"- {field_word(each)}: {code(each.before or '(none)')} → {code(each.after or '(none)')}"
        for each in short_changes(entry)
    ]
    texts = list(text_changes(entry))
    lines += [f"- {field_word(each)}: only the markup changed" for each, words in texts if not words]
    shown = [part for each, words in texts if words for part in (f"@@ {each.name} @@", *_lines(words))]
    if not shown:
        return "\n".join(lines)
    fenced = block(shown)
    if opened:
        return "\n".join([*lines, "", fenced])
    return "\n".join([*lines, "", "<details><summary>what changed</summary>", "", fenced, "", "</details>"])


def _lines(words: tuple[Segment, ...]) -> Iterator[str]:
    """Then and now as lines of a patch; marked words stand between brackets."""
    old = "".join(
        f"[-{each.text}-]" if each.part is Part.DELETED else each.text
        for each in words
        if each.part is not Part.INSERTED
    )
    new = "".join(
        f"{{+{each.text}+}}" if each.part is Part.INSERTED else each.text
        for each in words
        if each.part is not Part.DELETED
    )
    if any(each.part is not Part.INSERTED for each in words):
        yield f"- {old[:_LONGEST]}{'…' if len(old) > _LONGEST else ''}"
    if any(each.part is not Part.DELETED for each in words):
        yield f"+ {new[:_LONGEST]}{'…' if len(new) > _LONGEST else ''}"
