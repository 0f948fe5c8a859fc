"""How elements look by day and by night."""

from __future__ import annotations

import pytest

from feedkit.checks.mail import Mail
from feedkit.checks.mail._colors import Color, contrast, of_attribute, parsed
from feedkit.checks.mail._reading import read

DARK = '<meta name="color-scheme" content="light dark">'


def look(html: str, *, head: str = "", by_night: bool = False):
    """The look of the element with the id `x`."""
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{html}</body></html>"
    reading = read(Mail(subject="", html=page, text="", eml=b"", path="x.html"))
    element = next(each for each in reading.page.elements if each.get("id") == "x")
    looks = reading.night if by_night else reading.day
    return looks.of(element)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#1d1b18", "#1d1b18"), ("#fff", "#ffffff"), ("navy", "#000080"), ("rgb(20, 20, 20)", "#141414"),
        (" #FFFFFF ", "#ffffff"), ("inherit", "None"), ("currentcolor", "None"), ("oklch(40% 0.2 20)", "None"), ("", "None"),
    ],
)  # fmt: skip
def test_colours_of_css_are_read(text, color):
    assert str(parsed(text)) == color


@pytest.mark.parametrize(
    ("text", "color"), [("ffffff", "#ffffff"), ("#8a3500", "#8a3500"), ("white", "#ffffff"), ("", "None")]
)
def test_colours_of_attributes_are_read(text, color):
    assert str(of_attribute(text)) == color


def test_the_contrast_is_that_of_wcag():
    """The pairs with a known ratio: the extremes, and the darkest grey that is not enough on white."""
    assert contrast(Color(0, 0, 0), Color(1, 1, 1)) == pytest.approx(21)
    assert contrast(Color(1, 1, 1), Color(1, 1, 1)) == pytest.approx(1)
    assert contrast(parsed("#777777"), parsed("#ffffff")) == pytest.approx(4.48, abs=0.005)
    assert contrast(parsed("#767676"), parsed("#ffffff")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("html", "color", "ground"),
    [
        ('<p id="x">', "#000000", "#ffffff"),
        ('<body text="#111111" bgcolor="#eeeeee"><p id="x">', "#111111", "#eeeeee"),
        ('<div style="color:#222222;background:#dddddd"><p id="x">', "#222222", "#dddddd"),
        ('<div style="color:#222222"><p id="x" style="color:inherit">', "#222222", "#ffffff"),
        ('<table bgcolor="#cccccc"><tr><td id="x" style="background-color:transparent">', "#000000", "#cccccc"),
        ('<div style="background-color:rgba(0,0,0,0.5)"><p id="x">', "#000000", "#808080"),
        ('<p id="x" style="background:url(a.png) #bbbbbb">', "#000000", "#bbbbbb"),
        ('<p id="x" style="background-image:url(a.png)">', "#000000", "None"),
        ('<p id="x" style="background:linear-gradient(#000000,#ffffff)">', "#000000", "None"),
        ('<div style="background:url(a.png)"><p id="x" style="background-color:#aaaaaa">', "#000000", "#aaaaaa"),
        ('<a id="x" href="/">', "#0000ee", "#ffffff"),
        ('<a id="x" href="/" style="color:inherit">', "#000000", "#ffffff"),
        ('<font id="x" color="#333333">', "#333333", "#ffffff"),
        ('<p id="x" style="color:#444444!important;color:#555555">', "#444444", "#ffffff"),
    ],
)
def test_colours_come_from_styles_attributes_and_ancestors(html, color, ground):
    found = look(html)
    assert (str(found.color), str(found.ground)) == (color, ground)


