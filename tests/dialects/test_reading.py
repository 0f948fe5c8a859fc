"""No text makes any dialect stumble, and what is wrong in one article never holds up the others."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedkit import dialects
from feedkit.article.article import Article, Publication
from feedkit.characters import clean
from feedkit.diagnostics import Diagnostic, Severity
from feedkit.dialects.reading import read
from feedkit.dialects.terms import Settings
from feedkit.urls import is_web

PUBLICATION = Publication(site_url="https://example.org/", zone=ZoneInfo("Europe/Berlin"), folder="content")

KEYS = ["title", "date", "Title", "Date", "tags", "categories", "category", "authors", "author", "draft", "published",
        "image", "cover", "slug", "permalink", "path", "url", "updated", "lastmod", "lang", "summary", "description",
        "status", "taxonomies", "extra", "params", "expirydate", "tag", "layout", "build", "redirect_to", "alt"]  # fmt: skip
VALUES = ["x", "a, b", "a b", "[a, [b, {c: d}]]", "{name: A, email: a@b.c, url: 'http://['}", "2020-01-02", "2017-02-29",
          "2020-01-02 10:00:00", "true", "yes", "null", "'", '"', "&a *a", "*a", "!!binary x", "|", "> ", "<b>x</b> &amp;",
          "http://[", "https://x.example/%zz", "/../../x", "#", "?", "..", "/", ":title:slug", "{{ page.fileSlug }}",
          "0001-01-01T00:00:00Z", "99999999999999999999", "1e400", "-1", "12:30", "May 5th, 2020", "5/14/2020", "日本語",
          "a\tb", "{src: {src: {src: x.png}}}", "[false, 1.5, null]", "١٢", "1" * 5000, ":::", "2020-13-45", "٢٠٢٠-٠١-٠٢"]  # fmt: skip
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.builds("{} = {}".format, st.sampled_from(KEYS), st.sampled_from([*VALUES, "'x'", "2020-01-02T10:00:00", "[1, 2]"])),
    st.builds(".. {}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.builds(":{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.builds('"{}": "{}",'.format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.sampled_from(["---", "+++", "...", ";;;", "{", "}", "", "[extra]", "  - x", "    more", "Title", "=====", "# Head", "<!--", "-->", "\ufeff---"]),
    st.text(max_size=30),
)  # fmt: skip
TEXTS = st.builds("\n".join, st.lists(LINES, max_size=14)).map(lambda text: clean(text)[0].replace("\r", "\n"))
FENCED = st.builds("{0}\n{1}\n{0}\n{2}".format, st.sampled_from(["---", "+++"]), TEXTS, TEXTS)
PATHS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "posts/", "_posts/", "blog/2020/01/02/", "_drafts/", "a b/ü/", "de/", "_x/_posts/", "posts/b/"]),
    st.sampled_from(["index", "2020-01-02-a-title", "a.de", "README", "_index", "2020-02-30-x", "x", "é 日本", "..", "20-1-2-x", "-", "a.b.c", "2020-01-02"]),
    st.sampled_from([".md", ".html", ".rst", ".mdx", ".yml", ".json", ".toml", ".txt", ".MD", ""]),
)  # fmt: skip
SAID = st.dictionaries(
    st.sampled_from(["permalink", "permalinks", "languages", "slugify", "frontmatter", "POSTS", "TRANSLATIONS", "ARTICLE_URL",
                     "collections", "defaults", "DEFAULT_DATE", "FILENAME_METADATA", "uglyurls", "route", "category_map",
                     "SLUG_REGEX_SUBSTITUTIONS", "DEFAULT_METADATA", "PATH_METADATA", "pretty_urls", "new_post_name"]),
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.sampled_from(["x", "(", ":nope/:title", "{slug:}", "{date:%", "/:year/:title", ":title"]),
        st.lists(st.sampled_from([":filename", "a", 1, None, ("a",), ("a/*", "b"), {"scope": 1}, {"scope": {}, "values": {"title": [1]}}]), max_size=3),
        st.dictionaries(st.sampled_from(["page", "de", "posts", "paths", "date", "/"]), st.sampled_from(["on", None, 1, ":year", [], {"x": 1}, "/:sections[9]/:nope"]), max_size=3),
    ),
    max_size=3,
)  # fmt: skip


def read_as(
    dialect: str, text: str, path: str = "posts/2020-01-02-x.md", said: dict[str, object] | None = None
) -> tuple[Article | None, list[Diagnostic]]:
    return read(
        path, text, {}, PUBLICATION, Settings(dialect=dialect, said=said or {}, loose="_posts/" not in path), (path,)
    )


@pytest.mark.parametrize("dialect", dialects.NAMES)
@given(text=st.one_of(TEXTS, FENCED), path=PATHS, said=SAID)
@settings(max_examples=60, deadline=None)
@example(text="---\ntitle: [\n---\n", path="posts/x.md", said={})
@example(text="{" * 100_000, path="posts/x.md", said={})
@example(text="<head>" * 16_000, path="posts/2020-01-02-x.html", said={})
@example(text="---\n" + "title: x\n" * 2_000 + "---\n", path="posts/x.md", said={})
@example(text="---\n" + "a: " * 50_000 + "\n---\n", path="posts/x.md", said={})
@example(text="+++\na = " + "[" * 50_000 + "\n+++\n", path="posts/x.md", said={})
@example(text="---\ndate: 2020-01-02\ntitle: x\nupdated: 1999-01-01\n---", path="_posts/2020-01-02-x.md", said={})
def test_no_text_makes_a_dialect_stumble(dialect: str, text: str, path: str, said: dict[str, object]) -> None:
    """Whatever is read, there is no error, and an article that is made has a title, a date with a zone and an address."""
    article, found = read_as(dialect, text, path, said)
    assert [each for each in found if each.severity is Severity.ERROR] == []
    if article is not None:
        assert article.title
        assert article.published.utcoffset() is not None
        assert article.updated >= article.published
        assert is_web(article.url)
        assert abs(article.published.utcoffset() or timedelta()) < timedelta(days=1)


@pytest.mark.parametrize("dialect", dialects.NAMES)
def test_an_article_without_a_date_is_told_or_passed_over_never_dated_now(dialect: str) -> None:
    """There is no clock in the house."""
    article, found = read_as(dialect, "---\ntitle: x\n---\nText.\n", "posts/undated.md")
    assert article is None
    assert {each.rule.name for each in found} <= {"undated-article"}


@pytest.mark.parametrize("dialect", dialects.NAMES)
def test_a_day_that_does_not_exist_is_a_finding(dialect: str) -> None:
    """Neither the day after nor the file's name stands for it."""
    path = "_posts/2020-01-02-x.md" if dialect in ("jekyll", "hexo") else "posts/x.md"
    article, found = read_as(dialect, "---\ntitle: x\ndate: 2017-02-29\n---\nText.\n", path)
    assert article is None
    assert [each.rule.name for each in found] == ["unusable-date"]
    assert found[0].place.line == 3


