"""`feedkit send` against a server that does what it is told: what is sent, what is recorded, what is refused."""

from __future__ import annotations

import asyncio
import csv
import email
import json
import shutil
import sqlite3
import threading
import time
from collections import Counter
from datetime import datetime, timedelta

import httpx
import jsonschema
import pytest
from smtp_server import TAKE_AND_DROP, SmtpServer
from sqlalchemy import insert, update

from feedkit.cli.send_report import json_schema
from feedkit.ledger.tables import DELIVERIES, WORKERS
from feedkit.subscribers import unsubscribe
from feedkit.subscribers.tables import SUBSCRIBERS

OUT_OF_DATE = "2026-05-29T23:00:00Z"


def total(report: dict) -> int:
    return sum(report[state] for state in ("accepted", "deferred", "bounced", "skipped", "unknown", "queued"))


def test_everybody_on_the_list_gets_the_edition_once(any_publication):
    any_publication.subscribe(30)
    any_publication.subscribe(3, status="unsubscribed")
    any_publication.subscribe(2, status="pending")
    with SmtpServer() as server:
        any_publication.configure(server.port)
        report = any_publication.report()
        again = any_publication.report()
        messages = [email.message_from_bytes(each.content) for each in server.taken]
        senders = {each.sender for each in server.taken}
    jsonschema.validate({key: value for key, value in report.items() if key != "exit_code"}, json_schema())
    assert (report["exit_code"], report["complete"], report["accepted"]) == (0, True, 30)
    assert report["candidates"] == 35 == report["audience"] + sum(report["excluded"].values())
    assert report["excluded"] == {"pending": 2, "unsubscribed": 3}
    assert total(report) == report["audience"] == 30
    assert (again["accepted"], again["accepted_in_this_run"]) == (30, 0)
    assert sorted(server.recipients) == sorted(any_publication.deliveries())
    assert len({each["Message-ID"] for each in messages}) == len(senders) == 30
    assert {each["Subject"] for each in messages} == {report["subject"]}
    assert {each["Date"] for each in messages} == {messages[0]["Date"]}
    assert all(each["To"] == taken.recipient for each, taken in zip(messages, server.taken, strict=True))
    assert all(each.startswith("bounce+daily.2026-05-28.") for each in senders)
    assert not (any_publication.folder / "failed.csv").exists()


def test_what_is_frozen_stays_as_it_was(publication):
    """An article that is edited, and a reader who signs up, after the first attempt are for another edition."""
    publication.subscribe(6)
    with SmtpServer(faults=lambda verb, nth: "451 4.2.1 later" if verb == "RCPT" and nth < 3 else None) as server:
        publication.configure(server.port)
        assert publication.report()["deferred"] == 3
        publication.subscribe(4)
        article = publication.folder / "articles" / "knit.md"
        article.write_text(article.read_text().replace("Robots knit", "Robots purl"))
        make_due(publication)
        report = publication.report()
        contents = {each.content.partition(b"\r\n\r\n")[2][:60] for each in server.taken}
        texts = {part_of(each.content) for each in server.taken}
    assert (report["accepted"], report["candidates"]) == (6, 6)
    assert len(contents) == 1
    assert all("Robots knit" in text for text in texts)


def test_4xx_is_tried_again_later_and_the_exit_code_says_so(publication):
    publication.subscribe(5)
    with SmtpServer(faults=lambda verb, nth: "450 4.2.1 busy" if (verb, nth) == ("RCPT", 1) else None) as server:
        publication.configure(server.port)
        report = publication.report()
        assert (report["exit_code"], report["accepted"], report["deferred"]) == (3, 4, 1)
        (row,) = failed(publication)
        assert (row["state"], row["code"], row["enhanced"], row["said"]) == ("deferred", "450", "4.2.1", "busy")
        pause = datetime.fromisoformat(row["next_attempt"]) - datetime.fromisoformat(row["at"])
        assert timedelta(minutes=4) < pause <= timedelta(minutes=5)
        assert publication.report("--resume")["accepted_in_this_run"] == 0, "it is not due yet"
        make_due(publication)
        report = publication.report("--resume")
    assert (report["exit_code"], report["accepted"]) == (0, 5)
    assert len(server.taken) == 5
    assert not (publication.folder / "failed.csv").exists()


