"""What links and pictures of an article mean: a file, another article, or an address of the web."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.addresses import Surroundings, candidates, resolve


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("pic.png", ("https://example.org/blog/2026/05/pic.png", "2026/05/pic.png")),
        ("./pic.png?v=1#x", ("https://example.org/blog/2026/05/pic.png?v=1#x", "2026/05/pic.png")),
        ("../../top.png", ("https://example.org/blog/top.png", "top.png")),
        ("/top.png", ("https://example.org/blog/top.png", "top.png")),
        ("a%20b.png", ("https://example.org/blog/2026/05/a%20b.png", "2026/05/a b.png")),
        ("a b.png", ("https://example.org/blog/2026/05/a%20b.png", "2026/05/a b.png")),
        ("100%.png", ("https://example.org/blog/2026/05/100%25.png", "2026/05/100%.png")),
        ("%41.png", ("https://example.org/blog/2026/05/%2541.png", "2026/05/%41.png")),
        ("cafe\u0301.png", ("https://example.org/blog/2026/05/caf%C3%A9.png", "2026/05/caf\u00e9.png")),
        ("sub\\x.png", ("https://example.org/blog/2026/05/sub/x.png", "2026/05/sub/x.png")),
        ("../../../../etc/passwd", ("https://example.org/etc/passwd", "")),
        ("../../../top.png", ("https://example.org/top.png", "")),
        ("other.md#why", ("https://example.org/blog/other/#why", "")),
        ("/2026/05/other.md", ("https://example.org/blog/other/", "")),
        ("missing.png", ("https://example.org/blog/a/missing.png", "")),
        ("/missing", ("https://example.org/missing", "")),
        ("#x", ("https://example.org/blog/a/#x", "")),
        ("?q", ("https://example.org/blog/a/?q", "")),
        ("https://example.net/x y", ("https://example.net/x%20y", "")),
        ("//example.net/x", ("https://example.net/x", "")),
        ("mailto:ann@example.org", ("mailto:ann@example.org", "")),
        (" pic.png\n", ("https://example.org/blog/2026/05/pic.png", "2026/05/pic.png")),
        ("", ValueError),
        ("https://", ValueError),
    ],
)
def test_a_reference_means_a_file_an_article_or_an_address(reference, expected):
    """Files of the content folder first, then other articles, then the address a browser would open."""
    files = [
        "2026/05/pic.png",
        "top.png",
        "2026/05/a b.png",
        "2026/05/100%.png",
        "2026/05/%41.png",
        "2026/05/café.png",
        "2026/05/sub/x.png",
    ]
    surroundings = Surroundings(
        path="a.md",
        url="https://example.org/blog/a/",
        site_url="https://example.org/blog/",
        folder="2026/05",
        files=dict.fromkeys(files, 1),
        articles={"2026/05/other.md": "https://example.org/blog/other/"},
    )
    if expected is ValueError:
        with pytest.raises(ValueError):
            resolve(reference, surroundings)
    else:
        assert resolve(reference, surroundings) == expected


@given(st.text(st.characters(), max_size=60))
def test_resolving_never_leaves_the_content_folder(reference):
    """A file that is named is a file that is there; everything else is an address or a reason."""
    try:
        url, file = resolve(
            reference,
            Surroundings(
                path="a.md", url="https://example.org/a/", site_url="https://example.org/", files={"x.png": 1}
            ),
        )
    except ValueError:
        return
    assert file in {"", "x.png"}
    assert url.isascii()


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a.png", [("a.png", "")]),
        ("a.png 1x, b.png 2x", [("a.png", "1x"), ("b.png", "2x")]),
        ("a.png 640w,b.png  1280w", [("a.png", "640w"), ("b.png", "1280w")]),
        ("a.png, b.png", [("a.png", ""), ("b.png", "")]),
        (" ,, a.png ,b.png,, ", [("a.png", ""), ("b.png", "")]),
        ("a,b.png 2x", [("a,b.png", "2x")]),
        ("a.png (1, 2) x, b.png", [("a.png", "(1, 2) x"), ("b.png", "")]),
        ("a.png (unclosed, b.png", [("a.png", "(unclosed, b.png")]),
        ("a.png\n  100w\t50h , b.png", [("a.png", "100w 50h"), ("b.png", "")]),
        ("", []),
        (",", []),
    ],
)
def test_the_candidates_of_a_srcset_are_read_as_browsers_do(srcset, expected):
    """HTML standard §4.8.4.2.4: commas part candidates only after a blank or a descriptor."""
    found = candidates(srcset)
    assert [each[:2] for each in found] == expected
    assert all(srcset.startswith(address, index) for address, _, index in found)
