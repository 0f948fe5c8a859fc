"""The porch: every flavour offers the same names, cites where its rules stand, and its findings have rules."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import feedkit.shortcodes
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import FLAVOURS, known

FOLDER = Path(feedkit.shortcodes.__file__).parent


@pytest.mark.parametrize(("name", "module"), sorted(FLAVOURS.items()))
def test_a_flavour_offers_what_the_porch_says(name: str, module: str) -> None:
    """Its module names it, and cites the documentation it follows."""
    flavour = import_module(f"feedkit.shortcodes.{module}")
    assert name in flavour.NAMES
    assert callable(flavour.needs)
    assert callable(flavour.plain)
    assert "https://" in flavour.__doc__


def test_every_flavour_is_on_the_list() -> None:
    """A module that offers a flavour is one that can be asked for."""
    offering = {
        path.stem for path in FOLDER.glob("*.py") if re.search(r"^NAMES = ", path.read_text("utf-8"), re.MULTILINE)
    }
    assert offering == set(FLAVOURS.values())


def test_every_rule_is_used() -> None:
    """A kind of finding that nothing can make is a mistake."""
    source = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    names = [name for name, value in vars(rules).items() if isinstance(value, rules.Rule)]
    assert [name for name in names if f"rules.{name}" not in source] == []


def test_names_are_looked_up_as_authors_vary_them() -> None:
    """Folders, hyphens, capitals and extensions make no difference."""
    renderer = known.RENDERERS["youtube"]
    for name in ("youtube", "YouTube", "youtube.html", "embeds/youtube", "youtube-lite", "YouTube_Player"):
        assert known.find(name) is renderer
    assert known.find("nothing-of-the-kind") is None


def test_what_has_no_markdown_in_it_is_known() -> None:
    """Text that is not read for tags would be lost if nothing rendered it."""
    assert known.RENDERERS.keys() >= known.RAW


def test_known_names_are_written_as_they_are_looked_up() -> None:
    """A name with a hyphen in the table would never be found."""
    assert [name for name in known.RENDERERS if known.plain_name(name) != name] == []
