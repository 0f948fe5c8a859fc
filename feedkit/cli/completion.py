"""`feedkit completion`."""

from __future__ import annotations

import click

from feedkit.cli.options import command as feedkit_command
from feedkit.cli.session import Session

SHELLS = ("bash", "zsh", "fish", "powershell")
EXAMPLE = """\
feedkit completion bash > ~/.local/share/bash-completion/completions/feedkit
feedkit completion zsh > ~/.zfunc/_feedkit    # with ~/.zfunc in fpath
feedkit completion fish > ~/.config/fish/completions/feedkit.fish
feedkit completion powershell >> $PROFILE"""


@feedkit_command("completion", example=EXAMPLE)
@click.argument("shell", type=click.Choice(SHELLS))
def command(session: Session, shell: str) -> None:
    """Print a script that completes commands with the Tab key.

    Options and their values are completed too.
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from feedkit.cli.front_door import COMPLETION_VARIABLE, PROGRAM

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"this version of click knows no completion for {shell}")
    script = found(click.get_current_context().find_root().command, {}, PROGRAM, COMPLETION_VARIABLE)
    # The base class's: bash's own asks which bash is installed here, and the script may be for another machine.
    session.console.say(ShellComplete.source(script).rstrip("\n"))
