"""Ids never move: whatever is renamed, moved, re-dated or edited, subscribers see each entry once."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.article.article import Article
from feedkit.diagnostics import Place
from feedkit.identity import Identities, fingerprint, identify
from feedkit.lock import Lock, lock_text, parse_lock

NO_LOCK = Lock()
NOON = datetime(2026, 5, 7, 12, tzinfo=UTC)


def article(path: str = "launch.md", title: str = "Launch", body: str = "We have launched.", **rest: object) -> Article:
    given = {
        "published": NOON,
        "updated": NOON,
        "slug": "launch",
        "url": f"https://example.org/{path}",
        "id_place": Place(f"articles/{path}", 2, 5, 2, 9),
    }
    return Article(path=path, title=title, body=body, **(given | rest))


def identified(
    *articles: Article, lock: Lock = NO_LOCK, scheme: str = "tag", authority: str = "example.org"
) -> Identities:
    return identify(articles, lock, scheme=scheme, authority=authority, folder="articles")


def only_id(found: Identities) -> str:
    (id,) = found.ids.values()
    return id


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(article(path="2026/liftoff.md"), id="moved and renamed"),
        pytest.param(article(path="liftoff.md", title="Lift-off"), id="renamed and retitled, same content"),
        pytest.param(article(path="liftoff.md", body="Another text."), id="renamed and rewritten, same title"),
        pytest.param(article(title="Lift-off", body="Another text."), id="retitled and rewritten in place"),
        pytest.param(article(body="We  have\nlaunched.\n"), id="wrapped differently"),
        pytest.param(article(slug="other", url="https://new.example/other/"), id="new slug and domain"),
        pytest.param(article(published=datetime(2020, 1, 1, tzinfo=UTC)), id="re-dated"),
    ],
)
@pytest.mark.parametrize("scheme", ["tag", "permalink", "uuid"])
def test_an_article_keeps_its_id(after: Article, scheme: str) -> None:
    """Renaming, moving, editing, a new slug, date or domain: the id stays."""
    before = identified(article(), scheme=scheme)
    later = identified(after, lock=before.lock, scheme=scheme, authority="new.example")
    assert only_id(later) == only_id(before)
    assert later.diagnostics == ()


def test_files_that_swap_names_keep_their_own_ids() -> None:
    """What an article says outweighs what its file is called."""
    a, b = article("a.md", "A", "Text of A."), article("b.md", "B", "Text of B.")
    before = identified(a, b)
    after = identified(a._replace(path="b.md"), b._replace(path="a.md"), lock=before.lock)
    assert after.ids == {"b.md": before.ids["a.md"], "a.md": before.ids["b.md"]}


def test_a_new_article_under_an_old_name_gets_an_id_of_its_own_when_the_old_one_moved() -> None:
    """A fresh file where another article used to be does not take over its subscribers' read marks."""
    before = identified(article("news.md", "May", "Text of May."))
    after = identified(
        article("2026-05.md", "May", "Text of May."), article("news.md", "June", "Text of June."), lock=before.lock
    )
    assert after.ids["2026-05.md"] == before.ids["news.md"]
    assert after.ids["news.md"] != before.ids["news.md"]


def test_articles_of_one_title_are_not_confused() -> None:
    """Where several articles share a title nothing is guessed from it."""
    first = identified(article("1.md", "Weekly notes", "One."), article("2.md", "Weekly notes", "Two."))
    after = identified(article("3.md", "Weekly notes", "Three."), lock=first.lock)
    assert after.ids["3.md"] not in first.ids.values()


def test_an_article_that_was_away_comes_back_under_its_id() -> None:
    """The lock does not forget an article that was deleted or withdrawn."""
    before = identified(article())
    gone = identified(lock=before.lock)
    assert only_id(identified(article(), lock=gone.lock)) == only_id(before)


def test_the_id_of_the_front_matter_comes_first() -> None:
    """What the author wrote is what subscribers get, and what the lock remembers."""
    found = identified(article(id="tag:old.example,2019:7"))
    assert only_id(found) == "tag:old.example,2019:7"
    assert parse_lock(lock_text(found.lock), "feedkit.lock")[0].entries[0].id == "tag:old.example,2019:7"


def test_an_id_that_leaves_the_front_matter_stays_in_the_lock() -> None:
    """Removing the key of a published article changes nothing for subscribers."""
    before = identified(article(id="tag:old.example,2019:7"))
    assert only_id(identified(article(), lock=before.lock)) == "tag:old.example,2019:7"


def test_a_changed_id_is_an_error_that_says_what_subscribers_would_see() -> None:
    """Once published, another `id` in the front matter is refused at its line."""
    before = identified(article())
    (found,) = identified(article(id="tag:example.org,2026:other"), lock=before.lock).diagnostics
    assert (found.rule.code, found.place.line) == ("FK402", 2)
    assert "unread" in found.message
    assert only_id(before) in found.help


def test_a_doubled_id_is_an_error_that_names_both_files() -> None:
    """The first owner keeps the id; the second one is told."""
    (found,) = identified(article("a.md", "A", "a", id="urn:x:1"), article("b.md", "B", "b", id="urn:x:1")).diagnostics
    assert found.rule.code == "FK401"
    assert "articles/a.md" in found.message
    assert "articles/b.md" in found.message


