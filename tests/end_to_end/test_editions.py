"""One good mail a day: never an entry twice, never one left out, and what was frozen stays as it is."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from typing import Any

import feedparser
import pytest

EVENING = "2026-05-07T19:00:00Z"  # after the cutoff of 18:00 in Berlin


@pytest.fixture
def project(make_project: Any) -> Any:
    made = make_project(
        configuration="""
        site: {title: Example, url: https://example.org/, timezone: Europe/Berlin, author: Ana Silva}
        mail: {email: news@example.org, unsubscribe_mailto: "mailto:leave@example.org", postal_address: 1 Example Street}
        """
    )
    made.article("old", date="2026-05-01 08:00")
    made.article("first", date="2026-05-07 08:00", category="News")
    made.article("second", date="2026-05-07 12:00", category="News")
    return made


def run(project: Any, *words: str, now: str = EVENING) -> Any:
    done = project.run(*words, now=now)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def outcome(project: Any, now: str, *words: str) -> dict[str, Any]:
    return dict(
        json.loads(run(project, "build", "--output-format", "json", *words, now=now).stdout)["output"]["edition"]
    )


def recorded(project: Any, day: str) -> list[str]:
    record = json.loads((project.folder / "editions" / f"{day}.json").read_text("utf-8"))
    return [each["entry"]["title"] for each in record["entries"]]


def test_a_build_makes_the_newest_edition_that_is_closed(project: Any) -> None:
    """Its entries are those of the day; what was there before the first edition is not mailed."""
    assert outcome(project, EVENING)["state"] == "edition"
    assert recorded(project, "2026-05-07") == ["Second", "First"]
    assert {"editions/index.html", "editions/2026-05-07/index.html"} <= project.public().keys()


def test_an_edition_that_is_not_closed_is_not_made(project: Any) -> None:
    """At noon the edition of the day before is the newest one, and that day was quiet."""
    assert outcome(project, "2026-05-07T10:30:00Z") == {"date": "2026-05-06", "state": "quiet", "editions": []}
    assert "quiet" in run(project, "build", now="2026-05-07T10:30:00Z").stdout


def test_quiet_days_in_a_row_are_said_in_one_line(project: Any) -> None:
    """After a holiday the first build does not fill the screen with days on which nothing happened."""
    run(project, "build")
    said = [line for line in run(project, "build", now="2026-05-12T19:00:00Z").stdout.splitlines() if "quiet" in line]
    assert said == ["Edition: 2026-05-08 to 2026-05-12 are 5 quiet days: there was nothing new."]


def test_a_quiet_day_says_so_and_is_no_failure(project: Any) -> None:
    """No mail, a line on it, exit code 0, and a word of its own for programs."""
    run(project, "build")
    before = project.public()
    assert outcome(project, "2026-05-08T19:00:00Z")["state"] == "quiet"
    done = run(project, "digest", now="2026-05-08T19:00:00Z")
    assert "2026-05-08" in done.stdout
    assert not (project.folder / "outbox").exists()
    assert project.public() == before


def test_a_late_article_is_in_the_next_edition(project: Any) -> None:
    """It is dated inside a window that is closed already; nobody is to miss it."""
    run(project, "build")
    project.article("late", date="2026-05-07 09:00")
    project.article("third", date="2026-05-08 09:00")
    run(project, "build", now="2026-05-08T19:00:00Z")
    assert recorded(project, "2026-05-08") == ["Third", "Late"]


def test_an_article_that_was_edited_or_renamed_is_not_mailed_again(project: Any) -> None:
    """What was mailed was mailed, whatever it is called now."""
    run(project, "build")
    project.article("first", title="Retitled", date="2026-05-08 10:00", category="News")
    (project.folder / "articles" / "second.md").rename(project.folder / "articles" / "moved.md")
    assert outcome(project, "2026-05-08T19:00:00Z")["state"] == "quiet"


def test_a_correction_is_told_once(project: Any) -> None:
    """`correction:` is in the next edition, and in no other."""
    run(project, "build")
    project.article("first", date="2026-05-07 08:00", category="News", correction="The sum was wrong.")
    project.article("third", date="2026-05-08 09:00")
    run(project, "digest", now="2026-05-08T19:00:00Z")
    assert "The sum was wrong." in (project.folder / "outbox" / "2026-05-08.txt").read_text("utf-8")
    project.article("fourth", date="2026-05-09 09:00")
    run(project, "digest", now="2026-05-09T19:00:00Z")
    assert "The sum was wrong." not in (project.folder / "outbox" / "2026-05-09.txt").read_text("utf-8")


def test_missed_days_are_merged(project: Any) -> None:
    """A run that did not happen loses nothing."""
    run(project, "build")
    project.article("third", date="2026-05-08 09:00")
    project.article("fourth", date="2026-05-10 09:00")
    run(project, "build", now="2026-05-10T19:00:00Z")
    assert recorded(project, "2026-05-10") == ["Fourth", "Third"]


def test_a_frozen_edition_renders_to_the_same_bytes_for_ever(project: Any) -> None:
    """Whatever becomes of its articles."""
    run(project, "digest")
    files = {path.name: path.read_bytes() for path in (project.folder / "outbox").iterdir()}
    assert sorted(files) == ["2026-05-07.eml", "2026-05-07.html", "2026-05-07.txt"]
    project.article("first", title="Rewritten", date="2026-05-07 08:00", category="Else", body="All new.")
    (project.folder / "articles" / "second.md").unlink()
    (project.folder / "articles" / "old.md").unlink()
    run(project, "digest", "--date", "2026-05-07", "--out", "again", now="2027-01-01")
    assert {path.name: path.read_bytes() for path in (project.folder / "again").iterdir()} == files


def test_the_message_is_sound(project: Any) -> None:
    """The standard library reads it without a defect and finds all a mail program needs."""
    run(project, "digest")
    raw = (project.folder / "outbox" / "2026-05-07.eml").read_bytes()
    message = message_from_bytes(raw, policy=default)
    assert [part.defects for part in message.walk()] == [[], [], []]
    assert message["Subject"] == "Second"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"].endswith("<daily.example.org>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_without_a_sender_there_is_no_message_but_all_the_rest(project: Any) -> None:
    """The web edition and the feeds need none."""
    project.write("feedkit.yml", "site: {title: Example, url: https://example.org/, timezone: Europe/Berlin}\n")
    done = run(project, "digest")
    assert sorted(path.name for path in (project.folder / "outbox").iterdir()) == ["2026-05-07.html", "2026-05-07.txt"]
    assert "mail.email" in done.stdout


def test_editions_have_a_feed_in_every_format(project: Any) -> None:
    """Who does not want mail gets the same by feed: one entry an edition."""
    run(project, "build")
    public = project.public()
    for name in ("rss.xml", "atom.xml"):
        (entry,) = feedparser.parse(public[f"editions/feed.{name}"]).entries
        assert (entry.title, entry.link) == ("Second", "https://example.org/editions/2026-05-07/")
    assert len(json.loads(public["editions/feed.json"])["items"]) == 1
    assert b"editions/feed.rss.xml" in public["feeds.opml"]


def test_no_page_for_everybody_has_a_token_of_somebody(project: Any) -> None:
    """The web edition is the same for all."""
    run(project, "build")
    assert not any(b"recipient.invalid" in content for content in project.public().values())


def test_explain_says_of_each_article_why(project: Any) -> None:
    """In words for people, and in one word for programs; nothing is written."""
    project.article("sketch", date="2026-05-07 10:00", draft="true")
    done = run(project, "digest", "--explain", "--output-format", "json")
    verdicts = {each["path"]: each["verdict"] for each in json.loads(done.stdout)["digest"]["decisions"]}
    assert verdicts == {"second.md": "included", "first.md": "included", "sketch.md": "draft", "old.md": "baseline"}
    assert not (project.folder / "editions").exists()
    assert "sketch.md" in run(project, "digest", "--explain").stdout


def test_upcoming_says_which_edition_an_article_will_be_in(project: Any) -> None:
    """Also for what comes out after today's cutoff."""
    project.article("tonight", date="2026-05-07 20:00")
    project.article("next-week", date="2026-05-14 09:00")
    run(project, "build")
    listed = json.loads(run(project, "list", "--upcoming", "--output-format", "json").stdout)["articles"]
    assert {each["title"]: each["edition"] for each in listed} == {"Tonight": "2026-05-08", "Next-Week": "2026-05-14"}


def test_editions_can_be_switched_off(project: Any) -> None:
    """A publication without a newsletter has no folder of records."""
    with (project.folder / "feedkit.yml").open("a") as file:
        file.write("digest: {enabled: false}\n")
    run(project, "build")
    assert not (project.folder / "editions").exists()
    assert not any(path.startswith("editions/") for path in project.public())


def test_a_look_at_drafts_makes_no_edition(project: Any) -> None:
    """What is not out can be in none."""
    run(project, "build", "--drafts")
    assert not (project.folder / "editions").exists()


def test_a_record_that_cannot_be_read_stops_everything(project: Any) -> None:
    """Without it entries could be mailed twice."""
    run(project, "build")
    project.write("editions/2026-05-07.json", "<<<<<<< HEAD\n")
    done = project.run("build", now="2026-05-08T19:00:00Z")
    assert done.returncode == 1
    assert "editions/2026-05-07.json" in done.stderr
