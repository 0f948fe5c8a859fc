"""A build that remembers makes what one that does not makes, whatever has happened to the files in between."""

from __future__ import annotations

import os
import shutil
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedkit import catalog as catalogs
from feedkit import config as configs
from feedkit.cache import CACHE, Cache
from feedkit.executors import Processes, Serial
from feedkit.sources import kept_records
from feedkit.workflow import early_checks, press
from feedkit.workflow.build import Build, build
from feedkit.workflow.check import CheckOptions, check_project
from feedkit.workflow.found import Checked
from feedkit.workflow.selection import BuildOptions

CONFIGURATION = """
site: {title: Example, url: https://example.org/, author: A, timezone: Europe/Berlin}
feeds:
  - {name: main, limit: 4}
  - {name: tag, split_by: tag}
digest: {enabled: false}
"""
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAMES = ("a.md", "b.md", "deep/c.md", "deep/d.html", "text.md")
BODIES = (
    "Some text.",
    "A [link](b.md) and ![a picture](pic.png).",
    "A [link](../a.md), a [lost one](gone.md) <script>x</script>",
    "Several\\n\\n## Headings\\n\\n## Here",
    "An ![image](/deep/pic.png) \u0085 \u2028 control",
)
KEYS = ("", "tags: [x, y]", "authors: [ana, Ben Ito]", "content_file: text.md", "id: tag:example.org,2026:a", "date: never", "draft: true")  # fmt: skip
PEOPLE = ("ana: {name: Ana Silva}", "ana: {name: Ana Souza, avatar: pic.png}", "")


def made(folder: Path, **more: object) -> Build:
    """What a build makes of the project."""
    config = configs.load(folder / "feedkit.yml", environ={})
    return build(folder, config, BuildOptions(now=NOW), progress=lambda *_: None, **more)


def found(folder: Path, **more: object) -> Checked:
    """What a check finds in the project."""
    config = configs.load(folder / "feedkit.yml", environ={})
    options = CheckOptions(now=NOW, policy=config.rules.policy)
    return check_project(folder, config, options, progress=lambda *_: None, **more)


def told(one: Build) -> dict[str, object]:
    """All that a build says, but for what objects it is made of."""
    return {each.name: getattr(one, each.name) for each in fields(one)}


class Editing(RuleBasedStateMachine):
    """Somebody edits a content folder, with a clock that nobody can rely on."""

    @initialize(checks=st.booleans())
    def begin(self, checks: bool) -> None:
        """Two articles; with `checks`, a check goes before each build and leaves to it what it has made."""
        self.folder, self.checks = Path(os.environ["FEEDKIT_TEST_FOLDER"]) / "project", checks
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "articles/deep").mkdir(parents=True)
        (self.folder / "feedkit.yml").write_text(CONFIGURATION)
        for name in NAMES[:2]:
            self.write(name, BODIES[1], "", 7)

    @rule(name=st.sampled_from(NAMES), body=st.sampled_from(BODIES), keys=st.sampled_from(KEYS), day=st.integers(1, 30))
    def write(self, name: str, body: str, keys: str, day: int) -> None:
        """An article, new or in place of an old one."""
        date = "" if keys.startswith("date") else f"date: 2026-05-{day:02}\n"
        file = self.folder / "articles" / name
        file.write_text(f"---\ntitle: {name} {day}\n{date}{keys}\n---\n{body}\n", "utf-8")

    @rule(name=st.sampled_from(NAMES), same_times=st.booleans(), back=st.integers(-(10**12), 10**12))
    def change_in_place(self, name: str, same_times: bool, back: int) -> None:
        """A letter is changed: the size stays, and the times too, or they are moved anywhere."""
        file = self.folder / "articles" / name
        if file.is_file():
            before = file.stat()
            file.write_bytes(file.read_bytes().replace(b"text", b"TEXT").replace(b"2026-05-0", b"2026-05-1"))
            moved = 0 if same_times else back
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + moved))

    @rule(name=st.sampled_from(NAMES), back=st.integers(-(10**12), 10**12))
    def touch(self, name: str, back: int) -> None:
        """Times change, forwards or backwards, and nothing else does."""
        file = self.folder / "articles" / name
        if file.is_file():
            os.utime(file, ns=(0, max(0, file.stat().st_mtime_ns + back)))

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, old: str, new: str) -> None:
        """Over another one, perhaps."""
        if (self.folder / "articles" / old).is_file():
            (self.folder / "articles" / old).replace(self.folder / "articles" / new)

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        """An article goes."""
        (self.folder / "articles" / name).unlink(missing_ok=True)

    @rule(place=st.sampled_from(("pic.png", "deep/pic.png")), size=st.integers(0, 3))
    def picture(self, place: str, size: int) -> None:
        """A picture comes, grows or goes."""
        file = self.folder / "articles" / place
        file.unlink(missing_ok=True)
        if size:
            file.write_bytes(b"x" * size)

    @rule(text=st.sampled_from(PEOPLE))
    def people(self, text: str) -> None:
        """The authors file is another."""
        (self.folder / "articles/authors.yml").write_text(text)

    @rule(title=st.sampled_from(("Example", "Exemple")), zone=st.sampled_from(("Europe/Berlin", "Asia/Tokyo")))
    def configure(self, title: str, zone: str) -> None:
        """The configuration is another."""
        text = CONFIGURATION.replace("Example", title).replace("Europe/Berlin", zone)
        (self.folder / "feedkit.yml").write_text(text)

    @rule(cut=st.integers(0, 400), junk=st.binary(max_size=4))
    def spoil(self, cut: int, junk: bytes) -> None:
        """The cache is damaged."""
        for file in (self.folder / CACHE).glob("*.cache"):
            raw = file.read_bytes()
            file.write_bytes(raw[:cut] + junk + raw[cut + len(junk) :] if cut % 2 else raw[:-cut])

    @rule()
    def forget(self) -> None:
        """The cache is deleted."""
        shutil.rmtree(self.folder / ".feedkit", ignore_errors=True)

    @invariant()
    def remembering_changes_nothing(self) -> None:
        """Everything that a build says is the same, twice in a row."""
        if hasattr(self, "folder"):
            if self.checks:
                assert found(self.folder, cache=Cache(project=self.folder)) == found(self.folder)
            fresh = told(made(self.folder))
            for _ in range(2):
                assert told(made(self.folder, cache=Cache(project=self.folder))) == fresh


