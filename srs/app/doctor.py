"""Looks whether everything is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.store.cards import load_card
from srs.store.log import count_answered, count_future, take_back_future
from srs.store.snapshot import load_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.model import Card, Memory
    from srs.schedule import DayClock
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it is well, and what was found."""

    name: str
    well: bool
    found: str


def examine(store: Store, collection: Collection, clock: DayClock, now_ms: int) -> Iterator[Check]:
    """Yield the checks one by one; nothing is changed."""
    from srs.store.check import check_integrity, orphans
    from srs.vault.scan import scan

    fault = check_integrity(store)
    yield Check("database", not fault, fault or "intact")
    lost = orphans(store)
    yield Check(
        "references",
        not lost,
        f"{lost} {'row refers' if lost == 1 else 'rows refer'} to nothing" if lost else "complete",
    )
    yield _check_mode(collection)
    yield _check_counts(store)
    yield _check_replay(store, collection)
    yield _check_clock(store, clock, now_ms)
    yield from _check_settings(store, collection)
    notes = collection.notes.is_dir()
    yield Check("notes", notes, str(collection.notes) if notes else f"{collection.notes} is not there")
    found = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude).problems if notes else []
    for problem in [*found, *load_problems(store)]:
        yield Check("note", well=False, found=str(problem))


def repair(store: Store, collection: Collection, clock: DayClock, now_ms: int) -> int:
    """Take back the answers that are dated in the future, and count what is due anew; return how many answers that are.

    They stay in the log, marked as undone.
    """
    from srs.app.answers import settler
    from srs.store.check import count_anew

    count_anew(store)
    presets = collection.presets(store)
    return take_back_future(store, _latest_day(clock, now_ms), now_ms, settler(store, presets, clock))


def differing(store: Store, collection: Collection) -> Iterator[tuple[Card, Memory | None]]:
    """Yield the cards whose memory is not what their log gives with the parameters in force, with that."""
    from srs.app.memories import stale_memories

    stale, _ = stale_memories(store, collection.presets(store))
    for card, memory in stale.items():
        yield load_card(store, card)[0], memory


def count_of_future(store: Store, clock: DayClock, now_ms: int) -> int:
    """Return how many answers were given while the clock was ahead."""
    return count_future(store, _latest_day(clock, now_ms))


def _latest_day(clock: DayClock, now_ms: int) -> int:
    """Return the last day that an answer may be dated: somewhere it is tomorrow."""
    return clock.day_of(now_ms) + 1


def _check_clock(store: Store, clock: DayClock, now_ms: int) -> Check:
    count = count_of_future(store, clock, now_ms)
    told = f"{count} {'answer is' if count == 1 else 'answers are'} dated in the future"
    return Check(
        "clock", not count, f"{told} (take them back: srs doctor --repair)" if count else "no answer is of the future"
    )


def _check_settings(store: Store, collection: Collection) -> Iterator[Check]:
    """Find presets that no card has and folders that hold no card: more often a slip than a plan."""
    from srs.app.rules import path_matches
    from srs.store.cards import has_cards
    from srs.store.facts import paths_of_facts
    from srs.store.preset_cards import cards_of_preset

    presets, paths = collection.presets(store), paths_of_facts(store)
    for one in presets.special:
        if not has_cards(store, cards_of_preset(presets, one.name)):
            yield Check("settings", well=False, found=f"srs.toml: no card has the preset '{one.name}'")
    for rule in collection.config.folders:
        if not any(path_matches(path, rule.path) for path in paths):
            yield Check("settings", well=False, found=f"srs.toml: no card stands in the folder '{rule.path}'")


def _check_mode(collection: Collection) -> Check:
    mode = collection.database.stat().st_mode & 0o777
    return Check("file mode", not mode & 0o077, f"{mode:04o}" + (" (others can read it)" if mode & 0o077 else ""))


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
