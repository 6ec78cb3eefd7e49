"""Let Anki import a package into a new collection, and tell what it then has; JSON in, JSON out.

Runs as its own process, because Anki reads TZ and ANKI_TEST_MODE, which turns its fuzz off, once per process.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

RATINGS = ("again", "hard", "good", "easy")


def judge(package: str, path: str, rollover: int) -> dict[str, Any]:
    collection = Collection(path)
    collection.set_config("fsrs", True)
    collection.set_config("rollover", rollover)
    collection.set_config("loadBalancerEnabled", False)
    # A day that begins at another hour may be the next one, on which Anki would bring back what is buried: let it think so before.
    collection.sched.deck_due_tree()
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    decks = {one.id: one.name for one in collection.decks.all_names_and_ids()}
    told = {
        "today": collection.sched.today,
        "cutoff": collection.sched.day_cutoff,
        "cards": [card_of(collection, row, decks) for row in collection.db.all(CARDS)],
        "log": collection.db.all(LOG),
        "presets": {name: preset_of(collection, id_) for id_, name in decks.items()},
    }
    told["check"] = list(collection.fix_integrity())
    told["after_check"] = [row[:-1] for row in collection.db.all(CARDS)]
    collection.close()
    return told


CARDS = (
    "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.left, c.flags, c.data, c.did, c.id "
    "from cards c join notes n on n.id = c.nid order by n.guid, c.ord"
)
LOG = (
    "select n.guid, c.ord, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type from revlog r "
    "join cards c on c.id = r.cid join notes n on n.id = c.nid order by n.guid, c.ord, r.id"
)


def card_of(collection: Collection, row: list[Any], decks: dict[int, str]) -> dict[str, Any]:
    names = ("guid", "ord", "type", "queue", "due", "ivl", "reps", "lapses", "left", "flags", "data")
    card = dict(zip(names, row[:-2], strict=True))
    memory = collection.compute_memory_state(row[-1])
    recomputed = memory.stability and [memory.stability, memory.difficulty]
    return card | {"deck": decks[row[-2]], "recomputed": recomputed, "buttons": buttons(collection, row)}


def buttons(collection: Collection, row: list[Any]) -> list[list[Any]]:
    """Return what the buttons of an answered card give: the state, seconds or days, and what is then known."""
    if row[2] == 0:
        return []
    states = collection._backend.get_scheduling_states(row[-1])
    return [described(getattr(states, rating).normal) for rating in RATINGS]


def described(state: Any) -> list[Any]:
    kind = state.WhichOneof("kind")
    inner = getattr(state, kind)
    step = inner.learning if kind == "relearning" else inner
    amount = step.scheduled_days if kind == "review" else step.scheduled_secs
    return [kind, amount, step.memory_state.stability, step.memory_state.difficulty]


def preset_of(collection: Collection, deck: int) -> dict[str, Any]:
    return collection.decks.config_dict_for_deck_id(deck)


def main() -> None:
    json.dump(judge(**json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
