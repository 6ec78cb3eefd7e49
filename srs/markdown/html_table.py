"""Tables in raw HTML, as editors that write in pages export them, read as the tables they show."""

from __future__ import annotations

import re

from srs.markdown.document import Html, Row, Table

_ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>(?:(?!</?t(?:r|able)\b).)*+)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t(?:d|h)\b(?P<attributes>[^<>]*)>(?P<text>(?:(?!</?t[dhr]\b).)*+)", re.DOTALL | re.IGNORECASE)
_SPANS = re.compile(r"\b(?:row|col)span\s*=\s*[\"']?(?!1\b)", re.IGNORECASE)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_MARKED = re.compile(rf"</?(?P<tag>{'|'.join(_MARKS)})\b[^<>]*>", re.IGNORECASE)
_PART = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]*>", re.IGNORECASE)
_FEWEST = 2


def table_of(block: Html) -> Table | None:
    """Return the table that raw HTML shows; None where there is none, or one with cells that span several."""
    if "<table" not in block.text[:200].casefold() or _SPANS.search(block.text):
        return None
    rows = []
    line, read = block.first_line, 0
    for found in _ROW.finditer(_with_first_row(block.text)):
        line += found.string.count("\n", read, found.start())
        read = found.start()
        cells = tuple(_text_of(cell["text"]) for cell in _CELL.finditer(found["cells"]))
        rows.append(Row(line, line + found[0].rstrip().count("\n"), cells))
    columns = {len(row.cells) for row in rows}
    whole = len(rows) >= _FEWEST and len(columns) == 1 and min(columns) >= _FEWEST
    return Table(block.first_line, block.last_line, tuple(rows)) if whole else None


def _with_first_row(text: str) -> str:
    """Return the text of a table whose author began its head without a row with one."""
    before, head, after = text.partition("<th>")
    return f"{before}<tr>{head}{after}" if head and "<tr" not in before else text


def _text_of(cell: str) -> str:
    """Return the markdown of a cell, in one line."""
    text = _MARKED.sub(lambda found: _MARKS[found["tag"].casefold()], _PART.sub("; ", cell))
    text = " ".join(re.sub(r"<[^<>]*>", " ", text).split()).strip("; ")
    return re.sub(r"(?<=[.,:;!?]); ", " ", text)
