"""The plan as a page: it is looked at, questions are answered, and it is carried out once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from command import definitions
from webpages import field, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from webpages import Site

REWORDED = "Entropy: the average surprise of a source of symbols"
ALPHABET = "Alphabet: a finite set of symbols that words are made of"


def standing(collection: Collection) -> dict[str, str]:
    """Return the ids of the facts in the notes by their front."""
    return {record["front"]: record["id"] for record in collection.run("cards", "--json").records}


@pytest.fixture
def site(synced: Collection) -> Iterator[Site]:
    with served(synced) as running:
        yield running


def fronts(collection: Collection) -> set[str]:
    return set(standing(collection))


def test_a_plan_with_nothing_to_do_says_so(site: Site) -> None:
    page = site.visitor().get("/plan").text

    assert "there is nothing to do" in page
    assert "Carry it out" not in page


def test_an_edit_is_shown_word_by_word_and_carried_out_once(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    synced.write("information.md", REWORDED, ALPHABET, "Noise: what a channel adds to a signal on its way")

    page = visitor.get("/plan").text
    assert "<del>mean</del>" in page
    assert "<ins>average</ins>" in page
    assert "Noise" not in fronts(synced)
    name = field(page, "plan")
    assert "Done: 1 created, 1 edited" in visitor.submit("/plan", plan=name)
    assert "Noise" in fronts(synced)
    assert "another one by now" in visitor.submit("/plan", plan=name)


def test_another_deck_is_told_and_a_third_one_is_another_plan(site: Site, synced: Collection) -> None:
    file, visitor = synced.file("information.md"), site.visitor()
    text = file.read_text("utf-8")

    file.write_text(f"---\ndeck: one\n---\n{text}", "utf-8")
    page = visitor.get("/plan").text
    assert "2 facts to another deck: one" in page
    file.write_text(f"---\ndeck: other\n---\n{text}", "utf-8")
    assert field(visitor.get("/plan").text, "plan") != field(page, "plan")


def test_a_plan_that_has_changed_since_it_was_read_is_not_carried_out(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    synced.write("information.md", REWORDED, ALPHABET)
    name = field(visitor.get("/plan").text, "plan")
    synced.write("inference.md", "Prior: something else altogether")

    assert "another one by now" in visitor.submit("/plan", plan=name)
    assert "Likelihood" in fronts(synced)


def test_a_plan_that_looks_like_an_accident_is_refused_until_somebody_says_yes(synced: Collection) -> None:
    synced.write("many.md", *definitions(30))
    synced.run("sync")
    synced.file("many.md").unlink()
    with served(synced) as site:
        visitor = site.visitor()
        page = visitor.get("/plan").text
        assert 'role="alert"' in page
        assert 'name="yes" value="1" required' in page
        name = field(page, "plan")

        page = visitor.submit("/plan", plan=name)
        assert "30" in page
        assert len(fronts(synced)) == 34
        assert "Done: 30 retired" in visitor.submit("/plan", plan=name, yes="1")
        assert len(fronts(synced)) == 4


@pytest.mark.parametrize("answer", ["one", "none", "later", "nonsense"])
def test_which_fact_a_text_was_is_asked_and_answered(synced: Collection, answer: str) -> None:
    old = synced.ids()["Entropy"]
    assert synced.run("answer", old, "good").status == 0
    synced.write("information.md", "Uncertainty: the surprise of a source that sends some symbols", ALPHABET)
    with served(synced) as site:
        visitor = site.visitor()
        page = visitor.get("/plan").text
        asked = re.search(r'name="(was-\w+)" value="(\w+)"', page)
        if asked is None:
            pytest.skip("the text is taken for the same fact, or for another one, without a doubt")
        said = {"one": asked[2], "none": "-", "later": "", "nonsense": "x"}[answer]
        page = visitor.submit("/plan", **{"plan": field(page, "plan"), asked[1]: said})

    assert ("1 fact joined" in page) is (answer == "one")
    assert (standing(synced)["Uncertainty"] == old) is (answer == "one")
    assert ("Which facts were these?" in page) is (answer in ("later", "nonsense"))


def test_texts_without_a_history_to_lose_are_told_and_not_asked_about(site: Site, synced: Collection) -> None:
    synced.write("maps.md", "Tangent bundle: all tangent spaces of the manifold taken together as one space")
    synced.run("sync")
    synced.write(
        "maps.md",
        "Tangent bundles: all tangent spaces of a manifold taken together as one set",
        "Tangents bundle: all tangent spaces of every manifold taken together as one thing",
    )

    page = site.visitor().get("/plan").text

    assert "Which facts were these?" not in page
    assert "2 texts not asked about: no history to lose, taken as new." in page


def test_a_decision_about_a_text_of_an_earlier_sync_is_told_as_one_sentence(synced: Collection) -> None:
    assert synced.run("answer", synced.ids()["Entropy"], "good").status == 0
    synced.write("information.md", "Uncertainty: the surprise of a source that sends some symbols", ALPHABET)
    assert synced.run("sync").status == 0
    with served(synced) as site:
        visitor = site.visitor()
        page = visitor.get("/plan").text
        asked = re.search(r'name="(was-\w+)" value="(\w+)"', page)
        assert asked

        page = visitor.submit("/plan", **{"plan": field(page, "plan"), asked[1]: asked[2]})

    assert "Done: 1 fact joined.<" in page
