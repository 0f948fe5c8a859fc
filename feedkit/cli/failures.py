"""What becomes of exceptions: a message on standard error, and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from feedkit.cli.console import write

if TYPE_CHECKING:
    from types import FrameType

    from feedkit.exceptions import FeedkitError

USAGE, INCOMPLETE, REFUSED, INTERRUPTED, BROKEN_PIPE, TERMINATED = 2, 3, 4, 130, 141, 143


def exit_code_of(run: Callable[[], Any], given: Mapping[str, Any]) -> int:
    """The exit code of what `run` returns or raises, once it was reported; `given` are the common options."""
    try:
        with _orderly_termination():
            result = run()
            _flush()
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        return _os_error(error, given)
    except Exception as error:  # noqa: BLE001  (nothing passes the front door unreported)
        return _of_click(error, given) if "click" in sys.modules else _reported(error, given)
    return result if type(result) is int else 0


def _of_click(error: Exception, given: Mapping[str, Any]) -> int:
    """What click raises says itself what is wrong."""
    import click

    if isinstance(error, click.ClickException):
        error.show()
        return USAGE
    return _interrupted() if isinstance(error, click.Abort) else _reported(error, given)


def _interrupted() -> int:
    _complain("interrupted")
    return INTERRUPTED


@contextmanager
def _orderly_termination() -> Iterator[None]:
    """SIGTERM unwinds the stack, as Ctrl-C does, so that files in the making are cleaned up."""

    def terminate(_number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(TERMINATED)

    try:
        before = signal.signal(signal.SIGTERM, terminate)
    except ValueError:  # not in the main thread: somebody else owns the process
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before if before is not None else signal.SIG_DFL)


def _flush() -> None:
    """Write out what is still in the buffer, so that a full disk or a closed pipe is noticed here."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _os_error(error: OSError, given: Mapping[str, Any]) -> int:
    """A reader that went away is no fault; a disk that is full is one, and not a bug."""
    _discard_output()
    if error.errno == errno.EPIPE:
        return BROKEN_PIPE
    return _reported(error, given)


def _discard_output() -> None:
    """Point a broken standard output nowhere, or Python complains once more when it closes it."""
    stream = sys.__stdout__
    if stream is None or sys.stdout is not stream:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _reported(error: Exception, given: Mapping[str, Any]) -> int:
    from feedkit.cli.reports import Failure, Findings
    from feedkit.cli.session import Session
    from feedkit.exceptions import ConfigurationError, FeedkitError

    if (given.get("verbose") or 0) > 1 or os.environ.get("FEEDKIT_TRACEBACK", "0") not in ("", "0"):
        _show_traceback(error)
    diagnostics = error.diagnostics if isinstance(error, ConfigurationError) else ()
    if isinstance(error, FeedkitError):
        failure = Failure(message=str(error), help=error.help, exit_code=_code(error))
    elif isinstance(error, OSError):
        failure = Failure(message=_os_message(error), exit_code=USAGE)
    else:
        failure = _bug(error)
    session = Session.of({**given, "quiet": None} if given.get("verbose") else given)
    return session.report(Findings(diagnostics=tuple(diagnostics), failure=failure))


def _code(error: FeedkitError) -> int:
    from feedkit.exceptions import GuardError, SendError

    if isinstance(error, GuardError):
        return REFUSED
    return INCOMPLETE if isinstance(error, SendError) else USAGE


def _os_message(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason


def _bug(error: Exception) -> Any:
    """What to say when feedkit itself is wrong: where it happened in our own code, and how to see more."""
    import traceback

    from feedkit import __version__
    from feedkit.cli.reports import Failure

    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if f"{os.sep}feedkit{os.sep}" in each.filename] or list(frames)
    name = ours[-1].filename.rpartition(f"{os.sep}feedkit{os.sep}")[2] if ours else "?"
    line = ours[-1].lineno if ours else 0
    said = f"{type(error).__name__}: {error}".strip().removesuffix(":")
    return Failure(
        message=f"this is a bug in feedkit\n{said}\nfeedkit {__version__}, {name} line {line}",
        help="run the command again with -vv and report what it prints",
        exit_code=USAGE,
    )


def _show_traceback(error: Exception) -> None:
    import traceback

    from feedkit.cli.visible import visible

    for line in "".join(traceback.format_exception(error)).splitlines():
        write(visible(line), err=True)


def _complain(message: str) -> None:
    write(f"error: {message}", err=True)
