"""The same files give the same bytes, on any machine, any day."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest


def fill(project: Any, order: list[int]) -> None:
    for n in order:
        project.article(
            f"folder{n % 3}/a{n}", date=f"2026-05-{n % 7 + 1:02}", tags=f"[t{n % 5}, Ünicode]", title=f"Titel {n} – ß"
        )


def test_zones_languages_hash_seeds_and_the_order_of_files_change_no_byte(make_project: Any) -> None:
    """Two builds on machines that differ in everything but the input."""
    one, two = make_project("one"), make_project("two")
    fill(one, list(range(30)))
    fill(two, list(reversed(range(30))))
    one.build(TZ="Asia/Tokyo", LANG="C", LC_ALL="C", PYTHONHASHSEED="1")
    two.build(TZ="America/New_York", LANG="de_DE.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="77", PYTHONUTF8="1")
    assert one.public() == two.public()
    assert (one.folder / "feedkit.lock").read_bytes() == (two.folder / "feedkit.lock").read_bytes()


def test_another_day_changes_no_byte(project: Any) -> None:
    """No clock gets into the output: only what is out at that time counts."""
    project.build()
    before = project.public()
    done = project.run("build", now="2031-01-01")
    assert done.returncode == 0
    assert project.public() == before


def test_source_date_epoch_is_the_clock(project: Any) -> None:
    """Reproducible-builds.org: the variable stands for now; with `--now` as well it is a mistake."""
    project.article("later", date="2026-06-10")
    done = project.run("build", now=None, SOURCE_DATE_EPOCH="1780315200")  # 2026-06-01T12:00:00Z
    assert done.returncode == 0
    assert b"Later" not in project.public()["main.rss.xml"]
    done = project.run("build", now=None, SOURCE_DATE_EPOCH="1781265600")  # 2026-06-12
    assert b"Later" in project.public()["main.rss.xml"]
    assert project.run("build", SOURCE_DATE_EPOCH="1781265600").returncode == 2


def test_a_second_build_touches_nothing(project: Any) -> None:
    """Inodes and times of all files stay."""
    project.build()
    files = [path for path in (project.folder / "public").rglob("*") if path.is_file()] + [
        project.folder / "feedkit.lock"
    ]
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files if ".feedkit" not in path.parts}
    project.build()
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before


def test_file_times_mean_nothing(project: Any) -> None:
    """A fresh checkout, where every file is new, gives the same bytes."""
    project.build()
    before = project.public()
    for path in (project.folder / "articles").iterdir():
        os.utime(path, (0, 0))
    shutil.rmtree(project.folder / "public")
    project.build()
    assert project.public() == before


@pytest.mark.parametrize("words", [("--drafts",), ("--future",), ("--drafts", "--future")])
def test_drafts_and_the_future_appear_only_when_asked_for(project: Any, words: tuple[str, ...]) -> None:
    """A draft needs `--drafts`, a future article `--future`, an expired one stays out."""
    project.article("sketch", draft="true")
    project.article("tomorrow", date="2026-06-02")
    project.article("gone", expires="2026-05-20")
    project.build()
    plain = project.public()["main.rss.xml"]
    assert not any(word in plain for word in (b"Sketch", b"Tomorrow", b"Gone"))
    project.build(*words)
    shown = project.public()["main.rss.xml"]
    assert (b"Sketch" in shown) == ("--drafts" in words)
    assert (b"Tomorrow" in shown) == ("--future" in words)
    assert b"Gone" not in shown
