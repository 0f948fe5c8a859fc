"""Addresses: which are taken, and which are the same."""

import re

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from feedkit.message.addresses import canonical
from feedkit.subscribers.addresses import _USUAL, AddressError, address_hash, read_address


@given(st.from_regex(_USUAL, fullmatch=True))
@example("a@xn--bcher-kva.example")
def test_the_short_way_agrees_with_the_library(text):
    """What is taken without a closer look would be taken with one, as it is."""
    if not _USUAL.fullmatch(text):
        return
    found = validate_email(text, check_deliverability=False)
    read = read_address(text)
    assert (found.local_part, found.ascii_domain) == (text.rpartition("@")[0], read.domain)
    assert read.delivery == text


@given(st.text(max_size=40) | st.emails())
def test_whatever_is_taken_can_be_written_in_a_message(text):
    """Import and sending know the same addresses."""
    try:
        read = read_address(text)
    except AddressError as error:
        assert str(error)
        return
    assert canonical(read.delivery, "To", smtputf8=True) == read.delivery
    assert not re.search(r"[\x00-\x20\x7f]", read.delivery)


@pytest.mark.parametrize(
    "text",
    [
        "", "ana", "@acme.example", "ana@", "ana@acme", "a b@acme.example", "ana@acme..example", "ana@@acme.example",
        "ana@-acme.example", "ana@[192.0.2.1]", "ana@192.0.2.1", '"a b"@acme.example', "ana@localhost", "ana@printer.local",
        "a" * 65 + "@acme.example", "ana@" + "a" * 64 + ".example", "a@" + "b.c" * 90 + ".example", "ana@acme.example\nBcc: x@y.example",
        "ana@acme.example, bo@acme.example", "Ana <ana@acme.example>", "ana@acme.example\x00", "=?utf-8?q?x?=@acme.example",
        "ana@xn--a.example", "é" * 33 + "@acme.example",
    ],
)  # fmt: skip
def test_what_mail_cannot_be_sent_to_is_refused_with_a_reason(text):
    """Limits of RFC 5321 count octets."""
    with pytest.raises(AddressError) as caught:
        read_address(text)
    assert str(caught.value)[0].islower()


def test_an_address_is_sent_to_as_it_was_given_and_compared_without_case():
    """Dots and plus signs tell addresses apart; a domain has one form."""
    read = read_address(" José.Silva+News@BÜCHER.example ")
    assert read.given == "José.Silva+News@BÜCHER.example"
    assert read.delivery == "José.Silva+News@xn--bcher-kva.example"
    assert read.key == "josé.silva+news@xn--bcher-kva.example"
    assert address_hash(b"k", read) == address_hash(b"k", read_address("JOSE\u0301.silva+news@bücher.example"))
    assert address_hash(b"k", read) != address_hash(b"other", read)
    assert re.fullmatch("[0-9a-f]{32}", address_hash(b"k", read))
