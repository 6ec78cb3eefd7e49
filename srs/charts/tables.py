"""The tables of `srs stats`: true retention, answers by rating, and the hardest notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.wording import counted, front_told
from srs.charts.lines import Table, first_fit, last, left_out, percent, share_of, title
from srs.markdown.sanitise import visible
from srs.markdown.width import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.stats import Stats
    from srs.stats.hardest import HardNote

_PERIODS = {"week": "7 days", "month": "30 days", "year": "365 days", "all": "ever"}
_ROOMY = 60
"""From so many columns on the hardest notes are a table."""
_FRONT = 60


def retention_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield the table of true retention, in a narrow terminal without how many answers a share is of."""
    yield from title("True retention", "", width)
    full, brief = [], []
    for one in stats.retention:
        name, recalls = _PERIODS.get(one.period, one.period), (one.young, one.mature, one.total)
        full.append([name, *map(share_of, recalls)])
        brief.append([name, *(percent(recall.share, 0) for recall in recalls), f"{one.total.total:,}"])
    head = ["", "young", "mature", "total"]
    yield from first_fit(width, Table(head, full), Table([*head, "answers"], brief, 1))


def rating_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield how often each rating was given."""
    yield from title("Answers by rating", last(len(stats.days)), width)
    full, brief = [], []
    for one in stats.ratings:
        total = one.recall.total
        shares = [percent(count / total if total else None, 0) for count in one.counts]
        full.append([one.group, *shares, percent(one.recall.share), f"{total:,}"])
        brief.append([one.group, *shares, f"{total:,}"])
    head = ["", "again", "hard", "good", "easy"]
    yield from first_fit(width, Table([*head, "passed", "answers"], full), Table([*head, "answers"], brief, 1))


def hardest_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield the hardest notes, each with the lines to rewrite below."""
    if not stats.hardest:
        return
    yield from title("Hardest notes", "last 90 days; below, lines to rewrite", width)
    roomy = width >= _ROOMY
    if roomy:
        head, *heads = ([line] for line in _note_table(stats.hardest, width).lines())
        yield from head
    else:
        heads = [_note_lines(note, width) for note in stats.hardest]
    for note, lines in zip(stats.hardest, heads, strict=True):
        yield from lines
        for line in note.lines:
            # Where there is no room for it twice, the path above is enough.
            place = f"  {line.path if roomy else ''}:{line.line}"
            yield clip(visible(f"{place}  {line.lapses}×  {front_told(line.front, _FRONT)}"), width)
    if not roomy:
        yield from left_out(["cards", "lowest recall"], width)


def _note_table(notes: tuple[HardNote, ...], width: int) -> Table:
    rows = [[f"{note.cards:,}", share_of(note.recall), f"{note.lapses:,}", percent(note.lowest, 0)] for note in notes]
    bare = Table(["", "cards", "retention", "lapses", "lowest recall"], [["", *row] for row in rows], 2)
    size = max(width - bare.width, 1)
    paths = (clip(visible(note.path), size) for note in notes)
    return Table(["".ljust(size), *bare.head[1:]], [[path, *row] for path, row in zip(paths, rows, strict=True)], 2)


def _note_lines(note: HardNote, width: int) -> list[str]:
    return [clip(visible(note.path), width), f"  {share_of(note.recall)}, {counted(note.lapses, 'lapse')}"]
