"""Patterns are kept compiled between runs, and are what Python would make of them."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.kept_patterns import _basis, _keep, _load, kept_patterns

compiler: Any = importlib.import_module("re._compiler")
engine: Any = compiler._sre

EVERYTHING = """\
import pkgutil, sys
from pathlib import Path
from feedkit.kept_patterns import kept_patterns
with kept_patterns(Path(sys.argv[1])):
    import re._compiler
    import feedkit
    for each in pkgutil.walk_packages(feedkit.__path__, "feedkit."):
        if "__main__" not in each.name:
            __import__(each.name)
"""
MODULE = """\
import re
WORDS = re.compile(r"(?P<word>[a-z]+)-(\\d)", re.IGNORECASE)
def of(text): return re.compile(text)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that compiles a pattern while it is loaded."""
    (tmp_path / "compiles_a_pattern.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return "compiles_a_pattern"


def loaded(module: str, folder: Path) -> tuple[Any, int]:
    """The module, loaded anew, and how many patterns Python had to compile for it."""
    sys.modules.pop(module, None)
    re.purge()
    compiled = []
    real = compiler.compile

    def counted(pattern: Any, flags: int = 0) -> Any:
        compiled.append(pattern)
        return real(pattern, flags)

    compiler.compile = counted
    try:
        with kept_patterns(folder):
            found = importlib.import_module(module)
            count = len(compiled)
    finally:
        compiler.compile = real
    return found, count


def kept_in(folder: Path) -> dict[Any, tuple[Any, ...]]:
    [file] = folder.glob("patterns.*.pyc")
    return _load(file, _basis(engine))


def test_what_is_kept_of_feedkit_and_its_libraries_is_what_python_would_compile(tmp_path: Path) -> None:
    """Python's own comparison of patterns looks at the code that was compiled."""
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", EVERYTHING, str(tmp_path)], check=True, env=environment)
    kept = kept_in(tmp_path)
    assert len(kept) > 300
    for (_, pattern, flags), handed in kept.items():
        again, anew = engine.compile(*handed), compiler.compile(pattern, flags)
        assert again == anew
        assert (again.groups, dict(again.groupindex), again.flags) == (anew.groups, dict(anew.groupindex), anew.flags)


def test_a_pattern_is_compiled_once_and_found_again_from_then_on(module: str, tmp_path: Path) -> None:
    assert loaded(module, tmp_path)[1] == 1
    again, compiled = loaded(module, tmp_path)
    assert compiled == 0
    assert again.WORDS.fullmatch("Copy-3")["word"] == "Copy"
    assert again.WORDS.flags & re.IGNORECASE


def test_a_pattern_made_of_what_somebody_wrote_is_not_kept(module: str, tmp_path: Path) -> None:
    made, _ = loaded(module, tmp_path)
    with kept_patterns(tmp_path):
        made.of("written by somebody")
        re.compile("written by a test")
    assert all("written" not in pattern for _, pattern, _ in kept_in(tmp_path))


@pytest.mark.parametrize("damage", ["cut", "other bytes", "empty", "another feedkit", "not for this engine"])
def test_what_cannot_be_trusted_counts_as_nothing(module: str, tmp_path: Path, damage: str) -> None:
    loaded(module, tmp_path)
    [file] = tmp_path.glob("patterns.*.pyc")
    raw, basis, kept = file.read_bytes(), _basis(engine), kept_in(tmp_path)
    match damage:
        case "cut":
            file.write_bytes(raw[:-20])
        case "other bytes":
            file.write_bytes(raw[:-20] + bytes(20))
        case "empty":
            file.write_bytes(b"")
        case "another feedkit":
            _keep(file, ("another", *basis[1:]), kept)
        case _:
            _keep(file, basis, {key: (each[0], each[1], [4_000_000_000], *each[3:]) for key, each in kept.items()})
    again, compiled = loaded(module, tmp_path)
    assert compiled == 1
    assert again.WORDS.fullmatch("copy-3")
    assert loaded(module, tmp_path)[1] == 0, "it is kept anew"


def test_nothing_is_written_where_python_writes_no_bytecode(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loaded(module, tmp_path)
    assert not list(tmp_path.glob("patterns.*"))


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(module: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert loaded(module, tmp_path / "file" / "folder")[1] == 1


def test_afterwards_python_compiles_as_before_whatever_happened(tmp_path: Path) -> None:
    before = compiler.compile, compiler._sre
    with pytest.raises(SystemExit), kept_patterns(tmp_path):
        raise SystemExit(3)
    assert (compiler.compile, compiler._sre) == before


def test_a_broken_pattern_is_refused_as_ever(tmp_path: Path) -> None:
    with kept_patterns(tmp_path), pytest.raises(re.error, match="unterminated"):
        re.compile("(a broken one")


@given(
    st.sampled_from(["a", r"\w+", "(?P<x>é|[^a])", "(?i:x)y", "a{2,3}?"]),
    st.sampled_from([0, re.ASCII, re.IGNORECASE | re.MULTILINE, re.DOTALL]),
)
def test_text_and_bytes_and_flags_are_told_apart(text: str, flags: int) -> None:
    from feedkit.kept_patterns import _handed_over

    handed = engine.compile(*_handed_over(compiler, engine, (False, text, flags)))
    assert handed == re.compile(text, flags)
    if text.isascii() and not flags & re.ASCII:
        assert engine.compile(*_handed_over(compiler, engine, (True, text.encode(), flags))) == re.compile(
            text.encode(), flags
        )
