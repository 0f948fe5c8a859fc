"""Documents that do not name their own address."""

from __future__ import annotations

import pytest

RIGHT = "https://example.org/main."


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@pytest.mark.parametrize("other", ["http://example.org/main.", "http://localhost:8000/main."])
def test_another_address_is_found(name, other, made, findings):
    message = f"names {other}{name} as its own address instead of {RIGHT}{name}"
    assert findings(made(name, (RIGHT, other))) == [("FK411", f"main.{name}", 0, message)]


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_no_address_is_found(name, made, findings):
    message = f"names nothing as its own address instead of {RIGHT}{name}"
    assert findings(made(name, ('rel="self"', 'rel="via"'))) == [("FK411", f"main.{name}", 0, message)]


def test_two_addresses_are_found(made, findings):
    (found,) = findings(made("atom", ('rel="alternate" type="text/html"/>\n  <link', 'rel="self"/>\n  <link')))
    assert found[0] == "FK411"


def test_a_document_at_another_place_has_no_feed_to_be_compared_with(made, findings):
    from dataclasses import replace

    assert findings(replace(made("atom"), path="elsewhere.atom")) == []
