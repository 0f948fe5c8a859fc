"""Why the values of `feedkit.yml` cannot be used, in plain words and with their places.

Messages quote values as they are written in the file, so that what a variable holds is never among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from feedkit.config.refusal import Location, MissingSetting, Refusal, UnknownSetting, WrongType
from feedkit.config.tree import Tree, within
from feedkit.diagnostics import Diagnostic
from feedkit.quick_dataclasses import replace
from feedkit.rules import config as rules
from feedkit.suggestions import closest
from feedkit.yaml_nodes import Node

Sections = Callable[[Location], tuple[str, ...]]
"""The names of the settings of the section at a location."""

SHORTEST = "site:\n  title: My articles\n  url: https://www.example.org/"
"""The shortest configuration there is."""

_REQUIRED: dict[Location, str] = {
    ("site",): f"add\n{SHORTEST}",
    ("site", "title"): "add `title: My articles` below `site:`",
    ("site", "url"): "add `url: https://www.example.org/` below `site:`",
}
"""What to do when that is missing which nobody else can know."""
_TRUTH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_MAX_SHOWN = 60


def from_refusals(refusals: Iterable[tuple[Location, Refusal]], tree: Tree, sections: Sections) -> list[Diagnostic]:
    """A diagnostic for each refusal of a value at a location; none where the value was found at fault before."""
    found = []
    for start, refusal in refusals:
        at = (*start, *refusal.at)
        if isinstance(refusal, MissingSetting | UnknownSetting):
            found.append(_missing(at, tree) if isinstance(refusal, MissingSetting) else _unknown(at, tree, sections))
            continue
        if at in tree.broken:
            continue
        if isinstance(refusal, WrongType):
            found.append(_wrong_type(refusal, at, tree, sections))
            continue
        node = tree.node(at)
        hidden = any(each[: len(spoken)] == spoken for spoken in (at, *refusal.quotes) for each in tree.interpolated)
        message = (
            refusal.detail if refusal.detail and not hidden else f"{_shown(node, at, tree.replaced)} {refusal.problem}"
        )
        advice = refusal.guess if refusal.guess and not hidden else refusal.help
        place = node.place(tree.path)
        if refusal.span and at not in tree.changed:
            place = within(node, *refusal.span, tree.path)
        notes = ("what the variable holds is not shown",) if hidden else ()
        found.append(Diagnostic(rule=refusal.rule, place=place, message=message, help=advice, notes=notes))
    return found


def redacted(diagnostics: Iterable[Diagnostic], tree: Tree) -> list[Diagnostic]:
    """The diagnostics without the values of variables, should one have got into a sentence after all."""
    hide = tree.redactor.redact
    return [
        replace(each, message=hide(each.message), help=hide(each.help), notes=tuple(map(hide, each.notes)))
        for each in diagnostics
    ]


def _missing(at: Location, tree: Tree) -> Diagnostic:
    advice = _REQUIRED.get(at, f"add `{at[-1]}: …`")
    message = f"`{_dotted(at)}` is missing"
    if at == ("site",):
        message += ": every feed needs the title and the address of the site"
    return Diagnostic(
        rule=rules.MISSING_SETTING, place=tree.node(at[:-1]).place(tree.path), message=message, help=advice
    )


def _unknown(at: Location, tree: Tree, sections: Sections) -> Diagnostic:
    name, section = str(at[-1]), at[:-1]
    known = sections(section)
    where = f" in `{_dotted(section)}`" if section else ""
    guesses = (_near(name, known), _elsewhere(name, section, sections))
    guess = next(filter(None, guesses if section else reversed(guesses)), "")
    advice = guess or f"the settings{where} are " + ", ".join(known)
    message = f"there is no setting `{_short(name)}`{where}"
    return Diagnostic(rule=rules.UNKNOWN_SETTING, place=tree.key(at).place(tree.path), message=message, help=advice)


def _near(name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"did you mean `{near}`?" if near else ""


def _elsewhere(name: str, section: Location, sections: Sections) -> str:
    """Where a setting of just this name is, if there is one."""
    if section and name in sections(()):
        return "it belongs at the left margin, not under another setting"
    having = [each for each in sections(()) if (each,) != section[:1] and name in sections((each,))]
    return f"it belongs under `{having[0]}:`" if having else ""


def _wrong_type(refusal: WrongType, at: Location, tree: Tree, sections: Sections) -> Diagnostic:
    node, wanted = tree.node(at), refusal.wanted
    if node.value is None:
        message = f"{wanted} is expected, but nothing stands here"
    else:
        message = f"{wanted} is expected, not {node.kind}" + (f" (`{_short(node.text)}`)" if node.text else "")
    advice = _help_with_type(node, wanted, at, sections)
    return Diagnostic(rule=rules.WRONG_TYPE, place=node.place(tree.path), message=message, help=advice)


def _help_with_type(node: Node, wanted: str, at: Location, sections: Sections) -> str:
    name = next((step for step in reversed(at) if isinstance(step, str)), "")
    scalar = type(node.value) not in (dict, tuple)
    if node.value is None and not node.text:
        return f"write {wanted} after `{name}:`, or remove the line" if at[-1:] == (name,) else "remove the empty value"
    if wanted == "text" and scalar:
        return f'put it in quotes: "{_short(node.text)}"'
    if wanted == "a whole number" and re.fullmatch(r"[0-9]{1,18}", node.text):
        return f"write it without quotes: {node.text}"
    if wanted == "true or false":
        return "write " + _TRUTH.get(node.text.casefold(), "true or false")
    if wanted == "a list" and scalar:
        return f"write it in brackets: {name}: [{_short(node.text)}]"
    if wanted == "a mapping":
        names = sections(at)
        return "write " + (
            "its settings one a line, indented: " + ", ".join(names) if names else "`key: value` lines, indented"
        )
    return f"write {wanted}"


def _shown(node: Node, at: Location, replaced: Mapping[Location, str]) -> str:
    """What the sentence is about."""
    if at in replaced:
        return f"`{_short(replaced[at])}`, given in place of `{_dotted(at)}`,"
    if type(node.value) in (dict, tuple):
        return f"`{_dotted(at)}`"
    return f"`{_short(node.text)}`" if node.text.strip() else f"the empty `{_dotted(at)}`"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_SHOWN else flat[: _MAX_SHOWN - 1] + "…"


def _dotted(at: Location) -> str:
    """A location as people write it: `feeds[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
    return text.removeprefix(".")


def empty_root() -> Node:
    """The root of a document without values."""
    return Node({}, 1, 1, 1, 1, keys={})
