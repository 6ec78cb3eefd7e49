"""What a fact said at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import NOW, say

from srs.model import Change, FactId
from srs.store.descent import said_at, worst_change_since
from srs.store.facts import list_facts

if TYPE_CHECKING:
    from srs.store.open import Store

MEAN = "the mean surprise of a source of symbols"
AVERAGE = "the average surprise of a source of symbols"
TYPED = "the average suprise of a source of symbols"


@pytest.fixture
def known(store: Store) -> FactId:
    """Return a fact that is born at NOW, reworded at NOW + 10, has a typo from NOW + 20 on, and then another number."""
    for at, back in ((0, MEAN), (10, AVERAGE), (20, TYPED), (30, TYPED + " in 2 parts")):
        say(store, [fact("Entropy", back).draft], NOW + at)
    (one,) = list_facts(store)
    return one.id


@pytest.mark.parametrize(("at", "back"), [(0, MEAN), (9, MEAN), (10, AVERAGE), (19, AVERAGE), (20, TYPED)])
def test_a_fact_said_what_its_last_edit_left(store: Store, known: FactId, at: int, back: str) -> None:
    assert said_at(store, known, NOW + at) == ("Entropy", back)


def test_a_fact_said_nothing_before_it_was_there(store: Store, known: FactId) -> None:
    assert said_at(store, known, NOW - 1) is None


def test_of_two_edits_at_a_time_the_later_one_counts(store: Store) -> None:
    say(store, [fact("Entropy", MEAN).draft])
    say(store, [fact("Entropy", AVERAGE).draft])
    (one,) = list_facts(store)

    assert said_at(store, one.id, NOW) == ("Entropy", AVERAGE)


@pytest.mark.parametrize(
    ("at", "change"), [(-1, Change.MEANING), (20, Change.MEANING), (29, Change.MEANING), (30, None), (40, None)]
)
def test_the_gravest_edit_since_a_time_counts(store: Store, known: FactId, at: int, change: Change | None) -> None:
    assert worst_change_since(store, known, NOW + at) is change


def test_a_typo_after_a_rewording_does_not_hide_it(store: Store) -> None:
    for at, back in ((0, MEAN), (10, AVERAGE), (20, TYPED)):
        say(store, [fact("Entropy", back).draft], NOW + at)
    (one,) = list_facts(store)

    assert [worst_change_since(store, one.id, NOW + at) for at in (0, 10, 20)] == [Change.REWORDED, Change.TYPO, None]


def test_moving_and_leaving_are_no_edits(store: Store) -> None:
    say(store, [fact("Entropy", MEAN).draft])
    say(store, [fact("Entropy", MEAN, path="b.md").draft], NOW + 10)
    say(store, [], NOW + 20)
    (one,) = list_facts(store, retired=True)

    assert worst_change_since(store, one.id, NOW) is None
