"""What changes in the mirror: pure, from a card here and the row there."""

from __future__ import annotations

from dataclasses import replace

from build import fact
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import CLOCK, DAY, NOW, PRESET, PRESETS, answer, new_store, say, take_back

from srs.anki.cards import LogRow, Scheduling, card_row, log_rows
from srs.anki.mirror_plan import CardChange, change_of
from srs.anki.mirror_rows import CardThere
from srs.model import Rating
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING

TODAY = CLOCK.day_of(NOW)
FIRST_DAY = 16_000
SCHEDULING = Scheduling(PRESETS, CLOCK, TODAY)
NEW = CardThere(7, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, '{"pos":5}')
ANSWERS = st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 40 * DAY)), max_size=6)


def outgoing(folder, answers, *, undone=0):
    store = new_store(folder)
    [created] = say(store, [fact().draft]).changes
    at = NOW
    for rating, gap in answers:
        at += gap
        answer(store, created.id, rating, at)
    for _ in range(undone):
        take_back(store, at + 1)
    [going] = [card for one in Outgoing(store, EVERYTHING) for card in one.cards]
    store.close()
    return going


def change(going, there):
    return change_of(going, there, PRESET, SCHEDULING, FIRST_DAY)


def applied(there, change):
    """Return the row after a change, as Anki would have it."""
    if change.row:
        names = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "flags", "data")
        there = there._replace(**dict(zip(names, change.row, strict=True)))
    return there._replace(log=tuple(sorted((*there.log, *change.new))))


@settings(max_examples=25)
@given(answers=ANSWERS, suspended=st.booleans(), flag=st.integers(0, 7))
def test_what_was_written_once_is_not_written_again(tmp_path_factory, answers, suspended, flag):
    going = outgoing(tmp_path_factory.mktemp("store"), answers)
    going = going._replace(card=replace(going.card, suspended=suspended), flag=flag)

    there = applied(NEW, change(going, NEW))

    assert change(going, there) == CardChange(7)
    assert [row.ease for row in there.log] == [row.ease for row in log_rows(going.answers)]
    assert (there.queue == -1, there.flags & 7) == (suspended, flag)


def test_a_due_day_is_counted_as_the_mirror_counts(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])

    there = applied(NEW, change(going, NEW))

    assert there.due == going.card.schedule.due_day - FIRST_DAY
    assert there.queue == 2


def test_a_row_that_anki_put_off_by_some_milliseconds_is_the_same(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])
    [row] = change(going, NEW).new

    assert change(going, NEW._replace(log=(row._replace(id=row.id + 3),))).new == ()
    assert change(going, NEW._replace(log=(row._replace(id=row.id + 3, ease=1),))).new == (row,)


def test_an_answer_that_was_taken_back_is_not_sent(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)], undone=1)

    assert change(going, NEW).is_empty


def test_a_card_in_a_filtered_deck_gets_its_answers_alone(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])

    found = change(going, NEW._replace(odid=1))

    assert found.row is None
    assert len(found.new) == 1


def test_a_burial_there_stays_and_flags_of_other_programs_too(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])

    there = applied(NEW, change(going, NEW._replace(queue=-2, flags=8)))

    assert there.queue == -2
    assert there.flags == 8


def test_what_another_program_keeps_in_a_card_stays(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])

    there = applied(NEW, change(going, NEW._replace(data='{"pos":9,"cd":"{\\"a\\":1}"}')))

    assert '"pos":9' in there.data
    assert '"cd"' in there.data


def test_memory_that_anki_rounded_is_the_same(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1), (Rating.GOOD, 9 * DAY)])
    there = applied(NEW, change(going, NEW))
    stability = going.card.schedule.memory.stability
    data = there.data.replace(str(round(stability, 4)), str(round(stability * 1.0003, 4)))

    assert data != there.data
    assert change(going, there._replace(data=data)).is_empty


def test_where_a_card_was_forgotten_the_next_answer_begins_anew(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1), (Rating.GOOD, 9 * DAY), (Rating.GOOD, 30 * DAY)])
    first, second, third = going.answers
    forgotten = second._replace(
        kind="manual", state="new", stability=None, difficulty=None, interval_days=0, due_day=None, due_at=None
    )

    rows = log_rows((first, forgotten, third))

    assert [(row.type, row.ease) for row in rows] == [(0, 4), (4, 0), (0, 3)]
    assert [row.type for row in log_rows((first, second, third))] == [0, rows_type(second), rows_type(third)]


def rows_type(answer) -> int:
    return {"learn": 0, "review": 1, "relearn": 2, "early": 3}[answer.kind]


def test_a_row_of_the_mirror_is_what_an_export_writes(tmp_path):
    going = outgoing(tmp_path, [(Rating.EASY, 1)])
    wanted = card_row(going, 7, 0, PRESET, SCHEDULING)

    there = applied(NEW, change(going, NEW))

    assert (there.type, there.queue, there.ivl, there.reps, there.lapses) == (
        wanted.type, wanted.queue, wanted.ivl, wanted.reps, wanted.lapses,
    )  # fmt: skip
    assert isinstance(there.log[0], LogRow)
