"""Every reference becomes an ASCII URL that feeds can carry, or a reason why it cannot."""

from __future__ import annotations

import contextlib
import re

import nh3
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from feedkit import urls

BASE = "https://example.org/2026/05/a/"
REFERENCES = st.one_of(
    st.text(st.characters(), max_size=80),
    st.text(st.sampled_from("ahtps:/?#[]@.%2eé \\\n\txn--0127:&日"), max_size=40),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["https://", "http:", "//", "ftp://", "https:\\\\", ""]),
        st.text(st.characters(), max_size=20),
        st.sampled_from(["/", "?", "#", ":", ":80", ""]),
        st.text(st.characters(), max_size=30),
    ),
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com?q", "https://example.com/?q"),
        ("  https://example.com/a\n", "https://example.com/a"),
        ("https://exa\nmple.com/a\tb", "https://example.com/ab"),
        ("HTTPS://Example.COM/Path", "https://example.com/Path"),
        ("//cdn.example.com/x.png", "https://cdn.example.com/x.png"),
        ("x.png", "https://example.org/2026/05/a/x.png"),
        ("./x.png", "https://example.org/2026/05/a/x.png"),
        ("../x.png", "https://example.org/2026/05/x.png"),
        ("../../../../../x.png", "https://example.org/x.png"),
        ("/x.png", "https://example.org/x.png"),
        ("/a/./b/../c/", "https://example.org/a/c/"),
        ("/a/%2e%2E/b", "https://example.org/b"),
        ("..", "https://example.org/2026/05/"),
        (".", "https://example.org/2026/05/a/"),
        ("?page=2", "https://example.org/2026/05/a/?page=2"),
        ("#top", "https://example.org/2026/05/a/#top"),
        ("#", "https://example.org/2026/05/a/#"),
        ("#überblick", "https://example.org/2026/05/a/#%C3%BCberblick"),
        ("a b.png", "https://example.org/2026/05/a/a%20b.png"),
        ("ä/ö?ü=ß#é", "https://example.org/2026/05/a/%C3%A4/%C3%B6?%C3%BC=%C3%9F#%C3%A9"),
        ("a%20b%C3%A4", "https://example.org/2026/05/a/a%20b%C3%A4"),
        ("100%.png", "https://example.org/2026/05/a/100%25.png"),
        ("a[1].png", "https://example.org/2026/05/a/a%5B1%5D.png"),
        ("a|b{c}", "https://example.org/2026/05/a/a%7Cb%7Bc%7D"),
        ("img\\photo.png", "https://example.org/2026/05/a/img/photo.png"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://b%C3%BCcher.example/", "https://xn--bcher-kva.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://under_score.example/", "https://under_score.example/"),
        ("https://example.com./", "https://example.com./"),
        ("https://example.com:443/", "https://example.com/"),
        ("http://example.com:80/", "http://example.com/"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("http://example.com:/", "http://example.com/"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("https://ann@example.com/", "https://ann@example.com/"),
        ("https://a@b:c@example.com/", "https://a%40b:c@example.com/"),
        ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("https://192.168.0.1/", "https://192.168.0.1/"),
        ("https:\\\\example.com\\a\\b", "https://example.com/a/b"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("mailto:ann@example.org?subject=Hé llo", "mailto:ann@example.org?subject=H%C3%A9%20llo"),
        ("MAILTO:ann@example.org", "mailto:ann@example.org"),
        ("tel:+49 30 123", "tel:+49%2030%20123"),
        ("data:image/png;base64,AAAA", "data:image/png;base64,AAAA"),
        ("java\nscript:alert(1)", "javascript:alert(1)"),
        ("\x01javascript:alert(1)", "javascript:alert(1)"),
        ("urn:isbn:123", "urn:isbn:123"),
        ("a\ud800b", "https://example.org/2026/05/a/a%EF%BF%BDb"),
    ],
)
def test_a_reference_becomes_an_absolute_url(reference, expected):
    """Resolved, IDNA and percent-encoded, as browsers would open it."""
    assert urls.absolute(reference, BASE) == expected


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("https://", "it has no host"),
        ("https:///path", "it has no host"),
        ("https://:80/", "it has no host"),
        ("https:example.org", "`//` is missing after `https:`"),
        ("https:/example.org", "`//` is missing after `https:`"),
        ("https://example.org:99999/", "its port is not a number up to 65535"),
        ("https://example.org:x/", "its port is not a number up to 65535"),
        ("https://example.org:" + "9" * 9_000, "its port is not a number up to 65535"),
        ("https://example.org:٣/", "its port is not a number up to 65535"),
        ("https://exa mple.org/", "its host name is not valid"),
        ("https://exam<ple.org/", "its host name is not valid"),
        ("https://example..org/", "its host name is not valid"),
        ("https://example.org%2Fx/", "its host name is not valid"),
        ("https://☃︎\u200d.example/", "its host name is not valid under IDNA 2008"),
        ("https://xn--a.example/", "its host name has a broken `xn--` label"),
        ("https://" + "a" * 64 + ".example/", "its host name is too long"),
        ("https://" + "ü" * 5_000 + "/", "its host name is too long"),
        ("https://[::1/", "the `[` of its host is never closed"),
        ("https://[::1]x/", "the `[` of its host is never closed"),
        ("https://[zz]/", "its host is not an IPv6 address"),
        ("https://[fe80::1%eth0]/", "its host is not an IPv6 address"),
        ("https://1.2.3.4.5/", "its host is not an IPv4 address"),
        ("https://300.1.1.1/", "its host is not an IPv4 address"),
        ("mailto:", "nothing follows `mailto:`"),
        ("C:\\Users\\ann\\x.png", "it is a path on a Windows disk"),
    ],
)
def test_what_cannot_be_a_url_is_refused_with_a_reason(reference, reason):
    """The reason reads on after "is not a URL:"."""
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        urls.absolute(reference, BASE)


