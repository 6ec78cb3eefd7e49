"""What is wrong with a card, mechanically: checks that need no judgement.

They follow the rules that people who write cards agree on: one question with one short answer that is not given away
(Wozniak, Twenty rules of formulating knowledge; Matuschak, How to write good prompts; Nielsen, Augmenting long-term
memory). They catch the mechanical failures; whether a card is worth having is for its author to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from srs.extract.answer import is_value, length
from srs.markdown.inline import plain, strip_images
from srs.model import Gap, Kind, Way, all_gaps, parse_cloze
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from srs.extract.vocabulary import Vocabulary
    from srs.model import Draft

_LONGEST_ANSWER = 60
_LONGEST_FRONT = 30
_MOST_ITEMS = 6
_MOST_GAPS = 3
_MOST_CODE_LINES = 12
_SHORTEST_LEAK = 4
_MOST_FACTS = 40
_ALIKE = 0.8
_DASH = " — "
"""What stands between a question about "it" and the subject before it."""
_FEWEST_WORDS = 4
_ITEM = re.compile(r"^[-*] |^\d+[.)] ", re.MULTILINE)
_CODE_BLOCK = re.compile(r"^(`{3,})[^\n]*\n(.*?)\n\1$", re.DOTALL | re.MULTILINE)
_CODE_SPAN = re.compile(r"`+[^`]*`+")
_MATH = re.compile(r"\$\$[^$]*\$\$|\$(?=\S)[^$\n]*?\S\$|\$[^\s$]\$|\\\$")
_LONE_DOLLAR = re.compile(r"\$(?=[^\s$])[^$\n]*?[\\^_{]")
"""The start of a formula; a price or the variable of a shell has no such sign behind it."""
_GAP_START = re.compile(r"\{\{c\d+(?:,\d+)*::")
_REFERENCE = re.compile(r"(?:^|\s)\[\d{1,2}\](?!\()")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")

CODES = {
    "answer-leak": "the front gives the answer away",
    "ambiguous-front": "two facts ask the same and answer differently",
    "bare-reference": "the answer points at something outside the card",
    "crowded-note": "one note gives very many facts",
    "damaged-markup": "a code or math mark has no partner",
    "dangling-front": "the front leans on a word that means nothing alone",
    "duplicate": "two facts say the same",
    "gap-leak": "the sentence gives its own gap away",
    "gap-too-large": "a gap hides most of the sentence",
    "hollow-gap": "a gap hides nothing that can be known",
    "list-answer": "the answer is a long list",
    "long-answer": "the answer is long",
    "long-code": "the code is long",
    "long-front": "the front is long",
    "look-alike": "two fronts are nearly the same",
    "many-gaps": "the sentence has many gaps",
    "missing-image": "an image or a sound is not there",
    "no-context": "a front of one or two words, and no title or heading that says more",
    "open-math": "a formula has no end",
    "several-questions": "the front asks several things",
    "volatile": "the answer will not stay true",
    "yes-no": "the answer can be guessed",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the fact of a draft."""

    draft: Draft
    code: str
    message: str


