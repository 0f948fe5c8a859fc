"""Environment variables in text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedkit.interpolation import Interpolated, InterpolationError, Redactor, expand, has_variables, redactor

ENVIRON = {"HOST": "example.org", "EMPTY": "", "TRICKY": "${HOST}$$", "_x1": "one"}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("https://${HOST}/", "https://example.org/"),
        ("${HOST}${HOST}", "example.orgexample.org"),
        ("${_x1}", "one"),
        ("${EMPTY}", ""),
        ("${EMPTY:-default}", "default"),
        ("${HOST:-default}", "example.org"),
        ("${NONE:-}", ""),
        ("${NONE:-a default, with: signs}", "a default, with: signs"),
        ("${NONE:-five $$}", "five $"),
        ("${NONE:-two\nlines}", "two\nlines"),
        ("${HOST:?say where}", "example.org"),
        ("$$", "$"),
        ("$${HOST}", "${HOST}"),
        ("$$$$", "$$"),
        ("$$${HOST}", "$example.org"),
        ("costs $5 or $HOST", "costs $5 or $HOST"),
        ("{HOST} }", "{HOST} }"),
        ("${TRICKY}", "${HOST}$$"),
    ],
)
def test_variables_are_replaced_in_their_three_forms(text, result):
    """As Compose files do it; what a variable holds is not looked at again."""
    assert expand(text, ENVIRON).text == result


@pytest.mark.parametrize(
    ("text", "message", "part"),
    [
        ("a ${NONE} b", "the environment variable `NONE` is not set", "${NONE}"),
        ("${NONE:?say where}", "the environment variable `NONE` is not set: say where", "${NONE:?say where}"),
        ("${EMPTY:?say where}", "the environment variable `EMPTY` is empty: say where", "${EMPTY:?say where}"),
        ("${EMPTY:?}", "the environment variable `EMPTY` is empty: a value is required", "${EMPTY:?}"),
        ("x ${HOST", "a `${` is not closed", "${HOST"),
        ("${}", "`${}` is not a variable", "${}"),
        ("${1A}", "`${1A}` is not a variable", "${1A}"),
        ("${HOST-x}", "`${HOST-x}` is not a variable", "${HOST-x}"),
        ("${HOST:+x}", "`${HOST:+x}` is not a variable", "${HOST:+x}"),
        ("${ HOST }", "`${ HOST }` is not a variable", "${ HOST }"),
        ("${A:-${HOST}}", "variables cannot stand in one another", "${A:-${HOST}"),
    ],
)
def test_what_cannot_be_replaced_is_refused_at_its_place(text, message, part):
    """With a help that says what to write."""
    with pytest.raises(InterpolationError) as caught:
        expand(text, ENVIRON)
    error = caught.value
    assert str(error) == message
    assert text[error.offset : error.offset + error.length] == part
    assert error.help


def test_only_what_came_from_the_environment_is_a_secret():
    """Defaults stand in the file for all to see."""
    assert expand("${HOST} ${NONE:-default} ${EMPTY}", ENVIRON).secrets == {"example.org"}
    assert expand("$$", ENVIRON).secrets == frozenset()


def test_secrets_are_hidden_and_the_longest_first():
    """A value that is part of another does not leave the rest of it behind."""
    hide = redactor([expand("${A} ${B}", {"A": "token", "B": "token-for-all"})]).redact
    assert hide("got token-for-all and token") == "got *** and ***"


def test_words_of_three_letters_stay_readable():
    """A variable that holds `a` must not black out the whole message."""
    assert Redactor(frozenset({"a", "not"})).redact("not a date") == "not a date"


def test_an_interpolated_text_is_text():
    """It is told apart by its type only."""
    assert Interpolated("20") == "20"


@given(st.text(alphabet="a$ {}", max_size=20))
@example("$")
def test_text_without_variables_stays_as_it_is(text):
    """Only `$$` and `${` mean anything."""
    if not has_variables(text):
        assert expand(text, {}).text == text


def refusal(text, environ):
    try:
        expand(text, environ)
    except InterpolationError as error:
        return error
    return None


@given(
    st.text(max_size=40) | st.text(alphabet="$A{}:-?x", max_size=20),
    st.dictionaries(st.sampled_from("ABx"), st.text(max_size=5)),
)
def test_every_text_is_expanded_or_refused_within_itself(text, environ):
    """No other exception, and never a place outside the text."""
    error = refusal(text, environ)
    assert error is None or 0 <= error.offset < error.offset + error.length <= len(text)


@given(st.text(max_size=40))
def test_doubling_the_dollar_signs_keeps_any_text(text):
    """So every text can be written."""
    assert expand(text.replace("$", "$$"), {}).text == text


@given(st.text(min_size=1, max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_values_are_never_interpreted(value, before, after):
    """A variable cannot smuggle in another one."""
    plain = [part.replace("$", "") for part in (before, after)]
    assert expand(plain[0] + "${A}" + plain[1], {"A": value}).text == plain[0] + value + plain[1]
