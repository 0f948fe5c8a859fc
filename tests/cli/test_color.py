"""Who gets colours."""

from __future__ import annotations

import itertools

import pytest

from feedkit.cli.color import wanted


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "0"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_option_beats_environment_beats_terminal(choice, environ, terminal, expected):
    """What was typed counts first, then NO_COLOR, then the variables that force, then the stream."""
    assert wanted(choice, environ, terminal=terminal) is expected


def test_always_and_never_ask_nobody():
    """No environment changes what was typed."""
    names = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM")
    for chosen in itertools.chain.from_iterable(itertools.combinations(names, size) for size in range(6)):
        environ = dict.fromkeys(chosen, "1")
        assert wanted("always", environ, terminal=False)
        assert not wanted("never", environ, terminal=True)
