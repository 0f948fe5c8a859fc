"""A mailbox of bounces is read: addresses that are gone are suppressed, each report counts once."""

import importlib.util
import mailbox
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from feedkit.exceptions import FileError
from feedkit.ledger.tables import DELIVERIES, EDITIONS
from feedkit.mailboxes import Stored, mails_in
from feedkit.message import message_id
from feedkit.subscribers import audience
from feedkit.subscribers.addresses import address_hash, read_address
from feedkit.subscribers.registry import add, everything, find
from feedkit.subscribers.tables import Status
from feedkit.tokens import verp_address
from feedkit.workflow import personal
from feedkit.workflow.bounces import receive
from feedkit.workflow.subscribers import open_list

HERE = Path(__file__).parent.parent
NAMES = ("ana", "bo", "cy", "dee", "fay")


def load(path):
    spec = importlib.util.spec_from_file_location("reports", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reports = load(HERE / "bounces" / "test_reports.py")
NOW = reports.NOW


@pytest.fixture
def subscribers(tmp_path):
    """A list of five readers."""
    from feedkit.config import parse

    config, _ = parse("site: {title: N, url: https://n.example/}", "feedkit.yml", environ={})
    with open_list(config, tmp_path, NOW) as opened:
        with opened.database.writing() as connection:
            for name in NAMES:
                add(connection, read_address(f"{name}@acme.example"), opened.hashing_key, NOW, status=Status.CONFIRMED)
        yield opened


def sent_to(subscribers, name, edition="daily/2026-05-28"):
    with subscribers.database.reading() as connection:
        record = find(connection, address_hash(subscribers.hashing_key, read_address(f"{name}@acme.example")))
    return verp_address("bounce@news.example", edition, record.id, subscribers.keys)


def mail(to, *arguments, number=1, **given):
    text = reports.dsn(*arguments, to=to, returned="X: y\n", **given).decode()
    return text.replace("<20260529060000.1@", f"<{number}.{to.partition('@')[0]}@").encode()


def mailed(subscribers):
    with subscribers.database.reading() as connection:
        return [each.email.partition("@")[0] for each in audience(connection)]


def stored(folder, *mails):
    box = mailbox.Maildir(folder, create=True)
    for each in mails:
        box.add(each)
    return folder


def test_a_maildir_is_read_and_acted_upon_once(subscribers, tmp_path):
    """A second reading changes nothing; the mails are as they were."""
    complaint = reports.ARF.format(kind="abuse").replace(reports.VERP, sent_to(subscribers, "bo"))
    folder = stored(
        tmp_path / "Maildir",
        mail(sent_to(subscribers, "ana")),
        complaint.replace(reports.LINK, "https://x.example/").encode(),
        mail(sent_to(subscribers, "cy"), "5.7.1", "550 5.7.1 blocked"),
        mail(sent_to(subscribers, "dee"), "4.4.1", "timed out", action="delayed"),
        mail("bounce@news.example"),
        b"Subject: Hello\n\nHow are you?\n",
    )
    before = sorted((each, each.read_bytes()) for each in folder.rglob("*") if each.is_file())
    done = receive(subscribers, mails_in(folder, 10**6), NOW)
    assert done.counts == {"hard": 1, "complaint": 1, "policy": 1, "nothing": 2, "foreign": 1}
    assert done.suppressed == {"bounced": 1, "complained": 1}
    assert mailed(subscribers) == ["cy", "dee", "fay"]
    assert [each.rule.code for each in done.findings] == ["FK581"]
    again = receive(subscribers, mails_in(folder, 10**6), NOW)
    assert again.counts == {"known": 3, "nothing": 2, "foreign": 1}
    assert sum(again.suppressed.values()) == 0
    assert sorted((each, each.read_bytes()) for each in folder.rglob("*") if each.is_file()) == before


def test_a_full_mailbox_is_forgiven_three_times(subscribers, tmp_path):
    """The fourth edition in two weeks that it refuses is the last."""
    for day in range(4):
        to = sent_to(subscribers, "ana", f"daily/2026-05-{20 + day}")
        folder = stored(
            tmp_path / str(day),
            mail(to, "5.2.2", "552 5.2.2 mailbox full", number=day),
            mail(to, "5.2.2", "552 full", number=day + 50),
        )
        receive(subscribers, mails_in(folder, 10**6), NOW + timedelta(days=day))
        assert ("ana" in mailed(subscribers)) is (day < 3)


def test_who_asks_by_way_of_the_provider_is_unsubscribed(subscribers, tmp_path):
    """That suppresses no address: they may sign up again."""
    text = (
        reports.ARF.format(kind="opt-out").replace(reports.VERP, sent_to(subscribers, "bo")).replace(reports.LINK, "")
    )
    (tmp_path / "one.eml").write_text(text)
    done = receive(subscribers, mails_in(tmp_path / "one.eml", 10**6), NOW)
    assert done.suppressed == {"unsubscribed": 1}
    assert "bo" not in mailed(subscribers)


def test_an_mbox_and_a_folder_of_files_are_mailboxes_too(subscribers, tmp_path):
    """Each mail is named, so that one can find it."""
    box = mailbox.mbox(tmp_path / "box", create=True)
    box.add(mail(sent_to(subscribers, "ana")))
    box.add(mail("bounce@news.example"))
    box.close()
    done = receive(subscribers, mails_in(tmp_path / "box", 10**6), NOW)
    assert done.counts == {"hard": 1, "foreign": 1}
    assert done.findings[0].place.path.endswith("box#2")
    folder = tmp_path / "eml"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail(sent_to(subscribers, "bo")))
    (folder / "notes.txt").write_text("not a mail")
    assert receive(subscribers, mails_in(folder, 10**6), NOW).counts == {"hard": 1}


