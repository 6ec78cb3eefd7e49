"""The keys that `srs.toml` gives to actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import play, seated

from srs.app.keys import DEFAULTS, TOLD
from srs.app.setting_names import ACTIONS

if TYPE_CHECKING:
    from command import Collection


def set_keys(collection: Collection, lines: str) -> None:
    (collection.folder / "srs.toml").write_text(f"[keys]\n{lines}\n", "utf-8")


def test_keys_are_those_of_the_settings(synced: Collection) -> None:
    set_keys(synced, 'show = [" ", "f2"]\ngood = ["l", "ctrl+g"]\nundo = "ü"')

    with seated(synced) as app:
        shown = play(app, "f2", "l", "space", "ctrl+g", "u", "3")
        undone = app.sitting.drill.summary().answered

    assert "l good" in shown[1]
    assert undone == 2
    assert "Took back" not in shown[-1]


def test_a_message_names_the_key_that_takes_back(synced: Collection) -> None:
    set_keys(synced, 'undo = "z"')

    with seated(synced) as app:
        assert "(z takes it back" in play(app, "@")[-1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('good = "u"', "srs.toml:2: the key 'u' is both good and undo."),
        ('undo = "q"', "srs.toml:2: the key 'q' is both undo and quit."),
        ('leave = "x"', "srs.toml:2: there is no setting 'leave'."),
        ('quit = "spce"', "srs.toml:2: 'spce' is no key of the drill."),
        ('quit = "up"', "srs.toml:2: 'up' is no key of the drill."),
        ('quit = "ctrl+c"', "srs.toml:2: 'ctrl+c' is no key of the drill."),
        ("quit = [1]", "srs.toml:2: 1 is no key of the drill."),
        ("quit = 1", "srs.toml:2: 'quit' has the wrong kind of value (1)."),
        ('[screen]\ntheme = "pink"', "srs.toml:3: there is no theme 'pink'."),
        ("[screen]\ntimer = 1", "srs.toml:3: 'timer' has the wrong kind of value (1)."),
    ],
)
def test_what_means_nothing_is_refused_with_its_line(synced: Collection, line: str, message: str) -> None:
    set_keys(synced, line)

    ran = synced.run("due")

    assert ran.status == 2
    assert message in ran.err


def test_a_key_that_was_given_away_is_free(synced: Collection) -> None:
    set_keys(synced, 'undo = "z"\ngood = "u"\nredo = []')

    assert synced.run("due").status == 0


def test_the_help_tells_every_action() -> None:
    assert set(TOLD) == set(DEFAULTS)


def test_the_settings_know_every_action() -> None:
    assert set(ACTIONS) == set(DEFAULTS)


def test_a_key_that_settings_gave_to_another_action_stays_with_that(synced: Collection) -> None:
    set_keys(synced, 'undo = "x"')

    with seated(synced) as app:
        shown = play(app, "space", "3", "x")
        assert app.sitting.drill.summary().answered == 0

    assert "Took back" in shown[-1]
