"""Pictures beside an article whose address a bundler makes up when it builds the site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit import config
from feedkit.workflow.build import Build, build
from feedkit.workflow.selection import BuildOptions

ARTICLE = """\
---
title: A launch
date: 2026-05-07
{key}: {lead}
---
Before.

![A rocket over the sea]({shown}) ![The crew](https://cdn.example/crew.png) ![](/kept.png)
"""
PLACES = {"astro": "src/content/blog", "docusaurus": "blog", "gatsby": "content/blog", "hugo": "content/blog"}


def built(folder: Path, dialect: str, lead: str, shown: str) -> Build:
    place = PLACES[dialect]
    (folder / place).mkdir(parents=True)
    (folder / place / "launch.md").write_text(ARTICLE.format(key="image", lead=lead, shown=shown), "utf-8")
    (folder / place / "launch.png").write_bytes(b"")
    settings = f"site: {{title: T, url: 'https://acme.example/'}}\ncontent: {{dialect: {dialect}, dir: {place}}}\n"
    (folder / "feedkit.yml").write_text(settings, "utf-8")
    made = config.load(folder / "feedkit.yml", environ={})
    return build(folder, made, BuildOptions(now=datetime(2026, 6, 1, tzinfo=UTC)), progress=lambda *_: None)


@pytest.mark.parametrize("dialect", ["astro", "docusaurus", "gatsby"])
@pytest.mark.parametrize("written", ["./launch.png", "launch.png", "../../assets/launch.png", "@/assets/launch.png"])
def test_readers_see_its_text_in_its_place(tmp_path, dialect, written):
    """A broken picture helps nobody; what has an address of its own stays."""
    made = built(tmp_path, dialect, f'"{written}"', written)
    (entry,) = made.feeds[0].entries
    assert entry.image is None
    assert "launch.png" not in entry.content
    assert "A rocket over the sea" in entry.content
    assert 'src="https://cdn.example/crew.png"' in entry.content
    assert 'src="https://acme.example/kept.png"' in entry.content
    found = [each for each in made.diagnostics if each.rule.name == "bundled-picture"]
    assert [each.place.line for each in found] == [4, 8]
    assert all(written in each.message for each in found)


def test_generators_that_publish_it_where_it_lies_are_believed(tmp_path):
    made = built(tmp_path, "hugo", "launch.png", "./launch.png")
    (entry,) = made.feeds[0].entries
    assert entry.image is not None
    assert entry.content.count("<img ") == 3
    assert "bundled-picture" not in {each.rule.name for each in made.diagnostics}
