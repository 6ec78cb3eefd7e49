"""Plans carried out in the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, DAY, NOW, answer, card, say, take_back

from srs.errors import UnknownId
from srs.model import FactId, Rating, Status, Way
from srs.search.words import Field, Glob, Match
from srs.store.cards import (
    bury_fact,
    cards_of,
    due_cards,
    find_card,
    live_cards,
    load_card,
    new_cards,
    suspend_card,
)
from srs.store.check import orphans
from srs.store.counts import count_done, count_due, count_live, shows_images
from srs.store.decisions import decide
from srs.store.facts import descent_of, find_fact, list_facts
from srs.store.log import reviews_of
from srs.store.search import Today, compile_query
from srs.store.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from srs.model import Draft
    from srs.store.open import Store

TODAY = CLOCK.moment(NOW)
ONE = fact("Entropy", "the mean surprise of a source of symbols", line=1).draft
TWO = fact("Prior", "what is believed before any data is seen", line=2).draft
CLOZE = fact("{{c1::Paris}} is in {{c2::France}}", "", way=Way.CLOZE, line=3).draft


def ids(store: Store) -> dict[str, FactId]:
    return {one.draft.front: one.id for one in list_facts(store, retired=True)}


def changes(store: Store, known: FactId) -> list[str]:
    return [change for _, change, *_ in descent_of(store, known)]


def live(store: Store, known: FactId) -> list[int]:
    return [card.ord for card in live_cards(store).get(known, [])]


def test_a_fact_is_read_as_it_was_written(store: Store) -> None:
    draft = fact(
        "front\n$x$", "back 日本", extra="e", deck="a::b", tags=("t", "u::v"), context=("Title", "Head"), way=Way.BOTH
    ).draft

    say(store, [draft])

    (stored,) = list_facts(store)
    assert stored.draft == draft
    assert (stored.status, stored.accepted, stored.changed_at) == (Status.ACTIVE, None, NOW)


def test_facts_come_in_the_order_of_the_notes(store: Store) -> None:
    drafts = [
        fact(str(n), f"back {n}", path=path, line=n).draft for n, path in ((9, "a.md"), (10, "a.md"), (1, "b.md"))
    ]

    say(store, drafts[::-1])

    assert [one.draft for one in list_facts(store)] == drafts


def test_a_fact_keeps_everything_it_ever_said(store: Store) -> None:
    say(store, [ONE])
    say(store, [fact(ONE.front, "the average surprise of a source of symbols").draft], NOW + 1)
    say(store, [fact(ONE.front, "the average surprise of a source of symbols", path="b.md").draft], NOW + 2)
    say(store, [], NOW + 3)
    say(store, [ONE], NOW + 4)

    (known,) = list_facts(store)

    assert descent_of(store, known.id) == [
        (NOW, "created", ONE.front, ONE.back, "a.md", 1),
        (NOW + 1, "reworded", ONE.front, "the average surprise of a source of symbols", "a.md", 1),
        (NOW + 2, "moved", ONE.front, "the average surprise of a source of symbols", "b.md", 1),
        (NOW + 3, "retired", ONE.front, "the average surprise of a source of symbols", "b.md", 1),
        (NOW + 4, "revived", ONE.front, ONE.back, "a.md", 1),
    ]


def test_moving_within_a_note_leaves_no_trace_in_descent(store: Store) -> None:
    say(store, [ONE])
    say(store, [fact(ONE.front, ONE.back, line=7).draft], NOW + DAY)

    (known,) = list_facts(store)

    assert changes(store, known.id) == ["created"]
    assert known.draft.source.first_line == 7
    assert known.changed_at == NOW


def test_a_decision_on_a_fact_that_a_sync_has_retired_meanwhile_is_none(store: Store) -> None:
    say(store, [replace(ONE, held="a single line"), replace(TWO, held="a single line")])
    known = ids(store)
    say(store, [replace(TWO, held="a single line")])

    decided = decide(store, known.values(), accepted=True)

    assert [one.id for one in decided] == [known[TWO.front]]
    assert {one.draft.front: one.status for one in list_facts(store, retired=True)} == {
        ONE.front: Status.RETIRED,
        TWO.front: Status.ACTIVE,
    }
    assert (live(store, known[ONE.front]), live(store, known[TWO.front])) == ([], [0])


def test_a_decision_is_about_what_a_fact_says_now(store: Store) -> None:
    say(store, [replace(CLOZE, held="a single line")])
    (known,) = ids(store).values()
    say(store, [replace(CLOZE, front="{{c1::Paris}} is in {{c2::France}}, {{c3::Europe}}", held="a single line")])

    decide(store, [known], accepted=True)

    assert live(store, known) == [0, 1, 2]


def test_changed_at_is_the_time_of_the_last_change_a_card_shows(store: Store) -> None:
    say(store, [ONE])
    say(store, [fact(ONE.front, ONE.back, context=("Heading",)).draft], NOW + DAY)

    (known,) = list_facts(store)

    assert known.changed_at == NOW + DAY


@pytest.mark.parametrize("later", [1, 999, 0, -DAY])
def test_each_change_is_a_later_second_for_anki_whatever_the_clock_says(store: Store, later: int) -> None:
    say(store, [ONE])
    seconds = []
    for back in ("the average surprise of a source", "the mean surprise of all its symbols"):
        say(store, [fact(ONE.front, back).draft], NOW + later)
        say(store, [fact(ONE.front, back).draft], NOW + later)
        (known,) = list_facts(store)
        seconds.append(known.changed_at // 1000)

    assert seconds == [NOW // 1000 + 1, NOW // 1000 + 2]


def test_an_edit_keeps_reviews_and_schedule(store: Store) -> None:
    say(store, [ONE])
    known = ids(store)["Entropy"]
    answer(store, known)
    before = card(store, known)

    say(store, [fact(ONE.front, "the average surprise of a source of symbols").draft], NOW + DAY)

    assert card(store, known) == before
    assert len(reviews_of(store, known)) == 1


def test_a_retired_fact_is_in_no_list_of_what_is_due(store: Store) -> None:
    say(store, [ONE, TWO])
    answer(store, ids(store)["Entropy"], Rating.EASY)
    month = CLOCK.moment(NOW + 60 * DAY)

    say(store, [], NOW + DAY)

    assert count_live(store) == 0
    assert count_due(store, month.day) == (0, 0, 0)
    assert due_cards(store, month, EVERYTHING, most_due=99) == []
    assert new_cards(store, month, EVERYTHING, most=99) == []
    assert find_card(store, ids(store)["Entropy"], 0) is None
    assert list(list_facts(store)) == []


def test_a_retired_fact_keeps_its_cards_and_reviews(store: Store) -> None:
    say(store, [ONE])
    known = ids(store)["Entropy"]
    answer(store, known)

    say(store, [], NOW + DAY)

    assert len(cards_of(store, known)) == 1
    assert len(reviews_of(store, known)) == 1
    assert find_fact(store, known).status is Status.RETIRED


def test_a_revived_fact_goes_on_where_it_was(store: Store) -> None:
    say(store, [ONE])
    known = ids(store)["Entropy"]
    answer(store, known, Rating.EASY)
    before = card(store, known)
    say(store, [], NOW + DAY)

    say(store, [ONE], NOW + 2 * DAY)

    assert card(store, known) == before
    assert len(reviews_of(store, known)) == 1


def test_a_fact_is_revived_by_a_wording_it_once_had(store: Store) -> None:
    say(store, [ONE])
    say(store, [fact(ONE.front, "the average surprise of a source of symbols").draft])
    say(store, [])

    say(store, [ONE])

    assert len(ids(store)) == 1
    assert count_live(store) == 1


def test_a_gap_that_is_gone_leaves_its_card_out_and_keeps_its_reviews(store: Store) -> None:
    say(store, [CLOZE])
    (known,) = ids(store).values()
    answer(store, known, ord_=1)

    say(store, [fact("{{c1::Paris}} is in France", "", way=Way.CLOZE, line=3).draft])

    assert live(store, known) == [0]
    assert [ord_ for ord_, _ in reviews_of(store, known)] == [1]


def test_a_gap_that_is_back_goes_on_where_it_was(store: Store) -> None:
    say(store, [CLOZE])
    (known,) = ids(store).values()
    answer(store, known, ord_=1)
    before = card(store, known, 1)
    say(store, [fact("{{c1::Paris}} is in France", "", way=Way.CLOZE, line=3).draft])

    say(store, [CLOZE])

    assert live(store, known) == [0, 1]
    assert card(store, known, 1) == before


def test_asking_both_ways_adds_a_card(store: Store) -> None:
    say(store, [ONE])
    known = ids(store)["Entropy"]
    answer(store, known)
    before = card(store, known)

    say(store, [fact(ONE.front, ONE.back, way=Way.BOTH).draft])

    assert live(store, known) == [0, 1]
    assert card(store, known) == before


def held(draft: Draft) -> Draft:
    from dataclasses import replace

    return replace(draft, held="it may be a heading")


def test_a_held_fact_is_not_asked(store: Store) -> None:
    say(store, [held(ONE)])

    (known,) = list_facts(store)

    assert known.status is Status.HELD
    assert live(store, known.id) == []
    assert count_due(store, TODAY.day) == (0, 0, 0)


def test_a_held_fact_whose_text_became_plain_is_asked(store: Store) -> None:
    say(store, [held(ONE)])

    say(store, [ONE])

    assert count_due(store, TODAY.day) == (1, 0, 0)


def test_counts_tell_new_learning_and_due_cards(store: Store) -> None:
    say(store, [ONE, TWO, CLOZE])
    known = ids(store)
    answer(store, known["Entropy"], Rating.AGAIN)
    answer(store, known["Prior"], Rating.EASY, NOW - 90 * DAY)

    assert count_due(store, TODAY.day) == (2, 1, 1)


def test_what_was_done_today_is_counted_by_card_and_without_undone_answers(store: Store) -> None:
    say(store, [ONE, TWO])
    known = ids(store)
    answer(store, known["Entropy"], Rating.AGAIN)
    answer(store, known["Entropy"], Rating.GOOD, NOW + 60_000)
    answer(store, known["Prior"], Rating.GOOD, NOW + 120_000)
    take_back(store, NOW)

    assert count_done(store, TODAY.day) == (1, 0)


def test_suspended_and_buried_cards_are_not_asked(store: Store) -> None:
    say(store, [ONE, TWO])
    known = ids(store)
    suspend_card(store, card(store, known["Entropy"]).id)
    bury_fact(store, known["Prior"], TODAY.day + 1)

    assert count_due(store, TODAY.day) == (0, 0, 0)
    assert count_due(store, TODAY.day + 1) == (1, 0, 0)


def test_a_suspended_card_can_be_taken_back_in(store: Store) -> None:
    say(store, [ONE])
    asked = card(store, ids(store)["Entropy"])
    suspend_card(store, asked.id)

    suspend_card(store, asked.id, suspended=False)

    assert load_card(store, asked.id)[2]


def fronts(store: Store, selection: Selection) -> list[str]:
    found = {one.id: one.draft.front for one in list_facts(store)}
    return [found[one.fact] for one in new_cards(store, TODAY, selection, most=99)]


def chosen(store: Store, field: Field, name: str) -> list[str]:
    return fronts(store, compile_query(store, Match(field, Glob((name,))), Today(TODAY.day, 0)))


def test_a_deck_has_the_decks_below_it_and_no_others(store: Store) -> None:
    decks = ["ml", "ml::nets", "ml_2", "mlops", "other"]
    say(store, [fact(deck or "none", f"back {deck}", deck=deck, line=n).draft for n, deck in enumerate(decks, 1)])

    assert chosen(store, Field.DECK, "ml") == ["ml", "ml::nets"]
    assert chosen(store, Field.DECK, "ml_2") == ["ml_2"]
    assert fronts(store, EVERYTHING) == decks


def test_a_tag_has_the_tags_below_it_and_no_others(store: Store) -> None:
    tags = ["a_b", "axb::c", "a_b::c", "a_bc"]
    say(store, [fact(tag, f"back {tag}", tags=("z", tag), line=n).draft for n, tag in enumerate(tags, 1)])

    assert chosen(store, Field.TAG, "a_b") == ["a_b", "a_b::c"]


def test_an_id_is_found_by_its_beginning(store: Store) -> None:
    say(store, [ONE])
    known = ids(store)["Entropy"]

    assert find_fact(store, known[:5]).id == known
    assert find_fact(store, known[:5].upper()).id == known


@pytest.mark.parametrize("given", ["", "zzzz", "%", "_", "\\", "'", "\0", "é", "\udc80"])
def test_an_unknown_id_is_refused(store: Store, given: str) -> None:
    say(store, [ONE])

    with pytest.raises(UnknownId):
        find_fact(store, given)


def test_an_id_of_any_length_is_unknown_and_no_fault_of_the_database(store: Store) -> None:
    say(store, [ONE])

    with pytest.raises(UnknownId):
        find_fact(store, "a" * 60_000)


def test_an_ambiguous_id_is_refused_with_the_number_of_facts(store: Store) -> None:
    say(store, [fact(f"term {n}", f"meaning {n}", line=n).draft for n in range(1, 80)])
    beginnings = [known[0] for known in ids(store).values()]
    shared = max(set(beginnings), key=beginnings.count)

    with pytest.raises(UnknownId, match=f"^{beginnings.count(shared)} facts"):
        find_fact(store, shared)


def test_no_row_refers_to_nothing_after_any_of_this(store: Store) -> None:
    say(store, [ONE, TWO, CLOZE])
    answer(store, ids(store)["Entropy"])
    say(store, [TWO])
    say(store, [ONE])

    assert orphans(store) == 0


def plans_of(store: Store, work: object) -> list[str]:
    """Return SQLite's plan of every SELECT that `work` runs."""
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    work()  # type: ignore[operator]
    store.connection.set_trace_callback(None)
    selects = [statement for statement in statements if "SELECT" in statement]
    assert selects
    return [row[3] for one in selects for row in store.connection.execute(f"EXPLAIN QUERY PLAN {one}")]


