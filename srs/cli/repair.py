"""What `srs doctor --repair` does, and what it says about that."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from srs.app.times import iso
from srs.cli.clock import at_ms, local_time, wall_ns
from srs.cli.output import counted, is_terminal, print_json, print_table, print_text
from srs.cli.progress import progress_bar
from srs.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.app.repair import Salvaged
    from srs.cli.options import Setup
    from srs.schedule import DayClock
    from srs.store.salvage import Salvage

_TABLES = {
    "review": "answers",
    "undone": "answers taken back",
    "card": "cards",
    "fact": "facts",
    "descent": "versions of facts",
    "alias": "other ids of facts",
    "doubt": "unsure texts",
    "parameters": "fitted parameters",
    "origin": "other programs",
    "seen_card": "marks seen there",
    "seen_fact": "tags seen there",
}
_USUAL = ("review", "undone", "card", "fact", "descent")
_MOST_NAMED = 20


def repair(setup: Setup, collection: Collection, clock: DayClock, now: datetime, *, yes: bool) -> None:
    """Mend what can be mended; a damaged database is built anew when the user agrees.

    Raises:
        RefusedError: it is damaged, and there is nobody to ask; nothing was changed.
    """
    from srs.app.repair import damage_of, mend_files, mend_journal, mend_records, salvage_database

    at = at_ms(now)
    with progress_bar("Looking for damage"):
        damage = damage_of(collection)
    if damage:
        _ask(setup, damage, yes=yes)
    wide, left = mend_files(collection, wall_ns())
    if damage:
        with progress_bar("Building the database anew"):
            salvaged = salvage_database(collection, clock, at)
        _show_salvaged(setup, salvaged)
    has_left_wal = mend_journal(collection)
    with closing(collection.open_existing()) as store:
        future = mend_records(store, collection, clock, at)
    if setup.as_json:
        print_json(
            {
                "repair": "small things",
                "modes": [str(path) for path in wide],
                "removed": [str(path) for path in left],
                "journal": has_left_wal,
                "future": future,
            }
        )
        return
    done = [*(f"Closed to others: {path}" for path in wide), *(f"Removed: {path}" for path in left)]
    if has_left_wal:
        done.append("The journal mode is delete again.")
    if future:
        done.append(f"Took back {counted(future, 'answer')} of the future.")
    if not done and not damage:
        done.append("There was nothing to mend.")
    for line in done:
        print_text(line)


def _ask(setup: Setup, damage: str, *, yes: bool) -> None:
    if not setup.as_json:
        print_text(f"The database is damaged: {damage}", fg="red")
        print_text(
            "A new one is made of what can be read in it and of what the last backup knows; the damaged one is kept."
        )
    if yes:
        return
    if setup.as_json or not is_terminal():
        raise RefusedError(
            "This would replace the database by what can be read of it; nothing was changed.",
            "If this is what you want: srs doctor --repair --yes. To take a backup instead: srs restore",
        )
    if not click.confirm("Build it anew?"):
        raise RefusedError("Nothing was changed.", "To take a backup instead: srs restore")


def _show_salvaged(setup: Setup, salvaged: Salvaged) -> None:
    found = salvaged.salvage
    if setup.as_json:
        print_json(_record(salvaged))
        return
    rows: list[tuple[str, ...]] = [("", "read", "found elsewhere", "lost")]
    for table, name in _TABLES.items():
        counts = [one.get(table, 0) for one in (found.read, found.filled, found.lost)]
        if table in _USUAL or counts[2]:
            rows.append((name, *map(str, counts)))
    print_table(rows)
    _show_end(found)
    print_text(f"Helped by the backup {salvaged.backup.name}." if salvaged.backup else "There was no backup to help.")
    if found.answers:
        print_text(f"Lost answers, by number: {_listed(_ranges(found.answers))}", fg="yellow")
    if found.facts:
        print_text(f"Facts whose text was lost, with their answers kept: {_listed(found.facts)}", fg="yellow")
    print_text(
        f"{counted(salvaged.settled, 'schedule')} computed from the log. The damaged database is kept: {salvaged.kept}"
    )
    print_text("Go on with: srs sync, which reads all notes again.")


def _show_end(found: Salvage) -> None:
    """Say up to when answers were found, where nothing tells how many there were."""
    if found.told:
        return
    end = f"later than {local_time(iso(found.last_at)):%Y-%m-%d %H:%M}" if found.last_at else "at all"
    print_text(
        f"How many answers there were cannot be read any more: those given {end} are lost, if there were any.",
        fg="yellow",
    )


def _ranges(runs: list[range]) -> list[str]:
    """Return numbers in order, those that follow each other as `1-5`."""
    return [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(map(str, names[:_MOST_NAMED])) + more


def _record(salvaged: Salvaged) -> dict[str, Any]:
    found = salvaged.salvage
    return {
        "repair": "database",
        "tables": {
            table: {
                "read": found.read.get(table, 0),
                "filled": found.filled.get(table, 0),
                "lost": found.lost.get(table, 0),
            }
            for table in _TABLES
        },
        "lost_answers": [number for run in found.answers for number in run],
        "all_counted": found.told,
        "last_answer": iso(found.last_at) if found.last_at else None,
        "lost_facts": found.facts,
        "settled": salvaged.settled,
        "backup": str(salvaged.backup) if salvaged.backup else None,
        "kept": str(salvaged.kept),
    }
