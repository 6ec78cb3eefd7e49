"""Lets facts go to Anki anew when an image or a sound that they embed is another one, or has come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from srs.anki.media import Refused, content_name
from srs.errors import ReadOnlyStore
from srs.markdown.embeds import embeds_of
from srs.model.values import replace
from srs.store.embedded import Embedded, Looked, load_embedded, save_embedded
from srs.vault.media import find_embedded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.model import Fact
    from srs.model.outgoing import OutgoingFact
    from srs.store.open import Store

_FEW = 500
_GRAIN_MS = 2_000
"""How far the time of a file may lag behind that of its writing: a second writing within it does not show."""


class Embeds:
    """Compares what facts embed with what they embedded when they went out last; what is found is kept with `keep`.

    Anki takes in a note that changed later than the one it has. So a fact counts as changed, now (`at`, UTC milliseconds), where only
    its files are others. One whose text changed goes out anew by that, and one that was never looked at is new. A file that is gone is no
    reason: Anki keeps what it has.
    """

    def __init__(self, store: Store, notes: Path, at: int, *, keep: bool = True) -> None:
        self._store = store
        self._notes = notes
        self._at = at
        self._keep = keep
        self._looked: list[Looked] = []
        self._names: dict[tuple[Path, str], str] = {}

    def renewed(self, facts: Iterable[OutgoingFact]) -> Iterator[OutgoingFact]:
        """Yield the facts, with the time at which they changed by what they embed."""
        for going in facts:
            fact = going.fact
            draft = fact.draft
            if "![" not in draft.front and "![" not in draft.back and "![" not in draft.extra:
                yield going
                continue
            changed_at = self._look(fact)
            yield going if changed_at == fact.changed_at else going._replace(fact=replace(fact, changed_at=changed_at))
            if len(self._looked) >= _FEW:
                self._save()
        self._save()

    def _look(self, fact: Fact) -> int:
        """Return when a fact changed, by its text or what it embeds."""
        before = load_embedded(self._store, fact.id)
        now = Embedded(fact.changed_at, tuple(self._files(fact, dict(before.files) if before else {})))
        if before:
            now = self._after(before, now)
        if now != before:
            self._looked.append(Looked(fact, now))
        return now.changed_at

    def _after(self, before: Embedded, now: Embedded) -> Embedded:
        """Return what a fact embeds with what it embedded before, and with a later time where other files are the only change."""
        has_its_text = before.changed_at == now.changed_at
        pairs = zip(before.names, now.names, strict=False)
        gone = {old for old, new in pairs if new and new != old} if has_its_text else set(before.names)
        former = tuple(sorted({*before.former, *gone} - {*now.names, ""}))
        later = max(self._at, (now.changed_at // 1000 + 1) * 1000) if has_its_text and gone else now.changed_at
        return now._replace(changed_at=later, former=former)

    def _files(self, fact: Fact, known: dict[str, str]) -> Iterator[tuple[str, str]]:
        draft = fact.draft
        for address in (one for text in (draft.front, draft.back, draft.extra) for one in embeds_of(text)):
            file = find_embedded(self._notes, draft.source.path, address)
            yield self._file(file, known) if isinstance(file, Path) else ("", "")

    def _file(self, file: Path, known: dict[str, str]) -> tuple[str, str]:
        """Return the stamp of a file and its name; only one whose stamp is not known is read."""
        try:
            status = file.stat()
        except OSError:  # it went meanwhile
            return "", ""
        stamp = f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"
        name = known.get(stamp)
        if name is None:
            name = self._names.get((file, stamp))
        if name is None:
            try:
                name = self._names[file, stamp] = content_name(file, file.name)
            except Refused:
                name = ""
        is_settled = status.st_mtime_ns < (self._at - _GRAIN_MS) * 1_000_000
        return (stamp if is_settled else ""), name

    def _save(self) -> None:
        if self._looked and self._keep:
            try:
                save_embedded(self._store, self._looked)
            except ReadOnlyStore:
                self._keep = False  # from a disk that is only read facts go out as they are
        self._looked.clear()
