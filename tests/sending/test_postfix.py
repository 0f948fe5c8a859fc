"""A real mail server gets the edition: every message, once, byte for byte, as the ledger has it.

`FEEDKIT_POSTFIX=10000` sends to so many readers; 2,000 are enough for every run.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from postfix_server import Postfix
from publications import make_publication

from feedkit.keys import signing_keys
from feedkit.ledger.freezing import edition_called
from feedkit.ledger.tables import DELIVERIES
from feedkit.tokens import parse_verp

READERS = int(os.environ.get("FEEDKIT_POSTFIX", "2000"))
ADDED = ("Return-Path:", "X-Original-To:", "Delivered-To:", "Received:", "\tby ", "\tfor ", "\tid ", " by ", "\t")


@pytest.fixture
def postfix():
    if not os.access("/usr/sbin/postfix", os.X_OK) or not Path("/usr/lib/postfix/sbin").is_dir():
        pytest.skip("needs Postfix: apt-get install postfix")
    if os.geteuid() != 0:
        pytest.skip("Postfix is started by root only")
    with Postfix() as server:
        yield server


def test_postfix_has_exactly_what_the_ledger_says(postfix, tmp_path):
    publication = make_publication(tmp_path / "project", f"sqlite:///{tmp_path}/project/feedkit.db", READERS)
    publication.configure(postfix.port, connections="connections: 4, pipeline: 20")
    report = publication.report()
    assert (report["exit_code"], report["accepted"]) == (0, READERS)
    files = postfix.delivered(READERS)
    assert len(files) == READERS, postfix.log()

    with publication.open() as database, database.reading() as connection:
        deliveries = {row.email: row for row in connection.execute(DELIVERIES.select())}
        edition = edition_called(connection, report["edition"])
    keys = signing_keys((), publication.folder)
    expected = expected_messages(publication, deliveries)
    seen = set()
    for file in files:
        head, ours = split(file.read_text("utf-8"))
        recipient = re.search(r"^Delivered-To: (\S+)$", head, re.MULTILINE)[1]
        queue_id = re.search(r"\bid (\w+)", head)[1]
        envelope = re.search(r"^Return-Path: <(\S+)>$", head, re.MULTILINE)[1]
        row = deliveries[recipient]
        assert ours.encode() == expected[recipient].replace(b"\r\n", b"\n")
        assert row.state == "accepted"
        assert queue_id in row.said
        assert parse_verp(envelope, keys) == (edition.id.replace("/", "."), row.subscriber)
        seen.add(recipient)
    assert seen == set(deliveries)
    assert len({re.search(rb"Message-ID: (\S+)", each)[1] for each in expected.values()}) == READERS


def split(text: str) -> tuple[str, str]:
    """What the server put in front, and our message."""
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("From:"))
    return "\n".join(lines[:first]), "\n".join(lines[first:])


def expected_messages(publication, deliveries) -> dict[str, bytes]:
    """All messages, made once more from the ledger."""
    from feedkit.config import load
    from feedkit.ledger import Claim
    from feedkit.workflow.addressing import Desk
    from feedkit.workflow.ways import way_of

    config = load(publication.folder / "feedkit.yml", environ={})
    with publication.open() as database, database.reading() as connection:
        edition = edition_called(connection, "daily/2026-05-28")
    desk = Desk(edition, way_of(Path(publication.folder), config, "smtp").links)
    claims = [Claim(row.id, row.subscriber, row.email, row.name, 0) for row in deliveries.values()]
    return {mail.recipient: mail.message for mail in desk.mails(claims, smtputf8=True)}


def test_the_tools_are_there():
    """So that a skipped test above is not taken for one that passed where it must run."""
    if os.environ.get("CI") and os.geteuid() == 0:
        assert shutil.which("postfix")
