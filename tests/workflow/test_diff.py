"""What a merge would change for subscribers, on projects and repositories made for the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from feedkit.catalog import Progress
from feedkit.comparison import Comparison
from feedkit.comparison.changes import EntryKind
from feedkit.config import load
from feedkit.exceptions import FileError
from feedkit.workflow.build import build, write
from feedkit.workflow.diff import Asked, Differences, diff
from feedkit.workflow.selection import BuildOptions

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ENVIRON = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
CONFIG = """\
site: {title: Kitchen Notes, url: "https://notes.example.org/", author: Ana}
feeds:
  - {name: main, limit: 4}
  - {name: tag, split_by: tag}
digest: {cutoff: "16:00"}
"""
silent: Progress = lambda *_: None  # noqa: E731


@dataclass(frozen=True)
class Site:
    """A project in a repository, with one commit."""

    folder: Path

    def article(
        self, name: str, *, title: str = "", day: int = 1, tags: str = "tea", body: str = "", more: str = ""
    ) -> None:
        text = f"---\ntitle: {title or f'On {name}'}\ndate: 2026-05-{day:02}T08:00:00Z\ntags: [{tags}]\n{more}---\n\n{body or f'All there is to say of {name}, and then some.'}\n"
        (self.folder / "articles" / f"{name}.md").write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def build(self) -> None:
        config = load(self.folder / "feedkit.yml", environ={})
        made = build(self.folder, config, BuildOptions(now=NOW), progress=silent)
        assert not made.failed, made.diagnostics
        write(made, self.folder, self.folder / "public", config)

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=A Writer", "-c", "user.email=writer@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, env=ENVIRON, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "all")

    def differences(self, base: str | None = "HEAD", *, published: bool = False) -> Differences:
        config = load(self.folder / "feedkit.yml", environ={})
        asked = Asked(base=base, published=published)
        return diff(
            self.folder, self.folder / "feedkit.yml", config, asked, BuildOptions(now=NOW), ENVIRON, progress=silent
        )

    def diff(self, base: str | None = "HEAD", **settings: bool) -> Comparison:
        made = self.differences(base, **settings).comparison
        assert made is not None
        return made


@pytest.fixture
def site(tmp_path):
    """Four articles, built and committed."""
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "feedkit.yml").write_text(CONFIG)
    (folder / ".gitignore").write_text("/public/\n/.feedkit/\n")
    made = Site(folder)
    for number, name in enumerate(("cups", "leaves", "steam", "water"), 1):
        made.article(name, day=number, tags="tea, hot" if name == "steam" else "tea")
    made.build()
    made.git("init", "-q")
    made.commit()
    return made


def counts(comparison: Comparison) -> dict[str, int]:
    return {name: number for name, number in comparison.counts.items() if number}


# What happens to the project, and what subscribers are told.
def nothing(_site): ...
def body_edit(site):
    site.edit("articles/water.md", "and then some", "and no more")


def title_edit(site):
    site.edit("articles/water.md", "On water", "On hot water")


def re_date(site):
    site.edit("articles/water.md", "2026-05-04", "2026-05-05")


def re_date_to_the_future(site):
    site.edit("articles/water.md", "2026-05-04", "2026-07-04")


def rename(site):
    (site.folder / "articles" / "water.md").rename(site.folder / "articles" / "hot-water.md")


def deletion(site):
    (site.folder / "articles" / "water.md").unlink()


def draft(site):
    site.edit("articles/water.md", "title:", "draft: true\ntitle:")


def another_id(site):
    site.edit("articles/water.md", "title:", "id: tag:notes.example.org,2026:mine\ntitle:")


def new_article(site):
    site.article("sugar", day=9)


def new_tag(site):
    site.edit("articles/water.md", "tags: [tea]", "tags: [tea, wet]")


def smaller_limit(site):
    site.edit("feedkit.yml", "limit: 4", "limit: 2")


def domain_move(site):
    site.edit("feedkit.yml", "https://notes.example.org/", "https://kitchen.example/")


def http(site):
    site.edit("feedkit.yml", "https://notes", "http://notes")


def another_path(site):
    site.edit("feedkit.yml", "limit: 4", "limit: 4, path: 'feed.{ext}'")


def another_title(site):
    site.edit("feedkit.yml", "Kitchen Notes", "Kitchen Diary")


def no_lock(site):
    (site.folder / "feedkit.lock").unlink()


def template_edit(site):
    (site.folder / "templates").mkdir()
    (site.folder / "templates" / "index.css").write_text("body { color: red }")


def a_lost_lock_after_a_move(site):
    """The ids are minted anew, under the new domain."""
    no_lock(site)
    domain_move(site)


def tag_split(site):
    for name, tag in (("cups", "china"), ("leaves", "green"), ("steam", "green"), ("water", "green")):
        site.edit(f"articles/{name}.md", "tags: [tea", f"tags: [{tag}")


def formats(site):
    site.edit("feedkit.yml", "limit: 4", "limit: 4, formats: [atom, json]")


SCENARIOS = [
    (nothing, {}),
    (body_edit, {"edited": 1}),
    (title_edit, {"edited": 1}),
    (re_date, {"redated": 1}),
    (re_date_to_the_future, {"vanished": 1}),
    (rename, {"edited": 1}),  # its address changes with its name; its id does not
    (deletion, {"vanished": 1}),
    (draft, {"vanished": 1}),
    (new_article, {"new": 1, "dropped": 1}),
    (new_tag, {"edited": 1, "feed-added": 1}),
    (smaller_limit, {"dropped": 2}),
    (domain_move, {"edited": 4, "feed-moved": 3, "feed-header": 3}),
    (http, {"edited": 4, "feed-moved": 3, "feed-header": 3}),
    (another_path, {"feed-moved": 1}),
    (another_title, {"feed-header": 3}),
    (template_edit, {}),
    (no_lock, {}),  # ids are minted of the same things as the first time
    (a_lost_lock_after_a_move, {"renotified": 4, "edited": 4, "feed-moved": 3, "feed-header": 3}),
    (tag_split, {"edited": 4, "feed-removed": 1, "feed-added": 2}),
    (formats, {"feed-removed": 1}),
]  # fmt: skip


@pytest.mark.parametrize("base", ["HEAD", "public/"])
@pytest.mark.parametrize(("happens", "expected"), SCENARIOS, ids=lambda each: getattr(each, "__name__", ""))
def test_what_happens_to_a_project_is_told_in_the_terms_of_subscribers(site, happens, expected, base):
    """The same, whether it is compared with a commit or with what was built of it."""
    happens(site)
    compared = site.diff(base)
    found = counts(compared)
    if happens is tag_split:
        found.pop("left", None)
    editions = [each for each in compared.feeds if each.name == "editions" and each.kind.value == "feed-header"]
    assert found == expected, (found, editions)


def test_an_id_that_changes_is_refused_by_the_build_itself(site):
    """`changed-id` is an error: there is nothing to compare."""
    another_id(site)
    made = site.differences()
    assert made.comparison is None
    assert [each.rule.code for each in made.diagnostics] == ["FK402"]


def test_without_a_base_it_is_where_the_branch_began(site):
    site.git("checkout", "-qb", "work")
    new_article(site)
    site.commit()
    title_edit(site)
    compared = site.diff(None)
    assert counts(compared) == {"new": 1, "edited": 1, "dropped": 1}
    assert compared.base.startswith("where this branch left main (")


def test_on_a_clean_default_branch_it_is_the_commit_before(site):
    new_article(site)
    site.commit()
    assert counts(site.diff(None)) == {"new": 1, "dropped": 1}


def test_the_project_may_be_in_a_folder_of_the_repository(site, tmp_path):
    inner = Site(site.folder / "news")
    shutil.copytree(site.folder / "articles", inner.folder / "articles")
    shutil.copy(site.folder / "feedkit.yml", inner.folder / "feedkit.yml")
    inner.build()
    site.commit()
    title_edit(inner)
    assert counts(inner.diff()) == {"edited": 1}


def test_a_base_without_a_publication_makes_everything_new(site):
    site.git("rm", "-q", "--cached", "feedkit.yml")
    site.git("commit", "-qm", "without")
    compared = site.diff()
    assert counts(compared) == {"feed-added": 3}
    assert compared.notes == (f"{compared.base} has no feedkit.yml: everything is new",)


def test_errors_of_the_base_are_told_as_such(site):
    """Subscribers have something older than that; the comparison is made all the same."""
    site.edit("articles/water.md", "date:", "when:")
    site.commit()
    site.edit("articles/water.md", "when:", "date:")
    made = site.differences()
    assert made.comparison is not None
    assert counts(made.comparison) == {"new": 1}
    broken = next(each for each in made.diagnostics if each.rule.code == "FK605")
    assert "error of its own" in broken.message
    assert any("articles/water.md" in note for note in broken.notes)


def test_a_base_whose_configuration_cannot_be_read_is_named(site):
    site.edit("feedkit.yml", "title:", "titel:")
    site.commit()
    site.edit("feedkit.yml", "titel:", "title:")
    with pytest.raises(FileError, match=r"the configuration of HEAD \(.*\) cannot be used: `site.title` is missing"):
        site.differences()


def test_what_will_come_out_by_itself_is_told_with_its_edition(site):
    """Only what the base did not know already."""
    site.edit("articles/cups.md", "2026-05-01", "2026-06-20")
    site.commit()
    site.edit("articles/leaves.md", "2026-05-02", "2026-06-03")
    (scheduled,) = site.diff().scheduled
    assert (scheduled.title, scheduled.path, scheduled.edition) == ("On leaves", "articles/leaves.md", date(2026, 6, 3))


def test_new_entries_know_their_edition_and_their_article(site):
    site.article("sugar", day=31)
    site.edit("articles/sugar.md", "2026-05-31T08", "2026-06-01T10")
    new = next(each for each in site.diff().entries if EntryKind.NEW in each.kinds)
    assert (new.path, new.edition) == ("articles/sugar.md", date(2026, 6, 1))


def test_pages_are_counted_beside_the_feeds(site):
    template_edit(site)
    for base in ("HEAD", "public/"):
        pages = site.diff(base).pages
        assert pages is not None
        assert (pages.added, pages.changed, pages.removed) == ((), ("index.html",), ())


@pytest.mark.parametrize("name", ["main.rss.xml", "main.atom.xml", "main.json", "tag/tea.json"])
def test_one_feed_is_compared_with_its_successor(site, name):
    body_edit(site)
    compared = site.diff(f"public/{name}")
    assert counts(compared) == {"edited": 1}
    assert [each.name for each in compared.feeds] == [name.partition(".")[0]]


def test_a_feed_of_another_program_is_compared_with_the_main_feed(site):
    """Before a switch: what subscribers of the old one will see again."""
    old = """<rss version="2.0"><channel><title>Old</title><link>https://notes.example.org/</link>
    <item><title>On water</title><link>https://notes.example.org/water/</link><guid>https://notes.example.org/?p=4</guid>
    <pubDate>Mon, 04 May 2026 08:00:00 +0000</pubDate></item></channel></rss>"""
    (site.folder / "old.xml").write_text(old)
    found = counts(site.diff("old.xml"))
    assert found["renotified"] == 1
    assert found["resurfaced"] == 3


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nothing", "nothing is no commit, file, folder or address that feedkit can find"),
        ("articles", "there is no feed in articles"),
        ("articles/water.md", "is no RSS, Atom or JSON feed"),
        ("ftp://notes.example.org/feed", "fetched by http and https"),
    ],
)
def test_what_is_no_base_is_named(site, base, message):
    with pytest.raises(FileError, match=message):
        site.differences(base)


def test_a_name_that_is_a_branch_and_a_folder_is_not_guessed(site):
    site.git("branch", "public")
    with pytest.raises(FileError, match="public is a commit and a file or folder, too"):
        site.differences("public")
    assert site.diff("./public").same
    assert site.diff("refs/heads/public").same


def test_a_project_in_no_repository_needs_a_base(site, tmp_path):
    shutil.rmtree(site.folder / ".git")
    with pytest.raises(FileError, match="the project is in no git repository"):
        site.differences(None)
    assert site.diff("public").same


def test_what_is_on_the_web_is_compared_when_it_is_asked_for(site, served):
    """The feeds where subscribers find them, and those that the site's list names and that are no more."""
    address = served(site.folder / "public") + "/"
    body_edit(site)
    tag_split(site)
    compared = site.diff(address)
    found = counts(compared)
    assert found["edited"] == 4
    assert found["feed-added"] == 2
    one = site.diff(f"{address}main.atom.xml")
    assert counts(one) == {"edited": 4, "feed-moved": 1}  # it says that it belongs elsewhere