@pytest.mark.parametrize(
    ("css", "color"),
    [
        ("p{color:#111111}", "#111111"),
        ("p{color:#111111}.a{color:#222222}", "#222222"),
        (".a{color:#222222}p{color:#111111}", "#222222"),
        ("#x{color:#333333}p.a{color:#111111}", "#333333"),
        ("p{color:#111111!important}.a{color:#222222}", "#111111"),
        ("div p{color:#111111}body>p{color:#222222}", "#111111"),
        ("div>p{color:#111111}", "#111111"),
        ("p:hover{color:#111111}", "#000000"),
        ("[data-ogsc] p{color:#111111}", "#000000"),
        ("p[class~=a]{color:#111111}", "#111111"),
        ("u + p{color:#111111}", "#000000"),
        ("@media (max-width:480px){p{color:#111111}}", "#000000"),
        ("@media screen{p{color:#111111}}", "#111111"),
        ("@media (prefers-color-scheme:dark){p{color:#111111!important}}", "#000000"),
    ],
)
def test_rules_of_style_elements_count_by_their_weight(css, color):
    assert str(look('<div><p id="x" class="a b">', head=f"<style>{css}</style>").color) == color


def test_inline_styles_win_against_all_but_important_rules():
    html = '<p id="x" class="a" style="color:#999999">'
    assert str(look(html, head="<style>#x.a{color:#111111}</style>").color) == "#999999"
    assert str(look(html, head="<style>p{color:#111111!important}</style>").color) == "#111111"


@pytest.mark.parametrize(
    ("query", "color"),
    [
        ("(prefers-color-scheme:dark)", "#eeeeee"),
        ("only screen and (prefers-color-scheme: dark)", "#eeeeee"),
        ("(prefers-color-scheme:light)", "#111111"),
        ("(prefers-color-scheme:dark) and (max-width:480px)", "#111111"),
        ("not all and (prefers-color-scheme:dark)", "#111111"),
    ],
)
def test_rules_for_the_dark_count_at_night(query, color):
    head = f"{DARK}<style>@media {query}{{.a{{color:#eeeeee!important}}}}</style>"
    html = '<p id="x" class="a" style="color:#111111">'
    assert str(look(html, head=head, by_night=True).color) == color
    assert str(look(html, head=head).color) == "#111111"


def test_the_bare_page_is_dark_at_night_if_the_mail_says_that_it_can_be():
    found = look('<p id="x">', head=DARK, by_night=True)
    assert (str(found.color), str(found.ground)) == ("#ffffff", "#1e1e1e")


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ('<p id="x">', 16), ('<h1 id="x">', 32), ('<p id="x" style="font-size:14px">', 14),
        ('<p id="x" style="font-size:12pt">', 16), ('<div style="font-size:20px"><p id="x" style="font-size:0.5em">', 10),
        ('<div style="font-size:20px"><p id="x" style="font-size:120%">', 24), ('<p id="x" style="font-size:1.5rem">', 24),
        ('<div style="font-size:20px"><small id="x">', 16.6), ('<p id="x" style="font:bold 18px/1.5 Arial">', 18),
        ('<font id="x" size="2">', 13), ('<p id="x" style="font-size:x-small">', 10),
        ('<h2 id="x" style="font-size:22px">', 22), ('<p id="x" style="font-size:calc(1px + 2px)">', 16),
    ],
)  # fmt: skip
def test_sizes_are_in_pixels(html, size):
    assert look(html).size == pytest.approx(size)


@pytest.mark.parametrize(
    ("html", "is_bold"),
    [('<p id="x">', False), ('<b id="x">', True), ('<th id="x">', True), ('<h2 id="x" style="font-weight:400">', False),
     ('<b><span id="x">', True), ('<p id="x" style="font:700 14px Arial">', True)],
)  # fmt: skip
def test_boldness_is_inherited(html, is_bold):
    assert look(html).is_bold is is_bold


@pytest.mark.parametrize(
    ("style", "is_shown"),
    [
        ("color:#111111", True), ("display:none", False), ("visibility:hidden", False), ("opacity:0", False),
        ("opacity:0.5", True), ("max-height:0;overflow:hidden", False), ("max-height:0", True),
        ("height:0px;overflow:hidden", False), ("font-size:0", False), ("font-size:1px", False), ("font-size:1em", True),
        ("display:block", True),
    ],
)  # fmt: skip
def test_what_is_hidden_takes_all_inside_with_it(style, is_shown):
    assert look(f'<div style="{style}"><p id="x">').is_shown is is_shown
