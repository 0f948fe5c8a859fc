"""What every command has: the common options, and a help page that ends with an example."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from feedkit.cli.moment import moment_text

Given = MutableMapping[str, Any]
"""The common options that were given, by name; one for each run, filled from before and after the command's name."""

COLORS = ("auto", "always", "never")
OUTPUT_FORMATS = ("full", "concise", "json", "sarif", "github", "gitlab", "junit")


class CommonOption(click.Option):
    """An option that may stand before or after the name of the command; the one after it wins."""


class Command(click.Command):
    """A command with the common options, listed apart from its own, and an example at the end of its help."""

    def __init__(self, name: str, *, example: str, params: list[click.Parameter], **settings: Any) -> None:
        super().__init__(name, params=[*params, *common_options()], **settings)
        self.example = example

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options first, then those of every command."""
        write_options(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """The example, as it is typed."""
        write_example(self.example, formatter)


def command(name: str, *, example: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command whose first argument is the `Session`."""

    def decorate(function: Callable[..., Any]) -> Command:
        def run(**values: Any) -> object:
            from feedkit.cli.session import Session

            return function(Session.of(click.get_current_context().obj), **values)

        params = list(reversed(getattr(function, "__click_params__", [])))
        return Command(name, callback=run, help=function.__doc__, example=example, params=params)

    return decorate


class CommandGroup(click.Group):
    """A command that has commands of its own, each imported when it is asked for from the module of its name."""

    def __init__(self, name: str, *, package: str, commands: Sequence[str], example: str, help: str) -> None:
        settings = {"help_option_names": ["-h", "--help"]}
        super().__init__(name, help=help, params=common_options(), context_settings=settings, no_args_is_help=True)
        self.package, self.names, self.example = package, tuple(commands), example

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names of its commands in the order of the work."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """The command of that name, imported now."""
        if cmd_name not in self.names:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = import_module(f"{self.package}.{module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with suggestions from the names of commands that are not imported yet."""
        if args[0] not in self.names and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=self.names, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first, then the options."""
        self.format_commands(ctx, formatter)
        write_options(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """The example, as it is typed."""
        write_example(self.example, formatter)


def common_options() -> list[click.Parameter]:
    """The options of the group and of every command, new ones each time."""
    existing_folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return [
        _common("-C", "--directory", type=existing_folder, metavar="DIR", help="Run as if started in DIR."),
        _common("-c", "--config", type=click.Path(path_type=Path), metavar="FILE", help="The configuration, instead of feedkit.yml."),
        _common("--now", type=moment_text, metavar="TIMESTAMP", help="What counts as now: 2026-05-28T15:00+02:00, or a local time or a day."),
        _common("--output-format", type=click.Choice(OUTPUT_FORMATS), metavar="FORMAT", help="How findings are shown: full (default), concise, which is a line for each; for programs json, sarif, github, gitlab, junit."),
        _common("--color", type=click.Choice(COLORS), metavar="WHEN", help="Colours: auto (default), always or never. NO_COLOR and FORCE_COLOR are heeded."),
        _common("-v", "--verbose", count=True, help="Say what is done; -vv adds tracebacks."),
        _common("-q", "--quiet", is_flag=True, default=None, help="Say nothing but errors."),
        CommonOption(
            ["-V", "--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version and exit."
        ),
    ]  # fmt: skip


def _common(*names: str, **settings: Any) -> CommonOption:
    variable = "FEEDKIT_" + names[-1].removeprefix("--").replace("-", "_").upper()
    return CommonOption(names, expose_value=False, callback=_remember, envvar=variable, **settings)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep what was given; what the environment says never replaces what was typed before the command's name."""
    source = ctx.get_parameter_source(param.name)
    given = ctx.ensure_object(dict)
    if source is ParameterSource.COMMANDLINE:
        typed = f"{param.name} typed"
        given[param.name] = value + given[param.name] if param.name == "verbose" and typed in given else value
        given[typed] = True
    elif source is ParameterSource.ENVIRONMENT:
        given.setdefault(param.name, value)


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  (click's signature)
    if value and not ctx.resilient_parsing:
        from feedkit import __version__

        click.echo(f"feedkit {__version__}")
        ctx.exit()


def write_options(params: list[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Two lists of options: the command's own, and those of every command."""
    options = [each for each in params if isinstance(each, click.Option)]
    own = [each for each in options if not isinstance(each, CommonOption) and "--help" not in each.opts]
    common = [each for each in options if each not in own]
    for heading, members in (("Options", own), ("Options of every command", common)):
        records = [record for each in members if (record := each.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(heading):
                formatter.write_dl(records)


def write_example(example: str, formatter: click.HelpFormatter) -> None:
    """The lines of the example, unwrapped."""
    with formatter.section("Example"):
        for line in example.splitlines():
            formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
