"""Fixes of articles: kept only if they do what they promise."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit.cli.progress import silent
from feedkit.config import load
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Severity
from feedkit.policy import Policy
from feedkit.rules import content
from feedkit.workflow import fixing
from feedkit.workflow.build import open_desk
from feedkit.workflow.fixing import Seen
from feedkit.workflow.inspection import Inspector
from feedkit.workflow.selection import BuildOptions
from feedkit.workflow.telling import told_with_comments

MANY = int(os.environ.get("FEEDKIT_GENERATED_ARTICLES", "150"))
"""How many articles are made up; 10,000 before a release."""


@pytest.fixture(scope="module")
def look(tmp_path_factory):
    """What is found in an article of these bytes."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "feedkit.yml").write_text("site: {title: A, url: https://a.example/}\n")
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text("---\ntitle: A\ndate: 2026-05-07\n---\nText.\n")
    config = load(folder / "feedkit.yml", environ={})
    options = BuildOptions(now=datetime(2026, 6, 1, tzinfo=UTC))
    inspector = Inspector(folder, config, options, open_desk(folder, config, options, progress=silent))

    def look(raw: bytes) -> Seen:
        seen = inspector.inspect_bytes("a.md", raw)
        told = told_with_comments(Policy(), seen.found, seen.comments, examined=lambda *_: True)
        return Seen(seen.article is not None, told)

    return look


def fixed(look, raw: bytes, *, unsafe: bool = False) -> bytes:
    return fixing._fix(look, raw, look(raw).told, unsafe=unsafe)[0]


CASES = [
    ("a date in another form", "---\ntitle: A\ndate: May 7, 2026\n---\n", "---\ntitle: A\ndate: 2026-05-07\n---\n", False),
    ("a date that could be two", "---\ntitle: A\ndate: 07/05/2026\n---\n", None, True),
    ("a quoted date", "---\ntitle: A\ndate: '2026/5/7'\n---\n", "---\ntitle: A\ndate: 2026-05-07\n---\n", False),
    ("a word of YAML 1.1", "---\ntitle: A\ndate: 2026-05-07\ndraft: yes\n---\n", "---\ntitle: A\ndate: 2026-05-07\ndraft: true\n---\n", False),
    ("a number in quotes", "---\ntitle: A\ndate: 2026-05-07\nviews: '4'\n---\n", "---\ntitle: A\ndate: 2026-05-07\nviews: 4\n---\n", False),
    ("an underscore", "---\ntitle: A\ndate: 2026-05-07\nlang: pt_BR\n---\n", "---\ntitle: A\ndate: 2026-05-07\nlang: pt-BR\n---\n", False),
    ("a mistyped key, safely", "---\ntitle: A\ndate: 2026-05-07\nsumary: B\n---\n", None, False),
    ("a mistyped key", "---\ntitle: A\ndate: 2026-05-07\nsumary: B\n---\n", "---\ntitle: A\ndate: 2026-05-07\nsummary: B\n---\n", True),
    ("a mistyped key beside the right one", "---\ntitle: A\ndate: 2026-05-07\nsumary: B\nsummary: C\n---\n", None, True),
    ("markup in a title", '---\ntitle: A <b>"b"</b>\ndate: 2026-05-07\n---\n', '---\ntitle: "A \\"b\\""\ndate: 2026-05-07\n---\n', True),
    ("a byte order mark", "\ufeff---\ntitle: A\ndate: 2026-05-07\n---\n", "---\ntitle: A\ndate: 2026-05-07\n---\n", False),
    ("mixed line ends", "---\r\ntitle: A\r\ndate: 2026-05-07\n---\r\n", "---\r\ntitle: A\r\ndate: 2026-05-07\r\n---\r\n", False),
    ("blanks at the end", "---\ntitle: A  \ndate: 2026-05-07\t\nsummary: |\n  b  \n---\n", "---\ntitle: A\ndate: 2026-05-07\nsummary: |\n  b  \n---\n", False),
    ("a control character", "---\ntitle: A\ndate: 2026-05-07\n---\nB\x07ell\n", "---\ntitle: A\ndate: 2026-05-07\n---\nBell\n", False),
    ("a comment without use", "---\ntitle: A # feedkit: ignore[FK122]\ndate: 2026-05-07\n---\n", "---\ntitle: A\ndate: 2026-05-07\n---\n", False),
    ("all at once", "\ufeff---\r\ntitle: A\r\ndate: 7 May 2026 19:00\nlang: de_DE  \r\n---\r\nB\x07\r\n", "---\r\ntitle: A\r\ndate: 2026-05-07 19:00\r\nlang: de-DE\r\n---\r\nB\r\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "unsafe"), [each[1:] for each in CASES], ids=[each[0] for each in CASES])
def test_what_is_mended(look, before, after, unsafe):
    """To the letter; nothing where it cannot be known what is meant."""
    assert fixed(look, before.encode(), unsafe=unsafe).decode() == (before if after is None else after)


def test_a_fix_that_leaves_its_finding_is_not_made():
    """Nor one after which the article cannot be read, nor one that brings up something else."""

    def script(text: str) -> Diagnostic:
        place = Place("a.md", 1, 1, 1, 2)
        fix = Fix(message="m", applicability=Applicability.SAFE, edits=(Edit(place, text),))
        return Diagnostic(rule=content.SCRIPT, place=place, message="m", fix=fix)

    form = Diagnostic(rule=content.FORM, place=Place("a.md", 1), message="m")
    for after in (Seen(True, [script("b")]), Seen(False, []), Seen(True, [form])):
        assert fixing._fix(
            lambda raw, after=after: Seen(True, [script("b")]) if raw == b"a" else after, b"a", [], unsafe=False
        ) == (b"a", 0)
    assert fixing._fix(lambda raw: Seen(True, [script("b")] if raw == b"a" else []), b"a", [], unsafe=False) == (
        b"b",
        1,
    )


def test_one_bad_fix_does_not_hold_up_the_others():
    """They are tried one by one."""

    def seen(raw: bytes) -> Seen:
        found = []
        for number, good in ((0, "x"), (1, "y")):
            if raw[number : number + 1] == b"a":
                place = Place("a.md", 1, number + 1, 1, number + 2)
                fix = Fix(message="m", applicability=Applicability.SAFE, edits=(Edit(place, good),))
                found.append(Diagnostic(rule=content.SCRIPT, place=place, message=good, fix=fix))
        return Seen(b"x" not in raw, found)

    assert fixing._fix(seen, b"aa", [], unsafe=False) == (b"ay", 1)


def test_there_are_ten_passes_at_most():
    """A rule whose fix calls for another one ends all the same."""

    def seen(raw: bytes) -> Seen:
        place = Place("a.md", 1, 1, 1, 1)
        fix = Fix(message="m", applicability=Applicability.SAFE, edits=(Edit(place, "x"),))
        left = 100 - len(raw)
        return Seen(
            True, [Diagnostic(rule=content.SCRIPT, place=place, message=str(each), fix=fix) for each in range(left)]
        )

    assert fixing._fix(seen, b"", [], unsafe=False)[1] == fixing.PASSES


dates = st.sampled_from(
    ["2026-05-07", "2026/5/7", "May 7, 2026", "07.05.2026", "2026-13-01", "'7 May 2026 19:00'", "12"]
)
keys = st.sampled_from(
    ["sumary", "summary", "draft", "lang", "tags", "tag", "views", "extra", "udated", "id", "image", "autor"]
)
values_ = st.sampled_from(
    [
        "yes",
        "no",
        "pt_BR",
        "[a, A, a]",
        "'4'",
        "<b>x</b>",
        "a: b",
        "|\n  one  \n  two",
        "",
        "{x: 1}",
        "a.png",
        "tag:a,2026:1",
    ]
)
bodies = st.sampled_from([
    "Text.", "<script>x()</script>", "![](a.png)", "![a](missing.png)", "[x](y.md)", "B\x07ell", "``` \ncode", "<b>open", "# H\n\n### I",
    "<!-- feedkit: ignore[FK211] -->", "x <!-- feedkit: ignore[script, FK9999] -->", "* * *", "**bold **", "| a |\n|--|\n| b | c |",
    "a\u200bb", "https://a.example/x", "<a href=''>y</a>", "&nbsp;", "wordä wordä", "[^1]\n\n[^1]: note", "http://a.example:80/",
])  # fmt: skip


@st.composite
def articles(draw) -> bytes:
    """An article a writer could have written in a hurry, on any machine."""
    title = draw(st.sampled_from(["A", "B <i>c</i>", "'D'", "E  "]))
    lines = ["---", f"title: {title}", f"date: {draw(dates)}"]
    for key in draw(st.lists(keys, max_size=4, unique=True)):
        comment = draw(st.sampled_from(["", "", " # feedkit: ignore[FK111]", "  "]))
        lines.append(f"{key}: {draw(values_)}{comment}")
    lines += ["---", "", *"\n\n".join(draw(st.lists(bodies, max_size=5))).split("\n")]
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n"]]))
    text = "".join(line + ends[index % len(ends)] for index, line in enumerate(lines))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "cp1252"]))
    return text.encode(encoding, "replace")


@settings(
    max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(articles(), st.booleans())
def test_fixes_are_valid_and_done_once(look, raw, unsafe):
    """What could be read still can; no error is new; and a second time there is nothing to do."""
    before = look(raw)
    after = fixed(look, raw, unsafe=unsafe)
    again = look(after)
    assert again.readable or not before.readable
    errors = [each.rule.code for each in before.told if each.severity is Severity.ERROR]
    assert len([each for each in again.told if each.severity is Severity.ERROR]) <= len(errors)
    assert fixed(look, after, unsafe=unsafe) == after


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(
            lambda text: f"---\ntitle: A\ndate: 2026-05-07\n{text}\n---\n{text}".encode("utf-8", "surrogatepass")
        ),
    )
)
def test_any_bytes_are_looked_at_and_mended(look, raw):
    """Whatever stands in a file, a look ends with findings in it, each at a line and a column or at the whole of it."""
    for each in look(raw).told:
        assert (each.place.line == 0) == (each.place.column == 0)
        assert each.place.path.startswith("articles/")
    fixed(look, raw, unsafe=True)
