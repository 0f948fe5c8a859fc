"""Addresses are plain, short enough and ASCII in their domain, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.message import MessageError, SmtpUtf8Required
from feedkit.message.addresses import ascii_domain, canonical


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.Silva+news@Example.ORG", "Ana.Silva+news@Example.ORG"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("ana@localhost", "ana@localhost"),
        ("doe@exämple.org", "doe@xn--exmple-cua.org"),
        ("doe@bücher．example", "doe@xn--bcher-kva.example"),
        ("doe@straße.example", "doe@xn--strae-oqa.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_addresses_are_written_with_ascii_domains(address: str, written: str) -> None:
    """The part before the `@` stays as it is; the domain becomes A-labels."""
    assert canonical(address, "To") == written


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@@example.org",
        "ana silva@example.org",
        '"ana silva"@example.org',
        "ana@example.org, eve@example.org",
        "Ana <ana@example.org>",
        "ana@example.org\r\nBcc: eve@example.org",
        "ana\n@example.org",
        "ana@example.org\n",
        "ana@exa mple.org",
        "ana@-example.org",
        "ana@example..org",
        "ana@example.org.",
        "ana@[192.0.2.1]",
        "ana@exämple.org/eve",
        "ana@exämple.org:25",
        "ana@exämple.org\r\nBcc: eve@example.org",
        "eve@x.example@exämple.org",
        ".ana@example.org",
        "ana.@example.org",
        "a..b@example.org",
        "ana\x00@example.org",
        "ana\x85@example.org",
        "ana(comment)@example.org",
        "=?utf-8?q?eve=40example.com?=@example.org",
        "a" * 65 + "@example.org",
        "é" * 33 + "@example.org",
        "ana@" + "a" * 64 + ".org",
        "ana@" + ".".join(["a" * 60] * 5),
        "ana\ud800@example.org",
        "ana@\ud800.example",
    ],
)
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    """The error names the field; nothing is cut off or made to fit."""
    with pytest.raises(MessageError) as caught:
        canonical(address, "Reply-To", smtputf8=True)
    assert caught.value.where == "Reply-To"
    assert str(caught.value).startswith("Reply-To: ")


def test_a_local_part_beyond_ascii_needs_smtputf8() -> None:
    """It can be told from other refusals, so that such a reader is skipped with the right reason."""
    with pytest.raises(SmtpUtf8Required):
        canonical("döe@exämple.org", "To")
    assert canonical("döe@exämple.org", "To", smtputf8=True) == "döe@xn--exmple-cua.org"


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_accepted_address_has_no_character_that_could_end_a_header(local: str, domain: str) -> None:
    """Whatever is asked for, what comes back is one address without blanks and controls, or an error."""
    try:
        written = canonical(f"{local}@{domain}", "To", smtputf8=True)
    except MessageError:
        return
    assert written.count("@") == 1
    assert written == "".join(written.split())
    assert not any(ord(each) < 0x21 or 0x7F <= ord(each) <= 0x9F or each in '<>,;:"()[]\\' for each in written)
    assert written.rpartition("@")[2].isascii()


def test_domains_are_names_of_hosts() -> None:
    """For Message-ID and References."""
    assert ascii_domain("daily.example", "References") == "daily.example"
    with pytest.raises(MessageError, match="References"):
        ascii_domain("daily example", "References")
