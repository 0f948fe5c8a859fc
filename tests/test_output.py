"""The output folder changes all at once, keeps what did not change, and belongs to one owner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from feedkit import output as output_room
from feedkit.exceptions import FileError, GuardError
from feedkit.model import CopiedFile, Document
from feedkit.output import Written, rewrite_output, write_output
from feedkit.whole_files import write_atomically


def document(path: str, text: str = "text") -> Document:
    return Document(path=path, media_type="text/plain", content=text.encode())


def write(
    folder: Path, *documents: Document, files: tuple[CopiedFile, ...] = (), keep: tuple[str, ...] = ()
) -> Written:
    content = folder.parent / "content"
    content.mkdir(exist_ok=True)
    return write_output(folder, documents, files, content=content, keep=keep)


def tree(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    return {path: text for path, text in found.items() if not path.startswith(".feedkit/")}


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_documents_are_written_and_nothing_else_stays_behind(public: Path) -> None:
    """What the build made is there; the stage is gone; a manifest says what is ours."""
    assert write(public, document("a.rss", "A"), document("tag/b.rss", "B")).written == ("a.rss", "tag/b.rss")
    assert tree(public) == {"a.rss": "A", "tag/b.rss": "B"}
    assert not (public / ".feedkit" / "stage").exists()
    assert json.loads((public / ".feedkit" / "manifest.json").read_text())["files"] == ["a.rss", "tag/b.rss"]


def test_what_did_not_change_is_not_touched(public: Path) -> None:
    """Inode and times stay, so that servers keep sending 304 (a new ETag would cost every reader a download)."""
    write(public, document("a.rss", "A"), document("b.rss", "B"))
    before = (public / "a.rss").stat()
    done = write(public, document("a.rss", "A"), document("b.rss", "new"))
    after = (public / "a.rss").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (done.written, done.unchanged) == (("b.rss",), 1)


def test_files_no_longer_made_are_removed_with_their_empty_folders(public: Path) -> None:
    """A tag that nobody uses any more leaves no feed and no folder."""
    write(public, document("a.rss"), document("tag/old.rss"))
    assert write(public, document("a.rss")).removed == ("tag/old.rss",)
    assert not (public / "tag").exists()


def test_a_folder_with_foreign_files_is_refused_untouched(public: Path) -> None:
    """A mistyped `-o` destroys nothing."""
    public.mkdir()
    (public / "thesis.doc").write_text("years of work")
    with pytest.raises(GuardError, match=r"thesis\.doc"):
        write(public, document("a.rss"))
    assert [each.name for each in public.iterdir()] == ["thesis.doc"]


def test_a_foreign_file_beside_ours_is_refused_too(public: Path) -> None:
    """Also where the folder is feedkit's, what it did not make is not ignored."""
    write(public, document("a.rss", "old"))
    (public / "CNAME").write_text("example.org")
    with pytest.raises(GuardError, match="CNAME"):
        write(public, document("a.rss", "new"))
    assert tree(public)["a.rss"] == "old"


def test_files_of_others_can_be_kept(public: Path) -> None:
    """`output.keep` names what belongs to somebody else; it is neither refused nor removed."""
    public.mkdir()
    (public / "CNAME").write_text("example.org")
    write(public, document("a.rss"), keep=("CNAME",))
    write(public, keep=("CNAME",))
    assert tree(public) == {"CNAME": "example.org"}


def test_a_file_a_document_would_replace_must_be_ours(public: Path) -> None:
    """A foreign index.html is not overwritten."""
    public.mkdir()
    (public / "index.html").write_text("my home page")
    with pytest.raises(GuardError):
        write(public, document("index.html"))
    assert (public / "index.html").read_text() == "my home page"


