"""A socket on which is known how much of what was written may have left."""

from __future__ import annotations

import select
import socket
import ssl
from collections import deque
from collections.abc import Sequence

from feedkit.senders._replies import MAX_LINE

_AT_ONCE = 512
"""Parts that the system takes in one call; Linux takes 1024."""
_BLOCK = 1 << 16
_RECORD = 1 << 14
"""Bytes of a record of TLS at most (RFC 8446 §5.1)."""
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Lost(Exception):  # noqa: N818  (it is no fault of ours)
    """The connection is gone, or as good as gone."""

    def __init__(self, reason: str, *, gone: int = 0) -> None:
        super().__init__(reason)
        self.gone = gone
        """How many of the bytes that were being written may be with the other side, at most."""


class Wire:
    """The two directions of a connection.

    The socket never blocks; where it has nothing to give or to take, it is polled. What its own timeouts would do in
    three calls of the system, each of which lets another thread run, is then done in one.
    """

    def __init__(self, sock: socket.socket, received: bytes = b"") -> None:
        """The socket does not block; `received` was read from it already."""
        self._socket = sock
        self._secure = isinstance(sock, ssl.SSLSocket)
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(sock, select.POLLIN)
        self._writable.register(sock, select.POLLOUT)
        self._lines: deque[bytes] = deque()
        """Whole lines that were received and not read yet."""
        self._rest = received
        """What was received behind them."""

    def write(self, *parts: bytes, timeout: float) -> None:
        """Write all of the parts. Raises Lost, which says how much may have left; `timeout` is in seconds.

        What a plain socket did not take has not left; of what was given to TLS that cannot be said.
        """
        left = self._records(parts) if self._secure else [memoryview(part) for part in parts if part]
        gone = 0
        while left:
            try:
                taken = self._give(left, timeout)
            except OSError as error:
                attempted = len(left[0]) if self._secure else 0
                raise Lost(_said(error), gone=gone + attempted) from error
            gone += taken
            while left and taken >= len(left[0]):
                taken -= len(left.pop(0))
            if taken:
                left[0] = left[0][taken:]

    def readline(self, timeout: float) -> bytes:
        """The next line with its end; nothing at the end of the stream. Raises Lost; `timeout` is in seconds."""
        lines = self._lines
        while not lines and len(self._rest) < MAX_LINE:
            try:
                more = self._take(timeout)
            except (OSError, ValueError) as error:
                raise Lost(_said(error)) from error
            if not more:
                break
            *whole, self._rest = (self._rest + more).split(b"\n")
            lines.extend([line + b"\n" for line in whole])
        if lines:
            return lines.popleft()
        line, self._rest = self._rest, b""
        return line

    def _give(self, parts: list[memoryview], timeout: float) -> int:
        """How many bytes of the parts were taken."""
        while True:
            try:
                return self._socket.send(parts[0]) if self._secure else self._socket.sendmsg(parts[:_AT_ONCE])
            except _NOT_YET as error:
                self._wait(self._readable if isinstance(error, ssl.SSLWantReadError) else self._writable, timeout)

    def _take(self, timeout: float) -> bytes:
        """What there is to read; nothing at the end of the stream."""
        if not self._secure:  # what TLS has decrypted already cannot be seen from outside
            self._wait(self._readable, timeout)
        while True:
            try:
                return self._socket.recv(_BLOCK)
            except _NOT_YET as error:
                self._wait(self._writable if isinstance(error, ssl.SSLWantWriteError) else self._readable, timeout)

    @staticmethod
    def _wait(direction: select.poll, seconds: float) -> None:
        if not direction.poll(seconds * 1000):
            raise TimeoutError

    @staticmethod
    def _records(parts: Sequence[bytes]) -> list[memoryview]:
        """The parts as TLS carries them, so that it is known in which of its records an end of a message is."""
        whole = memoryview(b"".join(parts))
        return [whole[first : first + _RECORD] for first in range(0, len(whole), _RECORD)]

    def close(self) -> None:
        """Close both directions."""
        try:
            self._socket.close()
        except OSError:  # it was closed, or reset, by the other side
            return


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
