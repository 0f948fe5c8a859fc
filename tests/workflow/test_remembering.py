"""What the last check found is told again while nothing has changed; else all files are looked at while other things are done."""

from __future__ import annotations

import marshal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit import inputs
from feedkit.cache import Cache
from feedkit.config import load
from feedkit.file_states import states_in
from feedkit.inputs import Request
from feedkit.sources import folder
from feedkit.workflow.remembering import recalled, remember

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FILES = ["articles/a.md"]


@pytest.fixture
def request_of_a(tmp_path: Path) -> Request:
    """A check of one article of two, which has been made."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "feedkit.yml").write_text("site: {title: A, url: https://a.example/, timezone: UTC}\n")
    for name in "ab":
        (tmp_path / "articles" / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: 2026-05-07\n---\n\nText.\n")
    (tmp_path / "articles" / "linked.md").symlink_to(tmp_path / "articles" / "b.md")
    config = load(tmp_path / "feedkit.yml", environ={})
    request = Request(
        project=tmp_path, config_file=tmp_path / "feedkit.yml", output="", choices={"files": FILES}, environ={}
    )
    places = inputs.places_of(config, Path(config.output.dir))
    observed = inputs.observe(request, places, inputs.basis_of(request))
    assert observed is not None
    remember(Cache(project=tmp_path), request, places, observed, (), 1, (float("-inf"), float("inf")))
    return request


def recall(request: Request) -> tuple[bool, inputs.Look | None, int]:
    """Whether it is told again, the look that was taken, and how often something else was done meanwhile."""
    done: list[None] = []
    known, seen = recalled(
        Cache(project=request.project), request, lambda _: NOW.timestamp(), lambda: done.append(None)
    )
    return known is not None, seen, len(done)


def test_while_nothing_has_changed_it_is_told_again_and_nothing_else_is_done(request_of_a: Request) -> None:
    told, seen, done = recall(request_of_a)
    assert (told, seen is not None, done) == (True, True, 0)


def test_when_the_article_has_changed_something_is_done_while_all_files_are_looked_at(request_of_a: Request) -> None:
    """The look is the one that would have been taken here."""
    time.sleep(0.02)
    with (request_of_a.project / FILES[0]).open("a") as article:
        article.write("More.\n")
    told, seen, done = recall(request_of_a)
    assert (told, done) == (False, 1)
    assert seen is not None
    here = inputs.look(request_of_a, seen.places)
    assert (sorted(seen.content), sorted(seen.around), seen.digest) == (
        sorted(here.content), sorted(here.around), here.digest,
    )  # fmt: skip


def test_when_another_article_has_changed_it_is_noticed_by_the_look(request_of_a: Request) -> None:
    (request_of_a.project / "articles" / "b.md").unlink()
    told, seen, done = recall(request_of_a)
    assert (told, seen is not None, done) == (False, True, 0)


def test_a_look_that_has_travelled_is_believed_as_far_as_one_taken_here(request_of_a: Request) -> None:
    """Where there are links, the folder is gone through again."""
    root = request_of_a.project / "articles"
    seen = marshal.loads(marshal.dumps(tuple(states_in(str(root)))))
    scan = {"include": ("**/*.md",), "exclude": (), "shown_as": "articles"}
    assert folder.scan(root, **scan, seen=seen) == folder.scan(root, **scan)
    (root / "linked.md").unlink()
    (root / "linked.md").symlink_to(request_of_a.project / "feedkit.yml")
    seen = marshal.loads(marshal.dumps(tuple(states_in(str(root)))))
    assert folder.scan(root, **scan, seen=seen).diagnostics


def test_of_a_few_articles_alone_a_scan_names_these_and_knows_all_files(request_of_a: Request) -> None:
    root = request_of_a.project / "articles"
    scan = {"include": ("**/*.md",), "exclude": (), "shown_as": "articles"}
    few = folder.scan(root, **scan, only={"a.md", "gone.md"})
    assert few.articles == ("a.md",)
    assert few.files == folder.scan(root, **scan).files
