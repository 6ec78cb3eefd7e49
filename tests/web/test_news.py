"""What pages hear: of what others write, not of what they show already, and of notes that are not taken over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from command import definitions
from webpages import field, served, wait_for

if TYPE_CHECKING:
    from command import Collection
    from webpages import Visitor


def version(page: str) -> int:
    """Return which version of the store a page says it shows."""
    found = re.search(r'data-version="(\d+)"', page)
    assert found
    return int(found[1])


def answer(visitor: Visitor) -> None:
    turn = field(visitor.get("/review").text, "turn")
    visitor.submit("/review", turn=turn, shown="1", do="good")


@pytest.fixture
def emptied(synced: Collection) -> Collection:
    """Return a collection of which most notes are gone since the last sync."""
    synced.write("many.md", *definitions(30))
    assert synced.run("sync").status == 0
    synced.file("many.md").unlink()
    return synced


def test_a_page_knows_of_an_answer_that_was_given_before_it(synced: Collection) -> None:
    with served(synced) as site:
        visitor = site.visitor()
        before = version(visitor.get("/figures").text)
        answer(visitor)

        after = version(visitor.get("/figures").text)

        assert after > before, "pages that were open hear of it"
        assert site.desk.lookout.look() == after, "and this one does not"


def test_a_page_hears_of_what_another_srs_writes(synced: Collection) -> None:
    with served(synced) as site:
        shown = version(site.visitor().get("/figures").text)
        assert synced.run("answer", synced.ids()["Prior"], "good").status == 0

        assert site.desk.lookout.look() > shown


def test_a_sync_that_is_refused_is_told_beside_the_cards_and_leads_to_the_plan(emptied: Collection) -> None:
    with served(emptied, watch=True) as site:
        visitor = site.visitor()

        review = wait_for(lambda: visitor.get("/review").text, lambda page: "would retire" in page)
        plan = visitor.get("/plan").text

        assert "This sync would retire 30 of 34 facts. <a href" in review
        assert "srs sync" not in review + plan, "the way out is on the page"
        assert plan.count("would retire 30 of 34 facts") == 1
        assert "would retire" not in visitor.submit("/plan", plan=field(plan, "plan"), yes="1")
        assert "would retire" not in visitor.get("/review").text


def test_a_refusal_is_told_no_more_once_it_was_settled_in_the_terminal(emptied: Collection) -> None:
    with served(emptied, watch=True) as site:
        visitor = site.visitor()
        wait_for(lambda: visitor.get("/review").text, lambda page: "would retire" in page)
        assert emptied.run("sync", "--yes").status == 0

        page = wait_for(lambda: visitor.get("/review").text, lambda page: "would retire" not in page)

    assert "would retire" not in page
