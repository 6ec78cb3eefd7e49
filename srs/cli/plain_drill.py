"""The drill line by line, for any terminal."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from srs.app.changed import rewording_of
from srs.app.doctor import count_of_future
from srs.app.wording import (
    ANSWERED_ELSEWHERE,
    buried_told,
    future_told,
    leech_told,
    redone_told,
    summary_of,
    suspended_told,
    undone_told,
)
from srs.cli.clock import tick_ms, wall_ns
from srs.cli.diff_view import print_diff
from srs.cli.drill_frame import begin, now_ms, say_goodbye, say_nothing_due
from srs.cli.output import has_colour, print_text
from srs.markdown.terminal import render_terminal
from srs.model import Rating
from srs.schedule import interval_label
from srs.store.drilling import drilling

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.app.drill import Drill, Question, Wish
    from srs.store.open import Store

_RATINGS = {
    "1": Rating.AGAIN,
    "2": Rating.HARD,
    "3": Rating.GOOD,
    "4": Rating.EASY,
    " ": Rating.GOOD,
    "\r": Rating.GOOD,
    "\n": Rating.GOOD,
}
_COLOURS = {Rating.AGAIN: "red", Rating.HARD: "yellow", Rating.GOOD: "green", Rating.EASY: "cyan"}
_COMMANDS = "uUesbq?"
_HELP = "1 again  2 hard  3 good (space)  4 easy  u undo  U redo  e edit the note  s suspend  b bury  q quit"
_WIDEST = 88
_MOST_LINES = 4


@dataclass(slots=True)
class _Screen:
    """Where the drill is shown: the width, and whether colours are wanted."""

    width: int
    colour: bool

    @classmethod
    def now(cls) -> _Screen:
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        return cls(max(width, 20), has_colour())


def run_drill(store: Store, collection: Collection, wish: Wish, news: str) -> None:
    """Ask cards until none is left or the user quits; then say what was done and what comes next."""
    drill = begin(store, collection, wish)
    if news:
        print_text(news, dim=True)
    future = count_of_future(store, drill.clock, now_ms())
    if future:
        print_text(future_told(future), fg="yellow")
    if drill.question(now_ms()) is None:
        say_nothing_due(store, collection, wish)
        return
    try:
        with drilling(store):
            while (question := drill.question(now_ms())) is not None and _ask(drill, question, collection):
                pass
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
    say_goodbye(drill, store, collection, wish)


def _ask(drill: Drill, question: Question, collection: Collection) -> bool:
    """Ask one card; False when the user quits."""
    screen = _Screen.now()
    _show_question(drill, question, screen)
    begun = tick_ms()
    key = _key(_COMMANDS, "any key to show, ? for help")
    while key == "?":
        click.echo(_HELP)
        key = _key(_COMMANDS, "any key to show")
    if key not in _COMMANDS:
        _show_answer(drill, question, screen)
        while (key := _key((*_COMMANDS, *_RATINGS), "")) == "?":
            click.echo(_HELP)
    if key in _RATINGS:
        rating = _RATINGS[key]
        click.secho(rating.name.lower(), fg=_COLOURS[rating])
        answered = drill.answer(rating, now_ms(), tick_ms() - begun)
        if answered is None:
            click.secho(ANSWERED_ELSEWHERE, fg="yellow")
        elif answered.leech:
            print_text(leech_told(question.fact, answered.leech), fg="yellow")
        return True
    return _obey(key, drill, question, collection)


def _obey(key: str, drill: Drill, question: Question, collection: Collection) -> bool:
    """Carry out a command key; False for quit."""
    if key == "q":
        return False
    if key == "u":
        print_text(undone_told(drill.undo(now_ms())))
    elif key == "U":
        print_text(redone_told(drill.redo()))
    elif key == "s":
        drill.suspend(question.card)
        print_text(suspended_told(question.fact))
    elif key == "b":
        drill.bury(question.card, now_ms())
        print_text(buried_told(question.fact))
    elif key == "e":
        _edit(drill, question, collection)
    return True


def _edit(drill: Drill, question: Question, collection: Collection) -> None:
    from srs.app.sync import sync
    from srs.cli.editor import open_editor
    from srs.errors import SrsError

    source = question.fact.draft.source
    try:
        open_editor(collection.notes / source.path, source.first_line)
        report = sync(drill.store, collection, at=now_ms(), started_ns=wall_ns())
        click.echo(summary_of(report))
    except SrsError as error:
        print_text(f"{error.message} {error.hint}", fg="yellow")


def _show_question(drill: Drill, question: Question, screen: _Screen) -> None:
    left = drill.remaining(now_ms())
    draft = question.fact.draft
    click.echo()
    click.secho("─" * screen.width, dim=True)
    click.secho(f"{left.new} new  {left.learning} learning  {left.due} due", dim=True)
    where = " › ".join(filter(None, (draft.deck.replace("::", " / "), *draft.context)))
    if where:
        click.secho(render_terminal(where, width=screen.width, colour=False), dim=True)
    click.echo()
    click.secho(render_terminal(question.face.question, width=screen.width, colour=screen.colour), bold=True)
    click.echo()


def _show_answer(drill: Drill, question: Question, screen: _Screen) -> None:
    draft = question.fact.draft
    click.echo(render_terminal(question.face.answer, width=screen.width, colour=screen.colour))
    if draft.extra:
        click.echo()
        click.secho(render_terminal(draft.extra, width=screen.width, colour=False), dim=True)
    click.echo()
    _show_rewording(drill, question, screen)
    print_text(f"{draft.source}", dim=True)
    outcomes = drill.outcomes(now_ms())
    labels = {rating: interval_label(outcome) for rating, outcome in outcomes.items()}
    buttons = [f"{rating.name.lower()} {labels.get(rating, '')}".strip() for rating in Rating]
    for rating, button in zip(Rating, buttons, strict=True):
        click.secho(f"{rating:d} {button}", fg=_COLOURS[rating], nl=rating is Rating.EASY)
        if rating is not Rating.EASY:
            click.echo("   ", nl=False)


def _show_rewording(drill: Drill, question: Question, screen: _Screen) -> None:
    """Show what changed in the note since this card was last answered."""
    rewording = rewording_of(drill.store, question.card, question.fact)
    if rewording is None:
        return
    click.secho(f"changed since you last saw it ({rewording.change}):", fg="yellow")
    print_diff(rewording.before, rewording.after, indent="  ", width=screen.width, most_lines=_MOST_LINES)
    click.echo()


def _key(known: object, prompt: str) -> str:
    """Wait for a key; with a prompt every key counts, without one only the known ones."""
    if prompt:
        click.secho(prompt, dim=True, nl=False)
    while True:
        key = click.getchar()
        if key in ("\x03", "\x04"):
            raise KeyboardInterrupt
        if prompt or key in known:  # type: ignore[operator]
            if prompt:
                # The sequence clears the line; it is no colour, and stays where these are off.
                click.echo("\r\033[K" if os.environ.get("TERM") != "dumb" else "\n", nl=False, color=True)
            return key
