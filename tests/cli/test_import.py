"""`feedkit import`: articles from feeds and exports, once each, over nothing."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest

CASES = Path(__file__).parent.parent / "cases" / "foreign"
CONFIG = 'site: {title: Kitchen Notes, url: "https://notes.example.org/"}\n'
NOW = ("--now", "2024-06-01")


@pytest.fixture
def kitchen(tmp_path) -> Path:
    """A publication without articles."""
    (tmp_path / "feedkit.yml").write_text(CONFIG)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_an_export_becomes_articles(run, kitchen) -> None:
    """One file for each, named by day and address; drafts among them."""
    done = run("-C", kitchen, "import", CASES / "wordpress.wxr.xml")
    assert done.exit_code == 0, done.output
    assert names(kitchen / "articles") == [
        "2024-03-12-a-map-of-quiet-streets.md",
        "2024-03-20-for-friends.md",
        "2024-04-02-why-we-repaired-the-clock.md",
        "2024-04-03-tea-once-more.md",
    ]
    assert "4 articles written to" in done.stdout
    assert "2 drafts among them" in done.stdout
    clock = (kitchen / "articles" / "2024-04-02-why-we-repaired-the-clock.md").read_text("utf-8")
    assert 'id: "https://notes.example.org/?p=31"' in clock
    assert 'link: "https://notes.example.org/2024/04/why-we-repaired-the-clock/"' in clock
    assert "\n<!--more-->\n" in clock
    assert "https://notes.example.org/wp-content/uploads/2024/04/clock.jpg" in clock


@pytest.mark.parametrize("name", ["hugo.rss.xml", "jekyll.atom.xml", "wordpress.rss.xml", "ghost.rss.xml", "substack.rss.xml", "medium.rss.xml", "drupal.rss.xml", "rdf.xml", "feed.json"])  # fmt: skip
def test_what_is_imported_builds_with_the_ids_it_had(run, kitchen, name) -> None:
    """Whatever ids they are: what front matter refuses, the lock holds."""
    from feedkit.foreign import read

    assert run("-C", kitchen, "import", CASES / name).exit_code == 0
    built = run("-C", kitchen, "build", *NOW, "--output-format", "json")
    assert built.exit_code == 0, built.stdout
    feed, _ = read((CASES / name).read_bytes(), name)
    rss = feedparser.parse(str(kitchen / "public" / "main.rss.xml"))
    assert {each.id for each in rss.entries} == {each.id for each in feed.entries}
    assert {each.title for each in rss.entries} >= {each.title for each in feed.entries if each.title}


def test_a_second_import_finds_everything_there(run, kitchen) -> None:
    """Whether an id stands in an article or in the lock; and after articles were renamed."""
    for name in ("ghost.rss.xml", "wordpress.wxr.xml", "feed.json"):
        run("-C", kitchen, "import", CASES / name, "--to", kitchen / "articles" / name.partition(".")[0])
    before = {path: path.read_bytes() for path in kitchen.rglob("*") if path.is_file()}
    moved = kitchen / "articles" / "ghost" / "2024-03-05-tea-without-kettles.md"
    for name in ("ghost.rss.xml", "wordpress.wxr.xml", "feed.json"):
        done = run("-C", kitchen, "import", CASES / name)
        assert "0 articles written" in done.stdout, done.output
    assert {path: path.read_bytes() for path in kitchen.rglob("*") if path.is_file()} == before
    moved.rename(kitchen / "articles" / "tea.md")
    assert "0 articles written" in run("-C", kitchen, "import", CASES / "ghost.rss.xml").stdout


def test_new_entries_are_added_to_those_that_are_there(run, kitchen) -> None:
    """An import can be repeated while the old site lives on."""
    whole = json.loads((CASES / "feed.json").read_text("utf-8"))
    (kitchen / "old.json").write_text(json.dumps({**whole, "items": whole["items"][1:]}))
    assert "1 article written" in run("-C", kitchen, "import", "old.json").stdout
    (kitchen / "old.json").write_text(json.dumps(whole))
    done = run("-C", kitchen, "import", "old.json")
    assert "1 article written" in done.stdout
    assert "1 there already" in done.stdout


def test_no_file_is_written_over(run, kitchen) -> None:
    """The entry is left out, with a warning; the others are imported."""
    mine = kitchen / "articles" / "2024-03-05-tea-without-kettles.md"
    mine.parent.mkdir()
    mine.write_text("---\ntitle: My own tea\ndate: 2024-03-05\n---\n")
    done = run("-C", kitchen, "import", CASES / "hugo.rss.xml")
    assert done.exit_code == 0
    assert "warning[FK467]" in done.stderr
    assert "2 articles written" in done.stdout
    assert "1 left out" in done.stdout
    assert "My own tea" in mine.read_text()


def test_two_entries_of_one_day_and_name_get_two_files(run, kitchen) -> None:
    """The second one with a number."""
    item = "<item><guid isPermaLink='false'>{0}</guid><title>Links</title><pubDate>Tue, 05 Mar 2024 07:30:00 GMT</pubDate></item>"
    (kitchen / "old.xml").write_text(
        f"<rss version='2.0'><channel>{item.format(1)}{item.format(2)}{item.format(1)}</channel></rss>"
    )
    run("-C", kitchen, "import", "old.xml")
    assert names(kitchen / "articles") == ["2024-03-05-links-2.md", "2024-03-05-links.md"]


def test_html_is_kept_when_asked_for(run, kitchen) -> None:
    """With addresses that are absolute."""
    run("-C", kitchen, "import", CASES / "jekyll.atom.xml", "--html")
    clock = (kitchen / "articles" / "2024-04-02-why-we-repaired-the-clock.html").read_text("utf-8")
    assert '<img alt="The clock, open" src="https://notes.example.org/assets/clock.jpg"/>' in clock


def test_a_dry_run_writes_nothing(run, kitchen) -> None:
    """It names the files."""
    done = run("-C", kitchen, "import", "-n", CASES / "ghost.rss.xml")
    assert "2024-03-05-tea-without-kettles.md" in done.stdout
    assert "3 articles would be written" in done.stdout
    assert names(kitchen) == ["feedkit.yml"]


def test_without_a_publication_a_folder_must_be_named(run, tmp_path) -> None:
    """Then feeds can be turned into articles anywhere; ids that front matter refuses are told."""
    assert run("-C", tmp_path, "import", CASES / "hugo.rss.xml").exit_code == 2
    done = run("-C", tmp_path, "import", CASES / "hugo.rss.xml", "--to", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert len(names(tmp_path / "out")) == 3
    again = run("-C", tmp_path, "import", CASES / "hugo.rss.xml", "--to", tmp_path / "out")
    assert "3 there already" in again.stdout
    ghost = run("-C", tmp_path, "import", CASES / "ghost.rss.xml", "--to", tmp_path / "ghost")
    assert ghost.stderr.count("warning[FK468]") == 3


def test_a_folder_beside_the_content_folder_has_no_lock(run, kitchen) -> None:
    """Nothing is written into the publication's."""
    done = run("-C", kitchen, "import", CASES / "ghost.rss.xml", "--to", kitchen / "elsewhere")
    assert done.stderr.count("warning[FK468]") == 3
    assert names(kitchen) == ["elsewhere", "feedkit.yml"]


