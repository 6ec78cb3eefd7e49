"""A drill that stays open while its settings, its parameters and the day become others."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from fitted import count_stale, optimise
from screen import Clock, seated

from srs.app.collection import find_collection
from srs.app.drill import Wish
from srs.app.selection import select, today_of
from srs.errors import SrsError
from srs.model import Rating
from srs.store.log import history

if TYPE_CHECKING:
    from command import Collection

    from srs.app.sitting import Sitting

ONE_NEW = "[review]\nnew_per_day = 1\nlearning_steps = []\n"


def configure(collection: Collection, settings: str) -> None:
    (collection.folder / "srs.toml").write_text(settings, "utf-8")


def front(sitting: Sitting) -> str:
    return sitting.question.fact.draft.front if sitting.question else ""


def test_the_end_goes_on_by_parameters_that_were_fitted_meanwhile(synced: Collection) -> None:
    configure(synced, '[review]\nlearn_ahead = "0m"\n')
    clock = Clock()

    with seated(synced, Wish(new=1), clock=clock) as app:
        app.sitting.rate(Rating.AGAIN)
        optimise(synced)
        clock.pass_time(minutes=5)
        app.sitting.look_again()
        assert front(app.sitting) == "Prior"
        app.sitting.rate(Rating.EASY)

    assert count_stale(synced) == 0


def test_parameters_are_not_changed_while_a_card_is_on_the_screen(synced: Collection) -> None:
    with seated(synced) as app:
        app.sitting.rate(Rating.EASY)

        with pytest.raises(SrsError, match="A drill has a card on screen"):
            optimise(synced)


def test_the_end_goes_on_by_the_settings_as_they_are_now(synced: Collection) -> None:
    configure(synced, ONE_NEW)

    with seated(synced) as app:
        app.sitting.rate(Rating.EASY)
        configure(synced, ONE_NEW.replace("1", "3") + "desired_retention = 0.7\n")
        assert app.sitting.look_again() == ""
        assert front(app.sitting) == "Likelihood"
        assert app.sitting.drill.presets.general.desired_retention == 0.7
        for _ in range(2):
            app.sitting.rate(Rating.EASY)
        configure(synced, "[review]\nnew_per_day = none\n")
        told = app.sitting.look_again()

        assert app.sitting.question is None
    assert "srs.toml" in told


def test_settings_that_changed_beside_an_edit_hold_for_the_card_that_is_up(synced: Collection) -> None:
    with seated(synced) as app:
        sitting = app.sitting
        sitting.reveal()
        before = sitting.intervals[Rating.EASY]
        configure(synced, "[review]\ndesired_retention = 0.7\n")

        sitting.return_to()

        assert front(sitting) == "Prior"
        assert sitting.revealed
        assert sitting.intervals[Rating.EASY] != before


def test_the_end_goes_on_when_another_day_has_begun(synced: Collection) -> None:
    configure(synced, ONE_NEW)
    clock = Clock()

    with seated(synced, clock=clock) as app:
        app.sitting.rate(Rating.AGAIN)
        assert front(app.sitting) == ""
        clock.pass_time(hours=24)

        fronts = []
        app.sitting.look_again()
        while app.sitting.question:
            fronts.append(front(app.sitting))
            app.sitting.rate(Rating.EASY)

    assert sorted(fronts) == ["Likelihood", "Prior"]


def test_behind_a_card_that_stood_on_the_screen_overnight_come_those_of_the_day(synced: Collection) -> None:
    configure(synced, ONE_NEW.replace("1", "2"))
    clock = Clock()

    with seated(synced, clock=clock) as app:
        app.sitting.rate(Rating.AGAIN)
        assert front(app.sitting) == "Likelihood"
        clock.pass_time(hours=24)

        fronts = []
        while app.sitting.question:
            fronts.append(front(app.sitting))
            app.sitting.reveal()
            app.sitting.rate(Rating.EASY)

    assert fronts[0] == "Likelihood"
    assert sorted(fronts[1:]) == ["Entropy", "Prior"]


def test_a_query_is_asked_anew_on_another_day(synced: Collection) -> None:
    configure(synced, ONE_NEW)
    clock = Clock()
    found = find_collection(synced.folder)
    with closing(found.open_existing()) as store:
        presets, now_ms = found.presets(store), round(clock.at.timestamp() * 1000)
        chosen = select(store, ["is:new or is:due"], today_of(presets.clock(clock.at), now_ms, presets.general))

    with seated(synced, Wish(chosen), clock=clock) as app:
        app.sitting.rate(Rating.AGAIN)
        clock.pass_time(hours=24)
        app.sitting.look_again()
        left = app.sitting.drill.remaining(round(clock.at.timestamp() * 1000))

    assert (left.new, left.learning + left.due) == (1, 1)


def test_an_answer_after_the_clocks_went_forward_is_one_of_the_day_it_is(synced: Collection) -> None:
    clock = Clock(datetime(2026, 3, 28, 22, 0, tzinfo=ZoneInfo("Europe/Berlin")))

    with seated(synced, clock=clock) as app:
        clock.at = datetime(2026, 3, 29, 4, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        app.sitting.rate(Rating.EASY)
        ((*_, review),) = history(app.sitting.drill.store)

    assert review.moment.day == (datetime(2026, 3, 29) - datetime(1970, 1, 1)).days


def test_at_its_limit_a_drill_says_so(synced: Collection) -> None:
    configure(synced, '[review]\nlearn_ahead = "0m"\n')
    with seated(synced, Wish(limit=1)) as app:
        app.sitting.rate(Rating.AGAIN)

        assert app.sitting.look_again() == "The limit of 1 is reached; srs review goes on."
