"""What the generator of an existing site says: which one it is, and what stands for settings that feedkit.yml leaves out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedkit import dialects
from feedkit.config import addresses, moments, paths, values
from feedkit.config.refusal import Location, Refusal
from feedkit.dialects.terms import Settings
from feedkit.quick_dataclasses import replace
from feedkit.yaml_nodes import Node

if TYPE_CHECKING:
    from feedkit.config.models import Config

_MAX_BYTES = 1_000_000


def settings(project: Path, config: Config) -> Settings:
    """The dialect of the articles, with what its generator's configuration says and what feedkit.yml says of it."""
    named = {"dialect", "dir"} & config.content.written
    found = _settings(project, config.content.dialect, placed="dir" in named)
    if found.dialect == dialects.NATIVE and config.content.dialect == "auto" and _has_own_names(config):
        found = replace(found, dialect=dialects.OTHER)
    return replace(found, keys=config.content.keys, date_formats=config.content.date_formats)


def recognised(project: Path) -> Settings:
    """What the generator of a site says whose folder this is; feedkit's own dialect where there is none."""
    return _settings(project, "auto", placed=False)


def content_folder(project: Path, found: Settings) -> str:
    """Where the articles of a generator are, relative to the project folder."""
    return _folder(project, found)


def defaults(project: Path, root: Node | None, *, preview: bool) -> dict[Location, Any]:
    """Values for settings that feedkit.yml leaves out, as far as the generator's configuration gives good ones."""
    site, content = _section(root, "site"), _section(root, "content")
    dialect = _scalar(content, "dialect") or "auto"
    if dialect != "auto" and dialect not in dialects.NAMES:
        return {}
    found = _settings(project, dialect, placed="dir" in content)
    if found.dialect == dialects.NATIVE:
        return {}
    given: dict[Location, Any] = {}
    offered: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("title", found.title, values.filled),
        ("url", found.url, lambda text: addresses.site_url(text, preview=preview)),
        ("description", found.description, values.line),
        ("language", found.language, values.required_language),
        ("timezone", found.timezone, moments.time_zone),
    )
    for name, text, check in offered:
        if name not in site and _is_good(text, check):
            given["site", name] = text
    if "dir" not in content:
        folder = _folder(project, found)
        given["content", "dir"] = folder
        if folder == "." and "exclude" not in content:
            output = _scalar(_section(root, "output"), "dir") or paths.DIRS["output"]
            given["content", "exclude"] = (f"{output}/**",)
    return given


def _settings(project: Path, dialect: str, *, placed: bool) -> Settings:
    if dialect == dialects.NATIVE:
        return Settings()
    names = _names(project)
    if dialect == "auto":
        if not placed and f"{paths.DIRS['content']}/" in names:
            return Settings()  # a project of feedkit's own, whatever else lies beside it
        if not dialects.may_be_foreign(names):
            return Settings()
        wanted = [path for name in dialects.NAMES for path in dialects.load(name).CONFIGURATION]
        dialect = dialects.recognised(names, _texts(project, wanted, names))
        if dialect == dialects.NATIVE:
            return Settings()
    files = _texts(project, dialects.load(dialect).CONFIGURATION, names)
    found = replace(dialects.load(dialect).settings(files), dialect=dialect)
    return dialects.marked(found, {**_texts(project, dialects.PLUG_INS, names), **files})


def _names(project: Path) -> frozenset[str]:
    """The names at the top of the project folder, those of folders with `/` behind them."""
    try:
        with os.scandir(project) as listing:
            return frozenset(f"{each.name}/" if each.is_dir() else each.name for each in listing)
    except OSError:
        return frozenset()  # said later, when the content folder is looked for


def _texts(project: Path, wanted: list[str] | tuple[str, ...], names: frozenset[str]) -> dict[str, str]:
    texts = {}
    for path in dict.fromkeys(wanted):
        first, below, _ = path.partition("/")
        if first + below not in names:
            continue
        try:
            with (project / path).open("rb") as file:
                texts[path] = file.read(_MAX_BYTES).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        except OSError:
            continue  # not there, or not ours to read: it says nothing
    return texts


def _folder(project: Path, found: Settings) -> str:
    if found.content and _is_good(found.content, paths.inner_path):
        return paths.inner_path(found.content)
    if found.content.strip("./") == "" and found.content:
        return "."
    folders = dialects.load(found.dialect).CONTENT
    return next((each for each in folders if (project / each).is_dir()), folders[0])


def _is_good(text: str, check: Callable[[str], str]) -> bool:
    try:
        return bool(text) and bool(check(text))
    except Refusal:
        return False


def _has_own_names(config: Config) -> bool:
    return bool(config.content.keys or config.content.date_formats)


def _section(root: Node | None, name: str) -> Mapping[str, Node]:
    node = root.value.get(name) if root is not None and type(root.value) is dict else None
    return node.value if node is not None and type(node.value) is dict else {}


def _scalar(section: Mapping[str, Node], name: str) -> str:
    node = section.get(name)
    return node.value if node is not None and type(node.value) is str else ""
