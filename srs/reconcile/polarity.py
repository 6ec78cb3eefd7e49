"""Words that turn a sentence around when they come or go: negations, numbers, and words that rule each other out."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from srs.reconcile.senses import SENSES
from srs.reconcile.words import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from srs.reconcile.senses import Senses

_SIGNS = "< > ≤ ≥ ≠ ≈ + - ± × ÷ ¬ ∀ ∃ ∈ ∉ ⊂ ⊆ % ∪ ∩ / * ^ ' ! | && || $ € £ ¥ ₹ log sqrt"
_STEM_OF = "-"
"""Ends a word in the lists that stands for all that begin so."""
_SHORTEST_STEM, _LONGEST_STEM = 2, 12
_LONGEST_PREFIX = 7
_REMEMBERED = 4096
_FEWEST_FILLERS = 3
"""Words of a language that tell that a text is written in it."""
_SHORTEST_REST = 3
"""Letters of a word that have to be left of it without a prefix or an ending."""

_Slots = tuple[tuple[int, int], ...]
"""The groups that a word is in, each with its place there: words in two places of a group rule each other out."""


class _Lexicon(NamedTuple):
    denying: frozenset[str]
    lone: frozenset[str]
    endings: tuple[str, ...]
    slots: Mapping[str, _Slots]
    stems: Mapping[str, _Slots]
    beginnings: frozenset[str]
    values: Mapping[str, str]
    fillers: frozenset[str]
    synonyms: Mapping[str, frozenset[int]]
    prefixes: Mapping[str, frozenset[str]]
    suffixes: Mapping[str, frozenset[str]]
    deny_before: frozenset[str]
    denying_in: Mapping[str, frozenset[int]]
    filling_in: Mapping[str, frozenset[int]]


@cache
def _lexicon() -> _Lexicon:
    slots: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    groups = [group for one in SENSES for group in _groups(one)]
    for number, group in enumerate(groups):
        places: defaultdict[str, set[int]] = defaultdict(set)
        for place, words in enumerate(group):
            for word in words:
                places[word].add(place)
        for word, (place, *more) in places.items():
            if not more:  # a word in two places of a group tells nothing
                slots[word].append((number, place))
    whole = {word: tuple(found) for word, found in slots.items() if not word.endswith(_STEM_OF)}
    stems = {word.removesuffix(_STEM_OF): tuple(found) for word, found in slots.items() if word.endswith(_STEM_OF)}
    return _Lexicon(
        frozenset(_words(one.negations for one in SENSES)) | frozenset(_SIGNS.split()),
        frozenset(_words(one.lone for one in SENSES)),
        tuple(_words(one.endings for one in SENSES)),
        whole,
        stems,
        frozenset(stem[:_SHORTEST_STEM] for stem in stems),
        {word: str(value) for one in SENSES for value, words in enumerate(_slots(one.numbers)) for word in words},
        frozenset(_words(one.fillers for one in SENSES)),
        _synonyms(),
        _rivals(one.prefixes for one in SENSES),
        _rivals(one.suffixes for one in SENSES),
        frozenset(_words(one.denying for one in SENSES)),
        _languages(one.negations for one in SENSES),
        _languages(one.fillers for one in SENSES),
    )


def _groups(one: Senses) -> Iterator[list[list[str]]]:
    """Yield the groups of a language; its numbers are such groups too."""
    for group in filter(None, folded(one.rivals).split("|")):
        yield [words.split() for words in group.split("/")]
    yield from (_slots(words) for words in (one.numbers, one.ordinals, one.large) if words)


def _slots(words: str) -> list[list[str]]:
    return [same.split() for same in folded(words).split("|")] if words else []


def _words(lists: Iterable[str]) -> list[str]:
    return [word for words in lists for same in _slots(words) for word in same]


def _languages(lists: Iterable[str]) -> dict[str, frozenset[int]]:
    """Return the words of the lists of all languages, each with the numbers of those that have it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(lists):
        for word in _words([words]):
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _synonyms() -> dict[str, frozenset[int]]:
    sets: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(words for one in SENSES for words in _slots(one.synonyms)):
        for word in words:
            sets[word].add(number)
    return {word: frozenset(numbers) for word, numbers in sets.items()}


def _rivals(lists: Iterable[str]) -> dict[str, frozenset[str]]:
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for group in (
        group.split("/") for text in lists for group in filter(None, folded(text).replace("\n", " ").split("|"))
    ):
        names = [name.strip() for name in group]
        for name in names:
            rivals[name].update(other for other in names if other != name)
    return {name: frozenset(others) for name, others in rivals.items()}


