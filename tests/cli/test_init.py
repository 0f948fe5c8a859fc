"""A new publication that can be built right away."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from importlib.resources import files

import jsonschema
import pytest
import yaml

from feedkit.cli.continuous_integration import CI
from feedkit.cli.init import DEFAULT_URL, SCHEMAS, STARTER
from feedkit.config import load

NOW = "2026-05-28T15:00:00Z"


def test_a_new_publication_has_all_it_needs(run, tmp_path):
    """Every file of the starter, listed as it is made, and what to do next."""
    result = run("-C", tmp_path, "init", "demo", "--now", NOW)
    demo = tmp_path / "demo"
    assert (result.exit_code, result.stderr) == (0, "")
    files = sorted(path.relative_to(demo).as_posix() for path in demo.rglob("*") if path.is_file())
    assert files == sorted([*STARTER, *SCHEMAS])
    assert all(str(demo / path) in result.stdout for path in files)
    assert result.stdout.endswith(f"Next: cd {demo} && feedkit build\n")
    assert DEFAULT_URL in result.stdout
    assert "date: 2026-05-28T15:00:00+00:00\n" in (demo / "articles/hello-readers.md").read_text()
    assert not any("@" in (demo / path).read_text() for path in STARTER)


def test_the_starter_has_no_file_that_is_not_used():
    """Each file of the package folder is written somewhere."""
    assert {each.name for each in (files("feedkit") / "starter").iterdir()} == set(STARTER.values()).union(
        *(each.values() for each in CI.values())
    )


@pytest.mark.parametrize("title", ['Robots: a "daily"', "no", "@URL@ @NOW@", "'#{x}", "漢字 ${HOME:-x}"])
def test_title_and_address_are_in_the_configuration(run, tmp_path, title):
    """Whatever YAML would make of them."""
    assert (
        run(
            "-C", tmp_path, "init", "--title", title.replace("$", ""), "--url", "https://robots.example.org/news"
        ).exit_code
        == 0
    )
    config = load(tmp_path / "feedkit.yml", environ={})
    assert (config.site.title, config.site.url) == (title.replace("$", ""), "https://robots.example.org/news/")


def test_the_title_is_made_of_the_name_of_the_folder(run, tmp_path):
    """Unless it is given."""
    run("-C", tmp_path, "init", "daily_robot-news")
    assert load(tmp_path / "daily_robot-news" / "feedkit.yml", environ={}).site.title == "Daily Robot News"


def test_the_configuration_says_how_to_get_a_feed_for_each_tag(run, tmp_path):
    """What is commented out works when it is not."""
    run("-C", tmp_path, "init")
    config = tmp_path / "feedkit.yml"
    head, _, tail = config.read_text().partition("# feeds:")
    config.write_text(head + "feeds:" + tail.replace("\n# ", "\n"))
    assert [each.name for each in load(config, environ={}).feeds] == ["main", "tag"]


def test_a_folder_in_use_is_refused(run, tmp_path):
    """Exit code 4, and nothing is made."""
    (tmp_path / "notes.txt").write_text("mine")
    result = run("-C", tmp_path, "init")
    assert result.exit_code == 4
    assert "is not empty" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_fresh_git_repository_is_not_in_use(run, tmp_path):
    """`git init` may come first."""
    (tmp_path / ".git").mkdir()
    assert run("-C", tmp_path, "init").exit_code == 0


def test_force_keeps_what_is_there(run, tmp_path):
    """Nothing is ever overwritten; what was kept is said."""
    (tmp_path / "feedkit.yml").write_text("mine")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "elsewhere")
    result = run("-C", tmp_path, "init", "--force")
    assert result.exit_code == 0
    assert (tmp_path / "feedkit.yml").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()
    assert f"kept    {tmp_path / 'feedkit.yml'}\n" in result.stdout
    assert f"created {tmp_path / '.gitattributes'}\n" in result.stdout
    again = run("-C", tmp_path, "init", "--force", "--output-format", "json")
    assert json.loads(again.stdout) == {"folder": str(tmp_path), "created": [], "kept": [*STARTER, *SCHEMAS]}


@pytest.mark.parametrize(
    "url", ["robots.example.org", "ftp://robots.example.org/", "https://", "https://[", "javascript:alert(1)"]
)
def test_an_address_that_is_none_is_refused(run, tmp_path, url):
    """Before anything is made."""
    result = run("-C", tmp_path, "init", "--url", url)
    assert result.exit_code == 2
    assert "--url" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(run, tmp_path):
    """A usage error, not a bug."""
    (tmp_path / "demo").write_text("")
    assert run("-C", tmp_path, "init", "demo").exit_code == 2


def test_a_file_in_the_way_is_told(run, tmp_path):
    """The folder of articles cannot be made where a file is."""
    (tmp_path / "articles").write_text("")
    result = run("-C", tmp_path, "init", "--force")
    assert result.exit_code == 2
    assert "the folder" in result.stderr
    assert "cannot be made" in result.stderr


def test_nothing_is_asked_when_nobody_can_answer(shell):
    """Standard input is no terminal, so it is not read."""
    result = shell("init", "demo", input=b"Mine\nhttps://mine.example.org/\n")
    assert result.returncode == 0
    assert b"Title" not in result.stdout + result.stderr


@pytest.mark.parametrize("arguments", [[], ["--yes"]])
def test_questions_are_asked_on_a_terminal(tmp_path, arguments):
    """And `--yes` answers them."""
    leader, follower = pty.openpty()
    os.write(leader, b"Mine\nhttps://mine.example.org/\n")
    command = [sys.executable, "-m", "feedkit", "init", "demo", *arguments]
    result = subprocess.run(command, cwd=tmp_path, stdin=follower, capture_output=True, check=True, timeout=30)
    os.close(leader)
    os.close(follower)
    config = load(tmp_path / "demo" / "feedkit.yml", environ={})
    assert (config.site.title, config.site.url) == (
        ("Demo", DEFAULT_URL) if arguments else ("Mine", "https://mine.example.org/")
    )
    assert (b"Title [Demo]:" in result.stderr) is not bool(arguments)


def test_what_comes_next_can_be_pasted(run, tmp_path):
    """A folder with blanks in its name is quoted."""
    result = run("-C", tmp_path, "init", "my news")
    assert result.stdout.endswith(f"Next: cd '{tmp_path}/my news' && feedkit build\n")


def test_here_needs_no_cd(shell):
    """The next command works where the first one did."""
    assert shell("init").stdout.endswith(b"\nNext: feedkit build\n")


def test_quiet_is_quiet(run, tmp_path):
    """Only errors are said."""
    result = run("-q", "-C", tmp_path, "init")
    assert (result.exit_code, result.output) == (0, "")


def test_init_and_build_are_the_two_commands(shell, tmp_path):
    """As the first page of the manual says."""
    assert shell("init", "demo").returncode == 0
    result = shell("build", cwd=tmp_path / "demo")
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"public/index.html" in result.stdout
    assert (tmp_path / "demo" / "public" / "index.html").is_file()


# In a folder that has articles already

STORY = "---\nnewstitle: A story of {0} words\nannounced: '{0}. {1}. 2020'\nreporter: Ana Silva\n---\nText {0}.\n"


def stories(folder):
    (folder / "news").mkdir()
    for number in range(1, 10):
        (folder / "news" / f"s{number}.md").write_text(STORY.format(number, number))
    return folder


def test_names_of_a_site_s_own_are_proposed_and_work(run, tmp_path):
    """After a look at the files; nothing but the configuration is written, and all is read with it."""
    result = run("-C", stories(tmp_path), "init", "--url", "https://news.example/")
    assert result.exit_code == 0
    assert (
        "9 of 9 files have `newstitle`, which differs in each and reads as titles: proposed for `title`"
        in result.stdout
    )
    assert "9 of 9 files have `announced`, which reads as dates: proposed for `date`" in result.stdout
    assert "feedkit reads 9 articles with it." in result.stdout
    assert sorted(each.name for each in tmp_path.iterdir()) == [".gitattributes", "feedkit.yml", "news"]
    content = load(tmp_path / "feedkit.yml", environ={}).content
    assert dict(content.keys) == {"title": ("newstitle",), "date": ("announced",), "authors": ("reporter",)}
    assert (content.dir, content.dialect) == ("news", "other")


def test_articles_in_several_folders_leave_room_for_the_feeds(run, tmp_path):
    """Then the content folder is the whole one, without the folder that feeds are written to."""
    for folder in ("blog", "notes"):
        (tmp_path / folder).mkdir()
        text = f"---\ntitle: About {folder}\ndate: 2020-01-02\n---\nText of {folder}.\n"
        (tmp_path / folder / f"about-{folder}.md").write_text(text)
    result = run("-C", tmp_path, "init", "--url", "https://news.example/")
    assert "feedkit reads 2 articles with it." in result.stdout
    assert load(tmp_path / "feedkit.yml", environ={}).content.exclude == ("public/**",)
    assert run("-C", tmp_path, "build").exit_code == 0


def test_the_proposal_can_be_read_by_programs(run, tmp_path):
    """With the numbers it comes from."""
    made = json.loads(run("-C", stories(tmp_path), "init", "--output-format", "json").stdout)
    assert (made["articles"], made["files"], made["content"], made["dialect"]) == (9, 9, "news", "other")
    assert made["keys"]["date"] == ["announced"]
    assert made["seen"]["date"] == {"key": "announced", "files": 9, "reads_as": "reads as dates"}


def test_a_site_of_a_generator_needs_next_to_nothing(run, tmp_path):
    """Its own configuration says the rest; its `public/` stays its own."""
    (tmp_path / "hugo.toml").write_text('title = "Notes"\nbaseURL = "https://notes.example/"\n')
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.md").write_text("---\ntitle: A\ndate: 2020-01-02\n---\nText.\n")
    result = run("-C", tmp_path, "init")
    assert "This is a site of Hugo: 1 file with front matter in content/." in result.stdout
    assert "feedkit reads 1 article with it." in result.stdout
    made = load(tmp_path / "feedkit.yml", environ={})
    assert (made.site.title, made.site.url, made.output.dir) == ("Notes", "https://notes.example/", "feeds")
    assert "site:" not in (tmp_path / "feedkit.yml").read_text()
    assert run("-C", tmp_path, "build").exit_code == 0


def test_a_configuration_that_is_there_is_never_touched(run, tmp_path):
    """Nor is anything proposed."""
    (stories(tmp_path) / "feedkit.yml").write_text("mine")
    assert run("-C", tmp_path, "init").exit_code == 4
    assert (tmp_path / "feedkit.yml").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("notes.ghost.json", '{"db":[{"meta":{"exported_on":1},"data":{"posts":[]}}]}', "Ghost"),
        ("notes.xml", '<rss xmlns:wp="http://wordpress.org/export/1.2/"/>', "WordPress"),
    ],
)
def test_an_export_is_told_what_to_do_with(run, tmp_path, name, text, kind):
    """It is no folder of articles, but soon will be."""
    (tmp_path / name).write_text(text)
    result = run("-C", tmp_path, "init")
    assert result.exit_code == 4
    assert f"{name} is an export of {kind}: add --force, then run `feedkit import {name}`" in result.stderr


def test_articles_in_several_languages_get_a_feed_for_each(run, tmp_path):
    """As the generator makes them, so that nobody gets articles in a language they did not subscribe to."""
    (tmp_path / "hugo.toml").write_text('title = "N"\nbaseURL = "https://n.example/"\n[languages.en]\n[languages.de]\n')
    (tmp_path / "content" / "posts").mkdir(parents=True)
    for name, title in (("a.md", "One"), ("b.md", "Two"), ("a.de.md", "Eins")):
        (tmp_path / "content" / "posts" / name).write_text(f"---\ntitle: {title}\ndate: 2020-01-02\n---\nText.\n")
    assert run("-C", tmp_path, "init").exit_code == 0
    assert run("-C", tmp_path, "build").exit_code == 0
    titles = {
        name: [each["title"] for each in json.loads((tmp_path / "feeds" / f"{name}.json").read_text())["items"]]
        for name in ("main", "de")
    }
    assert {name: sorted(each) for name, each in titles.items()} == {"main": ["One", "Two"], "de": ["Eins"]}


def test_editors_are_told_which_schema_the_configuration_has(run, tmp_path):
    """The first line of feedkit.yml names a file that is there, and that the configuration fits."""
    run("-C", tmp_path, "init")
    text = (tmp_path / "feedkit.yml").read_text("utf-8")
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert match is not None
    schema = json.loads((tmp_path / match[1]).read_text("utf-8"))
    jsonschema.validate(yaml.safe_load(text), schema, cls=jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"site": {"titel": "x"}}, schema, cls=jsonschema.Draft202012Validator)


def test_the_schema_of_articles_is_there_for_those_that_are_metadata_alone(run, tmp_path):
    """As `feedkit schema article` prints it."""
    run("-C", tmp_path, "init")
    assert (tmp_path / ".schemas/article.json").read_text("utf-8") == run("schema", "article").stdout
