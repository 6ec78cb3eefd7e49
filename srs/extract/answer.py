"""The edges of an answer: where it ends, what of it only points elsewhere, how long it may be."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.extract.split import split_item
from srs.markdown.document import Code, Html, List, Paragraph, Quote, Table
from srs.markdown.inline import is_linked, plain, strip_images, unlinked
from srs.markdown.source import to_markdown
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block, Item

_SENTENCE = re.compile(r"[.!?。！？](?:(?<=[。！？])|[\"'”)\]*_]*\s+(?=[\w\"'“(\[*_`$<]))")
_NUMBERED_LINKS = re.compile(r"[:–-]\s*\[?\d+\]?(?:\([^()\n]*\))?(?:\s*,\s*\[?\d+\]?(?:\([^()\n]*\))?)*\.?$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_TEMPLATE = re.compile(r"\{%[^%{}\n]*%\}|\{\{[^{}\n:]*\}\}")
_STUB = re.compile(
    r"^\W*+(?:todo|tbd|tba|wip|fixme|(?:very )?important|(?:sehr )?wichtig|(?:muy |molto |muito )?importante|(?:très )important|n/a|not defined|null|none|nothing|\?+|\.\.\.|…|略|省略|未完)?\W*$",
    re.IGNORECASE,
)
_THUMBNAIL = re.compile(
    r"\[!\[[^\[\]]*\]\([^()\n]*\)\]\((?![^()\s]*\.(?:png|jpe?g|gif|svg|webp|avif)[\s)])[^()\n]*\)", re.IGNORECASE
)
"""A picture that leads to what it is taken from: a video, a page."""
_LABELLED_ADDRESS = re.compile(r"[^\W\d_]{1,20}(?:[ \t][^\W\d_]{1,20}){0,3}[:：]\s*<?https?://\S+")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_DRAWINGS = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "tikz", "chart", "excalidraw"})
"""Languages of code that a reader sees as a picture."""
_MOST_WORDS = 120
_MOST_CJK = 200
_LONGEST_POINTER = 16
_MOST_ORIGIN_WORDS = 4
_FEWEST_WORDS = 8
_VALUE = re.compile(r"[^\w(]*(?:[OΘΩ]\((?:[^()]|\([^()]*\))+\)|[~≈<>±-]?\s?\d[\d.,/^×%-]*(?:\s?[^\W\d_]{1,4})?)[^\w)]*")
"""A number with its unit, or an order of growth."""
_ABBREVIATIONS = (
    "e.g.",
    "i.e.",
    "cf.",
    "vs.",
    "etc.",
    "al.",
    "approx.",
    "resp.",
    "fig.",
    "no.",
    "z.B.",
    "d.h.",
    "bzw.",
)


@lru_cache(maxsize=1024)
def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a paragraph at its sentence ends; abbreviations do not end one."""
    starts = _sentence_starts(text)
    return tuple(text[start:end].strip() for start, end in zip(starts, (*starts[1:], len(text)), strict=True))


@lru_cache(maxsize=1024)
def _sentence_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    formulas, seen = 0, 0
    for gap in _SENTENCE.finditer(text):
        formulas, seen = formulas + text.count("$$", seen, gap.end()), gap.end()
        if formulas % 2:
            continue  # the full stop stands within a formula
        if not text[starts[-1] : gap.start() + 1].endswith(_ABBREVIATIONS) and gap.end() < len(text):
            starts.append(gap.end())
    return tuple(starts)


def is_stub(text: str) -> bool:
    """Tell a text that only keeps a place: "TODO", "n/a", "...", or nothing."""
    return bool(_STUB.match(text))


