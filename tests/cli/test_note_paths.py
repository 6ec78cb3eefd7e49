"""Paths of notes mean the same to each command: from where one stands in the collection, from it, from its notes, from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import run

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

QUESTION = "# Sky\n\nQ: Is the sky blue?\nA: By day it is.\n"
COMMANDS = ["extract", "explain", "check"]


@pytest.fixture
def sky(notes: Collection) -> Collection:
    """Return a collection with a note of which each command has something to say."""
    file = notes.file("uni/sky.md")
    file.parent.mkdir()
    file.write_text(QUESTION, "utf-8")
    assert notes.run("sync").status == 0
    return notes


def paths(command: str, *arguments: object) -> set[str]:
    """Run a command and return the notes that it speaks of."""
    ran = run(*arguments, command, "--json", "notes/uni/sky.md")
    assert (ran.status, ran.err) == (1 if command == "check" else 0, "")
    return {record["path"] for record in ran.records}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("uni/Olshausen", "'uni/Olshausen 1996.md'"),
        ("olshausen", "'uni/Olshausen 1996.md'"),
        ("notes/uni/Olshausen.md", "'uni/Olshausen 1996.md'"),
        ("1996", "'uni/Olshausen 1996.md'"),
        ("Olshaussen 1996", "'uni/Olshausen 1996.md'"),
        ("uni/sky.mdd", "uni/sky.md"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_with_the_note_that_may_be_meant(
    sky: Collection, command: str, path: str, near: str
) -> None:
    sky.file("uni/Olshausen 1996.md").write_text("# Sparse coding\n", "utf-8")

    ran = sky.run(command, path)

    assert ran.status == 2
    assert f"Did you mean {near}?" in ran.err


def test_a_folder_is_told_with_notes_in_it(sky: Collection) -> None:
    assert "uni is a folder.\n     Did you mean uni/sky.md?" in sky.run("explain", "uni").err


def test_where_no_note_is_near_none_is_named(sky: Collection) -> None:
    assert "Name a note as in" in sky.run("explain", "quux.md").err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_below_the_collection_is_found_from_elsewhere(
    sky: Collection, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    assert paths(command, "-C", sky.folder)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_below_the_collection_is_found_from_within_it(
    sky: Collection, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sky.folder / "notes" / "uni")

    assert paths(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_below_the_notes_is_found(sky: Collection, command: str) -> None:
    assert {record["path"] for record in sky.run(command, "--json", "uni/sky.md").records} == {"uni/sky.md"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("place", "colour"), [("collection/notes/uni", "green"), ("elsewhere", "blue")])
def test_what_is_where_one_stands_comes_first_in_the_collection_and_last_outside_it(
    sky: Collection, command: str, place: str, colour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sky.folder.parent / place
    (here / "notes" / "uni").mkdir(parents=True)
    (here / "notes" / "uni" / "sky.md").write_text(QUESTION.replace("blue", "green"), "utf-8")
    monkeypatch.chdir(here)

    told = run("-C", sky.folder, command, "--json", "notes/uni/sky.md").out

    assert {one for one in ("green", "blue") if one in told} == {colour}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_leads_nowhere_is_refused(sky: Collection, command: str) -> None:
    ran = sky.run(command, "uni/none.md")

    assert ran.status == 2
    assert "uni/none.md" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_note_is_refused(sky: Collection, command: str) -> None:
    (sky.folder / "srs.toml").write_text("", "utf-8")

    ran = sky.run(command, sky.folder / "srs.toml")

    assert ran.status == 2
    assert "srs.toml is no note." in ran.err


def test_checks_are_silenced_by_the_place_in_the_notes_however_the_path_is_written(
    sky: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sky.folder / "srs.toml").write_text('[[folder]]\npath = "uni"\nsilence = ["yes-no"]\n', "utf-8")
    monkeypatch.chdir(sky.folder / "notes" / "uni")

    for path in ("sky.md", "../uni/sky.md", "notes/uni/sky.md", "uni"):
        ran = sky.run("check", path)
        assert ran.status == 0
        assert "yes-no" not in ran.out
