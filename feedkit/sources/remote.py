"""A feed that was named: a file, or an address that is fetched because it was given.

The only code that asks the network for content. It speaks http and https, follows five redirects, and lets nothing on the
network lead it into the network of this computer: an address of a private range must have been given by the user.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from feedkit.exceptions import FileError, GuardError
from feedkit.quick_dataclasses import dataclass
from feedkit.urls import absolute, is_web

MAX_BYTES = 67_108_864
"""64 MiB: ten times the largest feeds there are."""
MAX_FILE_BYTES = 536_870_912
"""512 MiB: exports of WordPress may be large."""
CONNECT_SECONDS = 15.0
"""For a connection, and for each silence of the other side."""
SECONDS = 60.0
"""For everything together."""
_REDIRECTS = 5
_CHUNK = 65_536
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a feed was read from."""

    content: bytes
    url: str
    """Where it was found, redirects followed; empty for a file."""
    media_type: str = ""
    """The Content-Type it was served with, as written; empty for a file or when nobody said."""


def is_address(where: str) -> bool:
    """Whether it names something on the network, so that the network may be used."""
    return "://" in where


def read(where: str, folder: Path) -> Fetched:
    """The file, relative to `folder`, or what the address leads to. Raises FileError and GuardError."""
    return fetch(where) if is_address(where) else Fetched(content=_file(folder / where, where), url="")


