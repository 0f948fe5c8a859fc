"""What a build leaves behind so that the next one, if only a few bodies are other ones then, can be made from its output."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from feedkit.article.watched import packed
from feedkit.cache import Cache
from feedkit.inputs import Look, Observed, around_of
from feedkit.model import Entry
from feedkit.sources.article_records import HEAD
from feedkit.workflow.page_entries import shown_entry

KIND = "retouching"
UNKNOWN = bytes(HEAD)


def mark(entry: Entry) -> bytes:
    """A digest of what the page to subscribe at shows of an entry."""
    return hashlib.sha256(repr(shown_entry(entry)).encode("utf-8", "surrogatepass")).digest()


def keep(cache: Cache, observed: Observed, folder: str, span: Sequence[float], memory: Mapping[str, Any]) -> None:
    """Keep the memory of a build that was let out, beside how all files were before it; `folder` holds the content."""
    heads = []
    for path, state in observed.content:
        head = memory["heads"].get(path)
        young = observed.young.get(f"{folder}\0{path}")
        sure = memory["states"].get(path) == state and (
            young is None or young[-1] == memory["digests"].get(path, b"").hex()
        )
        heads.append(head if sure and head else UNKNOWN)
    said = {name: each for name, each in memory.items() if name not in ("digests", "states")}
    known = {"urls": packed(memory["urls"]), "content": observed.content, "heads": b"".join(heads)}
    keep_again(cache, observed, span, {**said, **known})


def keep_again(cache: Cache, observed: Observed, span: Sequence[float], memory: Mapping[str, Any]) -> None:
    """Keep a memory, with all that is known of files, of a build that found them as they were observed."""
    value = {**memory, "inputs": observed.inputs, "around": observed.around, "span": [*span]}
    cache.keep(KIND, observed.basis, value)


def loaded(cache: Cache, basis: str) -> Any:
    """The memory of a build; None when there is none."""
    return cache.load(KIND, basis)


def is_of(memory: Any, stamp: Mapping[str, Any], seen: Look) -> bool:
    """Whether it is the memory of the build that left the stamp, and nothing has changed since but in the content folder."""
    return bool(
        memory
        and memory["inputs"] == stamp["inputs"]
        and memory["span"] == stamp["span"]
        and memory["around"] == around_of(seen)
    )


def head_of(memory: Mapping[str, Any], position: int) -> bytes:
    """The digest of all but its body that the article at a position of the content had; `UNKNOWN` of what is none."""
    found: bytes = memory["heads"][position * HEAD : (position + 1) * HEAD]
    return found
