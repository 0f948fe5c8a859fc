"""Every entry is in one edition: never missed, never twice, and never a surprise."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.digest.plans import (
    Candidate,
    CatchUp,
    Chosen,
    DayState,
    Decision,
    DigestRules,
    FirstRun,
    Overflow,
    Plan,
    Selection,
    Verdict,
    edition_id,
    note_key,
    split_edition_id,
)
from feedkit.digest.selection import plan, upcoming

NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")
RULES = DigestRules(zone=NEW_YORK, cutoff=time(15, 30))
INCLUDE = replace(RULES, first_run=FirstRun.INCLUDE)


def at(text: str) -> datetime:
    """A moment by the clocks of New York in summer."""
    return datetime.fromisoformat(f"2026-{text}-04:00")


def candidate(id: str, published: str, **rest: object) -> Candidate:
    given = {"path": f"{id}.md", "title": id.title(), "url": f"https://example.org/{id}/", "published": at(published)}
    return Candidate(id=id, **(given | rest))


PUBLICATION = (
    candidate("xai", "05-07T19:00"),
    candidate("gartner", "05-26T11:00"),
    candidate("grok", "05-26T15:00"),
    candidate("clickup", "05-28T03:00"),
    candidate("human-archive", "05-28T07:00"),
    candidate("duckduckgo", "05-28T11:00"),
    candidate("robinhood", "05-28T15:00"),
)
EVENING = at("05-28T20:00")


def frozen(selections: tuple[Selection, ...] | Selection) -> tuple[Selection, ...]:
    """What reading the records of the selections gives."""
    many = selections if isinstance(selections, tuple) else (selections,)
    return tuple(replace(each, frozen=True) for each in many)


def edition(day: str, *ids: str, number: int = 1, **rest: object) -> Selection:
    """A frozen edition of May or June with these entries."""
    this = date.fromisoformat(f"2026-{day}")
    given = {"cutoff": RULES.cutoff_of(this), "entries": tuple(Chosen(id=each) for each in ids)}
    return Selection(id=edition_id("daily", this, number), date=this, frozen=True, **(given | rest))


BEFORE = edition("05-25", "begun")
"""The edition that most tables go on from."""


def ids(found: Plan) -> dict[str, tuple[str, ...]]:
    return {each.id: each.entry_ids for each in found.editions}


def decided(found: Plan) -> dict[str, Decision]:
    return {each.id: each for each in found.decisions}


def verdicts(found: Plan) -> dict[str, str]:
    return {each.id: each.verdict.value for each in found.decisions}


def states(found: Plan) -> dict[str, str]:
    return {each.date.isoformat()[5:]: each.state.value for each in found.days}


# ---- The sample publication


def test_the_first_run_makes_the_newest_closed_edition_and_leaves_the_archive_alone():
    """On 28 May there are four stories, newest first; what was there before counts as sent."""
    found = plan(PUBLICATION, (), RULES, EVENING)
    assert ids(found) == {"daily/2026-05-28": ("robinhood", "duckduckgo", "human-archive", "clickup")}
    assert {each for each, verdict in verdicts(found).items() if verdict == "baseline"} == {"xai", "gartner", "grok"}
    assert found.to_freeze[0].cutoff == datetime(2026, 5, 28, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "entries", "state"),
    [
        ("05-26", ("grok", "gartner"), "edition"),
        ("05-27", None, "quiet"),
        ("05-28", ("robinhood", "duckduckgo", "human-archive", "clickup"), "edition"),
        ("05-29", None, "open"),
    ],
)
def test_without_records_a_date_that_is_asked_for_is_its_own_window(day, entries, state):
    """An edition of the past is what lies between the cutoff before and its own, and a quiet day is none."""
    found = plan(PUBLICATION, (), RULES, EVENING, day=date.fromisoformat(f"2026-{day}"))
    assert ids(found) == ({f"daily/2026-{day}": entries} if entries else {})
    assert states(found) == {day: state}


def test_day_by_day_every_story_is_mailed_once():
    """Runs of three evenings: two stories, a quiet day, four stories."""
    first = plan(PUBLICATION, (), RULES, at("05-26T20:00"))
    second = plan(PUBLICATION, frozen(first.to_freeze), RULES, at("05-27T20:00"))
    third = plan(PUBLICATION, frozen((*first.to_freeze, *second.to_freeze)), RULES, EVENING)
    assert [each.entry_ids for each in first.editions] == [("grok", "gartner")]
    assert (second.editions, second.quiet) == ((), (date(2026, 5, 27),))
    assert [each.entry_ids for each in third.editions] == [("robinhood", "duckduckgo", "human-archive", "clickup")]
    assert states(third) == {"05-27": "quiet", "05-28": "edition"}


def test_a_quiet_day_is_explained():
    """Nobody needs to wonder why there was no mail."""
    found = plan(PUBLICATION, (BEFORE, edition("05-26", "gartner", "grok")), RULES, at("05-27T20:00"))
    assert [each.sentence for each in found.days] == [
        "2026-05-27 is a quiet day: there was nothing new by 2026-05-27 15:30"
    ]
    assert found.to_freeze == ()


# ---- What is in a window


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("05-28T15:30", "included"),
        ("05-28T15:30:01", "after-cutoff"),
        ("05-28T20:00", "after-cutoff"),
        ("05-28T20:00:01", "future"),
        ("05-27T15:30:01", "included"),
        ("05-27T15:30", "baseline"),
    ],
)
def test_a_window_ends_with_its_cutoff_and_begins_after_the_one_before(published, verdict):
    """An entry published at the very cutoff is in."""
    assert verdicts(plan([candidate("story", published)], (), RULES, EVENING)) == {"story": verdict}


@pytest.mark.parametrize(
    ("rest", "verdict", "sentence"),
    [
        ({}, "included", "is in daily/2026-05-28"),
        ({"draft": True}, "draft", "is a draft"),
        ({"excluded": "feed: false"}, "excluded", "is kept out by `feed: false`"),
        ({"expires": at("05-28T20:00")}, "expired", "expired at 2026-05-28 20:00"),
        ({"expires": at("05-28T20:00:01")}, "included", "is in daily/2026-05-28"),
        ({"published": at("05-28T15:31")}, "after-cutoff", "was published at 2026-05-28 15:31, after the cutoff, and will be in daily/2026-05-29"),
        ({"published": at("05-29T15:31")}, "future", "appears at 2026-05-29 15:31, and will be in daily/2026-05-30"),
        ({"published": at("05-29T09:00"), "expires": at("05-29T12:00")}, "future", "appears at 2026-05-29 09:00, and expires before the cutoff of its edition, 2026-05-29 15:30"),
        ({"published": at("05-20T12:00")}, "too-old", "is older than the 7 days of `max_age`"),
        ({"published": at("05-25T12:00")}, "included", "is in daily/2026-05-28, marked as earlier since it came after the edition before was frozen"),
        ({"id": "begun"}, "already-sent", "was in daily/2026-05-25"),
        ({"id": "begun", "content_hash": "b"}, "already-sent", "was in daily/2026-05-25; what was edited since is not mailed again without a new `correction`"),
        ({"id": "begun", "content_hash": "b", "correction": "It was 3."}, "correction", "was in daily/2026-05-25; its correction is in daily/2026-05-28"),
        ({"id": "begun", "draft": True}, "already-sent", "was in daily/2026-05-25"),
        ({"id": "left"}, "baseline", "was there before the first edition"),
    ],
)  # fmt: skip
def test_every_article_is_told_why_it_is_in_or_out(rest, verdict, sentence):
    """One decision for each article, in words that need no manual."""
    before = replace(
        BEFORE, entries=(Chosen(id="begun", content_hash="a"),), passed=("left",), baseline=at("05-18T15:30")
    )
    story = replace(candidate("story", "05-28T12:00"), **rest)
    other = candidate("other", "05-28T11:00")
    found = decided(plan([story, other], (before,), RULES, EVENING))[story.id]
    assert (found.verdict.value, found.sentence) == (verdict, sentence)
    assert found.edition_id in sentence


def test_entries_stand_newest_first_and_those_of_one_moment_by_id():
    """The order is total; the newest story leads."""
    stories = [candidate(each, "05-28T12:00") for each in "bca"] + [candidate("z", "05-28T11:00")]
    assert plan(stories, (), RULES, EVENING).editions[0].entry_ids == ("c", "b", "a", "z")


# ---- Late, edited, corrected


def test_a_late_article_is_in_the_next_edition_and_flagged():
    """Dated inside a window that was mailed already, it is neither lost nor passed off as new."""
    done = edition("05-28", *(each.id for each in PUBLICATION))
    late = candidate("late", "05-28T15:30")
    tonight = plan([*PUBLICATION, late], (done,), RULES, EVENING)
    assert tonight.to_freeze == ()
    assert decided(tonight)["late"].sentence == "came late, and will be in daily/2026-05-29"
    tomorrow = plan([*PUBLICATION, late, candidate("new", "05-29T10:00")], (done,), RULES, at("05-29T20:00"))
    assert [(each.id, each.earlier) for each in tomorrow.editions[0].entries] == [("new", False), ("late", True)]


def test_a_frozen_edition_is_the_same_for_ever():
    """Edits, removals, drafts and late articles do not touch what was mailed."""
    done = frozen(plan(PUBLICATION, (), RULES, EVENING).to_freeze)
    now = [replace(each, content_hash="other", title="Other", published=at("05-27T10:00")) for each in PUBLICATION[:-2]]
    changed = [*now, replace(PUBLICATION[-1], draft=True), candidate("late", "05-28T10:00")]
    for day in (None, date(2026, 5, 28)):
        found = plan(changed, done, RULES, EVENING, day=day)
        assert found.editions == done
        assert found.to_freeze == ()
        assert states(found) == {"05-28": "frozen"}
        assert verdicts(found)["robinhood"] == verdicts(found)["human-archive"] == "included"


def test_renaming_and_redating_do_not_mail_again():
    """The id is what counts."""
    again = [replace(each, path=f"moved/{each.path}", published=at("05-29T10:00")) for each in PUBLICATION]
    found = plan(again, (edition("05-28", *(each.id for each in PUBLICATION)),), RULES, at("05-29T20:00"))
    assert found.editions == ()
    assert set(verdicts(found).values()) == {"already-sent"}


def test_a_correction_is_carried_once():
    """It goes into the next edition, not again when it is only wrapped anew, and again when it says something else."""
    sent = edition("05-26", "grok")
    corrected = candidate("grok", "05-26T15:00", correction="There were 3\nof 400.")
    first = plan([corrected, candidate("a", "05-27T10:00")], (sent,), RULES, at("05-27T20:00")).editions[0]
    assert [(each.id, each.title, each.url, each.note) for each in first.corrections] == [
        ("grok", "Grok", "https://example.org/grok/", "There were 3\nof 400.")
    ]
    assert first.entry_ids == ("a",)

    wrapped = replace(corrected, correction="There were 3 of 400.")
    second = plan([wrapped, candidate("b", "05-28T10:00")], (sent, *frozen(first)), RULES, EVENING).editions[0]
    assert second.corrections == ()

    other = replace(corrected, correction="There were 4 of 400.")
    third = plan([other, candidate("b", "05-28T10:00")], (sent, *frozen(first)), RULES, EVENING).editions[0]
    assert [each.note for each in third.corrections] == ["There were 4 of 400."]


def test_a_correction_waits_when_the_day_is_quiet():
    """A mail of nothing but corrections has no story to lead it."""
    corrected = candidate("grok", "05-26T15:00", correction="There were 3.")
    sent = edition("05-26", "grok")
    quiet = plan([corrected], (sent,), RULES, at("05-27T20:00"))
    assert quiet.editions == ()
    assert decided(quiet)["grok"].sentence == "was in daily/2026-05-26; its correction waits for the next edition"
    assert plan([corrected, candidate("a", "05-28T10:00")], (sent,), RULES, EVENING).editions[0].corrections != ()


def test_a_correction_that_was_there_from_the_start_is_no_news():
    """Whoever got the corrected text first need not be told."""
    corrected = candidate("grok", "05-26T15:00", correction="There were 3.")
    first = plan([corrected], (BEFORE,), RULES, at("05-26T20:00"))
    later = plan(
        [corrected, candidate("a", "05-27T10:00")], (BEFORE, *frozen(first.to_freeze)), RULES, at("05-27T20:00")
    )
    assert later.editions[0].entry_ids == ("a",)
    assert later.editions[0].corrections == ()


@pytest.mark.parametrize(
    "rest",
    [{"draft": True}, {"excluded": "digest: false"}, {"expires": at("05-27T20:00")}, {"published": at("05-30T10:00")}],
    ids=str,
)
def test_what_was_withdrawn_is_not_corrected_in_public(rest):
    """There is no page to send readers to."""
    withdrawn = replace(candidate("grok", "05-26T15:00", correction="There were 3."), **rest)
    found = plan([withdrawn, candidate("a", "05-28T10:00")], (edition("05-26", "grok"),), RULES, EVENING)
    assert found.editions[0].corrections == ()


# ---- Missed days

MISSED = (candidate("tue", "05-26T10:00"), candidate("thu", "05-28T10:00"), candidate("late", "05-25T10:00"))


@pytest.mark.parametrize(
    ("catch_up", "editions", "seen"),
    [
        (
            CatchUp.MERGE,
            {"daily/2026-05-28": ("thu", "tue", "late")},
            {"05-26": "merged", "05-27": "quiet", "05-28": "edition"},
        ),
        (
            CatchUp.SEPARATE,
            {"daily/2026-05-26": ("tue", "late"), "daily/2026-05-28": ("thu",)},
            {"05-26": "edition", "05-27": "quiet", "05-28": "edition"},
        ),
        (
            CatchUp.SKIP,
            {"daily/2026-05-28": ("thu", "late")},
            {"05-26": "skipped", "05-27": "quiet", "05-28": "edition"},
        ),
    ],
    ids=lambda each: each.value if isinstance(each, CatchUp) else "",
)
def test_missed_days_are_made_up_for_as_the_rules_say(catch_up, editions, seen):
    """Three days without a run: one edition, one for each day, or only the newest; what came late is in all of them."""
    rules = replace(RULES, catch_up=catch_up)
    found = plan(MISSED, (BEFORE,), rules, EVENING)
    assert ids(found) == editions
    assert states(found) == seen
    flagged = {each.id for made in found.editions for each in made.entries if each.earlier}
    assert flagged == {"late"}


def test_of_a_long_absence_only_the_days_within_reach_are_told():
    """Nothing of the others could be in an edition any more."""
    found = plan([candidate("story", "06-25T10:00")], (BEFORE,), RULES, at("06-28T20:00"))
    assert list(states(found)) == [f"06-{day}" for day in range(21, 29)]
    assert [day for day, state in states(found).items() if state == "merged"] == ["06-25"]


def test_what_came_at_the_last_cutoff_that_was_missed_is_skipped():
    """The window of the newest edition begins after it."""
    rules = replace(RULES, catch_up=CatchUp.SKIP)
    stories = [candidate("at", "05-27T15:30"), candidate("after", "05-27T15:30:01")]
    assert verdicts(plan(stories, (BEFORE,), rules, EVENING)) == {"at": "skipped", "after": "included"}


def test_corrections_are_in_the_first_of_several_late_editions():
    """They are not repeated in those that are made with it, nor kept on a quiet day that is only marked."""
    rules = replace(RULES, catch_up=CatchUp.SEPARATE)
    corrected = candidate("begun", "05-25T10:00", correction="There were 3.")
    found = plan([corrected, *MISSED], (BEFORE,), rules, EVENING)
    assert [(each.id, len(each.corrections)) for each in found.editions] == [
        ("daily/2026-05-26", 1),
        ("daily/2026-05-28", 0),
    ]
    (mark,) = plan([corrected], (BEFORE,), rules, EVENING).to_freeze
    assert (mark.entries, mark.corrections) == ((), ())


def test_what_was_skipped_stays_skipped():
    """The next day it does not come back as a late article."""
    rules = replace(RULES, catch_up=CatchUp.SKIP)
    first = plan(MISSED, (BEFORE,), rules, EVENING)
    second = plan(
        [*MISSED, candidate("fri", "05-29T10:00")], (BEFORE, *frozen(first.to_freeze)), rules, at("05-29T20:00")
    )
    assert second.editions[0].entry_ids == ("fri",)
    assert decided(second)["tue"].sentence == "belongs to a day that was missed, and `catch_up: skip` leaves those out"


@pytest.mark.parametrize("catch_up", [CatchUp.SEPARATE, CatchUp.SKIP])
def test_a_quiet_day_is_marked_where_it_could_be_taken_for_a_missed_one(catch_up):
    """An article dated on a quiet day that comes late is late, not missed."""
    rules = replace(RULES, catch_up=catch_up)
    quiet = plan([], (BEFORE,), rules, at("05-27T20:00"))
    assert [(each.id, each.entries) for each in quiet.to_freeze] == [("daily/2026-05-27", ())]
    late = candidate("late", "05-27T10:00")
    found = plan([late], (BEFORE, *frozen(quiet.to_freeze)), rules, EVENING)
    assert [(each.id, each.entries[0].earlier) for each in found.editions] == [("daily/2026-05-28", True)]
    assert states(plan([late], (BEFORE, *frozen(quiet.to_freeze)), rules, at("05-27T21:00"))) == {"05-27": "quiet"}


def test_a_late_run_makes_the_day_that_is_closed():
    """A schedule that fires past midnight makes yesterday's edition, not an early one of today."""
    assert list(ids(plan(PUBLICATION, (), RULES, at("05-29T02:00")))) == ["daily/2026-05-28"]


