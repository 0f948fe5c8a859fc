"""The pipe to `sendmail`: what its exit codes mean, and what it is given."""

from __future__ import annotations

import os

import pytest

from feedkit.exceptions import SendError
from feedkit.senders import Blame, Mail, Verdict
from feedkit.senders.sendmail import SendmailSettings, connect

MAIL = Mail(key=7, sender="bounce+7@news.example", recipient="-ana@example.org", parts=(b"Subject: Robots\r\n\r\n.dot\r\n",), message_id="<7@x>")  # fmt: skip


def command(tmp_path, script: str) -> SendmailSettings:
    file = tmp_path / "sendmail"
    file.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/arguments\ncat > {tmp_path}/message\n{script}\n')
    file.chmod(0o755)
    return SendmailSettings(command=str(file), timeout=5)


def test_the_command_gets_envelope_and_message(tmp_path):
    (found,) = connect(command(tmp_path, "exit 0")).send([MAIL])
    assert found.verdict is Verdict.ACCEPTED
    assert (tmp_path / "arguments").read_text().split() == [
        "-i",
        "-f",
        "bounce+7@news.example",
        "--",
        "-ana@example.org",
    ]
    assert (tmp_path / "message").read_bytes() == b"Subject: Robots\n\n.dot\n"


@pytest.mark.parametrize(
    ("code", "verdict", "blame"),
    [
        (os.EX_NOUSER, Verdict.BOUNCED, Blame.MAILBOX),
        (os.EX_TEMPFAIL, Verdict.DEFERRED, Blame.NOBODY),
        (os.EX_NOPERM, Verdict.DEFERRED, Blame.SENDER),
        (1, Verdict.DEFERRED, Blame.NOBODY),
    ],
)
def test_exit_codes_are_outcomes(tmp_path, code, verdict, blame):
    (found,) = connect(command(tmp_path, f"echo no such luck >&2; exit {code}")).send([MAIL])
    assert (found.verdict, found.blame, found.text) == (verdict, blame, "no such luck")


def test_a_killed_command_leaves_the_mail_unknown(tmp_path):
    (found,) = connect(command(tmp_path, "kill -9 $$")).send([MAIL])
    assert found.verdict is Verdict.UNKNOWN


def test_a_command_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(SendError, match="not there"):
        connect(SendmailSettings(command=str(tmp_path / "nothing")))
