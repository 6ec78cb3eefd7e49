"""Measures how well facts keep their identity when the notes are edited.

    python benchmarks/identity.py [FOLDER] [--rounds N] [--json]

Records with a number of their own, from the notes in FOLDER (`notes/` when not given) and from made notebooks in which
much is alike, are written as markdown, extracted and given ids. After an edit the notes are written and extracted again,
and the plan is compared with the numbers. Kept: the fact has its id still. Lost: it got a new one. Ambiguous: it got a
new one, and the plan says which facts it may have been. Wrong: it got the id of another; the benchmark then ends with 1.
Skipped are facts no longer extracted as written. With `--json` the facts that were not kept are listed as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zlib import crc32

from srs.extract import default_vocabulary, extract_note
from srs.model import Created, Draft, Fact, FactId, Kind, Retired, Source, Status
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from srs.model import Plan

    Edit = Callable[[list["Record"], Random], set[int]]  # changes a book; returns the numbers it touched
    Cases = list[dict[str, Any]]

FEW, SOME, HALF = 0.1, 0.25, 0.5
CARDS = 20_000
THINGS = "pump bridge kettle engine lantern harbour saddle mirror furnace violin compass barrel ladder anchor"
PARTS = "valve handle spring wheel hinge plate chamber needle cable filter lever socket piston collar bracket"
KINDS = "narrow copper heavy folded double sealed northern quiet hollow wooden early rapid curved loose bitter"
VERBS = "open close carry cool hold turn press release measure lift stop feed drain guard split"
OTHERS = "granite orchard velvet thunder pepper marble canyon willow ribbon saffron meadow cobalt juniper amber"
WORD = re.compile(r"(?<![\w\\/.:@])[A-Za-z]{4,}(?![\w\\/:@])")
NUMBER = re.compile(r"(?<![\w/.])\d+(?![\w/])")
SHAPES = {
    "bullet": "- **{front}**: {back}",
    "table": "| {front} | {back} |",
    "list": "{front}\n: {back}",
    "prompt": "Q: {front}\nA: {back}",
    "cloze": "{front}",
    "heading": "{marks} {front}\n\n{back}",
}
OUTCOMES = ("kept", "lost", "ambiguous", "wrong", "skipped")
LAST = {"prompt": 1, "heading": 2}
RESHAPED = {"bullet": "heading", "table": "bullet", "list": "bullet", "prompt": "heading", "heading": "prompt"}


@dataclass(frozen=True, slots=True)
class Record:
    """A fact as its author thinks of it and where it stands; `uid` stays whatever is done to the rest."""

    uid: int
    path: str
    heading: str
    shape: str
    front: str
    back: str
    level: int = 2
    order: int = 0
    deleted: bool = False


def render(book: list[Record]) -> dict[str, tuple[str, dict[int, Record]]]:
    """Return the text of each file, and for each of its lines the record there; what takes in the rest goes last."""
    sections: dict[str, dict[tuple[str, int], list[Record]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted((one for one in book if not one.deleted), key=lambda one: (LAST.get(one.shape, 0), one.order)):
        sections[one.path][one.heading, one.level].append(one)
    pages = {}
    for path, below in sections.items():
        lines, places = [f"# Notes on {Path(path).stem}"], {}
        for (heading, level), records in sorted(below.items()):
            lines += ["", f"{'#' * level} {heading}"]
            for place, one in enumerate(records):
                if one.shape not in ("bullet", "table") or place == 0 or records[place - 1].shape != one.shape:
                    lines += ["", "| Term | Meaning |", "|---|---|"] if one.shape == "table" else [""]
                block = SHAPES[one.shape].format(marks="#" * (level + 1), front=one.front, back=one.back).split("\n")
                places.update(dict.fromkeys(range(len(lines) + 1, len(lines) + 1 + len(block)), one))
                lines += block
        pages[path] = ("\n".join(lines) + "\n", places)
    return pages


def read(path: str, text: str, places: dict[int, Record]) -> dict[int, Draft]:
    """Return the draft of each record; records that give several, give another text, or say the same twice are out."""
    found: dict[Record, list[Draft]] = defaultdict(list)
    for draft in extract_note(path, text, default_vocabulary()).drafts:
        if record := places.get(draft.source.first_line):
            found[record].append(draft)
    said = Counter((one.front, one.back) for one in found)
    alike = {one: [(draft.front, draft.back) for draft in found[one]] == [(one.front, one.back)] for one in found}
    return {one.uid: found[one][0] for one in found if alike[one] and said[one.front, one.back] == 1}


class World:
    """The texts last seen, the facts they gave, and the record behind each fact."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.facts: dict[FactId, Fact] = {}
        self.owner: dict[FactId, int] = {}

    def sync(self, book: list[Record], touched: set[int]) -> Cases:
        """Plan from the files that changed (all, if none did), do as the plan says, and tell what became of the records."""
        pages = render(book)
        texts = {path: text for path, (text, _) in pages.items()}
        changed = {path for path in texts | self.texts if texts.get(path) != self.texts.get(path)} or set(texts)
        self.texts = texts
        drafts: dict[int, Draft] = {}
        for path in sorted(changed & set(texts)):
            drafts |= read(path, *pages[path])
        before = dict(self.facts)
        retired: dict[str, list[Fact]] = {}
        for fact in before.values():
            if fact.status is Status.RETIRED:
                retired.setdefault(fingerprint(fact.draft.front, fact.draft.back), []).append(fact)
        gone = [fact for facts in retired.values() for fact in facts if fact.draft.source.path in changed]
        plan = make_plan(list(drafts.values()), self.live(changed), retired=retired, gone=gone, taken=set(before))
        self.apply(plan)
        uids = {draft.source: uid for uid, draft in drafts.items()}
        written = {record.uid for path in changed & set(texts) for record in pages[path][1].values()}
        hidden = written & set(self.owner.values()) - set(drafts)
        got = {uids[f.draft.source]: f.id for f in self.live(changed) if self.owner.get(f.id) not in hidden}
        return [{"became": "skipped", "uid": one} for one in touched & hidden] + self.judged(plan, got, touched, before)

    def judged(self, plan: Plan, got: dict[int, FactId], touched: set[int], before: dict[FactId, Fact]) -> Cases:
        """Tell of each record that was touched or has another id than before what became of it."""
        said = {one.id: text_of(one) for one in before.values()}
        unsure = {one.id: [said[other.id] for other in one.candidates] for one in plan.ambiguous}
        had = {uid: fact_id for fact_id, uid in self.owner.items()}
        cases: Cases = []
        for uid, fact_id in got.items():
            if self.owner.setdefault(fact_id, uid) == uid and fact_id in before:
                cases += [{"became": "kept", "uid": uid}] if uid in touched else []
            elif fact_id in before or uid in had:
                what = "wrong" if fact_id in before else "ambiguous" if fact_id in unsure else "lost"
                case = {"became": what, "uid": uid, "now": text_of(self.facts[fact_id])}
                case["before"] = said[had[uid]] if uid in had else "not there"
                case["id was of"] = said.get(fact_id, "none")
                cases.append({**case, "candidates": unsure.get(fact_id, [])})
        return cases

    def live(self, paths: set[str]) -> list[Fact]:
        """Return the facts that stand in these files."""
        return [f for f in self.facts.values() if f.status is not Status.RETIRED and f.draft.source.path in paths]

    def apply(self, plan: Plan) -> None:
        """Change the facts as a plan says."""
        for change in plan.changes:
            if isinstance(change, Retired):
                self.facts[change.fact.id] = replace(change.fact, status=Status.RETIRED)
            else:
                fact_id = change.id if isinstance(change, Created) else change.fact.id
                status = Status.HELD if change.draft.held else Status.ACTIVE
                self.facts[fact_id] = Fact(fact_id, change.draft, status, None, 0)


