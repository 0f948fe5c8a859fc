"""A build made from what the last one left is the build that reads everything."""

from __future__ import annotations

import io
import json
import os
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedkit import file_states
from feedkit.cache import CACHE
from feedkit.cli.building import run
from feedkit.cli.session import Session
from feedkit.workflow import retouching

CONFIGURATION = """
site: {title: Example, url: https://example.org/, author: A, timezone: Europe/Berlin}
feeds:
  - {name: main, limit: 4}
  - {name: short, limit: 3, content: summary}
  - {name: tag, split_by: tag}
digest: {enabled: false}
"""
NAMES = ("a", "b", "c", "d", "deep/e", "deep/f")
BODIES = (
    "Some text.",
    "Other text with *marks* & more; “quoted”.",
    "A [link](b.md), [another](/deep/e.md) and ![a picture](pic.png).",
    "A [lost one](gone.md) <script>x</script>",
    "Several\n\n## Headings\n\n## Here" + " and there" * 700,
    "An ![image](/deep/pic.png) \u0085 \u2028 control",
    "",
)
KEYS = ("", "tags: [x, y]", "authors: [Ben Ito]", "draft: true", "slug: other", "summary: <b>Said</b> before.", "date: never", "content_file: text.md")  # fmt: skip


def text(title: str, day: int, keys: str, body: str) -> str:
    """An article."""
    date = "" if keys.startswith("date") else f"date: 2026-05-{day:02}\n"
    return f"---\ntitle: {title}\n{date}{keys}\n---\n{body}\n"


def build(folder: Path, **options: bool) -> tuple[int, dict[str, object]]:
    """The exit code of a build, and what it says but for what has to do with the folder as it was."""
    given = {"directory": folder, "now": "2026-06-01T12:00:00Z", "output_format": "json"}
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        code = run(Session.of(given), **options)
    said = json.loads(out.getvalue())
    said.get("summary", {}).pop("seconds", None)
    said.pop("seconds", None)
    for each in ("folder", "written", "unchanged", "removed"):
        said.get("output", {}).pop(each, None)
    return code, json.loads(json.dumps(said).replace(str(folder), "FOLDER"))


def tree(folder: Path) -> dict[str, bytes]:
    """What a build lets out: the output, the lock and the records."""
    files = [*(folder / "public").rglob("*"), *(folder / "editions").rglob("*"), folder / "feedkit.lock"]
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in files
        if each.is_file() and ".feedkit" not in each.parts
    }


def hold_against_a_whole_build(folder: Path) -> None:
    """Build here, and without any memory in a copy of the project, whose own output and lock go back to builds like it."""
    other = folder.with_name("other")
    other.mkdir(exist_ok=True)
    for each in ("articles", "templates"):
        shutil.rmtree(other / each, ignore_errors=True)
        if (folder / each).is_dir():
            shutil.copytree(folder / each, other / each)
    shutil.copy(folder / "feedkit.yml", other)
    here, there = build(folder), build(other, no_cache=True)
    assert here == there
    assert tree(folder) == tree(other)


@pytest.fixture
def counted(monkeypatch):
    """How often a build was made from what the last one left, and how often that was tried in vain."""
    made = {"so": 0, "in vain": 0}
    really = retouching.retouched

    def watched(*given):
        done = really(*given)
        made["in vain" if done is None else "so"] += 1
        return done

    monkeypatch.setattr(retouching, "retouched", watched)
    return made


