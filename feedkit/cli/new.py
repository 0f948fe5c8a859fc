"""`feedkit new`."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime

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
    from feedkit.cli.fresh_files import create, from_here
    from feedkit.exceptions import GuardError

    title = _one_line(title, "TITLE")
    config = session.load_config()
    now = session.now(config.site.zone)
    name = f"{now:%Y-%m-%d}-{_slug(slug, title)}.md"
    path = session.directory / config.content.dir / name
    text = front_matter(title, now, category=_one_line(category, "--category") if category else "", draft=draft)
    shown = from_here(path)
    if not create(path, text):
        raise GuardError(f"{shown} is already there", help="choose another title, or a name with --slug")
    session.console.say(json.dumps({"path": shown}) if session.machine else shown)
    if edit:
        click.edit(filename=str(path))


def front_matter(title: str, date: datetime, *, category: str, draft: bool) -> str:
    """The text of an article that has no body yet."""
    from feedkit.yaml_text import quoted

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
