"""What the last check found, so that it is told again at once while nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from feedkit import inputs
from feedkit.article.flat import findings_of, flat_findings
from feedkit.cache import Cache
from feedkit.diagnostics import Diagnostic, Severity
from feedkit.file_states import NOTHING, State, state_of
from feedkit.inputs import Look, Observed, Places, Request
from feedkit.quick_dataclasses import replace


def _kind(request: Request) -> str:
    """Checks of everything and of some files are kept side by side: who works on an article asks for both in turn."""
    return "checked" if request.choices.get("files") is None else "checked-files"


def remember(
    cache: Cache,
    request: Request,
    places: Places,
    observed: Observed,
    found: tuple[Diagnostic, ...],
    articles: int,
    span: tuple[float, float],
) -> None:
    """Keep what was found when everything was as `observed`, for the moments of the span."""
    value = {
        "places": {name: getattr(places, name) for name in Places.__slots__},
        **inputs.inputs_of(request, places, observed),
        "span": span,
        "articles": articles,
        "asked": _asked(request),
        "found": flat_findings(found),
        "severities": [each.severity.value for each in found],
    }
    cache.keep(_kind(request), observed.basis, value)


def recalled(
    cache: Cache, request: Request, now: Callable[[str], float], meanwhile: Callable[[], object] = lambda: None
) -> tuple[tuple[list[Diagnostic], int] | None, Look | None]:
    """What was found and in how many articles, if the same would be found again; None when that is not sure.

    With it comes the look at all files that was taken, if one was. `now` gives the Unix time that counts as now, for the
    name of the site's zone. When it is sure already that something has changed, `meanwhile` is called while the look is taken.
    """
    basis, seen = inputs.basis_of(request), None
    kept: Any = cache.load(_kind(request), basis) if basis else None
    try:
        if kept is None:
            return None, None
        places = Places(**kept["places"])
        since, until = kept["span"]
        if not since <= now(places.zone) < until:
            return None, None
        if kept["asked"] == _asked(request):
            seen = inputs.look(request, places)
        else:
            seen = inputs.look_aside(request, places, meanwhile)
        if not inputs.same_inputs(request, seen, kept):
            return None, seen
        found = zip(findings_of(kept["found"]), map(Severity, kept["severities"]), strict=True)
        return ([_weighed(each, severity) for each, severity in found], kept["articles"]), seen
    except (OSError, ValueError, KeyError, TypeError):  # of another version, or no longer there
        return None, seen


def _asked(request: Request) -> list[State]:
    """The states of the files that are asked for by name."""
    return [_state(request.project / path) for path in request.choices.get("files") or ()]


def _state(file: Path) -> State:
    try:
        return state_of(file.stat())
    except OSError:
        return NOTHING


def _weighed(found: Diagnostic, severity: Severity) -> Diagnostic:
    return found if found.severity is severity else replace(found, rule=replace(found.rule, severity=severity))