def _file(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise FileError(f"{shown} cannot be read: {error.strerror or error}", help="give the path of a feed") from error
    except ValueError as error:  # a NUL in the name
        raise FileError(f"{shown!r} is no name of a file") from error
    if len(content) > MAX_FILE_BYTES:
        raise FileError(f"{shown} has more than {MAX_FILE_BYTES:,} bytes", help="split the export")
    return content


def fetch(url: str, *, max_bytes: int = MAX_BYTES, seconds: float = SECONDS) -> Fetched:
    """What the address leads to.

    Raises FileError when it cannot be had, in `seconds` at the most and in no more than `max_bytes`, and GuardError when
    it leads into a private network that was not asked for.
    """
    address = _checked(url)
    deadline = time.monotonic() + seconds
    headers = {"Accept": _ACCEPT, "Accept-Encoding": "identity", "User-Agent": "feedkit"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  (the scheme is checked)
    try:
        with opener(_Asked()).open(request, timeout=min(CONNECT_SECONDS, seconds)) as response:
            raw = _read(response, max_bytes, deadline, address)
            return Fetched(
                content=_plain(raw, response.headers.get("Content-Encoding", ""), max_bytes, address),
                url=response.url,
                media_type=response.headers.get("Content-Type", ""),
            )
    except urllib.error.HTTPError as error:
        raise FileError(
            f"{address} answers {error.code} {error.reason}", help="open it in a browser to see what is there"
        ) from error
    except urllib.error.URLError as error:
        raise FileError(
            f"{address} cannot be fetched: {_reason(error.reason)}", help="check the address and the connection"
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FileError(
            f"{address} cannot be fetched: {_reason(error)}", help="check the address and the connection"
        ) from error


def _checked(url: str) -> str:
    """The address in ASCII. Raises FileError for schemes other than http and https, and for one with a password in it."""
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise FileError(
            f"feeds are fetched by http and https, not {scheme[:20]!r}", help="save the feed to a file, and give that"
        )
    try:
        address = absolute(url, "").partition("#")[0]
    except ValueError as error:
        raise FileError(f"this is no address: {error}", help="write https://example.org/feed.xml") from error
    if not is_web(address) or "@" in urlsplit(address).netloc:
        raise FileError(
            "an address with a name or password in it is not fetched", help="save the feed to a file, and give that"
        )
    return address


def opener(asked: _Asked) -> urllib.request.OpenerDirector:
    """What opens addresses of the web, and nothing else: no files, no FTP, no cookies. Proxies of the environment are used."""
    made = urllib.request.OpenerDirector()
    for each in (
        urllib.request.ProxyHandler(),
        _Handler(asked),
        _SecureHandler(asked),
        _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        made.add_handler(each)
    return made


@dataclass(slots=True)
class _Asked:
    """Whether the user's own address is one of a private network; None until it was connected to."""

    private: bool | None = None

    def check(self, peer: str) -> None:
        """Raises GuardError when another than the first address is private and the first was not."""
        private = not is_public(peer)
        if self.private is None:
            self.private = private
        elif private and not self.private:
            raise GuardError(
                f"the address leads on to {peer}, which is in a private network",
                help="if you trust it, give that address itself",
            )


def is_public(peer: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        ip = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


def _connect(
    asked: _Asked, create: Callable[..., socket.socket], address: tuple[str, int], *args: Any, **settings: Any
) -> socket.socket:
    """A connection whose other end was checked: not the name, which may mean another end the next time it is looked up."""
    connection = create(address, *args, **settings)
    try:
        asked.check(str(connection.getpeername()[0]))
    except BaseException:
        connection.close()
        raise
    return connection


def _checking(
    kind: type[http.client.HTTPConnection], request: urllib.request.Request, asked: _Asked
) -> Callable[..., Any]:
    """Makes connections of the kind. What a proxy connects to, it alone knows; there, the names of redirects are checked."""

    def make(host: str, **settings: Any) -> http.client.HTTPConnection:
        made = kind(host, **settings)
        if not (request.has_proxy() or getattr(request, "_tunnel_host", None)):
            made._create_connection = partial(_connect, asked, socket.create_connection)  # type: ignore[attr-defined]  # noqa: SLF001
        return made

    return make


class _Handler(urllib.request.HTTPHandler):
    def __init__(self, asked: _Asked) -> None:
        super().__init__()
        self._asked = asked

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(cast("Any", _checking(http.client.HTTPConnection, req, self._asked)), req)


class _SecureHandler(urllib.request.HTTPSHandler):
    def __init__(self, asked: _Asked) -> None:
        super().__init__()
        self._asked = asked

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(cast("Any", _checking(http.client.HTTPSConnection, req, self._asked)), req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The next request; only to the web, and behind a proxy to no address that is private as it stands."""
        parts = urlsplit(newurl)
        if parts.scheme not in ("http", "https") or "@" in parts.netloc:
            raise GuardError(f"the address leads on to {parts.scheme[:20]}://…, which is not fetched")
        host, before = parts.hostname or "", urlsplit(req.full_url).hostname or ""
        if _named_private(host) and not _named_private(before):
            raise GuardError(
                f"the address leads on to {host}, which is in a private network",
                help="if you trust it, give that address itself",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _named_private(host: str) -> bool:
    """Whether the name alone says that it is of a private network; other names are checked once they are connected to."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    return (
        host.replace(".", "").replace(":", "").isalnum()
        and (":" in host or host.replace(".", "").isdigit())
        and not is_public(host)
    )


def _read(response: Any, max_bytes: int, deadline: float, address: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > max_bytes:
            raise FileError(f"{address} has more than {max_bytes:,} bytes", help="save it to a file, and give that")
        if time.monotonic() > deadline:
            raise FileError(f"{address} took too long", help="try again, or save it to a file, and give that")
        parts.append(chunk)
    return b"".join(parts)


def _plain(raw: bytes, encoding: str, max_bytes: int, address: str) -> bytes:
    """The content as it was before a server compressed it unasked."""
    if encoding.strip().lower() not in ("gzip", "x-gzip") and not raw.startswith(b"\x1f\x8b"):
        return raw
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(raw, max_bytes)
    except zlib.error as error:
        raise FileError(f"{address} cannot be decompressed: {error}") from error
    if inflater.unconsumed_tail:
        raise FileError(f"{address} has more than {max_bytes:,} bytes once it is decompressed")
    return plain


def _reason(error: object) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
