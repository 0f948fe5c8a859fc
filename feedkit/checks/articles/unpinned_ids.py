"""Ids that are written down nowhere yet."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.checks.articles import Project
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place
from feedkit.rules.checking import UNPINNED_ID
from feedkit.yaml_text import quoted

RULES = (UNPINNED_ID,)


def compare(project: Project) -> Iterator[Diagnostic]:
    """One for each article that is out and has an id of this run only."""
    for article in project.articles:
        if article.path in project.minted and article.published <= project.now:
            gist = project.entries.get(article.path)
            place = (gist and gist.title) or project.place(article.path, "title")
            id = project.ids[article.path]
            yield Diagnostic(
                rule=UNPINNED_ID,
                place=place,
                message=f"the id {id} is written down nowhere yet",
                help="run `feedkit build` and commit feedkit.lock",
                fix=_fix(place, id),
            )


def _fix(place: Place, id: str) -> Fix | None:
    """The id in a line of its own above the title, where that stands in a line of its own."""
    if place.column < 8 or place.line < 2:  # no `title: ` before it
        return None
    above = Place(place.path, place.line, 1, place.line, 1)
    return Fix(
        message=f"write `id: {id}`",
        applicability=Applicability.SAFE,
        edits=(Edit(above, f"id: {quoted(id)}\n"),),
    )
