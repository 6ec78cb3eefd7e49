"""A learned fact stays while its text stands; the user's own word, or the text's end, takes it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import Collection
from stores import CLOCK, NOW, PRESETS, answer

from srs.app.collection import find_collection
from srs.app.identity import link
from srs.app.lasting import NoteNow
from srs.app.merge import merge
from srs.app.pairing import pair_with_facts
from srs.app.rules import load_rules
from srs.app.sync import sync
from srs.store.doubts import open_doubts
from srs.store.facts import list_facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.sync import SyncReport
    from srs.model import Fact
    from srs.store.open import Store

FAR_NS = 2**62
SELVEDGE = "## Selvedge\n\nThreads turn around here at the edge, pulled neither too tight nor too loose.\n"
HEDDLE = "- **Heddle**: a wire with an eye through which one thread of the warp passes\n"
OTHERS = "- **Reed**: a comb that beats the weft into place\n- **Shuttle**: carries the weft from side to side\n"
NOTE = f"# Weaving\n\n## Loom\n\nParts of it:\n\n{HEDDLE}{OTHERS}\n{SELVEDGE}"
"""The heading Selvedge is asked because the note gives other facts."""


class Vault:
    """A collection of one note, and its store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "notes").mkdir()
        self.write(NOTE)
        self.store: Store = find_collection(folder).open()
        self.sync()

    def write(self, text: str) -> None:
        (self.folder / "notes" / "weaving.md").write_text(text, "utf-8")

    def sync(self) -> SyncReport:
        return sync(self.store, find_collection(self.folder), at=NOW, started_ns=FAR_NS, yes=True)

    def fact(self, front: str) -> Fact:
        (found,) = (fact for fact in list_facts(self.store) if fact.draft.front == front)
        return found

    def learn(self, front: str) -> None:
        answer(self.store, self.fact(front).id)

    def live(self) -> set[str]:
        return {fact.draft.front for fact in list_facts(self.store)}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(tmp_path)
    yield made
    made.store.close()


def test_a_learned_fact_stays_when_the_facts_that_spoke_for_it_go(vault: Vault) -> None:
    vault.learn("Selvedge")
    vault.write(f"# Weaving\n\n{SELVEDGE}")

    report = vault.sync()

    assert vault.live() == {"Selvedge"}
    assert report.counts["retired"] == len({"Loom", "Heddle", "Reed", "Shuttle"})
    assert vault.fact("Selvedge").draft.source.first_line == 3


def test_a_fact_nobody_learned_goes_with_what_spoke_for_it(vault: Vault) -> None:
    vault.write(f"# Weaving\n\n{SELVEDGE}")

    vault.sync()

    assert vault.live() == set()


def test_a_learned_fact_that_stays_is_no_change_the_next_time(vault: Vault) -> None:
    vault.learn("Selvedge")
    vault.write(f"# Weaving\n\n{SELVEDGE}")
    vault.sync()
    vault.write(f"# Weaving\n\n{SELVEDGE}\nMore to come.\n")

    assert vault.sync().is_empty
    assert vault.live() == {"Selvedge"}


@pytest.mark.parametrize(
    "text",
    [
        f"# Weaving\n\n{HEDDLE}",
        "# Weaving\n\n## Selvedge\n\nThreads turn around here.\n",
        f"# Weaving\n\n{SELVEDGE.replace('Selvedge', 'Rope')}",
    ],
    ids=["its text is gone", "its answer is gone", "its front is gone"],
)
def test_a_learned_fact_goes_with_its_text(vault: Vault, text: str) -> None:
    vault.learn("Selvedge")
    vault.write(text)

    vault.sync()

    assert "Selvedge" not in vault.live()


@pytest.mark.parametrize(
    "text",
    [f"---\nsrs: false\n---\n{NOTE}", NOTE.replace("## Selvedge", "<!-- srs: skip -->\n\n## Selvedge")],
    ids=["front matter", "comment"],
)
def test_the_authors_word_takes_a_learned_fact_out(vault: Vault, text: str) -> None:
    vault.learn("Selvedge")
    vault.write(text)

    vault.sync()

    assert "Selvedge" not in vault.live()


def test_settings_take_learned_facts_out(vault: Vault) -> None:
    vault.learn("Selvedge")
    (vault.folder / "srs.toml").write_text('[[folder]]\npath = "**"\noff = ["heading term"]\n', "utf-8")

    vault.sync()

    assert vault.live() == {"Heddle", "Reed", "Shuttle"}


