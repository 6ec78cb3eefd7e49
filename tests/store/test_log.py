"""Answers, the log and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, PRESET, answer, card, give_again, logs_by_card, new_store, prepared, say, take_back

from srs.model import FactId, Rating, ReviewKind, State, Way
from srs.schedule import replay, settle
from srs.schedule.by_hand import parse_span, set_due
from srs.store.cards import cards_of
from srs.store.facts import list_facts
from srs.store.log import Outdated, history, reviews_of, write_answer, write_changes

if TYPE_CHECKING:
    from pathlib import Path

    from srs.store.open import Store


@pytest.fixture
def known(store: Store) -> FactId:
    say(store, [fact().draft])
    return next(list_facts(store)).id


def rows(store: Store, table: str) -> list[tuple[object, ...]]:
    return store.connection.execute(f"SELECT * FROM {table}").fetchall()


def test_an_answer_is_one_row_and_the_schedule_it_gave(store: Store, known: FactId) -> None:
    given_answer = prepared(card(store, known))

    write_answer(store, given_answer)

    (_, review), *others = reviews_of(store, known)
    assert others == []
    assert (review.rating, review.moment, review.taken_ms, review.kind) == (
        Rating.GOOD,
        given_answer.moment,
        1500,
        "learn",
    )
    assert (review.before, review.after) == (given_answer.before, given_answer.after)
    assert card(store, known).schedule == given_answer.after


def test_an_answer_is_one_transaction(store: Store, known: FactId) -> None:
    statements: list[str] = []
    waiting = prepared(card(store, known))
    store.connection.set_trace_callback(statements.append)

    write_answer(store, waiting)

    store.connection.set_trace_callback(None)
    assert [one for one in statements if one.startswith(("BEGIN", "COMMIT"))] == ["BEGIN IMMEDIATE", "COMMIT"]
    assert statements[0] == "BEGIN IMMEDIATE"
    assert statements[-1] == "COMMIT"


def test_an_answer_is_seen_by_another_connection_at_once(store: Store, known: FactId) -> None:
    answer(store, known)

    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT count(*) FROM review").fetchone() == (1,)


def test_a_row_of_the_log_keeps_schedule_and_memory_to_the_last_bit(store: Store, known: FactId) -> None:
    for number, rating in enumerate((Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY)):
        answer(store, known, rating, NOW + number * 3 * DAY)

    reviews = [review for _, review in reviews_of(store, known)]

    assert [review.before for review in reviews[1:]] == [review.after for review in reviews[:-1]]


def test_replaying_the_log_gives_the_stored_schedule(store: Store, known: FactId) -> None:
    for number, rating in enumerate((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.GOOD)):
        answer(store, known, rating, NOW + number * 2 * DAY)
    take_back(store, NOW + 20 * DAY)

    ((stored, reviews),) = logs_by_card(store)

    assert replay(stored, reviews, PRESET, CLOCK) == stored.schedule
    assert stored.schedule.reps == 4


def test_an_answer_to_a_card_that_was_answered_elsewhere_is_outdated(store: Store, known: FactId) -> None:
    here = prepared(card(store, known))
    elsewhere = new_store(store.path.parent)
    answer(elsewhere, known, Rating.AGAIN)
    elsewhere.close()

    with pytest.raises(Outdated):
        write_answer(store, here)

    assert [review.rating for _, review in reviews_of(store, known)] == [Rating.AGAIN]


def test_the_same_answer_counts_once(store: Store, known: FactId) -> None:
    once = prepared(card(store, known))
    write_answer(store, once)

    with pytest.raises(Outdated):
        write_answer(store, once)

    assert len(rows(store, "review")) == 1


def test_undo_restores_the_schedule_and_keeps_the_row(store: Store, known: FactId) -> None:
    answer(store, known)
    before = card(store, known)
    answer(store, known, Rating.EASY, NOW + DAY)
    log = rows(store, "review")

    undone = take_back(store, NOW + 2 * DAY)

    assert undone is not None
    assert undone[1] == before
    assert card(store, known) == before
    assert rows(store, "review") == log
    assert [review.undone for *_, review in history(store)] == [False, True]


def test_undo_takes_back_the_last_answer_that_still_counts(store: Store, known: FactId) -> None:
    for number, rating in enumerate((Rating.GOOD, Rating.HARD, Rating.EASY)):
        answer(store, known, rating, NOW + number * DAY)

    taken_back = [take_back(store, NOW + 9 * DAY) for _ in range(4)]

    assert [one and one[0].rating for one in taken_back] == [Rating.EASY, Rating.HARD, Rating.GOOD, None]
    assert card(store, known).schedule.state is State.NEW


def test_undo_works_after_reopening(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, [fact().draft])
    known = next(list_facts(store)).id
    before = card(store, known)
    answer(store, known)
    store.close()

    store = new_store(tmp_path)
    take_back(store, NOW + DAY)

    assert card(store, known) == before
    store.close()


def test_undo_without_an_answer_changes_nothing(store: Store, known: FactId) -> None:
    assert take_back(store, NOW) is None
    assert rows(store, "undone") == []


def test_an_answer_taken_back_is_no_review_of_the_fact(store: Store, known: FactId) -> None:
    answer(store, known)
    take_back(store, NOW)

    assert reviews_of(store, known) == []


def test_history_gives_the_last_rows_oldest_first(store: Store, known: FactId) -> None:
    for number in range(4):
        answer(store, known, Rating.AGAIN, NOW + number * DAY)

    moments = [review.moment.at for *_, review in history(store, most=2)]

    assert moments == [NOW + 2 * DAY, NOW + 3 * DAY]


ANSWERS = st.lists(
    st.one_of(st.none(), st.tuples(st.sampled_from(Rating), st.integers(0, 1), st.integers(0, 40 * DAY))), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=ANSWERS)
def test_any_answers_and_undos_leave_schedules_that_the_log_gives_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Rating, int, int] | None]
) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    say(store, [fact(way=Way.BOTH).draft])
    known = next(list_facts(store)).id
    at = NOW

    for step in steps:
        if step is None:
            take_back(store, at)
        else:
            rating, ord_, later = step
            at += later
            answer(store, known, rating, at, ord_)

    logs = {one.id: reviews for one, reviews in logs_by_card(store)}
    stored = cards_of(store, known)
    store.close()
    for one in stored:
        assert replay(one, logs.get(one.id, []), PRESET, CLOCK) == one.schedule


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=ANSWERS, many=st.integers(1, 12))
def test_undoing_and_redoing_as_often_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Rating, int, int] | None], many: int
) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    say(store, [fact(way=Way.BOTH).draft])
    known = next(list_facts(store)).id
    at = NOW
    for step in steps:
        if step is None:
            take_back(store, at)
            at += 1
        else:
            rating, ord_, later = step
            at += later + 1
            answer(store, known, rating, at, ord_)
    before = rows(store, "card"), rows(store, "undone")

    undone = [take_back(store, at + number) for number in range(many)]
    redone = [give_again(store) for one in undone if one]

    assert [one and one[0].id for one in redone] == [one[0].id for one in reversed(undone) if one]
    assert (rows(store, "card"), rows(store, "undone")) == before
    store.close()


def test_an_answer_that_another_took_the_place_of_is_not_given_again(store: Store, known: FactId) -> None:
    answer(store, known, Rating.AGAIN)
    take_back(store, NOW)
    answer(store, known, Rating.EASY, NOW + 1000)

    assert give_again(store) is None
    take_back(store, NOW + 2000)
    redone = give_again(store)
    assert redone is not None
    assert redone[0].rating is Rating.EASY
    assert give_again(store) is None


def test_an_answer_may_suspend_its_card(store: Store, known: FactId) -> None:
    write_answer(store, prepared(card(store, known)), suspend=True)

    assert card(store, known).suspended


BY_HAND = st.lists(
    st.one_of(
        st.none(),
        st.just("redo"),
        st.tuples(st.just("set-due"), st.sampled_from(("0", "3", "2-9", "30!"))),
        st.tuples(st.sampled_from(Rating), st.integers(0, 40 * DAY)),
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=BY_HAND)
def test_any_changes_by_hand_leave_memories_that_the_answers_give(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Rating | str, int | str] | str | None]
) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    say(store, [fact().draft])
    known = next(list_facts(store)).id
    at = NOW
    for step in steps:
        at += 1000
        if step is None:
            take_back(store, at)
        elif step == "redo":
            give_again(store)
        elif step[0] == "set-due":
            moment = CLOCK.moment(at)
            write_changes(store, [set_due(card(store, known), parse_span(step[1], moment.day), moment)])
        else:
            at += step[1]
            answer(store, known, step[0], at)

    for stored, reviews in logs_by_card(store):
        assert replay(stored, reviews, PRESET, CLOCK).memory == stored.schedule.memory
        assert settle(stored, reviews, PRESET, CLOCK) == stored.schedule
        answers = [one for one in reviews if not one.undone and one.kind is not ReviewKind.MANUAL]
        assert stored.schedule.last == (answers[-1].moment if answers else None)
    store.close()
