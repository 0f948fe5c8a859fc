"""The `where` of a feed."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit import query
from feedkit.model import Entry, Person
from feedkit.query import FIELDS, QueryError

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class Story:
    """What a query can ask of an entry."""

    category: str = "AI News"
    tags: tuple[str, ...] = ("robots", "Search")
    authors: tuple[Person, ...] = (Person(name="Ann Lee", key="ann"), Person(name="Zoë Ödegård"))
    language: str = "en-GB"
    title: str = "Robots learn to walk"
    published: datetime = field(default_factory=lambda: datetime(2026, 5, 6, 22, 30, tzinfo=UTC))
    updated: datetime = field(default_factory=lambda: datetime(2026, 5, 8, tzinfo=UTC))
    views: int | None = 171
    reading_time: int | None = 4
    path: str = "2026/robots.md"


def chosen(text, **changes):
    return query.matches(query.parse(text), Story(**changes), BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        'category == "AI News"',
        "category == 'ai news'",
        'category != "Sports"',
        'category in ["Sports", "AI news"]',
        'category not in ["Sports"]',
        'category contains "new"',
        'tag == "robots"',
        'tag == "search"',
        'tag != "sports"',
        'tag in ["x", "robots"]',
        'tag not in ["x", "y"]',
        'tag contains "bot"',
        'author == "ann"',
        'author == "Ann Lee"',
        'author == "ZOË ÖDEGÅRD"',
        'author == "Zoe\u0308 O\u0308degA\u030ard"',
        'language == "en-gb"',
        'title contains "LEARN"',
        'path contains "2026/"',
        "views == 171",
        "views > 170",
        "views >= 171",
        "views < 172",
        "views <= 171",
        "views != 170",
        "views in [1, 171]",
        "reading_time not in [1, 2]",
        "views > -1",
        "published == 2026-05-07",
        "published >= 2026-05-07",
        "published < 2026-05-08",
        "published in [2026-05-06, 2026-05-07]",
        "published == 2026-05-07T00:30",
        "published == 2026-05-06T22:30:00Z",
        "published == 2026-05-06t22:30z",
        "published > 2026-05-07T00:30+02:01",
        "updated > 2026-05-07",
        'not category == "Sports"',
        'not not category == "AI News"',
        'category == "Sports" or tag == "robots" and views > 1',
        '(category == "Sports" or tag == "robots") and views > 1',
        'not category == "Sports" and views > 1',
        '((((category == "AI News"))))',
        '  category=="AI News"\n  and\tviews>1 ',
        'category == "AI News" and tag != "politics" or not (author in ["bob"] and published >= 2026-01-01)',
    ],
)
def test_these_choose_the_story(text):
    """Every field, every operator."""
    assert chosen(text)
    assert not chosen(f"not ({text})")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ('category == "Sports"', {}),
        ('tag == "rob"', {}),
        ('tag != "robots"', {}),
        ('tag not in ["x", "search"]', {}),
        ('tag == ""', {"tags": ()}),
        ('author == ""', {"authors": (Person(name="Ann"),)}),
        ('author != "ann"', {}),
        ("views > 1", {"views": None}),
        ("views < 1", {"views": None}),
        ("views == 0", {"views": None}),
        ("reading_time in [4]", {"reading_time": None}),
        ("published == 2026-05-06", {}),
        ("published > 2026-05-07", {}),
        ("published < 2026-05-07", {}),
        ('category == "a" and tag == "robots" or tag == "b"', {}),
        ('not (category == "AI News" or tag == "x")', {}),
        ('category contains ".*"', {}),
    ],
)
def test_these_do_not_choose_the_story(text, changes):
    """`!=` on many values means none of them; what is unknown is neither small nor large; no text is a pattern."""
    assert not chosen(text, **changes)


def test_an_unknown_number_differs_from_every_number():
    """`!=` is always the opposite of `==`."""
    assert chosen("views != 1", views=None)
    assert chosen("views not in [1]", views=None)


@pytest.mark.parametrize(
    ("text", "column", "message", "help"),
    [
        ("", 1, "the query ends where a field is expected", 'category == "News"'),
        ('categroy == "x"', 1, "there is no field `categroy`", "did you mean `category`?"),
        ('tags == "x"', 1, "there is no field `tags`", "did you mean `tag`?"),
        ("xyz == 1", 1, "there is no field `xyz`", ", ".join(FIELDS)),
        ('category = "x"', 10, "`=` has no meaning in a query", "write `==`"),
        ('category <> "x"', 10, "`<>` has no meaning in a query", "write `!=`"),
        ('category == "x" && views > 1', 17, "`&&` has no meaning in a query", "write `and`"),
        ('category == "x" || views > 1', 17, "`||` has no meaning in a query", "write `or`"),
        ('!category == "x"', 1, "`!` has no meaning in a query", "write `not`"),
        ('category == "x" AND views > 1', 17, "`and` or `or` is expected, not `AND`", "write `and`"),
        ("category == News", 13, "text in quotes is expected, not `News`", 'write `"News"`'),
        ('category == "News', 13, "the text is not closed", 'end it with "'),
        ("category == 2026", 13, "`category` is compared with text in quotes", 'write it as `category == "News"`'),
        ('views == "12"', 10, "`views` is compared with a whole number", "write it as `views >= 10`"),
        ("views == 2026-01-01", 10, "`views` is compared with a whole number", "write it as `views >= 10`"),
        (
            'published > "2026-01-01"',
            13,
            "`published` is compared with a date without quotes",
            "published >= 2026-05-07",
        ),
        ("published > 2026", 13, "`published` is compared with a date without quotes", "published >= 2026-05-07"),
        ("published > 2026-02-30", 13, "`2026-02-30` is not a date", "write 2026-05-07"),
        ("published > 2026-2-3", 13, "`2026-2-3` is not a date", "write 2026-05-07"),
        ("published > 2026-01-01T24:00", 13, "`2026-01-01T24:00` is not a date", "write 2026-05-07"),
        ("published > 2026-01-01T10:00+25:00", 13, "`2026-01-01T10:00+25:00` is not a date", "write 2026-05-07"),
        ('title > "a"', 7, "`title` cannot be compared with `>`", "write one of =="),
        ("views contains 1", 7, "`views` cannot be compared with `contains`", "write one of =="),
        ('category in "x"', 13, 'a list in square brackets is expected, not `"x"`', 'write `["x"]`'),
        ("category in []", 13, "nothing is in an empty list", "write the values"),
        ('category in ["x" "y"]', 18, '`,` or `]` is expected, not `"y"`', ""),
        ('category in ["x",]', 18, "text in quotes is expected, not `]`", ""),
        ('category in ["x"', 13, "a list is not closed", "add `]`"),
        ('category not "x"', 14, '`in` is expected, not `"x"`', ""),
        ("category", 9, "the query ends where a comparison (== != in not in contains) is expected", ""),
        ('(category == "x"', 1, "a bracket is not closed", "add `)`"),
        ('category == "x")', 16, "`and` or `or` is expected, not `)`", ""),
        ('"x" == category', 1, "a comparison begins with a field", "write the field first"),
        ('category == "x" tag == "y"', 17, "`and` or `or` is expected, not `tag`", ""),
        ("and", 1, "a field is expected, not `and`", ""),
        ("views > 1;", 10, "`;` has no meaning in a query", "put text in quotes"),
        ("views > 1234567890123456789", 9, "the number is too long", "at most 18 digits"),
        ("title.upper()", 6, "`.` has no meaning in a query", ""),
        ("__import__", 1, "there is no field `__import__`", ""),
    ],
)
def test_errors_say_where_and_what_instead(text, column, message, help):
    """The column counts from 1."""
    with pytest.raises(QueryError) as caught:
        query.parse(text)
    error = caught.value
    assert (error.column, error.message) == (column, message)
    assert str(error) == message
    assert help in error.help
    assert error.length >= 1


def test_the_marked_part_is_the_word_at_fault():
    """Not just its first letter."""
    text = 'category == "x" and categroy == "y"'
    with pytest.raises(QueryError) as caught:
        query.parse(text)
    start = caught.value.column - 1
    assert text[start : start + caught.value.length] == "categroy"


def test_dates_are_those_of_the_site():
    """Half past ten in the evening in London is the next day in Berlin."""
    wanted = query.parse("published == 2026-05-07")
    assert query.matches(wanted, Story(), BERLIN)
    assert not query.matches(wanted, Story(), UTC)


def test_the_first_and_the_last_day_of_the_calendar_do_no_harm():
    """Where a day in the site's zone would fall out of the calendar."""
    late = Story(published=datetime(9999, 12, 31, 23, 30, tzinfo=UTC))
    early = Story(published=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))))
    assert query.matches(query.parse("published == 9999-12-31"), late, ZoneInfo("Asia/Tokyo"))
    assert query.matches(query.parse("published == 0001-01-01"), early, ZoneInfo("America/New_York"))
    assert query.matches(query.parse("published > 0001-01-01T00:00"), early, ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    "text", ["(" * 3_900, "not " * 990, "views in [" + "[" * 3_900, '"' * 3_999, "views > 1 and " * 1_000, "9" * 3_999]
)
def test_long_and_deep_text_is_refused_without_harm(text):
    """No RecursionError and no long wait."""
    with pytest.raises(QueryError):
        query.parse(text)


