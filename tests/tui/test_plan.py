"""The plan on a screen: what a sync would do, its questions answered by keys, and then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alone import look
from command import definitions

if TYPE_CHECKING:
    from command import Collection

TIE = "Tangent bundle: all tangent spaces of the manifold taken together as one space"
HEIRS = (
    "Tangent bundles: all tangent spaces of a manifold taken together as one set",
    "Tangents bundle: all tangent spaces of every manifold taken together as one thing",
)


def plan(collection: Collection, *keys: str, **wanted: object) -> list[str]:
    return look(collection, lambda screens: screens.plan(), *keys, **wanted)


@pytest.fixture
def unsure(synced: Collection) -> Collection:
    """Return a collection in which an answered fact has two likely heirs, before it is synced."""
    synced.write("maps.md", TIE)
    synced.run("sync")
    synced.run("answer", synced.ids()["Tangent bundle"], "good")
    synced.write("maps.md", *HEIRS)
    return synced


def states(collection: Collection) -> dict[str, str]:
    """Return the state of each fact in the notes by its front."""
    return {fact["front"]: fact["cards"][0]["state"] for fact in collection.run("cards", "--json").records}


def test_a_plan_is_shown_note_by_note_and_nothing_is_done_yet(synced: Collection) -> None:
    synced.write("inference.md", "Prior: what was believed before any data came in sight")
    synced.write("new.md", "Posterior: what is believed once the data is seen")
    before = synced.ids()

    (shown,) = plan(synced)

    assert "inference.md (2 facts)" in shown
    assert "  ~ Prior  (reworded)" in shown
    assert "  - Likelihood" in shown
    assert "  + Posterior" in shown
    assert "Would be: 1 created, 1 edited, 1 retired, 2 unchanged" in " ".join(shown.split())
    assert synced.ids() == before


def test_cards_that_new_settings_bring_are_told_in_a_line(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[[folder]]\npath = "*"\nreverse = true\n', "utf-8")

    (shown,) = plan(synced)

    assert "  * 4 cards more of facts that were there" in shown
    assert "Would be: 4 cards added, 0 unchanged" in " ".join(shown.split())


def test_an_edit_is_told_word_by_word(synced: Collection) -> None:
    synced.write(
        "inference.md",
        "Prior: what is believed after any data is seen",
        "Likelihood: how well a model explains the data",
    )

    coloured, plain = plan(synced)[-1], plan(synced, colour=False)[-1]

    assert "what is believed before after any data is seen" in coloured
    assert "[-before-]{+after+}" in plain


def test_texts_without_a_history_to_lose_are_told_and_not_asked_about(synced: Collection) -> None:
    synced.write("maps.md", TIE)
    synced.write("wheels.md", TIE.replace("Tangent", "Balance").replace("spaces", "wheels"))
    synced.run("sync")
    synced.run("answer", synced.ids()["Tangent bundle"], "good")
    synced.write("maps.md", *HEIRS)
    synced.write("wheels.md", *(one.replace("Tangent", "Balance").replace("spaces", "wheels") for one in HEIRS))

    (shown,) = plan(synced)

    assert "Which facts were these? (2 facts)" in shown
    assert "  * 2 texts not asked about: no history to lose, taken as new" in shown
    assert "4 ambiguous" in shown


def test_a_plan_is_carried_out_with_one_key(synced: Collection) -> None:
    synced.write("new.md", "Posterior: what is believed once the data is seen")

    shown = plan(synced, "a")[-1]

    assert "Posterior" in synced.ids()
    assert "1 created, 4 unchanged" in shown
    assert "The cards agree with the notes: nothing to do." in shown
    assert synced.run("sync", "--check").status == 0


def test_a_text_that_is_unsure_is_joined_to_what_it_was(unsure: Collection) -> None:
    asked, decided, done = plan(unsure, "1", "a")

    assert "Which facts were these?" in asked
    assert "= Tangent bundles  (which was it?)" in asked
    assert "= Tangent bundles  (it was 1)" in decided
    assert "1 ambiguous" in done  # the other is still open
    assert "1 fact joined" in done
    assert "Tangents bundle" not in done  # its candidate is taken
    found = states(unsure)
    assert (found["Tangent bundles"], found["Tangents bundle"]) == ("learning", "new")


def test_a_text_that_was_none_of_them_is_asked_about_no_more(unsure: Collection) -> None:
    plan(unsure, "0", "0", "a")

    assert unsure.run("link", "--json").records == []
    assert states(unsure)["Tangents bundle"] == "new"


def test_the_same_key_again_takes_a_decision_back(unsure: Collection) -> None:
    assert "0 of 2 decided" in plan(unsure, "1", "k", "1")[-1]


def test_a_fact_goes_on_as_one_text_alone(unsure: Collection) -> None:
    shown = plan(unsure, "1", "1")[-1]

    assert "= Tangent bundles  (which was it?)" in shown
    assert "= Tangents bundle  (it was 1)" in shown


def test_copies_that_give_way_are_a_line_that_is_no_loss(notes: Collection) -> None:
    term = "Entropy: the mean surprise of a source of symbols"
    notes.write("old.md", term)
    notes.file("information.md").unlink()
    notes.run("sync")
    notes.run("answer", notes.ids()["Entropy"], "good")
    notes.write("zcopy.md", term)
    notes.run("sync")
    notes.file("old.md").unlink()

    *_, last = plan(notes, "j")

    assert "  - 1 copy that was never answered gives way" in last
    assert "The fact that was copied goes on here, with its history." in last


def test_a_question_is_seen_whole_with_its_candidate_and_the_new_text(unsure: Collection) -> None:
    (shown,) = plan(unsure, size=(80, 24), colour=False)

    below = shown.split("Which was it?")[1]
    assert "Tangent [-bundle-]{+bundles+}" in below
    assert "1  maps.md:3" in below
    assert "now  maps.md:3" in below
    assert "all tangent spaces of a manifold taken together as one set" in below


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
def test_how_many_questions_are_open_is_told_on_small_screens_too(unsure: Collection, size: tuple[int, int]) -> None:
    assert "1 of 2 decided" in plan(unsure, "1", size=size)[-1]


def test_the_key_that_scrolls_is_named_while_there_is_more_below(unsure: Collection) -> None:
    first, *_, last = plan(unsure, *"JJJJJJJJJJJJJJJJJJJJ", size=(40, 20))

    assert first.splitlines()[-1].startswith("J more  ")
    assert "J more" not in last
    assert "one set" in last
    assert "J more" not in plan(unsure, size=(120, 50))[-1]


def test_what_was_unsure_at_an_earlier_sync_can_be_decided(unsure: Collection) -> None:
    unsure.run("sync")

    plan(unsure, "1", "a")

    assert states(unsure)["Tangent bundles"] == "learning"


def test_a_plan_that_looks_like_an_accident_is_asked_about(synced: Collection) -> None:
    synced.write("many.md", *definitions(30))
    synced.run("sync")
    synced.file("many.md").unlink()

    _, asked, left, _, done = plan(synced, "a", "n", "a", "y")

    assert "Carry it out all the same?" in asked
    assert "Carry it out" not in left
    assert "30 retired, 4 unchanged" in done


def test_notes_that_go_on_changing_are_read_again(synced: Collection) -> None:
    synced.write("new.md", "Posterior: what is believed once the data is seen")

    shown = plan(synced, lambda: synced.file("new.md").unlink(), "r")[-1]

    assert "nothing to do" in shown


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
def test_it_fits_every_terminal(unsure: Collection, size: tuple[int, int]) -> None:
    (shown,) = plan(unsure, size=size)

    assert "Tangent bundles" in shown
    assert "? help" in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())


def test_nothing_of_a_note_steers_the_terminal(synced: Collection) -> None:
    synced.write(
        "evil\x1b]0;title\x07.md", "Bell\x07 and \x1b[2J escape: what \x9b31m clears \x1b]52;c;eA==\x07 everything"
    )

    shown = "".join(plan(synced, "j"))

    assert not [sign for sign in shown if sign < " " and sign != "\n"]
    assert "\x9b" not in shown
