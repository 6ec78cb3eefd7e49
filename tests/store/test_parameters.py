from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, PRESET, PRESETS, card, new_store, say

from srs.app.answers import give_again, take_back
from srs.app.memories import stale_memories
from srs.errors import StoreError
from srs.model import FactId, Memory, Rating, Way
from srs.schedule import Preset, answer_card
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.schedule.presets import NamedPreset, Presets
from srs.store.answers import answers_by_card
from srs.store.cards import cards_of
from srs.store.facts import list_facts
from srs.store.log import write_answer
from srs.store.parameters import Fitted, load_fitted, memories, save_fitted, set_due_days, set_memories

if TYPE_CHECKING:
    from srs.store.open import Store

OTHER = (0.5, 1.3, 4.5, 12.0, *DEFAULT_PARAMETERS[4:8], 1.5, *DEFAULT_PARAMETERS[9:20], 0.3)
FITTED = Fitted("", NOW, OTHER, 1234, 0.35, 0.34)


@pytest.fixture
def known(store: Store) -> FactId:
    say(store, [fact(way=Way.BOTH).draft])
    return next(list_facts(store)).id


def answer(store: Store, known: FactId, rating: Rating, at: int, preset: Preset = PRESET, ord_: int = 0) -> None:
    write_answer(store, answer_card(card(store, known, ord_), rating, CLOCK.moment(at), 1500, preset, CLOCK))


def presets(parameters: tuple[float, ...]) -> Presets:
    return Presets(Preset(parameters=parameters))


def fit(store: Store, parameters: tuple[float, ...]) -> Preset:
    """Let the memory of all cards follow other parameters."""
    with store.write() as connection:
        set_memories(connection, stale_memories(store, presets(parameters))[0])
    return Preset(parameters=parameters)


def test_parameters_are_read_as_they_were_written(store: Store) -> None:
    with store.write() as connection:
        save_fitted(connection, Fitted("", NOW, DEFAULT_PARAMETERS, 1, 1.0, 1.0))
        save_fitted(connection, FITTED)

    assert load_fitted(store) == {"": FITTED}


@pytest.mark.parametrize("weights", ["[1, 2]", "{", "[1e999]", '["a"]', "3"])
def test_what_is_no_list_of_parameters_is_told(store: Store, weights: str) -> None:
    with store.write() as connection:
        connection.execute("INSERT INTO parameters VALUES ('', 0, ?, 0, 0, 0)", (weights,))

    with pytest.raises(StoreError, match="fitted parameters that are none"):
        load_fitted(store)


def test_the_short_log_holds_the_answers_that_count_in_their_order(store: Store, known: FactId) -> None:
    answer(store, known, Rating.GOOD, NOW)
    answer(store, known, Rating.HARD, NOW - DAY)
    answer(store, known, Rating.EASY, NOW + DAY)
    take_back(store, PRESETS, CLOCK, NOW + DAY)

    ((_, answers),) = answers_by_card(store)

    assert [(one.at, one.rating, one.taken_ms, one.before) for one in answers] == [
        (NOW, 3, 1500, "new"),
        (NOW - DAY, 2, 1500, "learning"),
    ]


def test_memories_follow_other_parameters_and_due_days_stay(store: Store, known: FactId) -> None:
    answer(store, known, Rating.EASY, NOW)
    before = card(store, known).schedule

    fit(store, OTHER)

    after = card(store, known).schedule
    assert after.memory is not None
    assert after.memory != before.memory
    assert (after.due_day, after.interval_days, after.reps) == (before.due_day, before.interval_days, before.reps)
    assert stale_memories(store, presets(OTHER)) == ({}, 1)


def test_a_memory_without_an_answer_is_stale(store: Store, known: FactId) -> None:
    answer(store, known, Rating.EASY, NOW)
    with store.write() as connection:
        connection.execute("UPDATE card SET reps = 3, stability = 5.0, difficulty = 5.0 WHERE ord = 1")

    stale, answered = stale_memories(store, PRESETS)

    assert (list(stale.values()), answered) == ([None], 2)
    assert Memory(5.0, 5.0) in dict(memories(store)).values()


def test_undo_after_a_fit_gives_the_schedule_back_with_the_memory_of_the_new_parameters(
    store: Store, known: FactId
) -> None:
    answer(store, known, Rating.EASY, NOW)
    with store.write() as connection:
        connection.execute("UPDATE card SET due_day = last_day + 1 WHERE ord = 0")  # its meaning changed
    before = card(store, known).schedule
    answer(store, known, Rating.GOOD, NOW + 3 * DAY)
    preset = fit(store, OTHER)

    take_back(store, Presets(preset), CLOCK, NOW + 4 * DAY)

    after = card(store, known).schedule
    assert after.memory is not None
    assert after.memory.stability == OTHER[3]
    assert (after.due_day, after.interval_days, after.reps) == (before.due_day, before.interval_days, 1)
    assert stale_memories(store, presets(OTHER))[0] == {}


def test_each_preset_has_parameters_of_its_own(store: Store) -> None:
    say(store, [fact("A", deck="exam").draft, fact("B", id="fact-2").draft])
    for one in list(list_facts(store)):
        answer(store, one.id, Rating.EASY, NOW)
    both = Presets(PRESET, (NamedPreset("exam", Preset(parameters=OTHER), deck="exam"),))

    stale, answered = stale_memories(store, both)

    assert answered == 2
    assert [memory.stability for memory in stale.values() if memory] == [OTHER[3]]


STEPS = st.lists(
    st.one_of(
        st.sampled_from(("undo", "redo", "fit", "default", "move")),
        st.tuples(st.sampled_from(Rating), st.integers(0, 1), st.integers(-DAY, 40 * DAY)),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_answers_undos_and_fits_leave_memories_that_the_log_gives_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | tuple[Rating, int, int]]
) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    store.connection.execute("PRAGMA synchronous = OFF")
    say(store, [fact(way=Way.BOTH).draft])
    known = next(list_facts(store)).id
    at, preset, schedules, gone = NOW, PRESET, [], []

    for step in steps:
        if step == "undo":
            undone = take_back(store, Presets(preset), CLOCK, at)
            if undone:
                due, interval = schedules.pop()
                assert (undone[1].schedule.due_day, undone[1].schedule.interval_days) == (due, interval)
                gone.append((due, interval))
        elif step == "redo":
            assert (give_again(store, Presets(preset), CLOCK) is None) == (not gone)
            schedules += [gone.pop()] if gone else []
        elif step == "move":
            with store.write() as connection:
                cards = connection.execute(
                    "SELECT id, interval_days, due_day FROM card WHERE state = 'review'"
                ).fetchall()
                set_due_days(connection, [(number, days + 3, due + 3) for number, days, due in cards])
        elif isinstance(step, str):
            preset = fit(store, OTHER if step == "fit" else DEFAULT_PARAMETERS)
        else:
            rating, ord_, later = step
            at += later
            before = card(store, known, ord_).schedule
            schedules.append((before.due_day, before.interval_days))
            gone.clear()
            answer(store, known, rating, at, preset, ord_)

    stale, _ = stale_memories(store, Presets(preset))
    count = len(cards_of(store, known))
    store.close()
    assert stale == {}
    assert count == 2
