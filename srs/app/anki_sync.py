"""Brings the collection on an Anki sync server and the one here to the same state: reviews come in, facts and schedules go out.

What is kept here of the server's collection is a mirror: Anki's own file, exchanged by Anki's own code. It is downloaded first, then
read, then written to, then synchronised; whatever is interrupted is found by the next run, as every step goes by what stands there.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from srs.app.anki_mirror import note_sent, read_mirror
from srs.app.anki_send import Sent, send
from srs.app.import_file import import_file
from srs.errors import RefusedError
from srs.store.mirrored import trial_copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from srs.anki.mirror import Account, Mirror, Show
    from srs.app.collection import Collection
    from srs.app.import_report import Brought
    from srs.app.taken import Terms
    from srs.store.open import Store

    Stage = Callable[[str], AbstractContextManager[Show]]
    """Shows by a label what is going on, and how far it is."""

_FILE = "collection.anki2"
_REPLACED = "replaced.anki2"


class Whole(StrEnum):
    """Which of two collections that have parted takes the place of the other."""

    DOWNLOAD = "download"
    UPLOAD = "upload"


class Wish(NamedTuple):
    """How to synchronise: what to do where the two have parted, with images and sounds or not, with notes that were deleted there or not."""

    whole: Whole | None = None
    media: bool = True
    restore: bool = False


@dataclass(frozen=True, slots=True)
class Synced:
    """What came in and went out; `whole` tells whether one collection took the place of the other, `remarks` what the user should know."""

    brought: Brought
    sent: Sent
    whole: Whole | None
    remarks: tuple[str, ...]
    applied: bool


class Parted(RefusedError):
    """The collection on the server and the mirror can no longer be joined; one has to replace the other."""

    def __init__(self) -> None:
        super().__init__(
            "The collection on the server and its copy here have parted (a note type was changed, or a backup restored); nothing was changed.",
            "Take the server's, to which srs then sends what it knows: srs anki sync --download\n"
            "Put the copy in its place, and lose what only the server has: srs anki sync --upload",
        )


def mirror_file(collection: Collection) -> Path:
    """Return where the mirror of a collection is kept: beside its database."""
    return collection.database.parent / "anki" / _FILE


def sync_with_anki(
    store: Store, collection: Collection, account: Account, terms: Terms, wish: Wish, stage: Stage
) -> Synced:
    """Synchronise with a server.

    Raises:
        AnkiMissing: the package anki is not installed.
        ServerError: the server does not answer, knows no such user, or another process is at work.
        Parted: one collection would have to replace the other, and nobody said which.
    """
    from srs.anki.mirror import alone_with, opened_mirror

    path = mirror_file(collection)
    with alone_with(path), opened_mirror(path) as mirror:
        mirror.login(account)
        return _Run(store, collection, mirror, terms, wish, stage).carry_out()


def try_sync_with_anki(
    store: Store, collection: Collection, account: Account, terms: Terms, wish: Wish, stage: Stage
) -> Synced:
    """Return what synchronising would do: it is done with a copy of the store and a fresh download, of which nothing stays.

    Raises:
        AnkiMissing: the package anki is not installed.
        ServerError: the server does not answer, or knows no such user.
        Parted: one collection would have to replace the other, and nobody said which.
    """
    from srs.anki.mirror import opened_mirror

    path = mirror_file(collection)
    with TemporaryDirectory(prefix="srs-", ignore_cleanup_errors=True) as folder:
        trial = Path(folder) / "anki" / _FILE
        with opened_mirror(trial) as mirror, trial_copy(store) as copy:
            mirror.login(account)
            parted = path.exists() and mirror.at(path).status() == "conflict"
            if parted and not wish.whole:
                raise Parted
            return _Run(copy, collection, mirror, terms, wish, stage).try_out(wish.whole if parted else None)


class _Run:
    """One synchronisation."""

    def __init__(
        self, store: Store, collection: Collection, mirror: Mirror, terms: Terms, wish: Wish, stage: Stage
    ) -> None:
        self._store = store
        self._collection = collection
        self._mirror = mirror
        self._terms = terms
        self._wish = wish
        self._stage = stage
        self._remarks: list[str] = []

    def carry_out(self) -> Synced:
        """Do it."""
        whole = self._meet()
        brought, sent = self._exchange()
        # What stands there now is what was seen last: a mark that is changed here later must not look as if it was changed there.
        brought = _joined(brought, self._take_over())
        with self._stage("Sending") as show:
            required = "upload" if whole is Whole.UPLOAD else self._mirror.sync(show).required
            if required == "upload":  # said so, or nothing was there yet
                self._mirror.upload(show)
            elif required != "nothing":
                raise Parted
        note_sent(self._store, self._mirror.path)
        if self._wish.media:
            with self._stage("Exchanging media") as show:
                self._mirror.exchange_media(show)
        return Synced(brought, sent, whole, tuple(self._remarks), applied=True)

    def try_out(self, whole: Whole | None) -> Synced:
        """Do it up to where the server would be told."""
        with self._stage("Downloading") as show:
            self._mirror.download(show)
        brought, sent = self._exchange()
        return Synced(brought, sent, whole, tuple(self._remarks), applied=False)

    def _meet(self) -> Whole | None:
        """Take in what is new on the server; return whether one collection replaces the other.

        Where one of them is empty the other takes its place, whatever the wish: there is nothing to lose.
        """
        known = self._mirror.path.exists()
        with self._stage("Receiving") as show:
            answered = self._mirror.sync(show)
        if answered.message:
            self._remarks.append(f"The server says: {answered.message}")
        if answered.required == "nothing":
            return None
        if answered.required == "conflict":
            whole = self._wish.whole if answered.cards else Whole.DOWNLOAD  # without a card here there is none there
            if whole is None:
                raise Parted
        else:
            whole = Whole(answered.required)
        if whole is Whole.DOWNLOAD:
            if known and answered.cards:
                self._take_over()
                shutil.copyfile(self._mirror.path, self._mirror.path.with_name(_REPLACED))
            with self._stage("Downloading") as show:
                self._mirror.download(show)
        elif answered.required == "conflict":
            self._keep_what_is_replaced()
        return whole if answered.cards or answered.required != "conflict" else None

    def _keep_what_is_replaced(self) -> None:
        """Take over what the server has, and keep a copy of it, before it is replaced."""
        kept = self._mirror.at(self._mirror.path.with_name(_REPLACED))
        kept.path.unlink(missing_ok=True)
        with self._stage("Downloading") as show:
            kept.download(show)
        with self._stage("Comparing logs") as show:
            import_file(self._store, kept.path, self._terms, progress=show)

    def _exchange(self) -> tuple[Brought, Sent]:
        """Take over what was done there, and let the mirror stand where srs stands."""
        brought = self._take_over()
        rollover = self._terms.clock.rollover_hour
        fsrs, hour = self._mirror.begin(rollover)
        if not fsrs:
            self._remarks.append(
                "FSRS is off in Anki, so it schedules in its older way: switch it on in the options of any deck."
            )
        if hour != rollover:
            self._remarks.append(
                f"Days begin at {hour}:00 in Anki and at {rollover}:00 here: rollover_hour in [review] of srs.toml."
            )
        sent = send(self._store, self._collection, self._mirror, self._terms, self._stage, restore=self._wish.restore)
        return brought, sent

    def _take_over(self) -> Brought:
        with self._stage("Comparing logs") as show:
            return read_mirror(self._store, self._mirror.path, self._terms, show)


def _joined(first: Brought, second: Brought) -> Brought:
    """Return both as one; the second is empty unless a card came back with answers of its own."""
    if second.taken.is_empty:
        return first
    taken = replace(first.taken, changes=(*first.taken.changes, *second.taken.changes))
    return replace(first, taken=taken)
