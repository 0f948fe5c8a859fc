"""Something done aside, in a copy of this process, while this one does something else."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from typing import Any

Wait = Callable[[], Any]


def begun(work: Callable[[], Any]) -> Wait:
    """What gives the result of `work`, plain values only, which has begun by now in another process.

    Where there can be no copy of this process, or but one processor, the work is done when it is asked for; so it is when
    it failed elsewhere, and then it fails here.
    """
    if not _can_be_copied():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _do(work, reading, writing)
    os.close(writing)

    def result() -> Any:
        with os.fdopen(reading, "rb") as pipe:
            packed = pipe.read()
        failed = os.waitpid(child, 0)[1]
        return work() if failed else marshal.loads(packed)  # noqa: S302  (packed by this program)

    return result


def _can_be_copied() -> bool:
    """Whether a copy of this process can go on alone: it has no threads, and there is a processor for it."""
    threading: Any = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return sys.platform == "linux" and alone and len(os.sched_getaffinity(0)) > 1


def _do(work: Callable[[], Any], reading: int, writing: int) -> None:
    """Do the work, in the copy, and end it: whatever else is under way there is not to go on."""
    code = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(marshal.dumps(work()))
        code = 0
    finally:
        os._exit(code)