def test_a_date_that_a_later_edition_has_overtaken_is_not_made_any_more():
    """Readers do not get yesterday's mail after today's; what is left goes into the next one."""
    story = candidate("story", "05-27T10:00")
    found = plan([story], (BEFORE, edition("05-28", "thu")), RULES, EVENING, day=date(2026, 5, 27))
    assert (found.editions, found.to_freeze) == ((), ())
    assert states(found) == {"05-27": "passed"}
    assert (
        found.days[0].sentence
        == "2026-05-27 has no edition: daily/2026-05-28 was frozen since, and what comes late is in the next one"
    )
    assert decided(found)["story"].edition_id == "daily/2026-05-29"


def test_an_extra_edition_overtakes_the_day_before_it():
    """After an extra edition in the evening the regular one of that day, if it was missed, is not made any more."""
    extra = edition("05-28", "thu", number=2, cutoff=EVENING)
    story = candidate("story", "05-28T10:00")
    found = plan([story], (BEFORE, extra), RULES, at("05-28T22:00"))
    assert found.to_freeze == ()
    assert states(found) == {"05-28": "passed"}
    assert decided(found)["story"].edition_id == "daily/2026-05-29"


def test_days_that_were_overtaken_are_not_made_up_for():
    """Neither the day of an extra edition, nor one that was frozen under an earlier cutoff, gets an edition late."""
    rules = replace(RULES, catch_up=CatchUp.SEPARATE)
    stories = [candidate("tue", "05-26T10:00"), candidate("thu", "05-28T10:00")]
    extra = edition("05-26", "x", number=2, cutoff=at("05-26T20:00"))
    morning = edition("05-26", "x", cutoff=at("05-26T07:00"))
    for done in (extra, morning):
        found = plan(stories, (BEFORE, done), rules, EVENING)
        assert ids(found) == {"daily/2026-05-27": ("tue",), "daily/2026-05-28": ("thu",)}
        assert states(found) == {"05-27": "edition", "05-28": "edition"}


