"""Feeds that are fetched because their address was given."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from feedkit.exceptions import FileError, GuardError
from feedkit.sources import remote
from feedkit.sources.remote import fetch, is_public, read


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch) -> None:
    """The servers here are on this computer."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """Serves one answer, and gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """A test's output is not a server's log."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/feed.xml"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def answering(content: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def test_a_feed_is_fetched_with_the_address_it_was_found_at(served) -> None:
    """Redirects are followed; the last address is what relative ones in it are relative to."""
    last = served(answering(b"<rss/>"))
    first = served(answering(b"", 301, Location=last))
    fetched = fetch(first)
    assert (fetched.content, fetched.url) == (b"<rss/>", last)


def test_what_a_feed_is_served_as_is_told(served) -> None:
    """As the server wrote it; a check compares it with what the feed is."""
    assert (
        fetch(served(answering(b"<rss/>", Content_Type="text/html; charset=utf-8"))).media_type
        == "text/html; charset=utf-8"
    )
    assert fetch(served(answering(b"<rss/>"))).media_type == ""


def test_what_is_no_address_is_a_file(tmp_path) -> None:
    """And no network is used."""
    (tmp_path / "old.xml").write_bytes(b"<rss/>")
    assert read("old.xml", tmp_path).content == b"<rss/>"
    assert read(str(tmp_path / "old.xml"), tmp_path).url == ""


@pytest.mark.parametrize("name", ["nowhere.xml", ".", "a\0b", "x" * 5_000])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, name) -> None:
    """Of ours."""
    with pytest.raises(FileError):
        read(name, tmp_path)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/f", "data://x", "gopher://a", "http://", "http://[", "https://ana:secret@a.example/f"])  # fmt: skip
def test_only_the_web_is_asked(address) -> None:
    """No files, no other protocols, no passwords; and none is printed."""
    with pytest.raises(FileError) as caught:
        fetch(address)
    assert "secret" not in str(caught.value) + caught.value.help


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://a.example/f", "http://ana:secret@127.0.0.1/"])
def test_no_redirect_leads_out_of_the_web(served, location) -> None:
    """Whatever a server says."""
    with pytest.raises((FileError, GuardError)):
        fetch(served(answering(b"", 302, Location=location)))


def test_redirects_end(served) -> None:
    """Also those that lead in circles."""
    with pytest.raises(FileError, match="302"):
        fetch(served(answering(b"", 302, Location="/feed.xml")))


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_error_of_the_server_is_told(served, status) -> None:
    """With its number."""
    with pytest.raises(FileError, match=str(status)):
        fetch(served(answering(b"", status)))


def test_too_much_is_refused(served) -> None:
    """Said or unsaid, compressed or not."""
    with pytest.raises(FileError, match="more than 1,000 bytes"):
        fetch(served(answering(b"x" * 1_001)), max_bytes=1_000)
    bomb = gzip.compress(b"x" * 1_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(FileError, match="more than 10,000 bytes"):
        fetch(served(answering(bomb, Content_Encoding="gzip")), max_bytes=10_000)


def test_what_is_compressed_unasked_is_decompressed(served) -> None:
    """Some servers do so, and some forget to say it."""
    for headers in ({"Content_Encoding": "gzip"}, {}):
        assert fetch(served(answering(gzip.compress(b"<rss/>"), **headers))).content == b"<rss/>"
    with pytest.raises(FileError, match="decompressed"):
        fetch(served(answering(b"\x1f\x8bnonsense")))


def test_a_server_that_drips_does_not_keep_us(served) -> None:
    """Everything together has a limit, and so has each silence."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with pytest.raises(FileError, match="too long"):
        fetch(served(drip), seconds=0.3)
    with pytest.raises(FileError, match="cannot be fetched"):
        fetch(served(lambda _: time.sleep(2)), seconds=0.3)


def test_a_server_that_speaks_nonsense_is_told(served) -> None:
    """As an error of the address."""
    with pytest.raises(FileError, match="cannot be fetched"):
        fetch(served(lambda handler: handler.wfile.write(b"nonsense\r\n\r\n")))
    with pytest.raises(FileError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/feed.xml")


@pytest.mark.parametrize(
    ("peer", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.1.1", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(peer, public) -> None:
    """All others are somebody's own network."""
    assert is_public(peer) is public


def test_the_network_does_not_lead_into_the_network_of_this_computer() -> None:
    """Where the user's own address is public, no later one may be private; where it is private, it is the user's wish."""
    asked = remote._Asked()
    asked.check("93.184.216.34")
    asked.check("93.184.216.35")
    with pytest.raises(GuardError, match="private network"):
        asked.check("127.0.0.1")
    mine = remote._Asked()
    mine.check("192.168.1.1")
    mine.check("127.0.0.1")


def test_the_other_end_of_each_connection_is_checked(served) -> None:
    """Not its name, which may mean another end the next time: this opener was led here from a public address."""
    asked = remote._Asked()
    asked.check("93.184.216.34")
    opener = remote.opener(asked)
    with pytest.raises(GuardError, match=r"127\.0\.0\.1"):
        opener.open(served(answering(b"<rss/>")), timeout=5)


@pytest.mark.parametrize("host", ["localhost", "x.localhost", "printer.local", "127.0.0.1", "10.0.0.1", "::1"])
def test_behind_a_proxy_names_that_are_private_are_refused(host) -> None:
    """There, what is connected to is not seen."""
    assert remote._named_private(host)
    assert not remote._named_private("notes.example.org")
