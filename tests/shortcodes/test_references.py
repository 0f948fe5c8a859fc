"""Which article a reference means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.shortcodes import Context, by_name
from feedkit.shortcodes.references import base, find, guess, origin, path_of

SITE = Context(
    url="https://example.org/blog/a/",
    site_url="https://example.org/blog/",
    baseurl="/blog",
    path="posts/2026/a.md",
    articles={
        "posts/2026/a.md": "https://example.org/blog/a/",
        "posts/2026/b.md": "https://example.org/blog/b-there/",
        "posts/b.md": "https://example.org/blog/b-above/",
        "posts/c/index.md": "https://example.org/blog/c/",
        "_posts/2026-01-02-d.markdown": "https://example.org/blog/d.html",
        "one/twin.md": "https://example.org/blog/one/",
        "two/twin.md": "https://example.org/blog/two/",
    },
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("b.md", "https://example.org/blog/b-there/"),
        ("b", "https://example.org/blog/b-there/"),
        ("../b.md#x", "https://example.org/blog/b-above/#x"),
        ("/posts/b", "https://example.org/blog/b-above/"),
        ("posts/c", "https://example.org/blog/c/"),
        ("posts/c/", "https://example.org/blog/c/"),
        ("c", "https://example.org/blog/c/"),
        ("2026-01-02-d", "https://example.org/blog/d.html"),
        ("d", "https://example.org/blog/d.html"),
        ("D.md?x=1#y", "https://example.org/blog/d.html?x=1#y"),
        ("#top", "https://example.org/blog/a/#top"),
        ("https://e.org/x#y", "https://e.org/x#y"),
        ("twin", ""),
        ("gone", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("names", [None, by_name(SITE.articles)], ids=["without names", "with names"])
def test_a_reference_is_looked_up_by_path_and_then_by_name(
    reference: str, expected: str, names: dict[str, str] | None
) -> None:
    """From the folder of the article, then from the content folder, then by a name that only one article has."""
    assert find(reference, replace(SITE, names=names)) == expected


def test_an_article_that_is_not_there_gets_the_address_it_would_have() -> None:
    """Below the site, without extension."""
    assert guess("posts/gone one.md#x", SITE) == "https://example.org/blog/posts/gone%20one/#x"
    assert guess("../../x/index.md", SITE) == "https://example.org/x/"


def test_the_site_is_told_from_its_parts() -> None:
    """A path that stands in the address of the site already is not put there twice."""
    assert base(SITE) == "https://example.org/blog/"
    assert base(replace(SITE, site_url="https://example.org/")) == "https://example.org/blog/"
    assert base(replace(SITE, site_url="https://example.org/", baseurl="")) == "https://example.org/"
    assert origin(SITE) == "https://example.org"
    assert path_of("https://example.org") == "/"
    assert path_of("https://example.org/a?b#c") == "/a?b#c"
