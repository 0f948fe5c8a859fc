"""An SMTP server that does what it is told, however wrong, and remembers what it has taken on."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

PIPELINING = ("PIPELINING", "SIZE 10240000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
CHUNKING = (*PIPELINING, "CHUNKING")

DROP = "drop"
"""Close without a word."""
HALF = "half"
"""Send half a reply, then close."""
SILENT = "silent"
"""Say nothing until the client goes."""
TAKE_AND_DROP = "take and drop"
"""Take the message on and close without a word: what RFC 1047 is about."""
GARBAGE = "garbage"
Fault = str
"""One of those, or the text of a reply."""
Faults = Callable[[str, int], "Fault | None"]
"""What goes wrong at a verb (CONNECT, EHLO, MAIL, RCPT, DATA, TEXT, END, RSET, QUIT), given how often it was heard."""


@dataclass
class Taken:
    """A message that the server answers for."""

    sender: str
    recipient: str
    content: bytes


class HangupError(Exception):
    pass


@dataclass
class SmtpServer:
    """Use it as a context; `port` is where it listens."""

    extensions: tuple[str, ...] = PIPELINING
    faults: Faults = lambda _verb, _nth: None
    tls: ssl.SSLContext | None = None
    users: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before each reply that somebody waits for."""
    taken: list[Taken] = field(default_factory=list)
    heard: Counter[str] = field(default_factory=Counter)
    commands: list[str] = field(default_factory=list)
    most_open: int = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for each in self._open:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        self._thread.join(5)

    @property
    def recipients(self) -> list[str]:
        with self._lock:
            return [each.recipient for each in self.taken]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
                self.most_open = max(self.most_open, len(self._open))
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        conversation = _Conversation(self, connection)
        try:
            conversation.run()
        except (HangupError, OSError, ValueError):
            pass
        finally:
            conversation.reader.close()
            conversation.socket.close()
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def fault(self, verb: str) -> Fault | None:
        with self._lock:
            nth = self.heard[verb]
            self.heard[verb] += 1
        return self.faults(verb, nth)

    def take(self, sender: str, recipient: str, content: bytes) -> None:
        with self._lock:
            self.taken.append(Taken(sender, recipient, content))


class _Conversation:
    def __init__(self, server: SmtpServer, connection: socket.socket) -> None:
        self.server, self.socket = server, connection
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = connection.makefile("rb")
        self.sender: str | None = None
        self.recipient: str | None = None

    def run(self) -> None:
        self.say("CONNECT", "220 test ESMTP")
        while line := self.reader.readline():
            command = line.decode().rstrip("\r\n")
            self.server.commands.append(command)
            verb = command.split(" ")[0].upper()
            getattr(self, f"on_{verb.lower()}", self.on_other)(command)
            if verb == "QUIT":
                return

    def say(self, verb: str, reply: str) -> bool:
        """Whether what was said is what was meant."""
        if self.server.delay:
            time.sleep(self.server.delay)
        fault = self.server.fault(verb)
        if fault in (DROP, TAKE_AND_DROP):
            raise HangupError
        if fault == HALF:
            self.socket.sendall(reply[:2].encode())
            raise HangupError
        if fault == SILENT:
            while self.reader.read1(65536):
                pass
            raise HangupError
        if fault == GARBAGE:
            self.socket.sendall(b"\x00\xffwelcome to the jungle\r\n")
            return False
        self.socket.sendall((fault or reply).encode() + b"\r\n")
        if (fault or "").startswith("421"):
            raise HangupError
        return fault is None or fault[0] == reply[0]

    def on_other(self, command: str) -> None:
        self.say("OTHER", f"502 5.5.1 what is {command[:20]}")

    def on_ehlo(self, _: str) -> None:
        extensions = list(self.server.extensions)
        if self.server.tls and not isinstance(self.socket, ssl.SSLSocket):
            extensions.append("STARTTLS")
        if self.server.users:
            extensions.append("AUTH PLAIN")
        lines = ["test", *extensions]
        self.say("EHLO", "\r\n".join([*(f"250-{each}" for each in lines[:-1]), f"250 {lines[-1]}"]))

    def on_starttls(self, _: str) -> None:
        assert self.server.tls is not None
        self.say("STARTTLS", "220 go ahead")
        self.socket = self.server.tls.wrap_socket(self.socket, server_side=True)
        self.reader = self.socket.makefile("rb")

    def on_auth(self, command: str) -> None:
        import base64

        _, user, password = base64.b64decode(command.split(" ")[2]).decode().split("\0")
        good = self.server.users.get(user) == password
        self.say("AUTH", "235 2.7.0 welcome" if good else "535 5.7.8 who are you")

    def on_rset(self, _: str) -> None:
        self.sender = self.recipient = None
        self.say("RSET", "250 2.0.0 clean")

    def on_noop(self, _: str) -> None:
        self.say("NOOP", "250 2.0.0 still here")

    def on_quit(self, _: str) -> None:
        self.say("QUIT", "221 2.0.0 bye")

    def on_mail(self, command: str) -> None:
        if self.sender is not None:
            self.say("MAIL", "503 5.5.1 nested MAIL command")
        elif self.say("MAIL", "250 2.1.0 ok"):
            self.sender = command.partition("<")[2].partition(">")[0]

    def on_rcpt(self, command: str) -> None:
        if self.sender is None:
            self.say("RCPT", "503 5.5.1 need MAIL")
        elif self.say("RCPT", "250 2.1.5 ok"):
            self.recipient = command.partition("<")[2].partition(">")[0]

    def on_data(self, _: str) -> None:
        if self.recipient is None:
            self.say("DATA", "503 5.5.1 need RCPT")
        elif self.say("DATA", "354 go on"):
            self.text()

    def text(self) -> None:
        fault = self.server.fault("TEXT")
        lines: list[bytes] = []
        while (line := self.reader.readline()) != b".\r\n":
            if not line:
                raise HangupError
            assert line.endswith(b"\r\n"), line
            lines.append(line[1:] if line.startswith(b".") else line)
            if fault and len(lines) == 3:
                if fault != DROP:
                    self.socket.sendall(fault.encode() + b"\r\n")
                raise HangupError
        self.end(b"".join(lines))

    def on_bdat(self, command: str) -> None:
        _, size, last = command.split(" ")
        assert last == "LAST"
        fault = self.server.fault("TEXT")
        if fault:
            self.reader.read(min(20, int(size)))
            if fault != DROP:
                self.socket.sendall(fault.encode() + b"\r\n")
            raise HangupError
        content = self.reader.read(int(size))
        if len(content) < int(size):
            raise HangupError
        if self.recipient is None:
            self.say("END", "503 5.5.1 need RCPT")
        else:
            self.end(content)

    def end(self, content: bytes) -> None:
        assert self.sender is not None
        assert self.recipient is not None
        # A server may have crashed after it took the message on and before it said so.
        envelope = self.sender, self.recipient
        nth = self.server.heard["END"]
        fault = self.server.faults("END", nth)
        if fault in (None, TAKE_AND_DROP, HALF, GARBAGE, SILENT) or fault.startswith("2"):
            self.server.take(*envelope, content)
        self.sender = self.recipient = None
        self.say("END", "250 2.0.0 queued as 4711")
