"""Subscribers see every entry once, whatever happens to the files."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest


def ids(project: Any, feed: str = "main.rss.xml") -> dict[str, str]:
    return {entry.title: entry.id for entry in feedparser.parse(project.public()[feed]).entries}


def rename(project: Any, before: str, after: str) -> None:
    target = project.folder / "articles" / after
    target.parent.mkdir(parents=True, exist_ok=True)
    (project.folder / "articles" / before).rename(target)


def test_all_formats_and_families_give_an_entry_one_id(project: Any) -> None:
    """Readers that compare ids across feeds find the same ones."""
    project.build()
    public = project.public()
    from_json = {item["title"]: item["id"] for item in json.loads(public["main.json"])["items"]}
    assert ids(project) == ids(project, "main.atom.xml") == from_json
    assert ids(project, "tag/ai.atom.xml").items() <= ids(project).items()


@pytest.mark.parametrize(
    "change",
    [
        lambda project: rename(project, "first.md", "old/primal.md"),
        lambda project: project.article("first", title="Retitled", date="2026-05-01 08:00"),
        lambda project: project.article("first", date="2021-01-01", slug="else", body="Rewritten."),
        lambda project: project.write(
            "feedkit.yml", (project.folder / "feedkit.yml").read_text().replace("example.org", "new.example")
        ),
    ],
    ids=["rename", "retitle", "re-date, re-slug and rewrite", "new domain"],
)
def test_ids_stay(project: Any, change: Any) -> None:
    """Renaming, editing, re-dating, another address: no entry is shown again as unread."""
    project.build()
    before = set(ids(project).values())
    change(project)
    project.build()
    assert set(ids(project).values()) == before


def test_a_frozen_build_with_a_new_article_says_what_to_run(project: Any) -> None:
    """CI stops before ids exist that nobody committed; nothing is written."""
    project.build()
    before = project.public()
    project.article("fourth", date="2026-05-04")
    done = project.run("build", "--frozen")
    assert done.returncode == 1
    assert "feedkit build" in done.stdout + done.stderr
    assert "fourth.md" in done.stdout + done.stderr
    assert project.public() == before


def test_a_frozen_build_passes_where_ids_are_committed(project: Any) -> None:
    """Edits need no new lock; nor do articles of the future that have come due."""
    project.article("future", date="2026-07-01")
    project.build()
    lock = (project.folder / "feedkit.lock").read_bytes()
    project.article("first", date="2026-05-01 08:00", body="A typo mended.")
    done = project.run("build", "--frozen", now="2026-08-01T00:00:00Z")
    assert done.returncode == 0, done.stderr
    assert "Future" in ids(project)
    assert (project.folder / "feedkit.lock").read_bytes() == lock


def test_a_look_at_drafts_leaves_no_ids_behind(project: Any) -> None:
    """Preview builds do not touch the lock."""
    project.build()
    lock = (project.folder / "feedkit.lock").read_bytes()
    project.article("draft", draft="true")
    project.build("--drafts")
    assert "Draft" in ids(project)
    assert (project.folder / "feedkit.lock").read_bytes() == lock


def test_two_articles_with_one_id_stop_the_build_and_are_both_named(project: Any) -> None:
    """Exit 1, nothing written."""
    project.article("a", id="tag:example.org,2026:one")
    project.article("b", id="tag:example.org,2026:one")
    done = project.run("build")
    assert done.returncode == 1
    assert "articles/a.md" in done.stderr
    assert "articles/b.md" in done.stderr
    assert not (project.folder / "public").exists()


def test_locks_of_two_branches_merge_cleanly(project: Any) -> None:
    """Two writers add articles on branches of their own; git merges their locks, and every id survives."""

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
            cwd=project.folder,
            check=True,
            capture_output=True,
        )

    project.write(".gitattributes", "feedkit.lock merge=union\n")
    project.write(".gitignore", "public/\n")
    project.build()
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "base")
    minted: dict[str, str] = {}
    for branch in ("ana", "ben"):
        git("checkout", "-q", "-b", branch, "main")
        for n in range(6):
            project.article(f"{branch}-{n}", date="2026-05-10")
        project.build()
        minted |= ids(project)
        git("add", "-A")
        git("commit", "-qm", branch)
    git("merge", "-q", "ana", "-m", "merge")
    project.build("--frozen")
    assert ids(project) == minted


def test_newsboat_shows_every_entry_once_also_after_a_rebuild_and_a_rename(
    project: Any, tmp_path: Path, served: Any
) -> None:
    """A real reader subscribed to the served feeds finds nothing new where nothing is new."""
    newsboat = shutil.which("newsboat")
    if newsboat is None:
        pytest.skip("newsboat is not installed (apt-get install newsboat)")
    project.build()
    for feed in ("main.rss.xml", "main.atom.xml"):
        home = tmp_path / f"home-{feed}"
        home.mkdir()
        (home / "urls").write_text(f"{served(project.folder / 'public')}/{feed}\n")
        (home / "config").write_text("cleanup-on-quit no\n")

        def unread(home: Path = home) -> int:
            command = [
                newsboat,
                "-q",
                "-u",
                str(home / "urls"),
                "-C",
                str(home / "config"),
                "-c",
                str(home / "cache.db"),
            ]
            subprocess.run(
                [*command, "-x", "reload"],
                check=True,
                capture_output=True,
                timeout=60,
                env={"HOME": str(home), "PATH": "/usr/bin:/bin", "TERM": "dumb", "LANG": "C.UTF-8"},
            )
            import sqlite3

            with sqlite3.connect(home / "cache.db") as database:
                return int(database.execute("select count(*) from rss_item").fetchone()[0])

        assert unread() == 3
        project.build()
        assert unread() == 3
        rename(project, "first.md", f"renamed-{feed}.md")
        project.build()
        assert unread() == 3
        rename(project, f"renamed-{feed}.md", "first.md")
