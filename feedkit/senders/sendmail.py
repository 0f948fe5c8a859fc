"""Messages to the `sendmail` command that every mail server of Unix brings; it has a queue of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence

from feedkit.exceptions import SendError
from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Blame, Connection, Mail, Outcome, Verdict

NAME = "sendmail"
# sysexits.h
_REFUSALS = {
    os.EX_NOUSER: (Verdict.BOUNCED, Blame.MAILBOX, "5.1.1"),
    os.EX_NOHOST: (Verdict.BOUNCED, Blame.MAILBOX, "5.1.2"),
    os.EX_DATAERR: (Verdict.BOUNCED, Blame.NOBODY, "5.6.0"),
    os.EX_UNAVAILABLE: (Verdict.BOUNCED, Blame.NOBODY, "5.0.0"),
    os.EX_NOPERM: (Verdict.DEFERRED, Blame.SENDER, "5.7.0"),
    os.EX_USAGE: (Verdict.DEFERRED, Blame.SENDER, "5.5.4"),
    os.EX_CONFIG: (Verdict.DEFERRED, Blame.SENDER, "5.3.5"),
    os.EX_TEMPFAIL: (Verdict.DEFERRED, Blame.NOBODY, "4.0.0"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendmailSettings:
    """How it is called."""

    command: str = "/usr/sbin/sendmail"
    timeout: float = 600


def connect(settings: object) -> Connection:
    """The command, if it is there. Raises SendError."""
    assert isinstance(settings, SendmailSettings)
    if not os.access(settings.command, os.X_OK):
        raise SendError(
            f"{settings.command} is not there or cannot be run",
            help="write its path as `send.sendmail`, or send by smtp",
        )
    return Pipe(settings)


class Pipe:
    """One process for each message."""

    depth = 1
    smtputf8 = False
    idempotent = False
    usable = True

    def __init__(self, settings: SendmailSettings) -> None:
        self._settings = settings

    def send(self, mails: Sequence[Mail]) -> Iterator[Outcome]:
        """Hand over one after the other; what the command says by its exit code is the outcome."""
        return (self._one(mail) for mail in mails)

    def close(self) -> None:
        """Nothing is open between messages."""

    def _one(self, mail: Mail) -> Outcome:
        # `-i`: a dot alone on a line does not end the message; `--`: what follows is never an option.
        command = [self._settings.command, "-i", "-f", mail.sender, "--", mail.recipient]
        text = mail.message.replace(b"\r\n", b"\n")
        try:
            done = subprocess.run(command, input=text, capture_output=True, check=False, timeout=self._settings.timeout)  # noqa: S603  (the command is the operator's own, the arguments are checked addresses)
        except subprocess.TimeoutExpired:
            return Outcome(key=mail.key, verdict=Verdict.UNKNOWN, text="no answer in time")
        except OSError as error:
            return Outcome(key=mail.key, verdict=Verdict.UNSENT, text=error.strerror or str(error))
        if done.returncode == os.EX_OK:
            return Outcome(key=mail.key, verdict=Verdict.ACCEPTED, code=250)
        said = " ".join((done.stderr or done.stdout).decode("utf-8", "replace").split())[:500]
        if done.returncode < 0:
            return Outcome(key=mail.key, verdict=Verdict.UNKNOWN, text=f"killed by signal {-done.returncode}; {said}")
        verdict, blame, enhanced = _REFUSALS.get(done.returncode, (Verdict.DEFERRED, Blame.NOBODY, "4.0.0"))
        code = 550 if enhanced.startswith("5") else 450
        return Outcome(key=mail.key, verdict=verdict, code=code, enhanced=enhanced, text=said, blame=blame)
