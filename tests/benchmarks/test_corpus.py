"""The corpus that benchmarks are run on: the same everywhere, realistic, and readable."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from feedkit import yaml_nodes

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
COUNT = 300


def write(folder, count, *, style="feedkit", seed=7, **environment):
    """Run the generator as a user does; gives the files it wrote as {path: bytes}."""
    command = [sys.executable, BENCHMARKS / "corpus.py", str(count), folder, "--seed", str(seed), "--style", style]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def front_and_body(text):
    """The two parts of an article with YAML between two fences."""
    opening, front, body = text.split("---\n", 2)
    assert opening == ""
    return front, body


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """The same articles in every dialect, as text."""
    folder = tmp_path_factory.mktemp("corpora")
    return {
        style: {path: content.decode() for path, content in write(folder / style, COUNT, style=style).items()}
        for style in ("feedkit", "hugo", "pelican")
    }


@pytest.fixture(scope="module")
def fronts(corpora):
    """The front matter of every feedkit article, as plain values."""
    return {
        path: yaml_nodes.parse(front_and_body(text)[0], path)[0].plain() for path, text in corpora["feedkit"].items()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    """Neither the hash seed nor the time zone nor the locale has a say."""
    first = write(tmp_path / "a", 40, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    second = write(tmp_path / "b", 40, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert len(first) == 40
    assert first == second


def test_another_seed_gives_other_articles(tmp_path):
    """The seed reaches every article: neither paths nor texts are shared."""
    first, second = write(tmp_path / "a", 20, seed=1), write(tmp_path / "b", 20, seed=2)
    assert not first.keys() & second.keys()
    assert not set(first.values()) & set(second.values())


def test_a_smaller_corpus_is_the_newest_part_of_a_larger_one(tmp_path):
    """Article i depends on the seed and i only, also across the parts that processes write."""
    small, large = write(tmp_path / "small", 30), write(tmp_path / "large", 60)
    assert small.items() <= large.items()
    assert sorted(path.rsplit("-", 1)[1] for path in small) == [f"{number:06d}.md" for number in range(30)]


def test_an_article_lies_under_the_day_it_is_dated(fronts):
    """YYYY/MM/DD is the date as written, in its own offset."""
    for path, front in fronts.items():
        assert path.startswith(front["date"][:10].replace("-", "/") + "/")


@pytest.mark.parametrize("style", ["feedkit", "hugo"])
def test_the_front_matter_is_yaml_without_a_finding(corpora, style):
    """Every article is a mapping that the strict reader takes without a diagnostic."""
    for path, text in corpora[style].items():
        root, diagnostics = yaml_nodes.parse(front_and_body(text)[0], path)
        assert diagnostics == [], path
        assert root is not None
        assert type(root.value) is dict


def test_the_front_matter_has_the_shapes_that_are_promised(fronts):
    """Texts are texts, lists are lists of text, and the image is a mapping; nothing turned into a number or a truth value."""
    for front in fronts.values():
        assert set(front) - {"updated", "draft"} == {"title", "date", "authors", "category", "tags", "summary", "image"}
        assert all(type(front[key]) is str and front[key] for key in ("title", "date", "category", "summary"))
        assert all(type(each) is str for key in ("authors", "tags") for each in front[key])
        assert 1 <= len(front["authors"]) <= 2
        assert 2 <= len(front["tags"]) <= 5
        assert len(set(front["tags"])) == len(front["tags"])
        assert set(front["image"]) == {"url", "alt"}
        assert front.get("draft", True) is True


def test_the_three_dialects_say_the_same(corpora):
    """Same paths, same bodies; titles, dates, authors, labels and summaries differ in their keys only."""
    assert corpora["feedkit"].keys() == corpora["hugo"].keys() == corpora["pelican"].keys()
    for path, text in corpora["feedkit"].items():
        front, body = front_and_body(text)
        hugo_front, hugo_body = front_and_body(corpora["hugo"][path])
        lines, pelican_body = corpora["pelican"][path].split("\n\n", 1)
        ours, theirs = (yaml_nodes.parse(each, path)[0].plain() for each in (front, hugo_front))
        headers = dict(line.split(": ", 1) for line in lines.splitlines())
        assert body == hugo_body == "\n" + pelican_body
        assert theirs == {
            {"updated": "lastmod", "category": "categories"}.get(key, key): [value] if key == "category" else value
            for key, value in ours.items()
        }
        assert (headers["Title"], headers["Summary"], headers["Category"]) == (
            ours["title"],
            ours["summary"],
            ours["category"],
        )
        assert (headers["Authors"].split("; "), headers["Tags"].split(", ")) == (ours["authors"], ours["tags"])
        assert headers["Date"] == ours["date"].replace("Z", "+00:00")
        assert ("Status" in headers) == ours.get("draft", False)


def test_articles_are_as_long_as_news(corpora):
    """350 to 850 words, and both halves of that range are used."""
    lengths = [len(front_and_body(text)[1].split()) for text in corpora["feedkit"].values()]
    assert 350 <= min(lengths) < 450
    assert 700 < max(lengths) <= 850


@pytest.mark.parametrize(
    "marker",
    ["\n## ", "\n- ", "\n1. ", "\n    - ", "\n> ", "\n```", "\n|---|", "\n![", "[^1]", "\n[^1]: ", "](https://", "](/", "](../", "](#", " **", " *", "~~", "`", "é", "の", "🌉", "\n* * *"],
)  # fmt: skip
def test_bodies_have_all_that_articles_have(corpora, marker):
    """Headings, lists, quotes, code, tables, images, footnotes, every kind of link, and letters beyond ASCII."""
    assert any(marker in front_and_body(text)[1] for text in corpora["feedkit"].values())


def test_a_fragment_link_leads_to_a_heading_of_its_article(corpora):
    """No link of the corpus dangles inside its page."""
    for text in corpora["feedkit"].values():
        headings = [line[3:].lower().replace(" ", "-") for line in text.splitlines() if line.startswith("## ")]
        fragments = [part.split(")", 1)[0] for part in text.split("](#")[1:]]
        assert set(fragments) <= set(headings)


def test_labels_come_from_small_sets(fronts):
    """Eight categories, sixty tags, forty people; few drafts, some updates, many offsets."""
    assert len({front["category"] for front in fronts.values()}) == 8
    assert len({tag for front in fronts.values() for tag in front["tags"]}) == 60
    assert len({author for front in fronts.values() for author in front["authors"]}) == 40
    assert 1 <= sum("draft" in front for front in fronts.values()) < 0.05 * COUNT
    assert 0.1 * COUNT < sum("updated" in front for front in fronts.values()) < 0.3 * COUNT
    assert len({front["date"][19:] for front in fronts.values()}) >= 8


def test_the_expected_feeds_are_counted_without_writing_a_corpus(fronts):
    """What the harness expects of a build is what the front matter says, drafts left out."""
    program = (
        f"import json, news; print(json.dumps(news.feed_sizes(7, {COUNT}, ('main', 'category', 'tag', 'author'))))"
    )
    expected = json.loads(
        subprocess.run([sys.executable, "-c", program], cwd=BENCHMARKS, check=True, capture_output=True).stdout
    )
    published = [front for front in fronts.values() if "draft" not in front]
    counted = Counter({"main/": len(published)})
    for front in published:
        counted.update(
            [
                f"category/{front['category']}",
                *(f"tag/{tag}" for tag in front["tags"]),
                *(f"author/{author}" for author in front["authors"]),
            ]
        )
    assert expected == counted


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    """Two corpora are never mixed."""
    (tmp_path / "mine.md").write_text("kept")
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "corpus.py", "3", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]
