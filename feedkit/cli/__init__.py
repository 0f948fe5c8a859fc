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

    Asked for the version alone, or for a build or a check in plain words, it does without the library that understands command lines.
    """
    given = list(sys.argv[1:] if args is None else args)
    if given in _VERSION and "_FEEDKIT_COMPLETE" not in os.environ and sys.stdout is not None:
        from feedkit import __version__

        sys.stdout.write(f"feedkit {__version__}\n")
        sys.stdout.flush()
        sys.exit(0)
    from feedkit.kept_patterns import kept_patterns

    with kept_patterns():
        code = _run_if_plain(given)
        if code is None:
            from feedkit.cli.front_door import main as command_line

            command_line.main(given)
    _end(code, at_once=args is None)


def _run_if_plain(args: Sequence[str]) -> int | None:
    """Build or check, if the command line can be read without click, which is left to do it else; the exit code."""
    from feedkit.cli import plain_words

    if (read := plain_words.read(args, os.environ)) is None:
        return None
    from feedkit.cli.collection import without_collection

    command, given, options = read
    with without_collection():  # loading makes objects that stay
        from feedkit.cli.console import accept_any_text
        from feedkit.cli.failures import exit_code_of
        from feedkit.cli.session import Session

        def run() -> int:
            session = Session.of(given)
            if command == "build":
                from feedkit.cli.building import run as build

                return build(session, **options)
            from feedkit.cli.check_run import run as check

            return check(session, **options)

        accept_any_text()
        return exit_code_of(run, given)


def _end(code: int | None, *, at_once: bool) -> NoReturn:
    """End the process; `at_once`, without giving back what was made, object by object, which takes a while."""
    threads = sys.modules.get("threading")
    if at_once and (threads is None or threads.active_count() == 1):
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):  # nobody reads it any more: Python says so as it always does
            sys.exit(code)
        os._exit(code or 0)
    sys.exit(code)
