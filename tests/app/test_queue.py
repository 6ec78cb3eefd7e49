"""Drills over several presets: limits, burying, leeches, look-alikes, balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, answer, card, new_store, say

from srs.app.answers import give_again, take_back
from srs.app.cram import Cram
from srs.app.drill import Drill, Wish
from srs.model import FactId, Rating, Way
from srs.reconcile.fingerprint import mint_id
from srs.schedule import LeechAction, NewOrder, Preset
from srs.schedule.by_hand import parse_span, set_due
from srs.schedule.presets import NamedPreset, Presets
from srs.store.counts import due_days
from srs.store.log import write_changes
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.model import Draft
    from srs.store.open import Store

TODAY = CLOCK.moment(NOW).day
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


def test_steps_of_other_days_are_asked_first_in_a_backlog(store: Store) -> None:
    drafts = [fact(f"word {n}", f"meaning {n}", line=n).draft for n in range(1, 60)]
    say(store, drafts)
    preset = Preset(reviews_per_day=5, learning_steps=(86_400, 172_800))
    with store.write() as connection:
        connection.execute(
            "UPDATE card SET state = 'review', due_day = ?, stability = 5, difficulty = 5, interval_days = 5, reps = 1, "
            "last_at = ?, last_day = ? WHERE id > 3",
            (TODAY - 30, NOW - 35 * DAY, TODAY - 35),
        )
        connection.execute(
            "UPDATE card SET state = 'learning', due_day = ?, stability = 1, difficulty = 5, reps = 1, last_at = ?, "
            "last_day = ? WHERE id <= 3",
            (TODAY, NOW - DAY, TODAY - 1),
        )

    fronts = asked(store, Presets(preset))

    assert len(fronts) == 5
    assert {f"word {n}" for n in range(1, 4)} <= set(fronts)
    assert asked(store, Presets(preset)) == []


def test_new_cards_that_are_asked_for_are_counted_over_all_presets(store: Store) -> None:
    say(store, NOTES)
    presets = Presets(Preset(), (NamedPreset("words", Preset(), deck="words"),))

    drill = Drill(store, presets, CLOCK, Wish(new=5), NOW)

    assert drill.remaining(NOW).new == 5


def test_new_cards_that_are_asked_for_come_in_spite_of_siblings_of_today(store: Store) -> None:
    say(store, [fact(word, f"what {word} is", line=number, way=Way.BOTH).draft for number, word in enumerate(WORDS, 1)])
    asked(store, Presets(Preset(new_per_day=8)))

    assert Drill(store, Presets(Preset(new_per_day=8)), CLOCK, Wish(new=3), NOW).remaining(NOW).new == 3


def test_a_card_that_is_made_due_today_is_asked_again_today(store: Store) -> None:
    say(store, NOTES[:1])
    answer(store, known(NOTES[0]), Rating.EASY)
    moment = CLOCK.moment(NOW + 60_000)
    write_changes(store, [set_due(card(store, known(NOTES[0])), parse_span("0", moment.day), moment)])

    assert asked(store, Presets(Preset()), NOW + 120_000) == [WORDS[0]]


@given(keys=st.text("134sbxuU", max_size=25))
@example(keys="b1uuU")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_cramming_takes_any_keys_and_undo_leads_back_to_the_start(
    tmp_path_factory: pytest.TempPathFactory, keys: str
) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    say(store, NOTES[:4])
    before = store.connection.execute("SELECT * FROM card").fetchall()
    cram = Cram(store, Presets(Preset()), CLOCK, Wish(cram=True), NOW)
    first = cram.question(NOW)

    for key in keys:
        question = cram.question(NOW)
        if key == "u":
            cram.undo(NOW)
        elif key == "U":
            cram.redo()
        elif question is None:
            continue
        elif key == "s":
            cram.suspend(question.card, NOW)
        elif key == "b":
            cram.bury(question.card, NOW)
        elif key == "x":
            cram.reject(question.card, NOW)
        else:
            cram.answer(Rating(int(key)), NOW, 10)
    while cram.undo(NOW):
        pass

    assert cram.question(NOW) == first
    assert store.connection.execute("SELECT * FROM card").fetchall() == before
    assert store.connection.execute("SELECT count(*) FROM review").fetchone() == (0,)
    store.close()
