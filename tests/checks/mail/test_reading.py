"""What is read from a mail: elements with their places, styles, header fields and parts."""

from __future__ import annotations

import pytest

from feedkit.checks.mail import _css, _message, _page, _selectors
from feedkit.checks.mail._source import source


def page(html: str):
    return _page.read(source("x.html", html))


def tree(html: str) -> str:
    """The elements as `name(children)`."""
    children: dict[int, list] = {}
    elements = page(html).elements
    for each in elements:
        children.setdefault(each.parent.number if each.parent else -1, []).append(each)

    def told(number: int) -> str:
        return " ".join(
            f"{each.name}({inner})" if (inner := told(each.number)) else each.name for each in children.get(number, [])
        )

    return told(-1)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<b>c</b></p>", "p(b)"),
        ("<p>a<p>b", "p p"),
        ("<ul><li>a<li>b</ul><p>", "ul(li li) p"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td td) tr(td))"),
        ("<table><tr><td><table><tr><td>a</table><td>b</table>", "table(tr(td(table(tr(td))) td))"),
        ("<div><img><br></div><hr>", "div(img br) hr"),
        ("<div></span></div>", "div"),
        ("<style>a > b{}</style><p>", "style p"),
        ("<!-- <p> --><b>", "b"),
        ("<!--[if mso]><table><![endif]--><p>", "p"),
    ],
)
def test_elements_stand_in_each_other_as_html_says(html, expected):
    assert tree(html) == expected


def test_attributes_have_their_plain_value_and_place():
    html = "<p>\n<a HREF='?a=1&amp;b=2' title=x data-y>"
    (link,) = page(html).named("a")
    assert link.get("href") == "?a=1&b=2"
    assert html[slice(*link.where("href"))] == "?a=1&amp;b=2"
    assert link.get("data-y") == ""
    assert html[slice(*link.where("data-y"))] == html[4:]
    place = page(html).source.place(link.where("title"))
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 30, 2, 31)


def test_texts_are_resolved_and_know_where_they_stand():
    html = "<p>A&nbsp;&lt; <b>B</b></p>"
    read = page(html)
    assert [(run.text, html[slice(*run.span)]) for run in read.runs] == [("A\xa0< ", "A&nbsp;&lt; "), ("B", "B")]
    assert [run.text for run in read.within(read.first("b"))] == ["B"]
    assert [each.name for each in read.inside(read.first("p"), "b", "i")] == ["b"]
    assert [run.says_something for run in page("<p>&zwnj;&#847;&nbsp; </p><p>.").runs] == [False, True]


def test_comments_are_kept_and_told_from_what_is_none():
    read = page("<!DOCTYPE html><!-- a --><![if !mso]><!--> --> <!---> <!-- never")
    assert [(each.text, each.is_closed) for each in read.comments] == [
        (" a ", True), ("[if !mso]", False), ("", True), ("", True), (" never", False),
    ]  # fmt: skip


def test_inline_styles_are_read_with_their_places():
    css = "color : RED; padding:0 !important; broken; background:url(a;b)"
    found = _css.inline(css)
    assert [(each.name, each.value, each.important) for each in found] == [
        ("color", "RED", False), ("padding", "0", True), ("background", "url(a;b)", False),
    ]  # fmt: skip
    assert [css[each.at :][: len(each.name)] for each in found] == ["color", "padding", "background"]


def test_sheets_are_read_with_their_places():
    css = "/* x */ .a,\n.b{color:#111111}\n@media screen{@supports (a:b){ p{top:0} }}\n@import url(x);"
    sheet = _css.sheet(css, 100)
    assert [(rule.selectors, rule.media, rule.is_conditional) for rule in sheet.rules] == [
        (".a,\n.b", "", False), ("p", "screen", True),
    ]  # fmt: skip
    assert [css[rule.at - 100 :][:2] for rule in sheet.rules] == [".a", "p{"]
    assert css[sheet.rules[0].declarations[0].at - 100 :].startswith("color")
    assert [(each.name, each.prelude, each.inside) for each in sheet.at_rules] == [
        ("media", "screen", ()), ("supports", "(a:b)", ("media",)), ("import", "url(x)", ()),
    ]  # fmt: skip
    assert sheet.faults == ()


@pytest.mark.parametrize("css", ["a{b:c}}d{e:f}", "a{color}", "a{b{c:d}}", "a{b:c", ")a{b:c}", "a{b:'x\n'}"])
def test_faults_of_sheets_are_noticed(css):
    """What a strict reader would drop the sheet for; what is merely never closed at its end is none."""
    assert bool(_css.sheet(css, 0).faults) is (css != "a{b:c")


@pytest.mark.parametrize(
    ("selectors", "count", "specificity", "is_understood"),
    [
        ("p", 1, (0, 0, 1), True), (".a .b, #c", 2, (0, 2, 0), True), ("a[href='x,y']", 1, (0, 1, 1), True),
        ("p:hover", 1, (0, 1, 1), False), (":root", 1, (0, 1, 0), True), ("p::before", 1, (0, 0, 2), False),
        (":is(a,b) c", 1, (0, 1, 1), False), ("div > p.x", 1, (0, 1, 2), True), ("!", 1, (0, 0, 0), False),
    ],
)  # fmt: skip
def test_selectors_are_weighed(selectors, count, specificity, is_understood):
    found = _selectors.parsed(selectors)
    assert len(found) == count
    assert (found[0].specificity, found[0].is_understood) == (specificity, is_understood)


def message(text: str):
    return _message.read(source("x.eml", text))


def test_fields_are_read_with_their_folds_and_strays():
    text = "Subject: one\r\n two\r\nnothing\r\nX-A:b\r\n\r\nbody\r\n"
    read = message(text)
    assert [(each.name, each.value) for each in read.head.fields] == [("subject", "one two"), ("x-a", "b")]
    assert [text[slice(*each.span)] for each in read.head.fields] == ["Subject: one\r\n two\r\n", "X-A:b\r\n"]
    assert [text[slice(*span)] for span in read.head.strays] == ["nothing\r\n"]
    assert [part.body for part in read.parts] == ["body\r\n"]


@pytest.mark.parametrize("ending", ["--=x--\r\n", ""])
def test_parts_are_read_without_the_line_end_of_the_boundary(ending):
    text = (
        'Content-Type: multipart/alternative;\r\n boundary="=x"\r\n\r\npreamble\r\n'
        "--=x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\nw6k=\r\n"
        f"--=x\r\n\r\ncaf=C3=A9\r\n{ending}"
    )
    read = message(text)
    assert read.boundary == "=x"
    assert read.is_closed is bool(ending)
    assert [(part.head.type, part.encoding, part.body) for part in read.parts] == [
        ("text/plain", "base64", "w6k="), ("text/plain", "7bit", "caf=C3=A9"),
    ]  # fmt: skip
    assert read.parts[0].content == "é".encode()
    assert [text[slice(*part.span)] for part in read.parts] == ["w6k=", "caf=C3=A9"]


def test_a_message_of_one_part_is_its_own_part():
    read = message("Content-Type: text/html; charset=utf-8\r\n\r\n<p>\r\n")
    assert (read.boundary, read.part("text/html").body) == ("", "<p>\r\n")
