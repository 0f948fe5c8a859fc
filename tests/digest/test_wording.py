"""What editions say in their own words."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from feedkit.digest.catalogues import CATALOGUES
from feedkit.digest.wording import wording

NEW_YORK = ZoneInfo("America/New_York")
MOMENT = datetime(2026, 5, 28, 19, 0, tzinfo=UTC)
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 101, 103, 111, 1_000_000)


def names_in(text):
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_a_catalogue_says_all_that_the_english_one_says(language):
    """Nothing falls back to English in a language that feedkit speaks."""
    assert CATALOGUES[language].keys() == CATALOGUES["en"].keys()


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_text_has_the_values_of_the_english_one(language):
    """A name in braces that is not given would be an error in front of readers."""
    for key, text in CATALOGUES[language].items():
        english = CATALOGUES["en"][key]
        assert isinstance(text, str) == isinstance(english, str), key
        if isinstance(text, str):
            assert names_in(text) == names_in(english), key
        else:
            assert all(names_in(form) <= {"n"} for form in text.values()), key


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_plural_form_of_the_language_is_there(language):
    """Unicode CLDR says which forms a language has; texts have these and no others."""
    words = wording(language, NEW_YORK)
    forms = words.locale.plural_form.tags | {"other"}
    for key, text in CATALOGUES[language].items():
        if not isinstance(text, str):
            assert text.keys() == forms, key
    for number in NUMBERS:
        assert words.count("comments", number)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("de", "de"),
        ("de-AT", "de-AT"),
        ("AR-eg", "AR-eg"),
        ("ja", "ja"),
        ("it", "en"),
        ("zh-Hant-TW", "en"),
        ("tlh", "en"),
        ("", "en"),
    ],
)
def test_a_site_is_spoken_to_in_its_language_or_in_english(language, spoken):
    """A region does not matter, a language without a catalogue is spoken to in English, dates too."""
    assert wording(language, NEW_YORK).language == spoken


def test_what_a_catalogue_leaves_out_is_said_in_english(monkeypatch):
    """Plurals follow the rules of the language that speaks."""
    texts = {key: text for key, text in CATALOGUES["ja"].items() if key not in {"also", "views"}}
    monkeypatch.setattr("feedkit.digest.wording.CATALOGUES", {**CATALOGUES, "ja": texts})
    words = wording("ja", NEW_YORK)
    assert words.say("also") == "Also in this edition"
    assert [words.count("views", 1), words.count("views", 2)] == ["1 view", "2 views"]


@pytest.mark.parametrize(
    ("language", "moment", "day"),
    [
        ("en", "May 28, 2026, 3:00\xa0PM", "Thursday, May 28, 2026"),
        ("en-GB", "28 May 2026, 15:00", "Thursday, 28 May 2026"),
        ("de-AT", "28. Mai 2026, 15:00", "Donnerstag, 28. Mai 2026"),
        ("fr", "28 mai 2026, 15:00", "jeudi 28 mai 2026"),
        ("es", "28 de mayo de 2026, 15:00", "jueves, 28 de mayo de 2026"),
        ("ja", "2026年5月28日 15:00", "2026年5月28日木曜日"),
        ("ar", "28 مايو 2026، 3:00 م", "الخميس، 28 مايو 2026"),
    ],
)
def test_dates_are_in_the_language_and_the_zone_of_the_site(language, moment, day):
    """19:00 UTC is 15:00 in New York in May; no narrow blanks, which some fonts do not have."""
    words = wording(language, NEW_YORK)
    assert words.moment(MOMENT) == moment
    assert words.day(date(2026, 5, 28)) == day


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "1 comment"), ("en", 1234, "1,234 comments"), ("de", 0, "0 Kommentare"), ("fr", 0, "0 commentaire"),
        ("fr", 12_345, "12\xa0345 commentaires"), ("es", 1_000_000, "1.000.000 de comentarios"), ("ja", 2, "コメント2件"),
        ("ar", 0, "لا تعليقات"), ("ar", 2, "تعليقان"), ("ar", 3, "3 تعليقات"), ("ar", 11, "11 تعليقًا"), ("ar", 100, "100 تعليق"),
    ],
)  # fmt: skip
def test_numbers_take_the_form_the_language_wants(language, number, text):
    """As a person would say it."""
    assert wording(language, NEW_YORK).count("comments", number) == text


def test_names_are_listed_as_in_a_sentence():
    """With the word for "and" before the last."""
    assert wording("de", NEW_YORK).names(["Ana", "Ben", "Zoë"]) == "Ana, Ben und Zoë"
    assert wording("ar", NEW_YORK).names(["أ", "ب"]) == "أ وب"


def test_a_text_that_needs_a_number_is_not_said_without_one():
    """And the other way round: both are mistakes in a template."""
    words = wording("en", NEW_YORK)
    with pytest.raises(KeyError, match="needs a number"):
        words.say("comments")
    with pytest.raises(KeyError, match="no plural forms"):
        words.count("also", 1)
    with pytest.raises(KeyError, match="nonsense"):
        words.say("nonsense")
