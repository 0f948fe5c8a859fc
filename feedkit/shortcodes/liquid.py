"""Liquid and Nunjucks: `{% tag %}`, `{{ value }}`, `{# comment #}`; what Jekyll, Eleventy and Hexo have in common.

https://shopify.github.io/liquid/, https://mozilla.github.io/nunjucks/templating.html. Conditions are not decided: the first
part is kept. Loops are not run: what they repeat is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feedkit.quick_dataclasses import replace
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import figures, known, values
from feedkit.shortcodes.arguments import listed, spaced
from feedkit.shortcodes.context import Context
from feedkit.shortcodes.parts import HIDDEN, NOTHING, Arguments, Call, Inner, Kind, Renderer, Rendering, Tag
from feedkit.shortcodes.reading import Ends, visible
from feedkit.shortcodes.tags import Language, Report, Writing, pair

CONTROL = frozenset({"if", "unless", "case", "for", "tablerow", "switch", "ifchanged"})
_SHORT = 2_000
_NAME = re.compile(r"[-+~]?\s*+([\w.\-]++|#)?")
_BRANCHES = frozenset({"else", "elsif", "elif", "elseif", "elseIf", "when"})
_RAW = frozenset({"raw", "verbatim", "rawblock"})
RAW_START = re.compile(r"\{%[-+~]?\s*+(?:raw|verbatim|rawblock)\b")
_CODE = frozenset(
    {"highlight", "codeblock", "code", "mermaid", "plantuml", "graphviz", "katex", "latex", "math", "comment"}
)
_RAW_MARK = re.compile(r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}")
_ONLY_FILES = re.compile(r"\s*+(?:\{%-?\s*+(?:include|include_relative|include_cached|render)\b[^%]*+%\}\s*+)++\Z")
_BARE_FILE = re.compile(r"[\w\-][^:{}\n]*\.\w{2,5}\Z")
_WHOLE = frozenset({"{{", "assign", "set", "capture", "include", "include_relative", "include_cached", "render"})
"""Tags whose arguments are read as one text."""
_DOTTED = re.compile(
    r"(?:page|site|include|post|layout|paginator|data|item|forloop|eleventy|pkg|config|theme)\.[\w.\-\[\]\"']+\Z"
)
_BLANK_LINE = r"\n[ \t\r]*\n"
_SHOWN = re.compile(r"\{\{-?\s*+([\w\-.]++)")
_WIDE_COMMENT = re.compile(r"\{#(?![\w\-.:]+\s*\})")


class Template:
    """One body with Liquid in it: reads its tags, knows its values, and renders what all flavours share."""

    def __init__(self, text: str, context: Context, own: Mapping[str, Renderer], *, commas: bool = False) -> None:
        self.text = text
        self.context = context
        self.unclosed: list[Tag] = []
        self.protected = ""
        """The character that stands for `{` where it shows a tag to readers; chosen when it is first needed."""
        self._own = own
        self._commas = commas
        self._last_shown: dict[str, int] | None = None
        self._ends = Ends(text)
        self._values: dict[str, str] = {**values.defaults(context), **context.variables}
        self._renderers: dict[str, Renderer] = {
            "{{": self._value,
            "assign": self._assign,
            "set": self._assign,
            "capture": self._capture,
            **dict.fromkeys(("include", "include_relative", "include_cached", "render"), self._include),
        }

    def read(self, start: int, in_code: bool) -> Tag | None:  # noqa: ARG002 - templates run before Markdown
        """The tag, value or comment that begins at `start`."""
        text = self.text
        if text.startswith("{%", start):
            return self._tag(start)
        if text.startswith("{#", start):
            end = self._ends.find("#}", start + 2) if _WIDE_COMMENT.match(text, start) else -1
            return Tag(start, end + 2, Kind.TEXT) if end >= 0 else None
        end = self._ends.find("}}", start + 2)
        blank = self._ends.match(_BLANK_LINE, start)
        if end >= 0 and (blank is None or blank.start() > end):
            end += text.startswith("{", start + 2) and text.startswith("}", end + 2)
            return Tag(start, end + 2, Kind.ALONE, "{{", text[start + 2 : end])
        return self._stray(start, 3) if text.startswith(("<", "%"), start + 2) else None

    def find(self, name: str) -> Renderer | None:
        """What renders a tag."""
        renderer = self._renderers.get(name) or self._own.get(name) or _SHARED.get(name) or known.find(name)
        return _without_raw_marks(renderer) if renderer and name in _CODE else renderer

    def shown(self, tag: Tag) -> str:
        """A tag as messages name it."""
        if tag.name == "{{":
            return f"{{{{ {' '.join(tag.written.strip('-+~ ').split())[:60]} }}}}"
        if tag.name.startswith("include"):
            file = tag.written.split(maxsplit=1)[:1]
            return f"{{% {tag.name} {file[0][:60] if file else ''} %}}"
        return f"{{% {'end' if tag.kind is Kind.CLOSE else ''}{tag.name[:60]} %}}"

    def arguments(self, tag: Tag) -> Arguments:
        """What a tag is given; words without quotes are looked up as values."""
        if tag.name in _WHOLE:
            return Arguments({}, (tag.written,))
        return (listed if self._commas else spaced)(tag.written, self.word)

    def word(self, word: str) -> str:
        """The value of a word without quotes: that of the name, nothing for a name without value, else the word."""
        found = self._values.get(word)
        if found is not None:
            return found
        return "" if _DOTTED.match(word) else word

    def plain(self, tags: Sequence[Tag], language: Language) -> tuple[str, Report]:
        """The body with every tag replaced, and what is to be reported."""
        stray = pair(tags, CONTROL)
        writing = Writing(self.text, tags, self.context, language)
        for tag in self.unclosed:
            message = f"`{tag.name}` is never closed; the marks are taken out"
            writing.report.add(rules.UNCLOSED_TEMPLATE_TAG, message, tag.start, tag.end)
        written = writing.run(stray)
        return (visible(written, self.protected, self.context) if self.protected else written), writing.report

    def language(self, *, has_indented_code: bool = True) -> Language:
        """The tags of this body, for those who write it."""
        return Language(
            shown=self.shown,
            arguments=self.arguments,
            find=self.find,
            moves_back=False,
            has_indented_code=has_indented_code,
        )

    def _tag(self, start: int) -> Tag:
        text = self.text
        end = self._ends.find("%}", start + 2)
        if end < 0:
            return self._stray(start, 2)
        match = _NAME.match(text, start + 2, end)
        name = (match[1] if match else "") or ""
        written = text[match.end() if match else start + 2 : end].strip().rstrip("-+~").rstrip()
        end += 2
        if name in _RAW:
            last = self._ends.match(rf"\{{%[-+~]?\s*end{name}\s*[-+~]?/?%\}}", end)
            if last:
                return Tag(start, last.end(), Kind.TEXT, written=self.protect(text[end : last.start()]))
        if name in _CODE:
            last = self._ends.match(rf"\{{%[-+~]?\s*end{name}\s*[-+~]?%\}}", end)
            if last:
                return Tag(start, last.end(), Kind.ALONE, name, written, inner=(end, last.start()))
        if name == "#":
            return Tag(start, end, Kind.TEXT)
        if name in _BRANCHES:
            return Tag(start, end, Kind.BRANCH, name)
        if name.startswith("end"):
            return Tag(start, end, Kind.CLOSE, name[3:])
        return Tag(start, end, Kind.CALL, name, written)

    def _stray(self, start: int, length: int) -> Tag:
        tag = Tag(start, start + length, Kind.TEXT, self.text[start : start + length])
        self.unclosed.append(tag)
        return tag

    def protect(self, text: str) -> str:
        """Text that shows a tag to readers, with another character for `{` until all tags are dealt with."""
        if not self.protected:
            self.protected = next(chr(each) for each in range(0xE000, 0xF900) if chr(each) not in self.text)
        return text.replace("{", self.protected)

    def _value(self, call: Call) -> Rendering:
        """What stands between `{{` and `}}`."""
        expression = call.get(at=0)
        found = values.evaluated(expression, self._look, self.context)
        if found is None:
            message = f"`{call.shown}` has no value here; it is taken out"
            return Rendering(rule=rules.UNKNOWN_VALUE, message=message)
        return Rendering(before=self.protect(found) if "{" in found else found)

    def _look(self, name: str) -> str | None:
        return self._values.get(name)

    def _assign(self, call: Call) -> Rendering:
        name, _, expression = call.get(at=0).partition("=")
        found = values.evaluated(expression.strip(), self._look, self.context)
        self._values.pop(name.strip(), None)
        if found is not None:
            self._values[name.strip()] = found
        return HIDDEN if call.is_paired else NOTHING

    def _capture(self, call: Call) -> Rendering:
        """Text kept for later: shown where it stands if a `{{ name }}` after it shows it, else not at all."""
        name = call.get(at=0).strip("\"' ")
        after = call.inner[1] if call.inner else 0
        if self._last_shown is None:
            self._last_shown = {match[1]: match.start() for match in _SHOWN.finditer(self.text)}
        if self._last_shown.get(name, -1) > after:
            self._values[name] = ""
            return NOTHING
        if call.inner and after - call.inner[0] < _SHORT:
            self._values[name] = " ".join(call.content.split())
        return HIDDEN

    def _include(self, call: Call) -> Rendering:
        """A file of the site's, known by what it usually does (https://jekyllrb.com/docs/includes/)."""
        file, _, rest = call.get(at=0).partition(" ")
        renderer = known.find(file.strip("\"',"))
        if renderer is None:
            return Rendering(rule=rules.LEFT_OUT, message=f"`{call.shown}` is left out")
        arguments = spaced(rest, self.word)
        # Such files put `relative_url` on what they are given, since articles are no folders: a bare path begins at the root.
        rooted = {
            key: values.relative(value, call.context) if key in figures.PICTURE and _BARE_FILE.match(value) else value
            for key, value in arguments.named.items()
        }
        made = Call(
            name=known.plain_name(file), shown=call.shown, context=call.context, text="", inner=None,
            arguments=replace(arguments, named=rooted),
            is_alone_on_line=call.is_alone_on_line,
        )  # fmt: skip
        return renderer(made)


