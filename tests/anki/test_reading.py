"""Reviews that were made in the real Anki come back."""

from __future__ import annotations

import os
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from anki_world import World
from command import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="the anki package is not installed")

CARDS = int(os.environ.get("SRS_ROUND_TRIP", "25"))
"""How many cards; the figures in docs/anki.md are of more, and of a longer time."""
ROUNDS = 7 if CARDS == 25 else 16
KINDS = ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg", "copy")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def a_life(ids: list[str], rounds: int, random: Random) -> Iterator[list[Any]]:
    """Yield what a user may do with cards over some weeks."""
    for _ in range(rounds):
        for one in ids:
            act = random.random()
            if act < 0.6:
                yield ["answer", one, random.choice((1, 2, 3, 3, 3, 4))]
            elif act < 0.65:
                yield ["cram", one, random.choice((1, 3)), False]
            elif act < 0.7:
                yield ["cram", one, random.choice((2, 3)), True]
            elif act < 0.74:
                yield ["forget", one]
            elif act < 0.78:
                yield ["answer", one, 3]
                yield ["undo"]
            elif act < 0.82:
                yield ["bury", one]
        yield ["age", random.choice((0, 1, 1, 3, 8))]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_was_done_in_anki_gives_the_same_states_here(world: World, kind: str) -> None:
    ids = world.begin(CARDS)
    marks = [["suspend", ids[1]], ["flag", ids[2], 3], ["tag", ids[3], "marked mine"]]
    due = [
        ["answer", ids[4], 4],
        ["set_due", ids[4], "9"],
        ["answer", ids[5], 4],
        ["set_due", ids[5], "12!"],
    ]

    rest = [["grade_now", ids[6], 3], ["retain", 0.85]]

    file = world.use(*a_life(ids, ROUNDS, Random(kind)), *marks, *due, *rest, kind=kind)
    came = world.bring(file)

    print(
        f"{len(world.told['cards'])} cards, {came['answers']} answers, {came['by_hand']} changes by hand: {world.differences()}"
    )
    assert world.differences() == []
    assert came["answers"] > 80
    assert came["crammed"] > 0
    assert (came["suspended"], came["flagged"], came["tags"], came["unreadable"]) == (1, 1, 2, 0)
    before = world.everything()
    counts = world.bring(file)
    assert world.everything() == before
    assert sum(counts[name] for name in ("answers", "by_hand", "taken_back", "again", "tags", "flagged")) == 0
    assert world.run("doctor").status == 0
    assert [one["id"] for one in world.run("cards", "tag:marked", "--json").records] == [ids[3]]


def test_an_answer_taken_back_in_anki_since_vanishes_and_comes_back(world: World) -> None:
    one, *rest = world.begin(12)
    answers = [["answer", each, 3] for each in (*rest, one)]
    before = world.folder / "before.apkg"
    after = world.use(*answers, ["give", str(before), "new.apkg"], ["undo"])
    assert world.bring(before)["answers"] == 12

    taken_back = world.bring(after)

    assert (taken_back["taken_back"], taken_back["schedules"]) == (1, 1)
    assert world.cards()[one, 0]["state"] == "new"
    assert world.differences() == []
    assert "undone" in world.run("history", "--json").out
    again = world.bring(world.use(["answer", one, 1]))
    assert (again["answers"], again["taken_back"]) == (1, 0)
    assert world.differences() == []


def test_a_copy_without_most_of_the_answers_takes_nothing_back_but_with_yes(world: World) -> None:
    ids = world.begin(30)
    world.bring(world.use(*(["answer", one, 3] for one in ids)))
    other = world.folder / "other.apkg"
    world.phone(
        ["take_in", str(world.folder / "out.apkg")],
        ["answer", ids[0], 2],
        ["give", str(other), "new.apkg"],
        name="other",
    )

    counts = world.bring(other)

    assert (counts["answers"], counts["taken_back"], counts["missing"]) == (1, 0, 30)
    assert world.bring(world.use(["answer", ids[1], 3]))["answers"] == 1
    world.phone(["pause", 0.01], ["give", str(other), "new.apkg"], name="other")
    assert world.bring(other, "--yes")["taken_back"] == 31
    assert world.bring(world.use(["pause", 0.01]))["again"] == 31


