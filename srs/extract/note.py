"""From the text of one note to its drafts, its skips and its problems."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from srs.extract.answer import is_value, length
from srs.extract.candidate import BY_COMMENT, BY_FRONT_MATTER, TurnedDown
from srs.extract.company import keep_company
from srs.extract.cut import cut_paragraphs
from srs.extract.decks import TaggedDecks
from srs.extract.front_matter import deck_in, faults_in, names_in, tags_in
from srs.extract.gate import judge
from srs.extract.hollow import repeated, unmarked_choices
from srs.extract.page import Page
from srs.extract.quality import severe_fault
from srs.extract.settings import NO_SETTINGS, Settings
from srs.extract.shapes.table import BUILT_IN
from srs.extract.tags import TextTags, without_tags
from srs.extract.walk import walk_page
from srs.markdown.document import Heading, Html
from srs.markdown.html_table import table_of
from srs.markdown.inline import plain
from srs.markdown.parse import parse
from srs.model import Draft, Kind, Problem, Skip, Source, Way
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from srs.extract.extractor import Extractor
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Document

_FEWEST_PARTS = 3
_BULLET = "- "
_TARGET_DECK = re.compile(r"^TARGET DECK(?:[ \t]*:[ \t]*|[ \t]*\n)(?P<deck>\S[^\n]*)$", re.MULTILINE)
_FILE_TAGS = re.compile(r"^FILE TAGS(?:[ \t]*:[ \t]*|[ \t]*\n)(?P<tags>\S[^\n]*)$", re.MULTILINE)
"""What Obsidian_to_Anki takes for the deck and the tags of all cards of a file."""
_TABLE_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_ID_LIKE = re.compile(
    r"^[\d\W_]+$|^[0-9a-f]{8,}$|^\d{8,}|^(?=(?:[a-z]*[A-Z0-9]){4})(?=\w*[a-z]\w*[A-Z])(?=\w*\d)[A-Za-z0-9]{20,}$"
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one note gave."""

    drafts: tuple[Draft, ...]
    skips: tuple[Skip, ...]
    problems: tuple[Problem, ...]

    def is_unwanted(self, source: Source) -> bool:
        """Tell lines that the author himself keeps from becoming a fact."""
        for skip in self.skips:
            beside = skip.source.first_line <= source.last_line and source.first_line <= skip.source.last_line
            if skip.reason == BY_FRONT_MATTER or (skip.reason == BY_COMMENT and beside):
                return True
        return False


def extract_note(
    path: str,
    text: str,
    vocabulary: Vocabulary,
    settings: Settings = NO_SETTINGS,
    extractors: tuple[Extractor, ...] = BUILT_IN,
) -> Extraction:
    """Read one note; `path` is relative to the notes folder, with `/`. Total on any text."""
    document = parse(text)
    faults = (*document.faults, *faults_in(document, text))
    problems = tuple(Problem(path, line, message) for line, message in faults)
    if document.meta.get("srs") is False:
        return Extraction((), (Skip(Source(path, 1, 1), BY_FRONT_MATTER, ""),), problems)
    if any(str(key).endswith("-plugin") for key in document.meta):
        return Extraction((), (Skip(Source(path, 1, 1), "a board or drawing of a plugin", ""),), problems)
    if document.faults and _is_template(text):
        return Extraction((), (Skip(Source(path, 1, 1), "the front matter of a template", ""),), ())
    blocks = tuple((isinstance(block, Html) and table_of(block)) or block for block in document.blocks)
    text_tags, decks = TextTags(document, text), TaggedDecks(document)
    document = replace(document, blocks=without_tags(cut_paragraphs(blocks, vocabulary)))
    page = Page(document, _title(path, document, vocabulary), path, vocabulary, decks, settings.separators)
    asked = tuple(extractor for extractor in extractors if extractor.name not in settings.off)
    found = tuple(walk_page(page, asked))
    judged = keep_company(found, [judge(one, page) for one in found], text.count("\n") + 1)
    target, tagged = _TARGET_DECK.search(text), _FILE_TAGS.search(text)
    tags = tuple(dict.fromkeys((*tags_in(document), *names_in(tagged["tags"] if tagged else ""), *settings.tags)))
    deck = target["deck"].strip() if target else deck_in(path, document, settings)
    reverse = document.meta.get("reverse", settings.reverse) is True
    drafts, hollow = _without_hollow([one for one in judged if isinstance(one, Draft)])
    drafts, repeats = _unrepeated(drafts)
    drafts, containers = _without_containers(drafts, text)
    down = [*(one for one in judged if isinstance(one, TurnedDown)), *hollow, *repeats, *containers]
    placed = tuple(
        replace(
            draft,
            source=Source(path, draft.source.first_line, draft.source.last_line),
            deck=draft.deck or page.deck_above(draft.source.first_line) or deck,
            tags=tuple(dict.fromkeys((*tags, *text_tags.of(draft.source)))),
            way=Way.BOTH if reverse and _can_turn(draft) else draft.way,
            held=draft.held or _severe_fault(draft, vocabulary),
        )
        for draft in drafts
    )
    skips = tuple(
        Skip(Source(path, one.first_line, one.last_line), one.reason, one.text)
        for one in sorted(down, key=lambda one: (one.first_line, one.last_line))
    )
    return Extraction(placed, skips, problems)


def _is_template(text: str) -> bool:
    """Tell front matter with a placeholder that a program fills in when it makes a note of it: no YAML yet."""
    head = text[: text.find("\n---", 3)] if text.startswith("---") else ""
    return ("{{" in head and "}}" in head) or ("<%" in head and "%>" in head)


def _severe_fault(draft: Draft, vocabulary: Vocabulary) -> str:
    """Return why a card should be held; what its author wrote as a card on purpose goes in all the same."""
    return "" if _is_explicit(draft) else severe_fault(draft, vocabulary)


