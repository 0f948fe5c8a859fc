"""Who gets an edition: those who confirmed and have not left, on any list or while it is under way."""

import threading
import time

import pytest
from sqlalchemy import select

from feedkit.subscribers import (
    Reason,
    audience,
    audience_ids,
    newest_removal,
    record_bounce,
    suppress,
    suppressed_since,
    unsubscribe,
)
from feedkit.subscribers.suppression import SOFT_LIMIT, BounceKind, suppress_hash
from feedkit.subscribers.tables import BOUNCES, REMOVALS, SUBSCRIBERS, SUPPRESSIONS, Status


def names(database, *arguments, **given):
    with database.reading() as connection:
        found = [each.email.partition("@")[0] for each in audience(connection, *arguments, **given)]
        ids = connection.execute(audience_ids(*arguments, **given)).scalars().all()
        assert len(ids) == len(found)
        return found


def statuses(database):
    with database.reading() as connection:
        return dict(connection.execute(select(SUBSCRIBERS.c.id, SUBSCRIBERS.c.status)).all())


def test_only_the_confirmed_of_the_list_are_mailed(database, put):
    """Whoever has not said yes, or has said no, gets nothing."""
    for status in Status:
        put(status.value, status=status.value)
    put("elsewhere", list="other")
    assert names(database) == ["confirmed"]


def test_a_suppressed_address_is_out_of_every_list(database, put, now):
    """Even one that a list has as confirmed, however it came there."""
    put("ana", "bo")
    put("ana", list="other")
    with database.writing() as connection:
        suppress_hash(connection, "h-ana", Reason.COMPLAINED, now)
    put("ana", list="third")
    assert names(database) == ["bo"]
    assert names(database, "other") == names(database, "third") == []


def test_readers_get_the_topics_they_chose_and_those_without_choice_all(database, put):
    """Characters that mean something in SQL mean themselves."""
    put("all")
    put("robots", topics=("robots", "ai news"))
    put("odd", topics=("50 %_\\off",))
    assert names(database) == ["all", "robots", "odd"]
    assert names(database, topics=["robots"]) == ["all", "robots"]
    assert names(database, topics=["ai", "robot", "%", "_"]) == ["all"]
    assert names(database, topics=["50 %_\\off", "x"]) == ["all", "odd"]


def test_what_a_sender_needs_comes_with_each(database, put):
    """In the order of their ids."""
    (number,) = put("ana", name="Ana", language="de", timezone="Europe/Berlin", topics=("x",))
    with database.reading() as connection:
        (found,) = audience(connection)
    assert (found.id, found.email, found.name) == (number, "ana@acme.example", "Ana")
    assert (found.language, found.timezone, found.topics) == ("de", "Europe/Berlin", ("x",))


def test_a_running_sender_hears_of_everybody_who_leaves(database, put, now):
    """Once each, and only of its list."""
    ana, bo, cy = put("ana", "bo", "cy")
    (other,) = put("dee", list="other")
    with database.reading() as connection:
        start = newest_removal(connection)
    assert start == 0
    with database.writing() as connection:
        assert unsubscribe(connection, ana, now)
        assert not unsubscribe(connection, ana, now)
        assert unsubscribe(connection, other, now)
    with database.reading() as connection:
        gone, place = suppressed_since(connection, start)
        assert gone == {ana}
        assert suppressed_since(connection, place) == (frozenset(), place)
    with database.writing() as connection:
        suppress(connection, bo, Reason.BLOCKED, now)
    with database.reading() as connection:
        assert suppressed_since(connection, place)[0] == {bo}
        assert suppressed_since(connection, place, "other")[0] == frozenset()
    assert names(database) == ["cy"]
    assert cy


def test_unsubscribing_leaves_other_lists_alone(database, put, now):
    """Whoever wants one list less still wants the other."""
    (first,) = put("ana")
    put("ana", list="other")
    with database.writing() as connection:
        unsubscribe(connection, first, now)
    assert names(database) == []
    assert names(database, "other") == ["ana"]


