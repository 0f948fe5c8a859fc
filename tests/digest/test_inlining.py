"""Styles in the elements of a mail, and nothing else changed."""

import re
import threading
from html import escape

import premailer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.digest.inlining import MAX_DEPTH, Inliner
from feedkit.exceptions import TemplateError

BASE = ".a { color: #123456; } .b { margin: 0 0 8px; }"


def document(body, css=BASE, head="", root=""):
    return f"<!DOCTYPE html><html{root}><head><meta charset=utf-8>{head}<style>{css}</style></head><body>{body}</body></html>"


def inlined(body, css=BASE, head="", root=""):
    """The body of the document with its styles."""
    return re.search(r"<body[^>]*>(.*)</body>", Inliner().inline(document(body, css, head, root)), re.DOTALL)[1]


@pytest.mark.parametrize(
    ("css", "body", "expected"),
    [
        (BASE, '<p class="a">x</p>', '<p style="color:#123456">x</p>'),
        (BASE, '<p class="b a">x</p>', '<p style="color:#123456;margin:0 0 8px">x</p>'),
        ("p{color:#111111}.a{color:#222222}", '<p class="a">x</p>', '<p style="color:#222222">x</p>'),
        (".a p{color:#111111}", '<div class="a"><p>x</p></div><p>y</p>', '<div><p style="color:#111111">x</p></div><p>y</p>'),
        (".a>p{color:#111111}", '<div class="a"><div><p>x</p></div></div>', "<div><div><p>x</p></div></div>"),
        ("[dir=rtl] .a{float:right}", '<div dir="rtl"><b class="a">x</b></div>', '<div dir="rtl"><b style="float:right">x</b></div>'),
        (".a{color:#fff;background-color:#ABC}", '<i class="a"></i>', '<i style="color:#ffffff;background-color:#AABBCC"></i>'),
        (".a{mso-hide:all;mso-padding-alt:12px 22px}", '<i class="a"></i>', '<i style="mso-hide:all;mso-padding-alt:12px 22px"></i>'),
        (".a{color:#111111}", '<p class="a" style="color:#222222">x</p>', '<p style="color:#222222">x</p>'),
        (".a{width:100%;height:auto}", '<img class="a" width="600" height="9">', '<img style="width:100%;height:auto" width="600" height="9">'),
        ('.a{font-family:"Two Words",serif}', '<i class="a"></i>', '<i style="font-family:&quot;Two Words&quot;, serif"></i>'),
        ("/* .b{} */ .a{color:red}", '<i class="a"></i>', '<i style="color:red"></i>'),
        (".a,\n.b{color:red}", '<i class="b"></i>', '<i style="color:red"></i>'),
        (".a{text-align:center;vertical-align:top;background-color:#111111}", '<td class="a"></td>', None),
    ],
)  # fmt: skip
def test_styles_are_written_into_elements(css, body, expected):
    """By the rules of the cascade; attributes stay as they are, colours get six digits."""
    if expected is None:  # a cell wants a table around it, and must not get attributes of the same meaning
        body = f"<table><tr>{body}</tr></table>"
        expected = (
            '<table><tr><td style="text-align:center;vertical-align:top;background-color:#111111"></td></tr></table>'
        )
    assert inlined(body, css) == expected


def test_the_root_and_the_body_are_dressed_too():
    """Their attributes count for what is inside."""
    mail = Inliner().inline(
        document('<p class="a">x</p>', "html{margin:0} body{padding:0} [dir=rtl] .a{color:red}", root=' dir="rtl"')
    )
    assert mail == (
        '<!DOCTYPE html><html style="margin:0" dir="rtl"><head><meta charset=utf-8></head>'
        '<body style="padding:0"><p style="color:red">x</p></body></html>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "&#847;&zwnj;&nbsp;&shy; é \U0001f600 漢字",
        '<a href="https://exé.example/ü?a=1&amp;b=%20 c">x</a>',
        '<a href="https://recipient.invalid/unsubscribe">x</a>',
        '<!--[if mso]><table><tr><td class="a"><![endif]--><p>x</p><!--[if mso]></td></tr></table><![endif]-->',
        "<!--[if !mso]><!--><p>x</p><!--<![endif]-->",
        "<p>a<wbr>b<br/>c</p>",
        "<P TITLE='it\"s' DATA-x=y hidden>x</P>".replace("P", "p"),
        "<ul>\n<li>x</li>\n</ul>",
    ],
)  # fmt: skip
def test_what_has_no_style_is_not_touched(body):
    """Characters, foreign host names, tokens, conditional comments: what premailer would rewrite it never sees."""
    assert inlined(body) == body


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=60), st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_every_text_survives(text, depth):
    """Be it in an element or in an attribute."""
    safe = escape(text)
    body = f'{"<div>" * depth}<p title="{safe}">{safe}</p>{"</div>" * depth}'
    assert inlined(body) == body


