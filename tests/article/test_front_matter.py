"""What an article says of itself is read strictly, and everything wrong with it is said at once."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.article import Article, Publication
from feedkit.article.front_matter import KEYS, read_article
from feedkit.diagnostics import Diagnostic


def read(
    front_matter: str, publication: Publication, path: str = "launch.md"
) -> tuple[Article | None, list[Diagnostic]]:
    text = dedent(front_matter).strip("\n")
    return read_article(path, f"---\n{text}\n---\nThe text.\n", publication)


def article(front_matter: str, publication: Publication, path: str = "launch.md") -> Article:
    """The article of a front matter that has nothing wrong with it."""
    found, diagnostics = read(front_matter, publication, path)
    assert diagnostics == []
    assert found is not None
    return found


def findings(front_matter: str, publication: Publication) -> list[tuple[str, int, int]]:
    _, diagnostics = read("title: T\ndate: 2026-05-07\n" + dedent(front_matter).lstrip("\n"), publication)
    return [(each.rule.name, each.place.line, each.place.column) for each in diagnostics]


def test_every_key_is_read(publication: Publication) -> None:
    """One article with everything an article can say."""
    found = article(
        """
        id: tag:example.org,2020:1
        title: "xAI sells: a data centre"
        date: 2026-05-07 19:00
        updated: 2026-05-08T08:00:00Z
        authors: [ana, Cleo Park, {name: Dan Oz, email: dan@example.org, url: /dan/}]
        category: AI News
        tags: [chips, "2026", chips]
        summary: >-
          Folded
          text.
        image: {url: images/banner.png, alt: A banner, credit: Us}
        slug: xai-sells
        lang: en-GB
        draft: false
        expires: 2027-01-01
        enclosures:
          - {file: audio/talk.mp3, duration: "12:30"}
          - {url: "https://cdn.example/t.pdf", type: application/pdf, length: 99}
        comments: {url: /c/1, count: 3}
        views: 171
        reading_time: 4
        related: [{title: A tool, url: "https://tool.example/"}]
        feed: true
        extra: {kicker: {colour: red}, n: 3}
        """,
        publication,
    )
    assert found.id == "tag:example.org,2020:1"
    assert found.title == "xAI sells: a data centre"
    assert found.published.isoformat() == "2026-05-07T19:00:00+02:00"
    assert found.updated.isoformat() == "2026-05-08T08:00:00+00:00"
    assert [(each.name, each.email, each.url) for each in found.authors] == [
        ("Ana Silva", "ana@example.org", ""),
        ("Cleo Park", "", ""),
        ("Dan Oz", "dan@example.org", "https://example.org/dan/"),
    ]
    assert (found.category, found.tags, found.summary) == ("AI News", ("chips", "2026"), "Folded text.")
    assert found.image is not None
    assert (found.image.url.text, found.image.alt, found.image.credit) == ("images/banner.png", "A banner", "Us")
    assert (found.slug, found.url, found.language) == ("xai-sells", "https://example.org/xai-sells/", "en-GB")
    assert found.expires is not None
    first, second = found.enclosures
    assert (first.file, first.duration) == ("audio/talk.mp3", 750)
    assert second.url is not None
    assert (second.url.text, second.media_type, second.length) == ("https://cdn.example/t.pdf", "application/pdf", 99)
    assert found.comments is not None
    assert (found.comments.url.text, found.comments.count) == ("/c/1", 3)
    assert (found.views, found.reading_time, found.in_feeds, found.draft) == (171, 4, True, False)
    assert [(each.title, each.url.text) for each in found.related] == [("A tool", "https://tool.example/")]
    assert found.extra == {"kicker": {"colour": "red"}, "n": 3}
    assert (found.body, found.body_line) == ("The text.\n", 27)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("2026", "2026"),
        ("1e3", "1e3"),
        ("true", "true"),
        ("'a: b'", "a: b"),
        ("0x1F", "0x1F"),
        ("a  b\n  c", "a b c"),
        ("a < b & c", "a < b & c"),
        ("Use List<String> well", "Use List<String> well"),
    ],
)
def test_titles_are_what_was_written(written: str, title: str, publication: Publication) -> None:
    """No word, number or time of day is turned into something else."""
    assert article(f"title: {written}\ndate: 2026-05-07", publication).title == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("A <em>big</em> day", "A big day"),
        ("Caf&eacute; &#8211; open", "Café – open"),
    ],
)
def test_markup_in_a_title_becomes_plain_text_with_a_warning(
    written: str, title: str, publication: Publication
) -> None:
    """Readers show or swallow tags in titles, so they never get there."""
    found, diagnostics = read(f"title: '{written}'\ndate: 2026-05-07", publication)
    assert found is not None
    assert found.title == title
    assert [each.rule.name for each in diagnostics] == ["markup-in-text"]


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("tagz: [a]", [("unknown-key", 4, 1)]),
        ("image: {url: a.png, atl: x}", [("unknown-key", 4, 21)]),
        ("draft: yes", [("wrong-type", 4, 8)]),
        ("views: many", [("wrong-type", 4, 8)]),
        ("views: -1", [("invalid-value", 4, 8)]),
        ("reading_time: 0", [("invalid-value", 4, 15)]),
        ("category: [a]", [("wrong-type", 4, 11)]),
        ("tags: {a: b}", [("wrong-type", 4, 7)]),
        ("lang: en_US", [("invalid-value", 4, 7)]),
        ("slug: a/b", [("invalid-value", 4, 7)]),
        ("slug: ..", [("invalid-value", 4, 7)]),
        ("expires: soon", [("invalid-date", 4, 10)]),
        ("expires: 20270101", [("invalid-date", 4, 10)]),
        ("updated: 2026-05-06", [("updated-before-published", 4, 10)]),
        ("updated: 2026-03-29 02:30\n", [("nonexistent-local-time", 4, 10), ("updated-before-published", 4, 10)]),
        ("image: 12", [("wrong-type", 4, 8)]),
        ("image: {alt: x}", [("missing-key", 4, 8)]),
        ("comments: {count: 3}", [("missing-key", 4, 11)]),
        ("related: [{title: x}]", [("missing-key", 4, 11)]),
        ("enclosures: [{type: audio/mpeg}]", [("missing-key", 4, 14)]),
        ("enclosures: [{file: audio/talk.mp3, url: x}]", [("invalid-value", 4, 14)]),
        ("enclosures: [{file: audio/tlak.mp3}]", [("missing-file", 4, 21)]),
        ("enclosures: [{file: ../../etc/passwd}]", [("missing-file", 4, 21)]),
        ("enclosures: [{file: audio/talk.mp3, duration: long}]", [("invalid-value", 4, 47)]),
        ("enclosures: [talk.mp3]", [("wrong-type", 4, 14)]),
        ("content_file: nowhere.md", [("missing-file", 4, 15)]),
        ("authors: [ben-iti]", [("unknown-author", 4, 11)]),
        ("authors: [{email: a@b.example}]", [("missing-key", 4, 11)]),
        ("authors: [{name: A, email: a at b}]", [("invalid-value", 4, 28)]),
        ("link: http://[bad", [("invalid-url", 4, 7)]),
        ("link: javascript:alert(1)", [("invalid-url", 4, 7)]),
        ("id: two words", [("invalid-value", 4, 5)]),
        ("id: bare", [("invalid-value", 4, 5)]),
        ("extra: text", [("wrong-type", 4, 8)]),
        ("tags: [a]\ntags: [b]", [("duplicate-key", 5, 1)]),
        ("title: again", [("duplicate-key", 4, 1)]),
        ("summary: a: b", [("unreadable-yaml", 4, 11)]),
        ("summary: !!python/object:os.system x", [("yaml-tag", 4, 10)]),
    ],
)
def test_each_fault_has_its_name_and_place(
    front_matter: str, expected: list[tuple[str, int, int]], publication: Publication
) -> None:
    """Line and column lead to what is to be changed."""
    assert findings(front_matter, publication) == expected


def test_all_faults_of_a_file_are_found_in_one_run(publication: Publication) -> None:
    """Also when there is no title, so that nobody mends an article one message at a time."""
    found, diagnostics = read("date: 2026-13-01\ndraft: on\nviews: x\ncatgory: y", publication)
    assert found is None
    assert {each.rule.name for each in diagnostics} == {"missing-key", "invalid-date", "wrong-type", "unknown-key"}
    assert "did you mean `category`?" in {each.help for each in diagnostics}


@pytest.mark.parametrize(
    ("path", "text", "name", "line"),
    [
        ("a.md", "Just text.\n", "missing-front-matter", 1),
        ("a.md", "", "missing-front-matter", 1),
        ("a.md", "---\ntitle: x\n\nText.\n", "unclosed-front-matter", 1),
        ("a.md", "---\n- a\n- b\n---\n", "front-matter-not-a-mapping", 2),
        ("a.md", "---\n---\nText.\n", "missing-key", 1),
        ("a.yml", "just text", "front-matter-not-a-mapping", 1),
        ("a.yml", "", "missing-key", 1),
        ("a.yml", "title: x\n---\ntitle: y\n", "unreadable-yaml", 2),
    ],
)
def test_files_without_usable_front_matter_say_what_is_missing(
    path: str, text: str, name: str, line: int, publication: Publication
) -> None:
    """Never a traceback, always a place."""
    found, diagnostics = read_article(path, text, publication)
    assert found is None
    assert (diagnostics[0].rule.name, diagnostics[0].place.line) == (name, line)


def test_a_yaml_article_needs_no_fences(publication: Publication) -> None:
    """Pure metadata files are articles; their text may be in another file."""
    found, diagnostics = read_article(
        "a.yml", "title: T\ndate: 2026-05-07\ncontent_file: _bodies/text.html\n", publication
    )
    assert diagnostics == []
    assert found is not None
    assert (found.content_file, found.markdown) == ("_bodies/text.html", False)


def test_a_rule_of_hyphens_in_the_text_is_not_the_end_of_the_front_matter(publication: Publication) -> None:
    """Only the first closing fence closes."""
    found, _ = read_article("a.md", "---\ntitle: T\ndate: 2026-05-07\n---\none\n\n---\n\ntwo\n", publication)
    assert found is not None
    assert found.body == "one\n\n---\n\ntwo\n"


@pytest.mark.parametrize(
    ("path", "link", "url"),
    [
        ("launch.md", "", "https://example.org/launch/"),
        ("2026-05-07-launch.md", "", "https://example.org/launch/"),
        ("2026/05/launch/index.md", "", "https://example.org/launch/"),
        ("Größe.md", "", "https://example.org/grosse/"),
        ("東京.md", "", "https://example.org/%E6%9D%B1%E4%BA%AC/"),
        ("a.md", "/2020/old path/", "https://example.org/2020/old%20path/"),
        ("a.md", "https://other.example/x", "https://other.example/x"),
    ],
)
def test_addresses_come_from_the_link_or_the_name_of_the_file(
    path: str, link: str, url: str, publication: Publication
) -> None:
    """Dates in file names are left away, blanks and letters beyond ASCII are encoded."""
    assert article(f"title: T\ndate: 2026-05-07\n{'link: ' + link if link else ''}", publication, path).url == url


def test_author_is_another_word_for_authors(publication: Publication) -> None:
    """One author is often written in the singular; commas do not split a name."""
    assert [each.name for each in article("title: T\ndate: 2026-05-07\nauthor: Silva, Ana", publication).authors] == [
        "Silva, Ana"
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["url", "name", "title", "file", "count", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(given_keys=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_no_front_matter_makes_the_reader_stumble(given_keys: dict[str, object]) -> None:
    """Whatever a key holds, there is an article or an error, and every finding has its line and column."""
    import json
    from zoneinfo import ZoneInfo

    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in given_keys.items())
    found, diagnostics = read_article(
        "a.md", f"---\n{text}---\n", Publication(site_url="https://example.org/", zone=ZoneInfo("UTC"))
    )
    assert found is not None or diagnostics
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in diagnostics)
