"""The text is in the language that the article says.

Only what is certain is said: another script for most letters, or so many of the commonest words of another language and
so few of the language's own that no citation explains it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from feedkit.article.elements import words
from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Outline
from feedkit.diagnostics import Diagnostic
from feedkit.rules.metadata import WRONG_LANGUAGE

RULES = (WRONG_LANGUAGE,)
_LEAST_LETTERS = 200
_LEAST_WORDS = 80
_SAMPLE = 1_500
_LONGER = 60
"""Characters of a paragraph that is a text."""
_AT_HOME = 0.04
"""The share of its commonest words that every text in a language has."""
_SCRIPTS = {
    "Cyrillic": "[\u0400-\u052f]",
    "Greek": "[\u0370-\u03ff]",
    "Hebrew": "[\u0590-\u05ff]",
    "Arabic": "[\u0600-\u06ff\u0750-\u077f]",
    "Devanagari": "[\u0900-\u097f]",
    "Thai": "[\u0e00-\u0e7f]",
    "Hangul": "[\uac00-\ud7af]",
    "Han or kana": "[\u3040-\u30ff\u4e00-\u9fff]",
}
_LATIN = words(
    "en de fr es pt it nl sv da no nb nn fi pl cs sk hu ro tr id ms vi ca gl eu et lv lt sl hr is ga cy sq af"
)
_OWN_SCRIPT = {
    "ru": "Cyrillic", "uk": "Cyrillic", "bg": "Cyrillic", "be": "Cyrillic", "mk": "Cyrillic", "el": "Greek",
    "he": "Hebrew", "ar": "Arabic", "fa": "Arabic", "hi": "Devanagari", "th": "Thai", "ko": "Hangul",
    "ja": "Han or kana", "zh": "Han or kana",
}  # fmt: skip
_COMMON = {
    "en": "the and of to in is that it was for with as are this be have from not they which",
    "de": "der die und das nicht ist ein eine zu den mit sich auf für dem auch wird sind werden wir",
    "fr": "le les et des est une du dans pour que qui pas sur plus avec sont nous cette mais être",
    "es": "el los las y que en una por con para del es lo como más pero sus este está son",
    "it": "il di che è per una non sono della con del come anche più gli alla questo nel dei ma",
    "pt": "o que não uma para com os em do da mais como dos ao por são você também das na",
    "nl": "het een van en dat niet zijn op voor met wordt ook maar worden naar deze bij hebben wij kan",
    "sv": "och att det som en är på inte för med av till den har jag om ett kan från vi",
    "pl": "i w nie na się że z do to jest jak od po ale przez co tym dla jego są",
    "tr": "ve bir bu için ile da de olarak çok daha ne gibi kadar olan ama en o değil var sonra",
}
_WORDS = {language: words(common) for language, common in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding: where `lang` stands, else at the beginning of the text."""
    outline = manuscript.outline()
    language, _, subtags = (manuscript.article.language or manuscript.site.publication.language).lower().partition("-")
    if len(outline.prose) < _LEAST_LETTERS or not (language in _LATIN or language in _OWN_SCRIPT):
        return
    if why := _why_not(language, subtags, _sample(outline)):
        place = manuscript.place("lang") if manuscript.article.language else outline.place(outline.blocks[0].lines)
        who = "the article" if manuscript.article.language else "the site"
        yield Diagnostic(rule=WRONG_LANGUAGE, place=place, message=f"{who} says `{language}`, but {why}")


def _sample(outline: Outline) -> str:
    """The longer paragraphs, up to some length: names and labels are in no language."""
    parts, length = [], 0
    for block in outline.blocks:
        if len(block.text) > _LONGER:
            parts.append(block.text)
            length += len(block.text)
            if length > _SAMPLE:
                break
    return " ".join(parts)[:_SAMPLE].lower()


def _why_not(language: str, subtags: str, text: str) -> str:
    """Why the text is surely not in this language; empty when it may be."""
    said = text.split()
    if language in _WORDS and len(said) >= _LEAST_WORDS:
        own = _WORDS[language]
        if len([word for word in said if word in own]) > len(said) * _AT_HOME:
            return ""
    if not text.isascii() and language in _LATIN and (script := _other_script(text)):
        return f"its letters are {script}"
    if language in _OWN_SCRIPT and "latn" not in subtags:
        letters = sum(map(len, _WORD.findall(text)))
        script = _OWN_SCRIPT[language]
        is_other = letters >= _LEAST_LETTERS and len(re.findall(_SCRIPTS[script], text)) < letters // 50
        return f"its letters are not {script}" if is_other else ""
    return _other_words(language, text) if language in _WORDS else ""


def _other_script(text: str) -> str:
    letters = sum(map(len, _WORD.findall(text)))
    if letters < _LEAST_LETTERS:
        return ""
    return next(
        (script for script, pattern in _SCRIPTS.items() if len(re.findall(pattern, text)) > letters * 0.8),
        "",
    )


def _other_words(language: str, text: str) -> str:
    said = _WORD.findall(text)
    if len(said) < _LEAST_WORDS:
        return ""
    counted = Counter(said)
    shares = {each: sum(counted[word] for word in common) / len(said) for each, common in _WORDS.items()}
    likeliest = max(shares, key=lambda each: (shares[each], each))
    if likeliest != language and shares[language] < _AT_HOME and shares[likeliest] > 4 * _AT_HOME:
        return f"its commonest words are those of `{likeliest}`"
    return ""