def test_marks_and_tags_are_taken_where_they_changed_in_anki(world: World) -> None:
    ids = world.begin(6)
    first = world.use(["suspend", ids[0]], ["flag", ids[1], 2], ["tag", ids[2], "mine"])
    world.bring(first)
    assert world.cards()[ids[0], 0]["suspended"]
    for arguments in (
        ("unsuspend", ids[0]),
        ("flag", "--flag", 5, ids[1]),
        ("suspend", ids[3]),
        ("flag", "--flag", 4, ids[4]),
    ):
        assert world.run(*arguments).status == 0

    unchanged = world.bring(world.use(["pause", 0.01]))

    assert [unchanged[name] for name in ("suspended", "unsuspended", "flagged", "tags")] == [0, 0, 0, 0]
    changed = world.bring(
        world.use(
            ["unsuspend", ids[0]],
            ["suspend", ids[5]],
            ["flag", ids[1], 3],
            ["untag", ids[2], "mine"],
            ["tag", ids[3], "exam::now"],
        )
    )
    assert [changed[name] for name in ("suspended", "unsuspended", "flagged", "tags")] == [1, 0, 1, 2]
    cards = world.cards()
    assert [cards[one, 0]["suspended"] for one in ids] == [0, 0, 0, 1, 0, 1]
    assert [cards[one, 0]["flag"] for one in ids] == [0, 3, 0, 0, 4, 0]
    assert [one["id"] for one in world.run("cards", "tag:exam", "--json").records] == [ids[3]]
    assert world.run("cards", "tag:mine").out == "No card matches. There is no tag mine.\n"
    assert [world.bring(first)[name] for name in ("suspended", "flagged", "tags")] == [0, 0, 0]


def test_a_tag_given_in_anki_outlasts_an_edit_of_the_note(world: World) -> None:
    ids = world.begin(3)
    world.bring(world.use(["tag", ids[0], "mine"]))
    text = world.srs.file("words.md").read_text("utf-8")
    world.srs.file("words.md").write_text(text.replace("wheels and a handle", "wheels and two handles"), "utf-8")

    assert world.run("sync").status == 0

    (record,) = world.run("cards", "tag:mine", "--json").records
    assert (record["id"], record["tags"]) == (ids[0], ["mine"])
    assert "mine" in world.run("cards", "mine", "--json").out


def test_an_edit_in_anki_is_reported_and_not_taken(world: World) -> None:
    ids = world.begin(3)
    before = [row[:-2] for row in world.everything()[3]]

    ran = world.run(
        "import", world.use(["edit", ids[0], "Back", "<b>something else</b>"], ["tag", ids[1], "x"]), "--json"
    )

    assert [(one["id"], one["edited"]) for one in ran.records[:-1]] == [(ids[0], True), (ids[1], False)]
    assert [row[:-2] for row in world.everything()[3]] == before


@pytest.mark.parametrize("is_there", [True, False])
def test_a_tag_given_in_anki_to_a_note_with_an_image_is_no_edit(world: World, is_there: bool) -> None:
    world.srs.write("words.md", "Wheel: a round thing ![with spokes](wheel.png) ![[hub.png]] that turns")
    for name in ("wheel.png", "hub.png") if is_there else ():
        world.srs.file(name).write_bytes(b"\x89PNG")
    world.read()
    [fact] = world.srs.ids().values()
    world.run("export", "-o", world.folder / "out.apkg")
    world.phone(["take_in", str(world.folder / "out.apkg")])

    ran = world.run("import", world.use(["tag", fact, "mine"]), "--json")

    assert [(one["tags_added"], one["edited"]) for one in ran.records[:-1]] == [(["mine"], False)]


def test_cards_of_other_decks_are_counted_and_left(world: World) -> None:
    world.begin(2)

    ran = world.run(
        "import", world.use(["add", "Question", "Answer", "Spanish::Verbs"], ["answer_added", "Question", 3])
    )

    assert ran.status == 0
    assert "1 card of other decks (Spanish::Verbs 1): left" in ran.out
    assert world.everything()[0] == []


def test_a_file_of_another_collection_asks_for_the_folder(world: World) -> None:
    world.begin(2)
    other = Collection(world.folder / "other")
    other.write("other.md", "Kernel: the part of an operating system that is always in memory")
    assert other.run("sync").status == 0

    ran = other.run("import", world.use())

    assert ran.status == 0
    assert ran.out.startswith("The file has 2 notes, and none is a fact of this collection. Are you in its folder?")


