"""Which files a change is about."""

from __future__ import annotations

import os
import subprocess

_SECONDS = 20


def changed_files(base: str) -> frozenset[str]:
    """The files that differ from where the branch left `base`, as paths from the current folder; none if Git cannot say."""
    command = ["git", "diff", "--name-only", "-z", "--relative", "--merge-base", base, "--"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(os.fsdecode(each) for each in done.stdout.split(b"\0") if each)