class Writing(RuleBasedStateMachine):
    """Somebody works on articles, and builds after each change."""

    @initialize()
    def begin(self) -> None:
        """Articles of all kinds."""
        root = Path(os.environ["FEEDKIT_TEST_FOLDER"])
        self.folder = root / "project"
        for each in root.iterdir():
            shutil.rmtree(each)
        (self.folder / "articles/deep").mkdir(parents=True)
        (self.folder / "articles/text.md").write_text("No article.")
        (self.folder / "articles/pic.png").write_bytes(b"x")
        (self.folder / "feedkit.yml").write_text(CONFIGURATION)
        for number, name in enumerate(NAMES):
            self.write(name, BODIES[number % 3], KEYS[number % 6], number + 1)
        hold_against_a_whole_build(self.folder)

    def file(self, name: str) -> Path:
        """The file of an article."""
        return self.folder / f"articles/{name}.md"

    @rule(names=st.sets(st.sampled_from(NAMES), min_size=1, max_size=2), body=st.sampled_from(BODIES))
    def another_body(self, names: set[str], body: str) -> None:
        """What this is about."""
        for name in names:
            if self.file(name).is_file():
                head = self.file(name).read_text().partition("\n---\n")[0]
                self.file(name).write_text(f"{head}\n---\n{body}\n")

    @rule(name=st.sampled_from(NAMES), said=st.text(max_size=5))
    def more_of_it(self, name: str, said: str) -> None:
        """Text of any kind is added."""
        if self.file(name).is_file():
            with self.file(name).open("a", encoding="utf-8", errors="replace") as file:
                file.write(f"\n{said}\n")

    @rule(name=st.sampled_from(NAMES))
    def another_letter(self, name: str) -> None:
        """Neither the size nor the times tell."""
        if self.file(name).is_file():
            before = self.file(name).stat()
            self.file(name).write_bytes(self.file(name).read_bytes().replace(b"text", b"TEXT"))
            os.utime(self.file(name), ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(name=st.sampled_from(NAMES), keys=st.sampled_from(KEYS), day=st.integers(1, 30), body=st.sampled_from(BODIES))
    def write(self, name: str, body: str, keys: str, day: int) -> None:
        """An article with another head, or a new one."""
        self.file(name).write_text(text(f"{name} {day}", day, keys, body))

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        """An article goes."""
        self.file(name).unlink(missing_ok=True)

    @rule(name=st.sampled_from((*NAMES, "text")))
    def touch(self, name: str) -> None:
        """Times alone are other ones."""
        if self.file(name).is_file():
            self.file(name).touch()

    @rule(size=st.integers(0, 3), place=st.sampled_from(("pic.png", "deep/pic.png")))
    def picture(self, size: int, place: str) -> None:
        """A picture comes, grows or goes."""
        file = self.folder / "articles" / place
        file.unlink(missing_ok=True)
        if size:
            file.write_bytes(b"x" * size)

    @rule(limit=st.integers(2, 4), size=st.sampled_from(("512 KB", "20 KB")))
    def configure(self, limit: int, size: str) -> None:
        """Feeds are longer or shorter."""
        changed = CONFIGURATION.replace("limit: 4", f"limit: {limit}, max_bytes: {size}")
        (self.folder / "feedkit.yml").write_text(changed)

    @rule(there=st.booleans())
    def template(self, there: bool) -> None:
        """A page of one's own, which shows what feedkit's does not."""
        shutil.rmtree(self.folder / "templates", ignore_errors=True)
        if there:
            (self.folder / "templates").mkdir()
            page = "{% for each in latest %}{{ each.content }}{% endfor %}"
            (self.folder / "templates/index.html.jinja").write_text(page)

    @rule(cut=st.integers(1, 400))
    def spoil(self, cut: int) -> None:
        """What is remembered is damaged."""
        for file in (self.folder / CACHE).glob("*.cache"):
            file.write_bytes(file.read_bytes()[:-cut])

    @rule()
    def change_the_output(self) -> None:
        """Somebody writes where feedkit writes."""
        for file in (self.folder / "public").rglob("*.json"):
            if ".feedkit" not in file.parts:
                file.write_bytes(file.read_bytes() + b" ")

    @invariant()
    def it_is_the_whole_build(self) -> None:
        """Byte for byte, in what it lets out and in what it says; and so is the next one, which changes nothing."""
        if hasattr(self, "folder"):
            hold_against_a_whole_build(self.folder)
            hold_against_a_whole_build(self.folder)


def test_it_is_the_whole_build_after_any_edits(tmp_path, monkeypatch):
    """With all files so young that their times do not tell enough."""
    monkeypatch.setenv("FEEDKIT_TEST_FOLDER", str(tmp_path))
    case = Writing.TestCase
    case.settings = settings(
        max_examples=int(os.environ.get("FEEDKIT_LONG_TESTS", "2")),
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    case().runTest()


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """Six articles that were built; their files are known again by their times from the first moment on."""
    monkeypatch.setattr(file_states, "TOO_YOUNG", -1)
    folder = tmp_path / "project"
    (folder / "articles/deep").mkdir(parents=True)
    (folder / "articles/pic.png").write_bytes(b"x")
    (folder / "feedkit.yml").write_text(CONFIGURATION)
    for number, name in enumerate(NAMES):
        (folder / f"articles/{name}.md").write_text(text(name, number + 1, KEYS[number % 3], BODIES[number % 3]))
    wait()
    hold_against_a_whole_build(folder)
    wait()
    return folder


def wait() -> None:
    """The clock of the file system ticks."""
    time.sleep(0.02)


def edit(project: Path, name: str, more: str = "More of it.") -> None:
    """Something is added to the body of an article."""
    with (project / f"articles/{name}.md").open("a") as file:
        file.write(f"\n{more}\n")
    wait()


def edited(*names: str, more: str = "More of it."):
    def change(project: Path) -> None:
        for name in names:
            edit(project, name, more)

    change.__name__ = f"{'_'.join(names)}: {more}"
    return change


def touched(project: Path) -> None:
    (project / "articles/c.md").touch()


def seldom_shown(project: Path) -> None:
    """Of no feed but those of its tags, and by a name that is not ASCII."""
    (project / "articles/näh.md").write_text(text("näh", 1, "tags: [ü]", "Old."))
    hold_against_a_whole_build(project)
    wait()
    edit(project, "näh")


@pytest.mark.parametrize(
    "change",
    [
        edited("deep/f"), edited("a", "c", "deep/e"), edited("d", more="A [link](b.md) & ![a picture](gone.png)."),
        touched, seldom_shown,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_other_bodies_are_put_where_the_old_ones_stand(project, counted, change):
    """Also of an article that no feed shows, and again after a build of this kind."""
    change(project)
    before = dict(counted)
    hold_against_a_whole_build(project)
    assert counted == {**before, "so": before["so"] + 1}
    edit(project, "deep/f", "Once more.")
    edit(project, "c", "Once more.")
    hold_against_a_whole_build(project)
    assert counted == {**before, "so": before["so"] + 2}
    hold_against_a_whole_build(project)
    assert counted == {**before, "so": before["so"] + 2}, "nothing had changed"


def retitled(project: Path) -> None:
    file = project / "articles/c.md"
    file.write_text(file.read_text().replace("title: c", "title: other"))


def added(project: Path) -> None:
    (project / "articles/new.md").write_text(text("new", 9, "", "New."))


def removed(project: Path) -> None:
    (project / "articles/c.md").unlink()


def picture_grown(project: Path) -> None:
    (project / "articles/pic.png").write_bytes(b"xx")


def configured(project: Path) -> None:
    (project / "feedkit.yml").write_text(CONFIGURATION.replace("limit: 4", "limit: 5"))


def lock_changed(project: Path) -> None:
    lock = project / "feedkit.lock"
    lock.write_text(lock.read_text().replace('"path": "c.md"', '"path": "gone.md"'))
    shutil.copy(lock, project.with_name("other"))


def output_changed(project: Path) -> None:
    (project / "public/main.json").write_text("{}")


@pytest.mark.parametrize(
    "change",
    [
        retitled, added, removed, picture_grown, configured, lock_changed, output_changed,
        edited("deep/f", more="Gone: <script>x</script>"), edited("deep/f", more="\u0007"), edited("deep/f", more="![Shown](/pic.png)"),
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_whatever_else_has_changed_everything_is_read(project, counted, change):
    """What is found, a file that is published, the beginning that the page to subscribe at shows, and more."""
    edit(project, "deep/e")
    change(project)
    wait()
    hold_against_a_whole_build(project)
    assert counted["so"] == 0


def test_a_beginning_that_the_page_to_subscribe_at_shows_is_for_the_whole_build(project, counted):
    """As the page is another one."""
    file = project / "articles/deep/f.md"
    file.write_text(file.read_text().replace("\n---\n", "\n---\nIn short: "))
    hold_against_a_whole_build(project)
    assert counted["so"] == 0


def test_a_feed_that_would_be_too_large_is_for_the_whole_build(project, counted):
    """As it is cut."""
    edit(project, "deep/f", "word " * 30_000)
    edit(project, "deep/e", "word " * 30_000)
    hold_against_a_whole_build(project)
    assert counted["so"] == 0


def test_a_file_that_changes_while_it_is_read_is_for_the_whole_build(project, counted, monkeypatch):
    """Its entry would say more than the lock."""
    edit(project, "deep/f")
    really = retouching.read_part

    def read_part(*given):
        read = really(*given)
        edit(project, "deep/f", "Meanwhile.")
        return read

    with monkeypatch.context() as patch:
        patch.setattr(retouching, "read_part", read_part)
        build(project)
    assert counted == {"so": 0, "in vain": 1}
    hold_against_a_whole_build(project)


def test_an_output_that_another_build_writes_meanwhile_is_for_the_whole_build(project, counted, monkeypatch):
    """The folder is looked at again while nobody else can write to it."""
    edit(project, "deep/f")
    really = retouching.write_atomically

    def write_atomically(*given):
        (project / "public/main.json").write_text("{}")
        return really(*given)

    monkeypatch.setattr(retouching, "write_atomically", write_atomically)
    hold_against_a_whole_build(project)
    assert counted == {"so": 0, "in vain": 1}


def test_editions_stay_as_they_are(project, counted):
    """What was mailed is not changed by an edit."""
    (project / "feedkit.yml").write_text(CONFIGURATION.replace("digest: {enabled: false}", ""))
    for _ in range(2):
        hold_against_a_whole_build(project)
    assert [each for each in tree(project) if each.startswith("editions/")]
    wait()
    edit(project, "deep/f")
    hold_against_a_whole_build(project)
    assert counted["so"] == 1
