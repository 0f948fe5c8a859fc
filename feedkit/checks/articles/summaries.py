"""A summary that was written says more than the title, in a few whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import CODE
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import OVERLONG_SUMMARY, SUMMARY_REPEATS_TITLE, THIN_SUMMARY, TRUNCATED_SUMMARY

RULES = (THIN_SUMMARY, SUMMARY_REPEATS_TITLE, OVERLONG_SUMMARY, TRUNCATED_SUMMARY)
_LEAST = 15
_MOST = 600
_SIGNS = re.compile(r"[\W_]+")
_PLACEHOLDER = re.compile(r"(?:todo|tbd|fixme|summary|description|lorem ipsum)\b[^.]{0,40}[.…]*", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each article."""
    summary = manuscript.article.summary.strip()
    if not summary:
        return
    words = _SIGNS.sub(" ", summary).strip().casefold()
    if words == _SIGNS.sub(" ", manuscript.article.title).strip().casefold():
        yield Diagnostic(
            rule=SUMMARY_REPEATS_TITLE,
            place=manuscript.place("summary"),
            message="the summary says the same as the title",
        )
    elif _PLACEHOLDER.fullmatch(summary) or (len(summary) < _LEAST and summary.isascii()):
        yield Diagnostic(
            rule=THIN_SUMMARY,
            place=manuscript.place("summary"),
            message=f"the summary says no more than `{summary[:60]}`",
        )
    elif len(summary) > _MOST:
        message = f"the summary has {len(summary):,} characters"
        yield Diagnostic(
            rule=OVERLONG_SUMMARY, place=manuscript.place("summary"), message=message, help=f"keep it below {_MOST}"
        )
    elif (rest := _broken_word(summary, manuscript)) is not None:
        message = f"the summary breaks off inside the word `{rest}`"
        yield Diagnostic(
            rule=TRUNCATED_SUMMARY,
            place=manuscript.place("summary"),
            message=message,
            help="leave it away, or end the sentence",
        )


def _broken_word(summary: str, manuscript: Manuscript) -> str | None:
    """The word in which a summary that is the beginning of the text breaks off; None when it does not."""
    if summary[-1] in '.!?”"’»)' and not summary.endswith(".."):
        return None
    beginning = " ".join(summary.rstrip(".…[] ").split())
    if len(beginning) < 60 or not beginning[-1].isalpha() or not beginning[-1].isascii():
        return None
    text = ""
    for block in manuscript.outline().blocks:
        text += f" {block.text}"
        if len(text) > len(beginning) + 200:
            break
    text = " ".join(text.replace(CODE, " ").split())
    at = text.find(beginning)
    after = text[at + len(beginning) :] if at >= 0 else ""
    if not after[:1].isalpha():
        return None
    start = beginning.rfind(" ") + 1
    return beginning[start:] + (re.match(r"[^\W_]*", after) or [""])[0]
