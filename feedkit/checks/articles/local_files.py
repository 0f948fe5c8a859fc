"""The files and articles that a text names by their paths are in the content folder, and are named as they are.

Only what is certain: what begins with `/` may be a page or file of the site that feedkit knows nothing of.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from feedkit.checks.articles import Manuscript, Target
from feedkit.checks.articles._outline import Link, Outline, Picture, is_template
from feedkit.checks.articles._targets import folder_of, is_relative, target_of_image
from feedkit.diagnostics import Applicability, Diagnostic, Edit, Fix, Rule
from feedkit.rules.references import MISSING_LINK_TARGET, MISSING_PICTURE, WRONG_CASE

RULES = (MISSING_LINK_TARGET, MISSING_PICTURE, WRONG_CASE)
_ARTICLE = (".md", ".markdown", ".mdx")
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|svg|heic|pdf|zip|gz|mp3|m4a|ogg|opus|wav|mp4|webm|mov|epub|csv|xlsx?|docx?|pptx?)\Z",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them."""
    outline = manuscript.outline()
    if manuscript.site.publication.flavour or not (outline.links or outline.pictures or manuscript.article.image):
        return
    for link in outline.links:
        if is_relative(link.address):
            yield from _in_body(link, outline, manuscript, MISSING_LINK_TARGET)
    for picture in outline.pictures:
        if is_relative(picture.address):
            yield from _in_body(picture, outline, manuscript, MISSING_PICTURE)
    image = manuscript.article.image
    if image and is_relative(image.url.text):
        target, folder = target_of_image(manuscript), folder_of(manuscript, front_matter=True)
        verdict = _verdict(image.url.text, target, folder, manuscript, MISSING_PICTURE)
        if verdict:
            rule, message, help, _ = verdict
            yield Diagnostic(rule=rule, place=image.url.place, message=message, help=help)


def _in_body(piece: Link | Picture, outline: Outline, manuscript: Manuscript, rule: Rule) -> Iterator[Diagnostic]:
    verdict = _verdict(piece.address, manuscript.target(piece.address), folder_of(manuscript), manuscript, rule)
    if verdict is None:
        return
    found, message, help, better = verdict
    fix, span = None, outline.span_of(piece)
    if better and span and outline.is_verbatim:
        edits = (Edit(outline.range(*span), better),)
        fix = Fix(message=f"write {better}", applicability=found.fix or Applicability.UNSAFE, edits=edits)
    yield Diagnostic(rule=found, place=outline.place_of(piece), message=message, help=help, fix=fix)


def _verdict(
    address: str, target: Target | None, folder: str, manuscript: Manuscript, rule: Rule
) -> tuple[Rule, str, str, str] | None:
    """The rule, the message, the help and what to write instead; None when nothing is certain to be wrong."""
    if target is None or target[1]:  # that it is no address is said elsewhere
        return None
    path = re.split("[?#]", address, maxsplit=1)[0]
    inside = _inside(path, folder)
    if not path or is_template(address) or inside in manuscript.site.articles:
        return None
    plain = unquote(path)
    near = manuscript.site.namesake(inside)
    rest = address[len(path) :]
    if near and near.casefold() == inside.casefold():
        better = _written(near, folder, path) + rest
        return WRONG_CASE, f"the file is named `{posixpath.basename(near)}`", f"write `{better}`", better
    is_article = plain.lower().endswith(_ARTICLE)
    if not is_article and (path.startswith("/") or not _FILE.search(plain)):
        return None
    better = _written(near, folder, "") + rest if near else ""
    what = "article" if is_article else "file"
    message = f"there is no {what} `{plain[:80]}` in the content folder"
    return rule, message, f"did you mean `{better}`?" if near else "", better


def _inside(path: str, folder: str) -> str:
    """The path from the content folder."""
    plain = unquote(path)
    return posixpath.normpath(plain.lstrip("/") if plain.startswith("/") else posixpath.join(folder, plain))


def _written(file: str, folder: str, path: str) -> str:
    """The path of a file as an article in `folder` writes it; from the content folder where `path` begins so."""
    written = f"/{file}" if path.startswith("/") else posixpath.relpath(file, folder or ".")
    return written.replace("%", "%25").replace(" ", "%20").replace("(", "%28").replace(")", "%29")