def test_telling_what_is_due_counts_steps_and_buried_cards_alone(store: Store) -> None:
    plans = plans_of(store, lambda: count_due(store, TODAY.day))

    cards = [plan for plan in plans if " card" in plan]
    assert [plan.split(" USING ")[1].split(" (")[0].split()[-1] for plan in cards] == [
        "card_buried",
        "card_due_at",
        "card_buried",
    ]


def test_counting_what_is_due_among_some_reads_indexes_only(store: Store) -> None:
    plans = plans_of(store, lambda: count_due(store, TODAY.day, Selection("1 = 1")))

    cards = [plan for plan in plans if " card" in plan]
    assert [plan.split(" USING ")[1].split(" (")[0].split()[-1] for plan in cards] == [
        "card_added",
        "card_due_at",
        "card_due_day",
    ]


def test_counting_what_was_done_reads_one_day_only(store: Store) -> None:
    plans = plans_of(store, lambda: count_done(store, TODAY.day))

    assert [plan for plan in plans if plan.startswith("SCAN review")] == []


def test_due_cards_are_found_by_index(store: Store) -> None:
    plans = plans_of(store, lambda: due_cards(store, TODAY, EVERYTHING, most_due=10))

    assert [plan for plan in plans if plan in ("SCAN card", "SCAN fact")] == []


