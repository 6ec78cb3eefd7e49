"""How a sentence begins or goes on that leaves its subject to the term above it, or says nothing of it, in all languages at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import Phrases, openings_of, words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_BUT = frozenset("but sondern sino mais mas ma bensì ale lecz maar utan only just nur".split())  # noqa: SIM905


class Clauses:
    """The words with which several languages begin such sentences."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._fragment = openings_of(words for one in languages for words in (one.participles, one.functions))
        kinds = "|".join(one.kinds for one in languages if one.kinds)
        self._kind = re.compile(rf"(?:{kinds or '(?!)'})$")
        self._use = openings_of(language.uses for language in languages)
        self._instance = openings_of(language.instances for language in languages)
        self._step = openings_of(language.steps for language in languages)
        self._requirement = Phrases(words_of(language.requirements for language in languages))
        self._describing = words_of(language.descriptions for language in languages)
        self._negations = words_of(language.negations for language in languages)

    def describes(self, label: str) -> bool:
        """Tell the label of what says what the thing above it is, beside those of definitions: "Description"."""
        return label.casefold() in self._describing

    def opens_fragment(self, text: str) -> bool:
        """Tell a text whose subject is the term above it: "Made of two wires", "Allows them to talk"."""
        return bool(self._fragment.match(text.casefold().strip(" *_\"'“")))

    def ends_with_kind(self, text: str) -> bool:
        """Tell a text without a verb of its own whose last words name a kind of thing: "行を識別するための列", "설정하는 헤더"."""
        return bool(self._kind.search(text.casefold().rstrip(" .。*_")))

    def used(self, sentence: str) -> str:
        """Return what follows where a sentence begins to say what a thing is used for: "We use ..."; else nothing."""
        found = self._use.match(sentence.casefold())
        return sentence[found.end() :].strip() if found else ""

    def opens_instance(self, text: str) -> bool:
        """Tell a text that begins by announcing an example: "e.g. ...", "z. B. ..."."""
        return bool(self._instance.match(text.casefold().strip(" *_\"'“(")))

    def orders_step(self, heading: str) -> bool:
        """Tell the heading of a step of a manual: "Install the client", "下载客户端"."""
        found = self._step.match(heading.casefold())
        return found is not None and found.end() < len(heading) and "的" not in heading

    def requires(self, sentence: str) -> bool:
        """Tell a sentence that says what has to be."""
        return self._requirement.find(f" {sentence.casefold()} ") is not None

    def denies(self, text: str) -> bool:
        """Tell what follows a verb and says only what something is not; "not ... but" says what it is."""
        words = text.casefold().split()
        return bool(words) and words[0] in self._negations and _BUT.isdisjoint(words)
