"""What is told of what was found: which rules count, how much, and where they are silenced.

| module | what it does |
|--|--|
| `selectors` | `FK2`, `FK211`, `script`, `ALL` → the rules they mean |
| `comments` | `feedkit: ignore[FK211]` in articles |
| `baseline` | findings that were there when checking began |

A rule that is an error keeps harm from subscribers. So families, comments and the baseline leave errors alone: an error
is made less only by its full code or name, in feedkit.yml or on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from feedkit.diagnostics import Diagnostic, Rule, Severity
from feedkit.globs import any_of
from feedkit.policy.selectors import weight
from feedkit.quick_dataclasses import dataclass, field, replace

_BY_WORD = {"error": Severity.ERROR, "warn": Severity.WARNING, "info": Severity.INFO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Selectors of rules, by what is to become of their findings. The one that says most exactly which rule wins."""

    select: tuple[str, ...] = ("ALL",)
    """Only these are told, and errors."""
    ignore: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    info: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ignored in files whose path, relative to the project folder, fits a pattern."""
    only: tuple[str, ...] = ()
    """A look at these alone, errors or not; everything when empty."""
    fail_on: Severity | None = Severity.ERROR
    """The least severity that fails; None when nothing does."""


def applied(policy: Policy, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that are told, each as severe as the policy makes it."""
    told = []
    known: dict[tuple[int, tuple[str, ...]], Severity | None] = {}
    for each in (found := list(found)):  # they keep their rules alive, so that these are known by their identity
        key = id(each.rule), _ignored_in(policy, each.place.path) if policy.per_file else ()
        if key not in known:
            known[key] = _severity(policy, each.rule, each.place.path)
        severity = known[key]
        if severity is None:
            continue
        if severity is not each.rule.severity:
            each = replace(each, rule=replace(each.rule, severity=severity))  # noqa: PLW2901
        told.append(each)
    return told


def tells(policy: Policy, rule: Rule, path: str) -> bool:
    """Whether findings of a rule in a file are told."""
    return _severity(policy, rule, path) is not None


def _severity(policy: Policy, rule: Rule, path: str) -> Severity | None:
    """How much a finding of the rule in a file matters; None when it is not told."""
    if policy.only and not any(weight(each, rule) for each in policy.only):
        return None
    ignored = _ignored_in(policy, path)
    best, verdict = 0, rule.severity
    for word, severity in _BY_WORD.items():
        weighs = _weight(getattr(policy, word), rule, guard=severity is not Severity.ERROR)
        if weighs > best:
            best, verdict = weighs, severity
    if _weight((*policy.ignore, *ignored), rule, guard=True) >= max(best, 1):
        return None
    if verdict is not Severity.ERROR and not any(weight(each, rule) for each in policy.select):
        return None
    return verdict


def _weight(selectors: Iterable[str], rule: Rule, *, guard: bool) -> int:
    """How exactly the selectors name the rule; 0 when they do not, or when they may not, since it is an error."""
    heaviest = max((weight(each, rule) for each in selectors), default=0)
    if guard and rule.severity is Severity.ERROR and heaviest < len(rule.code):
        return 0
    return heaviest


def _ignored_in(policy: Policy, path: str) -> tuple[str, ...]:
    return tuple(each for glob, codes in policy.per_file.items() if any_of((glob,)).match(path) for each in codes)