def test_what_was_answered_here_and_there_makes_one_schedule(world: World) -> None:
    ids = world.begin(4)
    file = world.use(*(["answer", one, 4] for one in ids), ["age", 3], ["answer", ids[0], 3], ["age", 2])
    assert world.run("answer", ids[0], "2").status == 0
    assert world.run("answer", ids[1], "3").status == 0

    world.bring(file)

    cards = world.cards()
    assert [cards[one, 0]["reps"] for one in ids] == [3, 2, 1, 1]
    assert world.run("doctor").status == 0
    undone = world.run("undo")
    assert undone.status == 0
    assert world.cards()[ids[1], 0]["reps"] == 1
    assert world.bring(file)["answers"] == 0


def test_facts_that_are_gone_from_the_notes_get_their_answers_too(world: World) -> None:
    ids = world.begin(3)
    lines = world.srs.file("words.md").read_text("utf-8").splitlines()
    world.srs.file("words.md").write_text("\n".join(lines[:-1]) + "\n", "utf-8")
    assert world.run("sync").status == 0

    counts = world.bring(world.use(["answer", ids[-1], 3]))

    assert counts["answers"] == 1
    world.srs.file("words.md").write_text("\n".join(lines) + "\n", "utf-8")
    assert world.run("sync").status == 0
    assert world.cards()[ids[-1], 0]["reps"] == 1


def test_a_dry_run_changes_nothing_and_tells_the_same(world: World) -> None:
    ids = world.begin(3)
    file = world.use(["answer", ids[0], 3], ["suspend", ids[1]], ["tag", ids[2], "mine"])
    before = world.everything()

    looked = world.run("import", file, "--dry-run")

    assert world.everything() == before
    done = world.run("import", file)
    assert looked.out.replace("Would take over", "Took over") == done.out
    assert "(1 answer)" in done.out
    assert "+#mine" in done.out
    assert "Nothing new" in world.run("import", file).out


def test_what_was_exported_is_nothing_new_however_many_answers_share_a_millisecond(world: World) -> None:
    ids = world.begin(12, answered=True)

    ran = world.run("import", world.use())

    assert "Nothing new (12 facts known there, too)" in ran.out
    assert len(world.run("history", "--json").records) == 12 + 12 + 5
    assert world.bring(world.use(["answer", ids[0], 3]))["answers"] == 1


def test_a_note_that_was_deleted_in_anki_is_told(world: World) -> None:
    ids = world.begin(3)
    world.bring(world.use(["answer", ids[0], 3]))

    ran = world.run("import", world.use(["delete", ids[0]], kind="new.colpkg"), "--json")

    assert [one["id"] for one in ran.records[:-1] if one["change"] == "deleted"] == [ids[0]]
    assert ran.records[-1]["counts"]["taken_back"] == 0
    told = world.run("import", world.use(kind="old.colpkg")).out
    assert "next export brings it back" in told
    assert f"is no more in Anki  ({ids[0]})" in told
    assert world.cards()[ids[0], 0]["reps"] == 1


def test_a_package_without_scheduling_takes_nothing_away(world: World) -> None:
    ids = world.begin(3)
    world.bring(
        world.use(["answer", ids[0], 3], ["suspend", ids[1]], ["flag", ids[2], 2], ["tag", ids[0], "marked mine"])
    )
    before = world.everything()

    assert "Nothing new" in world.run("import", world.use(kind="bare.apkg")).out

    assert world.everything()[:4] == before[:4]


def test_a_tag_given_in_anki_goes_there_again_with_what_changed_in_the_notes(world: World) -> None:
    ids = world.begin(2)
    world.bring(world.use(["tag", ids[0], "mine"]))
    text = world.srs.file("words.md").read_text("utf-8")
    world.srs.file("words.md").write_text(text.replace("wheels and a handle", "wheels and two handles"), "utf-8")
    assert world.run("sync").status == 0
    assert world.run("export", "-o", world.folder / "out.apkg").status == 0

    counts = world.bring(world.use(["take_in", str(world.folder / "out.apkg")]))

    assert counts["tags"] == 0
    assert [one["id"] for one in world.run("cards", "tag:mine", "--json").records] == [ids[0]]
    assert world.run("export", "--no-scheduling", "--format", "json", "-o", world.folder / "shared.jsonl").status == 0
    assert "mine" not in (world.folder / "shared.jsonl").read_text("utf-8")


def test_what_was_learned_here_goes_on_in_anki_and_comes_back(world: World) -> None:
    ids = world.begin(20, answered=True)
    assert world.differences() == []
    life = [step for step in a_life(ids, 3, Random(5)) if step[0] != "age"]

    counts = world.bring(world.use(*life))

    assert counts["answers"] > 20
    assert world.differences() == []
    assert world.run("doctor").status == 0
