"""Whether a text says what a term is: it opens with the term as its subject, or as the predicate that follows it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from srs.extract.answer import split_sentences
from srs.markdown.document import List, Paragraph, Quote
from srs.markdown.inline import plain, strip_images, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_NUMBERING = re.compile(
    r"^(?:(?:\d{1,3}|[A-Za-z]|[IVXLC]{2,6})(?:\.\d{1,3})*[.)]\s+|(?:\d{1,2}\.){1,4}(?=[^\W\d_]{3})|\d{8,14}\s+(?=[^\W\d])|\d{1,3}(?:\.\d{1,3})+\s+|第.{1,3}[章节節]\s*|[（(]?[一二三四五六七八九十]{1,3}[)）、.]\s*)"
)
_ORNAMENT = re.compile(r"^[^\w\s\"'`$\\(（<\[{*_.“‘¿]+\s*|\s*\{[#.:][^}]*\}\s*$|\s+#+$|\s+[\^↑⬆]+$")
_ABBREVIATED = re.compile(r"\s?[(（]([A-Z][A-Za-z0-9/&-]{1,9})[)）]")
_ARROW = re.compile(r"^(?:\$\\(?:long)?rightarrow\$|\$\\to\$|->|=>|→|⇒|⟶|=(?=\s))\s*")
_MATH = re.compile(r"\$[^$]+\$")
_ASIDE = re.compile(r"[(（]([^()（）]+)[)）]")
_LATIN = re.compile(r"[A-Za-z][\w./+-]*(?:\s+[A-Za-z][\w./+-]*)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WORD = re.compile(r"\w+")
_VERB = re.compile(r"s?(?:\s*[(（][^()（）]*[)）])?(?:\s[^\W\d]{2,}|\s*[:：]\s*\S|\s[-–—=]\s\S)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ARTICLE_AND_TERM = re.compile(
    r"^(?P<article>\S{1,4}\s|\w{1,4}['’]\s?)(?P<marked>\*\*[^*\n]+\*\*|__[^_\n]+__|\*[^*\n]+\*|_[^_\n]+_)(?P<rest>.*)$",
    re.DOTALL,
)
_CLAUSE = re.compile(r"[,;:，；：、。]")
_KIND_SIGN = re.compile(r"[:：;*=>]|\s[-–—]\s")
_MOST_KIND_WORDS = 6
_OPENING = 24
_REACH = 80
_OPENING_WORDS = 7
_SHORTEST_ALIAS = 2
_LONGEST_HEADING = 300
_SHORTEST_STEM = 5
_OWN = frozenset(
    [
        "repository",
        "repo",
        "template",
        "section",
        "summary",
        "page",
        "document",
        "note",
        "notes",
        "article",
        "chapter",
        "paper",
        "tutorial",
        "guide",
        "file",
        "project",
        "component",
        "abschnitt",
        "kapitel",
        "dokument",
        "seite",
        "artikel",
        "projekt",
        "sección",
        "página",
        "artículo",
        "archivo",
        "documento",
        "proyecto",
        "capítulo",
        "fichier",
        "projet",
        "chapitre",
        "fiche",
        "seção",
        "arquivo",
        "projeto",
        "sezione",
        "pagina",
        "articolo",
        "guida",
        "progetto",
        "capitolo",
    ]
)
"""What a note calls itself, its parts, and what it stands in."""
_OVERVIEW = re.compile(r"(?:[的の]?(?:概述|简介|簡介|介绍|介紹|基本概念|概念|定义|定義|概要|入門|基礎知識)|について)$")
"""What a heading in Chinese or Japanese adds to what it is about."""
_LONGEST_PREPOSITION = 3
_MOST_INTRODUCTION = 40
_WORK = re.compile(
    r"^\W*[\"“«„][^\"“”«»„]{3,}[\"”»“],?\s*(?:\((?![^\W\d]{2,6}\))|\[|by\b|et al\b|(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+$)"
)
_AUTHORS = re.compile(r"\bet al\.,? \(?(?:19|20)\d\d")


@lru_cache(maxsize=1024)
def clean_heading(text: str) -> str:
    """Return a heading without its number, ornaments, anchor and closing colon."""
    return _trimmed(plain(text))


@lru_cache(maxsize=1024)
def shown_heading(text: str) -> str:
    """Return the same as a card shows it: code in it keeps its marks."""
    return _trimmed(unmarked(text))


def _trimmed(text: str) -> str:
    text = _ORNAMENT.sub("", text.strip()[:_LONGEST_HEADING])
    text = _ORNAMENT.sub("", _NUMBERING.sub("", text, count=1))
    return text.strip().rstrip(":：").strip()


def nearest_subject(names: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return the first of some names, the nearest first, that the things of a list can be of; empty where none says anything."""
    return next((name for name in names if not vocabulary.is_generic(name) and not vocabulary.sets.has(name)), "")


