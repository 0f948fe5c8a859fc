"""feedkit turns a folder of article files into feeds and a daily e-mail edition."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("feedkit-press")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"

__all__ = ["__version__"]
