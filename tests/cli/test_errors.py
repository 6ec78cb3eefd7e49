"""Bad input: one clear sentence, a hint, the right status, nothing lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from permissions import as_nobody, open_folder

if TYPE_CHECKING:
    from command import Ran


def sentence(ran: Ran) -> str:
    """Return the sentence of a refusal, whose form is checked here."""
    assert ran.out == ""
    assert "Traceback" not in ran.err
    first, *hint = ran.err.splitlines()
    assert first.startswith("srs: ")
    assert first.endswith(".")
    assert len(hint) == 1
    assert hint[0].startswith("     ")
    return first.removeprefix("srs: ")


def subprocess_status(collection: Collection, *arguments: str, **env: str) -> tuple[int, str]:
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(collection.folder), *arguments]
    ran = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stderr


def test_a_collection_that_is_not_there(notes: Collection) -> None:
    ran = notes.run("-C", notes.folder / "nowhere", "due")

    assert ran.status == 2
    assert sentence(ran) == f"There is no folder {notes.folder / 'nowhere'}."
    assert "-C" in ran.err


def test_a_collection_that_is_a_file(notes: Collection) -> None:
    ran = notes.run("-C", notes.file("inference.md"), "due")

    assert ran.status == 2
    assert sentence(ran) == f"{notes.file('inference.md')} is no folder."
    assert "-C" in ran.err


def test_an_unknown_id(synced: Collection) -> None:
    for arguments in (["card", "zzzz"], ["answer", "zzzz", "good"]):
        ran = synced.run(*arguments)

        assert ran.status == 2
        assert sentence(ran) == "There is no fact with the id 'zzzz'."


def test_an_ambiguous_id(synced: Collection) -> None:
    synced.write("many.md", *definitions(40))
    synced.run("sync")
    beginnings = [known[0] for known in synced.ids().values()]
    shared = max(set(beginnings), key=beginnings.count)

    ran = synced.run("card", shared)

    assert ran.status == 2
    assert sentence(ran) == f"{beginnings.count(shared)} facts have an id that begins with '{shared}'."


@pytest.mark.parametrize("rating", ["5", "0", "-1", "goood", "", "³", "3.0"])
def test_a_bad_rating(synced: Collection, rating: str) -> None:
    ran = synced.run("answer", synced.ids()["Entropy"], "--", rating)

    assert ran.status == 2
    assert sentence(ran) == f"'{rating}' is no rating."
    assert synced.run("history", "--json").records == []


def test_a_deck_or_tag_that_does_not_exist(synced: Collection) -> None:
    synced.write("papers/one.md", "Posterior: what is believed after the data is seen")

    deck = synced.run("review", "--deck", "paper")
    tag = synced.run("review", "--tag", "exam", "--json")

    assert (deck.status, tag.status) == (2, 2)
    assert sentence(deck) == "There is no deck 'paper' in this collection."
    assert "papers" in deck.err.splitlines()[1]
    assert sentence(tag) == "There is no tag 'exam' in this collection."


def test_a_missing_rating(synced: Collection) -> None:
    ran = synced.run("answer", synced.ids()["Entropy"])

    assert ran.status == 2
    assert "A rating is missing" in ran.err


@pytest.mark.parametrize("ord_", ["1", "-1", "99999999999999999999999"])
def test_a_card_the_fact_does_not_have(synced: Collection, ord_: str) -> None:
    ran = synced.run("answer", synced.ids()["Entropy"], "good", "--ord", ord_)

    assert ran.status == 2
    assert f"has no card {ord_} that can be answered" in sentence(ran)


def test_an_answer_to_a_retired_fact(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.file("inference.md").unlink()
    synced.run("sync")

    ran = synced.run("answer", known, "good")

    assert ran.status == 2
    assert "(it is retired)" in sentence(ran)


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01T00:00:00Z", "2026-03-01T09:00:00", "2026-03-01", "🎈"])
def test_a_bad_time(synced: Collection, now: str) -> None:
    ran = synced.run("due", now=now)

    assert ran.status == 2
    assert sentence(ran) == f"SRS_NOW is '{now}', which is no ISO 8601 time with an offset."


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/passwd"])
def test_a_bad_zone(synced: Collection, zone: str) -> None:
    ran = synced.run("due", SRS_TZ=zone)

    assert ran.status == 2
    assert sentence(ran) == f"SRS_TZ is '{zone}', which is no time zone."


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Apia", ""])
@pytest.mark.parametrize("command", ["due", "stats", "sync", "review", "backup", "export", "doctor"])
@pytest.mark.parametrize(
    "now",
    [
        "0001-01-01T00:00:00+14:00",
        "1969-12-31T23:59:59+00:00",
        "9000-01-01T00:00:00+00:00",
        "9999-12-31T12:00:00+00:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_a_clock_in_which_no_card_can_be_scheduled(synced: Collection, command: str, now: str, zone: str) -> None:
    ran = synced.run(command, now=now, SRS_TZ=zone)

    assert ran.status == 2
    assert sentence(ran) == f"SRS_NOW is '{now}', and times are counted from 1970 to 8999."


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00+00:00", "8999-12-31T23:59:59+00:00"])
def test_every_command_goes_on_at_either_end_of_what_a_clock_may_say(synced: Collection, now: str) -> None:
    known = synced.ids()["Entropy"]
    commands = (
        f"answer {known} easy",
        f"set-due 36500! {known}",
        "export --format csv",
        "stats",
        "stats --json",
        "backup",
        "backup --list",
        "history",
        f"card {known}",
        "sync",
        "review",
        "reschedule --yes",
        "simulate --days 5",
        "doctor --replay",
    )

    ran = {command: synced.run(*command.split(), now=now, SRS_TZ="Pacific/Apia") for command in commands}

    assert {command: (one.status, one.err) for command, one in ran.items() if one.status} == {}


def test_an_answer_of_a_time_that_no_clock_says(synced: Collection) -> None:
    line = f'{{"id": "{synced.ids()["Entropy"]}", "rating": 3, "at": "0001-01-01T00:00:00+00:00"}}'

    ran = synced.run("answer", "-", input=line)

    assert (ran.status, ran.records[0]["ok"]) == (1, False)
    assert (
        ran.records[0]["error"] == "The time is '0001-01-01T00:00:00+00:00', and times are counted from 1970 to 8999."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("decks = 'a'\ndesk = 'b'\n", "srs.toml:2: there is no setting 'desk'."),
        ("[review]\n\nnew_per_days = 3\n", "srs.toml:3: there is no setting 'new_per_days'."),
        ("[reviews]\nnew_per_day = 3\n", "srs.toml:1: there is no setting 'reviews'."),
        ("[review]\nnew_per_day = 'many'\n", "srs.toml:2: 'new_per_day' has the wrong kind of value ('many')."),
        ("[review]\nnew_per_day = true\n", "srs.toml:2: 'new_per_day' has the wrong kind of value (True)."),
        ("review = 3\n", "srs.toml:1: [review] must be a table."),
        ("notes = \n", "is not valid TOML"),
        (
            "[review]\ndesired_retention = 2\n",
            "srs.toml:2: desired_retention is 2; it must be a number from 0.7 to 0.99.",
        ),
        ("[review]\nlearning_steps = ['soon']\n", "srs.toml:2: 'soon' in learning_steps is no step."),
        ("[review]\nlearning_steps = ['-1m']\n", "srs.toml:2: A step of learning_steps is -60"),
        ("[review]\neasy_days = [1, 1]\n", "srs.toml:2: easy_days has 2 values"),
        ("[review]\nreview_order = 'sideways'\n", "srs.toml:2: review_order is 'sideways'; it must be one of due,"),
        (
            "[review]\nnew_per_day = 5\n[[preset]]\nname = 'a'\ndeck = 'x'\n\n[[preset]]\nname = 'b'\ntag = 'y'\nnew_per_day = -1\n",
            "srs.toml:10: new_per_day is -1",
        ),
        ("[[preset]]\nname = 'a'\ndeck = 'x'\nrollover_hour = 3\n", "srs.toml:4: there is no setting 'rollover_hour'."),
        ("\n[[preset]]\nname = 'a'\n", "srs.toml:2: the preset 'a' needs a deck or a tag, and not both."),
        ("[[preset]]\ndeck = 'x'\n", "srs.toml:1: a [[preset]] has no name."),
        (
            "[[preset]]\nname = 'a'\ndeck = 'x'\n[[preset]]\nname = 'a'\ntag = 'y'\n",
            "srs.toml:5: the preset 'a' is there already.",
        ),
        ("[[preset]]\nname = ''\ndeck = 'x'\n", "srs.toml:2: a preset has an empty name."),
        ("[review]\nlearning_steps = ['inf']\n", "srs.toml:2: 'inf' in learning_steps is no step."),
        ("[anki]\n\nserver = 'foo'\n", "srs.toml:3: 'foo' is no address of a server."),
        ("[anki]\nurl = 'http://'\n", "srs.toml:2: 'http://' is no address of a server."),
        ("[anki]\nserver = 'http://me:word@host/'\n", "srs.toml:2: 'server' must not hold a name or a password."),
        ("[anki]\nserver = 'me:word@host'\n", "srs.toml:2: 'server' must not hold a name or a password."),
    ],
)
def test_bad_settings(synced: Collection, text: str, message: str) -> None:
    (synced.folder / "srs.toml").write_text(text, "utf-8")

    ran = synced.run("due")

    assert ran.status == 2
    assert message in sentence(ran)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[review]\nlearning_steps = '1m 10m'\n", 'Write a list: learning_steps = ["1m", "10m"]'),
        ("[review]\nrelearning_steps = '10m'\n", 'Write a list: relearning_steps = ["10m"]'),
        ("[review]\nlearning_steps = 'soon'\n", 'Write a list: learning_steps = ["1m", "10m"]'),
        ("[review]\neasy_days = '1, 0.5'\n", "Write a list: easy_days = [1, 0.5]"),
        ("exclude = 'my drafts/*'\n", 'Write a list: exclude = ["my drafts/*"]'),
        ("[review]\nnew_per_day = '5'\n", "Write a whole number: new_per_day = 5"),
        ("[review]\nnew_per_day = 'many'\n", "Write a whole number: new_per_day = 20"),
        ("[review]\ndesired_retention = '0.85'\n", "Write a number: desired_retention = 0.85"),
        ("[review]\nbury_new = 'False'\n", "Write: bury_new = false"),
        ("[screen]\ntheme = 'solarized'\n", "There are: terminal, dark, light"),
    ],
)
def test_a_hint_at_a_bad_setting_is_no_error_itself(synced: Collection, text: str, hint: str) -> None:
    (synced.folder / "srs.toml").write_text(text, "utf-8")

    ran = synced.run("due")

    assert ran.status == 2
    assert ran.err.splitlines()[1] == f"     {hint}"


TWO_FOLDERS = "[[folder]]\npath = 'a'\n\n[[folder]]\npath = 'b'\n"


@pytest.mark.parametrize(
    ("command", "text", "message"),
    [
        ("check", "[check]\n\noff = ['foo']\n", "srs.toml:3: there is no check 'foo' to silence."),
        ("check", f"{TWO_FOLDERS}silence = ['foo']\n", "srs.toml:6: there is no check 'foo' to silence."),
        ("check", f"{TWO_FOLDERS}off = ['tables']\n", "srs.toml:6: there is no extractor 'tables' to switch off."),
        ("sync", f"{TWO_FOLDERS}off = ['tables']\n", "srs.toml:6: there is no extractor 'tables' to switch off."),
        ("sync", "\nextractors = ['foo']\n", "srs.toml:2: no installed package offers the extractor 'foo'."),
    ],
)
def test_names_that_only_some_commands_know_are_told_with_their_line(
    synced: Collection, command: str, text: str, message: str
) -> None:
    (synced.folder / "srs.toml").write_text(text, "utf-8")

    ran = synced.run(command)

    assert ran.status == 2
    assert message in sentence(ran)


@pytest.mark.parametrize("command", ["sync", "review", "init"])
def test_bad_settings_of_the_scheduler_are_told_before_anything_is_made(notes: Collection, command: str) -> None:
    (notes.folder / "srs.toml").write_text("[review]\ndesired_retention = 2\n", "utf-8")

    ran = notes.run(command)

    assert ran.status == 2
    assert "desired_retention is 2" in sentence(ran)
    assert not (notes.folder / ".srs").exists()


def test_an_unknown_section_gets_a_list_of_all_sections(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("[reviews]\nnew_per_day = 3\n", "utf-8")

    assert synced.run("due").err.endswith(
        "; sections: [anki], [backup], [check], [[folder]], [keys], [[preset]], [review], [screen], [words]\n"
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("new_per_day = 3\n", "It belongs to [review] or [[preset]]: put it below a line [review]."),
        ("rollover_hour = 3\n", "It belongs to [review]: put it below a line [review]."),
        ("[review]\nexclude = ['a']\n", "It belongs to the lines above all tables: put it above the first line in"),
        ("[review]\nnew_per_dy = 3\n", "Did you mean new_per_day? Known here: "),
        ("new_per_dy = 3\n", "Did you mean new_per_day? It belongs to [review]: put it below a line [review]."),
        ("[review]\nnew-per-day = 3\n", "Did you mean new_per_day? "),
        ("exlude = ['a']\n", "Did you mean exclude? Known here: "),
        ("[reveiw]\nnew_per_day = 3\n", "Did you mean [review]? Known here: "),
        ("[keys]\nsuspnd = 'z'\n", "Did you mean suspend? "),
        ("wholly_other = 3\n", "     Known here: "),
        ('exclude = "Templates"\n', '     Write a list: exclude = ["Templates"]\n'),
    ],
)
def test_a_setting_that_is_near_or_stands_elsewhere_is_named(synced: Collection, text: str, hint: str) -> None:
    (synced.folder / "srs.toml").write_text(text, "utf-8")

    assert hint in synced.run("due").err


def test_an_export_into_a_folder_that_is_not_there_makes_none(synced: Collection) -> None:
    target = synced.folder / "nowhere" / "deep" / "deck.apkg"

    ran = synced.run("export", "-o", target)

    assert ran.status == 2
    assert sentence(ran) == f"There is no folder {target.parent}; no deck was made."
    assert not (synced.folder / "nowhere").exists()
    assert synced.run("export").status == 0


def test_settings_that_are_no_text(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_bytes(b"\xff\xfe\x00")

    ran = synced.run("due")

    assert ran.status == 2
    assert "srs.toml cannot be read" in sentence(ran)


def test_settings_may_begin_with_a_byte_order_mark(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_bytes(b"\xef\xbb\xbfdecks = 'out'\n")

    assert synced.run("due").status == 0


def change_database(collection: Collection, *statements: str) -> bytes:
    database = collection.folder / ".srs" / "srs.db"
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return database.read_bytes()


@pytest.mark.parametrize("command", ["due", "sync", "cards", "doctor", "undo", "review", "export"])
def test_a_database_of_a_newer_version_is_left_as_it_is(synced: Collection, command: str) -> None:
    before = change_database(synced, "PRAGMA user_version = 99")

    ran = synced.run(command)

    assert ran.status == 1
    assert "was written by a newer srs (schema 99" in sentence(ran)
    assert (synced.folder / ".srs" / "srs.db").read_bytes() == before


def test_a_file_that_is_no_database(synced: Collection) -> None:
    (synced.folder / ".srs" / "srs.db").write_text("words, not tables", "utf-8")

    ran = synced.run("due")

    assert ran.status == 1
    assert sentence(ran).endswith("cannot be used: file is not a database.")


def test_a_damaged_database_is_found_by_the_doctor_without_a_traceback(synced: Collection) -> None:
    database = synced.folder / ".srs" / "srs.db"
    data = bytearray(database.read_bytes())
    data[8192:] = b"\x5a" * (len(data) - 8192)
    database.write_bytes(data)

    ran = synced.run("doctor")

    assert ran.status == 1
    assert "Traceback" not in ran.err


def test_a_database_that_another_process_writes_is_waited_for(synced: Collection) -> None:
    database = synced.folder / ".srs" / "srs.db"
    code = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print(flush=True); time.sleep(0.5); c.execute('COMMIT'); c.close()"
    )
    known = synced.ids()["Entropy"]
    with subprocess.Popen([sys.executable, "-c", code, str(database)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()

        assert synced.run("answer", known, "good").status == 0


@pytest.mark.parametrize("given", [("export", "--deck", "Papers"), ("cards", "--deck=Papers"), ("due", "--is", "due")])
def test_an_option_that_is_a_key_of_queries_points_at_the_query(synced: Collection, given: tuple[str, ...]) -> None:
    ran = synced.run(*given)

    key = given[1].removeprefix("--").partition("=")[0]
    assert ran.status == 2
    assert f"No such option '--{key}'. It goes into the query: srs {given[0]} {key}:..." in ran.err


@pytest.mark.parametrize("named", [(), ("sync",), ("anki", "push")])
def test_help_before_a_command_shows_what_it_does(notes: Collection, named: tuple[str, ...]) -> None:
    ran = notes.run("help", *named)

    assert ran.status == 0
    assert ran.out == notes.run(*named, "--help").out
    assert ran.out.startswith(" ".join(("Usage: srs", *named)))


def test_help_on_what_is_no_command_is_an_error(notes: Collection) -> None:
    ran = notes.run("help", "snyc")

    assert ran.status == 2
    assert "There is no command 'snyc'. Did you mean sync?" in ran.err


@pytest.mark.parametrize(
    ("typo", "meant"), [("syn", "sync"), ("revew", "review"), ("exprot", "export"), ("card1", "card or cards")]
)
def test_a_typo_in_a_command_gets_a_suggestion(notes: Collection, typo: str, meant: str) -> None:
    ran = notes.run(typo)

    assert ran.status == 2
    assert f"There is no command '{typo}'. Did you mean {meant}?" in ran.err


def test_an_unknown_command_points_to_the_help(notes: Collection) -> None:
    assert "There is no command 'quux'. See: srs --help" in notes.run("quux").err


def test_an_unknown_option(notes: Collection) -> None:
    ran = notes.run("sync", "--dryrun")

    assert ran.status == 2
    assert "--dry-run" in ran.err


def test_exit_statuses_of_the_process(synced: Collection) -> None:
    synced.write("many/a.md", *definitions(20))
    done = subprocess_status(synced, "sync")
    synced.file("bad.md").write_bytes(b"\xff\xfe")
    problems = subprocess_status(synced, "sync")
    usage = subprocess_status(synced, "card", "zzzz")
    option = subprocess_status(synced, "sync", "--bogus")
    synced.file("many/a.md").unlink()
    refused = subprocess_status(synced, "sync")

    assert [one[0] for one in (done, problems, usage, option, refused)] == [0, 1, 2, 2, 3]
    assert not any("Traceback" in one[1] for one in (done, problems, usage, option, refused))


def test_exit_status_of_check_and_of_bad_answers(notes: Collection) -> None:
    check = subprocess_status(notes, "sync", "--check")
    subprocess_status(notes, "sync")

    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(notes.folder), "answer", "-"]
    answers = subprocess.run(command, input=b"garbage\n", capture_output=True, check=False)

    assert (check[0], answers.returncode) == (1, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_leaves_ends_the_command_quietly(synced: Collection) -> None:
    for number in range(0, 2000, 50):
        synced.write(f"{number}.md", *definitions(2000)[number : number + 50])
    assert synced.run("sync", "--yes").status == 0
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(synced.folder), "cards", "--json"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", [["cards"], ["cards", "--json"], ["answer", "-"], ["--help"], ["due"]])
def test_output_that_cannot_be_written_is_one_sentence(synced: Collection, arguments: list[str]) -> None:
    command = [sys.executable, "-c", "from srs.cli import main; main()", "-C", str(synced.folder), *arguments]

    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, input=b"garbage\n", stdout=full, stderr=subprocess.PIPE, check=False)

    assert ran.returncode == 1
    assert ran.stderr.decode().splitlines() == [
        "srs: The output cannot be written (No space left on device).",
        "     Free some space, or write it elsewhere.",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text on this system")
def test_a_note_whose_name_is_no_utf8_is_a_problem(notes: Collection) -> None:
    file = notes.file(os.fsdecode(b"caf\xe9.md"))
    file.write_text("- **Bit**: the answer to a question\n", "utf-8")

    ran = notes.run("sync")

    assert ran.status == 1
    assert "caf\\udce9.md: the name is not UTF-8" in ran.err
    assert len(notes.ids()) == 4


@pytest.mark.parametrize("arguments", [["history", "--limit"], ["review", "--new"], ["review", "--limit"]])
def test_a_number_beyond_all_use(synced: Collection, arguments: list[str]) -> None:
    ran = synced.run(*arguments, "99999999999999999999")

    assert ran.status == 2
    assert "99999999999999999999 is not in the range" in ran.err


@pytest.mark.parametrize(
    ("line", "told"),
    [('notes = "a\\u0000b"', "NUL"), ("[review]\nreviews_per_day = 99999999999999999999", "reviews_per_day is")],
)
def test_a_setting_that_nothing_can_hold(synced: Collection, line: str, told: str) -> None:
    (synced.folder / "srs.toml").write_text(line + "\n", "utf-8")

    ran = synced.run("sync")

    assert ran.status == 2
    assert told in sentence(ran)


def test_json_holds_no_character_that_steers_a_terminal(notes: Collection) -> None:
    notes.write("evil.md", "Evil: a term\u009b2J with \u202e turned text")

    ran = notes.run("extract", "--json", "notes/evil.md")

    assert "\u009b" not in ran.out
    assert "\\u202e" in ran.out
    assert "\u202e" in ran.records[0]["back"]


_INTERRUPTED = """
import os, signal, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Watch())
from srs.cli import main
sys.argv = ["srs", "due"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a signal cannot be sent to oneself alone")
@pytest.mark.parametrize("module", ["srs.cli.group", "srs.cli.due", "srs.app.collection"])
def test_ctrl_c_while_srs_is_being_loaded_leaves_no_traceback(notes: Collection, module: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED.format(module=module)],
        cwd=notes.folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 130
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_a_database_that_is_not_there_is_named(synced: Collection, tmp_path: Path) -> None:
    file = tmp_path / "no where" / "x.db"

    for command in (["cards"], ["due"], ["stats"], ["link"], ["backup"]):
        ran = synced.run("--db", file, *command)

        assert ran.status == 2
        assert sentence(ran) == f"There is no database at {file}."
        assert f"srs --db '{file}' sync" in ran.err
    assert not file.parent.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("review", "--new"),
        ("review", "--limit"),
        ("review", "--reviews"),
        ("review", "--ahead"),
        ("stats", "--days"),
        ("history", "--limit"),
        ("flag", "k3xw", "--flag"),
    ],
)
def test_a_negative_number_is_told_as_it_was_typed(synced: Collection, command: tuple[str, ...]) -> None:
    ran = synced.run(*command, "-3")

    assert ran.status == 2
    assert "\\x00" not in ran.err
    assert "-3" in ran.err