def test_programs_get_a_document(run, kitchen) -> None:
    """With each file, its id and its form."""
    done = run("-C", kitchen, "import", CASES / "ghost.rss.xml", "--output-format", "json")
    document = json.loads(done.stdout)
    assert document["written"] == 3
    assert {each["id"] for each in document["articles"]} == {
        "660bcb5e6f0a3d0001a1b2c3",
        "65f0966e6f0a3d0001a1b2a9",
        "65e6c8326f0a3d0001a1b297",
    }
    assert {each["format"] for each in document["articles"]} == {"markdown"}
    assert all(Path(each["path"]).is_file() for each in document["articles"])


def test_what_cannot_be_an_article_is_named(run, kitchen) -> None:
    """An entry without a date is no article, and never dated now."""
    (kitchen / "old.json").write_text(
        json.dumps({"items": [{"id": "1", "title": "Undated"}, {"id": "2", "date_published": "2024-01-01T00:00:00Z"}]})
    )
    done = run("-C", kitchen, "import", "old.json", "--output-format", "concise")
    assert done.exit_code == 0
    assert "“Undated” is left out: it has no date" in done.stderr
    assert "2 is left out: it has neither title nor text" in done.stderr


def test_an_unreadable_lock_stops_the_import(run, kitchen) -> None:
    """Ids could be lost."""
    (kitchen / "feedkit.lock").write_text(">>>>>>> theirs\n")
    done = run("-C", kitchen, "import", CASES / "ghost.rss.xml")
    assert done.exit_code == 1
    assert names(kitchen / "articles") == []


def test_an_import_that_was_cut_short_can_be_repeated(run, kitchen) -> None:
    """The lock is written before the articles, so that no id is lost between them."""
    articles = kitchen / "articles"
    articles.mkdir()
    (articles / "x").write_text("a file, where a folder should be")
    assert run("-C", kitchen, "import", CASES / "ghost.rss.xml", "--to", articles / "x" / "y").exit_code == 2
    assert "660bcb5e6f0a3d0001a1b2c3" in (kitchen / "feedkit.lock").read_text("utf-8")
    assert "3 articles written" in run("-C", kitchen, "import", CASES / "ghost.rss.xml").stdout
    run("-C", kitchen, "build", *NOW)
    rss = feedparser.parse(str(kitchen / "public" / "main.rss.xml"))
    assert {each.id for each in rss.entries} == {
        "660bcb5e6f0a3d0001a1b2c3",
        "65f0966e6f0a3d0001a1b2a9",
        "65e6c8326f0a3d0001a1b297",
    }
