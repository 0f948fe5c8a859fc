"""`feedkit check`."""

from __future__ import annotations

NOW = "2026-05-28T12:00:00Z"


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
    assert "error[FK410]" in result.stderr