def text_of(fact: Fact) -> str:
    return f"{fact.id} {fact.draft.source}: {fact.draft.front} | {fact.draft.back}"


def build(folder: Path, rng: Random) -> list[Record]:
    """Return the records of a folder's notes and of the made notebooks, only what is extracted as it was written."""
    said: dict[tuple[str, str], tuple[str, str, str]] = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        for draft in extract_note(name, path.read_text("utf-8"), default_vocabulary()).drafts:
            shape = {"definition list": "list", "table": "table", "cloze": "cloze"}.get(draft.rule, "bullet")
            shape = "heading" if draft.kind is Kind.QUESTION else shape
            if "\n" not in draft.front + draft.back:
                said.setdefault((draft.front, draft.back), (name, (draft.context or ("Notes",))[-1], shape))
    for number in range(40):
        for name, shape, front, back in made(rng):
            said.setdefault((front, back), (name, f"Part {number // 10} of the {name.removesuffix('.md')}", shape))
    rows = enumerate(sorted(said.items(), key=lambda row: row[1][:2]), 1)
    book = [Record(number, *where, *text) for number, (text, where) in rows]
    for _ in range(3):
        uids = {uid for path, page in render(book).items() for uid in read(path, *page)}
        book = [record for record in book if record.uid in uids]
    return book


