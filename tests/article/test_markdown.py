"""Markdown is CommonMark with the additions of GitHub, and costs no memory that stays."""

from __future__ import annotations

import subprocess
import sys

import pytest

from feedkit.article.markdown import to_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("~~a~~", "<p><del>a</del></p>\n"),
        ("https://example.org", '<p><a href="https://example.org">https://example.org</a></p>\n'),
        ("<b>raw</b> <script>x</script>", "<p><b>raw</b> <script>x</script></p>\n"),
        ("<!--more-->", "<!--more-->\n"),
        ("[x](javascript:y)", '<p><a href="javascript:y">x</a></p>\n'),
        ("", ""),
        ("a\ud800b", "<p>ab</p>\n"),
    ],
)
def test_markdown_becomes_html(text, expected):
    """Raw HTML and every address pass through: `portability` looks at them next."""
    assert to_html(text) == expected


def test_non_characters_come_out_as_something_that_can_be_found():
    """cmark writes U+FFFE as a byte that is no UTF-8; it must neither raise nor vanish unseen."""
    assert to_html("a&#xFFFE;&#xFFFF;b") == "<p>a\udcfe\udcffb</p>\n"


def test_the_engine_gives_its_memory_back():
    """cmarkgfm frees neither tree nor text; two thousand articles would keep some 80 MB."""
    program = (
        "import resource; from feedkit.article.markdown import to_html\n"
        "text = 'Some *words* and [a link](https://example.org/).\\n\\n' * 100\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for _ in range(200): to_html(text)\n"
        "before = peak()\n"
        "for _ in range(2000): to_html(text)\n"
        "print(peak() - before)"
    )
    pytest.importorskip("resource")
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2) counts in bytes there, in kilobytes elsewhere
    assert int(result.stdout) * unit < 10_000_000