def check_draft(draft: Draft, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Return what is wrong with one draft, in the order of the codes."""
    found = dict((*_severe_faults(draft, vocabulary), *_slight_faults(draft, vocabulary)))
    return tuple(Finding(draft, code, found[code]) for code in sorted(found))


def check_all(drafts: Sequence[Draft], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield what is wrong with each draft, and with drafts beside each other, in the order of the notes."""
    beside: dict[int, list[Finding]] = defaultdict(list)
    for finding in (*_repeats(drafts), *_look_alikes(drafts), *_crowds(drafts)):
        beside[id(finding.draft)].append(finding)
    for draft in drafts:
        yield from check_draft(draft, vocabulary)
        yield from beside[id(draft)]


def severe_fault(draft: Draft, vocabulary: Vocabulary) -> str:
    """Return why a draft should be held, empty for a sound one."""
    found = dict(_severe_faults(draft, vocabulary))
    return found[min(found)] if found else ""


def _severe_faults(draft: Draft, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the faults for which a card is held, unless its author wrote it as a card on purpose."""
    yield from _gap_faults(draft, vocabulary) if draft.way is Way.CLOZE else _leaks(draft, vocabulary)
    for text in _outside_code(draft):
        if "`" in text:
            yield "damaged-markup", "a backtick has no partner"
        elif text.count("$$") % 2:
            yield "damaged-markup", "a $$ has no partner"
    begun = len(_GAP_START.findall(draft.front))
    if begun and begun > sum(1 for _ in all_gaps(parse_cloze(draft.front))):
        yield "damaged-markup", "a gap has no end"


def _slight_faults(draft: Draft, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the faults for which no card is held."""
    if draft.way is Way.CLOZE:
        gaps = sum(isinstance(part, Gap) for part in parse_cloze(draft.front))
        if gaps > _MOST_GAPS:
            yield "many-gaps", f"the sentence has {gaps} gaps"
    else:
        yield from _front_faults(draft, plain(draft.front), vocabulary)
        yield from _back_faults(draft, _said(draft), vocabulary)
    for block in _CODE_BLOCK.finditer(draft.back):
        lines = block[2].count("\n") + 1
        if lines > _MOST_CODE_LINES:
            yield "long-code", f"a code block has {lines} lines"
    for text in _outside_code(draft):
        if "`" not in text and text.count("$$") % 2 == 0 and _LONE_DOLLAR.search(_MATH.sub("", text)):
            yield "open-math", "a $ has no partner"
        for formula in _MATH.findall(text):
            bare = formula.replace("\\{", "").replace("\\}", "")
            if bare.count("{") != bare.count("}"):
                yield "open-math", "a brace in a formula has no partner"


def _outside_code(draft: Draft) -> Iterator[str]:
    """Yield what is no code of the front and of the back."""
    for text in (draft.front, _without_code_blocks(draft.back)):
        yield _CODE_SPAN.sub("", text) if "`" in text else text


def _without_code_blocks(text: str) -> str:
    return _CODE_BLOCK.sub("", text) if "```" in text else text


def _said(draft: Draft) -> str:
    """Return the answer as a reader sees it, without its code blocks."""
    return plain(strip_images(_without_code_blocks(draft.back)))


def _leaks(draft: Draft, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    front, back = plain(draft.front), _said(draft)
    answer = back.casefold().rstrip(".")
    if draft.kind is not Kind.STATEMENT and len(answer) >= _SHORTEST_LEAK and _holds(front.casefold(), answer):
        yield "answer-leak", f"the front holds the answer '{_short(back)}'"
    if draft.kind is Kind.QUESTION and vocabulary.questions.dangles(front):
        yield "dangling-front", f"'{_short(front)}' asks about a word that means nothing alone"


def _front_faults(draft: Draft, front: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if draft.kind is Kind.QUESTION and vocabulary.questions.is_binary(front.rpartition(_DASH)[2]):
        yield "yes-no", "a question that can be answered by yes or no"
    if len(_WORD.findall(front)) <= _FEWEST_WORDS // 2 and _stands_alone(draft, vocabulary):
        yield "no-context", f"'{_short(front)}' stands alone: no title or heading says more about it"
    if len(front.split()) > _LONGEST_FRONT:
        yield "long-front", f"the front has {len(front.split())} words"
    if front.count("?") + front.count("？") > 1:
        yield "several-questions", f"the front asks {front.count('?') + front.count('？')} questions"


def _stands_alone(draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether nothing above a front says what it is about; the title of a note says that by itself.

    So does a front that names its note: a title is not repeated above it.
    """
    is_title = draft.rule.startswith(("title ", "heading "))
    return not is_title and not _names_its_note(draft, vocabulary) and all(map(vocabulary.is_generic, draft.context))


def _names_its_note(draft: Draft, vocabulary: Vocabulary) -> bool:
    name = draft.source.path.rpartition("/")[2].rpartition(".")[0].casefold()
    return bool(name) and not vocabulary.is_generic(name) and _holds(plain(draft.front).casefold(), name)


def _back_faults(draft: Draft, back: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    words, characters = length(draft.back)
    if words + characters // 2 > _LONGEST_ANSWER:
        yield "long-answer", f"the answer has {words + characters // 2} words"
    if (items := len(_ITEM.findall(draft.back))) > _MOST_ITEMS:
        yield "list-answer", f"the answer is a list of {items}"
    if _REFERENCE.search(back) or vocabulary.refers_outside(back):
        yield "bare-reference", "the answer points at something outside the card"
    if word := vocabulary.volatile_word(back):
        yield "volatile", f"'{word}' will not stay true"


def _gap_faults(draft: Draft, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    gaps = [part for part in parse_cloze(draft.front) if isinstance(part, Gap)]
    outside = plain(" ".join(part for part in parse_cloze(draft.front) if isinstance(part, str))).casefold()
    hidden = [plain(gap.text) for gap in gaps]
    leak = next((text for text in hidden if len(text) >= _SHORTEST_LEAK and _holds(outside, text.casefold())), "")
    if leak:
        yield "gap-leak", f"'{_short(leak)}' stands outside of its gap too"
    shown = len(_WORD.findall(outside))
    largest = max((len(_WORD.findall(text)) for text in hidden), default=0)
    hollow = next((text for text in hidden if not _WORD.search(text) or vocabulary.is_filler(text)), None)
    if hollow is not None:
        yield "hollow-gap", f"a gap hides '{hollow}'"
    if largest > shown:
        yield "gap-too-large", "a gap hides more than half of the sentence"


def _repeats(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Find facts that ask the same: with the same answer, or with another."""
    first: dict[tuple[str, tuple[str, ...]], Draft] = {}
    said: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        front, back = plain(draft.front).casefold(), plain(draft.back).casefold()
        # A question stands alone wherever it is; a term may mean something else under another heading.
        place = () if draft.kind is Kind.QUESTION else draft.context
        other = draft if place and is_value(draft.back) else said.setdefault((front, back), draft)
        if other is draft:
            other = first.setdefault((front, place), draft)
        if other is draft:
            continue
        same = plain(other.back).casefold() == back
        code, verb = (
            ("duplicate", "says the same") if same else ("ambiguous-front", "asks the same, with another answer")
        )
        yield Finding(draft, code, f"{other.source} {verb}")


def _look_alikes(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Find fronts that share nearly all words, by the rarest words of each.

    The same front is another matter, and so are the statements of one work, which its title makes alike.
    """
    words = [
        frozenset(() if draft.kind is Kind.STATEMENT else _WORD.findall(plain(draft.front).casefold()))
        for draft in drafts
    ]
    counts: dict[str, int] = defaultdict(int)
    for one in words:
        for word in one:
            counts[word] += 1
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(words):
        if len(one) < _FEWEST_WORDS:
            continue
        rare = sorted(one, key=lambda word: (counts[word], word))[:2]
        near = sorted({other for word in rare for other in buckets[word][-_MOST_FACTS:]})
        twin = next((n for n in near if words[n] != one and len(words[n] & one) >= _ALIKE * len(words[n] | one)), None)
        if twin is not None:
            yield Finding(
                drafts[number],
                "look-alike",
                f"{drafts[twin].source} asks nearly the same: '{_short(drafts[twin].front)}'",
            )
        for word in rare:
            buckets[word].append(number)


def _crowds(drafts: Iterable[Draft]) -> Iterator[Finding]:
    notes: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        notes[draft.source.path].append(draft)
    for facts in notes.values():
        if len(facts) > _MOST_FACTS:
            yield Finding(facts[0], "crowded-note", f"the note gives {len(facts)} facts")


def _holds(text: str, part: str) -> bool:
    """Tell whether a text holds a part as whole words."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1])):
            return True
        start = text.find(part, start + 1)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _short(text: str) -> str:
    seen = plain(text)
    return seen if len(seen) <= _LONGEST_ANSWER else f"{seen[: _LONGEST_ANSWER - 1]}…"
