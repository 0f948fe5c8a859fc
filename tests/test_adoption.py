"""Entries of old feeds find their articles, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit import adoption
from feedkit.adoption.matching import address_key
from feedkit.article.article import Article
from feedkit.diagnostics import Place
from feedkit.foreign import ForeignEntry
from feedkit.identity import identify
from feedkit.lock import Lock, LockedEntry

HOME = "https://notes.example.org/"
NOON = datetime(2024, 4, 2, 12, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


def article(path: str, title: str = "", *, url: str = "", published: datetime = NOON, id: str = "") -> Article:
    name = path.removesuffix(".md")
    return Article(
        path=path, title=title or name, published=published, updated=published, slug=name, url=url or f"{HOME}{name}/",
        id_place=Place(f"articles/{path}", 1, 1, 1, 2), body=f"The text of {path}.", id=id,
    )  # fmt: skip


def entry(id: str, title: str = "", *, url: str = "", published: datetime | None = NOON, **more) -> ForeignEntry:
    return ForeignEntry(id=id, title=title, url=url, published=published, source="old.xml", **more)


def matched(entries, articles) -> dict[str, tuple[str, str]]:
    found = adoption.match(entries, articles, ZONE)
    return {each.article.path: (adoption.id_of(each.entry), each.by) for each in found.matches}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://notes.example.org/a/", "https://notes.example.org/a/"),
        ("https://www.notes.example.org/a", "https://notes.example.org/a/"),
        ("https://NOTES.example.org:443/a/index.html", "https://notes.example.org/a"),
        ("https://notes.example.org/caf%C3%A9/", "https://notes.example.org/café/"),
        ("https://notes.example.org/%61/", "https://notes.example.org/a/"),
        ("https://notes.example.org/a/?utm_source=rss&utm_medium=feed", "https://notes.example.org/a/"),
        ("https://notes.example.org/a/?b=1&utm_campaign=x", "https://notes.example.org/a/?b=1"),
        ("https://notes.example.org/a?source=rss-1a2b------2", "https://notes.example.org/a"),
        ("https://notes.example.org/a/#more", "https://notes.example.org/a/"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ],
)
def test_two_spellings_of_an_address_are_one(one, other) -> None:
    """What servers and readers take for the same page."""
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://notes.example.org/a/", "https://notes.example.org/A/"),
        ("https://notes.example.org/a?p=1", "https://notes.example.org/a?p=2"),
        ("https://notes.example.org/a%2Fb", "https://notes.example.org/a/b"),
        ("https://notes.example.org/a", "https://notes.example.com/a"),
        ("https://notes.example.org:8080/a", "https://notes.example.org/a"),
        ("https://notes.example.org/a?source=book", "https://notes.example.org/a"),
    ],
)
def test_two_addresses_stay_two(one, other) -> None:
    """Servers may give different pages for them."""
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize("text", ["", "123", "tag:a,2024:b", "mailto:a@b.example", "https://[", "http://", "/a"])
def test_what_is_no_address_has_nothing_in_common_with_one(text) -> None:
    """Two entries without an address are not one article's."""
    assert address_key(text) is None


def test_an_address_decides_before_a_title() -> None:
    """However the titles are."""
    found = matched(
        [entry("1", "Old words", url=f"{HOME}a"), entry("2", "a", url=f"{HOME}gone")],
        [article("a.md"), article("b.md")],
    )
    assert found == {"a.md": ("1", "address")}


