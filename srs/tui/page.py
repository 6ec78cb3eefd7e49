"""The page of a card as texts for a width, with the images between them: question, answer, what changed, what was typed, and what stands around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from srs.markdown.sanitise import visible
from srs.markdown.width import Span, clip, display_width, is_east_asian, wrap
from srs.model import Way, all_gaps, parse_cloze
from srs.tui.look import markdown, one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.app.changed import Rewording
    from srs.app.drill import Question
    from srs.app.images import Image
    from srs.app.surroundings import Line
    from srs.reconcile.diff import Piece
    from srs.tui.sitting import Sitting

    Part = Text | Image

_STYLES = {"same": "", "gone": "red strike", "come": "green"}
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}
_AROUND = 8


def where_line(question: Question, flag: int, width: int) -> Text:
    """Return deck › title › heading path in one line; the outermost parts give way where it is too long."""
    draft = question.fact.draft
    parts = [one_line(part) for part in (draft.deck.replace("::", " / "), *draft.context) if part]
    mark = f" ⚑{flag}" if flag else ""
    room = width - display_width(mark)
    line = " › ".join(parts)
    while len(parts) > 1 and display_width(line) > room:
        parts = parts[1:]
        line = " › ".join(["…", *parts])
    return Text.assemble((clip(line, room), "dim"), (mark, "bold red"))


def question_parts(sitting: Sitting, question: Question, width: int) -> list[Part]:
    """Return what the card asks, and the images that it names."""
    return [markdown(question.face.question, width, "bold"), *_images(sitting, question, question.face.question)]


def answer_parts(sitting: Sitting, question: Question, width: int) -> list[Part]:
    """Return everything that comes with the answer; an image of the question is not shown again."""
    colour, draft = sitting.doors.colour, question.fact.draft
    parts: list[Part] = [Text(), Text("─" * width, style="dim")]
    if sitting.typed is not None:
        parts += [_typed(sitting.typed, question, colour=colour), Text()]
    parts.append(markdown(question.face.answer, width))
    asked = _images(sitting, question, question.face.question)
    answered = [one for one in _images(sitting, question, question.face.answer) if one not in asked]
    parts += answered
    if draft.extra:
        parts += [Text(), markdown(draft.extra, width, "dim")]
        parts += [one for one in _images(sitting, question, draft.extra) if one not in (*asked, *answered)]
    if sitting.rewording is not None:
        parts += [Text(), _changes(sitting.rewording, colour=colour)]
    parts += [Text(), safe(str(draft.source), "dim")]
    if sitting.around:
        parts += [Text(), *(_note_line(line, width) for line in sitting.around)]
    return parts


def image_line(image: Image, key: str, trouble: str = "") -> Text:
    """Return name and size of an image, why it is not drawn, and the key that opens it."""
    if image.size is None:
        return safe(f"image {image.name} (not there)", "dim")
    about = ", ".join(filter(None, (f"{max(image.size // 1000, 1)} kB", trouble)))
    return safe(f"image {image.name} ({about})" + (f", {key} opens it" if key else ""), "dim")


def expected_of(question: Question) -> str:
    """Return what is to be typed: the answer as plain words, of a sentence with gaps what the gap hides."""
    draft = question.fact.draft
    if draft.way is not Way.CLOZE:
        return one_line(question.face.answer)
    number, gaps = question.card.ord + 1, all_gaps(parse_cloze(draft.front))
    return one_line(", ".join(gap.text for gap in gaps if number in gap.numbers))


def _typed(typed: str, question: Question, *, colour: bool) -> Text:
    """Return what was typed, corrected to what was expected."""
    from srs.reconcile.diff import word_diff

    expected = expected_of(question)
    typed = " ".join(visible(typed).split())
    if typed.casefold() == expected.casefold():
        return Text.assemble(("✓ ", "bold green"), safe(expected, "green"))
    return Text.assemble(("✗ ", "bold red"), _diff(word_diff(typed, expected), colour=colour))


def _changes(rewording: Rewording, *, colour: bool) -> Text:
    """Return what changed in the note since this card was last answered."""
    parts = [safe(f"changed since you last saw it ({rewording.change}):", "yellow")]
    for before, after in zip(rewording.before, rewording.after, strict=True):
        old, new = (" ".join(visible(text).split()) for text in (before, after))
        if old != new:
            parts.append(_diff(_readable(old, new), colour=colour))
    return Text("\n").join(parts)


def _readable(old: str, new: str) -> tuple[Piece, ...]:
    """Return a diff word by word, or the two texts where little is left of the old one."""
    from srs.reconcile.diff import Piece, shortened, word_diff

    pieces = word_diff(old, new)
    same = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    return (
        (Piece("gone", old), Piece("come", new)) if same * 2 < min(len(old), len(new)) else shortened(pieces, _AROUND)
    )


def _diff(pieces: Iterable[Piece], *, colour: bool) -> Text:
    """Colour a diff, but for the spaces around; without colours it is marked as `git diff --word-diff` does."""
    text, behind = Text(), ""
    for kind, said in pieces:
        if colour and kind == "gone" and said.isspace():
            continue
        begin, end = ("", "") if colour else _MARKS[kind]
        # Where a terminal shows no strike, a word that is gone would run into the one that has come.
        if colour and kind == "come" and behind and not behind.isspace() and not is_east_asian(behind):
            text.append(" ")
        bare = said.strip() or said
        left, right = said.split(bare, 1)
        text.append(left).append(begin + bare + end, _STYLES[kind] if colour else "").append(right)
        behind = said[-1] if kind == "gone" else ""
    return text


def _images(sitting: Sitting, question: Question, said: str) -> list[Image]:
    """Return the images that a text of a card names."""
    if "![" not in said:
        return []
    from srs.app.images import images_in

    return images_in(said, sitting.collection.notes, question.fact.draft.source.path)


def _note_line(line: Line, width: int) -> Text:
    """Return a line of a note behind its number, as it is written there."""
    number = f"{line.number:>4}  "
    rows = wrap([Span(visible(line.text))], max(width - len(number), 1))
    said = ("\n" + " " * len(number)).join("".join(span.text for span in row) for row in rows)
    return Text.assemble((number, "dim"), (said, "" if line.is_own else "dim"))
