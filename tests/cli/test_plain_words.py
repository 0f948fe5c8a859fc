"""A build or a check in plain words is read without click, and means what click would make of it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.cli import building, check_run, plain_words
from feedkit.cli.front_door import main
from feedkit.cli.session import Session

WORDS = (
    "build", "-C", "--directory", ".", "tests", "no-such-folder", "README.md", "-q", "--quiet", "-v", "-D", "--drafts", "-F", "--future",
    "--preview", "--frozen", "--no-cache", "--no-progress", "-c", "feedkit.yml", "-o", "out", "-DF", "--direc", "--", "-C=tests", "check", "", "a.md", "--strict", "--fix", "--exit-zero",
)  # fmt: skip


@pytest.fixture
def read_by_click(monkeypatch):
    """What the work is told when click reads the command line; None when click refuses or shows help."""
    told = []
    for command, module in (("build", building), ("check", check_run)):
        note = partial(lambda command, session, **options: told.append((command, session, options)) or 0, command)
        monkeypatch.setattr(module, "run", note)

    def read(args):
        told.clear()
        with contextlib.suppress(SystemExit):
            main.main(list(args))
        return told[0] if told else None

    return read


@given(st.lists(st.sampled_from(WORDS), max_size=6))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_is_what_click_reads(read_by_click, args):
    """Whatever click refuses is not read either."""
    read = plain_words.read(args, {})
    if read is None:
        return
    command, common, options = read
    by_click, session, told = read_by_click(args)
    assert (command, Session.of(common)) == (by_click, session)
    assert {**dict.fromkeys(told), **options} == {name: value or None for name, value in told.items()} | (
        {"paths": told["paths"]} if command == "check" else {}
    )


@pytest.mark.parametrize(
    ("args", "common", "options"),
    [
        (["build"], {}, {}),
        (["-C", "tests", "build"], {"directory": Path("tests")}, {}),
        (["build", "--directory", "tests", "-q"], {"directory": Path("tests"), "quiet": True}, {}),
        (["build", "--frozen", "--no-progress"], {}, {"frozen": True, "no_progress": True}),
        (["check"], {}, {"paths": ()}),
        (["-q", "check", "a.md", "--strict", "b/"], {"quiet": True}, {"paths": ("a.md", "b/"), "strict": True}),
    ],
)
def test_the_usual_ones_are_read(args, common, options):
    """By people, in CI and by `watch`."""
    assert plain_words.read(args, {"PATH": "/bin"}) == ("build" if "build" in args else "check", common, options)


@pytest.mark.parametrize(
    "args",
    [[], ["build", "build"], ["build", "a.md"], ["check", "--fix"], ["check", "--", "-a.md"], ["check", "--select", "FK1"], ["a.md", "check"], ["build", "--help"], ["build", "-C"], ["build", "-C", "no-such-folder"], ["--frozen", "build"]],
)  # fmt: skip
def test_the_others_are_left_to_click(args):
    """With its messages."""
    assert plain_words.read(args, {}) is None


@pytest.mark.parametrize("name", ["FEEDKIT_DRAFTS", "_FEEDKIT_COMPLETE"])
def test_options_of_the_environment_are_left_to_click(name):
    """It knows what they mean."""
    assert plain_words.read(["build"], {name: "1"}) is None


def test_a_build_that_has_nothing_to_do_imports_hardly_anything(tmp_path):
    """Not even what reads command lines or describes types."""
    (tmp_path / "feedkit.yml").write_text("site: {title: Acme, url: https://acme.example/}\n")
    (tmp_path / "articles").mkdir()
    program = (
        "import sys\nfrom feedkit.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({'click', 'dataclasses', 'inspect', 'rich', 'jinja2', 'yaml', 'feedkit.config', 'feedkit.catalog'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "-C", tmp_path, "build"]
    results = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2)]
    assert "'feedkit.config'" in results[0].stdout.splitlines()[-1]
    assert results[1].stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [["build"], ["build", "--help"]])
def test_all_that_is_said_arrives_before_the_process_ends(tmp_path, words):
    """In plain words it ends at once, without giving back what it has made; what is said stands in a buffer until then."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("---\ntitle: A\ndate: 2026-05-07\n---\nText.\n")
    (tmp_path / "feedkit.yml").write_text("site: {title: T, url: 'https://acme.example/'}\n")
    done = subprocess.run(
        [sys.executable, "-m", "feedkit", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert ("1 entry of 1 article" if words == ["build"] else "--frozen") in done.stdout
