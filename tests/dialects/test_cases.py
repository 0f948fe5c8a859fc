"""Small folders of every generator, each beside what its articles are in that generator's own eyes.

`expected.json` beside each folder's `feedkit.yml` gives the articles by path and the findings. An article lists what it
has; what it does not list is not there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedkit import config, dialects
from feedkit.article.article import Article
from feedkit.catalog import Catalog, read_catalog
from feedkit.diagnostics import has_errors
from feedkit.sources.article_files import whole

CASES = Path(__file__).parent.parent / "cases" / "dialects"
FOLDERS = sorted(each.parent.name for each in CASES.glob("*/feedkit.yml"))


def catalog_of(folder: str) -> Catalog:
    made = config.load(CASES / folder / "feedkit.yml", environ={})
    return read_catalog(CASES / folder, made, lambda *_: None)


def described(article: Article) -> dict[str, Any]:
    """The article as `expected.json` has it."""
    given = {
        "title": article.title,
        "date": article.published.isoformat(),
        "url": article.url,
        "updated": article.updated.isoformat() if article.updated != article.published else "",
        "expires": article.expires.isoformat() if article.expires else "",
        "draft": article.draft,
        "authors": [each.name for each in article.authors],
        "category": article.category,
        "tags": list(article.tags),
        "summary": article.summary,
        "image": article.image.url.text if article.image else "",
        "alt": article.image.alt if article.image else "",
        "language": article.language,
        "html": not article.markdown,
        "body": article.body.strip().split("\n")[0] if article.markdown else "",
        "body_line": article.body_line,
    }
    return {key: value for key, value in given.items() if value}


@pytest.mark.parametrize("folder", FOLDERS)
def test_articles_are_what_their_generator_makes_of_them(folder: str) -> None:
    """Title, date, address, authors, tags and the rest, for each file; no others are articles; nothing is an error."""
    expected = json.loads((CASES / folder / "expected.json").read_text("utf-8"))
    found = catalog_of(folder)
    assert {each.path: described(whole(found.reading, each.path)) for each in found.articles} == expected["articles"]
    shown = sorted(
        f"{each.place.path}:{each.place.line}:{each.place.column} {each.rule.code}" for each in found.diagnostics
    )
    assert shown == expected["findings"]
    assert not has_errors(list(found.diagnostics))


@pytest.mark.parametrize("name", [each for each in dialects.NAMES if each != dialects.OTHER])
def test_every_generator_is_recognised_by_its_own_files(name: str) -> None:
    """No case names its dialect, but for the one that no file can tell."""
    assert name in FOLDERS
    assert catalog_of(name).dialect == name


def test_the_configuration_of_the_generator_stands_for_what_feedkit_yml_leaves_out() -> None:
    """Title, address, time zone and folder of the site need not be said twice."""
    made = config.load(CASES / "hugo" / "feedkit.yml", environ={})
    assert (made.site.title, made.site.url, made.site.timezone) == (
        "Hugo Cases",
        "https://hugo.example/sub/",
        "Europe/Berlin",
    )
    assert (made.content.dir, made.site.language) == ("content", "en")
