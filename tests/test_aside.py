"""What is done aside is done once, comes back whole, and fails where somebody sees it."""

from __future__ import annotations

import os
import threading

import pytest

from feedkit import aside


@pytest.fixture(params=["two processors", "one processor"])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    count = 2 if request.param == "two processors" else 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(count)), raising=False)
    return request.param


def test_plain_values_come_back_as_they_are(processors: str) -> None:
    """Much more than a pipe holds, too."""
    value = (1, "é\udcff", None, [("path", (3, 4, 5, 6))] * 50_000)
    assert aside.begun(lambda: value)() == value


def test_another_process_does_it_if_there_is_a_processor_for_it(processors: str) -> None:
    elsewhere = aside.begun(os.getpid)() != os.getpid()
    assert elsewhere == (processors == "two processors" and aside._can_be_copied())


def test_what_fails_fails_here(processors: str) -> None:
    with pytest.raises(OSError, match="gone"):
        aside.begun(lambda: (_ for _ in ()).throw(OSError("gone")))()


def test_what_is_no_plain_value_is_made_here(processors: str) -> None:
    assert isinstance(aside.begun(threading.Lock)(), type(threading.Lock()))


def test_beside_threads_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert aside.begun(os.getpid)() == os.getpid()
