"""From a site as it stands to feeds with its old ids: `adopt` or `import`, then `build`, and nobody sees an old item as new."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from feedkit.cli.progress import silent
from feedkit.config import Config, load
from feedkit.foreign import read
from feedkit.workflow.adopt import adopt, write
from feedkit.workflow.build import build
from feedkit.workflow.build import write as let_out
from feedkit.workflow.importing import plan_import, write_lock
from feedkit.workflow.selection import BuildOptions

CASES = Path(__file__).parent.parent / "cases"
ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "site: {title: Kitchen Notes, url: 'https://notes.example.org/'}\n"


def config_of(project: Path) -> Config:
    return load(project / "feedkit.yml", environ={})


def ids(project: Path) -> list[dict[str, str]]:
    """The ids by title in the feeds that a build lets out: RSS, Atom, JSON."""
    made = build(project, config_of(project), BuildOptions(now=NOW), progress=silent)
    assert not made.failed
    out = project / config_of(project).output.dir
    let_out(made, project, out, config_of(project))
    rss = feedparser.parse(str(out / "main.rss.xml")).entries
    atom = etree.parse(out / "main.atom.xml").getroot().findall(f"{ATOM}entry")
    items = json.loads((out / "main.json").read_text("utf-8"))["items"]
    return [
        {each.title: each.id for each in rss},
        {each.findtext(f"{ATOM}title"): each.findtext(f"{ATOM}id") for each in atom},
        {each["title"]: each["id"] for each in items},
    ]


def flags(project: Path) -> set[str | None]:
    """What `isPermaLink` of the RSS feed says."""
    out = project / config_of(project).output.dir
    return {each.get("isPermaLink") for each in etree.parse(out / "main.rss.xml").getroot().iter("guid")}


@pytest.mark.parametrize(("name", "feed"), [("hugo", "old-index.xml"), ("jekyll", "old-feed.xml")])
def test_a_site_keeps_the_ids_of_the_feed_its_generator_wrote(tmp_path: Path, name: str, feed: str) -> None:
    """The feeds are the generator's own; every entry is found by its address, so permalinks are read as they are made."""
    project = Path(shutil.copytree(CASES / "adoption" / name, tmp_path / name))
    (project / "feedkit.yml").write_text("feeds: [{name: main}]\noutput: {dir: feeds}\n")
    old, _ = read((project / feed).read_bytes(), feed)
    assert old is not None
    made = adopt(project, config_of(project), [feed], NOW, force=False, progress=silent)
    assert [each.rule.code for each in made.diagnostics] == []
    assert [each.by for each in made.matching.matches] == ["address"] * 5
    assert write(made, project, config_of(project))
    wanted = {entry.title: entry.id for entry in old.entries}
    assert len(wanted) == 5
    assert ids(project) == [wanted] * 3


def test_dates_of_adopted_entries_are_the_same_moments(tmp_path: Path) -> None:
    """So that nothing moves in readers either."""
    for name, feed in (("hugo", "old-index.xml"), ("jekyll", "old-feed.xml")):
        project = Path(shutil.copytree(CASES / "adoption" / name, tmp_path / name))
        (project / "feedkit.yml").write_text("feeds: [{name: main}]\noutput: {dir: feeds}\n")
        old, _ = read((project / feed).read_bytes(), feed)
        assert old is not None
        made = build(project, config_of(project), BuildOptions(now=NOW), progress=silent)
        assert {each.title: each.published for each in made.feeds[0].entries} == {
            each.title: each.published for each in old.entries
        }


def notes(folder: Path) -> Path:
    (folder / "feedkit.yml").write_text(SITE + "feeds: [{name: main}]\n")
    (folder / "articles").mkdir()
    return folder


def imported(project: Path, *names: str) -> None:
    config = config_of(project)
    wheres = [str(CASES / "foreign" / name) for name in names]
    made = plan_import(project, config, wheres, project / "articles", html=False, progress=silent)
    assert not made.failed
    write_lock(made, project, config)
    for each in made.files:
        (project / "articles" / each.name).write_text(each.text, "utf-8")


WORDPRESS = {
    "Why we repaired the clock": "https://notes.example.org/?p=31",
    "A map of quiet streets": "https://notes.example.org/?p=24",
}
GHOST = {
    "Why we repaired the clock": "660bcb5e6f0a3d0001a1b2c3",
    "A map of quiet streets": "65f0966e6f0a3d0001a1b2a9",
    "Tea without kettles": "65e6c8326f0a3d0001a1b297",
}


@pytest.mark.parametrize(
    ("name", "wanted"), [("wordpress.wxr.xml", WORDPRESS), ("ghost.export.json", GHOST), ("ghost.rss.xml", GHOST)]
)
def test_an_export_becomes_articles_whose_feeds_have_the_old_ids(
    tmp_path: Path, name: str, wanted: dict[str, str]
) -> None:
    """Be they addresses or numbers; drafts and what is for members stay out of the feeds."""
    project = notes(tmp_path)
    imported(project, name)
    assert ids(project) == [wanted] * 3
    assert flags(project) == {"false"}


def test_an_ill_formed_export_keeps_ids_too(tmp_path: Path) -> None:
    """Cut off in its last item, with a bare ampersand and a control character, as servers leave them."""
    project = notes(tmp_path)
    raw = (CASES / "foreign" / "wordpress.wxr.xml").read_bytes()
    broken = raw.replace(b"<title>Kitchen Notes", b"<title>Kitchen & Notes\x0b")[: int(len(raw) * 0.85)]
    (tmp_path / "broken.xml").write_bytes(broken)
    imported(project, str(tmp_path / "broken.xml"))
    found = ids(project)[0]
    assert found.items() <= WORDPRESS.items()
    assert found  # what comes last may have been a draft, so it stays one


def test_articles_that_were_imported_and_a_feed_that_is_adopted_afterwards_agree(tmp_path: Path) -> None:
    """Nothing is told, since nothing would change for anybody."""
    project = notes(tmp_path)
    imported(project, "ghost.export.json")
    made = adopt(
        project, config_of(project), [str(CASES / "foreign" / "ghost.rss.xml")], NOW, force=False, progress=silent
    )
    assert [each.rule.code for each in made.diagnostics] == []
    assert len(made.takeover.known) == 3
    assert made.lock == ""
