"""The history of a deck that real Anki made comes to the facts that say the same."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from anki_world import World

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="the anki package is not installed")

NOTE = """\
# Words

- **Entropy**: the mean surprise of a source of symbols
- **Prior**: what is believed before any data is seen
- **Recall $x_1$**: the share of what is wanted that is found

Q: What is a prior?
A: A belief that holds before any data

The {{c1::mitochondrion}} is the {{c2::powerhouse}} of the cell.
"""
AGAIN = "# More\n\n- **Prior**: the head of an abbey\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.srs.file("a.md").parent.mkdir(parents=True)
    made.srs.file("a.md").write_text(NOTE, "utf-8")
    assert made.run("sync").status == 0
    return made


def test_fronts_that_are_facts_here_bring_their_answers(world: World) -> None:
    file = world.use(
        ["add", "<b>entropy</b>", "something I wrote"],
        ["add", r"Recall \(x_1\)", "the share"],
        ["add", "Nowhere", "to be found", "Spanish"],
        ["add", "The {{c2::mitochondrion}} is the {{c1::powerhouse}} of the&nbsp;cell.", "", "Biology", "Cloze"],
        ["answer_added", "<b>entropy</b>", 4],
        ["answer_added", r"Recall \(x_1\)", 3],
        ["answer_added", "The {{c2::mitochondrion}} is the {{c1::powerhouse}} of the&nbsp;cell.", 4],
        ["age", 12],
        ["answer_added", "<b>entropy</b>", 2],
        ["suspend_added", "<b>entropy</b>"],
    )

    counts = world.bring(file, "--from", "anki-deck")

    assert (counts["answers"], counts["known"], counts["others"], counts["unsure"]) == (4, 3, 1, 0)
    ids = world.srs.ids()
    cards = world.cards()
    assert (cards[ids["Entropy"], 0]["reps"], cards[ids["Entropy"], 0]["suspended"]) == (2, 0)
    theirs = {round(one["stability"], 2) for one in world.told["cards"] if one["stability"]}
    assert round(cards[ids["Entropy"], 0]["stability"], 2) in theirs
    sentence = next(one for front, one in ids.items() if "mitochondrion" in front)
    assert [cards[sentence, ord_]["reps"] for ord_ in (0, 1)] == [0, 1]
    before = world.everything()[:4]
    assert world.bring(file, "--from", "anki-deck")["answers"] == 0
    assert world.everything()[:4] == before
    assert world.run("doctor").status == 0


def test_fronts_that_several_have_are_told_apart_by_the_back_or_listed(world: World) -> None:
    world.srs.file("b.md").write_text(AGAIN, "utf-8")
    assert world.run("sync").status == 0
    file = world.use(
        ["add", "Prior", "the head of an <i>abbey</i>"],
        ["answer_added", "Prior", 3],
        ["add", "Entropy", "one"],
        ["add", "Entropy", "two"],
    )

    ran = world.run("import", file, "--from", "anki-deck", "--json")

    reviews, *unsure = ran.records[:-1]
    assert (reviews["path"], reviews["answers"]) == ("b.md", 1)
    assert [(one["change"], one["text"]) for one in unsure] == [("unsure", "Entropy")] * 2
    assert "may be one of" in world.run("import", file, "--from", "anki-deck").out


def test_cards_that_came_from_here_are_no_other_deck(world: World) -> None:
    assert world.run("export", "-o", world.folder / "out.apkg").status == 0
    ids = world.srs.ids()
    file = world.use(["take_in", str(world.folder / "out.apkg")], ["answer", ids["Entropy"], 3])

    assert world.bring(file, "--from", "anki-deck")["answers"] == 0
    assert world.bring(file)["answers"] == 1


def test_notes_that_srs_made_are_named_with_the_way_to_take_them(world: World) -> None:
    assert world.run("export", "-o", world.folder / "out.apkg").status == 0
    file = world.use(["take_in", str(world.folder / "out.apkg")])

    ran = world.run("import", file, "--from", "anki-deck")

    assert "5 notes that srs made: left (without --from their answers are taken over)" in ran.out
    assert "other decks" not in ran.out