def test_a_site_that_moves_to_another_zone_does_not_go_back_to_days_before():
    """Even when a date before the newest edition closes after it by the new clock."""
    done = edition("05-28", "thu", cutoff=at("05-27T10:00"))
    found = plan([candidate("story", "05-27T12:00")], (done,), RULES, EVENING, day=date(2026, 5, 27))
    assert found.to_freeze == ()
    assert states(found) == {"05-27": "passed"}


def test_a_run_with_the_clock_put_back_makes_nothing():
    """With a `--now` before what was mailed already, nothing is mailed again."""
    found = plan(PUBLICATION, (edition("05-28", "robinhood"),), RULES, at("05-26T20:00"))
    assert found.to_freeze == ()
    assert states(found) == {"05-26": "passed"}


def test_a_new_cutoff_does_not_make_a_second_edition_of_a_day():
    """Moved from the morning to the afternoon, the new cutoff begins with the next day."""
    done = edition("05-28", "clickup", cutoff=at("05-28T07:00"))
    found = plan(PUBLICATION, (done,), RULES, EVENING)
    assert found.to_freeze == ()
    assert upcoming(PUBLICATION, (done,), RULES, EVENING)["robinhood"] == date(2026, 5, 29)


# ---- Age


@pytest.mark.parametrize(
    ("published", "verdict"), [("05-21T15:30", "included"), ("05-21T15:29:59", "too-old"), ("05-28T12:00", "included")]
)
def test_max_age_bounds_how_far_a_late_article_may_reach_back(published, verdict):
    """Exactly as old as allowed is not too old."""
    assert verdicts(plan([candidate("story", published)], (BEFORE,), RULES, EVENING)) == {"story": verdict}


