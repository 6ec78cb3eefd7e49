"""Tables with a column of terms and a column of meanings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.walk import Match, Place
from srs.extract.words.language_names import LANGUAGE_CODES, LANGUAGES
from srs.extract.words.table_heads import (
    COUNTING,
    DATA,
    FUNCTIONS,
    MEANINGS,
    NAMES,
    NUMBERED,
    PERSONS,
    PROGRESS,
    SHORTCUTS,
    TERMS,
)
from srs.markdown.document import Item, List, Paragraph, Row, Table
from srs.markdown.inline import mask, plain, strip_images
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_FEWEST_WORDS = 3
_FEWEST_ROWS = 2
_FEWEST_TOLD = 3
_MOST_WORDS = 6
_MARKED = re.compile(r"\s*(?:<[^<>]*>)*(?:\*\*(?P<bold>[^*]+)\*\*|__(?P<under>[^_]+)__|`[^`]+`)(?:<[^<>]*>)*\s*")
_FIGURE = re.compile(r"[\W_]*(?:\d[\W\d_]*[^\W\d_]{0,3}[\W_]*)?")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_NUMBER = re.compile(r"\d{1,5}(?:\s?[/,–-]\s?\d{1,5})*")
_NO_TERMS = "no column of the table holds terms"
_BAR = re.compile(r"(?<!\\)\|")


def term_table(place: Place) -> Match | None:
    """Read a table with a term column row by row: one that its head names, else one whose cells are terms."""
    block = place.block
    ruled = isinstance(block, Table)
    table = block if isinstance(block, Table) else _without_rule(block)
    if table is None or not table.rows:
        return None
    table = _without_count(replace(table, rows=(table.rows[0], *filter(_says, table.rows[1:]))))
    if _tells_choices(table.rows[0], place.page.vocabulary):
        return Match((TurnedDown(block.first_line, block.last_line, _NO_TERMS, ""),))
    columns = _columns(table) or _two_columns(table)
    if columns is not None:
        head = table.rows[0]
        return Match(tuple(found for row in table.rows[1:] if (found := _row(place, head, row, columns))))
    head = table.rows[0] if ruled else Row(0, 0, ("",) * len(table.rows[0].cells))
    rows = table.rows[1:] if ruled else table.rows
    term = _term_column(head, rows, place.page.vocabulary)
    if term is not None:
        vouched = _vouched(rows, term, place.page.vocabulary)
        told = (_wide_row(place, head, row, term, vouched=row.first_line in vouched) for row in rows)
        return Match(tuple(found for found in told if found))
    if not ruled:
        return None
    if _tells_one_thing(head, rows, place.page.vocabulary):
        return Match(tuple(found for row in rows if (found := _told_row(place, head, row))))
    if (columns := _functions(table)) is not None:
        return Match(tuple(found for row in rows if (found := _row(place, head, row, columns, vouched=False))))
    if (columns := _keys(table)) is not None:
        return Match(tuple(found for row in rows if (found := _row(place, head, row, columns))))
    if _is_numbered(head, rows):
        return Match(tuple(found for row in rows if (found := _wide_row(place, head, _named(head, row), 0))))
    return Match((TurnedDown(block.first_line, block.last_line, _NO_TERMS, ""),))


def _without_count(table: Table) -> Table:
    """Leave out a first column that only counts the rows."""
    head, *rows = table.rows
    name = plain(head.cells[0]).casefold().strip(" .:")
    numbers = [plain(row.cells[0]).strip(" .") for row in rows if row.cells]
    counts = len(rows) > 1 and numbers == [str(number) for number in range(1, len(rows) + 1)]
    if not counts or name not in COUNTING or len(head.cells) <= 2:  # noqa: PLR2004
        return table
    return replace(table, rows=tuple(replace(row, cells=row.cells[1:]) for row in table.rows))


def _says(row: Row) -> bool:
    """Tell a row with text in it: others are drawn with dashes, or are pictures on the line below the table."""
    return any(char.isalnum() for cell in row.cells for char in strip_images(cell))


def _without_rule(block: Block) -> Table | None:
    """Read the lines of a paragraph as the rows of a table whose author left out the rule below its head."""
    if not isinstance(block, Paragraph) or "|" not in block.text:
        return None
    rows = []
    for line, text in enumerate(block.text.split("\n"), block.first_line):
        bars = [found.start() for found in _BAR.finditer(mask(text))]
        cells = (
            text[start:end].strip() for start, end in zip([0, *(n + 1 for n in bars)], [*bars, len(text)], strict=True)
        )
        rows.append(Row(line, line, tuple(cells)))
    bare = tuple(replace(row, cells=row.cells[1:-1]) if not row.cells[0] and not row.cells[-1] else row for row in rows)
    same = len({len(row.cells) for row in bare}) == 1 and len(bare[0].cells) > 1
    return Table(block.first_line, block.last_line, bare) if same and len(bare) > _FEWEST_ROWS else None


def _columns(table: Table) -> tuple[int, int] | None:
    head = table.rows[0]
    cells = [_words(cell) for cell in head.cells]
    term = next((number for number, words in enumerate(cells) if words & TERMS and _has_text(table, number)), None)
    meaning = next((number for number, words in enumerate(cells) if words & MEANINGS and number != term), None)
    if meaning is None and len(cells) > 1 and all(map(_is_language, head.cells[:2])):
        return (0, 1)
    if meaning is None or (term is None and meaning == 0) or _is_of_figures(table, meaning):
        return None
    term = _first_full(table, meaning) if term is None else term
    return None if term is None else (term, meaning)


def _tells_choices(head: Row, vocabulary: Vocabulary) -> bool:
    """Tell a table that says when to take which of several things: `Use a list when | Use a tuple when`."""
    words = [plain(cell).casefold().rstrip(" .…:").rsplit(" ", 1)[-1] for cell in head.cells]
    return all(map(vocabulary.is_condition, words))


def _functions(table: Table) -> tuple[int, int] | None:
    """Find a column that says what the things of another are for; people have their roles, too."""
    cells = [_words(cell) for cell in table.rows[0].cells]
    told = next((number for number, words in enumerate(cells) if number and words & FUNCTIONS), None)
    term = _first_full(table, told) if told and not cells[0] <= PERSONS else None
    return None if term is None or told is None else (term, told)


def _keys(table: Table) -> tuple[int, int] | None:
    """Find the two columns of a table of shortcuts: what is to be done, and the keys to press."""
    head, *rows = table.rows
    keys = [number for number, cell in enumerate(head.cells) if plain(cell).casefold().strip() in SHORTCUTS]
    if len(head.cells) != 2 or len(keys) != 1 or len(rows) < _FEWEST_TOLD:  # noqa: PLR2004
        return None
    told = [plain(row.cells[1 - keys[0]]) for row in rows if len(row.cells) == 2]  # noqa: PLR2004
    return (1 - keys[0], keys[0]) if len(set(told)) == len(told) == len(rows) and all(map(_is_word, told)) else None


def _is_numbered(head: Row, rows: tuple[Row, ...]) -> bool:
    """Tell a table whose first column holds the numbers by which things go, as ports and layers do."""
    if len(head.cells) < 2 or plain(head.cells[0]).casefold().strip() not in NUMBERED or len(rows) < _FEWEST_TOLD:  # noqa: PLR2004
        return False
    numbers = [plain(row.cells[0]).strip() for row in rows if len(row.cells) > 1]
    told = all(any(map(_is_word, row.cells[1:])) for row in rows)
    return len(set(numbers)) == len(numbers) == len(rows) and all(map(_NUMBER.fullmatch, numbers)) and told


def _named(head: Row, row: Row) -> Row:
    """Put what a number counts before it: "Port 443"."""
    return replace(row, cells=(f"{plain(head.cells[0])} {plain(row.cells[0])}", *row.cells[1:]))


def _has_text(table: Table, column: int) -> bool:
    """Tell a column of more than pictures."""
    cells = [row.cells[column] for row in table.rows[1:] if len(row.cells) > column]
    return any(plain(strip_images(cell)).strip() for cell in cells)


def _is_of_figures(table: Table, column: int) -> bool:
    """Tell a column that holds measurements, whatever its head says."""
    cells = [cell for row in table.rows[1:] if len(row.cells) > column and (cell := row.cells[column])]
    return sum(map(_is_figure, cells)) * 2 > len(cells)


def _is_language(cell: str) -> bool:
    """Tell a head that names a language, or is short for one."""
    name = plain(cell).casefold().strip()
    return bool(LANGUAGES.intersection(name.split())) or name.rstrip(".") in LANGUAGE_CODES


def _first_full(table: Table, meaning: int) -> int | None:
    """Return the first column that names its rows: its cells differ, and few of them are empty; None in a table of cases."""
    for column in range(meaning):
        cells = [strip_images(row.cells[column]) for row in table.rows[1:] if len(row.cells) > column]
        named = [cell for cell in cells if cell]
        if len(named) * 4 >= len(cells) * 3 and len(set(named)) * 4 >= len(named) * 3:
            return column
    first = [cell for row in table.rows[1:] if (cell := strip_images(row.cells[0]))]
    return 0 if len(set(first)) * 4 >= len(first) * 3 else None


def _two_columns(table: Table) -> tuple[int, int] | None:
    """Take the second of two columns for the meaning of a first that is named for terms, where it holds text."""
    head, *rows = table.rows
    named = _words(head.cells[0]) & TERMS if len(head.cells) == 2 else ()  # noqa: PLR2004
    words = [sum(length(row.cells[1])) for row in rows if len(row.cells) > 1]
    told = sum(words) >= _FEWEST_WORDS * len(words) or not NAMES.issuperset(named)
    return (0, 1) if named and words and told else None


def _term_column(head: Row, rows: tuple[Row, ...], vocabulary: Vocabulary) -> int | None:
    """Find the column whose cells are terms that the rest of their rows explains; None in a table of data."""
    marked = [number for number in range(len(head.cells)) if _is_marked(rows, number)]
    if marked == [1] and len(head.cells) == 2 and all("`" in row.cells[1] for row in rows):  # noqa: PLR2004
        marked = []  # what is to be done, and the command that does it
    term = marked[0] if len(marked) == 1 else 0
    cells = [plain(row.cells[term]) for row in rows if len(row.cells) > term]
    named = any(map(str.isalnum, plain(head.cells[term])))
    unnamed = any(head.cells) and not named and len(head.cells) > 2  # noqa: PLR2004  (the corner of a comparison)
    if len(rows) < _FEWEST_ROWS or len(head.cells) < 2 or unnamed or len(cells) != len(rows):  # noqa: PLR2004
        return None
    if (
        _tells_choices(head, vocabulary)
        or len(set(cells)) != len(cells)
        or not all(_is_term(cell, vocabulary) for cell in cells)
    ):
        return None
    parts = [part for cell in head.cells for part in plain(cell).split("/")]
    if any(map(vocabulary.is_record, parts)) or vocabulary.is_date(head.cells[term]):
        return None  # works and their sources, days
    if any(plain(cell).casefold().strip() in PROGRESS for cell in head.cells):
        return None
    told = [[cell for n, cell in enumerate(row.cells) if n != term and not _is_figure(cell)] for row in rows]
    words = [_count_words(" ".join(cells)) for cells in told]
    if words.count(0) * 4 > len(words):
        return None
    several = all(head.cells) and not any(plain(cell).casefold() in DATA for cell in head.cells)
    differ = len({cell for cells in told for cell in cells}) * 4 > sum(map(len, told)) * 3
    full = several and differ and all(len(cells) >= _FEWEST_ROWS and all(map(_is_text, cells)) for cells in told)
    full = full or _are_formulas(head.cells[term], told) or _is_of_terms(head, rows, term)
    return term if full or sum(words) >= _FEWEST_WORDS * len(words) else None


def _is_of_terms(head: Row, rows: tuple[Row, ...], term: int) -> bool:
    """Tell rows below a head for terms each of which says something else in every column, and not only numbers: `Drug | Class | Dose`."""
    name = head.cells[term]
    others = [tuple(cell.strip() for n, cell in enumerate(row.cells) if n != term) for row in rows]
    told = all(all(cells) and any(map(str.isalpha, "".join(cells))) for cells in others)
    named = _names_terms(name) and not _words(name) <= NAMES
    return named and told and all(head.cells) and len(set(others)) == len(others) >= _FEWEST_TOLD


def _are_formulas(name: str, told: list[list[str]]) -> bool:
    """Tell rows below a head for terms that say different formulas of them."""
    formulas = all(any("$" in cell for cell in cells) for cells in told)
    return _names_terms(name) and formulas and len(set(map(tuple, told))) == len(told)


def _names_terms(name: str) -> bool:
    """Tell the head of a column of terms by each of its words."""
    words = _words(name)
    return bool(words) and words <= TERMS


def _words(name: str) -> set[str]:
    return set(plain(name).casefold().split())


def _is_text(cell: str) -> bool:
    cell = _ASIDE.sub("", cell)
    return _is_word(cell) and "$" not in cell and not any(map(str.isdigit, cell))


def _count_words(text: str) -> int:
    words, characters = length(text)
    return words + characters // 2


def _tells_one_thing(head: Row, rows: tuple[Row, ...], vocabulary: Vocabulary) -> bool:
    """Tell a table of two columns whose second says one thing of each term, in a word or two: `Country | Capital`."""
    if len(head.cells) != 2 or not all(head.cells) or len(rows) < _FEWEST_TOLD or any(len(r.cells) != 2 for r in rows):  # noqa: PLR2004
        return False
    names = [plain(cell) for cell in head.cells]
    if names[1].casefold() in DATA or any(
        name.casefold() in PROGRESS or vocabulary.is_date(name) or _is_figure(name) for name in names
    ):
        return False
    commands = all("`" in row.cells[1] for row in rows) and not any("`" in row.cells[0] for row in rows)
    if vocabulary.is_generic(names[1]) or any(
        vocabulary.is_bookkeeping(name) for name in names[_is_marked(rows, 0) : 1 + (not commands)]
    ):
        return False
    terms, told = ([plain(row.cells[n]) for row in rows] for n in (0, 1))
    distinct = len(set(terms)) == len(terms) and len(set(told)) * 2 > len(told)
    named = all(_is_term(cell, vocabulary) for cell in terms) or (commands and all(map(_is_task, terms)))
    spelt = commands and any(" " in cell for cell in told)
    return distinct and named and (spelt or all(map(_is_word, told)))


def _is_word(cell: str) -> bool:
    """Tell a cell of text: neither empty nor a figure, a tick or a link."""
    return any(map(str.isalpha, cell)) and not _is_figure(cell) and "://" not in cell


def _told_row(place: Place, head: Row, row: Row) -> Candidate:
    line = row.first_line
    front = f"{_front(row.cells[0])} — {_front(head.cells[1])}"
    body = (Paragraph(line, line, row.cells[1]),)
    return Candidate(Kind.DEFINITION, front, body, line, line, "table pair", place.scope, vouched=True)


def _is_marked(rows: tuple[Row, ...], column: int) -> bool:
    """Tell a column whose cells are nearly all set in bold or as code."""
    cells = [row.cells[column] for row in rows if len(row.cells) > column and row.cells[column]]
    return bool(cells) and sum(map(bool, map(_MARKED.fullmatch, cells))) * 5 >= len(cells) * 4


def _is_term(cell: str, vocabulary: Vocabulary) -> bool:
    words, characters = length(_ASIDE.sub("", cell))
    few = words + characters / 3 <= _MOST_WORDS
    return few and any(map(str.isalpha, cell)) and not vocabulary.is_date(cell) and not _is_figure(cell)


def _is_task(cell: str) -> bool:
    """Tell a phrase that says what a command does: "Configure the device as a server"."""
    return any(map(str.isalpha, cell)) and sum(length(cell)) <= 2 * _MOST_WORDS


def _is_figure(cell: str) -> bool:
    """Tell a number with its unit, a sign or a tick: data, no text."""
    return _FIGURE.fullmatch(plain(cell)) is not None


def _vouched(rows: tuple[Row, ...], column: int, vocabulary: Vocabulary) -> frozenset[int]:
    """Return the lines of the rows whose term is a word of bookkeeping elsewhere and has enough others beside it: "data", above "heap" and "stack"."""
    names = [(row.first_line, plain(row.cells[column])) for row in rows]
    suspect = frozenset(line for line, name in names if vocabulary.is_bookkeeping(name) or vocabulary.is_generic(name))
    return suspect if len(suspect) * 4 <= len(rows) else frozenset()


def _wide_row(place: Place, head: Row, row: Row, term: int, *, vouched: bool = False) -> Candidate | None:
    """Take the other cells of a row for what its term is, each with the head of its column where there are several."""
    others = [
        (plain(name), cell) for n, (name, cell) in enumerate(zip(head.cells, row.cells, strict=False)) if n != term
    ]
    said = [(name, cell) for name, cell in others if cell.strip()]
    if not row.cells[term] or not said:
        return None
    line = row.first_line
    corner = plain(head.cells[term])
    about = said[0][0] if len(others) == 1 and corner and not any(map(str.isalnum, corner)) else ""
    texts = [said[0][1]] if len(others) == 1 else [f"{name}: {cell}" if name else cell for name, cell in said]
    items = tuple(Item(line, line, (Paragraph(line, line, text),)) for text in texts)
    body: tuple[Block, ...] = items[0].blocks if len(items) == 1 else (List(line, line, items),)
    front = _front(row.cells[term])
    return Candidate(
        Kind.DEFINITION,
        f"{front} — {about}" if about else front,
        body,
        line,
        line,
        "table row",
        place.scope,
        vouched=vouched,
    )


def _row(place: Place, head: Row, row: Row, columns: tuple[int, int], *, vouched: bool = True) -> Candidate | None:
    """Take a cell for a term and another for its meaning; what other columns say is shown with it."""
    term, meaning = columns
    if len(row.cells) <= max(term, meaning) or not row.cells[term] or not row.cells[meaning]:
        return None
    line = row.first_line
    body = (Paragraph(line, row.last_line, row.cells[meaning]),)
    others = (
        f"- {plain(name)}: {cell}"
        for n, (name, cell) in enumerate(zip(head.cells, row.cells, strict=False))
        if n not in columns and plain(name) and any(map(str.isalnum, plain(strip_images(cell))))
    )
    return Candidate(
        Kind.DEFINITION,
        _front(row.cells[term]),
        body,
        line,
        row.last_line,
        "table",
        place.scope,
        vouched=vouched,
        beside="\n".join(others),
    )


def _front(cell: str) -> str:
    """Return a term as a front: without marks, but with its code and math."""
    marked = _MARKED.fullmatch(cell)
    bare = marked["bold"] if marked and marked["bold"] else cell
    return bare if "`" in bare or "$" in bare else plain(bare)
