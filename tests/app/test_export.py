from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from build import fact, outgoing
from command import NOW, Collection, definitions, run
from hypothesis import given
from hypothesis import strategies as st
from terminal import PATIENCE, in_terminal, read_until

from srs.app.export import Format, format_named
from srs.app.export_text import markdown_lines, safe_cell, write_text
from srs.model import Card, CardId, FactId, Moment, Schedule, State, Way
from srs.model.outgoing import OutgoingCard, OutgoingFact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMED_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes with a name")
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "'quoted'")


def package(path: Path) -> tuple[list[tuple], list[tuple], dict[str, Any]]:
    """Return notes, log and presets of a package."""
    with zipfile.ZipFile(path) as opened:
        (path.parent / "unpacked").write_bytes(opened.read("collection.anki2"))
    with closing(sqlite3.connect(path.parent / "unpacked")) as connection:
        cards = connection.execute(
            "SELECT guid, ord, type, queue, due, cards.flags, cards.data, did FROM cards JOIN notes ON notes.id = nid"
        ).fetchall()
        log = connection.execute("SELECT * FROM revlog ORDER BY id").fetchall()
        conf, decks, dconf = map(json.loads, connection.execute("SELECT conf, decks, dconf FROM col").fetchone())
    return cards, log, {"conf": conf, "decks": decks, "dconf": dconf}


@pytest.fixture
def answered(synced: Collection) -> Collection:
    for number, id_ in enumerate(sorted(synced.ids().values())[:3]):
        assert synced.run("answer", id_, number + 2).status == 0
    return synced


def test_a_deck_carries_schedules_marks_and_answers(answered: Collection, tmp_path: Path) -> None:
    one, two, three, new = sorted(answered.ids().values())
    answered.run("suspend", one)
    answered.run("bury", two)
    answered.run("flag", three, "--flag", "4")

    record = answered.run("export", "-o", tmp_path / "out.apkg", "--json").records[0]

    cards, log, col = package(tmp_path / "out.apkg")
    found = {guid: (kind, queue, flag) for guid, _, kind, queue, _, flag, *_ in cards}
    assert found == {one: (1, -1, 0), two: (1, -3, 0), three: (2, 2, 4), new: (0, 0, 0)}
    assert record["reviews"] == 3
    assert sorted(row[3] for row in log) == [2, 3, 4]
    assert col["conf"]["rollover"] == 4
    assert {deck["name"]: col["dconf"][str(deck["conf"])]["name"] for deck in col["decks"].values()} == {
        "Default": "Default",
        "collection": "collection",
    }


def test_a_burial_that_is_over_does_not_travel(answered: Collection, tmp_path: Path) -> None:
    answered.run("bury", *answered.ids().values())

    answered.run("export", "-o", tmp_path / "out.apkg", now="2026-03-02T09:00:00+00:00")

    assert {queue for _, _, _, queue, *_ in package(tmp_path / "out.apkg")[0]} <= {0, 1, 2}


def test_without_scheduling_all_cards_are_new_and_nothing_tells_of_the_learner(
    answered: Collection, tmp_path: Path
) -> None:
    answered.run("suspend", *answered.ids().values())
    answered.run("flag", *answered.ids().values(), "--flag", "1")

    assert answered.run("export", "--no-scheduling", "-o", tmp_path / "out.apkg").status == 0

    cards, log, col = package(tmp_path / "out.apkg")
    assert {card[2:4] + card[5:7] for card in cards} == {(0, 0, 0, "")}
    assert sorted(card[4] for card in cards) == [1, 2, 3, 4]
    assert log == []
    assert list(col["dconf"]) == ["1"]


def test_answers_in_the_same_millisecond_follow_each_other(synced: Collection, tmp_path: Path) -> None:
    ids = sorted(synced.ids().values())
    for id_ in ids:
        synced.run("answer", id_, 3)  # all at NOW

    synced.run("export", "-o", tmp_path / "out.apkg")

    log = package(tmp_path / "out.apkg")[1]
    first = log[0][0]
    assert [row[0] - first for row in log] == [0, 1, 2, 3]
    assert first == 1_772_355_600_000