def test_as_many_comparisons_as_fit_are_read():
    """`and` and `or` do not nest."""
    assert chosen(" and ".join(["views > 1"] * 280))


def test_an_entry_of_the_model_can_be_asked():
    """It has everything a query needs."""
    moment = datetime(2026, 5, 7, tzinfo=UTC)
    entry = Entry(id="x", url="x", title="A", published=moment, updated=moment, summary="", content="", authors=())
    fields = {"views": "10", "reading_time": "10", "published": "2026-01-01", "updated": "2026-01-01"}
    for name in FIELDS:
        assert query.matches(query.parse(f"{name} != {fields.get(name, chr(34) + 'x' + chr(34))}"), entry, UTC)


# Queries made together with what they must answer


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


words = st.sampled_from(["robots", "ROBOTS", "news", "", 'a "b"', "back\\slash", "ß", "über"])
texts_of = {
    "category": lambda story: [story.category],
    "title": lambda story: [story.title],
    "tag": lambda story: list(story.tags),
    "author": lambda story: [story.authors[0].name] if story.authors else [],
}
stories = st.builds(
    Story,
    category=words,
    title=words,
    tags=st.lists(words, max_size=3).map(tuple),
    authors=st.lists(words.filter(bool).map(lambda name: Person(name=name)), max_size=1).map(tuple),
    views=st.none() | st.integers(0, 5),
    published=st.integers(0, 72).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
)


