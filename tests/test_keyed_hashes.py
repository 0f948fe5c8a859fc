"""A keyed hash is HMAC-SHA256, whatever the lengths of key and text."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from feedkit.keyed_hashes import keyed_hash


@given(st.binary(max_size=200), st.binary(max_size=5000))
def test_it_is_what_the_standard_library_says(key, text):
    assert keyed_hash(key)(text) == hmac.digest(key, text, "sha256")


@given(st.binary(max_size=100), st.lists(st.binary(max_size=100), min_size=2, max_size=4))
def test_texts_leave_no_trace_in_the_key(key, texts):
    hash_of = keyed_hash(key)
    assert [hash_of(each) for each in texts] == [hmac.digest(key, each, "sha256") for each in texts]
