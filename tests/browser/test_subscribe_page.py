"""What a reader meets who opens the subscribe page."""

from dataclasses import replace
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.keys import Keys
from selenium_axe_python import Axe


def wait_until(browser, script):
    """Wait, two seconds at most, until the script finds what it looks for."""
    found = browser.driver.execute_async_script(f"""
        const done = arguments[0], end = Date.now() + 2000;
        (function look() {{ (({script}) || Date.now() > end) ? done({script}) : setTimeout(look, 20); }})();
    """)
    assert found, script


STATUS = "document.getElementById('status').textContent"


def test_each_button_copies_the_address_beside_it(browser, publish, sample_feeds):
    """What is pasted afterwards is the public address, to the letter; the page says that it was copied."""
    publish()
    browser.visit("index.html")
    copied = set()
    for place in browser.all("li.copyable"):
        place.find_element("css selector", "button").click()
        wait_until(browser, f"{STATUS} === 'Copied.'")
        copied.add(browser.clipboard())
        browser.run("document.getElementById('status').textContent = ''")
    assert copied == {link.url for feed in sample_feeds for link in feed.links}


def test_the_snippet_is_copied_whole(browser, publish):
    """The lines for a page's head arrive as they are shown."""
    publish()
    browser.visit("index.html")
    browser.all(".snippet button")[0].click()
    wait_until(browser, f"{STATUS} === 'Copied.'")
    snippet = browser.clipboard()
    assert snippet == browser.run("return document.querySelector('pre').textContent")
    assert len(snippet.splitlines()) == 15
    assert snippet.startswith(
        '<link rel="alternate" type="application/rss+xml" title="The Daily Model (RSS)" href="https://daily'
    )


@pytest.mark.parametrize("button", [".main-feed button", ".row button", ".snippet button"])
def test_copying_works_without_the_clipboard_interface(browser, publish, button):
    """A page served by plain http has none; the older way copies the same text."""
    publish()
    browser.visit("index.html", host="plain-http.test")
    assert browser.run("return navigator.clipboard === undefined")
    place = browser.run("return document.querySelector(arguments[0]).closest('.copyable')", button)
    expected = browser.run(
        "return (arguments[0].querySelector('pre') || arguments[0].querySelector('code')).textContent", place
    )
    place.find_element("css selector", "button").click()
    wait_until(browser, f"{STATUS} === 'Copied.'")
    browser.visit("index.html")
    assert browser.clipboard().strip() == expected.strip()


def test_where_copying_is_refused_the_address_is_selected(browser, publish, sample_feeds):
    """The reader is told which keys to press, and sees what they will copy."""
    publish()
    browser.visit("index.html", host="plain-http.test")
    browser.run("document.execCommand = () => false")
    place = browser.all(".row .copyable")[0]
    place.find_element("css selector", "button").click()
    wait_until(browser, f"{STATUS}.includes('Ctrl+C')")
    assert browser.run("return getSelection().toString()") in {link.url for feed in sample_feeds for link in feed.links}
    assert place.find_element("css selector", "code").is_displayed()


def test_every_link_leads_somewhere(browser, publish, sample_feeds, sample_entries, sample_site):
    """Links to feeds are answered by the server of the page; all others are the site's and the articles'."""
    publish()
    browser.visit("index.html")
    links = [each.get_property("href") for each in browser.all("a[href]")]
    here = {each for each in links if urlsplit(each).netloc == urlsplit(browser.home).netloc}
    assert set(links) - here == {sample_site.url, *(entry.url for entry in sample_entries)}
    paths = {"index.html", "feeds.opml", *(link.path for feed in sample_feeds for link in feed.links)}
    assert {urlsplit(each).path[1:] for each in here} == paths
    for each in here:
        with urlopen(each, timeout=5) as answer:
            assert answer.status == 200


def test_the_recorder_sees_requests_to_other_hosts(browser, tmp_path):
    """Without this the next test would prove nothing."""
    (tmp_path / "leak.html").write_text(
        '<!DOCTYPE html><link rel="icon" href="data:,"><img src="http://elsewhere.test/x.png">'
    )
    browser.visit("leak.html")
    assert browser.requests() == [f"{browser.home}/leak.html", "http://elsewhere.test/x.png"]
    assert any("elsewhere.test" in each for each in browser.complaints())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(browser, publish, scheme):
    """One request, no matter what the entries show; the console stays empty, also while the page is used."""
    publish()
    browser.look(scheme=scheme)
    browser.visit("index.html")
    browser.all("button")[0].click()
    wait_until(browser, f"{STATUS} === 'Copied.'")
    assert browser.run("return document.documentElement.classList.contains('scripted')")
    assert browser.run("return getComputedStyle(document.querySelector('.main-feed')).borderTopStyle") == "solid"
    assert browser.requests() == [f"{browser.home}/index.html"]
    assert browser.complaints() == []


