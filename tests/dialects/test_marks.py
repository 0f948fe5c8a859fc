"""What an engine of Markdown shows beside CommonMark, where the site's own configuration asks for it, and only there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit import config
from feedkit.workflow.build import build
from feedkit.workflow.selection import BuildOptions

TEXT = "Water is H~2~O, 2^nd^ ==marked== ++new++ :tada: and more^[In a note.]."
RAW = TEXT.replace("H~2~O", "H<del>2</del>O")
ONE_TILDE = TEXT
ARTICLE = f"---\ntitle: T\ndate: 2026-05-07\n---\n{TEXT}\n"
SITE = "site: {title: T, url: 'https://example.org/', language: en}\n"
HUGO = """\
enableEmoji = true
[markup.goldmark.extensions.extras]
subscript = {enable = true}
superscript = {enable = true}
mark = {enable = false}
"""


def shown(folder: Path, place: str, files: dict[str, str]) -> str:
    """The first paragraph of the one article of a site with these files."""
    for path, text in {"feedkit.yml": SITE, place: ARTICLE, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    made = config.load(folder / "feedkit.yml", environ={})
    options = BuildOptions(now=datetime(2026, 6, 1, tzinfo=UTC))
    (entry,) = build(folder, made, options, progress=lambda *_: None).feeds[0].entries
    return entry.content.partition("</p>")[0].removeprefix("<p>")


HEXO = "title: T\nnew_post_name: ':title.md'\nurl: https://example.org\n"
POST = "_posts/2026-05-07-t.md"
EVERYTHING = "Water is H<sub>2</sub>O, 2<sup>nd</sup> <mark>marked</mark> <ins>new</ins> 🎉 and more<sup"


@pytest.mark.parametrize(
    ("place", "files", "expected"),
    [
        ("content/posts/t.md", {"hugo.toml": ""}, RAW),
        ("content/posts/t.md", {"hugo.toml": HUGO}, "Water is H<sub>2</sub>O, 2<sup>nd</sup> ==marked== ++new++ 🎉 and more^["),
        ("content/t.md", {"config.toml": "base_url = 'https://example.org'\n"}, RAW),
        ("content/t.md", {"config.toml": "base_url = 'https://example.org'\n[markdown]\nrender_emoji = true\n"},
         RAW.replace(":tada:", "🎉")),
        (POST, {"_config.yml": "title: T\n", "_layouts/post.html": ""}, ONE_TILDE),
        (POST, {"_config.yml": "plugins:\n  - jemoji\n", "_layouts/post.html": ""}, ONE_TILDE.replace(":tada:", "🎉")),
        (POST, {"_config.yml": "plugins:\n#  - jemoji\n", "_layouts/post.html": ""}, ONE_TILDE),
        (POST, {"_config.yml": "title: T\n", "_layouts/post.html": "", "Gemfile": "group :jekyll_plugins do\n  gem 'jemoji'\nend\n"},
         ONE_TILDE.replace(":tada:", "🎉")),
        ("blog/t.md", {"docusaurus.config.js": "module.exports = {title: 'T'}"}, RAW.replace(":tada:", "🎉")),
        ("blog/t.md", {"docusaurus.config.js": "module.exports = {markdown: {emoji: false}}"}, RAW),
        ("content/blog/t.md", {"gatsby-config.js": "module.exports = {plugins: [`gatsby-remark-emojis`]}"}, RAW.replace(":tada:", "🎉")),
        ("content/blog/t.md", {"gatsby-config.js": "module.exports = {} // `gatsby-remark-emojis` was here"}, RAW),
        ("src/content/blog/t.md", {"astro.config.mjs": "import remarkEmoji from 'remark-emoji'"}, RAW.replace(":tada:", "🎉")),
        ("src/t.md", {".eleventy.js": ""}, ONE_TILDE),
        ("src/t.md", {".eleventy.js": "", "package.json": '{"dependencies": {"markdown-it-sub": "^2", "markdown-it-ins": "^4"}}'},
         ONE_TILDE.replace("~2~", "<sub>2</sub>").replace("++new++", "<ins>new</ins>")),
        ("source/_posts/t.md", {"_config.yml": HEXO}, RAW),
        ("source/_posts/t.md", {"_config.yml": HEXO, "package.json": '{"dependencies": {"hexo-renderer-markdown-it": "^7"}}'}, ONE_TILDE),
        ("source/_posts/t.md", {"_config.yml": f"{HEXO}markdown:\n  plugins:\n    - markdown-it-mark\n    - name: markdown-it-sup\n",
                                "package.json": '{"dependencies": {"hexo-renderer-markdown-it": "^7"}}'},
         ONE_TILDE.replace("==marked==", "<mark>marked</mark>").replace("^nd^", "<sup>nd</sup>")),
        ("source/_posts/t.md", {"_config.yml": HEXO, "package.json": '{"dependencies": {"hexo-renderer-markdown-it-plus": "^1"}}'}, EVERYTHING),
        ("posts/t.md", {"conf.py": "BLOG_TITLE = 'T'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n"
                        "MARKDOWN_EXTENSIONS = ['pymdownx.caret', 'markdown.extensions.extra']\n"},
         ONE_TILDE.replace("^nd^", "<sup>nd</sup>")),
    ],
)  # fmt: skip
def test_a_mark_is_shown_as_the_site_shows_it(tmp_path: Path, place: str, files: dict[str, str], expected: str) -> None:
    """By the settings of its generator and the plug-ins that it was given; what is commented out does not count."""
    assert shown(tmp_path, place, files).startswith(expected)


def test_pelican_has_what_its_settings_name(tmp_path: Path) -> None:
    """In its own form of front matter."""
    found = shown(tmp_path, "content/t.md", {
        "pelicanconf.py": "SITENAME = 'T'\nPATH = 'content'\nMARKDOWN = {'extensions': ['pymdownx.tilde', 'pymdownx.mark']}\n",
        "content/t.md": f"Title: T\nDate: 2026-05-07\n\n{TEXT}\n",
    })  # fmt: skip
    assert found == TEXT.replace("~2~", "<sub>2</sub>").replace("==marked==", "<mark>marked</mark>")


def test_switching_a_mark_on_changes_what_was_cached(tmp_path: Path) -> None:
    """Though no article has changed."""
    assert ":tada:" in shown(tmp_path, "content/posts/t.md", {"hugo.toml": ""})
    assert "🎉" in shown(tmp_path, "content/posts/t.md", {"hugo.toml": "enableEmoji = true"})


@pytest.mark.parametrize(
    ("place", "files", "is_kept"),
    [
        (POST, {"_config.yml": "title: T\n", "_layouts/post.html": ""}, True),
        (POST, {"_config.yml": "markdown: CommonMark\n", "_layouts/post.html": ""}, False),
        ("content/posts/t.md", {"hugo.toml": ""}, False),
        ("content/posts/t.md", {"hugo.toml": "[markup.goldmark.extensions.passthrough]\nenable = true\n"
                                "[markup.goldmark.extensions.passthrough.delimiters]\nblock = [['\\[', '\\]'], ['$$', '$$']]\n"}, True),
        ("blog/t.md", {"docusaurus.config.js": "import remarkMath from 'remark-math'"}, True),
        ("src/content/blog/t.md", {"astro.config.mjs": "", "package.json": '{"dependencies": {"remark-math": "^6"}}'}, True),
        ("source/_posts/t.md", {"_config.yml": HEXO}, False),
        ("source/_posts/t.md", {"_config.yml": HEXO, "package.json": '{"dependencies": {"hexo-filter-mathjax": "^1"}}'}, True),
    ],
)  # fmt: skip
def test_a_formula_keeps_its_signs_where_the_site_has_formulas(
    tmp_path: Path, place: str, files: dict[str, str], is_kept: bool
) -> None:
    """Elsewhere Markdown takes them for its own, as the site does."""
    article = "---\ntitle: T\ndate: 2026-05-07\n---\nA sum $$a_{1} \\, b *c* d$$.\n"
    found = shown(tmp_path, place, {place: article, **files})
    assert (found == "A sum $$a_{1} \\, b *c* d$$.") is is_kept