def test_a_style_to_be_ignored_stays_with_its_importance():
    """Without `!important` the styles in the elements would win over those for telephones and for the night."""
    kept = "@media (max-width:480px){.a{color:#fff!important}} a:hover{color:red} @font-face{font-family:x;src:url(y)}"
    mail = Inliner().inline(document('<p class="a b">x</p>', head=f'<style data-premailer="ignore">{kept}</style>'))
    assert f"<style>{kept}</style>" in mail
    assert '<p style="color:#123456;margin:0 0 8px" class="a">x</p>' in mail
    assert mail.count("<style") == 1
    assert "premailer" not in mail


def test_styles_in_comments_are_for_outlook_and_stay():
    """They are not taken for the mail's own, and their classes count as used."""
    outlook = "<!--[if mso]><style>.b{color:red}</style><![endif]-->"
    mail = Inliner().inline(document('<p class="a b">x</p>', head=outlook))
    assert outlook in mail
    assert '<p style="color:#123456;margin:0 0 8px" class="b">' in mail


@pytest.mark.parametrize(
    "css",
    [
        "@media print{.a{color:red}}", "@import url(x.css);", "@font-face{font-family:x}", "a:hover{color:red}", "*{margin:0}",
        ".a + .b{color:red}", ".a ~ .b{color:red}", "p:first-child{color:red}", "[href='a,b']{color:red}", ".a{color:red", "}", ".a,{color:red}",
    ],
)  # fmt: skip
def test_what_cannot_be_written_into_elements_is_an_error(css):
    """premailer would drop it, misread it or leave it behind, and say nothing."""
    with pytest.raises(TemplateError, match=r"^edition\.css: .* cannot be written into elements") as raised:
        inlined("<p>x</p>", css)
    assert "data-premailer" in raised.value.help


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<div><p>x</div>", "</div> stands where </p> is due"),
        ("<p>x", "</body> stands where </p> is due"),
        ("x</p>", "</p> stands where </body> is due"),
        ("<div>" * MAX_DEPTH, "nested 200 levels deep"),
        ("<p><div>x</div></p>", "elements stand where HTML does not allow them"),
        ("a <b", "is not a tag"),
    ],
)
def test_what_mail_programs_would_have_to_mend_is_an_error(body, said):
    """Each mends it in another way, and some lose what is nested too deep."""
    with pytest.raises(TemplateError, match=said):
        inlined(body, "p{color:red}")


def test_a_mail_must_be_a_whole_document():
    """There is no place for styles in a piece of one."""
    with pytest.raises(TemplateError, match="no <html> with a <body>"):
        Inliner().inline("<p>x</p>")


def test_deep_nesting_loses_nothing():
    """Up to the limit that is checked everything is there."""
    depth = MAX_DEPTH - 4  # <html>, <body> and <p> are levels, too
    body = "<div>" * depth + '<p class="a">deep</p>' + "</div>" * depth + "<p>after</p>"
    assert inlined(body).endswith('<p style="color:#123456">deep</p>' + "</div>" * depth + "<p>after</p>")


@pytest.fixture
def seen(monkeypatch):
    """What premailer gets to see, one document a call."""
    documents = []
    transform = premailer.Premailer.transform

    def watched(self, html, **options):
        documents.append(html)
        return transform(self, html, **options)

    monkeypatch.setattr(premailer.Premailer, "transform", watched)
    return documents


def row(number):
    return f'<tr><td class="a" title="{number}"><a class="b" href="https://x.example/{number}">{number}</a></td></tr>'


def test_premailer_sees_the_template_and_not_the_entries(seen):
    """A thousand rows cost it what two cost."""
    for rows in (2, 1000):
        mail = inlined("<table>" + "".join(map(row, range(rows))) + "</table>")
        assert mail.count('style="color:#123456"') == rows
    assert seen[0] == seen[1]


def test_premailer_is_asked_again_only_for_elements_it_has_not_seen(seen):
    """Mails of one template, as they are made to find one that fits, are inlined at the cost of one."""
    inliner = Inliner()
    for rows in (3, 2, 1):
        inliner.inline(document("<table>" + "".join(map(row, range(rows))) + "</table>"))
    assert len(seen) == 1
    assert 'style="margin:0 0 8px"' in inliner.inline(document('<i class="b">x</i>'))
    assert len(seen) == 2
    assert 'style="color:red"' in inliner.inline(document('<i class="b">x</i>', ".b{color:red}"))
    assert len(seen) == 3


def test_nothing_is_printed_and_nothing_is_fetched(capfd):
    """premailer's parser warns of what it does not know, as all that is Outlook's; and it loads linked styles."""
    mail = Inliner().inline(
        document(
            '<p class="a">x</p>',
            ".a{mso-hide:all;nonsense:1}",
            head='<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        )
    )
    assert "mso-hide:all" in mail
    assert capfd.readouterr() == ("", "")


def test_the_same_mail_comes_out_in_every_thread():
    """premailer shares state between threads; the result does not depend on it."""
    mails = []
    body = "".join(f'<div class="a"><p class="b">{each}</p></div>' for each in range(20))
    threads = [threading.Thread(target=lambda: mails.append(Inliner().inline(document(body)))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mails) == 6
    assert len(set(mails)) == 1
