"""The pace: as fast as it goes, half as fast when told so, and slowly more again."""

from __future__ import annotations

from feedkit.workflow.pace import SLOWEST, Pace


class Watch:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_waits_until_the_relay_complains():
    pace = Pace(Watch())
    assert pace.rate is None
    assert pace.delay(1000) == 0


def test_a_complaint_halves_the_rate_and_makes_a_pause():
    watch = Watch()
    pace = Pace(watch)
    for _ in range(100):  # 100 a second
        watch.now += 0.01
        pace.accepted(1)
    assert pace.slower() == 1.0
    assert 45 <= pace.rate <= 55
    assert pace.delay(10) >= 1.0
    assert pace.delay(10) >= 1.1, "the ten before come first"


def test_pauses_double_while_nothing_is_taken_and_the_rate_has_an_end():
    pace = Pace(Watch())
    assert [pace.slower() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pace.rate == SLOWEST


def test_the_rate_rises_again_slowly():
    watch = Watch()
    pace = Pace(watch)
    pace.accepted(10)
    pace.slower()
    low = pace.rate
    for _ in range(50):
        pace.accepted(1)
    assert low < pace.rate < 2 * low
