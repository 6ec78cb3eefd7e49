"""Queries on the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from command import NOW, definitions
from terminal import in_terminal, read_until

if TYPE_CHECKING:
    from command import Collection, Ran


def fronts(ran: Ran) -> list[str]:
    assert ran.status == 0, ran.err
    return sorted(record["front"] for record in ran.records)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["path:inference*"], ["Likelihood", "Prior"]),
        (["path:inference*", "-prior"], ["Likelihood"]),
        (["path:inference* -prior"], ["Likelihood"]),
        (["-path:inference*"], ["Alphabet", "Entropy"]),
        (["-(prior or entropy)"], ["Alphabet", "Likelihood"]),
        (["entropy", "or", "-symbols", "data"], ["Entropy", "Likelihood", "Prior"]),
        (["--", "-C", "is:new"], ["Alphabet"]),
        (['"mean surprise"'], ["Entropy"]),
        (["is:new", "added:1"], ["Alphabet", "Entropy", "Likelihood", "Prior"]),
        (["is:due"], []),
        (["-is:due"], ["Alphabet", "Entropy", "Likelihood", "Prior"]),
        (["-is:new"], []),
        ([""], ["Alphabet", "Entropy", "Likelihood", "Prior"]),
    ],
)
def test_cards_are_listed_by_query(synced: Collection, arguments: list[str], expected: list[str]) -> None:
    assert fronts(synced.run("cards", "--json", *arguments)) == expected


def test_retired_facts_are_listed_where_a_query_names_them(synced: Collection) -> None:
    synced.file("inference.md").unlink()
    synced.run("sync")

    assert fronts(synced.run("cards", "--json", "is:retired")) == ["Likelihood", "Prior"]
    assert fronts(synced.run("cards", "--json", "data")) == []
    assert fronts(synced.run("cards", "--json", "--all", "prior")) == ["Prior"]


@pytest.mark.parametrize("command", ["cards", "held", "due", "review", "history", "export", "suspend", "accept"])
def test_a_bad_query_is_one_sentence_with_a_caret_and_a_hint(synced: Collection, command: str) -> None:
    ran = synced.run(command, "deck:a", "dek:b")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[:3] == ["srs: There is no key 'dek:'.", "     deck:a dek:b", "            ^"]
    assert ran.err.splitlines()[3].startswith("     Did you mean deck? Known: added, back, deck,")


def test_a_term_may_begin_with_a_dash(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")

    assert fronts(synced.run("cards", "--json", "-is:new")) == ["Entropy"]
    assert fronts(synced.run("cards", "--json", "-given", "-(symbols or data)")) == []


def test_what_is_due_by_query(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")

    assert synced.run("due", "--json", "symbols").records[0] | {"day": 0} == {
        "new": 1,
        "learning": 1,
        "learning_now": 1,
        "review": 0,
        "new_in_all": 1,
        "day": 0,
        "waiting": 0,
        "days_to_clear": 0,
    }
    assert synced.run("review", "--json", "-symbols", "prior").records[-1]["due"]["new"] == 1
    assert synced.run("review", "--json", "is:due").records[-1] == {"due": {"new": 0, "learning": 1, "review": 0}}


def test_a_query_and_a_deck_hold_together(synced: Collection) -> None:
    synced.write("papers/one.md", "Posterior: what is believed after the data is seen")

    assert synced.run("review", "--json", "--deck", "papers", "believed").records[-1]["due"]["new"] == 1
    assert synced.run("review", "--json", "deck:papers", "or", "entropy").records[-1]["due"]["new"] == 2


def test_history_and_export_by_query(synced: Collection) -> None:
    known = synced.ids()
    synced.run("answer", known["Entropy"], "good")
    synced.run("answer", known["Prior"], "again")

    assert [one["id"] for one in synced.run("history", "--json", "rated:1:1").records] == [known["Prior"]]
    assert synced.run("history", "is:retired").out == "No answers match.\n"
    assert synced.run("export", "--json", "path:inference.md", "-prior").records[0]["facts"] == 1
    assert "No fact in the drill matches; no deck was made." in synced.run("export", "nothing").err


@pytest.mark.parametrize("command", ["cards", "history", "browse"])
def test_what_makes_a_leech_is_what_the_settings_say(synced: Collection, command: str) -> None:
    (synced.folder / "srs.toml").write_text("[review]\nleech_threshold = 1\n")
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    synced.run("answer", known, "again", now="2026-09-01T09:00:00Z")

    found = synced.run(command, "--json", "is:leech", now="2026-09-01T09:01:00Z")

    assert {record["id"] for record in found.records} == {known}


def hold(collection: Collection, count: int) -> None:
    """Let notes say so many things that are held: each is the only line of its form."""
    collection.file("held").mkdir()
    for term, _, _ in (one.partition(":") for one in definitions(count)):
        collection.file(f"held/{term}.md").write_text(f"# Notes\n\n- {term} of a file 1 - move or rename it\n", "utf-8")
    collection.run("sync", "--yes")


def test_new_cards_are_all_that_were_never_answered_and_the_drill_counts_those_it_asks(synced: Collection) -> None:
    hold(synced, 3)
    known = synced.ids()
    synced.run("suspend", known["Entropy"])
    synced.run("bury", known["Prior"])
    synced.run("answer", known["Alphabet"], "good")

    asked = synced.run("cards", "--json", "is:new -is:suspended -is:buried -is:held -is:rejected")

    assert len(fronts(synced.run("cards", "--json", "is:new"))) == 6
    assert len(fronts(asked)) == synced.run("due", "--json").records[0]["new_in_all"] == 1


def test_a_suspension_by_query_changes_the_cards_that_it_finds(synced: Collection) -> None:
    ran = synced.run("suspend", "path:inference.md")

    assert ran.status == 0
    assert ran.out.splitlines()[-1] == "2 cards suspended"
    assert fronts(synced.run("cards", "--json", "is:suspended")) == ["Likelihood", "Prior"]
    assert synced.run("suspend", "is:suspended").out.splitlines()[-1] == "0 cards suspended"
    assert synced.run("suspend", "is:due").out == "No card matches.\n"
    assert synced.run("unsuspend", "is:suspended", "--json").records[0]["changed"] == [0]
    assert fronts(synced.run("cards", "--json", "is:suspended")) == []


@pytest.mark.parametrize("command", ["due", "cards", "review"])
def test_a_deck_or_tag_that_no_fact_has_is_told_with_the_nearest(notes: Collection, command: str) -> None:
    text = "---\ndeck: papers/vision\ntags: [exam]\n---\n- **Kernel**: the part that is always in memory\n"
    notes.file("deck.md").write_text(text, "utf-8")
    notes.run("sync")

    def told(*query: str) -> str:
        ran = notes.run(command, *query)
        assert ran.status == 0
        return ran.out.splitlines()[-1]

    assert (
        told("deck:papers::visoin") == "No card matches. There is no deck papers::visoin; did you mean papers::vision?"
    )
    assert told("tag:exams") == "No card matches. There is no tag exams; did you mean exam?"
    assert told("deck:nope") == "No card matches. There is no deck nope."
    assert told("deck:PAPERS", "is:suspended") == told("deck:n*") == told("-deck:nope", "is:due") == "No card matches."


@pytest.mark.parametrize("given", [["entropy"], [""], [" "], ["entropy", "or", "prior"]])
def test_words_alone_are_ids_where_something_is_changed(synced: Collection, given: list[str]) -> None:
    ran = synced.run("suspend", *given)

    assert ran.status == 2
    assert f"There is no fact with the id '{given[0]}'." in ran.err
    assert fronts(synced.run("cards", "--json", "is:suspended")) == []


def test_an_unknown_id_is_told_with_the_way_to_look_for_words(synced: Collection) -> None:
    assert "front:entropy" in synced.run("suspend", "entropy").err


def test_many_named_by_their_ids_are_changed_at_once(notes: Collection) -> None:
    notes.write("many.md", *definitions(30))
    notes.run("sync")

    assert len(notes.run("suspend", *notes.ids().values(), "--json").records) == 34


def test_held_facts_are_decided_on_by_query(synced: Collection) -> None:
    hold(synced, 30)
    held = synced.run("held", "--json").records

    refused = synced.run("accept", "path:held")
    one = synced.run("reject", "path:held", "added:1", f"id:{held[0]['id']}", "--json").records
    rest = synced.run("accept", "--all", "single line", "--json")

    assert refused.status == 3
    assert "This query finds" in refused.err
    assert one == [{"id": held[0]["id"], "decision": "rejected"}]
    assert rest.status == 0
    assert len(rest.records) == 29
    assert fronts(synced.run("cards", "--json", "is:rejected")) == [held[0]["front"]]


def test_facts_in_the_drill_are_rejected_and_accepted_by_query(synced: Collection) -> None:
    rejected = synced.run("reject", "path:inference.md")
    again = synced.run("reject", "path:inference.md")
    out = fronts(synced.run("cards", "--json", "is:rejected"))
    back = synced.run("accept", "is:rejected", "--json")

    assert rejected.status == 0
    assert rejected.out.splitlines()[-1] == "srs accept takes them back; srs undo is for answers."
    assert again.out == "2 facts found, which are rejected already; srs accept takes them back.\n"
    assert out == ["Likelihood", "Prior"]
    assert {record["decision"] for record in back.records} == {"accepted"}
    assert fronts(synced.run("cards", "--json", "is:rejected")) == []
    assert synced.run("due", "--json").records[0]["new"] == 4


def test_a_rejected_fact_keeps_its_answers(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")
    before = synced.run("card", known, "--json").records[0]

    synced.run("reject", known)
    during = synced.run("card", known, "--json").records[0]
    synced.run("accept", known)

    assert during["reviews"] == before["reviews"]
    assert synced.run("card", known, "--json").records[0]["cards"] == before["cards"]


@pytest.mark.parametrize(
    ("query", "beside"),
    [("path:inference.md", ", 1 of them answered"), ("path:information.md", ", 1 decided on before")],
)
def test_answered_facts_and_earlier_decisions_need_the_word_of_the_user(
    synced: Collection, query: str, beside: str
) -> None:
    known = synced.ids()
    synced.run("answer", known["Prior"], "good")
    synced.run("accept", known["Entropy"])

    refused = synced.run("reject", query)
    done = synced.run("reject", query, "--yes", "--json")

    assert refused.status == 3
    assert f"This query finds 2 facts{beside}; nothing was changed." in refused.err
    assert len(done.records) == 2


def test_to_accept_the_rest_does_not_take_rejected_ones_back(synced: Collection) -> None:
    hold(synced, 3)
    first, *_ = synced.run("held", "--json").records
    synced.run("reject", first["id"])

    refused = synced.run("accept", "path:held")
    rest = synced.run("accept", "path:held is:held", "--json")

    assert refused.status == 3
    assert "1 decided on before" in refused.err
    assert first["id"] not in {record["id"] for record in rest.records}
    assert len(rest.records) == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["reject", "path:nowhere.md"], "No fact matches; srs cards lists them all.\n"),
        (["reject", "--all"], "No held fact matches; srs held lists them.\n"),
        (
            ["accept", "front:prior"],
            "1 fact found, which is in the drill already; srs reject takes it out.\n",
        ),
    ],
)
def test_where_nothing_is_decided_the_way_out_is_told(synced: Collection, given: list[str], told: str) -> None:
    ran = synced.run(*given)

    assert (ran.status, ran.out) == (0, told)


def test_in_a_terminal_the_user_sees_what_would_be_rejected(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")

    with in_terminal("-C", synced.folder, "reject", "path:inference.md", SRS_NOW=NOW) as (process, ours):
        shown = read_until("[y/N]: ", ours)
        os.write(ours, b"y\n")
        read_until("srs accept takes them back", ours)

        assert process.wait(20) == 0
    assert f"{known}  Prior" in shown
    assert "2 facts, 1 of them answered" in shown
    assert "Reject them all?" in shown


def test_in_a_terminal_the_user_sees_what_would_be_begun_anew_and_how_it_comes_back(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")

    with in_terminal("-C", synced.folder, "reset", "path:inference.md", SRS_NOW=NOW) as (process, ours):
        shown = read_until("Reset them all? [y/N]: ", ours)
        os.write(ours, b"y\n")
        done = read_until("srs undo is for answers.", ours)

        assert process.wait(20) == 0
    new = next(one["id"] for one in synced.run("cards", "--json").records if one["front"] == "Prior")
    assert f"{known}  Prior" in shown
    assert "2 facts, 1 of them answered" in shown
    assert f"retired {known} with 1 review  (srs link {known} {new})" in done
    assert synced.run("link", known, new).status == 0
    assert synced.run("card", known, "--json").records[0]["cards"][0]["reps"] == 1


def test_answered_facts_that_a_query_finds_are_not_begun_anew_unasked(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Prior"], "good")

    refused = synced.run("reset", "path:inference.md")
    unanswered = synced.run("reset", "path:information.md")

    assert refused.status == 3
    assert "This query finds 2 facts, 1 of them answered; nothing was changed." in refused.err
    assert unanswered.status == 0
    assert unanswered.out.endswith("with 0 reviews\nsrs undo is for answers.\n")


def test_in_a_terminal_the_user_is_asked_about_many(notes: Collection) -> None:
    notes.write("many.md", *definitions(30))
    notes.run("sync")

    for answer, suspended in (("n", 0), ("y", 30)):
        with in_terminal("-C", notes.folder, "suspend", "path:many.md", SRS_NOW=NOW) as (process, ours):
            shown = read_until("[y/N]: ", ours)
            os.write(ours, f"{answer}\n".encode())
            read_until("30 cards suspended" if suspended else "nothing was changed", ours)
            status = process.wait(20)

        assert "This query finds 30 cards; nothing was changed." in shown
        assert status == (0 if suspended else 3)
        assert len(notes.run("cards", "is:suspended", "--json").records) == suspended
