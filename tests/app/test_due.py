"""What is told to be due is what a drill asks, siblings left out as it leaves them out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import CLOCK, NOW, answer, new_store, say

from srs.app.collection import find_collection
from srs.app.drill import Wish
from srs.app.due import count, count_more_new
from srs.app.queue import cards_to_ask
from srs.app.selection import select, today_of
from srs.app.wording import due_told
from srs.model import Kind, Rating, State, Way
from srs.schedule import Preset
from srs.store.asked import count_due_asked, count_new_asked
from srs.store.cards import live_cards

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.due import Due
    from srs.model import Draft
    from srs.store.open import Store

AT = datetime.fromtimestamp(NOW / 1000, UTC)
HOUR = 3_600_000


def drafts(count: int) -> list[Draft]:
    """Return facts with two cards, with three gaps, and with one card, in turns and in two decks."""
    made = []
    for number in range(count):
        way = (Way.BOTH, Way.CLOZE, Way.FORWARD)[number % 3]
        front = f"{{{{c1::{number}}}}} {{{{c2::is}}}} {{{{c3::a number}}}}" if way is Way.CLOZE else f"term {number}"
        kind = Kind.CLOZE if way is Way.CLOZE else Kind.DEFINITION
        made.append(fact(front, f"meaning {number}", way=way, line=number + 1, deck="ab"[number % 2], kind=kind).draft)
    return made


def collection_with(folder: Path, **review: object) -> Collection:
    lines = [f"{name} = {str(value).lower()}" for name, value in {"rollover_hour": 0, **review}.items()]
    (folder / "srs.toml").write_text("[review]\n" + "\n".join(lines) + "\n", "utf-8")
    (folder / "notes").mkdir(exist_ok=True)
    return find_collection(folder)


def asked(store: Store, collection: Collection, wish: Wish) -> tuple[int, int]:
    """Return how many new cards and how many cards due by day a drill asks."""
    _, waiting = cards_to_ask(store, collection.presets(), CLOCK.moment(NOW), wish)
    new = sum(card.schedule.state is State.NEW for card in waiting)
    return new, len(waiting) - new


def told(due: Due) -> tuple[int, int]:
    return due.new, due.review


@pytest.mark.parametrize("selects", [False, True])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(
        st.tuples(
            st.integers(0, 8),
            st.integers(0, 2),
            st.sampled_from((Rating.AGAIN, Rating.EASY)),
            st.sampled_from((0, 1, 24, 100)),
        ),
        max_size=14,
    ),
    review=st.fixed_dictionaries(
        {
            "new_per_day": st.sampled_from((0, 3, 30)),
            "reviews_per_day": st.sampled_from((0, 3, 30, 60)),
            "bury_new": st.booleans(),
            "new_order": st.sampled_from(('"note"', '"added"', '"random"')),
            "review_order": st.sampled_from(('"due"', '"difficulty"', '"random"')),
            "learning_steps": st.sampled_from(('["1m", "10m"]', '["1d"]')),
        }
    ),
    buries=st.booleans(),
)
def test_as_many_cards_are_told_as_a_drill_asks(
    tmp_path_factory: pytest.TempPathFactory, answers, review, buries, selects
) -> None:
    folder = tmp_path_factory.mktemp("due")
    collection = collection_with(folder, **review, bury_reviews=buries, bury_interday=buries)
    store = new_store(folder)
    say(store, drafts(9))
    known, hours = sorted(live_cards(store)), sum(step[-1] for step in answers)
    for number, ord_, rating, gap in answers:
        hours -= gap
        ords = [one.ord for one in live_cards(store, [known[number]])[known[number]]]
        answer(store, known[number], rating, NOW - hours * HOUR - 1, ords[ord_ % len(ords)])
    selection = select(store, ("deck:a",), today_of(CLOCK, NOW, Preset())) if selects else None
    wish = Wish(selection) if selection else Wish()

    found = count(store, collection, NOW, AT, selection)

    assert told(found) == asked(store, collection, wish)
    more = count_more_new(store, collection, NOW, AT, selection)
    assert more == asked(store, collection, Wish(wish.selection, new=10))[0]
    store.close()


@pytest.fixture
def both(tmp_path: Path) -> tuple[Store, Collection]:
    """Return a store with four facts that are asked both ways."""
    store = new_store(tmp_path)
    say(store, [fact(front, f"what {front} is", way=Way.BOTH, line=n).draft for n, front in enumerate("ABCD", 1)])
    return store, collection_with(tmp_path)


def test_of_new_siblings_one_is_told_for_today(both: tuple[Store, Collection]) -> None:
    assert due_told(count(*both, NOW, AT)) == "0 to review, 0 being learned, 4 new today (4 more wait)."


def test_new_cards_are_told_in_the_order_in_which_a_drill_chooses_them(tmp_path: Path) -> None:
    store, collection = new_store(tmp_path), collection_with(tmp_path, new_order='"random"', new_per_day=10)
    gaps = " ".join(f"{{{{c{number}::{number}}}}}" for number in range(1, 13))
    says = [f"{name} {gaps}" for name in "ABCDEFGHIJKL"]
    say(store, [fact(one, "", way=Way.CLOZE, kind=Kind.CLOZE, line=n).draft for n, one in enumerate(says, 1)])

    assert told(count(store, collection, NOW, AT)) == asked(store, collection, Wish())


def test_siblings_of_what_was_answered_wait_for_another_day(both: tuple[Store, Collection]) -> None:
    store, collection = both
    for known in live_cards(store):
        answer(store, known, Rating.EASY, NOW - 1)

    found = count(store, collection, NOW, AT)

    assert due_told(found) == "Nothing is due. 4 new cards wait for the days to come."
    assert count_more_new(store, collection, NOW, AT) == 0


def test_of_siblings_that_are_due_one_is_told_and_no_backlog(both: tuple[Store, Collection]) -> None:
    store, collection = both
    store.connection.execute("UPDATE card SET state = 'review', due_day = 1, interval_days = 9, reps = 1")

    found = count(store, collection, NOW, AT)

    assert (found.review, found.waiting, found.days_to_clear) == (4, 8, 0)


def test_due_siblings_of_what_was_answered_are_told_to_wait(both: tuple[Store, Collection]) -> None:
    store, collection = both
    for known in live_cards(store):
        answer(store, known, Rating.EASY, NOW - 1)
    store.connection.execute(
        "UPDATE card SET state = 'review', due_day = 1 WHERE ord = 1 AND fact IN (SELECT min(fact) FROM card)"
    )

    told = due_told(count(store, collection, NOW, AT))

    assert told == "Nothing is due. 1 to review and 3 new cards wait for the days to come."


@pytest.mark.parametrize("order", ["note", "added"])
def test_counting_what_is_asked_reads_no_more_cards_than_a_drill(both: tuple[Store, Collection], order: str) -> None:
    store, _ = both
    preset, day = Preset(new_order=order), CLOCK.moment(NOW).day
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    count_due_asked(store, day, preset, 9)
    count_new_asked(store, day, preset, 9)
    store.connection.set_trace_callback(None)

    selects = [one for one in statements if "SELECT" in one]
    plans = [row[3] for one in selects for row in store.connection.execute(f"EXPLAIN QUERY PLAN {one}")]

    assert len(selects) == 2
    named = {"card_new", "card_added"}
    assert [
        plan for plan in plans if plan.startswith(("SCAN card", "SCAN fact")) and not named & set(plan.split())
    ] == []
    assert not any("ORDER BY" in plan for plan in plans)
