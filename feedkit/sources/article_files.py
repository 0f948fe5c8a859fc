"""Article files read, a part of them at a time, in whatever process: what comes back is plain values."""

from __future__ import annotations

import codecs
import hashlib
import marshal
import os
from collections.abc import Sequence
from typing import NamedTuple

from feedkit.article import quick
from feedkit.article.article import Article, Publication
from feedkit.article.flat import article_of, flat_article, flat_entry, flat_findings
from feedkit.article.watched import Watched
from feedkit.characters import clean
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Severity
from feedkit.dialects import NATIVE, load
from feedkit.dialects.reading import read
from feedkit.dialects.terms import Settings
from feedkit.file_states import NOTHING, State, state_of
from feedkit.quick_dataclasses import dataclass, replace
from feedkit.rules import content as content_rules
from feedkit.rules import dialects as dialect_rules
from feedkit.rules import front_matter as rules
from feedkit.sources.article_records import HEAD, Record, pack

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading articles takes beside their files; it travels to whoever reads them."""

    root: str
    """The content folder."""
    publication: Publication
    """Without its files, which are many."""
    settings: Settings
    files: bytes
    """Those files, packed."""
    max_bytes: int


def read_part(reading: Reading, wanted: Sequence[tuple[str, bytes]]) -> bytes:
    """The records of article files, packed. Of a file whose digest is the one beside its path, the state is all there is."""
    files: Watched[int] = Watched(reading.files)
    publication = replace(reading.publication, files=files)
    return pack([_record(reading, publication, files, path, digest) for path, digest in wanted])


def make_ready() -> None:
    """Load what makes entries, and what checks the feeds they will be in, while there is time for it."""
    import feedkit.article.entry  # noqa: F401, PLC0415  (as in `make_part`)
    from feedkit.checks import every_check  # noqa: PLC0415  (lxml takes long to load)

    every_check()


def make_part(reading: Reading, urls: bytes, wanted: Sequence[tuple[str, str]]) -> bytes:
    """The records of the entries of article files, each given with its id, packed. `urls` are those of all articles."""
    from feedkit.article.entry import make_entry  # noqa: PLC0415  (Markdown and all; many builds make no entry)

    files: Watched[int] = Watched(reading.files)
    articles: Watched[str] = Watched(urls)
    publication = replace(reading.publication, files=files)
    shown = (
        publication if reading.settings.dialect == NATIVE else reading.publication
    )  # the site publishes its files itself
    made = []
    for path, id in wanted:
        files.forget()
        articles.forget()
        article, digest = _with_body(reading, publication, path)
        entry = None if article is None else flat_entry(make_entry(article, id, shown, articles))
        holds = b"" if files.whole or articles.whole else digest
        made.append((path, holds, tuple(files.asked.items()), tuple(articles.asked.items()), entry))
    return marshal.dumps(made)


def whole(reading: Reading, path: str) -> Article | None:
    """The article in a file with its body; None when it is none."""
    files: Watched[int] = Watched(reading.files)
    return _read(reading, replace(reading.publication, files=files), path)[0]


def text_of(reading: Reading, path: str, found: list[Diagnostic]) -> str | None:
    """A file as text with LF line ends and without forbidden characters, or None with a diagnostic that says why not."""
    return _text(reading, path, found)[0]


def read_bytes(
    path: str, raw: bytes, publication: Publication, settings: Settings
) -> tuple[Article | None, list[Diagnostic]]:
    """The article that would be read if the file at `path` held these bytes, in feedkit's own dialect."""
    found: list[Diagnostic] = []
    text = _text_of(raw, f"{publication.folder}/{path}", found)
    if text is None:
        return None, found
    article, diagnostics = read(path, text, {}, publication, settings, publication.files)
    return article, [*found, *diagnostics]


def read_text(raw: bytes) -> str:
    """The bytes of an article as the text that is read; empty when they are none."""
    return clean(_with_plain_line_ends(_decoded(raw, "", []) or ""))[0]


class _ReadOf(NamedTuple):
    """The bytes that were read."""

    state: State
    digest: bytes
    more: bool
    """Whether other files were read too."""


def _record(reading: Reading, publication: Publication, files: Watched[int], path: str, digest: bytes) -> Record:
    settings = reading.settings
    try:
        state, raw = _bytes(reading, path)
    except OSError:
        state, raw = NOTHING, None
    if raw is not None:
        now = hashlib.sha256(raw).digest()
        if digest == now:
            return Record(path, state, digest, (), None, ())
        if _is_plain(settings):
            usual = quick.flat(path, raw, publication)
            if usual is not None:
                head = hashlib.sha256(raw[: raw.index(quick.END, 3)]).digest()
                return Record(path, state, now, (), usual, (), head[:HEAD])
    files.forget()
    article, found, read_of = _read(reading, publication, path)
    holds = b"" if files.whole or read_of.more else read_of.digest
    flat = None if article is None else flat_article(article)
    head = hashlib.sha256(marshal.dumps(flat[:-1], 2)).digest()[:HEAD] if flat else b""
    return Record(path, read_of.state, holds, tuple(files.asked.items()), flat, flat_findings(found), head)


def _with_body(reading: Reading, publication: Publication, path: str) -> tuple[Article | None, bytes]:
    """The article of one file, and the digest of that file, if it is made of it alone."""
    if _is_plain(reading.settings):
        try:
            raw = _bytes(reading, path)[1] or b""
        except OSError:
            raw = b""
        usual = quick.flat(path, raw, publication)
        if usual is not None:
            body = raw[raw.index(quick.END, 3) + len(quick.END) :].decode()
            return article_of(usual, body), hashlib.sha256(raw).digest()
    article, _, read_of = _read(reading, publication, path)
    return article, b"" if read_of.more else read_of.digest


