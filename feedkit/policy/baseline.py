"""The baseline: findings that were there when checking began, so that only new ones are told.

A finding is known by its rule, its file and the words of its line, not by the number of the line; so it is known again
when lines above it come and go. Errors are never in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from feedkit.diagnostics import Diagnostic, Place, Severity
from feedkit.rules import checking as rules

FILE = "feedkit-baseline.json"
"""Relative to the project folder; to be committed."""
Lines = Callable[[Place], str | None]
"""What reads the line a place begins in."""
Key = tuple[str, str, str]
"""File, code and fingerprint."""
_NUMBER = re.compile(r"[0-9][0-9,.]*")


def fingerprint(found: Diagnostic, line: str | None) -> str:
    """Sixteen hexadecimal digits that stay the same while the finding moves up and down in its file."""
    words = " ".join((line or "").split()) if found.place.line else ""
    anchor = words or _NUMBER.sub("#", found.message)
    told = f"{found.rule.code}\0{found.place.path}\0{anchor}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def written(found: Iterable[Diagnostic], lines: Lines) -> str:
    """The text of a baseline of these findings, those that are errors left out; one line each, sorted."""
    rows = sorted(
        (each.place.path, each.rule.code, fingerprint(each, lines(each.place)), each.message)
        for each in found
        if each.severity is not Severity.ERROR and each.rule is not rules.STALE_BASELINE
    )
    shown = [
        json.dumps(dict(zip(("file", "code", "fingerprint", "message"), row, strict=True)), ensure_ascii=False)
        for row in rows
    ]
    body = ",\n".join(shown)
    return f'{{"version": 1, "findings": [\n{body}\n]}}\n' if shown else '{"version": 1, "findings": []}\n'


def read(text: str, path: str) -> tuple[Mapping[Key, list[int]], list[Diagnostic]]:
    """The findings of a baseline with the lines they stand in, from 1; or why it cannot be read."""
    try:
        said: Any = json.loads(text)
        rows = [(each["file"], each["code"], each["fingerprint"]) for each in said["findings"]]
        if said["version"] != 1 or not all(isinstance(word, str) for row in rows for word in row):
            raise ValueError("it is of another version")  # noqa: TRY301
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = f"the baseline cannot be read: {error}"
        place = Place(path, line, column, line, column + 1)
        return {}, [Diagnostic(rule=rules.UNREADABLE_BASELINE, place=place, message=message)]
    known: dict[Key, list[int]] = {}
    numbered = [number for number, line in enumerate(text.split("\n"), start=1) if '"fingerprint"' in line]
    for index, row in enumerate(rows):
        known.setdefault(row, []).append(numbered[index] if len(numbered) == len(rows) else 1)
    return known, []


def unknown(
    found: Iterable[Diagnostic],
    known: Mapping[Key, list[int]],
    lines: Lines,
    *,
    path: str,
    examined: Callable[[str, str], bool],
) -> list[Diagnostic]:
    """The findings that are not in the baseline, and what is in it and was not found.

    `examined` says whether findings of a code in a file would be among those given.
    """
    left = Counter({key: len(numbers) for key, numbers in known.items()})
    kept = []
    for each in found:
        key = (each.place.path, each.rule.code, fingerprint(each, lines(each.place)))
        if each.severity is not Severity.ERROR and left[key] > 0:
            left[key] -= 1
        else:
            kept.append(each)
    for (file, code, mark), count in left.items():
        if count > 0 and examined(file, code):
            for line in known[file, code, mark][-count:]:
                message = f"{code} is found no more in {file}"
                kept.append(
                    Diagnostic(
                        rule=rules.STALE_BASELINE,
                        place=Place(path, line, 1, line, 1),
                        message=message,
                        help="run `feedkit check --add-baseline`",
                    )
                )
    return kept
