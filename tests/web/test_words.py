"""Every language says everything."""

import re

import pytest

from feedkit.digest.catalogues import CATALOGUES as EDITIONS
from feedkit.web.words import WORDS, accepted, language_for


@pytest.mark.parametrize("language", WORDS)
def test_a_language_has_all_words_with_the_same_places_for_values(language):
    """A page with a hole in it would be seen by readers first."""
    english, own = WORDS["en"], WORDS[language]
    assert list(own) == list(english)
    for key, text in own.items():
        assert text.strip(), key
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", english[key])), key
        if key.startswith("letter_") and not key.endswith("subject"):
            assert re.search(r"\n\n\{url\}\n", text), key


def test_pages_speak_the_languages_of_the_editions():
    """A reader of an edition can leave it in the same language."""
    assert set(WORDS) == set(EDITIONS)


def test_the_language_a_browser_wants_most_is_taken():
    """RFC 9110 §12.5.4."""
    assert accepted("da, en-GB;q=0.8, de;q=0.9, *;q=0.1") == ("da", "de", "en-GB", "*")
    assert language_for(*accepted("da, en-GB;q=0.8, de;q=0.9")) == "de"
    assert language_for("xx", "pt-BR") == "en"
