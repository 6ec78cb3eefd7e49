"""All figures of the cards in one pass over them, so that none has to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.stats.hardest import Hardest
from srs.stats.outlook import Coming, Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from srs.schedule.kernel import Kernel
    from srs.stats.hardest import HardNote
    from srs.stats.outlook import Forecast, Memories
    from srs.stats.rows import CardNow
    from srs.stats.tally import Recall


@dataclass(frozen=True, slots=True)
class CardFigures:
    """How many cards there are, when they come back, how well they are remembered, and which notes are hard to keep."""

    cards: int
    forecast: Forecast
    memories: Memories
    hardest: tuple[HardNote, ...]


def count_cards(
    cards: Iterable[CardNow],
    recent: Mapping[str, Recall],
    *,
    today: int,
    day_of: Callable[[int], int],
    kernels: Sequence[Kernel],
) -> CardFigures:
    """Count cards that come note by note; `recent` is what answers of the last 90 days knew, by note.

    Remembered are those that were ever answered, each with its chance of recall today by the forgetting curve of FSRS
    with the parameters of its preset; `kernels` are those of the presets in their order.
    """
    coming, known, hardest = Coming(today, day_of), Known(), Hardest(recent)
    count = 0
    for card in cards:
        count += 1
        coming.add(card)
        if card.stability is not None and card.difficulty is not None and card.last_day is not None:
            chance = kernels[card.preset].recall(card.stability, today - card.last_day)
            known.add(card.stability, card.difficulty, chance)
            hardest.add(card, chance)
    return CardFigures(count, coming.forecast(), known.memories(), hardest.notes())
