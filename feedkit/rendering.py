"""Pages and mails from templates; the one door to jinja2.

Templates come in as a mapping of names to text. A template that ships with feedkit is there as `!feedkit/…`, and by
its plain name too unless the project has one of its own under it. So a project's `index.html.jinja` takes the place of
feedkit's, and may say `{% extends "!feedkit/index.html.jinja" %}`.

What a template can do is what it is given: a sandbox, no clock, nothing random, an error for every unknown name.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, tzinfo
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from feedkit.exceptions import TemplateError

if TYPE_CHECKING:
    import jinja2

SHIPPED = "!feedkit/"
"""How the names of the templates begin that ship with feedkit."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


class Kept(Protocol):
    """Where the compiled form of feedkit's own templates is kept; what it gives is as it was given."""

    def get(self, name: str) -> bytes | None:
        """What was kept under this name by this very version of everything."""

    def put(self, name: str, code: bytes) -> None:
        """Keep it, if that can be done."""


class Prepared(Mapping[str, str]):
    """Templates that are compiled once, however often they are rendered; `folder` is as for `render`.

    Those that ship with feedkit are not compiled if they are among `kept`.
    """

    def __init__(self, templates: Mapping[str, str], *, folder: str = "templates", kept: Kept | None = None) -> None:
        self._texts, self._kept = dict(templates), kept
        self.paths = {name: _path(name, self._texts, folder) for name in self._texts}

    @cached_property
    def environment(self) -> jinja2.Environment:
        """What compiles them."""
        return _environment(self._texts, self.paths, self._kept)

    def __getitem__(self, name: str) -> str:
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def load_library() -> None:
    """Load what renders while there is time for it."""
    import jinja2.sandbox  # noqa: F401, PLC0415  (as below)


def render(name: str, templates: Mapping[str, str], context: Mapping[str, object], *, folder: str = "templates") -> str:
    """The text that the template called `name` makes of the context; HTML is escaped unless the name ends in `.txt.jinja`.

    Raises `TemplateError` with the template's path and line when the template cannot be read or asks for what is
    not there. `folder` is where the project's own templates are, relative to the project folder.
    """
    import jinja2  # noqa: PLC0415  (it takes long to load, and a page that stays as it is needs none)

    prepared = templates if isinstance(templates, Prepared) else Prepared(templates, folder=folder)
    paths, environment = prepared.paths, prepared.environment
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            error.message or "syntax error", error.filename or name, error.lineno, help=_SYNTAX_HELP
        ) from error
    except jinja2.TemplateError as error:
        raise _explained(error, name, paths, context) from error
    except Exception as error:
        # In a template of the project any failure is the template's; in ours it would be a bug, which keeps its traceback.
        if not _where(error.__traceback__, {each for each in paths.values() if not each.startswith(SHIPPED)})[0]:
            raise
        raise _explained(error, name, paths, context) from error


def iso(moment: datetime, zone: tzinfo) -> str:
    """The moment in the zone as `2026-05-28T15:00:00+02:00`, for `<time datetime>`."""
    return moment.astimezone(zone).isoformat(timespec="seconds")


def readable(moment: datetime, zone: tzinfo, language: str) -> str:
    """The moment in the zone as `28 May 2026, 15:00`; in languages other than English `2026-05-28, 15:00`."""
    local = moment.astimezone(zone)
    if _primary(language) == "en":
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
    return f"{local.date().isoformat()}, {local:%H:%M}"


def direction(language: str) -> str:
    """The way a language (BCP 47) is written, for the `dir` attribute: `rtl` or `ltr`."""
    primary, *others = language.lower().split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT_LANGUAGES else "ltr"


def csp_hash(text: str) -> str:
    """What a Content-Security-Policy calls this inline style or script (CSP Level 3 §2.3.1), without quotes."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


_FILTERS: dict[str, Callable[..., str]] = {
    "iso": iso,
    "readable": readable,
    "direction": direction,
    "csp_hash": csp_hash,
}
_SYNTAX_HELP = "Mend the template at that line; `{% … %}` and `{{ … }}` are Jinja's, and every block needs its end."


def _environment(
    templates: Mapping[str, str], paths: Mapping[str, str], kept: Kept | None = None
) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (templates[name], paths[name], lambda: True) if name in templates else None

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        autoescape=lambda name: not (name or "").endswith(".txt.jinja"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=None if kept is None else _bytecode_cache(kept),
    )
    environment.filters.update(_FILTERS)
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


def _bytecode_cache(kept: Kept) -> jinja2.BytecodeCache:
    import jinja2  # noqa: PLC0415
    from jinja2.bccache import Bucket  # noqa: PLC0415

    class Shipped(jinja2.BytecodeCache):
        """Of the templates that ship with feedkit; those of a project are compiled, wherever they come from."""

        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            return f"{name} {filename}" if filename and filename.startswith(SHIPPED) else ""

        def load_bytecode(self, bucket: Bucket) -> None:
            if bucket.key and (code := kept.get(bucket.key)):
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            if bucket.key:
                kept.put(bucket.key, bucket.bytecode_to_string())

    return Shipped()


def _explained(error: Exception, name: str, paths: Mapping[str, str], context: Mapping[str, object]) -> TemplateError:
    """The error as one that names the innermost template on the way to it, and what to do."""
    import jinja2  # noqa: PLC0415

    path, line = _where(error.__traceback__, set(paths.values()))
    message, advice = str(error), ""
    if isinstance(error, jinja2.TemplateNotFound):
        message = f"there is no template called {error.name!r}"
        advice = f"There are: {', '.join(sorted(paths)) or 'none'}."
    elif isinstance(error, jinja2.UndefinedError):
        advice = _known_names(message, context)
    elif isinstance(error, RecursionError):
        message = "the template extends or includes itself without end"
        advice = f'To build on the one that ships with feedkit write {{% extends "{SHIPPED}{name}" %}}.'
    elif not isinstance(error, jinja2.TemplateError):
        message = f"{type(error).__name__}: {error}"
    return TemplateError(message, path or paths.get(name, name), line, help=advice)


def _known_names(message: str, context: Mapping[str, object]) -> str:
    """Advice on a name that is not there; jinja2 quotes the name at the start of its message."""
    from difflib import get_close_matches  # noqa: PLC0415

    unknown = message.split("'")[1] if message.count("'") >= 2 else ""
    close = get_close_matches(unknown, context, n=1)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    return f"{guess}The template is given: {', '.join(sorted(context))}."


def _where(traceback: TracebackType | None, paths: set[str]) -> tuple[str, int]:
    """The path and line of the innermost of these templates in a traceback; jinja2 lays their lines into it."""
    path, line = "", 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename in paths:
            path, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return path, line


def _path(name: str, templates: Mapping[str, str], folder: str) -> str:
    """The path of a template as a person finds it: a project's own in its folder, feedkit's as `!feedkit/…`."""
    if name.startswith(SHIPPED):
        return name
    return SHIPPED + name if templates.get(SHIPPED + name) == templates[name] else f"{folder}/{name}"


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]
