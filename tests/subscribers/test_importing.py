"""Lists of other programs become ours; whoever left stays away; every row that is refused is told with its line."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from feedkit.exceptions import ConfigurationError
from feedkit.subscribers import Reason, audience
from feedkit.subscribers.addresses import address_hash, read_address
from feedkit.subscribers.exporting import COLUMNS, export, export_suppressions
from feedkit.subscribers.importing import MOST_FINDINGS, Policy, import_rows
from feedkit.subscribers.registry import confirm, find, forget, is_suppressed
from feedkit.subscribers.rows import read_rows
from feedkit.subscribers.suppression import suppress_hash, unsubscribe
from feedkit.subscribers.tables import REMOVALS, SUBSCRIBERS, Status

CASES = Path(__file__).parent.parent / "cases" / "subscribers"
KEY = b"k" * 32


def hashed(email):
    return address_hash(KEY, read_address(email))


@pytest.fixture
def database_url(tmp_path):
    """Rules are the same in every database; what databases could do differently, test_both_databases.py runs in both."""
    return f"sqlite:///{tmp_path}/feedkit.db"


@pytest.fixture
def load(database, now):
    """A function that imports a text and returns what became of it."""

    def run(text, path="people.csv", **given):
        policy = Policy(hashing_key=KEY, now=given.pop("now", now), path=path, **given)
        return import_rows(database, read_rows(io.StringIO(text, newline=""), path), policy)

    return run


@pytest.fixture
def people(database):
    """A function that gives the list as a mapping of addresses to rows."""

    def read():
        with database.reading() as connection:
            return {row.email: row for row in connection.execute(select(SUBSCRIBERS))}

    return read


def mailed(database):
    with database.reading() as connection:
        return [each.email for each in audience(connection)]


ANA, OTHERS = "ana.silva@acme.example", {
    "mailchimp_subscribed": {"bo@acme.example": "confirmed"},
    "listmonk": {"cy@acme.example": "unsubscribed", "eve@acme.example": "blocked"},
    "buttondown": {
        "bo@acme.example": "pending", "cy@acme.example": "unsubscribed", "dee@gone.example": "bounced",
        "fay@acme.example": "complained",
    },
    "substack": {"bo@acme.example": "confirmed", "cy@acme.example": "unsubscribed"},
    "ghost": {"cy@acme.example": "unsubscribed", "gil@acme.example": "unsubscribed"},
    "keila": {"cy@acme.example": "unsubscribed", "dee@gone.example": "bounced"},
}  # fmt: skip


@pytest.mark.parametrize("program", OTHERS)
def test_the_export_of_each_program_is_understood(load, people, program):
    """Who is mailed, who left and why, by the words of that program."""
    path = CASES / f"{program}.csv"
    done = load(path.read_bytes().decode("utf-8"), path.name)
    assert done.findings == []
    found = people()
    assert {email: row.status for email, row in found.items()} == {ANA: "confirmed", **OTHERS[program]}
    ana = found[ANA]
    if program != "keila":
        assert ana.consent_at.replace(microsecond=0) == datetime(2024, 3, 14, 9, 12, 31, tzinfo=UTC)
    if program not in ("substack", "buttondown"):
        assert ana.name == "Ana Silva"
    if program in ("mailchimp_subscribed", "buttondown", "ghost"):
        assert ana.topics == ("robots", "ai news")


def test_what_mailchimp_knows_of_consent_is_kept(load, people):
    """When they signed up, when they confirmed, from where; the address of the machine as a keyed hash only."""
    load((CASES / "mailchimp_subscribed.csv").read_text("utf-8"), "subscribed_members_export.csv")
    ana = people()[ANA]
    assert ana.confirmed_at == datetime(2024, 3, 14, 9, 14, tzinfo=UTC)
    assert ana.consent_source == "imported from subscribed_members_export.csv"
    assert len(ana.consent_ip_hash) == 32
    assert "203" not in ana.consent_ip_hash
    assert ana.timezone == "Europe/Lisbon"


def test_those_who_left_or_bounced_at_mailchimp_are_not_mailed(load, database, people):
    """Each of its files says it by other columns."""
    load((CASES / "mailchimp_unsubscribed.csv").read_text("utf-8"))
    load((CASES / "mailchimp_cleaned.csv").read_text("utf-8"))
    assert {email: row.status for email, row in people().items()} == {
        "cy@acme.example": "unsubscribed",
        "dee@gone.example": "bounced",
    }
    assert people()["cy@acme.example"].left_at == datetime(2024, 6, 1, 10, tzinfo=UTC)
    with database.reading() as connection:
        assert is_suppressed(connection, hashed("dee@gone.example")) is Reason.BOUNCED
    assert mailed(database) == []


def test_those_who_never_subscribed_at_mailchimp_are_pending(load, people):
    """It calls customers contacts as well, and writes them into a file that differs by its name."""
    load((CASES / "mailchimp_subscribed.csv").read_text("utf-8"), "nonsubscribed_members_export_1.csv")
    assert {row.status for row in people().values()} == {"pending"}


def test_addresses_without_proof_of_consent_are_not_mailed(load, database, people):
    """Unless whoever imports them says where they agreed."""
    done = load("email\nana@acme.example\nbo@acme.example\n")
    assert [each.rule.code for each in done.findings] == ["FK576"]
    assert "2 do not say" in done.findings[0].message
    assert mailed(database) == []
    done = load("email\nana@acme.example\ncy@acme.example\n", consent="Signed at the fair")
    assert done.findings == []
    assert mailed(database) == ["ana@acme.example", "cy@acme.example"]
    assert people()["cy@acme.example"].consent_source == "Signed at the fair"


def test_a_list_of_bare_addresses_needs_no_first_line(load, database):
    """As one copies it from somewhere."""
    done = load("ana@acme.example\n\nbo@acme.example\n", consent="x")
    assert done.counts == {"added": 2}


@pytest.mark.parametrize(
    "written",
    [
        "email,name\nana@acme.example,Ana\n",
        "\ufeffemail,name\nana@acme.example,Ana\n",
        "email;name\r\nana@acme.example;Ana\r\n",
        "sep=;\r\nemail;name\r\nana@acme.example;Ana\r\n",
        "E-Mail\tName\nana@acme.example\tAna\n",
        '"Email Address","Full_Name"\nana@acme.example,Ana\n',
        "name|email\nAna|  ana@acme.example \n",
        "email,name\rana@acme.example,Ana\r",
    ],
)
def test_files_of_many_habits_are_read(load, people, written):
    """Marks, line ends, delimiters, blanks and names of columns."""
    done = load(written, consent="x")
    assert done.findings == []
    assert people()["ana@acme.example"].name == "Ana"


def test_every_row_that_is_refused_is_told_with_its_line_and_all_others_are_imported(load, people):
    """Lines are those of the file, whatever line ends stand in fields."""
    done = load(
        "email,name,status\n"
        'ana@acme.example,"Ana\nSilva",confirmed\n'
        "nobody,,confirmed\n"
        ",No Address,confirmed\n"
        "bo@acme.example,Bo,sleeping\n"
        "cy@localhost,,confirmed\n"
        "dee@acme.example,Dee,confirmed,extra\n"
        "fay@acme.example,\udce9,confirmed\n"
        "gil@acme.example,Gil,confirmed\n"
    )
    assert [(each.place.line, each.rule.code) for each in done.findings] == [
        (4, "FK573"), (5, "FK573"), (6, "FK574"), (7, "FK573"), (8, "FK572"), (9, "FK572"),
    ]  # fmt: skip
    assert list(people()) == ["ana@acme.example", "gil@acme.example"]
    assert people()["ana@acme.example"].name == "Ana Silva"
    assert done.counts == {"added": 2, "refused": 6}
    assert "--encoding" in done.findings[-1].help


def test_a_quotation_mark_that_is_not_closed_is_told_and_does_not_eat_memory(load):
    """The rest of a file of gigabytes would be one field."""
    lines = ["email,name\n", "ana@acme.example,Ana\n", 'bo@acme.example,"Bo\n', *["cy@acme.example,Cy\n"] * 30_000]
    done = load("".join(lines), consent="x")
    assert (done.findings[0].rule.code, done.findings[0].place.line) == ("FK572", 3)
    assert "not closed" in done.findings[0].message


def test_values_that_cannot_be_understood_are_left_out_and_told(load, people):
    """The subscriber is imported without them."""
    done = load("email,timezone,language,confirmed_at\nana@acme.example,Mars/North,klingon!,yesterday\n", consent="x")
    assert [each.rule.code for each in done.findings] == ["FK575"] * 3
    ana = people()["ana@acme.example"]
    assert (ana.timezone, ana.language, ana.confirmed_at) == ("", "", None)


def test_many_findings_are_counted_and_some_are_kept(load):
    """A file full of faults does not fill memory."""
    done = load("email\n" + "nobody\n" * (MOST_FINDINGS + 500))
    assert len(done.findings) == MOST_FINDINGS
    assert done.counts["refused"] == done.found["FK573"] == MOST_FINDINGS + 500


def test_a_file_without_addresses_is_refused_with_what_it_has(load):
    """And with what to do."""
    with pytest.raises(ConfigurationError) as caught:
        load("first,last\nAna,Silva\n")
    (found,) = caught.value.diagnostics
    assert found.rule.code == "FK571"
    assert "`first`, `last`" in found.help


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(load, text):
    """There is nothing to import in it."""
    with pytest.raises(ConfigurationError):
        load(text)


# What becomes of those who left


def test_an_old_file_never_brings_back_who_left(load, database, now):
    """Not with a confirmation of before; with a newer one it does."""
    load("email,status,confirmed_at\nana@acme.example,confirmed,2026-01-01\n")
    with database.writing() as connection:
        unsubscribe(connection, find(connection, hashed("ana@acme.example")).id, now)
    for confirmed in ("", "2026-01-01", now.isoformat()):
        done = load(f"email,status,confirmed_at\nana@acme.example,confirmed,{confirmed}\n", now=now + timedelta(days=1))
        assert done.counts == {"stayed_away": 1}
        assert [each.rule.code for each in done.findings] == ["FK578"]
        assert mailed(database) == []
    later = (now + timedelta(seconds=1)).isoformat()
    load(f"email,status,confirmed_at\nana@acme.example,confirmed,{later}\n", now=now + timedelta(days=1))
    assert mailed(database) == ["ana@acme.example"]


@pytest.mark.parametrize("reason", [Reason.BOUNCED, Reason.COMPLAINED, Reason.BLOCKED, Reason.FORGOTTEN])
def test_suppression_outranks_every_import(load, database, now, reason):
    """Even one that says they confirmed a minute ago; and the address is not stored anew."""
    with database.writing() as connection:
        suppress_hash(connection, hashed("ana@acme.example"), reason, now)
    later = (now + timedelta(days=1)).isoformat()
    done = load(f"email,status,confirmed_at\nANA@ACME.example,confirmed,{later}\n", now=now + timedelta(days=2))
    assert done.counts == {"suppressed": 1}
    assert done.findings[0].rule.code == "FK577"
    with database.reading() as connection:
        assert connection.execute(select(SUBSCRIBERS)).all() == []


def test_an_old_farewell_does_not_take_off_who_confirmed_since(load, database):
    """The last word of a reader counts."""
    load("email,status,confirmed_at\nana@acme.example,confirmed,2026-05-01\n")
    assert load("email,status,left_at\nana@acme.example,unsubscribed,2026-04-01\n").counts == {"unchanged": 1}
    assert mailed(database) == ["ana@acme.example"]
    assert load("email,status,left_at\nana@acme.example,unsubscribed,2026-05-02\n").counts == {"left": 1}
    assert mailed(database) == []


def test_a_farewell_without_a_date_is_believed(load, database, people):
    """It is the safe side; a running sender hears of it."""
    load("email,status\nana@acme.example,confirmed\nbo@acme.example,confirmed\n")
    load("email,status\nana@acme.example,unsubscribed\nbo@acme.example,complained\n")
    assert mailed(database) == []
    with database.reading() as connection:
        removed = connection.execute(select(REMOVALS.c.reason).order_by(REMOVALS.c.sequence)).scalars().all()
        assert sorted(removed) == ["complained", "unsubscribed"]
        assert is_suppressed(connection, hashed("bo@acme.example")) is Reason.COMPLAINED
    assert {row.status for row in people().values()} == {"unsubscribed", "complained"}


@pytest.mark.parametrize("order", [("confirmed", "unsubscribed"), ("unsubscribed", "confirmed")])
def test_somebody_who_is_in_a_file_twice_is_not_mailed_when_one_row_says_so(load, database, order):
    """Whichever comes first, in one portion or in two."""
    load("email,status\n" + "".join(f"ana@acme.example,{each}\n" for each in order))
    assert mailed(database) == []


def test_two_spellings_of_an_address_are_one(load, people):
    """Letters of any case, domains in any script, accents in one character or two."""
    done = load(
        "email,status\nJosé@bücher.example,confirmed\nJOSE\u0301@xn--bcher-kva.example,confirmed\n"
        "ana+news@acme.example,confirmed\nana@acme.example,confirmed\na.na@acme.example,confirmed\n"
    )
    assert done.counts == {"added": 4, "unchanged": 1}
    assert next(iter(people().values())).delivery == "José@xn--bcher-kva.example"


def test_an_import_fills_in_what_the_list_does_not_know_and_changes_nothing_else(load, people):
    """What is there a reader may have said themselves; the oldest consent is the proof."""
    load("email,status,name,consent_at\nana@acme.example,confirmed,Ana,2026-02-01\n")
    load("email,status,name,language,topics,consent_at\nana@acme.example,confirmed,Other,de,robots,2025-01-01\n")
    ana = people()["ana@acme.example"]
    assert (ana.name, ana.language, ana.topics) == ("Ana", "de", ("robots",))
    assert ana.consent_at == datetime(2025, 1, 1, tzinfo=UTC)


def test_the_same_file_twice_changes_nothing(load, database, people):
    """So that an import that was interrupted is simply run again."""
    text = (CASES / "buttondown.csv").read_text("utf-8")
    load(text)
    before = people()
    done = load(text)
    assert done.counts["added"] == 0
    assert people() == before


def test_a_dry_run_tells_everything_and_changes_nothing(load, people):
    """The counts are those of the real one."""
    text = (CASES / "ghost.csv").read_text("utf-8")
    looked = load(text, dry=True)
    assert people() == {}
    assert load(text).counts == looked.counts


# Exporting


def exported(database):
    out = io.StringIO(newline="")
    with database.reading() as connection:
        export(connection, out)
    return out.getvalue()


def test_an_export_reads_back_the_same(load, database, now, tmp_path):
    """Every column of every status, in a new database."""
    from feedkit.database import open_database
    from feedkit.subscribers.tables import SCHEMA

    for each in ("mailchimp_subscribed", "mailchimp_unsubscribed", "buttondown", "ghost", "keila"):
        load((CASES / f"{each}.csv").read_bytes().decode())
    load(
        'email,name,status,topics\n=1+1@acme.example,"=HYPERLINK(""x"")",confirmed,\n\'x@acme.example,\'\'x,pending,\n'
    )
    with database.writing() as connection:
        unsubscribe(connection, find(connection, hashed("bo@acme.example")).id, now)
    first = exported(database)
    assert len(first.splitlines()) == 1 + len({row["email"] for row in csv.DictReader(io.StringIO(first))})
    with open_database("sqlite:///other.db", tmp_path, SCHEMA, now=now) as other:
        policy = Policy(hashing_key=KEY, now=now + timedelta(days=3), path="again.csv")
        done = import_rows(other, read_rows(io.StringIO(first, newline=""), "again.csv"), policy)
        assert done.findings == []
        assert exported(other) == first


def test_no_cell_is_a_formula(load, database):
    """Names come from strangers, and spreadsheets compute what begins with `=`."""
    load('email,name,status\n"+ana@acme.example","@SUM(1)",confirmed\n-bo@acme.example,-2,confirmed\n')
    for row in csv.reader(io.StringIO(exported(database))):
        assert not any(each.startswith(("=", "+", "-", "@")) for each in row)


def test_suppressions_are_exported_without_addresses(load, database, now):
    """They can be shown to others."""
    load((CASES / "mailchimp_cleaned.csv").read_text("utf-8"))
    out = io.StringIO()
    with database.reading() as connection:
        assert export_suppressions(connection, out) == 1
    assert out.getvalue().splitlines()[0] == "hash,reason,at"
    assert "gone" not in out.getvalue()
    assert COLUMNS[0] == "email"


# Being forgotten and coming back


def test_a_forgotten_address_is_nowhere_and_stays_unmailed(load, database, now):
    """Nothing in any table has it; only a hash that nobody can read."""
    load("email,name,status\nana@acme.example,Ana Silva,confirmed\n")
    with database.writing() as connection:
        assert len(forget(connection, hashed("ana@acme.example"), now)) == 1
        tables = ["subscribers", "suppressions", "subscriber_removals", "subscriber_bounces"]
        rows = [str(row) for each in tables for row in connection.execute(text(f"SELECT * FROM {each}"))]
    assert rows
    assert not any("ana" in row.lower() or "silva" in row.lower() for row in rows)
    assert load("email,status\nana@acme.example,confirmed\n").counts == {"suppressed": 1}


def test_who_confirms_anew_is_back_but_not_past_a_block(load, database, now):
    """It is what the reader said last; a block is the publisher's word."""
    load("email,status\nana@acme.example,complained\nbo@acme.example,blocked\n")
    with database.writing() as connection:
        ana, bo = (find(connection, hashed(f"{each}@acme.example")) for each in ("ana", "bo"))
        assert confirm(connection, ana.id, now)
        assert not confirm(connection, bo.id, now)
    assert mailed(database) == ["ana@acme.example"]
    with database.reading() as connection:
        assert find(connection, hashed("ana@acme.example")).status is Status.CONFIRMED
