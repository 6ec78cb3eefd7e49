r"""LaTeX math as one readable line of Unicode: `\frac{a}{b}` as `a/b`, `x^2` as `x²`, `\mathbb{R}` as `ℝ`.

The parser and the names of most symbols are pylatexenc's (https://pylatexenc.readthedocs.io); how formulas are
written on one line follows the spirit of UnicodeMath (https://www.unicode.org/notes/tn28/).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from srs.markdown.math_line import (
    Atom,
    Kind,
    bind_scripts,
    factor,
    fraction,
    join_rows,
    kind_of,
    read_characters,
    split_atoms,
    subscript,
    superscript,
    write_line,
)
from srs.markdown.math_symbols import (
    ACCENTS,
    ALPHABETS,
    CHEMICAL_ARROWS,
    FENCES,
    FUNCTIONS,
    IGNORED,
    LIMITS,
    PLAIN,
    ROWS,
    SPACES,
    SYMBOLS,
    TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LONGEST = 4000
_DEEPEST = 24

_NEEDS_PARSER = re.compile(r"[\\{}%$]")
_ONE_ARGUMENT = ("pmod", "ce", "color", "substack", "not", "mathbbm", "phantom", "label", "underbrace", "overbrace")
_TWO_ARGUMENTS = (
    *("frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"),
    *("overset", "underset", "stackrel", "textcolor"),
)
_STARRED = ("operatorname", "tag", "hspace", "vspace")
_WITH_OPTION = ("sqrt", "xrightarrow", "xleftarrow")
_OPTION = re.compile(r"\\(?:sqrt|xrightarrow|xleftarrow)\s*\[")
_MOST_OPTIONS = 6
_NO_SHAPE = re.compile(r"\\(?:left|right|middle)\s*\.|(?<=\\\\)\s*\[[\d.]+\s*(?:pt|em|ex|mm|cm)\]")
_NESTING = re.compile(r"\\(?:begin|end)(?![A-Za-z])|\\.|[{}]", re.DOTALL)
_CHEMISTRY = re.compile(r"(?<=[A-Za-z)\]])(\d+)|\^\{?([^{}\s]*)\}?|(?<=[\w)\]])([+-])(?=\s|$)|(<=>|<->|->|<-)")


def readable_math(latex: str) -> str:
    """Return LaTeX math as one line of Unicode; what cannot be converted stays as its source.

    Very long, deeply nested or broken input comes back unchanged. Never raises.
    """
    if len(latex) > _LONGEST or not _is_well_nested(latex):
        return latex
    try:
        atoms = _Reader().read(latex)
        line = write_line(join_rows(atoms))
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return latex
    line = re.sub(" {2,}", " ", line).strip(" ")
    return unicodedata.normalize("NFC", line).replace("\u2003", "  ") or latex


class _Reader:
    """Turns what pylatexenc parsed into atoms, one method a kind of node."""

    def read(self, latex: str) -> list[Atom]:
        """Return the atoms of a formula, with scripts bound to what they belong to."""
        if _NEEDS_PARSER.search(latex) is None:
            return bind_scripts(read_characters(latex))
        from pylatexenc.latexwalker import LatexWalker

        latex = _NO_SHAPE.sub("", latex)
        walker = LatexWalker(latex, latex_context=_parser_context(), tolerant_parsing=True)
        nodes, _, length = walker.get_latex_nodes(parsing_state=walker.make_parsing_state(in_math_mode=True))
        if length < len(latex):
            raise ValueError(latex)
        return self._sequence(nodes)

    def _sequence(self, nodes: Iterable[Any]) -> list[Atom]:
        atoms: list[Atom] = []
        for node in nodes:
            found = self._node(node)
            if atoms and atoms[-1].text.startswith("\\") and type(node).__name__ == "LatexGroupNode":
                found = [Atom(f"{{{write_line(found)}}}", Kind.OTHER)]
            atoms.extend(found)
        return bind_scripts(atoms)

    def _node(self, node: Any) -> list[Atom]:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            return read_characters(node.chars)
        if kind == "LatexMacroNode":
            return self._macro(node)
        if kind == "LatexEnvironmentNode":
            return [self._environment(node)]
        if kind == "LatexGroupNode":
            return self._group(node)
        return [] if kind == "LatexCommentNode" else self._sequence(node.nodelist)

    def _group(self, node: Any) -> list[Atom]:
        r"""Read `{...}` as one atom; `{a \over b}` and `{n \choose k}` are written inside such a group."""
        for index, inner in enumerate(node.nodelist):
            name = getattr(inner, "macroname", "")
            if name in {"over", "choose"}:
                halves = self._sequence(node.nodelist[:index]), self._sequence(node.nodelist[index + 1 :])
                return [fraction(*halves) if name == "over" else _choose(*halves)]
        opening, closing = node.delimiters if node.delimiters[0] == "[" else ("", "")
        atoms = self._sequence(node.nodelist)
        if len(atoms) == 1 and not opening:
            return atoms
        return [Atom(f"{opening}{write_line(join_rows(atoms))}{closing}", Kind.OPERAND)]

    def _macro(self, node: Any) -> list[Atom]:
        name = node.macroname
        if name == "\\":
            return [Atom("", Kind.ROW)]
        if name in SPACES:
            return [Atom(SPACES[name], Kind.SPACE)]
        if name in IGNORED:
            return []
        after = [Atom("", Kind.SPACE)] if node.macro_post_space else []
        if name in FUNCTIONS:
            return [Atom(name, Kind.BIG if name in LIMITS else Kind.FUNCTION), *after]
        arguments = list(node.nodeargd.argnlist or ()) if node.nodeargd else []
        if arguments:
            return self._call(name, arguments, node)
        return [_symbol(name), *after]

    def _call(self, name: str, arguments: list[Any], node: Any) -> list[Atom]:
        if name in TEXT:
            return [Atom(self._text(arguments[-1]), Kind.OTHER)]
        if name == "ce":
            return [Atom(_chemistry(arguments[0].latex_verbatim().strip("{}")), Kind.OPERAND)]
        convert = _CALLS.get(name)
        if convert is None and name in PLAIN:
            return self._argument(arguments[-1])
        if convert is None:
            return [Atom(node.latex_verbatim(), Kind.OTHER)]
        return [convert(name, *([] if argument is None else self._argument(argument) for argument in arguments))]

    def _argument(self, node: Any) -> list[Atom]:
        return self._sequence(node.nodelist if type(node).__name__ == "LatexGroupNode" else [node])

    def _text(self, node: Any) -> str:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            return str(node.chars).replace("~", " ")
        if kind == "LatexGroupNode":
            return "".join(self._text(inner) for inner in node.nodelist)
        return write_line(self._node(node)) + getattr(node, "macro_post_space", "")

    def _environment(self, node: Any) -> Atom:
        name = node.environmentname
        rows = split_atoms(self._sequence(node.nodelist), Kind.ROW)
        if name in ROWS:
            return Atom("; ".join(filter(None, map(write_line, rows))), Kind.OTHER)
        cells = [[write_line(cell) for cell in split_atoms(row, Kind.CELL)] for row in rows if row]
        if name in {"cases", "dcases", "rcases"}:
            lines = (", ".join(cell.rstrip(",; ") for cell in row if cell) for row in cells)
            return Atom("{ " + "; ".join(filter(None, lines)) + " }", Kind.OTHER)
        opening, closing = FENCES[name.removesuffix("*")]
        between = ", " if any(" " in cell for row in cells for cell in row) else " "
        lines = (between.join(row) for row in cells if any(row))
        return Atom(f"{opening}{'; '.join(lines)}{closing}", Kind.OPERAND)


@cache
def _parser_context() -> Any:
    """Return what the parser has to know: which macros take arguments. It knows no others, nor any catcodes."""
    import logging

    from pylatexenc.macrospec import EnvironmentSpec, LatexContextDb, MacroSpec

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    arguments = dict.fromkeys([*PLAIN, *ACCENTS, *ALPHABETS, *_ONE_ARGUMENT], "{")
    arguments |= dict.fromkeys(_TWO_ARGUMENTS, "{{")
    arguments |= dict.fromkeys(_STARRED, "*{") | dict.fromkeys(_WITH_OPTION, "[{")
    context = LatexContextDb()
    context.add_context_category(
        "math",
        macros=[MacroSpec(name, pattern) for name, pattern in arguments.items()],
        environments=[EnvironmentSpec(name, "{") for name in ("array", "alignedat")],
    )
    context.set_unknown_macro_spec(MacroSpec(""))
    context.set_unknown_environment_spec(EnvironmentSpec(""))
    return context


@cache
def _text_context() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def _symbol(name: str) -> Atom:
    r"""Return the atom of a macro without arguments; an unknown one keeps its name, as `\name`."""
    if name in {"mid", "bmod", "mod"}:
        return Atom("|" if name == "mid" else "mod", Kind.RELATION)
    if name in {"lvert", "rvert"}:
        return Atom("|", Kind.OPEN if name == "lvert" else Kind.CLOSE)
    text = SYMBOLS.get(name)
    if text is None:
        spec = _text_context().get_macro_spec(name)
        text = spec.simplify_repl if spec is not None else None
    if not isinstance(text, str) or not text or "%" in text[:-1] or any(map(str.isspace, text)):
        return Atom(f"\\{name}", Kind.OTHER)
    return Atom(text, kind_of(text))


def _root(_: str, index: list[Atom], inside: list[Atom]) -> Atom:
    return Atom(f"{superscript(write_line(index)) if index else ''}√{factor(inside)}", Kind.ROOT)


def _choose(above: list[Atom], below: list[Atom]) -> Atom:
    return Atom(f"({write_line(above)} choose {write_line(below)})", Kind.OPERAND)


def _accent(name: str, inside: list[Atom]) -> Atom:
    text, mark = write_line(inside), ACCENTS[name]
    if name in {"overline", "underline"}:
        return Atom("".join(character + mark for character in text), Kind.OPERAND)
    return Atom(text + mark if len(text) == 1 else f"{name.removeprefix('wide')}({text})", Kind.OPERAND)


def _alphabet(name: str, inside: list[Atom]) -> Atom:
    return Atom("".join(_letter(character, ALPHABETS[name]) for character in write_line(inside)), Kind.OPERAND)


def _letter(character: str, families: tuple[str, str]) -> str:
    what = unicodedata.name(character, "").removeprefix("LATIN ").replace(" LETTER", "")
    for family in families:
        try:
            return unicodedata.lookup(f"{family} {what}")
        except KeyError:
            continue
    return character


def _over(_: str, above: list[Atom], base: list[Atom]) -> Atom:
    return Atom(write_line(base) + superscript(write_line(above)), base[0].kind)


def _under(_: str, below: list[Atom], base: list[Atom]) -> Atom:
    return Atom(write_line(base) + subscript(write_line(below)), base[0].kind)


def _long_arrow(name: str, _: list[Atom], above: list[Atom]) -> Atom:
    text = write_line(above)
    line = f"─{text}─" if text else ""
    return Atom(f"{line}→" if name == "xrightarrow" else f"←{line}", Kind.RELATION)


def _chemistry(source: str) -> str:
    def show(found: re.Match[str]) -> str:
        count, charge, sign, arrow = found.groups()
        if arrow:
            return CHEMICAL_ARROWS[arrow]
        return subscript(count) if count else superscript(charge or sign or "")

    return _CHEMISTRY.sub(show, source)


def _is_well_nested(latex: str) -> bool:
    """Tell whether braces and environments close and are not too deep.

    The parser takes twice the time for each option `[` that is never closed, so few of them are let through.
    """
    braces = environments = 0
    for found in _NESTING.findall(latex):
        braces += (found == "{") - (found == "}")
        environments += (found == "\\begin") - (found == "\\end")
        if braces < 0 or environments < 0 or braces + environments > _DEEPEST:
            return False
    return braces == environments == 0 and len(_OPTION.findall(latex)) <= _MOST_OPTIONS


_CALLS: dict[str, Callable[..., Atom]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), lambda _, above, below: fraction(above, below)),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), lambda _, above, below: _choose(above, below)),
    **dict.fromkeys(ACCENTS, _accent),
    **dict.fromkeys(ALPHABETS, _alphabet),
    **dict.fromkeys(("xrightarrow", "xleftarrow"), _long_arrow),
    **dict.fromkeys(("color", "label", "phantom"), lambda *_: Atom("", Kind.OTHER)),
    **dict.fromkeys(("tag", "hspace", "vspace"), lambda *_: Atom("", Kind.OTHER)),
    "sqrt": _root,
    "overset": _over,
    "stackrel": _over,
    "underset": _under,
    "textcolor": lambda *parts: Atom(write_line(parts[-1]), Kind.OPERAND),
    "substack": lambda _, inside: Atom(write_line(join_rows(inside)), Kind.OPERAND),
    "operatorname": lambda *parts: Atom(write_line(parts[-1]), Kind.FUNCTION),
    "pmod": lambda _, inside: Atom(f" (mod {write_line(inside)})", Kind.OTHER),
    "not": lambda _, inside: Atom(write_line(inside) + "\u0338", Kind.RELATION),
    **dict.fromkeys(("underbrace", "overbrace"), lambda _, inside: Atom(factor(inside), Kind.OPERAND)),
    "mathbbm": lambda _, inside: Atom(write_line(inside), Kind.OPERAND),
}
