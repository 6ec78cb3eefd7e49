"""Names that stand with a label: "Definition 2.1 (Ring)", "**Theorem** (Lagrange).", and in what a definition says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from srs.extract.answer import split_sentences
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.vocabulary import Vocabulary

_LABELLED = re.compile(
    r"(?P<marks>[*_]{0,3})(?P<label>[^\W\d_]{2,16}+)\.?(?:\s*(?P<number>[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}))?"
    r"[*_.:]{0,4}\s*[(（](?P<name>[^()（）\n]{2,80})[)）](?P<behind>[*_.:：]{0,4})(?P<rest>.*)",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?P<label>[^\W\d_]{2,16}+)\.?\s+\d{1,3}(?:\.\d{1,3}){0,3}[.:]?\s+(?:[-–—]\s+)?(?P<name>[^\W\d_][^:]{2,60})"
)
"""A heading with label, number and name: "Theorem 3.2 White path theorem"."""
_DEFINITION_OF = re.compile(r"(?P<term>.*[\u3040-\u30ff\u3400-\u9fff)）A-Za-z])\s?[の的](?:定义|定義|概念|含义|意味)$")
_OF = re.compile(
    r"(?:of|de|di|do|da|del|dei|della|delle|des|der|du|von|van|av|för|d['’])(?:(?<=['’])|\s+)(?=\w)", re.IGNORECASE
)
_END = re.compile(r"[,.;:(（\[$=]")
_MOST_WORDS = 4
_MOST_OWNER_WORDS = 2
_REACH = 3


class Named(NamedTuple):
    """A label as it is written, without its number, the name behind it, and what follows."""

    label: str
    name: str
    rest: str

    def front(self, vocabulary: Vocabulary) -> str:
        """Return what to ask: of a definition its name, of a theorem both."""
        return self.name if vocabulary.is_definition(self.label) else f"{self.label} ({self.name})"


def split_named(text: str, vocabulary: Vocabulary, *, heading: bool = False) -> Named | None:
    """Part a text that begins with the label of a definition or theorem and a name in brackets; None for any other.

    In running text a mark, a number or a sign behind the bracket has to show that it is a label.
    """
    found = _LABELLED.match(text) if "(" in text or "（" in text else None
    numbered = _NUMBERED.fullmatch(text) if heading and found is None else None
    if numbered and vocabulary.is_theorem(numbered["label"]):
        return Named(numbered["label"], numbered["name"], "")
    if found is None or not (vocabulary.is_definition(found["label"]) or vocabulary.is_theorem(found["label"])):
        return None
    name, rest = plain(found["name"]).strip(), found["rest"]
    meant = heading or found["marks"] or found["number"] or found["behind"] or rest.startswith("\n")
    if not meant or not name[:1].isalpha() or vocabulary.pointers.points(name) or vocabulary.is_bookkeeping(name):
        return None
    return Named(found["label"], name, rest.strip())


def defined_by(heading: str, vocabulary: Vocabulary) -> str:
    """Return the term of a heading that announces its definition, "Definition of a ring", X的定义, Xの定義; else nothing."""
    if found := _DEFINITION_OF.match(heading):
        return found["term"]
    label, _, behind = heading.partition(" ")
    owned = _OF.match(behind) if vocabulary.is_definition(label) else None
    return vocabulary.without_article(behind[owned.end() :]) if owned else ""


def defined_term(text: str, vocabulary: Vocabulary) -> str:
    """Return the unmarked term of a text that is known to define one; empty where nothing shows which it is.

    "A map is called injective if ..." names it behind the verb, "a graph is connected if ..." between verb and
    condition, "a ring is a set ..." before the verb.
    """
    sentence = plain(split_sentences(text)[0]) if text.strip() else ""
    naming = vocabulary.naming.find(sentence)
    if naming and (term := _term_at_head(sentence[naming.end :], vocabulary)):
        behind = sentence[naming.end :].partition(term)[2].split()
        is_noun = vocabulary.opens_with_article(sentence[naming.end :].lstrip())
        is_property = not is_noun and bool(behind) and vocabulary.is_condition(behind[0].strip(",;"))
        return _of(term, sentence[: naming.start], vocabulary) if is_property else term
    verb = vocabulary.copula(sentence)
    if verb is None or (naming and naming.start < verb.start):
        return ""
    words = re.findall(r"\S+", sentence[verb.end :])[: _REACH + 1]
    place = next((n for n, word in enumerate(words) if vocabulary.is_condition(word)), 0)
    if place:
        return _of(" ".join(words[:place]).rstrip(",;:"), sentence[: verb.start], vocabulary)
    subject = vocabulary.without_article(sentence[: verb.start].strip())
    return subject if _may_be_term(subject, vocabulary) else ""


def _of(term: str, subject: str, vocabulary: Vocabulary) -> str:
    """Return a property with what has it, where that is a word or two: "injective (map)"."""
    words = vocabulary.without_article(subject.strip()).split()
    owner = " ".join(words)
    telling = 0 < len(words) <= _MOST_OWNER_WORDS and _may_be_term(owner, vocabulary)
    return f"{term} ({owner})" if telling else term


def _term_at_head(text: str, vocabulary: Vocabulary) -> str:
    """Return the words of a text up to a sign, a condition or a conjunction, without an article."""
    text = vocabulary.without_article(text.strip())
    end = _END.search(text)
    words: list[str] = []
    for word in text[: end.start() if end else len(text)].split():
        if vocabulary.is_condition(word) or vocabulary.opens_clause(word):
            break
        words.append(word)
    term = " ".join(words)
    return term if _may_be_term(term, vocabulary) else ""


def _may_be_term(text: str, vocabulary: Vocabulary) -> bool:
    few = 0 < len(text.split()) <= _MOST_WORDS and len(text) > 1
    return few and not _END.search(text) and "，" not in text and not vocabulary.opens_with_pronoun(text)
