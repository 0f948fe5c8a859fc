"""The records of editions on disk: one file an edition, in a folder that is committed.

They may be sorted into folders of that folder, as `editions/2026/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from feedkit.diagnostics import Diagnostic
from feedkit.digest.records import Record, contradictions, parse, record_name, render
from feedkit.exceptions import FileError
from feedkit.whole_files import write_atomically


def read_records(project: Path, folder: str) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Every record by its path relative to the project folder, and what is wrong with them or between them.

    Raises FileError when one cannot be opened: without it entries could be mailed twice.
    """
    records: dict[str, Record] = {}
    found: list[Diagnostic] = []
    for file in sorted((project / folder).rglob("*.json")):
        path = f"{folder.strip('/')}/{file.relative_to(project / folder).as_posix()}"
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(f"{path} cannot be read: {error}", help="restore it from version control") from error
        record, diagnostics = parse(text, path)
        found.extend(diagnostics)
        if record is not None:
            records[path] = record
    return records, [*found, *contradictions(records)]


def write_records(project: Path, folder: str, records: Mapping[str, Record]) -> tuple[str, ...]:
    """Write the records by edition id, each atomically, oldest cutoff first; their paths.

    Raises FileError when one cannot be written.
    """
    written = []
    for record in sorted(records.values(), key=lambda each: (each.cutoff, each.id)):
        name = record_name(record.id)
        if write_atomically(project / folder / name, render(record).encode()):
            written.append(f"{folder.strip('/')}/{name}")
    return tuple(written)
