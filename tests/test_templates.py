"""Template files are found where feedkit and the project keep them."""

import sys
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from feedkit import rendering, templates
from feedkit.exceptions import FileError

SHIPPED = Path(__file__).parent.parent / "templates"


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def test_without_own_templates_there_are_the_shipped_ones(tmp_path):
    """Every template file of feedkit is found under its plain name and as feedkit's, with its text."""
    files = {each.name: each.read_text(encoding="utf-8") for each in SHIPPED.iterdir()}
    assert templates.load(tmp_path / "templates") == files | {f"!feedkit/{name}": text for name, text in files.items()}
    assert {"index.html.jinja", "index.css", "index.js", "feed.css"} <= set(files)


def test_own_templates_take_the_place_of_the_shipped_ones(tmp_path):
    """A project's file hides the shipped file of the same name and no other; that one stays within reach."""
    write(tmp_path, feed_css="rss { color: red }")
    write(tmp_path / "parts", note_txt_jinja="own")
    found = templates.load(tmp_path)
    assert found["parts/note.txt.jinja"] == "own"
    assert found["feed.css"] == "rss { color: red }"
    assert found["!feedkit/feed.css"] == (SHIPPED / "feed.css").read_text(encoding="utf-8")
    assert found["index.css"] == found["!feedkit/index.css"]


def test_an_own_template_builds_on_the_shipped_one(tmp_path):
    """What `load` gives, `render` can extend, include and replace by name."""
    write(tmp_path, index_css="{% include '!feedkit/index.css' %}body { color: red }")
    write(tmp_path, a_txt_jinja="{% include 'index.css' %}")
    text = rendering.render("a.txt.jinja", templates.load(tmp_path), {})
    assert text == (SHIPPED / "index.css").read_text(encoding="utf-8") + "body { color: red }"


def test_other_files_are_left_alone(tmp_path):
    """Pictures, notes, hidden files and what an editor leaves behind are not templates; links do not lead in circles."""
    write(tmp_path, a_txt_jinja="own", notes_md="x")
    (tmp_path / "logo.png").write_bytes(b"\xff\xd8")
    (tmp_path / ".a.css").write_bytes(b"\xff")
    (tmp_path / "a.txt.jinja~").write_bytes(b"\xff")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert set(templates.load(tmp_path)) - set(templates.load(tmp_path / "none")) == {"a.txt.jinja"}


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path):
    """Editors of some systems write one."""
    (tmp_path / "a.css").write_bytes(b"\xef\xbb\xbfbody {}")
    assert templates.load(tmp_path)["a.css"] == "body {}"


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path):
    """The error says which file, where in it, and what to do."""
    (tmp_path / "a.css").write_bytes("one\ntwo\nGr\xfc\xdfe".encode("latin-1"))
    with pytest.raises(FileError, match=r"/a\.css:3: not UTF-8$") as caught:
        templates.load(tmp_path)
    assert "UTF-8" in caught.value.help


def test_a_link_that_leads_nowhere_is_an_error(tmp_path):
    """A template that is there but cannot be read is not silently replaced by the shipped one."""
    (tmp_path / "index.css").symlink_to(tmp_path / "gone.css")
    with pytest.raises(FileError, match=r"cannot read .*/index\.css: No such file"):
        templates.load(tmp_path)


def test_an_installed_package_carries_its_templates(tmp_path):
    """Inside the package they win over a folder that merely stands beside it; a zipped package works too."""
    write(tmp_path / "feedkit" / "_templates", feed_css="inside")
    write(tmp_path / "templates", feed_css="beside")
    write(tmp_path, pyproject_toml="")
    assert templates.shipped_folder(tmp_path / "feedkit") == tmp_path / "feedkit" / "_templates"
    with ZipFile(tmp_path / "feedkit.zip", "w") as archive:
        archive.writestr("feedkit/_templates/feed.css", "zipped")
    folder = templates.shipped_folder(ZipPath(tmp_path / "feedkit.zip") / "feedkit")
    assert (folder / "feed.css").read_text() == "zipped"


def test_a_checkout_has_its_templates_beside_the_package(tmp_path):
    """Without an inner folder the one beside the package is taken, but only in a checkout."""
    write(tmp_path / "templates", feed_css="beside")
    write(tmp_path / "feedkit")
    with pytest.raises(FileError, match="missing"):
        templates.shipped_folder(tmp_path / "feedkit")
    write(tmp_path, pyproject_toml="")
    assert templates.shipped_folder(tmp_path / "feedkit") == tmp_path / "templates"


def test_shipped_templates_are_compiled_once(tmp_path, monkeypatch):
    """What was kept is taken, and makes the same; the templates of a project are compiled each time."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    texts = {
        "!feedkit/a.html.jinja": "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(name) }}",
        "a.html.jinja": "{% extends '!feedkit/a.html.jinja' %}",
        "own.html.jinja": "{{ name }}",
    }
    said = {name: rendering.render(name, texts, {"name": "<b>"}) for name in texts}
    for _ in range(2):
        prepared = rendering.Prepared(texts, kept=templates.Compiled(tmp_path))
        assert {name: rendering.render(name, prepared, {"name": "<b>"}) for name in texts} == said
    assert len(list(tmp_path.iterdir())) == 1
    kept = templates.Compiled(tmp_path)
    monkeypatch.setattr(kept, "put", lambda name, code: pytest.fail(f"{name} was compiled again: {len(code)} bytes"))
    prepared = rendering.Prepared(texts, kept=kept)
    assert {name: rendering.render(name, prepared, {"name": "<b>"}) for name in texts} == said
    changed = texts | {"!feedkit/a.html.jinja": "{{ name }}!"}
    prepared = rendering.Prepared(changed, kept=templates.Compiled(tmp_path))
    assert rendering.render("a.html.jinja", prepared, {"name": "x"}) == "x!"


def test_compiled_templates_count_only_if_they_are_whole_and_of_this_version(tmp_path, monkeypatch):
    """A damaged file, or one of another version, is none; where Python keeps no bytecode, nothing is kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept = templates.Compiled(tmp_path / "new" / "folder")
    kept.put("a", b"code")
    assert kept.get("a") is None
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.put("a", b"code")
    assert (kept.get("a"), kept.get("b")) == (b"code", None)
    (file,) = (tmp_path / "new" / "folder").iterdir()
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.get("a") is None
        file.write_bytes(whole[:at])
        assert kept.get("a") is None
    file.write_bytes(whole)
    monkeypatch.setattr(templates, "basis_of", lambda *_: "0" * 64)
    assert templates.Compiled(tmp_path / "new" / "folder").get("a") is None


def test_compiled_templates_that_cannot_be_kept_are_not_missed(tmp_path, monkeypatch):
    """As in a package that nobody may write to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_bytes(b"")
    kept = templates.Compiled(tmp_path / "file")
    kept.put("a", b"code")
    assert kept.get("a") is None
