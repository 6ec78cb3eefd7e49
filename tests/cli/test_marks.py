"""Flags and burials from the command line, by id and by query."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from command import definitions
from terminal import PATIENCE, in_terminal, read_until

if TYPE_CHECKING:
    from command import Collection, Ran

TOMORROW = "2026-03-02T09:00:00+00:00"


def fronts(ran: Ran) -> list[str]:
    assert ran.status == 0, ran.err
    return sorted(record["front"] for record in ran.records)


def test_cards_are_flagged_and_found_by_their_flag(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    assert synced.run("flag", known, "--flag", 3, "--json").records == [{"id": known, "flag": 3, "changed": [0]}]
    assert synced.run("flag", known, "--flag", 3).out == f"already flagged {known}  Entropy\n"
    assert fronts(synced.run("cards", "--json", "flag:3")) == ["Entropy"]
    assert synced.run("cards", "--json", "flag:3").records[0]["cards"][0]["flag"] == 3
    assert synced.run("flag", "flag:3", "--flag", 0).out.splitlines()[-1] == "1 card unflagged"
    assert fronts(synced.run("cards", "--json", "flag:3")) == []


@pytest.mark.parametrize("flag", [["--flag", "8"], ["--flag", "-1"], []])
def test_a_flag_that_does_not_exist_is_refused(synced: Collection, flag: list[str]) -> None:
    assert synced.run("flag", "is:new", *flag).status == 2
    assert fronts(synced.run("cards", "--json", "flag:0")) == ["Alphabet", "Entropy", "Likelihood", "Prior"]


def test_buried_cards_come_back_tomorrow_or_when_they_are_unburied(synced: Collection) -> None:
    known = synced.ids()

    assert synced.run("bury", "path:inference.md").out.splitlines()[-1] == "2 cards buried"
    assert synced.run("due", "--json").records[0]["new"] == 2
    assert synced.run("due", "--json", now=TOMORROW).records[0]["new"] == 4
    assert synced.run("unbury", known["Prior"], "--json").records == [
        {"id": known["Prior"], "buried": False, "changed": [0]}
    ]
    assert fronts(synced.run("cards", "--json", "is:buried")) == ["Likelihood"]
    assert synced.run("unbury", "is:buried", now=TOMORROW).out == "No card matches.\n"


def test_one_card_of_a_fact_is_marked(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    assert synced.run("bury", known, "--ord", 1).status == 2
    assert synced.run("bury", "is:new", "--ord", 1).out == "No card matches.\n"
    assert synced.run("bury", known, "--ord", 0, "--json").records[0]["changed"] == [0]


@pytest.mark.parametrize(
    "command", [["suspend"], ["unsuspend"], ["bury"], ["unbury"], ["flag", "--flag", "1"]], ids=lambda one: one[0]
)
def test_many_cards_are_changed_with_the_word_of_the_user_only(notes: Collection, command: list[str]) -> None:
    notes.write("many.md", *definitions(30))
    notes.run("sync")

    refused = notes.run(*command, "path:many.md is:new")
    done = notes.run(*command, "path:many.md is:new", "--yes", "--json")

    assert refused.status == 3
    assert refused.err.splitlines() == [
        "srs: This query finds 30 cards; nothing was changed.",
        "     Look at them: srs cards 'path:many.md is:new'. If this is what you want, add --yes.",
    ]
    assert done.status == 0
    assert len(done.records) == 30


@pytest.mark.parametrize(
    ("command", "question"),
    [
        (["suspend"], "Suspend them all?"),
        (["bury"], "Bury them all?"),
        (["flag", "--flag", "1"], "Flag them all?"),
        (["set-due", "3"], "Make them all due then?"),
    ],
    ids=lambda one: one[0],
)
def test_the_question_before_many_names_the_act(notes: Collection, command: list[str], question: str) -> None:
    notes.write("many.md", *definitions(30))
    notes.run("sync")

    with in_terminal("-C", notes.folder, *command, "path:many.md") as (process, terminal):
        read_until(f"{question} [y/N]", terminal)
        os.write(terminal, b"n\n")
        status = process.wait(PATIENCE)

    assert status == 3