def test_what_the_relay_takes_back_for_now_is_waited_for(publication, monkeypatch):
    """Greylisting in the middle of a run needs nobody to run it again; what stays deferred is told as before."""
    from feedkit.workflow import send as sending
    from feedkit.workflow.job import Patience

    monkeypatch.setattr(
        sending,
        "Patience",
        lambda: Patience(backoff=(timedelta(seconds=0.3), timedelta(seconds=0.3), timedelta(days=1))),
    )
    publication.subscribe(8)
    refused = Counter()

    def greylist(verb, nth):
        if verb != "RCPT":
            return None
        address = server.commands[-1]
        refused[address] += 1
        return "450 4.7.1 Greylisted" if refused[address] <= 1 or "reader3@" in address else None

    with SmtpServer(faults=greylist) as server:
        publication.configure(server.port, connections="connections: 1, pipeline: 5")
        report = publication.report("--wait", "1")
        assert (report["exit_code"], report["accepted"], report["deferred"]) == (3, 7, 1)
        assert max(refused.values()) == 3, "what is due after the wait is for another run"
    assert sorted(set(server.recipients)) == sorted(each for each in publication.deliveries() if "reader3@" not in each)


def test_waiting_for_the_deferred_can_be_turned_off(publication):
    publication.subscribe(2)
    with SmtpServer(faults=lambda verb, nth: "450 4.2.1 busy" if verb == "RCPT" else None) as server:
        publication.configure(server.port)
        assert publication.report("--wait", "0")["deferred"] == 2
        assert publication.run("send", "--due").exit_code == 3, "the next run for what is due sees to it"


def test_a_mailbox_that_is_no_more_is_suppressed_and_a_full_one_is_not(publication):
    publication.subscribe(4)
    replies = {0: "550 5.1.1 no such user", 1: "552 5.2.2 full"}
    with SmtpServer(faults=lambda verb, nth: replies.get(nth) if verb == "RCPT" else None) as server:
        publication.configure(server.port, connections="connections: 1, pipeline: 5")
        report = publication.report()
    assert (report["exit_code"], report["accepted"], report["bounced"]) == (0, 2, 2)
    with publication.open() as database, database.reading() as connection:
        statuses = Counter(connection.execute(SUBSCRIBERS.select()).mappings().all()[n]["status"] for n in range(4))
    assert statuses == {"confirmed": 3, "bounced": 1}
    rows = failed(publication)
    assert {row["enhanced"] for row in rows} == {"5.1.1", "5.2.2"}


def test_a_refusal_of_us_stops_the_run_and_nobody_is_suppressed(publication):
    publication.subscribe(60)
    with SmtpServer(faults=lambda verb, nth: "550 5.7.1 blocked" if verb == "END" and nth >= 10 else None) as server:
        publication.configure(server.port)
        done = publication.run("send")
        states = Counter(publication.deliveries().values())
    assert done.exit_code == 4
    assert "the relay refuses us: 550 5.7.1 blocked" in done.stderr
    assert states["accepted"] == 10
    assert states["queued"] > 20
    assert states["bounced"] == 0
    assert len(server.taken) == 10


def test_a_relay_that_asks_for_less_gets_less_and_no_attempt_is_counted(publication):
    publication.subscribe(20)
    with SmtpServer(faults=lambda verb, nth: "454 Throttling failure: Maximum sending rate exceeded" if verb == "END" and nth in (4, 9) else None) as server:  # fmt: skip
        publication.configure(server.port)
        report = publication.report()
        with publication.open() as database, database.reading() as connection:
            attempts = {connection.execute(DELIVERIES.select()).mappings().all()[n]["attempts"] for n in range(20)}
    assert (report["exit_code"], report["accepted"]) == (0, 20)
    assert attempts == {1}
    assert len(server.taken) == 20


def test_too_many_bounces_stop_the_run(publication):
    publication.subscribe(100)
    with SmtpServer(faults=lambda verb, nth: "550 5.1.1 who" if verb == "RCPT" and nth % 2 else None) as server:
        publication.configure(server.port)
        done = publication.run("send")
    assert done.exit_code == 4
    assert "bounced for good" in done.stderr
    assert 11 <= Counter(publication.deliveries().values())["bounced"] <= 26


@pytest.mark.parametrize(("policy", "state", "copies"), [("skip", "unknown", 1), ("resend", "accepted", 2)])
def test_what_may_have_arrived_is_named_and_dealt_with_as_told(publication, policy, state, copies):
    publication.subscribe(6)
    with SmtpServer(faults=lambda verb, nth: TAKE_AND_DROP if (verb, nth) == ("END", 2) else None) as server:
        publication.configure(server.port)
        report = publication.report("--on-unknown", policy)
        assert publication.run("send", "--resume").stdout == "There is nothing to go on with.\n"
    (name,) = publication.doubted()
    assert publication.deliveries()[name] == state
    assert server.recipients.count(name) == copies
    assert len(set(server.recipients)) == 6
    assert report["exit_code"] == 0
    assert total(report) == 6
    assert report["maybe_twice"] == (policy == "resend")
    if policy == "skip":
        assert report["unknown"] == 1
        (row,) = failed(publication)
        assert (row["email"], row["state"]) == (name, "unknown")


