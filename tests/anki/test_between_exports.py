"""The real Anki gets one package after the other while notes change and cards are answered on both sides."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, definitions

pytest.importorskip("anki")
from anki.collection import Collection as AnkiCollection
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 8
WORDS = definitions(12)


AnkiLog = Any


class World:
    """Notes, their collection, and an Anki that imports each of its packages."""

    def __init__(self, folder: Path, anki: AnkiCollection) -> None:
        self.notes: dict[str, list[str]] = {"a.md": WORDS[:5], "b.md": WORDS[5:9]}
        self.gone = WORDS[9:]
        self.anki = anki
        self.collection = Collection(folder)
        self.hour = 0
        for path, said in self.notes.items():
            self.collection.write(path, *said)

    def run(self, *arguments: object, status: int = 0) -> list[dict]:
        self.hour += 1
        ran = self.collection.run(*arguments, "--json", now=self.now().isoformat())
        assert ran.status == status, ran.err
        return ran.records

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=self.hour)

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def bring(self, *, learning: bool = True, problems: int = 0) -> AnkiLog:
        """Sync, export, and import in Anki."""
        self.run("sync", "--yes")
        told = self.run("export", status=min(problems, 1))[-1]
        assert told["problems"] == problems
        file = told["file"]
        options = ImportAnkiPackageOptions(with_scheduling=learning, with_deck_configs=learning)
        return self.anki.import_anki_package(ImportAnkiPackageRequest(package_path=file, options=options)).log

    def write(self, path: str, said: list[str]) -> None:
        self.notes[path] = said
        self.collection.write(path, *said)

    def drop(self, path: str) -> list[str]:
        self.collection.file(path).unlink()
        return self.notes.pop(path)

    def answer_in_anki(self, guid: str, rating: int = 3) -> None:
        card = self.note(guid).cards()[0]
        card.start_timer()
        self.anki.sched.answerCard(card, rating)

    def note(self, guid: str):
        return self.anki.get_note(self.anki.db.scalar("select id from notes where guid = ?", guid))

    def log(self) -> set[int]:
        return set(self.anki.db.list("select id from revlog"))

    def id_of(self, word: str) -> str:
        front = word.split(":")[0]
        return self.collection.ids()[front]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    anki = AnkiCollection(str(tmp_path / "collection.anki2"))
    yield World(tmp_path / "collection", anki)
    anki.close()


def test_an_edit_and_a_move_update_the_note_and_keep_what_was_learned_on_both_sides(world: World) -> None:
    world.bring()
    fact = world.id_of(WORDS[0])
    world.answer_in_anki(fact)
    before = world.anki.db.first("select id, reps, ivl, due from cards where nid = ?", world.note(fact).id)
    log = world.log()
    world.run("answer", fact, "3")
    world.write("a.md", WORDS[1:5])
    world.write("c.md", [f"{WORDS[0]} of brass"])

    told = world.bring()

    note = world.note(fact)
    assert note["Back"].endswith("of brass")
    assert note["Source"] == "c.md"
    assert (len(told.new), len(told.updated)) == (0, 1)
    assert world.anki.db.first("select id, reps, ivl, due from cards where nid = ?", note.id) == before
    assert world.log() == log


def test_what_is_retired_stays_in_anki_and_comes_back_as_the_same_note(world: World) -> None:
    world.bring()
    fact = world.id_of(WORDS[0])
    world.answer_in_anki(fact)
    world.write("a.md", WORDS[1:5])
    world.bring()
    kept = world.note(fact).id
    world.write("a.md", WORDS[:5])

    told = world.bring()

    assert world.note(fact).id == kept
    assert len(told.new) == 0
    assert world.anki.note_count() == 9
    assert len(world.log()) == 1


def test_an_edit_made_in_anki_later_survives(world: World) -> None:
    world.bring()
    note = world.note(world.id_of(WORDS[0]))
    note["Back"] = "in my own words"
    note.tags.append("mine")
    world.anki.update_note(note)
    world.write("a.md", [f"{WORDS[0]} of brass", *WORDS[1:5]])

    world.bring()

    kept = world.anki.get_note(note.id)
    assert kept["Back"] == "in my own words"
    assert kept.tags == ["mine"]


def test_a_note_deleted_in_anki_comes_back_with_the_schedule_of_srs_and_all_its_answers(world: World) -> None:
    world.run("sync", "--yes")
    fact = world.id_of(WORDS[0])
    world.run("answer", fact, "3")
    world.bring()
    world.answer_in_anki(fact)
    world.write("0.md", [WORDS[9]])  # stands before it, and so moves its place in the package
    world.anki.remove_notes([world.note(fact).id])
    world.run("answer", fact, "4")

    world.bring()

    [card] = world.note(fact).cards()
    assert (card.type, card.reps) == (2, 2)
    assert world.anki.db.scalar("select count() from revlog where cid = ?", card.id) == 3


def test_a_preset_that_was_changed_in_anki_stays_so(world: World) -> None:
    world.bring()
    deck = world.note(world.id_of(WORDS[0])).cards()[0].did
    config = world.anki.decks.config_dict_for_deck_id(deck)
    assert config["name"] == "collection"
    config["new"]["perDay"] = 3
    world.anki.decks.update_config(config)
    (world.collection.folder / "srs.toml").write_text("[review]\nnew_per_day = 9\n", "utf-8")
    world.write("d.md", [WORDS[9]])

    world.bring()

    assert world.anki.decks.config_dict_for_deck_id(deck)["new"]["perDay"] == 3
    assert [one["name"] for one in world.anki.decks.all_config()] == ["Default", "collection"]


def test_without_learning_progress_cards_are_new_in_the_order_of_the_notes(world: World) -> None:
    world.run("sync", "--yes")
    for word in WORDS[2:4]:
        world.run("answer", world.id_of(word), "4")

    world.bring(learning=False)

    cards = [world.note(world.id_of(word)).cards()[0] for word in WORDS[:9]]
    assert [card.type for card in cards] == [0] * 9
    assert [card.due for card in cards] == sorted(card.due for card in cards)
    assert world.log() == set()


def test_a_suspended_step_of_another_day_is_due_when_it_comes_back(world: World) -> None:
    (world.collection.folder / "srs.toml").write_text('[review]\nlearning_steps = ["2d", "3d"]\n', "utf-8")
    world.run("sync", "--yes")
    fact = world.id_of(WORDS[0])
    world.run("answer", fact, "3")
    world.run("suspend", fact)
    world.bring()
    [card] = world.note(fact).cards()

    world.anki.sched.unsuspend_cards([card.id])

    [card] = world.note(fact).cards()
    assert (card.type, card.queue) == (1, 1)
    assert card.due == 1_772_510_400  # 2026-03-03T04:00:00Z: three days from the night in which it was answered
    assert world.anki.fix_integrity()[1]


PICTURE = "Q: What does the diagram show?\nA: this ![a wheel](wheel.png)\n"


def pictured(world: World) -> Path:
    """Write a note with a picture; return the file of the picture."""
    world.collection.file("picture.md").write_text(PICTURE, "utf-8")
    return world.collection.file("wheel.png")


def seen(world: World) -> bytes | None:
    """Return the picture that Anki shows; None where it shows its words."""
    [note] = world.anki.find_notes("diagram")
    shown = re.search(r'<img src="([^"]+)"', world.anki.get_note(note)["Back"])
    return shown and Path(world.anki.media.dir(), shown[1]).read_bytes()


def test_a_picture_that_is_another_one_reaches_anki_once(world: World) -> None:
    picture = pictured(world)
    picture.write_bytes(b"\x89PNG old")
    world.bring()
    for content in (b"\x89PNG new", b"\x89PNG a third one"):
        picture.write_bytes(content)

        told = world.bring()

        assert (len(told.new), len(told.updated)) == (0, 1)
        assert seen(world) == content
        assert len(world.bring().updated) == 0


def test_a_picture_with_an_older_time_reaches_anki_and_one_that_was_only_touched_changes_nothing(world: World) -> None:
    picture = pictured(world)
    picture.write_bytes(b"\x89PNG old")
    world.bring()
    picture.write_bytes(b"\x89PNG new")
    os.utime(picture, (1, 1))
    assert len(world.bring().updated) == 1
    os.utime(picture, (9, 9))

    told = world.bring()

    assert len(told.updated) == 0
    assert seen(world) == b"\x89PNG new"


def test_a_picture_that_comes_later_reaches_anki_and_one_that_goes_stays_there(world: World) -> None:
    picture = pictured(world)
    world.bring(problems=1)
    assert seen(world) is None
    picture.write_bytes(b"\x89PNG at last")
    assert len(world.bring().updated) == 1
    assert seen(world) == b"\x89PNG at last"
    picture.unlink()

    told = world.bring(problems=1)

    assert len(told.updated) == 0
    assert seen(world) == b"\x89PNG at last"


def test_an_edit_made_in_anki_to_a_note_with_a_picture_survives_until_the_picture_is_another_one(world: World) -> None:
    picture = pictured(world)
    picture.write_bytes(b"\x89PNG old")
    world.bring()
    [number] = world.anki.find_notes("diagram")
    note = world.anki.get_note(number)
    note["Back"] += " in my own words"
    world.anki.update_note(note)
    # Anki's clock is that of today; the exports of these tests are of a day before it.
    world.anki.db.execute("update notes set mod = ? where id = ?", world.seconds(), number)

    world.bring()

    assert "in my own words" in world.anki.get_note(number)["Back"]
    picture.write_bytes(b"\x89PNG new")
    world.bring()
    assert seen(world) == b"\x89PNG new"
    assert "in my own words" not in world.anki.get_note(number)["Back"]


def test_a_text_that_changed_before_an_export_is_not_newer_than_an_edit_by_its_picture(world: World) -> None:
    picture = pictured(world)
    picture.write_bytes(b"\x89PNG old")
    world.bring()
    picture.write_bytes(b"\x89PNG new")
    world.collection.file("picture.md").write_text(PICTURE.replace("this", "this wheel"), "utf-8")
    world.run("sync")
    [number] = world.anki.find_notes("diagram")
    world.hour += 1
    world.anki.db.execute(
        "update notes set mod = ?, flds = replace(flds, 'this', 'mine') where id = ?", world.seconds(), number
    )

    told = world.bring()

    assert len(told.updated) == 0
    assert "mine" in world.anki.get_note(number)["Back"]


@pytest.mark.parametrize("seed", range(4))
def test_no_duplicate_and_no_lost_review_whatever_happens_between_exports(world: World, seed: int) -> None:
    random = Random(seed)
    seen = 0
    world.bring()
    for _ in range(ROUNDS):
        for _ in range(random.randint(1, 3)):
            random.choice((edit, move, rename, retire, revive))(world, random)
        for fact in random.sample(sorted(world.collection.ids().values()), 2):
            world.collection.run("answer", fact, random.randint(1, 4))
        log = world.log()
        world.bring()
        live = {record["id"] for record in world.run("cards")}
        guids = world.anki.db.list("select guid from notes")
        assert len(guids) == len(set(guids))
        assert live <= set(guids)
        assert log <= world.log()
        for guid in random.sample(guids, 2):
            world.answer_in_anki(guid, random.randint(1, 4))
            seen += 1
    assert world.anki.db.scalar("select count() from revlog where cid not in (select id from cards)") == 0
    assert len(world.log()) >= seen
    assert world.anki.fix_integrity()[1]


def edit(world: World, random: Random) -> None:
    path = random.choice(sorted(world.notes))
    said = list(world.notes[path])
    if said:
        number = random.randrange(len(said))
        said[number] += random.choice((" of brass", " of iron", ", painted"))
        world.write(path, said)


def move(world: World, random: Random) -> None:
    one, other = random.choices(sorted(world.notes), k=2)
    if one != other and world.notes[one]:
        said = list(world.notes[one])
        moved = said.pop(random.randrange(len(said)))
        world.write(one, said)
        world.write(other, [*world.notes[other], moved])


def rename(world: World, random: Random) -> None:
    path = random.choice(sorted(world.notes))
    said = world.drop(path)
    world.write(f"{random.choice('cdefg')}{random.randrange(100)}.md", said)


def retire(world: World, random: Random) -> None:
    path = random.choice(sorted(world.notes))
    if world.notes[path]:
        said = list(world.notes[path])
        world.gone.append(said.pop())
        world.write(path, said)


def revive(world: World, random: Random) -> None:
    if world.gone:
        path = random.choice(sorted(world.notes))
        world.write(path, [*world.notes[path], world.gone.pop(random.randrange(len(world.gone)))])
