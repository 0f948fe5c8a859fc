"""Replies of SMTP servers: read, and what they mean for the mail and for the run.

RFC 5321 §4.2 (codes), RFC 2034 and RFC 3463 (enhanced codes). Pure: bytes in, verdicts out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Blame, Outcome, Verdict

MAX_LINE = 2048
"""Bytes of a line of a reply; RFC 5321 §4.5.3.1.5 allows 512."""
MAX_LINES = 200
MAX_TEXT = 500
_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[ \t]|$)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_GREYLIST = re.compile(r"gr[ea]y-?list", re.IGNORECASE)
_THROTTLED = {"4.7.0", "4.7.1", "4.7.28", "4.7.32", "4.3.2", "4.4.5", "4.5.3"}
_NO_MAILBOX = re.compile(r"5\.1\.(?:0|1|2|3|6|10)|5\.2\.1")
"""No mailbox, no domain, no valid address, moved without a word, null MX, disabled."""


class ProtocolError(Exception):
    """The other side does not speak SMTP, or not any more."""


class Stage(StrEnum):
    """What a reply answers."""

    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    """The command, before any of the message."""
    MESSAGE = "message"
    """The end of the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, its lines in one."""

    code: int
    text: str
    """Without codes, printable, on one line."""
    enhanced: str = ""

    @property
    def positive(self) -> bool:
        """Whether it says yes."""
        return 200 <= self.code < 300

    @property
    def closing(self) -> bool:
        """Whether the server closes the connection with it (RFC 5321 §3.8)."""
        return self.code == 421


def read_reply(readline: Callable[[float], bytes], timeout: float) -> Reply:
    """The next reply. `readline` gives a line with its end, or nothing at the end of the stream, which is an EOFError.

    `timeout` is in seconds, for each line. Raises ProtocolError for what is no reply.
    """
    line = readline(timeout)
    if line[3:4] == b" ":
        return _of_one_line(line)
    texts: list[str] = []
    code = b""
    while True:
        if not line:
            raise EOFError("the server closed the connection")
        match = _LINE.fullmatch(line.rstrip(b"\r\n")) if line.endswith(b"\n") else None
        if match is None or (code and match[1] != code) or len(texts) >= MAX_LINES:
            raise _no_reply(line)
        code = match[1]
        texts.append(_printable(match[3] or b""))
        if match[2] != b"-":
            return _reply(int(code), texts)
        line = readline(timeout)


def outcome(key: int, stage: Stage, reply: Reply) -> Outcome:
    """What the reply means for a mail that it answers."""
    if reply.positive and stage is Stage.MESSAGE:
        verdict, blame = Verdict.ACCEPTED, Blame.NOBODY
    elif reply.code < 400:
        # A yes where only 354 or a no makes sense.
        verdict, blame = Verdict.DEFERRED, Blame.NOBODY
    elif reply.code < 500:
        verdict, blame = _for_now(reply), Blame.NOBODY
    else:
        verdict, blame = _for_good(stage, reply)
    return Outcome(key=key, verdict=verdict, code=reply.code, enhanced=reply.enhanced, text=reply.text, blame=blame)


def _for_now(reply: Reply) -> Verdict:
    """Greylisting asks one mail to come again; other answers of 4.7 ask all of them to come slower."""
    if _GREYLIST.search(reply.text):
        return Verdict.DEFERRED
    if reply.code in (421, 454) or (reply.code in (450, 451, 452) and reply.enhanced in _THROTTLED):
        return Verdict.THROTTLED
    return Verdict.DEFERRED


def _for_good(stage: Stage, reply: Reply) -> tuple[Verdict, Blame]:
    if reply.enhanced.startswith("5.7.") or reply.code in (530, 534, 535, 538):
        return Verdict.DEFERRED, Blame.SENDER
    if reply.enhanced in ("5.2.2", "5.2.3"):
        return Verdict.BOUNCED, Blame.SOFT
    if stage is Stage.MAIL or reply.enhanced in ("5.1.7", "5.1.8", "5.3.4") or reply.code == 555:
        return Verdict.DEFERRED, Blame.SENDER
    if stage is not Stage.RCPT:
        return (Verdict.BOUNCED, Blame.NOBODY) if stage is Stage.MESSAGE else (Verdict.DEFERRED, Blame.SENDER)
    if _NO_MAILBOX.fullmatch(reply.enhanced) or (not reply.enhanced and reply.code in (550, 551, 553)):
        return Verdict.BOUNCED, Blame.MAILBOX
    return Verdict.BOUNCED, Blame.SOFT


@lru_cache(maxsize=64)
def _of_one_line(line: bytes) -> Reply:
    """Most are, and most of them are the same words each time."""
    match = _LINE.fullmatch(line.rstrip(b"\r\n")) if line.endswith(b"\n") else None
    if match is None:
        raise _no_reply(line)
    return _reply(int(match[1]), [_printable(match[3] or b"")])


def _no_reply(line: bytes) -> ProtocolError:
    return ProtocolError(f"the server said {_printable(line[:80])!r}, which is no reply of SMTP")


def _reply(code: int, texts: list[str]) -> Reply:
    match = _ENHANCED.match(texts[0])
    enhanced = match[1] if match and match[1][0] == str(code)[0] else ""
    if enhanced:
        texts = [each.removeprefix(enhanced).lstrip() for each in texts]
    return Reply(code, " ".join(filter(None, texts))[:MAX_TEXT], enhanced)


def _printable(line: bytes) -> str:
    return _UNPRINTABLE.sub(" ", line.decode("utf-8", "replace")).strip()
