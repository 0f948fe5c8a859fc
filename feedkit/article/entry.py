"""An article made into an `Entry`: the body rendered, every address resolved."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from feedkit.article import body as bodies
from feedkit.article.addresses import KNOWN_LATER, Surroundings, is_bundled, resolve
from feedkit.article.article import Article, MadeEntry, Publication, Reference
from feedkit.article.front_matter import surroundings_of
from feedkit.diagnostics import Diagnostic, Place, Severity
from feedkit.media_types import media_type
from feedkit.model import Comments, Enclosure, Entry, Image, Link
from feedkit.quick_dataclasses import replace
from feedkit.rules import links as rules
from feedkit.rules.dialects import BUNDLED_PICTURE, UNREADABLE_BODY
from feedkit.shortcodes import Context, plain_markdown
from feedkit.urls import absolute


def make_entry(article: Article, id: str, publication: Publication, articles: Mapping[str, str]) -> MadeEntry:
    """The entry of an article. `articles` gives the URL of every article by its path, for links from one to another."""
    found: list[Diagnostic] = []
    files: set[str] = set()
    around = surroundings_of(
        article.path, publication, url=article.url, first_line=article.body_line, articles=articles
    )
    written_in = around
    if article.content_file:
        written_in = surroundings_of(
            article.content_file, publication, url=article.url, first_line=article.body_line, articles=articles
        )
    body, diagnostics = bodies.render(
        _plain(article, publication, articles, found),
        markdown=article.markdown,
        surroundings=written_in,
        summary_length=publication.summary_length,
    )
    if publication.flavour:  # a site that stands is not held up by one of its articles
        diagnostics = [
            replace(each, rule=UNREADABLE_BODY) if each.severity is Severity.ERROR else each for each in diagnostics
        ]
    found.extend(diagnostics)
    files.update(body.files)
    entry = Entry(
        id=id,
        url=article.url,
        title=article.title,
        published=article.published,
        updated=article.updated,
        summary=article.summary or body.summary,
        content=body.html,
        authors=article.authors,
        category=article.category,
        tags=article.tags,
        language=article.language or publication.language,
        image=_image(article, around, found, files),
        enclosures=tuple(_enclosures(article, around, found, files)),
        comments=_comments(article, around, found, files),
        related=tuple(_related(article, around, found, files)),
        views=article.views,
        reading_time=article.reading_time or body.reading_time,
        headings=body.headings,
        extra=article.extra,
        path=article.path,
    )
    return MadeEntry(entry=entry, files=tuple(sorted(files)), diagnostics=tuple(found))


def _plain(article: Article, publication: Publication, articles: Mapping[str, str], found: list[Diagnostic]) -> str:
    """The body without the template tags of the generator it was written for."""
    flavour = "mdx" if article.path.endswith(".mdx") else publication.flavour
    if not flavour:
        return article.body
    url = publication.site_url.rstrip("/")
    context = Context(
        url=article.url,
        site_url=publication.site_url,
        baseurl=urlsplit(url).path,
        path=article.path,
        articles=articles,
        variables=_variables(article, publication, flavour),
        marks=publication.marks,
        markdown=article.markdown,
    )
    text, taken = plain_markdown(article.body, flavour=flavour, context=context)
    file = article.content_file or article.path
    for each in taken:
        line = article.body_line + each.line - 1
        place = Place(f"{publication.folder}/{file}", line, each.column, line, each.end_column)
        found.append(Diagnostic(rule=each.rule, place=place, message=each.message, help=each.help))
    return text


def _variables(article: Article, publication: Publication, flavour: str) -> dict[str, str]:
    """Values by the names that templates know them under; those of the front matter stand alone in Eleventy."""
    url = publication.site_url.rstrip("/")
    given = {
        "title": article.title,
        "description": article.summary,
        "author": article.authors[0].name if article.authors else "",
    }
    return {
        "site.url": url.removesuffix(urlsplit(url).path),
        "site.title": publication.title,
        "page.url": urlsplit(article.url).path,
        **{f"page.{name}": value for name, value in given.items() if value or name == "title"},
        **({name: value for name, value in given.items() if value} if flavour == "eleventy" else {}),
    }


def _resolved(reference: Reference, around: Surroundings, found: list[Diagnostic], files: set[str]) -> tuple[str, str]:
    try:
        url, file = resolve(reference.text, around)
    except ValueError as error:
        found.append(
            Diagnostic(
                rule=rules.INVALID_URL,
                place=reference.place,
                message=f"not a web address: {error}",
                help="write `https://…`, or a path of the site or the content folder",
            )
        )
        return "", ""
    if file:
        files.add(file)
    return url, file


def _image(article: Article, around: Surroundings, found: list[Diagnostic], files: set[str]) -> Image | None:
    """The lead picture, if readers can be given its address."""
    if article.image is None:
        return None
    reference = article.image.url
    if is_bundled(reference.text, around):
        found.append(
            Diagnostic(
                rule=BUNDLED_PICTURE,
                place=reference.place,
                message=KNOWN_LATER.format(reference.text),
                help="put it into the folder of files that are published as they are",
            )
        )
        return None
    url, file = _resolved(reference, around, found, files)
    if not url:
        return None
    return Image(
        url=url,
        alt=article.image.alt,
        credit=article.image.credit,
        media_type=media_type(file or url),
        length=around.files.get(file, 0),
    )


def _enclosures(article: Article, around: Surroundings, found: list[Diagnostic], files: set[str]) -> list[Enclosure]:
    made = []
    for each in article.enclosures:
        if each.url is not None:
            url, file = _resolved(each.url, around, found, files)
        else:
            url, file = absolute(quote(each.file), around.site_url), each.file
            files.add(file)
        if not url:
            continue
        kind = each.media_type or media_type(file or url) or "application/octet-stream"
        length = around.files[file] if file else each.length or 0
        made.append(Enclosure(url=url, media_type=kind, length=length, duration=each.duration))
    return made


def _related(article: Article, around: Surroundings, found: list[Diagnostic], files: set[str]) -> list[Link]:
    given = [(_resolved(each.url, around, found, files)[0], each.title) for each in article.related]
    return [Link(url=url, title=title) for url, title in given if url]


def _comments(article: Article, around: Surroundings, found: list[Diagnostic], files: set[str]) -> Comments | None:
    if article.comments is None:
        return None
    url, _ = _resolved(article.comments.url, around, found, files)
    return Comments(url=url, count=article.comments.count) if url else None
