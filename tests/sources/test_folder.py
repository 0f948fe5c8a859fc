"""What counts as an article, and what is not even looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedkit.exceptions import FileError
from feedkit.sources import Scan
from feedkit.sources.folder import scan

INCLUDE = ("**/*.md", "**/*.markdown", "**/*.html", "**/*.yml", "**/*.yaml")


def scanned(folder: Path, exclude: tuple[str, ...] = ()) -> Scan:
    return scan(folder, include=INCLUDE, exclude=exclude, shown_as="articles")


def make(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)


def test_articles_are_found_in_any_depth_by_their_ending(tmp_path: Path) -> None:
    """Every kind of article file counts; pictures are files but no articles."""
    make(tmp_path, "a.md", "b/c.markdown", "b/d/e.html", "f.yml", "g.yaml", "h.png", "i.txt")
    found = scanned(tmp_path)
    assert found.articles == ("a.md", "b/c.markdown", "b/d/e.html", "f.yml", "g.yaml")
    assert found.files["h.png"] == 5


def test_names_with_an_underscore_are_files_but_no_articles(tmp_path: Path) -> None:
    """`_index.md` and `_bodies/` are there to be named by articles."""
    make(tmp_path, "_index.md", "_bodies/a.md", "b/_c/d.md", "e.md")
    found = scanned(tmp_path)
    assert found.articles == ("e.md",)
    assert "_bodies/a.md" in found.files


def test_names_with_a_dot_are_not_looked_at(tmp_path: Path) -> None:
    """Version control and editors keep their own things."""
    make(tmp_path, ".git/a.md", ".draft.md", "b.md")
    assert list(scanned(tmp_path).files) == ["b.md"]


def test_excluded_patterns_are_no_articles(tmp_path: Path) -> None:
    """`content.exclude` takes the globs of the configuration."""
    make(tmp_path, "README.md", "notes/a.md", "notes/deep/b.md", "c.md")
    assert scanned(tmp_path, ("README.md", "notes/*.md")).articles == ("c.md", "notes/deep/b.md")


def test_a_link_out_of_the_folder_is_an_error(tmp_path: Path) -> None:
    """Nobody publishes /etc/passwd by a pull request."""
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "outside").mkdir()
    folder = tmp_path / "articles"
    make(folder, "a.md")
    (folder / "b.md").symlink_to(tmp_path / "secret.md")
    (folder / "c").symlink_to(tmp_path / "outside")
    found = scanned(folder)
    assert found.articles == ("a.md",)
    assert [(each.rule.code, each.place.path) for each in found.diagnostics] == [
        ("FK701", "articles/b.md"),
        ("FK701", "articles/c"),
    ]


def test_a_link_inside_the_folder_is_followed_but_not_for_ever(tmp_path: Path) -> None:
    """A link to a folder above it would never end."""
    make(tmp_path, "real/a.md")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    assert scanned(tmp_path).articles == ("alias/a.md", "real/a.md")


def test_a_dangling_link_is_no_article(tmp_path: Path) -> None:
    """It points inside the folder, but to nothing."""
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    assert scanned(tmp_path).articles == ()


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """The message names the folder, the help the key."""
    with pytest.raises(FileError) as error:
        scanned(tmp_path / "nowhere")
    assert "content.dir" in error.value.help
