"""A table of facts of any length: only the lines in view are read from the store and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from srs.app.browse import Order
from srs.app.standing import Standing, days_told, flags_told, standing_told, time_told
from srs.errors import SrsError
from srs.tui.lines import LineList
from srs.tui.look import fit, fit_end, front_line, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.binding import BindingType

    from srs.app.browse import Browser
    from srs.model import FactId
    from srs.store.browse import ShownFact

_BLOCK = 64
_MOST_BLOCKS = 64
_MARK = 2
_STATE = 13
_NARROW = 60
_KEYED = 76
"""From these widths on there is room for the source, and for what the facts are sorted by beside their standing."""
_COLOURS = {
    Standing.RETIRED: "bright_black",
    Standing.HELD: "magenta",
    Standing.REJECTED: "red",
    Standing.SUSPENDED: "yellow",
    Standing.BURIED: "yellow",
    Standing.NEW: "cyan",
    Standing.DUE: "green",
}
_NAMES = {Order.STABILITY: "stability", Order.DIFFICULTY: "difficulty", Order.LAPSES: "lapses", Order.ADDED: "added"}


class _Need(NamedTuple):
    """How wide the longest standing and the longest source are of the facts that were read."""

    state: int = 7
    source: int = 8

    def with_row(self, state: str, source: str) -> _Need:
        return _Need(max(self.state, cell_len(state)), max(self.source, cell_len(source)))


class _Columns(NamedTuple):
    """How wide the columns are; 0 is left out."""

    front: int
    state: int
    key: int
    source: int

    @classmethod
    def of(cls, width: int, order: Order, need: _Need) -> _Columns:
        key = 11 if order in _NAMES else 0
        state = min(need.state, _STATE) if not key or width >= _KEYED else 0
        spare = _STATE - state if state else 0
        source = min(need.source, 34, width // 4 + spare) if width >= _NARROW else 0
        gaps = sum(2 for one in (state, key, source) if one) + 1  # the last beside the scroll bar
        return cls(max(width - _MARK - state - key - source - gaps, 1), state, key, source)

    def line(self, front: str, state: str, key: str, source: str) -> list[tuple[str, int]]:
        """Return the cells that are shown with the column each belongs to."""
        cells = zip((front, state, key, source), (fit, fit, fit, fit_end), self, strict=True)
        return [(cut(text, width), number) for number, (text, cut, width) in enumerate(cells) if width]


def _source_of(shown: ShownFact) -> str:
    return one_line(str(shown.fact.draft.source))


class FactTable(LineList):
    """Facts by their ids, and a selection by single rows or by a stretch from an anchor to the cursor."""

    class Escaped(Message):
        """The user wants nothing more of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+down", "extend(1)", show=False),
        Binding("shift+up", "extend(-1)", show=False),
        Binding("space", "select", show=False),
        Binding("V", "stretch", show=False),
        Binding("ctrl+a", "select_all", show=False),
        Binding("escape", "escape", show=False),
    ]

    def __init__(self, browser: Browser, now_ms: Callable[[], int]) -> None:
        super().__init__(id="table")
        self.ids: list[FactId] = []
        self.order, self.is_reversed = Order.NOTE, False
        self._browser = browser
        self._now_ms = now_ms
        self._blocks: dict[int, dict[FactId, ShownFact]] = {}
        self._need = _Need()
        self._selected: set[FactId] = set()
        self._anchor: int | None = None

    @property
    def current(self) -> FactId | None:
        """Return the fact under the cursor, None in an empty table."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def is_stretching(self) -> bool:
        """Tell whether moving the cursor selects."""
        return self._anchor is not None

    @property
    def count(self) -> int:
        """Return how many facts there are."""
        return len(self.ids)

    def selected(self) -> list[FactId]:
        """Return the facts that are selected, in their order."""
        chosen = self._selected.union(self._stretch())
        return [one for one in self.ids if one in chosen] if chosen else []

    def count_selected(self) -> int:
        """Return how many facts are selected."""
        return len(self._selected.union(self._stretch()))

    def show(self, ids: list[FactId], order: Order, *, reverse: bool = False, to: FactId | None = None) -> None:
        """Show these facts. The cursor goes to one, else stays with its fact, or goes to the next that is left.

        In another order it begins at the first.
        """
        is_sorted = (order, reverse) != (self.order, self.is_reversed)
        place = 0 if is_sorted else self._place_in(ids, to)
        # A selection is what the user can see.
        chosen = set(self.selected())
        self._selected = chosen.intersection(ids) if chosen else chosen
        self._anchor = None
        self.ids, self.order, self.is_reversed = ids, order, reverse
        self._blocks.clear()
        self._need = _Need()
        self.lay_out(place)

    def shown(self, index: int) -> ShownFact | None:
        """Return what the line with this index shows; None when its fact is gone, or cannot be read just now."""
        number = index // _BLOCK
        if number not in self._blocks:
            while len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            try:
                self._blocks[number] = self._browser.rows(self.ids[number * _BLOCK : (number + 1) * _BLOCK])
            except SrsError:
                return None
            self._make_room(self._blocks[number].values())
        return self._blocks[number].get(self.ids[index])

    def _make_room(self, rows: Iterable[ShownFact]) -> None:
        """Widen the columns for what these rows say, in the head too."""
        before = self._need
        for shown in rows:
            self._need = self._need.with_row(self._state_of(shown)[0], _source_of(shown))
        if self._need != before:
            self.tell_moved()

    def _state_of(self, shown: ShownFact) -> tuple[str, Standing]:
        state, standing = standing_told(shown, self._browser.clock, self._now_ms())
        return f"{state} {flags_told(shown)}".rstrip(), standing

    def head(self, width: int) -> str:
        """Return the line above the table; an arrow marks what it is sorted by."""
        names = ["front", "state", _NAMES.get(self.order, ""), "source"]
        places = {Order.NOTE: 3, Order.DUE: 1}
        place = places.get(self.order, 2)
        names[place] += " ↑" if self.is_reversed else " ↓"
        columns = _Columns.of(width, self.order, self._need)
        return " " * _MARK + "  ".join(text for text, _ in columns.line(*names))

    def line(self, index: int, width: int) -> Strip:
        """Draw a fact in one line."""
        base = self.style_of(index, bold=self._is_selected(index))
        mark = "● " if self._is_selected(index) else "  "
        shown = self.shown(index)
        if shown is None:
            return Strip([Segment(fit(f"{mark}(this fact is gone)", width), base + Style(dim=True))], width)
        state, standing = self._state_of(shown)
        colour = _COLOURS.get(standing, "")
        front, source = front_line(shown.fact.draft.front), _source_of(shown)
        is_plain = index == self.cursor or not colour
        styles = (base, base if is_plain else base + Style(color=colour), base, base + Style(dim=index != self.cursor))
        segments = [Segment(mark, base)]
        for text, column in _Columns.of(width, self.order, self._need).line(front, state, self._key_of(shown), source):
            segments += [Segment(text, styles[column]), Segment("  ", base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _key_of(self, shown: ShownFact) -> str:
        """Return what the facts are sorted by, where that has a column of its own."""
        cards = shown.cards
        if self.order is Order.ADDED:
            return time_told(shown.added, self._browser.clock)
        if self.order is Order.STABILITY:
            known = [card.stability for card in cards if card.stability is not None]
            return days_told(min(known)) if known else "-"
        if self.order is Order.DIFFICULTY:
            hard = [card.difficulty for card in cards if card.difficulty is not None]
            return f"{max(hard):.1f}" if hard else "-"
        return str(max((card.lapses for card in cards), default=0))

    def action_select(self) -> None:
        """Select the fact under the cursor, or no longer, and go to the next."""
        if self.current is not None:
            self._selected ^= {self.current}
            self.go(self.cursor + 1)
            self.tell_moved()

    def action_stretch(self) -> None:
        """Begin to select from here to wherever the cursor goes, or end it and keep what is selected."""
        if self._anchor is None:
            self._anchor = self.cursor
        else:
            self._selected.update(self._stretch())
            self._anchor = None
        self.tell_moved()

    def action_extend(self, lines: int) -> None:
        """Move the cursor and select on the way."""
        if self._anchor is None:
            self._anchor = self.cursor
        self.go(self.cursor + lines)

    def action_select_all(self) -> None:
        """Select everything that was found."""
        self._selected.update(self.ids)
        self.tell_moved()

    def action_escape(self) -> None:
        """Select nothing; where nothing is selected, tell that the user wants nothing more."""
        if self.count_selected():
            self.clear()
        else:
            self.post_message(self.Escaped())

    def clear(self) -> None:
        """Select nothing."""
        self._selected.clear()
        self._anchor = None
        self.tell_moved()

    def point_at(self, index: int, event: events.Click) -> None:
        """Go where the mouse points; with shift select up to there, with ctrl that one too."""
        if event.shift:
            self._anchor = self.cursor if self._anchor is None else self._anchor
        elif event.ctrl:
            self._selected ^= {self.ids[index]}
        self.go(index)

    def _stretch(self) -> Sequence[FactId]:
        if self._anchor is None:
            return ()
        first, last = sorted((self._anchor, self.cursor))
        return self.ids[first : last + 1]

    def _is_selected(self, index: int) -> bool:
        if self._anchor is not None and min(self._anchor, self.cursor) <= index <= max(self._anchor, self.cursor):
            return True
        return self.ids[index] in self._selected

    def _place_in(self, ids: list[FactId], to: FactId | None) -> int:
        """Return where the cursor goes when these facts are shown."""
        places = {one: index for index, one in enumerate(ids)}
        if to in places:
            return places[to]
        for one in self.ids[self.cursor :]:
            if one in places:
                return places[one]
        return max(0, min(self.cursor, len(ids) - 1))
