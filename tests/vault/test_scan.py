"""The walk through the notes folder and what it takes for a change."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from permissions import as_nobody, open_folder

from srs.vault.scan import mark_of, mark_unread, scan, would_read

if TYPE_CHECKING:
    from pathlib import Path

LATER_NS = 1 << 62
"""A time of the walk after every file was written."""

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
needs_byte_names = pytest.mark.skipif(sys.platform != "linux", reason="file names are text on this system")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {path}\n", "utf-8")


def test_notes_are_found_in_all_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "a/b/c.markdown", "a.txt")

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.changed == ["a.txt", "a/b/c.markdown", "a/z.md", "b.md"]
    assert found.notes == 4


def test_files_without_the_ending_of_a_note_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.py", "c.png", "requirements.txt", "LICENSE.md", "READ.ME", "md")

    assert scan(str(tmp_path), {}, started_ns=LATER_NS).changed == ["a.md"]


def test_endings_count_in_any_case(tmp_path: Path) -> None:
    write(tmp_path, "A.MD", "b.Markdown")

    assert scan(str(tmp_path), {}, started_ns=LATER_NS).changed == ["A.MD", "b.Markdown"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.md", ".obsidian/a.md", "a/.trash/b.md", "a/c.md")

    assert scan(str(tmp_path), {}, started_ns=LATER_NS).changed == ["a/c.md"]


def test_folders_of_installed_packages_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "node_modules/readme.md", "venv/a.md", "a.md")

    assert scan(str(tmp_path), {}, started_ns=LATER_NS).changed == ["a.md"]


def test_a_folder_named_like_a_note_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "x.md/y.md")

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.changed == ["x.md/y.md"]
    assert found.problems == []


@needs_links
def test_a_link_to_a_note_is_a_note(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md", "elsewhere/b.md")
    (tmp_path / "notes/b.md").symlink_to(tmp_path / "elsewhere/b.md")

    assert scan(str(tmp_path / "notes"), {}, started_ns=LATER_NS).changed == ["a.md", "b.md"]


@needs_links
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md", "elsewhere/b.md")
    (tmp_path / "notes/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "notes/linked.md").symlink_to(tmp_path / "elsewhere")

    found = scan(str(tmp_path / "notes"), {}, started_ns=LATER_NS)

    assert found.changed == ["a.md"]
    assert found.problems == []


@needs_links
def test_a_link_to_the_folder_above_ends_no_walk(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md")
    (tmp_path / "a/loop").symlink_to(tmp_path)

    assert scan(str(tmp_path), {}, started_ns=LATER_NS).changed == ["a/b.md"]


@needs_links
def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.changed == ["a.md"]
    assert [problem.path for problem in found.problems] == ["loop.md"]


@needs_links
def test_a_broken_link_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md")
    (tmp_path / "a/gone.md").symlink_to(tmp_path / "nothing.md")

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert [str(problem) for problem in found.problems] == ["a/gone.md: the link leads nowhere"]


@needs_byte_names
def test_a_name_that_is_no_utf8_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / os.fsdecode(b"caf\xe9.md")).touch()

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.changed == ["a.md"]
    assert [problem.path for problem in found.problems] == ["caf\\udce9.md"]


@needs_byte_names
@pytest.mark.parametrize("name", ["a\nb.md", "a\tb.md"])
def test_a_name_with_a_separator_of_the_listing_is_a_problem(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.changed == []
    assert [problem.path for problem in found.problems] == [name]


@pytest.mark.parametrize("name", ["so\u00adft.md", "zero\u200bwidth.md", "nai\u0308ve.md"])
def test_a_name_with_a_sign_that_does_not_show_is_a_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)

    found = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert found.notes == 1
    assert found.problems == []


def test_a_question_mark_in_a_name_is_not_taken_for_a_mark(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows allows no question mark in a name")
    write(tmp_path, "why?.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)

    assert scan(str(tmp_path), first.folders, started_ns=LATER_NS).changed == []


@needs_modes
def test_an_unreadable_folder_is_a_problem_and_keeps_its_notes() -> None:
    with open_folder() as root:
        write(root, "a.md", "shut/b.md", "shut/below/c.md")
        before = scan(str(root), {}, started_ns=LATER_NS).folders
        (root / "shut").chmod(0)

        with as_nobody():
            found = scan(str(root), before, started_ns=LATER_NS)

    assert [problem.path for problem in found.problems] == ["shut"]
    assert found.vanished == []
    assert found.folders == before
    assert found.notes == 3


@needs_modes
def test_an_unreadable_root_raises() -> None:
    with open_folder() as root:
        (root / "notes").mkdir(mode=0)

        with as_nobody(), pytest.raises(PermissionError):
            scan(str(root / "notes"), {}, started_ns=LATER_NS)


def test_a_missing_root_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scan(str(tmp_path / "notes"), {}, started_ns=LATER_NS)


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("templates/*", ["a.md", "b/a.md"]),
        ("templates", ["a.md", "b/a.md"]),
        ("templates/", ["a.md", "b/a.md"]),
        ("*/a.md", ["a.md", "templates/t.md"]),
        ("a.md", ["b/a.md", "templates/t.md"]),
        ("nothing/*", ["a.md", "b/a.md", "templates/t.md"]),
    ],
)
def test_excluded_paths_are_left_out(tmp_path: Path, glob: str, left: list[str]) -> None:
    write(tmp_path, "a.md", "b/a.md", "templates/t.md")

    assert scan(str(tmp_path), {}, started_ns=LATER_NS, exclude=(glob,)).changed == left


def test_without_a_change_nothing_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS)

    assert (again.changed, again.vanished, again.folders) == ([], [], first.folders)


def test_a_note_with_another_size_or_time_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md", "c.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    (tmp_path / "a.md").write_text("longer than it was", "utf-8")
    os.utime(tmp_path / "b.md", ns=(1, 1))

    assert scan(str(tmp_path), first.folders, started_ns=LATER_NS).changed == ["a.md", "b.md"]


def test_a_note_replaced_by_another_file_of_equal_size_and_time_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "other").write_text("# b.md\n", "utf-8")
    for name in ("a.md", "other"):
        os.utime(tmp_path / name, ns=(5, 5))
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    (tmp_path / "other").replace(tmp_path / "a.md")

    assert scan(str(tmp_path), first.folders, started_ns=LATER_NS).changed == ["a.md"]


SECOND_NS = 1_000_000_000
A_TICK_NS = 10_000_000
WALK_NS = 1_800_000_000_500_000_000


def test_a_note_written_during_the_walk_is_read_again_the_next_time(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    os.utime(tmp_path / "a.md", ns=(WALK_NS, WALK_NS))
    os.utime(tmp_path / "b.md", ns=(50, 50))
    first = scan(str(tmp_path), {}, started_ns=WALK_NS)

    again = scan(str(tmp_path), first.folders, started_ns=WALK_NS + SECOND_NS)

    assert again.changed == ["a.md"]
    assert scan(str(tmp_path), again.folders, started_ns=WALK_NS + 2 * SECOND_NS).changed == []


@pytest.mark.parametrize(
    ("written_ns", "changed"),
    [
        (WALK_NS - A_TICK_NS, ["a.md"]),
        (WALK_NS - 3 * A_TICK_NS, []),
        (WALK_NS - WALK_NS % SECOND_NS - SECOND_NS, ["a.md"]),
        (WALK_NS - WALK_NS % SECOND_NS - 2 * SECOND_NS, []),
    ],
    ids=["in the same tick", "before it", "in the same seconds", "before them"],
)
def test_a_note_whose_time_the_next_write_may_get_too_is_read_again(
    tmp_path: Path, written_ns: int, changed: list[str]
) -> None:
    write(tmp_path, "a.md", "b.md")
    os.utime(tmp_path / "a.md", ns=(written_ns, written_ns))
    os.utime(tmp_path / "b.md", ns=(50, 50))
    first = scan(str(tmp_path), {}, started_ns=WALK_NS)
    (tmp_path / "a.md").write_text("# A.md\n", "utf-8")
    os.utime(tmp_path / "a.md", ns=(written_ns, written_ns))

    again = scan(str(tmp_path), first.folders, started_ns=WALK_NS + 9 * SECOND_NS, marks=first.marks)

    assert again.changed == changed


def test_a_folder_with_the_mark_of_the_last_walk_is_the_same(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS, marks=first.marks)

    assert (again.changed, again.vanished, again.folders, again.same) == ([], [], {}, {"", "b"})
    assert again.notes == 2


def test_a_mark_tells_names_apart_whose_bytes_changed_places() -> None:
    # Powers of 256 come round after 61 digits, modulo the prime by which Python hashes an integer.
    one, other = "a" + "x" * 60 + "b.md", "b" + "x" * 60 + "a.md"

    assert mark_of([one], [1, 2, 3]) != mark_of([other], [1, 2, 3])


@pytest.mark.parametrize("seed", ["0", "1"])
def test_a_mark_is_the_same_in_every_process(seed: str) -> None:
    names, numbers = ["a.md", "é.md"], [1_795_000_000_123_456_789, 7, 2**64 - 1, -1, 0, 3]
    code = f"from srs.vault.scan import mark_of; print(mark_of({names!r}, {numbers!r}))"

    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(told.stdout) == mark_of(names, numbers)


def test_a_folder_in_which_a_note_could_not_be_read_has_no_mark(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    mark_unread(first, ["a.md"])

    assert scan(str(tmp_path), first.folders, started_ns=LATER_NS, marks=first.marks).changed == ["a.md"]


def test_a_note_marked_as_unread_is_named_once_more(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md", "b/d.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    mark_unread(first, ["a.md", "b/d.md", "never/seen.md"])

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS)

    assert again.changed == ["a.md", "b/d.md"]
    assert scan(str(tmp_path), again.folders, started_ns=LATER_NS).changed == []


def test_a_removed_note_has_vanished(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md", "b/d.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    (tmp_path / "b/c.md").unlink()

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS)

    assert (again.changed, again.vanished) == ([], ["b/c.md"])


def test_a_renamed_folder_vanishes_and_comes(tmp_path: Path) -> None:
    write(tmp_path, "old/a.md", "old/below/b.md", "c.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    (tmp_path / "old").rename(tmp_path / "new")

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS)

    assert again.changed == ["new/a.md", "new/below/b.md"]
    assert again.vanished == ["old/a.md", "old/below/b.md"]
    assert "old" not in again.folders


def test_an_emptied_root_lets_all_notes_vanish(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    first = scan(str(tmp_path), {}, started_ns=LATER_NS)
    (tmp_path / "a.md").unlink()
    (tmp_path / "b/c.md").unlink()
    (tmp_path / "b").rmdir()

    again = scan(str(tmp_path), first.folders, started_ns=LATER_NS)

    assert (again.notes, again.vanished) == (0, ["a.md", "b/c.md"])


PLACES = ("", "sub/", ".hidden/", "venv/", "decks/", "decks/sub/", "a.md/")
NAMES = ("a.md", "B.MD", ".b.md", "c.txt", "license.txt", "d.apkg", "md", "e.markdown")


@pytest.mark.parametrize("exclude", [(), ("decks",), ("sub/*",), ("*.txt",)])
def test_what_would_be_read_is_what_a_walk_reads(tmp_path: Path, exclude: tuple[str, ...]) -> None:
    paths = [f"{place}{name}" for place in PLACES for name in NAMES if f"{place}{name}" != "a.md"]
    write(tmp_path, *paths)

    read = scan(str(tmp_path), {}, started_ns=LATER_NS, exclude=exclude).changed

    assert sorted(path for path in paths if would_read(path, exclude)) == sorted(read)
