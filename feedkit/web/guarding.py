"""What every request passes: a limit of size, limits of rate, and headers on every answer.

Rates are counted in memory by each process. What must hold across processes and restarts, how often an address is mailed,
is in the database (`workflow.membership`).
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

MAX_BODY = 64 * 1024
_MAX_KNOWN = 10_000

_Message = MutableMapping[str, Any]
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",  # the token in the address is told to nobody
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow",
}
_DIGITS = 20
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of what is no page."""


class Guarded:
    """An application behind a limit of size, whose every answer has the headers."""

    def __init__(self, app: _App, *, secure: bool) -> None:
        self._app = app
        headers = HEADERS | ({"strict-transport-security": "max-age=31536000"} if secure else {})
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Answer, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken, announced = 0, _announced(scope)

        async def limited() -> _Message:
            nonlocal taken
            # Before the first of it: what is wrong with a beginning would be told of some bodies, as they happen to arrive.
            if announced > MAX_BODY:
                raise HTTPException(413)
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MAX_BODY:
                raise HTTPException(413)
            return message

        async def completed(message: _Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in self._headers if each[0] not in own)]
                if b"content-security-policy" not in own:
                    message["headers"].append((b"content-security-policy", BARE_POLICY.encode()))
            await send(message)

        await self._app(scope, limited, completed)


def _announced(scope: _Scope) -> int:
    """The bytes of the body as the request says them; 0 where it does not."""
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(said) if said.isdigit() and len(said) < _DIGITS else 0


class Rates:
    """Buckets that fill again with time, one for each network; the oldest are forgotten when there are many."""

    def __init__(self, *, capacity: int, seconds: float) -> None:
        self._capacity, self._seconds = capacity, seconds
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now: float) -> bool:
        """Whether one more is allowed. `now` is in seconds."""
        level, last = self._buckets.pop(key, (float(self._capacity), now))
        level = min(float(self._capacity), level + max(0.0, now - last) * self._capacity / self._seconds)
        allowed = level >= 1
        self._buckets[key] = (level - 1 if allowed else level, now)
        while len(self._buckets) > _MAX_KNOWN:
            self._buckets.popitem(last=False)
        return allowed


def network(address: str) -> str:
    """What one person has many of: the address itself in IPv4, its /56 in IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 56), strict=False))
    return str(found)
