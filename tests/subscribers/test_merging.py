"""Whatever files say, in whatever order: who left is back only by a confirmation that is newer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedkit.subscribers.addresses import read_address
from feedkit.subscribers.merging import LEFT, Outcome, merged
from feedkit.subscribers.rows import Given
from feedkit.subscribers.tables import Status

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.none() | st.integers(0, 50).map(lambda day: START + timedelta(days=day))
ROWS = st.builds(
    Given,
    line=st.just(1),
    address=st.just(read_address("ana@acme.example")),
    status=st.sampled_from(Status),
    name=st.sampled_from(["", "Ana", "Other"]),
    consent_at=MOMENTS,
    confirmed_at=MOMENTS,
    left_at=MOMENTS,
)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_nobody_who_left_comes_back_without_a_newer_confirmation(rows):
    """Row after row, in all orders of all statuses."""
    there = None
    for number, row in enumerate(rows):
        now = START + timedelta(days=60 + number)
        made = merged(row, row.status, there, now, "file")
        before = dict(there) if there else None
        there = {**(there or {}), **made.values}
        assert there["status"] == made.status
        if before is None:
            assert made.outcome is Outcome.ADDED
            assert (there["left_at"] is not None) == (made.status in LEFT)
            continue
        old = Status(before["status"])
        if old in LEFT and made.status not in LEFT:
            assert old is Status.UNSUBSCRIBED
            assert row.status is Status.CONFIRMED
            assert row.confirmed_at > before["left_at"]
        if old is Status.CONFIRMED and made.status is Status.CONFIRMED and row.status in LEFT:
            assert row.left_at < (before["confirmed_at"] or before["created_at"])
        if made.status in LEFT:
            assert there["left_at"] is not None
        assert before["name"] in ("", there["name"])
        for kept, better in (("consent_at", min), ("confirmed_at", max)):
            if before[kept] is not None:
                assert there[kept] is None or there[kept] == better(there[kept], before[kept])


@given(ROWS)
def test_the_same_row_twice_changes_nothing(row):
    """So that an import is simply run again."""
    now = START + timedelta(days=60)
    first = merged(row, row.status, None, now, "file")
    again = merged(row, row.status, dict(first.values), now, "file")
    assert again.values == {}
    assert again.outcome in (Outcome.UNCHANGED, Outcome.STAYED_AWAY)
