"""The watch over rules: what the package finds counts, what a test makes by hand does not."""

from dataclasses import replace

import pytest

from feedkit import quick_dataclasses
from feedkit.checks.feeds import check_feed
from feedkit.diagnostics import Diagnostic, Place
from feedkit.rules import every_rule


@pytest.fixture
def seen(pytestconfig):
    """The codes seen, none at first; afterwards all are there that were."""
    conftest = next(each for each in pytestconfig.pluginmanager.get_plugins() if hasattr(each, "rules_seen"))
    codes = conftest.rules_seen.seen
    before = set(codes)
    codes.clear()
    yield codes
    codes |= before


def test_a_finding_of_the_package_is_seen(seen):
    found = check_feed(b"<rss>", "feed.xml")
    assert seen == {each.rule.code for each in found} != set()


def test_a_finding_made_by_a_test_is_not(seen):
    made = Diagnostic(rule=every_rule()["FK101"], place=Place("a.md"), message="made")
    replace(made, message="again")
    quick_dataclasses.replace(made, message="again")
    assert seen == set()
