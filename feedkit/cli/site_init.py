"""`feedkit init` in a folder that has articles already: what was seen in it, and the configuration that follows from it."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit.quick_dataclasses import replace

if TYPE_CHECKING:
    from feedkit.cli.session import Session
    from feedkit.dialects.proposal import Mapped
    from feedkit.workflow.survey import Survey

_DEFAULT_URL = "https://www.example.com/"
_ATTRIBUTES = "feedkit.lock merge=union\n"
_TAKEN_OUTPUT = frozenset(["hugo", "zola", "hexo", "gatsby", "next", "astro"])
"""Generators that have a folder `public` of their own."""
_CALLED = {
    "title": "titles", "date": "dates", "authors": "authors", "tags": "tags", "category": "categories",
    "summary": "summaries", "image": "pictures",
}  # fmt: skip
_NAMES = {"next": "Next.js", "other": "no generator that feedkit knows"}


def start(session: Session, folder: Path, found: Survey, *, title: str, url: str, ask: bool) -> None:
    """Say what was seen, write `feedkit.yml`, and say how many articles feedkit reads with it.

    `title` and `url` are those that were given by hand, or empty. With `ask`, nothing is written before it is agreed to.
    """
    import click

    from feedkit.cli.fresh_files import create
    from feedkit.config import generator
    from feedkit.whole_files import write_atomically

    if not session.quiet:
        _tell(session, found)
    known = generator.defaults(folder, None, preview=False)
    if not title and ("site", "title") not in known:
        title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "News"
        title = click.prompt("Title", default=title, err=True) if ask else title
    placeholder = not url and ("site", "url") not in known
    if placeholder:
        url = click.prompt("Address", default=_DEFAULT_URL, err=True) if ask else _DEFAULT_URL
    text = configuration(found, title=title, url=url, public=(folder / "public").exists())
    if ask and not click.confirm(f"{text}\nWrite this to feedkit.yml?", default=True, err=True):
        return
    create(folder / "feedkit.yml", text)
    languages = _languages(session, folder)
    if len(languages) > 1:
        text = configuration(found, title=title, url=url, public=(folder / "public").exists(), languages=languages)
        write_atomically(folder / "feedkit.yml", text.encode())
    created = ["feedkit.yml", *([".gitattributes"] if create(folder / ".gitattributes", _ATTRIBUTES) else [])]
    articles, findings = _read(session, folder)
    if session.machine:
        about = {"folder": str(folder), "created": created, "kept": [], "articles": articles, "findings": findings}
        session.console.say(json.dumps({**about, **_as_json(found)}, indent=2))
    elif not session.quiet:
        _tell_result(session, folder, created, articles, findings, placeholder=placeholder and url == _DEFAULT_URL)


def configuration(found: Survey, *, title: str, url: str, public: bool, languages: Sequence[str] = ()) -> str:
    """The text of `feedkit.yml`: only what is not known anyway, each mapping with where it comes from.

    `title` and `url` are empty where the generator's configuration has them; `public`: whether there is a folder of that name.
    Articles in several `languages`, that of the site first, get a feed for each, as generators make them.
    """
    from feedkit.yaml_text import quoted

    site = [f"  {key}: {quoted(value)}" for key, value in (("title", title), ("url", url)) if value]
    lines = ["# `feedkit schema config` prints all keys there are."]
    if found.dialect != "other":
        lines.append(f"# What is not said here comes from the configuration of {_name(found.dialect)}.")
    lines += ["", "site:", *site] if site else []
    taken = found.dialect in _TAKEN_OUTPUT or public
    content = _content(found, "feeds" if taken else "public")
    lines += ["", "content:", *content] if content else []
    if taken:
        lines += ["", "output:", "  dir: feeds               # public/ belongs to the site"]
    lines += ["", "feeds:", "  - name: main"]
    lines += [f"    where: language == {quoted(languages[0])}"] if len(languages) > 1 else []
    for each in languages[1:]:
        lines += [f"  - name: {each.casefold()}", f"    language: {each}", f"    where: language == {quoted(each)}"]
    return "\n".join(lines) + "\n"


def _content(found: Survey, output: str) -> list[str]:
    from feedkit.yaml_text import quoted

    lines = []
    if found.dialect == "other":
        lines += [f"  dir: {quoted(found.content)}", "  dialect: other"]
        if found.content == ".":
            lines.append(f"  exclude: [{quoted(output + '/**')}]   # where the feeds are written")
    if found.proposal.mapped:
        lines.append("  keys:")
        lines += [
            f"    {each.native + ':':<10} [{_key(each.name)}]   # in {_share(each, found)}, {each.reads_as}"
            for each in found.proposal.mapped
        ]
    if found.proposal.date_formats:
        lines.append(f"  date_formats: [{', '.join(map(quoted, found.proposal.date_formats))}]")
    return lines


def _key(name: str) -> str:
    from feedkit.yaml_text import quoted

    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else quoted(name)


def _share(each: Mapped, found: Survey) -> str:
    return f"{each.files:,} of {found.proposal.articles:,} files"


def _tell(session: Session, found: Survey) -> None:
    """Say what was seen, and what is proposed."""
    from feedkit.cli.reports import counted
    from feedkit.cli.visible import visible

    proposal = found.proposal
    where = "this folder" if found.content == "." else visible(f"{found.content}/")
    kind = f"a site of {_name(found.dialect)}" if found.dialect != "other" else f"a site of {_NAMES['other']}"
    more = f" ({found.more:,} more were not looked at)" if found.more else ""
    session.say(f"This is {kind}: {counted(proposal.articles, 'file')} with front matter in {where}{more}.")
    known = [f"{_CALLED[native]} in {count:,}" for native, count in proposal.known.items() if count]
    known += [f"days in the names of {proposal.named_by_day:,}"] if proposal.named_by_day else []
    if known:
        session.say(f"  known without being told: {', '.join(known)}")
    for each in proposal.mapped:
        session.say(
            f"  {_share(each, found)} have `{visible(each.name)}`, which {each.reads_as}: proposed for `{each.native}`"
        )
    if proposal.date_formats:
        session.say(f"  their dates are written as {', '.join(f'`{each}`' for each in proposal.date_formats)}")
    session.say("")


def _as_json(found: Survey) -> dict[str, Any]:
    """The same for programs."""
    proposal = found.proposal
    return {
        "dialect": found.dialect,
        "content": found.content,
        "files": proposal.articles,
        "keys": {each.native: [each.name] for each in proposal.mapped},
        "seen": {
            each.native: {"key": each.name, "files": each.files, "reads_as": each.reads_as} for each in proposal.mapped
        },
        "date_formats": list(proposal.date_formats),
    }


def _languages(session: Session, folder: Path) -> list[str]:
    """The languages of the articles: that of the site first, then those that most articles are in."""
    from feedkit.catalog import read_catalog
    from feedkit.cli.progress import silent

    config = replace(session, config_file=folder / "feedkit.yml").load_config()
    articles = read_catalog(folder, config, silent).articles
    counts = Counter(each.language or config.site.language for each in articles)
    own = config.site.language
    return [own, *(each for each, _ in counts.most_common() if each != own)] if own in counts else []


def _read(session: Session, folder: Path) -> tuple[int, int]:
    """How many articles feedkit reads with the configuration that was written, and how many findings there are."""
    from feedkit.catalog import read_catalog
    from feedkit.cli.progress import silent

    catalog = read_catalog(folder, replace(session, config_file=folder / "feedkit.yml").load_config(), silent)
    return len(catalog.articles), len(catalog.diagnostics)


def _tell_result(
    session: Session, folder: Path, created: list[str], articles: int, findings: int, *, placeholder: bool
) -> None:
    from feedkit.cli.reports import counted
    from feedkit.cli.visible import visible

    for each in created:
        session.say(f"{session.console.paint('created', fg='green')} {visible(str(folder / each))}")
    told = f", with {counted(findings, 'finding')} that `feedkit build` tells" if findings else ""
    session.say(f"feedkit reads {counted(articles, 'article')} with it{told}.")
    if placeholder:
        session.say(f"Its address is {_DEFAULT_URL} for now: change `site.url` in feedkit.yml before you publish.")
    session.say(
        "If the site had a feed before, run `feedkit adopt OLD-FEED` first, so that no old article is new to anybody."
    )
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    session.say(f"Next: {visible(go)}feedkit list")


def _name(dialect: str) -> str:
    return _NAMES.get(dialect, dialect.capitalize())