def test_what_lies_in_the_window_is_never_too_old():
    """A week with 25 hours on one day is longer than seven days, and so is a window with a smaller `max_age`."""
    weekly = DigestRules(zone=BERLIN, cutoff=time(7), weekdays=frozenset({0}))
    first = datetime(2026, 10, 19, 7, 0, 1, tzinfo=BERLIN)
    story = replace(candidate("story", "05-28T10:00"), published=first)
    before = Selection(
        id="daily/2026-10-19", date=date(2026, 10, 19), cutoff=first - timedelta(seconds=1), entries=(Chosen(id="x"),)
    )
    now = datetime(2026, 10, 26, 8, tzinfo=BERLIN)
    assert now.astimezone(UTC) - first.astimezone(UTC) > timedelta(days=7)
    for rules in (weekly, replace(weekly, max_age=timedelta(hours=1))):
        assert verdicts(plan([story], (before,), rules, now)) == {"story": "included"}


def test_a_wait_that_would_make_an_article_too_old_is_said():
    """Whoever looks ahead is not promised an edition that will not hold it."""
    weekly = replace(RULES, weekdays=frozenset({0}), max_age=timedelta(days=5))
    found = plan([candidate("story", "05-24T10:00")], (BEFORE,), weekly, at("05-26T20:00"))
    assert (
        decided(found)["story"].sentence
        == "will be older than the 5 days of `max_age` at the cutoff of the next edition"
    )
    assert upcoming([candidate("story", "05-24T10:00")], (BEFORE,), weekly, at("05-26T20:00")) == {}


