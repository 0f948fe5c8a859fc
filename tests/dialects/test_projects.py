"""A project that was never made for feedkit, however it is pointed at."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit import config
from feedkit.catalog import Catalog, read_catalog
from feedkit.diagnostics import has_errors
from feedkit.exceptions import ConfigurationError
from feedkit.workflow.build import build
from feedkit.workflow.selection import BuildOptions

CASES = Path(__file__).parent.parent / "cases" / "dialects"
ARTICLE = "---\ntitle: T\ndate: 2020-01-02\n---\nText.\n"
SITE = "site: {title: T, url: 'https://example.org/'}\n"


def make(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def catalog_of(project: Path) -> Catalog:
    made = config.load(project / "feedkit.yml", environ={})
    return read_catalog(project, made, lambda *_: None)


def addresses(project: Path) -> dict[str, str]:
    return {each.path: each.url.removeprefix("https://example.org") for each in catalog_of(project).articles}


@pytest.mark.parametrize(
    "beside",
    [
        "_config.yml",
        "hugo.toml",
        "pelicanconf.py",
        "gatsby-config.js",
        ".eleventy.js",
        "config.toml",
        "conf.py",
        "package.json",
    ],
)
def test_a_folder_of_feedkit_s_own_stays_its_own_whatever_lies_beside_it(tmp_path: Path, beside: str) -> None:
    """`articles/` is feedkit's; the site around it may be anybody's."""
    make(tmp_path, {"feedkit.yml": SITE, beside: "", "articles/a.md": ARTICLE, "_posts/2020-01-01-b.md": ARTICLE})
    assert (catalog_of(tmp_path).dialect, addresses(tmp_path)) == ("feedkit", {"a.md": "/a/"})


def test_a_project_without_any_mark_is_feedkit_s_own(tmp_path: Path) -> None:
    """Nothing is guessed from the articles."""
    make(tmp_path, {"feedkit.yml": SITE + "content: {dir: content}\n", "content/posts/a.md": ARTICLE})
    assert catalog_of(tmp_path).dialect == "feedkit"


@pytest.mark.parametrize("words", ["content: {dialect: feedkit, dir: content}\n"])
def test_a_dialect_that_is_named_is_the_one_that_is_read(tmp_path: Path, words: str) -> None:
    """Even where another generator's configuration lies."""
    make(tmp_path, {"feedkit.yml": SITE + words, "hugo.toml": "", "content/posts/a.md": ARTICLE})
    assert catalog_of(tmp_path).dialect == "feedkit"


def test_what_feedkit_yml_says_counts_more_than_the_generator(tmp_path: Path) -> None:
    """Title, address and time zone are taken over only where nothing is written."""
    make(tmp_path, {
        "feedkit.yml": "site: {title: Mine, timezone: Asia/Tokyo}\n",
        "hugo.toml": 'title = "Theirs"\nbaseURL = "https://example.org/"\ntimeZone = "Europe/Berlin"\nlanguageCode = "pt-br"',
        "content/posts/a.md": ARTICLE,
    })  # fmt: skip
    site = config.load(tmp_path / "feedkit.yml", environ={}).site
    assert (site.title, site.url, site.timezone, site.language) == (
        "Mine",
        "https://example.org/",
        "Asia/Tokyo",
        "pt-br",
    )
    assert catalog_of(tmp_path).articles[0].published.isoformat() == "2020-01-02T00:00:00+09:00"


def test_settings_of_the_generator_that_are_no_good_are_not_taken_over(tmp_path: Path) -> None:
    """They are asked for as if nothing were written."""
    make(tmp_path, {
        "feedkit.yml": SITE, "hugo.toml": 'timeZone = "Mars/Base"\nlanguageCode = "??"\ncontentDir = "../../etc"',
        "content/posts/a.md": ARTICLE,
    })  # fmt: skip
    made = config.load(tmp_path / "feedkit.yml", environ={})
    assert (made.site.timezone, made.site.language, made.content.dir) == ("UTC", "en", "content")


