"""feedkit turns a folder of article files into feeds and a daily e-mail edition."""

__all__ = ["__version__"]

__version__ = "0.1.0"
"""Written here, since asking the installed distribution for it costs as much as starting up."""