def test_a_site_that_has_no_feed_yet_is_named(site, served, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileError, match="no feed is published at http://127"):
        site.differences(served(tmp_path / "empty") + "/")


def test_nothing_is_written_and_nothing_is_left(site, tmp_path, monkeypatch):
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    (site.folder / "feedkit.lock").unlink()

    def files() -> dict[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in site.folder.rglob("*")
            if path.is_file() and ".feedkit" not in path.parts
        }

    before = files()
    site.diff()
    assert files() == before
    assert list(place.iterdir()) == []


def test_findings_say_how_to_keep_an_id(site):
    a_lost_lock_after_a_move(site)
    found = [each for each in site.differences().diagnostics if each.rule.code == "FK601"]
    assert len(found) == 4
    assert all(each.help.startswith("write `id: tag:notes.example.org,2026:") for each in found)
    assert {each.place.path for each in found} == {
        f"articles/{name}.md" for name in ("cups", "leaves", "steam", "water")
    }


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (deletion, "FK602"),
        (another_path, "FK603"),
        (tag_split, "FK604"),
        (formats, "FK604"),
        (a_lost_lock_after_a_move, "FK606"),
    ],
)
def test_what_may_hurt_is_a_finding(site, happens, code):
    happens(site)
    assert code in {each.rule.code for each in site.differences().diagnostics}