@pytest.mark.parametrize("few", [16, 1])
def test_a_cached_build_is_a_fresh_build_after_any_edits(tmp_path, monkeypatch, few):
    """Edits, renames, deletions, touches, times that go backwards, damage; with news kept apart, and with all in one."""
    monkeypatch.setenv("FEEDKIT_TEST_FOLDER", str(tmp_path))
    monkeypatch.setattr(kept_records, "_FEW", few)
    examples = int(os.environ.get("FEEDKIT_LONG_TESTS", "3"))
    case = Editing.TestCase
    case.settings = settings(
        max_examples=examples, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    case().runTest()


@pytest.fixture
def many(tmp_path):
    """A project of sixty articles, one of them broken, and what a serial build makes of it."""
    (tmp_path / "feedkit.yml").write_text(CONFIGURATION.replace("limit: 4", "limit: 50"))
    (tmp_path / "articles").mkdir()
    for number in range(60):
        body = BODIES[number % len(BODIES)].replace("b.md", f"{(number * 7) % 60}.md")
        keys = KEYS[number % 4] if number else "date: never"
        text = f"---\ntitle: T{number}\ndate: 2026-05-{number % 28 + 1:02}\n{keys}\n---\n{body}\n".replace(
            "text.md", "1.md"
        )
        (tmp_path / f"articles/{number}.md").write_text(text)
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_every_executor_builds_the_same(many, jobs, monkeypatch):
    """However many processes there are, and in whatever parts they get the work."""
    alone = told(made(many, executor=Serial()))
    monkeypatch.setattr(catalogs, "_PAYS", 10)
    monkeypatch.setattr(press, "_PAYS", 10)
    monkeypatch.setattr(early_checks, "_PAYS", 10)
    with Processes(jobs) as executor:
        assert told(made(many, executor=executor)) == alone
        assert told(made(many, executor=executor, cache=Cache(project=many))) == alone
    assert told(made(many, cache=Cache(project=many))) == alone


def test_what_is_known_is_not_read_again(many, monkeypatch):
    """Otherwise a cache that is never used would pass every other test."""
    for file in (many / "articles").iterdir():
        os.utime(file, ns=(0, 10**18))
    monkeypatch.setattr(Cache, "moment", lambda self: 4 * 10**18)
    monkeypatch.setattr(kept_records, "is_young", lambda state, moment: False)
    made(many, cache=Cache(project=many))
    seen = []
    monkeypatch.setattr(catalogs, "read_part", lambda reading, wanted: seen.extend(wanted) or b"")
    monkeypatch.setattr(press, "make_part", lambda reading, urls, wanted: seen.extend(wanted) or b"")
    monkeypatch.setattr(catalogs, "records_of", lambda part: [])
    monkeypatch.setattr(press, "entries_of", lambda part: [])
    with pytest.raises(KeyError):  # those with a content file are read each time
        made(many, cache=Cache(project=many))
    assert 0 < len(seen) < 20
    assert all((many / "articles" / path).read_text().count("content_file") for path, _ in seen)
