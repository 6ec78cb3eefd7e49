"""Texts as words: what two of them have in common, and where they differ."""

from __future__ import annotations

import re
from itertools import compress, pairwise
from operator import ne
from typing import TYPE_CHECKING
from unicodedata import normalize

from srs.markdown.inline import plain
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0f71-\u0f84\u1000-\u109f\u1780-\u17d3\u200c\u200d"
)
"""Signs that belong to the letter before, which `\\w` does not know: without them words of Hindi and Thai would fall apart."""
_UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of languages that write without spaces, and of Korean; each is a word."""
_MORE = rf"[^\W{_UNSPACED}]*(?:[{MARKS}]+[^\W{_UNSPACED}]*)*"
_WORD = pattern(
    # Behind an apostrophe stands an ending of English, or the rest of a word of another alphabet; in `l'homme` the next word.
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]{_MORE}(?:'(?:(?:[stdm]|re|ve|ll)(?!\w)|[^\W\x00-\u024f{_UNSPACED}]{_MORE}))?[#+]*|"
    r"(?<=[^\n])[<>]|[=≤≥≠≈+−±×÷¬∀∃∈∉⊂⊆→←↔%€£¥₹]|\$(?=\d)|&&|\|\||\^(?=[\w({+−-])|(?<![\w)\]}-])-(?=[\w.])"
)
_ENUMERATED = pattern(r"(?:^|\n)[ \t]*\(?(\d{1,3})[.)](?=\s)")
_FORMULA = pattern(r"(\$\$[^$]+\$\$|\$[^$]+\$)")
_SYMBOL = pattern(r"\\[^\W\d_]+|\\[^\w\s]|[^\W\d_]+|\d+|[^\s\w$(){}\[\]\\,.;:&]")
_SETTING = r"""
    left right big bigl bigr bigg biggl biggr mathbf mathrm mathbb mathcal mathit mathsf boldsymbol bm pmb
    text textbf textit textrm operatorname displaystyle textstyle limits nolimits quad qquad vec ! { } % _
    tiny scriptsize footnotesize small normalsize large huge space thinspace enspace hspace lbrace rbrace , ; : \
