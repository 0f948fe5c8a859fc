"""`feedkit.yml`: what it means, and what is said of it when it cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit import config
from feedkit.config import Config
from feedkit.diagnostics import Rule
from feedkit.exceptions import ConfigurationError, FileError
from feedkit.model import Person
from feedkit.rules import config as rules
from feedkit.rules import every_rule

CASES = Path(__file__).parent / "cases" / "config"
SITE = "site: {title: Acme, url: https://acme.example/}\n"


def parsed(text, environ=None, **options):
    return config.parse(text, "feedkit.yml", environ=environ or {}, **options)


def accepted(text, environ=None, **options) -> Config:
    made, found = parsed(text, environ, **options)
    assert found == []
    assert made is not None
    return made


# Cases: configurations with the findings written into them


@dataclass
class Case:
    name: str
    text: str
    environ: dict[str, str]
    expected: list[tuple[str, str]]
    """A finding as `line:column-line:column code message`, and its help."""


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#== "):
            cases.append(Case(f"{path.stem}: {line[4:]}", "", {}, []))
            continue
        case = cases[-1]
        if line.startswith("#env "):
            name, value = line[5:].split("=", 1)
            case.environ[name] = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), value)
        elif line.startswith("#! "):
            place, rest = line[3:].split(" ", 1)
            begin, end = place.split("-")
            number = case.text.count("\n")
            case.expected.append((f"{number}:{begin}-{end if ':' in end else f'{number}:{end}'} {rest}", ""))
        elif line.startswith("#?"):
            finding, advice = case.expected[-1]
            case.expected[-1] = (finding, f"{advice}\n{line[3:]}" if advice else line[3:])
        else:
            case.text += line + "\n"
    return cases


@pytest.mark.parametrize(
    "case", [case for path in sorted(CASES.glob("*.yml")) for case in read_cases(path)], ids=lambda case: case.name
)
def test_each_case_is_judged_as_it_says(case):
    """Place, code, message and help of every finding; no others."""
    made, found = parsed(case.text, case.environ)
    shown = {
        f"{each.place.line}:{each.place.column}-{each.place.end_line}:{each.place.end_column} {each.rule.code} {each.message}": each.help
        for each in found
    }
    assert sorted(shown) == sorted(finding for finding, _ in case.expected)
    advised = {finding: advice for finding, advice in case.expected if advice}
    assert {finding: shown[finding] for finding in advised} == advised
    assert (made is None) == bool(case.expected)


def test_every_rule_has_a_case():
    """A finding that no example shows may never be made at all."""
    shown = "".join(path.read_text("utf-8") for path in CASES.glob("*.yml"))
    codes = {rule.code for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert {code for code in codes if f" {code} " not in shown} == set()
    assert codes <= set(every_rule())


# What a configuration means


def test_title_and_address_are_enough():
    """Everything else has a default that works."""
    made = accepted("site:\n  title: My articles\n  url: https://www.example.org/\n")
    assert made.version == 1
    assert (made.site.language, made.site.timezone, made.site.started) == ("en", "UTC", date(2000, 1, 1))
    assert (made.site.zone, made.site.authors_as_people) == (ZoneInfo("UTC"), ())
    assert (made.content.dir, made.content.authors, made.content.permalink) == ("articles", "authors.yml", "/{slug}/")
    assert made.content.include == ("**/*.md", "**/*.markdown", "**/*.html", "**/*.yml", "**/*.yaml")
    assert (made.content.default_time, made.content.html, made.content.summary_length) == (time(0, 0), "sanitize", 300)
    assert (made.content.max_bytes, made.content.copy_files, made.content.exclude) == (2 * 1024 * 1024, True, ())
    assert (made.ids.scheme, made.ids.lock, made.authority) == ("tag", "feedkit.lock", "www.example.org")
    assert (made.output.dir, made.output.keep, made.templates.dir) == ("public", (), "templates")
    main, category = made.feeds
    assert (main.name, main.split_by, main.path) == ("main", None, "{name}.{ext}")
    assert (category.name, category.split_by, category.path) == ("category", "category", "{name}/{value}.{ext}")
    assert (main.formats, main.limit, main.max_bytes, main.content) == (("rss", "atom", "json"), 20, 524_288, "full")
    assert (main.title, main.description, main.where, main.hubs, main.language) == ("", "", "", (), "")


def test_what_is_written_is_what_is_meant():
    """Values come out in the types that the rest of feedkit works with."""
    made = accepted(
        """
