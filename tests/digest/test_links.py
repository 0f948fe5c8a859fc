"""Parameters that tell a site's analytics where readers come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.digest.links import tagged

UTM = {"utm_source": "daily mail", "utm_medium": "email"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a", "https://x.example/a?utm_source=daily%20mail&utm_medium=email"),
        ("https://x.example/a?b=1#c", "https://x.example/a?b=1&utm_source=daily%20mail&utm_medium=email#c"),
        ("https://x.example/a?utm_medium=rss", "https://x.example/a?utm_medium=rss&utm_source=daily%20mail"),
        ("https://x.example/#/a?b", "https://x.example/?utm_source=daily%20mail&utm_medium=email#/a?b"),
        (
            "https://x.example/?x=%C3%A9&y=a+b",
            "https://x.example/?x=%C3%A9&y=a+b&utm_source=daily%20mail&utm_medium=email",
        ),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("tel:+491234", "tel:+491234"),
        ("#top", "#top"),
    ],
)
def test_parameters_are_added_to_what_is_there(url, expected):
    """Query and fragment stay as they are written; what is not of the web is left alone."""
    assert tagged(url, UTM) == expected


@given(st.from_regex(r"https://x\.example/[a-z]{0,5}(\?[a-z_=&%0-9]{0,20})?(#[a-z/?]{0,8})?", fullmatch=True))
def test_tagging_twice_is_tagging_once(url):
    """A link that passes through twice does not grow."""
    once = tagged(url, UTM)
    assert tagged(once, UTM) == once
    assert tagged(url, {}) == url
