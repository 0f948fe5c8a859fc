"""`feedkit new`."""

from __future__ import annotations

import json
import os
import unicodedata
from datetime import datetime
from pathlib import Path

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

EXAMPLE = """\
feedkit new "Robots learn to knit"
feedkit new "Robots learn to knit" --category "AI News" --draft --edit"""


@feedkit_command("new", example=EXAMPLE)
@click.argument("title")
@click.option("--slug", metavar="SLUG", help="The name in the article's address, instead of one made from the title.")
@click.option("--category", metavar="NAME", help="The category the article belongs to.")
@click.option("--draft", is_flag=True, help="Keep the article out of feeds until `draft` is removed from it.")
@click.option("--edit", is_flag=True, help="Open the article in $VISUAL or $EDITOR.")
def command(session: Session, title: str, slug: str | None, category: str | None, draft: bool, edit: bool) -> None:
    """Begin an article called TITLE, dated now, and print its path.

    The file is named by its day and title. An article that is already there is left alone.
    """
    title = _one_line(title, "TITLE")
    config = session.load_config()
    now = session.now(config.site.zone)
    name = f"{now:%Y-%m-%d}-{_slug(slug, title)}.md"
    path = session.directory / config.content.dir / name
    _write(path, front_matter(title, now, category=_one_line(category, "--category") if category else "", draft=draft))
    shown = _from_here(path)
    session.console.say(json.dumps({"path": shown}) if session.machine else shown)
    if edit:
        click.edit(filename=str(path))


def front_matter(title: str, date: datetime, *, category: str, draft: bool) -> str:
    """The text of an article that has no body yet."""
    from feedkit.cli.yaml_text import quoted

    lines = ["---", f"title: {quoted(title)}", f"date: {date.isoformat(timespec='seconds')}"]
    lines += [f"category: {quoted(category)}"] if category else []
    lines += ["draft: true"] if draft else []
    return "\n".join([*lines, "---", "", ""])


def _one_line(text: str, name: str) -> str:
    """The text without blanks around it. Raises click.UsageError when it is empty or cannot be one line of text."""
    stripped = text.strip()
    if not stripped:
        raise click.UsageError(f"{name} is empty")
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in stripped):
        raise click.UsageError(f"{name} has a line end, a control character or bytes that are not text in it")
    return stripped


def _slug(given: str | None, title: str) -> str:
    from feedkit.slugs import slugify

    if given is None:
        return slugify(title)
    if given != slugify(given):
        raise click.UsageError(f"--slug is to be lower-case words joined by `-`, as {slugify(given)!r}")
    return given


def _write(path: Path, text: str) -> None:
    """Write a file that must not be there yet. Raises GuardError or FileError."""
    from feedkit.exceptions import FileError, GuardError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise GuardError(f"{_from_here(path)} is already there", help="choose another title, or a name with --slug") from None
    except OSError as error:
        raise FileError(f"{_from_here(path)} cannot be written: {error.strerror}") from error


def _from_here(path: Path) -> str:
    """The path as the shell the command was typed in can use it."""
    relative = os.path.relpath(path)
    return str(path.absolute()) if relative.startswith("..") else relative
