"""What became of a card's text since it was last answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import DAY, NOW, answer, card, new_store, say

from srs.app.changed import Rewording, rewording_of
from srs.model import Change, Edited, Plan, Way
from srs.store.facts import list_facts
from srs.store.plan_writing import apply_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.model import Draft
    from srs.store.open import Store

MEAN = "the mean surprise of a source of symbols"
AVERAGE = "the average surprise of a source of symbols"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    say(store, [fact("Entropy", MEAN).draft])
    yield store
    store.close()


def rewording(store: Store, ord_: int = 0) -> Rewording | None:
    (one,) = list_facts(store)
    return rewording_of(store, card(store, one.id, ord_), one)


def edit(store: Store, draft: Draft, change: Change, at: int) -> None:
    """Let the note say this in place of what it said."""
    (one,) = list_facts(store)
    with store.write() as connection:
        apply_plan(connection, Plan((Edited(one, draft, change),), 0), at)


def answered(store: Store, at: int, ord_: int = 0) -> None:
    """Let a card be shown a second after a time, and answered a moment later."""
    (one,) = list_facts(store)
    answer(store, one.id, at=at + 2500, ord_=ord_)


def test_a_card_reworded_since_its_last_answer_tells_both_wordings(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)

    assert rewording(store) == Rewording(Change.REWORDED, ("Entropy", MEAN), ("Entropy", AVERAGE))


def test_another_meaning_is_named_so(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", f"not {MEAN}").draft, Change.MEANING, NOW + DAY)

    assert getattr(rewording(store), "change", None) is Change.MEANING


def test_several_edits_are_told_as_one(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)
    edit(store, fact("Entropy", AVERAGE + ", in bits").draft, Change.REWORDED, NOW + 2 * DAY)

    assert rewording(store) == Rewording(Change.REWORDED, ("Entropy", MEAN), ("Entropy", AVERAGE + ", in bits"))


def test_a_card_never_answered_has_nothing_to_tell(store: Store) -> None:
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)

    assert rewording(store) is None


def test_a_card_answered_after_the_edit_has_nothing_to_tell(store: Store) -> None:
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)
    answered(store, NOW + DAY)

    assert rewording(store) is None


def test_an_edit_while_the_card_was_on_the_screen_was_not_seen(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + 1500)

    assert rewording(store) == Rewording(Change.REWORDED, ("Entropy", MEAN), ("Entropy", AVERAGE))


def test_what_was_answered_before_its_fact_was_here_tells_what_it_said_first(store: Store) -> None:
    (one,) = list_facts(store)
    answer(store, one.id, at=NOW)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)

    assert rewording(store) == Rewording(Change.REWORDED, ("Entropy", MEAN), ("Entropy", AVERAGE))


def test_a_typo_is_not_worth_telling(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", MEAN.replace("surprise", "suprise")).draft, Change.TYPO, NOW + DAY)

    assert rewording(store) is None


def test_a_text_that_is_back_as_it_was_has_nothing_to_tell(store: Store) -> None:
    answered(store, NOW)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)
    edit(store, fact("Entropy", MEAN.replace(" ", "\n")).draft, Change.REWORDED, NOW + 2 * DAY)

    assert rewording(store) is None


def test_each_sibling_remembers_its_own_last_answer(store: Store) -> None:
    say(store, [fact("Entropy", MEAN, way=Way.BOTH).draft])
    answered(store, NOW, 0)
    edit(store, fact("Entropy", AVERAGE, way=Way.BOTH).draft, Change.REWORDED, NOW + DAY)
    answered(store, NOW + DAY, 1)

    assert rewording(store, 0) is not None
    assert rewording(store, 1) is None


def test_an_answer_dated_before_the_fact_was_there_has_nothing_to_tell(store: Store) -> None:
    answered(store, NOW - DAY)
    edit(store, fact("Entropy", AVERAGE).draft, Change.REWORDED, NOW + DAY)

    assert rewording(store) is None


def test_a_sentence_with_gaps_is_told_with_its_gaps_filled(store: Store) -> None:
    gaps = fact("{{c1::Paris}} lies at the {{c2::Seine}}", "", way=Way.CLOZE).draft
    edit(store, gaps, Change.MEANING, NOW)
    answered(store, NOW)
    edit(store, replace(gaps, front="{{c1::Paris}} lies at the river {{c2::Seine}}"), Change.REWORDED, NOW + DAY)

    expected = ("Paris lies at the Seine", ""), ("Paris lies at the river Seine", "")
    assert rewording(store) == Rewording(Change.REWORDED, *expected)


def test_other_gaps_in_the_same_sentence_are_told_as_they_are_written(store: Store) -> None:
    gaps = fact("{{c1::Paris}} lies at the Seine", "", way=Way.CLOZE).draft
    edit(store, gaps, Change.MEANING, NOW)
    answered(store, NOW)
    others = replace(gaps, front="Paris lies at the {{c1::Seine}}")
    edit(store, others, Change.REWORDED, NOW + DAY)

    assert rewording(store) == Rewording(Change.REWORDED, (gaps.front, ""), (others.front, ""))