# ---- The first run


def test_what_comes_late_from_before_the_reach_of_the_first_edition_is_too_old_not_baseline():
    """It was not there before the first edition that went back further than itself."""
    rules = replace(INCLUDE, include_since=date(2026, 5, 7))
    first = plan(PUBLICATION, (), rules, EVENING).to_freeze
    late = [candidate("late", "05-10T10:00"), candidate("ancient", "05-06T10:00")]
    assert verdicts(plan(late, frozen(first), rules, at("05-29T20:00"))) == {"late": "too-old", "ancient": "baseline"}


def test_after_the_first_edition_the_baseline_stays_out_and_late_articles_do_not():
    """Old articles are known by their ids, so that one that comes late from before the first edition is still mailed."""
    first = plan(PUBLICATION, (), RULES, EVENING).to_freeze
    assert (first[0].passed, first[0].baseline) == (("gartner", "grok"), at("05-21T15:30"))
    late = candidate("late", "05-26T12:00")
    second = plan([*PUBLICATION, late], frozen(first), RULES, at("05-29T20:00"))
    assert second.editions[0].entry_ids == ("late",)
    assert verdicts(second)["gartner"] == verdicts(second)["xai"] == "baseline"


def test_what_was_too_old_for_the_first_edition_may_come_out_again():
    """An old article that is taken up and dated anew is news: it was never mailed, and nothing keeps its id out."""
    first = plan(PUBLICATION, (), RULES, EVENING).to_freeze
    second = plan([*PUBLICATION, candidate("fri", "05-29T10:00")], frozen(first), RULES, at("05-29T20:00")).to_freeze
    anew = [replace(PUBLICATION[0], published=at("05-30T10:00")), *PUBLICATION[1:]]
    third = plan(anew, frozen((*first, *second)), RULES, at("05-30T20:00"))
    assert third.editions[0].entry_ids == ("xai",)


