"""The cases of `cases/*.md`: mails with what is found in them written in, and clean twins; see `cases/README.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from pathlib import Path

import pytest

import feedkit.checks.mail
from feedkit.checks.mail import every_check, run
from feedkit.diagnostics import Diagnostic
from feedkit.message.tokens import Token
from feedkit.rules import every_rule

CASES = Path(__file__).parent / "cases"
KINDS = ("html", "head", "text", "fields", "subject", "encodings", "edit html", "edit text", "edit eml")
ANYWHERE = "anywhere"


@dataclass
class Expected:
    """A finding that a case is about."""

    code: str
    message: str
    columns: tuple[int, int] | None
    """From and to, from 1; None where only the line counts."""
    line: str
    """The text of the line it is in; ANYWHERE when none is told."""
    number: int
    """Which line of the block it is, from 0."""
    kind: str
    notes: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A stretch of a mail."""

    kind: str
    times: int
    is_clean: bool
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return ("\n".join(self.lines) + "\n") * self.times


@dataclass
class Case:
    """A section of a file."""

    name: str
    module: str
    blocks: list[Block] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


def read_cases(path: Path) -> Iterator[Case]:
    case = Case("", "")
    block: Block | None = None
    for line in path.read_text("utf-8").splitlines():
        if block is None and line.startswith("## "):
            case = Case(f"{path.stem}: {line[3:]}", path.stem)
            yield case
        elif block is None and (match := re.fullmatch(r"```([a-z ]+?)(?: repeat ([0-9]+))?( clean)?", line)):
            assert match[1] in KINDS, line
            block = Block(match[1], int(match[2] or 1), bool(match[3]))
            case.blocks.append(block)
        elif block is not None and line == "```":
            block = None
        elif block is not None and (match := re.fullmatch(r"( *)(\^+|!) (FK[0-9]{3}) (.+)", line)):
            is_marked = match[2] != "!"
            columns = (len(match[1]) + 1, len(match[1]) + len(match[2]) + 1) if is_marked else None
            is_told = block.lines and not block.kind.startswith(("edit", "subject"))
            last = block.lines[-1] if is_told else ANYWHERE
            case.expected.append(Expected(match[3], match[4], columns, last, len(block.lines) - 1, block.kind))
        elif block is not None and line.startswith("? "):
            case.expected[-1].notes.append(line[2:])
        elif block is not None:
            block.lines.append(line)


EVERY_CASE = [case for path in sorted(CASES.glob("*.md")) if path.stem != "README" for case in read_cases(path)]


def unescaped(text: str) -> str:
    """The text with `\\r`, `\\n`, `\\0`, `\\x..`, `{x*1000}` and `@@UNSUBSCRIBE@@` as what they stand for."""
    text = text.replace("@@UNSUBSCRIBE@@", Token.UNSUBSCRIBE_URL)
    text = re.sub(r"\{(.)\*([0-9]+)\}", lambda found: found[1] * int(found[2]), text)
    characters = {"r": "\r", "n": "\n", "0": "\0"}
    return re.sub(r"\\(r|n|0|x[0-9a-f]{2})", lambda found: characters.get(found[1]) or chr(int(found[1][1:], 16)), text)


def edited(text: str, block: Block) -> str:
    pairs = zip(block.lines[::2], block.lines[1::2], strict=True)
    for old, new in pairs:
        assert (old[:2], new[:1]) == ("- ", "+"), block.lines
        wrong, instead = unescaped(old[2:]), unescaped(new[2:])
        assert wrong in text, wrong
        text = text.replace(wrong, instead)
    return text


def with_fields(text: str, block: Block) -> str:
    for item in re.split(r"\n(?![ \t])", block.text.rstrip("\n")):
        name = item.removeprefix("- ").partition(":")[0]
        pattern = re.compile(rf"(?mi)^{re.escape(name)}:.*\n(?:[ \t].*\n)*")
        if item.startswith("- "):
            assert pattern.search(text), name
            text = pattern.sub("", text)
        elif pattern.search(text):
            text = pattern.sub(lambda _, item=item: f"{item}\n", text)
        else:
            text += f"{item}\n"
    return text


