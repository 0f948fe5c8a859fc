"""A socket with a reader, on which is known how much of what was written may have left."""

from __future__ import annotations

import socket
import ssl
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from feedkit.senders._replies import MAX_LINE

_AT_ONCE = 512
"""Parts that the system takes in one call; Linux takes 1024."""
_BLOCK = 1 << 16
_RECORD = 1 << 14
"""Bytes of a record of TLS at most (RFC 8446 §5.1)."""


class Lost(Exception):  # noqa: N818  (it is no fault of ours)
    """The connection is gone, or as good as gone."""

    def __init__(self, reason: str, *, gone: int = 0) -> None:
        super().__init__(reason)
        self.gone = gone
        """How many of the bytes that were being written may be with the other side, at most."""


class Wire:
    """The two directions of a connection."""

    def __init__(self, sock: socket.socket, reader: Any) -> None:
        self._socket = sock
        self._reader = reader
        self._secure = isinstance(sock, ssl.SSLSocket)
        self._timeout = sock.gettimeout()
        self._lines: deque[bytes] = deque()
        """What was received and not read yet: lines, and the start of one."""

    def write(self, *parts: bytes, timeout: float) -> None:
        """Write all of the parts. Raises Lost, which says how much may have left.

        What a plain socket did not take has not left; of what was given to TLS that cannot be said.
        """
        self._wait_for(timeout)
        left = self._records(parts) if self._secure else [memoryview(part) for part in parts if part]
        gone = 0
        while left:
            try:
                taken = self._socket.send(left[0]) if self._secure else self._socket.sendmsg(left[:_AT_ONCE])
            except OSError as error:
                attempted = len(left[0]) if self._secure else 0
                raise Lost(_said(error), gone=gone + attempted) from error
            gone += taken
            while left and taken >= len(left[0]):
                taken -= len(left.pop(0))
            if taken:
                left[0] = left[0][taken:]

    def readline(self, timeout: float) -> bytes:
        """The next line with its end; nothing at the end of the stream. Raises Lost."""
        lines = self._lines
        while not lines or (len(lines) == 1 and lines[0][-1:] != b"\n" and len(lines[0]) < MAX_LINE):
            self._wait_for(timeout)
            try:
                more: bytes = self._reader.read1(_BLOCK)
            except (OSError, ValueError) as error:
                raise Lost(_said(error)) from error
            if not more:
                break
            *whole, rest = (lines.pop() + more if lines else more).split(b"\n")
            lines.extend(line + b"\n" for line in whole)
            if rest:
                lines.append(rest)
        return lines.popleft() if lines else b""

    def _wait_for(self, seconds: float) -> None:
        if seconds != self._timeout:
            self._timeout = seconds
            with suppress(OSError):  # it is closed, which the next act finds out
                self._socket.settimeout(seconds)

    @staticmethod
    def _records(parts: Sequence[bytes]) -> list[memoryview]:
        """The parts as TLS carries them, so that it is known in which of its records an end of a message is."""
        whole = memoryview(b"".join(parts))
        return [whole[first : first + _RECORD] for first in range(0, len(whole), _RECORD)]

    def close(self) -> None:
        """Close both directions."""
        for each in (self._reader, self._socket):
            try:
                each.close()
            except OSError:  # it was closed, or reset, by the other side
                continue


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
