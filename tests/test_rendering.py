"""Templates become text, and what is wrong with one is said with its path and line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedkit.exceptions import TemplateError
from feedkit.rendering import csp_hash, direction, iso, readable, render

BERLIN = ZoneInfo("Europe/Berlin")
MOMENT = datetime(2026, 5, 28, 22, 30, tzinfo=UTC)


def test_html_is_escaped_and_text_is_not():
    """What a template inserts is escaped in HTML and left as it is in plain text."""
    templates = {"page.html.jinja": "<p>{{ title }}</p>", "mail.txt.jinja": "{{ title }}"}
    assert render("page.html.jinja", templates, {"title": "<b> & \"'"}) == "<p>&lt;b&gt; &amp; &#34;&#39;</p>"
    assert render("mail.txt.jinja", templates, {"title": "<b> & \"'"}) == "<b> & \"'"


def test_lines_of_statements_leave_nothing_behind():
    """A line that holds only a statement is gone from the output, and line ends are plain newlines."""
    templates = {"a.txt.jinja": "one\r\n  {% if true %}\r\n  two\r\n  {% endif %}\r\nthree\r\n"}
    assert render("a.txt.jinja", templates, {}) == "one\n  two\nthree\n"


def test_a_template_of_the_project_builds_on_the_shipped_one_of_the_same_name():
    """A project changes one block of feedkit's template and keeps the rest, variables and macros included."""
    templates = {
        "!feedkit/a.html.jinja": (
            "{% set mark = '!' %}{% macro loud(word) %}{{ word }}{{ mark }}{% endmacro %}"
            "{% block greeting %}{{ loud('Hello') }}{% endblock %} {{ loud(name) }}"
        ),
        "a.html.jinja": "{% extends '!feedkit/a.html.jinja' %}{% block greeting %}{{ super() }} {{ loud('Hi') }}{% endblock %}",
    }
    assert render("a.html.jinja", templates, {"name": "Ana"}) == "Hello! Hi! Ana!"


@pytest.mark.parametrize(
    ("template", "line", "said", "advice"),
    [
        ("\n{{ titel }}", 2, "'titel' is undefined", "Did you mean 'title'?"),
        ("\n\n{{ title.nmae }}", 3, "no attribute 'nmae'", "given: title"),
        ("{% if title %}\n", 1, "Unexpected end of template", "every block needs its end"),
        ("\n{{ title | random }}", 2, "No filter named 'random'", "Mend the template"),
        ("{{ lipsum() }}", 1, "'lipsum' is undefined", "given: title"),
        ("\n{% extends 'b.html.jinja' %}", 2, "no template called 'b.html.jinja'", "There are: !feedkit/c.html.jinja, a.html.jinja, c.html.jinja"),
        ("\n{% extends 'a.html.jinja' %}", 2, "itself without end", '{% extends "!feedkit/a.html.jinja" %}'),
        ("\n{% include 'a.html.jinja' %}", 2, "itself without end", '{% extends "!feedkit/a.html.jinja" %}'),
        ("\n{{ title + 1 }}", 2, "TypeError", ""),
        ("\n{{ 1 // 0 }}", 2, "ZeroDivisionError", ""),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe", ""),
        ("{{ range(10**9) | list }}", 1, "Range too big", ""),
    ],
)  # fmt: skip
def test_a_fault_names_path_and_line(template, line, said, advice):
    """Whatever is wrong with a template of the project, the error says where, what, and what to do."""
    with pytest.raises(TemplateError) as caught:
        render(
            "a.html.jinja", {"a.html.jinja": template, "!feedkit/c.html.jinja": "", "c.html.jinja": ""}, {"title": "x"}
        )
    assert (caught.value.path, caught.value.line) == ("templates/a.html.jinja", line)
    assert str(caught.value).startswith(f"templates/a.html.jinja:{line}: ")
    assert said in str(caught.value)
    assert advice in caught.value.help
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize("fault", ["\n\n{{ nothing }}", "\n\n{% nothing %}"])
def test_a_fault_is_blamed_on_the_innermost_template(fault):
    """An error inside an included template names that template, not the one that includes it."""
    templates = {"a.html.jinja": "{% include 'parts/b.html.jinja' %}", "parts/b.html.jinja": fault}
    with pytest.raises(TemplateError) as caught:
        render("a.html.jinja", templates, {})
    assert (caught.value.path, caught.value.line) == ("templates/parts/b.html.jinja", 3)


def test_the_folder_of_the_project_is_named_as_it_is_called():
    """A project may keep its templates anywhere."""
    with pytest.raises(TemplateError) as caught:
        render("a.html.jinja", {"a.html.jinja": "{{ nothing }}"}, {}, folder="themes/mine")
    assert caught.value.path == "themes/mine/a.html.jinja"


def test_a_fault_in_a_shipped_template_says_that_it_ships():
    """The path of feedkit's own template is not mistaken for a file of the project."""
    with pytest.raises(TemplateError) as caught:
        render("a.html.jinja", {"!feedkit/a.html.jinja": "{{ nothing }}", "a.html.jinja": "{{ nothing }}"}, {})
    assert caught.value.path == "!feedkit/a.html.jinja"


def test_a_bug_of_ours_stays_a_traceback():
    """A failure with no template of the project in it is not dressed up as the user's mistake."""
    with pytest.raises(TypeError):
        render("a.html.jinja", {"!feedkit/a.html.jinja": "{{ 'a' + 1 }}", "a.html.jinja": "{{ 'a' + 1 }}"}, {})


def test_a_missing_template_is_an_error_without_a_line():
    """The template asked for in the first place has no place that asks for it."""
    with pytest.raises(TemplateError) as caught:
        render("a.html.jinja", {}, {})
    assert str(caught.value) == "a.html.jinja: there is no template called 'a.html.jinja'"
    assert caught.value.line == 0


def test_a_template_cannot_change_what_it_is_given():
    """Lists that come in as arguments go out as they came."""
    names = ["Ana"]
    with pytest.raises(TemplateError):
        render("a.txt.jinja", {"a.txt.jinja": "{{ names.append('x') }}"}, {"names": names})
    assert names == ["Ana"]


def test_dates_are_written_in_the_zone_of_the_site():
    """Half past ten at night in UTC is half past midnight of the next day in Berlin."""
    assert iso(MOMENT, BERLIN) == "2026-05-29T00:30:00+02:00"
    assert readable(MOMENT, BERLIN, "en-GB") == "29 May 2026, 00:30"
    assert readable(MOMENT, BERLIN, "de") == "2026-05-29, 00:30"
    template = {"a.txt.jinja": "{{ at | iso(zone) }} {{ at | readable(zone, 'en') }}"}
    assert (
        render("a.txt.jinja", template, {"at": MOMENT, "zone": UTC}) == "2026-05-28T22:30:00+00:00 28 May 2026, 22:30"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("FA", "rtl"), ("az-Arab", "rtl"), ("ur-Latn-PK", "ltr"), ("", "ltr"), ("en-arab1", "ltr")],
)  # fmt: skip
def test_languages_know_their_direction(language, expected):
    """The script decides where one is named, else the language."""
    assert direction(language) == expected


def test_the_hash_is_the_one_browsers_compute():
    """The hash of the example in the Content-Security-Policy specification (§ 2.3.1 usage, `alert('Hello, world.');`)."""
    assert csp_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
