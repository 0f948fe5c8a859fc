"""Adopting an old feed, then building: every old item keeps its id."""

from __future__ import annotations

import json

import feedparser
import pytest
from lxml import etree

from feedkit.cli.progress import silent
from feedkit.exceptions import FileError
from feedkit.foreign import read
from feedkit.workflow.adopt import adopt, write
from feedkit.workflow.build import build
from feedkit.workflow.build import write as let_out
from feedkit.workflow.selection import BuildOptions

ATOM = "{http://www.w3.org/2005/Atom}"
WHOLE_SITES = ["hugo.rss.xml", "jekyll.atom.xml", "wordpress.rss.xml", "ghost.rss.xml"]


def codes(made) -> list[str]:
    return sorted(each.rule.code for each in made.diagnostics)


@pytest.fixture
def planned(kitchen, cases, now):
    """Plans the adoption of feeds, by name or as they are written."""

    def planned(*feeds: str, force: bool = False):
        wheres = [str(cases / feed) if (cases / feed).exists() else feed for feed in feeds]
        return adopt(kitchen.folder, kitchen.config, wheres, now, force=force, progress=silent)

    return planned


@pytest.fixture
def built(kitchen, now):
    """Builds, and gives the ids that a reader finds in the feeds of every format, by title."""

    def built() -> list[dict[str, str]]:
        made = build(kitchen.folder, kitchen.config, BuildOptions(now=now), progress=silent)
        assert not made.failed
        let_out(made, kitchen.folder, kitchen.folder / "public", kitchen.config)
        public = kitchen.folder / "public"
        rss = feedparser.parse(str(public / "main.rss.xml")).entries
        # feedparser resolves Atom's ids as if they were addresses; what counts is what stands there (RFC 4287 §4.2.6.1).
        atom = etree.parse(public / "main.atom.xml").getroot().findall(f"{ATOM}entry")
        items = json.loads((public / "main.json").read_text("utf-8"))["items"]
        return [
            {each.title: each.id for each in rss},
            {each.findtext(f"{ATOM}title"): each.findtext(f"{ATOM}id") for each in atom},
            {each["title"]: each["id"] for each in items},
        ]

    return built


@pytest.mark.parametrize("name", WHOLE_SITES)
def test_after_adopting_a_build_gives_every_old_item_its_old_id(kitchen, planned, built, cases, name) -> None:
    """In every format, as subscribers' readers see it."""
    old, _ = read((cases / name).read_bytes(), name)
    made = planned(name)
    assert codes(made) == []
    assert write(made, kitchen.folder, kitchen.config)
    before = kitchen.lock
    wanted = {entry.title: entry.id for entry in old.entries}
    assert len(wanted) == 3
    assert built() == [wanted] * 3
    assert [json.loads(line)["id"] for line in kitchen.lock.splitlines()[2:]] == sorted(wanted.values())
    assert before.splitlines()[2:] == kitchen.lock.splitlines()[2:]


@pytest.mark.parametrize("name", WHOLE_SITES)
def test_a_build_after_an_adoption_has_no_ids_to_hand_out(kitchen, planned, now, name) -> None:
    """`--frozen` passes in CI."""
    write(planned(name), kitchen.folder, kitchen.config)
    made = build(kitchen.folder, kitchen.config, BuildOptions(now=now, frozen=True), progress=silent)
    assert made.lock_changes == ()


def test_ids_stay_through_renaming_afterwards(kitchen, planned, built) -> None:
    """An adopted id is one like any other."""
    write(planned("ghost.rss.xml"), kitchen.folder, kitchen.config)
    ids = built()
    (kitchen.folder / "articles" / "tea-without-kettles.md").rename(kitchen.folder / "articles" / "tea.md")
    assert built() == ids


def test_adopting_twice_changes_nothing(kitchen, planned) -> None:
    """The second time everything is known."""
    write(planned("ghost.rss.xml"), kitchen.folder, kitchen.config)
    again = planned("ghost.rss.xml")
    assert again.lock == ""
    assert not write(again, kitchen.folder, kitchen.config)
    assert len(again.takeover.known) == 3


def test_planning_writes_nothing(kitchen, planned) -> None:
    """That is what `--dry-run` stands on."""
    assert planned("ghost.rss.xml").lock
    assert kitchen.lock == ""