def test_keys_that_feedkit_does_not_know_are_not_told_of() -> None:
    """Themes have hundreds of them."""
    _, found = read_as("hugo", "---\ntitle: x\ndate: 2020-01-02\nweight: 3\nmy_theme: {a: [1]}\n---\nText.\n")
    assert found == []


def test_an_updated_before_the_date_is_left_out() -> None:
    """The article was dated anew; its text did not change since."""
    article, found = read_as("hugo", "---\ntitle: x\ndate: 2020-01-02\nlastmod: 2019-01-01\n---\nText.\n")
    assert article is not None
    assert (article.updated, found) == (article.published, [])


def test_feedkit_s_own_dialect_takes_the_names_of_one_site() -> None:
    """`content.keys` and `content.date_formats` work without another generator, and leave all else strict."""
    own = Settings(keys={"title": ("headline",), "date": ("on",)}, date_formats=("%d.%m.%Y",))
    text = "---\nheadline: H\non: 07.05.2020\nupdated: 08.05.2020\nwieght: 1\n---\nText.\n"
    article, found = read("a.md", text, {}, PUBLICATION, own, ("a.md",))
    assert article is not None
    assert (article.title, article.published.isoformat()) == ("H", "2020-05-07T00:00:00+02:00")
    assert article.updated.isoformat() == "2020-05-08T00:00:00+02:00"
    assert [(each.rule.name, each.place.line) for each in found] == [("unknown-key", 5)]


def test_lines_above_the_opening_fence_belong_to_the_front_matter() -> None:
    """Scripts that add a date put it there."""
    text = "date: 2020-01-02\n---\ntitle: T\ntags: [a]\n---\nText.\n"
    article, found = read_as("hexo", text, "_posts/x.md")
    assert article is not None
    assert (article.title, article.tags, article.body, article.body_line, found) == ("T", ("a",), "Text.\n", 6, [])


def test_of_two_equal_keys_the_last_counts_with_all_its_lines() -> None:
    """Blank and indented lines of the first go with it; the places of the others stay."""
    text = "---\ntitle: First\ntags:\n  - a\n\n  - b\ntitle: Second\ntags: [c]\ndate: 2020-01-02\n---\nText.\n"
    article, found = read_as("jekyll", text, "_posts/2020-01-01-x.md")
    assert article is not None
    assert (article.title, article.tags, article.published.isoformat()) == (
        "Second",
        ("c",),
        "2020-01-02T00:00:00+01:00",
    )
    assert [(each.rule.name, each.place.line) for each in found] == [("repeated-key", 7), ("repeated-key", 8)]
