"""Comments in articles that silence rules."""

from __future__ import annotations

import pytest

from feedkit.diagnostics import Diagnostic, Place
from feedkit.policy.comments import comments_in, silenced
from feedkit.rules import content, front_matter, ids

PATH = "articles/a.md"
ARTICLE = """\
---
title: A  # feedkit: ignore[FK111]
# feedkit: ignore[FK122, markup-in-text]
summary: B
---

First block,
two lines <!-- feedkit: ignore[FK211] -->
and a third.

<!-- feedkit: ignore[FK222] -->

Second block,
its end.

Third block.

```
<!-- feedkit: ignore[FK211] -->
```
"""


def lines_of(text: str) -> list[tuple[int, int, int, list[str]]]:
    return [
        (each.place.line, each.first, each.last, [word for word, _ in each.codes]) for each in comments_in(text, PATH)
    ]


def test_what_comments_are_about():
    """A line of front matter, a block of the body; what is shown as code is none."""
    assert lines_of(ARTICLE) == [
        (2, 2, 2, ["FK111"]),
        (3, 4, 4, ["FK122", "markup-in-text"]),
        (8, 7, 9, ["FK211"]),
        (11, 13, 14, ["FK222"]),
    ]


def test_a_whole_file():
    """Wherever it stands."""
    assert lines_of("---\ntitle: A\n---\n\nx\n\n<!-- feedkit: ignore-file[FK211] -->\n") == [(7, 1, 8, ["FK211"])]


def test_articles_in_yaml_and_html():
    """YAML has one kind of comment, HTML no code blocks in backticks."""
    assert [each.first for each in comments_in("title: A\n# feedkit: ignore[FK111]\nx: 1\n", "a.yml")] == [3]
    assert [each.first for each in comments_in("---\n---\n`\n<p><!-- feedkit: ignore[FK211] -->\n`", "a.html")] == [3]


def told(text: str, *found: Diagnostic) -> list[tuple[str, int, int]]:
    after = silenced(found, comments_in(text, PATH), examined=lambda _rule, _path: True)
    return sorted((each.rule.code, each.place.line, each.place.column) for each in after)


def finding(rule, line: int) -> Diagnostic:
    return Diagnostic(rule=rule, place=Place(PATH, line, 1, line, 2), message="m")


def test_what_is_named_is_silenced_and_nothing_else():
    """A comment for one rule leaves others alone, and other lines."""
    text = "---\ntitle: A\n---\nx <!-- feedkit: ignore[FK211] -->\n\ny\n"
    assert told(text, finding(content.SCRIPT, 4)) == []
    assert told(text, finding(content.SCRIPT, 6)) == [("FK211", 6, 1), ("FK901", 4, 24)]
    assert told(text, finding(content.FORM, 4)) == [("FK213", 4, 1), ("FK901", 4, 24)]


def test_a_finding_in_several_lines_is_met_by_any():
    """The comment may stand at its end."""
    text = "---\ntitle: A\n---\n<script>\n\n</script> <!-- feedkit: ignore[FK211] -->\n"
    found = Diagnostic(rule=content.SCRIPT, place=Place(PATH, 4, 1, 6, 10), message="m")
    assert told(text, found) == []


def test_names_do_as_well_as_codes():
    """In any case."""
    assert told("---\n---\nx <!-- feedkit: ignore[script] -->", finding(content.SCRIPT, 3)) == []
    assert told("---\n---\nx <!-- feedkit: ignore[fk211] -->", finding(content.SCRIPT, 3)) == []


def test_a_comment_must_name_a_rule():
    """There is no blanket form."""
    assert told("---\n---\nx <!-- feedkit: ignore -->", finding(content.SCRIPT, 3)) == [
        ("FK211", 3, 1),
        ("FK902", 3, 3),
    ]


def test_a_rule_that_does_not_exist_is_told_with_what_was_meant():
    """And families are no codes."""
    (wrong,) = silenced(
        (), comments_in("---\ntitle: A # feedkit: ignore[scrpt]\n---\n", PATH), examined=lambda *_: True
    )
    assert (wrong.rule.code, wrong.place.column, wrong.help) == ("FK903", 28, "did you mean script?")
    assert told("---\n---\n<!-- feedkit: ignore[FK2] -->x") == [("FK903", 3, 22)]


def test_errors_are_not_silenced():
    """They are told, and so is that the comment is in vain."""
    error = finding(ids.DUPLICATE_ID, 2)
    assert told("---\nid: x # feedkit: ignore[FK401]\n---\n", error) == [("FK401", 2, 1), ("FK904", 2, 25)]


def test_what_was_not_looked_for_is_not_called_unused():
    """With paths, no feed is made."""
    comments = comments_in("---\nid: x # feedkit: ignore[FK409]\n---\n", PATH)
    assert silenced((), comments, examined=lambda rule, _: not rule.code.startswith("FK4")) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\ntitle: A # feedkit: ignore[FK111, FK122]\n---\n", "---\ntitle: A # feedkit: ignore[FK122]\n---\n"),
        ("---\n# feedkit: ignore[FK111]\nsummary: A\n---\n", "---\nsummary: A\n---\n"),
        ("---\nsummary: A # feedkit: ignore[FK111]\n---\n", "---\nsummary: A\n---\n"),
    ],
)
def test_the_fix_of_an_unused_one_takes_it_away(text, after):
    """One code, the whole comment, or its line."""
    from feedkit.mending import mended

    found = silenced([finding(front_matter.MARKUP_IN_TEXT, 2)], comments_in(text, PATH), examined=lambda *_: True)
    fixes = [each.fix for each in found if each.fix is not None]
    assert mended(text.encode(), fixes[:1])[0].decode() == after
