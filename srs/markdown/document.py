"""A note as a tree of blocks with line spans.

Lines count from 1; spans include both ends. Inline text is kept as markdown source, with the marks of the blocks around
it (`> `, indentation) taken off.
"""

from __future__ import annotations

from srs.model.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """An ATX or setext heading, `level` 1 to 6."""

    first_line: int
    last_line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text; also the text of a tight list item."""

    first_line: int
    last_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `task` is its checkbox, None without one."""

    first_line: int
    last_line: int
    blocks: tuple[Block, ...]
    task: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A bullet list, or an ordered one with the number it starts at."""

    first_line: int
    last_line: int
    items: tuple[Item, ...]
    start: int | None = None

    @property
    def has_tasks(self) -> bool:
        """Tell whether one of the items has a checkbox."""
        return any(item.task is not None for item in self.items)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    first_line: int
    last_line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced or indented code block."""

    first_line: int
    last_line: int
    info: str
    text: str
    fenced: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    first_line: int
    last_line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head row first."""

    first_line: int
    last_line: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of a definition list with what it means."""

    first_line: int
    last_line: int
    term: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms, each followed by lines that begin with a colon."""

    first_line: int
    last_line: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """A block of raw HTML, comments included."""

    first_line: int
    last_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    first_line: int
    last_line: int


Block = Heading | Paragraph | List | Quote | Code | Table | DefinitionList | Html | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed note. `meta` holds the front matter, `faults` (line, message) what could not be read.

    `scheduled` tells that another tool keeps the schedule of its cards in comments of the note, `has_orders` that a comment may
    say of a block that it is a card or none.
    """

    blocks: tuple[Block, ...]
    meta: dict[str, object] = field(default_factory=dict)
    faults: tuple[tuple[int, str], ...] = ()
    scheduled: bool = False
    has_orders: bool = False
