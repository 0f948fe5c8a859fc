"""MDX: JSX, expressions in braces, `import` and `export`, and boxes between colons (https://mdxjs.com/docs/what-is-mdx/).

Code is never touched, and indented text is no code (https://mdxjs.com/docs/what-is-mdx/#markdown). What components are called
follows Docusaurus (https://docusaurus.io/docs/markdown-features), Astro (https://docs.astro.build/en/guides/integrations-guide/mdx/),
Next (https://nextjs.org/docs/app/guides/mdx) and Gatsby (https://www.gatsbyjs.com/docs/how-to/routing/mdx/).
"""

from __future__ import annotations

import html
import re

from feedkit.article.elements import VOID
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes import callouts, directives, headings, jsx, known, listings, markup
from feedkit.shortcodes.code import stops
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.figures import address
from feedkit.shortcodes.javascript import Braces, file, string
from feedkit.shortcodes.parts import HIDDEN, NOTHING, Arguments, Call, Kind, Renderer, Rendering, Tag
from feedkit.shortcodes.reading import Ends, walk
from feedkit.shortcodes.tags import Language, Writing, pair

NAMES = ("docusaurus", "mdx")
_STOPS = stops({"{": "", "<": "[A-Za-z/>]|!--", "\n": r"(?:import|export)\b"})
_TAG = re.compile(r"<[A-Za-z/>!]")
_STATEMENTS = ("import", "export")
_IMPORT = re.compile(r"import\s+(?:[\"']|(?=[\w$*{])[^\n]*?(?:\bfrom\s*[\"']|\{[^}\n]*$))", re.MULTILINE)
_EXPORT = re.compile(r"export\s+(?:default|const|let|var|function|async|class|\{|\*)")
_IMPORTED = re.compile(r"import\s+(?:\*\s*as\s+)?([\w$]+)\s+from\s+[\"']([^\"'\n]+)[\"']")
_COMMENT_END = re.compile(r"\*/\s*+\}")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][\w+.\-]*+:|[\w.+\-]++@)[^\s<>]*+>")
_HEADING_ID = re.compile(r"\{#[\w\-]+\}")
_FRONT_MATTER = re.compile(r"\s*(?:props\.)?(?:frontmatter|frontMatter|metadata|meta|props|page)\.([\w.]+)\s*")
_WRAPPED = re.compile(r"\s*\{\s*`(.*)`\s*\}\s*", re.DOTALL)
_ESCAPES = re.compile(r"(?<!\\)\\(?:\\\\)*\Z")
_MANY = 20
# Hides MDX from other tools, and is none to Docusaurus: https://docusaurus.io/docs/api/docusaurus-config#markdown
_MDX_CODE = re.compile(r"^([ \t]*+)(`{3,})mdx-code-block[ \t]*+(\n(?:.*\n){0,500}?)\1\2[ \t]*$", re.MULTILINE)
_TRUNCATE = re.compile(r"<!--\s*truncate\s*-->")


def needs(text: str) -> bool:
    """Whether there is anything in the text that is not plain Markdown."""
    if "{" in text or ":::" in text or "\nimport" in text or "\nexport" in text or text.startswith(_STATEMENTS):
        return True
    return "<" in text and (_TAG.search(text) is not None or "mdx-code-block" in text)


def plain(text: str, context: Context) -> tuple[str, tuple[Finding, ...]]:
    """The body as Markdown, and what was taken out."""
    if "mdx-code-block" in text:
        text = _MDX_CODE.sub(lambda found: f"{found[1]}{found[3]}{found[1]}", text)
    reader = _Reader(text, context)
    tags = [*reader.first_statement(), *walk(text, reader.read, at=_STOPS, has_indented_code=False)]
    tags = [tag for number, tag in enumerate(tags) if number == 0 or tag.start >= tags[number - 1].end]
    stray = pair(tags)
    writing = Writing(text, tags, context, reader.language())
    starts = {tag.start for tag in tags}  # what stands inside the first statement is none
    for tag in [each for each in reader.unknown if each.start in starts]:
        message = f"`{{{' '.join(text[tag.start + 1 : tag.end - 1].split())[:60]}}}` has no value here; it is taken out"
        writing.report.add(rules.UNKNOWN_VALUE, message, tag.start, tag.end)
    written = headings.plain(writing.run(stray), context)
    # https://docusaurus.io/docs/blog#blog-list: `<!-- truncate -->` ends what lists show.
    return _TRUNCATE.sub("<!--more-->", directives.plain(written, context)), writing.report.findings()