def violations(browser):
    axe = Axe(browser.driver)
    axe.inject()
    found = axe.run()
    assert len(found["passes"]) > 20
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser, publish, scheme, width):
    """Names, roles, contrast, landmarks, headings: whatever axe-core knows of."""
    publish()
    browser.look(scheme=scheme, width=width)
    browser.visit("index.html")
    assert violations(browser) == []


def test_axe_finds_no_violation_where_text_runs_from_right_to_left(browser, publish, sample_site):
    """The same page for an Arabic site."""
    publish(site=replace(sample_site, language="ar", title="النموذج اليومي", description="كل أربع ساعات"))
    browser.visit("index.html")
    assert violations(browser) == []
    assert browser.run("return getComputedStyle(document.body).direction") == "rtl"


@pytest.fixture
def many(publish, sample_feed, sample_feeds):
    """The page with twenty more tags."""
    publish(
        feeds=[*sample_feeds, *(sample_feed(f"tag/t{each}", f"The Daily Model: Künste {each}") for each in range(20))]
    )


def test_a_long_family_opens_and_can_be_searched(browser, many):
    """Accents and case do not matter; what does not match is hidden, the number of matches is said."""
    browser.visit("index.html")
    assert not browser.all("details .rows")[0].is_displayed()
    field = browser.all("#filter")[0]
    field.send_keys("KUNSTE 3")
    wait_until(browser, f"{STATUS} === '2 feeds'")
    shown = [each.text for each in browser.all(".row .label") if each.is_displayed()]
    assert sorted(shown) == ["Künste 13", "Künste 3"]
    assert violations(browser) == []
    field.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.DELETE)
    wait_until(browser, f"{STATUS} === '26 feeds'")
    assert not browser.all("details .rows")[0].is_displayed()
    assert sum(each.is_displayed() for each in browser.all(".family")) == 4


def test_a_folded_family_passes_axe_open_and_closed(browser, many):
    """The heading of a family is the handle that opens it."""
    browser.visit("index.html")
    assert violations(browser) == []
    browser.all("summary")[0].send_keys(Keys.ENTER)
    assert browser.all("details .rows")[0].is_displayed()
    assert violations(browser) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_narrow_screen_scrolls_in_one_direction_only(browser, publish, sample_feed, sample_feeds, scripts):
    """At 320 pixels nothing is cut off, however long a word or an address is (WCAG 2.2, 1.4.10)."""
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    publish(feeds=[*sample_feeds, sample_feed(f"tag/{word.lower()}", word), sample_feed(word, word, description=word)])
    browser.look(width=320, scripts=scripts)
    browser.visit("index.html")
    assert browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_scripts_addresses_are_there_and_buttons_are_not(browser, publish, sample_feeds):
    """What cannot work is not shown; every address can be selected with one click."""
    publish()
    browser.look(scripts=False)
    browser.visit("index.html")
    assert [each for each in browser.all("button, .filter") if each.is_displayed()] == []
    codes = browser.all(".addresses code")
    assert {each.text for each in codes if each.is_displayed()} == {
        link.url for feed in sample_feeds for link in feed.links
    }
    codes[0].click()
    assert browser.run("return getSelection().toString()") == codes[0].text


def test_on_paper_addresses_are_printed(browser, many):
    """Folded families are unfolded, and nothing is printed that must be pressed."""
    browser.look(media="print")
    browser.visit("index.html")
    assert [each for each in browser.all("button, .filter, .skip") if each.is_displayed()] == []
    assert browser.run("return [...document.querySelectorAll('.row code')].every(each => each.checkVisibility())")
    assert browser.run("return document.querySelector('details .rows').getBoundingClientRect().height") > 1000


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser, many):
    """First the way past the header; then each link, button and field, with an outline."""
    browser.visit("index.html")
    body = browser.all("body")[0]
    body.send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.text == "Skip to the feeds"
    assert browser.run("return arguments[0].getBoundingClientRect().top", skip) >= 0
    skip.send_keys(Keys.ENTER)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "subscribe"
    reached = set()
    for _ in range(200):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        tag, outline = browser.run(
            "const at = document.activeElement; return [at.tagName, parseFloat(getComputedStyle(at).outlineWidth)]"
        )
        if tag == "BODY":
            break
        assert outline >= 2, tag
        reached.add(tag)
    assert reached == {"A", "BUTTON", "INPUT", "SUMMARY", "PRE"}
