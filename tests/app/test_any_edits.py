"""Whatever is done to notes and cards, in whatever order: nothing is lost, and a sync leaves nothing to do."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from stores import CLOCK, NOW, answer, take_back, waiting_and_counted

from srs.app.collection import Collection, find_collection
from srs.app.doctor import examine
from srs.app.identity import link, reset, unlink
from srs.app.lasting import NoteNow
from srs.app.pairing import pair_with_facts
from srs.app.rules import load_rules
from srs.app.sync import SyncReport, sync
from srs.errors import SrsError
from srs.model import Fact, FactId, Rating, Status
from srs.store.cards import live_cards
from srs.store.facts import learned_of, list_facts
from srs.store.open import open_store

TERMS = ("Entropy", "Cross entropy", "Prior", "Priors", "Fold", "Tangent bundle")
MEANINGS = (
    "the mean surprise of a source of symbols",
    "the mean surprise of a source of 3 symbols",
    "the average surprise of a source of symbols, in bits",
    "what is believed before any data is seen",
    "what is never believed before any data is seen",
    "==two== chambers and ==four== valves in ==the heart==",
    "==four== valves, ==two== chambers and ==the heart== around",
)
PATHS = ("a.md", "b.md", "sub/a.md")
ITEMS = st.tuples(st.sampled_from(TERMS), st.sampled_from(MEANINGS))
NOTES = st.lists(ITEMS, max_size=6)
PLACES = st.integers(0, 99)
FAR_NS = 2**62
"""No file is as new as this, so that none has to be looked at twice."""

Item = tuple[str, str]


class AnyEdits(RuleBasedStateMachine):
    """Notes as lists of terms with what they mean, the files they stand in, and the collection that reads them."""

    @initialize(first=NOTES)
    def begin(self, first: list[Item]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "notes").mkdir()
        self.notes: dict[str, list[Item]] = {"a.md": first or [(TERMS[0], MEANINGS[0])]}
        self.past: list[dict[str, list[Item]]] = []
        self.at = NOW
        self.answers = 0
        self.write()
        self.bring_up_to_date()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(path=st.sampled_from(PATHS), items=NOTES)
    def rewrite_a_note(self, path: str, items: list[Item]) -> None:
        self.change({**self.notes, path: items})

    @rule(place=PLACES, item=ITEMS, term=st.booleans())
    def edit_an_item(self, place: int, item: Item, term: bool) -> None:
        self.at_place(place, lambda old: [(item[0], old[1]) if term else (old[0], item[1])])

    @rule(place=PLACES, copies=st.integers(0, 2))
    def delete_or_copy_an_item(self, place: int, copies: int) -> None:
        self.at_place(place, lambda old: [old] * copies)

    @rule(place=PLACES, path=st.sampled_from(PATHS))
    def move_an_item(self, place: int, path: str) -> None:
        item = self.at_place(place, lambda _: [])
        if item:
            self.change({**self.notes, path: [*self.notes.get(path, []), item]})

    @rule(path=st.sampled_from(PATHS))
    def turn_a_note_round(self, path: str) -> None:
        self.change({**self.notes, path: self.notes.get(path, [])[::-1]})

    @rule(path=st.sampled_from(PATHS), other=st.sampled_from(PATHS))
    def exchange_two_files(self, path: str, other: str) -> None:
        self.change({**self.notes, path: self.notes.get(other, []), other: self.notes.get(path, [])})

    @rule(path=st.sampled_from(PATHS))
    def delete_a_note(self, path: str) -> None:
        self.change({name: items for name, items in self.notes.items() if name != path})

    @rule(back=PLACES)
    def restore_an_old_state(self, back: int) -> None:
        if self.past:
            self.change(self.past[back % len(self.past)])

    @rule()
    def bring_up_to_date(self) -> None:
        """Sync; the same notes in another folder, written in another order and all read anew, give the same facts."""
        twin = self.twin()
        before = self.digest()
        self.tick()
        self.sync(self.collection())
        assert self.sync(self.collection(), apply=False).plan.changes == ()
        self.sync(twin)

        assert self.digest() == before
        assert self.facts(twin) == self.facts(self.collection())
        self.check_what_stands()
        shutil.rmtree(twin.folder)

    @precondition(lambda self: self.live())
    @rule(which=PLACES, rating=st.sampled_from(Rating))
    def answer_a_card(self, which: int, rating: Rating) -> None:
        store = self.store()
        cards = sorted((known, card.ord) for known, cards in live_cards(store).items() for card in cards)
        known, ord_ = cards[which % len(cards)]
        answer(store, known, rating, self.tick(), ord_)
        self.answers += 1
        store.close()

    @rule()
    def undo(self) -> None:
        store = self.store()
        take_back(store, self.tick())
        store.close()

    @precondition(lambda self: self.live())
    @rule(which=PLACES, other=PLACES, what=st.sampled_from((link, unlink, reset)))
    def correct(self, which: int, other: int, what: Any) -> None:
        store = self.store()
        known = [fact.id for fact in list_facts(store, retired=True)]
        names = (known[other % len(known)],) if what is link else ()
        with suppress(SrsError):  # not everything can be corrected in every way
            what(store, *names, known[which % len(known)], at=self.tick())
        store.close()

    @invariant()
    def no_answer_is_lost(self) -> None:
        store = self.store()
        with store.read() as connection:
            assert connection.execute("SELECT count(*) FROM review").fetchone() == (self.answers,)
        store.close()

    @invariant()
    def all_is_well(self) -> None:
        store = self.store()
        checks = [check for check in examine(store, self.collection(), CLOCK, self.at) if not check.well]
        store.close()
        assert checks == []

    def check_what_stands(self) -> None:
        """Each draft of the notes is one live fact; without one is live what was learned, while its text stands in its note; one look at a note tells the same."""
        drafts = [draft for path in PATHS for draft in self.drafts(path)]
        facts = [fact for fact in self.facts(self.collection()) if fact.status is not Status.RETIRED]
        live = Counter((fact.draft.source.path, fact.draft.source.first_line, fact.draft.back) for fact in facts)
        noted = Counter((draft.source.path, draft.source.first_line, draft.back) for draft in drafts)
        assert not noted - live
        store = self.store()
        learned = learned_of(store, [fact.id for fact in facts])
        told, counted = waiting_and_counted(store)
        store.close()
        beside = live - noted
        assert beside.total() <= len(learned)
        said = {
            path: {"" if "==" in meaning else meaning for _, meaning in items} for path, items in self.notes.items()
        }
        assert all(back in said.get(path, set()) for path, _, back in beside)
        assert told == counted
        for path in PATHS:
            assert self.stands(path) == {fact.id for fact in facts if fact.draft.source.path == path}

    def note(self, path: str) -> NoteNow | None:
        """Return what a note says now, None where it is gone."""
        file = self.folder / "notes" / path
        if not file.exists():
            return None
        text = file.read_text("utf-8")
        return NoteNow(text, load_rules(None).extract(path, text))

    def stands(self, path: str) -> frozenset[FactId]:
        """Return the facts that are said to stand in a note."""
        note = self.note(path)
        if note is None:
            return frozenset()
        store = self.store()
        pairs, lasting = pair_with_facts(path, note, self.collection(), store)
        store.close()
        return frozenset(fact.id for _, fact in (*pairs, *lasting) if fact)

    def drafts(self, path: str) -> list[Any]:
        note = self.note(path)
        return list(note.extraction.drafts) if note else []

    def at_place(self, place: int, new: Any) -> Item | None:
        """Put other items in the place of one; return it, None where there is none."""
        places = [(path, number) for path, items in sorted(self.notes.items()) for number in range(len(items))]
        if not places:
            return None
        path, number = places[place % len(places)]
        items = self.notes[path]
        self.change({**self.notes, path: [*items[:number], *new(items[number]), *items[number + 1 :]]})
        return items[number]

    def change(self, notes: dict[str, list[Item]]) -> None:
        self.past.append(self.notes)
        self.notes = notes
        self.write()

    def write(self) -> None:
        for path in PATHS:
            (self.folder / "notes" / path).unlink(missing_ok=True)
        for path, items in self.notes.items():
            write_note(self.folder / "notes" / path, items)

    def twin(self) -> Collection:
        """Return a copy of the collection whose notes were written in another order."""
        folder = Path(tempfile.mkdtemp())
        for path, items in sorted(self.notes.items(), reverse=True):
            write_note(folder / "notes" / path, items)
        (folder / "notes").mkdir(exist_ok=True)
        if (self.folder / ".srs").exists():
            shutil.copytree(self.folder / ".srs", folder / ".srs")
        return find_collection(folder)

    def sync(self, collection: Collection, *, apply: bool = True) -> SyncReport:
        store = collection.open()
        report = sync(store, collection, at=self.at, started_ns=FAR_NS, apply=apply, yes=True)
        store.close()
        return report

    def facts(self, collection: Collection) -> list[Fact]:
        store = collection.open()
        found = list(list_facts(store, retired=True))
        store.close()
        return found

    def live(self) -> bool:
        store = self.store()
        found = bool(live_cards(store))
        store.close()
        return found

    def collection(self) -> Collection:
        return find_collection(self.folder)

    def store(self) -> Any:
        return open_store(self.folder / ".srs" / "srs.db")

    def digest(self) -> dict[str, str]:
        files = (self.folder / "notes").rglob("*")
        return {str(file): sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}

    def tick(self) -> int:
        self.at += 3_600_000
        return self.at


def write_note(file: Path, items: list[Item]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"- **{term}**: {meaning}" if "==" not in meaning else f"{term} has {meaning}.\n" for term, meaning in items
    ]
    file.write_text("\n".join(["#flashcards", "", *lines, ""]), "utf-8")


AnyEdits.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyEdits = AnyEdits.TestCase
