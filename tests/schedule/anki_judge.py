"""Ask Anki's own scheduler what it would do; reads a JSON request from standard input, writes JSON.

Runs as its own process, because Anki reads ANKI_TEST_MODE, which turns its fuzz off, once per process.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from anki.collection import Collection

if TYPE_CHECKING:
    from anki.cards import Card

DAY_SECONDS = 86_400
RATINGS = ("again", "hard", "good", "easy")


def open_collection(path: str, settings: dict) -> Collection:
    collection = Collection(path)
    collection.set_config("fsrs", True)
    config = collection.decks.config_dict_for_deck_id(1)
    config["fsrsParams6"] = list(settings["parameters"])
    config["desiredRetention"] = settings["desired_retention"]
    config["new"]["delays"] = [seconds / 60 for seconds in settings["learning_steps"]]
    config["lapse"]["delays"] = [seconds / 60 for seconds in settings["relearning_steps"]]
    collection.decks.update_config(config)
    return collection


def add_card(collection: Collection) -> Card:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "question"
    collection.add_note(note, 1)
    return note.cards()[0]


def next_states(collection: Collection, case: dict) -> list[dict]:
    """Return what each button gives for a card in the state of a case."""
    card = add_card(collection)
    data = {"s": case["stability"], "d": case["difficulty"], "dr": 0.9, "decay": 0.154}
    today_began = collection.sched.day_cutoff - DAY_SECONDS
    data["lrt"] = today_began + 1 - case["elapsed"] * DAY_SECONDS
    collection.db.execute(
        "update cards set type=?, queue=?, left=?, ivl=?, due=?, reps=3, factor=2500, data=? where id=?",
        case["type"],
        2 if case["type"] == 2 else 1,
        case["left"],
        case["ivl"],
        collection.sched.today if case["type"] == 2 else today_began + 1,
        json.dumps(data),
        card.id,
    )
    states = collection._backend.get_scheduling_states(card.id)
    return [describe(getattr(states, rating).normal) for rating in RATINGS]


def describe(state) -> dict:
    kind = state.WhichOneof("kind")
    inner = getattr(state, kind)
    step = inner.learning if kind == "relearning" else inner
    amount = step.scheduled_days if kind == "review" else step.scheduled_secs
    memory = step.memory_state
    return {"state": kind, "amount": amount, "stability": memory.stability, "difficulty": memory.difficulty}


def answer_history(collection: Collection, history: list[list[int]]) -> dict:
    """Answer a new card, letting days pass between answers, and return the memory Anki computes from its log."""
    card = add_card(collection)
    for elapsed, rating in history:
        age(collection, card, elapsed)
        card = collection.get_card(card.id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(card.id)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=rating - 1))
    memory = collection.compute_memory_state(card.id)
    card = collection.get_card(card.id)
    # The log is keyed by milliseconds; rows moved into the past may meet those of another card.
    collection.db.execute("delete from revlog")
    return {"type": card.type, "lapses": card.lapses, "stability": memory.stability, "difficulty": memory.difficulty}


def import_log(collection: Collection, rows: list[list[int]]) -> dict | None:
    """Put a log beside a card and return the memory Anki computes from it.

    A row is [milliseconds before now, ease, interval, last interval, factor, kind], as in Anki's revlog.
    """
    card = add_card(collection)
    # As if the card had been answered so: Anki drops logs of new cards.
    collection.db.execute("update cards set type = 2, queue = 2, ivl = 1, reps = ? where id = ?", len(rows), card.id)
    now = (collection.sched.day_cutoff - DAY_SECONDS // 2) * 1000
    for number, (ago, ease, interval, last, factor, kind) in enumerate(rows):
        collection.db.execute(
            "insert into revlog values (?, ?, -1, ?, ?, ?, ?, 1000, ?)",
            now - ago + number,
            card.id,
            ease,
            interval,
            last,
            factor,
            kind,
        )
    memory = collection.compute_memory_state(card.id)
    collection.db.execute("delete from revlog")
    return {"stability": memory.stability, "difficulty": memory.difficulty}


def set_due(collection: Collection, move: dict) -> list[int]:
    """Set the due date of a card by Anki's rules without FSRS; return its type, its interval and in how many days it is due."""
    card = add_card(collection)
    on_step = move["type"] in (1, 3)
    due = collection.sched.day_cutoff if on_step else collection.sched.today
    collection.db.execute(
        "update cards set type=?, queue=?, left=?, ivl=?, due=?, reps=3, factor=2500 where id=?",
        move["type"],
        1 if on_step else 2,
        int(on_step),
        move["ivl"],
        due,
        card.id,
    )
    collection.set_config("fsrs", False)
    collection.sched.set_due_date([card.id], move["span"])
    collection.set_config("fsrs", True)
    card = collection.get_card(card.id)
    return [card.type, card.ivl, card.due - collection.sched.today]


def age(collection: Collection, card: Card, days: int) -> None:
    """Move everything that is recorded about a card into the past."""
    collection.db.execute("update revlog set id = id - ? where cid = ?", days * DAY_SECONDS * 1000, card.id)
    collection.db.execute(
        """update cards set due = case queue when 1 then due - ? when 0 then due else due - ? end,
           data = case when data = '{}' or data = '' then data
                  else json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?) end
           where id = ?""",
        days * DAY_SECONDS,
        days,
        days * DAY_SECONDS,
        card.id,
    )


def main() -> None:
    request = json.load(sys.stdin)
    collection = open_collection(request["path"], request["settings"])
    states = [next_states(collection, case) for case in request.get("cases", [])]
    memories = [answer_history(collection, history) for history in request.get("histories", [])]
    imported = [import_log(collection, rows) for rows in request.get("logs", [])]
    moved = [set_due(collection, move) for move in request.get("moves", [])]
    collection.close()
    json.dump({"states": states, "memories": memories, "imported": imported, "moved": moved}, sys.stdout)


if __name__ == "__main__":
    main()
