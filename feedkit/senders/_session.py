"""Transactions of SMTP on an open connection: many mails, one outcome each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress

from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Blame, Mail, Outcome, Verdict
from feedkit.senders._replies import ProtocolError, Reply, Stage, outcome, read_reply
from feedkit.senders._transactions import Features, Transaction, transaction
from feedkit.senders._wire import Lost, Wire

DOT = b".\r\n"
_ENVELOPE = tuple(enumerate((Stage.MAIL, Stage.RCPT, Stage.DATA)))
_LAST = 2
"""The place of DATA in it."""
LAST_WORDS = 1.0
"""Seconds to wait for what a server said before it hung up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds, as RFC 5321 §4.5.3.2 asks; shorter ones turn mails that were accepted into unknown ones."""

    command: float = 300
    """For the greeting, MAIL and RCPT."""
    data: float = 120
    """For the answer to DATA."""
    block: float = 180
    """For the server to take a stretch of the message."""
    end: float = 600
    """For the answer to the end of the message."""


class Session:
    """A connection that was greeted, encrypted and authenticated."""

    idempotent = False

    def __init__(self, *, wire: Wire, features: Features, depth: int, messages: int, timeouts: Timeouts) -> None:
        self.depth = depth
        self.smtputf8 = features.smtputf8
        self._wire, self._features, self._timeouts = wire, features, timeouts
        self._left = messages or None
        self._open = True
        self._dismissed = False
        """Whether the server said 421, so that nothing behind it was looked at."""
        self._clean = True
        """Whether the server is between transactions."""

    @property
    def usable(self) -> bool:
        """Whether it is open and has not carried all the messages it may."""
        return self._open and self._left != 0

    def send(self, mails: Sequence[Mail]) -> Iterator[Outcome]:
        """One outcome for each of the mails."""
        sendable = []
        for mail in mails:
            found = transaction(mail, self._features)
            if isinstance(found, Outcome):
                yield found
            else:
                sendable.append(found)
        yield from self._in_chunks(sendable) if self._features.chunking else self._with_dots(sendable)

    def close(self) -> None:
        """Say goodbye, and do not wait for an answer if there is none soon."""
        if self._open:
            with suppress(Lost, ProtocolError, EOFError):
                self._wire.write(b"QUIT\r\n", timeout=LAST_WORDS)
                self._reply(LAST_WORDS)
        self._drop()

    # With DATA: one message at a time, the envelope of the next right behind it.

    def _with_dots(self, mails: Sequence[Transaction]) -> Iterator[Outcome]:
        ahead = False  # whether the envelope of the mail has been sent
        for place, mail in enumerate(mails):
            if not self.usable and not ahead:
                yield from (_unsent(each) for each in mails[place:])
                return
            following = mails[place + 1] if place + 1 < len(mails) and self._features.pipelining else None
            if following is not None and self._left is not None and self._left < 2:
                following = None
            found, ahead = self._one_with_dot(mail, following, ahead=ahead)
            yield found
            if found.blame is Blame.SENDER or found.verdict is Verdict.THROTTLED:
                if ahead:  # the next one waits for its text, and there is no other way to take that back
                    self._drop()
                yield from (_unsent(each) for each in mails[place + 1 :])
                return

    def _one_with_dot(self, mail: Transaction, following: Transaction | None, *, ahead: bool) -> tuple[Outcome, bool]:
        """Its outcome, and whether the envelope of the following was sent."""
        complete = mail.length + len(DOT)
        gone = 0
        try:
            refusal = self._envelope(mail, ahead=ahead)
            if refusal is not None:
                return refusal, False
            self._left = None if self._left is None else self._left - 1
            envelope = b"" if following is None else b"".join(following.commands)
            gone = -1
            self._wire.write(*mail.parts, DOT + envelope, timeout=self._timeouts.block)
            gone = complete
            reply = self._reply(self._timeouts.end)
        except (Lost, EOFError, ProtocolError) as error:
            if gone < 0:
                gone = error.gone if isinstance(error, Lost) else 0
            return self._lost(mail, error, maybe=gone >= complete), False
        self._clean = True
        if reply.closing:
            self._drop()
        return outcome(mail.key, Stage.MESSAGE, reply), following is not None and self._open

    def _envelope(self, mail: Transaction, *, ahead: bool) -> Outcome | None:
        """Bring the server to wait for the text; the outcome if it does not come to that."""
        if not self._clean and not ahead:
            self._wire.write(b"RSET\r\n", timeout=self._timeouts.command)
            self._reply(self._timeouts.command)
        self._clean = False
        pipelining = self._features.pipelining
        commands = () if ahead else mail.commands
        if pipelining and not ahead:
            self._wire.write(b"".join(commands), timeout=self._timeouts.command)
        refused: Outcome | None = None
        reply = Reply(0, "")
        for place, stage in _ENVELOPE:
            if not pipelining:
                self._wire.write(commands[place], timeout=self._timeouts.command)
            last = place == _LAST
            reply = self._reply(self._timeouts.data if last else self._timeouts.command)
            wanted = reply.code == 354 if last else reply.positive
            if not wanted and refused is None:
                refused = outcome(mail.key, stage, reply)
            if reply.closing:
                self._drop()
                return refused
            if refused is not None and not pipelining:
                return refused
        if refused is not None and reply.code == 354:
            # It waits for a text although it has nobody to give it to (RFC 2920 §3.1).
            self._wire.write(DOT, timeout=self._timeouts.command)
            self._reply(self._timeouts.end)
        return refused

    # With BDAT: all messages of the window behind each other, each with its length.

    def _in_chunks(self, mails: Sequence[Transaction]) -> Iterator[Outcome]:
        upcoming, waiting = deque(mails), deque[Transaction]()
        stopped = False
        while waiting or (upcoming and self.usable and not stopped):
            if upcoming and self.usable and not stopped and len(waiting) < self.depth:
                mail = upcoming.popleft()
                try:
                    self._write_chunk(mail)
                except _Unwritten as failure:
                    stopped = True
                    yield from (self._answer(each) for each in waiting)
                    waiting.clear()
                    yield self._lost(mail, failure.error, maybe=failure.complete)
                else:
                    waiting.append(mail)
            else:
                found = self._answer(waiting.popleft())
                stopped = stopped or found.blame is Blame.SENDER or found.verdict is Verdict.THROTTLED
                yield found
        yield from map(_unsent, upcoming)

    def _write_chunk(self, mail: Transaction) -> None:
        # A refusal leaves the server in a state that only RSET ends (RFC 3030 §4.2), and the refusal is not known yet.
        length = mail.length
        commands = (b"RSET\r\n", *mail.commands[:2], b"BDAT %d LAST\r\n" % length)
        head = b"".join(commands)
        self._left = None if self._left is None else self._left - 1
        try:
            self._wire.write(head, *mail.parts, timeout=self._timeouts.block)
        except Lost as error:
            raise _Unwritten(error, complete=error.gone >= len(head) + length) from error

    def _answer(self, mail: Transaction) -> Outcome:
        """What became of a message that was written whole."""
        if not self._open:
            return _unsent(mail) if self._dismissed else _unknown(mail, "the connection was lost")
        refused: Outcome | None = None
        try:
            for stage in (None, Stage.MAIL, Stage.RCPT):
                reply = self._reply(self._timeouts.command)
                if reply.closing:
                    self._dismissed = True
                    self._drop()
                    return refused or outcome(mail.key, stage or Stage.MAIL, reply)
                if stage is not None and not reply.positive and refused is None:
                    refused = outcome(mail.key, stage, reply)
            reply = self._reply(self._timeouts.end)
        except (Lost, EOFError, ProtocolError) as error:
            self._drop()
            return refused or _unknown(mail, str(error))
        if reply.closing:
            self._dismissed = True
            self._drop()
        if reply.code in (500, 502):
            # It does not know BDAT after all, and takes what follows for commands.
            self._drop()
            return refused or _unsent(mail, reply.text)
        if reply.positive:  # whatever it said before, it has taken the message on
            return outcome(mail.key, Stage.MESSAGE, reply)
        return refused or outcome(mail.key, Stage.MESSAGE, reply)

    # What both have in common.

    def _reply(self, timeout: float) -> Reply:
        """The next reply. Raises Lost, EOFError or ProtocolError."""
        return read_reply(self._wire.readline, timeout)

    def _lost(self, mail: Transaction, error: Exception, *, maybe: bool) -> Outcome:
        """What a lost connection means for a mail; `maybe` says that all of it may have arrived."""
        said = self._last_words() if isinstance(error, Lost) and error.gone else None
        self._drop()
        if said is not None and (said.code >= 400 or maybe):
            return outcome(mail.key, Stage.MESSAGE, said)
        return _unknown(mail, str(error)) if maybe else _unsent(mail, str(error))

    def _last_words(self) -> Reply | None:
        """What the server said before it stopped listening, as why."""
        if self._features.chunking:
            return None
        with suppress(Lost, EOFError, ProtocolError):
            return self._reply(LAST_WORDS)
        return None

    def _drop(self) -> None:
        self._open = False
        self._wire.close()


class _Unwritten(Exception):  # noqa: N818  (it is told on, not shown)
    def __init__(self, error: Lost, *, complete: bool) -> None:
        super().__init__()
        self.error, self.complete = error, complete


def _unsent(mail: Transaction, text: str = "") -> Outcome:
    return Outcome(key=mail.key, verdict=Verdict.UNSENT, text=text)


def _unknown(mail: Transaction, text: str) -> Outcome:
    return Outcome(key=mail.key, verdict=Verdict.UNKNOWN, text=text)
