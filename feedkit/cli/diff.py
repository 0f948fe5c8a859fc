"""`feedkit diff`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

if TYPE_CHECKING:
    from feedkit.cli.color import Paint
    from feedkit.comparison import Comparison
    from feedkit.diagnostics import Diagnostic
    from feedkit.workflow.diff import Differences

FORMATS = ("text", "markdown", "html", "json")
ENDINGS = {".txt": "text", ".md": "markdown", ".html": "html", ".json": "json"}
EXAMPLE = """\
feedkit diff                                       # what this branch changes
feedkit diff v1.2 --fail-on renotified,vanished    # ends with 4 if it would disturb subscribers
feedkit diff public/ --out report.html
feedkit diff --published                           # with what is on the web now"""


def _kinds(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that `--fail-on` names. Raises click.BadParameter for others."""
    from feedkit.comparison.changes import FAIL_ON
    from feedkit.suggestions import closest

    kinds = [each.strip() for part in value for each in part.split(",") if each.strip()]
    for each in kinds:
        if each not in FAIL_ON:
            near = closest(each, FAIL_ON)
            raise click.BadParameter(
                f"{each!r} is no kind of change{f'; did you mean {near}?' if near else ''} Known are {', '.join(FAIL_ON)}."
            )
    return tuple(dict.fromkeys(kinds))


def _files(_ctx: click.Context, _param: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files to write. Raises click.BadParameter where the name does not say what they are to be."""
    for each in value:
        if each.suffix not in ENDINGS:
            raise click.BadParameter(f"{each}: its name is to end in {', '.join(ENDINGS)}.")
    return value


@feedkit_command("diff", example=EXAMPLE)
@click.argument("base", metavar="[BASE]", required=False)
@click.option(
    "--published", is_flag=True, help="Compare with what is on the web at the address of the site; uses the network."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="What is printed: text (default), markdown, html or json."
)
@click.option(
    "--out",
    "files",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    callback=_files,
    metavar="FILE",
    help="Write the report to FILE as well: .txt, .md, .html or .json. May be given several times.",
)
@click.option(
    "--fail-on",
    "kinds",
    multiple=True,
    callback=_kinds,
    metavar="KINDS",
    help="End with 4 when there is a change of these kinds: renotified,vanished,feed-moved and so on.",
)
@click.option(
    "--github-summary",
    is_flag=True,
    help="In GitHub Actions, write the report into the summary of the job, and the counts as its outputs.",
)
def command(
    session: Session, base: str | None, published: bool, form: str | None, files: tuple[Path, ...], kinds: tuple[str, ...], github_summary: bool
) -> int:  # fmt: skip
    """Say what subscribers would see if this were published now.

    BASE is what they have so far: a commit, branch or tag, which is built at the same moment, a folder of earlier output, a
    feed, or the address of a feed or, with a slash at its end, of a site. Without BASE it is the commit where this branch
    left the default branch, or the last one. Nothing is written but what --out names, and nothing is fetched unless an
    address or --published is given.
    """
    if published and base:
        raise click.UsageError("BASE and --published are both given; keep one of them")
    if github_summary and not os.environ.get("GITHUB_STEP_SUMMARY"):
        raise click.UsageError("--github-summary is for GitHub Actions, which sets GITHUB_STEP_SUMMARY")
    found, templates = _compared(session, base, published=published)
    if found.comparison is not None:
        _report(session, found.comparison, form, files, templates, github_summary=github_summary)
    return _end(session, found, kinds)


def _compared(session: Session, base: str | None, *, published: bool) -> tuple[Differences, Path]:
    """What has changed, and the folder of the project's own templates."""
    from feedkit.cli.progress import progress
    from feedkit.workflow.diff import Asked, diff
    from feedkit.workflow.selection import BuildOptions

    config = session.load_config()
    options = BuildOptions(now=session.now(config.site.zone))
    watched = session.console.err_terminal and not (session.machine or session.quiet)
    asked = Asked(base=base, published=published)
    with progress(watched=watched, color=session.console.err_color) as report:
        found = diff(session.directory, session.config_file, config, asked, options, os.environ, progress=report)
    return found, Path(config.templates.dir)


def _report(
    session: Session, made: Comparison, form: str | None, files: tuple[Path, ...], templates: Path, *, github_summary: bool
) -> None:  # fmt: skip
    """Write and print the report."""
    from feedkit.cli.color import plain
    from feedkit.whole_files import write_atomically

    for file in files:
        text = _rendered(session, made, ENDINGS[file.suffix], templates, plain)
        write_atomically(session.directory / file, text.encode("utf-8", "replace"))
    if github_summary:
        _tell_github(made)
    if not (session.quiet or session.machine):
        session.say(_rendered(session, made, form or "text", templates, session.console.paint).rstrip("\n"))


def _end(session: Session, found: Differences, kinds: tuple[str, ...]) -> int:
    """Tell of what was found, and of changes that are forbidden; the exit code."""
    from feedkit.cli.reports import Failure, Findings

    made, failure = found.comparison, None
    if made is not None and (refused := [f"{made.counts[kind]} {kind}" for kind in kinds if made.counts[kind]]):
        failure = Failure(
            message=f"--fail-on forbids it: {', '.join(refused)}",
            exit_code=4,
            help="mend it, or leave the kind out of --fail-on if it is meant",
        )
    return session.report(
        Findings(
            diagnostics=_told(session, found),
            articles=found.articles,
            consequence="" if made is not None else "Nothing was compared.",
            failure=failure,
            results={"diff": _as_json(made)} if made is not None else {},
        )
    )


def _told(session: Session, found: Differences) -> tuple[Diagnostic, ...]:
    """The findings; on a terminal without those that the report says already."""
    from feedkit.comparison.findings import diagnostics_of

    if session.output_format != "full" or session.quiet or found.comparison is None:
        return found.diagnostics
    return tuple(each for each in found.diagnostics if each not in diagnostics_of(found.comparison))


def _rendered(session: Session, comparison: Comparison, form: str, templates: Path, paint: Paint) -> str:
    if form == "json":
        return json.dumps(_as_json(comparison), indent=2) + "\n"
    if form == "markdown":
        from feedkit.comparison import as_markdown

        return as_markdown.render(comparison)
    if form == "html":
        from feedkit.comparison import as_html
        from feedkit.templates import load

        return as_html.render(comparison, load(session.directory / templates), folder=str(templates))
    from feedkit.cli.differences import lines

    return "\n".join(lines(comparison, paint)) + "\n"


def _as_json(comparison: Comparison) -> dict[str, object]:
    from feedkit.comparison.as_json import document

    return document(comparison)


def _tell_github(comparison: Comparison) -> None:
    from feedkit.cli import github_summary
    from feedkit.comparison import as_markdown

    room = github_summary.room(os.environ)
    text = as_markdown.render(comparison, most_bytes=room) if room > as_markdown.LEAST_BYTES else ""
    github_summary.write(text, comparison.counts, os.environ)
