"""The parts of a formula, and how they read on one line: spaces, brackets, scripts."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING

from srs.markdown.math_symbols import (
    APPLIED,
    ARROW_BLOCKS,
    BIG,
    NAMED,
    PRIMES,
    RELATIONS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAIR = 2
_NO_GAP, _WEAK_GAP, _QUAD = "", "weak", "\u2003"
_TOKEN = re.compile(r"(?<=[\^_])\d|:=|[<>!=]=|->|=>|\d+(?:\.\d+)?|\s+|'+|.", re.DOTALL)


class Kind(Enum):
    """How a part of a formula stands to its neighbours; CELL and ROW come from the cells and rows of a matrix."""

    OPERAND = auto()
    OPEN = auto()
    CLOSE = auto()
    RELATION = auto()
    OPERATOR = auto()
    BIG = auto()
    FUNCTION = auto()
    FRACTION = auto()
    ROOT = auto()
    OTHER = auto()
    SPACE = auto()
    CELL = auto()
    ROW = auto()


_BEFORE_OPERAND = frozenset({Kind.OPERAND, Kind.CLOSE, Kind.FRACTION, Kind.ROOT, Kind.FUNCTION})
_AFTER_OPERAND = frozenset({Kind.OPERAND, Kind.OPEN, Kind.FRACTION, Kind.ROOT, Kind.FUNCTION, Kind.BIG})
_CHAR_KINDS = {"Ps": Kind.OPEN, "Pi": Kind.OPEN, "Pe": Kind.CLOSE, "Pf": Kind.CLOSE, "Sm": Kind.OPERATOR}


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest part of a line: what it reads, and how it stands to its neighbours."""

    text: str
    kind: Kind


def superscript(text: str) -> str:
    """Return the text raised: in Unicode's superscripts if it has all of them, else as `^x` or `^(n+1)`."""
    return _script(text, "^", SUPERSCRIPTS)


def subscript(text: str) -> str:
    """Return the text lowered: in Unicode's subscripts if it has all of them, else as `_q` or `_(i,j)`."""
    return _script(text, "_", SUBSCRIPTS)


def kind_of(text: str) -> Kind:
    """Return the kind of a character or of a relation of several, such as `:=`."""
    if text in RELATIONS or len(text) > 1 and not text.isalnum():
        return Kind.RELATION
    character = text[0]
    if any(ord(character) in block for block in ARROW_BLOCKS):
        return Kind.RELATION
    if character in BIG:
        return Kind.BIG
    if character.isalnum() or character in NAMED:
        return Kind.OPERAND
    if character in "-·∙⋅":
        return Kind.OPERATOR
    return _CHAR_KINDS.get(unicodedata.category(character), Kind.OTHER)


def read_characters(chars: str) -> list[Atom]:
    """Split plain characters of a formula into atoms; `^` and `_` wait for `bind_scripts`."""
    atoms = []
    for part in _TOKEN.findall(chars):
        if part.isspace() or part == "~":
            atoms.append(Atom(" ", Kind.SPACE))
        elif part == "&":
            atoms.append(Atom("", Kind.CELL))
        elif part[0] == "'":
            atoms.extend([Atom("^", Kind.OTHER), Atom(PRIMES.get(len(part), "′" * len(part)), Kind.OTHER)])
        else:
            atoms.append(Atom(part, Kind.OTHER if part in "^_" else kind_of(part)))
    return atoms


def bind_scripts(atoms: list[Atom]) -> list[Atom]:
    """Join `^` and `_` with the atom after them, and both with the atom before."""
    bound: list[Atom] = []
    waiting = list(reversed(atoms))
    while waiting:
        atom = waiting.pop()
        if atom.text not in {"^", "_"} or atom.kind is not Kind.OTHER:
            bound.append(atom)
            continue
        while waiting and waiting[-1].kind is Kind.SPACE:
            waiting.pop()
        while bound and bound[-1].kind is Kind.SPACE:
            bound.pop()
        if not waiting:
            raise ValueError(atom.text)
        script = waiting.pop()
        base = bound.pop() if bound else Atom("", Kind.OTHER)
        if base.kind in {Kind.FRACTION, Kind.ROOT}:
            base = Atom(f"({base.text})", Kind.OPERAND)
        # An operator may run under the script, but a script never carries the spaces around it.
        text = re.sub(r"(?<=[^\w)]) | (?=[^\w(])", "", script.text)
        bound.append(replace(base, text=base.text + (superscript(text) if atom.text == "^" else subscript(text))))
    return bound


def _script(text: str, mark: str, table: dict[int, int]) -> str:
    if all(ord(character) in table for character in text):
        return text.translate(table)
    single = len(unicodedata.normalize("NFC", text)) == 1 or _is_bracketed(text)
    return f"{mark}{text}" if single else f"{mark}({text})"


