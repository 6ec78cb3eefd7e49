"""A collection lives on here and on a phone, through a real sync server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from command import definitions

from srs.cli.clock import read_now

if find_spec("anki") is None:
    pytest.skip("the anki package is not installed", allow_module_level=True)

from anki_sync_server import PASSWORD, USER, Synced, free_port, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY_MS = 86_400_000
ROUNDS = 10


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Synced]:
    with serving(tmp_path / "server", free_port()) as url:
        yield Synced(tmp_path, url)


def learned(world: Synced, ids: list[str], random: Random) -> None:
    """Give facts a history of some weeks."""
    lines = []
    for days in (40, 33, 20, 6):
        for one in ids:
            if random.random() < 0.6:
                at = read_now() - timedelta(days=days, minutes=random.randrange(600))
                lines.append((at, {"id": one, "rating": random.choice((1, 2, 3, 3, 4)), "at": at.isoformat()}))
    text = "\n".join(json.dumps(line) for _, line in sorted(lines, key=lambda one: one[0]))
    assert world.run("answer", "-", input=text).status == 0


def answers_here(world: Synced, which: str = "NOT IN") -> set[tuple[str, int, int]]:
    """Return fact, time in seconds (Anki puts some off by a millisecond) and rating of every answer that counts here."""
    store = world.store()
    query = (
        "SELECT fact, max(review.at, coalesce(json_extract(before, '$.last_at'), 0)) / 1000, rating FROM review "
        f"JOIN card ON card.id = review.card WHERE kind <> 'manual' AND review.id {which} (SELECT review FROM undone)"
    )
    found = set(store.connection.execute(query).fetchall())
    store.close()
    return found


def answers_there(world: Synced) -> set[tuple[str, int, int]]:
    """Return the same of what counts on the phone."""
    return {
        (guid, at // 1000, ease)
        for guid, at, ease, type_, factor in world.told["answers"]
        if ease and (type_ != 3 or factor)
    }


def wrong(world: Synced) -> list[str]:
    """Compare the cards in the drill; those of other facts are suspended there."""
    store = world.store()
    status = dict(store.connection.execute("SELECT id, status FROM fact"))
    store.close()
    world.told["memories"] = [
        [card["guid"], card["ord"], card["stability"], card["difficulty"]] for card in world.told["cards"]
    ]
    away = [card for card in world.told["cards"] if status.get(card["guid"], "active") != "active"]
    world.told["cards"] = [card for card in world.told["cards"] if card not in away]
    return [*world.differences(), *(f"{card} is asked" for card in away if card["queue"] != -1)]


class Notes:
    """Two notes whose definitions come, change, move, go and come back."""

    def __init__(self, world: Synced, random: Random, count: int) -> None:
        self._world = world
        self._random = random
        self._words = definitions(200)
        self._notes: dict[str, list[str]] = {"a.md": self._words[:count], "b.md": []}
        self._next = count
        self._gone: list[str] = []
        self.write()

    def write(self) -> None:
        for path, lines in self._notes.items():
            self._world.srs.write(path, *lines)

    def change(self) -> None:
        """Edit one, move one, retire one, revive one, and write a new one."""
        one, other = self._random.sample(("a.md", "b.md"), 2)
        lines = self._notes[one] or self._notes[other]
        place = self._random.randrange(len(lines))
        lines[place] = f"{lines[place]} and {self._random.choice(('a lid', 'two feet', 'no door'))}"
        self._notes[other].append(lines.pop(self._random.randrange(len(lines))))
        if self._gone and self._random.random() < 0.5:
            self._notes[one].append(self._gone.pop())
        if self._notes[other]:
            self._gone.append(self._notes[other].pop(0))
        self._notes[one].append(self._words[self._next])
        self._next += 1
        self.write()
        assert self._world.run("sync").status == 0


def acts_there(ids: list[str], random: Random) -> Iterator[list[Any]]:
    for one in random.sample(ids, 4):
        yield ["answer", one, random.choice((1, 2, 3, 4))]
    for act in random.sample(("suspend", "unsuspend", "flag", "set_due", "forget", "tag", "cram", "undone"), 3):
        one = random.choice(ids)
        if act == "flag":
            yield ["flag", one, random.randrange(8)]
        elif act == "set_due":
            yield ["set_due", one, str(random.randrange(1, 30))]
        elif act == "tag":
            yield ["tag", one, random.choice(("mine", "hard::one"))]
        elif act == "cram":
            yield ["cram", one, 3, random.random() < 0.5]
        elif act == "undone":
            yield ["answer", one, 3]
            yield ["undo"]
        else:
            yield [act, one]


def act_here(world: Synced, ids: list[str], random: Random) -> None:
    for one in random.sample(ids, 4):
        world.run("answer", one, random.choice("1234"))
    act = random.choice(("undo", "redo", "suspend", "unsuspend", "set-due", "nothing"))
    one = random.choice(ids)
    if act in ("undo", "redo"):
        world.run("undo")
    if act == "redo":
        world.run("redo")
    elif act in ("suspend", "unsuspend"):
        world.run(act, one)
    elif act == "set-due":
        world.run("set-due", random.randrange(1, 20), one)


@pytest.mark.parametrize("seed", range(int(os.environ.get("SRS_SYNC_SEEDS", "1"))))
def test_ten_rounds_on_both_sides_lose_nothing_and_end_in_the_same_state(world: Synced, seed: int) -> None:
    random = Random(seed)
    notes = Notes(world, random, 24)
    world.read()
    learned(world, list(world.srs.ids().values()), random)
    world.synced()
    world.on_phone()
    assert wrong(world) == []
    known_there: set[tuple[str, int, int]] = set()
    for number in range(ROUNDS):
        asked = [card["guid"] for card in world.told["cards"] if card["queue"] != -1]
        is_first = number % 2 == 1  # the phone is the first to speak to the server, or the last
        world.phone(*acts_there(asked, random), *([world.to_server] if is_first else []), name="phone")
        known_there |= answers_there(world)
        notes.change()
        act_here(world, [one for one in world.srs.ids().values() if one in asked], random)
        before = answers_here(world)
        if not is_first:
            world.synced()
            world.on_phone()
        world.synced()
        world.on_phone()

        counting, taken_back = answers_here(world), answers_here(world, "IN")
        assert wrong(world) == [], f"round {number}"
        assert before <= counting
        assert known_there - taken_back <= counting
        assert answers_there(world) - taken_back <= counting
    assert world.run("doctor", "--replay").status == 0
    came, sent = world.synced()
    assert not any(sent.values()), sent
    assert not any(came[name] for name in ("answers", "by_hand", "taken_back", "suspended", "unsuspended", "flagged"))


def everything_of_srs(world: Synced) -> dict[str, bytes]:
    """Return every file of the collection, and the store as it is read."""
    return {str(file): file.read_bytes() for file in sorted(world.srs.folder.rglob("*")) if file.is_file()}


def test_facts_schedules_and_media_reach_the_phone_and_reviews_come_back(world: Synced) -> None:
    world.srs.write("words.md", *definitions(3))
    picture = world.srs.file("dot.png")
    picture.write_bytes(b"\x89PNG a picture")
    world.srs.file("picture.md").write_text("Q: What is this?\nA: ![dot](dot.png) a dot\n", "utf-8")
    world.read()
    ids = list(world.srs.ids().values())

    came, sent = world.synced()
    world.on_phone(["answer", ids[0], 3], ["suspend", ids[1]], ["flag", ids[2], 2], ["tag", ids[2], "mine"])

    assert (came["answers"], sent["new"]) == (0, 4)
    [media] = (world.folder / "phone" / "collection.media").iterdir()
    assert media.read_bytes() == picture.read_bytes()
    came, sent = world.synced()
    assert [came[name] for name in ("answers", "suspended", "flagged", "tags")] == [1, 1, 1, 1]
    assert wrong(world) == []
    assert world.sync().out == "Nothing new (4 facts known there, too).\nNothing to send.\n"


def pictured(world: Synced) -> Path:
    """Make a fact with a picture, and synchronise it; return the file."""
    picture = world.srs.file("dot.png")
    world.srs.file("picture.md").parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"\x89PNG a picture")
    world.srs.file("picture.md").write_text("Q: What is this?\nA: ![dot](dot.png) a dot\n", "utf-8")
    world.read()
    assert world.synced()[1]["new"] == 1
    world.on_phone()
    return picture


def on_the_phone(world: Synced) -> set[bytes]:
    return {file.read_bytes() for file in (world.folder / "phone" / "collection.media").iterdir()}


def test_a_picture_that_is_another_one_reaches_the_phone_once(world: Synced) -> None:
    picture = pictured(world)
    picture.write_bytes(b"\x89PNG another")

    assert world.synced("--dry-run")[1]["updated"] == 1
    assert world.synced()[1]["updated"] == 1

    world.on_phone()
    assert on_the_phone(world) == {b"\x89PNG a picture", b"\x89PNG another"}
    assert not any(world.synced()[1].values())


def test_a_picture_that_came_later_reaches_the_phone(world: Synced) -> None:
    world.srs.write("words.md", "Dot: a mark ![dot](dot.png)")
    world.read()
    assert world.sync().status == 1
    world.on_phone()
    assert on_the_phone(world) == set()
    world.srs.file("dot.png").write_bytes(b"\x89PNG a picture")

    assert world.synced()[1]["updated"] == 1

    world.on_phone()
    assert on_the_phone(world) == {b"\x89PNG a picture"}


def test_a_tag_on_the_phone_does_not_keep_an_old_picture_there_and_an_edit_does(world: Synced) -> None:
    picture = pictured(world)
    [fact] = world.srs.ids().values()
    picture.write_bytes(b"\x89PNG another")
    # It goes out another way first, so that the tag is newer than the picture.
    half_an_hour_ago = (read_now() - timedelta(minutes=30)).isoformat()
    assert world.srs.run("export", now=half_an_hour_ago).status == 0
    world.on_phone(["tag", fact, "mine"])

    assert world.synced()[1]["updated"] == 1

    world.on_phone(["edit", fact, "Back", "in my own words"])
    picture.write_bytes(b"\x89PNG a third one")
    assert world.srs.run("export", now=half_an_hour_ago).status == 0
    assert world.synced()[1]["updated"] == 0


def test_an_answer_here_moves_the_card_that_is_on_the_phone_already(world: Synced) -> None:
    ids = world.make(*definitions(3))
    world.synced()
    world.on_phone()
    for arguments in (("answer", ids[0], "4"), ("suspend", ids[1]), ("flag", "--flag", 4, ids[2])):
        assert world.run(*arguments).status == 0

    _, sent = world.synced()

    assert (sent["cards"], sent["answers"], sent["new"]) == (3, 1, 0)
    world.on_phone()
    assert wrong(world) == []
    assert answers_there(world) == answers_here(world)


def test_an_answer_taken_back_here_stays_so_and_the_card_stands_as_before(world: Synced) -> None:
    ids = world.make(*definitions(2))
    world.run("answer", ids[0], "4")
    world.synced()
    world.on_phone()
    assert world.run("undo").status == 0

    world.synced()
    world.on_phone()

    assert wrong(world) == []
    came, sent = world.synced()
    assert (came["answers"], came["again"]) == (0, 0)
    assert not any(sent.values())
    assert world.cards()[ids[0], 0]["reps"] == 0


def test_a_fact_that_is_gone_is_not_asked_on_the_phone_until_it_returns(world: Synced) -> None:
    lines = definitions(3)
    ids = world.make(*lines)
    world.run("suspend", ids[1])
    world.synced()
    world.on_phone()
    world.srs.write("words.md", lines[0])
    assert world.run("sync", "--yes").status == 0

    _, sent = world.synced()

    assert sent["put_aside"] == 2
    world.on_phone(["answer", ids[2], 3])
    queues = {card["guid"]: card["queue"] for card in world.told["cards"]}
    assert queues[ids[1]] == -1
    came, sent = world.synced()
    assert (came["answers"], came["suspended"], came["tags"]) == (1, 0, 0)
    world.srs.write("words.md", *lines)
    assert world.run("sync").status == 0
    _, sent = world.synced()
    assert sent["brought_back"] == 2
    world.on_phone()
    assert wrong(world) == []
    assert [bool(world.cards()[one, 0]["suspended"]) for one in ids] == [False, True, False]
    assert world.cards()[ids[2], 0]["reps"] == 1


def test_a_note_deleted_on_the_phone_is_left_out_until_it_is_wanted_again(world: Synced) -> None:
    ids = world.make(*definitions(3))
    world.run("answer", ids[0], "3")
    world.synced()
    world.on_phone(["remove", ids[0]])

    ran = world.sync()

    assert "1 note deleted in Anki: left out" in ran.out
    assert f"{ids[0]}  Babator" in ran.out
    assert world.cards()[ids[0], 0]["reps"] == 1
    assert world.synced("--restore")[1]["new"] == 1
    world.on_phone()
    assert wrong(world) == []


def test_a_tag_given_on_the_phone_outlasts_an_edit_here(world: Synced) -> None:
    lines = definitions(2)
    ids = world.make(*lines)
    world.synced()
    world.on_phone(["pause", 1.1], ["tag", ids[0], "mine"])
    world.srs.write("words.md", f"{lines[0]} and a lid", lines[1])
    # The fact changed before the tag was given, and is heard of after it.
    assert world.srs.run("sync", now=(read_now() - timedelta(minutes=5)).isoformat()).status == 0

    assert world.synced()[1]["updated"] == 1

    world.on_phone()
    came, sent = world.synced()
    assert (came["tags"], sent["updated"]) == (0, 0)
    assert world.run("cards", "tag:mine", "--json").records[0]["id"] == ids[0]


def test_an_edit_on_the_phone_stays_until_the_fact_changes_again(world: Synced) -> None:
    lines = definitions(2)
    ids = world.make(*lines)
    world.synced()
    world.on_phone(["edit", ids[0], "Back", "something <b>else</b>"])
    world.srs.write("words.md", f"{lines[0]} and a lid", lines[1])
    assert world.srs.run("sync", now=(read_now() - timedelta(minutes=5)).isoformat()).status == 0

    ran = world.sync()

    assert "its text was edited there, which the notes decide" in ran.out
    assert "Nothing to send." in ran.out
    world.srs.write("words.md", f"{lines[0]} and no lid", lines[1])
    assert world.srs.run("sync", now=(read_now() + timedelta(seconds=2)).isoformat()).status == 0
    assert world.synced()[1]["updated"] == 1


def test_a_dry_run_changes_nothing_anywhere_and_tells_what_a_run_does(world: Synced) -> None:
    ids = world.make(*definitions(4))
    world.synced()
    world.on_phone(["answer", ids[0], 3], ["suspend", ids[1]])
    world.run("answer", ids[2], "4")
    before = everything_of_srs(world)

    looked = world.sync("--dry-run")

    assert everything_of_srs(world) == before
    done = world.sync()
    assert looked.out.replace("Would take", "Took").replace("Would send", "Sent") == done.out
    assert "Took over 1 answer, 1 mark of 2 facts" in done.out
    assert "Sent 1 schedule, 1 answer." in done.out


def test_two_collections_that_have_parted_are_explained_and_never_forced(world: Synced) -> None:
    ids = world.make(*definitions(4))
    world.synced()
    world.on_phone(["answer", ids[0], 3])
    world.phone(["new_field", "Basic", "Mnemonic"], ["replace", world.url, USER, PASSWORD, True], name="phone")
    world.run("answer", ids[1], "4")
    before = world.everything()

    for refused in (world.sync(), world.sync("--dry-run")):
        assert refused.status == 3
        assert "have parted" in refused.err
        assert "--download" in refused.err
    assert world.everything() == before

    came, sent = world.synced("--download")
    assert (came["answers"], sent["answers"]) == (1, 1)
    assert (world.srs.folder / ".srs" / "anki" / "replaced.anki2").is_file()
    world.on_phone()
    assert wrong(world) == []


def test_an_upload_replaces_the_servers_collection_and_loses_no_review_of_a_fact(world: Synced) -> None:
    ids = world.make(*definitions(4))
    world.synced()
    world.on_phone(
        ["answer", ids[0], 3], ["new_field", "Basic", "Mnemonic"], ["replace", world.url, USER, PASSWORD, True]
    )
    world.run("answer", ids[1], "4")

    ran = world.sync("--upload")

    assert "The server got the whole collection." in ran.out
    assert {one[0] for one in answers_here(world)} == {ids[0], ids[1]}
    world.phone(["replace", world.url, USER, PASSWORD, False], name="phone")
    assert wrong(world) == []


def test_an_upload_by_one_who_has_nothing_yet_is_a_download(world: Synced) -> None:
    world.phone(["add", "Front", "Back", "Mine"], ["replace", world.url, USER, PASSWORD, True], name="phone")
    world.make(*definitions(2))

    ran = world.sync("--upload")

    assert "The server's collection was taken in whole." in ran.out
    world.on_phone()
    assert len(world.told["cards"]) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_run_that_is_killed_is_made_good_by_the_next(world: Synced) -> None:
    random = Random(3)
    ids = world.make(*definitions(30))
    world.synced()
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(world.srs.folder)]
    env = os.environ | {"SRS_ANKI_USER": USER, "SRS_ANKI_PASSWORD": PASSWORD, "SRS_TZ": "UTC"}
    world.on_phone()
    for _ in range(3):
        acts = [["answer", one, 3] for one in random.sample(ids, 3)]
        world.phone(*acts, world.to_server, name="phone")
        for one in random.sample(ids, 3):
            world.run("answer", one, "4")
        running = subprocess.Popen(
            [*command, "anki", "sync", "--server", world.url],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(0.2, 1.0))
        running.send_signal(signal.SIGKILL)
        running.wait()

    end = time.monotonic() + 20
    while (ran := world.sync()).status and time.monotonic() < end:
        # Anki's own process ends as soon as it notices that nobody listens.
        time.sleep(0.1)
    assert ran.status == 0, ran.err
    world.on_phone()
    world.synced()
    world.on_phone()
    assert wrong(world) == []
    assert answers_there(world) == answers_here(world)


def test_a_password_is_written_nowhere(world: Synced) -> None:
    world.make(*definitions(2))
    ran = world.sync("--json")

    assert ran.status == 0
    for text in (ran.out.encode(), ran.err.encode(), *everything_of_srs(world).values()):
        assert PASSWORD.encode() not in text
    folder = world.srs.folder / ".srs" / "anki"
    modes = {file.name: file.stat().st_mode & 0o077 for file in (folder, *folder.iterdir())}
    if sys.platform != "win32":
        assert set(modes.values()) == {0}, modes


def test_a_wrong_password_is_told(world: Synced) -> None:
    world.make(*definitions(2))

    ran = world.sync(password="guessed")

    assert ran.status == 1
    assert f"{world.url} knows no user of this name and password." in ran.err
    assert f"srs anki login --server {world.url}" in ran.err


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    world = Synced(tmp_path, f"http://127.0.0.1:{free_port()}/")
    world.make(*definitions(2))
    before = world.everything()

    ran = world.sync()

    assert ran.status == 1
    assert "does not answer as an Anki sync server would (error sending request)." in ran.err
    assert world.everything() == before


def test_only_one_run_works_on_a_mirror(world: Synced) -> None:
    from srs.anki.mirror import alone_with

    world.make(*definitions(2))

    with alone_with(world.srs.folder / ".srs" / "anki" / "collection.anki2"):
        ran = world.sync()

    assert ran.status == 1
    assert "Another srs anki sync is at work" in ran.err
