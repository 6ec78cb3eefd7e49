"""Notes that are copied, edited, put back and deleted over several syncs: an answered fact goes on, or is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command import Collection

PRIOR = "Prior: what is believed before any data is seen"
LIKELIHOOD = "Likelihood: how well a model explains the data"
PRIOR_ANEW = "Prior: a distribution over parameters that is chosen ahead of observations"


def answered(collection: Collection) -> str:
    """Return the id of a fact of `a.md` that was answered once."""
    collection.write("a.md", PRIOR, LIKELIHOOD)
    collection.file("inference.md").unlink()
    collection.run("sync", "--yes")
    known = collection.ids()["Prior"]
    assert collection.run("answer", known, "good").status == 0
    return known


def plan(collection: Collection) -> list[dict[str, object]]:
    made = collection.run("sync", "--yes", "--json").records[:-1]
    assert collection.run("sync", "--yes", "--json").records[:-1] == []
    assert collection.run("doctor").status == 0
    return made


def said(collection: Collection, known: str) -> tuple[str, str, str]:
    fact = collection.run("card", known, "--json").records[0]
    assert len(fact["reviews"]) == 1
    return fact["status"], fact["path"], fact["back"]


def test_a_text_that_is_put_back_after_two_edits_is_the_fact_it_was(synced: Collection) -> None:
    known = answered(synced)
    synced.write("a.md", PRIOR.replace("Prior:", "Prior distribution:"), LIKELIHOOD)
    plan(synced)
    synced.write("a.md", PRIOR_ANEW.replace("Prior:", "Prior distribution:"), LIKELIHOOD)
    plan(synced)

    synced.write("a.md", PRIOR, LIKELIHOOD)

    assert [one["change"] for one in plan(synced)] == ["edited"]
    assert said(synced, known)[0] == "active"


def test_a_text_that_is_put_back_after_a_link_is_the_fact_it_was(synced: Collection) -> None:
    known = answered(synced)
    synced.write("a.md", "Posterior: what is believed once data were seen", LIKELIHOOD)
    plan(synced)
    new = synced.ids()["Posterior"]
    assert synced.run("link", known, new).status == 0

    synced.write("a.md", PRIOR, LIKELIHOOD)

    assert [one["change"] for one in plan(synced)] == ["edited"]
    assert said(synced, known) == ("active", "a.md", PRIOR.partition(": ")[2])


def went_to_a_copy(collection: Collection, anew: str) -> tuple[str, str]:
    """Return an answered fact whose text went to a copy, and what stands in its old note with other words; then the copy goes."""
    known = answered(collection)
    collection.write("a.md", anew, LIKELIHOOD)
    collection.write("archive/a.md", PRIOR, LIKELIHOOD)
    plan(collection)
    assert said(collection, known)[1] == "archive/a.md"
    (other,) = (
        one["id"]
        for one in collection.run("cards", "--json").records
        if (one["path"], one["front"]) == ("a.md", "Prior")
    )
    collection.file("archive/a.md").unlink()
    return known, other


def test_a_history_that_went_to_a_copy_comes_back_when_the_copy_goes(synced: Collection) -> None:
    anew = "Prior: what is believed about parameters before any data is seen at all"
    known, _ = went_to_a_copy(synced, anew)

    plan(synced)

    assert said(synced, known) == ("active", "a.md", anew.partition(": ")[2])


def test_where_another_text_stands_in_the_note_a_history_came_from_both_are_named(synced: Collection) -> None:
    known, other = went_to_a_copy(synced, PRIOR_ANEW)

    made = plan(synced)

    assert [(one["id"], one["candidates"]) for one in made if one["change"] == "ambiguous"] == [(other, [known])]


def test_a_copy_that_became_another_fact_takes_no_history(synced: Collection) -> None:
    known = answered(synced)
    synced.write("b.md", PRIOR)
    plan(synced)
    synced.write("b.md", "Belief: what is believed before any data is seen")
    plan(synced)
    synced.write("b.md", "Belief: what is held to be true before any data is seen")
    plan(synced)

    synced.write("a.md", LIKELIHOOD)
    made = plan(synced)

    assert said(synced, known)[0] == "retired"
    assert [one["candidates"] for one in made if one["change"] == "ambiguous"] == [[known]]


def test_a_note_that_takes_the_text_of_its_copy_keeps_its_history(synced: Collection) -> None:
    known = answered(synced)
    synced.write("a (conflicted copy).md", PRIOR_ANEW, LIKELIHOOD)
    plan(synced)

    synced.write("a.md", PRIOR_ANEW, LIKELIHOOD)
    synced.file("a (conflicted copy).md").unlink()
    plan(synced)

    assert said(synced, known) == ("active", "a.md", PRIOR_ANEW.partition(": ")[2])


def test_a_history_goes_on_in_a_copy_that_was_edited(synced: Collection) -> None:
    known = answered(synced)
    synced.write("b.md", PRIOR, LIKELIHOOD)
    plan(synced)
    synced.write("b.md", PRIOR_ANEW, LIKELIHOOD)
    plan(synced)

    synced.file("a.md").unlink()
    plan(synced)

    assert said(synced, known) == ("active", "b.md", PRIOR_ANEW.partition(": ")[2])


def test_the_same_front_elsewhere_that_was_never_a_copy_is_named(synced: Collection) -> None:
    known = answered(synced)
    synced.write("b.md", PRIOR_ANEW)
    plan(synced)
    (other,) = (one["id"] for one in synced.run("cards", "--json").records if one["path"] == "b.md")

    synced.write("a.md", LIKELIHOOD)
    made = plan(synced)

    assert [(one["id"], one["candidates"]) for one in made if one["change"] == "ambiguous"] == [(other, [known])]
    assert said(synced, known)[0] == "retired"
    assert synced.run("link", known, other).status == 0
    assert said(synced, known)[:2] == ("active", "b.md")


def test_a_copy_with_a_history_of_its_own_keeps_it_and_takes_none(synced: Collection) -> None:
    known = answered(synced)
    synced.write("b.md", PRIOR, LIKELIHOOD)
    plan(synced)
    (copy,) = (
        one["id"] for one in synced.run("cards", "--json").records if (one["path"], one["front"]) == ("b.md", "Prior")
    )
    assert synced.run("answer", copy, "good").status == 0
    synced.write("b.md", PRIOR_ANEW, LIKELIHOOD)
    plan(synced)

    synced.file("a.md").unlink()
    plan(synced)

    assert said(synced, known)[0] == "retired"
    assert said(synced, copy)[0] == "active"