@lru_cache(maxsize=1024)
def is_pointer(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell a sentence that sends the reader elsewhere instead of saying something."""
    seen = plain(sentence)
    if not seen or is_stub(seen) or _ends_in_links(sentence):
        return True
    linked = is_linked(sentence)
    if vocabulary.pointers.points(seen):
        return linked or len(seen.split()) <= _LONGEST_POINTER
    if linked and vocabulary.pointers.tells_to_read(seen):
        return True
    return linked and (not _WORD.search(outside := unlinked(sentence)) or _names_origin(outside, vocabulary))


def _ends_in_links(sentence: str) -> bool:
    """Tell a text that ends in numbers that are links, or were before it was pasted: "plans: [1], [2]", "plans: 1, 2"."""
    found = _NUMBERED_LINKS.search(sentence)
    return found is not None and ("[" in found[0] or (found[0][0] == ":" and "," in found[0]))


def _is_origin(text: str, vocabulary: Vocabulary) -> bool:
    """Tell a paragraph in brackets that says where what follows is from."""
    return text[:1] in "(（" and text[-1:] in ")）" and vocabulary.pointers.names_origin(text[1:])


def _names_origin(outside: str, vocabulary: Vocabulary) -> bool:
    """Tell what little stands around a link that says where something is from."""
    return len(outside.split()) <= _MOST_ORIGIN_WORDS and vocabulary.pointers.names_origin(outside)


def split_pointers(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Take leading and trailing pointers off an answer; return what answers, and the pointers."""
    kept = [block for block in blocks if not _is_comment(block)]
    before: list[str] = []
    after: list[str] = []
    while kept and _only_points(kept[0], vocabulary):
        before.append(to_markdown((kept.pop(0),)))
    while kept and _only_points(kept[-1], vocabulary):
        after.insert(0, to_markdown((kept.pop(),)))
    if kept and isinstance(kept[-1], Paragraph):
        paragraph, tail = _cut_tail(kept[-1], vocabulary)
        kept[-1] = paragraph
        after[:0] = tail
    return tuple(kept), (*before, *after)


def past_term(blocks: tuple[Block, ...], term: str) -> tuple[Block, ...]:
    """Return the blocks behind a line that only repeats the term, perhaps with another name in brackets."""
    first, *rest = blocks
    repeated = isinstance(first, Paragraph) and plain(_ASIDE.sub("", first.text)).strip() == term
    return tuple(rest) if repeated and rest else blocks


def is_formula(block: Block) -> bool:
    """Tell a paragraph of nothing but a displayed formula."""
    return isinstance(block, Paragraph) and block.text.startswith("$$") and block.text.rstrip(" .,;").endswith("$$")


def has_answer(blocks: tuple[Block, ...]) -> bool:
    """Tell whether any block says something: words, code, a table; an image alone does not."""
    return any(_says(block) for block in blocks)


@lru_cache(maxsize=1024)
def length(text: str) -> tuple[int, int]:
    """Return how many words and how many Chinese, Japanese or Korean characters a text has."""
    seen = plain(text)
    if seen.isascii():
        return len(seen.split()), 0
    spaced, characters = _CJK.subn(" ", seen)
    return len(spaced.split()), characters


def weight_of(text: str) -> float:
    """Return how many words a text has, two characters of Chinese, Japanese or Korean for one."""
    words, characters = length(text)
    return words + characters / 2


def is_value(text: str) -> bool:
    """Tell an answer such as "32" or "`O(n)`", which may be said of several things alike; any other is the same fact once again."""
    return _VALUE.fullmatch(plain(text)) is not None


def is_long(blocks: tuple[Block, ...]) -> bool:
    """Tell an answer that is more than a card can ask."""
    words, characters = length(to_markdown(block for block in blocks if not isinstance(block, Code)))
    return words > _MOST_WORDS or characters > _MOST_CJK


def shorten(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """Cut a long answer after its first paragraph, or first list, where that answers alone; None where it does not.

    It does where its author folds the rest away.
    """
    first = blocks[0]
    if isinstance(first, Paragraph) and first.text.rstrip("*_ ").endswith((":", "：")):
        head = blocks[:2] if len(blocks) > 1 and isinstance(blocks[1], List | Table) else ()
    else:
        head = blocks[:1]
    if not head or is_long(head) or not isinstance(head[-1], Paragraph | List | Table | Quote):
        return None
    words, characters = length(to_markdown(head))
    folds = (
        len(blocks) > len(head)
        and isinstance(rest := blocks[len(head)], Html)
        and rest.text.lstrip().startswith("<details")
    )
    return head if folds or words >= _FEWEST_WORDS or characters >= 2 * _FEWEST_WORDS else None


def first_sentences(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """Cut a long paragraph after as many sentences as one card can ask; None where the first is too much."""
    first = blocks[0]
    if not isinstance(first, Paragraph):
        return None
    kept = None
    for end in _sentence_starts(first.text)[1:]:
        text = first.text[:end].rstrip()
        head = (replace(first, text=text, last_line=first.first_line + text.count("\n")),)
        if is_long(head):
            break
        kept = kept if text.endswith((":", "：")) else head
    return kept


def without_announcement(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take off the end of an answer a sentence that announces what does not follow, where enough is left."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph) or not last.text.rstrip("*_ ").endswith((":", "：")):
        return blocks
    start = _sentence_starts(last.text)[-1]
    text = last.text[:start].rstrip()
    kept = (
        (*blocks[:-1], replace(last, text=text, last_line=last.first_line + text.count("\n"))) if text else blocks[:-1]
    )
    words, characters = length(to_markdown(kept))
    return kept if words >= _FEWEST_WORDS or characters >= 2 * _FEWEST_WORDS else blocks


def first_item(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """Cut a long list after its first bullet, where that is a statement of its own; None for any other answer."""
    first = blocks[0]
    if not isinstance(first, List) or first.start is not None:
        return None
    item = first.items[0]
    lead = item.blocks[0] if item.blocks else None
    if item.task is not None or not isinstance(lead, Paragraph) or split_item(lead.text) is not None:
        return None
    if is_long((replace(first, items=(item,)),)):
        said = without_announcement((lead,))
        item = replace(item, blocks=said, last_line=said[-1].last_line) if said else item
        lead = said[-1] if said else lead
        assert isinstance(lead, Paragraph)  # noqa: S101  (what is left of one)
    if lead.text.endswith((":", "：")) and len(item.blocks) == 1:
        return None
    head = (replace(first, items=(item,), last_line=item.last_line),)
    words, characters = length(lead.text)
    told = words >= _FEWEST_WORDS or characters >= 2 * _FEWEST_WORDS
    return head if told and not is_long(head) else None


def _only_points(block: Block, vocabulary: Vocabulary) -> bool:
    if isinstance(block, Html):
        return not plain(block.text)
    if isinstance(block, List):
        return all(_is_link(item) or _points_throughout(to_markdown(item.blocks), vocabulary) for item in block.items)
    if isinstance(block, Quote):
        return bool(block.blocks) and all(_only_points(inner, vocabulary) for inner in block.blocks)
    if not isinstance(block, Paragraph):
        return False
    if "://" in block.text and (_THUMBNAIL.fullmatch(block.text) or _LABELLED_ADDRESS.fullmatch(block.text)):
        return True
    if (unpictured := strip_images(block.text)) != block.text and not plain(unpictured):
        return False
    if _is_record(block.text, vocabulary) or _is_origin(block.text, vocabulary):
        return True
    return all(is_pointer(sentence, vocabulary) for sentence in split_sentences(block.text))


def _is_link(item: Item) -> bool:
    """Tell an entry of a list of contents: nothing but a link, perhaps behind a label, and below it others."""
    first, *below = item.blocks or (None,)
    if not isinstance(first, Paragraph) or not is_linked(first.text):
        return False
    label, sign, behind = first.text.partition(": ")
    linked = behind if sign and is_linked(behind) and not is_linked(label) else first.text
    if _WORD.search(unlinked(linked)):
        return False
    return all(isinstance(block, List) and all(map(_is_link, block.items)) for block in below)


def _is_record(text: str, vocabulary: Vocabulary) -> bool:
    """Tell lines that are nothing but bookkeeping: `Link: ...`, `Status: read`, `Year: 2021`."""
    if ":" not in text and "：" not in text:
        return False
    splits = map(split_item, text.split("\n"))
    return all(
        split is not None and split.separator == "colon" and vocabulary.is_record(split.term) for split in splits
    )


def _points_throughout(text: str, vocabulary: Vocabulary) -> bool:
    return is_linked(text) and all(is_pointer(sentence, vocabulary) for sentence in split_sentences(text))


def _cut_tail(paragraph: Paragraph, vocabulary: Vocabulary) -> tuple[Paragraph, list[str]]:
    """Cut trailing pointer sentences off a paragraph."""
    starts = list(_sentence_starts(paragraph.text))
    cut = len(paragraph.text)
    while len(starts) > 1 and is_pointer(paragraph.text[starts[-1] : cut], vocabulary):
        cut = starts.pop()
    if cut == len(paragraph.text):
        return paragraph, []
    return replace(paragraph, text=paragraph.text[:cut].rstrip()), [paragraph.text[cut:]]


def _is_comment(block: Block) -> bool:
    return isinstance(block, Html) and block.text.lstrip().startswith("<!--") and block.text.rstrip().endswith("-->")


def _says(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(_WORD.search(plain(strip_images(_TEMPLATE.sub("", block.text)))))
    if isinstance(block, Code):
        return bool(block.text.strip()) and block.info.split(" ", 1)[0].strip("{}").casefold() not in _DRAWINGS
    if isinstance(block, Html):
        return bool(plain(block.text))
    if isinstance(block, Quote):
        return any(map(_says, block.blocks))
    if isinstance(block, List) and block.start is None:
        # The first item that says something will do: lists are long.
        return any(item.task is not None or to_markdown(item.blocks).strip(" -\n") for item in block.items)
    return bool(to_markdown((block,)).strip(" -\n"))
