"""The content of several entries on one page."""

import pytest

from feedkit.digest.embedding import contents, embedded
from feedkit.model import Heading

URL = "https://daily.example/articles/0"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<p id="a" class="b">x</p>', '<p id="s-a" class="b">x</p>'),
        (f'<a href="{URL}#a">x</a>', '<a href="#s-a">x</a>'),
        (f'<a href="{URL}">x</a>', f'<a href="{URL}">x</a>'),
        ('<a href="https://daily.example/articles/01#a">x</a>', '<a href="https://daily.example/articles/01#a">x</a>'),
        ('<a name="a">x</a>', '<a name="s-a">x</a>'),
        ('<img src="x.png" usemap="#m"><map name="m"></map>', '<img src="x.png" usemap="#s-m"><map name="s-m"></map>'),
        ('<p title="a &amp; &quot;b&quot; > c">&amp; &lt;</p><!-- <p id="a"> -->', '<p title="a &amp; &quot;b&quot; &gt; c">&amp; &lt;</p><!-- <p id="a"> -->'),
        ("<table><tr><td>x</td></tr></table>", '<div class="wide" role="group" tabindex="0"><table><tr><td>x</td></tr></table></div>'),
        (
            '<table><tr><td headers="a b"><table></table></td></tr></table>',
            '<div class="wide" role="group" tabindex="0"><table><tr><td headers="s-a s-b"><table></table></td></tr></table></div>',
        ),
        (
            '<table><tr><th align="left"> </th><th>x</th><th></th></tr></table>',
            '<div class="wide" role="group" tabindex="0"><table><tr><td align="left"></td><th>x</th><td></td></tr></table></div>',
        ),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_ids_become_the_pages_own_and_links_to_them_stay_on_the_page(entry, content, expected):
    """So that two entries can have the same; what leads elsewhere leads there."""
    assert embedded(entry(0, content=content), "s-", 3) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([2, 3, 3, 2], [3, 4, 4, 3]),
        ([1, 2, 3], [3, 4, 5]),
        ([2, 4, 6, 3], [3, 4, 5, 4]),
        ([4, 2, 3], [3, 3, 4]),
        ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_lie_below_the_title_without_a_gap(entry, levels, expected):
    """Whatever an author began with or skipped; the table of contents says the same."""
    content = "".join(f'<h{level} id="h{number}">x</h{level}>' for number, level in enumerate(levels))
    wanted = "".join(f'<h{level} id="s-h{number}">x</h{level}>' for number, level in enumerate(expected))
    headings = tuple(Heading(level=level, id=f"h{number}", text="x") for number, level in enumerate(levels))
    one = entry(0, content=content, headings=headings)
    assert embedded(one, "s-", 3) == wanted
    assert [min(each.level + 2, 6) for each in contents(one, "s-")] == expected
    assert contents(one, "s-")[0] == Heading(level=1, id="s-h0", text="x")