@pytest.fixture
def made(make_mail, clean):
    """The mail that blocks make of the clean one."""

    def make(blocks: list[Block]):
        html, text, fields, subject = clean("2026-05-28.html"), clean("2026-05-28.txt"), clean("fields.txt"), None
        encodings: dict[str, str] = {}
        for block in blocks:
            if block.kind == "html":
                html = html.replace("<!-- here -->\n", block.text)
            elif block.kind == "head":
                html = html.replace("<!-- head -->\n", block.text)
            elif block.kind == "text":
                text = text.replace("-" * 72 + "\n", block.text + "-" * 72 + "\n")
            elif block.kind == "fields":
                fields = with_fields(fields, block)
            elif block.kind == "subject":
                subject = unescaped(block.lines[0])
                html = re.sub("<title>.*</title>", f"<title>{subject}</title>", html)
                fields = re.sub("(?m)^Subject:.*", f"Subject: {Header(subject, 'utf-8').encode()}", fields)
            elif block.kind == "encodings":
                encodings = dict(line.split(": ") for line in block.lines)
            elif block.kind == "edit html":
                html = edited(html, block)
            elif block.kind == "edit text":
                text = edited(text, block)
        others = {} if subject is None else {"subject": subject}
        mail = make_mail(html=html, text=text, fields=fields, encodings=encodings, **others)
        for block in blocks:
            if block.kind == "edit eml":
                eml = edited(mail.eml.decode("latin-1"), block).encode("latin-1")
                mail = make_mail(html=html, text=text, subject=mail.subject, eml=eml)
        return mail

    return make


def sources(mail) -> dict[str, list[str]]:
    """The lines of each file that findings can be in."""
    eml = mail.eml.decode("latin-1").replace("\r\n", "\n")
    stem = mail.path.removesuffix(".html")
    return {
        f"{stem}.html": mail.html.split("\n"),
        f"{stem}.txt": mail.text.split("\n"),
        f"{stem}.eml": eml.split("\n"),
    }


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{each.rule.code} {each.message}" for each in found]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_what_is_found_is_what_the_case_says(case, made):
    """Every finding of the case is made at its place, and no other."""
    mail = made([block for block in case.blocks if not block.is_clean])
    found = run(mail)
    assert sorted(told(found)) == sorted(f"{each.code} {each.message}" for each in case.expected)
    lines = sources(mail)
    for each in case.expected:
        same = [one for one in found if (one.rule.code, one.message) == (each.code, each.message)]
        assert [one for one in same if list(one.notes)[: len(each.notes)] == each.notes], same
        if each.line is ANYWHERE:
            continue
        places = [one.place for one in same if lines[one.place.path][one.place.line - 1] == each.line]
        assert places, (each.line, [one.place for one in same])
        if each.columns:
            assert each.columns in [(place.column, place.end_column) for place in places]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_nothing_is_found_in_the_twin(case, made):
    """The same mail without its fault draws no finding, of any rule."""
    twin = [block for block in case.blocks if block.is_clean]
    assert twin, "a case without a clean twin"
    assert told(run(made(twin))) == []


def test_every_rule_of_the_mail_has_a_case():
    """No kind of finding goes unshown."""
    shown = {each.code for case in EVERY_CASE for each in case.expected}
    assert shown == {code for code in every_rule() if "FK501" <= code <= "FK549"}


def test_every_check_has_its_cases_and_shows_its_rules_in_them():
    """A file for each module, in which each of its rules is found."""
    modules = {each.__name__.rpartition(".")[2]: each for each in every_check()}
    assert {case.module for case in EVERY_CASE} == modules.keys()
    for name, module in modules.items():
        shown = {each.code for case in EVERY_CASE if case.module == name for each in case.expected}
        assert {rule.code for rule in module.RULES} <= shown, name


def test_every_module_of_the_folder_is_a_check():
    """The folder is the list of checks, and what begins with `_` is none."""
    folder = Path(feedkit.checks.mail.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert {each.__name__.rpartition(".")[2] for each in every_check()} == modules != set()
