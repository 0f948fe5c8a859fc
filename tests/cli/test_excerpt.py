"""The caret stands under what is meant, whatever the line is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from feedkit.cli import excerpt
from feedkit.cli.excerpt import line_reader, with_carets
from feedkit.diagnostics import Place


def at(column, end_column=None, *, line=1, end_line=None):
    return Place("a.md", line, column, end_line or line, end_column or column + 1)


@pytest.mark.parametrize(
    ("line", "place", "shown", "carets"),
    [
        ("date: 2026-13-02", at(7, 17), "date: 2026-13-02", "      ^^^^^^^^^^"),
        ("date: x", at(1, 5), "date: x", "^^^^"),
        ("\tdate: x", at(2, 6), "    date: x", "    ^^^^"),
        ("a\tb", at(2, 3), "a    b", " ^^^^"),
        ("標題: x", at(5, 6), "標題: x", "      ^"),
        ("標題: x", at(1, 3), "標題: x", "^^^^"),
        ("e\u0301a", at(3, 4), "e\u0301a", " ^"),
        ("e\u0301a", at(2, 3), "e\u0301a", "^"),
        ("👩\u200d👩\u200d👧 x", at(7, 8), "👩\u200d👩\u200d👧 x", "   ^"),
        ("🇩🇪 x", at(4, 5), "🇩🇪 x", "   ^"),
        ("ｗｉｄｅ x", at(6, 7), "ｗｉｄｅ x", "         ^"),
        ("a\x1b[31mb", at(2, 3), "a␛[31mb", " ^"),
        ("a\x9bb", at(2, 3), "a<U+009B>b", " ^^^^^^^^"),
        ("a\u202eb", at(3, 4), "a<U+202E>b", "         ^"),
        ("title: x", at(9, 10), "title: x", "        ^"),
        ("title: x", at(99, 100), "title: x", "        ^"),
        ("", at(1, 2), "", "^"),
        ("key: |", at(6, 3, end_line=4), "key: |", "     ^"),
        ("key: [a,", at(6, 2, end_line=3), "key: [a,", "     ^^^"),
        ("a: b", Place("a.md", 1, 0), "a: b", ""),
        ("abc", at(2, 2), "abc", " ^"),
    ],
)
def test_carets_stand_under_the_place(line, place, shown, carets):
    """Tabs, wide and combined characters, emoji and controls all take the cells a terminal gives them."""
    text, marks = with_carets(line, place, 80)
    assert text == shown
    assert marks == carets


@pytest.mark.parametrize("column", [1, 2, 20, 250, 499, 500, 501, 3_000, 4_990, 5_000])
def test_long_lines_are_cut_around_the_place(column):
    """The marked character is in the window and the caret is under it."""
    line = "".join(chr(ord("a") + index % 26) for index in range(5_000))
    text, marks = with_carets(line, at(column), 60)
    assert cell_len(text) <= 60
    assert len(marks) - 1 < cell_len(text)
    assert text[marks.index("^")] == line[column - 1]
    assert text.startswith("…") == (column > 56)
    assert text.endswith("…") == (column < 4_944)


def test_the_middle_of_a_long_line_has_something_on_both_sides():
    """A caret at the edge of the window would hide what comes next."""
    _, marks = with_carets("x" * 500, at(250), 60)
    assert 15 < len(marks) < 45


def test_a_long_mark_ends_with_the_window():
    """Carets never wrap."""
    text, marks = with_carets("key: " + "x" * 500, at(6, 506), 60)
    assert len(marks) <= cell_len(text) <= 60
    assert marks.lstrip() == "^" * len(marks.lstrip())


@given(st.text(st.characters(codec=None), max_size=60), st.integers(0, 70), st.integers(0, 70), st.integers(8, 100))
def test_any_line_can_be_marked(line, column, end_column, width):
    """No line breaks the excerpt, and what is shown fits the terminal."""
    text, marks = with_carets(line, Place("a.md", 1, column, 1, end_column), width)
    assert cell_len(text, "latest") <= max(width, 12)
    assert set(marks) <= {" ", "^"}
    assert bool(marks) == bool(column)
    assert "\x1b" not in text
    assert "\t" not in text


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300), st.integers(-5, 120))
def test_the_window_of_a_plain_line_is_that_of_any_line(length, begins, marked, available):
    """Most lines are plain, and the short way to their window is held against the long one."""
    begins = min(begins, length)
    ends = max(begins + 1, min(begins + marked, length))
    assert excerpt._even_window(length, begins, ends, available) == excerpt._window(
        [1] * length, begins, ends, available
    )


@given(st.text(st.sampled_from("ab \t\n\r\x0b\x85\u2028é\0"), max_size=40), st.integers(1, 12))
def test_a_line_ends_where_one_of_an_article_does(tmp_path_factory, text, number):
    """Characters that other programs take for line ends are none."""
    folder = tmp_path_factory.mktemp("lines")
    (folder / "a.md").write_bytes(text.encode())
    lines = dict(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1))
    assert line_reader(folder)(Place("a.md", number, 1)) == lines.get(number)


def test_an_excerpt_is_found_behind_links_within_the_project(tmp_path):
    """What leads to a file of the project by a detour shows it."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.md").write_text("here")
    (tmp_path / "link.md").symlink_to(tmp_path / "there" / "a.md")
    (tmp_path / "folder").symlink_to(tmp_path / "there")
    line = line_reader(tmp_path)
    for path in ("there/a.md", "there/../there/a.md", "link.md", "folder/a.md", str(tmp_path / "there" / "a.md")):
        assert line(Place(path, 1, 1)) == "here"


