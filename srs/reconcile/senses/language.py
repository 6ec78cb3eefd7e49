"""What decides in a language whether an edit says something else: words in lists separated by `|`, all in lower case."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Senses:
    """The words of one language that turn a sentence around, and those that do not.

    negations: words with which a sentence says something else where one comes or goes. lone: characters that deny where one comes or goes alone;
    endings: letters inside of words that do where words are not parted by spaces. rivals: words of which one rules out the others, in groups
    with `/` between those and spaces between words that say the same; `increas-` stands for every word that begins so. numbers: from zero on;
    ordinals: from first on; large: thousand, million, ... by powers of ten. fillers: words that carry no content. synonyms: words that often
    stand for each other, with spaces between them. prefixes and suffixes: those that turn a word around, in groups as rivals are;
    denying: prefixes that deny the word behind.
    """

    negations: str = ""
    lone: str = ""
    endings: str = ""
    rivals: str = ""
    numbers: str = ""
    ordinals: str = ""
    large: str = ""
    fillers: str = ""
    synonyms: str = ""
    prefixes: str = ""
    suffixes: str = ""
    denying: str = ""