def test_a_report_about_somebody_who_was_erased_is_about_nobody(subscribers, tmp_path):
    """Numbers are never given to somebody else."""
    to = sent_to(subscribers, "ana")
    from feedkit.subscribers.registry import forget

    hashed = address_hash(subscribers.hashing_key, read_address("ana@acme.example"))
    with subscribers.database.writing() as connection:
        forget(connection, hashed, NOW)
    (tmp_path / "one.eml").write_bytes(mail(to))
    assert receive(subscribers, mails_in(tmp_path / "one.eml", 10**6), NOW).counts == {"foreign": 1}
    with subscribers.database.reading() as connection:
        assert everything(connection, hashed)["undelivered"] == []


def sent(subscribers, name, edition="daily/2026-05-28", *, state="accepted", at=NOW):
    """Put a delivery into the ledger as sending does; the Message-ID of the message."""
    hashed = address_hash(subscribers.hashing_key, read_address(f"{name}@acme.example"))
    with subscribers.database.writing() as connection:
        record = find(connection, hashed)
        number = connection.execute(
            insert(EDITIONS)
            .values(
                id=edition, list="main", subject="S", dated=at, frozen_at=at, message=b"", secret="ab" * 32, sender="n@n.example",
                candidates=1, excluded="{}", removal=0,
            )
            .returning(EDITIONS.c.number)
        ).scalar_one()  # fmt: skip
        connection.execute(
            insert(DELIVERIES).values(
                edition=number, subscriber=record.id, email=record.delivery, name="Ana", domain="acme.example", state=state,
                not_before=at, position=1, attempts=1, doubts=0, code=250, enhanced="", said="ok ana@acme.example", reason="", at=at,
            )
        )  # fmt: skip
    return message_id(edition, str(record.id), "n.example", secret=bytes.fromhex("ab" * 32))


def test_a_report_with_the_message_id_of_a_message_to_that_address_counts(subscribers, tmp_path):
    """Some servers send reports to the address in From, and return nothing of ours but that."""
    proof = sent(subscribers, "ana")
    report = reports.dsn(to="news@n.example", returned=f"Message-ID: {proof}\n")
    other = (
        reports.dsn(to="news@n.example", returned=f"Message-ID: {proof}\n")
        .replace(b"ana@acme", b"bo@acme")
        .replace(b"060000.1@", b"2@")
    )
    (tmp_path / "1.eml").write_bytes(report)
    (tmp_path / "2.eml").write_bytes(other)
    assert receive(subscribers, mails_in(tmp_path, 10**6), NOW).counts == {"hard": 1, "foreign": 1}
    assert mailed(subscribers) == ["bo", "cy", "dee", "fay"]


def test_everything_of_a_person_is_shown_and_erased_in_the_ledger_too(subscribers):
    """Deliveries stay as numbers; what was still to be sent is not."""
    sent(subscribers, "ana")
    sent(subscribers, "ana", "daily/2026-05-29", state="deferred")
    hashed = address_hash(subscribers.hashing_key, read_address("ana@acme.example"))
    kept = personal.everything(subscribers, hashed)
    assert [(each["edition"], each["state"]) for each in kept["deliveries"]] == [
        ("daily/2026-05-28", "accepted"),
        ("daily/2026-05-29", "deferred"),
    ]
    personal.erase(subscribers, hashed, NOW)
    with subscribers.database.reading() as connection:
        rows = connection.execute(select(DELIVERIES)).all()
    assert [(row.state, row.email, row.name, row.said) for row in rows] == [
        ("accepted", "", "", ""),
        ("skipped", "", "", ""),
    ]


def test_old_deliveries_lose_their_addresses(subscribers):
    """After 90 days nobody needs them."""
    sent(subscribers, "ana", at=NOW - timedelta(days=91))
    sent(subscribers, "bo", "daily/2026-05-29", at=NOW - timedelta(days=89))
    receive(subscribers, [], NOW)
    with subscribers.database.reading() as connection:
        assert connection.execute(select(DELIVERIES.c.email)).scalars().all() == ["", "bo@acme.example"]


def test_a_mail_that_cannot_be_read_is_told_and_the_others_count(subscribers, tmp_path):
    """One broken file in a mailbox must not keep addresses that are gone on the list."""
    gone = list(mails_in(stored(tmp_path / "box", mail(sent_to(subscribers, NAMES[0]), "5.1.1")), 10**6))
    done = receive(subscribers, [Stored(path="box/new/1", content=b"", fault="Input/output error"), *gone], NOW)
    assert [(each.rule.code, each.place.path) for each in done.findings] == [("FK582", "box/new/1")]
    assert done.counts["unreadable"] == 1
    assert NAMES[0] not in mailed(subscribers)


def test_a_path_that_is_not_there_is_told():
    """With what could be there."""
    with pytest.raises(FileError, match="there is no"):
        list(mails_in(Path("/no/such/box"), 10))
