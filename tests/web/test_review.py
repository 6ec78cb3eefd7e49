"""The drill on a page: forms and links alone, as a browser without scripts sends them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import Collection
from fitted import FITTED, count_stale, optimise
from screen import Clock, state_of
from webpages import field, served, wait_for

from srs.app.collection import find_collection
from srs.app.wording import ANSWERED_ELSEWHERE
from srs.store.drilling import between_drills
from srs.web.pages.review import STALE
from srs.web.seats import IDLE_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from webpages import Site, Visitor

FIRST, FIRST_ANSWER = "Prior", "what is believed before any data is seen"
SECOND = "Likelihood"


@pytest.fixture
def site(synced: Collection) -> Iterator[Site]:
    with served(synced) as running:
        yield running


def shown(visitor: Visitor, address: str = "/review") -> str:
    """Return the page of the card with its answer."""
    turn = field(visitor.get(address).text, "turn")
    return visitor.get(f"{address}{'&' if '?' in address else '?'}show={turn}").text


def answer(visitor: Visitor, rating: str = "good", page: str = "") -> str:
    """Rate the card of a page, of the present one without it, and return the next page."""
    return visitor.submit("/review", turn=field(page or shown(visitor), "turn"), shown="1", do=rating)


def answers(collection: Collection) -> list[tuple[object, ...]]:
    store = find_collection(collection.folder).open()
    try:
        return state_of(store)[1]
    finally:
        store.close()


def is_free(collection: Collection) -> bool:
    """Tell whether no card is on any screen."""
    store = find_collection(collection.folder).open()
    try:
        with between_drills(store) as free:
            return free
    finally:
        store.close()


def test_the_question_comes_without_any_trace_of_its_answer(site: Site) -> None:
    page = site.visitor().get("/review").text

    assert FIRST in page
    assert FIRST_ANSWER not in page
    assert "Show answer" in page
    assert "4 new" in page


def test_the_answer_comes_with_its_place_and_four_buttons(site: Site) -> None:
    page = shown(site.visitor())

    assert FIRST_ANSWER in page
    assert "inference.md:3" in page
    for rating, interval in {"again": "1m", "hard": "6m", "good": "10m"}.items():
        assert f'value="{rating}"' in page
        assert f"<small>{interval}</small>" in page


def test_an_answer_is_written_down_and_leads_to_the_next_card(site: Site, synced: Collection) -> None:
    page = answer(site.visitor())

    assert SECOND in page
    assert len(answers(synced)) == 1


def test_a_form_that_is_sent_twice_counts_once(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = shown(visitor)

    answer(visitor, page=page)
    again = answer(visitor, page=page)

    assert STALE in again
    assert SECOND in again, "the present card is shown"
    assert len(answers(synced)) == 1


def test_the_answer_of_a_page_is_not_shown_on_the_next_card(site: Site) -> None:
    visitor = site.visitor()
    turn = field(visitor.get("/review").text, "turn")
    answer(visitor)

    assert "how well a model explains" not in visitor.get("/review", params={"show": turn}).text


def test_what_was_answered_in_the_terminal_meanwhile_is_not_counted_twice(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = shown(visitor)
    assert synced.run("answer", synced.ids()[FIRST], "again").status == 0

    after = answer(visitor, page=page)

    assert ANSWERED_ELSEWHERE in after
    assert len(answers(synced)) == 1


def test_two_browsers_do_not_count_the_same_card_twice(site: Site, synced: Collection) -> None:
    one, other = site.visitor(), site.visitor()
    first, second = shown(one), shown(other)
    assert field(first, "turn") != field(second, "turn")

    answer(one, page=first)
    page = answer(other, page=second)

    assert ANSWERED_ELSEWHERE in page
    assert len(answers(synced)) == 1


def test_two_tabs_of_a_browser_are_one_drill(site: Site, synced: Collection) -> None:
    visitor = site.visitor()

    assert field(shown(visitor), "turn") == field(shown(visitor), "turn")
    assert field(shown(visitor, "/review?new=1"), "turn") != field(shown(visitor), "turn"), (
        "another wish is another drill"
    )


def test_an_answer_is_taken_back_once_and_given_again(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = answer(visitor, "easy")
    answer(visitor, "easy")

    turn = field(visitor.get("/review").text, "turn")
    page = visitor.submit("/review", turn=turn, do="undo")
    assert "Took back &#39;easy&#39; on: Likelihood" in page
    visitor.submit("/review", turn=turn, do="undo")
    assert len(answers(synced)) == 1, "a double click takes one back"

    page = visitor.submit("/review", turn=field(visitor.get("/review").text, "turn"), do="redo")
    assert "Gave &#39;easy&#39; again" in page
    assert len(answers(synced)) == 2


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("suspend", "Suspended: Prior"),
        ("bury", "Buried until tomorrow: Prior"),
        ("reject", "Not a card: Prior"),
        ("flag", "Flag 1."),
    ],
)
def test_a_card_is_put_aside_or_marked(site: Site, deed: str, told: str) -> None:
    visitor = site.visitor()

    page = visitor.submit("/review", turn=field(visitor.get("/review").text, "turn"), do=deed)

    assert told in page
    assert (SECOND in page) == (deed != "flag")
    assert FIRST_ANSWER not in page


def test_a_flag_leaves_the_answer_and_the_lines_around_as_they_are_shown(site: Site) -> None:
    visitor = site.visitor()
    turn = field(visitor.get("/review").text, "turn")
    page = visitor.get("/review", params={"show": turn, "around": turn}).text
    assert "# Notes" in page
    assert '<li value="3" class="own">' in page

    page = visitor.submit("/review", turn=turn, shown="1", around="1", do="flag")

    assert FIRST_ANSWER in page
    assert "# Notes" in page
    assert "⚑ 1" in page


def test_a_typed_answer_is_corrected(site: Site) -> None:
    visitor = site.visitor()

    typed = "what is believed before all data is seen"
    page = visitor.submit("/review", turn=field(visitor.get("/review").text, "turn"), do="type", typed=typed)

    assert "Corrected:" in page
    assert "<del>all</del> <ins>any</ins>" in page
    assert FIRST_ANSWER in page


def test_a_typed_answer_that_is_right_is_told(site: Site) -> None:
    visitor = site.visitor()

    page = visitor.submit(
        "/review", turn=field(visitor.get("/review").text, "turn"), do="type", typed=FIRST_ANSWER.upper()
    )

    assert "Right:" in page


def test_a_reworded_card_shows_what_changed(notes: Collection) -> None:
    notes.run("sync", now="2026-02-01T09:00:00+00:00")
    notes.run("answer", notes.ids()[FIRST], "easy", now="2026-02-01T09:00:00+00:00")
    notes.write(
        "inference.md",
        f"{FIRST}: what one believes before any data is seen",
        "Likelihood: how well a model explains the data",
    )
    notes.run("sync", now="2026-02-02T09:00:00+00:00")

    with served(notes) as site:
        page = shown(site.visitor(), "/review?q=prior")

    assert "Changed since you last saw it (reworded)" in page
    assert "<del>is believed</del> <ins>one believes</ins>" in page


def test_at_the_end_there_are_the_figures_of_the_day(site: Site) -> None:
    visitor = site.visitor()
    for rating in ("easy", "easy", "easy"):
        answer(visitor, rating)

    page = answer(visitor, "easy")

    assert '<h1 id="done">Done</h1>' in page
    assert "<dt>easy</dt><dd>4</dd>" in page
    assert "Cards due on the coming days" in page
    assert "Nothing is due." in page


def test_a_step_that_becomes_due_is_asked_when_the_page_is_opened_again(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[review]\nlearn_ahead = "0m"\n', "utf-8")
    with served(synced) as site:
        visitor = site.visitor()
        for rating in ("again", "easy", "easy"):
            answer(visitor, rating)
        page = answer(visitor, "easy")
        assert "More is due at <strong>09:01</strong>" in page

        site.clock.pass_time(minutes=2)

        assert FIRST in visitor.get("/review").text


def test_a_new_day_begins_a_new_drill(site: Site) -> None:
    visitor = site.visitor()
    for _ in range(4):
        answer(visitor, "easy")
    assert "Done" in visitor.get("/review").text

    site.clock.pass_time(days=30)

    assert "4 due" in visitor.get("/review").text


def test_a_drill_is_chosen_by_its_address(site: Site) -> None:
    visitor = site.visitor()

    assert "2 new" in visitor.get("/review?q=path:information.md").text
    assert "1 new" in visitor.get("/review?new=1").text
    assert "Entropy" in visitor.get("/review?q=entropy").text


def test_going_through_cards_writes_nothing_and_can_begin_anew(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    address = "/review?q=entropy&cram=1"

    first = visitor.get(address).text
    page = visitor.submit(address, turn=field(first, "turn"), shown="1", do="good")
    assert "cram: schedules stay" in first
    assert "Schedules are as they were." in page
    assert answers(synced) == []

    page = visitor.submit(address, turn=field(page, "turn"), do="restart")
    assert "Entropy" in page


@pytest.mark.parametrize("address", ["/review?q=path:nowhere", "/review?q=path:nowhere&cram=1"])
def test_a_choice_that_no_card_matches_is_told_from_nothing_due(site: Site, address: str) -> None:
    page = site.visitor().get(address).text

    assert "No card matches" in page
    assert "path:nowhere</code>" in page
    assert "Nothing is due" not in page
    assert "Schedules are as they were" not in page


@pytest.mark.parametrize(
    "address", ["/review?q=deck:(", "/review?deck=nowhere", "/review?new=x", "/review?ahead=99999", "/review?limit=0"]
)
def test_a_wish_that_makes_no_sense_is_told_in_a_sentence(site: Site, address: str) -> None:
    answer = site.visitor().get(address)

    assert answer.status_code == 400
    assert "This cannot be done" in answer.text


@pytest.mark.parametrize("form", [{}, {"do": "delete"}, {"do": "again\0"}])
def test_a_form_that_is_none_of_ours_is_refused(site: Site, synced: Collection, form: dict[str, str]) -> None:
    visitor = site.visitor()
    turn = field(visitor.get("/review").text, "turn")

    answer = visitor.post("/review", data={"turn": turn, **form}, headers={"origin": visitor.base_url.__str__()})

    assert answer.status_code == 400
    assert answers(synced) == []


def test_nobody_else_has_to_wait_for_a_page_that_nobody_touches(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    visitor.get("/review")
    assert not is_free(synced), "a card is on the page"

    let_go(site)
    assert is_free(synced)

    visitor.get("/review")
    assert not is_free(synced), "somebody looks at it again"


def let_go(site: Site) -> None:
    """Let the time pass after which nobody waits for a page any more."""
    from srs.web.seats import Seats

    site.clock.pass_time(milliseconds=IDLE_MS + 1)
    site.at_drills(Seats.let_go)


def test_a_page_that_was_let_go_goes_on_by_what_was_fitted_and_set_meanwhile(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = shown(visitor)
    let_go(site)
    optimise(synced)
    (synced.folder / "srs.toml").write_text("[review]\nlearning_steps = []\n", "utf-8")
    site.desk.followed.read()

    answer(visitor, "good", page)

    (card,) = synced.run("card", synced.ids()[FIRST], "--json").records[0]["cards"]
    assert (card["state"], card["stability"]) == ("review", FITTED[2])
    assert count_stale(synced) == 0


def test_settings_that_change_hold_for_the_card_on_the_page(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = shown(visitor)
    (synced.folder / "srs.toml").write_text("[review]\nlearning_steps = []\n", "utf-8")
    site.desk.followed.read()

    answer(visitor, "good", page)

    (card,) = synced.run("card", synced.ids()[FIRST], "--json").records[0]["cards"]
    assert card["state"] == "review"


def test_a_form_from_before_a_pause_does_not_count_for_another_card(site: Site, synced: Collection) -> None:
    visitor = site.visitor()
    page = shown(visitor)
    let_go(site)
    assert synced.run("answer", synced.ids()[FIRST], "easy").status == 0

    told = answer(visitor, "again", page)

    assert len(answers(synced)) == 1
    assert STALE in told
    assert SECOND in told


def test_a_server_that_ended_leaves_no_sign_of_a_drill(synced: Collection) -> None:
    with served(synced) as site:
        site.visitor().get("/review")

    assert is_free(synced)


def test_the_keys_of_the_settings_hold_on_the_page(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[keys]\nagain = "z"\n', "utf-8")

    with served(synced) as site:
        page = site.visitor().get("/review").text

    keys = json.loads(page.split('data-keys="')[1].split('"')[0].replace("&#34;", '"'))
    assert keys["z"] == "again"
    assert keys["space"] == "show"


def test_read_only_shows_cards_and_answers_and_has_no_forms(synced: Collection) -> None:
    with served(synced, read_only=True) as site:
        page = shown_read_only = site.visitor().get("/review").text
        turn = page.split("show=")[1].split('"')[0]
        shown_read_only = site.visitor().get(f"/review?show={turn}").text

    assert "read only" in page
    assert FIRST in shown_read_only
    assert "<button name" not in page + shown_read_only


def test_notes_that_change_come_behind_the_card_that_is_asked(synced: Collection) -> None:
    with served(synced, watch=True) as site:
        visitor = site.visitor()
        before = visitor.get("/review").text
        assert "4 new" in before
        synced.write("more.md", "Posterior: what is believed once data was seen", "Evidence: what data say in all")

        page = wait_for(lambda: visitor.get("/review").text, lambda page: "6 new" in page)

    assert "6 new" in page
    assert field(page, "turn") == field(before, "turn"), "the card on the page stays, and its form is good"


def test_settings_that_change_while_pages_are_served_hold_for_the_notes_and_for_the_next_drill(
    synced: Collection,
) -> None:
    with served(synced, watch=True) as site:
        visitor = site.visitor()
        assert "4 new" in visitor.get("/review").text
        (synced.folder / "srs.toml").write_text('exclude = ["inference.md"]\n[review]\nnew_per_day = 1\n', "utf-8")

        page = wait_for(lambda: site.visitor().get("/review").text, lambda page: "1 new" in page)

        assert "1 new" in page
        assert synced.run("sync", "--check").status == 0


def test_a_page_hears_of_news() -> None:
    import asyncio

    from srs.web.hub import Hub

    async def listened() -> list[bytes]:
        hub = Hub()
        hub.open()
        heard = []
        async for event in hub.listen():
            heard.append(event)
            if len(heard) == 1:
                await asyncio.to_thread(hub.publish, "notes", told="1 created", is_change=True)
            if len(heard) == 2:
                hub.close()
        return heard

    first, second = asyncio.run(listened())

    assert first == b'event: version\ndata: {"version": 0}\n\n'
    assert second == b'event: notes\ndata: {"version": 1, "told": "1 created"}\n\n'


def test_the_time_from_question_to_answer_is_written_down(synced: Collection) -> None:
    clock = Clock()
    with served(synced, clock=clock) as site:
        visitor = site.visitor()
        page = shown(visitor)
        clock.pass_time(seconds=7)
        answer(visitor, page=page)

    (row,) = answers(synced)
    assert 7000 in row


def test_the_end_offers_new_cards_that_can_be_asked_and_no_siblings(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text(
        '[review]\nnew_per_day = 3\n[[folder]]\npath = "*"\nreverse = true\n', "utf-8"
    )
    assert synced.run("sync").status == 0

    with served(synced) as site:
        visitor = site.visitor()
        for _ in range(3):
            answer(visitor, "easy")
        third = visitor.get("/review").text
        fourth_card = shown(visitor, "/review?new=1")
        visitor.submit("/review?new=1", turn=field(fourth_card, "turn"), shown="1", do="easy")
        fourth = visitor.get("/review").text

    assert "1 new card more" in third
    assert "more</a>" not in fourth


def test_what_a_gap_hid_is_set_off_in_the_answer(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "collection")
    collection.file("gap.md").parent.mkdir(parents=True)
    collection.file("gap.md").write_text("# Rivers\n\nC: The [Seine] flows through [Paris].\n", "utf-8")
    collection.run("sync")

    with served(collection) as site:
        page = shown(site.visitor())

    assert 'The <mark class="gap">Seine</mark> flows through Paris.' in page