def test_ids_that_a_build_has_handed_out_are_not_taken_away(kitchen, planned, built) -> None:
    """Unless that is what is wanted."""
    mine = built()
    refused = planned("ghost.rss.xml")
    assert codes(refused) == ["FK465"] * 3
    assert refused.lock == ""
    write(planned("ghost.rss.xml", force=True), kitchen.folder, kitchen.config)
    assert built() != mine
    assert set(built()[0].values()) == {
        "660bcb5e6f0a3d0001a1b2c3",
        "65f0966e6f0a3d0001a1b2a9",
        "65e6c8326f0a3d0001a1b297",
    }


def test_an_article_of_the_future_has_no_subscribers_to_protect(kitchen, planned, built) -> None:
    """Its id of today gives way to the one it was published under before."""
    kitchen.article("tea-without-kettles", "Tea without kettles", "2030-01-01")
    built()
    assert [each.article.path for each in planned("ghost.rss.xml").takeover.adopted] == ["tea-without-kettles.md"]


def test_an_export_and_a_feed_of_one_site_agree(kitchen, planned) -> None:
    """WordPress has the same ids in both; drafts and what a password protects are no one's old items."""
    made = planned("wordpress.rss.xml", "wordpress.wxr.xml")
    assert len(made.takeover.adopted) == 3
    assert made.matching.ambiguous == ()
    assert made.matching.unmatched == ()


def test_two_feeds_with_different_ids_are_ambiguous(planned) -> None:
    """Subscribers of either would lose; who has more is not known here."""
    made = planned("ghost.rss.xml", "hugo.rss.xml")
    assert codes(made) == ["FK464"] * 6
    assert made.lock == ""


def test_entries_without_an_article_and_articles_without_an_entry_are_told(kitchen, planned) -> None:
    """Both would surprise subscribers."""
    kitchen.article("tea-without-kettles", "Coffee", "2019-01-01")
    made = planned("ghost.rss.xml")
    assert codes(made) == ["FK462", "FK463"]
    assert [each.title for each in made.matching.unmatched] == ["Tea without kettles"]
    assert [each.path for each in made.newcomers] == ["tea-without-kettles.md"]
    assert len(made.takeover.adopted) == 2


def test_drafts_are_no_newcomers(kitchen, planned) -> None:
    """Nobody will see them."""
    kitchen.article("plan", "A plan", "2024-05-01", "draft: true\n")
    assert codes(planned("ghost.rss.xml")) == []


def test_another_date_is_told_and_the_article_stays_as_it_is(kitchen, planned) -> None:
    """With what to write."""
    kitchen.article("tea-without-kettles", "Tea without kettles", "2024-03-05T09:00:00Z")
    before = (kitchen.folder / "articles" / "tea-without-kettles.md").read_bytes()
    made = planned("ghost.rss.xml")
    write(made, kitchen.folder, kitchen.config)
    (finding,) = made.diagnostics
    assert finding.rule.code == "FK466"
    assert "2024-03-05T07:30:00+00:00" in finding.help
    assert (kitchen.folder / "articles" / "tea-without-kettles.md").read_bytes() == before


def test_nothing_is_adopted_while_something_cannot_be_read(kitchen, planned) -> None:
    """An article, the lock or one of the feeds: what is right can be told only of all."""
    bad = kitchen.folder / "articles" / "bad.md"
    bad.write_text("---\ntitle: [\n---\n")
    assert planned("ghost.rss.xml").failed
    bad.unlink()
    (kitchen.folder / "feedkit.lock").write_text("<<<<<<< ours\n")
    assert codes(planned("ghost.rss.xml")) == ["FK407"]
    (kitchen.folder / "feedkit.lock").unlink()
    (kitchen.folder / "page.html").write_text("<html></html>")
    assert codes(planned("ghost.rss.xml", "page.html")) == ["FK460"]


def test_a_feed_that_is_not_there_is_an_error(planned) -> None:
    """It names the file."""
    with pytest.raises(FileError, match=r"nowhere\.xml cannot be read"):
        planned("nowhere.xml")


def test_after_adopting_an_export_of_ghost_every_published_post_keeps_its_id(kitchen, planned, built) -> None:
    """The ids are those of its RSS feed; the addresses are made of the site's own and the export's pattern."""
    made = planned("ghost.export.json", "ghost.rss.xml")
    assert codes(made) == []
    assert [each.by for each in made.matching.matches] == ["address"] * 3
    assert write(made, kitchen.folder, kitchen.config)
    assert set(built()[0].values()) == {
        "660bcb5e6f0a3d0001a1b2c3",
        "65f0966e6f0a3d0001a1b2a9",
        "65e6c8326f0a3d0001a1b297",
    }
