"""The cases of `cases/*.md`: mails with what is found in them written in, and clean twins; see `cases/README.md`."""

from __future__ import annotations

import re
from email.header import Header
from pathlib import Path

import pytest
from literate import Block, as_expected, as_written, marked

import feedkit.checks.mail
from feedkit.checks.mail import every_check, run
from feedkit.message.tokens import Token
from feedkit.rules import every_rule

CASES = Path(__file__).parent / "cases"
KINDS = ("html", "head", "text", "fields", "subject", "encodings", "edit html", "edit text", "edit eml")


EVERY_CASE = marked(CASES)
assert {block.kind for case in EVERY_CASE for block in case.blocks} <= set(KINDS)


def unescaped(text: str) -> str:
    """The text with `\\r`, `\\n`, `\\0`, `\\x..`, `{x*1000}` and `@@UNSUBSCRIBE@@` as what they stand for."""
    text = text.replace("@@UNSUBSCRIBE@@", Token.UNSUBSCRIBE_URL)
    text = re.sub(r"\{(.)\*([0-9]+)\}", lambda found: found[1] * int(found[2]), text)
    characters = {"r": "\r", "n": "\n", "0": "\0"}
    return re.sub(r"\\(r|n|0|x[0-9a-f]{2})", lambda found: characters.get(found[1]) or chr(int(found[1][1:], 16)), text)


def edited(text: str, block: Block) -> str:
    for old, new in block.edits:
        wrong, instead = unescaped(old), unescaped(new)
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


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_what_is_found_is_what_the_case_says(case, made):
    """Every finding of the case is made at its place, and no other."""
    mail = made(case.faulty)
    found = run(mail)
    assert as_written(found) == as_expected(case)
    lines = sources(mail)
    for each in case.expected:
        same = [one for one in found if (one.rule.code, one.message) == (each.code, each.message)]
        assert [one for one in same if list(one.notes)[: len(each.notes)] == each.notes], same
        if each.line is None:
            continue
        places = [one.place for one in same if lines[one.place.path][one.place.line - 1] == each.line]
        assert places, (each.line, [one.place for one in same])
        if each.columns:
            assert each.columns in [(place.column, place.end_column) for place in places]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_nothing_is_found_in_the_twin(case, made):
    """The same mail without its fault draws no finding, of any rule."""
    assert as_written(run(made(case.clean))) == []


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
