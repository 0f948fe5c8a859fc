"""The cases of `cases/*.md`: finished documents with what is found in them, and clean twins; see `cases/README.md`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from literate import Block, as_expected, as_written, marked

from feedkit.checks import Output, run

CASES = marked(Path(__file__).parent / "cases")


@pytest.fixture
def found_in(feed, made):
    """What all checks find in the document that blocks make."""

    def find(blocks: list[Block]):
        (block,) = blocks
        edits = [(old, re.sub(r"\\x(..)", lambda found: chr(int(found[1], 16)), new)) for old, new in block.edits]
        return run(Output(feeds=(feed,), documents=(made(block.kind.removesuffix(" edit"), *edits),)))

    return find


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_is_what_the_case_says(case, found_in):
    """Each finding of the case and no other."""
    assert as_written(found_in(case.faulty)) == as_expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_found_in_the_twin(case, found_in):
    """The same feed without its fault."""
    assert as_written(found_in(case.clean)) == []
