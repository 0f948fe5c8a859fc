"""Mails as full as Gmail shows them, and no fuller."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.digest.fitting import ENCODED_LIMIT, HTML_LIMIT, RESERVE, Measure, fit
from feedkit.exceptions import TemplateError

ROOM = HTML_LIMIT - RESERVE


def mail(sizes, frame=5_000, picture=700, extras=9_000):
    """A function that makes a mail of any measure: entries of these sizes in a frame; summaries are half of them."""

    def render(measure):
        made.append(measure)
        shown = sizes[: measure.entries]
        texts = sum(size // 2 + min(size // 2, measure.summary or size) for size in shown)
        pictures = min(measure.pictures, len(shown) - 1) + measure.lead_picture
        return "x" * (frame + texts + picture * pictures + extras * measure.extras + 3_000 * measure.small_pictures)

    made = []
    return render, made


def chosen(sizes, encoded=len, **changes):
    render, made = mail(sizes, **changes)
    return fit(render, len(sizes), encoded), made


def test_a_mail_that_fits_is_made_once_and_shows_everything():
    """Nothing is given up without need."""
    found, made = chosen([1_000] * 20)
    assert made == [Measure(entries=20, pictures=19)] == [found.measure]
    assert found.html == "x" * (5_000 + 20_000 + 14_000 + 9_000 + 3_000)


@pytest.mark.parametrize(
    ("number", "size", "given_up"),
    [
        (49, 1_000, {"small_pictures": False}),
        (60, 1_000, {"small_pictures": False, "pictures": 29}),
        (70, 1_000, {"small_pictures": False, "pictures": 17}),
        (84, 1_000, {"small_pictures": False, "pictures": 0}),
        (85, 1_000, {"small_pictures": False, "pictures": 0, "lead_picture": False, "summary": 280}),
        (105, 1_000, {"small_pictures": False, "pictures": 0, "lead_picture": False, "summary": 280}),
        (120, 1_000, {"small_pictures": False, "pictures": 0, "lead_picture": False, "summary": 160}),
        (140, 1_000, {"small_pictures": False, "pictures": 0, "lead_picture": False, "summary": 90}),
        (155, 1_000, {"small_pictures": False, "pictures": 0, "lead_picture": False, "summary": 90, "extras": False}),
    ],
)
def test_things_are_given_up_in_order(number, size, given_up):
    """Pictures from the last story on, then the length of summaries, then what is not of the day; entries last."""
    found, _ = chosen([size] * number)
    assert found.measure == Measure(**({"entries": number, "pictures": number - 1} | given_up))


def test_entries_are_left_out_when_nothing_else_helps():
    """As few as possible."""
    found, made = chosen([1_000] * 300)
    assert found.measure.entries == (ROOM - 5_000) // 590
    assert found.measure.summary == 90
    assert len(made) < 12


@given(st.lists(st.integers(0, 30_000), min_size=1, max_size=300), st.floats(1, 3))
@settings(max_examples=200, deadline=None)
def test_what_is_found_fits_and_one_more_entry_would_not(sizes, growth):
    """Whatever the sizes are; and it is found in few trials."""
    render, made = mail(sizes)

    def encoded(html):
        return int(len(html) * growth)

    def fits(html):
        return len(html) <= ROOM and encoded(html) <= ENCODED_LIMIT - RESERVE

    try:
        found = fit(render, len(sizes), encoded)
    except TemplateError:
        assert not fits(render(made[-1]))
        assert made[-2].entries == 1
        return
    assert len(made) <= 5 + 2 * math.ceil(math.log2(len(sizes) + 1))
    assert fits(found.html)
    assert found.html == render(found.measure)
    fuller = Measure(
        entries=found.measure.entries + 1,
        pictures=0,
        lead_picture=False,
        small_pictures=False,
        summary=90,
        extras=False,
    )
    if found.measure.entries < len(sizes):
        assert not fits(render(fuller))


def test_both_the_html_and_its_encoded_form_must_fit():
    """Nobody knows which of them Gmail counts; Arabic grows by a third in base64, German by more in quoted-printable."""
    assert chosen([1_000] * 45)[0].measure.small_pictures
    tight = chosen([1_000] * 45, encoded=lambda html: len(html) * 4 // 3)[0]
    assert not tight.measure.small_pictures
    assert len(tight.html) * 4 // 3 <= ENCODED_LIMIT - RESERVE


def test_a_frame_that_is_too_large_is_an_error_of_the_template():
    """It says by how much, and that the template is the place to look at."""
    with pytest.raises(
        TemplateError, match=r"^edition\.html\.jinja: a mail with one entry is 2\.0 times as large as what Gmail shows"
    ):
        chosen([100], frame=2 * ROOM)