def test_a_link_that_leads_out_of_the_folder_is_never_written_through(tmp_path: Path, public: Path) -> None:
    """A planted `tag -> /elsewhere` moves no feed out of the output folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(public, document("a.rss"))
    (public / "tag").symlink_to(elsewhere)
    with pytest.raises(GuardError):
        write(public, document("a.rss"), document("tag/b.rss"))
    assert list(elsewhere.iterdir()) == []


def test_a_poisoned_manifest_removes_nothing_outside(tmp_path: Path, public: Path) -> None:
    """Paths that climb out of the folder are not believed."""
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    write(public, document("a.rss"))
    (public / ".feedkit" / "manifest.json").write_text(
        json.dumps({"version": 1, "files": ["a.rss", "../victim.txt", str(victim)]})
    )
    write(public, document("a.rss"))
    assert victim.read_text() == "precious"


def test_an_unreadable_manifest_stops_the_build(public: Path) -> None:
    """Without it nobody knows whose the files are."""
    write(public, document("a.rss"))
    (public / ".feedkit" / "manifest.json").write_text("{")
    with pytest.raises(GuardError, match="manifest"):
        write(public, document("a.rss"))


def test_a_file_may_become_a_folder_and_a_folder_a_file(public: Path) -> None:
    """Changed path patterns do not trip over the old output."""
    write(public, document("tag"), document("news/a.rss"))
    write(public, document("tag/a.rss", "T"), document("news", "N"))
    assert tree(public) == {"tag/a.rss": "T", "news": "N"}


def test_copied_files_arrive_whole_and_only_once(public: Path) -> None:
    """Pictures and recordings are copied from the content folder; the same bytes are not copied again."""
    content = public.parent / "content"
    content.mkdir()
    (content / "talk.mp3").write_bytes(b"\xff\xfb" * 500)
    copied = CopiedFile(path="audio/talk.mp3", source="talk.mp3", length=1000)
    assert write(public, files=(copied,)).written == ("audio/talk.mp3",)
    assert (public / "audio" / "talk.mp3").read_bytes() == b"\xff\xfb" * 500
    assert write(public, files=(copied,)).written == ()


def test_a_file_that_cannot_be_read_leaves_the_old_output(public: Path) -> None:
    """Everything is staged before the first file is replaced."""
    write(public, document("a.rss", "old"))
    with pytest.raises(FileError):
        write(public, document("a.rss", "new"), files=(CopiedFile(path="x.mp3", source="gone.mp3", length=1),))
    assert tree(public) == {"a.rss": "old"}


@pytest.mark.parametrize("failing", range(1, 13))
def test_a_disk_that_fails_at_any_rename_leaves_every_file_whole(
    public: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever step fails, each file has its old bytes or its new ones, and the next build finishes the work."""
    old = [document(f"{n}.rss", f"old {n}") for n in range(5)] + [document("gone.rss")]
    new = [document(f"{n}.rss", f"new {n}") for n in range(6)]
    write(public, *old)
    calls = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    try:
        write(public, *new)
    except FileError as error:
        assert "No space left" in str(error)
    else:
        assert failing > 8
    monkeypatch.undo()
    found = tree(public)
    for n in range(5):
        assert found[f"{n}.rss"] in (f"old {n}", f"new {n}")
    write(public, *new)
    assert tree(public) == {f"{n}.rss": f"new {n}" for n in range(6)}


