"""The drill on a full screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from srs.errors import SrsError
from srs.model import Rating
from srs.tui.card_screen import CardScreen
from srs.tui.look import THEMES, WIDEST, safe
from srs.tui.page import answer_parts, question_parts, where_line
from srs.tui.page_view import PageView
from srs.tui.widgets import Button, Pressed, rating_label, status_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key, Resize
    from textual.widgets import Input

    from srs.app.news import News
    from srs.app.sitting import Sitting
    from srs.tui.graphics import Painter

_RATINGS = {rating.name.lower(): rating for rating in Rating}
_MARGIN = 4
"""Columns around the text: its padding, and the scroll bar."""
_WIDEST_SCREEN = WIDEST + 6
"""Columns that lines and buttons around the text may take, as in the style sheet."""
_NEWS_SECONDS = 6
_WARNING_SECONDS = 20
_MOST_NEWS = 3


class ReviewApp(App[None]):
    """Asks card after card; every answer is written down before the next one comes."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        Binding("ctrl+c,ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    CSS = """
    Screen { align-horizontal: center; }
    #column { max-width: 94; height: 100%; }
    #where { height: 1; padding: 0 1; }
    #sheet { height: 1fr; align-horizontal: center; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    #page { height: auto; padding: 1 1 0 1; }
    #news { height: auto; padding: 0 1; display: none; color: $text-warning; }
    #show { height: 2; text-align: center; color: $text-muted; }
    #ratings { height: 2; display: none; }
    #ratings Button { width: 1fr; text-align: center; margin: 0 1 0 0; background: $panel; }
    #ratings .easy { margin: 0; }
    #ratings Button:hover { background: $primary 40%; }
    .again { color: $text-error; } .hard { color: $text-warning; }
    .good { color: $text-success; } .easy { color: $text-primary; }
    #status { height: 1; padding: 0 1; }
    #typed { height: 2; border: none; padding: 0 1; }
    """

    def __init__(
        self,
        sitting: Sitting,
        *,
        news: tuple[News, ...] = (),
        reads_notes: bool = True,
        painter: Painter | None = None,
    ) -> None:
        theme = sitting.collection.config.theme if sitting.doors.colour else "terminal"
        # Told at once where colours are those of the terminal: it decides what becomes of them under NO_COLOR.
        super().__init__(ansi_color=True if theme == "terminal" else None)
        self.theme = THEMES[theme]
        self.sitting = sitting
        self._page = PageView(painter, sitting.key("open"))
        self._sheet = VerticalScroll(id="sheet")
        self._ratings = Horizontal(id="ratings")
        self._buttons: dict[str, Button] = {}
        self.is_reading = reads_notes
        self._news = list(news)
        self._told = ""
        self._has_left = False
        self._typing: Input | None = None
        self._actions = {key: action for action, keys in sitting.keys.items() for key in keys}
        self._deeds: dict[str, Callable[[], object]] = {
            "undo": self._say(sitting.undo),
            "redo": self._say(sitting.redo),
            "suspend": self._say(sitting.suspend),
            "bury": self._say(sitting.bury),
            "reject": self._say(sitting.reject),
            "flag": self._say(sitting.mark),
            "context": self._say(sitting.look_around),
            "edit": self._edit,
            "open": self._say(self._open),
            "type": self._begin_typing,
            "search": self._search,
            "help": self._help,
            "show": self._show,
            "quit": self.exit,
            **{name: partial(self._rate, rating) for name, rating in _RATINGS.items()},
        }

    def get_default_screen(self) -> CardScreen:
        """Return the screen that all others stand over."""
        return CardScreen(self.press)

    def compose(self) -> ComposeResult:
        """Lay out the screen, top to bottom."""
        with Vertical(id="column"):
            yield Static(id="where")
            with self._sheet:
                yield self._page
            yield Static(id="news")
            yield Button("show", id="show")
            yield self._ratings
            yield Static(id="status")

    def on_mount(self) -> None:
        """Show the first card, and only then begin to read the notes."""
        config = self.sitting.collection.config
        self._sheet.focus()
        self.app_resume_signal.subscribe(self, self._draw_anew)
        for news in self._news:
            self.set_timer(_WARNING_SECONDS, partial(self._forget, news))
        if config.timer:
            self.set_interval(1, self._draw_status)
        if self.is_reading:
            self.call_after_refresh(self.run_worker, self._read_notes, thread=True)

    def on_unmount(self) -> None:
        """Let the reading of notes end, and others know that no card is on the screen."""
        self._has_left = True
        self.sitting.leave()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Lay the text out anew, once the new size is known."""
        self.call_later(self.draw)

    def press(self, event: Key) -> None:
        """Do what a key stands for that was pressed on the card."""
        if self._typing is not None:
            if event.key == "escape":
                self._end_typing()
            return
        name = event.character if event.is_printable and event.character and event.character != " " else event.key
        action = self._actions.get(name)
        if action:
            event.stop()
            event.prevent_default()  # the key is not one for the screen that it opens
            self.act(action)

    def on_pressed(self, event: Pressed) -> None:
        """Do what somebody clicked on."""
        self.act(event.action)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show the answer beside what was typed."""
        self._end_typing()
        self._try(partial(self._reveal, event.value))

    def act(self, action: str) -> None:
        """Carry out an action."""
        self._told = ""
        self._try(self._deeds[action])

    def _try(self, deed: Callable[[], object]) -> None:
        """Do something; what cannot be done is told, and the drill goes on."""
        try:
            deed()
        except SrsError as error:
            self._told = error.told
            self.draw()

    def tell(self, news: News) -> None:
        """Say something above the buttons for a while, beside what the last action said."""
        if news.told:
            self._news = [*self._news, news][-_MOST_NEWS:]
            self.set_timer(_WARNING_SECONDS if news.is_warning else _NEWS_SECONDS, partial(self._forget, news))
        self._draw_news()

    def draw(self) -> None:
        """Show the card, or the end, for the width that there is."""
        asked, sitting = self.sitting.question, self.sitting
        width = self._text_width
        self._page.styles.width = width + 2
        rows = max(self.size.height // 2, 1)
        if asked is None:
            self._page.show([self._end(width)], [], width, rows)
        else:
            answer = answer_parts(sitting, asked, width) if sitting.revealed else []
            self._page.show(question_parts(sitting, asked, width), answer, width, rows)
            self._part("where").update(where_line(asked, sitting.flag, self._line_width))
        self._part("where").visible = asked is not None
        self._draw_buttons()
        self._draw_status()
        self._draw_news()

    def _draw_anew(self, _: object) -> None:
        """Draw the page again: a terminal forgets images when another program had it."""
        self._page.clear()
        self.draw()

    def _end(self, width: int) -> Text:
        """Return the page at the end; where the database cannot be read, what is wrong with it."""
        from srs.tui.end_page import end_page

        try:
            return end_page(self.sitting, width)
        except SrsError as error:
            return safe(error.told)

    def _part(self, name: str) -> Static:
        """Return a part of the screen of cards, also while the help is over it."""
        return self.screen_stack[0].query_one(f"#{name}", Static)

    @property
    def _text_width(self) -> int:
        return max(min(self.size.width - _MARGIN, WIDEST), 1)

    @property
    def _line_width(self) -> int:
        return min(self.size.width, _WIDEST_SCREEN) - 2

    def _say(self, deed: Callable[[], str]) -> Callable[[], None]:
        """Return an action whose result is told."""

        def do() -> None:
            before = self.sitting.question
            self._told = deed()
            if self.sitting.question is not before:
                self._sheet.scroll_home(animate=False)
            self.draw()

        return do

    def _show(self) -> None:
        """Show the answer; behind it, the same key means good; at the end it looks for another card."""
        if self.sitting.question is None:
            self._say(self.sitting.look_again)()
        elif self.sitting.revealed:
            self._rate(Rating.GOOD)
        else:
            self._reveal()

    def _reveal(self, typed: str | None = None) -> None:
        """Show the answer; behind a long question the page is scrolled to where it begins."""
        self.sitting.reveal(typed)
        self.draw()
        self.call_after_refresh(self._go_to_answer)

    def _go_to_answer(self) -> None:
        height = self._page.question_height
        if 2 * height > self._sheet.size.height:
            self._sheet.scroll_to(y=height, animate=False)

    def _rate(self, rating: Rating) -> None:
        """Rate a card whose answer is shown; before that, any key shows it."""
        if self.sitting.question is not None and not self.sitting.revealed:
            self._reveal()
        elif self.sitting.question is not None:
            self._news = [news for news in self._news if news.is_warning]  # the rest was read with the card before
            self._say(partial(self.sitting.rate, rating))()

    def _edit(self) -> None:
        """Open the note in the user's editor, and come back to the card as it is then."""
        place = self.sitting.place()
        if place is not None:
            self._aside(partial(self.sitting.doors.open_editor, *place))
            self._say(self.sitting.return_to)()

    def _open(self) -> str:
        """Open the card in a browser, as far as it is shown."""
        file = self.sitting.write_page()
        return self.sitting.doors.open_page(file, self._aside) if file else ""

    def _aside(self, deed: Callable[[], None]) -> None:
        """Leave the terminal to another program."""
        from srs.tui.aside import aside

        aside(self, deed)

    def _begin_typing(self) -> None:
        from textual.widgets import Input

        self._told = self.sitting.why_not_typed()
        if not self._told:
            self._typing = Input(id="typed", placeholder="type the answer, enter to compare, esc to leave")
            self.mount(self._typing, after=self._part("news"))
            self._typing.focus()
            self._draw_buttons()
        self._draw_news()

    def _end_typing(self) -> None:
        if self._typing is not None:
            self._typing.remove()
            self._typing = None
        self._sheet.focus()
        self._draw_buttons()

    def _search(self) -> None:
        """Show the browser, and come back to the card, or to the next where that is out of the drill now."""
        from srs.tui.screens import Screens

        sitting = self.sitting
        at = sitting.question.card.fact if sitting.question else None
        browser = Screens(sitting.drill.store, sitting.collection, sitting.doors).browser(asks=True, at=at)
        self.push_screen(browser, lambda _: self._try(self._say(sitting.come_back)))

    def _help(self) -> None:
        from srs.app.keys import TOLD
        from srs.tui.dialogs import Help

        keys = self.sitting.keys
        self.push_screen(
            Help([*((" ".join(keys[action]), told) for action, told in TOLD.items()), ("arrows", "scroll")])
        )

    def _draw_buttons(self) -> None:
        sitting = self.sitting
        rated = sitting.question is not None and sitting.revealed
        self._ratings.display = rated
        self._part("show").display = not rated and self._typing is None
        if rated and not self._buttons:
            self._buttons = {name: Button(name, id=name, classes=name) for name in _RATINGS}
            self._ratings.mount(*self._buttons.values())
        for name, button in self._buttons.items():
            label = rating_label(_RATINGS[name], sitting.key(name), sitting.intervals.get(_RATINGS[name], ""))
            button.update(label)
        show, end = sitting.key("show"), sitting.key("quit")
        told = (
            f"{show} answer   {sitting.key('help')} help"
            if sitting.question
            else f"{end} leave   {sitting.key('undo')} undo"
        )
        self._part("show").update(Text(told, justify="center"))

    def _draw_status(self) -> None:
        sitting = self.sitting
        seconds = sitting.seconds() if sitting.collection.config.timer and sitting.question else None
        left = sitting.drill.remaining(sitting.doors.now_ms())
        answered = sitting.drill.summary().answered
        line = status_line(left, answered, seconds, self._line_width, is_cram=sitting.is_cram)
        self._part("status").update(line)

    def _draw_news(self) -> None:
        box = self._part("news")
        told = [*(news.told for news in self._news), *([self._told] if self._told else ())]
        box.display = bool(told)
        box.update(Text("\n").join(map(safe, told)))

    def _forget(self, news: News) -> None:
        if news in self._news:
            self._news.remove(news)
            self._draw_news()

    def _read_notes(self) -> None:
        """Read the notes in a thread of its own."""
        from srs.app.news import read_notes

        news = read_notes(self.sitting.collection, self.sitting.doors, lambda: self._has_left)
        if not self._has_left:
            self.call_from_thread(self._take_in, news)

    def _take_in(self, news: News) -> None:
        """Take in what the notes brought; the card on the screen stays as it is."""
        self.is_reading = False
        if self._has_left:
            return
        if news.changed:
            self._try(self._restock)
        self.tell(news)

    def _restock(self) -> None:
        if self.sitting.restock():
            self.draw()
        self._draw_status()
