"""Markdown as HTML: CommonMark with GitHub's tables, strikethrough, tasks, autolinks and footnotes.

The one door to cmarkgfm. Raw HTML passes through as it was written; `portability` makes it safe.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from cmarkgfm import _cmark, cmark

from feedkit import characters

# No "tagfilter": it would turn `<iframe>` into text that readers see.
_EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
_OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
_OMITTED = b"<!-- raw HTML omitted -->"
"""What cmark writes for HTML when it is to be safe; in texts and attributes it never writes `<`."""


def to_html(text: str, *, lines: bool = False) -> str:
    """The text as HTML, not yet safe. Time and memory grow with the length of the text, nested as it may be.

    With `lines`, every block that is made of Markdown says in `data-sourcepos` where it stands, as `3:1-5:20`.
    """
    return _rendered(text, _OPTIONS | cmark.Options.CMARK_OPT_SOURCEPOS if lines else _OPTIONS)[0]


def html_of(text: str) -> tuple[str, bool]:
    """The text as HTML, and whether all of its tags are Markdown's own: none of them was written as HTML."""
    return _rendered(text, _OPTIONS)


def _rendered(text: str, options: int) -> tuple[str, bool]:
    try:
        source = text.encode()
    except UnicodeEncodeError:
        source = characters.without_forbidden(text).encode()
    lib = _cmark.lib
    parser = lib.cmark_parser_new(options)
    root: Any = _cmark.ffi.NULL
    html: Any = _cmark.ffi.NULL
    omitted: Any = _cmark.ffi.NULL
    try:
        for extension in _extensions():
            lib.cmark_parser_attach_syntax_extension(parser, extension)
        lib.cmark_parser_feed(parser, source, len(source))
        root = lib.cmark_parser_finish(parser)
        extensions = lib.cmark_parser_get_syntax_extensions(parser)
        html = lib.cmark_render_html(root, options, extensions)
        result: bytes = _cmark.ffi.string(html)
        own = "<" not in text
        if not own:  # it may stand in code
            omitted = lib.cmark_render_html(root, options & ~cmark.Options.CMARK_OPT_UNSAFE, extensions)
            own = _OMITTED not in _cmark.ffi.string(omitted)
    finally:
        if root:
            _free_tree(root)
        _free_text(html)
        _free_text(omitted)
        lib.cmark_parser_free(parser)
    # cmark writes U+FFFE and U+FFFF, as from `&#xFFFE;`, as bytes that are no UTF-8; as surrogates they are found later.
    return result.decode(errors="surrogateescape"), own


@cache
def _extensions() -> tuple[Any, ...]:
    cmark.core_extensions_ensure_registered()
    return tuple(cmark.find_syntax_extension(name) for name in _EXTENSIONS)


def _symbol(name: str) -> int:
    """The address of a public function of cmark in the extension module; 0 where the platform hides it (Windows)."""
    try:
        return ctypes.cast(getattr(ctypes.CDLL(_cmark.__file__), name), ctypes.c_void_p).value or 0
    except (AttributeError, OSError):
        return 0


def _freeing() -> tuple[Callable[[Any], object], Callable[[Any], object]]:
    """How to free a tree and a text of cmark.

    cmarkgfm frees neither, some 40 KB an article, and does not offer the functions that would; they are looked up by
    their names in cmark's public interface.
    """
    free_tree, allocator = _symbol("cmark_node_free"), _symbol("cmark_get_default_mem_allocator")
    if not (free_tree and allocator):
        return bool, bool
    ffi = _cmark.ffi
    memory = ffi.cast("cmark_mem *(*)(void)", allocator)()
    return ffi.cast("void (*)(cmark_node *)", free_tree), memory.free


_free_tree, _free_text = _freeing()
