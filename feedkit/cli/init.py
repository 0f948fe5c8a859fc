"""`feedkit init`."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from feedkit.cli.continuous_integration import CI, texts_of
from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

DEFAULT_URL = "https://www.example.com/"
EXAMPLE = """\
feedkit init demo
feedkit init                     # in the folder of a blog: looks at its articles, writes feedkit.yml only
feedkit init demo --title "Daily Robot" --url https://robots.example.org/ --yes
feedkit init --ci github    # in a publication: adds the workflows that check, compare and publish"""

STARTER = {
    "feedkit.yml": "feedkit.yml",
    "articles/authors.yml": "authors.yml",
    "articles/hello-readers.md": "hello-readers.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}
"""Path in the new project → file of the package; names with a dot would be heeded by git in our own repository."""

SCHEMAS = {".schemas/feedkit.json": "config", ".schemas/article.json": "article"}
"""Path in the new project → the schema that editors complete and check with (`# yaml-language-server: $schema=…`)."""


@feedkit_command("init", example=EXAMPLE)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False, metavar="[DIR]")
@click.option("--title", metavar="TITLE", help="The name of the publication.")
@click.option("--url", metavar="URL", help="The address the publication will have.")
@click.option(
    "--ci",
    type=click.Choice(tuple(CI)),
    help="Add what publishes the feeds on every merge; also to a publication that is there.",
)
@click.option("--force", is_flag=True, help="Also in a folder that is not empty; files that are there are kept.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
def command(
    session: Session, folder: Path | None, title: str | None, url: str | None, ci: str | None, force: bool, yes: bool
) -> None:
    """Start a publication in DIR, or here.

    It gets a configuration, an author and a first article, and can be built right away. A folder that has articles gets
    a configuration only, made after a look at them. On a terminal, init asks for what is not given. With --ci, a
    publication that is there already gets the files of CI alone.
    """
    folder = session.directory / (folder or Path())
    for_ci = texts_of(ci, folder) if ci else {}
    if ci and (folder / "feedkit.yml").is_file():
        _report(session, folder, *_write(folder, for_ci), placeholder=False, ci=ci)
        return
    ask = not yes and not session.machine and sys.stdin is not None and sys.stdin.isatty()
    if _start_beside_articles(session, folder, title, url, ask=ask):
        _write(folder, for_ci)
        return
    _refuse_used(folder, force=force)
    default_title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "News"
    title = title or (click.prompt("Title", default=default_title, err=True) if ask else default_title)
    url = _address(url or (click.prompt("Address", default=DEFAULT_URL, err=True) if ask else DEFAULT_URL))
    written = _write(folder, _files(title, url, session.now(UTC)) | for_ci)
    _report(session, folder, *written, placeholder=url == DEFAULT_URL, ci=ci)


def _report(
    session: Session, folder: Path, created: list[str], kept: list[str], *, placeholder: bool, ci: str | None
) -> None:
    if session.machine:
        session.console.say(json.dumps({"folder": str(folder), "created": created, "kept": kept}, indent=2))
    elif not session.quiet:
        _tell(session, folder, created, kept, placeholder=placeholder, ci=ci)


def _start_beside_articles(session: Session, folder: Path, title: str | None, url: str | None, *, ask: bool) -> bool:
    """Start a publication in a folder of articles; False when it is none, or has a configuration already."""
    if not folder.is_dir() or (folder / "feedkit.yml").exists() or not any(folder.iterdir()):
        return False
    from feedkit.workflow.survey import survey

    found = survey(folder)
    if found is None:
        return False
    from feedkit.cli import site_init

    site_init.start(session, folder, found, title=title or "", url=_address(url) if url else "", ask=ask)
    return True


def _refuse_used(folder: Path, *, force: bool) -> None:
    """Raises GuardError when something is in the folder that could be somebody's work; a fresh git repository is not."""
    from feedkit.exceptions import FileError, GuardError

    try:
        used = folder.is_dir() and any(each.name != ".git" for each in folder.iterdir())
    except OSError as error:
        raise FileError(f"{folder} cannot be read: {error.strerror}") from error
    if used and not force:
        from feedkit.workflow.survey import exports

        help = "choose another folder, or add --force: files that are there are kept"
        for name, kind in exports(folder).items():
            help = f"{name} is {kind}: add --force, then run `feedkit import {name}`"
        raise GuardError(f"{folder} is not empty", help=help)


def _address(url: str) -> str:
    """The address with a slash at its end. Raises click.UsageError when it is none."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        raise click.UsageError(f"--url is to be an address as {DEFAULT_URL}, not {url!r}")
    return url if url.endswith("/") else url + "/"


def _files(title: str, url: str, now: datetime) -> dict[str, str]:
    """Every file of a new publication: path → text."""
    from importlib.resources import files

    from feedkit.cli.schema import schema
    from feedkit.yaml_text import quoted

    starter = files("feedkit") / "starter"
    given = {"@TITLE@": quoted(title), "@URL@": quoted(url), "@NOW@": now.isoformat(timespec="seconds")}
    texts = {path: _filled((starter / name).read_text(encoding="utf-8"), given) for path, name in STARTER.items()}
    return texts | {path: json.dumps(schema(name), indent=2) + "\n" for path, name in SCHEMAS.items()}


def _filled(text: str, given: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, in one go: a title may look like a placeholder."""
    return re.sub("|".join(given), lambda match: given[match[0]], text)


def _write(folder: Path, texts: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet: the paths of the new ones, and of those that were kept. Raises FileError."""
    from feedkit.cli.fresh_files import create

    created = [path for path, text in texts.items() if create(folder / path, text)]
    return created, [path for path in texts if path not in created]


def _tell(
    session: Session, folder: Path, created: list[str], kept: list[str], *, placeholder: bool, ci: str | None
) -> None:
    from feedkit.cli.visible import visible

    paint = session.console.paint
    for path in created:
        session.say(f"{paint('created', fg='green')} {visible(str(folder / path))}")
    for path in kept:
        session.say(f"{paint('kept', fg='yellow')}    {visible(str(folder / path))}")
    session.say("")
    if placeholder:
        session.say(f"Its address is {DEFAULT_URL} for now: change `site.url` in feedkit.yml before you publish.")
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    session.say(f"Next: {visible(go)}feedkit build{', commit everything, feedkit.lock too, and push' if ci else ''}")
    if ci == "github":
        session.say("In the settings of the repository, under Pages, choose GitHub Actions as the source.")
