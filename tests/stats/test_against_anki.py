"""Anki's own statistics judge ours, from the same log and the same cards."""

from __future__ import annotations

import json
import time
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from stats.rows import Answered, card_figures, tally_log

from srs.model import CardId
from srs.stats.activity import today_figures
from srs.stats.retention import ratings, true_retention
from srs.stats.rows import CardNow
from srs.stats.tally import Recall

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("anki")
from anki.collection import Collection

DAY = 86_400
ROLLOVER = 4 * 3600
TODAY = 20_000
CARDS = 12
KINDS = {"learn": 0, "review": 1, "relearn": 2, "early": 3}
PERIODS = {"week": "week", "month": "month", "year": "year", "all": "all_time"}
SPANS = {"one_month": 30, "three_months": 90, "one_year": 365, "all_time": 4000}


class Both(NamedTuple):
    """The same answers and cards, as rows of ours and as Anki's figures about them."""

    rows: list[Answered]
    cards: list[CardNow]
    offset_seconds: int
    graphs: object


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    collection = open_collection(tmp_path_factory.mktemp("anki"))
    random = Random(20_260_301)
    ids = [add_card(collection) for _ in range(CARDS)]
    rows = random_rows(random, collection.sched.day_cutoff, ids)
    collection.db.executemany("insert into revlog values (?, ?, 0, ?, 1, ?, ?, ?, ?)", map(revlog_row, rows))
    collection.db.execute("insert into revlog values (?, ?, 0, 0, 9, 30, 300, 0, 4)", rows[0].at + 1, ids[0])
    cards = [random_card(random, collection, card) for card in ids]
    graphs = collection._backend.graphs(search="", days=0)
    offset = (ROLLOVER - collection.sched.day_cutoff) % DAY
    collection.close()
    return Both(rows, cards, offset, graphs)


def open_collection(folder: Path) -> Collection:
    collection = Collection(str(folder / "collection.anki2"))
    collection.set_config("fsrs", True)
    return collection


def add_card(collection: Collection) -> CardId:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "question"
    collection.add_note(note, 1)
    return CardId(note.cards()[0].id)


def random_rows(random: Random, cutoff: int, ids: list[CardId]) -> list[Answered]:
    """Return answers at different milliseconds, which are the keys of Anki's log."""
    rows = []
    for number in range(600):
        ago = random.choice((0, 0, 1, 1, *range(2, 9), 28, 29, 30, 31, 89, 90, 91, 363, 364, 365, 366, 900))
        kind = random.choice(list(KINDS))
        at = (cutoff - (ago + 1) * DAY + random.randrange(DAY - 1)) * 1000 + number
        interval = random.choice((1, 5, 20, 21, 22, 300)) if kind in {"review", "early"} else 0
        answer = (random.randint(1, 4), random.randint(500, 60_000), kind, interval, 0)
        rows.append(Answered(random.choice(ids), at, TODAY - ago, *answer))
    return rows


def revlog_row(row: Answered) -> tuple[int, ...]:
    """Return what Anki writes down of an answer: steps are negative seconds, an early answer is of kind 3."""
    before = row.interval_days if row.kind in {"review", "early"} else -600
    return row.at, row.card, row.rating, before, 300, row.taken_ms, KINDS[row.kind]


def random_card(random: Random, collection: Collection, card: CardId) -> CardNow:
    """Put a card into review, with a memory, and return it as a row of ours."""
    due, ago, asleep = random.randint(-9, 60), random.randint(0, 90), random.random() < 0.2
    stability, difficulty = round(random.uniform(0.5, 200), 2), round(random.uniform(1, 10), 2)
    last = time.time_ns() // 10**9 - ago * DAY  # Anki counts seconds here: whole days, at whatever hour this runs
    memory = {"s": stability, "d": difficulty, "dr": 0.9, "decay": 0.1542, "lrt": last}
    collection.db.execute(
        "update cards set type = 2, queue = ?, ivl = 5, due = ?, reps = 3, factor = 2500, data = ? where id = ?",
        -1 if asleep else 2,
        collection.sched.today + due,
        json.dumps(memory),
        card,
    )
    values = (stability, difficulty, 0, TODAY - ago, int(asleep), None, 0)
    return CardNow(str(card), "a.md", 1, "", "review", None, TODAY + due, *values)


