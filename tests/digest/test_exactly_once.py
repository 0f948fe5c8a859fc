"""Whatever happens to articles and runs: every entry within `max_age` is in exactly one edition, and records never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from feedkit.digest.plans import Candidate, CatchUp, DigestRules, FirstRun, Overflow, Selection, Verdict, note_key
from feedkit.digest.records import contradictions, freeze, parse, record_name, render, selection_of
from feedkit.digest.selection import horizon, plan, upcoming
from feedkit.model import Entry

SECOND = timedelta(seconds=1)
CHANGES = [
    ("Europe/Berlin", "2026-03-27"),
    ("Europe/Berlin", "2026-10-23"),
    ("America/New_York", "2026-03-06"),
    ("America/New_York", "2026-10-30"),
    ("Asia/Kolkata", "2026-05-26"),
    ("Pacific/Apia", "2011-12-28"),
]
hours = st.integers(-12 * 24, 4 * 24).map(lambda number: timedelta(hours=number / 2))


class Newsroom(RuleBasedStateMachine):
    """A site over some weeks: articles come, change and go, runs happen, fail or are forgotten."""

    @initialize(
        place=st.sampled_from(CHANGES),
        cutoff=st.sampled_from([time(0), time(2, 30), time(7), time(15, 30), time(23, 59)]),
        weekdays=st.sampled_from([frozenset(range(7)), frozenset(range(5)), frozenset({0})]),
        catch_up=st.sampled_from(CatchUp),
        first_run=st.sampled_from(FirstRun),
        since=st.none() | st.integers(0, 20),
        max_age=st.sampled_from([timedelta(hours=5), timedelta(days=2), timedelta(days=7)]),
        limit=st.sampled_from([(None, Overflow.LINK), (None, Overflow.LINK), (2, Overflow.LINK), (2, Overflow.CARRY)]),
    )
    def open(self, place, cutoff, weekdays, catch_up, first_run, since, max_age, limit):
        zone, day = ZoneInfo(place[0]), date.fromisoformat(place[1])
        self.rules = DigestRules(
            zone=zone, cutoff=cutoff, weekdays=weekdays, catch_up=catch_up, max_age=max_age, first_run=first_run,
            include_since=None if since is None else day - timedelta(days=since), max_entries=limit[0], overflow=limit[1],
        )  # fmt: skip
        self.now = datetime.combine(day, time(12), UTC)
        self.articles: dict[str, Candidate] = {}
        self.files: dict[str, str] = {}
        self.left_out: set[str] = set()
        self.floor = datetime.min.replace(tzinfo=UTC)
        self.announced: dict[tuple[str, str], int] = {}

    # What happens to articles

    @rule(age=hours)
    def publish(self, age):
        """Now, in the future, or dated back: as an article that is merged late is."""
        id = f"urn:x:{len(self.articles)}"
        self.articles[id] = Candidate(
            id=id, path=f"{id[6:]}.md", title=id, url=f"https://example.org/{id[6:]}/", published=self.now + age
        )

    @precondition(lambda self: self.articles)
    @rule(pick=st.integers(0, 30), age=hours)
    def redate(self, pick, age):
        self._change(pick, published=self.now + age)

    @precondition(lambda self: self.articles)
    @rule(pick=st.integers(0, 30), version=st.text(max_size=2))
    def edit(self, pick, version):
        self._change(pick, title=f"title {version}", content_hash=version)

    @precondition(lambda self: self.articles)
    @rule(pick=st.integers(0, 30), name=st.integers(0, 9))
    def rename(self, pick, name):
        id = self._picked(pick)
        self.articles[id] = replace(self.articles[id], path=f"moved/{name}/{id[6:]}.md")

    @precondition(lambda self: self.articles)
    @rule(pick=st.integers(0, 30), note=st.sampled_from(["", "It was two.", "It was three."]))
    def correct(self, pick, note):
        self._change(pick, correction=note)

    @precondition(lambda self: self.articles)
    @rule(pick=st.integers(0, 30), draft=st.booleans(), excluded=st.sampled_from(["", "", "feed: false"]))
    def withdraw(self, pick, draft, excluded):
        self._change(pick, draft=draft, excluded=excluded)

    def _picked(self, pick: int) -> str:
        return sorted(self.articles)[pick % len(self.articles)]

    def _change(self, pick, **changes):
        id = self._picked(pick)
        self.articles[id] = replace(self.articles[id], **changes)

    # What happens to runs

    @rule(age=st.integers(1, 60))
    def wait(self, age):
        """Up to two and a half days in which nobody runs anything."""
        self.now += timedelta(hours=age)

    @rule(days=st.sampled_from([1, 1, 1, 2, 3]))
    def run_later(self, days):
        """The run of another day, an hour after its cutoff."""
        self.now += timedelta(days=days)
        self.now = max(self.now, self.rules.cutoff_of(self.rules.newest_closed(self.now)) + timedelta(hours=1))
        self.run(extra=False)

    @rule(extra=st.sampled_from([False, False, False, True]))
    def run(self, extra):
        """A run, perhaps for the second time on a day."""
        records = self.records()
        promised = upcoming(self.articles.values(), records, self.rules, self.now)
        day = self.rules.newest_closed(self.now)
        found = plan(self.articles.values(), records, self.rules, self.now, extra=extra)
        since = horizon(records, self.rules, self.now, extra=extra)
        near = [each for each in self.articles.values() if each.published >= since or each.correction]
        assert plan(near, records, self.rules, self.now, extra=extra, explain=False) == replace(found, decisions=())
        makes = extra or day not in {each.date for each in records if "." not in each.id}
        if not makes:
            assert found.to_freeze == ()
            return
        cutoff = self.now if extra else self.rules.cutoff_of(day)
        if not extra and any(each.cutoff >= cutoff for each in records):
            assert found.to_freeze == ()
            return
        due = self._due(cutoff, self.rules.cutoff_of(self.rules.date_before(day)), records)
        chosen = [id for each in found.editions if not each.frozen for id in each.entry_ids]
        if self.rules.overflow is Overflow.LINK:
            assert sorted(chosen) == sorted(due)
        else:
            assert set(chosen) <= due
            assert all(len(each.entries) == 2 for each in found.editions if not each.frozen) or set(chosen) == due
        assert not set(promised) & set(chosen) or extra, "what is said to be in a later edition is in none before"
        self._keep(found.to_freeze)

    @rule()
    def cut_short(self):
        """A run that is killed after its first record."""
        found = plan(self.articles.values(), self.records(), self.rules, self.now)
        day = self.rules.newest_closed(self.now)
        if len(found.to_freeze) > 1:
            self._due(self.rules.cutoff_of(day), self.rules.cutoff_of(self.rules.date_before(day)), self.records())
            self._keep(found.to_freeze[:1])

    def _due(self, cutoff: datetime, before: datetime, records: list[Selection]) -> set[str]:
        """What must be in an edition now, found without looking at how that is done; notes what is left out for good."""
        rules, sent = self.rules, {id for each in records for id in each.entry_ids}
        last = max((each.cutoff for each in records), default=None)
        out = [
            each
            for each in self.articles.values()
            if not each.draft and not each.excluded and each.published <= cutoff and each.id not in sent | self.left_out
        ]
        since = rules.include_since if rules.first_run is FirstRun.INCLUDE else None
        start = before if rules.first_run is FirstRun.BASELINE else None
        if since:
            start = datetime.combine(since, time(), rules.zone).astimezone(UTC) - SECOND
        floor, left_out = self.floor, set()
        if last is None and start:
            floor = min(cutoff - rules.max_age, before + SECOND, start + SECOND)
            left_out = {each.id for each in out if floor <= each.published <= start}
        if last is not None and rules.catch_up is CatchUp.SKIP:
            left_out = {each.id for each in out if last < each.published <= before and each.published >= floor}
        due = {
            each.id
            for each in out
            if each.published >= floor and each.id not in left_out
            and (each.published > before or cutoff - each.published <= rules.max_age or (last is None and since))
        }  # fmt: skip
        if due or rules.catch_up is not CatchUp.MERGE or last is None:
            self.floor, self.left_out = floor, self.left_out | left_out
        return due

    def _keep(self, selections: tuple[Selection, ...]) -> None:
        """Write the records, as a build does before anything goes out."""
        for each in selections:
            last = max((known.cutoff for known in self.records()), default=None)
            for chosen in each.entries:
                assert chosen.earlier == (last is not None and self.articles[chosen.id].published <= last)
                self.announced[chosen.id, note_key(self.articles[chosen.id].correction)] = 1
            for correction in each.corrections:
                key = (correction.id, correction.key)
                self.announced[key] = self.announced.get(key, 0) + 1
            assert each.entries or not each.corrections
            name = record_name(each.id)
            assert name not in self.files, "a record is written once"
            self.files[name] = render(
                freeze(each, {chosen.id: self._entry(chosen.id) for chosen in each.entries}, subject=each.id)
            )

    def _entry(self, id: str) -> Entry:
        article = self.articles[id]
        return Entry(
            id=id, url=article.url, title=article.title, published=article.published, updated=article.published,
            summary="", content="", authors=(), path=article.path,
        )  # fmt: skip

    def records(self) -> list[Selection]:
        found = []
        for name, text in self.files.items():
            record, diagnostics = parse(text, f"editions/{name}")
            assert record is not None, diagnostics
            assert render(record) == text
            found.append(selection_of(record))
        return found

    @invariant()
    def nobody_is_told_twice(self):
        """No entry is in two editions, and no correction is made twice."""
        if not hasattr(self, "files"):
            return
        sent = [id for each in self.records() for id in each.entry_ids]
        assert len(sent) == len(set(sent))
        assert max(self.announced.values(), default=1) == 1
        assert contradictions({f"editions/{name}": parse(text, name)[0] for name, text in self.files.items()}) == []

    @invariant()
    def every_article_has_one_reason(self):
        """Each decision fits the articles as they are."""
        if not hasattr(self, "files"):
            return
        sent = {id for each in self.records() for id in each.entry_ids}
        for each in plan(self.articles.values(), self.records(), self.rules, self.now).decisions:
            assert (each.id in sent) <= (each.verdict in (Verdict.ALREADY_SENT, Verdict.INCLUDED, Verdict.CORRECTION))

    def teardown(self):
        """A run when all the future is past leaves nothing that is within `max_age` waiting."""
        if hasattr(self, "files") and self.rules.overflow is Overflow.LINK:
            self.run(extra=False)
            for _ in range(9):
                self.now += timedelta(days=1)
                self.run(extra=False)
            waiting = upcoming(self.articles.values(), self.records(), self.rules, self.now)
            assert not [id for id in waiting if self.articles[id].published <= self.now - timedelta(days=8)]


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(
    max_examples=80, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
