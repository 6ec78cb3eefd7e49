"""The same with the real add-on: where SRS_ANKICONNECT_URL names a running Anki whose collection may be changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from anki_world import World
from command import definitions

from srs.anki.connect import Connect

if TYPE_CHECKING:
    from pathlib import Path

URL = os.environ.get("SRS_ANKICONNECT_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="SRS_ANKICONNECT_URL names no Anki with AnkiConnect")


class Desktop(World):
    """A collection here, and the Anki on this machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.anki = Connect(URL)
        self.anki.ask("deleteNotes", notes=self.anki.ask("findNotes", query="deck:*"))

    def exchange(self, command: str) -> dict[str, Any]:
        ran = self.run("anki", command, "--url", URL, "--json")
        assert ran.status == 0, ran.err
        return ran.records[-1]

    def card(self, fact: str) -> int:
        [note] = self.anki.ask("findNotes", query=f"Id:{fact}")
        card: int = self.anki.ask("notesInfo", notes=[note])[0]["cards"][0]
        return card


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def test_cards_go_to_a_running_anki_and_reviews_come_back(desktop: Desktop) -> None:
    desktop.srs.write("words.md", *definitions(30))
    desktop.read()
    ids = list(desktop.srs.ids().values())
    for number, one in enumerate(ids[:12]):
        assert desktop.run("answer", one, 1 + number % 4).status == 0

    assert desktop.exchange("push") | {"decks": 1} == {
        "new": 30, "changed": 0, "cards": 30, "reviews": 12, "decks": 1, "media": 0, "problems": 0, "applied": True,
    }  # fmt: skip
    assert desktop.exchange("push")["new"] == 0
    given = [{"cardId": desktop.card(one), "ease": 1 + number % 4} for number, one in enumerate(ids[6:24])]
    assert all(desktop.anki.ask("answerCards", answers=given))
    desktop.anki.ask("suspend", cards=[desktop.card(ids[25])])
    came = desktop.exchange("pull")["counts"]

    assert (came["answers"], came["suspended"], came["known"]) == (18, 1, 30)
    assert desktop.exchange("pull")["counts"]["facts"] == 0
    states = {"new": 0, "learning": 1, "review": 2, "relearning": 3}
    for one in ids:
        mine, info = desktop.cards()[one, 0], desktop.anki.ask("cardsInfo", cards=[desktop.card(one)])[0]
        assert states[mine["state"]] == info["type"]
        assert bool(mine["suspended"]) == (info["queue"] == -1)
        assert mine["due_at"] is None or mine["due_at"] // 1000 == info["due"]
        assert mine["state"] != "review" or mine["interval_days"] == info["interval"]


def test_what_a_pull_brought_an_export_of_anki_adds_nothing_to(desktop: Desktop) -> None:
    desktop.srs.write("words.md", *definitions(5))
    desktop.read()
    ids = list(desktop.srs.ids().values())
    desktop.exchange("push")
    desktop.anki.ask("answerCards", answers=[{"cardId": desktop.card(one), "ease": 3} for one in ids])
    desktop.exchange("pull")
    file = desktop.folder / "whole.apkg"
    deck = desktop.anki.ask("cardsInfo", cards=[desktop.card(ids[0])])[0]["deckName"]
    assert desktop.anki.ask("exportPackage", deck=deck.split("::")[0], path=str(file), includeSched=True)

    assert desktop.bring(file)["answers"] == 0
