"""The page to subscribe at is made again when it would be another one, and only then."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit import config as configs
from feedkit import rendering
from feedkit import templates as template_files
from feedkit.cache import CACHE, Cache
from feedkit.exceptions import TemplateError
from feedkit.workflow import subscribe_page
from feedkit.workflow.build import Build, build, make_all, open_desk
from feedkit.workflow.selection import BuildOptions

SAMPLE = Path(__file__).parent.parent.parent
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ARTICLE = "---\ntitle: {0}\ndate: 2026-05-0{1}\nsummary: What it says.\n---\n\nHello {2}.\n"


@pytest.fixture
def project(tmp_path):
    """Two articles, the second of which is in no feed."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "feedkit.yml").write_text(
        "site:\n  title: Acme\n  url: https://acme.example/\nfeeds:\n  - name: main\n    limit: 1\ndigest: {enabled: false}\n"
    )
    (tmp_path / "articles/a.md").write_text(ARTICLE.format("A", 2, "world"))
    (tmp_path / "articles/b.md").write_text(ARTICLE.format("B", 1, "world"))
    return tmp_path


def page_of(project: Path, cache: Cache | None) -> str:
    config = configs.load(project / "feedkit.yml", environ={})
    made = build(project, config, BuildOptions(now=NOW), progress=lambda *_: None, cache=cache)
    (page,) = [each.content.decode() for each in made.documents if each.path == "index.html"]
    return page


def test_what_the_page_does_not_show_is_left_out_without_a_trace():
    """Else it would be made again for nothing, or not made again when it should be."""
    config = configs.load(SAMPLE / "feedkit.yml", environ={})
    found = rendering.Prepared(template_files.load(SAMPLE / "none"), folder="templates")
    made = build(SAMPLE, config, BuildOptions(now=NOW), progress=lambda *_: None)
    main = made.feeds[0]
    assert any(entry.content for entry in main.entries)
    assert len(made.feeds) > 3
    whole = subscribe_page._made(config, made.feeds, main.entries[:10], found, "feeds.opml")
    assert subscribe_page.subscribe_page(config, made.feeds, main.entries, found, None, opml_path="feeds.opml") == whole
    assert whole in made.documents


@pytest.mark.parametrize(
    ("file", "text", "same"),
    [
        ("articles/a.md", ARTICLE.format("A", 2, "moon"), True),
        ("articles/b.md", ARTICLE.format("Better", 1, "moon"), True),
        ("articles/a.md", ARTICLE.format("Another", 2, "world"), False),
        ("articles/c.md", ARTICLE.format("C", 3, "world"), False),
        ("feedkit.yml", "site: {title: Acme Two, url: https://acme.example/}\nfeeds: [{name: main, limit: 1}]\ndigest: {enabled: false}\n", False),
        ("templates/index.css", "body { color: red }\n", False),
    ],
)  # fmt: skip
def test_it_is_made_again_when_it_would_be_another(project, file, text, same, monkeypatch):
    """A body may be edited, and what no feed shows; titles, settings and templates make another page."""
    cache = Cache(project=project)
    before = page_of(project, cache)
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text(text)
    if same:
        monkeypatch.setattr(subscribe_page, "_made", None)
    after = page_of(project, cache)
    monkeypatch.undo()
    assert after == page_of(project, None)
    assert (after == before) == same


def test_a_damaged_memory_is_none(project):
    """The page is made anew."""
    cache = Cache(project=project)
    page = page_of(project, cache)
    for file in (project / CACHE).glob("page-*"):
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert page_of(project, cache) == page


def test_an_edited_body_loads_hardly_anything(project):
    """They take a third of the time of the whole build."""
    program = (
        "import sys\nfrom feedkit.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({'jinja2', 'email', 'importlib.metadata', 'click', 'yaml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "build", "-C", project]
    subprocess.run(command, check=True, capture_output=True)
    (project / "articles/a.md").write_text(ARTICLE.format("A", 2, "moon"))
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "3 files written" in again.stdout
    assert again.stdout.splitlines()[-1] == "[]"


def unseen(project: Path, config: configs.Config) -> Build:
    """What a check makes of a project."""
    asked = BuildOptions(now=NOW)
    desk = open_desk(project, config, asked, progress=lambda *_: None)
    return make_all(project, config, asked, desk, progress=lambda *_: None, tell=list, unseen=True).checked()


def test_a_check_makes_no_page_of_our_own_templates(project, monkeypatch):
    """Nothing can be wrong with it, and what makes pages takes long to load; one of the project's own is made, and told of."""
    config = configs.load(project / "feedkit.yml", environ={})
    monkeypatch.setattr(subscribe_page, "_made", None)
    assert [each.content for each in unseen(project, config).documents if each.path == "index.html"] == [b""]
    monkeypatch.undo()
    (project / "templates").mkdir()
    (project / "templates" / "index.html.jinja").write_text("{{ nothing.there }}")
    with pytest.raises(TemplateError):
        unseen(project, config)
