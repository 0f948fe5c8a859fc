"""The subscribe page lists every feed, says what is new, and asks for nothing but itself."""

import re
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedkit import index_page, templates
from feedkit.exceptions import TemplateError
from feedkit.rendering import csp_hash

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The templates of a project that has none of its own."""
    return templates.load(tmp_path_factory.mktemp("project") / "templates")


@pytest.fixture
def page(shipped, sample_site, sample_feeds, sample_entries):
    """A function that renders the sample page, changed as asked, and parses it."""

    def make(**changes):
        given = {"site": sample_site, "feeds": sample_feeds, "latest": sample_entries, "templates": shipped}
        document = index_page.render(**(given | changes), opml_path="feeds.opml", timezone=BERLIN)
        return lxml.html.document_fromstring(document.content)

    return make


def texts(tree, path):
    return [" ".join(each.text_content().split()) for each in tree.xpath(path)]


def test_the_document_is_the_index_of_the_output(shipped, sample_site, sample_feeds, sample_entries):
    """It is UTF-8, says so, and the same input gives the same bytes."""
    made = [
        index_page.render(sample_site, feeds, sample_entries, shipped, opml_path="feeds.opml", timezone=BERLIN)
        for feeds in (sample_feeds, list(sample_feeds))
    ]
    assert (made[0].path, made[0].media_type) == ("index.html", "text/html; charset=utf-8")
    assert made[0] == made[1]
    assert made[0].content.startswith(b'<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">')
    assert "ليلى" in made[0].content.decode()


def test_every_format_of_every_feed_has_a_link_an_address_and_a_button(page, sample_feeds):
    """The link leads to the file beside the page; the address to copy is the public one, written out."""
    found = {
        (each.find("a").get("href"), each.find("code").text_content(), each.find("button").get("type"))
        for each in page().xpath("//li[@class='copyable']")
    }
    assert found == {(link.path, link.url, "button") for feed in sample_feeds for link in feed.links}


def test_feeds_are_grouped_main_first(page):
    """Main, then named feeds and families in the order given; each family sorted by what its feeds are called."""
    tree = page()
    assert texts(tree, "//main//h2") == [
        "Everything", "Selections", "Tags", "Categories", "Authors", "Languages", "Latest", "For your own pages",
    ]  # fmt: skip
    assert texts(tree, "//div[@class='card']/h3") == ["Deep dives", "Podcast"]
    assert texts(tree, "//section[@aria-labelledby='family-tag']//span[@class='label']") == [
        "Robots & <arms>",
        "search",
    ]


def test_the_titles_of_feeds_do_not_repeat_the_title_of_the_site(page, sample_feed):
    """Only a whole title and a separator are cut; nothing is cut to nothing."""
    titles = [
        "The Daily Model: Chips",
        "The Daily Models",
        "The Daily Model",
        "The Daily Model – ",
        "Other: The Daily Model",
    ]
    tree = page(feeds=[sample_feed(f"x{number}", title) for number, title in enumerate(titles)])
    assert texts(tree, "//div[@class='card']/h3") == [
        "Chips",
        "The Daily Models",
        "The Daily Model –",
        "Other: The Daily Model",
    ]


def test_a_family_is_called_what_the_configuration_calls_it(page, sample_feed):
    """A rule with a name of its own has a heading too, and its id cannot be one of the page's."""
    tree = page(feeds=[sample_feed("topic-areas/chips", "Chips"), sample_feed("latest/x", "X")])
    assert texts(tree, "//section[@class='family']/h2") == ["Topic areas", "Latest"]
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


@pytest.mark.parametrize("names", [("main", "tag/robots"), ("tag/robots",), ("weekly",)])
def test_all_feeds_can_be_had_at_once(page, sample_feed, names):
    """The list of all feeds is offered once, whether or not there is a main feed."""
    tree = page(feeds=[sample_feed(name, name) for name in names])
    assert [(each.get("href"), "download" in each.attrib) for each in tree.xpath("//p[@class='opml']/a")] == [
        ("feeds.opml", True)
    ]


def test_pages_announce_the_main_feeds_and_not_the_families(page, sample_feeds):
    """Head and snippet are the same lines: main in all formats, the named feeds, then languages; addresses absolute."""
    tree = page()
    announced = [
        (each.get("type"), each.get("title"), each.get("href"))
        for each in tree.xpath("/html/head/link[@rel='alternate']")
    ]
    by_name = {feed.name: feed for feed in sample_feeds}
    names = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
    assert announced == [
        (link.media_type.split(";")[0], f"{by_name[name].title} ({names[link.format]})", link.url)
        for name in ("main", "deep-dives", "podcast", "language/de", "language/ar")
        for link in by_name[name].links
    ]
    snippet = lxml.html.fragments_fromstring(tree.xpath("//section[@aria-labelledby='snippet']//pre")[0].text_content())
    assert [(each.get("type"), each.get("title"), each.get("href")) for each in snippet] == announced


def test_the_latest_entries_are_shown_with_title_date_author_and_summary(page, sample_entries):
    """Dates are in the zone of the site."""
    first = page().xpath("//ol/li")[0]
    assert first.xpath(".//h3/a/@href") == [sample_entries[0].url]
    assert texts(first, ".//h3") == [sample_entries[0].title]
    assert texts(first, ".//p[@class='byline']") == ["28 May 2026, 15:00 · Ana Writer"]
    assert first.xpath(".//time/@datetime") == ["2026-05-28T15:00:00+02:00"]
    assert texts(first, ".//p[@class='summary']") == [" ".join(sample_entries[0].summary.split())]
    assert texts(first, ".//p[@class='kicker']") == ["AI News"]


