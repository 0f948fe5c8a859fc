"""Those who take part, each with a project that asks for the same feeds, and the command that builds it.

The feeds: one of all articles and one for each category, tag and author (or for each category only), as RSS 2.0 and
Atom 1.0 (JSON Feed on request, where there is one), each with the 50 newest articles and their whole text. Nothing
colours code or beautifies quotation marks, since feedkit does neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ENTRIES = 50
"""How many entries a feed has at most."""
FAMILIES = {"categories": ("main", "category"), "families": ("main", "category", "tag", "author")}
"""Which feeds are built, by what `--feeds` is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be built."""

    families: tuple[str, ...]
    formats: tuple[str, ...]
    """Out of `rss`, `atom` and `json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A program that makes feeds."""

    name: str
    program: str
    """The peer it needs, or `feedkit`."""
    what: str
    """What it makes beside the feeds, for the reader of the table."""
    style: str
    """The dialect of its articles, as in `dialects.styles`."""
    content: str
    """The folder of its articles in the project."""
    project: Callable[[Task], dict[str, str]]
    """The files of the project beside the articles, by path."""
    command: Callable[[str, Path], list[str]]
    """What to run, given the program's path and the project's folder; the output goes to `public/` there."""
    formats: tuple[str, ...] = ("rss", "atom", "json")
    """The formats it can write."""


# ---- feedkit


def _feedkit_project(task: Task) -> dict[str, str]:
    lines = ["site:", "  title: The Benchmark", "  url: https://news.example.org/", "feeds:"]
    for family in task.families:
        lines.append(f"  - name: {family}")
        if family != "main":
            lines.append(f"    split_by: {family}")
        lines += [f"    limit: {ENTRIES}", "    content: full", f"    formats: [{', '.join(task.formats)}]"]
    return {"feedkit.yml": "\n".join(lines) + "\n"}


def _feedkit_command(program: str, project: Path) -> list[str]:
    return [program, "-m", "feedkit", "build", "-C", str(project)]


# ---- Hugo

_HUGO_TAXONOMIES = {"category": "categories", "tag": "tags", "author": "authors"}
_HUGO_TEMPLATES = Path(__file__).parent / "hugo"


def _hugo_project(task: Task, *, pages: bool) -> dict[str, str]:
    """Templates as short as they can be; without `pages`, articles are read and listed but get no page of their own."""
    formats = ["jsonfeed" if each == "json" else each for each in task.formats]
    lists = ["html", *formats] if pages else formats
    config = {
        "baseURL": "https://news.example.org/",
        "title": "The Benchmark",
        "params": {"entries": ENTRIES},
        "taxonomies": {family: plural for family, plural in _HUGO_TAXONOMIES.items() if family in task.families},
        "disableKinds": ["section", "taxonomy", "sitemap", "robotstxt", "404"],
        "mediaTypes": {"application/atom+xml": {"suffixes": ["atom"]}, "application/feed+json": {"suffixes": ["json"]}},
        "outputFormats": {
            "atom": {"mediaType": "application/atom+xml", "baseName": "index", "isPlainText": False, "noUgly": True},
            "jsonfeed": {"mediaType": "application/feed+json", "baseName": "feed", "isPlainText": True, "noUgly": True},
        },
        "outputs": {"home": lists, "term": lists, "page": ["html"]},
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}}}, "highlight": {"codeFences": False}},
    }
    if not pages:
        config["cascade"] = [{"target": {"kind": "page"}, "build": {"render": "link"}}]
    templates = ["list.rss.xml", "list.atom.atom", "list.jsonfeed.json", *(["list.html", "page.html"] if pages else [])]
    layouts = {f"layouts/{name}": (_HUGO_TEMPLATES / name).read_text(encoding="utf-8") for name in templates}
    return {"hugo.json": json.dumps(config, indent=2), **layouts}


def _hugo_command(program: str, project: Path) -> list[str]:
    return [
        program,
        "build",
        "--source",
        str(project),
        "--destination",
        "public",
        "--cacheDir",
        str(project / ".cache"),
        "--buildFuture",
        "--noBuildLock",
        "--quiet",
    ]


# ---- Pelican


def _pelican_project(task: Task, *, pages: bool) -> dict[str, str]:
    """The settings; an empty `..._SAVE_AS` is how Pelican is told to leave a page out."""
    settings: dict[str, object] = {
        "PATH": "content", "OUTPUT_PATH": "public", "CACHE_PATH": ".cache", "SITEURL": "https://news.example.org", "SITENAME": "The Benchmark",
        "TIMEZONE": "UTC", "DEFAULT_LANG": "en", "THEME": "simple", "STATIC_PATHS": [], "WITH_FUTURE_DATES": True, "USE_FOLDER_AS_CATEGORY": False,
        "MARKDOWN": {"extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}}, "output_format": "html5"},
        "CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "GZIP_CACHE": False,
        "FEED_MAX_ITEMS": ENTRIES, "RSS_FEED_SUMMARY_ONLY": False,
    }  # fmt: skip
    paths = {
        "main": ("FEED_ALL", "feeds/all"),
        "category": ("CATEGORY_FEED", "feeds/category/{slug}"),
        "tag": ("TAG_FEED", "feeds/tag/{slug}"),
        "author": ("AUTHOR_FEED", "feeds/author/{slug}"),
    }
    for family, (key, path) in paths.items():
        for written in ("atom", "rss"):
            wanted = family in task.families and written in task.formats
            settings[f"{key}_{written.upper()}"] = f"{path}.{written}.xml" if wanted else None
    settings |= {"TRANSLATION_FEED_ATOM": None, "TRANSLATION_FEED_RSS": None}
    if not pages:
        places = (
            "ARTICLE",
            "ARTICLE_LANG",
            "DRAFT",
            "DRAFT_LANG",
            "PAGE",
            "CATEGORY",
            "TAG",
            "AUTHOR",
            "YEAR_ARCHIVE",
            "MONTH_ARCHIVE",
            "DAY_ARCHIVE",
        )
        settings |= {f"{place}_SAVE_AS": "" for place in places} | {"DIRECT_TEMPLATES": []}
    return {"pelicanconf.py": "".join(f"{key} = {value!r}\n" for key, value in settings.items())}


def _pelican_command(program: str, project: Path) -> list[str]:
    return [program, "--settings", str(project / "pelicanconf.py"), "--quiet"]


ALL: dict[str, Contestant] = {
    each.name: each
    for each in (
        Contestant(
            name="feedkit",
            program="feedkit",
            what="feeds, and the subscribe page",
            style="feedkit",
            content="articles",
            project=_feedkit_project,
            command=_feedkit_command,
        ),
        Contestant(
            name="hugo",
            program="hugo",
            what="feeds only",
            style="hugo",
            content="content",
            project=lambda task: _hugo_project(task, pages=False),
            command=_hugo_command,
        ),
        Contestant(
            name="hugo-site",
            program="hugo",
            what="feeds and a page for each article and list",
            style="hugo",
            content="content",
            project=lambda task: _hugo_project(task, pages=True),
            command=_hugo_command,
        ),
        Contestant(
            name="pelican",
            program="pelican",
            what="feeds only",
            style="pelican",
            content="content",
            project=lambda task: _pelican_project(task, pages=False),
            command=_pelican_command,
            formats=("rss", "atom"),
        ),
        Contestant(
            name="pelican-site",
            program="pelican",
            what="feeds and a page for each article and list",
            style="pelican",
            content="content",
            project=lambda task: _pelican_project(task, pages=True),
            command=_pelican_command,
            formats=("rss", "atom"),
        ),
    )
}
