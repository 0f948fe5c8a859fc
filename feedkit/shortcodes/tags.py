"""Tags paired, rendered and written: the part that all flavours with tags have in common."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from feedkit.diagnostics import Rule
from feedkit.quick_dataclasses import dataclass, field
from feedkit.rules import shortcodes as rules
from feedkit.shortcodes.context import Context, Finding
from feedkit.shortcodes.indentation import moved_back
from feedkit.shortcodes.parts import Arguments, Call, Inner, Kind, Renderer, Rendering, Tag
from feedkit.shortcodes.places import Lines, is_blank_after
from feedkit.shortcodes.writing import Output

MAX_FINDINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What tells one language of tags from another."""

    shown: Callable[[Tag], str]
    """A tag as messages name it, short."""
    arguments: Callable[[Tag], Arguments]
    find: Callable[[str], Renderer | None]
    """What renders a name; None when it is not known."""
    rule: Rule = rules.UNKNOWN_SHORTCODE
    """What an unknown name is reported as."""
    moves_back: bool = True
    """Whether the text between a pair is rendered by itself, so that its indentation is that of the tags."""
    has_indented_code: bool = True


@dataclass(slots=True)
class Report:
    """The findings, each name once, with the number of times it was found."""

    lines: Lines
    found: dict[tuple[str, str], tuple[int, int, int, str]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)

    def add(self, rule: Rule, message: str, start: int, end: int, help: str = "") -> None:
        """Note that something stands from `start` to `end` of the body."""
        key = (rule.code, message)
        known = self.found.get(key)
        self.rules[rule.code] = rule
        self.found[key] = (known[0], known[1], known[2] + 1, help) if known else (start, end, 1, help)

    def findings(self) -> tuple[Finding, ...]:
        """The first hundred, in the order of the text."""
        listed = sorted((start, end, times, key, help) for key, (start, end, times, help) in self.found.items())
        findings = []
        for start, end, times, (code, message), help in listed[:MAX_FINDINGS]:
            line, column, end_column = self.lines.range(start, end)
            said = f"{message} ({times} times)" if times > 1 else message
            findings.append(Finding(line, column, end_column, self.rules[code], said, help))
        return tuple(findings)


def pair(tags: Sequence[Tag], control: Container[str] = ()) -> list[int]:
    """Give each opening tag the number of its closing tag; the numbers of closing tags that end nothing are returned.

    A closing tag without a name ends what was opened last, another one the last of its name; what was opened between
    stands alone. A branch is given the number of the innermost opening tag whose name is in `control`.
    """
    controls: list[int] = []
    stack: list[int] = []
    opened: dict[str, int] = {}
    stray: list[int] = []
    for number, tag in enumerate(tags):
        if tag.kind is Kind.CALL:
            stack.append(number)
            opened[tag.name] = opened.get(tag.name, 0) + 1
            if tag.name in control:
                controls.append(number)
        elif tag.kind is Kind.BRANCH:
            tag.partner = controls[-1] if controls else -1
        elif tag.kind is Kind.CLOSE:
            if not (opened.get(tag.name) if tag.name else stack):
                stray.append(number)
                continue
            while stack:
                last = tags[stack[-1]]
                opened[last.name] -= 1
                first = stack.pop()
                if controls and controls[-1] == first:
                    controls.pop()
                if not tag.name or last.name == tag.name:
                    tags[first].partner = number
                    break
    return stray


def merged(*found: Iterable[Tag]) -> list[Tag]:
    """Tags that were looked for one kind after the other, in the order of the text; one that begins inside another is left to it."""
    tags: list[Tag] = []
    for tag in sorted((tag for each in found for tag in each), key=lambda each: each.start):
        if not tags or tag.start >= tags[-1].end:
            tags.append(tag)
    return tags