def test_entries_in_other_languages_say_so(page):
    """Screen readers change their voice, and Arabic runs from right to left."""
    marks = [(each.get("lang"), each.get("dir")) for each in page().xpath("//ol/li")]
    assert marks == [(None, None), (None, None), (None, None), ("de", "ltr"), ("ar", "rtl")]


def test_a_page_in_another_language_marks_our_english_words(page, sample_site):
    """The page has the language and direction of the site; headings and buttons of ours are marked as English."""
    tree = page(site=replace(sample_site, language="ar", title="النموذج اليومي"))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    ours = [
        *tree.xpath("//h2[not(ancestor::section[@lang])]"),
        *tree.xpath("//li//button"),
        tree.get_element_by_id("status"),
    ]
    assert len(ours) > 10
    assert {(each.get("lang"), each.get("dir")) for each in ours} == {("en", "ltr")}


def test_hundreds_of_feeds_are_folded_and_can_be_searched(page, sample_feed):
    """With more than twelve feeds in families there is a search field; a family of more than twelve folds away."""

    def with_tags(count):
        feeds = [sample_feed(f"tag/t{each}", f"Tag {each}") for each in range(count)]
        return page(feeds=[sample_feed("author/ana", "Ana"), *feeds])

    assert with_tags(11).xpath("//details | //input") == []
    assert [each.get("id") for each in with_tags(12).xpath("//details | //input")] == ["filter"]
    tree = with_tags(200)
    assert texts(tree, "//details/summary/h2") == ["Tags 200"]
    assert texts(tree, "//label[@for='filter']") == ["Find a feed"]


def test_a_site_that_has_nothing_yet_has_a_page(page, sample_site):
    """No feeds, no entries, no description: the page stands all the same."""
    tree = page(site=replace(sample_site, description=""), feeds=[], latest=[])
    assert texts(tree, "//main//h2") == ["Latest"]
    assert texts(tree, "//section[@class='latest']/p") == ["Nothing is published yet."]
    assert tree.xpath("//pre | //p[@class='opml']") == []


def test_an_entry_with_the_least_there_can_be_is_shown(page, sample_entries):
    """Authors, category and summary may be missing."""
    tree = page(latest=[replace(sample_entries[0], authors=(), category="", summary="")])
    assert texts(tree, "//ol/li/p") == ["28 May 2026, 15:00"]


def test_paths_beyond_ascii_are_encoded(page, sample_feed):
    """A link is a URL, whatever the file is called."""
    feed = sample_feed("tag/grün & gut?", "Grün")
    hrefs = page(feeds=[feed]).xpath("//li[@class='copyable']/a/@href")
    assert hrefs[0] == "tag/gr%C3%BCn%20%26%20gut%3F.rss"


def test_nothing_on_the_page_is_loaded_from_elsewhere(page):
    """No element that loads anything is there but the empty icon; the policy forbids the rest."""
    tree = page()
    loading = tree.xpath("//img | //iframe | //script[@src] | //object | //video | //audio | //source | //embed")
    assert loading == []
    assert [each.get("href") for each in tree.xpath("//link[not(@rel='alternate')]")] == ["data:,"]
    assert tree.xpath("//*[@style] | //*[@onclick]") == []
    assert "url(" not in tree.xpath("string(//style)")


def policy_of(tree):
    content = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    return dict(each.strip().split(" ", 1) for each in content.split(";"))


def test_the_policy_allows_this_style_and_this_script_only(page, shipped):
    """The hashes are of what stands between the tags, also when a project adds to it."""
    own = {
        "index.html.jinja": '{% extends "!feedkit/index.html.jinja" %}{% block style %}{{ super() }}h1 > a { color: "red" }{% endblock %}',
        "index.js": "alert('<&>');",
    }
    styles = []
    for tree in (page(), page(templates=shipped | own)):
        policy = policy_of(tree)
        assert policy["default-src"] == "'none'"
        assert policy["style-src"] == f"'{csp_hash(tree.xpath('string(//style)'))}'"
        assert policy["script-src"] == f"'{csp_hash(tree.xpath('string(//script)'))}'"
        styles.append(policy["style-src"])
    assert styles[0] != styles[1]
    assert tree.xpath("string(//script)") == "alert('<&>');"


def test_headings_go_down_by_one(page):
    """One h1, and no level is skipped on the way down."""
    levels = [int(each.tag[1]) for each in page().xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_labels_lead_somewhere(page):
    """What an element is labelled by is there, once."""
    tree = page()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)
    assert {each[1:] for each in tree.xpath("//a/@href") if each.startswith("#")} <= set(ids)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40))
def test_any_text_is_shown_as_it_is(page, sample_entries, sample_site, text):
    """Whatever a title says, the page shows it and does not obey it."""
    title = " ".join(text.split()) or "x"
    tree = page(
        site=replace(sample_site, title=title, description=title), latest=[replace(sample_entries[0], title=title)]
    )
    assert texts(tree, "//ol/li/h3") == [title]
    assert texts(tree, "//h1") == [title]
    assert tree.xpath("//meta[@name='description']/@content") == [title]
    assert len(tree.xpath("//script")) == 1


def test_a_fault_in_the_own_template_is_the_projects(page, shipped):
    """The error names the file in the project."""
    own = {
        "index.html.jinja": '{% extends "!feedkit/index.html.jinja" %}\n{% block header %}{{ site.name }}{% endblock %}'
    }
    with pytest.raises(TemplateError, match=re.escape("themes/mine/index.html.jinja:2: ")):
        page(templates=shipped | own, folder="themes/mine")