site: {title: "  Acme\\n News ", url: "https://bücher.example", timezone: Europe/Berlin, started: 2019-03-01, icon: /i.png, license_url: "https://acme.example/ä"}
content: {dir: ./texts/, default_time: "07:30", max_bytes: 1.5 MB}
feeds: [{name: main, max_bytes: 20 KB, split_by: none}, {name: tag, split_by: tag, formats: [json]}]
ids: {authority: acme.example}
"""
    )
    assert (made.site.title, made.site.url) == ("Acme News", "https://xn--bcher-kva.example/")
    assert (made.site.icon, made.site.license_url) == ("i.png", "https://acme.example/%C3%A4")
    assert (made.site.zone, made.site.started) == (ZoneInfo("Europe/Berlin"), date(2019, 3, 1))
    assert (made.content.dir, made.content.default_time, made.content.max_bytes) == ("texts", time(7, 30), 1_572_864)
    assert (made.feeds[0].max_bytes, made.feeds[0].split_by, made.feeds[1].formats) == (20_480, None, ("json",))
    assert made.authority == "acme.example"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://acme.example", "https://acme.example/"),
        ("HTTPS://ACME.Example/News", "https://acme.example/News/"),
        ("http://acme.example:80/a b/", "http://acme.example/a%20b/"),
        ("https://acme.example:8443/x/../y", "https://acme.example:8443/y/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
    ],
)
def test_addresses_are_brought_to_one_form(written, meant):
    """Absolute, in ASCII, with a slash at the end."""
    assert accepted(f"site: {{title: Acme, url: '{written}'}}").site.url == meant


LOCAL = [
    "http://localhost", "http://LOCALHOST:8000/", "http://localhost./", "http://a.localhost", "http://127.0.0.1", "http://127.1.2.3:80/x",
    "http://0.0.0.0", "http://10.0.0.8", "http://172.16.0.1", "http://192.168.1.2", "http://169.254.169.254", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://laptop.local", "http://nas.home.arpa", "http://wiki.internal/",
]  # fmt: skip


@pytest.mark.parametrize("url", LOCAL)
def test_local_addresses_are_for_previews_only(url):
    """A feed published with one would lose its subscribers."""
    text = f"site: {{title: Acme, url: '{url}'}}"
    made, found = parsed(text)
    assert made is None
    assert [each.rule for each in found] == [rules.LOCAL_ADDRESS]
    assert accepted(text, preview=True).site.url.endswith("/")


@pytest.mark.parametrize(
    "url",
    [
        "https://localhost.example/",
        "https://local/",
        "https://mylocal.example",
        "https://mylocalhost/",
        "https://intranet/",
        "https://[2606:4700::1111]/",
    ],
)
def test_other_addresses_are_not_taken_for_local_ones(url):
    """Only whole labels count; a name of the reader's own network may be meant."""
    found = parsed(f"site: {{title: Acme, url: '{url}'}}")[1]
    assert [each.rule for each in found] == ([rules.LOCAL_ADDRESS] if url == "https://local/" else [])


def test_authors_are_people_however_they_are_written():
    """`author` or `authors`, names or mappings."""
    one = accepted("site: {title: A, url: https://a.example, author: Ana}")
    assert one.site.authors_as_people == (Person(name="Ana"),)
    two = accepted(
        "site: {title: A, url: https://a.example, authors: [Ana, {name: Ben, email: b@a.example, url: https://ben.example}]}"
    )
    assert two.site.authors_as_people == (
        Person(name="Ana"),
        Person(name="Ben", email="b@a.example", url="https://ben.example/"),
    )


def test_a_configuration_cannot_be_changed():
    """What was checked stays as it was."""
    made = accepted(SITE)
    with pytest.raises(AttributeError):
        made.site.title = "Other"


def test_a_byte_order_mark_does_no_harm():
    """Windows editors write it."""
    assert accepted("\ufeff" + SITE).site.title == "Acme"


# Files


