"""Keys and forms of dates that a site has of its own, found in its articles."""

from __future__ import annotations

import pytest

from feedkit.dialects.proposal import Proposal, propose
from feedkit.dialects.reading import keys_of


def proposed(*heads: str, path: str = "a{}.md") -> Proposal:
    """What is proposed for articles with this front matter; `#` in it is the number of the article."""
    texts = [f"---\n{head.replace('#', str(number))}\n---\nText.\n" for number, head in enumerate(heads, 1)]
    return propose([(path.format(number), keys_of("a.md", text, ".", "other")) for number, text in enumerate(texts)])


def names(made: Proposal) -> dict[str, str]:
    return {each.native: each.name for each in made.mapped}


def test_names_of_one_site_are_found_by_what_stands_under_them() -> None:
    """With how many articles have them, and as what they read."""
    made = proposed(
        *["newstitle: A story of # words\nannounced: 2020-01-0#\nReporter: Ana Silva\nsize: #"] * 9, "size: 1"
    )
    assert names(made) == {"title": "newstitle", "date": "announced", "authors": "Reporter"}
    assert [(each.files, each.reads_as) for each in made.mapped] == [
        (9, "differs in each and reads as titles"),
        (9, "reads as dates"),
        (9, "reads as names"),
    ]
    assert made.articles == 10


def test_where_the_usual_names_are_used_nothing_is_proposed() -> None:
    """Whatever else stands there."""
    made = proposed(
        *["title: T #\ndate: 2020-01-0#\nheadline: Another title #\nannounced: 2020-02-0#\nauthor: Ana"] * 5
    )
    assert made.mapped == ()
    assert made.date_formats == ()
    assert made.known["title"] == 5


def test_days_in_the_names_of_files_need_no_key() -> None:
    """As in Jekyll."""
    made = proposed(*["title: T #\nannounced: 2020-01-0#"] * 5, path="2020-01-0{}-a.md")
    assert "date" not in names(made)
    assert made.named_by_day == 4  # there is no day 0


@pytest.mark.parametrize(
    ("dates", "forms"),
    [
        (["25/12/2020", "1/2/2020", "3/4/2020"], ("%d/%m/%Y",)),
        (["12/25/2020", "1/2/2020", "3/4/2020"], ()),
        (["1/2/2020", "3/4/2020", "5/6/2020"], ()),
        (["25/12/2020 10:30", "01/02/2020 9:15", "3/4/2020 8:00"], ("%d/%m/%Y %H:%M",)),
        (["2020_12_25", "2020_01_02", "2020_03_04"], ("%Y_%m_%d",)),
    ],
)
def test_forms_of_dates_are_proposed_where_the_usual_reading_would_be_wrong(
    dates: list[str], forms: tuple[str, ...]
) -> None:
    """Days stand before months where one of them can be no month."""
    for key in ("date", "announced"):
        made = proposed(*[f"title: T #\n{key}: '{each}'" for each in dates])
        assert made.date_formats == forms
        assert names(made) == ({"date": "announced"} if key == "announced" else {})


def test_numbers_and_truth_values_are_no_dates_and_pictures_no_titles() -> None:
    """Nothing is proposed that would be wrong in most articles."""
    made = proposed(*["weight: 2020\nshown: true\nhead: /img/a picture #.png\nordinal: #"] * 5)
    assert names(made) == {"image": "head"}


def test_there_may_be_nothing_to_look_at() -> None:
    """No articles, or none with keys that say anything."""
    assert proposed().mapped == ()
    assert proposed("a: 1", "b: 2").mapped == ()
