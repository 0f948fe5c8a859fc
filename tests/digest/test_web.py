"""The editions on the web."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from urllib.parse import urldefrag

import lxml.html
import pytest

from feedkit.digest.plans import Correction
from feedkit.digest.web import ArchivedEdition, archive, archive_url, page_path, page_url, web_edition
from feedkit.exceptions import TemplateError
from feedkit.message.tokens import found_in
from feedkit.model import Image

EDITIONS = (
    ArchivedEdition(date=date(2026, 4, 30), subject="The <last> of April", url="https://daily.example/editions/2026-04-30/", entries=1),
    ArchivedEdition(date=date(2026, 5, 28), subject="Of May", url="https://daily.example/editions/2026-05-28/", entries=4),
    ArchivedEdition(date=date(2026, 5, 28), subject="Another of May", url="https://daily.example/editions/2026-05-28.2/", entries=2),
    ArchivedEdition(date=date(2025, 5, 1), subject="Of last year", url="https://daily.example/editions/2025-05-01/", entries=12),
)  # fmt: skip


def tree(document):
    return lxml.html.document_fromstring(document.content.decode())


def text_of(element):
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def document(edition, masthead, shipped):
    """The page of the edition."""
    return web_edition(edition, masthead, shipped)


@pytest.fixture(scope="module")
def page(document):
    return tree(document)


def test_the_page_lies_where_its_address_says(document, edition):
    """In a folder of its date, so that the address needs no file name."""
    assert document.path == "editions/2026-05-28/index.html"
    assert document.media_type == "text/html; charset=utf-8"
    assert page_url("https://daily.example/", edition.id) == edition.url
    assert page_path("daily/2026-05-28.2") == "editions/2026-05-28.2/index.html"
    assert (
        page_url("https://daily.example/news/", "daily/2026-05-28.2")
        == "https://daily.example/news/editions/2026-05-28.2/"
    )
    assert archive_url("https://daily.example/") == "https://daily.example/editions/"


def test_everybody_sees_the_same_page(document):
    """No value of a recipient is in it, nor a way to unsubscribe somebody."""
    page = document.content.decode()
    assert found_in(page) == ()
    assert "nsubscribe" not in page


def test_the_head_says_what_the_page_is_and_where_the_feeds_are(page, edition, masthead):
    """To browsers, readers, search engines and those who share it."""
    assert page.findtext("head/title") == f"{edition.subject} – The Daily Model"
    assert page.xpath('//link[@rel="canonical"]/@href') == [edition.url]
    assert [
        (each.get("type"), each.get("href"), each.get("title")) for each in page.xpath('//link[@rel="alternate"]')
    ] == [
        ("application/rss+xml", "https://daily.example/feed.rss", "The Daily Model (RSS)"),
        ("application/atom+xml", "https://daily.example/feed.atom", "The Daily Model (Atom)"),
    ]
    assert page.xpath('//meta[@property="og:image"]/@content') == ["https://cdn.example/0.png"]
    assert page.xpath('//meta[@property="og:url"]/@content') == [edition.url]
    assert page.xpath('//meta[@name="description"]/@content') == [edition.entries[0].summary]


def test_the_page_has_the_full_content_of_every_entry(page, edition, compose, entry, masthead, shipped):
    """Also of those that the mail only counts."""
    assert [text_of(each) for each in page.xpath("//article//h2")] == [each.title for each in edition.entries]
    for number, article in enumerate(page.xpath("//article")):
        assert f"First of {number}." in article.text_content()
        assert article.xpath(".//h2/a/@href") == [edition.entries[number].url]
    entries = [entry(each) for each in range(120)]
    large = tree(web_edition(compose(entries, linked=frozenset(each.id for each in entries[10:])), masthead, shipped))
    assert len(large.xpath("//article")) == 120


def test_the_table_of_contents_leads_to_every_entry_and_its_parts(page):
    """Every link within the page has a place to lead to, and ids are unique although the articles' are not."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [urldefrag(each)[1] for each in page.xpath("//a/@href") if each.startswith("#")]
    assert set(inside) <= set(ids)
    nav = page.xpath("//nav")[0]
    assert nav.xpath(".//a/@href")[:4] == ["#story-1", "#story-1-why", "#story-2", "#story-2-why"]
    assert [text_of(each) for each in nav.xpath("./ol/li/a")] == [text_of(each) for each in page.xpath("//article//h2")]
    assert "#story-1-why" in page.xpath("//article//a/@href")


def test_headings_skip_no_level(page):
    """From the date of the edition down to the headings in articles."""
    levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert text_of(page.xpath("//h1")[0]) == "Thursday, May 28, 2026"


def test_a_story_shows_all_there_is_to_tell(page):
    """Kicker, byline, time, length, views, comments, summary, picture and credit."""
    head = text_of(page.xpath("//article/header")[1])
    assert head.startswith(
        "AI News DuckDuckGo grows <after> Google’s overhaul By Ana Writer and Ben Reader · May 28, 2026, 5:00\xa0AM".replace(
            "\xa0", " "
        )
    )
    assert "· 4 min read · 110 views · 1 comment" in head
    assert head.endswith("What number 1 is about.")
    assert page.xpath("//article//time/@datetime")[0] == "2026-05-28T09:00:00-04:00"
    figure = page.xpath("//article//figure")[0]
    assert figure.xpath("img/@alt") == ["Picture of 0"]
    assert text_of(figure) == "Drawn by us"
    assert [text_of(each) for each in page.xpath('//section[@class="after"]')] == [
        "Relevant tools Tool 0 Tool 1",
        "About the author Ana Writer Ana covers AI daily.",
    ]


