"""The group of commands: help, suggestions, common options, laziness."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from importlib.metadata import version

import click
import pytest

from feedkit.cli.front_door import COMMANDS, main
from feedkit.cli.options import CommonOption

COMMON = {
    "--directory",
    "--config",
    "--now",
    "--output-format",
    "--color",
    "--verbose",
    "--quiet",
    "--version",
    "--help",
}


def every_command():
    """Each command by what is typed: `build`, `subscribers import`; groups too."""
    found = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    groups = {name: each for name, each in found.items() if isinstance(each, click.Group)}
    for name, group in groups.items():
        context = click.Context(group)
        found |= {f"{name} {each}": group.get_command(context, each) for each in group.list_commands(context)}
    return found


EVERY = list(every_command())


def test_feedkit_alone_shows_its_help_as_a_usage_error(run):
    """Nothing was asked, so nothing was done."""
    result = run()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == run("--help").stdout


@pytest.mark.parametrize("name", ["", *EVERY])
def test_every_help_page_has_an_example_and_every_option(run, name):
    """`-h` and `--help` are one, and each command can be learnt from its page."""
    page = run(*name.split(), "-h")
    assert page.exit_code == 0
    assert page.stdout == run(*name.split(), "--help").stdout
    assert "\nExample:\n  " in page.stdout
    assert all(f"{option} " in page.stdout for option in COMMON)
    assert not any(line != line.rstrip() for line in page.stdout.splitlines())


def test_help_lists_the_commands_in_the_order_of_the_work_with_whole_sentences(run):
    """No summary is cut off."""
    page = run("--help").stdout
    listed = page.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert all(line.endswith(".") and "..." not in line for line in listed)


@pytest.mark.parametrize("name", EVERY)
def test_every_example_is_a_command_line_that_is_understood(name):
    """An example that does not parse teaches a fault."""
    commands = every_command()
    for line in commands[name].example.splitlines():
        words = shlex.split(line, comments=True)
        redirection = next((index for index, each in enumerate(words) if each in (">", ">>")), None)
        program, *typed = words[:redirection]
        assert (program, typed[: len(name.split())]) == ("feedkit", name.split())
        meant = max((each for each in commands if typed[: len(each.split())] == each.split()), key=len)
        with commands[meant].make_context(meant, existing(typed[len(meant.split()) :]), obj={}):
            pass


def existing(arguments):
    """The arguments, with a file that is there for files that have to be."""
    return [__file__ if each.endswith((".csv", ".txt")) else each for each in arguments]


@pytest.mark.parametrize("name", EVERY)
def test_every_option_has_help_and_no_default_that_does_something(name):
    """Without options a command does its plain work."""
    command = every_command()[name]
    needed = {
        "new": "x", "completion": "bash", "schema": "config", "adopt": "old.xml", "import": "old.xml", "subscribers": "stats", "bounces": "box",
        "subscribers import": "old.csv", **{f"subscribers {each}": "a@x.example" for each in ("add", "confirm", "remove", "suppress", "forget", "show")},
    }  # fmt: skip
    arguments = existing([needed[name]]) if name in needed else []
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert all(each.help and each.help.endswith(".") for each in options)
    with command.make_context(name, arguments, obj={}) as ctx:
        defaults = {each.name: ctx.params[each.name] for each in options if each.name in ctx.params}
        assert not any(defaults.values())
        assert ctx.obj == {}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["bild"], "Did you mean 'build'?"),
        (["lst"], "Did you mean 'list'?"),
        (["build", "--draft"], "Did you mean '--drafts'?"),
        (["build", "--previw"], "Did you mean '--preview'?"),
        (["--colour", "never", "build"], "Did you mean '--color'?"),
        (["subscribers", "improt"], "Did you mean 'import'?"),
        (["explain", "duplicate-keys"], "Did you mean 'duplicate-key'?"),
    ],
)
def test_near_misses_are_told_what_they_missed(run, arguments, hint):
    """A usage error with a suggestion, on standard error."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["zzz"],
        ["build", "extra"],
        ["schema"],
        ["schema", "x"],
        ["build", "--color", "red"],
        ["--now", "soon", "list"],
        ["-C", "no/such/folder", "list"],
        ["-v", "-q", "explain"],
    ],
)
def test_usage_errors_exit_with_2(run, arguments):
    """They say how to get help, and print nothing on standard output."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["build", "--version"], ["list", "-V"]])
def test_the_version_is_the_one_that_is_installed(run, arguments):
    """Before or after a command."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, f"feedkit {version('feedkit-press')}\n")


