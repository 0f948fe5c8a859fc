"""The report of `feedkit diff` as a person opens it."""

import pytest
from selenium_axe_python import Axe

from feedkit import templates
from feedkit.comparison import Background, compare
from feedkit.comparison.as_html import render
from tests.comparison.conftest import NEWEST, entry, feed


@pytest.fixture
def report(tmp_path):
    """One that has every section, written to where the browser looks."""
    before = [feed(*map(entry, (2, 3, 4, 5)), title="Old"), feed(entry(2), name="tag/a")]
    after = [
        feed(entry(1), entry(2, id="x"), entry(3, title="Better"), entry(4, published=None)),
        feed(entry(1), name="tag/b"),
    ]
    page = render(compare(before, after, Background(), base="main", now=NEWEST), templates.load(tmp_path / "none"))
    (tmp_path / "report.html").write_text(page, "utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nobody_is_kept_from_reading_it(browser, report, scheme, width):
    """Contrast, names, order of headings: no rule of axe is broken; nothing runs over the edge; nothing is fetched."""
    browser.look(scheme=scheme, width=width)
    browser.visit("report.html")
    axe = Axe(browser.driver)
    axe.inject()
    found = axe.run()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert browser.complaints() == []
