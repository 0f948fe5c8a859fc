"""A socket with a reader, on which is known how much of what was written may have left."""

from __future__ import annotations

import socket
import ssl
from typing import Any

from feedkit.senders._replies import MAX_LINE


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

    def write(self, *parts: bytes, timeout: float) -> None:
        """Write all of the parts. Raises Lost, which says how much may have left.

        What a plain socket did not take has not left; of what was given to TLS that cannot be said.
        """
        self._socket.settimeout(timeout)
        left = [memoryview(part) for part in parts if part]
        gone = 0
        while left:
            try:
                taken = self._socket.send(left[0]) if self._secure else self._socket.sendmsg(left)
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
        try:
            self._socket.settimeout(timeout)
            line: bytes = self._reader.readline(MAX_LINE)
        except (OSError, ValueError) as error:
            raise Lost(_said(error)) from error
        return line

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
