"""`srs check` and what silences it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import run

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection


@pytest.fixture
def folders(notes: Collection) -> Collection:
    for name, answer in (("one", "By day it is."), ("two", "At night it is black.")):
        path = notes.file(f"lectures/{name}.md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {name}\n\nQ: Is the sky blue?\nA: {answer}\n", "utf-8")
    return notes


def codes(collection: Collection) -> list[str]:
    return [record["code"] for record in collection.run("check", "--json").records]


def test_a_folder_without_notes_is_not_found_sound(tmp_path: Path) -> None:
    ran = run("-C", tmp_path, "check")

    assert (ran.status, ran.out) == (2, "")
    assert f"There are no notes in {tmp_path}." in ran.err


def test_a_named_folder_without_notes_is_not_found_sound(synced: Collection) -> None:
    images = synced.file("img")
    images.mkdir()

    ran = synced.run("check", images)

    assert (ran.status, ran.out) == (2, "")
    assert f"There are no notes in {images}." in ran.err


def test_a_note_that_gives_nothing_is_found_sound(synced: Collection) -> None:
    synced.file("plain.md").write_text("Nothing to ask.\n", "utf-8")

    assert synced.run("check", synced.file("plain.md")).out == "Nothing found.\n"


def test_the_same_question_with_another_answer_is_found_across_notes(folders: Collection) -> None:
    assert "ambiguous-front" in codes(folders)


def test_a_check_can_be_silenced_for_a_folder(folders: Collection) -> None:
    assert codes(folders).count("yes-no") == 2

    (folders.folder / "srs.toml").write_text('[[folder]]\npath = "lectures"\nsilence = ["yes-no"]\n', "utf-8")

    assert codes(folders).count("yes-no") == 0


def test_notes_that_are_left_out_are_not_checked(folders: Collection) -> None:
    (folders.folder / "srs.toml").write_text('exclude = ["lectures/*"]\n', "utf-8")

    assert "yes-no" not in codes(folders)


def test_what_was_found_is_counted_and_named_as_elsewhere(folders: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folders.folder / "notes")

    lines = folders.run("check", "--notes", ".").out.splitlines()

    assert lines[0].startswith("lectures/one.md:3: ")
    assert lines[-1] == f"{len(lines) - 1} findings in 2 notes"


def test_nothing_found_is_told(synced: Collection) -> None:
    ran = synced.run("check")

    assert (ran.status, ran.out) == (0, "Nothing found.\n")


def test_an_image_that_is_not_there_is_told_where_it_is_named(notes: Collection) -> None:
    notes.file("photo.png").write_bytes(b"\x89PNG")
    notes.write(
        "gates.md",
        "Sluice: a gate ![](photo.png) in a weir",
        "Weir: a low wall ![[lost.png|200]] and ![[another note]]",
    )

    found = notes.run("check", "--json").records

    assert [(one["line"], one["message"]) for one in found if one["code"] == "missing-image"] == [
        (4, "there is no file 'lost.png'")
    ]


def test_a_question_about_it_can_be_answered_by_yes_or_no(notes: Collection) -> None:
    notes.file("gates.md").write_text(
        "# Dams\n\n## Clay core\n\n### Does it need water?\n\nNo, never at all.\n", "utf-8"
    )

    assert "yes-no" in codes(notes)