def denies(words: Collection[str]) -> bool:
    """Tell whether one is a negation or a sign: a sentence with one more or less of it says something else."""
    return not _lexicon().denying.isdisjoint(words)


def is_foreign(word: str, text: Iterable[str]) -> bool:
    """Tell whether a word denies in other languages only than that of a text: "no" in Portuguese, "et" in French.

    The language is the one whose fillers stand in it most; one that has the word as a filler needs no more than that.
    """
    lexicon = _lexicon()
    denying = lexicon.denying_in.get(word)
    if denying is None:
        return False
    said = Counter(language for one in text for language in lexicon.filling_in.get(one, ()))
    own = max((said[language] for language in denying), default=0)
    fills = lexicon.filling_in.get(word, frozenset())
    return any(
        count >= _FEWEST_FILLERS and count > (own if language in fills else 2 * own)
        for language, count in said.items()
        if language not in denying
    )


def is_known(word: str) -> bool:
    """Tell whether a word is a filler or a negation of a language."""
    return bool(_languages_of(word))


def are_of_a_language(one: str, other: str) -> bool:
    """Tell whether one language has both as fillers or negations: "on" and "no", but not "if" and "fi"."""
    return not _languages_of(one).isdisjoint(_languages_of(other))


def _languages_of(word: str) -> frozenset[int]:
    lexicon = _lexicon()
    none: frozenset[int] = frozenset()
    return lexicon.filling_in.get(word, none) | lexicon.denying_in.get(word, none)


def denies_alone(words: Collection[str]) -> bool:
    """Tell whether a single character came or went that denies what stands behind it."""
    return len(words) == 1 and not _lexicon().lone.isdisjoint(words)


def count_endings(text: str) -> list[int]:
    """Return how often each ending stands in a text that denies where words are not parted by spaces."""
    return list(map(text.count, _lexicon().endings))


def rule_out(gone: Iterable[str], come: Iterable[str]) -> bool:
    """Tell whether a word gave way to one that rules it out: "more" to "less", "May" to "June", "three" to "four"."""
    if not any(map(_slots_of, gone)):
        return False
    before = _places(gone)
    after = _places(come)
    return any(after[group] - places and places - after[group] for group, places in before.items() if group in after)


def _places(words: Iterable[str]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for word in words:
        for group, place in _slots_of(word):
            found[group].add(place)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _slots_of(word: str) -> _Slots:
    lexicon = _lexicon()
    found = lexicon.slots.get(word, ())
    if word[:_SHORTEST_STEM] not in lexicon.beginnings:
        return found
    for size in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
        stem = word[:size]
        if stem in lexicon.stems:
            found += lexicon.stems[stem]
    return found


def value_of(word: str) -> str:
    """Return the figures of a number in words; nothing for any other word."""
    return _lexicon().values.get(word, "")


def is_filler(word: str) -> bool:
    """Tell whether a word carries no content: an article, a preposition."""
    return word in _lexicon().fillers


def are_synonyms(one: str, other: str) -> bool:
    """Tell whether two words often stand for each other."""
    synonyms = _lexicon().synonyms
    return one in synonyms and not synonyms[one].isdisjoint(synonyms.get(other, ()))


def is_denied(word: str, plain: str) -> bool:
    """Tell whether a word is another with a prefix that denies it: "unsupervised" and "supervised"."""
    size = len(word) - len(plain)
    return size > 0 and len(plain) >= _SHORTEST_REST and word.endswith(plain) and word[:size] in _lexicon().deny_before


def is_turned(one: str, other: str) -> bool:
    """Tell whether two words are one with another beginning or end that turns it around: "exothermic", "endothermic"."""
    lexicon = _lexicon()
    if one[-_SHORTEST_REST:] == other[-_SHORTEST_REST:]:
        for size in range(1, min(len(one) - _SHORTEST_REST, _LONGEST_PREFIX) + 1):
            rivals = lexicon.prefixes.get(one[:size])
            if rivals and other.endswith(one[size:]) and other[: size - len(one)] in rivals:
                return True
    if one[:_SHORTEST_REST] == other[:_SHORTEST_REST]:
        for size in range(_SHORTEST_REST, len(one) - 1):
            rivals = lexicon.suffixes.get(one[size:])
            if rivals and other.startswith(one[:size]) and other[size:] in rivals:
                return True
    return False


def opposed(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a word gave way to itself turned around, or denied."""
    text = "".join(come)
    for one in gone:
        begin, end = one[:_SHORTEST_REST], one[-_SHORTEST_REST:]
        for other in come if begin in text or end in text else ():
            is_alike = other.endswith(end) or other.startswith(begin)
            if is_alike and (is_denied(one, other) or is_denied(other, one) or is_turned(one, other)):
                return True
    return False
