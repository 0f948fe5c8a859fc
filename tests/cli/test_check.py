"""`feedkit check`."""

from __future__ import annotations

import json

NOW = "2026-05-28T12:00:00Z"


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".feedkit" not in path.parts}


def test_a_sound_project_passes(run, project):
    """Nothing found, nothing written, exit code 0."""
    before = contents(project)
    result = run("check", "-C", project, "--now", NOW)
    assert (result.exit_code, result.stdout) == (0, "All checks passed!\n")
    assert contents(project) == before


def test_what_a_build_would_find_is_found(run, project):
    """Also in drafts, whose bodies no build looks at."""
    article = project / "articles" / "draft.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n")
    (project / "articles" / "broken.md").write_text("---\ntitle: No date\n---\n")
    result = run("check", "-C", project, "--now", NOW, "--output-format", "concise")
    assert result.exit_code == 1
    assert "articles/broken.md:2:1: error[FK115] `date` is missing" in result.stderr
    assert "articles/draft.md:10:1: warning[FK211]" in result.stderr


def test_paths_limit_what_is_told(run, project):
    """pre-commit names what was changed; folders stand for what is in them."""
    (project / "articles" / "broken.md").write_text("---\ntitle: No date\n---\n")
    (project / "notes.md").write_text("no article\n")
    assert run("check", "-C", project, "articles/published.md", "notes.md", "--now", NOW).exit_code == 0
    assert run("check", "-C", project, "articles/broken.md", "--now", NOW).exit_code == 1
    assert run("check", "-C", project, "articles", "--now", NOW).exit_code == 1


def test_a_path_that_is_not_there_is_a_usage_error(run, project):
    """A typo is not a passed check."""
    result = run("check", "-C", project, "articles/publishd.md")
    assert result.exit_code == 2
    assert "there is no articles/publishd.md" in result.stderr


def test_any_feed_of_anyone_is_checked_without_a_project(run, tmp_path):
    """A file is enough."""
    (tmp_path / "feed.xml").write_text("<rss><channel>")
    result = run("check", "-C", tmp_path, "feed.xml", "--output-format", "concise")
    assert result.exit_code == 1
    assert "feed.xml:1:" in result.stderr
    assert "error[FK419]" in result.stderr


def test_rules_are_selected_and_ignored(run, project):
    """On the command line and in feedkit.yml; comments silence what they name."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n\n<form></form>\n")

    def codes(*arguments):
        shown = run(
            "check", "-C", project, "--now", NOW, "--output-format", "json", "--ignore", "FK914", *arguments
        ).stdout
        return [each["code"] for each in json.loads(shown)["diagnostics"]]

    assert codes() == ["FK211", "FK213"]
    assert codes("--select", "script,FK1") == ["FK211"]
    assert codes("--ignore", "FK211") == ["FK213"]
    config = project / "feedkit.yml"
    config.write_text(config.read_text() + "rules: {ignore: [form]}\n")
    assert codes() == ["FK211"]
    article.write_text(article.read_text().replace("</script>", "</script> <!-- feedkit: ignore[FK211] -->"))
    assert codes() == []
    article.write_text(article.read_text().replace("<script>x()</script>", "x"))
    assert codes() == ["FK901"]
    assert codes("articles/published.md") == ["FK901"]


def test_a_build_heeds_the_same_rules(run, project):
    """What is silenced is silenced, and what is raised to an error keeps the build from being written."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n")
    config = project / "feedkit.yml"
    plain = config.read_text()
    config.write_text(plain + "rules: {error: [script]}\n")
    result = run("build", "-C", project, "--now", NOW)
    assert (result.exit_code, (project / "public").exists()) == (1, False)
    assert "error[FK211]" in result.stderr
    config.write_text(plain + "rules: {info: [script]}\n")
    for _ in range(2):  # the second time nothing is done again, and the same is told
        result = run("build", "-C", project, "--now", NOW, "-v")
        assert (result.exit_code, "info[FK211]" in result.stderr) == (0, True)


