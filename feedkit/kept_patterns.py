"""Patterns that modules compile while they are loaded, kept compiled between runs as their bytecode is.

Python compiles the patterns of modules anew in each process: a tenth of a second for those of feedkit and its libraries,
half of what an unchanged build takes. What Python's compiler hands to its engine is kept beside the bytecode of this module,
pattern by pattern, and handed to the engine again, which checks it as it checks all it gets. A test holds every kept pattern
against the compiled one.

What is damaged, or of another Python, counts as nothing, and Python compiles as always; so it does where its insides are
others than those known here.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from feedkit import __version__

_VERSION = b"feedkit patterns 1\n"
_MOST = 2_000
"""Patterns that are kept; with more, something is amiss."""
_DEPTH = 12
"""Frames from the compiler up to the module that is being loaded, at most."""

Key = tuple[bool, str | bytes, int]
"""Whether it is of bytes, the text, and the flags as they were given."""
Basis = tuple[str, str, int, int]
"""The versions of feedkit and Python, the size of its numbers, and the version of the engine."""
Compile = Callable[..., Any]


@contextmanager
def kept_patterns(folder: Path | None = None) -> Iterator[None]:
    """Take patterns as they were kept in the folder, that of feedkit's bytecode unless another is named; keep new ones at the end."""
    compiler: Any = import_module("re._compiler")
    engine: Any = getattr(compiler, "_sre", None)
    compile_anew: Compile | None = getattr(compiler, "compile", None)
    if sys.implementation.name != "cpython" or engine is None or compile_anew is None:
        yield
        return
    file = (folder or Path(cache_from_source(__file__)).parent) / f"patterns.{sys.implementation.cache_tag}.pyc"
    known = _load(file, _basis(engine))
    new: set[Key] = set()

    def compiled(pattern: Any, flags: int = 0) -> Any:
        key = (isinstance(pattern, bytes), pattern, int(flags))
        if (kept := known.get(key)) is not None:
            try:
                return engine.compile(*kept)
            except (RuntimeError, TypeError, ValueError, OverflowError):  # not what this engine takes
                del known[key]
        if len(known) + len(new) < _MOST and _is_loading():
            new.add(key)
        return compile_anew(pattern, flags)

    compiler.compile = compiled
    try:
        yield
    finally:
        compiler.compile = compile_anew
        if new and not sys.dont_write_bytecode:
            known |= {key: _handed_over(compiler, engine, key) for key in new}
            _keep(file, _basis(engine), known)


def _is_loading() -> bool:
    """Whether a module is being loaded: patterns that are made of what somebody wrote are not kept."""
    frame = sys._getframe(2)  # noqa: SLF001  (a name that is documented)
    for _ in range(_DEPTH):
        if frame.f_code.co_name == "<module>":
            return frame.f_globals.get("__name__") != "__main__"
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


def _handed_over(compiler: Any, engine: Any, key: Key) -> tuple[Any, ...]:
    """What the compiler hands to the engine for a pattern, in plain values."""
    handed: list[tuple[Any, ...]] = []

    class Listening:
        """The engine, but for what is handed over."""

        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
            handed.append((pattern, int(flags), [int(each) for each in code], *groups))
            return engine.compile(pattern, flags, code, *groups)

    compiler._sre = Listening()  # noqa: SLF001  (there is no other way to what it hands over)
    try:
        compiler.compile(key[1], key[2])
    finally:
        compiler._sre = engine  # noqa: SLF001
    return handed[-1]


def _basis(engine: Any) -> Basis:
    return __version__, sys.version, sys.maxsize, getattr(engine, "MAGIC", 0)


def _load(file: Path, basis: Basis) -> dict[Key, tuple[Any, ...]]:
    try:
        raw = file.read_bytes()
        start = len(_VERSION)
        if raw[:start] != _VERSION or zlib.crc32(raw[start + 4 :]).to_bytes(4) != raw[start : start + 4]:
            return {}
        of, kept = marshal.loads(raw[start + 4 :])  # noqa: S302  (bytecode lies in the same folder, and is trusted as it is)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return dict(kept) if of == basis else {}


def _keep(file: Path, basis: Basis, known: dict[Key, tuple[Any, ...]]) -> None:
    part = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        body = marshal.dumps((basis, list(known.items())))
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_VERSION + zlib.crc32(body).to_bytes(4) + body)
        part.replace(file)
    except (OSError, ValueError):  # it cannot be written, or holds what is no plain value
        with suppress(OSError):
            part.unlink()
