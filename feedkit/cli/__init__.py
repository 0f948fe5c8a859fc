"""The front door: the only code that prints, exits, or asks the clock. One module per command."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as type checkers read it; the module `typing` takes a while to load
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["main"]

_VERSION = (["--version"], ["-V"])


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; never returns. `args` are those of the process unless given.

    Asked for the version alone, it answers without the library that understands command lines.
    """
    given = list(sys.argv[1:] if args is None else args)
    if given in _VERSION and "_FEEDKIT_COMPLETE" not in os.environ and sys.stdout is not None:
        from feedkit import __version__

        sys.stdout.write(f"feedkit {__version__}\n")
        sys.stdout.flush()
        sys.exit(0)
    from feedkit.cli.front_door import main as command_line

    command_line.main(given)
