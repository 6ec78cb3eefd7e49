"""What changed in an edited fact, in the plan, in the drill and in the view of a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest
from terminal import PATIENCE, in_terminal, press

if TYPE_CHECKING:
    from command import Collection

LATER = "2026-03-09T09:00:00+00:00"
ALPHABET = "Alphabet: a finite set of symbols that words are made of"
LIKELIHOOD = "Likelihood: how well a model explains the data"
REWORDED = ("Entropy: the average surprise of a source of symbols", ALPHABET)
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def revealed(collection: Collection, **env: str) -> str:
    """Drill in a terminal of its own, and return what it shows with the answer of the first card."""
    with in_terminal("-C", collection.folder, "review", "--plain", SRS_NOW=LATER, **env) as (process, ours):
        screen = press(ours, " ", "any key") + press(ours, "q", "easy")
        status = process.wait(PATIENCE)
    assert status == 0
    return screen.replace("\r\n", "\n")


def diff_lines(out: str) -> list[str]:
    return [line.strip() for line in out.splitlines() if line.startswith("      ")]


@pytest.mark.parametrize("option", ["--dry-run", "--verbose"])
def test_the_plan_shows_what_an_edit_changed(synced: Collection, option: str) -> None:
    synced.write("information.md", *REWORDED)

    out = synced.run("sync", option).out

    assert "  ~ Entropy  (reworded)\n      back   the [-mean-]{+average+} surprise of a source of symbols\n" in out


def test_the_plan_of_a_plain_sync_is_a_line_a_change(synced: Collection) -> None:
    synced.write("information.md", *REWORDED)

    assert diff_lines(synced.run("sync").out) == []


def test_the_plan_shows_front_and_back_where_both_changed(synced: Collection) -> None:
    synced.write("inference.md", "Prior belief: what is believed before new data is seen", LIKELIHOOD)

    assert diff_lines(synced.run("sync", "-n").out) == [
        "front  Prior {+belief+}",
        "back   what is believed before [-any-]{+new+} data is seen",
    ]


def test_changes_stay_under_their_notes(synced: Collection) -> None:
    synced.write("information.md", *REWORDED)
    synced.write("inference.md", "Prior: what is believed before new data is seen", LIKELIHOOD)

    out = synced.run("sync", "-n").out

    assert [line.strip().split("  ")[0] for line in out.splitlines()[:-1]] == [
        "inference.md",
        "~ Prior",
        "back",
        "information.md",
        "~ Entropy",
        "back",
    ]


def test_a_long_text_is_shortened_to_two_lines(notes: Collection) -> None:
    words = [f"word{n}" for n in range(200)]
    notes.write("long.md", "Loss: " + " ".join(words))
    notes.run("sync")
    notes.write("long.md", "Loss: " + " ".join([*words[:100], "another", *words[101:]]))

    lines = diff_lines(notes.run("sync", "-n").out)

    assert 1 <= len(lines) <= 2
    assert "word99 [-word100-]{+another+} word101" in " ".join(lines)


def test_a_text_that_is_all_new_is_shortened_at_both_sides(notes: Collection) -> None:
    notes.write("long.md", "Loss: " + " ".join(f"old{n}" for n in range(100)))
    notes.run("sync")
    notes.write("long.md", "Loss: " + " ".join(f"new{n}" for n in range(100)))

    lines = diff_lines(notes.run("sync", "-n").out)

    assert 1 <= len(lines) <= 2
    joined = " ".join(lines)
    assert all(part in joined for part in ("[-old0", "old99-]", "{+new0", "new99+}"))


def test_other_spaces_are_no_diff(synced: Collection) -> None:
    text = synced.file("information.md").read_text("utf-8")
    synced.file("information.md").write_text(text.replace("a source", "a\n  source"), "utf-8")

    assert diff_lines(synced.run("sync", "-n").out) == []


def test_what_a_note_says_cannot_steer_the_terminal(synced: Collection) -> None:
    synced.write("information.md", "Entropy: the \x1b[2Javerage\x07 surprise of a source of symbols", ALPHABET)

    assert re.search("[\x00-\x09\x0b-\x1f]", synced.run("sync", "-n").out) is None


def test_an_edit_in_json_has_the_text_before(synced: Collection) -> None:
    synced.write("information.md", *REWORDED)

    change, _ = synced.run("sync", "--dry-run", "--json").records

    assert (change["front_before"], change["back_before"]) == ("Entropy", "the mean surprise of a source of symbols")


def test_a_card_shows_its_wordings_one_after_the_other(synced: Collection) -> None:
    known = synced.ids()["Entropy"]
    synced.write("information.md", *REWORDED)
    synced.run("sync", now=LATER)

    assert synced.run("card", known).out.endswith(
        "2026-03-01 09:00  created   information.md:3  Entropy\n"
        "2026-03-09 09:00  reworded  information.md:3  Entropy\n"
        "    back   the [-mean-]{+average+} surprise of a source of symbols\n"
    )


def test_a_drill_shows_what_changed_since_the_last_answer(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.write("information.md", *REWORDED)

    screen = revealed(synced, NO_COLOR="1")

    plain = ESCAPE.sub("", screen)
    assert "changed since you last saw it (reworded):\n  back   the [-mean-]{+average+} surprise of a source" in plain
    assert plain.index("any key") < plain.index("changed since")


def test_a_drill_in_colour_strikes_what_is_gone(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.write("information.md", *REWORDED)

    screen = revealed(synced)

    gone, come = click.style("mean", fg="red", strikethrough=True), click.style("average", fg="green")
    assert f"the {gone} {come} surprise" in screen


def test_a_drill_says_nothing_about_a_card_that_is_new(synced: Collection) -> None:
    synced.write("information.md", *REWORDED)
    for name in ("Prior", "Likelihood", "Alphabet"):
        synced.run("suspend", synced.ids()[name])

    assert "changed since" not in revealed(synced)
