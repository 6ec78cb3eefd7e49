"""A real Anki that takes a package in, is used, and gives its collection away; reads a JSON request, writes JSON.

Runs as its own process, because Anki reads ANKI_TEST_MODE, which turns its fuzz off, once per process, and TZ too.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

DAY_SECONDS = 86_400


class Phone:
    """A collection, its cards by guid and number."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.open()

    def open(self) -> None:
        self.collection = Collection(self.path)
        if not self.collection.get_config("fsrs", False):
            self.collection.set_config("fsrs", True)

    def card(self, guid: str, ord_: int = 0) -> int:
        query = "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and c.ord = ?"
        return self.collection.db.scalar(query, guid, ord_)

    def take_in(self, package: str, scheduling: bool = True) -> None:
        options = ImportAnkiPackageOptions(with_scheduling=scheduling, with_deck_configs=scheduling)
        self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))

    def answer(self, guid: str, rating: int, ord_: int = 0) -> None:
        card = self.collection.get_card(self.card(guid, ord_))
        card.start_timer()
        states = self.collection._backend.get_scheduling_states(card.id)
        answer = self.collection.sched.build_answer(card=card, states=states, rating=rating - 1)
        self.collection.sched.answer_card(answer)
        time.sleep(0.002)

    def age(self, days: int) -> None:
        """Let days pass: everything recorded moves into the past."""
        moved = days * DAY_SECONDS
        self.collection.db.execute("update revlog set id = id - ?", moved * 1000)
        self.collection.db.execute(
            """update cards set due = case when type = 0 then due when due > 1000000000 then due - ? else due - ? end,
               data = case when data = '{}' or data = '' then data
                      else json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?) end""",
            moved,
            days,
            moved,
        )

    def cram(self, guid: str, rating: int, reschedule: bool) -> None:
        deck = self.collection.sched.get_or_create_filtered_deck(0)
        deck.allow_empty = True  # cards on a step are not drawn
        deck.config.reschedule = reschedule
        del deck.config.search_terms[:]
        term = deck.config.search_terms.add()
        term.search, term.limit, term.order = f"cid:{self.card(guid)}", 10, 1
        made = self.collection.sched.add_or_update_filtered_deck(deck)
        self.answer(guid, rating)
        self.collection.sched.empty_filtered_deck(made.id)
        self.collection.decks.remove([made.id])

    def set_due(self, guid: str, days: str) -> None:
        self.collection.sched.set_due_date([self.card(guid)], days)

    def grade_now(self, guid: str, rating: int) -> None:
        self.collection._backend.grade_now(card_ids=[self.card(guid)], rating=rating - 1)
        time.sleep(0.002)

    def retain(self, share: float) -> None:
        """Want another retention, and have all cards rescheduled by it."""
        deck = self.collection.db.scalar("select did from cards limit 1")
        found = self.collection.decks.get_deck_configs_for_update(deck)
        configs = [one.config for one in found.all_config if one.config.id == found.current_deck.config_id]
        for config in configs:
            config.config.desired_retention = share
        self.collection._backend.update_deck_configs(
            target_deck_id=deck,
            configs=configs,
            removed_config_ids=[],
            mode=0,
            card_state_customizer="",
            limits=found.current_deck.limits,
            new_cards_ignore_review_limit=False,
            apply_all_parent_limits=False,
            fsrs=True,
            fsrs_reschedule=True,
            fsrs_health_check=False,
        )

    def forget(self, guid: str) -> None:
        self.collection.sched.schedule_cards_as_new([self.card(guid)])

    def undo(self) -> None:
        self.collection.undo()

    def suspend(self, guid: str, ord_: int = 0) -> None:
        self.collection.sched.suspend_cards([self.card(guid, ord_)])

    def unsuspend(self, guid: str, ord_: int = 0) -> None:
        self.collection.sched.unsuspend_cards([self.card(guid, ord_)])

    def bury(self, guid: str) -> None:
        self.collection.sched.bury_cards([self.card(guid)])

    def flag(self, guid: str, flag: int) -> None:
        self.collection.set_user_flag_for_cards(flag, [self.card(guid)])

    def tag(self, guid: str, tags: str) -> None:
        self.collection.tags.bulk_add([self.collection.get_card(self.card(guid)).nid], tags)

    def untag(self, guid: str, tags: str) -> None:
        self.collection.tags.bulk_remove([self.collection.get_card(self.card(guid)).nid], tags)

    def delete(self, guid: str) -> None:
        self.collection.remove_notes([self.collection.get_card(self.card(guid)).nid])

    def edit(self, guid: str, field: str, text: str) -> None:
        note = self.collection.get_note(self.collection.get_card(self.card(guid)).nid)
        note[field] = text
        self.collection.update_note(note)

    def add(self, front: str, back: str, deck: str = "Other", type_: str = "Basic") -> None:
        note = self.collection.new_note(self.collection.models.by_name(type_))
        note.fields[0], note.fields[1] = front, back
        self.collection.add_note(note, self.collection.decks.id(deck))

    def guid_of(self, front: str) -> str:
        notes = map(self.collection.get_note, self.collection.find_notes(""))
        return next(note.guid for note in notes if note.fields[0] == front)

    def answer_added(self, front: str, rating: int) -> None:
        self.answer(self.guid_of(front), rating)

    def suspend_added(self, front: str) -> None:
        self.suspend(self.guid_of(front))

    def sync(self, server: str, user: str, password: str) -> None:
        """Synchronise as a device does; one that is empty takes the whole collection first."""
        auth = self.collection.sync_login(user, password, server)
        output = self.collection.sync_collection(auth, False)
        if output.required in (3, 4):
            self.replace(server, user, password, output.required == 4)
        assert output.required != 2, "the phone's collection and the server's have parted"
        self.collection.sync_media(auth)
        while self.collection.media_sync_status().active:
            time.sleep(0.02)

    def replace(self, server: str, user: str, password: str, upload: bool) -> None:
        auth = self.collection.sync_login(user, password, server)
        self.collection.close_for_full_sync()
        self.collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        self.collection.reopen(after_full_sync=True)

    def new_field(self, type_: str, name: str) -> None:
        """Change a note type so that every other device has to take the whole collection."""
        notetype = self.collection.models.by_name(type_)
        self.collection.models.add_field(notetype, self.collection.models.new_field(name))
        self.collection.models.update_dict(notetype)

    def remove(self, guid: str) -> None:
        self.collection.remove_notes([self.collection.get_card(self.card(guid)).nid])

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def give(self, target: str, kind: str) -> None:
        """Give the collection away as a package of a kind, or as a copy of its file."""
        old, whole = "old" in kind, "colpkg" in kind
        if kind == "copy":
            self.collection.close()
            shutil.copyfile(self.path, target)
            self.open()
        elif whole:
            self.collection.export_collection_package(target, include_media=False, legacy=old)
            self.open()
        else:
            scheduled = "bare" not in kind
            options = ExportAnkiPackageOptions(
                with_scheduling=scheduled, with_deck_configs=scheduled, with_media=False, legacy=old
            )
            self.collection.export_anki_package(out_path=target, options=options, limit=None)

    def cards(self) -> list[dict]:
        """Return every card as Anki has it; days count from today."""
        today = self.collection.sched.today
        query = (
            "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.left, c.flags, c.data "
            "from cards c join notes n on n.id = c.nid order by n.guid, c.ord"
        )
        found = []
        for guid, ord_, type_, queue, due, ivl, reps, lapses, left, flags, data in self.collection.db.all(query):
            known = json.loads(data or "{}")
            found.append(
                {
                    "guid": guid, "ord": ord_, "type": type_, "queue": queue, "ivl": ivl, "reps": reps, "lapses": lapses,
                    "left": left % 1000, "flag": flags & 7, "stability": known.get("s"), "difficulty": known.get("d"),
                    "due_day": due - today if type_ and due < 1_000_000_000 else None,
                    "due_at": due * 1000 if type_ and due >= 1_000_000_000 else None,
                }
            )  # fmt: skip
        return found

    def memories(self) -> list[list]:
        """Return stability and difficulty of every card as Anki computes them anew from its log, unrounded."""
        query = "select n.guid, c.ord, c.id from cards c join notes n on n.id = c.nid where c.type <> 0"
        found = []
        for guid, ord_, card in self.collection.db.all(query):
            state = self.collection.compute_memory_state(card)
            found.append([guid, ord_, state.stability, state.difficulty])
        return found


def main() -> None:
    request = json.load(sys.stdin)
    Path(request["path"]).parent.mkdir(parents=True, exist_ok=True)
    phone = Phone(request["path"])
    for name, *arguments in request["steps"]:
        getattr(phone, name)(*arguments)
    told = {
        "cards": phone.cards(),
        "memories": phone.memories(),
        "answers": phone.collection.db.all(
            "select n.guid, r.id, r.ease, r.type, r.factor from revlog r join cards c on c.id = r.cid join notes n on n.id = c.nid"
        ),
        "rows": phone.collection.db.all("select * from revlog"),
    }
    phone.collection.close()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