def test_a_preset_goes_with_the_deck_in_which_most_facts_have_it(synced: Collection, tmp_path: Path) -> None:
    synced.write("words/a.md", *definitions(3))
    (synced.folder / "srs.toml").write_text(
        '[[preset]]\nname = "vocabulary"\ndeck = "words"\nnew_per_day = 7\nlearning_steps = ["90s"]\n', "utf-8"
    )
    synced.run("sync", "--yes")

    synced.run("export", "-o", tmp_path / "out.apkg")

    col = package(tmp_path / "out.apkg")[2]
    preset = {deck["name"]: col["dconf"][str(deck["conf"])] for deck in col["decks"].values()}["collection::words"]
    assert preset["name"] == "collection: vocabulary"
    assert (preset["new"]["perDay"], preset["new"]["delays"]) == (7, [1.5])


def test_a_preset_by_tag_goes_with_a_deck_in_which_most_facts_have_it(synced: Collection, tmp_path: Path) -> None:
    synced.write("words/a.md", *definitions(3))
    tagged = synced.file("words/a.md")
    tagged.write_text("---\ntags: [exam]\n---\n" + tagged.read_text("utf-8"), "utf-8")
    synced.write("words/b.md", *definitions(5)[3:])
    (synced.folder / "srs.toml").write_text('[[preset]]\nname = "exam"\ntag = "exam"\n', "utf-8")
    synced.run("sync", "--yes")

    synced.run("export", "-o", tmp_path / "out.apkg")

    col = package(tmp_path / "out.apkg")[2]
    names = {deck["name"]: col["dconf"][str(deck["conf"])]["name"] for deck in col["decks"].values()}
    assert names["collection::words"] == "collection: exam"
    assert names["collection"] == "collection"


def test_a_package_is_the_same_until_an_image_is_another_one(answered: Collection, tmp_path: Path) -> None:
    image = answered.file("wheel.png")
    answered.file("image.md").write_text("Q: What turns?\nA: a wheel ![](wheel.png)\n", "utf-8")
    made = []

    for content in (b"old", b"old", b"new", b"new"):
        image.write_bytes(content)
        answered.run("sync")
        assert answered.run("export", "-o", tmp_path / "out.apkg").status == 0
        made.append((tmp_path / "out.apkg").read_bytes())

    assert [one == made[0] for one in made] == [True, True, False, False]
    assert made[2] == made[3]
    assert answered.run("doctor").status == 0


@pytest.mark.parametrize("ending", ["apkg", "csv", "json", "md"])
def test_the_same_store_gives_the_same_bytes(answered: Collection, tmp_path: Path, ending: str) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"

    for target in (one, two):
        assert answered.run("export", "-o", target).status == 0

    assert one.read_bytes() == two.read_bytes()


LITTLE_SPACE = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); from srs.cli import main; main()"
)


