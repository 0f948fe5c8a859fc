"""Messages as files: an .eml each, in a folder. Nothing leaves; what looks at the folder may take them on.

It is what `feedkit send` does until it is told of a relay, what `--dry-run` does, and the double of the tests.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from feedkit.exceptions import SendError
from feedkit.quick_dataclasses import dataclass
from feedkit.senders import Connection, Mail, Outcome, Verdict

NAME = "outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxSettings:
    """Where messages are put."""

    folder: Path
    durable: bool = True
    """Whether each file is on the disk before it counts as accepted."""


def connect(settings: object) -> Connection:
    """The folder, made if it is not there. Raises SendError."""
    assert isinstance(settings, OutboxSettings)
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SendError(f"{settings.folder} cannot be made: {error.strerror or error}") from error
    return Outbox(settings)


class Outbox:
    """A folder of messages. The name of a file is the Message-ID, so that sending again gives no second file."""

    depth = 50
    smtputf8 = True
    idempotent = True
    usable = True

    def __init__(self, settings: OutboxSettings) -> None:
        self._folder, self._durable = settings.folder, settings.durable

    def send(self, mails: Sequence[Mail]) -> Iterator[Outcome]:
        """Write one file for each."""
        for mail in mails:
            try:
                self._put(mail)
            except OSError as error:
                yield Outcome(key=mail.key, verdict=Verdict.DEFERRED, text=error.strerror or str(error))
            else:
                yield Outcome(key=mail.key, verdict=Verdict.ACCEPTED, code=250, text=file_name(mail))

    def _put(self, mail: Mail) -> None:
        place = self._folder / file_name(mail)
        part = place.with_suffix(f".{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.writelines(mail.parts)
                if self._durable:
                    file.flush()
                    os.fsync(file.fileno())
            part.replace(place)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise

    def close(self) -> None:
        """Make the names of the files as durable as the files."""
        if self._durable:
            with suppress(OSError):
                folder = os.open(self._folder, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)


def file_name(mail: Mail) -> str:
    """The name of its file: who it is to, for people, and a hash of its Message-ID, for good."""
    mark = hashlib.sha256(mail.message_id.encode()).hexdigest()[:16]
    return f"{re.sub(r'[^A-Za-z0-9@._+-]', '_', mail.recipient).lstrip('.')[:80]}.{mark}.eml"
