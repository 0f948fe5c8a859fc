"""Writes docs/rules.md from the rules themselves, as `feedkit explain` shows them."""

from __future__ import annotations

import sys
from pathlib import Path

from feedkit.cli.explain import mending
from feedkit.rules import every_rule

FAMILIES = {
    "0": "The configuration",
    "1": "Front matter and article files",
    "2": "The text of articles",
    "3": "Links, images and files",
    "4": "Feeds",
    "5": "Mail and editions",
    "6": "Publishing",
    "7": "Security",
    "9": "Checking, and the form of files",
}


def page() -> str:
    """The whole page."""
    lines = [
        "# Every finding explained",
        "",
        "Written from the rules by `make docs`; `feedkit explain CODE` says the same. A rule is silenced by",
        "`# feedkit: ignore[CODE]` in front matter, `<!-- feedkit: ignore[CODE] -->` in the body, or `rules: {ignore: [CODE]}` in",
        "feedkit.yml; an error is made less only by its code in feedkit.yml. [More on checking](check.md).",
        "",
    ]
    family = ""
    for code, rule in every_rule().items():
        if code[2] != family:
            family = code[2]
            lines += [f"# {FAMILIES[family]}", ""]
        lines += [
            f"## {code} {rule.name}",
            "",
            f"*{rule.severity.value}* — {rule.what}",
            "",
            f"**Why**: {rule.why}",
            "",
            f"**Instead**: {rule.instead}",
            "",
        ]
        if rule.fix is not None:
            lines += [f"**Fix**: {mending(rule)}", ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.write(page())
    else:
        (Path(__file__).parent / "rules.md").write_text(page(), "utf-8", newline="\n")