def test_a_summary_that_the_content_repeats_is_not_shown_twice(compose, entry, masthead, shipped):
    """As one that was made from the first paragraph."""
    entries = [
        entry(0, summary="It’s the start & more…", content="<p>It’s the\nstart &amp; more than that.</p>"),
        entry(1, summary="Said by hand.", content="<p>Something else.</p>"),
    ]
    page = tree(web_edition(compose(entries), masthead, shipped))
    assert [text_of(each) for each in page.xpath('//p[@class="standfirst"]')] == ["Said by hand."]


def test_late_entries_and_corrections_are_on_the_page(edition, masthead, shipped):
    """As in the mail."""
    correction = Correction(id="x", title="Old <story>", url="https://daily.example/old", note="Three & not four.")
    late = frozenset([edition.entries[2].id])
    page = tree(web_edition(edition, masthead, shipped, earlier=late, corrections=[correction]))
    assert [text_of(each) for each in page.xpath('//*[@class="flag"]')] == ["Earlier"]
    assert "Earlier · By Ana Writer" in text_of(page.xpath("//article")[2])
    assert "Corrections Old <story> Three & not four." in text_of(page.xpath("//main")[0])


def test_nothing_but_what_articles_show_is_loaded(document, page):
    """No script ever, no style, font or frame of ours from elsewhere."""
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none';")
    assert "script" not in document.content.decode().replace("description", "")
    assert not page.xpath("//link[@rel='stylesheet'] | //iframe | //form")


def test_pictures_of_a_site_without_encryption_are_shown_on_the_web(compose, entry, masthead, shipped):
    """Browsers load them, mail programs do not."""
    edition = compose([entry(0, image=Image(url="http://daily.example/0.png", alt="A"))])
    assert "http://daily.example/0.png" not in edition.html
    assert tree(web_edition(edition, masthead, shipped)).xpath("//figure/img/@src") == ["http://daily.example/0.png"]


def test_languages_and_directions_are_said(compose, entry, masthead, shipped):
    """Of the site, of our own words, and of entries in other languages."""
    head = replace(masthead, language="it")
    page = tree(web_edition(compose([entry(0), entry(1, language="ar", title="عنوان")], head), head, shipped))
    assert (page.get("lang"), page.get("dir")) == ("it", "ltr")
    article = page.xpath("//article")[1]
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert article.xpath('.//span[contains(., "min read")]/@lang') == ["en"]
    assert page.xpath("//h1/@lang") == ["en"]


def test_the_archive_lists_editions_by_month_newest_first(masthead, shipped):
    """Each with its date and the number of its stories, whatever order they come in."""
    document = archive(masthead, EDITIONS, shipped)
    assert document.path == "editions/index.html"
    page = tree(document)
    assert [text_of(each) for each in page.iter("h1", "h2")] == ["All editions", "May 2026", "April 2026", "May 2025"]
    assert [text_of(each) for each in page.xpath("//li")] == [
        "Another of May Thursday, May 28, 2026 · 2 stories",
        "Of May Thursday, May 28, 2026 · 4 stories",
        "The <last> of April Thursday, April 30, 2026 · 1 story",
        "Of last year Thursday, May 1, 2025 · 12 stories",
    ]
    assert page.xpath("//li//a/@href")[0] == "https://daily.example/editions/2026-05-28.2/"
    assert page.xpath('//link[@rel="canonical"]/@href') == ["https://daily.example/editions/"]
    assert len(page.xpath('//link[@rel="alternate"]')) == 2
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))
    assert found_in(document.content.decode()) == ()
    assert archive(masthead, EDITIONS[::-1], shipped) == document


@pytest.mark.parametrize("language", ["ar", "ja", "de"])
def test_the_pages_speak_the_language_of_the_site(compose, masthead, shipped, language):
    """Dates and our own words."""
    head = replace(masthead, language=language)
    words = {
        "ar": ("مايو 2026", "كل الأعداد", "في هذا العدد"),
        "ja": ("2026年5月", "バックナンバー", "この号の内容"),
        "de": ("Mai 2026", "Alle Ausgaben", "In dieser Ausgabe"),
    }[language]
    assert all(each in text_of(tree(archive(head, EDITIONS, shipped)).find("body")) for each in words[:2])
    assert all(each in text_of(tree(web_edition(compose(head=head), head, shipped)).find("body")) for each in words[1:])


def test_a_project_changes_a_part_of_the_pages(edition, masthead, shipped):
    """By blocks; faults are named."""
    own = '{% extends "!feedkit/web_edition.html.jinja" %}{% block contents %}<p>Mine</p>{% endblock %}'
    page = tree(web_edition(edition, masthead, shipped | {"web_edition.html.jinja": own}))
    assert not page.xpath("//nav")
    assert len(page.xpath("//article")) == 4
    with pytest.raises(TemplateError, match=r"templates/editions\.html\.jinja:1: 'moths' is undefined"):
        archive(masthead, EDITIONS, shipped | {"editions.html.jinja": "{{ moths[0] }}"})


def test_the_style_of_the_archive_is_the_one_its_policy_allows(masthead, shipped):
    """By its hash; scripts and forms are not."""
    page = archive(masthead, EDITIONS, shipped).content.decode()
    assert re.search(r"style-src 'sha256-[A-Za-z0-9+/]{43}='; ", page)
