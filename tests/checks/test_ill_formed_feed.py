"""Documents that cannot be read again."""

from __future__ import annotations

import pytest

from feedkit.model import Document


@pytest.mark.parametrize(
    ("name", "wrong", "instead", "place", "message"),
    [
        ("rss", "</channel>", "", "</rss>", "Opening and ending tag mismatch"),
        ("rss", "<media:thumbnail", "<podcast:thumbnail", "<podcast", "Namespace prefix podcast on thumbnail"),
        ("atom", "<title>Article 1", "<title>Article &nbsp;", "&nbsp;", "Entity 'nbsp' not defined"),
        (
            "atom",
            '<?xml version="1.0"',
            '\n<?xml version="1.0"',
            "<?xml",
            "XML declaration allowed only at the start of the document",
        ),
        ("atom", "Article 1", "Article \x0b", "\x0b", "PCDATA invalid Char value 11"),
        ("json", '"items": [', '"items": [,', '"items"', "Expecting value"),
        ("json", "Article 1", "Article \n", "Article \n", "Invalid control character at"),
    ],
)
def test_it_is_said_where_and_why(name, wrong, instead, place, message, made, findings, line_of):
    document = made(name, (wrong, instead))
    (found, *_) = findings(document)
    assert found[:2] == ("FK410", f"main.{name}")
    assert message in found[3]
    assert found[2] == line_of(document, place)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b'{"items": 1}x', b"null \xc3"])
def test_no_bytes_make_it_fail(content, findings):
    for media_type in ("application/feed+json", "application/atom+xml"):
        found = findings(Document(path="main.json", media_type=media_type, content=content))
        assert [each[0] for each in found] == ["FK410"]


def test_an_entity_is_not_expanded(findings):
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    document = Document(path="x.xml", media_type="application/xml", content=bomb + b"]><r>&j;</r>")
    assert len(str(findings(document))) < 300
