"""Notes, names and arguments that would steer a terminal: every command shows them, none passes them on."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from command import NOW, Collection, run
from faults.every_command import calls, names
from hostile import write_hostile_notes
from terminal import in_terminal, press, read_until

if TYPE_CHECKING:
    from pathlib import Path

    from command import Ran
    from scoreboard import Scoreboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names of files")

ATTACKS = {
    "colour": "\x1b[31mred",
    "screen cleared": "\x1b[2J\x1b[H",
    "title": "\x1b]0;title\x07",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",
    "device control": "\x1bP+q544e\x1b\\",
    "application command": "\x1b_Ga=T;AAAA\x1b\\",
    "C1": "\x9b2J\x9d0;title\x9c\x90",
    "answer back": "\x1b[6n\x1b[c\x05",
    "overwritten": "safe\rEVIL\x08\x08",
    "bell": "\x07\x0b\x0c\x7f",
    "turned": "\u202etxet\u2066\u2067\u200f\u061c",
    "lines": "one\u2028two\u2029three\x85four",
    "hidden": "pay\u200b\u2060\ufeffpal\U000e0041",
}
PAST = (("2026-01-01T09:00:00+00:00", 3), ("2026-01-20T09:00:00+00:00", 3), ("2026-02-20T09:00:00+00:00", 1))
"""When every card was answered, and how."""
STEERING = {
    "\u061c",
    "\u200b",
    "\u200e",
    "\u200f",
    "\u2060",
    "\ufeff",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}
SAID = [
    line.split()
    for line in """
{}
cards {}
cards deck:{}
card {}
answer {} good
answer -
review --deck {}
review --tag {}
cards --{}
due --json={}
set-due {} x
extract {}
explain {}:1
check {}
merge {}
import {}
export --format {}
export -o {}/x
anki push --url {}
completion {}
stats --days {}
flag --flag {} x
link {} {}
-C {} due
--notes {} sync
anki {}
anki sync --server {}
optimize --preset {}
simulate --retention {}
""".strip().splitlines()
]
"""Arguments that come back in an error."""


def steering(text: str) -> str:
    """Return what in a text a terminal would obey, or show out of order."""
    return "".join(
        one
        for one in text
        if (unicodedata.category(one) in ("Cc", "Zl", "Zp", "Cs") and one != "\n") or one in STEERING
    )


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    made = Collection(tmp_path_factory.mktemp("hostile") / "collection")
    made.file("x").parent.mkdir(parents=True)
    write_hostile_notes(made)
    for number, attack in enumerate(ATTACKS.values()):
        quoted = "".join(f"\\u{ord(one):04x}" if ord(one) < 0x10000 else one for one in attack)
        text = (
            f'---\ntitle: "t {quoted}"\ndeck: "d {quoted}"\ntags: ["g{quoted}"]\n---\n# H {attack}\n\n'
            f"- **Term {number} {attack}**: the meaning {attack} of a thing\n- **{attack}**: ...\n\n"
            f"Q: What is {number} {attack}\nA: `{attack}` and *{attack}*\n\n## A{attack}\n\nThe {{{{c1::{attack}x}}}} sat on {number}\n"
        )
        name = attack.replace("/", "_").replace("\n", "_")
        made.file(f"{name}{number}.md").write_text(text, "utf-8")
        made.file(f"bad {name}{number}.md").write_bytes(b"\xff")
    (made.folder / "srs.toml").write_text(
        '[[preset]]\nname = "p\\u001b[2J"\ndeck = "none\\u009b2J"\n[[folder]]\npath = "n\\u001b[2J"\ndeck = "f\\u001b[2J"\n',
        "utf-8",
    )
    assert run("-C", made.folder, "sync", "--yes", now=PAST[0][0]).status == 1
    give_past(made)
    return made


def give_past(collection: Collection) -> None:
    """Let every card lapse once, and reword what it asks in a note that is not read yet: figures and diffs have much to show."""
    cards = [(one["id"], card["ord"]) for one in collection.run("cards", "--json").records for card in one["cards"]]
    for now, rating in PAST:
        answers = [json.dumps({"id": known, "ord": ord_, "rating": rating, "ms": 900}) for known, ord_ in cards]
        assert collection.run("answer", "-", input="\n".join(answers), now=now).status == 0
    for note in (collection.folder / "notes").iterdir():
        note.write_bytes(note.read_bytes().replace(b"the meaning", b"one meaning"))


def told(ran: Ran) -> str:
    return ran.out + ran.err


def test_no_command_passes_on_what_steers_a_terminal(collection: Collection, scoreboard: Scoreboard) -> None:
    collection.file("good.md").write_text("# Good\n\n- **Bit**: the answer to a question\n", "utf-8")
    good = str(collection.file("good.md"))
    asked = calls(collection)
    assert set(asked) == set(names())
    del asked["web"], asked["anki sync"]  # they wait, or look for a name and a password; the web has tests of its own
    asked |= {"import": (good,), "merge": (good,)}
    lines = [
        ("sync", "--dry-run", "--verbose"),
        ("sync", "--check"),
        ("stats",),
        ("history", "--limit", "9"),
        ("explain", good),
        ("extract", str(collection.folder / "notes")),
        ("check", "--codes"),
        ("export", "--format", "csv"),
        *((*name.split(), *arguments) for name, arguments in asked.items()),
    ]

    found = [
        (line, steering(told(run("-C", collection.folder, *line, *form))))
        for line in lines
        for form in ((), ("--json",))
    ]

    wrong = [one for one in found if one[1]]
    scoreboard.count("escapes passed on by a command", tries=len(found), failures=len(wrong))
    assert wrong == []


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_error_passes_on_what_was_said(collection: Collection, scoreboard: Scoreboard, attack: str) -> None:
    lines = [[part.replace("{}", attack) for part in line] for line in SAID]

    found = [(line, steering(told(run("-C", collection.folder, *line, input=attack)))) for line in lines]

    wrong = [one for one in found if one[1]]
    scoreboard.count("escapes passed on by an error", tries=len(found), failures=len(wrong))
    assert wrong == []


def test_a_settings_file_that_is_refused_passes_nothing_on(tmp_path: Path, scoreboard: Scoreboard) -> None:
    collection = Collection(tmp_path)
    collection.write("a.md", "Bit: the answer to a question")
    found = []
    for attack in ATTACKS.values():
        for text in (
            f"[review]\n{attack} = 3\n",
            f"notes = 3 # {attack}\n{attack}\n",
            f'[screen]\ntheme = "{attack}"\n',
            f'["{attack}"]\n',
        ):
            (tmp_path / "srs.toml").write_text(text, "utf-8")
            found.append((text, steering(told(run("-C", tmp_path, "due")))))

    wrong = [one for one in found if one[1]]
    scoreboard.count("escapes passed on by an error", tries=len(found), failures=len(wrong))
    assert wrong == []


def test_a_drill_line_by_line_passes_nothing_on(collection: Collection, scoreboard: Scoreboard) -> None:
    asked = ("review", "--plain", "path:*Term* or Term")
    shown = ""
    with in_terminal("-C", collection.folder, *asked, NO_COLOR="1", SRS_NOW=NOW) as (_, ours):
        for _ in range(6):
            shown += press(ours, " ", "any key to show") + press(ours, "c", "4 easy") + press(ours, "3", "4 easy")
        shown += read_until("any key to show", ours)

    # What tells that something is under way goes over its own line.
    passed = steering(re.sub(r"\r(Reading notes[^\r\x1b]*)?\x1b\[K", "", shown.replace("\r\n", "\n")))
    scoreboard.count("escapes passed on by a drill", tries=6, failures=bool(passed))
    assert "changed since you last saw it" in shown
    assert passed == ""
