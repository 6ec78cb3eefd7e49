"""Looks whether everything is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.beside import beside_told
from srs.app.finding import Check
from srs.app.future import count_of_future
from srs.store.backup import list_backups
from srs.store.cards import load_card
from srs.store.log import count_answered
from srs.store.snapshot import load_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.errors import BrokenStore
    from srs.model import Card, Memory, Problem
    from srs.schedule import DayClock
    from srs.store.open import Store


def examine(store: Store, collection: Collection, clock: DayClock, now_ms: int) -> Iterator[Check]:
    """Yield the checks one by one; nothing is changed."""
    from srs.store.check import check_integrity, orphans
    from srs.store.salvage import meaningless

    way_out = _way_out(collection)
    fault = check_integrity(store)
    yield Check("database", not fault, f"{fault} {way_out}" if fault else "intact")
    if fault:
        return  # what stands in it means nothing before it is mended
    lost = orphans(store)
    yield Check(
        "references",
        not lost,
        f"{lost} {'row refers' if lost == 1 else 'rows refer'} to nothing {way_out}" if lost else "complete",
    )
    bad = meaningless(store)
    named = ", ".join(f"{count} in {table}" for table, count in bad.items())
    yield Check("rows", not bad, f"some mean nothing: {named} {way_out}" if bad else "each means something")
    if bad:
        return
    yield from check_agreement(store)
    yield _check_journal(store)
    yield _check_counts(store)
    yield _check_replay(store, collection)
    yield _check_clock(store, clock, now_ms)
    yield from _check_settings(store, collection)
    notes = collection.notes.is_dir()
    if notes:
        yield from _check_exclude(collection)
    yield Check("notes", notes, str(collection.notes) if notes else f"{collection.notes} is not there")
    if beside := beside_told(collection):
        yield Check("notes", well=True, found=beside, warning=True)
    for problem in _problems_of_notes(store, collection) if notes else ():
        yield Check("note", well=False, found=str(problem))


def _problems_of_notes(store: Store, collection: Collection) -> Iterator[Problem]:
    """Yield what is wrong with notes: on the way to them, and in them when they were read last, where they are still there."""
    from srs.vault.scan import scan

    found = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude)
    yield from found.problems
    there = set(found.changed)  # all, as none was known before
    yield from (problem for problem in load_problems(store) if problem.path in there)


def check_agreement(store: Store) -> Iterator[Check]:
    """Compare what the database holds twice: damage within a text or a number leaves it intact for SQLite."""
    from srs.store.agreement import differing_answers, differing_texts, missing_answers

    texts = differing_texts(store)
    told = "text is not what was read" if texts == 1 else "texts are not what was read"
    way_out = "(read them again: srs doctor --repair, then srs sync)"
    yield Check("texts", not texts, f"{texts} {told} from the notes {way_out}" if texts else "as they were read")
    answers = differing_answers(store)
    told = "row does not follow" if answers == 1 else "rows do not follow"
    if answers:
        yield Check("log", well=False, found=f"{answers} {told} from those before")
    elif missing := missing_answers(store):
        told = "answer was" if missing == 1 else "answers were"
        yield Check("log", well=True, found=f"{missing} {told} lost with a damaged database", warning=True)
    else:
        yield Check("log", well=True, found="each row follows from those before")


def damage_behind(database: Path) -> BrokenStore | None:
    """Return what is wrong with a database that something went wrong with; None where it is whole, or is not there.

    Raises:
        StoreError: it cannot be opened.
    """
    from srs.errors import BrokenStore
    from srs.store.check import check_integrity
    from srs.store.open import open_store

    store = open_store(database, create=False)
    if store is None:
        return None
    try:
        fault = check_integrity(store) or next((one.found for one in check_agreement(store) if not one.well), "")
        return BrokenStore(str(database), fault) if fault else None
    finally:
        store.close()


def fault_of(error: BrokenStore, collection: Collection) -> Check:
    """Return what is wrong with a database that cannot be opened."""
    return Check("database", well=False, found=f"{error.message} {_way_out(collection)}")


def _way_out(collection: Collection) -> str:
    """Return what can be done about a damaged database."""
    backup = "; or a backup: srs restore latest" if list_backups(collection.database) else ""
    return f"(save what can be read: srs doctor --repair{backup})"


def differing(store: Store, collection: Collection) -> Iterator[tuple[Card, Memory | None]]:
    """Yield the cards whose memory is not what their log gives with the parameters in force, with that."""
    from srs.app.memories import stale_memories

    stale, _ = stale_memories(store, collection.presets(store))
    for card, memory in stale.items():
        yield load_card(store, card)[0], memory


def _check_clock(store: Store, clock: DayClock, now_ms: int) -> Check:
    count = count_of_future(store, clock, now_ms)
    told = f"{count} {'answer is' if count == 1 else 'answers are'} dated in the future"
    return Check(
        "clock", not count, f"{told} (take them back: srs doctor --repair)" if count else "no answer is of the future"
    )


def _check_settings(store: Store, collection: Collection) -> Iterator[Check]:
    """Find presets that no card has and folders that hold no card: more often a slip than a plan."""
    from srs.app.rules import path_matches
    from srs.app.setting_line import line_of
    from srs.store.cards import has_cards
    from srs.store.facts import paths_of_facts
    from srs.store.preset_cards import cards_of_preset

    presets, paths = collection.presets(store), paths_of_facts(store)
    config = collection.config
    for number, one in enumerate(presets.special, 1):
        if not has_cards(store, cards_of_preset(presets, one.name)):
            line = line_of(config, "name", "preset", number)
            yield Check("settings", well=False, found=f"srs.toml:{line}: no card has the preset '{one.name}'")
    for number, rule in enumerate(config.folders, 1):
        if not any(path_matches(path, rule.path) for path in paths):
            line = line_of(config, "path", "folder", number)
            yield Check("settings", well=False, found=f"srs.toml:{line}: no card stands in the folder '{rule.path}'")


def _check_exclude(collection: Collection) -> Iterator[Check]:
    """Find what leaves out no note: a slip, or a folder that is gone."""
    from srs.app.setting_line import line_of
    from srs.vault.scan import scan, would_read

    if not collection.config.exclude:
        return
    notes = scan(str(collection.notes), {}, started_ns=0).changed  # all, as none was known before
    for glob in collection.config.exclude:
        if all(would_read(path, (glob,)) for path in notes):
            line = line_of(collection.config, "exclude")
            found = f"srs.toml:{line}: exclude leaves out no note by '{glob}'; it is the path below {collection.notes}"
            yield Check("settings", well=True, found=found, warning=True)


def _check_journal(store: Store) -> Check:
    """Tell which SQLite is at work, and how transactions are kept whole; WAL is more than a file at rest, and not safe in each of them."""
    from srs.store.check import SQLITE, is_wal_safe, journal_mode

    mode, version = journal_mode(store), ".".join(map(str, SQLITE))
    if mode == "delete":
        return Check("sqlite", well=True, found=f"{version}, journal mode delete")
    danger = "" if is_wal_safe() or mode != "wal" else f", in which SQLite {version} can lose what was written"
    return Check("sqlite", well=False, found=f"journal mode {mode}{danger} (back to delete: srs doctor --repair)")


def _check_counts(store: Store) -> Check:
    from srs.store.check import miscounted_days

    days = miscounted_days(store)
    told = f"what is due on {days} {'day' if days == 1 else 'days'} is counted wrong (mend: srs doctor --repair)"
    return Check("counts", not days, told if days else "what is due is counted right")


def _check_replay(store: Store, collection: Collection) -> Check:
    """Compute every memory anew from the log and compare."""
    cards = count_answered(store)
    different = sum(1 for _ in differing(store, collection))
    found = (
        f"{different} of {cards} memory states differ from the log (see them: srs doctor --replay; mend: srs optimize)"
        if different
        else f"{cards} {'card agrees' if cards == 1 else 'cards agree'} with the log"
    )
    return Check("replay", not different, found)
