"""The house keeps its floors: imports only go down, foreign libraries have one door each, makers touch nothing."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "feedkit"

FLOORS = {
    0: {"model", "diagnostics", "exceptions", "quick_dataclasses", "rules", "__init__"},
    1: {
        "yaml_nodes", "yaml_lines", "yaml_outline", "yaml_events", "urls", "characters", "wide_patterns", "suggestions", "interpolation", "query", "slugs", "media_types", "rendering",
        "index_page", "identity", "lock", "adoption", "article", "digest", "message", "comparison", "formats", "checks", "foreign",
        "dialects", "shortcodes", "tokens", "bounces", "policy", "globs", "mending", "yaml_text", "keyed_hashes",
    },
    2: {
        "config", "catalog", "templates", "lockfile", "output", "ledger", "subscribers", "sources", "publishers", "senders",
        "file_states", "inputs", "stamp", "editions", "cache", "database", "keys", "mailboxes",
        "executors", "git", "kept_patterns", "aside", "whole_files",
    },
    3: {"workflow"},
    4: {"cli", "web", "__main__", "starter"},
}  # fmt: skip
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}

DOORS = {
    "feedgen": {"formats/_feedgen.py"},
    "jinja2": {"rendering.py"},
    "premailer": {"digest/inlining.py"},
    "yaml": {"yaml_events.py"},
    "cmarkgfm": {"article/markdown.py"},
    "nh3": {"article/"},
    "lxml.html": {"article/", "digest/"},
    "lxml": {"article/", "digest/", "formats/", "checks/", "foreign/"},
    "feedparser": {"foreign/_feedparser.py"},
    "markdownify": {"foreign/markdown.py"},
    "bs4": {"foreign/soups.py"},
    "babel": {"digest/wording.py"},
    "emoji": {"shortcodes/marks.py"},
    "docutils": {"dialects/"},
    "tinycss2": {"checks/mail/"},
    "idna": {"urls.py"},
    "click": {"cli/"},
    "rich": {"cli/"},
    "filelock": {"output.py"},
    "dkim": {"message/dkim_signature.py"},
    "distributed": {"workflow/fan_out.py"},
    "sqlalchemy": {"database/", "ledger/", "subscribers/"},
    "psycopg": {"database/"},
    "itsdangerous": {"tokens.py"},
    "flufl": {"bounces/"},
    "starlette": {"web/"},
    "email_validator": {"subscribers/addresses.py"},
    "smtplib": {"senders/smtp.py"},
}
TOUCHING_MODULES = {
    "os",
    "io",
    "socket",
    "subprocess",
    "time",
    "tempfile",
    "shutil",
    "random",
    "secrets",
    "locale",
    "urllib.request",
    "http",
    "threading",
    "multiprocessing",
    "logging",
    "mimetypes",
    "glob",
    "sqlite3",
    "getpass",
    "platform",
}
COMPILES = {"quick_dataclasses.py"}
"""Writes methods and compiles them, as the standard library's dataclasses do."""
TOUCHING_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
TOUCHING_METHODS = {
    "now",
    "utcnow",
    "today",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "unlink",
    "mkdir",
    "getenv",
    "uuid4",
    "uuid1",
}
CLOCK = {"now", "utcnow", "today", "time", "time_ns"}
PURE = {"posixpath", "urllib.parse"}


def modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def imported(tree: ast.AST, module: str) -> Iterator[tuple[str, int]]:
    """The dotted names of everything a module imports, at its top or inside a function, but for type checking only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield f"feedkit.{module.split('/', maxsplit=1)[0]}", node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            first = node.args[0]
            text = (
                first.value
                if isinstance(first, ast.Constant)
                else "".join(str(part.value) for part in getattr(first, "values", []) if isinstance(part, ast.Constant))
            )
            if text.strip("."):
                yield text.strip("."), node.lineno


def violations(module: str, source: str) -> list[str]:
    """What the module does that its floor forbids, one sentence each."""
    tree = ast.parse(source)
    floor = FLOOR_OF.get(room_of(module))
    if floor is None:
        return [f"{module}: no floor is named for this room; add it to FLOORS and to docs/design.md"]
    return [
        *_upward(module, tree, floor),
        *_through_walls(module, tree),
        *(_impure(module, tree) if floor <= 1 else ()),
        *(_clocks(module, tree) if floor < 4 else ()),
    ]


def _upward(module: str, tree: ast.AST, floor: int) -> Iterator[str]:
    for name, line in imported(tree, module):
        parts = name.split(".")
        if parts[0] != "feedkit":
            if floor == 0 and parts[0] not in sys.stdlib_module_names:
                yield f"{module}:{line}: floor 0 imports {name}; words know the standard library only"
            continue
        room = parts[1] if len(parts) > 1 else "__init__"
        if room in FLOOR_OF and FLOOR_OF[room] > floor:
            yield f"{module}:{line}: floor {floor} imports {name} of floor {FLOOR_OF[room]}"


def _through_walls(module: str, tree: ast.AST) -> Iterator[str]:
    for name, line in imported(tree, module):
        for library in sorted(DOORS, key=len, reverse=True):
            if name == library or name.startswith(f"{library}."):
                doors = DOORS[library]
                if not any(module == door or (door.endswith("/") and module.startswith(door)) for door in doors):
                    yield f"{module}:{line}: {library} is imported beside its door {', '.join(sorted(doors))}"
                break


def _impure(module: str, tree: ast.AST) -> Iterator[str]:
    for name, line in imported(tree, module):
        if name in TOUCHING_MODULES or (
            name.split(".")[0] in TOUCHING_MODULES - {"urllib.request"} and name not in PURE
        ):
            yield f"{module}:{line}: a maker imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "exec" and module in COMPILES:
                continue
            if (isinstance(node.func, ast.Name) and called in TOUCHING_CALLS) or (
                isinstance(node.func, ast.Attribute) and called in TOUCHING_METHODS
            ):
                yield f"{module}:{node.lineno}: a maker calls {called}()"
        elif isinstance(node, ast.Attribute) and node.attr == "environ":
            yield f"{module}:{node.lineno}: a maker reads the environment"


def _clocks(module: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
            if owner in {"datetime", "date", "time"}:
                yield f"{module}:{node.lineno}: only cli asks the clock"


@pytest.mark.parametrize("module", modules())
def test_every_room_keeps_to_its_floor_and_its_doors(module: str) -> None:
    """No import goes up, no library is used beside its door, no maker touches the world."""
    assert violations(module, (PACKAGE / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("model.py", "import feedkit.article", "floor 0 imports feedkit.article of floor 1"),
        ("model.py", "import lxml", "words know the standard library only"),
        ("article/markdown.py", "from feedkit import config", "floor 1 imports feedkit.config of floor 2"),
        (
            "formats/rss.py",
            "def f():\n    from feedkit.workflow.build import build",
            "floor 1 imports feedkit.workflow.build of floor 3",
        ),
        (
            "formats/rss.py",
            "from importlib import import_module\nimport_module('feedkit.cli')",
            "floor 1 imports feedkit.cli of floor 4",
        ),
        ("catalog.py", "import feedkit.workflow", "floor 2 imports feedkit.workflow of floor 3"),
        ("workflow/build.py", "from feedkit.cli import main", "floor 3 imports feedkit.cli of floor 4"),
        ("formats/atom.py", "import feedgen.feed", "feedgen is imported beside its door"),
        ("catalog.py", "from yaml import load", "yaml is imported beside its door"),
        ("workflow/build.py", "import click", "click is imported beside its door"),
        ("identity.py", "open('x')", "a maker calls open()"),
        ("identity.py", "exec('x')", "a maker calls exec()"),
        ("article/dates.py", "import os", "a maker imports os"),
        ("article/dates.py", "from pathlib import Path\nPath('x').read_text()", "a maker calls read_text()"),
        ("formats/rss.py", "import uuid\nuuid.uuid4()", "a maker calls uuid4()"),
        ("checks/x.py", "from datetime import datetime\ndatetime.now()", "a maker calls now()"),
        ("catalog.py", "from datetime import datetime\ndatetime.now()", "only cli asks the clock"),
        ("workflow/build.py", "import time\ntime.time()", "only cli asks the clock"),
        ("query.py", "import sys\nsys.modules['os'].environ", "a maker reads the environment"),
        ("basement.py", "", "no floor is named for this room"),
    ],
)
def test_a_planted_violation_is_found(module: str, source: str, said: str) -> None:
    """The test above can fail: each kind of violation is seen when it is put there."""
    assert any(said in each for each in violations(module, source))


def test_every_room_of_the_house_has_a_floor_and_every_door_is_guarded() -> None:
    """A library that only one room may use is not quietly used by none: a door that leads nowhere is a mistake here."""
    used = {
        name.split(".")[0]
        for module in modules()
        for name, _ in imported(ast.parse((PACKAGE / module).read_text("utf-8")), module)
    }
    later = {"psycopg"}
    assert {library.split(".")[0] for library in DOORS} - later <= used