def test_a_title_and_its_day_decide_where_addresses_changed() -> None:
    """Case, blanks and the curls of quotes make no difference."""
    articles = [article("a.md", "It’s a Clock"), article("b.md", "It’s a Clock", published=NOON + timedelta(days=9))]
    assert matched([entry("1", "It's  a clock", url=f"{HOME}?p=1")], articles) == {"a.md": ("1", "title and day")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (datetime(2024, 4, 2, 0, 0, tzinfo=UTC), datetime(2024, 4, 2, 0, 0, tzinfo=timezone(timedelta(hours=-7)))),
        (datetime(2024, 4, 1, 23, 30, tzinfo=UTC), datetime(2024, 4, 2, 0, 0, tzinfo=timezone(timedelta(hours=2)))),
        (datetime(2024, 4, 2, 9, 0, tzinfo=UTC), datetime(2024, 4, 2, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_day_is_one_whatever_the_zone(old, new) -> None:
    """Generators write days in UTC, in the site's zone, or in that of the machine."""
    twice = [article("a.md", "Links", published=new), article("b.md", "Links", published=new + timedelta(days=30))]
    assert matched([entry("1", "Links", published=old)], twice) == {"a.md": ("1", "title and day")}


def test_the_very_moment_decides_between_neighbouring_days() -> None:
    """A daily column has the same title each day, and days of two zones overlap."""
    articles = [article(f"{day}.md", "Daily", published=NOON + timedelta(days=day)) for day in range(5)]
    entries = [entry(str(day), "Daily", published=NOON + timedelta(days=day)) for day in range(5)]
    assert matched(entries, articles) == {f"{day}.md": (str(day), "title and day") for day in range(5)}


def test_a_title_alone_decides_only_where_nobody_else_has_it() -> None:
    """Among all entries and all articles, not among those that are left."""
    elsewhere = NOON + timedelta(days=400)
    assert matched([entry("1", "Clock", published=elsewhere)], [article("a.md", "Clock")]) == {"a.md": ("1", "title")}
    assert matched([entry("1", "Clock", published=None)], [article("a.md", "Clock")]) == {"a.md": ("1", "title")}
    twice = [article("a.md", "Clock"), article("b.md", "Clock")]
    assert matched([entry("1", "Clock", published=elsewhere)], twice) == {}
    assert (
        matched(
            [entry("1", "Clock", published=elsewhere), entry("2", "Clock", published=NOON - timedelta(days=9))],
            twice[:1],
        )
        == {}
    )
    by_address = [entry("1", "Clock", url=f"{HOME}a"), entry("2", "Clock", published=elsewhere)]
    assert matched(by_address, [article("a.md", "Clock"), article("b.md", "Clock")]) == {"a.md": ("1", "address")}


def test_two_articles_that_are_alike_are_both_told() -> None:
    """And neither gets the id."""
    twice = [article("a.md", "Clock"), article("b.md", "Clock")]
    found = adoption.match([entry("1", "Clock")], twice, ZONE)
    assert found.matches == found.unmatched == found.articles == ()
    assert [[each.path for each in one.articles] for one in found.ambiguous] == [["a.md", "b.md"]]


def test_of_articles_with_one_address_the_title_tells_which() -> None:
    """A page may be the address of several."""
    twice = [article("a.md", "Clock", url=f"{HOME}x"), article("b.md", "Tea", url=f"{HOME}x")]
    assert matched([entry("1", "Tea", url=f"{HOME}x")], twice) == {"b.md": ("1", "address")}


def test_two_ids_for_one_article_are_both_told() -> None:
    """As the RSS and the Atom feed of one site may have them: which one subscribers have is not known."""
    found = adoption.match(
        [entry("rss", "a", url=f"{HOME}a"), entry("atom", "a", url=f"{HOME}a")], [article("a.md")], ZONE
    )
    assert found.matches == ()
    assert {each.entry.id: [rival.id for rival in each.rivals] for each in found.ambiguous} == {
        "rss": ["atom"],
        "atom": ["rss"],
    }


def test_one_id_for_two_articles_is_neithers() -> None:
    """Some generators repeat ids."""
    found = adoption.match(
        [entry("1", url=f"{HOME}a"), entry("1", url=f"{HOME}b")], [article("a.md"), article("b.md")], ZONE
    )
    assert found.matches == ()
    assert len(found.ambiguous) == 2


def test_one_entry_in_several_feeds_counts_once() -> None:
    """The main feed and that of a category have the same entries."""
    same = entry("1", "a", url=f"{HOME}a")
    assert matched([same, entry("1", "a", url=f"{HOME}a?utm_source=x"), same], [article("a.md")]) == {
        "a.md": ("1", "address")
    }


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future"])
def test_what_no_subscriber_has_seen_is_not_adopted(status) -> None:
    """Exports hold drafts too."""
    assert matched([entry("1", "a", url=f"{HOME}a", status=status)], [article("a.md")]) == {}


def test_an_entry_without_an_id_is_known_by_its_address() -> None:
    """RSS allows that, and readers then go by the link."""
    assert matched([entry("", "x", url=f"{HOME}a?utm_source=x")], [article("a.md")]) == {
        "a.md": (f"{HOME}a?utm_source=x", "address")
    }
    assert matched([entry("", "a")], [article("a.md")]) == {}


_titles = st.sampled_from(["Clock", "clock", "Tea", "Map", ""])
_urls = st.sampled_from([f"{HOME}{name}" for name in "abcd"] + [""])
_dates = st.integers(0, 3).map(lambda days: NOON + timedelta(days=days))
_entries = st.lists(
    st.builds(entry, st.sampled_from(["1", "2", "3", "4", ""]), _titles, url=_urls, published=_dates | st.none()),
    max_size=6,
)
_articles = st.lists(
    st.builds(article, st.sampled_from([f"{name}.md" for name in "abcde"]), _titles, url=_urls, published=_dates), max_size=5, unique_by=lambda each: each.path
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_entries, _articles, st.randoms())
def test_matching_is_a_matter_of_what_is_there_not_of_its_order(entries, articles, random) -> None:
    """No id and no article is matched twice, nothing is both matched and told, and order changes nothing."""
    found = adoption.match(entries, articles, ZONE)
    ids = [adoption.id_of(each.entry) for each in found.matches]
    paths = [each.article.path for each in found.matches]
    assert len(set(ids)) == len(ids)
    assert len(set(paths)) == len(paths)
    assert not set(paths) & {each.path for each in found.articles}
    shuffled, others = random.sample(entries, len(entries)), random.sample(articles, len(articles))
    again = adoption.match(shuffled, others, ZONE)
    assert {(adoption.id_of(each.entry), each.article.path) for each in again.matches} == set(
        zip(ids, paths, strict=True)
    )


# Taking over.


def locked(*rows: tuple[str, str]) -> Lock:
    return Lock(
        authority="notes.example.org",
        year=2024,
        entries=tuple(LockedEntry(id=id, path=path, title=path.removesuffix(".md"), content="") for id, path in rows),
    )


def taken(pairs, lock: Lock, *, published: bool = True, force: bool = False, articles=None):
    articles = articles or [each for _, each in pairs]
    matches = [adoption.Match(entry=entry(id, each.title), article=each, by="title") for id, each in pairs]
    ids = identify(articles, lock, scheme="tag", authority="notes.example.org", folder="articles").ids
    paths = {each.path for each in articles} if published else set()
    return adoption.take_over(matches, lock, ids, published=paths, force=force, folder="articles")


def rows(lock: Lock) -> dict[str, str]:
    assert len({each.path for each in lock.entries}) == len(lock.entries)
    return {each.path: each.id for each in lock.entries}


def test_an_article_that_no_lock_knows_gets_the_id_and_keeps_it_through_builds() -> None:
    """The row is one that `identify` finds again."""
    one = article("a.md")
    found = taken([("24 at https://notes.example.org", one)], Lock())
    assert rows(found.lock) == {"a.md": "24 at https://notes.example.org"}
    after = identify([one], found.lock, scheme="tag", authority="notes.example.org", folder="articles")
    assert (after.ids, after.changes, after.diagnostics) == ({"a.md": "24 at https://notes.example.org"}, (), ())


def test_other_rows_stay_as_they_are() -> None:
    """No id is minted and none is lost."""
    found = taken([("new", article("a.md"))], locked(("x", "b.md"), ("y", "gone.md")))
    assert rows(found.lock) == {"a.md": "new", "b.md": "x", "gone.md": "y"}


def test_an_id_that_was_published_stays_unless_forced() -> None:
    """With the id that is in the way in the finding."""
    kept = taken([("new", article("a.md"))], locked(("mine", "a.md")))
    assert rows(kept.lock) == {"a.md": "mine"}
    assert [each.entry.id for each in kept.refused] == ["new"]
    (finding,) = kept.diagnostics
    assert finding.rule.code == "FK465"
    assert "mine" in finding.message
    assert "--force" in finding.help
    forced = taken([("new", article("a.md"))], locked(("mine", "a.md")), force=True)
    assert rows(forced.lock) == {"a.md": "new"}
    assert forced.replaced == {"a.md": "mine"}


def test_an_id_that_nobody_has_seen_gives_way() -> None:
    """That of an article of the future, say."""
    assert rows(taken([("new", article("a.md"))], locked(("mine", "a.md")), published=False).lock) == {"a.md": "new"}


def test_what_is_known_already_changes_nothing() -> None:
    """So that adopting twice is adopting once."""
    lock = locked(("new", "a.md"))
    again = taken([("new", article("a.md"))], lock)
    assert again.lock == lock
    assert (again.adopted, again.refused, len(again.known)) == ((), (), 1)


@pytest.mark.parametrize("force", [False, True])
def test_the_front_matter_is_never_contradicted(force) -> None:
    """A lock that says otherwise would fail every build."""
    assert len(taken([("new", article("a.md", id="new"))], Lock(), force=force).known) == 1
    other = taken([("new", article("a.md", id="urn:mine"))], Lock(), force=force)
    assert other.lock == Lock()
    assert [each.rule.code for each in other.diagnostics] == ["FK465"]


@pytest.mark.parametrize("force", [False, True])
def test_the_id_of_another_article_is_not_given_away(force) -> None:
    """Two articles would have one id."""
    articles = [article("a.md"), article("b.md")]
    found = taken([("theirs", articles[0])], locked(("theirs", "b.md")), force=force, articles=articles)
    assert rows(found.lock) == {"b.md": "theirs"}
    assert "articles/b.md" in found.diagnostics[0].message


def test_articles_may_swap_ids_when_forced() -> None:
    """Each one's is free once the other has its own."""
    pairs = [("2", article("a.md")), ("1", article("b.md"))]
    assert rows(taken(pairs, locked(("1", "a.md"), ("2", "b.md")), force=True).lock) == {"a.md": "2", "b.md": "1"}


def test_the_id_of_a_file_that_is_gone_goes_to_its_article() -> None:
    """The old feed says whose it is."""
    assert rows(taken([("old", article("a.md"))], locked(("old", "gone.md"))).lock) == {"a.md": "old"}


# What is said.


def test_dates_that_differ_are_told_one_by_one_with_what_to_write() -> None:
    """The article is not changed."""
    matches = [
        adoption.Match(entry=entry("1", published=NOON - timedelta(days=3)), article=article("a.md"), by="address"),
        adoption.Match(entry=entry("2", published=NOON + timedelta(seconds=30)), article=article("b.md"), by="address"),
        adoption.Match(entry=entry("3", published=None), article=article("c.md"), by="title"),
    ]
    (finding,) = adoption.of_dates(matches, "articles")
    assert finding.rule.code == "FK466"
    assert finding.place.path == "articles/a.md"
    assert finding.help == "write `date: 2024-03-30T12:00:00+00:00`"


def test_dates_that_all_differ_by_the_same_hours_are_told_once() -> None:
    """It is the zone of the site, not of fifty articles."""
    matches = [
        adoption.Match(
            entry=entry(str(n), published=NOON - timedelta(hours=2)), article=article(f"{n}.md"), by="address"
        )
        for n in range(50)
    ]
    (finding,) = adoption.of_dates(matches, "articles")
    assert "50 articles are dated 2 hours later" in finding.message
    assert "site.timezone" in finding.help


def test_many_entries_without_an_article_are_summed_up() -> None:
    """An export may have thousands."""
    found = adoption.of_matching(adoption.match([entry(str(n), f"T{n}") for n in range(500)], [], ZONE), "articles")
    assert len(found) == 21
    assert "480 more entries" in found[-1].message


def test_newcomers_are_told_how_they_could_keep_their_ids() -> None:
    """Where ids are addresses, the scheme of that name gives each article its own."""
    one, other = article("a.md"), article("b.md")
    by_address = [adoption.Match(entry=entry(one.url), article=one, by="address")]
    assert "permalink" in adoption.of_newcomers([other], by_address, "articles")[0].help
    by_number = [adoption.Match(entry=entry("1"), article=one, by="address")]
    assert "longer copy" in adoption.of_newcomers([other], by_number, "articles")[0].help
    assert adoption.of_newcomers([], by_number, "articles") == []