class Writing:
    """One body being written: `run` once."""

    def __init__(self, text: str, tags: Sequence[Tag], context: Context, language: Language) -> None:
        self.text = text
        self.tags = tags
        self.context = context
        self.language = language
        self.output = Output(is_html=not context.markdown)
        self.report = Report(Lines(text))
        self._after: dict[int, tuple[str, bool, int]] = {}
        """For closing tags: what is written in their place, as a block or not, and the line where the pair begins."""
        self._line_end = -1
        """Where the line ends that was looked at last."""
        self._begun: set[int] = set()
        """The conditions of which a part was begun by a branch."""
        self._pairs: list[tuple[int, int]] = []

    def run(self, stray: Iterable[int] = ()) -> str:
        """The body with every tag replaced, and its line ends where they were as far as possible."""
        for number in stray:
            self._report_stray(self.tags[number])
        position = number = 0
        while number < len(self.tags):
            tag = self.tags[number]
            if tag.start >= position:
                self.output.verbatim(self.text[position : tag.start])
                number, position = self._write(number, tag)
            else:
                number += 1
        self.output.verbatim(self.text[position:])
        written = self.output.text()
        if self._pairs and self.language.moves_back and self.context.markdown:
            return moved_back(written, sorted(self._pairs), always=not self.language.has_indented_code)
        return written

    def _report_stray(self, tag: Tag) -> None:
        message = f"`{self.language.shown(tag)}` ends what never began; it is taken out"
        self.report.add(rules.UNCLOSED_TEMPLATE_TAG, message, tag.start, tag.end)

    def _write(self, number: int, tag: Tag) -> tuple[int, int]:
        """Write one tag; the number of the next, and the index in the text to go on from."""
        source = self.text[tag.start : tag.end]
        if tag.kind is Kind.TEXT:
            self.output.inline(tag.written, source)
        elif tag.kind is Kind.CLOSE:
            self._close(number, source)
        elif tag.kind is Kind.BRANCH:
            return self._branch(number, tag, source)
        else:
            return self._call(number, tag, source)
        return number + 1, tag.end

    def _branch(self, number: int, tag: Tag, source: str) -> tuple[int, int]:
        """Go on after the whole condition; but the first `when` of a `case` begins what is kept."""
        owner = tag.partner
        last = self.tags[owner].partner if owner >= 0 else -1
        is_first_case = tag.name in {"when", "case", "default"} and owner not in self._begun
        self._begun.add(owner)
        if last < number or is_first_case:
            self.output.inline("", source)
            return number + 1, tag.end
        self.output.inline("", self.text[tag.start : self.tags[last].start])
        return last, self.tags[last].start

    def _close(self, number: int, source: str) -> None:
        after, is_block, first = self._after.get(number, ("", False, -1))
        is_at_start = self.output.is_at_line_start
        self._put(after, source, is_block=is_block)
        if first >= 0 and is_at_start and self.output.lines > first:
            self._pairs.append((first, self.output.lines))

    def _call(self, number: int, tag: Tag, source: str) -> tuple[int, int]:
        call = self._made(tag)
        renderer = self.language.find(tag.name)
        rendering = renderer(call) if renderer else self._unknown(call)
        if rendering.rule:
            self.report.add(rendering.rule, rendering.message, tag.start, tag.end, rendering.help)
        last, end = tag.partner, tag.end
        is_open = last >= 0 and rendering.inner is Inner.KEPT
        if last >= 0 and not is_open:
            number, end = last, self.tags[last].end
            source = self.text[tag.start : end]
        is_at_start = self.output.is_at_line_start
        if rendering.is_fenced:
            self.output.fenced(rendering.before, source)
        elif is_open and rendering.after:
            self._put(rendering.before, source, is_block=rendering.is_block)
        elif rendering.is_block and rendering.before:
            self.output.leaf(rendering.before, source)
        else:
            self.output.inline(rendering.before, source)
        if is_open:
            is_block = rendering.is_block and bool(rendering.after)
            self._after[last] = (rendering.after, is_block, self.output.lines if is_at_start else -1)
        return number + 1, end

    def _put(self, html: str, source: str, *, is_block: bool) -> None:
        if is_block:
            self.output.block(html, source)
        else:
            self.output.inline(html, source)

    def _made(self, tag: Tag) -> Call:
        """The call that a tag makes."""
        inner, end = tag.inner, tag.end
        if tag.partner >= 0:
            inner = (tag.end, self.tags[tag.partner].start)
        if tag.start > self._line_end:
            found = self.text.find("\n", tag.start)
            self._line_end = found if found >= 0 else len(self.text)
        in_one_line = inner is None or inner[1] <= self._line_end
        if inner is not None and in_one_line:
            end = self.tags[tag.partner].end if tag.partner >= 0 else tag.end
        alone = self.output.is_at_line_start and is_blank_after(self.text, end)
        return Call(
            name=tag.name,
            shown=self.language.shown(tag),
            arguments=self.language.arguments(tag),
            context=self.context,
            text=self.text,
            inner=inner,
            start=tag.start,
            is_alone_on_line=alone,
            is_in_one_line=in_one_line,
        )

    def _unknown(self, call: Call) -> Rendering:
        if call.is_paired:
            message = f"`{call.shown}` is not known here; its tags are taken out, the text between them stays"
        else:
            message = f"`{call.shown}` is not known here; it is taken out"
        return Rendering(rule=self.language.rule, message=message)