@pytest.mark.parametrize(
    "settings",
    [
        '[[folder]]\npath = "history"\noff = ["heading term"]\n',
        '[[folder]]\npath = "**"\ndeck = "Weaving"\n',
        'exclude = ["Daily"]\n',
    ],
    ids=["another folder", "a deck", "another note is left out"],
)
def test_settings_that_do_not_speak_of_it_leave_a_learned_fact(vault: Vault, settings: str) -> None:
    vault.learn("Selvedge")
    vault.write(f"# Weaving\n\n{SELVEDGE}")
    vault.sync()
    (vault.folder / "srs.toml").write_text(settings, "utf-8")

    vault.sync()

    assert vault.live() == {"Selvedge"}


def test_a_setting_that_is_taken_away_takes_learned_facts_out_of_its_folder(vault: Vault) -> None:
    (vault.folder / "srs.toml").write_text('[[folder]]\npath = "*.md"\nseparators = ["~~"]\n', "utf-8")
    vault.write("# Weaving\n\n- Sley ~~ to draw the warp through the reed\n- Weft ~~ what is drawn through the warp\n")
    vault.sync()
    vault.learn("Sley")
    (vault.folder / "srs.toml").write_text("", "utf-8")

    vault.sync()

    assert vault.live() == set()


def test_a_learned_fact_stays_when_notes_are_read_anew_after_a_merge(vault: Vault, tmp_path: Path) -> None:
    vault.learn("Selvedge")
    vault.write(f"# Weaving\n\n{SELVEDGE}")
    vault.sync()
    (tmp_path / "other").mkdir()
    other = Vault(tmp_path / "other")
    write_other(other, "# Looms\n\n- **Eyelet**: a wire with an eye through which one thread of the warp passes\n")
    other.sync()
    other.store.close()

    merge(vault.store, tmp_path / "other" / ".srs" / "srs.db", PRESETS, CLOCK)
    vault.sync()

    assert vault.live() == {"Selvedge"}


def test_a_word_that_stands_elsewhere_does_not_keep_a_learned_fact(vault: Vault) -> None:
    vault.write("# Cities\n\n- **Capital of France**: Paris\n- **Capital of Spain**: Madrid\n")
    vault.sync()
    vault.learn("Capital of France")
    vault.write("# Cities\n\n- **Capital of Spain**: Madrid\n\nParis is not the capital of Spain, but of France.\n")

    vault.sync()

    assert vault.live() == {"Capital of Spain"}


def write_other(vault: Vault, text: str) -> None:
    (vault.folder / "notes" / "other.md").write_text(text, "utf-8")


@pytest.mark.parametrize("other", ["# Edges\n\n", "Some prose stands here.\n\n"])
def test_a_learned_fact_goes_along_to_a_note_where_it_would_make_no_card(vault: Vault, other: str) -> None:
    heddle = "Heddle: a wire with an eye through which one thread of the warp passes\n"
    vault.learn("Heddle")
    before = vault.fact("Heddle").id
    vault.write(NOTE.replace(HEDDLE, ""))
    write_other(vault, f"{other}So it is with this {heddle}")

    report = vault.sync()

    assert (vault.fact("Heddle").id, vault.fact("Heddle").draft.source.path) == (before, "other.md")
    assert report.counts["retired"] == 0
    assert vault.sync().plan.changes == ()


def test_a_learned_fact_does_not_take_the_lines_of_another(vault: Vault) -> None:
    write_other(vault, "# Looms\n\n- **Eyelet**: a wire with an eye through which one thread of the warp passes\n")
    vault.sync()
    vault.learn("Heddle")
    vault.write(NOTE.replace(HEDDLE, ""))
    write_other(
        vault, "# Looms of wire\n\n- **Eyelet**: a wire with an eye through which one thread of the warp passes\n"
    )

    vault.sync()

    assert "Heddle" not in vault.live()
    assert "Eyelet" in vault.live()


def test_a_fact_that_went_with_its_note_is_back_with_it(vault: Vault) -> None:
    vault.learn("Selvedge")
    alone = f"# Weaving\n\n{SELVEDGE}"
    vault.write(alone)
    vault.sync()
    note = vault.folder / "notes" / "weaving.md"
    note.unlink()
    vault.sync()
    assert vault.live() == set()
    vault.write(alone)

    report = vault.sync()

    assert vault.live() == {"Selvedge"}
    assert report.counts["revived"] == 1
    assert vault.sync().is_empty


def test_a_fact_that_its_note_lost_does_not_come_back_by_an_edit(vault: Vault) -> None:
    vault.learn("Selvedge")
    vault.write(f"---\nsrs: false\n---\n# Weaving\n\n{SELVEDGE}")
    vault.sync()
    vault.write(f"# Weaving\n\n{SELVEDGE}")

    vault.sync()

    assert vault.live() == set()