def made(rng: Random) -> Iterator[tuple[str, str, str, str]]:
    """Yield one record of each made notebook: path, shape, front and back; terms and answers come back by chance."""
    picked = (rng.sample(names.split(), 2) for names in (THINGS, PARTS, KINDS, VERBS))
    (one, two), (part, piece), (kind, other), (verb, act) = picked
    count = rng.randrange(2, 900)
    more = f" It {act}s the {other} {piece} of every {two} that has {count} parts." if rng.random() < 0.6 else ""
    meaning = f"The part of a {one} that {verb}s the {kind} {piece} when the signal is high.{more}"
    yield "glossary.md", "bullet", f"{rng.choice(KINDS.split()[:6])} {part}".title(), meaning
    meaning = f"A {part} that can {verb} and {act} a {other} {one}.{more}"
    yield "terms.md", "list", f"{kind} {part}".capitalize(), meaning
    asked = f"What is the largest number of {part}s that the {one} of a small station in the far north can hold?"
    yield "questions.md", "heading", asked, f"It can hold {count} of them, since the {one} is {kind} and {other}."
    asked = f"Why does the {kind} {part} {verb} before the {two} of the {one}?"
    yield "questions.md", "prompt", asked, f"Because a {other} {piece} would {act} the {two} at once.{more}"
    yield "short.md", "prompt", f"Does the {kind} {part} of a {one} {verb}?", rng.choice(["Yes.", "No.", "Never."])
    yield "table.md", "table", f"{kind} {one}".capitalize(), f"{count} grams of {part} a day"
    gaps = f"{{{{c1::{part}}}}} of a {one} {verb}s the {{{{c2::{kind} {piece}}}}} within {{{{c3::{count} seconds}}}}"
    yield "gaps.md", "cloze", f"The {gaps}.", ""
    gaps = f"{{{{c1::{kind}}}}} {two} can {verb} the {{{{c2::{piece}}}}} and the {part} of a {one}"
    yield "gaps.md", "cloze", f"A {gaps}.", ""


def spans(width: int, share: float, edit: Callable[[list[Record], Random, list[Record]], list[Record]]) -> Edit:
    """Return an edit of records in a row of one section and shape; touched is what changed and is still there."""

    def change(book: list[Record], rng: Random) -> set[int]:
        touched = set()
        for place in range(len(book) - width, -1, -1):
            before = book[place : place + width]
            if rng.random() < share and len({(one.path, one.heading, one.shape) for one in before}) == 1:
                book[place : place + width] = after = edit(book, rng, before)
                touched |= {one.uid for one in after if one not in before} & {one.uid for one in before}
        return touched

    return change


def half(whole_files: bool, edit: Callable[[Record, str], dict[str, Any]]) -> Edit:
    """Return an edit of half of the files or sections, each with a word drawn for it."""

    def change(book: list[Record], rng: Random) -> set[int]:
        key = {one.uid: (one.path, "" if whole_files else one.heading) for one in book}
        chosen = {each: rng.choice(OTHERS.split()) for each in sorted(set(key.values())) if rng.random() < HALF}
        touched = {uid for uid, each in key.items() if each in chosen}
        book[:] = [replace(one, **edit(one, chosen[key[one.uid]])) if one.uid in touched else one for one in book]
        return touched

    return change


def texts(sides: str, share: float, edit: Callable[[str, Random], Any]) -> Edit:
    """Return an edit of the front, the back or both of a share of the records."""
    return spans(1, share, lambda _, r, on: [replace(on[0], **{s: edit(getattr(on[0], s), r) for s in sides.split()})])