def test_common_options_stand_before_or_after_the_command(run):
    """They mean the same in both places."""
    after = run("explain", "FK102", "--output-format", "json")
    before = run("--output-format", "json", "explain", "FK102")
    assert json.loads(after.stdout)["code"] == "FK102"
    assert before.stdout == after.stdout


def test_the_option_after_the_command_wins(run):
    """It is nearer to what is asked."""
    assert run("--output-format", "json", "explain", "FK102", "--output-format", "full").stdout.startswith(
        "FK102 duplicate-key"
    )


@pytest.mark.parametrize(
    ("environ", "arguments", "is_json"),
    [
        ({"FEEDKIT_OUTPUT_FORMAT": "json"}, ["explain", "FK102"], True),
        ({"FEEDKIT_OUTPUT_FORMAT": "json"}, ["--output-format", "full", "explain", "FK102"], False),
        ({"FEEDKIT_OUTPUT_FORMAT": "json"}, ["explain", "FK102", "--output-format", "full"], False),
        ({"FEEDKIT_OUTPUT_FORMAT": "full"}, ["--output-format", "json", "explain", "FK102"], True),
        ({"FEEDKIT_OUTPUT_FORMAT": ""}, ["explain", "FK102"], False),
    ],
)
def test_options_beat_the_environment(run, environ, arguments, is_json):
    """Whichever side of the command they are on."""
    assert run(*arguments, env=environ).stdout.startswith("{") is is_json


def test_a_wrong_value_in_the_environment_is_a_usage_error(run):
    """It is not passed over."""
    result = run("explain", env={"FEEDKIT_COLOR": "red"})
    assert result.exit_code == 2
    assert "--color" in result.stderr


def test_a_version_in_the_environment_is_no_question(run):
    """FEEDKIT_VERSION is what pipelines call the version they install."""
    assert run("explain", "FK102", env={"FEEDKIT_VERSION": "0.1.0"}).stdout.startswith("FK102")


def test_verbosity_adds_up():
    """`-v list -v` is `-vv`."""
    given: dict[str, object] = {}
    with main.make_context("feedkit", ["-v", "explain", "-v"], obj=given) as ctx:
        command = every_command()["explain"]
        with command.make_context("explain", ["-v"], parent=ctx):
            assert given["verbose"] == 2


def test_every_common_option_can_be_set_in_the_environment_but_help_and_version():
    """As FEEDKIT_ and its name."""
    for option in every_command()["build"].params:
        if isinstance(option, CommonOption) and option.name != "version":
            assert option.envvar == f"FEEDKIT_{option.name.upper()}"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["completion", "fish"]])
def test_nothing_but_click_is_imported_for_help(arguments):
    """Help is quick because it imports nothing that does the work."""
    program = (
        "import sys\nfrom feedkit.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'rich', 'yaml', 'lxml', 'pydantic', 'jinja2', 'feedgen', 'cmarkgfm', 'nh3'})"
        " + sorted(name for name in sys.modules if name.startswith('feedkit.') and not name.startswith('feedkit.cli') and name not in {'feedkit.quick_dataclasses', 'feedkit.kept_patterns'}))"
    )
    result = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_the_module_and_the_command_are_one(shell):
    """`python -m feedkit` calls itself feedkit."""
    result = shell("--help")
    assert result.returncode == 0
    assert result.stdout.startswith(b"Usage: feedkit [OPTIONS] COMMAND")
