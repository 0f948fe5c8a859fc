"""Articles, entries and findings as plain values: what travels between processes and lies in the cache.

Only texts, numbers, booleans, None, tuples, lists and dicts are in them. An article comes back as it was but for its body,
which stays in its file; an entry comes back whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from feedkit.article.article import (
    Article,
    MadeEntry,
    Reference,
    WrittenEnclosure,
    WrittenImage,
    WrittenLink,
    fingerprint_of,
)
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Place, Rule
from feedkit.model import Comments, Enclosure, Entry, Heading, Image, Link, Person
from feedkit.rules import every_rule

Flat = tuple[Any, ...]
_NOTHING: Mapping[str, object] = MappingProxyType({})
"""One object for all articles that say nothing more."""


def flat_article(article: Article) -> Flat:
    """The article without its body."""
    a = article
    return (
        a.path, a.title, a.published.isoformat(), a.updated.isoformat(), a.slug, a.url, tuple(a.id_place),
        a.markdown, a.body_line, a.content_file, a.id, tuple(map(flat_person, a.authors)), a.category, a.tags, a.summary,
        None if a.image is None else (_flat_reference(a.image.url), a.image.alt, a.image.credit),
        a.language, a.draft, None if a.expires is None else a.expires.isoformat(),
        tuple([_flat_enclosure(each) for each in a.enclosures]), None if a.comments is None else _flat_link(a.comments),
        a.views, a.reading_time, tuple(map(_flat_link, a.related)), a.in_feeds, a.correction, dict(a.extra),
        fingerprint_of(a.body) if a.fingerprint is None else a.fingerprint,
    )  # fmt: skip


def article_of(flat: Flat, body: str = "") -> Article:
    """The article that was made flat, with the body it is given."""
    (
        path, title, published, updated, slug, url, id_place, markdown, body_line, content_file, id, authors, category, tags,
        summary, image, language, draft, expires, enclosures, comments, views, reading_time, related, in_feeds, correction,
        extra, fingerprint,
    ) = flat  # fmt: skip
    moment = datetime.fromisoformat(published)
    return Article(  # in the order of its fields: names would take twice as long
        path, title, moment, moment if updated == published else datetime.fromisoformat(updated), slug, url,
        Place._make(id_place), body, markdown, body_line, content_file, id, _people(authors) if authors else (), category,
        tags, summary, None if image is None else _written_image(image), language, draft,
        None if expires is None else datetime.fromisoformat(expires),
        tuple([_enclosure(each) for each in enclosures]) if enclosures else (),
        None if comments is None else _link(comments), views, reading_time,
        tuple(map(_link, related)) if related else (), in_feeds, correction, extra or _NOTHING, fingerprint,
    )  # fmt: skip


def flat_findings(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> Flat:
    """The findings."""
    return tuple(
        [
            (each.rule.code, tuple(each.place), each.message, each.help, each.notes, _flat_fix(each.fix))
            for each in found
        ]
    )


def findings_of(flat: Flat) -> list[Diagnostic]:
    """The findings that were made flat. Raises KeyError for a rule that there is no more."""
    return [
        Diagnostic(rule=_rules()[code], place=Place(*place), message=message, help=help, notes=notes, fix=_fix(fix))
        for code, place, message, help, notes, fix in flat
    ]


@cache
def _rules() -> dict[str, Rule]:
    return every_rule()


def flat_entry(made: MadeEntry) -> Flat:
    """An entry with what making it brought to light."""
    e = made.entry
    return (
        e.id, e.url, e.title, e.published.isoformat(), e.updated.isoformat(), e.summary, e.content,
        tuple(map(flat_person, e.authors)), e.category, e.tags, e.language, _flat_image(e.image),
        tuple([(each.url, each.media_type, each.length, each.duration) for each in e.enclosures]),
        None if e.comments is None else (e.comments.url, e.comments.count),
        tuple([(each.url, each.title) for each in e.related]), e.views, e.reading_time,
        tuple([(each.level, each.id, each.text) for each in e.headings]), dict(e.extra), e.path,
        made.files, flat_findings(made.diagnostics),
    )  # fmt: skip


def entry_of(flat: Flat) -> MadeEntry:
    """The entry that was made flat."""
    (
        id, url, title, published, updated, summary, content, authors, category, tags, language, image, enclosures, comments,
        related, views, reading_time, headings, extra, path, files, found,
    ) = flat  # fmt: skip
    entry = Entry(
        id=id,
        url=url,
        title=title,
        published=datetime.fromisoformat(published),
        updated=datetime.fromisoformat(updated),
        summary=summary,
        content=content,
        authors=_people(authors),
        category=category,
        tags=tags,
        language=language,
        image=_image(image),
        enclosures=tuple([Enclosure(url=a, media_type=b, length=c, duration=d) for a, b, c, d in enclosures]),
        comments=None if comments is None else Comments(url=comments[0], count=comments[1]),
        related=tuple([Link(url=each, title=said) for each, said in related]),
        views=views,
        reading_time=reading_time,
        headings=tuple([Heading(level=level, id=name, text=text) for level, name, text in headings]),
        extra=extra,
        path=path,
    )
    return MadeEntry(entry=entry, files=files, diagnostics=tuple(findings_of(found)))


def _flat_fix(fix: Fix | None) -> Flat | None:
    if fix is None:
        return None
    return fix.message, fix.applicability.value, tuple([(tuple(each.place), each.text) for each in fix.edits])


def _fix(flat: Flat | None) -> Fix | None:
    if flat is None:
        return None
    message, applicability, edits = flat
    made = tuple([Edit(Place(*place), text) for place, text in edits])
    return Fix(message=message, applicability=Applicability(applicability), edits=made)


def _flat_image(image: Image | None) -> Flat | None:
    return None if image is None else (image.url, image.alt, image.credit, image.media_type, image.length)


@lru_cache(maxsize=4096)
def _image(flat: Flat | None) -> Image | None:
    if flat is None:
        return None
    url, alt, credit, media_type, length = flat
    return Image(url=url, alt=alt, credit=credit, media_type=media_type, length=length)


def flat_person(person: Person) -> Flat:
    """A person."""
    return person.name, person.email, person.url, person.bio, _flat_image(person.avatar), person.key


@lru_cache(maxsize=4096)
def _people(flat: Flat) -> tuple[Person, ...]:
    """The authors of an article; most have written many, and are one object then."""
    return tuple(
        Person(name=name, email=email, url=url, bio=bio, avatar=_image(avatar), key=key)
        for name, email, url, bio, avatar, key in flat
    )


def _flat_reference(reference: Reference | None) -> Flat | None:
    return None if reference is None else (reference.text, tuple(reference.place))


def _reference(flat: Flat) -> Reference:
    return Reference(flat[0], Place._make(flat[1]))


def _written_image(flat: Flat) -> WrittenImage:
    return WrittenImage(_reference(flat[0]), flat[1], flat[2])


def _flat_enclosure(each: WrittenEnclosure) -> Flat:
    return _flat_reference(each.url), each.file, each.media_type, each.length, each.duration


def _enclosure(flat: Flat) -> WrittenEnclosure:
    url, file, media_type, length, duration = flat
    return WrittenEnclosure(
        url=None if url is None else _reference(url), file=file, media_type=media_type, length=length, duration=duration
    )


def _flat_link(link: WrittenLink) -> Flat:
    return _flat_reference(link.url), link.title, link.count


def _link(flat: Flat) -> WrittenLink:
    return WrittenLink(url=_reference(flat[0]), title=flat[1], count=flat[2])
