"""feedkit turns a folder of article files into feeds and a daily e-mail edition."""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version, looked up only when it is asked for: that costs as much as starting up."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("feedkit-press")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
