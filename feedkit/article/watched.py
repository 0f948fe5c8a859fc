"""A mapping that remembers what it was asked, so that what was made of its answers is known to be right as long as they are."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

V = TypeVar("V", int, str)


class Watched(Mapping[str, V]):
    """A mapping of names, unpacked when it is first asked: most articles never ask which files there are."""

    def __init__(self, packed: bytes) -> None:
        """`packed` is what `packed` makes of the mapping."""
        self._packed = packed
        self._answers: dict[str, V] | None = None
        self.asked: dict[str, V | None] = {}
        """What was asked for since `forget`, with None for what is not there."""
        self.whole = False
        """Whether somebody has looked through all of it since `forget`."""

    def forget(self) -> None:
        """Begin anew."""
        self.asked, self.whole = {}, False

    def __getitem__(self, name: str) -> V:
        value = self.asked[name] = self._unpacked().get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        value = self.asked[name] = self._unpacked().get(name)
        return value is not None

    def __bool__(self) -> bool:
        return True  # there may be something in it, which is all that this is asked for

    def __iter__(self) -> Iterator[str]:
        self.whole = True
        return iter(self._unpacked())

    def __len__(self) -> int:
        self.whole = True
        return len(self._unpacked())

    def unwatched(self) -> Mapping[str, V]:
        """All of it, for who remembers by other means what was asked."""
        return self._unpacked()

    def _unpacked(self) -> dict[str, V]:
        if self._answers is None:
            self._answers = cast("dict[str, V]", marshal.loads(self._packed))  # noqa: S302  (packed by this very build)
        return self._answers


def packed(mapping: Mapping[str, V]) -> bytes:
    """The mapping as bytes that travel fast."""
    return marshal.dumps(dict(mapping))
