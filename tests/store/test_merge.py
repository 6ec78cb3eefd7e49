"""Two stores become one: nothing is lost, nothing counts twice, and the order does not matter."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from build import HIDDEN, fact, sentence
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stores import (
    CLOCK,
    DAY,
    NOW,
    PRESET,
    PRESETS,
    answer,
    card,
    give_again,
    logs_by_card,
    new_store,
    say,
    set_due_in,
    take_back,
)

from srs.app.identity import link, reset, unlink
from srs.app.import_reviews import take_over
from srs.app.memories import stale_memories
from srs.app.merge import Merged, merge
from srs.app.taken import Terms
from srs.errors import BrokenStore, NewerStore, StoreError, UsageError
from srs.model import (
    Act,
    Due,
    Event,
    FactId,
    ForeignCard,
    ForeignFact,
    Kind,
    Origin,
    Rating,
    ReviewKind,
    Source,
    State,
    Status,
    Way,
)
from srs.reconcile.fingerprint import mint_id
from srs.schedule import DayClock, replay
from srs.store.agreement import differing_answers
from srs.store.cards import bury_fact, find_card
from srs.store.check import check_integrity, miscounted_days, orphans
from srs.store.decisions import decide
from srs.store.facts import find_fact, list_facts
from srs.store.foreign import names_of_facts
from srs.store.log import history, reviews_of
from srs.store.marks import mark_cards, suspension
from srs.store.parameters import set_due_days
from srs.store.rows import FACT, SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from srs.model import Draft, Review
    from srs.store.open import Store

ENTROPY = fact("Entropy", "the mean surprise of a source of symbols, in bits", line=1).draft
REWORDED = replace(ENTROPY, back="the average surprise of a source of symbols, in bits")
PRIOR = fact("Prior", "what is believed before any data is seen", line=2).draft


class World:
    """Stores in folders of their own, and what is done to each at what time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.at = NOW

    def store(self, name: str) -> Store:
        (self.folder / name).mkdir(exist_ok=True)
        store = new_store(self.folder / name)
        assert miscounted_days(store) == 0
        return store

    def copy(self, name: str, new: str) -> str:
        shutil.copytree(self.folder / name, self.folder / new)
        return new

    def tick(self, milliseconds: int = 60_000) -> int:
        self.at += milliseconds
        return self.at

    def say(self, name: str, *drafts: Draft) -> None:
        store = self.store(name)
        say(store, drafts, self.tick())
        store.close()

    def answer(self, name: str, known: str, rating: Rating = Rating.GOOD) -> None:
        store = self.store(name)
        answer(store, find_fact(store, known).id, rating, self.tick())
        store.close()

    def set_due(self, name: str, known: str, days: int) -> None:
        with closing(self.store(name)) as store:
            set_due_in(store, find_fact(store, known).id, days, self.tick())

    def merge(self, name: str, other: str) -> Merged:
        with closing(self.store(name)) as store:
            merged = merge(store, self.folder / other / "srs.db", PRESETS, CLOCK)
            assert (check_integrity(store), orphans(store)) == ("", 0)
            return merged

    def content(self, name: str) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that a store knows, numbers of rows left out."""
        queries = {
            "facts": f"SELECT {FACT} FROM fact",
            "aliases": "SELECT id, fact FROM alias",
            "descent": "SELECT DISTINCT fact, at, change, fingerprint, front, back, path, line FROM descent",
            "cards": f"SELECT fact, ord, live, suspended, buried_until, {SCHEDULE} FROM card",
            "reviews": (
                "SELECT fact, ord, review.at, review.day, rating, taken_ms, kind, before, review.stability, undone.at FROM review "
                "JOIN card ON card.id = card LEFT JOIN undone ON undone.review = review.id"
            ),
        }
        with closing(sqlite3.connect(self.folder / name / "srs.db")) as connection:
            return {part: sorted(connection.execute(query), key=repr) for part, query in queries.items()}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def ratings(world: World, name: str, known: FactId) -> list[Rating]:
    store = world.store(name)
    found = [review.rating for _, review in reviews_of(store, known)]
    store.close()
    return found


def id_of(draft: Draft) -> FactId:
    return mint_id(draft.front, draft.back)


def test_the_answers_of_both_make_one_log_in_the_order_of_time(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", ENTROPY)
    known = id_of(ENTROPY)
    for name, rating in (("a", Rating.GOOD), ("b", Rating.HARD), ("a", Rating.EASY), ("b", Rating.AGAIN)):
        world.tick(5 * DAY)
        world.answer(name, known, rating)

    merged = world.merge("a", "b")

    assert merged.union == (0, 1, 2, 0, 0, 0, 1)
    assert ratings(world, "a", known) == [Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN]
    store = world.store("a")
    ((stored, log),) = logs_by_card(store)
    assert stored.schedule == replay(stored, log, PRESET, CLOCK)
    assert [review.rating for *_, review in history(store)] == ratings(world, "a", known)
    store.close()


def test_a_second_merge_brings_nothing(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", ENTROPY, PRIOR)
    world.answer("b", id_of(PRIOR))
    world.merge("a", "b")
    before = world.content("a")

    again = world.merge("a", "b")

    assert again.is_empty
    assert world.content("a") == before


def test_a_second_merge_brings_nothing_where_a_card_was_moved_to_where_the_other_store_has_it(world: World) -> None:
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    world.copy("a", "b")
    with closing(world.store("a")) as store:
        before = card(store, id_of(ENTROPY))
    world.set_due("a", id_of(ENTROPY), 2)
    with closing(world.store("a")) as store, store.write() as connection:
        schedule = before.schedule
        set_due_days(connection, [(before.id, schedule.interval_days, schedule.due_day)])

    world.merge("a", "b")
    world.merge("b", "a")

    assert world.merge("a", "b").is_empty
    assert world.content("a")["cards"] == world.content("b")["cards"]


def test_a_fact_that_was_first_seen_in_another_wording_is_the_same(world: World) -> None:
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.say("a", REWORDED)
    world.say("b", REWORDED)
    world.answer("b", id_of(REWORDED), Rating.EASY)

    merged = world.merge("b", "a")

    assert merged.union.joined == 1
    store = world.store("b")
    assert [one.id for one in list_facts(store, retired=True)] == [id_of(ENTROPY)]
    assert find_fact(store, id_of(REWORDED)).id == id_of(ENTROPY)
    store.close()
    assert ratings(world, "b", id_of(ENTROPY)) == [Rating.GOOD, Rating.EASY]


def test_the_id_of_a_joined_fact_is_given_to_no_other(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("a", REWORDED)
    world.say("b", REWORDED)
    world.merge("a", "b")
    world.say("a", ENTROPY, replace(REWORDED, source=PRIOR.source))

    store = world.store("a")
    assert id_of(REWORDED) not in {one.id for one in list_facts(store, retired=True)}
    assert len(list(list_facts(store))) == 2
    store.close()


def test_three_stores_that_each_saw_another_end_of_a_line_make_one_fact(world: World) -> None:
    third = replace(REWORDED, back="the average surprise of a stream of symbols, in bits")
    fourth = replace(REWORDED, back="the average surprise of a stream of signs, in bits")
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY))
    world.say("a", REWORDED)
    world.say("b", REWORDED)
    world.answer("b", id_of(REWORDED))
    world.say("b", third)
    world.say("c", third)
    world.answer("c", id_of(third))
    world.say("c", fourth)
    world.copy("a", "d")

    world.merge("a", "c")
    assert len(world.content("a")["facts"]) == 2
    world.merge("a", "b")
    world.merge("b", "c")
    world.merge("d", "b")

    assert world.content("a") == world.content("d")
    assert len(ratings(world, "a", id_of(ENTROPY))) == 3


def test_what_one_store_told_apart_stays_apart(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("a", REWORDED)
    world.say("b", ENTROPY)
    world.say("b", ENTROPY, replace(REWORDED, source=PRIOR.source))

    merged = world.merge("a", "b")

    assert merged.union.joined == 0
    assert len(world.content("a")["facts"]) == 2


def test_an_answer_counts_where_the_other_store_retired_the_fact_before_its_notes_caught_up(world: World) -> None:
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.say("b", REWORDED)
    world.answer("b", id_of(REWORDED), Rating.EASY)
    world.merge("b", "a")
    world.say("b", REWORDED)  # the fact of a is not in its notes
    world.say("a", REWORDED)

    assert world.merge("a", "b").union.joined == 1
    world.merge("b", "a")

    for name in ("a", "b"):
        assert ratings(world, name, id_of(ENTROPY)) == [Rating.GOOD, Rating.EASY]
    assert world.content("a") == world.content("b")


def test_a_store_that_was_begun_as_a_copy_finds_its_facts_again(world: World) -> None:
    world.say("a", PRIOR)
    world.copy("a", "b")
    world.say("a", PRIOR, ENTROPY)
    world.answer("a", id_of(ENTROPY))
    world.say("a", PRIOR, REWORDED)
    world.say("b", PRIOR, REWORDED)
    world.answer("b", id_of(REWORDED), Rating.EASY)

    world.merge("a", "b")

    assert ratings(world, "a", id_of(ENTROPY)) == [Rating.GOOD, Rating.EASY]


def test_an_id_that_means_another_fact_elsewhere_gets_no_answers_of_that(world: World) -> None:
    renamed = replace(ENTROPY, front="Mean surprise")
    again = replace(ENTROPY, source=PRIOR.source)
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.say("a", renamed)
    world.say("a", renamed, again)
    (new,) = {row[0] for row in world.content("a")["facts"]} - {id_of(ENTROPY)}
    world.answer("a", new, Rating.AGAIN)
    world.say("b", renamed, again)
    world.answer("b", id_of(ENTROPY), Rating.HARD)
    world.answer("b", id_of(renamed), Rating.EASY)
    world.copy("a", "c")

    world.merge("a", "b")
    world.merge("b", "c")

    for name in ("a", "b"):
        assert ratings(world, name, id_of(ENTROPY)) == [Rating.GOOD, Rating.EASY]
        assert ratings(world, name, new) == [Rating.AGAIN, Rating.HARD]
    assert world.content("a") == world.content("b")


def test_a_text_that_was_disowned_stays_so_where_the_other_store_took_it_for_an_edit_later(world: World) -> None:
    other = replace(ENTROPY, back="the share of heat that does no work in an engine")
    for name in ("a", "b"):
        world.say(name, ENTROPY)
    world.say("a", other)
    store = world.store("a")
    fresh = unlink(store, id_of(ENTROPY), at=world.tick()).fact.id
    store.close()
    world.say("b", other)
    world.copy("a", "c")

    world.merge("a", "b")
    world.merge("b", "c")

    for name in ("a", "b"):
        store = world.store(name)
        assert [one.id for one in list_facts(store)] == [fresh]
        store.close()
        world.say(name, other)
        assert [row[0] for row in world.content(name)["facts"] if row[15] == "active"] == [fresh]


def test_a_text_that_was_disowned_and_linked_again_stays_that_of_the_fact(world: World) -> None:
    other = replace(ENTROPY, back="the share of heat that does no work in an engine")
    world.say("a", ENTROPY)
    world.copy("a", "b")
    world.say("a", other)
    with closing(world.store("a")) as store:
        fresh = unlink(store, id_of(ENTROPY), at=world.tick()).fact.id
        link(store, id_of(ENTROPY), fresh, at=world.tick())

    world.merge("a", "b")

    with closing(world.store("a")) as store:
        assert [(one.id, one.draft) for one in list_facts(store)] == [(id_of(ENTROPY), other)]


def test_a_fact_that_was_begun_anew_stays_so_where_the_other_store_knows_it_as_it_was(world: World) -> None:
    world.say("b", ENTROPY)
    world.answer("b", id_of(ENTROPY))
    world.say("a", PRIOR)
    world.merge("a", "b")
    with closing(world.store("a")) as store:
        fresh = reset(store, id_of(ENTROPY), at=world.tick()).fact.id
    world.copy("b", "c")

    assert world.merge("a", "b").union.joined == 0
    world.merge("c", "a")

    for name in "ac":
        assert ratings(world, name, fresh) == []
        assert ratings(world, name, id_of(ENTROPY)) == [Rating.GOOD]
    assert world.content("a") == world.content("c")


def test_lines_that_moved_elsewhere_move_nothing_here(world: World) -> None:
    world.say("a", ENTROPY)
    world.copy("a", "b")
    world.say("b", replace(ENTROPY, source=Source("a.md", 9, 9), context=("Zeta",)))
    before = [row[:-1] for row in world.content("a")["facts"]]

    assert world.merge("a", "b").is_empty
    assert [row[:-1] for row in world.content("a")["facts"]] == before


def test_a_card_that_comes_is_asked_only_if_the_version_that_holds_asks_it(world: World) -> None:
    both = replace(ENTROPY, way=Way.BOTH)
    for name in "ab":
        world.say(name, ENTROPY)
    world.say("b", both)
    world.say("a")

    world.merge("a", "b")

    assert [(row[0], row[1], row[2]) for row in world.content("a")["cards"]] == [
        (id_of(ENTROPY), 0, 0),
        (id_of(ENTROPY), 1, 0),
    ]
    with closing(world.store("a")) as store:
        assert differing_answers(store) == 0


def test_what_the_note_here_sets_of_a_text_holds_against_another_store_that_read_it_before(world: World) -> None:
    world.say("a", ENTROPY, PRIOR)
    world.copy("a", "b")
    set_here = [replace(draft, way=Way.BOTH, deck="physics") for draft in (ENTROPY, PRIOR)]
    world.say("a", *set_here)
    with closing(world.store("b")) as store:
        decide(store, [id_of(PRIOR)], accepted=False)

    world.merge("a", "b")

    with closing(world.store("a")) as store:
        assert [one.draft for one in list_facts(store)] == set_here
        assert [one.status for one in list_facts(store)] == [Status.ACTIVE, Status.HELD]
        assert find_card(store, id_of(ENTROPY), 1) is not None


def test_a_burial_elsewhere_holds_here_and_is_told(world: World) -> None:
    world.say("a", ENTROPY)
    world.copy("a", "b")
    store = world.store("b")
    bury_fact(store, id_of(ENTROPY), 30_000)
    store.close()

    merged = world.merge("a", "b")

    assert (merged.union.marks, merged.is_empty) == (1, False)
    store = world.store("a")
    assert card(store, id_of(ENTROPY)).buried_until == 30_000
    store.close()
    assert world.merge("a", "b").is_empty


def heart(*hidden: str) -> Draft:
    return fact(sentence(*hidden), "", way=Way.CLOZE, kind=Kind.CLOZE).draft


def gap_of(store: Store, word: str) -> tuple[FactId, int] | None:
    """Return the fact in the notes, and which of its cards asks for a word."""
    found = [(one, re.search(rf"c(\d+)::{word}", one.draft.front)) for one in list_facts(store)]
    return next(((one.id, int(gap[1]) - 1) for one, gap in found if gap), None)


def answer_gap(world: World, name: str, word: str, rating: Rating = Rating.GOOD) -> bool:
    with closing(world.store(name)) as store:
        gap = gap_of(store, word)
        if gap:
            answer(store, gap[0], rating, world.tick(), gap[1])
        return bool(gap)


def answers_of_gap(world: World, name: str, word: str) -> list[Rating]:
    with closing(world.store(name)) as store:
        gap = gap_of(store, word)
        assert gap
        return [review.rating for ord_, review in reviews_of(store, gap[0]) if ord_ == gap[1]]


def test_answers_to_a_gap_stay_with_it_where_the_stores_read_the_note_at_other_times(world: World) -> None:
    for name in "ab":
        world.say(name, heart("four"))
    world.say("a", heart("four", "one"))
    for name in "ab":
        world.say(name, heart(*HIDDEN))
    answer_gap(world, "a", "one", Rating.EASY)
    answer_gap(world, "b", "two", Rating.AGAIN)
    answer_gap(world, "b", "one", Rating.HARD)
    world.copy("a", "c")

    world.merge("a", "b")
    world.merge("b", "c")

    for name in "ab":
        assert answers_of_gap(world, name, "one") == [Rating.EASY, Rating.HARD]
        assert answers_of_gap(world, name, "two") == [Rating.AGAIN]
    assert unchanging(world, "a") == unchanging(world, "b")
    assert world.merge("a", "b").is_empty


def test_answers_to_a_gap_stay_with_it_where_an_id_means_another_sentence_elsewhere(world: World) -> None:
    old = fact(
        "The heart has {{c1::four}} valves, {{c2::two}} chambers and {{c3::one}} septum around", "", way=Way.CLOZE
    )
    new = fact(
        "The heart has {{c1::two}} chambers and {{c2::four}} valves beside {{c3::one}} septum", "", way=Way.CLOZE
    )
    again = replace(old.draft, source=PRIOR.source)
    world.say("a", again)
    world.say("c", old.draft)
    world.say("c", new.draft)
    world.say("c", new.draft, again)
    world.say("a", again, new.draft)
    assert answer_gap(world, "a", "four}} valves beside", Rating.EASY)
    assert answer_gap(world, "c", "two}} chambers and", Rating.AGAIN)

    world.merge("a", "c")

    assert answers_of_gap(world, "a", "four}} valves beside") == [Rating.EASY]
    assert answers_of_gap(world, "a", "two}} chambers and") == [Rating.AGAIN]


def test_the_same_gaps_under_other_numbers_are_one_sentence_and_not_mixed_up(world: World) -> None:
    whole = fact("The town {{c1::Paris}} is the capital of {{c2::France}} since {{c3::987}}", "", way=Way.CLOZE).draft
    less = replace(whole, front="The town Paris is the capital of {{c1::France}} since {{c2::987}}")
    world.say("a", whole)
    world.say("a", less)
    world.say("b", less)
    answer_gap(world, "a", "France", Rating.EASY)
    answer_gap(world, "b", "France", Rating.GOOD)
    answer_gap(world, "b", "987", Rating.AGAIN)

    assert world.merge("a", "b").union.joined == 1
    world.merge("b", "a")

    for name in "ab":
        assert answers_of_gap(world, name, "France") == [Rating.EASY, Rating.GOOD]
        assert answers_of_gap(world, name, "987") == [Rating.AGAIN]
    assert unchanging(world, "a") == unchanging(world, "b")
    world.say("a", less)
    with closing(world.store("a")) as store:
        assert len(list(list_facts(store))) == 1
    assert world.merge("a", "b").is_empty


def test_the_version_written_last_holds(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", ENTROPY)
    world.say("b", REWORDED)
    world.copy("b", "c")

    world.merge("a", "b")
    world.merge("c", "a")

    for name in ("a", "c"):
        store = world.store(name)
        assert find_fact(store, id_of(ENTROPY)).draft == REWORDED
        store.close()


def test_decisions_and_suspensions_of_either_hold_in_both(world: World) -> None:
    unsure = replace(PRIOR, held="thin evidence")
    for name in ("a", "b"):
        world.say(name, ENTROPY, unsure)
    store = world.store("b")
    decide(store, [id_of(PRIOR)], accepted=True)
    mark_cards(store, {id_of(ENTROPY): (0,)}, suspension(suspended=True))
    store.close()

    world.merge("a", "b")

    store = world.store("a")
    taken = find_fact(store, id_of(PRIOR))
    assert (taken.accepted, taken.status) == (True, Status.ACTIVE)
    assert find_card(store, taken.id, 0) is not None
    assert card(store, id_of(ENTROPY)).suspended
    store.close()


def test_an_answer_taken_back_in_either_does_not_count(world: World) -> None:
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY))
    world.copy("a", "b")
    store = world.store("b")
    take_back(store, world.tick())
    store.close()

    world.merge("a", "b")

    assert ratings(world, "a", id_of(ENTROPY)) == []
    store = world.store("a")
    assert card(store, id_of(ENTROPY)).schedule.reps == 0
    store.close()


def test_an_answer_taken_back_in_a_copy_before_it_was_followed_here_leaves_a_log_that_agrees(world: World) -> None:
    world.say("a", ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    world.copy("a", "b")
    with closing(world.store("b")) as store:
        take_back(store, world.tick(DAY))
    world.tick(8 * DAY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)

    world.merge("a", "b")

    assert ratings(world, "a", id_of(ENTROPY)) == [Rating.GOOD]
    with closing(world.store("a")) as store:
        ((stored, log),) = logs_by_card(store)
        assert stored.schedule == replay(stored, log, PRESET, CLOCK)
        assert differing_answers(store) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.integers(1, 3),
    steps=st.lists(
        st.tuples(st.sampled_from("ab"), st.one_of(st.none(), st.sampled_from(list(Rating)), st.integers(0, 9))),
        max_size=12,
    ),
)
def test_logs_of_a_store_and_its_copy_agree_with_their_cards_after_a_merge(
    tmp_path_factory: pytest.TempPathFactory, before: int, steps: list[tuple[str, Rating | int | None]]
) -> None:
    """A step is an answer, a due day so many days ahead, or None: the last of them is taken back."""
    world = World(tmp_path_factory.mktemp("world"))
    world.say("a", ENTROPY)
    for _ in range(before):
        world.tick(2 * DAY)
        world.answer("a", id_of(ENTROPY))
    world.copy("a", "b")
    for name, what in steps:
        world.tick(2 * DAY)
        if isinstance(what, Rating):
            world.answer(name, id_of(ENTROPY), what)
        elif what is not None:
            world.set_due(name, id_of(ENTROPY), what)
        else:
            with closing(world.store(name)) as store:
                take_back(store, world.at)

    world.merge("a", "b")
    world.merge("b", "a")

    for name in "ab":
        with closing(world.store(name)) as store:
            assert differing_answers(store) == 0
    assert world.content("a")["cards"] == world.content("b")["cards"]


def test_undo_takes_back_what_was_answered_here_and_leaves_the_rest(world: World) -> None:
    for name in ("a", "b"):
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.tick(3 * DAY)
    world.answer("b", id_of(ENTROPY), Rating.HARD)
    world.merge("a", "b")

    store = world.store("a")
    undone = take_back(store, world.tick())

    assert undone is not None
    assert undone[0].rating is Rating.GOOD
    ((stored, log),) = logs_by_card(store)
    assert [(review.rating, review.undone) for review in log] == [(Rating.GOOD, True), (Rating.HARD, False)]
    assert stored.schedule == replay(stored, log, PRESET, CLOCK) == undone[1].schedule
    assert take_back(store, world.tick()) is None
    store.close()


def test_a_meaning_that_changed_elsewhere_is_asked_early_here(world: World) -> None:
    said = fact("Half-life of caesium-137", "about 30 years until half of a sample of it is gone").draft
    edited = replace(said, back="about 40 years until half of a sample of it is gone")
    for name in ("a", "b"):
        world.say(name, said)
    world.say("a", edited)
    world.answer("b", id_of(said), Rating.EASY)
    world.say("b", edited)
    world.copy("b", "c")

    world.merge("a", "b")
    world.merge("c", "a")

    for name in ("a", "c"):
        store = world.store(name)
        schedule = card(store, id_of(said)).schedule
        assert schedule.last
        assert schedule.due_day == schedule.last.day + 1
        store.close()


def test_a_due_day_that_was_set_after_the_meaning_changed_stays(world: World) -> None:
    said = fact("Half-life of caesium-137", "about 30 years until half of a sample of it is gone").draft
    world.say("a", said)
    world.answer("a", id_of(said), Rating.EASY)
    world.say("b", said)
    world.say("a", replace(said, back="about 40 years until half of a sample of it is gone"))
    world.set_due("a", id_of(said), 5)
    due = CLOCK.day_of(world.at) + 5

    world.merge("b", "a")
    world.merge("a", "b")

    for name in "ab":
        with closing(world.store(name)) as store:
            assert card(store, id_of(said)).schedule.due_day == due


def test_the_same_answer_at_the_same_moment_twice_counts_twice(world: World) -> None:
    world.say("a", ENTROPY)
    store = world.store("a")
    for _ in range(2):
        answer(store, id_of(ENTROPY), Rating.AGAIN, world.at)
    store.close()
    world.say("b", ENTROPY)

    world.merge("b", "a")
    world.merge("b", "a")

    assert len(ratings(world, "b", id_of(ENTROPY))) == 2


def test_the_other_file_is_only_read(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", PRIOR)
    file = world.folder / "b" / "srs.db"
    before = file.read_bytes()

    world.merge("a", "b")

    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["srs.db"]


def test_a_look_changes_nothing(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", PRIOR)
    world.answer("b", id_of(PRIOR))
    before = world.content("a")
    store = world.store("a")

    merged = merge(store, world.folder / "b" / "srs.db", PRESETS, CLOCK, apply=False)

    store.close()
    assert merged.union == (1, 1, 1, 0, 0, 0, 0)
    assert world.content("a") == before


def test_a_store_of_an_older_srs_is_taken_over_and_stays_old(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", ENTROPY, PRIOR)
    file = world.folder / "b" / "srs.db"
    with closing(sqlite3.connect(file)) as connection:
        for statement in (
            "DROP TABLE alias",
            "DROP TABLE doubt",
            "ALTER TABLE descent DROP COLUMN store",
            "DROP TABLE parameters",
            "DROP INDEX card_new",
            "DROP INDEX card_added",
            "DROP INDEX card_step",
            "DROP INDEX fact_live",
            "DROP INDEX fact_image",
            "DROP INDEX review_first",
            "DROP INDEX review_day",
            "ALTER TABLE review DROP COLUMN interval_before",
            "CREATE INDEX review_day ON review (day)",
            "DROP INDEX card_due_day",
            "CREATE INDEX card_due_day ON card (due_day) WHERE live AND NOT suspended AND due_day IS NOT NULL",
            *(f"DROP TRIGGER card_{name}" for name in ("comes", "changes", "goes")),
            "DROP TABLE waiting",
            "DROP INDEX card_buried",
            "ALTER TABLE folder DROP COLUMN mark",
            "ALTER TABLE card DROP COLUMN flag",
            "ALTER TABLE card DROP COLUMN place",
            "CREATE INDEX card_new ON card (fact, buried_until) WHERE live AND NOT suspended AND state = 'new'",
            "DROP TABLE seen_card",
            "DROP TABLE seen_fact",
            "DROP TABLE origin",
            "ALTER TABLE review DROP COLUMN origin",
            "ALTER TABLE fact DROP COLUMN given_tags",
            "DELETE FROM meta WHERE key = 'store'",
            "DELETE FROM _sqlite_migrations WHERE name NOT LIKE 'm001%'",
            "PRAGMA user_version = 1",
        ):
            connection.execute(statement)
        connection.commit()
    before = file.read_bytes()

    assert world.merge("a", "b").union.facts == 1
    assert file.read_bytes() == before
    assert world.merge("a", "b").is_empty


def bring(
    world: World, name: str, offset_hours: int, *events: Event, tags: tuple[str, ...] = (), origin: str = "anki 1"
) -> None:
    """Import a log into a store, read in another time zone."""
    store = world.store(name)
    clock = DayClock(offset_hours * 3600)
    told = ForeignFact(id_of(ENTROPY), (ForeignCard(0, events, flag=2),), tags, changed=1)
    whole = Origin(origin, world.tick(), is_whole_log=True, has_marks=True)
    take_over(store, whole, [told], Terms(PRESETS, clock, world.tick()))
    store.close()


def test_an_answer_that_both_imported_is_one_answer(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", ENTROPY)
    log = [
        Event(NOW + hours * 3_600_000, Act.ANSWERED, 3, ReviewKind.LEARN, 900, days)
        for hours, days in ((1, 5), (100, 11))
    ]
    world.tick(20 * DAY)
    world.answer("b", id_of(ENTROPY), Rating.HARD)
    bring(world, "a", 0, *log, tags=("mine",))
    bring(world, "b", 9, *log, Event(NOW + 12 * DAY, Act.MOVED, days=3), tags=("yours",))

    there, back = world.merge("a", "b").union, world.merge("b", "a").union
    assert (there.reviews, there.by_hand) == (1, 1)
    assert (back.reviews, back.by_hand) == (0, 0)
    assert world.merge("a", "b").is_empty

    assert world.content("a")["cards"] == world.content("b")["cards"]
    store = world.store("a")
    assert find_fact(store, id_of(ENTROPY)).given_tags == ("mine", "yours")
    assert store.connection.execute("SELECT count(*) FROM seen_card").fetchone() == (1,)
    bring(world, "a", 9, *log)
    assert len(reviews_of(store, id_of(ENTROPY))) == 3
    store.close()


def test_two_answers_of_one_millisecond_on_two_machines_both_count(world: World) -> None:
    for name in ("a", "b"):
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.at -= 60_000
    world.answer("b", id_of(ENTROPY), Rating.EASY)
    bring_package(world, "b", "a", 0)

    world.merge("a", "b")
    world.merge("b", "a")

    for name in ("a", "b"):
        assert sorted(ratings(world, name, id_of(ENTROPY))) == [Rating.GOOD, Rating.EASY]
    assert world.content("a")["cards"] == world.content("b")["cards"]


def test_an_answer_that_was_taken_back_where_it_came_by_an_import_is_so_in_whatever_order_stores_meet(
    world: World,
) -> None:
    for name in ("a", "b", "c"):
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    bring_package(world, "b", "a", 0)
    world.copy("b", "d")
    with closing(world.store("d")) as store:  # as a later file of the same place would
        store.connection.execute("INSERT INTO undone SELECT id, 5 FROM review")
    world.copy("a", "e")

    world.merge("b", "a")
    world.merge("b", "d")
    world.merge("a", "d")
    world.merge("d", "e")

    for name in ("a", "b", "d"):
        assert [undone for *_, undone in answers_of(world, name)] == [True]


def doubled(world: World, name: str) -> None:
    """Make a store in which an answer stands twice, as an earlier merge left it."""
    world.say(name, ENTROPY)
    world.answer(name, id_of(ENTROPY), Rating.GOOD)
    columns = "card, at, day, rating, taken_ms, kind, before, state, step, due_at, due_day, stability, difficulty, interval_days, reps, lapses"
    with closing(sqlite3.connect(world.folder / name / "srs.db")) as connection:
        connection.execute(
            f"INSERT INTO review (id, {columns}, origin) SELECT -id, {columns}, 'anki 1' FROM review WHERE id > 0"
        )
        connection.execute("UPDATE card SET reps = 2")
        connection.commit()


def reps_and_rows(world: World, name: str) -> tuple[int, int, int]:
    """Return how many answers count for the card, how many are shown, and how many rows the log has."""
    with closing(world.store(name)) as store:
        rows = store.connection.execute("SELECT count(*) FROM review").fetchone()[0]
        return card(store, id_of(ENTROPY)).schedule.reps, len(list(history(store))), rows


def test_an_answer_that_stands_in_the_log_twice_counts_once_after_a_merge_and_both_rows_stay(world: World) -> None:
    doubled(world, "a")
    world.say("b", ENTROPY)
    assert reps_and_rows(world, "a") == (2, 2, 2)

    world.merge("a", "b")
    world.merge("b", "a")

    assert reps_and_rows(world, "a") == (1, 1, 2)
    assert reps_and_rows(world, "b") == (1, 1, 2)
    assert world.merge("a", "b").is_empty


def test_days_set_by_hand_one_after_the_other_are_two_changes_whatever_comes_again(world: World) -> None:
    for name in "abc":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    world.set_due("a", id_of(ENTROPY), 4)
    bring_package(world, "b", "a", 3)
    world.set_due("b", id_of(ENTROPY), 30)

    for _ in range(2):
        bring_package(world, "a", "b", 3)
        world.merge("a", "c")
    world.merge("b", "a")

    for name in "ab":
        with closing(world.store(name)) as store:
            assert card(store, id_of(ENTROPY)).schedule.due_day == CLOCK.day_of(world.at) + 30
            assert len(list(history(store))) == 3


def test_an_answer_to_a_card_that_a_clock_ahead_has_forgotten_stands(world: World) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY))
    with closing(world.store("a")) as store:
        forgotten_ahead(store, id_of(ENTROPY), world.tick(3 * DAY), 1_800_000)
        world.tick(600_000)
        world.answer("a", id_of(ENTROPY), Rating.EASY)
        before = card(store, id_of(ENTROPY)).schedule

        assert stale_memories(store, PRESETS)[0] == {}
    world.merge("b", "a")

    for name in "ab":
        with closing(world.store(name)) as store:
            assert card(store, id_of(ENTROPY)).schedule == before


@pytest.mark.parametrize("ahead", [0, 1_800_000])
def test_an_answer_to_a_card_that_a_clock_ahead_made_due_stands(world: World, ahead: int) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    world.tick(DAY + ahead)
    world.set_due("a", id_of(ENTROPY), 0)
    world.at -= ahead
    for rating in (Rating.AGAIN, Rating.EASY):
        world.answer("a", id_of(ENTROPY), rating)
    with closing(world.store("a")) as store:
        before = card(store, id_of(ENTROPY)).schedule

    world.merge("b", "a")

    with closing(world.store("b")) as store:
        assert card(store, id_of(ENTROPY)).schedule == before
        assert differing_answers(store) == 0


def due_day(world: World, name: str) -> int | None:
    with closing(world.store(name)) as store:
        return card(store, id_of(ENTROPY)).schedule.due_day


def test_a_day_set_by_hand_elsewhere_counts_by_an_import_as_by_a_merge(world: World) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    bring_package(world, "b", "a", 0)
    world.set_due("a", id_of(ENTROPY), 3)
    world.set_due("b", id_of(ENTROPY), 7)

    bring_package(world, "a", "b", 0)

    assert due_day(world, "a") == CLOCK.day_of(world.at) + 7


def test_an_answer_soon_after_another_that_is_here_twice_is_taken(world: World) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    world.answer("b", id_of(ENTROPY))
    bring_package(world, "a", "b", 0)
    world.merge("a", "b")
    world.at -= 140_000
    world.answer("b", id_of(ENTROPY))  # 40 seconds after the first: the package came two minutes later

    bring_package(world, "a", "b", 0)

    assert len(ratings(world, "a", id_of(ENTROPY))) == 2


def test_what_a_file_has_is_never_taken_back_for_it(world: World) -> None:
    log = [Event(NOW, Act.ANSWERED, 3, ReviewKind.LEARN, 900, 5)]
    for name in "ab":
        world.say(name, ENTROPY)
    for name, origin in (("a", "anki 1"), ("b", "anki 2"), ("b", "anki 1")):
        if (name, origin) == ("b", "anki 1"):
            world.merge("b", "a")
        with closing(world.store(name)) as store:
            told = ForeignFact(id_of(ENTROPY), (ForeignCard(0, tuple(log)),))
            take_over(
                store, Origin(origin, world.tick(), is_whole_log=True), [told], Terms(PRESETS, CLOCK, world.tick())
            )

    assert ratings(world, "b", id_of(ENTROPY)) == [Rating.GOOD]


def test_undo_takes_back_the_answer_that_counts_again_since_it_is_in_a_file_again(world: World) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY))
    world.copy("a", "full")
    bring_package(world, "b", "a", 0)
    with closing(world.store("b")) as store:  # as a later file of the same place would
        store.connection.execute("INSERT INTO undone SELECT id, 5 FROM review")
    world.merge("a", "b")
    assert ratings(world, "a", id_of(ENTROPY)) == []

    with closing(world.store("full")) as source:
        package = package_of(source, 0)
    with closing(world.store("a")) as store:
        take_over(
            store, Origin("anki a", world.tick(), is_whole_log=True), package, Terms(PRESETS, CLOCK, world.tick())
        )
        assert len(reviews_of(store, id_of(ENTROPY))) == 1
        assert take_back(store, world.tick())
        assert reviews_of(store, id_of(ENTROPY)) == []


@pytest.mark.parametrize(("at", "other_at"), [(NOW + 3, NOW), (NOW, NOW + 3)])
def test_an_answer_that_two_programs_numbered_some_milliseconds_apart_is_one(
    world: World, at: int, other_at: int
) -> None:
    for name in "ab":
        world.say(name, ENTROPY)
    for name, origin, stands in (("a", "anki 1", at), ("b", "anki 2", other_at)):
        bring(world, name, 0, Event(stands, Act.ANSWERED, 3, ReviewKind.LEARN, 900, 5), origin=origin)

    world.merge("a", "b")

    assert len(ratings(world, "a", id_of(ENTROPY))) == 1


def test_two_stores_agree_on_an_answer_that_each_read_on_another_log(world: World) -> None:
    for name in "abc":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.GOOD)
    world.answer("c", id_of(ENTROPY), Rating.HARD)
    bring_package(world, "a", "c", 0)
    bring_package(world, "b", "c", 0)
    world.copy("a", "d")

    world.merge("a", "b")
    world.merge("b", "d")

    assert world.content("a")["cards"] == world.content("b")["cards"]
    assert world.merge("a", "b").is_empty


def test_an_answer_that_was_given_again_stays_so_when_a_store_comes_that_never_had_it(world: World) -> None:
    for name in "abc":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY))
    bring_package(world, "b", "a", 0)
    with closing(world.store("a")) as store:
        take_back(store, world.tick())
    bring_package(world, "b", "a", 0)
    world.merge("a", "b")
    with closing(world.store("a")) as store:
        assert give_again(store)

    world.merge("a", "c")

    assert ratings(world, "a", id_of(ENTROPY)) == [Rating.GOOD]
    assert [undone for *_, undone in answers_of(world, "a")] == [False]


def test_undo_leaves_the_day_that_was_set_later_in_another_store(world: World) -> None:
    for name in "ac":
        world.say(name, ENTROPY)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    world.merge("c", "a")
    world.set_due("c", id_of(ENTROPY), 3)
    world.set_due("a", id_of(ENTROPY), 20)
    world.merge("c", "a")
    later = CLOCK.day_of(world.at) + 20

    with closing(world.store("c")) as store:
        assert take_back(store, world.tick())
        assert card(store, id_of(ENTROPY)).schedule.due_day == later
        assert give_again(store)
        assert card(store, id_of(ENTROPY)).schedule.due_day == later


def test_a_card_whose_log_grew_is_settled_though_both_had_it_due_on_one_day(world: World) -> None:
    for name in "abc":
        world.say(name, ENTROPY)
    world.set_due("c", id_of(ENTROPY), 9)
    world.set_due("c", id_of(ENTROPY), 0)
    world.answer("a", id_of(ENTROPY), Rating.EASY)
    bring_package(world, "b", "a", 0)
    world.copy("a", "d")

    world.merge("a", "b")
    world.merge("b", "c")
    world.merge("a", "b")
    world.merge("d", "c")
    world.merge("d", "b")

    assert world.content("a")["cards"] == world.content("d")["cards"]


def test_damage_in_the_other_file_is_said_of_it(world: World) -> None:
    world.say("a", ENTROPY)
    world.say("b", *(fact(f"Term {number}", "what it means " * 20, line=number).draft for number in range(200)))
    file = world.folder / "b" / "srs.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 9000] = bytes(9000)
    file.write_bytes(data)

    with pytest.raises(BrokenStore) as caught:
        world.merge("a", "b")

    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"no database at all, but long enough to be looked at" * 30, StoreError),
        (b"", StoreError),
        (None, NewerStore),
    ],
)
def test_a_file_that_is_no_store_of_this_srs_is_refused(
    world: World, content: bytes | None, error: type[Exception]
) -> None:
    world.say("a", ENTROPY)
    world.say("b", PRIOR)
    file = world.folder / "b" / "srs.db"
    if content is not None:
        file.write_bytes(content)
    else:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 99")
    before = world.content("a")

    with pytest.raises(error) as caught:
        world.merge("a", "b")

    assert str(file) in str(caught.value)
    assert world.content("a") == before


def test_a_store_is_not_merged_with_itself(world: World) -> None:
    world.say("a", ENTROPY)

    with pytest.raises(UsageError):
        world.merge("a", "a")


class Step(NamedTuple):
    """Something done in one of three stores: a note that says a version of a text, or none; an answer, an undo, a mark."""

    store: str
    what: str
    which: int
    value: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from("abc"),
        st.sampled_from(("say", "say", "answer", "answer", "answer", "forget ahead", "undo", "suspend", "wait")),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    min_size=6,
    max_size=40,
)
AHEAD = 90_000
"""By how much a clock is ahead that is so: the next step is done before its time has come."""
TERMS = ("Entropy", "Prior", "Fold")
WORDINGS = (
    "the mean {} of 3 sources of many symbols in a row",
    "the average {} of 3 sources of many symbols in a row",
    "the average {} of 5 sources of many symbols in a row",
    "",
)
"""What is said of a term, one after the other; nothing at last."""


def drafts_of(said: dict[int, int]) -> list[Draft]:
    return [
        fact(TERMS[which], WORDINGS[version].format(TERMS[which][::-1]), line=which + 1).draft
        for which, version in sorted(said.items())
        if WORDINGS[version]
    ]


def act(world: World, steps: Sequence[Step]) -> None:
    """Carry out steps; a term is only ever said in later wordings than before, as in notes that are kept in step."""
    said: dict[str, dict[int, int]] = {name: {} for name in "abc"}
    for name, what, which, value in steps:
        store = world.store(name)
        at = world.tick()
        cards = [find_card(store, one.id, 0) for one in list_facts(store)]
        live = [one for one in cards if one is not None]
        if what == "say":
            said[name][which] = max(value, said[name].get(which, 0))
            say(store, drafts_of(said[name]), at)
        elif what == "answer" and live:
            answer(store, live[which % len(live)].fact, Rating(value + 1), at)
        elif what.startswith("set due") and live:
            set_due_in(store, live[which % len(live)].fact, value * value, at + AHEAD * what.endswith("ahead"))
        elif what == "undo":
            take_back(store, at)
        elif what == "suspend" and live:
            mark_cards(store, {live[which % len(live)].fact: (0,)}, suspension(suspended=True))
        elif what == "wait":
            world.tick((value + 1) * 2 * DAY)
        elif what == "forget ahead" and live:
            forgotten_ahead(store, live[which % len(live)].fact, at, AHEAD)
        elif what == "import":
            bring_package(world, name, "abc"[which], which * 3)
        store.close()


def forgotten_ahead(store: Store, known: FactId, at: int, ahead: int) -> None:
    """Import that a card was forgotten, on a device whose clock is some milliseconds ahead."""
    card = ForeignCard(0, (Event(at + ahead, Act.FORGOTTEN),))
    take_over(store, Origin("anki 1", at), [ForeignFact(known, (card,))], Terms(PRESETS, CLOCK, at))


def package_of(store: Store, shift: int) -> list[ForeignFact]:
    """Return the answers that count as a package gives them, each later by some milliseconds."""
    facts: dict[FactId, list[ForeignCard]] = {}
    for asked, log in logs_by_card(store):
        events = [_event(review, shift) for review in log if not review.undone]
        due = Due(asked.schedule.due_day, asked.schedule.due_at, interval_days=asked.schedule.interval_days)
        facts.setdefault(asked.fact, []).append(ForeignCard(asked.ord, tuple(events), due))
    return [ForeignFact(known, tuple(cards)) for known, cards in facts.items()]


def _event(review: Review, shift: int) -> Event:
    after, at = review.after, review.order[0]
    seconds = (after.due_at - review.moment.at) // 1000 if after.due_at else 0
    days = after.interval_days if after.state is State.REVIEW else 0
    if review.kind is ReviewKind.MANUAL:
        return Event(at + shift, Act.MOVED, days=days)
    return Event(at + shift, Act.ANSWERED, review.rating, review.kind, review.taken_ms, days, seconds)


def bring_package(world: World, name: str, other: str, shift: int) -> None:
    """Import the package of another store."""
    with closing(world.store(other)) as source:
        package = package_of(source, shift)
    with closing(world.store(name)) as store:
        names = names_of_facts(store)
        facts = [one._replace(id=names[one.id]) for one in package if one.id in names]
        origin = Origin(f"anki {other}", world.tick(), is_whole_log=True)
        take_over(store, origin, facts, Terms(PRESETS, CLOCK, world.tick()))


def answers_of(world: World, name: str) -> list[tuple[Any, ...]]:
    """Return the answers that a store shows, and whether they were taken back."""
    with closing(world.store(name)) as store:
        found = [
            (fact, ord_, one.order[0] // 1000, one.rating, one.taken_ms, one.undone)
            for fact, ord_, _, one in history(store)
        ]
    return sorted(found)


def known_to(world: World, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a store knows; what came by an import is written down as it was read by each."""
    return world.content(name) | {"reviews": answers_of(world, name)}