def test_two_builds_do_not_write_at_once(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one waits for the first."""
    write(public, document("a.rss", "1"))
    lock = FileLock(public / ".feedkit" / "lock")
    lock.acquire()
    second = threading.Thread(target=write, args=(public, document("a.rss", "2")))
    second.start()
    second.join(0.3)
    assert second.is_alive()
    assert tree(public) == {"a.rss": "1"}
    lock.release()
    second.join(10)
    assert tree(public) == {"a.rss": "2"}


def test_many_files_are_synced_in_one_go(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of feeds cost one sync of the disk, not one each."""
    calls: list[str] = []
    monkeypatch.setattr(output_room.os, "sync", lambda: calls.append("sync"))
    write(public, *(document(f"{n}.rss") for n in range(100)))
    assert calls == ["sync"]


def test_one_file_is_written_atomically_and_only_when_it_changed(tmp_path: Path) -> None:
    """The lock file, too, is whole at every moment."""
    path = tmp_path / "feedkit.lock"
    assert write_atomically(path, b"1")
    assert not write_atomically(path, b"1")
    assert write_atomically(path, b"2")
    assert [each.name for each in tmp_path.iterdir()] == ["feedkit.lock"]


def test_an_output_folder_that_is_a_file_is_refused(public: Path) -> None:
    """With a sentence, not a traceback."""
    public.write_text("")
    with pytest.raises(GuardError, match="is a file"):
        write(public, document("a.rss"))


def test_what_a_killed_writer_left_is_swept_away_and_what_another_one_is_writing_is_not(tmp_path):
    """Each process writes beside the file under a name of its own, so that none can take what another one has begun."""
    old, young = tmp_path / ".feedkit.lock.1.new", tmp_path / ".feedkit.lock.2.new"
    for each in (old, young):
        each.write_text("half")
    before = young.stat().st_mtime - 2 * 3600
    os.utime(old, (before, before))
    assert write_atomically(tmp_path / "feedkit.lock", b"whole")
    assert sorted(each.name for each in tmp_path.iterdir()) == [young.name, "feedkit.lock"]


def test_many_processes_write_one_file(tmp_path):
    """It is that of one of them, whole, and nobody fails."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom feedkit.whole_files import write_atomically\n"
        "for number in range(40):\n    write_atomically(Path(sys.argv[1]), f'{sys.argv[2]} {number} '.encode() * 50_000)"
    )
    file = tmp_path / "feedkit.lock"
    writers = [subprocess.Popen([sys.executable, "-c", program, file, name]) for name in ("one", "two", "three")]
    assert [each.wait(timeout=120) for each in writers] == [0, 0, 0]
    words = file.read_text().split()
    assert len(words) == 100_000
    assert len(set(words[0::2])) == len(set(words[1::2])) == 1
    assert list(tmp_path.iterdir()) == [file]


def test_documents_are_written_anew_and_all_else_is_left_alone(public: Path) -> None:
    """The list of files too; a stage that a killed build has left is no hindrance."""
    write(public, *(document(name, "old") for name in ("a.rss", "tag/b.rss", "c.rss")))
    (public / ".feedkit/stage").mkdir()
    (public / ".feedkit/stage/0").write_text("left")
    states = {each: each.stat() for each in (public / "c.rss", public / ".feedkit/manifest.json")}
    done = rewrite_output(public, [document("tag/b.rss", "new"), document("a.rss", "newer")], lambda: True)
    assert done is not None
    assert (done.written, done.unchanged, done.removed) == (("a.rss", "tag/b.rss"), 1, ())
    assert done.states.keys() == {"a.rss", "tag/b.rss", "c.rss", ".feedkit/manifest.json"}
    assert tree(public) == {"a.rss": "newer", "tag/b.rss": "new", "c.rss": "old"}
    assert {each: each.stat() for each in states} == states
    assert not (public / ".feedkit/stage").exists()


def test_a_folder_that_is_not_as_it_is_thought_to_be_is_not_written_to(public: Path) -> None:
    """That is asked while nobody else can write; nor is a document that is not there yet."""
    write(public, document("a.rss", "old"))

    def changed() -> bool:
        with pytest.raises(Timeout):
            FileLock(public / ".feedkit/lock", timeout=0).acquire()
        return False

    assert rewrite_output(public, [document("a.rss", "new")], changed) is None
    assert rewrite_output(public, [document("b.rss", "new")], lambda: True) is None
    assert tree(public) == {"a.rss": "old"}


@pytest.mark.parametrize("failing", range(1, 4))
def test_a_disk_that_fails_while_documents_are_written_anew_leaves_each_whole(
    public: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Old or new; and the next build finishes the work."""
    new = [document(f"{n}.rss", f"new {n}") for n in range(3)]
    write(public, *(document(f"{n}.rss", f"old {n}") for n in range(3)))
    real, calls = Path.replace, list[Path]()

    def replace(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(FileError, match="No space left"):
            rewrite_output(public, new, lambda: True)
    assert all(tree(public)[f"{n}.rss"] == ("new" if n < failing - 1 else "old") + f" {n}" for n in range(3))
    write(public, *new)
    assert tree(public) == {f"{n}.rss": f"new {n}" for n in range(3)}


@pytest.mark.parametrize("count", [2, 20])
def test_each_file_is_synced_before_a_name_points_to_it(
    public: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Also when several are at once; a disk that cannot is told."""
    synced: set[int] = set()
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.add(os.fstat(handle).st_ino), real(handle)))
    write(public, *(document(f"{n}.rss") for n in range(count)))
    assert {(public / f"{n}.rss").stat().st_ino for n in range(count)} <= synced

    def fail(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="Input/output error"):
        write(public, *(document(f"{n}.rss", "new") for n in range(count)))
    assert set(tree(public).values()) == {"text"}
