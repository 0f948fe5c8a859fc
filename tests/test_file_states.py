"""Whether a file is still what it was."""

import os

import pytest

from feedkit.file_states import TOO_YOUNG, digest_of, is_young, moment_of, state_of, states_in, states_in_halves


def test_a_state_changes_with_size_times_and_inode(tmp_path):
    """Each of them alone is noticed."""
    file = tmp_path / "a.md"
    file.write_text("one")
    before = state_of(file.stat())
    os.utime(file, ns=(0, 1))
    touched = state_of(file.stat())
    copy = tmp_path / "b.md"
    copy.write_text("one")
    os.utime(copy, ns=(0, 1))
    copy.replace(file)
    replaced = state_of(file.stat())
    assert len({before, touched, replaced}) == 3
    assert replaced[:2] == touched[:2]


@pytest.mark.parametrize(
    ("mtime", "ctime", "young"),
    [
        (0, 0, False),
        (0, 100 * TOO_YOUNG, True),
        (100 * TOO_YOUNG, 0, True),
        (99 * TOO_YOUNG, 99 * TOO_YOUNG, False),
        (99 * TOO_YOUNG + 1, 0, True),
        (500 * TOO_YOUNG, 0, True),
    ],
)
def test_a_file_that_changed_of_late_or_in_the_future_is_young(mtime, ctime, young):
    """Either time counts; a clock that was put back makes times of the future."""
    assert is_young((1, mtime, ctime, 7), 100 * TOO_YOUNG) is young


def test_now_is_what_a_new_file_says_and_leaves_none_behind(tmp_path):
    """The clock of the file system counts, which may be another computer's."""
    moment = moment_of(tmp_path)
    file = tmp_path / "new"
    file.touch()
    assert is_young(state_of(file.stat()), moment)
    assert [each.name for each in tmp_path.iterdir()] == ["new"]


def test_every_file_is_seen_but_hidden_ones(tmp_path):
    """Hidden ones only when asked for; folders have no state."""
    for name in ("a.md", "x/b.md", ".git/c", "x/.d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert {path for path, _ in states_in(str(tmp_path))} == {"a.md", "x/b.md"}
    assert {path for path, _ in states_in(str(tmp_path), hidden=True)} == {"a.md", "x/b.md", ".git/c", "x/.d"}
    assert list(states_in(str(tmp_path / "none"))) == [("/", (0, 0, 0, 0))]


def test_links_are_followed_named_by_their_target_and_never_in_circles(tmp_path):
    """A link that is bent to another target of the same state is another one."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a.md").write_text("text")
    (tmp_path / "link").symlink_to("one")
    (tmp_path / "one/up").symlink_to("..")
    (tmp_path / "broken").symlink_to("nowhere")
    names = {path for path, _ in states_in(str(tmp_path))}
    assert {"one/a.md", "link/a.md", f"link\0{tmp_path.resolve()}/one", "broken"} <= names
    assert not any("up/" in each for each in names)


def test_the_digest_is_of_the_bytes(tmp_path):
    """Whatever the times say."""
    file = tmp_path / "a"
    file.write_bytes(b"one")
    before, times = digest_of(file), file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert digest_of(file) != before


def test_two_processes_see_what_one_sees(tmp_path):
    """In few folders and in many, through links and in what is no folder, by names of any kind."""
    for number in range(60):
        folder = tmp_path / f"{number % 3}" / f"é{number}"
        folder.mkdir(parents=True)
        for name in ("a.md", "b", ".hidden"):
            (folder / name).write_text(name * number)
        (folder / "again").symlink_to(tmp_path / f"{(number + 1) % 3}")
    (tmp_path / "lost").symlink_to("nowhere")
    (tmp_path / os.fsdecode(b"\xff.md")).write_text("x")
    for each in (tmp_path, tmp_path / "1", tmp_path / "1" / "é1", tmp_path / "none"):
        assert sorted(states_in_halves(str(each))) == sorted(states_in(str(each)))