def test_a_relative_reference_needs_an_address_to_stand_on():
    """Without a base there is nothing to resolve against."""
    with pytest.raises(ValueError, match="relative"):
        urls.absolute("x.png", "")
    assert urls.absolute("https://example.org/x", "") == "https://example.org/x"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://example.org", "https://example.org/x"),
        ("https://example.org/a/b", "https://example.org/a/x"),
        ("https://example.org/a/b?c#d", "https://example.org/a/x"),
        ("http://localhost:8000/a/", "http://localhost:8000/a/x"),
    ],
)
def test_the_folder_of_the_base_counts(base, expected):
    """RFC 3986 §5.2.3."""
    assert urls.absolute("x", base) == expected


@given(REFERENCES)
@example("//[")
@example("https://\u2488com")
@example("https://xn--\u0080/")
@example("https://a.b/%2e%2e%2f..")
def test_any_text_gives_a_stable_ascii_url_or_a_reason(reference):
    """No other exception, and resolving a result again changes nothing."""
    try:
        url = urls.absolute(reference, BASE)
    except ValueError as error:
        assert not isinstance(error, UnicodeError)
        assert 0 < len(str(error)) < 100
        return
    assert url.isascii()
    assert not re.search(r"[\s<>\"{}|\\^`\[\]]", re.sub(r"//(\S*@)?\[[0-9a-f:.]+\]", "//", url))
    assert urls.absolute(url, BASE) == url
    assert urls.absolute(url, "https://elsewhere.example/") == url
    if urls.scheme(url) in {"http", "https"}:
        assert urls.is_web(url)


@given(REFERENCES)
@example("https://xn--/")
@example("https://a\u2044b.example/")
def test_the_sanitiser_accepts_every_web_address(reference):
    """An address that passed here is never lost in the last net (two URL parsers, one opinion)."""
    try:
        url = urls.absolute(reference, BASE)
    except ValueError:
        url = BASE
    assume(urls.is_web(url))
    assert " href=" in nh3.clean(f'<a href="{url.replace("&", "&amp;")}">x</a>')


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org",
        "HTTPS://example.org/x",
        "https://[::1]/",
        "https://u:p@example.org:8/x",
    ],
)
def test_web_addresses_are_recognised(url):
    """http or https with a host."""
    assert urls.is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "/x",
        "//example.org/",
        "https:",
        "https://",
        "https:///x",
        "https://?x",
        "mailto:a@b.example",
        "ftp://example.org/",
        "javascript:https://x/",
    ],
)
def test_everything_else_is_no_web_address(url):
    """Other schemes, relative references, and addresses without a host."""
    assert not urls.is_web(url)


def test_a_path_is_encoded_as_it_is():
    """A file name may hold every character; none of them has a meaning."""
    assert urls.encoded_path("2026/a b/100% ü?#.png") == "2026/a%20b/100%25%20%C3%BC%3F%23.png"


def test_scheme_and_host_are_told():
    """Small questions about an address have small answers."""
    assert urls.scheme(" JavaScript:x") == "javascript"
    assert urls.scheme("a/b:c") == ""
    assert urls.host("https://u@example.org:80/x") == "example.org"
    assert urls.host("mailto:x@example.org") == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 1_000_000,
        "https://" + "a." * 200_000,
        "https://x/" + "../" * 200_000,
        "%" * 100_000,
        "https://" + "@" * 300_000,
        "a:" * 300_000,
    ],
)
def test_hostile_references_are_answered_quickly(hostile):
    """Work grows with the length, not with its square."""
    with contextlib.suppress(ValueError):
        urls.absolute(hostile, BASE)
