"""The group of commands: each is imported when it is asked for, and whatever happens becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click
from click.shell_completion import shell_complete

from feedkit.cli.console import accept_any_text
from feedkit.cli.failures import exit_code_of
from feedkit.cli.options import Given, common_options, write_example, write_options

COMMANDS = (
    "init",
    "import",
    "adopt",
    "new",
    "check",
    "build",
    "diff",
    "digest",
    "subscribers",
    "send",
    "bounces",
    "list",
    "explain",
    "schema",
    "completion",
)
"""In the order of the work; each is the object `command` of the module of its name (`import_`, since Python has that word)."""

PROGRAM = "feedkit"
COMPLETION_VARIABLE = "_FEEDKIT_COMPLETE"
"""Set by the scripts of `feedkit completion` when they ask what to offer."""

EXAMPLE = """\
feedkit init demo
cd demo
feedkit new "Hello, readers"
feedkit build"""

EXIT_CODES = """\
0 done; 1 errors were found and nothing was written; 2 the command, the configuration or feedkit itself is at fault;
3 remote work is incomplete, safe to run again; 4 refused, to protect somebody."""


class FrontDoor(click.Group):
    """The group, with lazy commands and exit codes of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names of the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = import_module(f"feedkit.cli.{module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with suggestions from the names of commands that are not imported yet."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first, then the options."""
        self.format_commands(ctx, formatter)
        write_options(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """An example and the exit codes."""
        write_example(EXAMPLE, formatter)
        with formatter.section("Exit codes"):
            formatter.write_text(EXIT_CODES)

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run the command line; never returns. `args` are those of the process unless given.

        Click's own `main` is not called, since it ends with 1 where we end with other codes.
        """
        given: Given = {}
        accept_any_text()

        def run() -> Any:
            if instruction := os.environ.get(COMPLETION_VARIABLE):
                return shell_complete(self, {}, PROGRAM, COMPLETION_VARIABLE, instruction)
            try:
                with self.make_context(PROGRAM, list(sys.argv[1:] if args is None else args), obj=given) as ctx:
                    return self.invoke(ctx)
            except click.exceptions.Exit as end:
                return end.exit_code

        sys.exit(exit_code_of(run, given))


@click.group(
    cls=FrontDoor,
    params=common_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
def main() -> None:
    """Turn a folder of articles into RSS, Atom and JSON feeds.

    The options of every command, and those of `build`, can also be set in the environment: FEEDKIT_OUTPUT stands for
    --output.
    """