TABLE = "# Looms\n\n| Loom | Shafts | Kind |\n|---|---|---|\n| Rigid heddle | none | of the table |\n| Countermarch | four | of the floor |\n"


@pytest.mark.parametrize(
    "edit",
    [
        ("| four |", "| 4, 8 or 16 |"),
        ("| Loom |", "| |"),
        ("| Countermarch |", "| " + "Countermarch of the north, as it is built there " * 2 + "|"),
    ],
    ids=["a cell", "the head of a column", "a name"],
)
def test_rows_of_a_table_stay_when_the_table_is_none_of_terms_any_more(vault: Vault, edit: tuple[str, str]) -> None:
    vault.write(TABLE)
    vault.sync()
    vault.learn("Rigid heddle")
    vault.write(TABLE.replace(*edit))

    vault.sync()

    assert "Rigid heddle" in vault.live()


def test_a_sentence_with_gaps_goes_along_with_its_note(vault: Vault) -> None:
    said = "The loom has ==four== shafts, ==two== beams and ==one== reed around its middle.\n"
    vault.write(f"#flashcards\n\n{said}")
    vault.sync()
    (front,) = vault.live()
    vault.learn(front)
    vault.write(f"#flashcards\n\n- [ ] {said}")
    vault.sync()
    assert front in vault.live()
    note = vault.folder / "notes" / "weaving.md"
    note.rename(note.with_name("looms.md"))

    vault.sync()

    assert front in vault.live()


def test_a_fact_that_settings_took_out_does_not_come_back_with_its_note(vault: Vault) -> None:
    vault.learn("Heddle")
    (vault.folder / "srs.toml").write_text('[[folder]]\npath = "weaving.md"\noff = ["list"]\n', "utf-8")
    vault.sync()
    assert "Heddle" not in vault.live()
    note = vault.folder / "notes" / "weaving.md"
    note.unlink()
    vault.sync()
    vault.write(NOTE)

    vault.sync()

    assert "Heddle" not in vault.live()


def test_a_row_goes_though_another_has_all_its_words(vault: Vault) -> None:
    row = "| Heddle | none | of the table |\n"
    vault.write(TABLE + row)
    vault.sync()
    vault.learn("Heddle")
    vault.write(TABLE)

    vault.sync()

    assert "Heddle" not in vault.live()
    assert "Rigid heddle" in vault.live()


def test_a_fact_does_not_last_beside_one_that_asks_the_same(tmp_path: Path) -> None:
    ours, theirs = Collection(tmp_path / "ours"), Collection(tmp_path / "theirs")
    said = "Selvedge: the edge of a cloth where the weft turns back"
    for one, text in ((ours, said), (theirs, f"{said}, firm on its own")):
        one.write("weaving.md", text)
        one.run("sync")
    ours.run("answer", ours.ids()["Selvedge"], "good")
    theirs.run("merge", ours.folder)

    theirs.run("sync")

    assert [row["front"] for row in theirs.run("cards", "--json").records] == ["Selvedge"]


KNOT = "- **Knot**: a place where two threads are tied to each other\n"
OTHER_KNOT = "- **Knot**: so many miles as a ship covers in an hour, told by a line that runs out astern\n"


LOOPS = "**Knot**\n- Ties two threads to each other\n\n**Loop**\n- Turns back to where it began\n"
ASKED = "**What is a knot?**\nA place where two threads are tied.\n"
TIED = "A place where two threads are tied.\n"
SHIPS = "So many miles as a ship covers in an hour, told by a line that runs out astern.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# Words\n\n{KNOT}{OTHERS}", f"# Words\n\n{KNOT}{OTHER_KNOT}{OTHERS}"),
        (f"# Words\n\n{KNOT}{OTHERS}", f"# Words\n\n{OTHER_KNOT}{KNOT}{OTHERS}"),
        (LOOPS, f"{LOOPS}\n**Knot**\n{SHIPS}"),
        (f"# Words\n\n{ASKED}\n{OTHERS}", f"# Words\n\n**What is a knot?**\n{SHIPS}\n{ASKED}\n{OTHERS}"),
        (
            f"# Words\n\n### Ends\n\n- **Knot**\n\n{TIED}\n{OTHERS}",
            f"# Words\n\n### Ends\n\n**Knot**\nMost sailors know dozens of them by heart.\n\n{TIED}\n{OTHERS}",
        ),
    ],
    ids=["below it", "above it", "a label", "a question", "a line between label and text"],
)
def test_a_learned_fact_that_stands_is_not_taken_over_by_a_fuller_text_of_its_front(
    vault: Vault, before: str, after: str
) -> None:
    vault.write(before)
    vault.sync()
    front = next(one for one in vault.live() if "not" in one)
    old = vault.fact(front)
    vault.learn(front)
    vault.write(after)

    report = vault.sync()

    found = {fact.id: fact.draft.back for fact in list_facts(vault.store) if fact.draft.front == front}
    assert found.pop(old.id) == old.draft.back
    assert len(found) == 1
    assert report.counts["created"] >= 1
    assert report.counts["edited"] == report.counts["retired"] == 0
    vault.write(f"{after}\nMore to come.\n")
    assert vault.sync().is_empty


