"""The porch of formats."""

from __future__ import annotations

import pytest

from feedkit import formats
from feedkit.exceptions import FeedkitError


@pytest.mark.parametrize("name", formats.NAMES)
def test_each_format_offers_what_the_porch_says(name):
    found = formats.load(name)
    assert name == found.NAME
    assert found.EXTENSION
    assert "/" in found.MEDIA_TYPE
    assert callable(found.render)


def test_files_of_different_formats_have_different_names():
    extensions = [formats.load(name).EXTENSION for name in formats.NAMES]
    assert len(set(extensions)) == len(extensions)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A distribution that offers a format called `plain`, one that cannot be imported, and one that takes a name of ours."""
    (tmp_path / "plain_feed.py").write_text(
        'NAME = "plain"\nEXTENSION = "txt"\nMEDIA_TYPE = "text/plain"\n'
        "def render(feed, path):\n    return feed.title.encode()\n"
    )
    metadata = tmp_path / "plain_feed-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: plain-feed\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[feedkit.formats]\nplain = plain_feed\nbroken = no_such_module\nrss = plain_feed\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("installed")
def test_a_distribution_can_add_a_format(make_feed):
    assert formats.every_name() == ("rss", "atom", "json", "broken", "plain")
    assert formats.load("plain").render(make_feed(), "main.txt") == b"Example News"


@pytest.mark.usefixtures("installed")
def test_a_distribution_cannot_replace_a_format():
    assert formats.load("rss").EXTENSION != "txt"


@pytest.mark.usefixtures("installed")
def test_a_format_that_cannot_be_imported_is_named():
    with pytest.raises(FeedkitError, match="'broken' of 'no_such_module'") as caught:
        formats.load("broken")
    assert isinstance(caught.value.__cause__, ImportError)


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(FeedkitError, match="'rrs'") as caught:
        formats.load("rrs")
    assert "rss, atom, json" in caught.value.help
