"""Each command as text and as JSON."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from command import Collection, run
from terminal import PATIENCE, in_terminal, read_until

EXTRACT = [
    "path",
    "first_line",
    "last_line",
    "kind",
    "front",
    "back",
    "context",
    "extra",
    "deck",
    "tags",
    "rule",
    "held",
]
CARDS = [
    "id",
    "front",
    "back",
    "path",
    "first_line",
    "last_line",
    "kind",
    "status",
    "deck",
    "tags",
    "due",
    "cards",
]
CARD = [
    "ord",
    "state",
    "due",
    "due_day",
    "stability",
    "difficulty",
    "interval_days",
    "reps",
    "lapses",
    "suspended",
    "buried",
]
REVIEW = ["card", "at", "day", "rating", "ms", "kind", "stability", "difficulty", "interval_days"]


def answer_lines(*answers: object) -> str:
    return "".join(json.dumps(one) + "\n" for one in answers)


def test_srs_alone_shows_how_to_begin(notes: Collection) -> None:
    ran = notes.run()

    assert ran.status == 0
    assert str(notes.folder / "notes") in ran.out
    assert "srs review" in ran.out


def test_srs_alone_shows_what_is_due(synced: Collection) -> None:
    assert synced.run().out.startswith("0 to review, 0 being learned, 4 new today.\n")


def test_help_lists_every_command_in_its_order() -> None:
    from srs.cli.group import COMMANDS

    out = run("--help").out

    places = [out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    headings = ("Every day:", "Look:", "Decide:", "Correct:", "Anki and other collections:", "Care:")
    assert [line for line in out.splitlines() if line in headings] == [*headings]


def test_help_imports_no_command() -> None:
    asked = "import sys; from srs.cli.group import srs; srs(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    from srs.cli.group import COMMANDS

    modules = {f"srs.cli.{name.replace('-', '_')}" for name in COMMANDS} | {"srs.cli.import_"}
    assert not modules & set(ran.stderr.split())


def test_every_command_has_help_with_an_example() -> None:
    from srs.cli.group import COMMANDS

    for name in COMMANDS:
        ran = run(name, "--help")
        assert ran.status == 0
        assert "Example" in ran.out, name
        assert "--json" in ran.out, name
        assert "Exit status: 0 " in ran.out, name


def test_one_long_path_does_not_make_every_line_long(synced: Collection) -> None:
    deep = synced.file(f"{'a' * 60}/{'b' * 60}.md")
    deep.parent.mkdir()
    deep.write_text("# Deep\n\n- **Kernel**: the part that is always in memory\n", "utf-8")
    assert synced.run("sync").status == 0

    lines = synced.run("cards").out.splitlines()

    assert max(len(line) for line in lines if "Kernel" not in line) < 80


def test_words_are_not_broken_in_a_narrow_terminal(synced: Collection) -> None:
    held = "Kernel of Unix 7 - the extraordinarily permanent part of a comprehensive operating system"
    synced.file("held.md").write_text(f"# Held\n\n- {held}\n", "utf-8")
    assert synced.run("sync").status == 0

    for command in (["held"], ["explain", synced.file("held.md")]):
        with in_terminal("-C", synced.folder, *command, COLUMNS="44") as (process, terminal):
            shown = re.sub(r"\x1b\[[0-9;]*m", "", read_until("system", terminal))
            process.wait(PATIENCE)

        assert all(len(line) <= 44 for line in shown.splitlines())
        assert set(held.split()) - {"Kernel", "of", "Unix", "7", "-"} <= set(shown.split())


def test_lists_and_messages_show_a_front_as_it_is_read(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "collection")
    collection.write("size.md", "$1$ *GigaByte* of `size`: as many bytes as a thousand MegaByte")
    assert collection.run("sync").status == 0
    (known,) = collection.ids().values()
    collection.run("answer", known, "again")

    assert "1 GigaByte of size" in collection.run("cards").out
    assert "1 GigaByte of size" in collection.run("history").out
    assert collection.run("undo").out == "Took back 'again' on: 1 GigaByte of size\n"
    assert collection.run("cards", "--json").records[0]["front"] == "$1$ GigaByte of `size`"


def test_help_can_be_asked_with_one_letter() -> None:
    assert run("-h").out == run("--help").out
    assert run("cards", "-h").out == run("cards", "--help").out


def test_one_thing_is_told_in_the_singular(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "collection")
    collection.write("one.md", "Entropy: the mean surprise of a source of symbols")
    collection.file("bad.md").write_bytes(b"\xff\xfe")

    assert collection.run("sync").out.endswith("1 created, 1 problem, 0 unchanged\n")
    collection.file("bad.md").unlink()
    assert "Nothing changed (1 fact)." in collection.run("sync").out
    assert collection.run("cards").out.endswith("\n1 fact\n")
    assert collection.run("export").out.endswith(": 1 note, 1 card, 0 reviews, 1 deck, 0 media files\n")
    collection.run("answer", collection.ids()["Entropy"], "good")
    assert "1 card agrees with the log" in collection.run("doctor").out


def test_a_rejected_fact_is_shown_as_rejected(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("reject", known)

    (remark,) = synced.run("explain", "information.md:3", "--json").records

    assert synced.run("cards", "entropy").out.split()[1] == "rejected"
    assert synced.run("cards", "entropy", "--json").records[0]["status"] == "held"
    assert f"{known}  rejected  " in synced.run("card", known).out
    assert "- Entropy" in synced.run("explain", "information.md:3").out
    assert remark["decision"] == "rejected"


def test_every_command_is_documented() -> None:
    from srs.cli.group import COMMANDS

    text = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    headings = ", ".join(line.removeprefix("## ") for line in text.splitlines() if line.startswith("## srs "))

    assert set(headings.split(", ")) == {f"srs {name}" for name in COMMANDS}


def test_check_lists_its_codes(notes: Collection) -> None:
    records = notes.run("check", "--codes", "--json").records

    assert {"code": "duplicate", "meaning": "two facts say the same"} in records
    assert notes.run("check", "--codes").out.count("\n") == len(records)


@pytest.mark.parametrize("settings", ["[check]\noff = ['{}']\n", "[[folder]]\npath = '*'\nsilence = ['{}']\n"])
def test_a_check_can_be_silenced(notes: Collection, settings: str) -> None:
    notes.write("vague.md", "Posterior: what is believed after the data, see below")
    found = {record["code"] for record in notes.run("check", "--json").records}
    (notes.folder / "srs.toml").write_text(settings.format("bare-reference"), "utf-8")

    assert "bare-reference" in found
    assert "bare-reference" not in {record["code"] for record in notes.run("check", "--json").records}


def test_the_version_is_told() -> None:
    from srs import __version__

    assert run("--version").out == f"srs, version {__version__}\n"


def test_init_makes_database_and_settings(notes: Collection) -> None:
    record = notes.run("init", "--json").records[0]

    assert list(record) == ["database", "config", "notes", "new"]
    assert record["new"] is True
    assert (notes.folder / ".srs" / "srs.db").is_file()
    assert (notes.folder / "srs.toml").is_file()


def test_init_leaves_what_is_there(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("decks = 'out'\n", "utf-8")

    ran = synced.run("init")

    assert "There was already a collection" in ran.out
    assert (synced.folder / "srs.toml").read_text("utf-8") == "decks = 'out'\n"
    assert len(synced.ids()) == 4


def test_init_says_that_it_gives_a_collection_its_settings(synced: Collection) -> None:
    first, second = synced.run("init").out, synced.run("init").out

    assert "There was already a collection" in first
    assert f"{synced.folder / 'srs.toml'} (made now; it sets nothing yet)\n" in first
    assert "made now" not in second


def test_the_settings_init_writes_can_be_read_and_uncommented(notes: Collection) -> None:
    notes.run("init")
    settings = notes.folder / "srs.toml"
    settings.write_text(settings.read_text("utf-8").replace("\n# ", "\n"), "utf-8")

    assert notes.run("sync").status == 0
    assert notes.run("due").status == 0


def test_due_counts(synced: Collection) -> None:
    record = synced.run("due", "--json").records[0]

    assert record == {
        "new": 4,
        "learning": 0,
        "learning_now": 0,
        "review": 0,
        "new_in_all": 4,
        "day": 20_513,
        "waiting": 0,
        "days_to_clear": 0,
    }
    assert synced.run("due").out == "0 to review, 0 being learned, 4 new today.\n"


def test_due_tells_how_many_steps_can_be_asked_now(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[review]\nlearning_steps = ["1m", "2h"]\n', "utf-8")
    synced.run("answer", synced.ids()["Entropy"], "again")
    synced.run("answer", synced.ids()["Prior"], "good")

    assert synced.run("due").out == "0 to review, 2 being learned (1 now), 2 new today.\n"


def test_due_keeps_to_the_daily_limit_of_new_cards(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("[review]\nnew_per_day = 3\n", "utf-8")
    synced.run("answer", synced.ids()["Entropy"], "easy")

    record = synced.run("due", "--json").records[0]

    assert (record["new"], record["new_in_all"]) == (2, 3)


def test_due_before_the_first_sync_says_what_to_do(notes: Collection) -> None:
    ran = notes.run("due")

    assert ran.status == 2
    assert ran.err.endswith("     If it is elsewhere: srs -C FOLDER ...\n     Read the notes into one: srs sync\n")


def test_a_folder_below_a_collection_that_is_named_is_told_from_it(synced: Collection) -> None:
    below = synced.folder / "notes"

    ran = run("-C", below, "due")

    assert ran.status == 2
    assert (
        f"There is no collection in {below} yet.\n     {synced.folder} is one: srs -C {synced.folder} ...\n" in ran.err
    )


def test_extract_prints_a_line_a_fact(notes: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(notes.folder)

    records = notes.run("extract", "--json", "notes").records

    assert [list(record) for record in records] == [EXTRACT] * 4
    first = records[0]
    assert (first["path"], first["first_line"], first["last_line"]) == ("notes/inference.md", 3, 3)
    assert (first["front"], first["back"], first["held"]) == (
        "Prior",
        "what is believed before any data is seen",
        False,
    )
    assert isinstance(first["context"], list)


@pytest.mark.parametrize(
    ("stands", "named", "shown"),
    [
        (".", "notes", "notes/talks/a.md"),
        (".", "notes/talks", "notes/talks/a.md"),
        (".", "notes/talks/a.md", "notes/talks/a.md"),
        ("notes/talks", ".", "a.md"),
        ("notes/talks", "a.md", "a.md"),
    ],
)
def test_extract_and_explain_go_by_the_rules_for_paths_as_a_sync_does(
    notes: Collection, monkeypatch: pytest.MonkeyPatch, stands: str, named: str, shown: str
) -> None:
    notes.write("talks/a.md", "Kernel: the function that measures how alike two points are")
    (notes.folder / "srs.toml").write_text('[[folder]]\npath = "talks/*"\ndeck = "spoken"\n', "utf-8")
    linked = notes.folder.parent / "linked"
    linked.symlink_to(notes.folder)
    for folder in (notes.folder, linked):
        monkeypatch.chdir(folder / stands)
        records = run("-C", folder, "extract", "--json", named).records

        assert [(one["path"], one["deck"]) for one in records if one["front"] == "Kernel"] == [(shown, "spoken")]


def test_extract_shows_gaps_as_elsewhere_and_sets_lines_in(notes: Collection) -> None:
    file = notes.file("gaps.md")
    file.write_text("Fear is learned by the {{c1::amygdala}},\nnot by the {{c2::thalamus}}.\n", "utf-8")

    lines = notes.run("extract", file).out.splitlines()

    assert lines[0].endswith("gaps.md:1  Fear is learned by the [amygdala],")
    assert lines[1:] == ["    not by the [thalamus].", "1 fact in 1 note"]


def test_extract_stores_nothing(notes: Collection) -> None:
    ran = notes.run("extract", "notes/information.md")

    assert "notes/information.md:3  Entropy" in ran.out
    assert not (notes.folder / ".srs").exists()


def test_extract_of_a_missing_path_is_refused(notes: Collection) -> None:
    ran = notes.run("extract", "none.md")

    assert (ran.status, ran.err) == (2, "srs: There is no file or folder none.md.\n     Check the name.\n")


def test_extract_of_a_bad_file_tells_the_problem_and_goes_on(
    notes: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(notes.folder)
    notes.file("bad.md").write_bytes(b"caf\xe9")

    ran = notes.run("extract", "--json", "notes")

    assert ran.status == 1
    assert len(ran.records) == 4
    assert "notes/bad.md:1: the file is not UTF-8" in ran.err


def test_explain_shows_the_note_with_its_cards(notes: Collection) -> None:
    ran = notes.run("explain", "information.md")

    assert ran.status == 0
    assert "+ Entropy" in ran.out


def test_explain_tells_a_front_as_it_is_read_and_json_as_it_is_written(notes: Collection) -> None:
    notes.file("git.md").write_text("# Git\n\n- **`git log`**: shows the commits that lead to the branch\n", "utf-8")

    assert "+ git log [" in notes.run("explain", "git.md").out
    assert notes.run("explain", "git.md:3", "--json").records[-1]["front"] == "`git log`"


def test_explain_of_a_line_is_about_that_line(notes: Collection) -> None:
    records = notes.run("explain", "notes/information.md:4", "--json").records

    assert [(record["first_line"], record["front"]) for record in records] == [(4, "Alphabet")]


def test_explain_of_a_folder_asks_for_a_note(notes: Collection) -> None:
    ran = notes.run("explain", notes.folder)

    assert ran.status == 2
    assert f"{notes.folder} is a folder." in ran.err


@pytest.mark.parametrize("place", ["none.md", "notes/information.md:99", "notes/information.md:0"])
def test_explain_of_nothing_is_refused(notes: Collection, place: str) -> None:
    ran = notes.run("explain", place)

    assert ran.status == 2
    assert ran.err.startswith("srs: ")


def test_cards_prints_a_line_a_fact(synced: Collection) -> None:
    records = synced.run("cards", "--json").records

    assert [list(record) for record in records] == [CARDS] * 4
    first = records[0]
    assert (first["front"], first["path"], first["first_line"]) == ("Prior", "inference.md", 3)
    assert (first["status"], first["due"], first["kind"]) == ("active", None, "definition")
    assert first["cards"] == [{"ord": 0, "state": "new", "suspended": False, "flag": 0}]


def test_cards_as_text_is_a_table(synced: Collection) -> None:
    *lines, last = synced.run("cards").out.splitlines()

    assert len(lines) == 4
    assert lines[0].split()[1:] == ["active", "inference.md:3", "Prior"]
    assert last == "4 facts"


@pytest.mark.parametrize(
    ("words", "fronts"),
    [(["ENTROPY"], ["Entropy"]), (["data", "model"], ["Likelihood"]), (["inference.md"], ["Prior", "Likelihood"])],
)
def test_cards_can_be_filtered(synced: Collection, words: list[str], fronts: list[str]) -> None:
    assert [record["front"] for record in synced.run("cards", "--json", *words).records] == fronts


def test_retired_facts_are_listed_on_demand(synced: Collection) -> None:
    synced.file("inference.md").unlink()
    synced.run("sync")

    assert len(synced.run("cards", "--json").records) == 2
    assert {one["status"] for one in synced.run("cards", "--all", "--json").records} == {"active", "retired"}


def test_a_card_shows_schedule_and_reviews(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "again", "--ms", "1200")
    synced.run("answer", known, "easy", now="2026-03-01T09:02:00+00:00")

    record = synced.run("card", known, "--json").records[0]

    assert set(CARDS) <= set(record)
    assert [list(card) for card in record["cards"]] == [CARD]
    assert [list(review) for review in record["reviews"]] == [REVIEW] * 2
    (card,) = record["cards"]
    first, second = record["reviews"]
    assert (card["state"], card["reps"], card["lapses"]) == ("review", 2, 0)
    assert (card["suspended"], card["buried"]) == (False, False)
    assert card["due"] == record["due"]
    assert card["due_day"] == second["day"] + second["interval_days"]
    assert card["stability"] == second["stability"]
    assert (first["at"], first["day"], first["rating"], first["ms"], first["kind"]) == (
        "2026-03-01T09:00:00.000Z",
        20_513,
        1,
        1200,
        "learn",
    )


def test_a_card_in_learning_is_due_at_a_time_of_today(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "again")

    (card,) = synced.run("card", known, "--json").records[0]["cards"]

    assert card["due"].startswith("2026-03-01T09:01:")
    assert card["due_day"] == 20_513


def test_a_card_as_text_shows_where_it_stands(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good")

    out = synced.run("card", known[:6]).out

    assert f"{known}  active  definition  information.md:3" in out
    assert "learning" in out


def test_an_answer_by_name_and_by_number(synced: Collection) -> None:
    known = synced.ids()

    by_name = synced.run("answer", known["Entropy"], "good", "--json").records[0]
    by_number = synced.run("answer", known["Prior"], "3", "--json").records[0]

    assert list(by_name) == ["ok", "id", "ord", "rating", "state", "due_day", "interval_days"]
    assert (by_name["ok"], by_name["rating"], by_name["state"]) == (True, 3, "learning")
    assert by_number["rating"] == 3


def test_an_answer_as_text(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    assert synced.run("answer", known, "EASY").out.startswith(f"{known}: easy, now review, due in ")


def test_a_step_is_told_by_its_own_time_not_by_the_days_before(synced: Collection) -> None:
    known, day = synced.ids()["Entropy"], "2026-03-09T09:00:00+00:00"
    synced.run("answer", known, "easy")
    last = synced.run("history").out.splitlines()[-1]

    told = synced.run("answer", known, "again", now=day).out
    history = synced.run("history", now=day).out.splitlines()
    card = synced.run("card", known, now=day).out

    step = re.fullmatch(rf"{known}: again, now relearning, due in (1\dm)\n", told)
    assert step
    assert re.search(r"easy +learn +\d+d  Entropy", last)
    assert re.search(rf"again +review +{step[1]}  Entropy", history[-1])
    assert re.search(rf"^0 +relearning .*  {step[1]}  ", card, re.MULTILINE)
    assert re.search(rf"^0 +2026-03-09 09:00 +again .*  {step[1]}$", card, re.MULTILINE)


def test_answers_from_standard_input_are_acknowledged_one_by_one(synced: Collection) -> None:
    known = synced.ids()
    lines = answer_lines(
        {"id": known["Entropy"], "ord": 0, "rating": 3, "at": "2026-03-01T08:00:00+01:00", "ms": 900},
        {"id": known["Prior"], "rating": "again"},
    )

    ran = synced.run("answer", "-", input=lines)

    assert ran.status == 0
    assert [(one["ok"], one["id"], one["rating"]) for one in ran.records] == [
        (True, known["Entropy"], 3),
        (True, known["Prior"], 1),
    ]
    (review,) = synced.run("card", known["Entropy"], "--json").records[0]["reviews"]
    assert (review["at"], review["ms"]) == ("2026-03-01T07:00:00.000Z", 900)


GARBAGE = [
    b"not json",
    b"\xff\xfe\x00",
    b"[]",
    b"{}",
    b"null",
    b'"text"',
    b'{"id": 5, "rating": 3}',
    b'{"id": "zzzz", "rating": 3}',
    b'{"id": "\\ud800", "rating": 3}',
    b'{"id": "KNOWN"}',
    b'{"id": "KNOWN", "rating": 0}',
    b'{"id": "KNOWN", "rating": 5}',
    b'{"id": "KNOWN", "rating": null}',
    b'{"id": "KNOWN", "rating": "\\ud800"}',
    b'{"id": "KNOWN", "rating": [3]}',
    b'{"id": "KNOWN", "rating": 3, "ord": 1}',
    b'{"id": "KNOWN", "rating": 3, "ord": "0"}',
    b'{"id": "KNOWN", "rating": 3, "ord": 99999999999999999999}',
    b'{"id": "KNOWN", "rating": 3, "ms": 1.5}',
    b'{"id": "KNOWN", "rating": 3, "ms": true}',
    b'{"id": "KNOWN", "rating": 3, "ms": -1}',
    b'{"id": "KNOWN", "rating": 3, "ms": ' + b"9" * 4000 + b"}",
    b'{"id": "KNOWN", "rating": 3, "at": "yesterday"}',
    b'{"id": "KNOWN", "rating": 3, "at": "2026-03-01T09:00:00"}',
    b'{"id": "KNOWN", "rating": 3, "at": "2030-01-01T00:00:00Z"}',
    b'{"id": "KNOWN", "rating": 3, "at": 5}',
    b"[" * 100_000,
    b'{"id": "KNOWN", "rating": ' + b"9" * 5000 + b"}",
]


def test_bad_lines_are_answered_with_their_number_and_stop_nothing(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    good = answer_lines({"id": known, "rating": 3}).encode()
    lines = b"".join(line.replace(b"KNOWN", known.encode()) + b"\n" for line in GARBAGE)

    ran = synced.run("answer", "-", input=lines + b"\n" + good)

    assert ran.status == 1
    *bad, last = ran.records
    assert [(one["ok"], one["line"]) for one in bad] == [(False, number) for number in range(1, len(GARBAGE) + 1)]
    assert all(one["error"] for one in bad)
    assert last["ok"] is True
    assert len(synced.run("history", "--json").records) == 1


def test_a_far_too_long_time_is_cut_to_an_hour(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    synced.run("answer", "-", input=answer_lines({"id": known, "rating": 3, "ms": 86_400_000}))

    assert [one["ms"] for one in synced.run("history", "--json").records] == [3_600_000]


@pytest.mark.parametrize("taken", [-1, 86_400_001, 10**30])
def test_a_time_that_nobody_can_have_taken_is_refused(synced: Collection, taken: int) -> None:
    known = synced.ids()["Entropy"]

    lines = synced.run("answer", "-", input=answer_lines({"id": known, "rating": 3, "ms": taken}))
    single = synced.run("answer", known, "good", "--ms", taken)

    assert (lines.status, single.status) == (1, 2)
    assert "cannot have taken" in lines.records[0]["error"]
    assert "cannot have taken" in single.err
    assert synced.run("history", "--json").records == []


def test_an_answer_dated_before_the_last_one_is_refused(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    lines = answer_lines(
        {"id": known, "rating": 3, "at": "2026-03-01T08:00:00Z"},
        {"id": known, "rating": 3, "at": "2026-03-01T07:59:59Z"},
        {"id": known, "rating": 3, "at": "2026-03-01T08:00:00Z"},
    )

    ran = synced.run("answer", "-", input=lines)

    assert [one["ok"] for one in ran.records] == [True, False, True]
    assert "before the last review of card" in ran.records[1]["error"]
    assert len(synced.run("history", "--json").records) == 2


def test_undo_takes_the_last_answer_back(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    before = synced.run("card", known, "--json").records[0]["cards"]
    synced.run("answer", known, "good")

    record = synced.run("undo", "--json").records[0]

    assert record == {"id": known, "ord": 0, "rating": 3, "state": "new"}
    assert synced.run("card", known, "--json").records[0]["cards"] == before


@pytest.mark.parametrize("by_hand", [True, False])
def test_undo_of_the_answer_that_made_a_leech_leaves_a_suspension_of_before(synced: Collection, by_hand: bool) -> None:
    (synced.folder / "srs.toml").write_text('[review]\nleech_threshold = 1\nleech_action = "suspend"\n', "utf-8")
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "easy")
    if by_hand:
        synced.run("suspend", known)
    before = synced.run("card", known, "--json").records[0]["cards"]
    later = "2026-04-01T09:00:00Z"
    assert synced.run("answer", known, "again", "--json", now=later).records[0]["leech"] == "suspend"

    synced.run("undo", now=later)

    assert synced.run("card", known, "--json").records[0]["cards"] == before
    synced.run("redo", now=later)
    assert synced.run("card", known, "--json").records[0]["cards"][0]["suspended"]
    assert synced.run("doctor", now=later).status == 0


def test_undo_as_text_names_the_fact(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")

    assert synced.run("undo").out == "Took back 'good' on: Entropy\n"


def test_undo_without_answers_is_refused(synced: Collection) -> None:
    assert synced.run("undo").status == 2


def test_a_suspended_card_is_out_of_the_drill_until_it_is_unsuspended(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    out = synced.run("suspend", known, "--json").records
    again = synced.run("suspend", known).out
    listed, waiting = synced.run("cards", "entropy").out, synced.run("due", "--json").records[0]["new"]
    back = synced.run("unsuspend", known[:6]).out

    assert out == [{"id": known, "suspended": True, "changed": [0]}]
    assert again == f"already suspended {known}  Entropy\n"
    assert listed.split()[1] == "suspended"
    assert waiting == 3
    assert back == f"unsuspended {known}  Entropy\n"
    assert synced.run("due", "--json").records[0]["new"] == 4
    assert synced.run("cards", "entropy").out.split()[1] == "active"


def test_suspending_an_unknown_fact_or_card_changes_nothing(synced: Collection) -> None:
    known = synced.ids()["Entropy"]

    assert synced.run("suspend", known, "zzzz").status == 2
    assert synced.run("suspend", known, "--ord", "1").status == 2
    assert synced.run("due", "--json").records[0]["new"] == 4


def test_history_prints_the_log(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good")
    synced.run("answer", known, "hard", now="2026-03-02T09:00:00+00:00")
    synced.run("undo")

    records = synced.run("history", "--json").records

    assert [list(record) for record in records] == [["id", *REVIEW, "undone"]] * 2
    assert [(record["rating"], record["undone"]) for record in records] == [(3, False), (2, True)]
    assert "(undone)" in synced.run("history").out
    assert len(synced.run("history", "--json", "--limit", "1").records) == 1


def test_history_takes_ids_and_tells_ratings_in_the_words_of_a_card(synced: Collection) -> None:
    known = synced.ids()
    synced.run("answer", known["Entropy"], "good")
    synced.run("answer", known["Prior"], "hard")

    (one,) = synced.run("history", known["Entropy"]).out.splitlines()
    (record,) = synced.run("history", known["Prior"][:-1], "--json").records

    assert re.search(r" good +learn .* Entropy$", one)
    assert record["id"] == known["Prior"]
    assert synced.run("history", "zzzz").out == "No answers match.\n"
    assert re.search(r" good +learn ", synced.run("card", known["Entropy"]).out)


def test_texts_tell_times_of_the_user_s_clock_and_json_those_of_utc(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good")
    synced.run("answer", known, "easy", now="2026-07-01T09:00:00+00:00")

    history = synced.run("history", SRS_TZ="Europe/Berlin").out
    card = synced.run("card", known, SRS_TZ="Europe/Berlin").out
    records = synced.run("history", "--json", SRS_TZ="Europe/Berlin").records

    assert [line[:19] for line in history.splitlines()] == ["2026-03-01 10:00:00", "2026-07-01 11:00:00"]
    assert "2026-03-01 10:00  good" in card
    assert "2026-07-01 11:00  easy" in card
    assert records[0]["at"] == "2026-03-01T09:00:00.000Z"


def test_history_without_answers_says_how_to_begin(synced: Collection) -> None:
    assert "srs review" in synced.run("history").out
    assert synced.run("history", "--json").out == ""


def test_review_without_a_terminal_syncs_and_tells_how_to_go_on(notes: Collection) -> None:
    ran = notes.run("review")

    assert ran.status == 0
    assert "4 created" in ran.out
    assert "srs answer" in ran.out
    assert len(notes.ids()) == 4


def test_without_a_terminal_a_drill_line_by_line_is_told_to_need_one_and_what_needs_none_works(
    synced: Collection,
) -> None:
    told = synced.run("review", "--plain").out
    first, *_ = synced.run("cards", "--json", "is:new").records
    answered = synced.run("answer", "-", input=json.dumps({"id": first["id"], "rating": 3})).records

    assert "A drill reads keys, with --plain too: run `srs review` in a terminal." in told
    assert all(way in told for way in ("srs cards --json is:due", "new cards: is:new", "srs answer -"))
    assert answered[0]["ok"] is True


def test_review_as_json_ends_with_what_is_due(notes: Collection) -> None:
    assert notes.run("review", "--json").records[-1] == {"due": {"new": 4, "learning": 0, "review": 0}}


def test_review_counts_what_is_chosen(synced: Collection) -> None:
    synced.write("papers/deep/one.md", "Posterior: what is believed after the data is seen")
    synced.file("tagged.md").write_text(
        "---\ntags: [exam]\n---\n\n- **Odds**: a chance against its contrary\n", "utf-8"
    )

    def new(*arguments: str) -> int:
        return int(synced.run("review", "--json", *arguments).records[-1]["due"]["new"])

    assert new() == 6
    assert new("--deck", "papers") == 1
    assert new("--tag", "exam") == 1
    assert new("--deck", "papers", "--tag", "exam") == 0
    assert new("--new", "2") == 2
    assert "1 new today" in synced.run("review", "--deck", "papers").out


def test_doctor_finds_a_sound_collection_sound(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")

    ran = synced.run("doctor", "--json")

    assert ran.status == 0
    assert {tuple(record) for record in ran.records} == {("check", "ok", "found", "warning")}
    assert all(record["ok"] for record in ran.records)
    assert not any(record["warning"] for record in ran.records)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_answers_of_a_clock_that_was_ahead_are_found_and_taken_back(synced: Collection) -> None:
    known = synced.ids()
    synced.run("answer", known["Prior"], "good")
    before = synced.run("card", known["Prior"], "--json").records[0]["cards"]
    synced.run("answer", known["Prior"], "easy", now="2031-03-01T09:00:00+00:00")
    synced.run("answer", known["Entropy"], "easy", now="2031-03-01T09:00:00+00:00")

    ran = synced.run("doctor")
    assert ran.status == 1
    assert "wrong clock: 2 answers are dated in the future (take them back: srs doctor --repair)" in ran.out
    assert synced.run("doctor", "--repair").status == 0

    after = synced.run("card", known["Prior"], "--json").records[0]
    assert after["cards"] == before
    assert [one["rating"] for one in after["reviews"]] == [3]
    assert [one["undone"] for one in synced.run("history", "--json").records] == [False, True, True]
    assert synced.run("doctor").status == 0


def test_what_was_changed_by_hand_after_the_clock_was_ahead_is_not_built_on_it(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    before = synced.run("card", known, "--json").records[0]["cards"][0]
    synced.run("answer", known, "good", now="2027-03-01T09:00:00+00:00")
    synced.run("set-due", "0", known)

    assert synced.run("doctor", "--repair").status == 0

    after = synced.run("card", known, "--json").records[0]["cards"][0]
    assert after == before | {"due": after["due"], "due_day": 20_513}
    assert synced.run("redo").status == 2


def test_doctor_finds_and_mends_a_wrong_count_of_what_is_due(synced: Collection) -> None:
    with closing(sqlite3.connect(synced.folder / ".srs" / "srs.db")) as connection, connection:
        connection.execute("UPDATE waiting SET cards = cards + 1")

    ran = synced.run("doctor")

    assert ran.status == 1
    assert "wrong counts: what is due on 1 day is counted wrong (mend: srs doctor --repair)" in ran.out
    assert synced.run("doctor", "--repair").status == 0
    assert synced.run("doctor").status == 0


def test_doctor_lists_memories_that_are_not_those_of_the_log(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    assert synced.run("doctor", "--replay").out == "0 of 1 cards differ from the log.\n"
    with closing(sqlite3.connect(synced.folder / ".srs" / "srs.db")) as connection:
        connection.execute("UPDATE card SET stability = 99 WHERE reps > 0")
        connection.commit()

    ran = synced.run("doctor", "--replay", "--json")

    assert ran.status == 1
    assert [(one["id"], one["stability"]) for one in ran.records] == [(known, 99.0)]
    assert ran.records[0]["stability_of_log"] < 9


def test_doctor_names_settings_that_nothing_is_meant_by(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text(
        '[[preset]]\nname = "words"\ndeck = "uni/words"\n\n[[folder]]\npath = "lecture/*"\ntags = ["x"]\n', "utf-8"
    )
    synced.run("sync")

    ran = synced.run("doctor")

    assert "wrong settings: srs.toml:2: no card has the preset 'words'" in ran.out
    assert "wrong settings: srs.toml:6: no card stands in the folder 'lecture/*'" in ran.out
    synced.write("uni/words/a.md", "Channel: what carries symbols from a source to a sink")
    synced.run("sync")
    again = synced.run("doctor").out
    assert "wrong settings: srs.toml:6" in again
    assert "the preset" not in again


def test_doctor_names_problems_of_the_notes_as_long_as_they_last(synced: Collection) -> None:
    synced.file("gone.md").symlink_to(synced.file("nowhere.md"))

    ran = synced.run("doctor")
    synced.file("gone.md").unlink()

    assert ran.status == 1
    assert "gone.md: the link leads nowhere" in ran.out
    assert synced.run("doctor").status == 0


def test_export_writes_a_deck(synced: Collection, tmp_path: Path) -> None:
    target = tmp_path / "deck.apkg"

    record = synced.run("export", "-o", target, "--json").records[0]

    assert target.is_file()
    assert (record["file"], record["facts"], record["cards"]) == (str(target), 4, 4)


def test_export_without_facts_is_refused(synced: Collection) -> None:
    synced.file("information.md").unlink()
    synced.file("inference.md").unlink()
    synced.run("sync", "--yes")

    assert synced.run("export").status == 2


def test_the_rollover_hour_and_zone_decide_the_day(synced: Collection) -> None:
    def day(now: str, zone: str) -> int:
        return int(synced.run("due", "--json", now=now, SRS_TZ=zone).records[0]["day"])

    assert day("2026-03-01T03:59:00+00:00", "UTC") == 20_512
    assert day("2026-03-01T04:00:00+00:00", "UTC") == 20_513
    assert day("2026-03-01T23:00:00+00:00", "Asia/Tokyo") == 20_514
    assert day("2026-03-01T08:00:00+00:00", "America/Los_Angeles") == 20_512


def test_a_definition_with_control_characters_is_harmless_on_the_terminal(notes: Collection) -> None:
    notes.write("evil.md", "Bell\x1b]0;title\x07: rings \x1b[2J and clears the whole screen")

    printed = notes.run("sync").out + notes.run("cards").out

    assert "\x1b]" not in printed
    assert "\x07" not in printed


def test_text_that_the_terminal_cannot_show_ends_no_command(notes: Collection) -> None:
    import os
    import subprocess

    notes.write("emoji.md", "Naïveté 🎈: believing what is told without a question")
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(notes.folder), "sync"]

    ran = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_two_exports_within_a_second_both_reach_anki(synced: Collection, tmp_path: Path) -> None:
    def exported() -> dict[str, int]:
        target = tmp_path / "deck.apkg"
        synced.run("export", "-o", target)
        with zipfile.ZipFile(target) as package:
            (tmp_path / "collection.anki2").write_bytes(package.read("collection.anki2"))
        with closing(sqlite3.connect(tmp_path / "collection.anki2")) as connection:
            return dict(connection.execute("SELECT guid, mod FROM notes"))

    known = synced.ids()
    times = [exported()]
    for meaning in ("the average surprise of a source", "the average surprise of a source of symbols"):
        synced.write(
            "information.md", f"Entropy: {meaning}", "Alphabet: a finite set of symbols that words are made of"
        )
        synced.run("sync")
        times.append(exported())

    changed = [one[known["Entropy"]] for one in times]
    assert changed == [changed[0], changed[0] + 1, changed[0] + 2]
    assert len({one[known["Prior"]] for one in times}) == 1


def test_where_no_notes_were_read_yet_that_is_why_nothing_is_due(notes: Collection) -> None:
    assert notes.run("sync", "--dry-run").status == 0

    told = [notes.run("due").out, notes.run().out.splitlines()[0]]

    assert told == ["No notes have been read yet: srs sync\n", "No notes have been read yet: srs sync"]
    notes.run("sync")
    notes.run("suspend", "*", "--yes")
    assert notes.run("due").out == "Nothing is due.\n"


def test_a_screen_that_cannot_be_drawn_makes_no_collection(notes: Collection) -> None:
    assert notes.run("sync", "--screen").status == 2

    assert not (notes.folder / ".srs").exists()


def test_srs_alone_prints_json_as_due_does(synced: Collection) -> None:
    assert synced.run("--json").out == synced.run("due", "--json").out


def test_srs_alone_as_json_needs_a_collection(notes: Collection) -> None:
    ran = notes.run("--json")

    assert (ran.status, ran.out) == (2, "")
    assert "There is no collection in" in ran.err


def test_help_tells_every_exit_status() -> None:
    told = " ".join(run("--help").out.split())

    assert "3 refused without --yes, 130 interrupted, 141 the reader of a pipe left." in told
