"""What the page on dialects says is true: its examples are accepted, and every dialect is on it."""

from __future__ import annotations

import re
from pathlib import Path

from feedkit import dialects
from feedkit.cli.front_door import COMMANDS
from feedkit.config import parse
from feedkit.config.values import RENAMED

PAGE = (Path(__file__).parent.parent.parent / "docs" / "dialects.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_configurations_are_accepted() -> None:
    """As parts of one."""
    for block in blocks("yaml"):
        config, found = parse("site: {title: T, url: https://acme.example/}\n" + block, "feedkit.yml", environ={})
        assert found == []
        assert config is not None


def test_every_dialect_and_every_key_that_can_be_named_is_there() -> None:
    """Nothing is left out."""
    named = {name for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == set(dialects.NAMES)
    assert f"`{' '.join(RENAMED)}`" in PAGE


def test_the_commands_exist() -> None:
    """Each that is shown."""
    assert set(re.findall(r"feedkit (\w+)", "".join(blocks("console")))) <= set(COMMANDS)
