"""Each reader's own morning, in weeks when clocks are changed too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from publications import make_publication
from smtp_server import SmtpServer

from feedkit.cli.front_door import main
from feedkit.config import parse
from feedkit.subscribers import Subscriber
from feedkit.workflow.due_times import due_time

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "Pacific/Apia",
)


def reader(zone: str) -> Subscriber:
    return Subscriber(id=1, email="a@acme.example", name="", language="", timezone=zone, topics=())


def due(at: str, zone: str, cutoff: datetime) -> datetime:
    config, found = parse(
        f'site: {{title: R, url: "https://r.example/"}}\nsend: {{at: "{at}"}}\n', "feedkit.yml", environ={}
    )
    assert not found
    return due_time(config, cutoff)(reader(zone))


@pytest.mark.parametrize(
    ("at", "zone", "cutoff", "expected"),
    [
        ("08:00", "Europe/Berlin", "2026-03-27T18:00", "2026-03-28T07:00"),
        ("08:00", "Europe/Berlin", "2026-03-28T18:00", "2026-03-29T06:00"),  # an hour less lies between
        ("08:00", "Europe/Berlin", "2026-10-24T18:00", "2026-10-25T07:00"),
        ("02:30", "Europe/Berlin", "2026-03-28T18:00", "2026-03-29T01:00"),  # there is no 02:30: the first moment after
        ("02:30", "Europe/Berlin", "2026-10-24T18:00", "2026-10-25T00:30"),  # it is 02:30 twice: the first
        ("02:30", "Europe/Berlin", "2026-10-25T00:45", "2026-10-26T01:30"),  # which has passed; nobody gets it twice
        ("08:00", "America/New_York", "2026-11-01T01:00", "2026-11-01T13:00"),
    ],
)
def test_the_time_is_that_of_the_readers_clock_on_the_day(at, zone, cutoff, expected):
    moment = datetime.fromisoformat(cutoff).replace(tzinfo=UTC)
    assert due(at, zone, moment) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 23),
)
def test_it_is_never_before_the_edition_closed_and_within_a_day_and_a_change_of_clocks(zone, cutoff, hour):
    moment = due(f"{hour:02}:15", zone, cutoff)
    assert cutoff <= moment <= cutoff + timedelta(hours=26)
    shown = moment.astimezone(ZoneInfo(zone))
    assert (shown.hour, shown.minute) == (hour, 15) or shown.utcoffset() != (moment - timedelta(hours=3)).astimezone(
        ZoneInfo(zone)
    ).utcoffset()


def test_cron_with_due_mails_at_eight_on_the_day_clocks_go_back(tmp_path):
    """`--due` every quarter of an hour, on the night of 2026-10-25 in Berlin: once, at 07:00 UTC, not at 06:00."""
    publication = make_publication(tmp_path / "project", f"sqlite:///{tmp_path}/project/feedkit.db")
    for article in (publication.folder / "articles").glob("*.md"):
        article.write_text(article.read_text().replace("2026-05-28T09", "2026-10-24T09"))
    publication.subscribe(2, timezone="Europe/Berlin")
    with SmtpServer() as server:
        publication.configure(server.port, send='send: {via: smtp, at: "08:00"}')
        taken = {}
        for now in ("2026-10-24T18:30", "2026-10-25T00:45", "2026-10-25T01:45", "2026-10-25T06:15", "2026-10-25T07:00", "2026-10-25T08:00"):  # fmt: skip
            done = CliRunner().invoke(main, ["-C", str(publication.folder), "--now", f"{now}:00Z", "send", "--due"])
            assert done.exit_code == 0, done.output
            taken[now[8:16]] = len(server.taken)
    assert list(taken.values()) == [0, 0, 0, 0, 2, 2]
