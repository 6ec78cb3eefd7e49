"""The first sync reads note by note what would be too much to hold, and makes of it what is made of all at once."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from stores import NOW

from srs.app.collection import find_collection
from srs.app.rules import load_rules
from srs.app.sync import sync
from srs.model import Created
from srs.reconcile.plan import make_plan

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.sync import SyncReport

FAR_NS = 2**62
"""No file is as new as this, so that none has to be looked at twice."""
PAPER = """- **Zonal Coding**:

  Authors: Francesca Tonelli

  Year: 2019

  The Problem: It is hard to find features that a reader understands in data without labels.

  Proposal: A code that is made sparse, so that each input is told by the few features that apply to it.
"""
"""Two facts stand in one line of it."""
NOTES = {
    "a.md": "- **Entropy**: the mean surprise of a source\n- **Prior**: what is believed before any data is seen\n",
    "a/b.md": "- **Entropy**: the mean surprise of a source\n\nThe {{c1::heart}} has {{c2::four}} chambers.\n",
    "b.md": "---\nreverse: true\ntags: [maths]\n---\n# Notes\n\n- **Prior**: what is believed before any data is seen\n- **Fold**: a part\n",
    "c.md": "- **Loss**: a number that training makes small\n- **Epoch**: one pass through the data\n\nMeander: a bend of a river\n",
    "c2.md": "Oxbow: a lake that a river left behind\n",
    "d.md": "- **Entropy**: the mean surprise of a source\n\nQ: What is a tangent?\nA: A line that touches a curve.\n",
    "papers.md": PAPER,
    "e.md": "---\ntags: [\n---\n- **Bias**: what every estimate is wrong by\n",
}
ROWS = (
    "SELECT * FROM fact ORDER BY rowid",
    "SELECT * FROM card ORDER BY id",
    "SELECT id, fact, at, change, fingerprint, front, back, path, line FROM descent ORDER BY id",
    "SELECT * FROM note",
    "SELECT * FROM problem",
)


def write_notes(folder: Path) -> None:
    for path, text in NOTES.items():
        note = folder / "notes" / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(text, "utf-8")


def first_sync(folder: Path) -> tuple[SyncReport, list[list[tuple[Any, ...]]]]:
    """Return the report of a first sync, and all rows that it wrote."""
    write_notes(folder)
    collection = find_collection(folder)
    store = collection.open()
    report = sync(store, collection, at=NOW, started_ns=FAR_NS)
    with store.read() as connection:
        rows = [connection.execute(query).fetchall() for query in ROWS]
    store.close()
    return report, rows


@pytest.mark.parametrize("block", [1, 2, 3])
def test_the_store_is_the_same_row_by_row_in_however_small_pieces_notes_are_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    whole, rows = first_sync(tmp_path / "whole")

    monkeypatch.setattr("srs.model.packed.BLOCK", block)
    monkeypatch.setattr("srs.store.plan_writing._ROWS", block)
    parts, rows_of_parts = first_sync(tmp_path / "parts")

    assert all(rows)
    assert rows_of_parts == rows
    assert list(parts.plan.changes) == list(whole.plan.changes)
    assert parts.counts == whole.counts


def test_whoever_reads_the_notes_at_the_same_time_finds_nothing_left_to_do(tmp_path: Path) -> None:
    write_notes(tmp_path)
    collection = find_collection(tmp_path)
    store, other = collection.open(), collection.open()
    done: list[SyncReport] = []

    def be_overtaken(*_: int) -> None:
        if not done:
            done.append(sync(other, collection, at=NOW, started_ns=FAR_NS))

    late = sync(store, collection, at=NOW, started_ns=FAR_NS, progress=be_overtaken)
    other.close()
    store.close()

    assert done[0].counts["created"]
    assert late.plan.changes == ()


def test_facts_get_the_ids_that_a_plan_of_all_drafts_at_once_gives_them(tmp_path: Path) -> None:
    drafts = [draft for path, text in NOTES.items() for draft in load_rules(None).extract(path, text).drafts]
    random.Random(1).shuffle(drafts)

    report, _ = first_sync(tmp_path)

    assert tuple(report.plan.changes) == make_plan(drafts, [], retired={}).changes
    assert len({change.id for change in report.plan.changes if isinstance(change, Created)}) == len(drafts)