def test_who_leaves_while_it_is_sent_is_not_mailed_any_more(publication):
    publication.subscribe(60)
    left = threading.Event()
    leaver = 60

    def leave(verb, nth):
        if (verb, nth) == ("END", 5):
            with publication.open() as database, database.writing() as connection:
                ids = [row.id for row in connection.execute(SUBSCRIBERS.select()).all()]
                queued = connection.execute(DELIVERIES.select().where(DELIVERIES.c.state == "queued")).all()
                nonlocal leaver
                leaver = queued[-1].subscriber
                assert leaver in ids
                unsubscribe(connection, leaver, database_now())
            left.set()

    with SmtpServer(faults=leave) as server:
        publication.configure(server.port, connections="connections: 1, pipeline: 3")
        report = publication.report()
    assert left.is_set()
    assert report["skipped_for"] == {"unsubscribed": 1}
    assert (report["accepted"], total(report)) == (59, 60)
    assert len(server.taken) == 59


def test_who_unsubscribes_on_the_web_while_it_is_sent_is_not_mailed_any_more(publication):
    """One click in an old mail, as Gmail makes it, counts before the next group of messages."""
    from feedkit.config import parse
    from feedkit.keys import signing_keys
    from feedkit.tokens import Purpose, sign
    from feedkit.web.application import create_app

    publication.subscribe(40)
    gone = []

    def click(verb, nth):
        if (verb, nth) != ("END", 4) or gone:
            return
        with publication.open() as database, database.reading() as connection:
            waiting = connection.execute(DELIVERIES.select().where(DELIVERIES.c.state == "queued")).all()
        keys = signing_keys(config.mail.signing_keys, publication.folder)
        for each in (waiting[0], waiting[-1]):
            token = sign(keys, Purpose.UNSUBSCRIBE, "main", each.subscriber, database_now())
            assert asyncio.run(posted(app, f"/unsubscribe/{token}", "List-Unsubscribe=One-Click")) == 200
            gone.append(each.email)

    with SmtpServer(faults=click) as server:
        publication.configure(server.port, connections="connections: 1, pipeline: 3")
        config, _ = parse((publication.folder / "feedkit.yml").read_text(), "feedkit.yml", environ={})
        app = create_app(config, publication.folder, clock=database_now)
        report = publication.report()
        app._app.state.desk.subscribers.database.close()
    assert len(gone) == 2
    assert report["skipped_for"] == {"unsubscribed": 2}
    assert (report["accepted"], len(server.taken)) == (38, 38)
    assert not set(gone) & set(server.recipients)


def test_a_second_sender_is_refused_and_told_who_is_sending(publication):
    publication.subscribe(40)
    results = []
    with SmtpServer(delay=0.02) as server:
        publication.configure(server.port, connections="connections: 1, pipeline: 2")
        first = threading.Thread(target=lambda: results.append(publication.report()))
        first.start()
        while server.heard["END"] < 3:
            time.sleep(0.005)
        second = publication.run("send", "--resume")
        first.join()
    assert second.exit_code == 4
    assert "is sending, since 2026-05-28" in second.stderr
    assert "process " in second.stderr
    assert results[0]["accepted"] == 40
    assert len(server.taken) == 40


def test_a_lease_from_another_machine_holds_until_it_is_over(publication):
    publication.subscribe(3)
    with SmtpServer() as server:
        publication.configure(server.port)
        until = datetime.fromisoformat("2026-05-28T18:35:00+00:00")
        with publication.open() as database, database.writing() as connection:
            connection.execute(
                insert(WORKERS).values(run="x", host="elsewhere", pid=1, boot="another 7", since=until, until=until)
            )
        refused = publication.run("send")
        assert refused.exit_code == 4
        assert "process 1 on elsewhere is sending" in refused.stderr
        with publication.open() as database, database.writing() as connection:
            connection.execute(update(WORKERS).values(until=until - timedelta(minutes=10)))
        assert publication.report()["accepted"] == 3


