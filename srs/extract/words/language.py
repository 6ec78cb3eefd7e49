"""What a language adds to the vocabulary: words in lists separated by `|`, all in lower case."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    labels: name a statement about a work (Problem, Finding, Theorem). bookkeeping: labels that never carry knowledge
    (Authors, Link). records: those that tell of a source; examples: words for examples and exercises, instances: how a phrase begins that gives one (regular expressions). generic: fronts that say nothing by themselves, with a word of `further` before them neither. contents: headings of a list of contents; sections: headings whose content is bookkeeping,
    `section_openings` how such headings begin. journals: last words of the title of a diary or a log, diaries: more words in the name of a folder of such. ideas: how the title of a list of ideas begins. manuals: headings that manuals of programs have. pointers: how a sentence begins that only points (regular expressions), `pointer_ends` how one ends, `reading` how one does that only points where it has a link; origins: words that do before a link alone.
    steps: how the heading of a step of a manual begins; questions: first words of a question that ends in a question mark; asking: openings that ask without one, `asking_ends` how a heading ends that does, `wondering` openings of one with others beside it, `question_ends` how a sentence does (a regular expression); imperative_ends: how an order to explain something ends; contrasts: openings of a heading that asks what sets two things apart.
    dangling: pronouns a question leans on. binary: first words of a yes-or-no question; itself: the folder or project a note lies in; outside: phrases that point at a place around the answer; volatile: words that
    date it. personal: I and we. leaning: how an answer begins that leans on what is outside the card. openers: words that begin a clause, not a name. copulas: verbs that may define after a term, adverbs: what may stand between them and an article; defining: those that hardly do anything else; naming: those that give a name, introducing: those before a marked term that say what it is; equating: what stands between "is" and a formula; frames and framing: words before a term and verbs behind it that give it its name together ("als X bezeichnet man"); calling: openings before a name and the article of what it names ("on appelle X une ..."); sets: words for things of which a list names all ("reasons for X"), with the particle that joins them where it stands before; ranks: words for parts of a whole that are known by their numbers (Layer 1), not cases of an example. theorems: labels of statements that may have a name; proofs: labels of what proves them; conditions: words that begin one. uses: how a sentence begins that says what a thing is used for (regular expressions); relatives: how a clause begins that sets a thing apart from others of its kind, `kinds` how a text ends where what sets it apart stands before the kind, participles: how a phrase does, functions: how one begins that says what a thing does (all regular expressions); requirements: verbs by which a specification says what it wants; definitions: labels that announce one, descriptions: more labels of what says what a thing is; letters: those of a question and of its answer, where both stand in one paragraph; negations: not. glossaries: words in the title of a file of terms. numbers: two, three, ... ten. months: words that make a heading a date.
    """

    labels: str = ""
    bookkeeping: str = ""
    records: str = ""
    examples: str = ""
    instances: str = ""
    generic: str = ""
    further: str = ""
    contents: str = ""
    sections: str = ""
    section_openings: str = ""
    journals: str = ""
    diaries: str = ""
    ideas: str = ""
    manuals: str = ""
    pointers: str = ""
    pointer_ends: str = ""
    reading: str = ""
    origins: str = ""
    steps: str = ""
    questions: str = ""
    asking: str = ""
    asking_ends: str = ""
    wondering: str = ""
    question_ends: str = ""
    contrasts: str = ""
    imperatives: str = ""
    imperative_ends: str = ""
    pronouns: str = ""
    dangling: str = ""
    binary: str = ""
    outside: str = ""
    itself: str = ""
    volatile: str = ""
    personal: str = ""
    leaning: str = ""
    openers: str = ""
    articles: str = ""
    indefinite: str = ""
    adverbs: str = ""
    copulas: str = ""
    defining: str = ""
    introducing: str = ""
    equating: str = ""
    naming: str = ""
    frames: str = ""
    framing: str = ""
    calling: str = ""
    ranks: str = ""
    sets: str = ""
    theorems: str = ""
    proofs: str = ""
    conditions: str = ""
    relatives: str = ""
    kinds: str = ""
    uses: str = ""
    participles: str = ""
    functions: str = ""
    requirements: str = ""
    definitions: str = ""
    descriptions: str = ""
    negations: str = ""
    question_marks: tuple[str, ...] = ()
    answer_marks: tuple[str, ...] = ()
    letters: tuple[str, str] | tuple[()] = ()
    glossaries: str = ""
    numbers: str = ""
    months: str = ""
