"""Whole sittings on the screen, by keyboard and mouse."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from screen import SIZE, Clock, play, seated, shown_by, state_of
from textual.events import Key

from srs.app.drill import Wish
from srs.app.keys import DEFAULTS
from srs.store.drilling import between_drills

if TYPE_CHECKING:
    from pathlib import Path

    from srs.tui.review_app import ReviewApp


def answers(app: ReviewApp) -> list[int]:
    return [row[4] for row in state_of(app.sitting.drill.store)[1]]


def fronts(app: ReviewApp, condition: str) -> list[str]:
    query = f"SELECT DISTINCT fact.front FROM card JOIN fact ON fact.id = card.fact WHERE {condition} ORDER BY 1"
    return [row[0] for row in app.sitting.drill.store.connection.execute(query)]


def test_the_answer_is_hidden_until_a_key_shows_it(synced: Collection) -> None:
    with seated(synced) as app:
        question, answer = play(app, "space")

    assert "Prior" in question
    assert "Notes" in question
    assert "believed before" not in question
    assert "what is believed before any data is seen" in answer
    assert "inference.md:3" in answer


@pytest.mark.parametrize("key", ["space", "enter"])
def test_every_answer_is_written_down_before_the_next_question(synced: Collection, key: str) -> None:
    with seated(synced) as app:
        *_, last = play(app, key, "3", key, "1", key, key)

        assert answers(app) == [3, 1, 3]
    assert "Alphabet" in last


def test_the_buttons_tell_when_a_card_comes_back(synced: Collection) -> None:
    with seated(synced) as app:
        shown = play(app, "space")[-1]

    assert "1 again" in shown
    assert "10m" in shown


def test_a_rating_before_the_answer_shows_the_answer(synced: Collection) -> None:
    with seated(synced) as app:
        shown = play(app, "4")[-1]

        assert answers(app) == []
    assert "what is believed" in shown


def test_undo_restores_everything_and_redo_does_it_again(synced: Collection) -> None:
    with seated(synced) as app:
        states = []

        def look() -> None:
            states.append(state_of(app.sitting.drill.store))

        _, _, _, undone, redone = play(app, look, "space", "4", look, "u", look, "U", look)

    before, after, taken_back, again = states
    assert taken_back == before
    assert again == after
    assert "Took back 'easy' on: Prior" in undone
    assert "Gave 'easy' again on: Prior" in redone


@pytest.mark.parametrize("key", ["@", "s"])
def test_a_card_can_be_suspended_and_taken_back(synced: Collection, key: str) -> None:
    with seated(synced) as app:
        suspended = []

        def look() -> None:
            suspended.append(fronts(app, "suspended"))

        _, shown, _ = play(app, key, look, "u", look)

    assert suspended == [["Prior"], []]
    assert "Suspended: Prior (u takes it back" in shown
    assert "Likelihood" in shown


@pytest.mark.parametrize("key", ["-", "b"])
def test_a_card_can_be_buried(synced: Collection, key: str) -> None:
    with seated(synced) as app:
        shown = play(app, "space", key)[-1]

        assert fronts(app, "buried_until IS NOT NULL") == ["Prior"]
    assert "Buried until tomorrow: Prior" in shown


def test_what_is_not_a_card_is_rejected_and_taken_back(synced: Collection) -> None:
    with seated(synced) as app:
        rejected = []

        def look() -> None:
            rejected.append(fronts(app, "fact.accepted = 0"))

        _, shown, back = play(app, "x", look, "u", look)

    assert rejected == [["Prior"], []]
    assert "Not a card: Prior (u takes it back" in shown
    assert "Likelihood" in shown
    assert "No longer rejected: Prior" in back


def test_flags_go_round(synced: Collection) -> None:
    with seated(synced) as app:
        flagged = []

        def look() -> None:
            flagged.append(fronts(app, "flag <> 0"))

        _, _, _, third, *_ = play(app, *"!!!", look, *"!!!!!", look)

    assert flagged == [["Prior"], []]
    assert "⚑3" in third


def test_a_click_shows_the_answer_and_rates_it(synced: Collection) -> None:
    async def session(app: ReviewApp) -> None:
        async with app.run_test() as pilot:
            await pilot.click("#show")
            await pilot.click("#easy")

    with seated(synced) as app:
        asyncio.run(session(app))

        assert answers(app) == [4]


def test_the_paragraph_of_the_note_comes_and_goes(synced: Collection) -> None:
    with seated(synced) as app:
        _, _, around, hidden = play(app, "space", "c", "c")

    assert "1  # Notes" in around
    assert "4  - **Likelihood**" in around
    assert "# Notes" not in hidden


def test_a_note_that_vanished_is_told_and_the_drill_goes_on(synced: Collection) -> None:
    synced.file("inference.md").unlink()

    with seated(synced) as app:
        _, _, around, edited, _ = play(app, "space", "c", "e", "3")

        assert answers(app) == [3]
    assert "inference.md: the file cannot be read" in around
    assert "The note inference.md is gone." in edited


def editor(folder: Path, code: str) -> str:
    script = folder / "editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nnote = Path(sys.argv[-1])\n{code}\n", "utf-8")
    return f'"{sys.executable}" "{script}"'


def test_an_edit_comes_back_to_the_changed_card(
    synced: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "note.write_text(note.read_text().replace('any data', 'new data'))\nassert sys.argv[1] == '+3'"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, code))

    with seated(synced) as app:
        _, _, shown, _ = play(app, "space", "e", "3")

        assert answers(app) == [3]
    assert "what is believed before new data is seen" in shown
    assert "1 edited" in shown


def test_settings_that_changed_meanwhile_hold_for_what_is_read_after_an_edit(
    synced: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "pass"))

    with seated(synced) as app:
        (synced.folder / "srs.toml").write_text('exclude = ["information.md"]\n', "utf-8")
        shown = play(app, "e")[-1]

    assert "2 retired" in shown
    assert synced.run("sync", "--check").status == 0


def test_a_change_of_meaning_in_the_editor_keeps_the_card_and_its_answer(
    synced: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced.run("answer", synced.ids()["Prior"], "easy")
    clock = Clock()
    clock.pass_time(days=30)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path, "note.write_text(note.read_text().replace('is believed', 'is not believed'))")
    )

    with seated(synced, clock=clock) as app:
        while app.sitting.question and app.sitting.question.fact.draft.front != "Prior":
            app.sitting.suspend()
        shown = play(app, "space", "e", "3")[2]

        assert answers(app) == [4, 3]
    assert "what is not believed before any data is seen" in shown


def test_an_editor_that_fails_is_told(synced: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sys.exit(7)"))

    with seated(synced) as app:
        shown = play(app, "e")[-1]

    assert "failed with status 7" in shown
    assert "Prior" in shown


def test_a_typed_answer_is_compared(synced: Collection) -> None:
    with seated(synced, colour=False) as app:
        shown = play(app, "t", *"what is seen", "enter")[-1]

    assert "✗ what is {+believed before any data is+} seen" in shown
    assert "3 good" in shown


def test_a_right_answer_is_told_whatever_its_case(synced: Collection) -> None:
    with seated(synced) as app:
        shown = play(app, "t", *"What is believed before any data is seen", "enter")[-1]

    assert "✓ what is believed" in shown


def test_typing_can_be_left(synced: Collection) -> None:
    with seated(synced) as app:
        typing, shown = play(app, "t", "q", "escape")[2:]

        assert app.sitting.question is not None
    assert "q" in typing.splitlines()[-3]
    assert "space answer" in shown


def test_of_a_gap_only_what_it_hides_is_to_be_typed(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "collection")
    collection.file("gap.md").parent.mkdir(parents=True)
    collection.file("gap.md").write_text("# Bits\n\nThe unit of surprise is the ==bit== at base two. #card\n", "utf-8")
    collection.run("sync")

    with seated(collection) as app:
        shown = play(app, "t", *"bit", "enter")[-1]

    assert "✓ bit\n" in shown


def test_an_answer_given_in_another_session_is_told_and_not_counted_twice(synced: Collection) -> None:
    with seated(synced) as app:
        synced.run("answer", synced.ids()["Prior"], "easy")
        shown = play(app, "space", "1")[-1]

        assert answers(app) == [4]
    assert "Answered in another session meanwhile" in shown
    assert "Likelihood" in shown


def test_the_notes_are_read_while_the_first_card_is_up(synced: Collection) -> None:
    synced.write("more.md", *definitions(3))
    synced.write("inference.md", "Prior: what is believed before new data is seen")

    with seated(synced, reads_notes=True) as app:
        shown, answered = play(app, "space")

        assert app.sitting.drill.remaining(app.sitting.doors.now_ms()).new == 6
    assert "Notes: 3 created, 1 edited, 1 retired" in shown
    assert "believed before any data" in answered


def test_what_the_notes_brought_is_told_until_the_first_answer(synced: Collection) -> None:
    synced.write("more.md", *definitions(3))

    with seated(synced, reads_notes=True) as app:
        _, revealed, after = play(app, "space", "3")

    assert "Notes: 3 created" in revealed
    assert "Notes:" not in after


def test_a_warning_stays_behind_the_first_answer(synced: Collection) -> None:
    synced.write("inference.md", *definitions(60))

    with seated(synced, reads_notes=True) as app:
        after = play(app, "space", "3")[-1]

    assert "60 new cards to inference.md" in after


def test_a_card_that_is_edited_while_it_is_up_stays_and_tells_what_changed_the_next_time(synced: Collection) -> None:
    synced.write("inference.md", "Prior: what is believed before new data is seen")
    clock = Clock()

    with seated(synced, Wish(new=1), reads_notes=True, clock=clock) as app:
        clock.pass_time(seconds=5)
        asked, seen, _, again = play(app, "space", "1", "space")

    assert "Notes: 1 edited" in asked
    assert "believed before any data" in seen
    assert "before any new data" in again


def test_a_plan_that_is_refused_is_told_with_its_command(synced: Collection) -> None:
    synced.write("inference.md", *definitions(60))

    with seated(synced, reads_notes=True) as app:
        shown = play(app)[-1]

    assert "60 new cards to inference.md" in shown
    assert "srs sync --yes" in " ".join(shown.split())
    assert "Prior" in shown


def test_others_know_that_a_card_is_on_the_screen(synced: Collection) -> None:
    with seated(synced) as app:
        store = app.sitting.drill.store
        with between_drills(store) as before:
            pass
        play(app, "q")
        with between_drills(store) as after:
            pass

    assert (before, after) == (False, True)


def test_the_end_sums_up_and_tells_what_is_left(synced: Collection) -> None:
    clock = Clock()
    with seated(synced, Wish(limit=2), clock=clock) as app:
        clock.pass_time(seconds=65)
        shown = play(app, "space", "1", "space", "4")[-1]

    assert "This time: 2 answered in 1:05" in shown
    assert "again 1  hard 0  good 0  easy 1" in shown
    assert "1 being learned, 2 new" in shown
    assert "More is due at 09:02" in shown
    assert re.search(r"Coming days\n *1 +██", shown)


def test_at_the_end_the_last_answer_can_be_taken_back(synced: Collection) -> None:
    with seated(synced, Wish(limit=1)) as app:
        shown = play(app, "space", "4", "u")[-1]

    assert "Took back 'easy' on: Prior" in shown
    assert "space answer" in shown


def test_typing_where_nothing_can_be_typed_says_why(synced: Collection) -> None:
    with seated(synced, Wish(new=1)) as app:
        *_, shown, _, end = play(app, "space", "t", "4", "t")

    assert "The answer is shown already; t types it before that." in shown
    assert "There is no card to answer." in end


def test_the_end_says_once_that_nothing_is_due(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("[review]\nnew_per_day = 1\n", "utf-8")

    with seated(synced) as app:
        ends = play(app, "space", "4", "space")[-2:]
    with seated(synced) as app:
        begun = play(app, "space")

    assert [shown.count("Nothing is due") for shown in (*ends, *begun)] == [1, 1, 1, 1]
    assert "3 new cards wait for the days to come." in ends[0]


def test_the_end_goes_on_when_a_step_is_due(synced: Collection) -> None:
    clock = Clock()
    (synced.folder / "srs.toml").write_text('[review]\nlearn_ahead = "0m"\n', "utf-8")

    with seated(synced, Wish(new=1), clock=clock) as app:
        early, again = play(app, "space", "1", "space", lambda: clock.pass_time(minutes=3), "space")[-2:]

    assert "Nothing is due yet." in early
    assert "More is due at 09:01." in early
    assert "Prior" in again


def test_cards_that_the_notes_bring_at_the_end_are_asked(synced: Collection) -> None:
    synced.run("suspend", *synced.ids().values())
    synced.write("more.md", *definitions(2))

    with seated(synced, reads_notes=True) as app:
        shown = play(app)[-1]

    assert "space answer" in shown


def test_a_database_in_use_is_told_and_the_card_stays(synced: Collection) -> None:
    with seated(synced) as app:
        store = app.sitting.drill.store
        store.connection.execute("PRAGMA busy_timeout = 1")
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            shown = play(
                app, "space", lambda: other.execute("BEGIN EXCLUSIVE"), "1", lambda: other.execute("ROLLBACK"), "4"
            )

        assert answers(app) == [4]
    assert "is in use by another srs" in " ".join(shown[2].split())
    assert "what is believed" in shown[2]


@pytest.mark.parametrize("cram", [False, True])
def test_a_card_left_on_the_screen_for_hours_took_an_hour(synced: Collection, cram: bool) -> None:
    clock = Clock()

    with seated(synced, Wish(cram=cram), clock=clock) as app:
        play(app, "space", lambda: clock.pass_time(hours=9), "3")
        taken_ms = app.sitting.drill.summary().taken_ms

    assert taken_ms == 3_600_000


def test_cramming_writes_nothing(synced: Collection) -> None:
    with seated(synced, Wish(cram=True)) as app:
        before = state_of(app.sitting.drill.store)
        first, *_, shown = play(app, *["space", "3"] * 4)

        assert state_of(app.sitting.drill.store) == before
    assert "cram: schedules stay" in first.splitlines()[-1]
    assert "Schedules are as they were." in shown


def test_a_narrow_screen_tells_in_a_word_that_it_crams_and_a_drill_that_counts_does_not(synced: Collection) -> None:
    with seated(synced, Wish(cram=True)) as app:
        [narrow] = play(app, size=(40, 24))
    with seated(synced) as app:
        [usual] = play(app)

    assert narrow.splitlines()[-1].startswith(" cram  0 new  0 learning  4 due")
    assert "cram" not in usual


def test_the_help_lists_the_keys_and_any_key_closes_it(synced: Collection) -> None:
    with seated(synced) as app:
        _, shown, closed = play(app, "?", "q")

        assert app.sitting.question is not None
    assert "bury until tomorrow" in shown
    assert "Prior" in closed


def test_news_come_in_behind_the_help(synced: Collection) -> None:
    synced.write("more.md", *definitions(3))

    async def session(app: ReviewApp) -> str:
        async with app.run_test() as pilot:
            await pilot.press("?")
            await pilot.resize_terminal(70, 22)
            while app.is_reading:
                await pilot.pause(0.01)
            await pilot.press("x")
            await pilot.pause()
            return shown_by(app)

    with seated(synced, reads_notes=True) as app:
        assert "3 created" in asyncio.run(session(app))


def test_the_screen_follows_the_terminal(synced: Collection) -> None:
    async def session(app: ReviewApp) -> str:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("space")
            await pilot.resize_terminal(24, 20)
            await pilot.pause()
            return shown_by(app)

    with seated(synced) as app:
        shown = asyncio.run(session(app))

    assert "what is believed" in shown
    assert "before any data is" in shown


def test_a_timer_is_shown_where_it_is_wanted(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("[screen]\ntimer = true\n", "utf-8")
    clock = Clock()

    with seated(synced, clock=clock) as app:
        clock.pass_time(seconds=75)
        shown = play(app)[-1]

    assert shown.endswith("1:15")


def test_a_search_beside_the_card_comes_back_to_it(synced: Collection) -> None:
    with seated(synced) as app:
        _, revealed, _, _, _, found, back = play(app, "space", "slash", "l", "i", "enter", "escape")

    assert revealed == back
    assert "/ li" in found
    assert "Entropy" not in found
    assert "Likelihood" in found


def test_the_search_begins_on_the_card_that_is_asked(synced: Collection) -> None:
    with seated(synced) as app:
        *_, shown = play(app, "space", "3", "/")

        assert app.sitting.question is not None
        asked = app.sitting.question.fact.draft.front
    assert asked == "Likelihood"
    assert "how well a model explains the data" in shown
    assert "2 of 4" in shown


def test_a_card_suspended_in_the_search_is_not_asked_any_more(synced: Collection) -> None:
    with seated(synced) as app:
        *_, shown = play(app, "slash", "escape", "s", "1", "q", "space")

    assert "Likelihood" in shown
    assert "how well a model explains the data" in shown


def test_plan_and_figures_are_reached_from_the_search(synced: Collection) -> None:
    with seated(synced) as app:
        *_, plan, browser, figures, again, card = play(app, "slash", "escape", "p", "q", "f", "q", "q")

    assert "What a sync would do" in plan
    assert browser == again
    assert "r count again" in figures or "Counting" in figures
    assert "space answer" in card


@pytest.mark.parametrize(
    ("key", "told"), [("4", "1 card flagged 4."), ("s", "1 card suspended."), ("x", "1 fact rejected.")]
)
def test_a_change_in_the_search_is_told_there_and_taken_back_there(synced: Collection, key: str, told: str) -> None:
    with seated(synced) as app:
        *_, changed, undone, card = play(app, "space", "3", "slash", "enter", "j", key, "u", "escape")

        assert answers(app) == [3]
        assert fronts(app, "card.suspended OR card.flag OR fact.status = 'held'") == []
    assert told in changed
    assert "no longer" in undone
    assert "space answer" in card


def test_no_key_of_a_drill_reaches_the_card_below_the_search(synced: Collection) -> None:
    keys = [
        key for action, keys in DEFAULTS.items() if action not in ("help", "quit", "search", "edit") for key in keys
    ]
    with seated(synced) as app:
        *_, found, card = play(app, "space", "3", "slash", "escape", *keys, "escape", "escape")

        assert answers(app) == [3]
    assert "space select" in found
    assert "Likelihood" in card
    assert "space answer" in card


def test_half_a_page_down_in_the_search_does_not_end_the_drill(synced: Collection) -> None:
    with seated(synced) as app:
        *_, down, card = play(app, "slash", "escape", "ctrl+d", "escape")

    assert "4 of 4" in down
    assert "space answer" in card


def test_what_is_typed_before_the_search_is_there_is_for_its_query(synced: Collection) -> None:
    async def session(app: ReviewApp) -> str:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("space", "3")
            for key in ("slash", "s", "x", "4"):
                app.post_message(Key(key, "/" if key == "slash" else key))
            await pilot.pause(1)
            return shown_by(app)

    with seated(synced) as app:
        shown = asyncio.run(session(app))

        assert answers(app) == [3]
        assert fronts(app, "card.suspended OR card.flag OR fact.status = 'held'") == []
    assert shown.startswith("/ sx4")


def test_a_question_of_the_search_takes_no_key_but_its_own(synced: Collection) -> None:
    keys = [key for keys in DEFAULTS.values() for key in keys if key not in ("q", "enter")]
    with seated(synced) as app:
        *_, asked, found, card = play(app, "space", "3", "slash", "escape", "R", *keys, "n", "escape")

        assert answers(app) == [3]
        assert fronts(app, "card.suspended OR card.flag OR fact.status = 'held'") == []
    assert "anew?" in asked
    assert "space select" in found
    assert "space answer" in card
