"""What the drill line by line shows: question, answer, what was typed, what changed, what stands around, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.app.keys import TOLD
from srs.app.wording import cram_told
from srs.cli.output import has_colour, print_text, terminal_width
from srs.markdown.plain_words import is_plain_words
from srs.model import Rating
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from srs.app.changed import Rewording
    from srs.app.drill import Question
    from srs.app.sitting import Sitting
    from srs.app.surroundings import Line
    from srs.markdown.stretches import Stretches
    from srs.review import Remaining

COLOURS = {Rating.AGAIN: "red", Rating.HARD: "yellow", Rating.GOOD: "green", Rating.EASY: "cyan"}
_WIDEST, _NARROWEST = 88, 20
_MOST_LINES = 4
_KEYS_WIDTH = 12
_BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class Page:
    """Where the drill is shown: the width, and whether colours are wanted."""

    width: int
    colour: bool

    @classmethod
    def now(cls) -> Page:
        """Return the page for the terminal as it is at this moment."""
        width = min(terminal_width(), _WIDEST)
        return cls(max(width, _NARROWEST), has_colour())

    def show_question(self, question: Question, left: Remaining, flag: int, *, is_cram: bool = False) -> None:
        """Print what is left, and whether schedules stay as they are, where the card stands, and what it asks."""
        draft = question.fact.draft
        click.echo()
        click.secho("─" * self.width, dim=True)
        counts = f"{left.new} new  {left.learning} learning  {left.due} due"
        if is_cram:
            counts = f"{cram_told(self.width - len(counts) - 2)}  {counts}"
        click.secho(counts, dim=True)
        if draft.places:
            where = " › ".join(draft.places)
            is_plain = all(map(is_plain_words, draft.places)) and len(where) <= self.width
            click.secho(where if is_plain else self._laid_out(where, colour=False), dim=True)
        if flag:
            click.secho(f"⚑{flag}", fg="red", bold=True)
        click.echo()
        click.secho(self._laid_out(question.face.question, colour=self.colour), bold=True)
        click.echo()

    def show_answer(self, sitting: Sitting, question: Question) -> None:
        """Print everything that comes with the answer, and the buttons."""
        draft = question.fact.draft
        if sitting.typed is not None:
            self._show_typed(sitting.typed, question)
        click.echo(self._laid_out(question.face.answer, colour=self.colour, hidden=question.face.hidden))
        if draft.extra:
            click.echo()
            click.secho(self._laid_out(draft.extra, colour=False), dim=True)
        click.echo()
        if sitting.rewording is not None:
            self._show_rewording(sitting.rewording)
        print_text(f"{draft.source}", dim=True)
        show_buttons(sitting)

    def show_around(self, lines: Iterable[Line]) -> None:
        """Print lines of a note behind their numbers, those around the fact pale."""
        from srs.markdown.sanitise import visible
        from srs.markdown.width import Span, wrap

        for line in lines:
            said = visible(line.text)
            number = f"{line.number:>4}  "
            start = number + said[: len(said) - len(said.lstrip(" "))][: self.width // 2]
            rows = wrap([Span(said.strip(" "))], self.width - len(start))
            said = ("\n" + " " * len(start)).join("".join(span.text for span in row) for row in rows)
            click.secho(start, dim=True, nl=False)
            click.secho(said, dim=not line.is_own)

    def _laid_out(self, text: str, *, colour: bool, hidden: Stretches = ()) -> str:
        if len(text) <= self.width and is_plain_words(text) and not hidden:
            return text
        from srs.markdown.terminal import render_terminal

        return render_terminal(text, width=self.width, colour=colour, hidden=hidden)

    def _show_typed(self, typed: str, question: Question) -> None:
        from srs.app.typed import correct, expected_of, is_right
        from srs.cli.diff_view import print_correction

        pieces = correct(typed, expected_of(question))
        print_correction(pieces, is_right=is_right(pieces), width=self.width)
        click.echo()

    def _show_rewording(self, rewording: Rewording) -> None:
        """Show what changed in the note since this card was last answered."""
        from srs.cli.diff_view import print_diff

        click.secho(f"changed since you last saw it ({rewording.change}):", fg="yellow")
        print_diff(rewording.before, rewording.after, indent="  ", width=self.width, most_lines=_MOST_LINES)
        click.echo()


def show_buttons(sitting: Sitting) -> None:
    """Print the ratings with their keys, and when each asks again; on a narrow terminal on two lines."""
    width, used = Page.now().width, 0
    for rating in Rating:
        name = rating.name.lower()
        label = " ".join(filter(None, (sitting.key(name), name, sitting.intervals.get(rating))))
        if used:
            between = _BETWEEN if used + len(_BETWEEN + label) <= width else "\n"
            click.echo(between, nl=False)
            used = used + len(between) if between == _BETWEEN else 0
        click.secho(label, fg=COLOURS[rating], nl=False)
        used += len(label)
    click.echo()


def show_keys(sitting: Sitting, known: Container[str]) -> None:
    """List the keys of the actions that are known here."""
    for action, told in TOLD.items():
        if action in known and sitting.keys[action]:
            click.secho(f"{' '.join(sitting.keys[action]):<{_KEYS_WIDTH}}", bold=True, nl=False)
            click.echo(told)
    click.echo()
