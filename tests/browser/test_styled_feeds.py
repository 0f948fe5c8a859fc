"""What a reader meets who opens a feed itself: its style sheet makes it legible."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

FEEDS = Path(__file__).parent / "feeds"
TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SHOWN = {
    "sample.rss": {"title", "link", "description", "item", "pubDate", "channel", "rss"},
    "sample.atom": {"title", "link", "subtitle", "entry", "published", "summary", "feed"},
}
# The ratio of WCAG 2.2, 1.4.3, from the colours as computed.
CONTRASTS = """
    const luminance = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255)
        .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
        .reduce((sum, each, index) => sum + each * [.2126, .7152, .0722][index], 0);
    const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
    return [...document.querySelectorAll('*')].filter(each => each.checkVisibility()).map(each => {
        const ink = luminance(getComputedStyle(each).color);
        return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    });
"""


@pytest.fixture(params=sorted(SHOWN))
def feed(request, tmp_path):
    """A feed and its style sheet in the served folder."""
    shutil.copy(FEEDS / request.param, tmp_path)
    shutil.copy(TEMPLATES / "feed.css", tmp_path)
    return request.param


def test_a_feed_shows_what_it_is_and_hides_what_is_for_machines(browser, feed):
    """Titles, dates, summaries and addresses are shown once; ids, raw markup and other namespaces are not."""
    browser.visit(feed)
    visible = "[...document.querySelectorAll('*')].filter(each => each.checkVisibility())"
    assert set(browser.run(f"return {visible}.map(each => each.tagName)")) == SHOWN[feed]
    text = browser.run("return document.documentElement.innerText || ''") or browser.run(
        f"return {visible}.map(each => [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('')).join(' ')"
    )
    for said in (
        "The Daily Model",
        "every four hours.",
        "Robinhood lets agents trade",
        "28",
        "DuckDuckGo & the “search overhaul”",
    ):
        assert said in text
    for hidden in ("Raw", "tag:daily.example", "Media title", "Logo title", "AI News", "feedkit"):
        assert hidden not in text
    hint = browser.run("return getComputedStyle(document.documentElement, '::before').content")
    assert "copy the address of this page into your reader" in hint


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_feed_is_legible_in_light_and_dark(browser, feed, scheme):
    """Every text that is shown stands out from the paper by 4.5 to 1 at least, and the paper follows the scheme."""
    browser.look(scheme=scheme)
    browser.visit(feed)
    contrasts = browser.run(CONTRASTS)
    assert len(contrasts) > 10
    assert min(contrasts) >= 4.5
    paper = browser.run("return getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(251, 250, 248)", "dark": "rgb(23, 22, 20)"}[scheme]


def test_a_feed_asks_for_its_style_sheet_only(browser, feed):
    """Pictures and recordings named in a feed are not loaded; the icon is what browsers ask every server for."""
    browser.visit(feed)
    asked = browser.requests()
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(browser.home).netloc}
    assert {urlsplit(each).path for each in asked} - {"/favicon.ico"} == {f"/{feed}", "/feed.css"}


def test_long_summaries_are_cut_and_narrow_windows_do_not_scroll_sideways(browser, feed):
    """Four lines of a summary are enough to choose by."""
    browser.look(width=320)
    browser.visit(feed)
    assert browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    summary = "item > description" if feed.endswith("rss") else "entry > summary"
    height, line = browser.run(
        "const at = document.querySelector(arguments[0]); return [at.clientHeight, parseFloat(getComputedStyle(at).lineHeight)]",
        summary,
    )
    assert height == pytest.approx(4 * line, abs=2)


def test_a_feed_in_a_language_from_right_to_left_is_laid_out_so(browser, feed, tmp_path):
    """The language of the feed decides; dates and addresses keep their order."""
    path = tmp_path / feed
    path.write_text(path.read_text(encoding="utf-8").replace('xml:lang="en"', 'xml:lang="he"'), encoding="utf-8")
    browser.visit(feed)
    date = "pubDate" if feed.endswith("rss") else "published"
    directions = (
        "return ['title', arguments[0], 'link'].map(each => getComputedStyle(document.querySelector(each)).direction)"
    )
    assert browser.run(directions, date) == ["rtl", "ltr", "ltr"]
