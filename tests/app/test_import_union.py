"""Logs that come from other programs are sets: neither their order nor how often they come matters."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from build import fact
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, PRESETS, answer, card, give_again, new_store, say, take_back

from srs.app.import_reviews import take_over
from srs.app.memories import stale_memories
from srs.app.taken import Taken, Terms
from srs.model import Act, Event, ForeignCard, ForeignFact, Memory, Origin, Rating, ReviewKind
from srs.reconcile.fingerprint import mint_id
from srs.schedule.log_replay import settle
from srs.store.check import check_integrity, orphans
from srs.store.foreign import names_of_facts
from srs.store.log import log_of
from srs.store.rows import SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.store.open import Store

ENTROPY = fact("Entropy", "the mean surprise of a source").draft
ID = mint_id(ENTROPY.front, ENTROPY.back)
TERMS = Terms(PRESETS, CLOCK, NOW + 400 * DAY)
_LATER = count(1)


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Return a log as another program may have it, no two events at one time."""
    times = draw(st.lists(st.integers(0, 300 * 24 * 60), min_size=1, max_size=8, unique=True))
    found = []
    for minutes in sorted(times):
        at = NOW + minutes * 60_000
        act = draw(st.sampled_from((*[Act.ANSWERED] * 6, Act.MOVED, Act.FORGOTTEN)))
        if act is Act.ANSWERED:
            days = draw(st.integers(0, 40))
            kind = draw(st.sampled_from((ReviewKind.LEARN, ReviewKind.REVIEW, ReviewKind.RELEARN, ReviewKind.EARLY)))
            rating, seconds = draw(st.integers(1, 4)), 0 if days else draw(st.integers(1, 90_000))
            found.append(Event(at, act, rating, kind, draw(st.integers(0, 9000)), days, seconds))
        else:
            found.append(Event(at, act, days=draw(st.integers(1, 30)) if act is Act.MOVED else 0))
    return found


def opened(folder: str, name: str, own: Sequence[tuple[int, int]]) -> Store:
    """Return a store with one fact that was answered here at some hours with some ratings."""
    store = new_store(Path(folder) / name)
    store.connection.execute("PRAGMA synchronous = OFF")
    say(store, [ENTROPY])
    for hours, rating in own:
        answer(store, ID, Rating(rating), NOW + hours * 3_600_000 + 1)
    return store


def bring(store: Store, log: Sequence[Event], *, name: str = "anki 1", whole: bool = False) -> Taken:
    facts = [ForeignFact(ID, (ForeignCard(0, tuple(log)),))]
    origin = Origin(name, NOW + next(_LATER), is_whole_log=whole)
    taken = take_over(store, origin, facts, TERMS)
    assert (check_integrity(store), orphans(store)) == ("", 0)
    return taken


def content(store: Store) -> tuple[list[Any], list[Any]]:
    """Return what is scheduled, and what the log holds."""
    schedules = store.connection.execute(f"SELECT fact, ord, {SCHEDULE} FROM card").fetchall()
    log = store.connection.execute(
        "SELECT card, at, day, rating, taken_ms, kind, origin, id IN (SELECT review FROM undone) FROM review"
    ).fetchall()
    return schedules, sorted(log)


OWN = st.lists(st.tuples(st.integers(0, 300 * 24), st.integers(1, 4)), max_size=4, unique_by=lambda one: one[0])


@settings(max_examples=40)
@given(events(), st.data(), OWN)
def test_the_order_of_imports_does_not_matter_nor_how_often(log: list[Event], data: st.DataObject, own: list) -> None:
    one = [event for event in log if data.draw(st.booleans())]
    other = [event for event in log if event not in one or data.draw(st.booleans())]
    own = sorted(own)

    with TemporaryDirectory() as folder:
        stores = [opened(folder, name, own) for name in "abc"]
        for store, files in zip(stores, ((one, other), (other, one, other), (log,)), strict=True):
            for file in files:
                bring(store, file)
            before = content(store)
            assert bring(store, log).is_empty
            assert content(store) == before
        found = [content(store) for store in stores]
        stale = stale_memories(stores[0], PRESETS)[0]
        asked = card(stores[0], ID)
        again = settle(asked, log_of(stores[0].connection, asked.id), PRESETS.general, CLOCK)
        for store in stores:
            store.close()

    assert found[0] == found[1] == found[2]
    assert stale == {}
    assert again == asked.schedule