def test_removals_appear_in_the_order_of_their_numbers(postgresql, tmp_path, now):
    """A slow transaction with a lower number must not come to light after a higher one: a sender would never see it."""
    from feedkit.database import open_database
    from feedkit.subscribers.tables import SCHEMA

    url = postgresql.new_database()
    with open_database(url, tmp_path, SCHEMA, now=now) as database:
        with database.writing() as connection:
            from sqlalchemy import insert

            rows = [
                {"list": "main", "hash": f"h{n}", "email": "e", "delivery": "e", "domain": "d", "name": "", "language": "",
                 "status": "confirmed", "timezone": "", "topics": (), "consent_source": "", "consent_ip_hash": "",
                 "created_at": now, "updated_at": now}
                for n in range(2)
            ]  # fmt: skip
            connection.execute(insert(SUBSCRIBERS), rows)
        begun, seen = threading.Event(), []

        def slow():
            with database.writing() as connection:
                unsubscribe(connection, 1, now)
                begun.set()
                time.sleep(0.3)

        thread = threading.Thread(target=slow)
        thread.start()
        begun.wait(10)
        with database.writing() as connection:
            unsubscribe(connection, 2, now)
        with database.reading() as connection:
            seen = connection.execute(select(REMOVALS.c.subscriber).order_by(REMOVALS.c.sequence)).scalars().all()
        thread.join(10)
    assert seen == [1, 2]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (BounceKind.HARD, Reason.BOUNCED),
        (BounceKind.COMPLAINT, Reason.COMPLAINED),
        (BounceKind.SOFT, None),
        (BounceKind.POLICY, None),
    ],
)
def test_a_report_has_the_consequence_of_its_kind(database, put, now, kind, reason):
    """Hard bounces and complaints at once; what is refused because of us is never held against a reader."""
    (ana,) = put("ana")
    with database.writing() as connection:
        assert record_bounce(connection, ana, kind, now, event="m1") is reason
    assert names(database) == ([] if reason else ["ana"])
    with database.reading() as connection:
        assert connection.execute(select(SUPPRESSIONS.c.reason)).scalars().all() == ([reason.value] if reason else [])


def test_soft_bounces_of_several_editions_within_two_weeks_suppress(database, put, now):
    """A mailbox that is full for days; the same report twice, or two of one edition, count once."""
    from datetime import timedelta

    (ana,) = put("ana")
    with database.writing() as connection:
        for day in range(SOFT_LIMIT - 1):
            at = now + timedelta(days=day)
            for copy in ("a", "a", "b"):
                said = {"event": f"{day}{copy}", "edition": f"daily.{day}"}
                assert record_bounce(connection, ana, BounceKind.SOFT, at, **said) is None
        later = now + timedelta(days=40)
        assert record_bounce(connection, ana, BounceKind.SOFT, later, event="late", edition="late") is None
        last = now + timedelta(days=SOFT_LIMIT)
        assert record_bounce(connection, ana, BounceKind.SOFT, last, event="last", edition="last") is Reason.BOUNCED
        assert len(connection.execute(select(BOUNCES)).all()) == 2 * (SOFT_LIMIT - 1) + 2


def test_a_heavier_reason_takes_the_place_of_a_lighter_one_only(database, put, now):
    """A complaint stays a complaint when the address bounces later."""
    (ana,) = put("ana")
    with database.writing() as connection:
        for reason in (Reason.BOUNCED, Reason.COMPLAINED, Reason.BOUNCED):
            assert suppress(connection, ana, reason, now)
        assert connection.execute(select(SUPPRESSIONS.c.reason)).scalars().all() == ["complained"]
        assert not suppress(connection, 999, Reason.BOUNCED, now)
        assert record_bounce(connection, 999, BounceKind.HARD, now, event="x") is None
    assert statuses(database) == {ana: "complained"}
