"""What the tests of shortcodes share."""

from __future__ import annotations

import pytest

from feedkit.shortcodes import Context


@pytest.fixture
def context() -> Context:
    return Context(
        url="https://example.org/blog/here/",
        site_url="https://example.org/",
        path="posts/here.mdx",
        articles={"posts/other.md": "https://example.org/blog/other/"},
        variables={"page.title": "A {% title %} {{< of"},
    )
