"""The drill line by line, for any terminal."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from srs.app.doors import Doors
from srs.app.future import count_of_future
from srs.app.sitting import Sitting
from srs.app.wording import future_told
from srs.cli.clock import read_now, tick_ms, wall_ns
from srs.cli.drill_frame import begin, now_ms, say_goodbye, say_nothing_due
from srs.cli.keyboard import Keyboard
from srs.cli.output import has_colour, print_text
from srs.cli.plain_page import COLOURS, Page, show_buttons, show_keys
from srs.errors import SrsError
from srs.model import Rating

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.doors import Aside
    from srs.app.drill import Question, Wish
    from srs.store.open import Store


def run_drill(store: Store, collection: Collection, wish: Wish, news: str) -> None:
    """Ask cards until none is left or the user quits; then say what was done and what comes next."""
    drill = begin(store, collection, wish)
    if news:
        print_text(news, dim=True)
    future = count_of_future(store, drill.clock, now_ms())
    if future:
        print_text(future_told(future), fg="yellow")
    sitting = Sitting(drill, collection, Doors(read_now, tick_ms, wall_ns, _open_editor, has_colour(), _open_page))
    try:
        sitting.advance()
        if sitting.question is None:
            say_nothing_due(store, collection, wish)
            return
        PlainDrill(sitting).run()
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
    finally:
        sitting.leave()
    say_goodbye(drill, store, collection)


class PlainDrill:
    """Does what the keys mean, and prints what comes of it below what was there."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._keyboard = Keyboard(self._show_card)
        self._has_left = False
        self._actions = {key: action for action, keys in sitting.keys.items() for key in keys}
        self._deeds: dict[str, Callable[[], object]] = {
            "show": self._show,
            "undo": self._say(sitting.undo),
            "redo": self._say(sitting.redo),
            "suspend": self._say(sitting.suspend),
            "bury": self._say(sitting.bury),
            "reject": self._say(sitting.reject),
            "flag": self._say(sitting.mark),
            "context": self._look_around,
            "open": self._open,
            "edit": self._edit,
            "type": self._type,
            "help": self._help,
            "quit": self._quit,
            **{rating.name.lower(): partial(self._rate, rating) for rating in Rating},
        }

    def run(self) -> None:
        """Ask card after card, until none is left or the user leaves."""
        while (question := self._sitting.question) is not None and not self._has_left:
            self._show_card()
            while self._sitting.question is question and not self._has_left:
                self._obey(self._next_action())

    def _show_card(self) -> None:
        """Print the card as far as it is shown: after an edit, and a ctrl-z, that may be all of it."""
        sitting, page = self._sitting, Page.now()
        if sitting.question is None:
            return
        left = sitting.drill.remaining(now_ms())
        page.show_question(sitting.question, left, sitting.flag, is_cram=sitting.is_cram)
        if sitting.revealed:
            page.show_answer(sitting, sitting.question)
        else:
            self._prompt()

    def _next_action(self) -> str:
        """Wait for a key that means something; before the answer every other key shows it."""
        is_asked = not self._sitting.revealed
        action = self._actions.get(self._keyboard.read(), "show" if is_asked else "")
        while not action:
            action = self._actions.get(self._keyboard.read(), "")
        if is_asked:
            _clear_line()
        return action

    def _obey(self, action: str) -> None:
        """Carry out an action; what cannot be done is told, and the drill goes on with its card."""
        question = self._sitting.question
        was_shown = self._sitting.revealed
        try:
            self._deeds.get(action, self._refuse)()
        except SrsError as error:
            if self._sitting.question is None:
                raise
            print_text(error.told, fg="yellow")
        if self._has_left or self._sitting.question is not question:
            return
        if not self._sitting.revealed:
            self._prompt()
        elif was_shown:
            show_buttons(self._sitting)

    def _prompt(self) -> None:
        key = self._sitting.key("help")
        click.secho(f"any key to show, {key} for help" if key else "any key to show", dim=True, nl=False)

    def _say(self, deed: Callable[[], str]) -> Callable[[], None]:
        """Return an action whose result is told."""

        def do() -> None:
            if told := deed():
                print_text(told)

        return do

    def _show(self) -> None:
        """Show the answer; behind it, the same key means good."""
        if self._sitting.revealed:
            self._rate(Rating.GOOD)
        else:
            self._reveal(None)

    def _reveal(self, typed: str | None) -> None:
        question: Question | None = self._sitting.question
        if question is not None:
            self._sitting.reveal(typed)
            Page.now().show_answer(self._sitting, question)

    def _rate(self, rating: Rating) -> None:
        """Rate a card whose answer is shown; before that, any key shows it."""
        if not self._sitting.revealed:
            self._reveal(None)
            return
        click.secho(rating.name.lower(), fg=COLOURS[rating])
        if told := self._sitting.rate(rating):
            print_text(told, fg="yellow")

    def _look_around(self) -> None:
        """Print the lines around the card; they stay, so the key prints them again instead of hiding them."""
        if not self._sitting.around and (told := self._sitting.look_around()):
            print_text(told)
        Page.now().show_around(self._sitting.around)

    def _edit(self) -> None:
        """Open the note in the user's editor, and come back to the card as it is then."""
        place = self._sitting.place()
        if place is not None:
            self._sitting.doors.open_editor(*place)
            print_text(self._sitting.return_to())

    def _open(self) -> None:
        """Open the card in a browser, as far as it is shown."""
        if file := self._sitting.write_page():
            print_text(self._sitting.doors.open_page(file, lambda deed: deed()))

    def _type(self) -> None:
        """Read a line, and show the answer beside it."""
        if told := self._sitting.why_not_typed():
            print_text(told)
            return
        self._keyboard.forget()
        typed: str = click.prompt("type the answer (enter alone goes back)", default="", show_default=False)
        if typed.strip():
            self._reveal(typed)

    def _help(self) -> None:
        show_keys(self._sitting, self._deeds)

    def _refuse(self) -> None:
        print_text("That is for the full screen: srs review", fg="yellow")

    def _quit(self) -> None:
        self._has_left = True


def _open_editor(file: Path, line: int) -> None:
    from srs.cli.editor import open_editor

    open_editor(file, line)


def _open_page(file: Path, aside: Aside) -> str:
    from srs.cli.page_opener import open_page

    return open_page(file, aside)


def _clear_line() -> None:
    """Take the prompt away; the sequence is no colour, and stays where these are off."""
    click.echo("\r\033[K" if os.environ.get("TERM") != "dumb" else "\n", nl=False, color=True)