def _is_explicit(draft: Draft) -> bool:
    """Tell a fact that its author wrote as a card on purpose."""
    return draft.kind in (Kind.MARKUP, Kind.CLOZE) or draft.rule == "Q and A"


def _can_turn(draft: Draft) -> bool:
    """Tell a fact that can be asked from its back: a definition, or markup that its tool asks one way."""
    return draft.way is Way.FORWARD and draft.kind in (Kind.DEFINITION, Kind.MARKUP)


def _without_hollow(drafts: list[Draft]) -> tuple[list[Draft], list[TurnedDown]]:
    """Turn down answers that the note gives to several prompts, and choices without the right one."""
    unmarked, repeats = unmarked_choices(drafts), repeated(draft for draft in drafts if not _is_explicit(draft))
    kept, down = [], []
    for draft in drafts:
        if draft.back in unmarked:
            reason = "of the answers to choose from none is marked"
        elif draft.back in repeats and not _is_explicit(draft):
            reason = "the same text answers several prompts"
        else:
            kept.append(draft)
            continue
        down.append(TurnedDown(draft.source.first_line, draft.source.last_line, reason, plain(draft.front)))
    return kept, down


def _unrepeated(drafts: list[Draft]) -> tuple[list[Draft], list[TurnedDown]]:
    """Keep the better of two facts with the same front and context in one note; two cards of the author's own both stay."""
    best: dict[tuple[str, str, str], Draft] = {}
    said: dict[tuple[str, str], tuple[str, str, str]] = {}
    repeats = []
    for draft in drafts:
        front = (draft.front if "![" in draft.front else plain(draft.front)).casefold()
        own = draft.back if _is_explicit(draft) else ""
        key = (front, draft.context[-1] if draft.context else "", own)
        if draft.kind is Kind.QUESTION or not is_value(draft.back):
            key = said.setdefault((front, draft.back), key)
        other = best.get(key)
        if other is None:
            best[key] = draft
            continue
        better, lesser = (draft, other) if _is_better(draft, other) else (other, draft)
        best[key] = better
        how = "closely" if _is_item_of(better, lesser) else "fully"
        reason = f"line {better.source.first_line} answers the same prompt more {how}"
        repeats.append(TurnedDown(lesser.source.first_line, lesser.source.last_line, reason, plain(lesser.front)))
    return sorted(best.values(), key=lambda draft: (draft.source.first_line, draft.source.last_line)), repeats


def _is_better(one: Draft, other: Draft) -> bool:
    """Tell which of two facts is the card: the longer, but an item that explains its heading before the list below that."""
    if _is_item_of(one, other) or _is_item_of(other, one):
        return _is_item_of(one, other)
    return sum(length(one.back)) > sum(length(other.back))


def _is_item_of(inner: Draft, whole: Draft) -> bool:
    """Tell a fact that stands in the list which answers another."""
    inside = whole.source.first_line < inner.source.first_line and inner.source.last_line <= whole.source.last_line
    return inside and whole.rule == "heading term" and whole.back.startswith(_BULLET)


def _without_containers(drafts: list[Draft], text: str) -> tuple[list[Draft], list[TurnedDown]]:
    """Turn down a heading when each line below it is a card of its own: "Vocabulary" asks for all of them at once."""
    lines = text.split("\n")
    starts = [draft.source.first_line for draft in drafts]
    kept, down = [], []
    for draft in drafts:
        if draft.rule != "heading term":
            kept.append(draft)
            continue
        first, last = draft.source.first_line + 1, draft.source.last_line
        inner = drafts[bisect_left(starts, first) : bisect_right(starts, last)]
        covered = {line for one in inner for line in range(one.source.first_line, one.source.last_line + 1)}
        enough = len(inner) >= _FEWEST_PARTS or all(one.kind is Kind.STATEMENT for one in inner)
        told = {line for line in range(first, last + 1) if lines[line - 1].strip()} - _heads_of_tables(
            lines, first, last
        )
        if inner and enough and told <= covered:
            reason = "each line below the heading is a card of its own"
            down.append(TurnedDown(draft.source.first_line, draft.source.first_line, reason, plain(draft.front)))
        else:
            kept.append(draft)
    return kept, down


def _heads_of_tables(lines: list[str], first: int, last: int) -> set[int]:
    """Return the lines from one to another that are the head of a table, or the rule below it."""
    rules = {
        line for line in range(first + 1, last + 1) if "|" in lines[line - 1] and _TABLE_RULE.fullmatch(lines[line - 1])
    }
    return rules | {line - 1 for line in rules}


def _title(path: str, document: Document, vocabulary: Vocabulary) -> str:
    """Return the note's title: front matter, the one heading above all text, the file name, the folder."""
    title = document.meta.get("title")
    if isinstance(title, str) and title.strip():
        return plain(title)
    parts = path.split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    first = next((block for block in document.blocks if not isinstance(block, Html)), None)
    if (
        isinstance(first, Heading)
        and _is_above_all(first, document)
        and not vocabulary.is_generic(plain(first.text))
        and not (vocabulary.is_date(stem) and vocabulary.is_date(plain(first.text)))
        and not vocabulary.label(first.text)
    ):
        return plain(first.text)
    generic = _ID_LIKE.match(stem) or vocabulary.is_generic(stem) or vocabulary.is_date(stem)
    return parts[-2] if generic and len(parts) > 1 else stem


def _is_above_all(first: Heading, document: Document) -> bool:
    """Tell a heading without others beside it: the first of several is the title of its section, not of the note."""
    return not any(
        isinstance(block, Heading) and block.level <= first.level for block in document.blocks if block is not first
    )
