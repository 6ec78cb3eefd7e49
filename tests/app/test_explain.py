"""What is said of the facts in a note agrees with what the next sync makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import Collection

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

SELVEDGE = "## Selvedge\n\nThreads turn around here at the edge, pulled neither too tight nor too loose.\n"
REED = "- **Reed**: a comb that beats the weft into place\n"
HEDDLE = "- **Heddle**: a wire with an eye through which one thread of the warp passes\n"
SHUTTLE = "- **Shuttle**: carries the weft from side to side\n"
NOTE = f"# Weaving\n\n{HEDDLE}{REED}{SHUTTLE}\n{SELVEDGE}"
"""The heading Selvedge is asked because the note gives other facts."""
ALONE = f"# Weaving\n\n{SELVEDGE}"
SKIPPED = NOTE.replace("## Selvedge", "<!-- srs: skip -->\n\n## Selvedge")


@pytest.fixture
def weaving(tmp_path: Path) -> Collection:
    collection = Collection(tmp_path)
    collection.file("").mkdir()
    write(collection, NOTE)
    assert collection.run("sync").status == 0
    return collection


def write(collection: Collection, text: str) -> None:
    collection.file("weaving.md").write_text(text, "utf-8")


def told(collection: Collection, front: str) -> list[dict[str, Any]]:
    """Return what is said of a front that is a card or was turned down as one."""
    return [one for one in collection.run("explain", "weaving.md", "--json").records if one.get("front") == front]


def retired(collection: Collection) -> set[str]:
    """Return the fronts that the next sync would retire."""
    records = collection.run("sync", "--dry-run", "--json").records
    return {one["front"] for one in records if one.get("change") == "retired"}


@pytest.mark.parametrize(
    ("front", "text"),
    [
        ("Selvedge", ALONE),
        ("Selvedge", SKIPPED),
        ("Selvedge", f"---\nsrs: false\n---\n{NOTE}"),
        ("Reed", f"{NOTE.replace(REED, '')}\nC: Reed: a comb that beats the [weft] into place\n"),
    ],
    ids=["nothing speaks for it", "comment", "front matter", "another fact begins there"],
)
@pytest.mark.parametrize("learned", [True, False], ids=["learned", "new"])
def test_a_fact_is_said_to_stay_where_a_sync_lets_it(
    weaving: Collection, front: str, text: str, *, learned: bool
) -> None:
    if learned:
        weaving.run("answer", weaving.ids()[front], "good")
    write(weaving, text)

    gone = front in retired(weaving)

    assert gone == (not learned or text != ALONE)
    assert bool(told(weaving, front)) != gone


def test_a_learned_fact_is_said_to_stay_although_the_rules_would_not_make_it(weaving: Collection) -> None:
    weaving.run("answer", weaving.ids()["Selvedge"], "good")
    write(weaving, ALONE)

    (remark,) = told(weaving, "Selvedge")
    assert remark["lasting"] is True
    assert "+ Selvedge [heading term] learned: it stays" in weaving.run("explain", "weaving.md").out


def test_settings_that_take_learned_facts_out_are_heeded_before_the_sync(weaving: Collection) -> None:
    weaving.run("answer", weaving.ids()["Selvedge"], "good")
    (weaving.folder / "srs.toml").write_text('[[folder]]\npath = "**"\noff = ["heading term"]\n', "utf-8")

    assert "Selvedge" in retired(weaving)
    assert told(weaving, "Selvedge") == []


def test_a_fact_that_lasts_and_was_rejected_is_shown_as_rejected(weaving: Collection) -> None:
    weaving.run("answer", weaving.ids()["Selvedge"], "good")
    weaving.run("reject", weaving.ids()["Selvedge"])
    write(weaving, ALONE)

    (remark,) = told(weaving, "Selvedge")
    assert remark["decision"] == "rejected"
    assert "- Selvedge [heading term] rejected" in weaving.run("explain", "weaving.md").out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C: A [heddle] holds a thread.\n", "C: A [heddle] holds one thread.\n"),
        ("C: A [heddle] holds a [thread].\n", "C: A heddle holds a [thread].\n"),
        ("C: A heddle holds a [thread].\n", "C: A [heddle] holds a [thread].\n"),
    ],
    ids=["reworded", "a gap less", "a gap more"],
)
@pytest.mark.parametrize("synced", [True, False], ids=["synced", "edited since"])
def test_a_rejected_sentence_stays_rejected_whatever_the_numbers_of_its_gaps(
    weaving: Collection, before: str, after: str, *, synced: bool
) -> None:
    write(weaving, f"# Weaving\n\n{before}")
    weaving.run("sync", "--yes")
    weaving.run("reject", next(known for front, known in weaving.ids().items() if "{{c" in front))
    write(weaving, f"# Weaving\n\nOn a loom:\n\n{after}")
    if synced:
        weaving.run("sync", "--yes")

    (remark,) = (one for one in weaving.run("explain", "weaving.md", "--json").records if "front" in one)
    assert remark["decision"] == "rejected"


def test_a_rejected_fact_that_was_gone_comes_back_as_rejected(weaving: Collection) -> None:
    weaving.run("reject", weaving.ids()["Reed"])
    write(weaving, SELVEDGE)
    weaving.run("sync", "--yes")
    write(weaving, NOTE)

    (remark,) = told(weaving, "Reed")
    assert remark["decision"] == "rejected"


def test_a_file_elsewhere_is_not_taken_for_the_note_of_its_name(weaving: Collection) -> None:
    weaving.run("reject", weaving.ids()["Reed"])
    (weaving.folder / "weaving.md").write_text(NOTE, "utf-8")

    (remark,) = told(weaving, "Reed")
    assert remark["decision"] is None
