"""A build that would change nothing is not done, and one that would is."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from feedkit import stamp

LATER = "2026-06-01T13:00:00Z"


def stamps(project):
    return sorted((project.folder / stamp.CACHE).glob("stamp-*.json"))


def was_recalled(project, *words, **settings):
    """Whether a build is not done, told by a trap: a lock of its output folder that a build would have to open."""
    lock = project.folder / "public/.feedkit/lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    try:
        done = project.run("build", *words, **settings)
        if done.returncode:
            assert "cannot be written" in done.stderr or "another build" in done.stderr, done.stderr
        return done.returncode == 0
    finally:
        lock.rmdir()


def said(done):
    return done.stdout.rsplit(" (", 1)[0], done.stderr


def test_the_second_build_is_not_done_and_says_the_same(project):
    """Also its warnings, and what programs read."""
    project.article("warned", body="An ![image](missing.png).")
    project.build()
    with_cache, anew = project.build(), project.build("--no-cache")
    assert said(with_cache)[0] == said(anew)[0]
    assert was_recalled(project)
    assert not was_recalled(project, "--no-cache")
    machine = [json.loads(project.build("--output-format", "json", *words).stdout) for words in ([], ["--no-cache"])]
    for each in machine:
        each.pop("seconds", None)
        each.get("summary", {}).pop("seconds", None)
    assert machine[0] == machine[1]


def edited(project):
    project.article("first", date="2026-05-01 08:00", tags="[news, ai]", body="Another text.")


def touched(project):
    os.utime(project.folder / "articles/first.md")


def put_back(project):
    os.utime(project.folder / "articles/first.md", ns=(0, 0))


def same_size_same_times(project):
    file = project.folder / "articles/first.md"
    times = file.stat()
    file.write_bytes(file.read_bytes().replace(b"text", b"TEXT"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def swapped(project):
    one, two = (project.folder / f"articles/{name}.md" for name in ("first", "third"))
    times = one.stat()
    other = project.folder / "other"
    shutil.copy(one, other)
    one.unlink()
    two.rename(one)
    other.rename(two)
    os.utime(one, ns=(times.st_atime_ns, times.st_mtime_ns))


def removed(project):
    (project.folder / "articles/first.md").unlink()


def renamed(project):
    (project.folder / "articles/first.md").rename(project.folder / "articles/other.md")


def added(project):
    project.article("fourth", date="2026-05-04 08:00")


def template(project):
    project.write("templates/index.html.jinja", "<!doctype html><title>x</title>")


def configured(project):
    text = (project.folder / "feedkit.yml").read_text()
    (project.folder / "feedkit.yml").write_text(text.replace("title: Example", "title: Exemple"))


def lock_edited(project):
    lock = project.folder / "feedkit.lock"
    lock.write_text(lock.read_text().replace("first.md", "other.md"))


def lock_removed(project):
    (project.folder / "feedkit.lock").unlink()


def record_removed(project):
    for each in (project.folder / "editions").glob("*.json"):
        each.unlink()


def records_sorted_into_a_folder(project):
    folder = project.folder / "editions/2026"
    folder.mkdir()
    for each in sorted((project.folder / "editions").glob("*.json")):
        each.rename(folder / each.name)
    assert any(folder.iterdir())


def output_edited(project):
    file = project.folder / "public/main.json"
    file.write_bytes(file.read_bytes().replace(b"text", b"TEXT"))


def output_edited_with_the_same_times(project):
    file = project.folder / "public/main.json"
    times = file.stat()
    output_edited(project)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def output_removed(project):
    (project.folder / "public/index.html").unlink()


def output_gone(project):
    shutil.rmtree(project.folder / "public")
    (project.folder / "public/.feedkit").mkdir(parents=True)


def manifest_removed(project):
    (project.folder / "public/.feedkit/manifest.json").unlink()


def generator_found(project):
    project.write("_config.yml", "title: Another\n")


CHANGES = (
    edited, touched, put_back, same_size_same_times, swapped, removed, renamed, added, template, configured,
    lock_edited, lock_removed, record_removed, output_edited, output_edited_with_the_same_times, output_removed,
    output_gone, manifest_removed, records_sorted_into_a_folder, generator_found,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changes_is_noticed_even_within_the_same_second(project, change):
    """Each change comes right after a build that was not done, so that times are as alike as they can be."""
    project.build()
    assert was_recalled(project)
    change(project)
    assert not was_recalled(project)


def test_a_file_of_others_in_the_output_folder_is_still_refused(project):
    """The guard stands before every build, done or not."""
    project.build()
    (project.folder / "public/notes.txt").write_text("mine")
    assert project.run("build").returncode == 4


def test_time_alone_changes_nothing_until_an_article_comes_out_goes_or_an_edition_closes(project):
    """A publication, an expiry and a cutoff are noticed, forwards and backwards."""
    project.article("soon", date="2026-06-01 14:30")
    project.article("gone", date="2026-05-20 12:00", expires="2026-06-01 14:10")
    project.build()
    for now, recalled in {
        "2026-06-01T12:09:59Z": True,
        "2026-06-01T12:10:00Z": False,
        "2026-06-01T12:30:00Z": False,
        "2026-06-01T16:00:00Z": False,
        "2026-05-31T12:00:00Z": False,
    }.items():
        assert was_recalled(project, now=now) is recalled, now


def test_another_question_gets_its_own_answer(project):
    """Options, the output folder and variables of the environment."""
    (project.folder / "feedkit.yml").write_text(
        "site: {title: '${NAME:-Example}', url: https://example.org/, author: A}\n"
    )
    project.build()
    assert not was_recalled(project, NAME="Another")
    assert not was_recalled(project, "--preview")
    assert not was_recalled(project, "--future")
    assert was_recalled(project)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b'"articles":', b'"articles":1'),
        lambda raw: b"\xff\x00" * 99,
        lambda raw: b"{}\n{}",
    ],
)
def test_a_damaged_stamp_is_none(project, spoil):
    """It is written anew."""
    project.build()
    (file,) = stamps(project)
    file.write_bytes(spoil(file.read_bytes()))
    assert not was_recalled(project)
    project.build()
    assert was_recalled(project)


def test_a_build_with_errors_leaves_no_stamp(project):
    """What is wrong is said each time."""
    project.article("wrong", date="never")
    assert project.run("build").returncode == project.run("build").returncode == 1
    assert stamps(project) == []


def test_an_edition_that_was_just_made_is_frozen_the_next_time(project):
    """The stamp is kept only once there is nothing more to say."""
    project.build()
    project.article("news", date="2026-06-01 15:00")
    project.run("build", now="2026-06-01T17:00:00Z")
    again = project.run("build", now="2026-06-01T17:00:01Z")
    anew = project.run("build", "--no-cache", now="2026-06-01T17:00:02Z")
    assert said(again) == said(anew)
    assert "frozen" in anew.stdout


def test_the_cache_ignores_itself_and_may_be_deleted(project):
    """Nobody commits it."""
    project.build()
    assert (project.folder / stamp.CACHE / ".gitignore").read_text() == "*\n"
    before = project.public()
    shutil.rmtree(project.folder / ".feedkit")
    project.build()
    assert project.public() == before


def test_the_values_of_variables_do_not_stand_in_a_stamp(project):
    """They may be secrets."""
    (project.folder / "feedkit.yml").write_text(
        "site: {title: T, url: https://example.org/, author: A}\nmail: {feedback_id: '${SECRET}'}\n"
    )
    project.build(SECRET="hunter2hunter2")
    assert all(b"hunter2" not in each.read_bytes() for each in stamps(project))
