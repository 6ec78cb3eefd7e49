"""Changes to many facts at once: whatever was done, undo gives back what was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, PRESET, PRESETS, answer, new_store, say

from srs.app.browse import Browser, Order
from srs.errors import UsageError
from srs.model import Draft, Rating, Way
from srs.model.values import replace
from srs.schedule.presets import Presets
from srs.store.backup import Reason, list_backups, save_backup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.store.open import Store


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    store = new_store(tmp_path)
    say(store, drafts())
    yield Browser(store, PRESETS, CLOCK, partial(save_backup, tmp_path / "srs.db", Reason.RESET))
    store.close()


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("suspend", "unsuspend", "bury", "unbury", "flag 0", "flag 3", "accept", "reject")),
        st.sets(st.integers(0, 4), min_size=1),
    ),
    max_size=12,
)


def drafts() -> list[Draft]:
    held = fact("Held", line=4).draft
    return [
        fact("One", line=1).draft,
        fact("Both", way=Way.BOTH, line=2).draft,
        fact("{{c1::a}} and {{c2::b}}", "", way=Way.CLOZE, line=3).draft,
        Draft(held.kind, held.front, held.back, held.source, held.rule, held="thin evidence"),
        fact("Five", line=5).draft,
    ]


def all_of(store: Store) -> list[list[tuple[object, ...]]]:
    """Return what changes can touch. A card that is not asked may stay behind: it is how a decision is remembered."""
    cards = (
        "SELECT fact, ord, live, suspended, buried_until, flag FROM card "
        "WHERE live OR suspended OR buried_until OR flag ORDER BY fact, ord"
    )
    facts = "SELECT id, status, accepted FROM fact ORDER BY id"
    return [store.connection.execute(query).fetchall() for query in (cards, facts)]


def change(browser: Browser, name: str, ids: list) -> int:
    if name in ("accept", "reject"):
        return browser.decide(ids, accepted=name == "accept").count
    if name in ("suspend", "unsuspend"):
        return browser.suspend(ids, suspended=name == "suspend").count
    if name in ("bury", "unbury"):
        return browser.bury(ids, NOW, buried=name == "bury").count
    return browser.flag(ids, int(name[-1])).count


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_undo_step_by_step_leads_back_through_every_state(tmp_path_factory: pytest.TempPathFactory, changes) -> None:
    store = new_store(tmp_path_factory.mktemp("store"))
    say(store, drafts())
    browser = Browser(store, PRESETS, CLOCK, lambda _at: None)
    ids = browser.find("", NOW)
    states = [all_of(store)]
    for name, chosen in changes:
        if change(browser, name, [ids[index] for index in sorted(chosen)]):
            states.append(all_of(store))

    back = [states.pop()]
    assert all_of(store) == back[0]
    while browser.undo():
        assert all_of(store) == states.pop()
    assert states == []
    store.close()


def test_a_change_that_changes_nothing_is_no_step_of_undo(browser: Browser) -> None:
    ids = browser.find("", NOW)

    assert browser.suspend(ids, suspended=False).count == 0
    assert browser.flag(ids, 0).count == 0
    assert browser.undo() is None


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("query", ["", "is:new", "-is:held", "one or five", "is:due"])
def test_every_order_has_every_fact_once_and_turned_round_too(browser: Browser, order: Order, query: str) -> None:
    answer(browser.store, browser.find("front:five", NOW)[0])
    wanted = sorted(browser.find(query, NOW))

    assert sorted(browser.find(query, NOW, order)) == wanted
    assert sorted(browser.find(query, NOW, order, reverse=True)) == wanted


def test_a_slip_in_a_query_is_an_error_with_its_column(browser: Browser) -> None:
    with pytest.raises(UsageError, match="no key 'dek:'"):
        browser.find("dek:a", NOW)


def test_words_are_looked_for_in_the_reason_of_a_held_fact(browser: Browser) -> None:
    (found,) = browser.find("evidence", NOW)

    assert browser.rows([found])[found].fact.draft.front == "Held"


def test_what_makes_a_leech_is_what_the_settings_say(browser: Browser) -> None:
    (one,) = browser.find("front:one", NOW)
    answer(browser.store, one, Rating.EASY)
    answer(browser.store, one, Rating.AGAIN, NOW + 30 * DAY)
    strict = Browser(browser.store, Presets(replace(PRESET, leech_threshold=1)), CLOCK, lambda _at: None)

    assert browser.find("is:leech", NOW) == []
    assert strict.find("is:leech", NOW) == [one]


def test_many_facts_are_not_begun_anew_without_a_backup(browser: Browser, tmp_path: Path) -> None:
    say(browser.store, [fact(f"Number {n}", line=n).draft for n in range(1, 22)])
    ids = browser.find("", NOW)

    few = browser.reset(ids[:20], NOW)
    saved_for_few = list_backups(tmp_path / "srs.db")
    many = browser.reset(browser.find("", NOW), NOW + DAY)
    (saved,) = list_backups(tmp_path / "srs.db")

    assert (few.told, few.count, saved_for_few) == ("begun anew", 20, [])
    assert (many.told, many.count) == (f"begun anew; as it was before: srs restore {saved.path.stem}", 21)
