"""Measures what it takes to find out which draft is which fact.

    python benchmarks/matching.py [ROUNDS]

Needs numpy besides srs, for the matrix it is compared with. Cards are made of words that do not exist, as often as words of
a language are; facts and drafts share no object, as facts come from the database and drafts from the notes. Matching is all
of `make_plan`, the plan included. Cases run in turns, and medians of processor time are printed, as the machine may be
shared. The aims at 100,000 cards: 3 microseconds a card with 1 % of them edited, 15 with all edited.

Left-overs are 10,000 cards that moved to other files, each with another word in the front and one or two in the back; some
are gone and as many are new. The dense matrix compares every text with every other (`cdist`, one worker) and pairs the most
similar first. The aims: a quarter of the time of the matrix alone, 98 % of the right pairs that it leads to, and 97 % of the
pairs right. The same is told of left-overs of which some are half rewritten; these are not taken for the same in another file.
"""

from __future__ import annotations

import gc
import pickle
import platform
import sys
from dataclasses import replace
from itertools import accumulate, product
from random import Random
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, TypeVar

import rapidfuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist
from table import Table, markdown, ratio, seconds, table

from srs.model import Created, Draft, Fact, Kind, Retired, Source, Status
from srs.reconcile.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy

    from srs.model import Plan

CARDS = 100_000
SIZES = (25_000, 50_000, CARDS)
IN_A_NOTE = 40
LEFT_OVERS = 10_000
ROUNDS = 1
GONE, REWRITTEN = 0.08, 0.07
ALIKE = 0.6

Result = TypeVar("Result")

SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
WORDS = [one + other + end for one, other, end in product(SYLLABLES, SYLLABLES, ("n", "r", "s", "t"))]
Random(0).shuffle(WORDS)
SO_FAR = list(accumulate(1 / (rank + 8) for rank in range(len(WORDS))))
"""How often words come, after Zipf, each with all before it."""


def sentence(rng: Random, fewest: int, most: int) -> str:
    """Return words as they come in a language: few often, most of them rarely."""
    words = rng.choices(WORDS, cum_weights=SO_FAR, k=rng.randint(fewest, most))
    return " ".join(words).capitalize()


def made(count: int) -> list[Draft]:
    """Return cards, their notes and lines in order."""
    rng = Random(count)
    rows = [(sentence(rng, 2, 6), sentence(rng, 8, 30) + ".") for _ in range(count)]
    return [
        Draft(Kind.DEFINITION, front, back, source(number), "bold", (f"Part {number // 8}",))
        for number, (front, back) in enumerate(rows)
    ]


def source(number: int) -> Source:
    """Return the place of a card among all."""
    line = 3 + number % IN_A_NOTE
    return Source(f"notes/{number // IN_A_NOTE:05}.md", line, line)


def reworded(text: str, rng: Random, count: int) -> str:
    """Return a text with other words in some places."""
    words = text.split()
    for place in rng.sample(range(len(words)), min(count, len(words))):
        words[place] = rng.choices(WORDS, cum_weights=SO_FAR)[0]
    return " ".join(words)


def edited(drafts: Sequence[Draft], share: float, sides: str) -> list[Draft]:
    """Return the cards with one word of the front and one to three of the back changed in a share of them."""
    rng = Random(1)
    after = []
    for draft in drafts:
        if rng.random() < share:
            front = reworded(draft.front, rng, 1) if "front" in sides else draft.front
            back = reworded(draft.back, rng, rng.randint(1, 3)) if "back" in sides else draft.back
            after.append(replace(draft, front=front, back=back))
        else:
            after.append(draft)
    return after


def facts_of(drafts: Sequence[Draft]) -> list[Fact]:
    """Return the facts of a first sync."""
    plan = make_plan(drafts, [], retired={})
    return [Fact(one.id, one.draft, Status.ACTIVE, None, 0) for one in plan.changes if isinstance(one, Created)]


def afresh(drafts: Sequence[Draft]) -> list[Draft]:
    """Return equal drafts that share no object with these, nor with each other."""
    return [pickle.loads(pickle.dumps(draft)) for draft in drafts]


