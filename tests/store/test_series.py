"""The log and the cards as rows for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stats.rows import TODAY as FIGURES_TODAY
from stats.rows import add_up, answered, recall_of
from stores import CLOCK, DAY, NOW, PRESET, PRESETS, answer, card, say, take_back

from srs.app.selection import select, today_of
from srs.model import FactId, Rating, Schedule, Way
from srs.stats.rows import DayCount
from srs.stats.tally import Recall
from srs.store.cards import suspend_card
from srs.store.facts import list_facts
from srs.store.rows import schedule_text
from srs.store.selection import Selection
from srs.store.series import cards_now, recall_by_note, sum_log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stats.rows import Answered

    from srs.stats.rows import LogSums
    from srs.store.open import Store

EVERYTHING = Selection()

TODAY = today_of(CLOCK, NOW, PRESET)


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
    assert list(cards_now(store, EVERYTHING, PRESETS)) == []


def test_a_deck_holds_those_below_it(store: Store, known) -> None:
    answer(store, known["First"], Rating.HARD)
    answer(store, known["Second"])

    assert [count.rating for count in sums(store, select(store, (), TODAY, deck="a")).days] == [2]
    assert {row.fact for row in cards_now(store, select(store, (), TODAY, deck="a"), PRESETS)} == {known["First"]}
    assert len(list(cards_now(store, select(store, (), TODAY, deck="c"), PRESETS))) == 2


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
    write_rows(store, rows, undone)

    found = sum_log(store, EVERYTHING, today=FIGURES_TODAY, days=days, offset_seconds=offset)

    assert found == add_up(rows, today=FIGURES_TODAY, days=days, offset_seconds=offset)


@given(ROWS, ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_adds_up_what_was_known_of_notes_as_one_would_by_hand(store: Store, known, rows, undone) -> None:
    write_rows(store, rows, undone)
    store.connection.execute("UPDATE card SET stability = 5, difficulty = 5, last_day = 0")
    store.connection.execute(
        "UPDATE card SET place = (SELECT front FROM fact WHERE id = card.fact) || char(9) || '0000001'"
    )
    notes = store.connection.execute("SELECT card.id, front FROM card JOIN fact ON fact.id = card.fact").fetchall()

    assert recall_by_note(store, EVERYTHING, FIGURES_TODAY) == recall_of(rows, dict(notes))


def test_only_the_last_90_days_tell_how_hard_a_note_is(store: Store, known) -> None:
    write_rows(store, [answered(ago, rating=1, card=1) for ago in (-1, 0, 89, 90)], [])
    store.connection.execute("UPDATE card SET stability = 5, difficulty = 5, last_day = 0")

    assert recall_by_note(store, EVERYTHING, FIGURES_TODAY) == {"a.md": Recall(0, 2)}


def test_answers_to_cards_that_are_new_again_or_gone_tell_nothing_of_their_note(store: Store, known) -> None:
    write_rows(store, [answered(card=number) for number in (1, 2, 3)], [])
    store.connection.execute("UPDATE card SET stability = 5, difficulty = 5, last_day = 0 WHERE id < 3")
    store.connection.execute("UPDATE card SET live = 0 WHERE id = 2")

    assert recall_by_note(store, EVERYTHING, FIGURES_TODAY) == {"a.md": Recall(1, 0)}


def test_what_was_known_of_notes_is_that_of_the_cards_that_are_chosen(store: Store, known) -> None:
    write_rows(store, [answered(card=number) for number in (1, 2, 3)], [])
    store.connection.execute("UPDATE card SET stability = 5, difficulty = 5, last_day = 0")

    assert recall_by_note(store, select(store, (), TODAY, deck="c"), FIGURES_TODAY) == {"a.md": Recall(2, 0)}


def test_cards_come_note_by_note(store: Store) -> None:
    paths = ["b.md", "2", "a.md", "2/3", "2\t0000001", "a\tb.md", "2", "2\t0000001", "a.md"]
    lines = [1, 2, 30, 10_000_000, 5, 6, 7, 8, 9]
    say(store, [fact(f"Front {line}", path=path, line=line).draft for path, line in zip(paths, lines, strict=True)])

    found = [(row.path, row.line) for row in cards_now(store, EVERYTHING, PRESETS)]

    assert sorted(found) == sorted(zip(paths, lines, strict=True))
    assert [path for path, _ in found] == sorted(paths)


def write_rows(store: Store, rows: Iterable[Answered], undone: Iterable[Answered]) -> None:
    """Let these be the log, after some that were taken back."""
    undone = list(undone)
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

    found = {
        (row.fact, row.path, row.line, row.front, row.lapses, row.asleep)
        for row in cards_now(store, EVERYTHING, PRESETS)
    }

    assert found == {
        (known["First"], "a.md", 7, "First", 1, 0),
        (known["Second"], "a.md", 1, "", 0, 1),
        (known["Second"], "a.md", 1, "", 0, 0),
    }