@settings(max_examples=25)
@given(events(), st.data())
def test_what_is_gone_from_a_later_file_is_taken_back_and_counts_again_when_it_is_back(
    log: list[Event], data: st.DataObject
) -> None:
    kept = [event for event in log if data.draw(st.booleans())]

    with TemporaryDirectory() as folder:
        changed, straight = (opened(folder, name, ()) for name in "ab")
        bring(changed, log, whole=True)
        bring(changed, kept, whole=True)
        bring(straight, kept, whole=True)
        fewer = content(changed)[0], content(straight)[0]
        bring(changed, log, whole=True)
        bring(straight, log, whole=True)
        all_of_them = content(changed), content(straight)
        changed.close()
        straight.close()

    assert fewer[0] == fewer[1]
    assert all_of_them[0] == all_of_them[1]


def test_a_change_by_hand_elsewhere_has_its_interval_whatever_was_before(tmp_path: Path) -> None:
    first, second, moved = (
        Event(NOW + 60_000, Act.ANSWERED, 1, ReviewKind.LEARN, days=1),
        Event(NOW + 120_000, Act.ANSWERED, 1, ReviewKind.LEARN, days=2),
        Event(NOW + 180_000, Act.MOVED, days=2),
    )
    changed, straight = opened(str(tmp_path), "a", ()), opened(str(tmp_path), "b", ())

    bring(changed, [first, second, moved], whole=True)
    bring(changed, [first, moved], whole=True)
    bring(straight, [first, moved], whole=True)

    found = [card(store, ID).schedule for store in (changed, straight)]
    changed.close()
    straight.close()
    assert found[0] == found[1]
    assert found[0].interval_days == 2


def test_what_was_known_elsewhere_is_where_memory_goes_on_from(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", ())
    known = Event(NOW - 10 * DAY, Act.KNOWN, days=12, memory=Memory(12.0, 5.0))

    bring(store, [known], name="obsidian-sr")

    found = card(store, ID).schedule
    assert (found.memory, found.interval_days, found.due_day) == (Memory(12.0, 5.0), 12, CLOCK.day_of(NOW) + 2)
    answer(store, ID, Rating.GOOD, NOW + 2 * DAY)
    after = card(store, ID).schedule
    assert after.memory is not None
    assert after.memory.stability > 20
    assert stale_memories(store, PRESETS)[0] == {}
    later = known._replace(at=NOW + DAY)
    assert bring(store, [known, later], name="obsidian-sr").drilled == 1
    assert card(store, ID).schedule == after
    store.close()


def test_an_answer_that_was_exported_is_known_when_it_comes_back_some_milliseconds_late(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", [(0, 3), (30, 2)])
    log = [
        Event(NOW + 1 + 3, Act.ANSWERED, 3, ReviewKind.LEARN, 1500, 0, 600),
        Event(NOW + 30 * 3_600_000 + 1, Act.ANSWERED, 2),
    ]

    assert bring(store, log).is_empty

    another = log[0]._replace(at=NOW + 20, taken_ms=1501)
    assert [change.answers for change in bring(store, [*log, another]).changes] == [1]
    store.close()


def test_an_answer_that_was_undone_here_stays_undone_when_it_comes_back(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", [(0, 3)])
    take_back(store, NOW + DAY)

    assert bring(store, [Event(NOW + 1, Act.ANSWERED, 3, ReviewKind.LEARN, 1500, 0, 600)]).is_empty

    assert card(store, ID).schedule.reps == 0
    store.close()


def test_redo_gives_no_answer_again_that_was_taken_back_elsewhere(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", ())
    log = [Event(NOW + hours, Act.ANSWERED, 3, ReviewKind.LEARN, 0, 5) for hours in range(3)]
    bring(store, log, whole=True)
    bring(store, log[:1], whole=True)

    assert give_again(store) is None
    assert take_back(store, NOW) is None
    store.close()


def test_answers_of_the_future_are_left(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", ())

    taken = bring(store, [Event(TERMS.now + 3 * DAY, Act.ANSWERED, 3, ReviewKind.LEARN, 0, 5)])

    assert (taken.future, taken.is_empty) == (1, True)
    store.close()


def test_a_fact_is_found_by_the_ids_it_had_before(tmp_path: Path) -> None:
    store = opened(str(tmp_path), "a", ())
    store.connection.execute("INSERT INTO alias (id, fact) VALUES ('former', ?)", (ID,))

    assert names_of_facts(store) == {ID: ID, "former": ID}
    store.close()