def timed(task: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds of processor time that a task takes, and its result."""
    gc.collect()
    begun = process_time()
    result = task()
    return process_time() - begun, result


def plan_of(drafts: Sequence[Draft], facts: Sequence[Fact]) -> Plan:
    """Return the plan for notes of which all was read again."""
    return make_plan(drafts, facts, retired={}, taken={fact.id for fact in facts})


def costs(rounds: int, sizes: Sequence[int] = SIZES) -> list[tuple[str, int, float, str]]:
    """Return the cases, their numbers of cards, the median of the microseconds a card, and the aim."""
    edits = {
        "1 %, the back": (0.01, "back"),
        "1 %, front and back": (0.01, "front back"),
        "all, the back": (1.0, "back"),
        "all, front and back": (1.0, "front back"),
    }
    times: dict[tuple[str, int], list[float]] = {(name, size): [] for name in edits for size in sizes}
    for size in sizes:
        before = made(size)
        facts = facts_of(before)
        after = {name: afresh(edited(before, *edit)) for name, edit in edits.items()}
        for _ in range(rounds):
            for name, drafts in after.items():
                times[name, size].append(timed(lambda drafts=drafts, facts=facts: plan_of(drafts, facts))[0])
    return [
        (name, size, median(spent) * 1e6 / size, "3" if edits[name][0] < 1 else "15")
        for (name, size), spent in times.items()
    ]


def moved(drafts: Sequence[Draft], rewritten: float) -> tuple[list[Draft], dict[Source, Source]]:
    """Return left-overs of which some are rewritten, and for the place of each that is not new the place where it was."""
    rng = Random(2)
    numbers = list(range(len(drafts)))
    rng.shuffle(numbers)
    after, was = [], {}
    new = made(len(drafts) + 1)
    for place, number in enumerate(numbers):
        there = source(place)
        there = replace(there, path=f"elsewhere/{there.path}")
        before = drafts[number]
        if rng.random() < GONE:
            after.append(replace(new[number], source=there))
            continue
        half = len(before.back.split()) // 2
        front = reworded(before.front, rng, 1)
        back = reworded(before.back, rng, half if rng.random() < rewritten else rng.randint(1, 2))
        after.append(replace(before, front=front, back=back, source=there))
        was[there] = before.source
    return after, was


def pairs_of(plan: Plan) -> dict[Source, Source]:
    """Return the place of each fact that goes on, and where it was."""
    return {one.draft.source: one.fact.draft.source for one in plan.changes if not isinstance(one, Created | Retired)}


def matrix(drafts: Sequence[Draft], facts: Sequence[Fact]) -> numpy.ndarray:
    """Return how alike all texts are, from 0 to 1."""
    import numpy

    texts, others = ([f"{one.front} {one.back}" for one in some] for some in (drafts, [fact.draft for fact in facts]))
    return cdist(texts, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, workers=1, dtype=numpy.float32)


def pairs_in(alike: numpy.ndarray, drafts: Sequence[Draft], facts: Sequence[Fact]) -> dict[Source, Source]:
    """Return the pairs of a matrix, the most similar first."""
    import numpy

    rows, columns = numpy.nonzero(alike >= ALIKE)
    pairs: dict[int, int] = {}
    taken = set()
    for at in numpy.argsort(-alike[rows, columns], kind="stable"):
        row, column = int(rows[at]), int(columns[at])
        if row not in pairs and column not in taken:
            pairs[row] = column
            taken.add(column)
    return {drafts[row].source: facts[column].draft.source for row, column in pairs.items()}


def quality(found: dict[Source, Source], was: dict[Source, Source]) -> tuple[float, float]:
    """Return the share of the right pairs that were found, and the share of those found that are right."""
    right = sum(was.get(draft) == fact for draft, fact in found.items())
    return right / len(was), right / len(found)


def left_overs(rounds: int, rewritten: float, count: int = LEFT_OVERS) -> list[tuple[str, float, float, float]]:
    """Return for matching and matrix the median of the seconds, the recall and the precision."""
    before = made(count)
    facts = facts_of(before)
    after, was = moved(before, rewritten)
    drafts = afresh(after)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        spent, plan = timed(lambda: plan_of(drafts, facts))
        times[0].append(spent)
        spent, alike = timed(lambda: matrix(drafts, facts))
        times[1].append(spent)
    mine, dense = quality(pairs_of(plan), was), quality(pairs_in(alike, drafts, facts), was)
    return [("matching", median(times[0]), *mine), ("dense matrix", median(times[1]), *dense)]


def main() -> None:
    """Measure, and print tables."""
    print(f"Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}, {platform.machine()}\n")
    print(markdown(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with all sizes, or with small ones."""
    return measure(1, (500, 1_000), 500) if quick else measure()


def measure(rounds: int = ROUNDS, sizes: Sequence[int] = SIZES, left: int = LEFT_OVERS) -> list[Table]:
    """Return what matching costs, and how it compares with a dense matrix."""
    found = costs(rounds, sizes)
    names = {name: aim for name, _, _, aim in found}
    cells = {name: [f"{each:.1f}" for other, _, each, _ in found if other == name] for name in names}
    edited_rows = [[name, *cells[name], aim] for name, aim in names.items()]
    columns = ("edited", *(f"{size:,} cards" for size in sizes), "aim")
    return [
        table(f"Microseconds of processor time a card, medians of the rounds, here {rounds}:", columns, edited_rows),
        *(against_matrix(told, rewritten, times, left) for told, rewritten, times in (
            ("", 0.0, min(rounds, 2)), (f", {REWRITTEN:.0%} of them half rewritten", REWRITTEN, 1)
        )),
    ]  # fmt: skip


def against_matrix(told: str, rewritten: float, rounds: int, left: int) -> Table:
    """Return how matching and a dense matrix do on left-overs."""
    found = left_overs(rounds, rewritten, left)
    dense = found[-1][1]
    rows = [
        [name, seconds(spent), ratio(spent / dense), f"{recall:.3f}", f"{precision:.3f}"]
        for name, spent, recall, precision in found
    ]
    columns = ("", "time", "ratio (aim: 0.25)", "recall", "precision")
    return table(f"{left:,} left-overs without any place or front in common{told}:", columns, rows)


if __name__ == "__main__":
    main()
