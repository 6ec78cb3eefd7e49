"""Images, code and formulas of a text as they are written: what words do not tell of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from srs.model import Change
from srs.reconcile.words import symbols_of, without_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IMAGE = re.compile(
    r"!\[[^\[\]]*\]\(\s*<?([^()<>\n\"]*(?:\([^()\n]*\)[^()<>\n\"]*)*)|!\[\[([^\[\]|\n]*)|<img\b[^<>]*\bsrc=[\"']?([^\"'\s<>]+)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"%20|&#32;|[\s_-]")
_FORMAT = re.compile(r"\.\w{2,4}$")
_WRITTEN = re.compile(
    r"(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)|\$\$(?P<block>[^$]+)\$\$|\$(?P<math>[^$\n]+)\$", re.DOTALL
)
_TOKEN = re.compile(r"\w+|[^\w\s\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
"""Pictures in code say nothing: a red cross before a comment."""
_LETTERING = re.compile(r"\\(?:text|textbf|textit|textrm|mathrm|operatorname)\s*\{[^{}]*[^\W\d_]{2}[^{}]*\}")
"""Words in a formula, which are compared as words."""
_GREEK = frozenset("""
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega ell
""".split())  # noqa: SIM905  # fmt: skip
_LINKED = re.compile(r"(?<!!)\[\[(?:[^\[\]|\n]*/)?(?:\d{1,4}[-_. ]+(?=[^\W\d]))?([^\[\]|\n]+?)(?:\.md)?\]\]")
_CITED = re.compile(r"(?:(?<=[\s.,;)\]])|\s)\[[a-z]{3,9}:\d{1,4}\](?!\()")
_QUOTES = str.maketrans({"'": '"', "\u2018": '"', "\u2019": '"', "\u201c": '"', "\u201d": '"'})


def is_set_anew(before: str, after: str) -> bool:
    """Tell whether nothing changed but the signs around code and formulas: "O(n)" and "$O(n)$"."""
    if not ("$" in before or "$" in after or "`" in before or "`" in after):
        return False
    return _unset(before) == _unset(after)


def _unset(text: str) -> list[str]:
    return _WRITTEN.sub(lambda found: found["code"] or found["block"] or found["math"], text).split()


def without_marks(text: str) -> str:
    """Leave out where a link leads, as far as no reader cares, and marks that name a source: `[[007-Rust]]` is `[[Rust]]`."""
    if "[" not in text:
        return text
    return _CITED.sub("", _LINKED.sub(r"[[\1]]", text))


def grade_written(before: str, after: str) -> Change:
    """Grade what an edit changed in images, code and formulas, where words alone show no difference.

    Another image in place of one is another answer; that it lies in another folder is none. In code each sign counts, and the case of a
    letter that stands alone; in formulas case counts, and what was exchanged.
    """
    if before == after or not (is_marked_up(before) or is_marked_up(after)):
        return Change.FORMAT
    before, after = without_frames(before), without_frames(after)
    return worst(_grade_images(before, after), _grade_spans(before, after))


def is_marked_up(text: str) -> bool:
    """Tell whether there may be an image, a link, code or a formula in a text."""
    return "`" in text or "$" in text or "[" in text or "<" in text


_RANKS = {change: rank for rank, change in enumerate(Change)}


def worst(first: Change, *others: Change) -> Change:
    """Return the change that counts most."""
    for one in others:
        if one is not first and _RANKS[one] > _RANKS[first]:
            first = one
    return first


def _grade_images(before: str, after: str) -> Change:
    old, new = _images(before), _images(after)
    if old == new:
        return Change.FORMAT
    return Change.MEANING if old - new and new - old else Change.REWORDED


def _images(text: str) -> Counter[str]:
    """Return the names of the images of a text, without folders, formats and spaces."""
    names = (next(filter(None, found), "").strip() for found in _IMAGE.findall(text))
    return Counter(map(_name_of, names)) if "!" in text or "<" in text else Counter()


def _name_of(image: str) -> str:
    name = _FORMAT.sub("", re.split(r"[?#]", image)[0].rpartition("/")[2])
    return _SPACE.sub("", name).casefold() or image


def _grade_spans(before: str, after: str) -> Change:
    old, new = _spans(before), _spans(after)
    if len(old) != len(new):
        return Change.FORMAT  # the words tell
    formulas = _formulas(old, new)
    coded = [_grade_code(_tokens(one), _tokens(other)) for one, other, is_code in _pairs(old, new) if is_code]
    if _are_renamed(formulas):
        return worst(Change.REWORDED, *coded)
    return worst(Change.FORMAT, *coded, *(_grade_formula(*pair) for pair in formulas))


def renamed(before: str, after: str) -> str:
    """Return a text with the formulas that stand there now, where only the names of their variables are others."""
    old, new = _spans(before), _spans(after)
    formulas = _formulas(old, new)
    if len(old) != len(new) or not _are_renamed(formulas):
        return before
    parts: list[str] = []
    end = 0
    for one, other in zip(old, new, strict=True):
        parts += (before[end : one.start()], one[0] if one["code"] else other[0])
        end = one.end()
    return "".join((*parts, before[end:]))


class _Formulas(NamedTuple):
    """The symbols of a formula before and after."""

    before: Sequence[str]
    after: Sequence[str]


def _formulas(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> list[_Formulas]:
    """Return the symbols of formulas that are written in another way; the words in them are compared as all others."""
    return [_Formulas(_signs(one), _signs(other)) for one, other, is_code in _pairs(old, new) if not is_code]


def _signs(formula: str) -> list[str]:
    return symbols_of(normalize("NFKC", _LETTERING.sub(" ", formula)))


def _spans(text: str) -> list[re.Match[str]]:
    return list(_WRITTEN.finditer(text)) if "`" in text or "$" in text else []


def _pairs(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> Iterator[tuple[str, str, bool]]:
    """Yield code and formulas that are written in another way, and whether they are code."""
    for one, other in zip(old, new, strict=False):
        if one[0] != other[0] and bool(one["code"]) == bool(other["code"]):
            yield one["code"] or one[0].strip("$"), other["code"] or other[0].strip("$"), bool(one["code"])


def _are_renamed(formulas: Sequence[_Formulas]) -> bool:
    """Tell whether variables have other names, each the same everywhere, and none a name that another had."""
    names: dict[str, str] = {}
    for before, after in formulas:
        if len(before) != len(after):
            return False
        for one, other in zip(before, after, strict=True):
            if names.setdefault(one, other) != other or not _may_be_renamed(one, other):
                return False
    changed = {one: other for one, other in names.items() if one != other}
    return bool(changed) and len({*changed.values()}) == len(changed) and names.keys().isdisjoint(changed.values())


def _may_be_renamed(one: str, other: str) -> bool:
    # Several letters without a sign between them are several variables.
    return one.casefold() == other.casefold() or (_is_variable(one) and _is_variable(other))


def _is_variable(symbol: str) -> bool:
    return symbol.isalpha() and (len(symbol) == 1 or symbol.lower() in _GREEK)


def _tokens(code: str) -> list[str]:
    return _TOKEN.findall(code.translate(_QUOTES))


def _grade_code(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit of code that has the same words; where it has others, these tell."""
    if before == after or _letters(before) != _letters(after):
        return Change.FORMAT
    if len(before) != len(after):
        return Change.MEANING
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    decides = any(len(one) == 1 or one.casefold() != other.casefold() for one, other in changed)
    return Change.MEANING if decides else Change.REWORDED


def _letters(tokens: Sequence[str]) -> list[str]:
    return [token.casefold() for token in tokens if token[0].isalnum()]


def _grade_formula(before: Sequence[str], after: Sequence[str]) -> Change:
    old, new = Counter(before), Counter(after)
    if old == new:
        return Change.FORMAT
    return Change.MEANING if old - new and new - old else Change.FORMAT
