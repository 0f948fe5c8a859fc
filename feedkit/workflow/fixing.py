"""Fixes of articles, kept only if they do what they promise: the article can still be read, and the finding is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path

from feedkit.diagnostics import Applicability, Diagnostic, Fix, Severity
from feedkit.exceptions import FileError
from feedkit.mending import mended
from feedkit.quick_dataclasses import dataclass
from feedkit.whole_files import write_atomically
from feedkit.workflow.found import FixedFile
from feedkit.workflow.inspection import Inspector
from feedkit.workflow.looks import Inspection

PASSES = 10
Tell = Callable[[Inspection], list[Diagnostic]]
"""The findings of a look that are told."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the bytes of an article gives."""

    readable: bool
    told: list[Diagnostic]


Look = Callable[[bytes], Seen]


def fix_articles(
    inspector: Inspector, told: Iterable[Diagnostic], tell: Tell, *, unsafe: bool, only: Collection[str] | None
) -> list[FixedFile]:
    """The articles with what could be mended of the findings `told`; nothing is written."""
    if not inspector.mends:
        return []
    by_path: dict[str, list[Diagnostic]] = {}
    for each in told:
        if may_be_made(each, unsafe=unsafe):
            by_path.setdefault(each.place.path, []).append(each)
    prefix = f"{inspector.desk.catalog.publication.folder}/"
    fixed = []
    for path in sorted(by_path):
        if path.startswith(prefix) and (only is None or path in only):
            name = path.removeprefix(prefix)
            before = inspector.reader.raw(name)
            after, fixes = _fix(partial(_look, inspector, tell, name), before, by_path[path], unsafe=unsafe)
            if after != before:
                fixed.append(FixedFile(path=path, before=before, after=after, fixes=fixes))
    return fixed


def write(fixed: Iterable[FixedFile], project: Path) -> None:
    """Write the mended articles, each whole or not at all. Raises FileError; what somebody has changed since is left alone."""
    for each in fixed:
        file = (project / each.path).resolve()
        try:
            now = file.read_bytes()
        except OSError as error:
            raise FileError(f"{each.path} cannot be read: {error.strerror}") from error
        if now != each.before:
            raise FileError(f"{each.path} was changed in the meantime", help="run the command again")
        write_atomically(file, each.after)


def _look(inspector: Inspector, tell: Tell, name: str, raw: bytes) -> Seen:
    seen = inspector.inspect_bytes(name, raw)
    return Seen(seen.article is not None, tell(seen))


def may_be_made(each: Diagnostic, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made, in its own file."""
    fix = each.fix
    if fix is None or (fix.applicability is Applicability.UNSAFE and not unsafe):
        return False
    return all(edit.place.path == each.place.path for edit in fix.edits)


def _fix(look: Look, raw: bytes, told: Iterable[Diagnostic], *, unsafe: bool) -> tuple[bytes, int]:
    """The bytes after at most ten passes, and how many fixes were made."""
    total = 0
    own = {each.rule.code for each in look(raw).told}
    compared = [each.fix for each in told if each.rule.code not in own and each.fix is not None]
    if compared:  # found by comparing articles: whether they are gone, the next run tells
        candidate, made = mended(raw, compared)
        if made and _is_sound(look(raw), look(candidate), ()):
            raw, total = candidate, len(made)
    for _ in range(PASSES):
        now = look(raw)
        wanted = {each.fix: each for each in now.told if each.fix is not None and may_be_made(each, unsafe=unsafe)}
        raw, count = _step(look, raw, now, wanted)
        if not count:
            break
        total += count
    return raw, total


def _step(look: Look, raw: bytes, now: Seen, wanted: Mapping[Fix, Diagnostic]) -> tuple[bytes, int]:
    """One pass: all fixes at once if that does what it should, else the first one that does."""
    for fixes in [list(wanted), *([each] for each in wanted)]:
        candidate, made = mended(raw, fixes)
        if made and candidate != raw and _is_sound(now, look(candidate), [wanted[each] for each in made]):
            return candidate, len(made)
    return raw, 0


def _is_sound(before: Seen, after: Seen, gone: Collection[Diagnostic]) -> bool:
    """Whether the article can be read if it could before, the findings are gone, and none are new.

    Where more is read than before, since the article could not be read at all or its author's word is replaced by what
    was probably meant, more may be found; then only errors may not be new.
    """
    left = Counter(each.rule.code for each in before.told)
    left.subtract(each.rule.code for each in gone)
    opened = after.readable and not before.readable
    unsafe = any(each.fix is not None and each.fix.applicability is Applicability.UNSAFE for each in gone)
    watched = {each.rule.code for each in gone}
    watched |= {each.rule.code for each in after.told if not (opened or unsafe) or each.severity is Severity.ERROR}
    now = Counter(each.rule.code for each in after.told)
    return (after.readable or not before.readable) and all(now[code] <= left[code] for code in watched)
