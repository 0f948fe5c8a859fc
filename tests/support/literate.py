"""Cases that read like what a writer has on the screen: how they are parted, and which rules they show.

Publications are written in `~~~~` blocks. `file PATH` is a file of the project, with `⟦300 × text⟧` for a text many times
over; `findings` are all that a check finds; a `session` has command lines, each with what it finds beneath it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from feedkit.diagnostics import Diagnostic
from feedkit.rules import every_rule

TESTS = Path(__file__).parent.parent
SITE = "site: {title: Harbour News, url: 'https://example.org/', timezone: Europe/Berlin}\ndigest: {enabled: false}\n"
USUAL = {"unpinned-id", "missing-category", "missing-lead-picture", "near-empty-body"}
"""What a small publication has by nature: it is looked at in cases of its own."""
BLOCK = re.compile(r"^~~~~(file|findings|session)(?: (\S+))?\n(.*?)\n?^~~~~$", re.MULTILINE | re.DOTALL)
TIMES = re.compile(r"⟦(\d+) × (.*?)⟧", re.DOTALL)


@dataclass
class Publication:
    """A section of a file of cases."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    findings: str = ""
    session: str = ""

    def write(self, folder: Path) -> None:
        """Put its files into a folder."""
        for name, text in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def publications(folder: Path) -> list[Publication]:
    """The cases of all files of a folder; what is no known block fails the collection."""
    found = []
    for path in sorted(folder.glob("*.md")):
        for title, text in sections(path.read_text("utf-8"), "## "):
            case = Publication(f"{path.stem}: {title}", {"feedkit.yml": SITE})
            for kind, name, inside in BLOCK.findall(text):
                if kind == "file":
                    case.files[name] = TIMES.sub(lambda match: match[2] * int(match[1]), inside) + "\n"
                else:
                    setattr(case, kind, inside)
            assert "~~~~" not in BLOCK.sub("", text), f"{case.name}: a block is not closed, or of no kind"
            assert len(case.files) > 1 or case.session, case.name
            found.append(case)
    return found


def sections(text: str, mark: str) -> Iterator[tuple[str, str]]:
    """The title and the text of each section; what stands before the first is none, nor is a heading in a block."""
    title, lines, fence = "", [], ""
    for line in text.splitlines(keepends=True):
        if not fence and (match := re.match("~{4,}|`{3,}", line)):
            fence = match[0]
        elif fence and line.rstrip("\n") == fence:
            fence = ""
        if line.startswith(mark) and not fence:
            if title:
                yield title, "".join(lines)
            title, lines = line.removeprefix(mark).strip(), []
        else:
            lines.append(line)
    if title:
        yield title, "".join(lines)


