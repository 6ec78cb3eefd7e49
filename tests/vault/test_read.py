"""One note from bytes to text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from permissions import as_nobody, open_folder

from srs.model import Problem
from srs.vault.read import LARGEST, Note, read_note

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, data: bytes) -> Note | Problem:
    (folder / "a.md").write_bytes(data)
    return read_note(folder, "a.md")


def text_of(folder: Path, data: bytes) -> str:
    note = read(folder, data)
    assert isinstance(note, Note)
    return note.text


def problem_of(folder: Path, data: bytes) -> Problem:
    problem = read(folder, data)
    assert isinstance(problem, Problem)
    return problem


def test_utf8_is_read_as_it_is(tmp_path: Path) -> None:
    assert text_of(tmp_path, "naïve 日本語 🎈\n".encode()) == "naïve 日本語 🎈\n"


def test_an_empty_file_is_an_empty_note(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"") == ""


def test_the_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"\xef\xbb\xbf---\ntags: a\n---\n") == "---\ntags: a\n---\n"


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n", b"a\r\nb\r"])
def test_all_line_ends_become_line_feeds(tmp_path: Path, data: bytes) -> None:
    assert text_of(tmp_path, data) == "a\nb\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_a_problem(tmp_path: Path, codec: str) -> None:
    assert problem_of(tmp_path, "# Title\n".encode(codec)).line == 1


def test_utf16_is_called_by_its_name(tmp_path: Path) -> None:
    assert "UTF-16" in problem_of(tmp_path, "# Title\n".encode("utf-16")).message


def test_latin1_is_a_problem_on_its_line(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "one\ntwo\ncafé\nfour\n".encode("latin-1"))

    assert (problem.path, problem.line) == ("a.md", 3)
    assert "0xe9" in problem.message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_of_a_bad_byte_is_counted_with_any_line_end(tmp_path: Path, end: str) -> None:
    assert problem_of(tmp_path, end.join(["one", "two", "café"]).encode("latin-1")).line == 3


def test_a_file_with_nul_is_binary(tmp_path: Path) -> None:
    assert "binary" in problem_of(tmp_path, b"PK\0\0").message


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    assert len(text_of(tmp_path, b"a" * LARGEST)) == LARGEST


def test_a_larger_file_is_a_problem(tmp_path: Path) -> None:
    assert "larger than 5 MB" in problem_of(tmp_path, b"a" * (LARGEST + 1)).message


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    problem = read_note(tmp_path, "none.md")

    assert problem == Problem("none.md", 0, "the file cannot be read (No such file or directory)")


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()

    assert isinstance(read_note(tmp_path, "a.md"), Problem)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_an_unreadable_file_is_a_problem() -> None:
    with open_folder() as folder:
        (folder / "a.md").write_text("secret", "utf-8")
        (folder / "a.md").chmod(0)

        with as_nobody():
            problem = read_note(folder, "a.md")

    assert problem == Problem("a.md", 0, "the file cannot be read (Permission denied)")


def test_equal_bytes_have_an_equal_hash(tmp_path: Path) -> None:
    assert read(tmp_path, b"a\n") == read(tmp_path, b"a\n")


def test_the_hash_is_of_the_bytes_not_of_the_text(tmp_path: Path) -> None:
    one, other = read(tmp_path, b"a\n"), read(tmp_path, b"a\r\n")

    assert isinstance(one, Note)
    assert isinstance(other, Note)
    assert one.text == other.text
    assert one.hash != other.hash


@given(data=st.binary(max_size=200))
def test_any_bytes_give_a_note_or_a_problem_on_a_line_of_the_file(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = read(tmp_path_factory.getbasetemp(), data)

    if isinstance(found, Note):
        assert "\r" not in found.text
    else:
        assert 1 <= found.line <= data.count(b"\n") + data.count(b"\r") + 1
