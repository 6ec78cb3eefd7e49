"""Drills over several presets: limits, burying, leeches, look-alikes, balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, answer, card, new_store, say

from srs.app.answers import give_again, take_back
from srs.app.drill import Drill, Wish
from srs.model import FactId, Rating, Way
from srs.reconcile.fingerprint import mint_id
from srs.schedule import LeechAction, NewOrder, Preset
from srs.schedule.presets import NamedPreset, Presets
from srs.store.cards import due_days
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.model import Draft
    from srs.store.open import Store

WORDS = [
    "amber",
    "basil",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heron",
    "inlet",
    "jumbo",
    "kayak",
    "lemon",
    "mango",
    "nylon",
    "olive",
    "piano",
]
NOTES = [
    *(
        fact(word, f"{word} in another language", line=number, deck="words::de").draft
        for number, word in enumerate(WORDS[:8], 1)
    ),
    *(
        fact(word, f"what {word} is", line=number, path="b.md", tags=("exam::may",)).draft
        for number, word in enumerate(WORDS[8:], 1)
    ),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()


def known(draft: Draft) -> FactId:
    return mint_id(draft.front, draft.back)


def asked(store: Store, presets: Presets, at: int = NOW) -> list[str]:
    """Drill to the end with easy answers, and return the fronts in the order in which they were asked."""
    drill = Drill(store, presets, CLOCK, Wish(), at)
    fronts = []
    while (question := drill.question(at)) is not None:
        fronts.append(question.fact.draft.front)
        drill.answer(Rating.EASY, at, 0)
    return fronts


def test_each_preset_has_its_own_limit_and_settings(store: Store) -> None:
    say(store, NOTES)
    presets = Presets(
        Preset(new_per_day=0),
        (
            NamedPreset("words", Preset(new_per_day=3), deck="words"),
            NamedPreset("exam", Preset(new_per_day=2, new_order=NewOrder.ADDED), tag="exam"),
        ),
    )

    fronts = asked(store, presets)

    assert sorted(fronts) == sorted([*WORDS[:3], *WORDS[8:10]])
    assert asked(store, presets) == []
    assert len(asked(store, presets, NOW + DAY)) == 5


def test_conditions_of_presets_part_the_cards(store: Store) -> None:
    say(store, NOTES)
    for one in NOTES:
        answer(store, known(one), Rating.EASY)
    presets = Presets(
        Preset(), (NamedPreset("words", Preset(), deck="words"), NamedPreset("all of may", Preset(), tag="exam::may"))
    )

    counts = [sum(due_days(store, 0, 10**6, cards_of_preset(presets, one.name)).values()) for one in presets]

    assert counts == [8, 8, 0]


def test_a_fact_gives_one_card_a_day_over_several_sittings(store: Store) -> None:
    say(store, [fact("Entropy", "the mean surprise of a source", way=Way.BOTH).draft])
    presets = Presets(Preset())

    assert asked(store, presets) == ["Entropy"]
    assert asked(store, presets, NOW + 60_000) == []
    assert asked(store, presets, NOW + DAY) == ["Entropy"]


def test_siblings_follow_at_once_where_that_is_wanted(store: Store) -> None:
    say(store, [fact("Entropy", "the mean surprise of a source", way=Way.BOTH).draft])

    assert asked(store, Presets(Preset(bury_new=False))) == ["Entropy", "Entropy"]


def test_look_alikes_do_not_follow_each_other(store: Store) -> None:
    pairs = [("mean of the first sample", "a"), ("mean of the second sample", "b")]
    others = [(word, "c") for word in WORDS[:6]]
    drafts = [
        fact(front, f"{back} {front}", line=number).draft for number, (front, back) in enumerate([*pairs, *others])
    ]
    say(store, drafts)

    fronts = asked(store, Presets(Preset()))

    assert abs(fronts.index(pairs[0][0]) - fronts.index(pairs[1][0])) > 4


def lapse(store: Store, times: int, presets: Presets) -> tuple[Drill, int]:
    """Fail the only card of a store on as many days; return the last drill and its time."""
    at = NOW
    (draft,) = NOTES[:1]
    answer(store, known(draft), Rating.EASY, at)
    for _ in range(times - 1):
        at += 60 * DAY
        answer(store, known(draft), Rating.AGAIN, at)
        at += DAY
        answer(store, known(draft), Rating.EASY, at)
    at += 200 * DAY
    return Drill(store, presets, CLOCK, Wish(), at), at


@pytest.mark.parametrize("action", LeechAction)
def test_a_card_that_lapses_again_and_again_is_a_leech(store: Store, action: LeechAction) -> None:
    say(store, NOTES[:1])
    presets = Presets(Preset(leech_threshold=3, leech_action=action))
    drill, at = lapse(store, 3, presets)
    assert drill.question(at) is not None

    answered = drill.answer(Rating.AGAIN, at, 0)

    assert answered is not None
    assert answered.leech is action
    suspended = action is LeechAction.SUSPEND
    assert card(store, known(NOTES[0])).suspended is suspended
    assert (drill.question(at + 700_000) is None) is suspended
    take_back(store, presets, CLOCK, at)
    assert not card(store, known(NOTES[0])).suspended
    give_again(store, presets, CLOCK)
    assert card(store, known(NOTES[0])).suspended is suspended


def test_cards_answered_on_one_day_are_spread_over_the_days(store: Store) -> None:
    drafts = [
        fact(f"{one} {other}", f"what {one} {other} is", line=number).draft
        for number, (one, other) in enumerate((a, b) for a in WORDS[:10] for b in WORDS[:10])
    ]
    say(store, drafts)

    def fullest(presets: Presets) -> int:
        asked(store, presets)
        days = due_days(store, 0, 10**6)
        return max(days.values())

    many = Preset(new_per_day=100)
    assert fullest(Presets(many)) <= 36


def test_redo_gives_the_last_answer_of_a_drill_again(store: Store) -> None:
    say(store, NOTES[:2])
    drill = Drill(store, Presets(Preset()), CLOCK, Wish(), NOW)
    first = drill.question(NOW)
    assert first is not None
    drill.answer(Rating.EASY, NOW, 0)
    drill.undo(NOW)
    assert drill.question(NOW) == first

    redone = drill.redo()

    assert redone is not None
    assert (redone.fact, redone.rating) == (first.fact, Rating.EASY)
    question = drill.question(NOW)
    assert question is not None
    assert question.fact != first.fact
    assert drill.summary().easy == 1
    assert drill.redo() is None