@dataclass
class Expected:
    """A finding that stands in the block it is made in."""

    code: str
    message: str
    columns: tuple[int, int] | None
    """From and to, from 1; None where only the line counts."""
    line: str | None
    """The text of the line it is in; None for anywhere."""
    notes: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A stretch of a document, or what is to be done to it."""

    kind: str
    times: int
    is_clean: bool
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return ("\n".join(self.lines) + "\n") * self.times

    @property
    def edits(self) -> Iterator[tuple[str, str]]:
        """What is replaced, and by what."""
        for old, new in zip(self.lines[::2], self.lines[1::2], strict=True):
            assert (old[:2], new[:1]) == ("- ", "+"), self.lines
            yield old[2:], new[2:]


@dataclass
class Marked:
    """A section whose findings stand beneath the lines they are in."""

    name: str
    module: str
    blocks: list[Block] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    @property
    def faulty(self) -> list[Block]:
        return [block for block in self.blocks if not block.is_clean]

    @property
    def clean(self) -> list[Block]:
        assert any(block.is_clean for block in self.blocks), "a case without a clean twin"
        return [block for block in self.blocks if block.is_clean]


def marked(folder: Path) -> list[Marked]:
    """The cases of all files of a folder but its README."""
    files = [path for path in sorted(folder.glob("*.md")) if path.stem != "README"]
    return [case for path in files for case in _marked(path)]


def _marked(path: Path) -> Iterator[Marked]:
    case = Marked("", "")
    block: Block | None = None
    for line in path.read_text("utf-8").splitlines():
        if block is None and line.startswith("## "):
            case = Marked(f"{path.stem}: {line[3:]}", path.stem)
            yield case
        elif block is None and (match := re.fullmatch(r"```([a-z ]+?)(?: repeat ([0-9]+))?( clean)?", line)):
            block = Block(match[1], int(match[2] or 1), bool(match[3]))
            case.blocks.append(block)
        elif block is not None and line == "```":
            block = None
        elif block is not None and (match := re.fullmatch(r"( *)(\^+|!) (FK[0-9]{3}) (.+)", line)):
            columns = None if match[2] == "!" else (len(match[1]) + 1, len(match[1]) + len(match[2]) + 1)
            is_told = block.lines and not re.search("edit|subject", block.kind)
            case.expected.append(Expected(match[3], match[4], columns, block.lines[-1] if is_told else None))
        elif block is not None and line.startswith("? ") and case.expected:
            case.expected[-1].notes.append(line[2:])
        elif block is not None:
            block.lines.append(line)


def as_written(found: list[Diagnostic]) -> list[str]:
    """Code and message of each, in an order that does not matter."""
    return sorted(f"{each.rule.code} {each.message}" for each in found)


def as_expected(case: Marked) -> list[str]:
    """The same of what a case expects."""
    return sorted(f"{each.code} {each.message}" for each in case.expected)


@dataclass(frozen=True)
class Suite:
    """A kind of cases."""

    files: str
    finding: str
    """What a finding looks like; its group is the code or the name of a rule."""
    mark: str = "## "
    """What a section begins with; empty when a file is one."""
    twin: str = ""
    """What the clean twin of a section looks like, where it stands in the section itself."""


IN_PLACE, BENEATH = r"^ *(?:\^+|!) (FK[0-9]{3}) ", r"^\S+ (?:\S+ )?(FK[0-9]{3}) \S+ "
SUITES = (
    Suite("checks/feeds/cases/*.md", IN_PLACE, twin=r"^```.+ clean$"),
    Suite("checks/mail/cases/*.md", IN_PLACE, twin=r"^```.+ clean$"),
    Suite("checks/cases/*.md", IN_PLACE, twin=r"^```.+ clean$"),
    Suite("cases/projects/*.md", BENEATH),
    Suite("cases/commands/*.md", BENEATH),
    Suite("cases/articles/*.md", r"^(?:\S+:)?\d+:\d+ ([a-z0-9-]+) `"),
    Suite("cases/bodies/*.md", r"^\d+:\d+ ([a-z0-9-]+) `"),
    Suite("cases/config/*.yml", r"^#! \S+ (FK[0-9]{3}) ", mark="#== "),
    Suite("shortcodes/cases/*.txt", r"^%% finds \S+ (FK[0-9]{3}) ", mark="%% "),
    Suite("cases/dialects/*/expected.json", r"\S+ (FK[0-9]{3})", mark=""),
)


def shown(suite: Suite) -> Iterator[tuple[Path, set[str], bool]]:
    """Each section's file, the codes it shows, and whether it shows what is clean."""
    codes = {rule.name: code for code, rule in every_rule().items()}
    finding = re.compile(suite.finding, re.MULTILINE)
    for path in sorted(TESTS.glob(suite.files)):
        if path.stem == "README":
            continue
        text = path.read_text("utf-8")
        for section in _parts(text, suite):
            found = {codes.get(each, each) for each in finding.findall(section)}
            yield path, found, not found or bool(suite.twin and re.search(suite.twin, section, re.MULTILINE))


def _parts(text: str, suite: Suite) -> list[str]:
    if not suite.mark:  # a folder whose articles are listed with all that is found
        document = json.loads(text)
        faulty = {each.split(":")[0] for each in document["findings"]}
        return ["\n".join(document["findings"]), *([""] if document["articles"].keys() - faulty else [])]
    if suite.mark == "%% ":  # a title is what stands behind the mark, other than a word of the form
        return re.split(r"^%% (?!becomes$|finds |with )", text, flags=re.MULTILINE)[1:]
    return [section for _, section in sections(text, suite.mark)]
