"""`srs stats`: the whole of it as a person reads it, what is left out where there is nothing, and the JSON.

Set SRS_UPDATE_GOLDEN=1 to write the golden file anew, and read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import NOW, Collection, definitions
from terminal import in_terminal, read_until

from srs.app.collection import find_collection
from srs.app.stats import figures_of
from srs.charts.page import sections
from srs.markdown.width import display_width
from srs.model import Rating
from srs.schedule import DayClock, answer_card
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.store.cards import due_cards, new_cards
from srs.store.log import write_answer
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.model import Card, Moment
    from srs.store.open import Store

GOLDEN = Path(__file__).parent.parent / "golden" / "stats.txt"
CLOCK = DayClock(0)
NOW_MS = 1_772_355_600_000
DAY_MS = 86_400_000
DAYS = 75
PATTERN = (3, 3, 1, 3, 4, 3, 2, 3, 3, 3, 1)
"""Ratings that come round and round."""
SECTIONS = [
    "today",
    "streak",
    "true_retention",
    "ratings",
    "calendar",
    "days",
    "hours",
    "forecast",
    "memory",
    "hardest_notes",
]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Return a collection that was drilled for 75 days, morning and evening, with a week off."""
    collection = Collection(tmp_path_factory.mktemp("learned") / "collection")
    words = definitions(36)
    for number, name in enumerate(
        ("languages/latin.md", "anatomy.md", "a very long name of a folder/and of a note.md")
    ):
        collection.write(name, *words[number * 12 : number * 12 + 12])
    assert collection.run("sync").status == 0
    drill(collection)
    return collection


