"""The page of a card on the screen: texts, and images between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from srs.tui.page import image_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.widget import Widget

    from srs.tui.graphics import Painter
    from srs.tui.page import Part


class PageView(Vertical):
    """Shows the parts of a page below each other; without a painter all of them are text."""

    def __init__(self, painter: Painter | None, key: str) -> None:
        super().__init__(id="page")
        self._painter = painter
        self._key = key
        self._shown: list[tuple[object, Widget]] = []
        self._answer: Widget | None = None

    def show(self, question: Iterable[Part], answer: Iterable[Part], width: int, most_rows: int) -> None:
        """Show a page; what is on the screen already, images above all, stays as it is."""
        asked, told = list(self._joined(question)), list(self._joined(answer))
        wanted = [*asked, *told]
        keys = [("text",) if isinstance(part, Text) else (part, width, most_rows) for part in wanted]
        same = 0
        while same < min(len(keys), len(self._shown)) and keys[same] == self._shown[same][0]:
            same += 1
        for _, widget in self._shown[same:]:
            widget.remove()
        for (_, widget), part in zip(self._shown[:same], wanted, strict=False):
            if isinstance(part, Text) and isinstance(widget, Static):
                widget.update(part)
        fresh = [self._widget(part, width, most_rows) for part in wanted[same:]]
        self.mount(*fresh)
        self._shown = [*self._shown[:same], *zip(keys[same:], fresh, strict=True)]
        self._answer = self._shown[len(asked)][1] if told else None

    def clear(self) -> None:
        """Forget what is shown, so that it is drawn anew."""
        for _, widget in self._shown:
            widget.remove()
        self._shown = []

    @property
    def question_height(self) -> int:
        """Return how many lines stand above the answer, once the screen was laid out with it."""
        return self._answer.region.y - self.content_region.y if self._answer is not None else 0

    def _joined(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield what is shown, texts that follow each other as one."""
        run: list[Text] = []
        for part in parts:
            if self._painter is None or isinstance(part, Text) or part.file is None:
                run.append(part if isinstance(part, Text) else image_line(part, self._key))
                continue
            if run:
                yield Text("\n").join(run)
            run = []
            yield part
        if run:
            yield Text("\n").join(run)

    def _widget(self, part: Part, width: int, most_rows: int) -> Widget:
        if isinstance(part, Text) or self._painter is None:
            return Static(part if isinstance(part, Text) else image_line(part, self._key))
        from srs.tui.picture_view import PictureView

        return PictureView(part, self._painter, self._key, width, most_rows)
