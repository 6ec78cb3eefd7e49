"""A great many notes that chance wrote: none raises, and none breaks a promise of an extraction."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from extract.pathological import FAMILIES
from extract.test_totality import TEXTS, faults, mutate, read
from hostile import payloads
from scoreboard import amount

if TYPE_CHECKING:
    from scoreboard import Scoreboard

CHUNKS = 10
SOURCES = [*TEXTS, *(make(2_000) for make in FAMILIES.values()), "\n\n".join(payloads())]


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_no_mutated_note_breaks_a_promise(scoreboard: Scoreboard, seed: int) -> None:
    chance, tries = Random(f"faults {seed}"), amount(600, 100_000) // CHUNKS
    wrong = []

    for _ in range(tries):
        mutant = mutate(chance.choice(SOURCES), chance)
        try:
            found = faults(mutant, read(mutant))
        except Exception as error:  # noqa: BLE001  (whatever it is, the note was not read)
            found = [repr(error)]
        wrong += [(found, mutant)] if found else []

    scoreboard.count("mutated note", tries=tries, failures=len(wrong))
    assert wrong == []