@st.composite
def text_comparisons(draw):
    field, word = draw(st.sampled_from(sorted(texts_of))), draw(words)
    operator = draw(st.sampled_from(["==", "!=", "in", "not in", "contains"]))
    if operator == "contains":
        return f"{field} contains {quoted(word)}", lambda story: any(
            word.casefold() in each.casefold() for each in texts_of[field](story)
        )
    found = lambda story: word.casefold() in [each.casefold() for each in texts_of[field](story)]  # noqa: E731
    literal = f"[{quoted(word)}, 'never this']" if "in" in operator else quoted(word)
    return f"{field} {operator} {literal}", found if operator in ("==", "in") else lambda story: not found(story)


@st.composite
def number_comparisons(draw):
    limit, operator = draw(st.integers(-1, 6)), draw(st.sampled_from(["<", "<=", ">", ">=", "=="]))
    return (
        f"views {operator} {limit}",
        lambda story: story.views is not None and eval(f"{story.views} {operator} {limit}"),
    )


@st.composite
def date_comparisons(draw):
    day, operator = (
        draw(st.dates(date(2025, 12, 31), date(2026, 1, 5))),
        draw(st.sampled_from(["<", "<=", ">", ">=", "=="])),
    )
    return f"published {operator} {day}", lambda story: eval(
        f"a {operator} b", {"a": story.published.astimezone(BERLIN).date(), "b": day}
    )


def joined(parts):
    def of_two(word, decide):
        return st.tuples(parts, parts).map(
            lambda two: (
                f"({two[0][0]}) {word} ({two[1][0]})",
                lambda story: decide(two[0][1](story), two[1][1](story)),
            )
        )

    return (
        of_two("and", lambda left, right: left and right)
        | of_two("or", lambda left, right: left or right)
        | parts.map(lambda one: (f"not ({one[0]})", lambda story: not one[1](story)))
    )


queries = st.recursive(text_comparisons() | number_comparisons() | date_comparisons(), joined, max_leaves=5)


@given(queries, stories)
@settings(max_examples=200)
def test_a_query_answers_as_its_parts_say(made, story):
    """However it is put together."""
    text, expected = made
    assert query.matches(query.parse(text), story, BERLIN) == expected(story)


@given(st.lists(st.sampled_from(["and", "or"]), min_size=1, max_size=6), st.data())
def test_not_binds_closer_than_and_and_and_closer_than_or(words, data):
    """As in Python."""
    parts = [
        data.draw(st.sampled_from(["views > 1", "views < 1", "not views > 1", "not views < 1"]))
        for _ in range(len(words) + 1)
    ]
    text = parts[0] + "".join(f" {word} {part}" for word, part in zip(words, parts[1:], strict=True))
    assert chosen(text) == eval(text, {"views": 171})


def refusal(text):
    try:
        query.parse(text)
    except QueryError as error:
        return error
    return None


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                *FIELDS,
                "and",
                "or",
                "not",
                "in",
                "(",
                ")",
                "[",
                "]",
                ",",
                "==",
                "<",
                '"x"',
                "1",
                "2026-01-01",
                "contains",
                " ",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
@settings(max_examples=300)
def test_any_text_is_read_or_refused_within_itself(text):
    """No other exception, and a column that exists or is the end."""
    error = refusal(text)
    assert error is None or (1 <= error.column <= len(text) + 1 and error.message)
