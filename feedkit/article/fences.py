"""An article file taken apart: its front matter in YAML and its body."""

from __future__ import annotations

import re

from feedkit import yaml_nodes
from feedkit.article.values import Report
from feedkit.diagnostics import Place
from feedkit.rules import front_matter as rules
from feedkit.yaml_nodes import Node

_YAML_FILES = (".yml", ".yaml")
_OPENING = re.compile(r"\s*\A(?:[ \t]*\n)*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split(path: str, text: str, report: Report) -> tuple[Node, str, int] | None:
    """The keys of a file, its body and the line at which that begins; None when what is wrong was reported."""
    if path.lower().endswith(_YAML_FILES):
        root, diagnostics = yaml_nodes.parse(text, report.path)
        body_at, body_line = len(text), 1
    else:
        fences = _fences(text, report)
        if fences is None:
            return None
        first_line, start, end, body_at = fences
        front_matter = text[start:end]
        root, diagnostics = yaml_nodes.parse(front_matter, report.path, first_line=first_line)
        body_line = first_line + front_matter.count("\n") + 1
    report.found.extend(diagnostics)
    if root is None:
        if not diagnostics:
            report.add(
                rules.MISSING_KEY,
                Place(report.path, 1, 1, 1, 1),
                "`title` and `date` are missing",
                "add `title: …` and `date: …`",
            )
        return None
    if type(root.value) is not dict:
        report.add(
            rules.NOT_A_MAPPING,
            root,
            "the front matter is not made of `key: value` lines",
            "write `title: …` and `date: …`",
        )
        return None
    return root, text[body_at:], body_line


def _fences(text: str, report: Report) -> tuple[int, int, int, int] | None:
    """The first line of the front matter, where it begins and ends, and where the body begins."""
    opening = _OPENING.match(text)
    if opening is None:
        report.add(
            rules.MISSING_FRONT_MATTER,
            Place(report.path, 1, 1, 1, 1),
            "no front matter",
            "begin the file with `---`, `title: …`, `date: …`, `---`",
        )
        return None
    closing = _CLOSING.search(text, opening.end())
    first_line = text.count("\n", 0, opening.end()) + 1
    if closing is None:
        report.add(
            rules.UNCLOSED_FRONT_MATTER,
            Place(report.path, first_line - 1, 1, first_line - 1, 4),
            "the front matter is not closed",
            "write `---` on a line of its own after the last key",
        )
        return None
    return first_line, opening.end(), closing.start(), min(closing.end() + 1, len(text))
