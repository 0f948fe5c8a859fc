"""Hugo: `{{< name >}}` and `{{% name %}}` (https://gohugo.io/content-management/shortcodes/).

Hugo runs shortcodes before Markdown, in code too, where authors therefore write `{{</* name */>}}`
(https://gohugo.io/contribute/documentation/#shortcodes). A tag in code that is not escaped is left as it is: what Hugo
would put there is a page's HTML, not code.
"""

from __future__ import annotations

import re

from feedkit import urls
from feedkit.quick_dataclasses import replace
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import headings, known, listings, markup, references
from feedkit.shortcodes.arguments import spaced_without_single_quotes
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.parts import Arguments, Call, Inner, Kind, Renderer, Rendering, Tag
from feedkit.shortcodes.reading import Ends, foreign, literal, walk
from feedkit.shortcodes.tags import Language, Writing, pair

NAMES = ("hugo",)
_CLOSING = {"{{<": ">}}", "{{%": "%}}"}
_TO_END = {
    "{{<": re.compile(r'(?:[^"`>]++|"(?:[^"\\\n]++|\\.|\n(?!\s*\n))*+"|`[^`]*+`|>(?!\}\}))*+>\}\}', re.DOTALL),
    "{{%": re.compile(r'(?:[^"`%]++|"(?:[^"\\\n]++|\\.|\n(?!\s*\n))*+"|`[^`]*+`|%(?!\}\}))*+%\}\}', re.DOTALL),
}
_NAME = re.compile(r"\s*+(/?)\s*+([^\s\"`=/>%]*+(?:/[^\s\"`=/>%]++)*+)")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    return "{" in text and ("{{<" in text or "{{%" in text or "{%" in text or headings.has_attributes(text))


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    reader = Reader(text)
    tags = list(walk(text, reader.read, has_code=context.markdown))
    stray = pair(tags)
    writing = Writing(text, tags, context, LANGUAGE)
    for tag in reader.unclosed:
        writing.report.add(
            rules.UNCLOSED_TEMPLATE_TAG, f"`{tag.name}` is never closed; the marks are taken out", tag.start, tag.end
        )
    written = writing.run(stray)
    return headings.plain(written, context), writing.report.findings()