def test_true_retention_is_that_of_anki(both: Both) -> None:
    ours = true_retention(tally_log(both.rows, today=TODAY, days=30, offset_seconds=0))

    for one in ours:
        theirs = getattr(both.graphs.true_retention, PERIODS.get(one.period, one.period))
        assert one.young == Recall(theirs.young_passed, theirs.young_failed), one.period
        assert one.mature == Recall(theirs.mature_passed, theirs.mature_failed), one.period


def test_today_is_that_of_anki(both: Both) -> None:
    ours = today_figures(tally_log(both.rows, today=TODAY, days=30, offset_seconds=0))
    theirs = both.graphs.today

    assert (ours.recall.total, ours.recall.passed) == (theirs.answer_count, theirs.correct_count)
    assert (ours.mature.total, ours.mature.passed) == (theirs.mature_count, theirs.mature_correct)
    assert ours.taken_ms == theirs.answer_millis
    assert (ours.learn, ours.review) == (theirs.learn_count, theirs.review_count)
    assert (ours.relearn, ours.early) == (theirs.relearn_count, theirs.early_review_count)


@pytest.mark.parametrize("span", SPANS)
def test_answers_by_rating_are_those_of_anki(both: Both, span: str) -> None:
    ours = ratings(tally_log(both.rows, today=TODAY, days=SPANS[span], offset_seconds=0))
    theirs = getattr(both.graphs.buttons, span)

    assert {one.group: list(one.counts) for one in ours} == {
        "learning": list(theirs.learning),
        "young": list(theirs.young),
        "mature": list(theirs.mature),
    }


@pytest.mark.parametrize("span", SPANS)
def test_hours_are_those_of_anki(both: Both, span: str) -> None:
    ours = tally_log(both.rows, today=TODAY, days=SPANS[span], offset_seconds=both.offset_seconds).hours

    assert [(hour.total, hour.passed) for hour in ours] == [
        (hour.total, hour.correct) for hour in getattr(both.graphs.hours, span)
    ]


def test_answers_and_time_a_day_are_those_of_anki(both: Both) -> None:
    ours = tally_log(both.rows, today=TODAY, days=30, offset_seconds=0)
    counts = {day - TODAY: sum(numbers) for day, numbers in ours.ratings.items()}
    taken = {day - TODAY: taken_ms for day, taken_ms in ours.taken_ms.items()}

    assert counts == {day: total(of_day) for day, of_day in both.graphs.reviews.count.items()}
    assert taken == {day: total(of_day) for day, of_day in both.graphs.reviews.time.items()}


def total(reviews) -> int:
    return reviews.learn + reviews.relearn + reviews.young + reviews.mature + reviews.filtered


def test_the_forecast_is_that_of_anki(both: Both) -> None:
    ours = card_figures(both.cards, today=TODAY).forecast
    theirs = both.graphs.future_due.future_due

    assert ours.overdue == sum(count for day, count in theirs.items() if day < 0)
    assert list(ours.days) == [theirs.get(day, 0) for day in range(30)]
    assert ours.later == sum(count for day, count in theirs.items() if day >= 30)


def test_what_is_known_is_that_of_anki(both: Both) -> None:
    theirs = both.graphs.retrievability
    # Anki's graph lets memory fade within the day, by the hour at which this runs; here a day is a day.
    earlier, later = (card_figures(both.cards, today=day).memories for day in (TODAY - 1, TODAY + 1))

    assert later.known * 0.999 <= theirs.sum_by_card <= earlier.known * 1.001
    assert later.retrievability.mean * 0.999 <= theirs.average / 100 <= earlier.retrievability.mean * 1.001
    assert earlier.known - later.known < 0.1
