"""Histories of other tools, as their users have them in their notes and files."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import Collection
from terminal import PATIENCE, in_terminal, read_until

from srs.schedule import Preset
from srs.schedule.known import memory_of_ease

if TYPE_CHECKING:
    from pathlib import Path

OBSIDIAN = """\
# Cards
#flashcards

Capital of France::Paris <!--SR:!2026-03-05,10,250-->

Capital of Spain::Madrid
<!--SR:!2026-03-02,11,270-->

What is a decision problem?
?
A yes/no question
about its inputs
<!--SR:!2025-07-09,43,295-->

Dog:::Hund
<!--SR:!2000-01-01,1,250!2026-03-03,12,230-->

The ==mitochondrion== is the ==powerhouse== of the cell.

<!--SR:!2026-03-04,13,250!fsrs,2026-03-11T10:00:00.000Z,14,15.5,6.1,2,3,0,0,2026-02-25T10:00:00.000Z-->

Cat::Katze
<!--SR:!soon,4,270-->

A remark that no card is made of.
More of it.
<!--SR:!2026-03-02,4,270-->
"""
HASHCARDS = """\
---
name = "Deck"
---

Q: What is Rust?
A: A systems programming language.

Q: What is the capital of France?
A: Paris, the city
on the Seine

C: Foo [bar] baz [quux] of the word \\[sic\\].

---

Prose.
"""
SCHEMA = """\
create table reviews (review_id integer primary key, session_id integer, card_hash text not null, reviewed_at text not null,
  grade text not null, stability real not null, difficulty real not null, due_date text not null) strict;
