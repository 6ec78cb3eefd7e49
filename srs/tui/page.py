"""The page of a card as texts for a width, with the images between them: question, answer, what changed, what was typed, and what stands around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from srs.markdown.sanitise import visible
from srs.markdown.width import Span, clip, display_width, wrap
from srs.tui.diffs import change_of, diff_text
from srs.tui.look import markdown, plain, safe

if TYPE_CHECKING:
    from srs.app.changed import Rewording
    from srs.app.drill import Question
    from srs.app.images import Image
    from srs.app.sitting import Sitting
    from srs.app.surroundings import Line

    Part = Text | Image

_AROUND = 8


def where_line(question: Question, flag: int, width: int) -> Text:
    """Return deck › title › heading path in one line; the outermost parts give way where it is too long."""
    draft = question.fact.draft
    parts = [plain(part) for part in draft.places]
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
    parts.append(markdown(question.face.answer, width, hidden=question.face.hidden))
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


def _typed(typed: str, question: Question, *, colour: bool) -> Text:
    """Return what was typed, corrected to what was expected."""
    from srs.app.typed import correct, expected_of, is_right

    pieces = correct(typed, expected_of(question))
    if is_right(pieces):
        return Text.assemble(("✓ ", "bold green"), safe(expected_of(question), "green"))
    return Text.assemble(("✗ ", "bold red"), diff_text(pieces, colour=colour))


def _changes(rewording: Rewording, *, colour: bool) -> Text:
    """Return what changed in the note since this card was last answered."""
    pairs = zip(rewording.before, rewording.after, strict=True)
    changes = (change_of(before, after, colour=colour, around=_AROUND) for before, after in pairs)
    head = safe(f"changed since you last saw it ({rewording.change}):", "yellow")
    return Text("\n").join([head, *(one for one in changes if one)])


def _images(sitting: Sitting, question: Question, said: str) -> list[Image]:
    """Return the images that a text of a card names."""
    if "![" not in said:
        return []
    from srs.app.images import images_in

    return images_in(said, sitting.collection.notes, question.fact.draft.source.path)


def _note_line(line: Line, width: int) -> Text:
    """Return a line of a note behind its number, as it is written there."""
    said = visible(line.text)
    number = f"{line.number:>4}  "
    start = number + said[: len(said) - len(said.lstrip(" "))][: width // 2]
    rows = wrap([Span(said.strip(" "))], max(width - len(start), 1))
    said = ("\n" + " " * len(start)).join("".join(span.text for span in row) for row in rows)
    return Text.assemble((start, "dim"), (said, "" if line.is_own else "dim"))
