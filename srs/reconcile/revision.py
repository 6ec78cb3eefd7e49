"""How far a new version of a fact is from the last: front and back each by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.markdown.inline import plain
from srs.model import Change, Kind
from srs.reconcile.asked import asks_the_same, unnumbered
from srs.reconcile.gaps import filled
from srs.reconcile.grade import compare, grade
from srs.reconcile.labels import DASH, without_total
from srs.reconcile.parts import compare_parts, has_parts
from srs.reconcile.words import overlap, words_of
from srs.reconcile.written import grade_written, is_marked_up, is_set_anew, renamed, without_marks, worst

if TYPE_CHECKING:
    from srs.reconcile.grade import Edit
    from srs.reconcile.side import Side

_BETWEEN_ITEMS = re.compile(r"\s*(?:[\n,;、，；.]|\b(?:and|or|und|oder|et|ou|y|e|o)\b)\s*")
_MOSTLY_THE_SAME = 0.5


def grade_revision(old: Side, new: Side) -> Change:
    """Grade what became of a fact.

    A back that was replaced says something else, however much stands in the question; of a front little may be left where the
    answer stayed.
    """
    front = _grade_front(old, new)
    if front is Change.MEANING:
        return front
    back = _grade_back(old, new)
    return back if front is Change.FORMAT else worst(front, back)


def _grade_front(old: Side, new: Side) -> Change:
    if old.draft.front == new.draft.front:
        return Change.FORMAT
    before, after = _asked(old), _asked(new)
    if before == after:
        return Change.FORMAT
    (title, label), (title_now, label_now) = _parted(before, old), _parted(after, new)
    if title and title_now and label == label_now:
        # Another title above it changes how it is asked, not what it says.
        return Change.FORMAT if words_of(title) == words_of(title_now) else Change.REWORDED
    if not new.back or overlap(old.back, new.back) < _MOSTLY_THE_SAME:
        edit = compare(list(old.front), list(new.front))
        return _grade_side(before, after, edit, (), in_parts=new.has_gaps)
    # An answer that stayed tells that a front of which little is left is the same still.
    bare, bare_now = unnumbered(before), unnumbered(after)
    words = old.front if bare == before else words_of(bare)
    words_now = new.front if bare_now == after else words_of(bare_now)
    graded = _grade_side(bare, bare_now, compare(list(words), list(words_now)), (new.draft.back,), in_parts=False)
    if graded is Change.MEANING and asks_the_same(bare, bare_now):
        return Change.REWORDED
    return graded


def _grade_back(old: Side, new: Side) -> Change:
    before, after = old.draft.back, new.draft.back
    if before == after:
        return Change.FORMAT
    edit = new.edit[1] if new.edit is not None and new.edit[0] is old else compare(old.back, new.back)
    # A long addition is one to the whole; what replaced an answer is not.
    around = (filled(new.draft.front),) if edit.is_addition else ()
    return _grade_side(before, after, edit, around, in_parts=True)


def _grade_side(before: str, after: str, edit: Edit, around: tuple[str, ...], *, in_parts: bool) -> Change:
    written = Change.FORMAT
    if is_marked_up(before) or is_marked_up(after):
        if is_set_anew(before, after):
            return Change.FORMAT
        bare, bare_now = without_marks(before), without_marks(after)
        if bare != before or bare_now != after:
            before, after = bare, bare_now
            edit = compare(words_of(before), words_of(after))
        written = grade_written(before, after)
        if written is Change.REWORDED and "$" in before:
            edit = compare(words_of(renamed(before, after)), words_of(after))
    graded = grade(edit, *around)
    if graded is Change.MEANING and not edit.gone and not edit.come and _are_same_items(before, after):
        graded = Change.REWORDED
    if in_parts and graded is not Change.FORMAT and graded is not Change.TYPO:
        graded = _grade_parts(before, after, edit, graded, around)
    return graded if written is Change.FORMAT else worst(graded, written)


def _grade_parts(before: str, after: str, edit: Edit, graded: Change, around: tuple[str, ...]) -> Change:
    """Grade an edit anew by the sentences and items that it left as they were.

    What was only added or left out contradicts nothing; what gave way to something else is another answer.
    """
    if not (has_parts(before) or has_parts(after)):
        return graded
    parts = compare_parts(before, after)
    if parts is None or not (parts.gone or parts.come):
        return graded
    if parts.gone and parts.come:
        return Change.MEANING if not around and parts.is_replaced else graded
    if graded is Change.REWORDED:
        return graded
    if not edit.keeps(_MOSTLY_THE_SAME, *around):
        return Change.MEANING
    # That most of the text stayed is known by now.
    return worst(Change.REWORDED, grade(compare(parts.before, parts.after), before, after))


def _are_same_items(before: str, after: str) -> bool:
    """Tell whether the items of a list stand in another order, which is none unless they have numbers."""
    items, others = ([*filter(None, _BETWEEN_ITEMS.split(text))] for text in (before, after))
    return sorted(items) == sorted(others)


def _asked(side: Side) -> str:
    """Return the front with its gaps filled in; that of a statement without how many stand beside it."""
    return filled(without_total(side.draft))


def _parted(front: str, side: Side) -> tuple[str, str]:
    """Part a front into the title above it, where that stands before a dash, and what is asked; others have no title."""
    if side.draft.kind is Kind.STATEMENT:
        title, _, label = front.rpartition(DASH)
        return title, label
    title, dash, label = front.partition(DASH)
    return (title, label) if dash and plain(title) in map(plain, side.draft.context) else ("", front)