@pytest.fixture
def project(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "feedkit.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


def refused(path, **options) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        config.load(path, environ={}, **options)
    return caught.value


def test_a_file_is_loaded(project):
    """With the variables it is given, and no others."""
    path = project("site: {title: '${T}', url: https://acme.example/}\n")
    assert config.load(path, environ={"T": "Acme"}).site.title == "Acme"
    assert refused(path).diagnostics[0].rule is rules.UNRESOLVED_VARIABLE


def test_the_sample_publication_is_configured_well():
    """The file in the repository is the example everyone reads."""
    made = config.load(Path(__file__).parent.parent / "feedkit.yml", environ={})
    assert made.feeds[0].name == "main"


def example_in(text: str) -> str:
    return text[text.index("site:") :]


def test_a_missing_file_comes_with_an_example_that_works(tmp_path):
    """Ready to paste."""
    error = refused(tmp_path / "feedkit.yml")
    assert "feedkit.yml" in str(error)
    assert accepted(example_in(error.help)).site.url


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "site:\n  title: A\n", "version: 1\n"])
def test_a_missing_title_or_address_comes_with_an_example_that_works(project, text):
    """On the error as a whole; each finding says what to add as well."""
    error = refused(project(text))
    assert accepted(example_in(error.help))
    for each in error.diagnostics:
        assert each.rule is rules.MISSING_SETTING
        assert each.place.line >= 1
        assert each.place.column >= 1
        assert "https://www.example.org/" in each.help or "title: My articles" in each.help


def test_all_errors_of_a_file_are_counted(project):
    """One run tells everything."""
    error = refused(project("site: {title: 1, url: x}\nzzz: 1\n"))
    assert str(error).endswith("feedkit.yml cannot be used: 3 errors")
    assert [(each.place.path, each.place.line) for each in error.diagnostics] == [
        ("feedkit.yml", 1),
        ("feedkit.yml", 1),
        ("feedkit.yml", 2),
    ]


def test_text_that_is_not_utf_8_is_told_its_place(project):
    """In characters, not bytes."""
    error = refused(project("site:\n  title: ä".encode() + b" caf\xe9\n"))
    (found,) = error.diagnostics
    assert (found.place.line, found.place.column, found.message) == (2, 15, "the byte 0xE9 is not UTF-8")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfes\x00i\x00",
        b"\x00" * 100,
        b"a: [" * 40_000,
        b"[" * 5_000,
        b"# " + b"x" * 3_000_000,
        SITE.encode() + b"x: " + b"9" * 200_000,
    ],
)
def test_hostile_files_are_refused(project, content):
    """Another encoding, NULs, deep nesting, megabytes."""
    error = refused(project(content))
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in error.diagnostics)
    assert error.diagnostics


def test_a_folder_is_not_a_configuration(tmp_path):
    """What cannot be read is an error of the world."""
    with pytest.raises(FileError):
        config.load(tmp_path, environ={})


def test_an_address_on_the_command_line_comes_first(project):
    """Even before one that could not be used."""
    for text in (
        SITE,
        "site: {title: Acme}\n",
        "site: {title: Acme, url: '${NONE}'}\n",
        "site: {title: Acme, url: 7}\n",
    ):
        assert (
            config.load(project(text), environ={}, site_url="https://pages.example/feeds").site.url
            == "https://pages.example/feeds/"
        )


def test_a_bad_address_on_the_command_line_is_named_as_such(project):
    """Its place is where the address of the file is, or would be."""
    error = refused(project("site: {title: Acme}\n"), site_url="localhost:8000")
    (found,) = error.diagnostics
    assert found.message.startswith("`localhost:8000`, given in place of `site.url`, is not a web address")
    assert (found.place.line, found.place.column) == (1, 7)


def test_an_address_on_the_command_line_does_not_hide_other_errors(project):
    """It gives nobody a title."""
    assert [each.message for each in refused(project("site: {}\n"), site_url="https://a.example").diagnostics] == [
        "`site.title` is missing"
    ]
    assert refused(project("site: 3\n"), site_url="https://a.example").diagnostics[0].rule is rules.WRONG_TYPE
    assert refused(project("- 3\n"), site_url="https://a.example").diagnostics[0].rule is rules.WRONG_TYPE
    assert [each.message for each in refused(project(""), site_url="https://a.example").diagnostics] == [
        "`site.title` is missing"
    ]