def test_a_copied_article_with_its_id_is_doubled_too() -> None:
    """An `id` that another article has by the lock is refused as well."""
    before = identified(article("a.md", "A", "Text."))
    copy = article("b.md", "B", "Other text.", id=only_id(before))
    (found,) = identified(article("a.md", "A", "Text."), copy, lock=before.lock).diagnostics
    assert found.rule.code == "FK401"


def test_tag_ids_have_the_domain_and_year_of_their_minting() -> None:
    """RFC 4151: an authority, a date, and something opaque that says nothing of the title."""
    id = only_id(identified(article()))
    assert id.startswith("tag:example.org,2026:")
    assert "launch" not in id


def test_a_new_domain_leaves_the_authority_of_the_lock() -> None:
    """Even entries and feeds that are new keep to the domain the first ids were minted under."""
    before = identified(article())
    after = identified(article(), article("next.md", "Next", "Next."), lock=before.lock, authority="new.example")
    assert after.ids["next.md"].startswith("tag:example.org,")


def test_permalink_and_uuid_ids_are_what_their_names_say() -> None:
    """The other two schemes."""
    assert only_id(identified(article(), scheme="permalink")) == "https://example.org/launch.md"
    assert only_id(identified(article(), scheme="uuid")).startswith("urn:uuid:")


def test_two_articles_of_one_address_get_different_permalink_ids() -> None:
    """Ids are unique in every scheme."""
    a, b = (
        article("a.md", "A", "a", url="https://example.org/x/"),
        article("b.md", "B", "b", url="https://example.org/x/"),
    )
    found = identified(a, b, scheme="permalink")
    assert len(set(found.ids.values())) == 2
    assert found.diagnostics == ()


def test_nothing_changes_where_nothing_changed() -> None:
    """A second build finds the lock as it left it."""
    before = identified(article())
    after = identified(article(), lock=parse_lock(lock_text(before.lock), "feedkit.lock")[0])
    assert after.changes == ()
    assert lock_text(after.lock) == lock_text(before.lock)


def test_what_changed_is_said_in_sentences() -> None:
    """New ids and moved files are named, edits are not: they cost no subscriber anything."""
    before = identified(article())
    assert before.changes == (f"launch.md gets the id {only_id(before)}",)
    assert identified(article("moved.md"), lock=before.lock).changes == ("moved.md keeps the id of launch.md",)
    assert identified(article(body="Edited."), lock=before.lock).changes == ()


def test_the_lock_has_one_sorted_line_an_entry() -> None:
    """So that it diffs and merges as text."""
    found = identified(*(article(f"{n}.md", f"Title {n}", f"Body {n}.") for n in range(20)))
    lines = lock_text(found.lock).splitlines()
    assert len(lines) == 22
    assert lines[2:] == sorted(lines[2:])


def test_a_half_merged_lock_is_an_error_at_its_line() -> None:
    """Ids are not lost in a conflict: nothing is built until it is resolved."""
    text = lock_text(identified(article()).lock)
    _, found = parse_lock(text + "<<<<<<< HEAD\n", "feedkit.lock")
    assert [(each.rule.code, each.place.line) for each in found] == [("FK407", 4)]


def test_lines_of_both_sides_of_a_merge_are_read_as_one_lock() -> None:
    """One branch renamed the file, the other edited it: a union merge keeps both lines and one id."""
    before = identified(article())
    renamed = identified(article("moved.md"), lock=before.lock)
    edited = identified(article(body="Edited here."), lock=before.lock)
    merged = lock_text(renamed.lock) + lock_text(edited.lock)
    lock, found = parse_lock(merged, "feedkit.lock")
    assert found == []
    after = identified(article("moved.md", body="Edited here."), lock=lock)
    assert only_id(after) == only_id(before)
    assert len(after.lock.entries) == 1


def test_empty_bodies_are_not_taken_for_each_other() -> None:
    """Metadata-only articles have no content to be recognised by."""
    assert fingerprint(article(body=" \n")) == ""
    before = identified(article("a.yml", "A", ""))
    after = identified(article("b.yml", "B", ""), lock=before.lock)
    assert after.ids["b.yml"] != before.ids["a.yml"]


EVENTS = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "retitle", "rewrite", "move"]), st.integers(0, 99)), max_size=25
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_no_sequence_of_single_changes_moves_an_id(events: list[tuple[str, int]], chance: random.Random) -> None:
    """Between any two builds each article may change its path, or its title and content; ids stay and stay distinct."""
    articles: list[Article] = []
    ids: list[str] = []
    lock = Lock()
    for serial, (event, number) in enumerate(events, 1):
        if event == "add" or not articles:
            articles.append(article(f"{serial}.md", f"Title {serial}", f"Body {serial}."))
        else:
            place = number % len(articles)
            old = articles[place]
            articles[place] = {
                "rename": old._replace(path=f"r{serial}.md"),
                "move": old._replace(path=f"folder{serial}/{old.path}"),
                "retitle": old._replace(title=f"Retitled {serial}"),
                "rewrite": old._replace(title=f"Rewritten {serial}", body=f"All new {serial}."),
            }[event]
        shuffled = articles[:]
        chance.shuffle(shuffled)
        found = identified(*shuffled, lock=lock)
        assert found.diagnostics == ()
        lock = parse_lock(lock_text(found.lock), "feedkit.lock")[0]
        now = [found.ids[each.path] for each in articles]
        assert now[: len(ids)] == ids
        assert len(set(now)) == len(now)
        ids = now
