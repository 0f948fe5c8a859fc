"""The baseline: what was there before is not told again."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from feedkit.diagnostics import Diagnostic, Place
from feedkit.policy import baseline
from feedkit.rules import content, ids


def lines_from(text: str):
    split = text.split("\n")
    return lambda place: split[place.line - 1] if 0 < place.line <= len(split) else None


def script(line: int, path: str = "a.md", message: str = "m") -> Diagnostic:
    return Diagnostic(rule=content.SCRIPT, place=Place(path, line, 1, line, 2), message=message)


def new(found, text_then, lines_then, lines_now, *, whole=True):
    known, wrong = baseline.read(text_then, "b.json")
    assert wrong == []
    return baseline.unknown(found, known, lines_now, path="b.json", examined=lambda *_: whole)


def test_lines_that_move_are_known_again():
    """By their words, not by their numbers; blanks do not count."""
    then, now = lines_from("<script>\nx"), lines_from("new\n\n  <script> \nx")
    text = baseline.written([script(1)], then)
    assert new([script(3)], text, then, now) == []


def test_what_is_new_is_told_and_each_counts():
    """Two of a kind where one was known: one is new."""
    lines = lines_from("<script>\n<script>\nother")
    text = baseline.written([script(1)], lines)
    assert len(new([script(1), script(2)], text, lines, lines)) == 1
    assert [each.place.line for each in new([script(1), script(3)], text, lines, lines)] == [3]


def test_numbers_in_the_message_of_a_whole_file_do_not_count():
    """It grows, and stays what it was."""
    then = baseline.written(
        [Diagnostic(rule=content.SCRIPT, place=Place("a.md"), message="1,234 bytes")], lambda _: None
    )
    found = Diagnostic(rule=content.SCRIPT, place=Place("a.md"), message="5,678 bytes")
    assert new([found], then, None, lambda _: None) == []


def test_what_is_found_no_more_is_told_at_its_line_of_the_baseline():
    """So that it can be deleted there; not when it was not looked for."""
    lines = lines_from("<script>\n<form>")
    text = baseline.written([script(1), script(2)], lines)
    (stale,) = new([script(1)], text, lines, lines)
    assert (stale.rule.code, stale.place.path) == ("FK905", "b.json")
    fingerprint = baseline.fingerprint(script(2), "<form>")
    assert fingerprint in text.split("\n")[stale.place.line - 1]
    assert new([script(1)], text, lines, lines, whole=False) == []


def test_errors_are_never_remembered():
    """And one in the file silences nothing."""
    error = Diagnostic(rule=ids.DUPLICATE_ID, place=Place("a.md", 1), message="m")
    assert json.loads(baseline.written([error], lambda _: "x"))["findings"] == []
    forged = baseline.written([script(1)], lambda _: "x").replace("FK211", "FK401")
    forged = forged.replace(baseline.fingerprint(script(1), "x"), baseline.fingerprint(error, "x"))
    assert error in new([error], forged, None, lambda _: "x")


def test_the_file_is_the_same_whatever_the_order():
    """One line each, for git to merge."""
    found = [script(2), script(1), script(1, "b.md")]
    text = baseline.written(found, lines_from("x\ny"))
    assert text == baseline.written(found[::-1], lines_from("x\ny"))
    assert text.count("\n") == 5


@given(st.text())
def test_a_file_that_cannot_be_read_is_an_error_with_a_place(text):
    """Whatever is in it; nothing is silenced then."""
    known, wrong = baseline.read(text, "b.json")
    assert known == {}
    assert all(each.rule.code == "FK906" and each.place.line >= 1 for each in wrong)
    assert wrong
