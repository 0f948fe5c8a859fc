"""`feedkit.yml`: read, checked all at once, and explained with file, line and column.

| module | what it does |
|--|--|
| `tree` | nodes with places → values, environment variables filled in |
| `models`, `content`, `editions`, `sending`, `checking` | the shape: every setting, its kind, its default and its description |
| `kinds`, `reading` | kinds of values, and how they are read: all faults are found in one run |
| `values`, `moments`, `paths`, `addresses` | what one value must be like |
| `together` | what values must be like together |
| `generator` | what the generator of an existing site says in place of what is not written |
| `findings` | errors → diagnostics in plain words |
| `schema` | the JSON Schema for editors |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from feedkit import yaml_nodes
from feedkit.config import findings, generator, models, together
from feedkit.config.content import Content, Ids
from feedkit.config.models import Config, FeedConfig, Output, Site, SiteAuthor, Templates
from feedkit.config.refusal import Location, Refusal
from feedkit.config.tree import Tree, expanded
from feedkit.diagnostics import Diagnostic, Place, has_errors, in_reading_order
from feedkit.exceptions import ConfigurationError, FileError
from feedkit.rules import config as rules
from feedkit.rules import front_matter

__all__ = [
    "Config", "Content", "FeedConfig", "Ids", "Output", "Site", "SiteAuthor", "Templates",
    "json_schema", "load", "overlap", "parse",
]  # fmt: skip

_EXAMPLE = f"The shortest feedkit.yml is this; `feedkit init` writes a longer one.\n\n{findings.SHORTEST}\n"
_MAX_BYTES = 4 * yaml_nodes.MAX_CHARACTERS


def load(path: Path, *, environ: Mapping[str, str], preview: bool = False, site_url: str = "") -> Config:
    """The configuration in the file at `path`, with `site_url` in place of `site.url` if it is given.

    Addresses of this computer are accepted for `preview` only. Raises ConfigurationError with every diagnostic when
    the file is missing or cannot be used, FileError when it cannot be read.
    """
    text = _text(path)
    config, tree, found = _read(text, path.name, environ, preview=preview, site_url=site_url, project=path.parent)
    if config is not None:
        refusals = [((), each) for each in _overlaps(path.parent, config, Path(config.output.dir))]
        found += findings.redacted(findings.from_refusals(refusals, tree, models.settings_at), tree)
    if config is None or has_errors(found):
        errors = in_reading_order(found)
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        missing = any(each.rule is rules.MISSING_SETTING for each in errors)
        raise ConfigurationError(f"{path} cannot be used: {count}", errors, help=_EXAMPLE if missing else "")
    return config


def parse(
    text: str, path: str, *, environ: Mapping[str, str], preview: bool = False
) -> tuple[Config | None, list[Diagnostic]]:
    """The configuration that a text says, or None with the errors that are in the way, in the order of the text."""
    config, _, found = _read(text, path, environ, preview=preview, site_url="")
    return config, in_reading_order(found)


def overlap(project: Path, config: Config, output: Path) -> str:
    """What forbids an output folder given in place of `output.dir`, as a sentence; empty when nothing does.

    `output` is relative to the project folder, or absolute.
    """
    return next((refusal.detail for refusal in _overlaps(project, config, output)), "")


def json_schema() -> dict[str, object]:
    """The JSON Schema of `feedkit.yml`, draft 2020-12.

    It cannot say what takes more than one value to know, nor read queries: `parse` is stricter.
    """
    from feedkit.config import schema  # noqa: PLC0415  (one command asks for it)

    return schema.published(models.Config)


def _read(
    text: str, path: str, environ: Mapping[str, str], *, preview: bool, site_url: str, project: Path | None = None
) -> tuple[Config | None, Tree, list[Diagnostic]]:
    root, found = yaml_nodes.parse(text, path)
    replaced: dict[Location, Any] = generator.defaults(project, root, preview=preview) if project else {}
    if site_url:
        replaced["site", "url"] = site_url
    tree = expanded(root or findings.empty_root(), path, environ, replaced)
    if root is None and found:
        return None, tree, found
    config, refused = models.validated(tree.values, preview=preview)
    if isinstance(tree.values, dict):
        refused += [((), refusal) for refusal in together.refusals(tree.values)]
    found += [*tree.found, *findings.from_refusals(refused, tree, models.settings_at)]
    found = findings.redacted(found, tree)
    return (None if has_errors(found) else config), tree, found


def _overlaps(project: Path, config: Config, output: Path) -> list[Refusal]:
    """Overlaps that show only when links are followed and it is known where the project is."""
    folder = os.path.realpath(project)
    dirs = {"content": config.content.dir, "output": output.as_posix(), "templates": config.templates.dir}
    real = {section: PurePath(os.path.realpath(Path(folder, written))).as_posix() for section, written in dirs.items()}
    return list(together.overlaps(dirs, config.content.exclude, project=PurePath(folder).as_posix(), real=real))


def _text(path: Path) -> str:
    """The text of the file. What is over the limit of YAML is left to be refused there."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES)
    except FileNotFoundError as error:
        raise ConfigurationError(f"there is no {path}", help=_EXAMPLE) from error
    except OSError as error:
        raise FileError(
            f"{path} cannot be read: {error.strerror}", help="check what it is, and its permissions"
        ) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Place(path.name, line, column, line, column + 1)
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        found = Diagnostic(rule=front_matter.YAML_SYNTAX, place=place, message=message, help="save the file as UTF-8")
        raise ConfigurationError(f"{path} cannot be used: it is not text in UTF-8", [found]) from error
