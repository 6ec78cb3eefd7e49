"""From drafts and stored facts to the plan that makes the store agree with the notes.

Matching goes from certain to likely: the same text anywhere among the notes that changed; the same text as a retired
fact once had; an unchanged front or an unchanged back where each is unique; the most similar words within one note,
best first and only with a clear lead. What is left is new, or gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from srs.model import Created, Edited, Moved, Plan, Refreshed, Retired, Revived, Way
from srs.reconcile.fingerprint import fingerprint, mint_id
from srs.reconcile.grade import grade_edit, overlap, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from srs.model import Draft, Fact, FactId, PlanChange, Problem

_ALIKE = 0.6
_LEAD = 0.1
_TELLING_BACK = 6
"""Words a back needs before it can carry identity alone: "yes" is the back of many facts."""

_Likeness = tuple[float, int, int]
"""The share of words in common, the number of a draft, and the number of a fact."""


def make_plan(
    drafts: Sequence[Draft],
    facts: Sequence[Fact],
    *,
    retired: Mapping[str, Fact],
    taken: Collection[str] = (),
    problems: Sequence[Problem] = (),
) -> Plan:
    """Match the drafts of the notes that changed with the live facts that stood there.

    Args:
        drafts: what those notes say now.
        facts: live facts whose note changed or is gone.
        retired: retired facts by a fingerprint they once had.
        taken: the ids that facts have already, wherever they stand and whatever their status.
        problems: what could not be read, carried into the plan.
    """
    matching = _Matching(sorted(drafts, key=_place), sorted(facts, key=lambda fact: (_place(fact.draft), fact.id)))
    matching.by_key(lambda draft: draft)
    matching.by_key(lambda draft: (draft.front, draft.back, draft.source.path))
    matching.by_key(lambda draft: (draft.front, draft.back))
    revived = matching.revive(retired)
    matching.by_unique(lambda draft: (draft.source.path, draft.front))
    matching.by_unique(lambda draft: (draft.source.path, draft.back) if _tells(draft) else None)
    matching.by_unique(lambda draft: (draft.front,))
    matching.by_unique(lambda draft: (draft.back,) if _tells(draft) else None)
    matching.by_words()
    return matching.plan(revived, set(taken), tuple(problems))


class _Matching:
    """Drafts and facts that are still to be paired, and the pairs so far."""

    def __init__(self, drafts: list[Draft], facts: list[Fact]) -> None:
        self.drafts = dict(enumerate(drafts))
        self.facts = dict(enumerate(facts))
        self.order = drafts
        self.pairs: list[tuple[int, Fact]] = []

    def by_key(self, key: Callable[[Draft], object]) -> None:
        """Pair what has the same key, in the order of the notes where several have it."""
        waiting: dict[object, list[int]] = defaultdict(list)
        for number, fact in reversed(self.facts.items()):
            waiting[key(fact.draft)].append(number)
        for number, draft in list(self.drafts.items()):
            same = waiting.get(key(draft))
            if same:
                self._pair(number, same.pop())

    def by_unique(self, key: Callable[[Draft], object]) -> None:
        """Pair what has the same key where only one on each side has it."""
        facts = _unique({number: key(fact.draft) for number, fact in self.facts.items()})
        drafts = _unique({number: key(draft) for number, draft in self.drafts.items()})
        for shared in facts.keys() & drafts.keys():
            self._pair(drafts[shared], facts[shared])

    def by_words(self) -> None:
        """Pair within a note what shares most words, best first; a close second leaves both alone."""
        scores = self._likenesses()
        of_draft: dict[int, list[_Likeness]] = defaultdict(list)
        of_fact: dict[int, list[_Likeness]] = defaultdict(list)
        for likeness in scores:
            of_draft[likeness[1]].append(likeness)
            of_fact[likeness[2]].append(likeness)
        for likeness in scores:
            _, number, other = likeness
            if number in self.drafts and other in self.facts:
                rivals = chain(of_draft[number], of_fact[other])
                if not any(self._is_rival(rival, likeness) for rival in rivals):
                    self._pair(number, other)

    def _likenesses(self) -> list[_Likeness]:
        """Return the pairs within a note that are alike enough, the most alike first."""
        rows: dict[tuple[str, bool], list[tuple[int, list[str]]]] = defaultdict(list)
        for number, fact in self.facts.items():
            rows[_page(fact.draft)].append((number, _words(fact.draft)))
        scores = (
            (overlap(words, others), number, other)
            for number, draft in self.drafts.items()
            if (words := _words(draft))
            for other, others in rows.get(_page(draft), ())
        )
        return sorted((one for one in scores if one[0] >= _ALIKE), key=lambda one: (-one[0], *one[1:]))

    def _is_rival(self, rival: _Likeness, likeness: _Likeness) -> bool:
        """Tell whether another free pair with one of the two comes close."""
        score, number, other = rival
        return (
            score > likeness[0] - _LEAD
            and (number, other) != likeness[1:]
            and number in self.drafts
            and other in self.facts
        )

    def revive(self, retired: Mapping[str, Fact]) -> list[tuple[int, Fact]]:
        """Pair drafts with retired facts that once said the same."""
        found, used = [], set()
        for number, draft in list(self.drafts.items()):
            fact = retired.get(fingerprint(draft.front, draft.back))
            if fact is not None and fact.id not in used:
                used.add(fact.id)
                found.append((number, fact))
                del self.drafts[number]
        return found

    def plan(self, revived: list[tuple[int, Fact]], taken: set[str], problems: tuple[Problem, ...]) -> Plan:
        """Turn pairs and leftovers into changes, in the order of the notes."""
        changes: dict[int, PlanChange | None] = {
            number: _change(fact, _kept(fact, self.order[number])) for number, fact in self.pairs
        }
        changes.update({number: Revived(fact, _kept(fact, self.order[number])) for number, fact in revived})
        for number, draft in self.drafts.items():
            changes[number] = Created(_free_id(draft, taken), draft)
        gone = [Retired(fact) for fact in self.facts.values()]
        listed = [change for _, change in sorted(changes.items()) if change is not None]
        quiet = sum(change is None or isinstance(change, Refreshed) for change in changes.values())
        return Plan((*listed, *gone), quiet, problems)

    def _pair(self, draft: int, fact: int) -> None:
        self.pairs.append((draft, self.facts.pop(fact)))
        del self.drafts[draft]


def _kept(fact: Fact, draft: Draft) -> Draft:
    """Leave a fact in the drill that was in it: thinner evidence after an edit elsewhere must not take it out."""
    return replace(draft, held="") if draft.held and not fact.draft.held else draft


def _change(fact: Fact, draft: Draft) -> PlanChange | None:
    """Return what became of a fact that is still there, None if nothing did."""
    if fact.draft == draft:
        return None
    if (fact.draft.front, fact.draft.back) != (draft.front, draft.back):
        return Edited(fact, draft, grade_edit(_words(fact.draft), _words(draft)))
    return Refreshed(fact, draft) if fact.draft.source.path == draft.source.path else Moved(fact, draft)


def _free_id(draft: Draft, taken: set[str]) -> FactId:
    """Mint an id from the content; the same content a second time takes its note's path, then a number, with it."""
    fact_id = mint_id(draft.front, draft.back)
    number = 0
    while fact_id in taken:
        fact_id = mint_id(draft.front, draft.back, draft.source.path, str(number))
        number += 1
    taken.add(fact_id)
    return fact_id


def _unique(keys: Mapping[int, object]) -> dict[object, int]:
    counts = Counter(keys.values())
    return {key: number for number, key in keys.items() if key is not None and counts[key] == 1}


def _words(draft: Draft) -> list[str]:
    return words_of(f"{draft.front} {draft.back}")


def _page(draft: Draft) -> tuple[str, bool]:
    """Return the note of a draft and whether it has gaps: a question never becomes a cloze, in Anki it cannot."""
    return draft.source.path, draft.way is Way.CLOZE


def _tells(draft: Draft) -> bool:
    return len(words_of(draft.back)) >= _TELLING_BACK


def _place(draft: Draft) -> tuple[object, ...]:
    """Return what puts drafts in the order of the notes, and those of one place in an order of their own."""
    source = draft.source
    said = (draft.front, draft.back, draft.extra, draft.kind, draft.way, draft.rule, draft.held)
    return (source.path, source.first_line, source.last_line, *said, draft.deck, draft.context, draft.tags)
