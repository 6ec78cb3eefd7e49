"""The drill line by line, for any terminal."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from srs.app.changed import rewording_of
from srs.app.cram import Cram
from srs.app.doctor import count_of_future
from srs.app.drill import Drill
from srs.cli.clock import at_ms, read_now, tick_ms, wall_ns
from srs.cli.correction import leech_told
from srs.cli.diff_view import print_diff
from srs.cli.output import counted, has_colour, print_text, shorten
from srs.markdown.terminal import render_terminal
from srs.model import Rating
from srs.schedule import DayClock, interval_label
from srs.store.drilling import drilling

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.app.drill import Question, Undone, Wish
    from srs.model import Fact
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
_LONGEST_NAME = 60
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
    presets = collection.presets(store)
    clock = DayClock.of(read_now(), presets.general.rollover_hour)
    drill = (Cram if wish.cram else Drill)(store, presets, clock, wish, _now())
    if news:
        print_text(news, dim=True)
    future = count_of_future(store, clock, _now())
    if future:
        told = (
            f"{counted(future, 'answer')} dated in the future: the clock was ahead. To take back: srs doctor --repair"
        )
        print_text(told, fg="yellow")
    if drill.question(_now()) is None:
        if wish.cram:
            click.echo("No card matches.")
        else:
            _say_nothing_due(store, collection, wish)
        return
    try:
        with drilling(store):
            while (question := drill.question(_now())) is not None and _ask(drill, question, collection):
                pass
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
    _say_goodbye(drill, store, collection, wish)


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
        answered = drill.answer(rating, _now(), tick_ms() - begun)
        if answered is None:
            click.secho("Answered in another session meanwhile; not counted twice.", fg="yellow")
        elif answered.leech:
            print_text(leech_told(question.fact, answered.leech), fg="yellow")
        return True
    return _obey(key, drill, question, collection)


def _obey(key: str, drill: Drill, question: Question, collection: Collection) -> bool:
    """Carry out a command key; False for quit."""
    if key == "q":
        return False
    if key == "u":
        print_text(_tell_undone(drill.undo(_now())))
    elif key == "U":
        redone = drill.redo()
        told = (
            f"Gave {_rating_of(redone)} again on: {_name(redone.fact)}" if redone else "There is nothing to give again."
        )
        print_text(told)
    elif key == "s":
        drill.suspend(question.card)
        print_text(f"Suspended: {_name(question.fact)} (u takes it back; later: srs unsuspend {question.fact.id})")
    elif key == "b":
        drill.bury(question.card, _now())
        print_text(f"Buried until tomorrow: {_name(question.fact)} (u takes it back)")
    elif key == "e":
        _edit(drill, question, collection)
    return True


def _tell_undone(undone: Undone | None) -> str:
    if undone is None:
        return "There is nothing to take back."
    if undone.by_hand:
        return f"Took back a change by hand on: {_name(undone.fact)}"
    if undone.rating is not None:
        return f"Took back '{undone.rating.name.lower()}' on: {_name(undone.fact)}"
    return f"No longer {'buried' if undone.buried else 'suspended'}: {_name(undone.fact)}"


def _rating_of(undone: Undone) -> str:
    return f"'{undone.rating.name.lower()}'" if undone.rating else "a change by hand"


def _name(fact: Fact) -> str:
    return shorten(fact.draft.front, _LONGEST_NAME)


def _edit(drill: Drill, question: Question, collection: Collection) -> None:
    from srs.app.sync import sync
    from srs.cli.editor import open_editor
    from srs.cli.plan_view import summary_of
    from srs.errors import SrsError

    source = question.fact.draft.source
    try:
        open_editor(collection.notes / source.path, source.first_line)
        report = sync(drill.store, collection, at=_now(), started_ns=wall_ns())
        click.echo(summary_of(report))
    except SrsError as error:
        print_text(f"{error.message} {error.hint}", fg="yellow")


def _show_question(drill: Drill, question: Question, screen: _Screen) -> None:
    left = drill.remaining(_now())
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
    outcomes = drill.outcomes(_now())
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


def _say_nothing_due(store: Store, collection: Collection, wish: Wish) -> None:
    from srs.app.due import count
    from srs.cli.due import sentence

    now = read_now()
    click.echo(sentence(count(store, collection, at_ms(now), now, wish.selection)))
    click.echo("More new cards today: srs review --new 10")


def _say_goodbye(drill: Drill, store: Store, collection: Collection, wish: Wish) -> None:
    """Sum up the sitting."""
    summary = drill.summary()
    click.echo()
    if summary.answered:
        minutes, seconds = divmod(summary.taken_ms // 1000, 60)
        click.secho(f"{summary.answered} answered in {minutes}:{seconds:02d}", bold=True, nl=False)
        click.echo(f"  again {summary.again}  hard {summary.hard}  good {summary.good}  easy {summary.easy}")
    left = drill.remaining(_now())
    if left.new + left.learning + left.due:
        told = "Nothing was written down." if isinstance(drill, Cram) else "Every answer is saved."
        click.echo(f"Left: {left.new} new, {left.learning} learning, {left.due} due. {told}")
        return
    if isinstance(drill, Cram):
        click.echo("All known. Schedules are as they were.")
        return
    from srs.app.due import count
    from srs.cli.due import sentence

    now = read_now()
    click.echo(sentence(count(store, collection, at_ms(now), now, wish.selection)))
    due = drill.session.next_due_at()
    if due is not None:
        when = now.fromtimestamp(due / 1000, now.tzinfo)
        click.echo(f"More is due at {when:%H:%M}.")


def _now() -> int:
    return at_ms(read_now())
