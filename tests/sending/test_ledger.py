"""The ledger by itself: what is frozen, who may claim what, and that acts may be done twice."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from publications import MOMENT, Publication
from sqlalchemy import select, update

from feedkit.exceptions import DatabaseError, GuardError
from feedkit.ledger import Draft, Journal, Limit, Result, State, claims, freeze, tally, workers
from feedkit.ledger.limits import allowance, use_up
from feedkit.ledger.tables import DELIVERIES, EDITIONS, WORKERS


@pytest.fixture
def ledger(database_url, tmp_path):
    """An edition for twenty readers, frozen."""
    publication = Publication(tmp_path, database_url)
    publication.subscribe(20)
    with publication.open() as database:
        yield database


def draft(id: str = "daily/2026-05-28", **changes) -> Draft:
    given = {
        "list": "daily",
        "subject": "Robots",
        "dated": MOMENT,
        "message": b"{}",
        "sender": "n@x.example",
        "entries": {"tag:1": "a"},
        "topics": (),
    }
    return Draft(id=id, **{**given, **changes})


def frozen(database, **changes):
    return freeze(database, draft(**changes), MOMENT, not_before=lambda _: MOMENT)


def test_freezing_twice_gives_the_same_edition(ledger):
    first = frozen(ledger)
    assert frozen(ledger, subject="Another") == first
    assert (first.candidates, first.excluded, first.subject) == (20, {}, "Robots")


def test_readers_are_claimed_in_no_order_of_theirs_and_lie_in_the_order_of_claims(ledger):
    """Who came together, or is with one provider, is not mailed in one go; a group is together on the disk."""
    edition = frozen(ledger)
    with ledger.writing() as connection:
        found = claims.claim(connection, edition.number, 1, 20, MOMENT)
    ids, subscribers = [each.id for each in found], [each.subscriber for each in found]
    assert ids == sorted(ids)
    assert sorted(subscribers) == sorted(set(subscribers))
    assert len(subscribers) == 20
    assert sum(abs(one - other) == 1 for one, other in itertools.pairwise(subscribers)) <= 4


def test_an_entry_is_in_one_edition_of_a_list(ledger):
    frozen(ledger)
    with pytest.raises(GuardError, match=r"tag:1 was sent with the edition daily/2026-05-28 already"):
        frozen(ledger, id="daily/2026-05-29")
    with ledger.reading() as connection:
        assert len(connection.execute(select(EDITIONS)).all()) == 1, "nothing of the other one is left"


def test_two_workers_never_have_the_same_delivery(ledger):
    edition = frozen(ledger)
    hands: dict[int, list[int]] = {1: [], 2: []}

    def take(worker: int) -> None:
        while True:
            with ledger.writing() as connection:
                found = claims.claim(connection, edition.number, worker, 3, MOMENT)
            if not found:
                return
            hands[worker] += [each.id for each in found]

    threads = [threading.Thread(target=take, args=(worker,)) for worker in hands]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(hands[1]) | set(hands[2])) == len(hands[1]) + len(hands[2]) == 20


def test_marking_and_recording_may_be_done_twice(ledger):
    edition = frozen(ledger)
    with ledger.writing() as connection:
        ids = [each.id for each in claims.claim(connection, edition.number, 1, 5, MOMENT)]
    result = Result(id=ids[0], state=State.ACCEPTED, attempts=1, code=250)
    for _ in range(2):
        with ledger.writing() as connection:
            assert claims.mark(connection, 1, ids, MOMENT) == frozenset(ids) - ({ids[0]} if _ else set())
            claims.record(connection, 1, [result], MOMENT)
    with ledger.reading() as connection:
        assert tally(connection, edition.number).states == {"accepted": 1, "data": 4, "queued": 15}


def test_nobody_marks_or_records_what_another_has_in_hand(ledger):
    edition = frozen(ledger)
    with ledger.writing() as connection:
        ids = [each.id for each in claims.claim(connection, edition.number, 1, 5, MOMENT)]
        assert claims.mark(connection, 2, ids, MOMENT) == frozenset()
        claims.record(connection, 2, [Result(id=ids[0], state=State.ACCEPTED, attempts=1)], MOMENT)
        assert tally(connection, edition.number)[State.CLAIMED] == 5


def test_what_a_dead_worker_had_in_hand_is_free_or_unknown(ledger):
    edition = frozen(ledger)
    worker = workers.hire(ledger, "run", MOMENT)
    with ledger.writing() as connection:
        found = claims.claim(connection, edition.number, worker, 5, MOMENT)
        claims.mark(connection, worker, [each.id for each in found[:2]], MOMENT)
        assert workers.bury_dead(connection, MOMENT) == 0, "it is this very process"
        connection.execute(update(WORKERS).values(pid=999_999_999))
        assert workers.bury_dead(connection, MOMENT) == 2
        counted = tally(connection, edition.number)
        assert (counted[State.QUEUED], counted[State.UNKNOWN], counted.undecided) == (18, 2, 2)
        assert not workers.beat(connection, worker, MOMENT), "it finds out that it was taken for dead"
        assert claims.mark(connection, worker, [each.id for each in found], MOMENT) == frozenset()


def test_nobody_takes_over_from_a_dead_worker_whose_last_words_are_on_their_way(ledger):
    """A claim that the database has yet to take in would be nobody's, once its worker is forgotten."""
    if not ledger.shared:
        pytest.skip("SQLite has one writer at a time")
    edition = frozen(ledger)
    worker = workers.hire(ledger, "run", MOMENT)
    with ledger.writing() as connection:
        connection.execute(update(WORKERS).values(pid=999_999_999))
    with ledger.writing() as last_words:
        assert workers.at_work(last_words, worker)
        assert len(claims.claim(last_words, edition.number, worker, 5, MOMENT)) == 5
        with ledger.writing() as others:
            workers.bury_dead(others, MOMENT)
            assert workers.working(others) != []
    with ledger.writing() as others:
        workers.bury_dead(others, MOMENT)
        assert workers.working(others) == []
        assert tally(others, edition.number).states == {"queued": 20}
        assert not workers.at_work(others, worker), "whoever was taken for dead claims nothing more"


