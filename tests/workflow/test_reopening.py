"""A look at a few articles, with all others remembered, finds what it finds when all are read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedkit import file_states, inputs
from feedkit.cache import Cache
from feedkit.cli.progress import silent
from feedkit.config import load
from feedkit.diagnostics import Diagnostic
from feedkit.inputs import Request
from feedkit.lock import lock_text
from feedkit.workflow import reopening
from feedkit.workflow.build import open_desk
from feedkit.workflow.check import CheckOptions, check_project
from feedkit.workflow.reopening import Memory, reopened
from feedkit.workflow.selection import BuildOptions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAMED = frozenset({"articles/a.md", "articles/b.md"})


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """Six articles that were all looked at once; files are known again by their times from the first moment on."""
    monkeypatch.setattr(file_states, "TOO_YOUNG", -1)
    (tmp_path / "articles" / "2026").mkdir(parents=True)
    (tmp_path / "articles" / "pier.jpg").write_bytes(b"\xff\xd8\xff" * 9)
    (tmp_path / "feedkit.yml").write_text("site: {title: A, url: https://a.example/, timezone: UTC}\n")
    for name, body in {
        "a": "Text, [b](b.md).",
        "b": "![The pier](pier.jpg)",
        "c": "C",
        "d": "D",
        "2026/e": "E",
        "f": "F",
    }.items():
        write(tmp_path, name, body)
    options = BuildOptions(now=NOW)
    desk = open_desk(tmp_path, config_of(tmp_path), options, progress=silent)
    (tmp_path / "feedkit.lock").write_text(lock_text(desk.identities.lock))
    wait()
    found(tmp_path, with_memory=True)
    return tmp_path


def wait() -> None:
    """The clock of the file system ticks."""
    time.sleep(0.02)


def config_of(project: Path):
    return load(project / "feedkit.yml", environ={})


def write(project: Path, name: str, body: str, *, title: str = "", more: str = "") -> None:
    text = f"---\ntitle: {title or name}\ndate: 2026-05-07\n{more}---\n\n{body}\n"
    (project / "articles" / f"{name}.md").write_text(text)


def memory_of(project: Path) -> Memory:
    config = config_of(project)
    request = Request(project=project, config_file=project / "feedkit.yml", output="", choices={}, environ={})
    seen = inputs.look(request, inputs.places_of(config, Path(config.output.dir)))
    return Memory.of(Cache(project=project), request, seen)


def found(project: Path, *, with_memory: bool, now: datetime = NOW) -> list[Diagnostic]:
    config = config_of(project)
    options = CheckOptions(now=now, policy=config.rules.policy, only=NAMED)
    memory = memory_of(project) if with_memory else None
    checked = check_project(project, config, options, progress=silent, memory=memory)
    return list(checked.diagnostics)


def is_reopened(project: Path, now: datetime = NOW) -> bool:
    return reopened(memory_of(project), project, config_of(project), NAMED, now, silent) is not None


BODIES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda project: None,
    "the text of one": lambda project: write(project, "a", "Another text, [b](b.md) and [c](2026/e.md)."),
    "the text of both, with faults": lambda project: (write(project, "a", "[x](javascript:x)"), write(project, "b", "![](pier.jpg)")),
    "the text of another": lambda project: write(project, "c", "Another text"),
    "the text of another, with faults": lambda project: write(project, "c", "<script>x</script>"),
    "all to one text": lambda project: [write(project, name, "Same") for name in ("a", "b", "c")],
}  # fmt: skip
MORE: dict[str, Callable[[Path], object]] = {
    "a title": lambda project: write(project, "a", "Text", title="Another title"),
    "an id that another has": lambda project: write(project, "a", "Text", more="id: tag:x,2026:1\n") or write(project, "b", "Text", more="id: tag:x,2026:1\n"),
    "an address that another has": lambda project: write(project, "b", "Text", more="slug: c\n"),
    "the address of another": lambda project: write(project, "c", "Text", more="slug: b\n"),
    "a key nobody knows": lambda project: write(project, "a", "Text", more="sumary: x\n"),
    "another that cannot be read": lambda project: (project / "articles" / "c.md").write_text("no front matter"),
    "a new article": lambda project: write(project, "g", "Text"),
    "one fewer": lambda project: (project / "articles" / "c.md").unlink(),
    "one renamed": lambda project: (project / "articles" / "b.md").rename(project / "articles" / "g.md"),
    "a picture that has gone": lambda project: (project / "articles" / "pier.jpg").unlink(),
    "another picture": lambda project: (project / "articles" / "pier.jpg").write_bytes(b"GIF89a"),
    "the settings": lambda project: (project / "feedkit.yml").write_text("site: {title: B, url: https://b.example/, timezone: UTC}\n"),
    "the lock": lambda project: (project / "feedkit.lock").write_text('{"id": "tag:x,2026:9", "path": "a.md", "title": "a", "content": ""}\n'),
    "no lock": lambda project: (project / "feedkit.lock").unlink(),
    "authors": lambda project: (project / "articles" / "authors.yml").write_text("x: {name: X, url: javascript:x}\n"),
    "a template": lambda project: ((project / "templates").mkdir(), (project / "templates" / "feed.css").write_text("a{}")),
}  # fmt: skip


@pytest.mark.parametrize("change", BODIES.values(), ids=BODIES.keys())
def test_changed_bodies_are_looked_at_alone(project, change) -> None:
    """And what is found in them is the same; twice, since what is remembered is not what was read then."""
    change(project)
    wait()
    assert is_reopened(project)
    expected = found(project, with_memory=False)
    assert found(project, with_memory=True) == expected
    assert found(project, with_memory=True) == expected


@pytest.mark.parametrize("change", MORE.values(), ids=MORE.keys())
def test_with_any_other_change_all_are_read(project, change) -> None:
    change(project)
    wait()
    assert not is_reopened(project)
    assert found(project, with_memory=True) == found(project, with_memory=False)


def test_findings_of_others_stay(project) -> None:
    """While another article has an error, no feed is made; that is remembered too."""
    write(project, "c", "C", more="date: 1\n")
    wait()
    found(project, with_memory=True)
    write(project, "a", "Another text")
    wait()
    assert is_reopened(project)
    assert found(project, with_memory=True) == found(project, with_memory=False)


def test_a_day_on_which_an_article_comes_out_is_another(project) -> None:
    later = (NOW + timedelta(days=3)).date()
    (project / "articles" / "g.md").write_text(f"---\ntitle: g\ndate: {later}\nslug: a\n---\n\nText\n")
    wait()
    found(project, with_memory=True)
    assert is_reopened(project, NOW + timedelta(days=1))
    assert not is_reopened(project, NOW + timedelta(days=4))
    assert found(project, with_memory=True, now=NOW + timedelta(days=4)) == found(
        project, with_memory=False, now=NOW + timedelta(days=4)
    )


def test_an_article_that_the_lock_knows_by_its_body_alone_is_read_with_all(project) -> None:
    """With another body, and its name and title changed before, it would get another id."""
    text = (project / "articles" / "b.md").read_text()
    (project / "articles" / "b.md").unlink()
    (project / "articles" / "a.md").write_text(text.replace("title: b", "title: Another"))
    wait()
    found(project, with_memory=True)
    assert not is_reopened(project)


@pytest.mark.parametrize("more", ["content_file: body.md\n", "enclosures: [{file: c.md}]\n"])
def test_articles_that_ask_for_others_are_read_with_all(project, more) -> None:
    (project / "articles" / "body.md").write_text("Text")
    write(project, "d", "", more=more)
    wait()
    found(project, with_memory=True)
    assert not is_reopened(project)


def test_young_files_are_read_again(project, monkeypatch) -> None:
    """Two changes within one tick of the clock leave the same times."""
    monkeypatch.setattr(file_states, "TOO_YOUNG", 1)
    before = (project / "articles" / "a.md").stat()
    found(project, with_memory=True)
    write(project, "a", "Texs, [b](n.md).")
    os.utime(project / "articles" / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(project, with_memory=True) == found(project, with_memory=False)


@pytest.mark.parametrize("kept", [None, 1, {}, {"lock": ""}, {"lock": "x", "around": 1}])
def test_what_is_remembered_wrongly_is_not_believed(project, kept) -> None:
    memory = memory_of(project)
    memory.cache.keep(reopening._KIND, memory.basis, kept)
    assert not is_reopened(project)
