"""Stores of facts with random histories, in every state a card can be in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build import fact
from stores import card as stored_card
from stores import new_store, say

from srs.model import Answer, Rating, ReviewKind, Schedule, State, Way
from srs.schedule import answer_card
from srs.schedule.by_hand import Span, set_due
from srs.store.cards import bury_fact, suspend_card
from srs.store.log import undo_last, write_answer
from srs.store.marks import flagging, mark_cards

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from srs.model import Card
    from srs.schedule import DayClock
    from srs.schedule.presets import Presets
    from srs.store.open import Store

DAY_MS = 86_400_000
MOST_REVIEWS = 40
DECKS = ("", "words", "words::verbs", "papers")
MANUAL_SHARE, UNDONE_SHARE, FORGET_SHARE = 0.05, 0.05, 0.02


def random_store(folder: Path, random: Random, facts: int, presets: Presets, clock: DayClock, now_ms: int) -> Store:
    """Return a store of facts with up to 40 answers each, none later than now."""
    store = new_store(folder)
    store.connection.execute("PRAGMA synchronous = OFF")
    say(store, [_fact(number, random).draft for number in range(facts)], now_ms - 900 * DAY_MS)
    for id_, deck in store.connection.execute("SELECT id, deck FROM fact ORDER BY path, first_line").fetchall():
        preset = presets.of(deck, ()).preset
        ords = [row[0] for row in store.connection.execute("SELECT ord FROM card WHERE fact = ? AND live", (id_,))]
        for ord_ in ords:
            _answer_all(store, stored_card(store, id_, ord_), random, preset, clock, now_ms)
            _mark(store, id_, ord_, random)
        if random.random() < 0.1:
            bury_fact(store, id_, clock.day_of(now_ms) + random.choice((0, 1)))
    return store


def _fact(number: int, random: Random):
    ways = [("Term {}", Way.FORWARD), ("Pair {}", Way.BOTH), ("{{{{c1::gap {}}}}} and {{{{c3,4::c}}}}", Way.CLOZE)]
    front, way = random.choices(ways, (4, 1, 1))[0]
    back = "" if way is Way.CLOZE else f"meaning {number}"
    return fact(front.format(number), back, way=way, path="a.md", line=number + 1, deck=random.choice(DECKS))


def _answer_all(store, asked: Card, random: Random, preset, clock: DayClock, now_ms: int) -> None:
    at = _later(now_ms - random.randrange(0, 800) * DAY_MS - random.randrange(DAY_MS), clock)
    # Many stop early, so that cards on a step are not rare.
    long = random.randint(4, MOST_REVIEWS)
    for _ in range(random.choice((0, 1, 2, 3, *(long,) * 6))):
        if at > now_ms:
            break
        asked = _change(store, asked, random, preset, clock.moment(at), clock)
        at = _next_time(asked.schedule, at, random, clock)


def _change(store, asked: Card, random: Random, preset, moment, clock: DayClock) -> Card:
    chance, schedule = random.random(), asked.schedule
    if schedule.memory and chance < FORGET_SHARE:
        change = Answer(asked.id, Rating.GOOD, moment, 0, ReviewKind.MANUAL, schedule, Schedule())
    elif chance < MANUAL_SHARE:
        first = random.randrange(20)
        change = set_due(asked, Span(first, first + 5, random.random() < 0.5), moment)
    else:
        rating = Rating(random.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])
        change = answer_card(asked, rating, moment, random.randrange(60_000), preset, clock)
    write_answer(store, change)
    if random.random() < UNDONE_SHARE:
        undo_last(store, moment.at, lambda _card, _log: schedule)
        return asked
    return replace(asked, schedule=change.after)


def _next_time(schedule: Schedule, at: int, random: Random, clock: DayClock) -> int:
    return _later(_wanted_time(schedule, at, random, clock), clock)


def _later(at: int, clock: DayClock) -> int:
    """Keep out of the first second of a scheduling day: Anki counts it to the day before."""
    return at + 1000 if at - clock.start_of(clock.day_of(at)) < 1000 else at


def _wanted_time(schedule: Schedule, at: int, random: Random, clock: DayClock) -> int:
    if schedule.due_at is not None:
        return schedule.due_at + random.choice((0, 1000, 3_600_000, DAY_MS))
    if schedule.state is State.NEW or schedule.due_day is None:
        return at + random.randrange(1, 5 * DAY_MS)
    early = random.random() < 0.1
    day = max(clock.day_of(at), schedule.due_day - (3 if early else -random.choice((0, 0, 1, 7))))
    return max(at + 1000, clock.start_of(day) + random.randrange(DAY_MS))


def _mark(store: Store, fact_id, ord_: int, random: Random) -> None:
    if random.random() < 0.1:
        suspend_card(store, stored_card(store, fact_id, ord_).id)
    if random.random() < 0.1:
        mark_cards(store, {fact_id: [ord_]}, flagging(random.randint(1, 7)))
