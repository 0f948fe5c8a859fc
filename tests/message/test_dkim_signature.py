"""DKIM: signed by us, verified by a library; what one-click unsubscribing needs is covered."""

from __future__ import annotations

import subprocess

import pytest

from feedkit.message import MessageError
from feedkit.message.dkim_signature import signature

dkim = pytest.importorskip("dkim")
MESSAGE = (
    b"From: Robot News <news@robots.example>\r\nTo: ana@x.example\r\nSubject: Robots\r\nDate: Thu, 28 May 2026 18:30:00 +0000\r\n"
    b"Message-ID: <1@robots.example>\r\nList-Unsubscribe: <https://robots.example/u/1>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nMIME-Version: 1.0\r\n\r\nRobots knit.\r\n"
)


@pytest.fixture(scope="module")
def keys():
    private = subprocess.run(["openssl", "genrsa", "-traditional", "2048"], check=True, capture_output=True).stdout
    public = subprocess.run(
        ["openssl", "rsa", "-pubout", "-outform", "DER"], input=private, check=True, capture_output=True
    ).stdout
    import base64

    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    return private, lambda name, timeout=5: record if name == b"feedkit1._domainkey.robots.example." else None


def test_a_signature_verifies_and_covers_leaving(keys):
    private, dns = keys
    field = signature(MESSAGE, selector="feedkit1", domain="robots.example", key=private)
    assert field.startswith(b"DKIM-Signature: ")
    assert field.endswith(b"\r\n")
    assert dkim.verify(field + MESSAGE, dnsfunc=dns)
    flat = field.replace(b"\r\n", b"").replace(b" ", b"").lower()
    covered = flat.partition(b";h=")[2].partition(b";")[0].split(b":")
    assert covered.count(b"from") == 2
    assert covered.count(b"list-unsubscribe") == covered.count(b"list-unsubscribe-post") == 2
    assert b";l=" not in flat


@pytest.mark.parametrize(
    ("old", "new"), [(b"knit", b"sew"), (b"/u/1", b"/u/2"), (b"Subject:", b"Subject: x\r\nSubject:")]
)
def test_nothing_can_be_changed_or_added(keys, old, new):
    private, dns = keys
    signed = signature(MESSAGE, selector="feedkit1", domain="robots.example", key=private) + MESSAGE
    assert not dkim.verify(signed.replace(old, new, 1), dnsfunc=dns)


def test_a_key_that_is_none_is_an_error():
    with pytest.raises(MessageError, match="cannot be signed"):
        signature(MESSAGE, selector="s", domain="robots.example", key=b"no key")