def test_links_do_not_hide_an_overlap(project, tmp_path):
    """An output folder that is a link to the articles would be swept clean."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "articles")
    (found,) = refused(project(SITE)).diagnostics
    assert found.rule is rules.OVERLAPPING_FOLDERS
    assert found.place.line == 1


def test_the_way_round_through_the_folder_above_is_seen(project, tmp_path):
    """`../name-of-the-project` is the project."""
    (found,) = refused(project(SITE + f"output:\n  dir: ../{tmp_path.name}\n")).diagnostics
    assert (found.rule, found.place.line, found.place.column) == (rules.OVERLAPPING_FOLDERS, 3, 8)


def test_links_that_lead_nowhere_do_no_harm(project, tmp_path):
    """They overlap with nothing."""
    (tmp_path / "public").symlink_to(tmp_path / "public")
    assert config.load(project(SITE), environ={}).output.dir == "public"


def test_a_project_that_is_reached_through_a_link_is_the_project(tmp_path):
    """Under both its names."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "feedkit.yml").write_text(SITE + "output: {dir: ../real}\n")
    (found,) = refused(tmp_path / "link" / "feedkit.yml").diagnostics
    assert found.rule is rules.OVERLAPPING_FOLDERS


def test_an_output_folder_given_elsewhere_can_be_checked(project, tmp_path):
    """As the one of `-o`."""
    made = config.load(project(SITE), environ={})
    assert config.overlap(tmp_path, made, Path("out")) == ""
    assert config.overlap(tmp_path, made, tmp_path / "out") == ""
    assert "is the project folder" in config.overlap(tmp_path, made, Path())
    assert "is the project folder" in config.overlap(tmp_path, made, tmp_path.parent)
    assert "content folder" in config.overlap(tmp_path, made, Path("articles"))
    assert "lies in the content folder" in config.overlap(tmp_path, made, tmp_path / "articles" / "out")


# Secrets


def secrets_of(diagnostics):
    return [text for each in diagnostics for text in (each.message, each.help, *each.notes, repr(each))]


PLACES = [
    "site: {{title: Acme, url: '{0}'}}", "site: {{title: Acme, url: https://acme.example, timezone: '{0}', language: '{0}', author: {{name: A, email: '{0}'}}}}",
    SITE + "feeds: [{{name: '{0}'}}, {{name: 'a{0}'}}, {{name: '{0}', path: '{0}'}}, {{name: b, path: '{0}/{{value}}'}}, {{name: b, where: '{0}', limit: '{0}', split_by: '{0}'}}]",
    SITE + "feeds: [{{name: a, path: '{0}.{{ext}}'}}, {{name: b, path: '{0}.{{ext}}', max_bytes: '{0}'}}]",
    SITE + "output: {{dir: '{0}', keep: ['/{0}']}}\ncontent: {{dir: '{0}', permalink: '{0}', html: '{0}', default_time: '{0}', copy_files: '{0}'}}",
    SITE + "output: {{dir: 'x/{0}'}}\ntemplates: {{dir: x}}\nids: {{scheme: '{0}', authority: '{0}', lock: '\\{0}'}}",
]  # fmt: skip


@pytest.mark.parametrize("place", [place.replace("{{", "{").replace("}}", "}") for place in PLACES])
@pytest.mark.parametrize(
    "secret",
    [
        "hunter2",
        "HUNTER2/..",
        "http://hunter2.local",
        "hunter2 == 'x'",
        "{hunter2}",
        "//hunter2\x07",
        "hunter2_US",
        "https://u:hunter2@x.example",
    ],
)
def test_what_variables_hold_is_never_shown(place, secret):
    """Not in a message, not in a help, not changed a little."""
    for text in ("${SECRET}", "https://${SECRET}/"):
        _, found = parsed(place.replace("{0}", text), {"SECRET": secret})
        assert not [each for each in secrets_of(found) if "hunter2" in each.casefold()]


def test_a_secret_is_hidden_wherever_it_stands():
    """Even where somebody wrote it into the file a second time."""
    (found,) = parsed("site: {title: '${SECRET}', url: https://acme.example/}\nhunter2: 1\n", {"SECRET": "hunter2"})[1]
    assert found.message == "there is no setting `***`"