def test_raising_max_age_later_does_not_mail_the_archive():
    """What was too old to be in the first edition's reach is baseline for good."""
    first = plan(PUBLICATION, (), RULES, EVENING).to_freeze
    found = plan(PUBLICATION, frozen(first), replace(RULES, max_age=timedelta(days=3650)), at("05-29T20:00"))
    assert found.editions == ()


def test_a_quiet_first_run_is_remembered():
    """A site that begins with a quiet day does not lose the story of the next day, should that run be missed."""
    first = plan([], (), RULES, at("05-26T20:00"))
    assert [(each.id, each.entries) for each in first.to_freeze] == [("daily/2026-05-26", ())]
    found = plan([candidate("wed", "05-27T10:00")], frozen(first.to_freeze), RULES, EVENING)
    assert found.editions[0].entry_ids == ("wed",)


@pytest.mark.parametrize(
    ("rules", "editions", "baseline"),
    [
        (INCLUDE, {"daily/2026-05-28": ("robinhood", "duckduckgo", "human-archive", "clickup", "grok", "gartner")}, set()),
        (replace(INCLUDE, include_since=date(2026, 5, 7)), {"daily/2026-05-28": tuple(each.id for each in PUBLICATION[::-1])}, set()),
        (replace(INCLUDE, include_since=date(2026, 5, 28)), {"daily/2026-05-28": ("robinhood", "duckduckgo", "human-archive", "clickup")}, {"xai", "gartner", "grok"}),
        (replace(INCLUDE, include_since=date.min), {"daily/2026-05-28": tuple(each.id for each in PUBLICATION[::-1])}, set()),
        (replace(INCLUDE, max_age=timedelta.max), {"daily/2026-05-28": tuple(each.id for each in PUBLICATION[::-1])}, set()),
        (
            replace(INCLUDE, catch_up=CatchUp.SEPARATE),
            {"daily/2026-05-26": ("grok", "gartner"), "daily/2026-05-28": ("robinhood", "duckduckgo", "human-archive", "clickup")},
            set(),
        ),
    ],
    ids=["all within max_age", "since a day", "since today", "since ever", "of any age", "one for each day"],
)  # fmt: skip
def test_the_first_edition_may_reach_back(rules, editions, baseline):
    """As far as `max_age`, or to the day that was named."""
    found = plan(PUBLICATION, (), rules, EVENING)
    assert ids(found) == editions
    assert {each for each, verdict in verdicts(found).items() if verdict == "baseline"} == baseline


def test_a_first_run_that_is_cut_short_does_not_forget_its_baseline():
    """The baseline stands in the first record that is written, not in the last."""
    rules = replace(INCLUDE, catch_up=CatchUp.SEPARATE, include_since=date(2026, 5, 26))
    stories = [*PUBLICATION, candidate("mon", "05-25T12:00")]
    written = frozen(plan(stories, (), rules, EVENING).to_freeze[:1])
    found = plan(stories, written, rules, EVENING)
    assert [each.entry_ids for each in found.editions] == [("robinhood", "duckduckgo", "human-archive", "clickup")]
    assert verdicts(found)["mon"] == "baseline"


# ---- More than one a day, more than fits, several lists


def test_an_extra_edition_holds_what_is_out_by_now():
    """It is the second of its day, and the next one goes on from it."""
    done = frozen(plan(PUBLICATION, (), RULES, EVENING).to_freeze)
    stories = [
        *PUBLICATION,
        candidate("breaking", "05-28T19:00"),
        candidate("late", "05-28T14:00"),
        candidate("soon", "05-28T21:00"),
    ]
    found = plan(stories, done, RULES, EVENING, extra=True)
    (extra,) = found.to_freeze
    assert (extra.id, extra.entry_ids, extra.cutoff) == ("daily/2026-05-28.2", ("breaking", "late"), EVENING)
    assert [each.id for each in found.editions] == ["daily/2026-05-28", "daily/2026-05-28.2"]
    tomorrow = plan(stories, (*done, *frozen(extra)), RULES, at("05-29T20:00"))
    assert tomorrow.editions[0].entry_ids == ("soon",)
    again = plan(
        [*stories, candidate("more", "05-28T20:30")], (*done, *frozen(extra)), RULES, at("05-28T22:00"), extra=True
    )
    assert [(each.id, each.entry_ids) for each in again.to_freeze] == [("daily/2026-05-28.3", ("soon", "more"))]