def drill(collection: Collection) -> None:
    found = find_collection(collection.folder)
    store = found.open_existing()
    # The answers need not outlast a power cut.
    store.connection.execute("PRAGMA synchronous = OFF")
    turn = count()
    for ago in reversed(range(DAYS)):
        if ago % 11 == 5 or 30 <= ago < 37:
            continue
        for hour in (-1, 0) if ago % 3 else (-14, -1):
            now = CLOCK.moment(NOW_MS - ago * DAY_MS + hour * 3_600_000)
            for card in waiting(store, now):
                number = next(turn)
                rating = Rating(PATTERN[(number + number // 40 + card.id) % len(PATTERN)])
                taken_ms = 3000 + number * 977 % 9000
                write_answer(store, answer_card(card, rating, now, taken_ms, found.presets().general, CLOCK))
    store.close()


def waiting(store: Store, now: Moment) -> Iterator[Card]:
    due = due_cards(store, now, Selection(), most_due=100)
    yield from (card for card in due if card.schedule.due_at is None or card.schedule.due_at <= now.at)
    yield from new_cards(store, now, Selection(), most=1)


def widest(lines: Iterable[str]) -> int:
    return max(map(display_width, lines))


def plain(shown: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", shown).replace("\r", "")


def test_all_figures_are_shown_in_80_columns(learned: Collection) -> None:
    shown = learned.run("stats").out
    if os.environ.get("SRS_UPDATE_GOLDEN"):
        GOLDEN.write_text(shown, "utf-8")

    assert shown == GOLDEN.read_text("utf-8")
    assert "\x1b" not in shown
    assert widest(shown.splitlines()) <= 80


@pytest.mark.parametrize("columns", [40, 59, 60, 74, 75, 80, 120, 200])
@pytest.mark.parametrize("days", [1, 30, 90, 1000])
def test_no_line_is_longer_than_the_terminal_is_wide(
    learned: Collection, columns: int, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("srs.cli.stats_view._width", lambda: columns)

    ran = learned.run("stats", "--days", days)

    assert ran.status == 0
    assert widest(ran.out.splitlines()) <= columns


def test_many_answers_of_a_day_are_told_whole_on_a_narrow_screen(learned: Collection) -> None:
    found = find_collection(learned.folder)
    store = found.open_existing()
    stats = figures_of(store, found, datetime.fromisoformat(NOW), (), 30)
    store.close()
    busy = replace(stats, today=replace(stats.today, learn=240, relearn=0, new=12, review=1130, early=0))

    summary, *_ = sections(busy, 37)

    assert summary[1:3] == ["          12 new, 1130 reviews,", "          228 steps"]
    assert widest(summary) <= 37


def test_a_narrow_terminal_says_which_columns_it_has_no_room_for(
    learned: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = learned.run("stats").out
    monkeypatch.setattr("srs.cli.stats_view._width", lambda: 40)
    narrow = learned.run("stats").out

    assert "Wider" not in wide
    assert "Wider terminals show more: passed.\n" in narrow
    assert "Wider terminals show more: cards, lowest\nrecall.\n" in narrow


def test_colours_tell_nothing_that_is_not_there_without_them(learned: Collection) -> None:
    golden = GOLDEN.read_text("utf-8")
    end = golden.splitlines()[-1] + "\r\n"

    with in_terminal("-C", learned.folder, "stats", SRS_NOW=NOW) as (_, terminal):
        coloured = read_until(end, terminal)
    with in_terminal("-C", learned.folder, "stats", SRS_NOW=NOW, NO_COLOR="1") as (_, terminal):
        bare = read_until(end, terminal)

    assert "\x1b[32m" in coloured
    assert "\x1b" not in bare
    assert plain(coloured) == plain(bare) == golden


def test_an_output_without_blocks_gets_plain_signs(learned: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srs.cli.stats_view._can_draw", lambda: False)

    ran = learned.run("stats")

    assert ran.out.isascii()
    assert [len(line) for line in ran.out.splitlines()] == [
        len(line.replace("…", "...")) for line in GOLDEN.read_text("utf-8").splitlines()
    ]


def test_the_hardest_lines_are_told_as_they_are_read(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    collection.write("git.md", "`git log`: shows the commits that lead to the branch")
    collection.run("sync")
    (known,) = collection.ids().values()
    for day, rating in enumerate(("easy", "again"), 1):
        collection.run("answer", known, rating, now=f"2026-03-{day * 10}T09:00:00+00:00")

    (hardest,) = collection.run("stats", "--json", now="2026-03-21T09:00:00+00:00").records[-1]["notes"]
    shown = collection.run("stats", now="2026-03-21T09:00:00+00:00").out

    assert hardest["facts"][0]["front"] == "`git log`"
    assert "1×  git log\n" in shown


def test_an_empty_collection_is_one_sentence(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    collection.file("").mkdir(parents=True)
    collection.run("init")

    ran = collection.run("stats")

    assert (ran.status, ran.out) == (0, "No cards yet. Write notes, then: srs sync\n")


def test_an_empty_log_is_one_sentence(synced: Collection) -> None:
    ran = synced.run("stats")

    assert (ran.status, ran.out) == (0, "No answers yet. Begin with: srs review\n")
    assert [record["section"] for record in synced.run("stats", "--json").records] == SECTIONS


def test_without_a_collection_there_is_nothing_to_count(notes: Collection) -> None:
    assert notes.run("stats").status == 2


def test_the_first_answer_has_its_figures(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good", "--ms", "4000")

    ran = synced.run("stats")

    assert "Today     1 answer in 4 s\n          1 new, 0 reviews, 0 steps\n" in ran.out
    assert "Streak    1 day, longest 1\n" in ran.out
    assert "Hardest" not in ran.out


def test_an_answer_that_was_taken_back_is_in_no_figure(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.run("undo")

    assert synced.run("stats").out == "No answers yet. Begin with: srs review\n"


def test_a_deck_has_figures_of_its_own(learned: Collection) -> None:
    everything, *_ = learned.run("stats", "--json").records
    deck, *_, hardest = learned.run("stats", "--json", "--deck", "languages").records

    assert deck["cards"] == 12
    assert 0 < deck["answers_ever"] < everything["answers_ever"]
    assert [note["path"] for note in hardest["notes"]] == ["languages/latin.md"]


def test_a_deck_that_is_not_there_is_refused(learned: Collection) -> None:
    ran = learned.run("stats", "--deck", "language")

    assert ran.status == 2
    assert "There is no deck 'language' in this collection." in ran.err


def test_what_is_known_goes_by_the_preset_of_each_card(synced: Collection) -> None:
    other = f"parameters = {[*DEFAULT_PARAMETERS[:-1], 0.5]}"
    synced.write("languages/latin.md", *definitions(1))
    assert synced.run("sync").status == 0
    for known in synced.ids().values():
        synced.run("answer", known, "easy")

    def known_of(deck: str, settings: str) -> float:
        (synced.folder / "srs.toml").write_text(settings, "utf-8")
        ran = synced.run("stats", "--json", *deck.split(), now="2026-09-01T09:00:00Z")
        return float(next(one["known"] for one in ran.records if one["section"] == "memory"))

    special = f'[[preset]]\nname = "latin"\ndeck = "languages"\n{other}\n'
    latin, latin_otherwise = known_of("--deck languages", ""), known_of("--deck languages", f"[review]\n{other}\n")
    assert latin_otherwise != latin
    assert known_of("--deck languages", special) == latin_otherwise
    assert known_of("", special) == pytest.approx(known_of("", "") - latin + latin_otherwise, abs=0.1)


@pytest.mark.parametrize("days", [0, -1, 36_501, "x"])
def test_days_that_are_no_days_are_refused(learned: Collection, days: object) -> None:
    assert learned.run("stats", "--days", days).status == 2


def test_the_json_has_an_object_a_section(learned: Collection) -> None:
    found = {record.pop("section"): record for record in learned.run("stats", "--days", 7, "--json").records}

    assert list(found) == SECTIONS
    assert [day["date"] for day in found["days"]["days"]][-1] == "2026-03-01"
    assert [len(found[name][name]) for name in ("days", "hours")] == [7, 24]
    assert found["calendar"]["first_day"] == "2025-02-24"
    assert [len(found["calendar"]["answers"]), len(found["forecast"]["days"])] == [371, 30]
    assert found["today"]["answers"] == found["today"]["passed"] + found["today"]["failed"]
    assert found["today"]["answers"] == found["days"]["days"][-1]["answers"] == found["calendar"]["answers"][-1]
    assert [one["period"] for one in found["true_retention"]["periods"]][-1] == "all"


def test_plots_are_loaded_to_be_seen_alone(learned: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "plotille", raising=False)

    assert learned.run("stats", "--json").status == 0

    assert "plotille" not in sys.modules


def test_answers_that_took_no_time_are_told_with_a_unit(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")

    assert "Today     1 answer in 0 s\n" in synced.run("stats").out
