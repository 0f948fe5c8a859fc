"""What a comparison says on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.cli.color import Paint
from feedkit.cli.console import table
from feedkit.cli.visible import visible
from feedkit.comparison.changes import Comparison, EntryChange, EntryKind
from feedkit.comparison.wording import (
    FEED_WORDS,
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

_COLORS = {
    EntryKind.RENOTIFIED: "red", EntryKind.VANISHED: "red", EntryKind.LEFT: "yellow", EntryKind.RESURFACED: "yellow",
    EntryKind.REDATED: "yellow", EntryKind.EDITED: "cyan", EntryKind.ENTERED: "green", EntryKind.NEW: "green",
    EntryKind.DROPPED: "bright_black",
}  # fmt: skip
_SIGNS = {EntryKind.RENOTIFIED: "!", EntryKind.VANISHED: "-", EntryKind.LEFT: "<", EntryKind.RESURFACED: "^", EntryKind.REDATED: "@", EntryKind.EDITED: "~", EntryKind.ENTERED: ">", EntryKind.NEW: "+", EntryKind.DROPPED: "."}  # fmt: skip
MOST_ENTRIES = 30
"""So many entries of a section are shown; the other formats have them all."""


def lines(comparison: Comparison, paint: Paint) -> Iterator[str]:
    """The report, line by line."""
    yield paint(headline(comparison), bold=True)
    yield f"Compared with {visible(comparison.base)}."
    yield from (paint(visible(f"Note: {each}"), fg="yellow") for each in comparison.notes)
    for kind, heading, meaning, entries in sections(comparison):
        yield ""
        yield f"{paint(f'{heading}: {len(entries)}', fg=_COLORS[kind], bold=True)}  {paint(meaning, dim=True)}"
        shown = entries[:MOST_ENTRIES]
        for each in shown:
            yield from _entry(each, kind, paint)
        if len(shown) < len(entries):
            yield f"  … and {len(entries) - len(shown)} more"
    yield from _later(comparison, paint)
    yield from _feeds(comparison, paint)


def _entry(entry: EntryChange, kind: EntryKind, paint: Paint) -> Iterator[str]:
    sign = paint(_SIGNS[kind], fg=_COLORS[kind], bold=True)
    texts = list(text_changes(entry))
    title = next((words for field, words in texts if field.name == "title"), None)
    yield f"  {sign} {_words(title, paint) if title else paint(visible(entry.title), bold=True)}"
    if kind is EntryKind.DROPPED:
        return
    for label, value in remarks(entry):
        yield f"      {paint(label + ':', dim=True)} {visible(value)}"
    for each in short_changes(entry):
        old, new = visible(each.before or "(none)"), visible(each.after or "(none)")
        yield f"      {paint(field_word(each) + ':', dim=True)} {paint(old, fg='red')} → {paint(new, fg='green')}"
    for each, words in texts:
        if each.name != "title":
            said = _words(words, paint) if words else "only the markup changed"
            yield f"      {paint(field_word(each) + ':', dim=True)} {said}"


def _words(words: tuple[Segment, ...], paint: Paint) -> str:
    """As `git diff --word-diff` shows them, so that it reads without colours as well."""
    return "".join(_segment(each.part, visible(each.text), paint) for each in words)


def _segment(part: Part, text: str, paint: Paint) -> str:
    if part is Part.KEPT:
        return text
    return paint(f"[-{text}-]", fg="red") if part is Part.DELETED else paint(f"{{+{text}+}}", fg="green")


def _later(comparison: Comparison, paint: Paint) -> Iterator[str]:
    if comparison.scheduled:
        yield ""
        yield paint(f"Will come out later: {len(comparison.scheduled)}", bold=True)
        for each in comparison.scheduled[:MOST_ENTRIES]:
            edition = f", mailed with {edition_word(each.edition)}" if each.edition else ""
            yield f"  {each.published:%Y-%m-%d %H:%M %Z}  {visible(each.title)}{edition}"
    if mailed := editions(comparison):
        yield ""
        yield paint("Editions", bold=True)
        for day, titles in mailed.items():
            yield f"  {day.isoformat()}  {visible('; '.join(titles[:10]))}{f' and {len(titles) - 10} more' if len(titles) > 10 else ''}"


def _feeds(comparison: Comparison, paint: Paint) -> Iterator[str]:
    changed = comparison.changed_feeds
    same = len(comparison.feeds) - len(changed)
    if changed:
        rows = [("FEED", "CHANGE", "ENTRIES", "SIZE")]
        for feed in changed:
            format, old, new, entries, entries_now = max(sizes(feed), key=lambda each: max(each[1:3]))
            counted = ", ".join(f"{number} {kind.value}" for kind, number in feed.counts.items())
            what = "; ".join(
                each
                for each in (
                    FEED_WORDS[feed.kind]
                    if not counted or feed.header or feed.kind.value in ("feed-moved", "feed-removed")
                    else "",
                    counted,
                )
                if each
            )
            rows.append(
                (
                    visible(feed.name),
                    what,
                    _then_now(str(entries), str(entries_now)),
                    f"{_then_now(size_word(old), size_word(new))} ({format})",
                )
            )
        yield ""
        yield table(rows, paint)
        for feed in changed:
            yield from (
                f"  {visible(feed.name)}: {visible(sentence.format(*values))}"
                for sentence, values in feed_details(feed)
            )
    if same:
        yield ""
        yield paint(
            f"{same} feed{'s' if same > 1 else ''} stay{'' if same > 1 else 's'} as {'they are' if same > 1 else 'it is'}.",
            dim=True,
        )
    pages = comparison.pages
    if pages and (pages.added or pages.changed or pages.removed):
        yield paint(
            f"Besides the feeds, {len(pages.added)} pages and files are added, {len(pages.changed)} changed, {len(pages.removed)} removed.",
            dim=True,
        )


def _then_now(then: str, now: str) -> str:
    return then if then == now else f"{then} → {now}"
