from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from build import fact
from stores import DAY, NOW, answer, new_store, say, take_back

from srs.model import Rating, Way
from srs.store.marks import flagging, mark_cards
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

    from srs.model import Draft

MANY = 1_203


def drafts(count: int) -> list[Draft]:
    return [fact(f"Term {number}", f"meaning {number}", line=number + 1).draft for number in range(count)]


def test_more_facts_than_are_read_at_once_come_in_the_order_of_the_notes(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    said = drafts(MANY)
    say(store, said)

    outgoing = Outgoing(store, EVERYTHING)

    assert len(outgoing) == MANY
    assert [one.fact.draft.front for one in outgoing] == [draft.front for draft in said]


def test_others_can_write_meanwhile_and_what_leaves_the_drill_is_left_out(tmp_path: Path) -> None:
    store, other = new_store(tmp_path), new_store(tmp_path)
    other.connection.execute("PRAGMA busy_timeout = 0")
    said = drafts(MANY)
    say(store, said)
    outgoing = iter(Outgoing(store, EVERYTHING))
    first = next(outgoing).fact

    say(other, said[1:-1])
    answer(other, next(outgoing).fact.id)

    assert first.draft.front == "Term 0"
    assert [one.fact.draft.front for one in outgoing] == [draft.front for draft in said[2:-1]]


def test_cards_come_with_marks_and_the_answers_that_count(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = replace(fact("{{c1::a}} {{c2::b}}", "").draft, way=Way.CLOZE)
    say(store, [draft])
    [going] = Outgoing(store, EVERYTHING)
    id_ = going.fact.id
    answer(store, id_, Rating.AGAIN, NOW, 1)
    answer(store, id_, Rating.GOOD, NOW + DAY, 1)
    answer(store, id_, Rating.EASY, NOW + 2 * DAY, 1)
    take_back(store, NOW + 2 * DAY)
    mark_cards(store, {id_: [0]}, flagging(3))

    [going] = Outgoing(store, EVERYTHING)

    one, two = going.cards
    assert (one.card.ord, one.flag, one.answers) == (0, 3, ())
    assert [(answer.at, answer.rating, answer.state_before) for answer in two.answers] == [
        (NOW, 1, "new"),
        (NOW + DAY, 3, "learning"),
    ]
    assert two.answers[1].stability == two.card.schedule.memory.stability


def test_a_clock_that_was_set_back_moves_no_answer_before_another(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, drafts(1))
    [going] = Outgoing(store, EVERYTHING)
    answer(store, going.fact.id, Rating.GOOD, NOW)
    answer(store, going.fact.id, Rating.GOOD, NOW - DAY)

    [going] = Outgoing(store, EVERYTHING)

    assert [(answer.given_at, answer.at) for answer in going.cards[0].answers] == [(NOW, NOW), (NOW, NOW - DAY)]


def test_a_gap_that_is_gone_from_the_sentence_stays_at_home(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    draft = replace(fact("{{c1::alpha}} and {{c2::beta}} are letters", "").draft, way=Way.CLOZE)
    say(store, [draft])
    say(store, [replace(draft, front="{{c1::alpha}} and beta are letters")])

    [going] = Outgoing(store, EVERYTHING)

    assert [card.card.ord for card in going.cards] == [0]


def test_without_answers_no_log_is_read(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, drafts(1))
    [going] = Outgoing(store, EVERYTHING)
    answer(store, going.fact.id)

    [going] = Outgoing(store, EVERYTHING, answers=False)

    assert going.cards[0].answers == ()