def test_a_restored_database_is_refused_until_it_is_adopted(publication):
    publication.subscribe(3)
    with SmtpServer() as server:
        publication.configure(server.port)
        file = publication.folder / "feedkit.db"
        copy = file.with_suffix(".copy")
        with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        for each in publication.folder.glob("feedkit.db*"):
            each.unlink()
        shutil.move(copy, file)
        done = publication.run("send")
        assert done.exit_code == 4
        assert "is a copy, or was restored" in done.stderr
        assert not server.taken
        assert publication.report("--adopt")["accepted"] == 3


def test_a_late_edition_is_not_sent_unless_that_is_wanted(publication):
    publication.subscribe(2)
    with SmtpServer() as server:
        publication.configure(server.port)
        late = ["-C", str(publication.folder), "--now", "2026-05-29T17:00:00Z"]
        from click.testing import CliRunner

        from feedkit.cli.front_door import main

        done = CliRunner().invoke(main, [*late, "send"])
        assert done.exit_code == 4
        assert "closed 23 hours ago" in done.stderr
        assert not server.taken
        assert CliRunner().invoke(main, [*late, "send", "--late"]).exit_code == 0
        assert len(server.taken) == 2


def test_more_readers_than_allowed_are_refused_and_nothing_is_frozen(publication):
    publication.subscribe(5)
    with SmtpServer() as server:
        publication.configure(server.port, send="send: {via: smtp, max_recipients: 4}")
        done = publication.run("send")
        assert done.exit_code == 4
        assert "would go to 5 readers; `send.max_recipients` is 4" in done.stderr
        publication.configure(server.port, send="send: {via: smtp, max_recipients: 5}")
        assert publication.report()["accepted"] == 5


def test_max_and_only_send_to_a_part_and_the_rest_comes_later(publication):
    publication.subscribe(10)
    chosen = publication.folder / "chosen.csv"  # in the folder of the project, as `-C` says
    chosen.write_text("email,name\nreader7@acme.example,Ana\nREADER3@acme.example\nnobody@acme.example\n")
    with SmtpServer() as server:
        publication.configure(server.port)
        some = publication.report("--only", chosen.name)
        assert sorted(server.recipients) == ["reader3@acme.example", "reader7@acme.example"]
        assert (some["exit_code"], some["queued"], some["not_among_its_readers"]) == (3, 8, ["nobody@acme.example"])
        assert publication.report("--max", 3)["accepted"] == 5
        assert publication.report()["accepted"] == 10
    assert len(set(server.recipients)) == len(server.taken) == 10


def test_each_reader_gets_it_at_eight_by_their_own_clock(publication):
    """Frozen once at 18:30 UTC; Tokyo has its morning first, then Berlin, then New York."""
    for zone in ("Asia/Tokyo", "Europe/Berlin", "America/New_York", ""):
        publication.subscribe(2, timezone=zone)
    with SmtpServer() as server:
        publication.configure(server.port, send='send: {via: smtp, at: "08:00"}')
        counts = {}
        for now in ("2026-05-28T18:30:00Z", "2026-05-28T23:01:00Z", "2026-05-29T05:50:00Z", "2026-05-29T06:01:00Z", "2026-05-29T12:01:00Z"):  # fmt: skip
            done = run_at(publication, now, "send", "--due")
            assert done.exit_code == 0, done.output
            counts[now[8:16]] = len(server.taken)
        assert list(counts.values()) == [0, 2, 2, 4, 8]
        quiet = run_at(publication, "2026-05-29T12:16:00Z", "send", "--due")
        assert (quiet.exit_code, quiet.stdout) == (0, "")
    assert len(set(server.recipients)) == 8


def test_limits_hold_over_runs_and_are_kept_for_each_domain(publication):
    publication.subscribe(6, domain="few.example")
    publication.subscribe(6, domain="many.example")
    send = "send: {via: smtp, per_day: 8, domains: {few.example: {per_day: 2}}}"
    with SmtpServer() as server:
        publication.configure(server.port, send=send)
        first = publication.run("send")
        assert first.exit_code == 3
        assert Counter(each.partition("@")[2] for each in server.recipients) == {"few.example": 2, "many.example": 6}
        publication.run("send", "--resume")
        assert len(server.taken) == 8
        next_day = run_at(publication, "2026-05-29T08:00:00Z", "send", "--resume")
        assert next_day.exit_code == 3
        assert Counter(each.partition("@")[2] for each in server.recipients)["few.example"] == 4