def words(sides: str, records: float, edit: Callable[[str, Random], str], share: float = 0) -> Edit:
    """Return an edit of a share of the longer words, one at least; a text with links, code or formulas stays."""

    def change(text: str, rng: Random) -> str:
        found = [] if re.search(r"\]\(|[$`<|]", text) else list(WORD.finditer(text))
        count = min(len(found), max(1, round(share * len(found))))
        for word in sorted(rng.sample(found, count), key=lambda one: -one.start()):
            text = text[: word.start()] + edit(word.group(), rng) + text[word.end() :]
        return text

    return texts(sides, records, change)


def misspell(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + rng.choice("aeioulnrstdkmp".replace(word[place], "")) + word[place + rng.randrange(2) :]


def carry(book: list[Record], rng: Random, *, copy: bool) -> set[int]:
    """Move or copy records to the end of sections of other files."""
    chosen = [one for one in book if rng.random() < FEW]
    for one in chosen:
        there = rng.choice([other for other in book if other.path != one.path])
        uid = 1 + max(other.uid for other in book) if copy else one.uid
        book.append(replace(one, uid=uid, path=there.path, heading=there.heading, level=there.level))
        if not copy:
            book.remove(one)
    return {record.uid for record in chosen}


def swap(book: list[Record], _: Random, span: list[Record]) -> list[Record]:
    """Let two terms exchange their backs; terms that stand twice are left alone."""
    one, two = span
    apart = sum(record.front in (one.front, two.front) for record in book) == len(span)
    return [replace(one, back=two.back), replace(two, back=one.back)] if apart else span


def split(book: list[Record], _: Random, span: list[Record]) -> list[Record]:
    """Give the later sentences of a back a record of their own; the first keeps the front."""
    first, *rest = re.split(r"(?<=[a-z)]\.) (?=[A-Z])", span[0].back)
    uid = 1 + max(record.uid for record in book)
    second = replace(span[0], uid=uid, front=f"{span[0].front.rstrip('?')} in use", back=" ".join(rest))
    return [replace(span[0], back=first), second] if rest else span


def merge(_: list[Record], __: Random, span: list[Record]) -> list[Record]:
    """Append the back of the second; the second is gone."""
    one, two = span
    return [replace(one, back=f"{one.back.rstrip('.')}. {two.back}")] if one.back and two.back else span


def find_and_replace(book: list[Record], rng: Random) -> set[int]:
    old, new = re.compile(rf"\b{rng.choice(PARTS.split())}"), rng.choice(OTHERS.split())
    return texts("front back", 1, lambda text, _: old.sub(new, text))(book, rng)


def regap(front: str, rng: Random) -> str:
    """Add a gap to a cloze, take one out, or number its gaps the other way round."""
    last = front.count("{{c")
    more = re.sub(r" (\w+)\.$", rf" {{{{c{last + 1}::\1}}}}.", front)
    fewer = re.sub(rf"\{{\{{c{last}::(.*?)\}}\}}", r"\1", front)
    turned = re.sub(r"\{\{c(\d+)", lambda gap: f"{{{{c{last + 1 - int(gap[1])}", front)
    return rng.choice([more, fewer, turned]) if last else front


EDITS: dict[str, Edit] = {
    "nothing": lambda book, _: {record.uid for record in book},
    "typo in the back": words("back", FEW, misspell),
    "typo in every front": words("front", 1, misspell),
    "reword the back": words("back", SOME, lambda _, rng: rng.choice(OTHERS.split()), 0.2),
    "reword every front": words("front", 1, lambda _, rng: rng.choice(OTHERS.split()), 0.3),
    "reword every back": words("back", 1, lambda _, rng: rng.choice(OTHERS.split()), 0.2),
    "reorder": half(False, lambda one, word: {"order": crc32(f"{word} {one.uid}".encode())}),
    "move": lambda book, rng: carry(book, rng, copy=False),
    "duplicate": lambda book, rng: carry(book, rng, copy=True),
    "rename files": half(True, lambda one, _: {"path": f"new/{one.path}"}),
    "rename headings": half(False, lambda one, word: {"heading": f"{one.heading} {word}"}),
    "change levels": half(False, lambda _, word: {"level": 3 + len(word) % 2}),
    "change shapes": half(False, lambda one, _: {"shape": RESHAPED.get(one.shape, one.shape)}),
    "links and emphasis": words("back", HALF, lambda word, r: r.choice(["*{}*", "[{}](https://a.test/)"]).format(word)),
    "split": spans(1, HALF, split),
    "merge": spans(2, FEW, merge),
    "swap backs": spans(2, FEW, swap),
    "delete": spans(1, FEW, lambda _, __, span: [replace(span[0], deleted=True)]),
    "restore": spans(1, 1, lambda _, __, span: [replace(span[0], deleted=False)]),
    "find and replace": find_and_replace,
    "change a number": texts("back", SOME, lambda text, rng: NUMBER.sub(str(rng.randrange(900, 2000)), text, 1)),
    "change gaps": texts("front", HALF, regap),
}
COMBINED = """delete, then restore; delete, then restore + reorder + find and replace; move + typo in the back
move + typo in every front; move + reword every front; reorder + reword every back; rename files + find and replace
rename files + typo in every front; typo in every front + reword every back; reword every front + reword every back
rename headings + reorder + typo in every front; rename files + move + reword every back; duplicate + typo in every front
find and replace + reorder; rename files + reorder + reword every front + reword every back; split + reorder; split + move
change shapes + links and emphasis; split + typo in every front; merge + reorder; delete + typo in every front
delete + reword every front + reword every back; swap backs + reorder; change gaps + reword every front"""


def run(folder: Path, rounds: int) -> dict[str, Cases]:
    """Do every edit to the same notes, in each round to others; return what became of each record."""
    names = [*(name for name in EDITS if name not in ("delete", "restore")), *re.split("; |\n", COMBINED)]
    cases: dict[str, Cases] = {name: [] for name in names}
    for number in range(rounds):
        book = build(folder, Random(number))
        for name in names:
            world, mine, rng = World(), list(book), Random(f"{number} {name}")
            world.sync(mine, set())
            for step in name.split(", then "):
                touched: set[int] = set().union(*[EDITS[one](mine, rng) for one in step.split(" + ")])
                cases[name] += world.sync(mine, touched)
    return cases


def microseconds_a_card(share: float) -> float:
    """Return the time that a plan takes for each card when a share of them was edited."""
    rng = Random(0)
    rows = [(front, back) for _ in range(CARDS // len(list(made(rng)))) for _, _, front, back in made(rng)]
    book = [Record(place, f"{place // 100}.md", "", "", *row) for place, row in enumerate(rows)]
    drafts = [Draft(Kind.QUESTION, one.front, one.back, Source(one.path, one.uid, one.uid), "made") for one in book]
    plan = make_plan(drafts, [], retired={})
    facts = [Fact(one.id, one.draft, Status.ACTIVE, None, 0) for one in plan.changes if isinstance(one, Created)]
    words("front back", share, misspell)(book, rng)
    after = [replace(draft, front=one.front, back=one.back) for draft, one in zip(drafts, book, strict=True)]
    begun = perf_counter()
    make_plan(after, facts, retired={}, taken={fact.id for fact in facts})
    return (perf_counter() - begun) * 1e6 / len(book)


def main() -> None:
    """Print what became of the facts, edit by edit, and the time of a plan; end with 1 if any got a wrong id."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent.parent / "notes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    cases = run(options.folder, options.rounds)
    counts = {name: Counter(case["became"] for case in listed) for name, listed in cases.items()}
    counts["total"] = sum(counts.values(), Counter())
    rows = {name: [n.total() - n["skipped"], *(n[one] for one in OUTCOMES)] for name, n in counts.items()}
    cost = {label: microseconds_a_card(share) for label, share in (("1 % edited", 0.01), ("all edited", 1.0))}
    if options.json:
        told = {name: [case for case in listed if "now" in case] for name, listed in cases.items()}
        print(json.dumps({"columns": ["touched", *OUTCOMES], "edits": rows, "cost": cost, "cases": told}, indent=1))
    else:
        print(f"| edit | facts touched | {' | '.join(OUTCOMES)} |\n|---|{'--:|' * (1 + len(OUTCOMES))}")
        print("\n".join(f"| {name} | {' | '.join(map(str, row))} |" for name, row in rows.items()))
        print(f"\n## cost\n\n| {CARDS:,} cards | microseconds a card |\n|---|--:|")
        print("\n".join(f"| {label} | {each:.1f} |" for label, each in cost.items()))
    raise SystemExit(1 if counts["total"]["wrong"] else 0)


if __name__ == "__main__":
    main()
