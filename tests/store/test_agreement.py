"""What stands twice in a database and must say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, PRESET, answer, say, take_back

from srs.model import Rating
from srs.schedule import settle
from srs.store.agreement import differing_answers, differing_texts
from srs.store.log import take_back_future

if TYPE_CHECKING:
    from srs.model import FactId
    from srs.store.open import Store


@pytest.fixture
def known(store: Store) -> FactId:
    say(store, [fact().draft, fact("Other", "thing", line=3).draft])
    one = store.connection.execute("SELECT id FROM fact ORDER BY first_line").fetchone()[0]
    for day, rating in enumerate((Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.GOOD)):
        answer(store, one, rating, NOW + day * DAY)
    return one


def change(store: Store, statement: str) -> None:
    store.connection.execute("PRAGMA ignore_check_constraints = ON")
    assert store.connection.execute(statement).rowcount == 1


def test_a_sound_store_agrees_with_itself(store: Store, known: FactId) -> None:
    take_back(store, NOW + 4 * DAY)
    answer(store, known, Rating.HARD, NOW + 5 * DAY)

    assert (differing_texts(store), differing_answers(store)) == (0, 0)


def test_an_answer_given_after_a_clock_was_set_back_agrees(store: Store, known: FactId) -> None:
    answer(store, known, Rating.GOOD, NOW - 400 * DAY)
    answer(store, known, Rating.GOOD, NOW + 9 * DAY)

    assert differing_answers(store) == 0


def test_what_is_left_when_answers_of_the_future_are_taken_back_agrees(store: Store, known: FactId) -> None:
    answer(store, known, Rating.EASY, NOW + 9000 * DAY)
    answer(store, known, Rating.GOOD, NOW + 5 * DAY)
    today = CLOCK.day_of(NOW) + 6
    taken = take_back_future(store, today, NOW + 6 * DAY, lambda asked, log: settle(asked, log, PRESET, CLOCK))

    answer(store, known, Rating.GOOD, NOW + 7 * DAY)

    assert taken == 1
    assert differing_answers(store) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET front = 'Tern' WHERE front = 'Term'",
        "UPDATE fact SET fingerprint = replace(fingerprint, substr(fingerprint, 1, 1), 'x') WHERE front = 'Term'",
        "UPDATE fact SET kind = 'defanition' WHERE front = 'Term'",
        "UPDATE fact SET tags = '[' WHERE front = 'Term'",
        "UPDATE descent SET back = 'meanjng' WHERE front = 'Term'",
    ],
)
def test_a_text_that_is_not_what_was_read_is_found(store: Store, known: FactId, statement: str) -> None:
    change(store, statement)

    assert differing_texts(store) == 1


@pytest.mark.parametrize(
    "column",
    [
        *("kind = 'early'", "state = 'relearning'", "step = 1", "due_day = due_day + 64", "difficulty = 11"),
        *("interval_days = interval_days + 4", "reps = 3", "lapses = 1", "at = at + 1024", "day = day - 1"),
        *("before = replace(before, '\"reps\": 1', '\"reps\": 3')", "before = replace(before, 'last_at', 'lbst_at')"),
        "before = substr(before, 2)",
    ],
)
def test_a_row_of_the_log_that_cannot_be_is_found(store: Store, known: FactId, column: str) -> None:
    change(store, f"UPDATE review SET {column} WHERE reps = 2")

    assert differing_answers(store) >= 1


@pytest.mark.parametrize("column", ["reps = 5", "lapses = 3", "state = 'relearning'", "last_day = 3", "place = 'b.md'"])
def test_a_card_that_no_answer_left_so_is_found(store: Store, known: FactId, column: str) -> None:
    change(store, f"UPDATE card SET {column} WHERE reps > 0")

    assert differing_answers(store) == 1
