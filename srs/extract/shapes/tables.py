"""Tables with a column of terms and a column of meanings."""

from __future__ import annotations

from srs.extract.answer import length
from srs.extract.candidate import Candidate
from srs.extract.walk import Match, Place
from srs.markdown.document import Paragraph, Row, Table
from srs.markdown.inline import plain
from srs.model import Kind

_FEWEST_WORDS = 3
_TERMS = frozenset(
    [
        "term",
        "terms",
        "word",
        "concept",
        "name",
        "symbol",
        "notation",
        "abbreviation",
        "acronym",
        "begriff",
        "wort",
        "término",
        "termino",
        "concepto",
        "terme",
        "mot",
        "notion",
        "termo",
        "conceito",
        "termine",
        "concetto",
        "pojem",
        "výraz",
        "termín",
        "术语",
        "名称",
        "概念",
        "名词",
        "術語",
        "名稱",
        "用語",
        "単語",
    ]
)
_MEANINGS = frozenset(
    [
        "meaning",
        "definition",
        "description",
        "explanation",
        "means",
        "stands",
        "bedeutung",
        "beschreibung",
        "erklärung",
        "significado",
        "definición",
        "descripción",
        "signification",
        "définition",
        "description",
        "significação",
        "definição",
        "descrição",
        "significato",
        "definizione",
        "descrizione",
        "význam",
        "definice",
        "popis",
        "含义",
        "定义",
        "描述",
        "说明",
        "解释",
        "意义",
        "含義",
        "定義",
        "說明",
        "意味",
        "説明",
    ]
)


_LANGUAGES = frozenset(
    [
        "english",
        "spanish",
        "french",
        "german",
        "italian",
        "portuguese",
        "czech",
        "chinese",
        "japanese",
        "polish",
        "russian",
        "latin",
        "greek",
        "dutch",
        "swedish",
        "español",
        "inglés",
        "francés",
        "alemán",
        "français",
        "anglais",
        "espagnol",
        "allemand",
        "deutsch",
        "englisch",
        "französisch",
        "spanisch",
        "italienisch",
        "italiano",
        "inglese",
        "francese",
        "português",
        "inglês",
        "čeština",
        "angličtina",
        "němčina",
        "中文",
        "英文",
        "英语",
        "日语",
        "日本語",
        "英語",
        "中国語",
    ]
)


def term_table(place: Place) -> Match | None:
    """Read a table whose head names a term column and a meaning column, row by row."""
    block = place.block
    if not isinstance(block, Table) or not block.rows:
        return None
    columns = _columns(block.rows[0]) or _two_columns(block)
    if columns is None:
        return Match(())
    return Match(tuple(found for row in block.rows[1:] if (found := _row(place, row, *columns))))


def _columns(head: Row) -> tuple[int, int] | None:
    cells = [set(plain(cell).casefold().split()) for cell in head.cells]
    term = next((number for number, words in enumerate(cells) if words & _TERMS), None)
    meaning = next((number for number, words in enumerate(cells) if words & _MEANINGS and number != term), None)
    if meaning is None and len(cells) > 1 and cells[0] & _LANGUAGES and cells[1] & _LANGUAGES:
        return (0, 1)
    if meaning is None or (term is None and meaning == 0):
        return None
    return (term or 0, meaning)


def _two_columns(table: Table) -> tuple[int, int] | None:
    """Take the second of two columns for the meaning of a first that is named for terms, where it holds text."""
    head, *rows = table.rows
    named = len(head.cells) == 2 and set(plain(head.cells[0]).casefold().split()) & _TERMS  # noqa: PLR2004
    words = [sum(length(row.cells[1])) for row in rows if len(row.cells) > 1]
    return (0, 1) if named and words and sum(words) >= _FEWEST_WORDS * len(words) else None


def _row(place: Place, row: Row, term: int, meaning: int) -> Candidate | None:
    if len(row.cells) <= max(term, meaning) or not row.cells[term] or not row.cells[meaning]:
        return None
    text = row.cells[term]
    front = text if "`" in text or "$" in text else plain(text)
    body = (Paragraph(row.first_line, row.last_line, row.cells[meaning]),)
    return Candidate(Kind.DEFINITION, front, body, row.first_line, row.last_line, "table", place.scope, vouched=True)
