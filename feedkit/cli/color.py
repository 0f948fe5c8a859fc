"""Whether a stream gets colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Paint = Callable[..., str]
"""Takes a text and the arguments of `click.style`."""


def colored(text: str, **style: Any) -> str:
    """The text with the colours of `click.style`."""
    import click

    return click.style(text, **style)


def plain(text: str, **style: Any) -> str:  # noqa: ARG001  (stands in for click.style)
    """The text as it is."""
    return text


def wanted(choice: str, environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to colour: the option, else NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then TERM, then the stream.

    NO_COLOR counts when it is not empty (https://no-color.org) and beats the others, as in Python itself.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and environ.get("TERM") != "dumb" and environ.get("CLICOLOR") != "0"
