"""What a running Anki tells of facts: found by the field Id of their notes, as AnkiConnect tells no guid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from srs.anki.reading import AWAY
from srs.anki.reading_log import read_log
from srs.model import Act, Due, ForeignCard, ForeignFact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from srs.anki.connect import Connect
    from srs.model import FactId

_OURS: Final = "Id:_*"
_FEW: Final = 500
_FLAGS: Final = 7
_MOST_CARDS: Final = 500
_FARTHEST_DAYS: Final = 100_000
_LEARNING, _REVIEW, _RELEARNING = 1, 2, 3
_FIRST_SECOND: Final = 1_000_000_000
_LOG: Final = ("id", "ease", "ivl", "lastIvl", "factor", "time", "type")


@dataclass(frozen=True, slots=True)
class NoteThere:
    """A note of a fact: its cards, its tags, and, where this AnkiConnect tells, its fields and when it changed (UTC seconds)."""

    fact: FactId
    cards: tuple[int, ...]
    tags: tuple[str, ...]
    fields: tuple[str, ...] = ()
    changed: int = 0


@dataclass(slots=True)
class ConnectReading:
    """Reads the facts of a running Anki. `newest` is when each card, by fact and number, was last answered or changed here (UTC ms)."""

    connect: Connect
    newest: Mapping[tuple[str, int], int]
    today: int
    crammed: int = 0
    unreadable: int = 0
    _first_day: int | None = field(default=None, init=False)

    def facts(self, names: Mapping[str, FactId], progress: Callable[[int, int], None]) -> Iterator[ForeignFact]:
        """Yield what is told of the notes with these ids, under the ids that they have here."""
        found = notes_there(self.connect, names, progress)
        notes = list(found.values())
        ords = self._ords(sum(len(note.cards) for note in notes))
        suspended = set(self._cards("is:suspended"))
        flags = {card: flag for flag in range(1, _FLAGS + 1) for card in self._cards(f"flag:{flag}")}
        for start in range(0, len(notes), _FEW):
            progress(start, len(notes))
            few = notes[start : start + _FEW]
            cards = [card for note in few for card in note.cards if card in ords]
            logs = self._logs(cards)
            changed = {one.get("cardId"): one.get("mod", 0) for one in self.connect.ask("cardsModTime", cards=cards)}
            infos = self._infos(few, ords, logs)
            for note in few:
                told = [
                    self._card(ords[card], logs.get(card, []), infos.get(card))._replace(
                        suspended=card in suspended, flag=flags.get(card, 0), changed=changed.get(card, 0)
                    )
                    for card in note.cards
                    if card in ords
                ]
                yield ForeignFact(
                    note.fact,
                    tuple(told),
                    tuple(tag for tag in note.tags if tag != AWAY),
                    note.fields,
                    note.changed,
                    AWAY in note.tags,
                )

    def _cards(self, query: str) -> list[int]:
        return [card for card in self.connect.ask("findCards", query=f"{_OURS} {query}") if type(card) is int]

    def _ords(self, count: int) -> dict[int, int]:
        """Return the number of each card: no answer tells it cheaply, but a search does."""
        ords: dict[int, int] = {}
        for number in range(_MOST_CARDS):
            if len(ords) >= count:
                break
            ords |= dict.fromkeys(self._cards(f"card:{number + 1}"), number)
        return ords

    def _logs(self, cards: list[int]) -> dict[int, list[tuple[object, ...]]]:
        told = self.connect.ask("getReviewsOfCards", cards=cards)
        return {int(card): [tuple(row.get(name) for name in _LOG) for row in rows] for card, rows in told.items()}

    def _infos(
        self, few: Iterable[NoteThere], ords: Mapping[int, int], logs: Mapping[int, list[tuple[object, ...]]]
    ) -> dict[int, dict[str, Any]]:
        """Return how cards stand whose last row is news: that is slow, as Anki renders both sides, and of no use for the others."""
        news = []
        for note in few:
            for card in note.cards:
                last = max((row[0] for row in logs.get(card, ()) if type(row[0]) is int), default=0)
                if last > self.newest.get((note.fact, ords.get(card, -1)), 0):
                    news.append(card)
        if not news:
            return {}
        told = self.connect.ask("cardsInfo", cards=news)
        return {one["cardId"]: one for one in told if "cardId" in one}

    def _card(self, ord_: int, rows: Sequence[Sequence[object]], info: dict[str, Any] | None) -> ForeignCard:
        on_step = info is not None and info["type"] in (_LEARNING, _RELEARNING)
        log = read_log(rows, on_step=on_step)
        self.crammed += log.crammed
        self.unreadable += log.unreadable
        moved = bool(log.events) and log.events[-1].act is Act.MOVED
        return ForeignCard(ord_, log.events, self._due(info, on_step=on_step, moved=moved) if info else Due())

    def _due(self, info: dict[str, Any], *, on_step: bool, moved: bool) -> Due:
        due, interval, left = (info.get(name, 0) for name in ("due", "interval", "left"))
        if on_step and due >= _FIRST_SECOND:
            return Due(None, due * 1000, left % 1000, max(0, interval))
        if moved and info["type"] == _REVIEW:
            first = self._find_first_day(info["cardId"], due)
            return Due(None if first is None else first + due, None, 0, max(0, interval))
        return Due()

    def _find_first_day(self, card: int, due: int) -> int | None:
        """Return the scheduling day from which Anki counts, by asking in how many days a card is due."""
        if self._first_day is None:
            low, high = -_FARTHEST_DAYS, _FARTHEST_DAYS
            while low < high:
                middle = (low + high) // 2
                if self.connect.ask("findCards", query=f"cid:{card} prop:due<={middle}"):
                    high = middle
                else:
                    low = middle + 1
            if low == _FARTHEST_DAYS:
                return None
            self._first_day = self.today + low - due
        return self._first_day


def notes_there(
    connect: Connect, names: Mapping[str, FactId], progress: Callable[[int, int], None]
) -> dict[FactId, NoteThere]:
    """Return the notes whose field Id names a fact here; of several copies of one the first."""
    ids = sorted(note for note in connect.ask("findNotes", query=_OURS) if type(note) is int)
    found: dict[FactId, NoteThere] = {}
    for start in range(0, len(ids), _FEW):
        progress(start, len(ids))
        for info in connect.ask("notesInfo", notes=ids[start : start + _FEW]):
            fields = info.get("fields", {})
            fact = names.get(str(fields.get("Id", {}).get("value", "")).strip())
            if fact is not None:
                found.setdefault(fact, _note(fact, info, fields))
    return found


def _note(fact: FactId, info: Mapping[str, Any], fields: Mapping[str, Any]) -> NoteThere:
    cards = tuple(card for card in info.get("cards", ()) if type(card) is int)
    tags = tuple(tag for tag in info.get("tags", ()) if type(tag) is str and tag.isprintable())
    changed = info.get("mod")
    if type(changed) is not int:
        # Without it nobody knows whether the text was edited there or only here: then it is not compared.
        return NoteThere(fact, cards, tags)
    texts = tuple(str(fields.get(name, {}).get("value", "")) for name in ("Front", "Back"))
    return NoteThere(fact, cards, tags, texts, changed)
