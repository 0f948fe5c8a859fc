"""`feedkit adopt`: what is said, in which form, and with which exit code."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "cases" / "foreign"
GHOST = CASES / "ghost.rss.xml"
FEED = """<rss version="2.0"><channel><title>Old</title><item><guid isPermaLink="false">17</guid><title>Robots knit</title>
<link>https://robots.example.org/published/</link><pubDate>Thu, 07 May 2026 19:00:00 GMT</pubDate></item>{more}</channel></rss>"""
NOW = ("--now", "2026-05-20")


@pytest.fixture
def old(project) -> Path:
    """The feed that the project's article was in before."""
    feed = project / "old.xml"
    feed.write_text(FEED.format(more=""))
    return feed


def lock(project: Path) -> str:
    file = project / "feedkit.lock"
    return file.read_text("utf-8") if file.exists() else ""


def test_ids_are_adopted_and_counted(run, project, old) -> None:
    """Files are found from the project folder."""
    done = run("-C", project, "adopt", "old.xml", *NOW)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 id adopted, 0 known already")
    assert "feedkit.lock is written" in done.stdout
    assert '"id": "17", "path": "published.md"' in lock(project)


def test_each_id_is_told_to_those_who_ask(run, project, old) -> None:
    """With -v."""
    done = run("-C", project, "adopt", old, "-v", *NOW)
    assert "articles/published.md gets the id 17, found by address" in done.stderr


def test_a_dry_run_shows_what_would_be_adopted_and_writes_nothing(run, project, old) -> None:
    """As a table."""
    done = run("-C", project, "adopt", "-n", old, *NOW)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].split() == ["17", "articles/published.md", "address"]
    assert "1 id would be adopted" in done.stdout
    assert lock(project) == ""


def test_what_was_published_is_kept_until_force_is_given(run, project, old) -> None:
    """A warning, not an error: everything else is adopted."""
    run("-C", project, "build", *NOW)
    before = lock(project)
    done = run("-C", project, "adopt", old, "--output-format", "concise", *NOW)
    assert done.exit_code == 0
    assert "warning[FK465]" in done.stderr
    assert "0 ids adopted" in done.stdout
    assert "1 refused" in done.stdout
    assert lock(project) == before
    run("-C", project, "adopt", old, "--force", *NOW)
    assert '"id": "17", "path": "published.md"' in lock(project)


def test_programs_get_everything(run, project, old) -> None:
    """One document, with lists of all that was found."""
    old.write_text(FEED.format(more="<item><guid>18</guid><title>Gone</title></item>"))
    done = run("-C", project, "adopt", old, "--output-format", "json", *NOW)
    document = json.loads(done.stdout)
    assert document["written"] is True
    assert [(each["id"], each["path"], each["by"]) for each in document["adopted"]] == [
        ("17", "articles/published.md", "address")
    ]
    assert [each["id"] for each in document["unmatched"]] == ["18"]
    assert set(document["articles_without_entry"]) == {"articles/draft.md", "articles/expired.md", "articles/future.md"}
    assert document["feeds"] == [{"source": str(old), "title": "Old", "entries": 2}]
    assert [each["code"] for each in document["diagnostics"]] == ["FK462"]


def test_what_is_no_feed_ends_with_1_and_writes_nothing(run, project, old) -> None:
    """Even when other feeds are in order."""
    (project / "page.html").write_text("<html>")
    done = run("-C", project, "adopt", old, "page.html", *NOW)
    assert done.exit_code == 1
    assert "error[FK460]" in done.stderr
    assert "Nothing was written." in done.stderr
    assert lock(project) == ""


def test_a_missing_file_ends_with_2(run, project) -> None:
    """And so does an address that cannot be fetched."""
    assert run("-C", project, "adopt", "nowhere.xml").exit_code == 2
    assert run("-C", project, "adopt", "file:///etc/passwd").exit_code == 2
    assert run("-C", project, "adopt").exit_code == 2


def test_a_file_needs_no_network(run, project, old, monkeypatch) -> None:
    """The network is used for addresses only."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    assert run("-C", project, "adopt", old, *NOW).exit_code == 0


def test_titles_of_others_cannot_steer_the_terminal(run, project, old) -> None:
    """What is in a feed is shown, not sent."""
    items = {"items": [{"id": "\u202e17", "title": "\u202eevil", "url": "https://robots.example.org/published/"}]}
    old.write_text(json.dumps(items))
    for arguments in (("-n",), ("-v",)):
        done = run("-C", project, "adopt", old, *arguments, *NOW)
        assert "\u202e" not in done.stdout + done.stderr


def test_an_address_that_was_given_is_fetched(run, project, old, monkeypatch) -> None:
    """That is how the network is asked for by name."""
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """A test's output is not a server's log."""

    monkeypatch.setenv("no_proxy", "*")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(project))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run("-C", project, "adopt", f"http://127.0.0.1:{server.server_port}/old.xml", *NOW)
        missing = run("-C", project, "adopt", f"http://127.0.0.1:{server.server_port}/new.xml", *NOW)
        server.shutdown()
    assert "1 id adopted" in done.stdout, done.output
    assert missing.exit_code == 2
    assert "404" in missing.stderr