def _without_raw_marks(renderer: Renderer) -> Renderer:
    """A renderer of code, given the code without the marks that keep tags in it from being run."""

    def render(call: Call) -> Rendering:
        if _ONLY_FILES.match(call.content):
            message = f"`{call.shown}` shows a file that is not read; it is left out"
            return Rendering(inner=Inner.DROPPED, rule=rules.LEFT_OUT, message=message)
        code = _RAW_MARK.sub("", call.content)
        return renderer(replace(call, text=code, inner=(0, len(code)) if call.inner else None))

    return render


def _condition(call: Call) -> Rendering:
    message = f"`{call.shown}` is not decided here; its first part is kept"
    return Rendering(rule=rules.TEMPLATE_LOGIC, message=message)


def _loop(call: Call) -> Rendering:
    message = f"`{call.shown}` is not run here; what it repeats is left out"
    return Rendering(inner=Inner.DROPPED, rule=rules.TEMPLATE_LOGIC, message=message)


_HIDING = ("macro", "block", "script", "style", "css", "js", "stylesheet", "javascript")
_SILENT = (
    *("import", "from", "extends", "break", "continue", "increment", "decrement", "cycle", "echo", "liquid"),
    *("seo", "feed_meta"),
)
_SHARED: dict[str, Renderer] = {
    **dict.fromkeys(("if", "unless", "case", "switch", "ifchanged"), _condition),
    **dict.fromkeys(("for", "tablerow"), _loop),
    **dict.fromkeys(_HIDING, lambda _: HIDDEN),
    **dict.fromkeys(_SILENT, lambda _: NOTHING),
}
