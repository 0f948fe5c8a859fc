"""Whatever stands in the content folder, there is a clear answer: never a traceback, never a hang, never a leak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HEAD = "---\ntitle: T\ndate: 2026-05-07\n---\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(
            f"---\ntitle: T\ndate: 2026-05-07\nextra:\n  {BOMB.replace(chr(10), chr(10) + '  ')}\n---\n",
            "FK105",
            id="a bomb of aliases",
        ),
        pytest.param(
            "---\ntitle: T\ndate: 2026-05-07\nextra: {a: " + "[" * 2000 + "]" * 2000 + "}\n---\n",
            "FK103",
            id="2,000 brackets",
        ),
        pytest.param(
            "---\ntitle: T\ndate: 2026-05-07\nextra:\n"
            + "".join("  " * (n + 1) + f"k{n}:\n" for n in range(300))
            + "---\n",
            "FK103",
            id="300 nested mappings",
        ),
        pytest.param(
            "---\ntitle: !!python/object/apply:os.system ['touch pwned']\ndate: 2026-05-07\n---\n",
            "FK106",
            id="a python object",
        ),
        pytest.param("---\ntitle: T\ndate: 2026-05-07\nextra: *nothing\n---\n", "FK101", id="an unknown alias"),
        pytest.param(
            "---\ntitle: T\ndate: 2026-05-07\nextra: &x {x: *x}\n---\n", "FK101", id="a value that holds itself"
        ),
        pytest.param("---\ntitle: " + "x" * 300_000 + "\ndate: 2026-05-07\n---\n", "FK105", id="a huge value"),
        pytest.param("a\0" * 5000, "FK131", id="NULs all over"),
        pytest.param(HEAD.encode("utf-16"), "FK131", id="UTF-16"),
        pytest.param("", "FK112", id="an empty file"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 400, "FK131", id="a picture with a wrong name"),
    ],
)
def test_an_article_that_cannot_be_read_is_an_error_with_a_code(project: Any, text: str | bytes, code: str) -> None:
    """Exit 1, a code to look up, nothing written, no traceback."""
    project.write("articles/bad.md", text)
    done = project.run("build", "--output-format", "concise")
    assert done.returncode == 1, done.stderr
    assert f"[{code}" in done.stderr or code in done.stderr
    assert "articles/bad.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project.folder / "public").exists()
    assert not (project.folder / "pwned").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(HEAD.encode() + "Smörgåsbord".encode("latin-1"), "FK130", id="Latin-1"),
        pytest.param(HEAD + "one\0two\n", "FK201", id="a NUL"),
        pytest.param(HEAD.replace("T", "T\x0b"), "FK201", id="a vertical tab in the title"),
        pytest.param(HEAD + "a\ufffeb\n", "FK201", id="a non-character"),
        pytest.param(HEAD.replace("title: T", 'title: "T\\x07"'), "", id="an escaped bell"),
    ],
)
def test_characters_that_feeds_cannot_carry_are_taken_out_and_named(project: Any, text: str | bytes, code: str) -> None:
    """One pasted control character does not keep the site from being published, and is not passed on either."""
    project.write("articles/odd.md", text)
    done = project.build("--output-format", "concise")
    assert code in done.stderr
    feed = project.public()["main.rss.xml"].decode()
    assert not any(each in feed for each in "\0\x07\x0b\ufffe")


def test_a_forbidden_character_is_reported_with_line_and_column(project: Any) -> None:
    """So that it can be found although it cannot be seen."""
    project.write("articles/odd.md", HEAD + "fine\nab\x08c\n")
    assert "articles/odd.md:6:3:" in project.build("--output-format", "concise").stderr


def test_a_file_of_50_megabytes_is_refused_by_its_size(project: Any) -> None:
    """It is not even read."""
    with (project.folder / "articles" / "dump.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = project.run("build", "--output-format", "concise")
    assert done.returncode == 1
    assert "FK132" in done.stderr
    assert "52,428,800 bytes" in done.stderr


@pytest.mark.parametrize(
    "body",
    [
        "> " * 2000 + "a",
        "<div>" * 2000,
        "[" * 20_000,
        "<a " * 20_000,
        "*a **a " * 5000,
        "- " * 2000 + "a",
        "<b>" * 3000 + "x",
        "|a" * 3000 + "\n" + "|-" * 3000 + "\n" + "|b\n" * 500,
    ],
)
def test_deep_and_long_bodies_neither_crash_nor_hang(project: Any, body: str) -> None:
    """Either they are rendered or they are refused with a code."""
    project.write("articles/deep.md", HEAD + body + "\n")
    done = project.run("build", "--output-format", "concise")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "error[FK2" in done.stderr


def test_links_out_of_the_content_folder_publish_nothing(project: Any, tmp_path: Path) -> None:
    """Neither an article nor a picture of somewhere else gets out."""
    secret = tmp_path / "secret.md"
    secret.write_text(HEAD + "TOP SECRET\n")
    (project.folder / "articles" / "link.md").symlink_to(secret)
    done = project.run("build", "--output-format", "concise")
    assert done.returncode == 1
    assert "FK701" in done.stderr
    assert not (project.folder / "public").exists()


def test_paths_cannot_climb(project: Any) -> None:
    """No value of an article becomes a path outside of the output folder."""
    project.article(
        "climb",
        tags="['../../../etc/passwd', '/abs', '..', 'C:\\x']",
        category="../up",
        slug="fine",
        image="../../../../etc/passwd",
    )
    project.build()
    assert all(".." not in path and not path.startswith("/") for path in project.public())
    assert not any("passwd" in path and not path.startswith("tag/") for path in project.public())


def test_markup_from_articles_never_becomes_markup_of_a_feed(project: Any) -> None:
    """Titles, tags and authors are text, whatever they hold."""
    hostile = "'</title><script>alert(1)</script>]]>&<!--'"
    project.article(
        "x",
        title=hostile,
        tags=f"[{hostile}]",
        category=hostile,
        authors=f"[{hostile}]",
        summary=hostile,
        body="]]> &amp; <script>alert(2)</script><!-- -->",
    )
    project.build()
    public = project.public()
    assert b"<script>alert" not in public["main.rss.xml"] + public["main.atom.xml"]
    assert b"<script>alert" not in public["index.html"]


def test_all_faults_of_all_files_are_reported_in_one_run(project: Any) -> None:
    """Nobody mends a folder one message at a time."""
    project.write("articles/a.md", "---\ntitle: A\n---\n")
    project.write("articles/b.md", "---\ndate: 2026-13-01\ndraft: maybe\n---\n")
    project.write("articles/c.yml", "title: [\n")
    done = project.run("build", "--output-format", "concise")
    assert done.returncode == 1
    for place in ("articles/a.md:2:1", "articles/b.md:2:7", "articles/b.md:3:8", "articles/c.yml:"):
        assert place in done.stderr
