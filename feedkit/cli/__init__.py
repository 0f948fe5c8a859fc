"""The front door: the only code that prints, exits, or asks the clock. One module per command."""

from feedkit.cli.front_door import main

__all__ = ["main"]
