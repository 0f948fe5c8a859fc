"""What is told of what was found, by the rules of the configuration and the comments in articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from feedkit.config import Config
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.policy import Policy, applied
from feedkit.policy.comments import Comment, comments_in, silenced
from feedkit.sources.article_files import read_text

Tell = Callable[[Iterable[Diagnostic]], list[Diagnostic]]


def told(project: Path, config: Config, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that are told; the comments of files without findings are not read, nor is it told what is wrong with any."""
    policy = config.rules.policy
    kept = applied(policy, found)
    root = project / config.content.dir
    comments: list[Comment] = []
    for path in sorted({each.place.path for each in kept}):
        if (project / path).is_relative_to(root):
            comments += comments_of(project / path, path, config.content.max_bytes)
    return _without_remarks(silenced(kept, comments, examined=nothing), kept) if comments else kept


def _without_remarks(after: list[Diagnostic], before: list[Diagnostic]) -> list[Diagnostic]:
    known = set(before)
    return [each for each in after if each in known]


def comments_of(file: Path, path: str, max_bytes: int) -> tuple[Comment, ...]:
    """The comments in a file; none when it cannot be read."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(max_bytes + 1)
    except (OSError, ValueError):
        return ()
    return comments_in(read_text(raw), path) if b"feedkit:" in raw and len(raw) <= max_bytes else ()


def nothing(rule: Rule, path: str) -> bool:  # noqa: ARG001  (as `silenced` wants it)
    """Whether a rule was looked for: never."""
    return False


def told_with_comments(
    policy: Policy, found: Iterable[Diagnostic], comments: Iterable[Comment], *, examined: Callable[[Rule, str], bool]
) -> list[Diagnostic]:
    """The findings that are told, with what is wrong with the comments; `examined` is as `silenced` wants it."""
    kept, comments = applied(policy, found), list(comments)
    if not comments:
        return kept
    after = silenced(kept, comments, examined=examined)
    known = set(kept)
    wrong = applied(policy, [each for each in after if each not in known])
    return [*(each for each in after if each in known), *wrong]
