"""The porch of mail checks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import feedkit.checks
from feedkit.checks.mail import Mail, every_check, run
from feedkit.diagnostics import Severity, in_reading_order
from feedkit.digest.composition import Masthead, compose
from feedkit.message import Sender, sample
from feedkit.message.tokens import Token
from feedkit.model import Entry, Image, Person
from feedkit.rules import every_rule

TEMPLATES = Path(__file__).parents[3] / "templates"
ADDRESS = "1 Mill Street, Leeds LS1 1AA"


def names(found) -> set[str]:
    return {each.rule.name for each in found}


def test_the_clean_mail_draws_no_finding(make_mail):
    """A realistic mail made by hand passes, with tokens in it or with the values of a recipient."""
    mail = make_mail()
    assert run(mail) == []
    filled = mail.html.replace(Token.UNSUBSCRIBE_URL, "https://news.example.org/leave/4fa1c09be2")
    assert run(replace(mail, html=filled)) == []


def test_without_a_message_only_the_texts_are_looked_at(make_mail):
    mail = replace(make_mail(), eml=b"")
    assert run(mail) == []
    assert names(run(replace(mail, html=mail.html.replace(' role="presentation"', "", 1)))) == {"unfit-layout-table"}


def test_without_a_known_postal_address_an_address_element_counts(make_mail):
    mail = replace(make_mail(), postal_address="")
    assert [each.message for each in run(mail)] == ["there is no postal address"]
    marked = re.sub("<p (.*?)>(Example News, 1 Mill.*?)</p>", r"<address \1>\2</address>", mail.html)
    assert run(replace(mail, html=marked)) == []


def test_without_a_known_web_edition_any_page_below_the_archive_counts(make_mail):
    mail = replace(make_mail(), web_url="")
    assert run(mail) == []
    other = mail.html.replace("https://news.example.org/editions/2026-05-28/", "https://news.example.org/editions/")
    assert [each.message for each in run(replace(mail, html=other))] == ["there is no link to the web edition"]


def test_findings_come_in_reading_order_and_each_once(make_mail):
    mail = make_mail(html="<p>x", text="x", fields="From: x\n")
    found = run(mail)
    assert found == in_reading_order(found)
    assert {each.place.path.rpartition(".")[2] for each in found} == {"html", "txt", "eml"}


def test_every_check_says_what_it_can_find_and_the_rules_are_in_the_table():
    for check in every_check():
        assert check.RULES
        assert check.__doc__
        for rule in check.RULES:
            assert every_rule()[rule.code] is rule


def test_checks_of_mails_are_no_checks_of_feeds():
    assert "feedkit.checks.mail" not in {each.__name__ for each in feedkit.checks.every_check()}


def test_what_an_inliner_breaks_is_found(make_mail):
    """The default of premailer takes `!important` away; telephones and the night are then as the day."""
    mail = make_mail()
    found = run(replace(mail, html=mail.html.replace("!important", "")))
    assert {"powerless-style", "low-contrast-in-dark-mode"} >= names(found) >= {"powerless-style"}
    assert len([each for each in found if each.rule.name == "powerless-style"]) > 5


def entry(number: int, language: str = "") -> Entry:
    moment = datetime(2026, 5, 28, number // 60, number % 60, tzinfo=UTC)
    return Entry(
        id=f"tag:news.example.org,2026:{number}",
        url=f"https://news.example.org/2026/05/28/story-{number}/",
        title=f"Story {number}, and what became of it",
        published=moment,
        updated=moment,
        summary="Long ago there was a number that nobody wanted, until somebody counted again. " * 2,
        content="<p>At length.</p>",
        authors=(Person(name="Ana Bauer", bio="Counts."),),
        category=("AI", "Science", "World")[number % 3],
        language=language,
        image=Image(url=f"https://news.example.org/images/{number}.jpg", alt=f"A picture of {number}"),
        views=number,
    )


def composed(count: int, language: str) -> Mail:
    """The mail that feedkit's own templates make of so many entries."""
    masthead = Masthead(
        title="Example News",
        url="https://news.example.org/",
        zone=ZoneInfo("Europe/Berlin"),
        archive_url="https://news.example.org/editions/",
        language=language,
        postal_address=ADDRESS,
    )
    edition = compose(
        masthead,
        id="daily/2026-05-28",
        date=date(2026, 5, 28),
        cutoff=datetime(2026, 5, 28, 16, tzinfo=UTC),
        entries=[entry(number) for number in range(count)],
        url="https://news.example.org/editions/2026-05-28/",
        templates={path.name: path.read_text("utf-8") for path in TEMPLATES.iterdir() if path.is_file()},
    )
    sender = Sender(name="Example News", email="news@example.org", list_id="daily.example.org")
    return Mail(
        subject=edition.subject,
        html=edition.html,
        text=edition.text,
        eml=sample(edition, sender, date=datetime(2026, 5, 28, 16, tzinfo=UTC)),
        path="editions/2026-05-28.html",
        entries=edition.entries,
        web_url=edition.url,
        postal_address=ADDRESS,
    )


@pytest.mark.parametrize(("count", "language"), [(1, "de"), (7, "en"), (7, "ar"), (7, "ja"), (120, "en")])
def test_the_mails_of_our_own_templates_draw_no_error_and_no_warning(count, language):
    found = [each for each in run(composed(count, language)) if each.severity is not Severity.INFO]
    assert [(each.rule.name, each.place, each.message) for each in found] == []


def test_a_mail_of_60_kilobytes_is_checked_to_its_end():
    mail = composed(36, "en")
    assert len(mail.html.encode()) > 55_000
    assert all(each.severity is not Severity.ERROR for each in run(mail))


PIECES = st.sampled_from(
    [
        '<p style="color:red">', "</p>", "<!--[if mso]>", "<![endif]-->", "<style>", "</style>", "a{b:c}", "@media{", "}",
        '<img src="data:x">', '<a href="http://[::1">', "<table>", "<td bgcolor=#1>", "&#150;", "<", "\x00", "\ud800", "é",
        '<div style="width:calc(1px;color:#ffz', '">', "<h3>", "text", "\r", "\n", "<svg", "</table>", ":is(", "[x=",
        '<meta name="color-scheme" content="dark">', "<html>", "<head>", "<body>", "rgb(1 2 3)", "url(", "--",
    ]
)  # fmt: skip
BYTES = st.sampled_from(
    [
        b"From: a@b\r\n", b"To:", b"\r\n", b"\n", b"\r", b"\x00", b"Content-Type: multipart/alternative; boundary=x\r\n",
        b"--x", b"--x--", b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?q?=ff?=", b"=?", b"?=", b"\xff", b" ",
        b"Subject: ", b"List-Unsubscribe: <https://x>", b"Date: x\r\n", b"Message-ID: <@>\r\n", b"." * 3, b"A" * 80,
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    html=st.lists(PIECES, max_size=30).map("".join),
    text=st.text(max_size=100),
    eml=st.lists(BYTES, max_size=25).map(b"".join),
)
def test_nothing_makes_it_fail(html, text, eml):
    """Whatever comes in, findings come out, and their places lie in the texts."""
    mail = Mail(subject="x", html=html, text=text, eml=eml, path="x.html", entries=(entry(1),))
    lines = {"x.html": html.count("\n"), "x.txt": text.count("\n"), "x.eml": eml.count(b"\n")}
    for each in run(mail):
        assert each.message
        assert "\n" not in each.message
        assert 0 <= each.place.line <= each.place.end_line <= lines[each.place.path] + 1
