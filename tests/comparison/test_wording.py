"""The words of a comparison, whatever it is written as."""

from datetime import timedelta

from feedkit.comparison.wording import headline, sections
from tests.comparison.conftest import NEWEST


def test_the_headline_counts_as_the_sections_do(compared, make_feed, make_entry):
    """An entry that was re-dated and edited as well is in one section, and counts once."""
    before = [make_feed(*map(make_entry, (1, 2, 3)))]
    moved = make_entry(2, title="Better", published=NEWEST - timedelta(hours=5))
    comparison = compared(before, [make_feed(make_entry(1, title="Other"), moved, make_entry(3))])
    assert [(heading, len(entries)) for _, heading, _, entries in sections(comparison)] == [
        ("Re-dated", 1),
        ("Edited", 1),
    ]
    assert headline(comparison) == "1 edited, 1 re-dated."
    assert (comparison.counts["edited"], comparison.counts["redated"]) == (2, 1)