class _Reader:
    """Reads the tags, expressions and statements of one body."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context
        self.unknown: list[Tag] = []
        self.imports: dict[str, str] = {}
        self._braces = Braces(text)
        self._ends = Ends(text)
        self._given: dict[int, dict[str, str]] = {}
        self._statement_end = -1

    def language(self) -> Language:
        """The tags of this body, for those who write it."""
        return Language(
            shown=_shown,
            arguments=lambda tag: Arguments(self._given.get(tag.start, {})),
            find=_find,
            rule=rules.UNKNOWN_COMPONENT,
            has_indented_code=False,
        )

    def first_statement(self) -> list[Tag]:
        """The `import` or `export` with which the text begins."""
        tag = self._statement(0)
        return [tag] if tag else []

    def read(self, start: int, in_code: bool) -> Tag | None:
        """The tag, expression or statement that begins at `start`."""
        if in_code:
            return None
        character = self.text[start]
        if character == "\n":
            return self._statement(start + 1)
        if _ESCAPES.search(self.text, max(0, start - _MANY), start):  # https://mdxjs.com/docs/troubleshooting-mdx/
            return Tag(start - 1, start + 1, Kind.TEXT, written=f"&#{ord(character)};")
        return self._expression(start) if character == "{" else self._tag(start)

    def _statement(self, start: int) -> Tag | None:
        """An `import` or `export` that stands after a blank line or after another (https://mdxjs.com/docs/what-is-mdx/#esm)."""
        text = self.text
        if not (_IMPORT.match(text, start) or _EXPORT.match(text, start)):
            return None
        is_first = start < 2 or not text[max(0, start - 201) : start - 1].rpartition("\n")[2].strip()
        if not is_first and self._statement_end != start - 1:
            return None
        end = self._statement_end = self._braces.end_of_statement(start)
        for match in _IMPORTED.finditer(text, start, end):
            self.imports[match[1]] = match[2]
        return Tag(start, end, Kind.TEXT)

    def _expression(self, start: int) -> Tag | None:
        text = self.text
        if _HEADING_ID.match(text, start):
            return None
        if text.startswith("/*", start + 1) and (comment := self._comment(start)):
            return comment
        end = self._braces.end(start)
        if end < 0:
            return Tag(start, start + 1, Kind.TEXT, written="&#123;")
        inside = text[start + 1 : end - 1]
        if (shown := self._value(inside)) is not None:
            return Tag(start, end, Kind.TEXT, written=shown)
        tag = Tag(start, end, Kind.TEXT)
        if inside.strip():
            self.unknown.append(tag)
        return tag

    def _comment(self, start: int) -> Tag | None:
        """A comment `{/* … */}`; the one that says `truncate` ends what lists show (https://docusaurus.io/docs/blog#blog-list)."""
        last = self._ends.find("*/", start + 3)
        end = _COMMENT_END.match(self.text, last) if last >= 0 else None
        if end is None:
            return None
        is_cut = self.text[start + 3 : min(last, start + 40)].strip() == "truncate"
        return Tag(start, end.end(), Kind.TEXT, written="<!--more-->" if is_cut else "")

    def _value(self, expression: str) -> str | None:
        """What an expression shows, as HTML text; None when that is not known."""
        found = string(expression)
        if found is None and (match := _FRONT_MATTER.fullmatch(expression)):
            found = self.context.variables.get(f"page.{match[1]}")
        if found is None:
            found = file(expression, self.imports) or None if expression.strip() in self.imports else None
        return None if found is None else html.escape(" ".join(found.split("\n")), quote=False).replace("{", "&#123;")

    def _tag(self, start: int) -> Tag | None:
        text = self.text
        if text.startswith(("<>", "</>"), start):
            return Tag(start, start + (2 if text[start + 1] == ">" else 3), Kind.TEXT)
        if _AUTOLINK.match(text, start):
            return None
        found = jsx.read(text, start, self._braces, self.imports)
        if found is None:
            return None
        name, given, end, closes_itself = found
        if name[0].islower() and name not in jsx.ELEMENTS:
            return None
        if text.startswith("/", start + 1):
            return Tag(start, end, Kind.CLOSE, name)
        self._given[start] = given
        if closes_itself or name in VOID:
            return Tag(start, end, Kind.ALONE, name)
        if name in jsx.RAW or (name[0].isupper() and known.is_raw(name) and name != "Highlight"):
            last = self._ends.match(rf"</\s*{re.escape(name)}\s*>", end)
            if last:
                return Tag(start, last.end(), Kind.ALONE, name, inner=(end, last.start()))
        return Tag(start, end, Kind.CALL, name)


def _shown(tag: Tag) -> str:
    return f"</{tag.name[:60]}>" if tag.kind is Kind.CLOSE else f"<{tag.name[:60]}>"


def _link(call: Call) -> Rendering:
    url = call.get("to", "href", "url", "src")
    return Rendering(before=markup.tag("a", href=address(url)), after="</a>") if url and call.is_paired else NOTHING


def _details(call: Call) -> Rendering:
    if call.get("summary", "title", "label") or not call.is_paired:
        return callouts.details(call)
    return Rendering(before="<details>", after="</details>", is_block=True)


def _code(call: Call) -> Rendering:
    """Code in a component: in braces and backticks between its tags, or as an attribute."""
    match = _WRAPPED.fullmatch(call.content)
    code = match[1].replace("\\`", "`").replace("\\${", "${") if match else call.content or call.get("code", "children")
    return listings.listing(call, call.get("language", "lang").removeprefix("language-"), code)


def _formula(call: Call) -> Rendering:
    """A formula in braces and backticks between tags, or as an attribute."""
    match = _WRAPPED.fullmatch(call.content)
    given = match[1] if match else call.content or call.get("math", "formula", "children", "tex")
    code = " ".join(given.replace("\\\\", "\\").split())
    return Rendering(before=f"<code>{markup.escaped_code(code)}</code>") if code else HIDDEN


_OWN: dict[str, Renderer] = {
    **dict.fromkeys(("Math", "Katex", "KaTeX", "Latex", "LaTeX", "TeX", "Tex", "InlineMath", "BlockMath"), _formula),
    "Link": _link,
    "NextLink": _link,
    "Details": _details,
    "Code": _code,
    "CodeBlock": _code,
    "SyntaxHighlighter": _code,
    "Highlight": lambda _: NOTHING,
    "Fragment": lambda _: NOTHING,
    "Head": lambda _: HIDDEN,
    "TOCInline": lambda _: HIDDEN,
    "DocCardList": listings.left_out("a list made by the site"),
    "svg": listings.left_out("a drawing"),
    "style": listings.left_out("a style sheet"),
    "script": listings.left_out("a script"),
}


def _find(name: str) -> Renderer | None:
    if renderer := _OWN.get(name):
        return renderer
    return known.find(name.rpartition(".")[2]) if name[0].isupper() else jsx.element