def test_an_extra_edition_leaves_the_day_its_own():
    """One before the cutoff does not take the place of the regular edition, nor its entries twice."""
    extra = plan(PUBLICATION, (BEFORE,), RULES, at("05-28T10:00"), extra=True).to_freeze
    assert [(each.id, each.entry_ids) for each in extra] == [
        ("daily/2026-05-28.2", ("human-archive", "clickup", "grok", "gartner"))
    ]
    found = plan(PUBLICATION, (BEFORE, *frozen(extra)), RULES, EVENING)
    assert [(each.id, each.entry_ids, each.frozen) for each in found.editions] == [
        ("daily/2026-05-28.2", ("human-archive", "clickup", "grok", "gartner"), True),
        ("daily/2026-05-28", ("robinhood", "duckduckgo"), False),
    ]


def test_an_extra_edition_of_nothing_is_none():
    """When nothing new is out there is nothing to freeze."""
    done = frozen(plan(PUBLICATION, (), RULES, EVENING).to_freeze)
    assert plan([], (), RULES, EVENING, extra=True).to_freeze == ()
    found = plan(PUBLICATION, done, RULES, at("05-28T21:07"), extra=True)
    assert found.to_freeze == ()
    assert [(each.state, each.sentence) for each in found.days] == [
        (DayState.QUIET, "2026-05-28 is a quiet day: there was nothing new by 2026-05-28 21:07")
    ]


def test_entries_beyond_the_limit_are_linked():
    """They belong to the edition and are never mailed again; the mail says that there are more."""
    rules = replace(RULES, max_entries=3)
    (found,) = plan(PUBLICATION, (), rules, EVENING).editions
    assert [(each.id, each.linked) for each in found.entries] == [
        ("robinhood", False),
        ("duckduckgo", False),
        ("human-archive", False),
        ("clickup", True),
    ]
    assert (
        decided(plan(PUBLICATION, (), rules, EVENING))["clickup"].sentence
        == "is in daily/2026-05-28, beyond the 3 that the mail shows"
    )


def test_entries_beyond_the_limit_may_wait():
    """What waited longest goes first, so that nothing grows too old while it waits."""
    rules = replace(RULES, max_entries=3, overflow=Overflow.CARRY)
    first = plan(PUBLICATION, (), rules, EVENING)
    assert first.editions[0].entry_ids == ("duckduckgo", "human-archive", "clickup")
    assert decided(first)["robinhood"].sentence == "waits while there are 3 others, and will be in daily/2026-05-29"
    second = plan(PUBLICATION, frozen(first.to_freeze), rules, at("05-29T20:00"))
    assert [(each.id, each.earlier) for each in second.editions[0].entries] == [("robinhood", True)]


def test_lists_know_nothing_of_each_other():
    """What the weekly mail had, the daily one may have as well."""
    weekly = replace(
        BEFORE,
        id="weekly/2026-05-28",
        date=date(2026, 5, 28),
        cutoff=at("05-28T15:30"),
        entries=(Chosen(id="robinhood"),),
    )
    found = plan(PUBLICATION, (weekly, BEFORE), RULES, EVENING)
    assert ids(found) == {
        "daily/2026-05-28": ("robinhood", "duckduckgo", "human-archive", "clickup", "grok", "gartner")
    }


def test_of_records_that_contradict_each_other_the_oldest_counts():
    """Whatever order they come in: an entry was mailed when it was mailed first."""
    records = (edition("05-26", "grok"), edition("05-27", "grok"))
    for known in (records, records[::-1]):
        assert decided(plan(PUBLICATION, known, RULES, EVENING))["grok"].edition_id == "daily/2026-05-26"


# ---- Looking ahead


def test_upcoming_names_the_edition_of_every_article_that_is_not_in_one_yet():
    """Also of what came late, but not of drafts, nor of what expires before."""
    stories = [
        *PUBLICATION,
        candidate("late", "05-28T10:00"),
        candidate("tonight", "05-28T19:00"),
        candidate("friday", "05-29T15:30"),
        candidate("saturday", "05-29T15:30:01"),
        candidate("far", "12-24T18:00"),
        candidate("draft", "05-29T10:00", draft=True),
        candidate("gone", "05-29T10:00", expires=at("05-29T15:30")),
        candidate("out", "05-29T10:00", excluded="digest: false"),
    ]
    done = edition("05-28", *(each.id for each in PUBLICATION))
    assert {each: day.isoformat()[5:] for each, day in upcoming(stories, (done,), RULES, EVENING).items()} == {
        "late": "05-29",
        "tonight": "05-29",
        "friday": "05-29",
        "saturday": "05-30",
        "far": "12-25",
    }


