"""`python -m feedkit`."""

from __future__ import annotations

from feedkit.cli import main

if __name__ == "__main__":
    main()