def test_exit_codes_are_chosen(run, project):
    """Warnings fail when they are to, and nothing does with --exit-zero; a rule that does not exist is a usage error."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n")
    check = ("check", "-C", project, "--now", NOW)
    assert run(*check).exit_code == 0
    assert run(*check, "--strict").exit_code == 1
    assert run(*check, "--strict", "--exit-zero").exit_code == 0
    wrong = run(*check, "--select", "scrpt")
    assert (wrong.exit_code, "did you mean script?" in wrong.stderr) == (2, True)


def test_a_baseline_leaves_what_is_new(run, project):
    """What was there is silent; what is mended makes the baseline stale."""
    article = project / "articles" / "published.md"
    before = article.read_text()
    article.write_text(before + "\n<script>x()</script>\n")
    check = ("check", "-C", project, "--now", NOW, "--output-format", "concise")
    assert run(*check, "--add-baseline").exit_code == 0
    assert run(*check, "--strict").exit_code == 0
    assert run(*check, "--strict", "--no-baseline").exit_code == 1
    article.write_text(before + "\nOne line more.\n\n<script>x()</script>\n\n<form></form>\n")
    result = run(*check)
    assert "FK213" in result.stderr
    assert "FK211" not in result.stderr
    article.write_text(before)
    assert "feedkit-baseline.json:3:1: warning[FK905]" in run(*check).stderr


def test_fixes_are_shown_then_made_then_done(run, project):
    """`--diff` writes nothing and fails; `--fix` writes; a second time there is nothing to do."""
    article = project / "articles" / "published.md"
    broken = article.read_text().replace("2026-05-07T19:00:00Z", "May 7, 2026")
    article.write_text(broken)
    check = ("check", "-C", project, "--now", NOW, "--ignore", "FK914")
    shown = run(*check, "--diff")
    assert shown.exit_code == 1
    assert "-date: May 7, 2026\n+date: 2026-05-07\n" in shown.stdout
    assert article.read_text() == broken
    mended = run(*check, "--fix")
    assert (mended.exit_code, "1 fixed" in mended.stderr) == (0, True)
    assert article.read_text() == broken.replace("May 7, 2026", "2026-05-07")
    before = article.stat()
    assert run(*check, "--fix").exit_code == 0
    assert (article.stat().st_mtime_ns, article.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert run(*check, "--diff").stdout == ""


def test_unsafe_fixes_are_asked_for(run, project):
    """What is probably meant is not written by itself."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text().replace("tags:", "tagz:"))
    check = ("check", "-C", project, "--now", NOW, "--ignore", "FK914")
    assert "1 fixable with `feedkit check --fix --unsafe-fixes`" in run(*check, "--fix").stderr
    assert "tagz" in article.read_text()
    assert run(*check, "--unsafe-fixes").exit_code == 2
    run(*check, "--fix", "--unsafe-fixes")
    assert "tags: [wool]" in article.read_text()


def test_an_id_is_written_down_before_it_is_lost(run, project):
    """The one that a build would hand out; with the lock there is nothing to do."""
    result = run("check", "-C", project, "--now", NOW, "-v", "--output-format", "concise")
    assert "articles/published.md:2:8: info[FK914]" in result.stderr
    run("check", "-C", project, "--now", NOW, "--fix")
    assert 'id: "tag:robots.example.org,2026:' in (project / "articles" / "published.md").read_text()
    assert "id:" not in (project / "articles" / "draft.md").read_text()
    assert "FK914" not in run("check", "-C", project, "--now", NOW, "-v").stderr


