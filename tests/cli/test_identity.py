"""What edits do to gaps, copies and look-alikes, and how a user corrects it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from terminal import PATIENCE, in_terminal, read_until

if TYPE_CHECKING:
    from command import Collection

PRIOR = "Prior: what is believed before any data is seen"
TIE = "Tangent bundle: all tangent spaces of the manifold taken together as one space"
HEIRS = (
    "Tangent bundles: all tangent spaces of a manifold taken together as one set",
    "Tangents bundle: all tangent spaces of every manifold taken together as one thing",
)


def answer(collection: Collection, known: str, ord_: int = 0) -> None:
    assert collection.run("answer", known, "good", "--ord", ord_).status == 0


def reviews(collection: Collection, known: str) -> list[int]:
    return [one["card"] for one in collection.run("card", known, "--json").records[0]["reviews"]]


def live(collection: Collection, known: str) -> list[int]:
    return [card["ord"] for card in collection.run("card", known, "--json").records[0]["cards"]]


def changes(collection: Collection) -> list[str]:
    return [one["change"] for one in collection.run("sync", "--json").records[:-1]]


def with_gaps(collection: Collection, sentence: str) -> None:
    collection.file("heart.md").write_text(f"#flashcards\n\n{sentence}\n", "utf-8")


def test_a_gap_that_comes_first_takes_no_history(synced: Collection) -> None:
    with_gaps(synced, "The heart has ==four== chambers and ==two== valves on either side.")
    synced.run("sync")
    (known,) = (id_ for front, id_ in synced.ids().items() if "chambers" in front)
    answer(synced, known, 0)

    with_gaps(synced, "The ==heart== has ==four== chambers and ==two== valves on either side.")
    first = changes(synced)
    with_gaps(synced, "The ==heart== has four chambers and ==two== valves on either side.")
    second = changes(synced)

    fact = synced.run("card", known, "--json").records[0]
    assert (first, second) == (["edited"], ["edited"])
    assert "{{c3::heart}}" in fact["front"]
    assert "{{c2::two}}" in fact["front"]
    assert reviews(synced, known) == [0]
    assert changes(synced) == []
    with_gaps(synced, "The ==heart== has ==four== chambers and ==two== valves on either side.")
    synced.run("sync")
    assert "{{c1::four}}" in synced.run("card", known, "--json").records[0]["front"]
    assert synced.run("doctor").status == 0


def test_a_history_goes_on_where_the_copy_of_a_deleted_text_stands(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    synced.write("copy.md", PRIOR)
    synced.run("sync")

    synced.write("inference.md", "Likelihood: how well a model explains the data")
    synced.run("sync")

    fact = synced.run("card", known, "--json").records[0]
    assert (fact["status"], fact["path"]) == ("active", "copy.md")
    assert reviews(synced, known) == [0]
    assert changes(synced) == []


def test_a_copy_with_a_history_of_its_own_keeps_it(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    synced.write("copy.md", PRIOR)
    synced.run("sync")
    (copy,) = (one["id"] for one in synced.run("cards", "--json").records if one["path"] == "copy.md")
    answer(synced, copy)

    synced.write("inference.md", "Likelihood: how well a model explains the data")
    synced.run("sync")

    assert synced.run("card", known, "--json").records[0]["status"] == "retired"
    assert reviews(synced, copy) == [0]


def unsure(collection: Collection) -> tuple[str, str]:
    """Return the ids of an answered fact that is gone and of one of its two likely heirs."""
    collection.write("maps.md", TIE)
    collection.run("sync")
    old = collection.ids()["Tangent bundle"]
    answer(collection, old)
    collection.write("maps.md", *HEIRS)
    plan = collection.run("sync", "--json").records[:-1]
    listed = [one for one in plan if one["change"] == "ambiguous"]
    assert [one["candidates"] for one in listed] == [[old], [old]]
    return old, listed[0]["id"]


def test_a_look_tells_that_a_link_has_to_wait_for_the_sync(synced: Collection) -> None:
    synced.write("maps.md", TIE)
    synced.run("sync")
    answer(synced, synced.ids()["Tangent bundle"])
    synced.write("maps.md", *HEIRS)

    told = synced.run("sync", "--dry-run").out, synced.run("sync").out

    assert [one.count("(after srs sync: srs link ") for one in told] == [2, 0]
    assert [one.count("(srs link ") for one in told] == [0, 2]


def test_a_link_joins_what_was_unsure_and_stays(synced: Collection) -> None:
    old, new = unsure(synced)

    ran = synced.run("link", old, new, "--json").records

    assert ran == [{"id": old, "reviews": 1, "retired": new, "retired_reviews": 0, "path": "maps.md", "first_line": 3}]
    assert synced.run("card", old, "--json").records[0]["front"] == "Tangent bundles"
    assert changes(synced) == []
    synced.write("maps.md", *reversed(HEIRS))
    assert changes(synced) == []
    synced.file("maps.md").unlink()
    synced.run("sync")
    synced.write("maps.md", *HEIRS)
    synced.run("sync")
    assert synced.run("card", old, "--json").records[0]["status"] == "active"
    assert synced.run("doctor").status == 0


def test_a_link_to_what_has_reviews_of_its_own_is_refused_until_the_user_says_yes(synced: Collection) -> None:
    old, new = unsure(synced)
    answer(synced, new)

    refused = synced.run("link", old, new)
    status = synced.run("card", old, "--json").records[0]["status"]
    done = synced.run("link", old, new, "--yes", "--json")

    assert (refused.status, status) == (3, "retired")
    assert f"srs link {old} {new} --yes" in refused.err
    assert [one["retired_reviews"] for one in done.records] == [1]


def test_the_plan_names_the_link_that_decides(synced: Collection) -> None:
    synced.write("maps.md", TIE)
    synced.run("sync")
    old = synced.ids()["Tangent bundle"]
    synced.write("maps.md", *HEIRS)

    out = synced.run("sync").out

    new = synced.ids()["Tangent bundles"]
    assert "= Tangent bundles  at maps.md:3 may be an edit of" in out
    assert f"(srs link {old} {new})" in out
    assert "2 ambiguous" in out


def test_facts_with_one_front_are_named_by_what_they_stand_below(synced: Collection) -> None:
    note = synced.file("drugs.md")
    note.write_text("# Drugs\n\n## Metformin\n\n- **CI**: eGFR below thirty\n- **SE**: nausea\n", "utf-8")
    synced.run("sync")
    old = next(row["id"] for row in synced.run("cards", "--json").records if row["front"] == "CI")
    synced.run("answer", old, "good")
    note.write_text(
        "# Drugs\n\n## Metformin\n\n- **SE**: nausea\n\n## Gliclazide\n\n- **CI**: eGFR below ten\n", "utf-8"
    )

    out = synced.run("sync").out

    assert "- Metformin › CI" in out
    assert "+ Gliclazide › CI" in out
    assert f"    Metformin › CI  (srs link {old} " in out
    assert "Metformin › CI" in synced.run("link").out


def test_what_is_unsure_stays_listed_until_it_is_decided(synced: Collection) -> None:
    old, new = unsure(synced)
    other = synced.ids()["Tangents bundle"]

    listed = synced.run("link", "--json").records
    shown = synced.run("link").out

    assert [(one["id"], one["candidates"]) for one in listed] == [(new, [old]), (other, [old])]
    assert f"(srs link {old} {new})" in shown
    assert synced.run("link", "--none", other, "--json").records == [{"id": other, "unsure": False}]
    assert [one["id"] for one in synced.run("link", "--json").records] == [new]
    synced.run("link", old, new)
    assert (
        synced.run("link").out
        == "Nothing is unsure. To join two facts: srs link OLD NEW; what is gone: srs cards --all is:retired\n"
    )


def test_a_fact_that_was_never_answered_is_not_listed(synced: Collection) -> None:
    synced.write("maps.md", TIE)
    synced.run("sync")
    synced.write("maps.md", *HEIRS)
    synced.run("sync")

    assert synced.run("link", "--json").records == []


def test_one_id_alone_is_linked_with_nothing(synced: Collection) -> None:
    ran = synced.run("link", "abc")

    assert ran.status == 2
    assert "srs link OLD NEW" in ran.err


def test_what_stands_in_the_notes_is_not_linked(synced: Collection) -> None:
    ids = synced.ids()

    ran = synced.run("link", ids["Prior"], ids["Entropy"])

    assert ran.status == 2
    assert "still stands in the notes" in ran.err


def test_an_unlinked_edit_begins_at_zero_and_the_old_text_comes_back_with_its_history(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    likelihood = "Likelihood: how well a model explains the data"
    synced.write("inference.md", "Prior: the head of a monastery that has no abbot", likelihood)
    assert changes(synced) == ["edited"]

    (parted,) = synced.run("unlink", known, "--json").records

    assert (parted["retired"], parted["retired_reviews"], parted["reviews"]) == (known, 1, 0)
    assert synced.run("card", known, "--json").records[0]["back"] == "what is believed before any data is seen"
    assert changes(synced) == []
    synced.write("back.md", PRIOR)
    assert changes(synced) == ["revived"]
    assert synced.run("doctor").status == 0


def test_a_fact_that_never_changed_has_nothing_to_unlink(synced: Collection) -> None:
    ran = synced.run("unlink", synced.ids()["Prior"])

    assert ran.status == 2
    assert "srs reset" in ran.err


def test_a_reset_fact_begins_at_zero_and_no_review_is_lost(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)

    (done,) = synced.run("reset", known, "--json").records

    assert (done["retired"], done["retired_reviews"], done["reviews"]) == (known, 1, 0)
    assert len(synced.run("history", "--json").records) == 1
    assert changes(synced) == []
    synced.write("inference.md", "Prior: what is believed before the data is seen")
    synced.run("sync")
    assert synced.run("card", done["id"], "--json").records[0]["status"] == "active"
    assert synced.run("card", known, "--json").records[0]["status"] == "retired"
    assert synced.run("doctor").status == 0


def test_a_copy_of_a_reset_text_does_not_bring_the_old_history_back(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    synced.run("reset", known)
    synced.write("copy.md", PRIOR)

    assert changes(synced) == ["created"]


def test_a_copy_of_an_unlinked_text_does_not_bring_the_old_fact_back(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    other = "Prior: the head of a monastery that has no abbot"
    synced.write("inference.md", other, "Likelihood: how well a model explains the data")
    synced.run("sync")
    synced.run("unlink", known)
    synced.write("copy.md", other)

    assert changes(synced) == ["created"]


def test_a_rejected_or_suspended_fact_stays_so_when_it_is_reset(synced: Collection) -> None:
    ids = synced.ids()
    synced.run("reject", ids["Prior"])
    synced.run("suspend", ids["Entropy"])

    rejected = synced.run("reset", ids["Prior"], "--json").records[0]["id"]
    suspended = synced.run("reset", ids["Entropy"], "--json").records[0]["id"]

    assert synced.run("card", rejected, "--json").records[0]["status"] == "held"
    assert synced.run("card", suspended, "--json").records[0]["cards"][0]["suspended"] is True


def test_a_rejected_fact_that_is_linked_is_in_the_drill(synced: Collection) -> None:
    old = synced.ids()["Prior"]
    synced.run("reject", old)
    synced.write("inference.md", "Posterior: what follows from all of it once the data are in")
    synced.run("sync")

    synced.run("link", old, synced.ids()["Posterior"])

    assert synced.run("card", old, "--json").records[0]["status"] == "active"
    assert changes(synced) == []


def test_a_history_goes_on_in_a_copy_whose_note_changed_at_the_same_time(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    answer(synced, known)
    synced.write("copy.md", PRIOR)
    synced.write("third.md", PRIOR)
    synced.run("sync")

    synced.write("inference.md", "Likelihood: how well a model explains the data")
    synced.write("copy.md", "Posterior: what is believed once the data are in", PRIOR)
    synced.file("third.md").unlink()
    synced.run("sync")

    fact = synced.run("card", known, "--json").records[0]
    assert (fact["status"], fact["path"]) == ("active", "copy.md")
    assert changes(synced) == []


def test_a_gap_with_an_endless_number_is_text(synced: Collection) -> None:
    synced.file("long.md").write_text(
        f"The {{{{c{'9' * 5000}::heart}}}} pumps {{{{c1::blood}}}} through it.\n", "utf-8"
    )

    ran = synced.run("sync", "--json")

    assert ran.status == 0
    assert [one["change"] for one in ran.records[:-1]] == ["created"]


def asked(collection: Collection, typed: str) -> tuple[int, str]:
    """Sync in a terminal of its own and type at the question; return exit status and screen."""
    with in_terminal("-C", collection.folder, "sync", SRS_NOW="2026-03-02T09:00:00+00:00") as (process, ours):
        shown = read_until("decide later", ours)
        os.write(ours, typed.encode())
        status = process.wait(PATIENCE)
        rest = os.read(ours, 65536)
    return status, shown + rest.decode("utf-8", "replace")


def doubted(collection: Collection) -> str:
    collection.write("maps.md", TIE)
    collection.run("sync")
    old = collection.ids()["Tangent bundle"]
    answer(collection, old)
    collection.write("maps.md", *HEIRS)
    return old


@pytest.mark.parametrize(("typed", "status"), [("1\n", "active"), ("0\n", "retired"), ("x\n7\n1\n", "active")])
def test_a_terminal_asks_which_fact_a_text_was(synced: Collection, typed: str, status: str) -> None:
    old = doubted(synced)

    ended, screen = asked(synced, typed if status == "active" else typed * 2)

    assert ended == 0
    assert "Which of these was the text at maps.md:3?" in screen
    assert synced.run("card", old, "--json").records[0]["status"] == status
    assert synced.run("link", "--json").records == []


def test_a_question_that_is_left_changes_nothing_more_and_says_what_was_done(synced: Collection) -> None:
    old = doubted(synced)

    ended, screen = asked(synced, "\x04")

    assert ended != 0
    assert "The plan was carried out; what is not decided stays in the list: srs link" in screen
    assert synced.run("card", old, "--json").records[0]["status"] == "retired"
    assert changes(synced) == []


@pytest.mark.parametrize(
    "command", [("link",), ("link", "k3xw", "7qpa"), ("link", "--none", "7qpa"), ("unlink", "k3xw"), ("reset", "k3xw")]
)
def test_a_correction_begins_no_collection(notes: Collection, command: tuple[str, ...]) -> None:
    ran = notes.run(*command)

    assert ran.status == 2
    assert "There is no collection in" in ran.err
    assert not (notes.folder / ".srs").exists()
