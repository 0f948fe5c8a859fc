"""Doing something again whenever a file has changed.

Files are looked at again and again rather than waiting for the system to tell: that works on every disk, in containers and
on network drives alike, needs no library, and costs a fraction of a second of looking for each ten seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from feedkit.cli.collection import collect

if TYPE_CHECKING:
    from feedkit.cli.session import Session

INTERVAL = 0.4
"""Seconds between two looks, at least."""
_IDLE = 20
"""How many times longer than a look the pause after it is, at least."""


def watch(
    run: Callable[[], object],
    states: Callable[[], object],
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Run, and again for each change of what `states` gives, until interrupted; a change while it runs counts, too.

    A file that is being written changes several times: there is another run only when two looks agree.
    """
    before = states()
    run()
    collect()
    while True:
        began = clock()
        now = states()
        sleep(max(INTERVAL, _IDLE * (clock() - began)))
        if now != before and now == states():
            before = now
            run()
            collect()


def states_of(session: Session) -> Callable[[], object]:
    """What gives the states of all that a check reads: articles, templates, configuration, lock, baseline."""
    from feedkit.exceptions import FeedkitError
    from feedkit.file_states import states_in

    folders: list[str] = []
    configured: list[tuple[int, int]] = []

    def states() -> object:
        if configured != [_state(session.config_file)]:
            configured[:] = [_state(session.config_file)]
            try:
                config = session.load_config()
                folders[:] = [config.content.dir, config.templates.dir, config.digest.records]
            except FeedkitError:
                pass  # it is told by the run itself, and may be mended by the next change
        top = [(each.name, _state(each)) for each in sorted(session.directory.iterdir()) if each.is_file()]
        found = {name: sorted(states_in(str(session.directory / name))) for name in folders}
        return found, top, _state(session.config_file)

    return states


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
