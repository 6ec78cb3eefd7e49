"""The marked term that a sentence gives its name to, or that stands between its article and its verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.subject import is_predicate
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.vocabulary import Vocabulary

_MARKED_NAME = re.compile(r"\s+(?:\w{1,4}\s){0,2}(\*\*[^*\n]+\*\*|__[^_\n]+__|\*[^*\n]+\*|_[^_\n]+_)")
_FRAMED = re.compile(
    r"^(?P<opening>\w{2,6})\s(?:\w{1,5}\s)?(?P<marked>\*\*[^*\n]+\*\*|__[^_\n]+__|\*[^*\n]+\*|_[^_\n]+_)(?P<behind>[^.!?\n]*)"
)
_INTRODUCED = re.compile(
    r"^(?P<before>[^*_`\n]{2,48}\s)??(?P<article>\S{1,4}\s)(?P<marked>\*\*[^*\n]+\*\*|__[^_\n]+__|\*[^*\n]+\*|_[^_\n]+_)\s(?P<rest>[^*]*)"
)

_LIT = re.compile(r"==(?:\*\*)?([^=*\n]{2,60})(?:\*\*)?==")
_OF = re.compile(
    r"(?:of|in|des?|du|der|del|della|di|do|da|van|von)\s(?:\S+\s){1,3}?(?=(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são|zijn)\s)"
)
"""What a term is of: "The **out-degree** of a vertex is ...", between it and the verb."""
_NOUN = re.compile(r"(?:\[[^\[\]\n]{2,40}\]\([^()\s]*\)|\[\[[^\[\]\n]{2,40}\]\]|[^\W\d_]{3,24})\s(?=\S)")
_APPOSED = re.compile(r"(?:[^*.:;\n]{0,60}\s)??(?P<marked>\*\*[^*\n]+\*\*), (?P<pronoun>\S{2,8})\s(?P<rest>[^\n]*)")
"""A term with a clause behind it: "And lastly a **plane**, which is ..."."""
_LONGEST_OPENING = 300
_LED_BY_TERM = re.compile(r"\*\*([^*\n]+)\*\*(?:\s\w+){0,2}")
"""A marked term with nothing but a short verb behind it."""


def marked_name(text: str, vocabulary: Vocabulary) -> str:
    """Return the marked term that the first sentence names: "An instance is called **legal** if ..."; empty without one.

    A term between a verb and what it is counts too: "Important is the **modus ponens**: ...", "ist das **X** eine Methode".
    """
    text = _as_bold(text)
    if "*" not in text and "_" not in text:
        return ""
    framed = _FRAMED.match(text)
    if framed and vocabulary.frames.hold(framed["opening"], re.sub(r"[,;.]", " ", framed["behind"])):
        return plain(framed["marked"])
    if apposed := _apposed(text, vocabulary):
        return apposed
    introduced = vocabulary.naming.find_introduction(text)
    if introduced and (led := _MARKED_NAME.match(text, introduced.end)) and not _ends(text[: introduced.start]):
        return plain(led[1])
    found = vocabulary.naming.find(text)
    marked = _MARKED_NAME.match(text, found.end) if found else None
    led = _LED_BY_TERM.fullmatch(text[: found.start].rstrip()) if found and marked else None
    if led and not vocabulary.is_pronoun(led[1]):
        return plain(led[1])  # what it is called besides is a second name
    if marked is None:
        return _behind_verb(text, vocabulary)
    return plain(marked[1]) if found and not _ends(text[: found.start]) else ""


def _behind_verb(text: str, vocabulary: Vocabulary) -> str:
    """Return the marked term between a verb and its condition, or what it is: "A function is **integrable** if ..."; empty without one."""
    found = vocabulary.copula(text)
    marked = _MARKED_NAME.match(text, found.end) if found else None
    if found is None or marked is None:
        return ""
    rest = text[marked.end() :].lstrip()
    behind = rest.lstrip(", ").split(maxsplit=1)
    if behind and vocabulary.is_condition(behind[0].rstrip(":：,")):
        return plain(marked[1])
    named = vocabulary.opens_with_article(marked[0].lstrip())
    told = rest[:1] in (":", "：") or vocabulary.opens_with_indefinite(rest)
    return plain(marked[1]) if named and told and not _ends(text[: found.start]) else ""


def _apposed(text: str, vocabulary: Vocabulary) -> str:
    """Return the marked term behind which a clause says what it is; empty where none does."""
    found = _APPOSED.match(text)
    relative = found is not None and vocabulary.relative(f", {found['pronoun']}") is not None
    return plain(found["marked"]) if found and relative and is_predicate(found["rest"], vocabulary) else ""


def says_outright(text: str, term: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text opens by saying what kind of thing a marked term is: "A **module** is a group that ..."."""
    return vocabulary.defined_subject(plain(text[:_LONGEST_OPENING])).casefold() == term.casefold()


def _as_bold(text: str) -> str:
    """Return a text with what is highlighted set in bold; one with gaps has been read before."""
    return _LIT.sub(r"**\1**", text) if "==" in text else text


def _ends(before: str) -> bool:
    """Tell whether a sentence ends in what stands before a verb: only the first is looked at."""
    return "." in before.rstrip(".")


def marked_subject(text: str, vocabulary: Vocabulary, *, acts: bool = False) -> str:
    """Return the marked term between its article and its verb: "In general, a **bond** is ..."; empty where none stands so.

    Behind an indefinite article it may go on with a word: "A **strict** order is ...". Where it `acts`, the verb may say
    what the thing does: "A **loader** transforms ...".
    """
    text = _as_bold(text)
    found = _INTRODUCED.match(text) if "*" in text or "_" in text else None
    if found is None or not vocabulary.opens_with_article(found["article"]):
        return ""
    says = found["before"] and vocabulary.copula(f" {found['before']} ") is not None
    of = None if says else _OF.match(found["rest"])
    if is_predicate(found["rest"], vocabulary) or (of and is_predicate(found["rest"][of.end() :], vocabulary)):
        return plain(found["marked"])
    if acts and not found["before"] and vocabulary.clauses.opens_fragment(found["rest"]):
        return plain(found["marked"])
    noun = _NOUN.match(found["rest"])
    indefinite = noun is not None and vocabulary.opens_with_indefinite(found["article"])
    if (
        noun is None
        or vocabulary.clauses.denies(noun[0])
        or not indefinite
        or found["before"]
        or not is_predicate(found["rest"][noun.end() :], vocabulary)
    ):
        return ""
    return f"{plain(found['marked'])} {plain(noun[0])}".strip()
