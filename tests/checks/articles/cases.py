"""The cases of `tests/cases/articles`: what an author writes, and what the author is told.

A file is about one check. Each of its sections is a small publication:

* `markdown`, `html-body` — the body of `articles/a.md` or `a.html`; its front matter is made up, and lines count from the body's first
* `article PATH` — a whole file of the content folder, as `articles/b.md`
* `files` — pictures and others: a name, a format, a size in pixels and bytes, as `images/a.jpg JPEG 3000x2000 400000`
* `feedkit.yml` — what differs from the plain site `https://example.org/`
* `findings` — place, rule, what of the first line is covered, and the message; without it nothing at all is found
* `fixed` — what fixes make of the article with the findings
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from feedkit.checks import articles
from feedkit.config import parse
from feedkit.diagnostics import Diagnostic, in_reading_order
from feedkit.workflow.build import open_desk
from feedkit.workflow.inspection import Inspector
from feedkit.workflow.selection import BuildOptions

FOLDER = Path(__file__).parent.parent.parent / "cases" / "articles"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FRONT_MATTER = "---\ntitle: A morning at the harbour\ndate: 2026-05-07\n---\n"
SITE = "site: {title: Harbour News, url: 'https://example.org/', language: en, timezone: UTC}\n"
BLOCK = re.compile(
    r"^(~{4,})(markdown|html-body|article|files|feedkit\.yml|findings|fixed)(?: (\S+))?\n(.*?)\n?^\1$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Case:
    file: str
    title: str
    written: dict[str, str] = field(default_factory=dict)
    """The articles by their paths."""
    files: dict[str, bytes] = field(default_factory=dict)
    config: str = SITE
    findings: str = ""
    fixed: str = ""
    lines_before: int = 0
    """Lines of front matter that were made up."""

    @property
    def name(self) -> str:
        return f"{self.file}: {self.title}"


def read_cases() -> list[Case]:
    """All cases; what is no known block fails the collection."""
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        for section in sections(path.read_text("utf-8"))[1:]:
            title, _, rest = section.partition("\n")
            case = Case(path.stem, title.removeprefix("##").strip())
            if path.stem == "secrets_in_text":
                rest = rest.replace("·", "")  # no secret scanner may take this repository for leaking
            if path.stem == "form":  # what nobody sees is written with signs for it
                rest = rest.replace("␍", "\r").replace("␠", " ").replace("␉", "\t").replace("⟦BOM⟧", "\ufeff")
            for match in BLOCK.finditer(rest):
                _add(case, match[2], match[3] or "", match[4])
            left = BLOCK.sub("", rest)
            assert "~~~~" not in left, f"{case.name}: a block is not closed, or of no kind"
            assert case.written, f"{case.name}: there is no article"
            found.append(case)
    return found


def sections(text: str) -> list[str]:
    """The text before the first heading of a case, and then each case with its heading; headings in blocks are none."""
    parts, is_open = [""], False
    for line in text.splitlines(keepends=True):
        if line.startswith("~~~~"):
            is_open = not is_open
        if line.startswith("## ") and not is_open:
            parts.append("")
        parts[-1] += line
    return parts


def _add(case: Case, kind: str, argument: str, text: str) -> None:
    if kind in {"markdown", "html-body"}:
        case.written[f"articles/a.{'md' if kind == 'markdown' else 'html'}"] = f"{FRONT_MATTER}{text}\n"
        case.lines_before = FRONT_MATTER.count("\n")
    elif kind == "article":
        case.written[argument] = f"{text}\n"
    elif kind == "files":
        case.files.update(_file(line) for line in text.splitlines())
    elif kind == "feedkit.yml":
        case.config = text if "site:" in text else f"{SITE}{text}"
    elif kind == "findings":
        case.findings = text
    else:
        case.fixed = text


def _file(line: str) -> tuple[str, bytes]:
    """A file that begins as one of its format does, and is as long as it is said to be."""
    path, kind, *numbers = line.split()
    width, height = (int(each) for each in numbers[0].split("x")) if numbers and "x" in numbers[0] else (640, 480)
    length = next((int(each) for each in numbers if each.isdigit()), 2_000)
    size = struct.pack("<HH", width, height)
    head = {
        "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height),
        "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 9 + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width),
        "GIF": b"GIF89a" + size,
        "animation": b"GIF89a" + size + b"\xf7\0\0!\xff\x0bNETSCAPE2.0",
        "WebP": b"RIFF\0\0\0\0WEBPVP8X"
        + b"\0" * 8
        + struct.pack("<I", width - 1)[:3]
        + struct.pack("<I", height - 1)[:3],
        "SVG": b'<svg xmlns="http://www.w3.org/2000/svg">',
        "HEIC": b"\0\0\0\x18ftypheic",
        "HTML": b"<!doctype html><title>404</title>",
        "LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        "MP3": b"ID3\x04\0\0",
        "MP4": b"\0\0\0\x18ftypM4A ",
        "text": b"text",
        "empty": b"",
    }[kind]
    return f"articles/{path}", b"" if kind == "empty" else head + b"\0" * max(0, length - len(head))


def diagnostics(case: Case, folder: Path, *, now: datetime = NOW) -> list[Diagnostic]:
    """What all article checks find in the publication of a case."""
    for path, text in case.written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    for path, content in case.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    config, found = parse(case.config, "feedkit.yml", environ={})
    assert config is not None, found
    options = BuildOptions(now=now)
    desk = open_desk(folder, config, options, progress=lambda *_: None)
    if case.file != "unpinned_ids":  # there is no lock, so every id is new
        desk = replace(desk, identities=replace(desk.identities, minted=frozenset()))
    inspector = Inspector(folder, config, options, desk)
    seen = inspector.inspect(desk.catalog.articles, lambda *_: None)
    gists = {path: each.gist for path, each in seen.items() if each.gist is not None}
    known = set(articles.every_check().rules)  # what rendering finds, other cases show
    found = [*(one for each in seen.values() for one in each.found), *inspector.compare(gists)]
    return in_reading_order([each for each in found if each.rule in known])


def written(found: list[Diagnostic], case: Case) -> str:
    """Diagnostics as a case has them."""
    return "\n".join(_lines(found, case))


def _lines(found: list[Diagnostic], case: Case) -> Iterator[str]:
    for each in found:
        place = each.place
        line = case.written[place.path].split("\n")[place.line - 1]
        covered = line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]
        path = "" if len(case.written) == 1 else f"{place.path}:"
        yield f"{path}{place.line - case.lines_before}:{place.column} {each.rule.name} `{covered}` {each.message}"