@pytest.mark.parametrize("content_dir", ["content", "content/posts"])
def test_hugo_s_sections_are_counted_from_its_content_folder(tmp_path: Path, content_dir: str) -> None:
    """Feeds of one section have the same addresses as feeds of all."""
    words = SITE + f"content: {{dir: {content_dir}}}\n"
    make(
        tmp_path, {"feedkit.yml": words, "hugo.toml": 'baseURL = "https://example.org/"', "content/posts/a.md": ARTICLE}
    )
    assert list(addresses(tmp_path).values()) == ["/posts/a/"]


@pytest.mark.parametrize(
    ("content_dir", "path"), [("_posts", "_posts/2020-01-02-a.md"), ("blog/_posts", "blog/_posts/2020-01-02-a.md"),
                              ("texts", "texts/2020-01-02-a.md")],
)  # fmt: skip
def test_jekyll_s_posts_may_be_pointed_at_themselves(tmp_path: Path, content_dir: str, path: str) -> None:
    """Folders above them are categories all the same; a loose folder of dated files is taken for posts."""
    words = SITE + f"content: {{dir: {content_dir}, dialect: jekyll}}\n"
    make(tmp_path, {"feedkit.yml": words, path: "---\ntitle: T\n---\nText.\n"})
    category = "/blog" if content_dir.startswith("blog/") else ""
    assert list(addresses(tmp_path).values()) == [f"{category}/2020/01/02/a.html"]


def test_languages_of_hugo_have_folders_of_their_own(tmp_path: Path) -> None:
    """https://gohugo.io/content-management/multilingual/#translation-by-content-directory."""
    make(tmp_path, {
        "feedkit.yml": SITE,
        "hugo.yaml": "defaultContentLanguage: en\nlanguages:\n  en: {contentDir: content/english}\n  de: {contentDir: content/german}\n",
        "content/english/posts/a.md": ARTICLE, "content/german/posts/a.md": ARTICLE,
    })  # fmt: skip
    assert addresses(tmp_path) == {"english/posts/a.md": "/posts/a/", "german/posts/a.md": "/de/posts/a/"}
    assert [each.language for each in catalog_of(tmp_path).articles] == ["en", "de"]


def test_files_beside_articles_stay_where_the_site_publishes_them(tmp_path: Path) -> None:
    """Pictures of a bundle are addressed below its page and are not copied."""
    make(tmp_path, {
        "feedkit.yml": "ids: {authority: example.org}\n" + SITE,
        "hugo.toml": '[permalinks.page]\nposts = "/:year/:slug/"',
        "content/posts/b/index.md": "---\ntitle: T\ndate: 2020-01-02\nimage: p.png\n---\n![](p.png) ![](/q.png)\n",
        "content/posts/b/p.png": "x",
    })  # fmt: skip
    made = build(tmp_path, config.load(tmp_path / "feedkit.yml", environ={}), options(), progress=lambda *_: None)
    (entry,) = made.feeds[0].entries
    assert entry.image is not None
    assert entry.image.url == "https://example.org/2020/t/p.png"
    assert 'src="https://example.org/2020/t/p.png"' in entry.content
    assert 'src="https://example.org/q.png"' in entry.content
    assert made.files == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<div>" * 200, "FK147"),
        ("x" * 3_000_000, "FK145"),
        ("[x](http://[) <a href='javascript:x'>y</a>", "FK222"),
    ],
)
def test_one_odd_article_holds_up_no_other(tmp_path: Path, text: str, code: str) -> None:
    """Its entry comes out without what is wrong with it, or not at all, and a warning says so."""
    article = ARTICLE.replace("Text.", text).replace("title: T", "title: Odd")
    make(
        tmp_path, {"feedkit.yml": SITE, "hugo.toml": "", "content/posts/odd.md": article, "content/posts/a.md": ARTICLE}
    )
    made = build(tmp_path, config.load(tmp_path / "feedkit.yml", environ={}), options(), progress=lambda *_: None)
    assert code in {each.rule.code for each in made.diagnostics}
    assert not has_errors(list(made.diagnostics))
    assert "T" in [each.title for each in made.feeds[0].entries]