"""


@pytest.fixture
def obsidian(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.file("a.md").parent.mkdir(parents=True)
    made.file("a.md").write_text(OBSIDIAN, "utf-8")
    return made


def test_schedules_in_comments_become_those_of_the_cards_above(obsidian: Collection) -> None:
    assert obsidian.run("sync").status == 0

    ran = obsidian.run("import", "--from", "obsidian-sr", "--json")

    assert (ran.status, ran.records[-1]["counts"]["noted"]) == (0, 6)
    problems = [(one["line"], one["message"]) for one in ran.records[:-1] if one["change"] == "problem"]
    assert problems == [
        (23, "the schedule in this comment cannot be understood, so it was left"),
        (27, "the schedule in this comment belongs to no card, so it was left"),
    ]
    due = {}
    for front, one in obsidian.ids().items():
        cards = obsidian.run("card", one, "--json").records[0]["cards"]
        due[front.split()[0], front.split()[-1]] = [card["due"] and card["due"][:10] for card in cards]
    assert due["Capital", "France"] == ["2026-03-05"]
    assert due["Capital", "Spain"] == ["2026-03-02"]
    assert due["Dog", "Dog"] == [None, "2026-03-03"]
    assert due["The", "cell."] == ["2026-03-04", "2026-03-11"]
    assert due["Cat", "Cat"] == [None]
    assert "Nothing new" in obsidian.run("import", "--from", "obsidian-sr").out
    assert obsidian.run("doctor").status == 0


def test_a_schedule_grows_with_the_comment_until_the_card_is_drilled_here(obsidian: Collection) -> None:
    assert (
        obsidian.run("import", "--from", "obsidian-sr", now="2026-03-01T09:00:00+00:00").status == 2
    )  # no collection yet
    assert obsidian.run("sync").status == 0
    assert obsidian.run("import", "--from", "obsidian-sr").status == 0
    text = OBSIDIAN.replace("!2026-03-05,10,250", "!2026-04-01,31,260")
    obsidian.file("a.md").write_text(text, "utf-8")

    assert "1 schedule without a log" in obsidian.run("import", "--from", "obsidian-sr").out

    france = obsidian.ids()["Capital of France"]
    card = obsidian.run("card", france, "--json").records[0]["cards"][0]
    assert (card["due"][:10], card["interval_days"], card["stability"]) == ("2026-04-01", 31, 31)
    assert obsidian.run("answer", france, "3", now="2026-04-01T09:00:00+00:00").status == 0
    obsidian.file("a.md").write_text(text.replace("!2026-04-01,31,260", "!2026-06-01,40,260"), "utf-8")
    ran = obsidian.run("import", "--from", "obsidian-sr", now="2026-06-02T09:00:00+00:00")
    assert "1 card with a log here already: left" in ran.out
    assert obsidian.run("doctor", "--replay").out.startswith("0 of ")
    assert obsidian.run("undo").status == 0
    assert obsidian.run("card", france, "--json").records[0]["cards"][0]["due"][:10] == "2026-04-01"


def test_the_memory_of_an_ease_is_that_which_fsrs_gives_it() -> None:
    library = pytest.importorskip("fsrs_rs_python")
    parameters = Preset().parameters
    fsrs = library.FSRS([*parameters])

    for days, ease in ((1, 2.5), (10, 2.5), (43, 2.95), (400, 1.3), (3, 3.7)):
        theirs = fsrs.memory_state_from_sm2(ease, days, 0.9)
        ours = memory_of_ease(days, ease, parameters)
        assert ours.stability == pytest.approx(theirs.stability, rel=1e-4)
        assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-3)


@pytest.fixture
def hashed(tmp_path: Path) -> tuple[Collection, Path]:
    """Return a collection with a database of hashcards: five cards with two answers each, one of them gone from the notes."""
    blake3 = pytest.importorskip("blake3").blake3
    made = Collection(tmp_path / "collection")
    made.file("a.md").parent.mkdir(parents=True)
    made.file("a.md").write_text(HASHCARDS, "utf-8")
    sentence = b"ClozeFoo bar baz quux of the word [sic]."
    cards = (
        b"BasicWhat is Rust?A systems programming language.",
        b"BasicWhat is the capital of France?Paris, the city\non the Seine",
        sentence + (4).to_bytes(8, "little") + (6).to_bytes(8, "little"),
        sentence + (12).to_bytes(8, "little") + (15).to_bytes(8, "little"),
        b"BasicGone?Yes",
    )
    file = tmp_path / "hashcards.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(SCHEMA)
        insert = "insert into reviews values (null, 1, ?, ?, ?, 1, 5, ?)"
        for number, card in enumerate(cards, 1):
            name = blake3(card).hexdigest()
            connection.execute(insert, (name, f"2026-01-0{number}T23:30:00", "good", "2026-01-10"))
            connection.execute(
                insert, (name, f"2026-01-1{number}T08:00:00.250", "forgot" if number == 2 else "easy", "2026-04-01")
            )
        connection.execute(insert, (blake3(cards[0]).hexdigest(), "yesterday", "good", "2026-01-10"))
        connection.commit()
    return made, file


def test_answers_of_hashcards_come_to_the_cards_in_the_notes(hashed: tuple[Collection, Path]) -> None:
    collection, file = hashed
    assert collection.run("sync").status == 0

    ran = collection.run("import", "--from", "hashcards", file, "--json", SRS_TZ="Asia/Tokyo")

    counts = ran.records[-1]["counts"]
    assert (counts["answers"], counts["unreadable"], ran.records[-1]["others"]) == (8, 1, {"not in the notes": 1})
    rust = collection.run("card", collection.ids()["What is Rust?"], "--json").records[0]
    assert [one["at"] for one in rust["reviews"]] == ["2026-01-01T14:30:00.000Z", "2026-01-10T23:00:00.250Z"]
    assert rust["cards"][0]["due"][:10] == "2026-04-01"
    again = collection.run("import", "--from", "hashcards", file, SRS_TZ="Asia/Tokyo")
    assert "Nothing new" in again.out
    assert collection.run("doctor").status == 0


def test_what_is_no_database_of_hashcards_is_told(hashed: tuple[Collection, Path]) -> None:
    collection, file = hashed
    assert collection.run("sync").status == 0
    for name in (collection.file("a.md"), file.parent / "nothing.db", collection.folder / ".srs" / "srs.db"):
        ran = collection.run("import", "--from", "hashcards", name)
        assert ran.status in (1, 2)
        assert str(name) in ran.err
        assert ran.err.count("\n") == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "No file is named"),
        (("--from", "anki-deck"), "No file is named"),
        (("--from", "hashcards"), "No file is named"),
        (("--from", "obsidian-sr", "notes"), "stand in the notes"),
        (("--from", "elsewhere"), "elsewhere"),
        (("nothing.apkg",), "There is no file"),
    ],
)
def test_a_wrong_line_is_told_with_the_way_out(synced: Collection, arguments: tuple[str, ...], why: str) -> None:
    ran = synced.run("import", *arguments)

    assert ran.status == 2
    assert why in ran.err
    assert "srs import" in ran.err


def test_a_terminal_shows_the_plan_and_asks(obsidian: Collection) -> None:
    assert obsidian.run("sync").status == 0
    for key, answers, status in (("n", 0, 3), ("y", 6, 0)):
        line = ("-C", obsidian.folder, "import", "--from", "obsidian-sr")
        with in_terminal(*line, SRS_NOW="2026-03-01T09:00:00+00:00") as (process, terminal):
            shown = read_until("[Y/n]", terminal)
            os.write(terminal, f"{key}\n".encode())
            assert process.wait(PATIENCE) == status
        assert "Would take over 6 schedules without a log of 5 facts" in shown
        assert len(obsidian.run("history", "--json").records) == answers


def test_a_fact_whose_schedule_came_along_is_not_rejected_unasked(obsidian: Collection) -> None:
    assert obsidian.run("sync").status == 0
    assert obsidian.run("import", "--from", "obsidian-sr").status == 0

    refused = obsidian.run("reject", "front:France")

    assert refused.status == 3
    assert "1 of them answered" in refused.err