@given(st.text(max_size=8), st.text(max_size=8), st.sampled_from(PLACES))
@settings(deadline=None)
def test_whatever_stands_around_a_secret_it_is_not_shown(before, after, place):
    """However it must be refused."""
    text = place.replace("{{", "{").replace("}}", "}").replace("{0}", "${SECRET}")
    _, found = parsed(text, {"SECRET": f"{before}hunter2{after}"})
    assert not [each for each in secrets_of(found) if "hunter2" in each.casefold()]


# Whatever is written


KEYS = [
    "version", "site", "content", "ids", "feeds", "output", "templates", "title", "url", "name", "dir", "path", "formats", "where",
    "author", "authors", "exclude", "split_by", "limit", "language", "timezone", "started", "keep", "hubs", "zzz", "<<", "",
]  # fmt: skip
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["${A}", "${NONE}", "$${", "{name}.{ext}", "{value}", "https://acme.example", "tag", "none", "rss", "main", "..", "/", "tga == 1", "512 KB", "\x07", "2020-01-01"]),
)  # fmt: skip
junk = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


def sections(value):
    """Junk where it gets furthest: in sections and feeds of the right names."""
    feed = st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            [
                "name",
                "title",
                "path",
                "formats",
                "where",
                "limit",
                "max_bytes",
                "content",
                "split_by",
                "hubs",
                "language",
                "zzz",
            ],
            value,
        ),
    )
    site = st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ["title", "url", "author", "authors", "timezone", "language", "started", "icon", "rights"], value
        ),
    )
    content = st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            [
                "dir",
                "include",
                "exclude",
                "permalink",
                "default_time",
                "html",
                "summary_length",
                "authors",
                "max_bytes",
            ],
            value,
        ),
    )
    return st.fixed_dictionaries(
        {},
        optional={
            "site": site | value,
            "feeds": st.lists(feed | value, max_size=3) | value,
            "content": content | value,
            "output": st.fixed_dictionaries({"dir": value}),
            "ids": value,
            "version": value,
        },
    )


@given(junk | sections(junk) | sections(scalars), st.booleans())
@settings(max_examples=250, deadline=None)
def test_any_values_are_accepted_or_explained_with_their_place(values, flow):
    """Never an exception, never a finding without line and column, never a sentence of a library's."""
    text = yaml.safe_dump(values, default_flow_style=flow, allow_unicode=False, width=10_000)
    made, found = parsed(text, {"A": "a"})
    assert (made is None) == bool(found)
    lines = text.splitlines()
    for each in found:
        assert 1 <= each.place.line <= each.place.end_line <= len(lines) + 1
        assert each.place.column >= 1
        assert each.place.line < each.place.end_line or each.place.column <= each.place.end_column
        assert each.message
        assert not re.search("cannot be used here|Input should|alue error", each.message)
        assert each.rule.code in every_rule()


@given(
    st.text(max_size=60)
    | st.text(alphabet="site:{}[]&*!|>'\"%@`, \n\t-#$feed", max_size=60)
    | st.just("site: {title: x, url: 'https://a.example/")
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_accepted_or_explained_with_its_place(text):
    """Also text that is not YAML."""
    made, found = parsed(text)
    assert made is None
    assert found
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in found)


# The JSON Schema


@pytest.fixture(scope="module")
def schema():
    return config.json_schema()


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(config.json_schema())


def test_the_schema_is_a_schema(schema):
    """Of the draft it says."""
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_setting_is_described(schema):
    """Editors show it, and the reference is made of it."""
    definitions = schema["$defs"]
    for section in (schema, *definitions.values()):
        for inside in (section, *section.get("anyOf", [])):
            for name, setting in inside.get("properties", {}).items():
                described = setting if "description" in setting else definitions[setting["$ref"].rpartition("/")[2]]
                assert len(described["description"]) > 10, name
                assert "title" not in setting


def test_the_schema_forbids_unknown_settings_in_every_section(schema):
    """As feedkit does."""
    objects = [
        inside
        for section in (schema, *schema["$defs"].values())
        for inside in (section, *section.get("anyOf", []))
        if "properties" in inside
    ]
    assert len(objects) == 17
    assert all(each["additionalProperties"] is False for each in objects)