def test_links_inside_the_folder_are_followed_and_those_that_lead_out_are_told(tmp_path: Path) -> None:
    """Nothing outside is read, and nothing is held up."""
    make(tmp_path, {"feedkit.yml": SITE, "hugo.toml": "", "content/posts/a.md": ARTICLE, "secret.md": ARTICLE})
    (tmp_path / "content" / "posts" / "same.md").symlink_to("a.md")
    (tmp_path / "content" / "posts" / "out.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "content" / "posts" / "loop").symlink_to(tmp_path / "content")
    found = catalog_of(tmp_path)
    assert {each.path for each in found.articles} == {"posts/a.md", "posts/same.md"}
    assert [(each.place.path, each.rule.code) for each in found.diagnostics] == [("content/posts/out.md", "FK145")]


def test_sections_of_hugo_hand_values_down_and_the_cache_knows(tmp_path: Path) -> None:
    """A section that changes changes its articles, though their files stay as they are."""
    section = "content/posts/_index.md"
    make(tmp_path, {
        "feedkit.yml": SITE, "hugo.toml": "[[cascade]]\nauthor = 'Ana'\n", "content/posts/deep/a.md": ARTICLE,
        section: "---\ntitle: S\ncascade: {draft: true}\n---\n",
    })  # fmt: skip
    for draft, titles in (("true", []), ("false", ["T"]), ("true", [])):
        make(tmp_path, {section: f"---\ntitle: S\ncascade: {{draft: {draft}}}\n---\n"})
        made = build(tmp_path, config.load(tmp_path / "feedkit.yml", environ={}), options(), progress=lambda *_: None)
        assert [each.title for each in made.feeds[0].entries] == titles
    assert catalog_of(tmp_path).articles[0].authors[0].name == "Ana"


def options() -> BuildOptions:
    return BuildOptions(now=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("folder", sorted(each.parent.name for each in CASES.glob("*/feedkit.yml")))
def test_every_case_is_built_into_feeds_without_an_error(tmp_path: Path, folder: str) -> None:
    """What is wrong in one article never keeps the others from being published."""
    project = Path(shutil.copytree(CASES / folder, tmp_path / folder))
    made = build(project, config.load(project / "feedkit.yml", environ={}), options(), progress=lambda *_: None)
    assert not has_errors(list(made.diagnostics))
    assert made.entries > 0
    assert all("<script" not in each.content and "root:" not in each.content for each in made.feeds[0].entries)


@pytest.mark.parametrize(("where", "titles"), [('language == "en"', ["A"]), ('author == "Ana"', ["A", "B"])])
def test_queries_see_an_article_as_its_entry_is(tmp_path: Path, where: str, titles: list[str]) -> None:
    """With the language and the author of the site where it names none, as families of feeds go by them."""
    site = "site: {title: T, url: 'https://example.org/', author: Ana}\n"
    make(tmp_path, {
        "feedkit.yml": f"{site}feeds: [{{name: main, where: '{where}'}}]\n",
        "articles/a.md": "---\ntitle: A\ndate: 2020-01-02\n---\n", "articles/b.md": "---\ntitle: B\ndate: 2020-01-01\nlang: de\n---\n",
        "articles/c.md": "---\ntitle: C\ndate: 2020-01-01\nlang: de\nauthor: Ben\n---\n",
    })  # fmt: skip
    made = build(tmp_path, config.load(tmp_path / "feedkit.yml", environ={}), options(), progress=lambda *_: None)
    assert [each.title for each in made.feeds[0].entries] == titles


@pytest.mark.parametrize("name", ["ghost", "WordPress"])
def test_what_is_no_folder_of_files_is_told_how_to_become_one(tmp_path: Path, name: str) -> None:
    """Instead of a list of names in which it is not."""
    make(tmp_path, {"feedkit.yml": f"{SITE}content: {{dialect: {name}}}\n"})
    with pytest.raises(ConfigurationError) as failure:
        config.load(tmp_path / "feedkit.yml", environ={})
    assert "run `feedkit import EXPORT`" in failure.value.diagnostics[0].help


def test_authors_of_docusaurus_are_found_wherever_its_blog_lies(tmp_path: Path) -> None:
    """Beside the articles, in a folder of any name."""
    make(tmp_path, {
        "feedkit.yml": SITE + "content: {dialect: docusaurus, dir: news}\n",
        "news/authors.yml": "uta:\n  name: Uta Klein\n  title: CTO\n",
        "news/2020-01-02-a.md": "---\ntitle: T\nauthors: [uta, ben]\n---\nText.\n",
    })  # fmt: skip
    (article,) = catalog_of(tmp_path).articles
    assert [each.name for each in article.authors] == ["Uta Klein", "ben"]


def test_any_key_may_stand_in_permalinks_of_hexo(tmp_path: Path) -> None:
    """As `:abbrlink`; where an article lacks it, a default does, else the name of its file."""
    make(tmp_path, {
        "feedkit.yml": SITE,
        "_config.yml": "permalink: p/:abbrlink/:kind.html\npermalink_defaults: {kind: text}\nsource_dir: source\ntheme: x\npublic_dir: public\n",
        "source/_posts/a.md": "---\ntitle: T\ndate: 2020-01-02\nabbrlink: 79ac\nkind: note\n---\nText.\n",
        "source/_posts/b.md": ARTICLE,
    })  # fmt: skip
    assert addresses(tmp_path) == {"_posts/a.md": "/p/79ac/note.html", "_posts/b.md": "/p/b/text.html"}


def test_the_author_of_a_starter_of_next_is_named(tmp_path: Path) -> None:
    """Articles say `default`, which is the name of the file about the author."""
    make(tmp_path, {
        "feedkit.yml": SITE,
        "next.config.js": "",
        "data/authors/default.mdx": "---\nname: Ida Brandt\navatar: /a.png\n---\nAbout.\n",
        "data/blog/a.mdx": "---\ntitle: T\ndate: 2020-01-02\nauthors: ['default', 'guest']\n---\nText.\n",
    })  # fmt: skip
    assert [each.name for each in catalog_of(tmp_path).articles[0].authors] == ["Ida Brandt", "guest"]


def test_files_in_languages_that_are_not_read_are_told_once_a_folder(tmp_path: Path) -> None:
    """Only where articles are; drafts of code and lists of pages say nothing."""
    make(tmp_path, {
        "feedkit.yml": SITE,
        "pelicanconf.py": "",
        "content/a.md": "Title: T\nDate: 2020-01-02\n\nText.\n",
        "content/lab/one.typ": "x", "content/lab/two.typ": "x", "content/three.org": "x", "content/data.csv": "x",
    })  # fmt: skip
    found = catalog_of(tmp_path).diagnostics
    assert [(each.place.path, each.rule.code, each.message) for each in found] == [
        ("content/three.org", "FK149", "Org is not read"),
        ("content/lab/one.typ", "FK149", "2 files in `content/lab` are in Typst, which is not read"),
    ]


@pytest.mark.parametrize("words", ["--input=src/site", "--input ./src/site --output=dist"])
def test_the_folder_of_eleventy_may_stand_in_the_command(tmp_path: Path, words: str) -> None:
    """Where the configuration says nothing of it."""
    make(tmp_path, {
        "feedkit.yml": SITE,
        ".eleventy.js": "module.exports = function (config) {};\n",
        "package.json": f'{{"scripts": {{"start": "npx @11ty/eleventy {words}", "x": "y --input z"}}}}',
        "src/site/posts/a.md": ARTICLE,
    })  # fmt: skip
    assert addresses(tmp_path) == {"posts/a.md": "/posts/a/"}


def test_authors_who_are_shown_by_their_pictures_alone_have_no_names(tmp_path: Path) -> None:
    """As on a page of Docusaurus that lists faces."""
    make(tmp_path, {
        "feedkit.yml": SITE, "docusaurus.config.js": "module.exports = {title: 'T'}",
        "blog/2022-01-20-a.md": "---\ntitle: T\nauthors:\n  - image_url: https://github.com/ana.png\n    url: https://github.com/ana\n---\nText\n",
    })  # fmt: skip
    assert [each.authors for each in catalog_of(tmp_path).articles] == [()]
