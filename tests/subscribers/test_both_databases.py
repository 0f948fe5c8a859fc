"""The life of a list, in SQLite and in PostgreSQL."""

import io
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from feedkit.exceptions import GuardError
from feedkit.subscribers import Reason, audience
from feedkit.subscribers.addresses import address_hash, read_address
from feedkit.subscribers.exporting import export
from feedkit.subscribers.importing import Policy, import_rows
from feedkit.subscribers.registry import check_key, confirm, everything, find, forget, lift, remove, statistics
from feedkit.subscribers.rows import read_rows
from feedkit.subscribers.suppression import suppress_hash, unsubscribe

CASES = Path(__file__).parent.parent / "cases" / "subscribers"
KEY = b"k" * 32


def hashed(email):
    return address_hash(KEY, read_address(email))


def test_a_list_is_imported_changed_and_exported(database, now):
    """Several portions, farewells in bulk, a second import that changes some of them; reading needs no memory."""
    portion = 40
    count = 2 * portion + 7
    rows = "".join(f"reader{n}@acme.example,Reader {n},confirmed,robots|ai\n" for n in range(count))
    text = "email,name,status,topics,consent_source,confirmed_at\n" + rows.replace("\n", ",fair,2026-01-01\n")

    def load(text):
        policy = Policy(hashing_key=KEY, now=now + timedelta(days=1), path="people.csv", portion=portion)
        return import_rows(database, read_rows(io.StringIO(text), "people.csv"), policy)

    assert load(text).counts == {"added": count}
    assert load(text).counts == {"unchanged": count}
    left = "email,status\n" + "".join(f"reader{n}@acme.example,unsubscribed\n" for n in range(portion + 5))
    assert load(left).counts == {"left": portion + 5}
    cleaned = "email,status\n" + "".join(f"READER{n}@acme.example,bounced\n" for n in range(portion, portion + 20))
    assert load(cleaned).counts == {"unchanged": 5, "left": 15}
    with database.reading() as connection:
        assert sum(1 for _ in audience(connection)) == count - portion - 20
        numbers = statistics(connection)
        out = io.StringIO()
        assert export(connection, out) == count
    assert numbers["statuses"]["confirmed"] == count - portion - 20
    assert numbers["domains"] == {"acme.example": count - portion - 20}
    assert out.getvalue().count("\n") == count + 1


def test_one_subscriber_is_found_shown_removed_and_forgotten(database, now):
    """Each of the acts of the command line."""
    text = (CASES / "mailchimp_subscribed.csv").read_text("utf-8")
    import_rows(database, read_rows(io.StringIO(text), "m.csv"), Policy(hashing_key=KEY, now=now, path="m.csv"))
    ana, bo = hashed("ana.silva@acme.example"), hashed("bo@acme.example")
    with database.writing() as connection:
        record = find(connection, ana)
        kept = everything(connection, ana)
        assert kept["subscriptions"][0]["email"] == record.email
        assert kept["suppression"] is None
        unsubscribe(connection, record.id, now)
        suppress_hash(connection, ana, Reason.COMPLAINED, now)
        assert everything(connection, ana)["suppression"]["reason"] == "complained"
        assert [each["reason"] for each in everything(connection, ana)["departures"]] == ["unsubscribed", "complained"]
        assert lift(connection, ana)
        assert not lift(connection, ana)
        assert confirm(connection, record.id, now)
        remove(connection, find(connection, bo).id, now)
        assert find(connection, bo) is None
        assert forget(connection, ana, now) == [record.id]
        assert find(connection, ana) is None
        assert everything(connection, ana)["subscriptions"] == []


def test_another_key_is_refused(database):
    """With it nobody would be found, and the suppressed would be mailed."""
    check_key(database, KEY)
    check_key(database, KEY)
    with pytest.raises(GuardError, match="oldest signing key"):
        check_key(database, b"x" * 32)


def test_many_that_sign_up_one_address_at_once_make_one(database, now):
    """Somebody presses twice, or several processes serve the pages; two mails at most are owed."""
    from feedkit.workflow.membership import SignUp, sign_up
    from feedkit.workflow.subscribers import OpenList

    subscribers = OpenList(database=database, keys=(KEY,), hashing_key=KEY)
    asked = SignUp(address=read_address("ana@acme.example"))
    owed, failures = [], []

    def ask():
        try:
            owed.append(sign_up(subscribers, asked, now))
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert failures == []
    assert len({each.subscriber for each in owed if each}) == 1
    with database.reading() as connection:
        assert sum(statistics(connection)["statuses"].values()) == 1