def write_line(atoms: Iterable[Atom]) -> str:
    """Join atoms with the spaces that make them readable, whatever spaces the source has."""
    shown: list[Atom] = []
    gaps: list[str] = []
    gap = _NO_GAP
    for atom in atoms:
        if atom.kind is Kind.SPACE:
            gap = atom.text or gap or _WEAK_GAP
        elif atom.kind is not Kind.CELL and atom.text:
            shown.append(atom)
            gaps.append(gap)
            gap = _NO_GAP
    shown = [_guard(shown, index) for index in range(len(shown))]
    line, space = "", ""
    for index, atom in enumerate(shown):
        space = _between(shown[index - 1], atom, gaps[index], bool(space)) if index else ""
        line += space + atom.text
    return line


def _guard(atoms: list[Atom], index: int) -> Atom:
    """Put a fraction in brackets where its neighbours would read as part of it."""
    atom = atoms[index]
    if atom.kind is not Kind.FRACTION:
        return atom
    before = atoms[index - 1] if index else None
    after = atoms[index + 1] if index + 1 < len(atoms) else None
    loose = before is not None and (before.kind in _BEFORE_OPERAND or before.text == "/")
    loose = loose or after is not None and (after.kind in _AFTER_OPERAND or after.text in {"/", "!"})
    return replace(atom, text=f"({atom.text})") if loose else atom


def _between(before: Atom, after: Atom, gap: str, spaced: bool) -> str:
    kinds = before.kind, after.kind
    if gap == _QUAD:
        return gap
    if before.kind is Kind.OPEN or after.kind is Kind.CLOSE or after.text in {",", ";"}:
        return ""
    if Kind.RELATION in kinds or Kind.BIG in kinds and _are_operands(before, after):
        return " "
    if before.kind is Kind.OPERATOR:
        return " " if gap and spaced else ""
    if Kind.FUNCTION in kinds and _are_operands(before, after) and not after.text.startswith(("(", "[")):
        return " "
    if before.kind is Kind.ROOT and after.kind in _AFTER_OPERAND:
        return " "
    swallowed = gap == _WEAK_GAP and before.kind is Kind.OPERAND and after.kind in _AFTER_OPERAND
    return " " if gap and not swallowed else ""


def _are_operands(before: Atom, after: Atom) -> bool:
    return (before.kind in _BEFORE_OPERAND or before.kind is Kind.BIG) and after.kind in _AFTER_OPERAND


def join_rows(atoms: list[Atom]) -> list[Atom]:
    """Put the rows of a formula on one line, with `;` between them."""
    rows = [row for row in split_atoms(atoms, Kind.ROW) if row]
    if len(rows) < _PAIR:
        return rows[0] if rows else []
    return [Atom("; ".join(filter(None, map(write_line, rows))), Kind.OTHER)]


def split_atoms(atoms: list[Atom], at: Kind) -> list[list[Atom]]:
    """Split at the atoms of one kind."""
    parts: list[list[Atom]] = [[]]
    for atom in atoms:
        if atom.kind is at:
            parts.append([])
        else:
            parts[-1].append(atom)
    return parts


def fraction(above: list[Atom], below: list[Atom]) -> Atom:
    """Write a fraction with the brackets it needs."""
    top = write_line(above)
    return Atom(f"{top if _is_product(top) else _bracketed(top)}/{factor(below)}", Kind.FRACTION)


def factor(atoms: list[Atom]) -> str:
    """Return the atoms as one factor: in brackets, unless they are a single thing or a differential such as `dx`."""
    text = write_line(atoms)
    shown = [atom for atom in atoms if atom.kind is not Kind.SPACE]
    single = len(shown) == 1 and shown[0].kind is not Kind.FRACTION
    differential = len(shown) == _PAIR and shown[0].text in {"d", "∂"}
    application = len(shown) > _PAIR and shown[0].text in APPLIED and _is_bracketed(text[len(shown[0].text) :])
    return text if (single or differential or application) and _is_product(text) else _bracketed(text)


def _is_product(text: str) -> bool:
    """Tell whether the text has no sum, relation, space or fraction outside brackets."""
    depth = 0
    for character in text[1:] if text[:1] not in {"(", "["} else text:
        depth += (character in "([") - (character in ")]")
        if depth <= 0 and (character in " /+-" or character not in NAMED and unicodedata.category(character) == "Sm"):
            return False
    return bool(text)


def _is_bracketed(text: str) -> bool:
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return character == ")" and index == len(text) - 1
    return False


def _bracketed(text: str) -> str:
    return text if _is_bracketed(text) else f"({text})"
