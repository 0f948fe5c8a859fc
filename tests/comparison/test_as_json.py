"""The comparison for programs keeps to its schema."""

from __future__ import annotations

import json

import jsonschema
import pytest

from feedkit.comparison.as_json import document, json_schema


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_every_kind_of_change_fits_the_schema(compared, make_feed, make_entry):
    """Entries, feeds, words: all that can be said is said in the shape that is promised."""
    before = [make_feed(*map(make_entry, (2, 3, 4, 5)), title="Old"), make_feed(make_entry(2), name="tag/a")]
    after = [
        make_feed(
            make_entry(1),
            make_entry(2, id="x"),
            make_entry(3, title="Better"),
            make_entry(4, published=None),
            url="https://n.example/",
        ),
        make_feed(make_entry(1), name="tag/b"),
    ]
    made = json.loads(json.dumps(document(compared(before, after))))
    jsonschema.validate(made, json_schema(), cls=jsonschema.Draft202012Validator)
    assert made["counts"]["renotified"] == 1
    assert [each["kinds"][0] for each in made["entries"]] == ["renotified", "vanished", "redated", "edited", "new"]
    edited = next(each for each in made["entries"] if each["kinds"] == ["edited"])
    (title,) = edited["fields"]
    assert title["words"] == [{"part": "deleted", "text": "Story 3"}, {"part": "inserted", "text": "Better"}]
    made["entries"][0]["kinds"] = ["sideways"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, json_schema(), cls=jsonschema.Draft202012Validator)