@pytest.mark.parametrize(("ending", "bytes_"), [("apkg", 20_000), ("apkg", 3_000), ("csv", 600)])
def test_a_disk_that_is_full_is_told_and_nothing_is_left_behind(
    answered: Collection, tmp_path: Path, ending: str, bytes_: int
) -> None:
    pytest.importorskip("resource", reason="the limit that stands for a full disk is one of Unix")
    target = tmp_path / "out" / f"deck.{ending}"
    target.parent.mkdir()
    target.write_text("older", "utf-8")

    ran = subprocess.run(
        [sys.executable, "-c", LITTLE_SPACE.format(bytes_), "-C", answered.folder, "export", "-o", target],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert ran.stderr.startswith(f"srs: {target} cannot be written (")
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert target.read_text("utf-8") == "older"


def test_an_older_deck_stays_until_the_new_one_is_whole(answered: Collection, tmp_path: Path) -> None:
    target = tmp_path / "deck.csv"
    target.write_text("older", "utf-8")
    shutil.rmtree(answered.folder / ".srs")

    assert answered.run("export", "-o", target).status == 2

    assert target.read_text("utf-8") == "older"


@pytest.mark.parametrize("ending", ["apkg", "csv", "json", "md"])
def test_a_link_stays_and_what_it_leads_to_is_replaced(answered: Collection, tmp_path: Path, ending: str) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "target", tmp_path / f"link.{ending}"
    target.touch()
    link.symlink_to(target)

    assert answered.run("export", "-o", link).status == 0

    answered.run("export", "-o", tmp_path / f"plain.{ending}")
    assert link.readlink() == target
    assert target.read_bytes() == (tmp_path / f"plain.{ending}").read_bytes()


def test_a_link_to_nothing_yet_leads_to_a_new_file(answered: Collection, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("new.csv")

    assert answered.run("export", "-o", tmp_path / "link.csv").status == 0

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "new.csv").read_text("utf-8").startswith("id,ord,")


def test_a_link_to_itself_is_told(answered: Collection, tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")

    ran = answered.run("export", "-o", tmp_path / "loop.csv")

    assert ran.status == 1
    assert ran.err.startswith(f"srs: {tmp_path / 'loop.csv'} cannot be looked at (")
    assert (tmp_path / "loop.csv").is_symlink()


@contextmanager
def read_pipe(pipe: Path) -> Iterator[list[bytes]]:
    """Read a new pipe to its end while something is written to it."""
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    yield read
    assert pipe.is_fifo()
    reader.join(timeout=30)


@NAMED_PIPES
@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_text_goes_through_a_pipe_and_the_report_past_it(answered: Collection, tmp_path: Path, format_: str) -> None:
    with read_pipe(tmp_path / "pipe") as read:
        ran = answered.run("export", "--format", format_, "-o", tmp_path / "pipe")

    answered.run("export", "--format", format_, "-o", tmp_path / "plain")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith(f"{tmp_path / 'pipe'}: 4 notes, 4 cards")
    assert read == [(tmp_path / "plain").read_bytes()]


@NAMED_PIPES
def test_a_package_goes_through_no_pipe(answered: Collection, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.apkg")

    ran = answered.run("export", "-o", tmp_path / "pipe.apkg")

    assert ran.status == 2
    assert "which is no file; no deck was made." in ran.err
    assert (tmp_path / "pipe.apkg").is_fifo()


@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_a_dash_is_standard_output(
    answered: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = answered.run("export", "--format", format_, "-o", "-", "--json")

    answered.run("export", "--format", format_, "-o", tmp_path / "plain")
    assert ran.status == 0
    assert ran.out.encode() == (tmp_path / "plain").read_bytes()
    assert json.loads(ran.err)["file"] == "-"
    assert not (tmp_path / "-").exists()


def test_no_text_of_a_note_steers_a_terminal(synced: Collection) -> None:
    synced.write("bell.md", "Bell: a sound \x1b[31m that rings in towers")
    synced.run("sync")
    arguments = ("-C", synced.folder, "export", "--format", "markdown", "-o", "-")

    with in_terminal(*arguments, SRS_NOW=NOW) as (process, terminal):
        shown = read_until("5 cards", terminal)
        process.wait(PATIENCE)

    assert "a sound ␛[31m that rings" in shown
    assert "\x1b[31m that" in synced.run("export", "--format", "markdown", "-o", "-").out


def test_a_package_does_not_go_to_standard_output(
    answered: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = answered.run("export", "-o", "-")

    assert (ran.status, ran.out) == (2, "")
    assert "A package cannot be written to standard output" in ran.err
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", ["information.md", "new.apkg", "new.csv"])
def test_nothing_is_written_among_the_notes(answered: Collection, name: str) -> None:
    ran = answered.run("export", "-o", answered.file(name))

    assert ran.status == 2
    assert "lies among the notes, where nothing is written; no deck was made." in ran.err


def test_where_the_collection_is_the_notes_folder_no_note_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n- **Entropy**: the mean surprise of a source\n", "utf-8")
    assert run("-C", tmp_path, "sync").status == 0

    statuses = [run("-C", tmp_path, "export", "-o", tmp_path / name).status for name in ("a.md", "b.txt", "b.csv")]

    assert statuses == [2, 2, 0]
    assert run("-C", tmp_path, "export", "--format", "markdown").status == 0
    assert "Nothing changed" in run("-C", tmp_path, "sync").out


def export_to(folder: Path, name: str) -> tuple[int, str]:
    ran = run("-C", folder, "export", "--format", "json", "-o", folder / name)
    return ran.status, ran.err.splitlines()[0] if ran.err else ""


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """Return a collection that is its own notes folder."""
    (tmp_path / "a.md").write_text("# A\n\n- **Entropy**: the mean surprise of a source\n", "utf-8")
    assert run("-C", tmp_path, "sync").status == 0
    (tmp_path / "srs.toml").write_text("# mine\n", "utf-8")
    (tmp_path / "diagram.png").write_bytes(b"an image")
    (tmp_path / "words.json").write_text('{"id": "mine"}', "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (".srs/srs.db", "lies where srs keeps its database"),
        (".srs/srs.db-wal", "lies where srs keeps its database"),
        (".srs/backups/new.json", "lies where srs keeps its database"),
        ("srs.toml", "holds the settings of the collection"),
        ("diagram.png", "is there in the notes folder and no earlier export"),
        ("words.json", "is there in the notes folder and no earlier export"),
    ],
)
def test_no_file_of_the_collection_is_replaced(notebook: Path, name: str, fault: str) -> None:
    file = notebook / name
    (notebook / ".srs" / "backups").mkdir(exist_ok=True)
    before = file.read_bytes() if file.exists() else None

    assert export_to(notebook, name) == (2, f"srs: {file} {fault}; no deck was made.")

    assert (file.read_bytes() if file.exists() else None) == before


def test_no_link_leads_an_export_to_the_database(notebook: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "out").symlink_to(notebook / ".srs")
    (elsewhere / "deck.json").symlink_to(notebook / ".srs" / "srs.db")

    statuses = [export_to(notebook, str(elsewhere / name))[0] for name in ("out/srs.db", "out/new.json", "deck.json")]

    assert statuses == [2, 2, 2]
    assert run("-C", notebook, "cards").status == 0


def test_no_link_leads_a_name_among_the_notes_elsewhere(
    notebook: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    image = tmp_path_factory.mktemp("elsewhere") / "image.png"
    image.write_bytes(b"an image")
    (notebook / "image.png").symlink_to(image)

    assert export_to(notebook, "image.png")[0] == 2
    assert (notebook / "image.png").is_symlink()


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("apkg", ": 4 notes, 4 cards, 3 reviews, 1 deck, 0 media files\n"),
        ("json", ": 4 notes, 4 cards, 3 reviews, 1 deck\n"),
        ("csv", ": 4 notes, 4 cards, 1 deck\n"),
        ("md", ": 4 notes, 4 cards, 1 deck\n"),
    ],
)
def test_a_report_counts_what_the_format_holds(answered: Collection, tmp_path: Path, ending: str, told: str) -> None:
    ran = answered.run("export", "-o", tmp_path / f"deck.{ending}")

    assert ran.out.endswith(told)


def test_a_database_that_was_named_is_not_replaced(answered: Collection, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    answered.run("backup", "-o", copy)

    statuses = [
        answered.run("--db", copy, "export", "--format", "json", "-o", tmp_path / name).status
        for name in ("copy.db", "copy.db-journal", "copy.json")
    ]

    assert statuses == [2, 2, 0]
    assert answered.run("--db", copy, "cards").status == 0


@pytest.mark.parametrize("name", ["deck.apkg", "deck.csv", "deck.json", "decks/deck.md"])
def test_an_earlier_export_among_the_notes_is_replaced(notebook: Path, name: str) -> None:
    (notebook / "decks").mkdir()

    statuses = [run("-C", notebook, "export", "-o", notebook / name).status for _ in range(2)]

    assert statuses == [0, 0]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.apkg", Format.APKG),
        ("a.CSV", Format.CSV),
        ("a.json", Format.JSON),
        ("a.jsonl", Format.JSON),
        ("a.md", Format.MARKDOWN),
        ("a.markdown", Format.MARKDOWN),
        ("a", Format.APKG),
    ],
)
def test_the_name_of_the_file_tells_the_format(tmp_path: Path, name: str, format_: Format) -> None:
    assert format_named(None, tmp_path / name) is format_


def test_an_ending_that_is_not_known_is_refused_with_those_that_are(answered: Collection, tmp_path: Path) -> None:
    ran = answered.run("export", "-o", tmp_path / "a.foo")

    assert (ran.status, (tmp_path / "a.foo").exists()) == (2, False)
    assert ran.err == (
        "srs: No format ends in .foo; no deck was made.\n"
        "     Known endings: .apkg, .csv, .json, .jsonl, .markdown, .md. Or name it: --format apkg\n"
    )
    assert answered.run("export", "--format", "apkg", "-o", tmp_path / "a.foo").status == 0


def test_a_named_format_goes_before_the_name_of_the_file(answered: Collection, tmp_path: Path) -> None:
    answered.run("export", "--format", "markdown", "-o", tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_text("utf-8").startswith("# Notes\n")


def test_without_a_file_each_format_has_its_own_in_the_decks_folder(answered: Collection) -> None:
    for name in ("apkg", "csv", "json", "markdown"):
        assert answered.run("export", "--format", name).status == 0

    assert sorted(path.name for path in (answered.folder / "decks").iterdir()) == [
        "collection.apkg",
        "collection.csv",
        "collection.json",
        "collection.md",
    ]


def test_csv_is_a_row_a_card(answered: Collection, tmp_path: Path) -> None:
    answered.run("export", "-o", tmp_path / "a.csv")

    text = (tmp_path / "a.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.count("\r\n") == len(rows) + 1
    [easy] = [row for row in rows if row["state"] == "review"]
    assert easy["front"] in answered.ids()
    assert (easy["reps"], easy["last_review"], easy["suspended"]) == ("1", "2026-03-01T09:00:00.000Z", "0")
    assert easy["due"] > "2026-03-02"
    assert {row["due"] for row in rows if row["state"] == "new"} == {""}


def test_csv_without_scheduling_has_no_column_of_it(answered: Collection, tmp_path: Path) -> None:
    answered.run("export", "--no-scheduling", "-o", tmp_path / "a.csv")

    head = (tmp_path / "a.csv").read_text("utf-8").splitlines()[0]
    assert head == "id,ord,kind,way,front,back,context,extra,deck,tags,path,line"


@given(st.one_of(st.text(), st.sampled_from(DANGEROUS)))
def test_no_cell_is_a_formula_and_taking_the_apostrophe_off_gives_the_text_back(text: str) -> None:
    cell = safe_cell(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert (cell.removeprefix("'")) == text


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_text_comes_back_from_csv_and_json(texts: list) -> None:
    facts = outgoing(*(fact(front, back, id=f"id{number}") for number, (front, back) in enumerate(texts)))

    table, lines = io.StringIO(newline=""), io.StringIO(newline="")

    write_text(facts, table, Format.CSV, 0, scheduling=True)
    write_text(facts, lines, Format.JSON, 0, scheduling=True)

    table.seek(0)
    rows = [(plain(row["front"]), plain(row["back"])) for row in csv.DictReader(table)]
    records = [json.loads(line) for line in lines.getvalue().split("\n") if line]
    assert rows == texts
    assert [(record["front"], record["back"]) for record in records] == texts


def test_a_card_that_is_due_after_the_end_of_the_calendar_is_due_at_its_end() -> None:
    schedule = Schedule(State.REVIEW, due_day=3_000_000, reps=1, last=Moment(10**16, 3_000_000))
    card = OutgoingCard(Card(CardId(1), FactId("one"), 0, schedule))
    going = OutgoingFact(fact(id="one"), 0, (card,))
    table = io.StringIO(newline="")

    write_text([going], table, Format.CSV, 0, scheduling=True)

    table.seek(0)
    (row,) = csv.DictReader(table)
    assert (row["due"], row["last_review"]) == ("9999-12-31", "9999-12-31T23:59:59.999Z")


def plain(cell: str) -> str:
    return cell.removeprefix("'")


def test_json_is_a_line_a_fact_with_everything_about_it(answered: Collection, tmp_path: Path) -> None:
    answered.run("export", "-o", tmp_path / "a.json")

    records = [json.loads(line) for line in (tmp_path / "a.json").read_text("utf-8").splitlines()]
    assert {record["id"] for record in records} == set(answered.ids().values())
    for record in records:
        shown = answered.run("card", record["id"], "--json").records[0]
        [card] = record["cards"]
        assert (record["front"], record["back"]) == (shown["front"], shown["back"])
        assert card["stability"] == shown["cards"][0]["stability"]
        assert [one["rating"] for one in card["reviews"]] == [one["rating"] for one in shown["reviews"]]


def test_markdown_that_is_read_again_gives_the_same_cards(tmp_path: Path) -> None:
    facts = [
        fact("What is a term?", "A word with a meaning.", id="1", deck="a::b"),
        fact("What do lists hold?", "- one thing\n- another thing", id="2", deck="a::b"),
        fact("Which table?", "| a | b |\n|---|---|\n| 1 | 2 |", id="3", deck="c"),
        fact("The {{c1::mean}} of a {{c2::sample}} is a number.", "", id="4", deck="c", way=Way.CLOZE),
        fact("What has two paragraphs?", "The first one.\n\nThe second one.", id="5", path="x--y.md"),
    ]

    (tmp_path / "a.md").write_text("".join(markdown_lines(outgoing(*facts))), "utf-8")

    records = run("extract", tmp_path, "--json").records
    assert [(record["front"], record["back"]) for record in records] == [
        (one.draft.front, one.draft.back) for one in facts
    ]
    headings = [line for line in (tmp_path / "a.md").read_text("utf-8").splitlines() if line.startswith("#")]
    assert headings == ["# a › b", "# c", "# Notes"]


def test_markdown_that_is_read_again_asks_both_ways_what_was_asked_so(tmp_path: Path) -> None:
    facts = [
        fact("Entropy", "a measure of surprise", id="1", way=Way.BOTH),
        fact("**Paging**", "moves *pages* between memory\nand disk, by `a::b`", id="2", way=Way.BOTH),
        fact(
            "Monoid", "- a set\n- an operation\n  - with a unit\n\n```python\nx = 1\n\ny = 2\n```", id="3", way=Way.BOTH
        ),
        fact("Ring", "A set.\n\nTwo operations.", id="4", way=Way.BOTH),
        fact("Truth table", "| a | b |\n|---|---|\n| 1 | 2 |", id="5", way=Way.BOTH, deck="logic"),
        fact("Mean", "$$\n\\frac{1}{n}\n$$", id="6", way=Way.BOTH, deck="logic"),
        fact("What is a term?", "A word with a meaning.", id="7", deck="logic"),
        fact("The {{c1::mean}} of a {{c2::sample}} is a number.", "", id="8", way=Way.CLOZE),
    ]
    again = Collection(tmp_path)
    again.write("a.md", "Lemma: x")
    again.file("a.md").write_text("".join(markdown_lines(outgoing(*facts))), "utf-8")

    assert again.run("sync").status == 0
    assert again.run("export", "-o", tmp_path / "a.json").status == 0

    records = [json.loads(line) for line in (tmp_path / "a.json").read_text("utf-8").splitlines()]
    assert [(one["way"], one["front"], one["back"]) for one in records] == [
        (one.draft.way, one.draft.front, one.draft.back) for one in facts
    ]


def test_no_export_takes_the_name_of_settings_that_are_not_written_yet(notebook: Path) -> None:
    (notebook / "srs.toml").unlink()

    assert export_to(notebook, "srs.toml") == (
        2,
        f"srs: {notebook / 'srs.toml'} holds the settings of the collection; no deck was made.",
    )
    assert run("-C", notebook, "backup", "-o", notebook / "srs.toml").status == 2
    assert not (notebook / "srs.toml").exists()
