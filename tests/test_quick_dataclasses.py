"""Quick dataclasses are those of the standard library, as far as anybody can tell."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit import quick_dataclasses
from feedkit.diagnostics import Place

PACKAGE = Path(quick_dataclasses.__file__).parent


def made_by(library: Any, shape: list[tuple[str, str]], options: dict[str, bool]) -> Any:
    """A class with these fields, made by one of the two."""
    namespace: dict[str, Any] = {"__annotations__": dict.fromkeys([name for name, _ in shape], "object")}
    for name, given_ in shape:
        if given_ == "default":
            namespace[name] = 7
        elif given_ == "factory":
            namespace[name] = library.field(default_factory=list)
        elif given_ == "quiet":
            namespace[name] = library.field(default=1, repr=False, compare=False)
    namespace["double"] = property(lambda self: [getattr(self, name) for name, _ in shape] * 2)
    return library.dataclass(slots=True, **options)(type("Made", (), namespace))


def outcome(act: Any) -> Any:
    """What comes of it: a value or the kind of the error."""
    try:
        return act()
    except (TypeError, AttributeError) as error:
        return AttributeError if isinstance(error, AttributeError) else type(error)


shapes = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["needed", "default", "factory", "quiet"])),
    max_size=5,
    unique_by=lambda each: each[0],
).map(lambda fields: sorted(fields, key=lambda each: each[1] != "needed"))
options = st.fixed_dictionaries(
    {}, optional={"frozen": st.booleans(), "kw_only": st.booleans(), "eq": st.just(True), "order": st.booleans()}
)
values = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 2), max_size=6)


@given(shapes, options, values, values)
def test_they_do_what_those_of_the_standard_library_do(shape, options, first, second):
    """Made, shown, compared, hashed, copied, changed: the same comes of it, errors too."""
    ours, theirs = (made_by(library, shape, options) for library in (quick_dataclasses, dataclasses))
    acts = [
        lambda cls: repr(cls(**first)),
        lambda cls: repr(cls(*first.values())),
        lambda cls: cls(**first) == cls(**second),
        lambda cls: cls(**first) == first,
        lambda cls: cls(**first) < cls(**second),
        lambda cls: cls(**first) >= cls(**second),
        lambda cls: hash(cls(**first)) == hash(cls(**first)),
        *(lambda cls, name=name: setattr(cls(**first), name, 1) for name, _ in shape),
        *(lambda cls, name=name: delattr(cls(**first), name) for name, _ in shape),
        lambda cls: cls(**first).double,
        lambda cls: repr(copy.copy(cls(**first))),
        lambda cls: repr(copy.deepcopy(cls(**first))),
        lambda cls: repr(dataclasses.replace(cls(**first), **second)),
        lambda cls: repr(quick_dataclasses.replace(cls(**first), **second)),
        lambda cls: dataclasses.asdict(cls(**first)),
        lambda cls: [(each.name, each.type, each.repr, each.kw_only) for each in dataclasses.fields(cls)],
        lambda cls: cls.__match_args__,
        lambda cls: (cls.__name__, cls.__qualname__, cls.__doc__ is None or "Made" in cls.__doc__),
        lambda cls: cls(**first).__dict__,
    ]
    for number, act in enumerate(acts):
        assert outcome(lambda act=act: act(ours)) == outcome(lambda act=act: act(theirs)), (number, shape, options)


def test_instances_travel_to_other_processes():
    """Pickled before the class has made one, and after."""
    place = Place("a.md", 1, 2, 3, 4)
    assert pickle.loads(pickle.dumps(place)) == place
    assert {place: 1}[Place("a.md", 1, 2, 3, 4)] == 1


def test_a_default_made_anew_is_not_shared():
    """As lists must not be."""
    cls = made_by(quick_dataclasses, [("a", "factory")], {})
    assert cls().a is not cls().a


@pytest.mark.parametrize("given_", [{"__post_init__": lambda self: None}, {}])
def test_what_they_cannot_do_is_refused(given_):
    """Rather than left out."""
    bases = () if given_ else (Path,)
    with pytest.raises(TypeError, match="take the standard library's"):
        quick_dataclasses.dataclass(slots=True)(type("Made", bases, {"__annotations__": {"a": "int"}, **given_}))


def test_the_house_uses_them_wherever_it_can():
    """One import of the other kind costs a millisecond a class, and is not seen in review."""
    others = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if (source := path.read_text("utf-8")).count("@dataclass")
        and "from feedkit.quick_dataclasses import" not in source
    }
    assert others == set()
