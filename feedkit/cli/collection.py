"""Work without looking for cycles of objects: a build or a check makes millions of objects and hardly a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No search for cycles meanwhile; what is there at the end is left out of later ones, which would take long, until `collect`."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.freeze()
            gc.enable()


def collect() -> None:
    """Search for cycles in everything: between one piece of work and the next, while nobody waits."""
    gc.unfreeze()
    gc.collect()
