"""Tables of what happens to feeds, and what subscribers are told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedkit.comparison.changes import EntryKind, FeedKind


def counts(comparison) -> dict[str, int]:
    return {name: number for name, number in comparison.counts.items() if number}


def test_nothing_happens(compared, make_feed, make_entry):
    same = compared([make_feed(make_entry(1))], [make_feed(make_entry(1))])
    assert same.same
    assert counts(same) == {}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "Another title"}, {"edited": 1}),
        ({"content": "<p>Other words entirely, and a good many of them, too.</p>"}, {"edited": 1}),
        ({"url": "https://daily.example/elsewhere/"}, {"edited": 1}),
        ({"published": None}, {"redated": 1}),
        ({"id": "tag:daily.example,2026:other"}, {"renotified": 1}),
        ({"id": "tag:new", "title": "Another"}, {"renotified": 1, "edited": 1}),
        ({"id": "tag:new", "url": "https://www.daily.example/1"}, {"renotified": 1, "edited": 1}),
        ({"id": "tag:new", "url": "https://other.example/new", "title": "Another"}, {"renotified": 1, "edited": 1}),
    ],
    ids="+".join,
)
def test_one_entry_changes(compared, make_feed, make_entry, changes, expected):
    """An entry whose id changed is found again by its address, on whatever host, its title or its text."""
    old = [make_entry(1), make_entry(2)]
    assert counts(compared([make_feed(*old)], [make_feed(replace(old[0], **changes), old[1])])) == expected


def test_an_entry_that_shares_nothing_with_the_old_one_is_another(compared, make_feed, make_entry):
    """Then the old one is gone and the new one new; nothing is guessed."""
    other = replace(make_entry(1), id="x", url="https://a.example/b", title="T", content="", summary="")
    assert counts(compared([make_feed(make_entry(1))], [make_feed(other)])) == {"vanished": 1, "new": 1}


def test_a_title_that_several_share_tells_none_of_them(compared, make_feed, make_entry):
    before = [make_entry(n, title="News", id=f"old{n}", url=f"https://a.example/o{n}", content="") for n in (1, 2)]
    after = [
        make_entry(n, title="News", id=f"new{n}", url=f"https://a.example/n{n}", content="", published=None)
        for n in (1, 2)
    ]
    assert counts(compared([make_feed(*before)], [make_feed(*after)])) == {"vanished": 2, "new": 2}


def test_a_new_entry_pushes_the_oldest_off_the_end(compared, make_feed, make_entry):
    made = compared(
        [make_feed(make_entry(2), make_entry(3))], [make_feed(make_entry(1), make_entry(2))], alive=[make_entry(3).id]
    )
    assert counts(made) == {"new": 1, "dropped": 1}


def test_a_smaller_limit_drops_and_a_larger_one_brings_back(compared, make_feed, make_entry):
    """What comes back is older than all that was there: readers that forgot it show it as unread."""
    long, short = make_feed(*map(make_entry, (1, 2, 3, 4))), make_feed(*map(make_entry, (1, 2)))
    assert counts(compared([long], [short], alive=[make_entry(n).id for n in (3, 4)])) == {"dropped": 2}
    assert counts(compared([short], [long], ids={make_entry(n).id for n in (1, 2, 3, 4)})) == {"resurfaced": 2}
    assert counts(compared([short], [long])) == {"resurfaced": 2}


def test_an_old_article_that_is_written_only_now_is_new(compared, make_feed, make_entry):
    """Where everything that was published is known, a date of long ago makes nothing old."""
    made = compared([make_feed(make_entry(1))], [make_feed(make_entry(1), make_entry(9))], ids={make_entry(1).id})
    assert counts(made) == {"new": 1}
    assert made.entries[0].reason == "dated before 1 that the feed has already"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (None, "its article is gone"),
        ("draft", "its article is a draft now"),
        ("future", "its article is dated in the future now"),
        ("expired", "it has expired"),
    ],
)
def test_why_an_entry_vanished_is_told(compared, make_feed, make_entry, status, reason):
    statuses = {make_entry(1).id: status} if status else {}
    (gone,) = compared([make_feed(make_entry(1), make_entry(2))], [make_feed(make_entry(2))], statuses=statuses).entries
    assert (gone.kinds, gone.reason) == ((EntryKind.VANISHED,), reason)


def test_an_entry_that_lost_its_tag_left_the_feed_and_entered_another(compared, make_feed, make_entry):
    one, two = make_entry(1), make_entry(2)
    made = compared(
        [make_feed(one, two, name="tag/a"), make_feed(two, name="tag/b")],
        [make_feed(two, name="tag/a"), make_feed(one, two, name="tag/b")],
    )
    assert counts(made) == {"left": 1, "entered": 1}
    assert {each.kinds[0]: each.feeds for each in made.entries} == {
        EntryKind.LEFT: ("tag/a",),
        EntryKind.ENTERED: ("tag/b",),
    }


def test_the_same_change_in_many_feeds_is_told_once(compared, make_feed, make_entry):
    """With the names of all of them."""
    edited = make_entry(1, title="Better")
    names = [("main", "atom"), ("main", "rss"), ("tag/a", "atom")]
    made = compared(
        [make_feed(make_entry(1), name=n, format=f) for n, f in names],
        [make_feed(edited, name=n, format=f) for n, f in names],
    )
    (entry,) = made.entries
    assert entry.feeds == ("main", "tag/a")
    assert counts(made) == {"edited": 1}


def test_a_feed_moves_with_the_domain_while_its_entries_stay(compared, make_feed, make_entry):
    made = compared([make_feed(make_entry(1))], [make_feed(make_entry(1), url="https://new.example/main.atom.xml")])
    assert counts(made) == {"feed-moved": 1}
    assert made.feeds[0].header == ()  # the self link goes with the address


def test_a_feed_under_another_path_has_moved(compared, make_feed, make_entry):
    """By its name; where that is not known, by its id."""
    old, new = (
        make_feed(make_entry(1)),
        replace(make_feed(make_entry(1)), path="feed.xml", url="https://daily.example/feed.xml"),
    )
    assert counts(compared([old], [new])) == {"feed-moved": 1}
    assert counts(compared([replace(old, name="")], [replace(new, name="other")])) == {"feed-moved": 1}


def test_a_tag_feed_that_is_split_is_gone_and_it_is_told_where_its_entries_are(compared, make_feed, make_entry):
    one, two, three = map(make_entry, (1, 2, 3))
    main = make_feed(one, two, three)
    made = compared(
        [main, make_feed(one, two, three, name="tag/ai", title="AI")],
        [
            main,
            make_feed(one, two, name="tag/ai-tools", title="Tools"),
            make_feed(three, name="tag/ai-law", title="Law"),
        ],
    )
    assert counts(made) == {"feed-removed": 1, "feed-added": 2}
    removed = next(each for each in made.feeds if each.kind is FeedKind.REMOVED)
    assert dict(removed.successors) == {"main": 3, "tag/ai-tools": 2, "tag/ai-law": 1}


def test_a_format_that_is_no_longer_offered_cuts_its_subscribers_off(compared, make_feed, make_entry):
    made = compared([make_feed(make_entry(1)), make_feed(make_entry(1), format="rss")], [make_feed(make_entry(1))])
    assert counts(made) == {"feed-removed": 1}


@pytest.mark.parametrize("name", ["title", "description", "language", "id", "self_url", "home", "picture"])
def test_what_is_said_of_the_whole_is_compared(compared, make_feed, make_entry, name):
    made = compared([make_feed(make_entry(1))], [make_feed(make_entry(1), **{name: "other"})])
    assert counts(made) == {"feed-header": 1}
    assert [each.name for each in made.feeds[0].header] == [name]


def test_only_the_markup_of_a_text_changed(compared, make_feed, make_entry):
    """Then there is no word to show."""
    after = make_entry(1, content="<p>The <em>whole</em> of story 1, told in full length and with care.</p>")
    (entry,) = compared([make_feed(make_entry(1))], [make_feed(after)]).entries
    assert [(each.name, each.markup_only) for each in entry.fields] == [("content", True)]


def test_an_edit_is_announced_by_its_date(compared, make_feed, make_entry):
    quiet, loud = (
        make_entry(1, title="Better"),
        make_entry(1, title="Better", updated=make_entry(1).updated.replace(hour=20)),
    )
    assert not compared([make_feed(make_entry(1))], [make_feed(quiet)]).entries[0].announced
    assert compared([make_feed(make_entry(1))], [make_feed(loud)]).entries[0].announced


def test_the_gravest_comes_first(compared, make_feed, make_entry):
    before = make_feed(*map(make_entry, (2, 3, 4)))
    after = make_feed(make_entry(1), make_entry(2, id="x"), make_entry(3, title="Better"))
    kinds = [each.kinds[0].value for each in compared([before], [after]).entries]
    assert kinds == ["renotified", "vanished", "edited", "new"]


def test_two_entries_with_one_id_are_told_apart_by_their_order(compared, make_feed, make_entry):
    """A feed of another program may do so; it must not break anything."""
    before = make_feed(make_entry(1), make_entry(2, id=make_entry(1).id))
    assert compared([before], [make_feed(make_entry(1))]).counts["dropped"] == 1