def test_a_fact_whose_meaning_changed_is_asked_from_the_day_after_its_last_answer(store: Store) -> None:
    said = fact("Half-life of caesium-137", "about 30 years until half of a sample of it is gone").draft
    say(store, [said])
    (known,) = ids(store).values()
    answer(store, known, Rating.EASY)
    before = card(store, known).schedule
    assert before.due_day
    assert before.due_day > TODAY.day + 1

    say(store, [replace(said, back="about 40 years until half of a sample of it is gone")], NOW + 1000)

    after = card(store, known).schedule
    assert changes(store, known) == ["created", "meaning"]
    assert after == replace(before, due_day=TODAY.day + 1)
    assert due_cards(store, CLOCK.moment(NOW + DAY), EVERYTHING, most_due=9) == [card(store, known)]


def test_a_reworded_fact_is_asked_when_it_would_have_been(store: Store) -> None:
    said = fact("Half-life of caesium-137", "about 30 years until half of a sample of it is gone").draft
    say(store, [said])
    (known,) = ids(store).values()
    answer(store, known, Rating.EASY)
    before = card(store, known).schedule

    say(store, [replace(said, back="about 30 years until one half of some sample of it is gone")], NOW + 1000)

    assert changes(store, known) == ["created", "reworded"]
    assert card(store, known).schedule == before


@pytest.mark.parametrize(
    "draft",
    [
        fact("What is ![this](a.png)?", "a disc").draft,
        fact("What is this?", "![[a.png]]").draft,
        fact("What is this?", "a disc", extra="see\n![a](a.png)").draft,
    ],
)
def test_a_fact_in_the_drill_that_names_an_image_is_known(store: Store, draft: Draft) -> None:
    say(store, [ONE, draft])
    shown = shows_images(store)
    say(store, [ONE])

    assert shown
    assert not shows_images(store)


def test_whether_images_are_named_is_asked_of_an_index(store: Store) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    shows_images(store)
    store.connection.set_trace_callback(None)

    [plan] = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}") if "fact" in row[3]]
    assert "USING" in plan
    assert "INDEX fact_image" in plan