def test_the_defaults_of_the_schema_are_those_of_feedkit(schema):
    """Written out, they change nothing."""
    sections = {"content": "Content", "ids": "Ids", "output": "Output", "templates": "Templates"}
    written = {
        key: {name: each["default"] for name, each in schema["$defs"][of]["properties"].items()}
        for key, of in sections.items()
    }
    written |= {
        "version": 1,
        "site": {"title": "Acme", "url": "https://acme.example/"},
        "feeds": schema["properties"]["feeds"]["default"],
    }
    for feed in written["feeds"]:
        for name, each in schema["$defs"]["FeedConfig"]["properties"].items():
            if "default" in each:
                feed.setdefault(name, each["default"])
    validator().validate(written)
    assert accepted(yaml.safe_dump(written)) == accepted(SITE)


WRONG = [12, True, None, [], {}, 1.5]
good_and_bad = {
    "title": (["A", "${A}"], ["", "  ", *WRONG]),
    "url": (["https://a.example", "http://a.example/x", "${URL}"], ["a.example", "ftp://a.example", "https://", "https://a.example/?x", *WRONG]),
    "line": (["", "text", "${A}"], WRONG),
    "language": (["en", "pt-BR", "zh-Hant-TW", "sl-rozaj", "${LANG}"], ["en_US", "english", "", "e", *WRONG]),
    "any_language": (["", "de"], ["en_US", *WRONG]),
    "author": (["Ana", {"name": "Ana"}, {"name": "A", "email": "a@b.example", "url": "https://a.example"}], ["", {}, {"name": ""}, {"name": "A", "email": "a"}, {"name": "A", "zzz": 1}, 12, None, []]),
    "authors": ([[], ["Ana"], [{"name": "A"}, "B"]], [["Ana", ""], "Ana", {}, None, [1]]),
    "web": (["", "https://a.example/x?y#z", "${URL}"], ["a.example", "mailto:a@b.example", *WRONG]),
    "day": (["2020-02-29", "${DAY}"], ["2020", "1.1.2020", "2020-1-1", *WRONG]),
    "path": (["a", "a/b", "../a", "a.b"], ["", "~", "~/a", "a\\b", " a", *WRONG]),
    "globs": ([[], ["**/*.md"], ["a", "b/**"]], [["/a"], [""], ["a\\b"], "a", [1], None]),
    "permalink": (["/{slug}/", "/{year}/{month}/{path}", "/x{slug}.html"], ["{slug}", "/x/", "/{nope}/{slug}", "//{slug}", "/{slug", "/a b/{slug}", "", *WRONG]),
    "clock": (["00:00", "23:59:59"], ["24:00", "9:00", "", "12:60", *WRONG]),
    "html": (["sanitize", "trusted"], ["yes", "", *WRONG]),
    "summary_length": ([40, 2000, "${N}"], [39, 2001, "300", "", True, None, [], 1.5]),
    "article_bytes": ([1, "2 MB", "${SIZE}", "1.5 KiB", "12"], [0, -1, "2 GB", "", "MB", True, None, [], 1.5]),
    "truth": ([True, False, "${B}"], ["yes", "true", 1, None, [], {}]),
    "scheme": (["tag", "permalink", "uuid"], ["guid", *WRONG]),
    "authority": (["", "acme.example", "ana@acme.example"], ["Acme", "https://a", "a..b", "-", *WRONG]),
    "name": (["main", "a-1", "0"], ["Main", "", "a b", "-a", "ä", *WRONG]),
    "formats": ([["rss"], ["json", "atom"], ["rss", "atom", "json"]], [[], ["rss", "rss"], ["xml"], "rss", [1], None, {}]),
    "limit": ([1, 20, "${N}"], [0, -1, "20", True, None, 1.5, 1_000_001]),
    "feed_bytes": ([20_480, 524_288, "512 KB"], [20_479, "1 GB", "x", True, None]),
    "content": (["full", "summary"], ["ful", *WRONG]),
    "split": (["none"], ["tags", *WRONG]),
    "text": (["", "x"], WRONG),
    "feed_path": (["{name}.{ext}", "a/{name}-{ext}"], ["/{name}.{ext}", "{nme}.{ext}", "a:{ext}", "a\\{ext}", "", "{", *WRONG]),
    "hubs": ([[], ["https://a.example/hub"]], [["http://a.example"], ["a"], "https://a.example", [1], None]),
    "dialect": (["auto", "feedkit", "hugo", "other"], ["wordpress", "", *WRONG]),
    "own_names": ([{}, {"title": ["headline"], "date": ["announced", "on"]}, {"tags": []}], [{"titel": ["a"]}, {"title": [""]}, {"title": "a"}, {"title": [1]}, {"title": None}, [], "title", None]),
    "date_formats": ([[], ["%d. %B %Y", "%m/%d/%y"]], [["d.m.Y"], [""], ["%d. %Q %Y"], ["%d. %B"], ["%Y %"], "%d", [1], None, {}]),
    "version": ([1, "${ONE}"], [0, 2, "1", True, None]),
}  # fmt: skip
ENVIRON = {
    "A": "a",
    "URL": "https://a.example",
    "LANG": "de",
    "DAY": "2020-01-01",
    "N": "40",
    "B": "true",
    "SIZE": "2 MB",
    "ONE": "1",
}
SHAPE = {
    "site": {"title": "title", "url": "url", "description": "line", "language": "language", "author": "author", "license_url": "web", "rights": "line", "started": "day", "icon": "line", "logo": "line", "timezone": "text_zone"},
    "content": {"dir": "path", "include": "globs", "exclude": "globs", "permalink": "permalink", "default_time": "clock", "html": "html", "summary_length": "summary_length", "max_bytes": "article_bytes", "copy_files": "truth", "dialect": "dialect", "keys": "own_names", "date_formats": "date_formats"},
    "ids": {"scheme": "scheme", "lock": "path", "authority": "authority"},
    "output": {"keep": "globs"},
    "feed": {"name": "name", "title": "line", "description": "line", "formats": "formats", "limit": "limit", "max_bytes": "feed_bytes", "content": "content", "split_by": "split", "path": "feed_path", "hubs": "hubs", "language": "any_language"},
}  # fmt: skip