def test_upcoming_follows_the_days_of_the_week():
    """With editions on workdays only, what appears on Saturday is in Monday's."""
    rules = replace(RULES, weekdays=frozenset(range(5)))
    assert upcoming([candidate("saturday", "05-30T10:00")], (BEFORE,), rules, EVENING) == {"saturday": date(2026, 6, 1)}
    saturday = plan([], (BEFORE,), rules, at("06-01T20:00"), day=date(2026, 5, 30))
    assert [each.sentence for each in saturday.days] == ["no edition appears on 2026-05-30, a Saturday"]


def test_what_a_run_has_yet_to_make_up_for_will_be_in_the_newest_edition():
    """Looking at an old edition does not promise one of a day that a later one will take over."""
    story = candidate("story", "05-26T10:00")
    asked = {"day": BEFORE.date}
    assert decided(plan([story], (BEFORE,), RULES, EVENING, **asked))["story"].edition_id == "daily/2026-05-28"
    separate = replace(RULES, catch_up=CatchUp.SEPARATE)
    assert (
        decided(plan([story], (BEFORE,), separate, EVENING, **asked))["story"].sentence
        == "is out, and will be in daily/2026-05-26"
    )


def test_what_will_be_in_its_own_window_is_not_called_too_old():
    """However small `max_age` is."""
    rules = replace(RULES, max_age=timedelta(hours=1))
    assert upcoming([candidate("story", "05-29T10:00")], (BEFORE,), rules, EVENING) == {"story": date(2026, 5, 29)}


def test_a_date_of_the_far_end_is_no_trap():
    """An article dated for the end of time waits for its edition like any other."""
    story = replace(candidate("story", "05-28T10:00"), published=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    assert upcoming([story], (BEFORE,), RULES, EVENING) == {"story": date.max}


# ---- Ids, and what does not matter


@pytest.mark.parametrize(
    ("number", "id"), [(1, "daily/2026-05-28"), (2, "daily/2026-05-28.2"), (12, "daily/2026-05-28.12")]
)
def test_edition_ids_can_be_taken_apart(number, id):
    """List, date and number; the first of a day has none."""
    assert edition_id("daily", date(2026, 5, 28), number) == id
    assert split_edition_id(id) == ("daily", date(2026, 5, 28), number)


@pytest.mark.parametrize(
    "id",
    [
        "",
        "daily",
        "2026-05-28",
        "/2026-05-28",
        "daily/2026-5-28",
        "daily/20260528",
        "daily/2026-05-28.",
        "daily/2026-05-28.1",
        "daily/2026-05-28.02",
        "daily/2026-05-28.x",
        "daily/2026-05-28 ",
    ],
)
def test_what_is_not_an_edition_id_is_refused(id):
    """One edition has one name."""
    with pytest.raises(ValueError):
        split_edition_id(id)


def test_a_note_is_known_by_its_words():
    """White space is not a new correction, and no words are none."""
    assert note_key("a  b\n") == note_key("a b") != note_key("a c")
    assert note_key(" \n") == ""


def hours_ago(hours: int, *, draft: bool = False) -> Candidate:
    return replace(candidate(f"id{hours}", "05-28T20:00", draft=draft), published=EVENING - timedelta(hours=hours))


@settings(deadline=None)
@given(
    st.lists(st.builds(hours_ago, st.integers(-50, 200), draft=st.booleans()), unique_by=lambda each: each.id),
    st.sampled_from(CatchUp),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_files_nor_the_minute_of_a_run_matters(stories, catch_up, dice: random.Random):
    """Whatever order articles and records come in, and whenever between two cutoffs: the editions are the same."""
    rules = replace(RULES, catch_up=catch_up)
    shuffled = dice.sample(stories, len(stories))
    records = (BEFORE, edition("05-24", "older"))
    found = plan(stories, records, rules, EVENING)
    assert plan(shuffled, records[::-1], rules, EVENING) == found
    for minute in ("05-28T15:30", "05-29T15:29:59"):
        later = plan(shuffled, records, rules, at(minute))
        assert (later.editions, later.mark, later.days) == (found.editions, found.mark, found.days)


@settings(deadline=None)
@given(st.lists(st.integers(-60, 300), unique=True, max_size=12), st.sampled_from(CatchUp), st.sampled_from(FirstRun))
def test_a_decision_says_what_the_editions_say(hours, catch_up, first_run):
    """An article is called included exactly when it is in an edition."""
    rules = replace(RULES, catch_up=catch_up, first_run=first_run)
    stories = [hours_ago(each) for each in hours]
    for records in ((), (BEFORE,)):
        found = plan(stories, records, rules, EVENING)
        assert {each.id for each in found.decisions if each.verdict is Verdict.INCLUDED} == {
            each for made in found.editions for each in made.entry_ids
        }
        assert len(found.decisions) == len(stories)