def test_an_answer_that_comes_late_ends_the_doubt(ledger):
    """A worker that was taken for dead has its answer after all."""
    edition = frozen(ledger)
    worker = workers.hire(ledger, "run", MOMENT)
    with ledger.writing() as connection:
        (found,) = claims.claim(connection, edition.number, worker, 1, MOMENT)
        claims.mark(connection, worker, [found.id], MOMENT)
        connection.execute(update(WORKERS).values(pid=999_999_999))
        workers.bury_dead(connection, MOMENT)
        claims.record(connection, worker, [Result(id=found.id, state=State.ACCEPTED, attempts=1)], MOMENT)
        assert tally(connection, edition.number).states == {"accepted": 1, "queued": 19}


def test_what_is_not_due_is_not_claimed(ledger):
    edition = frozen(ledger)
    with ledger.writing() as connection:
        connection.execute(
            update(DELIVERIES).where(DELIVERIES.c.subscriber % 2 == 0).values(not_before=MOMENT + timedelta(hours=1))
        )
        assert len(claims.claim(connection, edition.number, 1, 50, MOMENT)) == 10
        assert claims.next_due(connection, edition.number, State.QUEUED) == MOMENT + timedelta(hours=1)


def test_limits_fill_with_time_and_no_restart_resets_them(ledger):
    limits = {"*": Limit(per_second=4), "slow.example": Limit(per_second=1)}

    def taken(seconds: float, domain: str) -> int:
        now = MOMENT + timedelta(seconds=seconds)
        with ledger.writing() as connection:
            may = allowance(connection, limits, now)
            count = sum(may.take(domain) for _ in range(10))
            use_up(connection, may, now)
        return count

    assert [
        taken(0, "slow.example"),
        taken(0, "fast.example"),
        taken(0.5, "fast.example"),
        taken(60, "fast.example"),
    ] == [1, 3, 2, 4]


def test_the_journal_shares_a_commit_among_all_who_wait(ledger):
    commits = []
    begun, hold = threading.Event(), threading.Event()
    with Journal(ledger) as journal:
        first = journal.do(lambda _: begun.set() or hold.wait(60))
        assert begun.wait(60)
        waiting = [journal.do(lambda connection, n=n: commits.append(connection) or n) for n in range(20)]
        hold.set()
        assert first.result(60)
        assert [each.result(60) for each in waiting] == list(range(20))
    assert len({id(each) for each in commits}) == 1


def test_a_journal_whose_database_stays_away_says_so_to_everybody(tmp_path):
    publication = Publication(tmp_path, f"sqlite:///{tmp_path}/feedkit.db")
    with publication.open() as database, Journal(database, retries=(0.01,)) as journal:

        def fail(_connection):
            raise DatabaseError("the disk is full")

        with pytest.raises(DatabaseError):
            journal.do(fail).result(5)
        with pytest.raises(DatabaseError):
            journal.do(lambda _: 1).result(5)


def test_a_journal_outlives_a_database_that_comes_back(ledger):
    attempts = []

    def fail_twice(_connection):
        attempts.append(1)
        if len(attempts) < 3:
            raise DatabaseError("connection lost")
        return "done"

    with Journal(ledger, retries=(0.01, 0.01, 0.01)) as journal:
        assert journal.do(fail_twice).result(5) == "done"


def test_this_process_is_known_to_run_and_another_boot_is_not_known():
    me = workers.this_process()
    assert workers.is_running(me)
    assert workers.is_running(workers.Process(host=me.host, pid=999_999_999, boot=me.boot)) is False
    assert workers.is_running(workers.Process(host="elsewhere", pid=me.pid, boot="another boot 1")) is None
    assert Path("/proc").exists()