"""
"""Commands of a formula that only say how it is set."""
_COMMANDS = {
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠",
    "to": "→", "mapsto": "→", "rightarrow": "→", "implies": "→", "longrightarrow": "→", "leftarrow": "←", "gets": "←", "iff": "↔",
    "leftrightarrow": "↔", "in": "∈", "notin": "∉", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃", "subset": "⊂",
    "subseteq": "⊆", "approx": "≈", "pm": "±", "div": "÷", "lnot": "¬", "neg": "¬", "prime": "'", "mid": "|", "vert": "|",
    "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "dfrac": "frac", "tfrac": "frac", "ldots": "dots", "cdots": "dots",
    **dict.fromkeys(_SETTING.split()),
}  # fmt: skip
"""What commands of a formula stand for, by another name or as a sign; None where they stand for nothing."""
_SPELLED = {"->": "→", "=>": "→", "<=": "≤", ">=": "≥", "!=": "≠", "\u2019": "'", "\u02bc": "'"}
_RAISED = pattern(r"[²³¹⁰-ⁿ]+|[¼-¾⅐-⅞]")
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_BRACKETED = pattern(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_TASK = pattern(r"(?:^|(?<=\n))([ \t]*[-*+] )\[[ xX]\] ")
_QUOTED = pattern(r"(?:^|(?<=\n))([ \t]*(?:[-*+][ \t]+)?)>[> \t]*")
_FENCE = pattern(r"(?:^|(?<=\n))([ \t]*(?:`{3,}|~{3,}))[^`\n]+(?=\n)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

_STEM = 5
"""Letters with which a word begins that are more than chance."""

# Plain text in ASCII is most of what is compared; a table folds it and tells whether it is plain, many times as fast.
_MARKUP, _JOINT = "\0", "\1"


def _folded(char: str) -> str:
    if char in _MARKUP + "`[<>*_~=\\$":
        return _MARKUP
    if char in _JOINT + "'-+#&|^":
        return _JOINT
    return char.lower() if char.isalnum() else " % " if char == "%" else " "


_FOLDED = {code: _folded(chr(code)) for code in range(128)}


def words_of(text: str) -> list[str]:
    """Return the folded words of a text as a reader sees it, with the signs that count: "x < -1" has four.

    Each Chinese, Japanese or Korean character is a word. The numbers of a list are none, so that it may become bullets or prose;
    others stay, at the beginning of a line too: "2. Weltkrieg".
    """
    if "\n" in text:
        text = without_list_numbers(text)
    if text.isascii():
        bare = text.translate(_FOLDED)
        if _MARKUP not in bare:
            return bare.split() if _JOINT not in bare else _WORD.findall(text.lower())
    text = _spelled(text)
    said = folded(_raised(plain(text)))
    for spelled, sign in _SPELLED.items():
        said = said.replace(spelled, sign)
    if "$" not in text:
        return _WORD.findall(said)
    parts = _FORMULA.split(said)
    return [word for n, part in enumerate(parts) for word in (symbols_of(part) if n % 2 else _WORD.findall(part))]


def folded(text: str) -> str:
    """Return a text whatever the width and case of its letters and the form of Unicode, with umlauts spelled out."""
    return normalize("NFKC", normalize("NFKC", text).casefold()).translate(_UMLAUTS)


def symbols_of(formula: str) -> list[str]:
    r"""Return what a formula is made of, whatever it is set in: `\le` and `\leq` are one."""
    symbols = _SYMBOL.findall(formula)
    if "\\" not in formula:
        return symbols
    found = (
        _COMMANDS.get(name, _COMMANDS.get(name.lower(), name)) if name != symbol else symbol
        for symbol, name in ((symbol, symbol.removeprefix("\\")) for symbol in symbols)
    )
    return [symbol for symbol in found if symbol]


def _spelled(text: str) -> str:
    r"""Write formulas between `\(` and `\)`, raised figures and boxes of tasks as all others are written."""
    text = without_frames(text)
    if "\\(" in text or "\\[" in text:
        text = _BRACKETED.sub(lambda found: f"${found[1] or found[2]}$", text)
    if "<sup>" in text:
        text = text.replace("<sup>", "^")
    return _TASK.sub(r"\1", text) if "[" in text else text


def without_frames(text: str) -> str:
    """Leave out the marks before the lines of a quote, and the language of a block of code."""
    if ">" in text:
        text = _QUOTED.sub(r"\1", text)
    return _FENCE.sub(r"\1", text) if "```" in text or "~~~" in text else text


def _raised(text: str) -> str:
    """Set raised figures and fractions off from what they stand behind: "10⁶" is 10^6."""
    if text.isascii():
        return text
    return _RAISED.sub(lambda found: f" {found[0]}" if found[0] in _FRACTIONS else f"^{found[0]}", text)


def without_list_numbers(text: str) -> str:
    """Leave out numbers at the beginning of lines that go up by one from one such line to the next, or are all 1."""
    if "\n" not in text or not _ENUMERATED.search(text, text.index("\n")):
        return text
    marks = list(_ENUMERATED.finditer(text))
    numbers = [int(mark[1]) for mark in marks]
    goes_on = [after == before + 1 or before == after == 1 for before, after in pairwise(numbers)]
    listed = [any(around) for around in zip([False, *goes_on], [*goes_on, False], strict=True)]
    parts, end = [], 0
    for mark in compress(marks, listed):
        parts.append(text[end : mark.start()])
        end = mark.end()
    return "\n".join([*parts, text[end:]])


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words in common, counted with repeats (Dice), from 0 to 1."""
    return 2 * _count_common(one, other) / (len(one) + len(other)) if one or other else 1.0


def share_stem(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two texts have a word in common, whatever its ending: "безпеки" and "безпека"."""
    if not set(one).isdisjoint(other):
        return True
    stems = {word[:_STEM] for word in one if len(word) >= _STEM}
    return any(word[:_STEM] in stems for word in other)


def containment(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter text stands in the longer one too, from 0 to 1."""
    shorter = min(len(one), len(other))
    return _count_common(one, other) / shorter if shorter else 1.0


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words that are gone and those that have come."""
    before, after = _apart(before, after)
    if len(before) != len(after):
        before, after = _apart(before[::-1], after[::-1])
    if not before or not after or set(before).isdisjoint(after):
        return before, after
    free: dict[str, int] = {}
    for word in after:
        free[word] = free.get(word, 0) + 1
    gone = []
    for word in before:
        if free.get(word):
            free[word] -= 1
        else:
            gone.append(word)
    return gone, [word for word, count in free.items() for _ in range(count)]


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share, counted with repeats."""
    return len(one) if one == other else len(one) - len(difference(one, other)[0])


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two texts without the words that have the same place in both: an edit leaves most as they were."""
    differ = list(map(ne, one, other))
    gone, come = list(compress(one, differ)), list(compress(other, differ))
    if len(one) != len(other):
        gone += one[len(differ) :]
        come += other[len(differ) :]
    return gone, come
