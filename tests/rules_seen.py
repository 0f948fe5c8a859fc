"""Which rules feedkit's own code finds while the tests run: one that no test makes it find fails the suite.

What tests make by hand does not count. With several processes, each tells what it has seen at its end.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

import feedkit
from feedkit import quick_dataclasses
from feedkit.diagnostics import Diagnostic, Rule
from feedkit.rules import every_rule
from feedkit.shortcodes.context import Finding

PACKAGE = str(Path(feedkit.__file__).parent)
REPLACING = (dataclasses.__file__, quick_dataclasses.__file__)
"""Where `replace` makes a finding for somebody else."""
seen: set[str] = set()


def watch() -> None:
    """From now on, note the rule of each finding that a module of the package makes, in an article or in its tags."""
    for kind in (Diagnostic, Finding):
        kind.__new__ = _noting


def _noting(kind, *given, **named):
    """In the place of `__new__`, since a quick dataclass makes its `__init__` anew. To load a pickle, nothing is given."""
    caller = sys._getframe(1)
    while caller.f_code.co_filename in REPLACING:
        caller = caller.f_back
    if caller.f_code.co_filename.startswith(PACKAGE):
        seen.update(each.code for each in (*given, *named.values()) if isinstance(each, Rule))
    return object.__new__(kind)


def never_seen() -> list[str]:
    """The rules that nothing has found, as `FK211 script`."""
    return [f"{rule.code} {rule.name}" for rule in every_rule().values() if rule.code not in seen]


def is_whole(config: pytest.Config) -> bool:
    """Whether all tests run, so that what was not seen by now is seen by none."""
    chosen = config.option.keyword or config.option.markexpr or getattr(config.option, "lf", False)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen and not config.option.collectonly
