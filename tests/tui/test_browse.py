"""Sessions in the browser, by keys alone: what is on the screen, and what is in the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import LOOK, PAUSE, Click, Desk, desk, draft, screen_of, typed
from stores import DAY, NOW, answer, say

from srs.model import Rating, Status
from srs.store.decisions import decide
from srs.store.facts import find_fact
from srs.store.marks import mark_cards, suspension
from srs.store.open import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from srs.tui.browse import BrowseScreen

SIZES = [(40, 20), (80, 24), (200, 50)]
REASON = "a single line; its list has no other such item"


@pytest.fixture
def three(tmp_path: Path) -> Desk:
    return desk(tmp_path)


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    names = enumerate(("Alpha", "Beta", "Gamma"), 1)
    return desk(tmp_path, *(draft(name, line, held=REASON) for line, name in names), draft("Delta", 9))


def many(folder: Path, count: int) -> Desk:
    return desk(folder, *(draft(f"Term{n:04}", n) for n in range(1, count + 1)))


def cursor_after(where: Desk, *keys: str) -> int:
    places: list[int] = []
    where.sit(*keys, lambda screen: places.append(screen.facts.cursor))
    return places[0]


def suspended(where: Desk) -> list[object]:
    return [row[0] for row in where.rows("card.suspended")]


@pytest.mark.parametrize("size", SIZES)
def test_a_table_shows_front_standing_and_the_fact_below(three: Desk, size: tuple[int, int]) -> None:
    shown = three.sit("j", size=size)

    assert [name in shown for name in ("Alpha", "Beta", "Gamma", "the meaning of Beta")] == [True] * 4
    assert "notes/a.md:2" in shown
    assert "the meaning of Alpha" not in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())


def test_the_fact_moves_beside_the_table_when_the_screen_grows(three: Desk) -> None:
    narrow, wide = three.sit(), three.sit((160, 30))

    assert not [line for line in narrow.splitlines() if "notes/a.md:1" in line and "Alpha" not in line and "│" in line]
    assert [line for line in wide.splitlines() if "Beta" in line and "│" in line]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", 1),
        ("j j k", 1),
        ("down down", 2),
        ("n n N", 1),
        ("G", 39),
        ("end home", 0),
        ("G g", 0),
        ("ctrl+d ctrl+d ctrl+u", 4),
        ("k", 0),
        ("pagedown", 9),
    ],
)
def test_keys_of_vim_and_arrows_move(tmp_path: Path, keys: str, place: int) -> None:
    assert cursor_after(many(tmp_path, 40), *keys.split()) == place


def test_only_the_lines_in_view_are_read(tmp_path: Path) -> None:
    read: list[int] = []

    many(tmp_path, 1000).sit("G", lambda screen: read.append(sum(map(len, screen.facts._blocks.values()))))

    assert read[0] <= 200


def test_a_query_filters_as_it_is_typed(three: Desk) -> None:
    shown = three.sit("slash", *typed("front:et"), PAUSE)

    assert "the meaning of Beta" in shown
    assert "Alpha" not in shown
    assert "1 of 1" in shown


def test_what_is_typed_behind_the_query_belongs_to_it(three: Desk) -> None:
    assert "1 of 1" in three.sit("slash", *typed(" -gamma"), PAUSE, query="-front:alpha")


def test_a_slip_in_a_query_is_told_with_its_place_and_the_facts_stay(three: Desk) -> None:
    lines = three.sit("slash", *typed("alpha dek:x"), PAUSE).splitlines()

    assert lines[1].index("^") == lines[0].index("dek")
    assert "There is no key 'dek:'. (column 7)" in lines[2]
    assert "Alpha" in "\n".join(lines[5:])


def test_a_mended_query_takes_the_complaint_away(three: Desk) -> None:
    assert "There is no" not in three.sit("slash", *typed("is:x"), PAUSE, "backspace", *typed("new"), PAUSE, "enter")


def test_a_suspended_fact_is_so_in_the_database_and_undo_takes_it_back(three: Desk) -> None:
    told = three.sit("j", "s")
    marks = suspended(three)
    undone = three.sit("j", "S", "u")

    assert "1 card suspended. u takes it back." in told
    assert marks == [0, 1, 0]
    assert "1 card no longer brought back." in undone or "1 no longer brought back." in undone
    assert suspended(three) == [0, 1, 0]


def test_undo_takes_changes_back_one_at_a_time_to_what_was_before(three: Desk) -> None:
    three.sit("3", "5", "b", "s")
    assert three.rows("flag, suspended, buried_until IS NOT NULL")[0] == (5, 1, 1)

    shown = three.sit("7", "s", "u", "u", "u")

    assert three.rows("flag, suspended, buried_until IS NOT NULL")[0] == (5, 1, 1)
    assert "Nothing was changed in this sitting" in shown


def test_a_burial_ends_with_a_key_too(three: Desk) -> None:
    until = NOW // DAY + 1
    three.sit("b")
    buried = three.rows("buried_until")[0]
    three.sit("B")

    assert buried == (until,)
    assert three.rows("buried_until")[0] == (None,)


def test_rows_are_selected_by_space_and_by_stretch(three: Desk) -> None:
    three.sit("space", "j", "space", "s")
    by_space = suspended(three)
    three.sit("V", "j", "S")

    assert by_space == [1, 0, 1]
    assert suspended(three) == [0, 0, 1]


def test_shift_and_arrows_select_and_escape_lets_go(three: Desk) -> None:
    three.sit("shift+down", "escape", "s")
    after_escape = suspended(three)
    three.sit("shift+down", "shift+down", "4")

    assert after_escape == [0, 1, 0]
    assert three.rows("flag") == [(4,), (4,), (4,)]


@pytest.mark.parametrize(("consent", "changed"), [("n", 0), ("escape", 0), ("y", 25)])
def test_more_than_twenty_are_changed_after_a_question(tmp_path: Path, consent: str, changed: int) -> None:
    where, asked = many(tmp_path, 25), []

    where.sit("ctrl+a", "s", lambda screen: asked.append(screen_of(screen.app)), consent)

    assert "Suspend 25 facts?" in asked[0]
    assert sum(map(int, suspended(where))) == changed


def test_twenty_are_changed_without_a_question(tmp_path: Path) -> None:
    where = many(tmp_path, 20)

    where.sit("ctrl+a", "s", "u")
    assert sum(map(int, suspended(where))) == 0
    where.sit("ctrl+a", "s")
    assert sum(map(int, suspended(where))) == 20


def test_a_reset_asks_says_that_undo_does_not_help_and_begins_anew(three: Desk) -> None:
    alpha, asked = three.facts()[0], []
    answer(three.store, alpha.id, Rating.GOOD)

    three.sit("R", lambda screen: asked.append(screen_of(screen.app)), "n")
    before = three.facts()[0].id
    shown = three.sit("R", "y", "u")

    assert "Begin 1 fact anew?" in asked[0]
    assert "u does not take" in asked[0]
    assert before == alpha.id
    assert find_fact(three.store, alpha.id).status is Status.RETIRED
    assert three.facts()[0].id != alpha.id
    assert "Nothing was changed in this sitting" in shown


def test_held_facts_are_decided_one_after_the_other_with_the_reason_in_sight(held: Desk) -> None:
    seen: list[str] = []
    note = lambda screen: seen.append(screen_of(screen.app))

    end = held.sit(note, "a", note, "x", note, "a", query="is:held")

    assert [f"Held: {REASON}" in one for one in seen] == [True] * 3
    assert [name in one for one, name in zip(seen, ("of Alpha", "of Beta", "of Gamma"), strict=True)] == [True] * 3
    assert "No fact matches." in end
    assert [(one.status, one.accepted) for one in held.facts()[:3]] == [
        (Status.ACTIVE, True),
        (Status.HELD, False),
        (Status.ACTIVE, True),
    ]


def test_a_decision_is_taken_back_with_the_cards_it_made(held: Desk) -> None:
    shown = held.sit("a", "x", "u", "u", query="is:held")

    assert [(one.status, one.accepted) for one in held.facts()[:2]] == [(Status.HELD, None)] * 2
    assert held.rows("fact.front", "card JOIN fact ON fact.id = card.fact AND card.live") == [("Delta",)]
    assert "the meaning of Alpha" in shown


def test_a_fact_in_the_drill_is_rejected_and_comes_back(three: Desk) -> None:
    three.sit("x")
    rejected = three.facts()[0]
    three.sit("j", "x", "u")

    assert (rejected.status, rejected.accepted) == (Status.HELD, False)
    assert (three.facts()[1].status, three.facts()[1].accepted) == (Status.ACTIVE, None)
    assert three.rows("card.live") == [(0,), (1,), (1,)]


def test_nothing_of_a_note_reaches_the_terminal_as_more_than_text(tmp_path: Path) -> None:
    evil = "Evil \x1b[31m\x1b]0;title\x07 [bold]not[/bold] [link=x]y[/] \u202egnp"
    where = desk(tmp_path, draft(evil, 1, f"back {evil}", path="odd\x1b[2J.md", held=f"why {evil}"))
    segments: list[str] = []

    def look(screen: BrowseScreen) -> None:
        for strip in screen._compositor.render_strips():
            segments.extend(segment.text for segment in strip)

    shown = where.sit(look, "d", look, size=(120, 30))

    assert not [text for text in segments if "\x1b" in text or "\x07" in text or "\u202e" in text]
    assert "Evil ␛[31m␛]0;title␇ [bold]not[/bold]" in shown
    assert "why Evil ␛[31m" in shown
    assert "odd␛[2J.md" in shown


def test_a_status_line_shows_news_as_text(three: Desk) -> None:
    three.edit = lambda one: "[red]\x1b[31m news"

    assert "[red]␛[31m news" in three.sit("e")


def test_e_edits_the_fact_under_the_cursor_and_shows_what_the_note_says_then(three: Desk) -> None:
    edited: list[str] = []

    def edit(one):
        edited.append(one.draft.front)
        say(three.store, [draft("Beta", 2, "another meaning of Beta"), draft("Alpha", 1), draft("Gamma", 3)])
        return "1 edited"

    three.edit = edit
    shown = three.sit("j", "e")

    assert edited == ["Beta"]
    assert "another meaning of Beta" in shown
    assert "1 edited" in shown


def test_the_line_of_descent_is_shown_on_demand(three: Desk) -> None:
    say(three.store, [draft("Alpha", 1, "the sense of Alpha"), draft("Beta", 2), draft("Gamma", 3)], NOW + DAY)

    shown, hidden = three.sit("d", size=(120, 30)), three.sit("d", "d", size=(120, 30))

    assert "What it said when" in shown
    assert "the meaning sense of Alpha" in shown
    assert "2026-03-02 09:00" in shown
    assert "What it said when" not in hidden


@pytest.mark.parametrize(
    ("times", "order", "fronts"),
    [
        (0, "note", ["Alpha", "Beta", "Gamma"]),
        (1, "due", ["Gamma", "Beta", "Alpha"]),
        (2, "stability", ["Gamma", "Beta", "Alpha"]),
        (3, "difficulty", ["Gamma", "Beta", "Alpha"]),
        (4, "lapses", ["Alpha", "Beta", "Gamma"]),
        (5, "added", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_facts_are_sorted(three: Desk, times: int, order: str, fronts: list[str]) -> None:
    beta, gamma = (one.id for one in three.facts()[1:])
    answer(three.store, beta, Rating.EASY)
    answer(three.store, gamma, Rating.AGAIN)
    found: list[list[str]] = []

    shown = three.sit(
        *["o"] * times,
        lambda screen: found.append([find_fact(three.store, one).draft.front for one in screen.facts.ids]),
    )

    assert found == [fronts]
    assert f"by {order}" in shown


def test_an_order_is_turned_round(three: Desk) -> None:
    shown = three.sit("O")

    assert shown.index("Gamma") < shown.index("Alpha")


def test_a_fact_that_another_process_retired_is_told(three: Desk) -> None:
    def retire(screen: BrowseScreen) -> None:
        other = open_store(three.store.path)
        assert other is not None
        say(other, [draft("Beta", 2), draft("Gamma", 3)])
        other.close()

    shown = three.sit(retire, LOOK)

    assert "Another srs changed the collection" in shown
    assert "1 of 2" in three.sit()
    assert "the meaning of Beta" in shown


def test_undo_leaves_alone_what_another_process_has_changed_since(three: Desk) -> None:
    alpha = three.facts()[0].id

    def bring_back(screen: BrowseScreen) -> None:
        other = open_store(three.store.path)
        assert other is not None
        mark_cards(other, {alpha: (0,)}, suspension(suspended=False))
        decide(other, [alpha], accepted=True)
        other.close()

    shown = three.sit("s", bring_back, "u")

    assert "Another srs has changed that since" in shown
    assert suspended(three) == [0, 0, 0]


def test_help_lists_the_keys_and_any_resize_finds_its_way(three: Desk) -> None:
    seen: list[str] = []

    shown = three.sit("question_mark", lambda screen: seen.append(screen_of(screen.app)), (50, 15), (120, 40), "escape")

    assert "take a change back" in seen[0]
    assert "the meaning of Alpha" in shown


def test_enter_shows_the_fact_alone_and_back(three: Desk) -> None:
    alone, back = three.sit("enter"), three.sit("enter", "escape")

    assert ("Gamma" in alone, "the meaning of Alpha" in alone) == (False, True)
    assert "Gamma" in back


@pytest.mark.parametrize("way_back", ["enter", "escape", "slash"])
def test_the_head_of_the_table_is_whole_after_a_fact_was_shown_alone(three: Desk, way_back: str) -> None:
    before = three.sit("j", size=(80, 24))
    after = three.sit("j", "enter", "d", way_back, size=(80, 24))

    head = next(line for line in before.splitlines() if "front" in line)
    assert head.split() == ["front", "state", "source", "↓"]
    assert head in after.splitlines()


def test_columns_are_as_wide_as_what_stands_in_them(tmp_path: Path) -> None:
    where = desk(tmp_path, draft("Tensor", 10, path="Code/pytorch.md"), draft("Prior", 3))

    shown = where.sit(size=(120, 40))

    row = next(line for line in shown.splitlines() if line.startswith("  Tensor"))
    assert re.search(r"Tensor +new {6}Code/pytorch.md:10 ", row)


def test_columns_widen_with_what_is_read_later(tmp_path: Path) -> None:
    drafts = [draft(f"Term{n:04}", n) for n in range(1, 201)]
    where = desk(tmp_path, *drafts, draft("Last", 1, path="notes/zz-a-rather-long-name.md"))

    shown = where.sit("G", size=(80, 24)).splitlines()

    row = next(line for line in shown if "Last" in line)
    head = next(line for line in shown if "source" in line)
    assert row.rstrip().endswith("a-rather-long-name.md:1")
    assert head.index("source") == row.index("…")


def test_a_fact_shown_alone_gives_way_to_the_next_and_to_a_query(three: Desk) -> None:
    following, asked = three.sit("enter", "j"), three.sit("enter", "slash")

    assert ("the meaning of Beta" in following, "Alpha" in following) == (True, False)
    assert "Gamma" in asked


def test_a_long_fact_begins_at_its_first_line_whatever_was_scrolled(tmp_path: Path) -> None:
    long = "\n\n".join(f"line {n} of it" for n in range(60))
    where = desk(tmp_path, draft("Alpha", 1, long), draft("Beta", 2, long))

    scrolled, following = where.sit(*"JJJJJJ"), where.sit(*"JJJJJJ", "j")

    assert "line 0 of it" not in scrolled
    assert "line 0 of it" in following


def test_what_was_done_is_told_on_one_line_of_a_small_screen(three: Desk) -> None:
    lines = three.sit("space", "s", size=(40, 20)).splitlines()

    assert lines[-2].endswith("1 card suspended. u takes it back.")


def test_an_empty_collection_is_no_fault(tmp_path: Path) -> None:
    where = desk(tmp_path)
    say(where.store, [])

    assert "No fact matches." in where.sit("j", "k", "G", "ctrl+d", "space", "V", "s", "e", "a", "R", "d", "enter", "u")


def test_a_formula_in_a_front_reads_as_it_does_in_a_drill(tmp_path: Path) -> None:
    shown = desk(tmp_path, draft("Why $x^2$ is *not* x", 1)).sit()

    assert shown.count("Why x² is not x") == 3  # table, front, and the back, which repeats it


def test_code_in_a_front_stands_in_the_table_without_its_marks(tmp_path: Path) -> None:
    table = desk(tmp_path, draft("`git log -p` in **short** &amp; long", 1)).sit(size=(80, 24)).splitlines()

    assert "git log -p in short & long" in table[2]
    assert "`" not in table[2]


def test_the_mouse_goes_selects_and_opens(three: Desk) -> None:
    gone, opened = three.sit(Click(2)), three.sit(Click(1, times=2))
    three.sit(Click(1), Click(2, shift=True), "s")

    assert "the meaning of Gamma" in gone
    assert "Alpha" not in opened
    assert suspended(three) == [0, 1, 1]


def test_the_last_line_tells_the_keys_of_where_they_land(three: Desk) -> None:
    query, back = three.sit("slash", "q", "question_mark"), three.sit("slash", "q", "escape")

    assert ("Esc to the facts" in query, "q quit" in query) == (True, False)
    assert ("Esc to the facts" in back, "q quit" in back) == (False, True)