def check_unions(world: World, steps: Sequence[Step]) -> None:
    """Carry out steps and merge the three stores in every way: all know the same, every answer once."""
    for name in "abc":
        world.store(name).close()
    act(world, steps)
    answers: Counter[tuple[Any, ...]] = Counter()
    for name in "abc":
        answers |= Counter(answer[1:-1] for answer in answers_of(world, name))

    ab, ba = world.copy("a", "ab"), world.copy("b", "ba")
    world.merge(ab, "b")
    world.merge(ba, "a")
    assert known_to(world, ab) == known_to(world, ba)
    before = known_to(world, ab)
    assert world.merge(ab, "b").is_empty
    assert known_to(world, ab) == before

    left, bc, right = world.copy(ab, "left"), world.copy("b", "bc"), world.copy("a", "right")
    world.merge(left, "c")
    world.merge(bc, "c")
    world.merge(right, bc)
    assert known_to(world, left) == known_to(world, right)
    assert Counter(answer[1:-1] for answer in answers_of(world, left)) == answers


def unchanging(world: World, name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a store knows but when facts changed: a fact whose gaps get other numbers twice is newer by a second more."""
    content = world.content(name)
    return content | {"facts": [row[:-1] for row in content["facts"]]}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.one_of(st.sets(st.sampled_from(HIDDEN), min_size=1), st.sampled_from(HIDDEN), st.sampled_from(HIDDEN)),
        ),
        min_size=6,
        max_size=24,
    )
)
def test_merging_is_so_where_gaps_come_and_go(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | set[str]]]
) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    for name in "abc":
        world.say(name, heart("four"))
    given: dict[int, str] = {}
    for name, what in steps:
        if isinstance(what, str):
            if answer_gap(world, name, what):
                given[world.at] = what
        else:
            world.say(name, heart(*what))

    ab, ba = world.copy("a", "ab"), world.copy("b", "ba")
    world.merge(ab, "b")
    world.merge(ba, "a")
    assert unchanging(world, ab) == unchanging(world, ba)
    assert world.merge(ab, "b").is_empty
    assert unchanging(world, ab) == unchanging(world, ba)

    left, bc, right = world.copy(ab, "left"), world.copy("b", "bc"), world.copy("a", "right")
    world.merge(left, "c")
    world.merge(bc, "c")
    world.merge(right, bc)
    assert unchanging(world, left) == unchanging(world, right)
    means = {
        (row[0], int(number) - 1): word
        for row in world.content(left)["descent"]
        for number, word in re.findall(r"c(\d+)::(\w+)", row[4])
    }
    assert all(means[row[0], row[1]] == given[row[2]] for row in world.content(left)["reviews"])


BESIDE = [Step(name, "say", which, 0) for name in "abc" for which in (0, 1)]
IMPORTS = st.lists(
    st.builds(
        Step,
        st.sampled_from("abc"),
        st.sampled_from(("answer", "answer", "set due", "set due ahead", "undo", "wait", "import", "import")),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=20,
)
"""Answers of the same facts and changes by hand, that come to other stores in packages as well."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_merging_is_commutative_associative_and_idempotent(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    check_unions(World(tmp_path_factory.mktemp("world")), steps)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=IMPORTS)
@example(  # a change by hand that an answer followed in one package and none in the other
    steps=[
        Step("a", "set due", 0, 0),
        Step("b", "import", 0, 0),
        Step("a", "answer", 0, 0),
        Step("c", "import", 0, 0),
        Step("c", "import", 1, 0),
    ]
)
def test_merging_is_so_where_answers_also_came_by_an_import(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    check_unions(World(tmp_path_factory.mktemp("world")), [*BESIDE, *steps])
