"""The log and the cards as rows for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stats.rows import TODAY as FIGURES_TODAY
from stats.rows import add_up, answered
from stores import CLOCK, DAY, NOW, answer, card, say, take_back

from srs.app.selection import select, today_of
from srs.model import FactId, Rating, Schedule, Way
from srs.stats.rows import DayCount
from srs.store.cards import suspend_card
from srs.store.facts import list_facts
from srs.store.rows import schedule_text
from srs.store.selection import Selection
from srs.store.series import cards_now, sum_log

if TYPE_CHECKING:
    from srs.stats.rows import LogSums
    from srs.store.open import Store

EVERYTHING = Selection()

TODAY = today_of(CLOCK, NOW)


@pytest.fixture
def known(store: Store) -> dict[str, FactId]:
    say(store, [fact("First", deck="a::b", path="a.md", line=7).draft, fact("Second", deck="c", way=Way.BOTH).draft])
    return {one.draft.front: one.id for one in list_facts(store)}


def sums(store: Store, selection: Selection = EVERYTHING, days: int = 400) -> LogSums:
    """Add up the log as of a day in a year."""
    return sum_log(store, selection, today=TODAY.day + 365, days=days, offset_seconds=0)


def test_an_answer_counts_by_its_day_its_kind_and_the_interval_before_it(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    interval = card(store, known["First"]).schedule.interval_days
    store.connection.execute("UPDATE card SET interval_days = 21")
    answer(store, known["First"], Rating.AGAIN, NOW + interval * DAY)
    answer(store, known["First"], Rating.GOOD, NOW + interval * DAY + 600_000)

    found = sums(store)

    first, later = CLOCK.day_of(NOW), CLOCK.day_of(NOW + interval * DAY)
    assert found.days == [
        DayCount(first, "learn", 4, 1, 0, 1500),
        DayCount(later, "relearn", 3, 1, 1, 1500),
        DayCount(later, "review", 1, 1, 1, 1500),
    ]
    assert found.new == {first: 1}
    assert found.hours == {(9, 1): 2, (9, 0): 1}
    assert found.recent == []


def test_answers_taken_back_and_changes_by_hand_do_not_count(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    answer(store, known["First"], Rating.AGAIN, NOW + DAY)
    take_back(store, NOW + DAY)
    answer(store, known["Second"], Rating.EASY, NOW)
    store.connection.execute("UPDATE review SET kind = 'manual' WHERE id = 3")

    assert [(count.rating, count.answers) for count in sums(store).days] == [(4, 1)]


def test_answers_to_retired_facts_count(store: Store, known) -> None:
    answer(store, known["First"])
    say(store, [], NOW + 1)

    assert len(list(sums(store).days)) == 1
    assert list(cards_now(store, EVERYTHING)) == []


def test_a_deck_holds_those_below_it(store: Store, known) -> None:
    answer(store, known["First"], Rating.HARD)
    answer(store, known["Second"])

    assert [count.rating for count in sums(store, select(store, (), TODAY, deck="a")).days] == [2]
    assert {row.fact for row in cards_now(store, select(store, (), TODAY, deck="a"))} == {known["First"]}
    assert len(list(cards_now(store, select(store, (), TODAY, deck="c")))) == 2


ROWS = st.lists(
    st.builds(
        answered,
        ago=st.integers(-2, 500),
        rating=st.integers(1, 4),
        kind=st.sampled_from(("learn", "review", "relearn", "early")),
        interval_days=st.integers(0, 60),
        card=st.integers(1, 3),
        ms=st.integers(0, 60_000),
        first=st.booleans(),
        hour=st.integers(0, 23),
    ),
    max_size=30,
)


@given(ROWS, ROWS, st.integers(1, 600), st.integers(-50_000, 50_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_adds_up_any_log_as_one_would_by_hand(
    store: Store, known, rows, undone, days: int, offset: int
) -> None:
    store.connection.execute("DELETE FROM undone")
    store.connection.execute("DELETE FROM review")
    for row in (*undone, *rows):
        before = schedule_text(Schedule(interval_days=row.interval_days))
        store.connection.execute(
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, interval_days, reps, lapses) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'review', 0, 1, ?, 0)",
            (*row[:6], before, 2 - row.first),
        )
    store.connection.execute("INSERT INTO undone SELECT id, 0 FROM review ORDER BY id LIMIT ?", (len(undone),))

    found = sum_log(store, EVERYTHING, today=FIGURES_TODAY, days=days, offset_seconds=offset)

    assert found._replace(recent=sorted(found.recent)) == add_up(
        rows, today=FIGURES_TODAY, days=days, offset_seconds=offset
    )


def test_figures_read_nothing_of_the_log_but_an_index(store: Store) -> None:
    plan = store.connection.execute(
        "EXPLAIN QUERY PLAN SELECT day, kind, rating, sum(interval_before), sum(taken_ms) FROM review GROUP BY 1, 2, 3"
    ).fetchall()

    assert len(plan) == 1
    assert "INDEX review_day" in plan[0][-1]


def test_a_card_that_lapsed_is_named(store: Store, known) -> None:
    answer(store, known["First"], Rating.EASY, NOW)
    answer(store, known["First"], Rating.AGAIN, NOW + 30 * DAY)
    suspend_card(store, card(store, known["Second"]).id)

    found = {(row.fact, row.path, row.line, row.front, row.lapses, row.asleep) for row in cards_now(store, EVERYTHING)}

    assert found == {
        (known["First"], "a.md", 7, "First", 1, 0),
        (known["Second"], "a.md", 1, "", 0, 1),
        (known["Second"], "a.md", 1, "", 0, 0),
    }
