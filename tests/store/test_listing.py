"""Facts with their cards, a few at a time."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import CLOCK, NOW, PRESET, card, say

from srs.app.selection import select, today_of
from srs.model import Way
from srs.store.cards import suspend_card
from srs.store.facts import list_facts
from srs.store.listing import list_with_cards
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from srs.store.open import Store

TODAY = today_of(CLOCK, NOW, PRESET)
MANY = 1203
"""So many that they come in several pieces."""


@pytest.fixture
def drafts(store: Store):
    drafts = [fact(f"Front {n}", path=f"{n % 7}.md", line=n + 1, way=Way.BOTH).draft for n in range(MANY)]
    say(store, drafts)
    return drafts


def test_facts_come_in_the_order_of_the_notes_each_with_its_live_cards(store: Store, drafts) -> None:
    known = [one.id for one in list_facts(store)]
    suspend_card(store, card(store, known[-1], 1).id)

    found = list(list_with_cards(store, EVERYTHING))

    assert [one.id for one, _ in found] == known
    assert {tuple(card.ord for card in cards) for _, cards in found} == {(0, 1)}
    assert [one.id for one, cards in found if any(card.suspended for card in cards)] == [known[-1]]


def test_retired_facts_are_listed_where_they_are_wanted_or_named(store: Store, drafts) -> None:
    say(store, drafts[1:], NOW + 1)
    named = select(store, ("is:retired",), TODAY)

    assert len(list(list_with_cards(store, EVERYTHING))) == MANY - 1
    assert len(list(list_with_cards(store, EVERYTHING, retired=True))) == MANY
    assert [(one.draft.front, cards) for one, cards in list_with_cards(store, named)] == [("Front 0", [])]


def test_a_query_chooses(store: Store, drafts) -> None:
    wanted = select(store, ("path:3.md", "is:new"), TODAY)

    assert [one for one, _ in list_with_cards(store, wanted)] == list(list_facts(store, wanted))


def test_a_list_that_is_read_slowly_keeps_nobody_from_writing(store: Store, drafts) -> None:
    other = sqlite3.connect(store.file, timeout=0, isolation_level=None)

    found = []
    for one, _ in list_with_cards(store, EVERYTHING):
        other.execute("UPDATE fact SET back = 'said anew' WHERE id = ?", (one.id,))
        found.append(one.id)

    other.close()
    assert len(set(found)) == MANY
    assert {one.draft.back for one in list_facts(store)} == {"said anew"}


def test_a_fact_that_is_gone_meanwhile_is_left_out(store: Store, drafts) -> None:
    listed = list_with_cards(store, EVERYTHING)
    first, _ = next(listed)
    *_, last = list_facts(store)
    for table, column in (("card", "fact"), ("descent", "fact"), ("fact", "id")):
        store.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (last.id,))

    rest = [one.id for one, _ in listed]

    assert len(rest) == MANY - 2
    assert not {first.id, last.id} & set(rest)