@st.composite
def documents(draw):
    """Documents that are right but for one value at most, or one setting too many or too few."""
    fault = draw(st.sampled_from([None, "value", "value", "value", "extra", "missing"]))
    document = {}
    spots = []
    for section, shape in SHAPE.items():
        required = {"site": {"title", "url"}, "feed": {"name"}}.get(section, set())
        chosen = required | draw(st.sets(st.sampled_from(sorted(shape)), max_size=4))
        made = {key: draw(st.sampled_from(good_and_bad.get(shape[key], (["UTC"], []))[0])) for key in sorted(chosen)}
        if section == "feed":
            document["feeds"] = [made]
        else:
            document[section] = made
        spots += [(made, key, shape[key]) for key in sorted(chosen)]
    if draw(st.booleans()):
        document["version"] = draw(st.sampled_from(good_and_bad["version"][0]))
        spots.append((document, "version", "version"))
    if fault == "value":
        made, key, kind = draw(st.sampled_from([spot for spot in spots if spot[2] in good_and_bad]))
        made[key] = draw(st.sampled_from(good_and_bad[kind][1]))
    elif fault == "extra":
        draw(
            st.sampled_from(
                [document, *(each for each in document.values() if isinstance(each, dict)), document["feeds"][0]]
            )
        )["zzz"] = 1
    elif fault == "missing":
        made, key = draw(
            st.sampled_from(
                [
                    (document, "site"),
                    (document["site"], "title"),
                    (document["site"], "url"),
                    (document["feeds"][0], "name"),
                ]
            )
        )
        del made[key]
    return document, fault is None


@given(documents())
@settings(max_examples=400, deadline=None)
def test_the_schema_and_feedkit_agree(made):
    """On what is right and on what is wrong, as far as a schema can say it."""
    document, right = made
    found = parsed(yaml.safe_dump(document), ENVIRON)[1]
    assert validator().is_valid(document) == right, document
    assert (found == []) == right, (document, found)


def test_every_setting_takes_part_in_the_comparison(schema):
    """A new setting must be added to the table above."""
    definitions = {"site": "Site", "content": "Content", "ids": "Ids", "output": "Output", "feed": "FeedConfig"}
    elsewhere = {"site": {"authors"}, "content": {"authors"}, "output": {"dir"}, "feed": {"where"}}
    for section, name in definitions.items():
        assert set(SHAPE[section]) | elsewhere.get(section, set()) == set(schema["$defs"][name]["properties"])