@lru_cache(maxsize=1024)
def aliases_of(term: str) -> tuple[str, ...]:
    """Return the names in a heading: with and without its bracket, by script, at slashes; folded."""
    bare = _MATH.sub("", term).strip()
    names = {
        term,
        bare,
        *_MATH.findall(term),
        _ASIDE.sub("", term),
        *_ASIDE.findall(term),
        *re.split(r"\s*[/,、]\s*|\s+-\s+|:\s+", term),
    }
    if _CJK.search(term):
        names.update(_LATIN.findall(term), _CJK.findall(term))
    folded = (name.strip(" .\"'“”").casefold() for name in names)
    return tuple(sorted(sorted({name for name in folded if len(name) >= _SHORTEST_ALIAS}), key=len, reverse=True))


@lru_cache(maxsize=1024)
def _bare_aliases_of(term: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the same without their articles."""
    return tuple(map(vocabulary.bare, aliases_of(term)))


def first_sentence(block: Block | None) -> str:
    """Return the first sentence of a block as a reader sees it, empty where it has none."""
    if isinstance(block, Quote):
        block = block.blocks[0] if block.blocks else None
    if isinstance(block, List) and block.items:
        block = block.items[0].blocks[0] if block.items[0].blocks else None
    return _first_of(block.text) if isinstance(block, Paragraph) and not block.text.startswith("[!") else ""


@lru_cache(maxsize=1024)
def _first_of(text: str) -> str:
    sentences = split_sentences(_ARROW.sub("", strip_images(text).strip()))
    return plain(sentences[0]) if sentences else ""


@lru_cache(maxsize=1024)
def has_subject(sentence: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence opens with the term, an alias of it, or most of its words."""
    opening, aliases = vocabulary.bare(sentence), _bare_aliases_of(term, vocabulary)
    if opening.startswith(aliases):
        return True
    if _CJK.search(term):
        about = _OVERVIEW.sub("", term).casefold()
        return about != term.casefold() and len(about) >= _SHORTEST_ALIAS and opening.startswith(about)
    if _is_compound_of(opening, term, vocabulary):
        return True
    if any(_same_stem(opening, alias) for alias in aliases):
        return True
    if _stands_second(opening, term):
        return True
    wanted = {_singular(word) for word in _WORD.findall(term.casefold())}
    if len(wanted) < 2:  # noqa: PLR2004
        return False
    seen = {_singular(word[0]) for word in islice(_WORD.finditer(opening), _OPENING_WORDS)}
    return len(wanted & seen) * 3 >= len(wanted) * 2


def _is_compound_of(opening: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a term goes on, within its word, where the subject of a sentence ends: "Alte Modernisierung" and "Alte Modernisierungstheorie"."""
    verb = vocabulary.copula(f"{opening[:_REACH]} ")
    subject = opening[: verb.start].strip() if verb else opening
    folded = term.casefold()
    within = _SHORTEST_STEM < len(subject) < len(folded) and folded[len(subject)].isalpha()
    return within and folded.startswith(subject)


def _stands_second(opening: str, term: str) -> bool:
    """Tell whether a term of one word follows the noun that names its kind: "la sentencia SELECT", "the term entropy"."""
    first, _, rest = opening.partition(" ")
    return (
        first.isalpha()
        and len(first) > _LONGEST_PREPOSITION
        and _WORD.findall(rest[: len(term) + 2])[:1] == [term.casefold()]
    )


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.rstrip("s")


def _same_stem(opening: str, alias: str) -> bool:
    """Tell whether a text opens with a word that differs from a one-word alias in its ending alone, as a plural does."""
    word = opening.split(" ", 1)[0]
    longest = max(len(word), len(alias))
    if " " in alias or longest < _SHORTEST_STEM:
        return False
    if _singular(word) == _singular(alias):
        return True
    shared = next((n for n, (a, b) in enumerate(zip(word, alias, strict=False)) if a != b), min(len(word), len(alias)))
    return shared >= longest - 3 and shared * 4 >= longest * 3


@lru_cache(maxsize=1024)
def defines(sentence: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence says of the term what it is."""
    if not sentence or sentence[-1] in "?？" or is_citation(sentence):
        return False
    sentence = sentence.replace('"', "")  # what is quoted may be the verb: 'a metric "is a function that ..."'
    if is_predicate(sentence, vocabulary):
        return True
    if (used := vocabulary.clauses.used(sentence)) and vocabulary.bare(used).startswith(
        _bare_aliases_of(term, vocabulary)
    ):
        return True  # "We use the X directive to ..."
    if not has_subject(sentence, term, vocabulary):
        sentence = _main_clause(sentence)
    if not has_subject(sentence, term, vocabulary):
        return False
    verb = vocabulary.copula(f"{sentence} "[: len(term) + _REACH])
    if verb is not None:
        return not vocabulary.clauses.denies(sentence[verb.end :])
    return _has_verb_after(vocabulary.bare(sentence), term, vocabulary)


def with_abbreviation(subject: str, sentence: str) -> str:
    """Return a subject with the abbreviation that stands behind it in brackets: "Universally Unique Identifier (UUID)"."""
    at = sentence.find(subject) if subject else -1
    found = _ABBREVIATED.match(sentence, at + len(subject)) if at >= 0 else None
    return f"{subject} ({found[1]})" if found else subject


def is_citation(text: str) -> bool:
    """Tell the title of a work in quotation marks with its authors, or their names with a year."""
    text = text[:_LONGEST_HEADING]
    if _WORK.match(text):
        return True
    # A source in brackets stands in a sentence that says something.
    return "et al" in text and _AUTHORS.search(_ASIDE.sub("", text).strip() or text) is not None


def is_work(title: str, behind: str) -> bool:
    """Tell a title in quotation marks behind which its author stands: "Elm in Action" - by Richard Feldman."""
    return bool(_WORK.match(f"{title} {behind}"))


def _main_clause(sentence: str) -> str:
    """Return what follows a short introduction: "Similar to Adadelta, RMSProp was ..."; empty without one."""
    before, _, after = sentence.partition(", ")
    return after if len(before) <= _MOST_INTRODUCTION else ""


def _has_verb_after(sentence: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word follows the term at the head of a sentence directly, as its verb does, or a colon or dash."""
    for alias in _bare_aliases_of(term, vocabulary):
        rest = sentence.removeprefix(alias)
        if rest != sentence and _VERB.match(rest[:_REACH]):
            return True
    return False


def is_predicate(text: str, vocabulary: Vocabulary) -> bool:
    """Tell a text that opens with the verb that defines, its subject left to the term above: "is a layer that ..."."""
    found = vocabulary.copula(f" {text} "[:_OPENING])
    return found is not None and found.start <= 1 and not vocabulary.frames.called(text)


def tells_apart(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence that opens with a kind of thing and what sets one apart from others: "A tool that ...", "zařízení, které ..."."""
    kind = sentence[: vocabulary.relative(sentence) or 0].strip()
    words = kind.split()
    return (
        0 < len(words) <= _MOST_KIND_WORDS
        and not _KIND_SIGN.search(kind)
        and not any(vocabulary.opens_with_indefinite(" ".join(words[n:])) for n in range(1, len(words) - 1))
        and not vocabulary.opens_with_pronoun(sentence)
        and not vocabulary.begins_clause(sentence)
        and not vocabulary.is_personal(sentence)
        and vocabulary.copula(f" {kind} ") is None
    )


def says_what(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence that says of the term above it what it is, is made of, or does."""
    clauses = vocabulary.clauses
    if tells_apart(sentence, vocabulary) or clauses.opens_fragment(sentence):
        return True
    return clauses.ends_with_kind(sentence) and not _KIND_SIGN.search(sentence)


def refers_back(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence whose subject is a pronoun that stands for the heading: "These are letters that ..."."""
    if not vocabulary.opens_with_pronoun(sentence) or sentence[-1:] in "?？":
        return False
    found = vocabulary.copula(f"{sentence} "[:_OPENING])
    if found is not None and len(sentence[: found.start].split()) <= 1:
        told = sentence[found.end :].lstrip()
        return not vocabulary.clauses.denies(told) and not vocabulary.is_personal(told)  # "These are my notes"
    _, kind, *rest = (*sentence.split(), "", "")
    return kind.casefold() not in _OWN and vocabulary.clauses.opens_fragment(" ".join(rest))  # "This syntax allows ..."


def takes_up(sentence: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence that points back with a word of the heading: "Este tipo de jogos ..." below "Jogos estocásticos"."""
    if not vocabulary.opens_with_pronoun(sentence) or sentence[-1:] in "?？":
        return False
    wanted = {_singular(word) for word in _WORD.findall(term.casefold()) if len(word) >= _SHORTEST_STEM}
    opening = _WORD.findall(sentence.casefold())[1 : _OPENING_WORDS - 2]
    return bool(wanted.intersection(map(_singular, opening)))


def sets_condition(sentence: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence that says when something is what the term says: "a relation is in 2NF if ..."."""
    name = _ASIDE.sub("", term).strip()
    if name.casefold() not in sentence.casefold():
        return False  # seen at once, where the pattern of each term is one more to compile
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
    verb = vocabulary.copula(sentence[: found.start()]) if found else None
    behind = _WORD.findall(_ASIDE.sub("", sentence[found.end() :])[:_OPENING]) if found and verb else []
    return bool(behind) and vocabulary.is_condition(behind[0])


def names(text: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell a text that says of something that it is called by the term: "... is called a combination"."""
    if called := vocabulary.frames.called(text):
        return has_subject(called, term, vocabulary)
    found = vocabulary.naming.find(text)
    if found is None:
        return _is_predicate_noun(text, term, vocabulary)
    after = text[found.end : found.end + len(term) + _OPENING].casefold()
    return any(alias.rstrip("s") in after for alias in aliases_of(term))


def _is_predicate_noun(text: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell a text in which the term follows the verb at once: "A clause is Horn if ..."."""
    found = vocabulary.copula(text)
    after = text[found.end : found.end + len(term) + 2].strip().casefold() if found else ""
    return vocabulary.bare(after).startswith(aliases_of(term))


def is_named_twice(heading: str) -> bool:
    """Tell a heading with another name in brackets, an abbreviation or a translation: "Pixel accuracy (PA)"."""
    found = _ASIDE.search(heading)
    if found is None or found.start() == 0 or _YEAR.search(found.group(1)):
        return False
    aside = found.group(1).strip()
    initials = "".join(word[0] for word in aside.split())
    return (
        aside.isupper()
        or initials.casefold() == heading[: found.start()].strip().casefold()
        or bool(_CJK.search(aside)) != bool(_CJK.search(heading[: found.start()]))
    )


def twice_named(sentence: str, vocabulary: Vocabulary) -> str:
    """Return the subject that a sentence names twice before its verb: "A mean time to repair (MTTR) is ..."; empty without one."""
    if ")" not in sentence and "）" not in sentence:
        return ""
    verb = vocabulary.copula(f"{sentence[:_LONGEST_HEADING]} ")
    subject = vocabulary.without_article(sentence[: verb.start].strip()) if verb else ""
    words = subject.split()
    if not subject.endswith((")", "）")) or len(words) > _OPENING_WORDS or _CLAUSE.search(subject):
        return ""
    if any(vocabulary.opens_with_indefinite(f"{word} ") for word in words[1:-1]):
        return ""  # another thing: "an interrupt from an interrupt request (IRQ)"
    return subject if is_named_twice(subject) and not vocabulary.opens_clause(subject) else ""


def is_phrase(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence without a subject that may follow a term: "A layer in which ...", "vydává certifikáty"."""
    if not sentence or vocabulary.opens_with_pronoun(sentence):
        return False
    if sentence[0].islower():
        return True
    return vocabulary.opens_with_article(sentence) and vocabulary.copula(sentence[:_REACH]) is None
