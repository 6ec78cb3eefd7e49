"""`srs sync`: notes come and go, ids and reviews stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import definitions, run

if TYPE_CHECKING:
    from command import Collection

COUNTS = [
    *("unchanged", "created", "edited", "moved", "retired", "revived", "held"),
    *("cards_added", "cards_gone", "deck_changed", "tags_changed", "ambiguous", "problems"),
]


def counts(collection: Collection, *options: str) -> dict[str, int]:
    """Sync and return the counts that are not zero."""
    last = collection.run("sync", "--json", *options).records[-1]
    return {name: count for name, count in last["counts"].items() if count}


def settled(collection: Collection) -> bool:
    """Tell whether another sync has nothing to say."""
    return set(counts(collection)) <= {"unchanged"} and "Nothing changed" in collection.run("sync").out


def reviews(collection: Collection, known: str) -> int:
    return len(collection.run("card", known, "--json").records[0]["reviews"])


def test_a_first_sync_tells_what_is_new(notes: Collection) -> None:
    ran = notes.run("sync")

    assert ran.status == 0
    assert "+ Entropy" in ran.out
    assert ran.out.endswith("4 created, 0 unchanged\n")


def test_a_first_sync_prints_a_line_a_change_and_the_counts(notes: Collection) -> None:
    *changes, last = notes.run("sync", "--json").records

    assert [list(change) for change in changes] == [
        ["change", "id", "path", "first_line", "last_line", "front", "back"]
    ] * 4
    assert {change["change"] for change in changes} == {"created"}
    assert list(last["counts"]) == COUNTS
    assert (last["counts"]["created"], last["applied"]) == (4, True)


def test_a_second_sync_reports_nothing(synced: Collection) -> None:
    assert settled(synced)


def test_a_dry_run_changes_nothing(notes: Collection) -> None:
    ran = notes.run("sync", "--dry-run")

    assert "Would be: 4 created" in ran.out
    assert notes.run("cards", "--json").records == []
    assert counts(notes) == {"created": 4}


def test_check_tells_by_its_status_whether_there_is_something_to_do(notes: Collection) -> None:
    before = notes.run("sync", "--check").status
    notes.run("sync")

    assert (before, notes.run("sync", "--check").status) == (1, 0)


def test_an_edited_definition_keeps_id_and_reviews(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good")
    synced.write(
        "information.md",
        "Entropy: the average surprise of a source of symbols",
        "Alphabet: a finite set of symbols that words are made of",
    )

    assert counts(synced) == {"edited": 1, "unchanged": 3}

    assert synced.ids()["Entropy"] == known
    assert reviews(synced, known) == 1
    assert settled(synced)


def test_an_edited_term_keeps_id_and_reviews(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good")
    synced.write(
        "information.md",
        "Shannon entropy: the mean surprise of a source of symbols",
        "Alphabet: a finite set of symbols that words are made of",
    )

    assert counts(synced) == {"edited": 1, "unchanged": 3}

    assert synced.ids()["Shannon entropy"] == known
    assert reviews(synced, known) == 1
    assert settled(synced)


def test_a_renamed_file_keeps_ids_and_reviews(synced: Collection) -> None:
    before = synced.ids()
    synced.run("answer", before["Entropy"], "good")
    synced.file("information.md").rename(synced.file("coding.md"))

    assert counts(synced) == {"moved": 2, "unchanged": 2}

    assert synced.ids() == before
    assert reviews(synced, before["Entropy"]) == 1
    assert settled(synced)


def test_a_renamed_folder_keeps_ids(synced: Collection) -> None:
    synced.write("old/a.md", "Loss: a number that training tries to make small")
    synced.run("sync")
    before = synced.ids()
    synced.file("old").rename(synced.file("new"))

    assert counts(synced) == {"moved": 1, "unchanged": 4}

    assert synced.ids() == before
    assert settled(synced)


def test_an_item_moved_to_another_note_keeps_id_and_reviews(synced: Collection) -> None:
    before = synced.ids()
    synced.run("answer", before["Entropy"], "good")
    synced.write("information.md", "Alphabet: a finite set of symbols that words are made of")
    synced.write(
        "inference.md",
        "Prior: what is believed before any data is seen",
        "Entropy: the mean surprise of a source of symbols",
        "Likelihood: how well a model explains the data",
    )

    assert counts(synced) == {"moved": 1, "unchanged": 3}

    assert synced.ids() == before
    assert reviews(synced, before["Entropy"]) == 1
    assert settled(synced)


def test_a_deleted_and_restored_item_keeps_id_and_reviews(synced: Collection) -> None:
    before = synced.ids()
    synced.run("answer", before["Entropy"], "good")
    text = synced.file("information.md").read_text("utf-8")
    synced.write("information.md", "Alphabet: a finite set of symbols that words are made of")

    assert counts(synced) == {"retired": 1, "unchanged": 3}
    assert settled(synced)
    assert synced.run("card", before["Entropy"], "--json").records[0]["status"] == "retired"

    synced.file("information.md").write_text(text, "utf-8")

    assert counts(synced) == {"revived": 1, "unchanged": 3}
    assert synced.ids() == before
    assert reviews(synced, before["Entropy"]) == 1
    assert settled(synced)


def test_changes_of_several_kinds_show_their_signs(synced: Collection) -> None:
    synced.write(
        "information.md", "Entropy: the average surprise of a source of symbols", "Bit: the answer to one yes or no"
    )

    out = synced.run("sync").out

    assert [line.split()[0] for line in out.splitlines() if line.startswith("  ")] == ["~", "+", "-"]


def test_an_edit_in_json_says_what_stood_before(synced: Collection) -> None:
    synced.write(
        "inference.md",
        "Prior: what is believed before new data is seen",
        "Likelihood: how well a model explains the data",
    )

    change, _ = synced.run("sync", "--json").records

    assert (change["change"], change["grade"]) == ("edited", "reworded")
    assert change["back_before"] == "what is believed before any data is seen"


def test_a_move_in_json_says_where_it_stood_before(synced: Collection) -> None:
    synced.file("inference.md").rename(synced.file("bayes.md"))

    change, *_ = synced.run("sync", "--json").records

    assert (change["change"], change["path"], change["path_before"]) == ("moved", "bayes.md", "inference.md")


def test_a_text_copied_to_another_note_while_its_own_is_edited_too_gets_an_id_of_its_own(synced: Collection) -> None:
    entropy = "Entropy: the mean surprise of a source of symbols"
    with synced.file("information.md").open("a", encoding="utf-8") as file:
        file.write("\n")
    synced.write("copy.md", entropy)

    assert counts(synced) == {"created": 1, "unchanged": 4}
    assert len({one["id"] for one in synced.run("cards", "--json").records}) == 5


def test_the_same_definition_in_two_notes_is_two_facts(notes: Collection) -> None:
    notes.write("copy.md", "Entropy: the mean surprise of a source of symbols")

    notes.run("sync")

    assert len({record["id"] for record in notes.run("cards", "--json").records}) == 5


def test_eight_copies_that_come_one_by_one_do_no_harm(notes: Collection) -> None:
    for count in range(1, 9):
        notes.write("copy.md", *["Bit: the answer to a question with two answers"] * count)
        assert notes.run("sync").status == 0

    assert settled(notes)


def test_a_note_that_cannot_be_decoded_is_a_problem_and_keeps_its_facts(synced: Collection) -> None:
    before = synced.ids()
    good = synced.file("information.md").read_bytes()
    synced.file("information.md").write_bytes(good + "café".encode("latin-1"))

    ran = synced.run("sync")

    assert ran.status == 1
    assert "information.md:5: the file is not UTF-8" in ran.err
    assert synced.ids() == before
    assert synced.run("sync").status == 1

    synced.file("information.md").write_bytes(good)

    assert synced.run("sync").status == 0
    assert synced.run("doctor").status == 0


def test_a_problem_is_a_line_of_json_too(notes: Collection) -> None:
    notes.file("bad.md").write_bytes(b"\xff\xfea\0")

    problem = notes.run("sync", "--json").records[-2]

    assert problem == {
        "change": "problem",
        "path": "bad.md",
        "line": 1,
        "message": "the file is UTF-16; save it as UTF-8 to have it read",
    }


def test_one_bad_note_does_not_keep_the_others_from_being_read(notes: Collection) -> None:
    notes.file("bad.md").write_bytes(b"\0\0\0")

    assert notes.run("sync").status == 1

    assert len(notes.ids()) == 4


def test_broken_front_matter_is_a_problem_with_its_line(notes: Collection) -> None:
    notes.file("front.md").write_text("---\ntags: [a\n---\n\n- **Bit**: the answer to one question\n", "utf-8")

    ran = notes.run("sync")

    assert ran.status == 1
    assert "front.md:" in ran.err
    assert "front matter" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("glob", ["inference.md", "./inference.md", "/inference.md"])
def test_a_note_excluded_by_the_settings_is_not_read(notes: Collection, glob: str) -> None:
    (notes.folder / "srs.toml").write_text(f'exclude = ["{glob}"]\n', "utf-8")

    notes.run("sync")

    assert set(notes.ids()) == {"Entropy", "Alphabet"}


def test_a_missing_notes_folder_is_one_sentence_and_makes_no_database(notes: Collection) -> None:
    ran = notes.run("--notes", notes.folder / "nowhere", "sync")

    assert ran.status == 2
    assert ran.err.startswith(f"srs: There is no notes folder at {notes.folder / 'nowhere'}.\n     ")
    assert not (notes.folder / ".srs").exists()


def test_a_notes_folder_that_is_gone_after_a_sync_loses_nothing(synced: Collection) -> None:
    synced.file("").rename(synced.folder / "elsewhere")

    ran = synced.run("--notes", synced.file(""), "sync")

    assert ran.status == 2
    assert len(synced.run("cards", "--json").records) == 4


def test_an_empty_folder_is_one_sentence(notes: Collection) -> None:
    empty = notes.folder / "empty"
    empty.mkdir()

    ran = notes.run("-C", empty, "sync")

    assert ran.status == 2
    assert ran.err.startswith(f"srs: There are no notes in {empty}.\n     Put markdown files there")
    assert list(empty.iterdir()) == []


def test_a_folder_below_a_collection_belongs_to_it(synced: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    below = synced.file("lectures")
    below.mkdir()
    monkeypatch.chdir(below)

    ran = run("due", "--json")

    assert ran.records[0]["new"] == 4
    assert run("review").status == 0
    assert list(below.iterdir()) == []


def test_a_folder_below_a_collection_becomes_one_of_its_own_by_name(
    synced: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = synced.file("lectures")
    below.mkdir()
    monkeypatch.chdir(below)

    assert run("init").status == 0
    assert (below / ".srs" / "srs.db").is_file()


@pytest.mark.parametrize("before", [True, False])
def test_the_collection_can_be_named_before_and_after_the_command(
    notes: Collection, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, before: bool
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    named = ("-C", notes.folder)

    ran = run(*named, "sync", "--json") if before else run("sync", "--json", *named)

    assert ran.records[-1]["counts"]["created"] == 4


def test_a_folder_without_notes_in_it_holds_the_notes_itself(notes: Collection) -> None:
    first = run("-C", notes.folder / "notes", "sync", "--json")
    second = run("-C", notes.folder / "notes", "sync", "--json")

    assert [ran.records[-1]["counts"]["created"] for ran in (first, second)] == [4, 0]


def test_database_and_notes_can_be_elsewhere(notes: Collection) -> None:
    database = notes.folder / "other" / "cards.db"
    database.parent.mkdir()

    notes.run("--db", database, "sync")

    assert database.is_file()
    assert not (notes.folder / ".srs").exists()


def test_no_folder_is_made_for_a_database_whose_name_may_be_misspelt(notes: Collection) -> None:
    database = notes.folder / "othre" / "cards.db"

    ran = notes.run("--db", database, "sync")

    assert (ran.status, ran.err.splitlines()[0]) == (2, f"srs: There is no folder {database.parent} for a database.")
    assert not database.parent.exists()


def test_copies_that_give_way_to_their_originals_are_a_line_and_no_loss(notes: Collection) -> None:
    written = definitions(6)
    notes.write("old.md", *written)
    notes.run("sync")
    known = notes.ids()
    for one in written:
        notes.run("answer", known[one.split(":")[0]], "good")
    notes.write("zcopy.md", *written)
    notes.run("sync")
    notes.file("old.md").unlink()

    told = notes.run("sync", "--dry-run").out
    assert told.splitlines()[:3] == [
        "zcopy.md",
        "  > 6 facts  (from old.md)",
        "  - 6 copies that were never answered give way",
    ]
    assert "  - " + written[0].split(":")[0] in notes.run("sync", "--dry-run", "--verbose").out
    notes.run("sync")
    assert reviews(notes, known[written[0].split(":")[0]]) == 1


def test_a_copy_that_was_answered_too_is_no_copy_that_gives_way(notes: Collection) -> None:
    for path in ("old.md", "zcopy.md"):
        notes.write(path, *definitions(1))
        notes.run("sync")
    listed = notes.run("cards", "--json", "path:old.md or path:zcopy.md").records
    copies = {record["path"]: record["id"] for record in listed}
    for known in copies.values():
        assert notes.run("answer", known, "good").status == 0
    notes.file("old.md").unlink()

    ran = notes.run("sync", "--dry-run")

    assert sorted(copies) == ["old.md", "zcopy.md"]
    assert [reviews(notes, known) for known in copies.values()] == [1, 1]
    assert ran.status == 0
    assert "1 retired" in ran.out
    assert "give way" not in ran.out
