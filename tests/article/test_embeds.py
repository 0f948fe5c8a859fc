"""Embedded pages become links that lead to what a person would have watched."""

from __future__ import annotations

import pytest

from feedkit.article.embeds import link_to_page, text_of_drawing

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://youtube.com/embed/dQw4w9WgXcQ/",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
        "https://www.youtube.com/v/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ",
    ],
)
def test_every_address_of_a_youtube_video_leads_to_its_page(url):
    """With the picture that YouTube has of it."""
    markup, text = link_to_page(url, "", in_paragraph=False, in_link=False)
    assert (
        markup
        == f'<p><a href="{YOUTUBE}"><img src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg" alt="Video on YouTube"></a></p>'
    )
    assert text == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/embed/videoseries?list=PLx",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/channel/dQw4w9WgXcQ",
        "https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ",
        "https://evil.example/youtube.com/embed/dQw4w9WgXcQ",
    ],
)
def test_what_is_no_video_of_youtube_is_a_link_as_any_other(url):
    """Playlists, channels and hosts that only look like it."""
    markup, text = link_to_page(url, "T", in_paragraph=False, in_link=False)
    assert markup == f'<p><a href="{url}">T</a></p>'
    assert text == "T"


def test_a_video_begins_where_the_embed_did():
    """The `start` of a player is the `t` of a page; anything else is dropped."""
    assert (
        f"{YOUTUBE}&amp;t=90s"
        in link_to_page("https://www.youtube.com/embed/dQw4w9WgXcQ?start=90", "", in_paragraph=True, in_link=False)[0]
    )
    assert (
        f'"{YOUTUBE}"'
        in link_to_page("https://www.youtube.com/embed/dQw4w9WgXcQ?start=x", "", in_paragraph=True, in_link=False)[0]
    )


def test_a_title_is_plain_text():
    """Nothing in it is taken for a tag."""
    assert (
        link_to_page("https://example.net/", 'a <b> "&"\n c', in_paragraph=True, in_link=True)
        == ('a &lt;b&gt; "&amp;" c',) * 2
    )


@pytest.mark.parametrize(
    ("name", "attributes", "texts", "expected"),
    [
        ("svg", {"aria-label": "A  label"}, [("title", "no")], "A label"),
        ("svg", {}, [("title", "A &amp; B"), ("text", "no")], "A & B"),
        ("svg", {}, [("text", "no")], ""),
        ("math", {"alttext": "x^2"}, [("mi", "x")], "x^2"),
        ("math", {}, [("mi", "x"), ("annotation", "x^2")], "x^2"),
        ("math", {}, [("mi", "x"), ("annotation-xml", "no"), ("mo", "+"), ("mi", "y")], "x+y"),
        ("math", {}, [], ""),
    ],
)
def test_a_drawing_says_what_it_can(name, attributes, texts, expected):
    """Labels first, then titles or TeX, then the letters of a formula."""
    assert text_of_drawing(name, attributes, texts) == expected
