"""Authors: profiles of the authors file, and what `authors` says in an article."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedkit import yaml_nodes
from feedkit.article import values
from feedkit.article.addresses import Surroundings, resolve
from feedkit.diagnostics import Diagnostic
from feedkit.media_types import media_type
from feedkit.model import Image, Person
from feedkit.rules import front_matter as rules
from feedkit.rules import links
from feedkit.suggestions import closest
from feedkit.yaml_nodes import Node

PERSON_KEYS = ("name", "email", "url", "bio", "avatar")
_EMAIL = re.compile(r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+\Z")
KEY_LIKE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+\Z|[a-z0-9]+\Z")


def read_people(text: str, path: str, surroundings: Surroundings) -> tuple[dict[str, Person], list[Diagnostic]]:
    """The profiles of an authors file, a mapping of keys to profiles. `path` is relative to the project folder."""
    root, found = yaml_nodes.parse(text, path)
    report = values.Report(path, found)
    people: dict[str, Person] = {}
    if root is None:
        return people, found
    if type(root.value) is not dict:
        report.add(rules.NOT_A_MAPPING, root, "an authors file maps keys to profiles", "write `ana: {name: Ana Silva}`")
        return people, found
    for key, node in root.value.items():
        person = read_person(node, report, surroundings, key=key)
        if person is not None:
            people[key] = person
    return people, found


def read_person(node: Node, report: values.Report, surroundings: Surroundings, *, key: str = "") -> Person | None:
    """A person from a mapping, or from a bare name."""
    if type(node.value) is not dict:
        name = values.text(node, "name", report)
        return Person(name=name, key=key) if name else None
    given = values.known_keys(node, report, PERSON_KEYS, of=" of an author")
    if "name" not in given:
        report.add(rules.MISSING_KEY, node, "an author without `name`", "add `name: …`")
        return None
    email = values.text(given["email"], "email", report) if "email" in given else ""
    if email and not _EMAIL.match(email):
        report.add(
            rules.INVALID_VALUE, given["email"], f"`{email[:60]}` is not an e-mail address", "write `name@example.org`"
        )
        email = ""
    return Person(
        name=values.plain_text(given["name"], "name", report),
        email=email,
        url=_address(given["url"], "url", report, surroundings)[0] if "url" in given else "",
        bio=values.plain_text(given["bio"], "bio", report) if "bio" in given else "",
        avatar=_avatar(given["avatar"], report, surroundings) if "avatar" in given else None,
        key=key,
    )


def _avatar(node: Node, report: values.Report, surroundings: Surroundings) -> Image | None:
    alt = ""
    if type(node.value) is dict:
        given = values.known_keys(node, report, ("url", "alt", "credit"), of=" of `avatar`")
        if "url" not in given:
            report.add(rules.MISSING_KEY, node, "`avatar` without `url`", "add `url: …`")
            return None
        alt = values.plain_text(given["alt"], "alt", report) if "alt" in given else ""
        node = given["url"]
    url, file = _address(node, "avatar", report, surroundings)
    return Image(url=url, alt=alt, media_type=media_type(url), length=surroundings.files.get(file, 0)) if url else None


def _address(node: Node, key: str, report: values.Report, surroundings: Surroundings) -> tuple[str, str]:
    written = values.text(node, key, report)
    try:
        return resolve(written, surroundings) if written else ("", "")
    except ValueError as error:
        report.add(links.INVALID_URL, node, f"`{key}` is not a web address: {error}", "write `https://…`")
        return "", ""


def read_authors(
    node: Node, report: values.Report, people: Mapping[str, Person], surroundings: Surroundings
) -> tuple[Person, ...]:
    """The authors of an article: names, keys of the authors file, or mappings; each person once."""

    def read(each: Node) -> Person | None:
        if type(each.value) is dict:
            return read_person(each, report, surroundings)
        if type(each.value) is tuple:
            report.wrong_type(each, "authors", "a list of names", "write `authors: [Ana Silva, Ben Ito]`")
            return None
        name = values.plain_text(each, "authors", report)
        if name in people:
            return people[name]
        if name and people and KEY_LIKE.match(name):
            near = closest(name, people)
            help = f"did you mean `{near}`?" if near else "write the full name, or add the profile"
            report.add(rules.UNKNOWN_AUTHOR, each, f"there is no profile `{name}`", help)
        return Person(name=name) if name else None

    return tuple(dict.fromkeys(values.each_of(node, read)))