def test_lines_are_read_as_articles_are(tmp_path):
    """CR, LF and CRLF end lines, a byte order mark is no character, and what is not UTF-8 is Windows-1252."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\nfo\xe9r\x81")
    line = line_reader(tmp_path)
    assert [line(Place("a.md", number, 1)) for number in range(6)] == [None, "one", "two", "three", "foér\ufffd", None]


def test_only_files_of_the_project_are_opened(tmp_path):
    """A link or a path that leads out of the project shows nothing, but the configuration may be elsewhere."""
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "other.yml").write_text("site:")
    (inside / "link.md").symlink_to(tmp_path / "secret.md")
    (inside / "folder.md").mkdir()
    line = line_reader(inside, tmp_path / "other.yml")
    for path in (
        "link.md",
        "../secret.md",
        str(tmp_path / "secret.md"),
        "folder.md",
        "none.md",
        "nul\0.md",
        "x" * 5_000,
        "",
    ):
        assert line(Place(path, 1, 1)) is None
    assert line(Place("other.yml", 1, 1)) == "site:"


def test_oversized_files_are_not_read(tmp_path):
    """An excerpt is not worth reading gigabytes for."""
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(9_000_000)
    assert line_reader(tmp_path)(Place("a.md", 1, 1)) is None


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  password: hunter2", "  password: ***"),
        ("smtp_password: 'a b'  # c", "smtp_password: ***"),
        ("- api_key: x", "- api_key: ***"),
        ('"token": x', '"token": ***'),
        ("title: my token: x", "title: my token: x"),
        ("password:", "password:"),
    ],
)
def test_secrets_of_settings_are_masked(tmp_path, line, shown):
    """A fault in the line of a password is shown without the password."""
    (tmp_path / "feedkit.yml").write_text(line)
    assert line_reader(tmp_path)(Place("feedkit.yml", 1, 1)) == shown


def test_characters_of_europe_take_a_cell_each():
    """They are told apart without the tables of Unicode, which say the same."""
    from rich.cells import split_graphemes

    from feedkit.cli.excerpt import _SINGLE, _clusters

    text = "".join(each for number in range(0x20, 0x2100) if _SINGLE.fullmatch(each := chr(number)))
    assert len(text) == 716
    assert _clusters(text) == split_graphemes(text, "latest")[0]