class Reader:
    """Reads the tags of one body."""

    def __init__(self, text: str, closing: dict[str, str] | None = None) -> None:
        self.text = text
        self.unclosed: list[Tag] = []
        self.ends = Ends(text)
        self._closing = closing or _CLOSING

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag that begins at `start`; in code only one that is escaped."""
        text = self.text
        mark = text[start : start + 3]
        if mark not in self._closing:
            return None if in_code or not text.startswith("{%", start) else self._foreign(start)
        closing = self._closing[mark]
        if text.startswith("/*", start + 3):
            end = self.ends.find("*/" + closing, start + 5)
            if end >= 0:
                shown = mark + text[start + 5 : end] + closing
                return Tag(start, end + 5, Kind.TEXT, written=literal(shown, in_code=in_code))
        return None if in_code else self._tag(start, mark, closing)

    def _tag(self, start: int, mark: str, closing: str) -> Tag:
        end = self._end(start, mark, closing)
        if end < 0:
            return self._stray(start, mark)
        inside = self.text[start + 3 : end - 3]
        match = _NAME.match(inside)
        slash, name = (match[1], match[2]) if match else ("", "")
        written = inside[match.end() :] if match else ""
        if slash:
            return Tag(start, end, Kind.CLOSE, name)
        if written.rstrip().endswith("/") and not written.rstrip().endswith(("://", '"/')):
            return Tag(start, end, Kind.ALONE, name, written.rstrip()[:-1])
        if known.is_raw(name) or name.endswith(".inline"):
            last = self.ends.match(rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[%>]\}}\}}", end)
            if last:
                return Tag(start, last.end(), Kind.ALONE, name, written, inner=(end, last.start()))
        return Tag(start, end, Kind.CALL, name, written)

    def _end(self, start: int, mark: str, closing: str) -> int:
        """The index after a tag: after the first closing marks that are in no string, else after the first at all.

        -1 when another tag begins before it ends: then it was never closed.
        """
        first = self.ends.find(closing, start + 3)
        limit = self.ends.find(mark, start + 3)
        limit = len(self.text) if limit < 0 else limit
        if first < 0 or first > limit:
            return -1
        if self.text.find('"', start, first) < 0 and self.text.find("`", start, first) < 0:
            return first + 3
        match = _TO_END[mark].match(self.text, start + 3, limit)
        return match.end() if match else first + 3

    def _foreign(self, start: int) -> Tag:
        end = self.ends.find("%}", start + 2)
        if end < 0:
            return self._stray(start, "{%")
        return Tag(start, end + 2, Kind.ALONE, "%", self.text[start + 2 : min(end, start + 60)])

    def _stray(self, start: int, mark: str) -> Tag:
        tag = Tag(start, start + len(mark), Kind.TEXT, mark)
        self.unclosed.append(tag)
        return tag


def shown(tag: Tag) -> str:
    """A tag as messages name it."""
    if tag.name == "%":
        return foreign(tag)
    return "{{< " + ("/" if tag.kind is Kind.CLOSE else "") + tag.name[:60] + " >}}"


def ref(call: Call) -> Rendering:
    """The address of another article (https://gohugo.io/shortcodes/ref/, https://gohugo.io/shortcodes/relref/)."""
    wanted = call.get("path", at=0)
    if url := references.find(wanted, call.context):
        return Rendering(before=url)
    return Rendering(
        before=references.guess(wanted, call.context),
        rule=rules.UNRESOLVED_REFERENCE,
        message=f"there is no article `{wanted[:80]}`",
        help="write its path relative to the content folder",
    )


def param(call: Call) -> Rendering:
    """A value of the front matter, else of the site (https://gohugo.io/shortcodes/param/)."""
    name = call.get("name", at=0)
    values = call.context.variables
    for key in (f"page.{name}", f"page.params.{name}", f"site.params.{name}", f"site.{name}"):
        if key in values:
            return Rendering(before=markup.plain(values[key]))
    return Rendering(rule=rules.UNKNOWN_VALUE, message=f"`{call.shown}` has no value here; it is taken out")


def qr(call: Call) -> Rendering:
    """What a QR code says, as a link; readers hold the phone already (https://gohugo.io/shortcodes/qr/)."""
    said = (call.content if call.is_paired else call.get("text")).strip()
    return Rendering(before=markup.link(said, said) if urls.is_web(said) else markup.plain(said))


_RUN = re.compile(r"\{\{[<%](?!/\*)[^{}\n]*[%>]\}\}")
_SHOWN = re.compile(r"(\{\{[<%])/\*([^\n]*?)\*/([%>]\}\})")
_TEMPLATE = listings.left_out("a template")  # https://gohugo.io/content-management/shortcodes/#inline
_OWN: dict[str, Renderer] = {"ref": ref, "relref": ref, "param": param, "qr": qr}


def find(name: str) -> Renderer | None:
    """What renders a shortcode."""
    if name.endswith(".inline"):
        return _TEMPLATE
    renderer = _OWN.get(name) or known.find(name)
    return _run(renderer) if renderer and known.is_raw(name) else renderer


def _run(renderer: Renderer) -> Renderer:
    """A renderer of code, given the code as Hugo has it: calls in it are run, and those that are escaped are shown."""

    def render(call: Call) -> Rendering:
        code = call.content
        if "{{<" not in code and "{{%" not in code:
            return renderer(call)
        code = _SHOWN.sub(r"\1\2\3", _RUN.sub("", code))
        if not code.strip():
            message = f"`{call.shown}` shows a file that is not read; it is left out"
            return Rendering(inner=Inner.DROPPED, rule=rules.LEFT_OUT, message=message)
        return renderer(replace(call, text=code, inner=(0, len(code)) if call.inner else None))

    return render


def _arguments(tag: Tag) -> Arguments:
    return spaced_without_single_quotes(tag.written)


LANGUAGE = Language(shown=shown, arguments=_arguments, find=find)