def test_a_dry_run_writes_files_and_the_ledger_knows_nothing(publication):
    publication.subscribe(4)
    done = publication.run("send", "--dry-run", "--out", "looks")
    assert done.exit_code == 0, done.output
    files = sorted((publication.folder / "looks").glob("*.eml"))
    assert [email.message_from_bytes(each.read_bytes())["To"] for each in files] == [
        f"reader{n}@acme.example" for n in range(4)
    ]
    assert publication.deliveries() == {}
    with SmtpServer() as server:
        publication.configure(server.port)
        assert publication.report()["accepted"] == 4


def test_without_a_way_nothing_leaves(publication):
    publication.subscribe(2)
    with SmtpServer() as server:
        publication.configure(server.port, send="send: {}")
        done = publication.run("send")
    assert done.exit_code == 0
    assert "nothing was sent" in done.stdout
    assert "send: {via: smtp}" in done.stdout
    assert len(list((publication.folder / "outbox").glob("*.eml"))) == 2
    assert not server.commands


def test_a_test_goes_to_one_address_only(publication):
    publication.subscribe(4)
    with SmtpServer() as server:
        publication.configure(server.port)
        done = publication.run("send", "--test", "editor@acme.example")
        assert (done.exit_code, server.recipients) == (0, ["editor@acme.example"])
    assert publication.deliveries() == {}


def test_a_relay_that_is_not_there_leaves_everything_queued(publication, monkeypatch):
    publication.subscribe(3)
    with SmtpServer() as server:
        port = server.port
    from feedkit.workflow import send as sending
    from feedkit.workflow.job import Patience

    monkeypatch.setattr(sending, "Patience", lambda: Patience(connecting=(0.01,)))
    publication.configure(port)
    done = publication.run("send")
    assert done.exit_code == 3
    assert "cannot be reached" in done.stderr
    assert set(publication.deliveries().values()) == {"queued"}


def test_what_is_missing_in_the_configuration_is_said_at_once(publication):
    text = (publication.folder / "feedkit.yml").read_text()
    (publication.folder / "feedkit.yml").write_text(
        "\n".join(line for line in text.splitlines() if "email:" not in line and not line.startswith("web:"))
    )
    done = publication.run("send", "--output-format", "json")
    assert done.exit_code == 2
    assert {"FK650", "FK651"} <= {each["code"] for each in json.loads(done.stdout)["diagnostics"]}


def test_several_processes_share_an_edition(any_publication):
    any_publication.subscribe(60)
    with SmtpServer() as server:
        any_publication.configure(server.port)
        report = any_publication.report("--workers", 2)
    assert (report["exit_code"], report["accepted"]) == (0, 60)
    assert len(server.taken) == len(set(server.recipients)) == 60


def test_max_and_only_hold_for_all_processes_together(any_publication):
    any_publication.subscribe(40)
    wanted = [f"reader{number}@acme.example" for number in (3, 4, 5, 30, 31)]
    (any_publication.folder / "some.txt").write_text("\n".join(wanted))
    with SmtpServer() as server:
        any_publication.configure(server.port)
        report = any_publication.report("--workers", 2, "--only", any_publication.folder / "some.txt")
        assert (report["exit_code"], report["accepted"]) == (3, 5)
        assert sorted(server.recipients) == sorted(wanted)
        report = any_publication.report("--resume", "--workers", 2, "--max", 7)
        assert (report["exit_code"], report["accepted_in_this_run"], report["queued"]) == (3, 7, 28)
        assert len(set(server.recipients)) == len(server.taken) == 12


def failed(publication) -> list[dict]:
    """The lines of `failed.csv`."""
    return list(csv.DictReader((publication.folder / "failed.csv").read_text().splitlines()))


async def posted(app, path: str, content: str) -> int:
    """The status of the answer of an application to a POST."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="https://robots.example.org"
    ) as client:
        return (await client.post(path, content=content)).status_code


def database_now():
    return datetime.fromisoformat("2026-05-28T18:31:00+00:00")


def make_due(publication) -> None:
    """The time of those that were deferred has come."""
    with publication.open() as database, database.writing() as connection:
        connection.execute(
            update(DELIVERIES)
            .where(DELIVERIES.c.state == "deferred")
            .values(not_before=database_now() - timedelta(hours=1))
        )


def part_of(content: bytes) -> str:
    message = email.message_from_bytes(content)
    return (
        next(part for part in message.walk() if part.get_content_type() == "text/html")
        .get_payload(decode=True)
        .decode()
    )


def run_at(publication, now: str, *arguments: object):
    from click.testing import CliRunner

    from feedkit.cli.front_door import main

    return CliRunner().invoke(main, ["-C", str(publication.folder), "--now", now, *map(str, arguments)])
