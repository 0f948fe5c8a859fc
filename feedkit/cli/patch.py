"""What changes in a file, as a patch that `git apply` and `patch` take."""

from __future__ import annotations

from difflib import unified_diff

from feedkit.cli.visible import visible


def patch(path: str, before: bytes, after: bytes) -> str:
    """A unified diff, without a line end at its end; control characters are shown, so it is for eyes if there are any."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    shown = []
    for line in lines:
        whole = line.endswith("\n")
        shown.append(visible(line.rstrip("\n")))
        if not whole:
            shown.append("\\ No newline at end of file")
    return "\n".join(shown)


def _lines(content: bytes) -> list[str]:
    """The lines with their ends; only LF ends one."""
    *whole, last = content.decode("utf-8", "replace").split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