def test_what_a_learned_fact_says_may_be_taken_up_by_its_new_text(vault: Vault) -> None:
    vault.learn("Heddle")
    old = vault.fact("Heddle")
    vault.write(NOTE.replace(HEDDLE, f"{HEDDLE.strip()} on its way, and there are as many of them as threads in all\n"))

    vault.sync()

    assert vault.fact("Heddle").id == old.id


def test_a_part_of_what_a_learned_fact_says_is_its_text_though_all_of_it_stands(vault: Vault) -> None:
    vault.write(
        f"# Weaving\n\n**Selvedge**\nThreads turn around here.\nThey are pulled neither tight nor loose.\n\n{OTHERS}"
    )
    vault.sync()
    vault.learn("Selvedge")
    old = vault.fact("Selvedge")
    vault.write(
        f"# Weaving\n\n**Selvedge**\nThreads turn around here.\n\nThey are pulled neither tight nor loose.\n\n{OTHERS}"
    )

    vault.sync()

    assert vault.fact("Selvedge").id == old.id
    assert vault.fact("Selvedge").draft.back == "Threads turn around here."


def test_a_text_that_another_fact_says_does_not_keep_a_learned_one(vault: Vault) -> None:
    vault.learn("Heddle")
    old = vault.fact("Heddle")
    said = HEDDLE.partition(": ")[2]
    vault.write(NOTE.replace(HEDDLE, f"- **Heddle**: lifts the warp\n- **Eye of a heddle**: {said}"))

    vault.sync()

    fronts = [fact.draft.back for fact in list_facts(vault.store) if fact.draft.front == "Heddle"]
    assert fronts == ["lifts the warp"]
    assert old.id in {fact.id for fact in list_facts(vault.store)}


def test_a_learned_fact_that_stands_is_shown_where_it_stands(vault: Vault) -> None:
    vault.learn("Heddle")
    old = vault.fact("Heddle")
    text = NOTE.replace(
        HEDDLE, f"{HEDDLE}- **Heddle**: {'what lifts the threads of a loom, one after the other, ' * 2}\n"
    )
    collection = find_collection(vault.folder)
    note = NoteNow(text, load_rules(collection.config).extract("weaving.md", text))

    pairing = pair_with_facts("weaving.md", note, collection, vault.store)

    assert [fact.id for _, fact in pairing.lasting] == [old.id]
    assert [draft.front for draft, fact in pairing.pairs if fact is None] == ["Heddle"]


def test_a_learned_term_goes_on_as_the_question_that_asks_for_it(vault: Vault) -> None:
    vault.write(f"# Weaving\n\n- **Weft**: threads from side to side\n{OTHERS}")
    vault.sync()
    vault.learn("Weft")
    old = vault.fact("Weft")
    vault.write(f"# Weaving\n\n## What is weft?\n\nThreads from side to side.\n\n{OTHERS}")

    report = vault.sync()

    assert vault.fact("What is weft?").id == old.id
    assert not report.plan.ambiguous


def test_a_learned_fact_within_a_text_that_may_be_its_edit_waits_for_a_decision(vault: Vault) -> None:
    vault.write(f"# Weaving\n\n- **Weft**: crossing threads\n{OTHERS}")
    vault.sync()
    vault.learn("Weft")
    old = vault.fact("Weft")
    vault.write(
        f"# Weaving\n\n## What is the weft of a cloth?\n\nWeft: crossing threads that the shuttle carries.\n\n## Parts\n\n{OTHERS}"
    )

    (unsure,) = vault.sync().plan.ambiguous
    (offered,) = open_doubts(vault.store)
    link(vault.store, old.id, unsure.id, at=NOW)

    assert [fact.id for fact in offered.candidates] == [old.id]
    assert vault.fact("What is the weft of a cloth?").id == old.id
    assert "Weft" not in vault.live()
