"""reStructuredText as Nikola and Pelican have it, rendered."""

from __future__ import annotations

import pytest

from feedkit.dialects._restructured import to_html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See :doc:`other-post`.", "<p>See {{% doc %}}other-post{{% /doc %}}.</p>"),
        ("The :abbr:`HTML (Markup)` text.", '<p>The <abbr title="Markup">HTML</abbr> text.</p>'),
        (".. raw:: html\n\n   <b>x</b>", "<b>x</b>"),
        (".. contents::\n   :depth: 2\n\nText", "<p>Text</p>"),
        (
            ".. youtube:: dQw4w9WgXcQ\n   :align: center",
            '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Video on YouTube"></iframe>',
        ),
        (".. vimeo:: 1234", '<iframe src="https://player.vimeo.com/video/1234" title="Video on Vimeo"></iframe>'),
        (".. gist:: ab/123456", '<p><a href="https://gist.github.com/ab/123456">Code on GitHub</a></p>'),
        (
            ".. thumbnail:: /a.png\n   :alt: An alt\n\n   Said of it",
            '<figure><img src="/a.png" alt="An alt"><figcaption>Said of it</figcaption></figure>',
        ),
        (
            ".. sourcecode:: Python\n   :linenos: table\n   :nowrap:\n\n   if a < 1:\n       b()",
            '<pre><code class="language-python">if a &lt; 1:\n    b()\n</code></pre>',
        ),
        (".. code-block::\n   :hl_lines: 1,2\n\n   plain", "<pre><code>plain\n</code></pre>"),
        (".. thumbnail:: /a.png", '<p><img src="/a.png" alt=""></p>'),
        (".. slides::\n\n   /a.png\n   /b.png", '<p><img src="/a.png" alt=""></p><p><img src="/b.png" alt=""></p>'),
        (r":math:`\frac{1}{x} < 1`", r'<p><span class="math">\(\frac{1}{x} &lt; 1\)</span></p>'),
        (".. math::\n\n   x^2", r'<div class="math">\[x^2\]</div>'),
        ('.. youtube:: "><script>', ""),
        (".. raw:: html\n   :file: /etc/passwd", ""),
        (".. include:: /etc/passwd", ""),
        ("A *star without end, and `x`_.", "<p>A *star without end, and `x`_.</p>"),
    ],
)
def test_what_the_generators_add_is_rendered(written: str, shown: str) -> None:
    """Their directives and roles as HTML; files are never read, and what is no markup stays text."""
    html, unknown = to_html(written)
    assert html.strip() == shown
    assert unknown == ()


def test_what_is_not_known_is_told_with_its_line() -> None:
    """A directive goes with what is in it; of a role the text stays."""
    html, unknown = to_html("One :foo:`bar <x>` and :a:`b`.\n\n.. mychart:: x\n   :y: z\n\n   inside\n\nTwo")
    assert html == "<p>One bar and b.</p>\n<p>Two</p>\n"
    assert unknown == (
        (1, "the role `foo` is not known here; its text stays"),
        (1, "the role `a` is not known here; its text stays"),
        (3, "`mychart` is not known here; it is left out"),
    )


def test_a_directive_that_is_given_what_it_does_not_know_is_told() -> None:
    """It is left out, as docutils leaves it out, and its author is told."""
    written, found = to_html("Text\n\n.. image:: /a.png\n   :responsive: yes\n")
    assert "a.png" not in written
    assert found == ((3, "`image` is given what it does not know; it is left out"),)


def test_what_docutils_says_to_screen_readers_is_not_told_to_authors() -> None:
    """They have not written it."""
    written, found = to_html("A note [1]_.\n\n.. [1] Said.\n\n.. note:: Mind it\n")
    assert "role=" not in written
    assert found == ()