@pytest.mark.parametrize("command", ["explain", "extract", "check", "restore", "export -o", "backup -o", "merge"])
def test_a_name_that_is_too_long_for_a_file(synced: Collection, command: str) -> None:
    ran = synced.run(*command.split(), "a" * 300)

    assert ran.status in (1, 2)
    assert sentence(ran)
    assert synced.run("card", "a" * 60_000).err.startswith("srs: There is no fact with the id 'aaa")


def test_a_database_that_may_not_be_read_is_told_so() -> None:
    with open_folder() as folder:
        collection = Collection(folder / "collection")
        collection.write("words.md", *definitions(1))
        collection.run("sync")
        for place in (collection.folder, collection.folder / ".srs"):
            place.chmod(0o755)
        database = collection.folder / ".srs" / "srs.db"
        database.chmod(0)

        with as_nobody():
            ran = collection.run("due")
        database.chmod(0o600)

    assert ran.status == 1
    assert sentence(ran) == f"{database} cannot be read (unable to open database file)."


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="on Windows no name of a zone means anything")
@pytest.mark.parametrize(
    ("zone", "is_known"),
    [("Foo", False), ("Europe/Londn", False), ("Europe/London", True), ("UTC", True), ("CET-1CEST", True), ("", True)],
)
def test_a_zone_of_the_system_that_does_not_exist_is_told_once(synced: Collection, zone: str, is_known: bool) -> None:
    status, complained = subprocess_status(synced, "due", TZ=zone, SRS_TZ="", SRS_NOW="")

    assert status == 0
    assert complained == (
        "" if is_known else f"srs: TZ is '{zone}', which is no time zone here; days are those of UTC.\n"
    )


@pytest.mark.parametrize(("name", "hint"), [("notes", "srs --notes {} sync"), ("notes/inference.md", "srs extract {}")])
def test_a_sync_of_a_name_is_refused_with_what_was_meant(synced: Collection, name: str, hint: str) -> None:
    ran = synced.run("sync", synced.folder / name, "--dry-run")

    assert ran.status == 2
    assert sentence(ran) == "srs sync takes no name; it reads all notes that changed."
    assert ran.err.endswith(f"{hint.format(synced.folder / name)}\n")
