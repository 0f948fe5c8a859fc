"""Cycles of objects are not searched for while something is made, nor among what was made, until there is time."""

import gc
import weakref

import pytest

from feedkit.cli.collection import collect, without_collection


class Ring:
    """An object that holds itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def as_before():
    yield
    gc.unfreeze()
    gc.enable()


def test_what_was_made_is_left_out_of_searches_until_all_is_collected():
    with without_collection():
        assert not gc.isenabled()
        made = weakref.ref(Ring())
    assert gc.isenabled()
    gc.collect()
    assert made() is not None
    collect()
    assert made() is None
    assert gc.get_freeze_count() == 0


def test_within_another_the_outer_one_decides():
    with without_collection():
        with without_collection():
            pass
        assert not gc.isenabled()
        assert gc.get_freeze_count() == 0
    assert gc.isenabled()
