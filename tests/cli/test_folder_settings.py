"""What changed settings and front matter do to facts whose text stays is told like any other change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import definitions

if TYPE_CHECKING:
    from command import Collection

REVERSE = "reverse = true"


def set_folder(collection: Collection, *lines: str) -> None:
    """Let this hold for all notes."""
    (collection.folder / "srs.toml").write_text("\n".join(("[[folder]]", 'path = "*"', *lines, "")), "utf-8")


def counts(collection: Collection, *options: str) -> dict[str, int]:
    """Sync and return the counts that are not zero."""
    last = collection.run("sync", "--json", *options).records[-1]
    return {name: count for name, count in last["counts"].items() if count}


def cards(collection: Collection) -> int:
    """Return how many new cards wait."""
    (due,) = collection.run("due", "--json").records
    return int(due["new_in_all"])


def test_cards_that_come_are_one_line_and_counted(synced: Collection) -> None:
    set_folder(synced, REVERSE)

    assert synced.run("sync", "--dry-run").out == (
        "* 4 cards more of facts that were there\nWould be: 4 cards added, 0 unchanged\n"
    )
    assert synced.run("sync", "--check").status == 1
    assert counts(synced) == {"cards_added": 4}
    assert cards(synced) == 8


def test_cards_that_go_are_told_and_come_back_with_their_history(synced: Collection) -> None:
    set_folder(synced, REVERSE)
    synced.run("sync")
    known = synced.ids()["Entropy"]
    synced.run("answer", known, "good", "--ord", "1")
    set_folder(synced)

    assert "* 4 cards less of facts that stay; what is known of them is kept\n" in synced.run("sync").out
    set_folder(synced, REVERSE)
    synced.run("sync")
    assert cards(synced) == 7


def test_verbose_lists_the_facts_with_what_is_new_of_each(synced: Collection) -> None:
    set_folder(synced, REVERSE, 'deck = "all"', 'tags = ["exam"]')

    told = synced.run("sync", "--dry-run", "--verbose").out

    assert "  * Entropy  (1 card more, deck: none → all, tags: none → exam)\n" in told
    assert told.count("  * ") == 4


def test_another_deck_and_other_tags_are_a_line_each(synced: Collection) -> None:
    set_folder(synced, 'deck = "all"', 'tags = ["exam"]')

    assert synced.run("sync").out == (
        "* 4 facts to another deck: all\n* 4 facts with other tags: exam\n"
        "4 in another deck, 4 with other tags, 0 unchanged\n"
    )


def test_json_tells_of_each_fact_what_was_and_what_is(synced: Collection) -> None:
    set_folder(synced, REVERSE, 'deck = "all"')

    first, *_ = synced.run("sync", "--json").records

    assert {key: first[key] for key in list(first)[-6:]} == {
        "cards_added": 1,
        "cards_gone": 0,
        "deck": "all",
        "deck_before": "",
        "tags": [],
        "tags_before": [],
    }
    assert first["change"] == "refreshed"


@pytest.mark.parametrize("line", [REVERSE, 'deck = "all"', 'tags = ["exam"]'])
def test_a_second_sync_has_nothing_to_tell(synced: Collection, line: str) -> None:
    set_folder(synced, line)
    synced.run("sync")
    for note in synced.folder.glob("**/*.md"):  # read again, as an edit elsewhere in it makes them
        note.write_text(note.read_text("utf-8") + "\n", "utf-8")

    assert counts(synced) == {"unchanged": 4}
    assert synced.run("sync", "--check").status == 0


def test_a_shift_of_lines_and_a_new_heading_are_no_change(synced: Collection) -> None:
    file = synced.file("information.md")
    file.write_text("\n\n" + file.read_text("utf-8").replace("# Notes", "# Other notes"), "utf-8")

    assert counts(synced) == {"unchanged": 4}


def test_front_matter_that_turns_reverse_on_is_told(synced: Collection) -> None:
    file = synced.file("information.md")
    file.write_text("---\nreverse: true\n---\n" + file.read_text("utf-8"), "utf-8")

    assert counts(synced) == {"cards_added": 2, "unchanged": 2}


def test_a_plan_is_refused_for_the_cards_that_would_come_and_not_for_held_facts(synced: Collection) -> None:
    synced.write("many.md", *definitions(40))
    synced.file("doubtful.md").write_text("# Notes\n\n## Things\n\n- Oven: hot\n", "utf-8")
    synced.run("sync", "--yes")
    before, held = cards(synced), synced.run("held", "--json").records
    set_folder(synced, REVERSE)

    added = counts(synced, "--yes")["cards_added"]

    assert held
    assert cards(synced) == before + added


def test_cards_announced_in_a_refusal_are_those_that_come(synced: Collection) -> None:
    for number in range(6):
        synced.write(f"part{number}.md", *definitions(240)[number * 40 : number * 40 + 40])
    synced.file("doubtful.md").write_text("# Notes\n\n## Things\n\n- Oven: hot\n", "utf-8")
    synced.run("sync", "--yes")
    before = cards(synced)
    set_folder(synced, REVERSE)

    refused = synced.run("sync")

    assert refused.status == 3
    synced.run("sync", "--yes")
    assert f"would add {cards(synced) - before} new cards to the collection" in refused.err