def test_a_feed_at_an_address_is_judged_by_what_it_is_served_as(run, tmp_path, monkeypatch):
    """The address is told in the findings, and compared with the one the feed names."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from pathlib import Path

    clean = Path(__file__).parent.parent / "checks" / "feeds" / "clean" / "rss.xml"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(clean.read_bytes())

        def log_message(self, format: str, *args: object) -> None:
            """A test's output is not a server's log."""

    monkeypatch.setenv("no_proxy", "*")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/feed.xml"
        result = run("check", "-C", tmp_path, url, "--output-format", "concise")
        server.shutdown()
    assert result.exit_code == 0
    assert f"{url}:0:0: warning[FK494]" in result.stderr or f"{url}: warning[FK494]" in result.stderr
    assert "warning[FK458]" in result.stderr


def test_what_has_not_changed_is_told_again_without_a_look(run, project):
    """The same words; and a change anywhere is noticed, as is the next day."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n")
    config = project / "feedkit.yml"
    config.write_text(config.read_text() + "rules: {error: [script]}\n")

    def told(*arguments, now=NOW):
        result = run("check", "-C", project, "--now", now, "--output-format", "json", *arguments)
        return result.exit_code, json.loads(result.stdout)

    first = told()
    kept = list((project / ".feedkit" / "cache").glob("checked-*.cache"))
    assert len(kept) == 1
    assert told() == first == told("--no-cache")
    assert first[0] == 1
    article.write_text(article.read_text().replace("<script>", "<form>"))
    assert [each["code"] for each in told()[1]["diagnostics"] if each["severity"] != "info"] == ["FK213"]
    assert told("--select", "FK1")[1]["diagnostics"] == []
    kept[0].write_bytes(b"broken")
    assert [each["code"] for each in told()[1]["diagnostics"] if each["severity"] != "info"] == ["FK213"]
    assert "future.md" not in json.dumps(told()[1])
    assert "FK914" in [
        each["code"] for each in told(now="2026-06-02T12:00:00Z")[1]["diagnostics"] if "future.md" in each["file"]
    ]


def test_named_files_that_have_not_changed_are_told_again(run, project):
    """Each set of files by itself, beside what was found in everything; and until the clock brings an article out."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n<script>x()</script>\n")

    def told(*arguments, now=NOW):
        result = run("check", "-C", project, "--now", now, "--output-format", "json", *arguments)
        return [(each["code"], each["file"]) for each in json.loads(result.stdout)["diagnostics"]]

    whole = told()
    first = told("articles/published.md")
    assert ("FK211", "articles/published.md") in first
    assert first == told("articles/published.md") == told("articles/published.md", "--no-cache")
    assert told("articles/future.md") == told("articles/future.md", "--no-cache")
    assert told("articles/published.md", "articles/future.md")[: len(first)] == first
    assert told() == whole
    assert len(list((project / ".feedkit" / "cache").glob("checked-*.cache"))) == 2
    assert told("articles/published.md") == first
    article.write_text(article.read_text().replace("<script>", "<form>"))
    assert "FK213" in [code for code, _ in told("articles/published.md")]


def test_a_file_that_was_probably_meant_is_looked_for_anew(run, project):
    """What is remembered of an article holds only as long as the same file would be found again for its broken link."""
    article = project / "articles" / "published.md"
    article.write_text(article.read_text() + "\n![A boat](boat.png)\n")

    def helped():
        result = run("check", "-C", project, "--now", NOW, "--output-format", "json")
        found = json.loads(result.stdout)["diagnostics"]
        assert (
            result.stdout == run("check", "-C", project, "--now", NOW, "--output-format", "json", "--no-cache").stdout
        )
        return [each["help"] for each in found if each["code"] in {"FK304", "FK305"}]

    assert helped() == [None]
    pictures = project / "articles" / "pictures"
    pictures.mkdir()
    (pictures / "Boat.png").write_bytes(b"")
    assert helped() == ["did you mean `pictures/Boat.png`?"]
    (pictures / "Boat.png").rename(project / "articles" / "Boat.png")
    assert helped() == ["write `Boat.png`"]
    (project / "articles" / "Boat.png").unlink()
    assert helped() == [None]