def _is_plain(settings: Settings) -> bool:
    """Whether articles are written as feedkit itself wants them."""
    return settings.dialect == NATIVE and not (settings.keys or settings.date_formats)


def _read(reading: Reading, publication: Publication, path: str) -> tuple[Article | None, list[Diagnostic], _ReadOf]:
    """The article of one file, from its bytes and those of the files beside it that its dialect wants."""
    found: list[Diagnostic] = []
    text, state, digest = _text(reading, path, found)
    settings = reading.settings
    if settings.dialect != NATIVE:
        found = [
            replace(each, rule=dialect_rules.UNREADABLE_ARTICLE) if each.severity is Severity.ERROR else each
            for each in found
        ]
    if text is None:
        return None, found, _ReadOf(state, digest, more=False)
    sides: dict[str, str] = {}
    if settings.dialect != NATIVE:
        for side in load(settings.dialect).sides(path, publication.files):
            sides[side] = _text(reading, side, [])[0] or ""
    article, diagnostics = read(path, text, sides, publication, settings, publication.files)
    found += diagnostics
    if article is not None and article.content_file:
        body = _text(reading, article.content_file, found)[0]
        article = article._replace(body=body or "", body_line=1)
    return article, found, _ReadOf(state, digest, bool(sides) or bool(article and article.content_file))


def _bytes(reading: Reading, path: str) -> tuple[State, bytes | None]:
    """The state of a file, taken before its bytes, and these; None for more bytes than are allowed. Raises OSError."""
    name = os.path.join(reading.root, path)  # noqa: PTH118  (pathlib takes longer than reading)
    state, raw = bytes_of(name, reading.max_bytes)
    return state, raw if max(state[0], len(raw)) <= reading.max_bytes else None


def bytes_of(name: str, most: int) -> tuple[State, bytes]:
    """The state of a file, taken before its bytes, and these, some more than `most` where there are. Raises OSError."""
    handle = os.open(name, _FLAGS)
    try:
        state = state_of(os.fstat(handle))
        raw = os.read(handle, min(state[0], most) + 1)
        if len(raw) != state[0]:  # somebody is writing it, or it came in pieces
            while len(raw) <= most and (more := os.read(handle, 65_536)):
                raw += more
        return state, raw
    finally:
        os.close(handle)


def _text(reading: Reading, path: str, found: list[Diagnostic]) -> tuple[str | None, State, bytes]:
    """The text of a file, its state and its digest."""
    shown = f"{reading.publication.folder}/{path}"
    try:
        state, raw = _bytes(reading, path)
    except OSError as error:
        message = f"cannot be opened: {error.strerror}"
        found.append(
            Diagnostic(rule=rules.UNREADABLE_FILE, place=Place(shown), message=message, help="check its permissions")
        )
        return None, NOTHING, b""
    if raw is None:
        message = f"{state[0]:,} bytes, more than the {reading.max_bytes:,} of `content.max_bytes`"
        help = "leave it out with `content.exclude`, or begin its name with `_`"
        found.append(Diagnostic(rule=rules.OVERSIZED_FILE, place=Place(shown), message=message, help=help))
        return None, state, b""
    digest = hashlib.sha256(raw).digest()
    return _text_of(raw, shown, found, foreign=reading.settings.dialect != NATIVE), state, digest


def _text_of(raw: bytes, shown: str, found: list[Diagnostic], *, foreign: bool = False) -> str | None:
    decoded = _from_utf_16(raw, shown, found) if foreign else None
    if decoded is None:
        decoded = _decoded(raw, shown, found)
    if decoded is None:
        return None
    cleaned, forbidden = clean(_with_plain_line_ends(decoded))
    for each in forbidden:
        place = Place(shown, each.line, each.column, each.line, each.column + 1)
        message = f"the character U+{ord(each.character):04X} is not allowed in feeds and was removed"
        found.append(
            Diagnostic(
                rule=content_rules.FORBIDDEN_CHARACTER,
                place=place,
                message=message,
                help="delete it; it was probably pasted in unseen",
                fix=Fix(message="delete it", applicability=Applicability.SAFE, edits=(Edit(place, ""),)),
            )
        )
    return cleaned


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _from_utf_16(raw: bytes, shown: str, found: list[Diagnostic]) -> str | None:
    """The text of a file that begins with the byte order mark of UTF-16, as editors of old wrote; None for any other."""
    if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw.startswith(codecs.BOM_UTF32_LE):
        return None
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError:
        return None
    message = "the file is in UTF-16, and was read as such"
    place = Place(shown, 1, 1, 1, 1)
    found.append(Diagnostic(rule=rules.NOT_UTF_8, place=place, message=message, help="save the file as UTF-8"))
    return text


def _decoded(raw: bytes, shown: str, found: list[Diagnostic]) -> str | None:
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[3:]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw.count(b"\0") > len(raw) // 64 + 1:
        found.append(
            Diagnostic(
                rule=rules.NOT_TEXT,
                place=Place(shown, 1, 1, 1, 1),
                message="this is not text in UTF-8",
                help="save it as UTF-8, or leave it out with `content.exclude`",
            )
        )
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8; the file was read as Windows-1252"
        found.append(
            Diagnostic(
                rule=rules.NOT_UTF_8,
                place=Place(shown, line, column, line, column + 1),
                message=message,
                help="save the file as UTF-8",
            )
        )
        return raw.decode("cp1252", "replace")
