"""The bytes of a message as its header fields and parts, each with its place.

Read strictly and without the standard library, which mends in silence what checks must find.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp

from feedkit.checks.mail._source import Source, Span
from feedkit.quick_dataclasses import dataclass

_FIELD = re.compile(r"([!-9;-~]+)[ \t]*:")
_PARAMETER = re.compile(r""";\s*([\w!#$&^_.+-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))""")


@dataclass(frozen=True, slots=True)
class Field:
    """A header field; one character of its texts is one byte."""

    name: str
    """In lower case."""
    label: str
    """As it is written."""
    raw: str
    """All behind the colon, with its line ends."""
    span: Span

    @property
    def value(self) -> str:
        """The value in one line, read as UTF-8."""
        unfolded = re.sub(r"\r?\n(?=[ \t])", "", self.raw).strip()
        return unfolded.encode("latin-1").decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Fields:
    """A head: its fields, and the lines that are none."""

    fields: tuple[Field, ...]
    strays: tuple[Span, ...]
    end: int
    """Where the body begins."""

    def all(self, name: str) -> list[Field]:
        """All fields of a name, which is in lower case."""
        return [each for each in self.fields if each.name == name]

    def first(self, name: str) -> str:
        """The value of the first of them; empty when there is none."""
        return next((each.value for each in self.fields if each.name == name), "")

    @property
    def type(self) -> str:
        """The media type in lower case, without parameters."""
        return (self.first("content-type") or "text/plain").partition(";")[0].strip().lower()

    def parameter(self, name: str) -> str:
        """A parameter of the media type."""
        for match in _PARAMETER.finditer(self.first("content-type")):
            if match[1].lower() == name:
                return match[2] if match[2] is not None else match[3]
        return ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message; one character of its body is one byte."""

    head: Fields
    body: str
    span: Span
    """Where the body stands."""

    @property
    def encoding(self) -> str:
        """The transfer encoding in lower case."""
        return self.head.first("content-transfer-encoding").lower() or "7bit"

    @property
    def content(self) -> bytes | None:
        """The body decoded; None where it cannot be."""
        data = self.body.encode("latin-1")
        if self.encoding == "quoted-printable":
            return a2b_qp(data)
        if self.encoding == "base64":
            try:
                return a2b_base64(data)
            except Base64Error:
                return None
        return data


@dataclass(frozen=True, slots=True)
class Message:
    """A message."""

    source: Source
    """Its bytes as Latin-1, so that places count bytes."""
    head: Fields
    boundary: str
    """Of the parts; empty when it has none."""
    parts: tuple[Part, ...]
    """The body itself when the message has no boundary."""
    is_closed: bool
    """Whether the last boundary is there."""

    def part(self, type: str) -> Part | None:
        """The first part of a media type."""
        return next((each for each in self.parts if each.head.type == type), None)


def read(source: Source) -> Message:
    """The message of these bytes."""
    head = _fields(source.text, 0, len(source.text))
    boundary = head.parameter("boundary") if head.type.startswith("multipart/") else ""
    if not boundary:
        whole = (head.end, len(source.text))
        return Message(source, head, "", (Part(head, source.text[head.end :], whole),), is_closed=True)
    delimiters = list(re.finditer(rf"(?m)^--{re.escape(boundary)}(--)?[ \t]*\r?(?:\n|\Z)", source.text[head.end :]))
    parts: list[Part] = []
    for number, delimiter in enumerate(delimiters):
        if delimiter[1]:
            return Message(source, head, boundary, tuple(parts), is_closed=True)
        start = head.end + delimiter.end()
        end = head.end + delimiters[number + 1].start() if number + 1 < len(delimiters) else len(source.text)
        # The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
        end -= 2 if source.text.endswith("\r\n", start, end) else 0
        own = _fields(source.text, start, end)
        parts.append(Part(own, source.text[own.end : end], (own.end, end)))
    return Message(source, head, boundary, tuple(parts), is_closed=False)


def _fields(text: str, start: int, end: int) -> Fields:
    """The head that begins at `start`; it ends with an empty line, or at `end`."""
    fields: list[Field] = []
    strays: list[Span] = []
    position = start
    while position < end:
        line_end = text.find("\n", position, end) + 1 or end
        if not text[position:line_end].strip("\r\n"):
            return Fields(tuple(fields), tuple(strays), line_end)
        while line_end < end and text[line_end] in " \t":
            line_end = text.find("\n", line_end, end) + 1 or end
        field = _FIELD.match(text, position, line_end)
        if field:
            fields.append(Field(field[1].lower(), field[1], text[field.end() : line_end], (position, line_end)))
        else:
            strays.append((position, line_end))
        position = line_end
    return Fields(tuple(fields), tuple(strays), end)
