"""The process of its own in which Anki's code runs: `python -m srs.anki.mirror_worker`.

The package anki is under AGPL-3.0-or-later. It is imported here and nowhere else, so that srs itself never becomes one
program with it, and whoever does not install it misses nothing but this. What is asked comes as a line of JSON on standard input, name and password
too, so that no list of processes shows them. What is answered goes to standard output: lines of progress, and last one that tells how it ended.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from anki.collection import Collection
    from anki.sync import SyncAuth

_OWNER_ALONE: Final = 0o077
_PATIENCE_SECONDS: Final = 0.1
_REQUIRED: Final = {0: "nothing", 1: "nothing", 2: "conflict", 3: "download", 4: "upload"}
"""What Anki's numbers mean; a usual synchronisation has taken place where nothing more is required."""
_SIGNS: Final = str.maketrans({"\u2068": None, "\u2069": None})
"""Marks of writing direction that Anki puts around what it inserts into a sentence."""


class Worker:
    """Carries out one request after the other; a collection is open only meanwhile."""

    def __init__(self, answers: IO[str]) -> None:
        self._answers = answers
        self._auth: SyncAuth | None = None

    def serve(self, requests: IO[str]) -> None:
        """Answer until there are no more requests."""
        for line in requests:
            request = json.loads(line)
            self._tell(self._carry_out(request.pop("do"), request))

    def _carry_out(self, name: str, values: dict[str, Any]) -> dict[str, Any]:
        from anki.errors import AnkiException

        try:
            return {"ok": getattr(self, f"do_{name}")(**values)}
        except AnkiException as error:
            return {"error": _kind_of(error), "message": _plain(str(error))}
        except OSError as error:
            return {"error": "file", "message": str(error)}

    def do_login(self, path: str, server: str, user: str, password: str) -> None:
        """Get the key by which the server knows its user from now on; it stays in this process."""
        self._auth = self._with(path, lambda one: one.sync_login(user, password, server))

    def do_sync(self, path: str) -> dict[str, Any]:
        """Synchronise as usual; tell what more is required, and how many cards there are."""

        def sync(collection: Collection) -> dict[str, Any]:
            output = collection.sync_collection(self._key(), False)
            if output.new_endpoint:
                self._key().endpoint = output.new_endpoint
            required = _REQUIRED[output.required]
            return {"required": required, "message": output.server_message, "cards": collection.card_count()}

        answered: dict[str, Any] = self._with(path, sync)
        return answered

    def do_status(self, path: str) -> dict[str, Any]:
        """Ask the server whether one of the two would have to replace the other; nothing is changed."""
        required: int = self._with(path, lambda one: one.sync_status(self._key()).required)
        return {"required": _REQUIRED[required]}

    def do_replace(self, path: str, upload: bool) -> None:
        """Put the collection in the place of that of the server, or the other way round."""

        def replace(collection: Collection) -> None:
            collection.close_for_full_sync()
            collection.full_upload_or_download(auth=self._key(), server_usn=None, upload=upload)
            collection.reopen(after_full_sync=True)

        self._with(path, replace)

    def do_media(self, path: str) -> None:
        """Exchange images and sounds until both have them."""

        def exchange(collection: Collection) -> None:
            collection.sync_media(self._key())
            while collection.media_sync_status().active:
                time.sleep(_PATIENCE_SECONDS)

        self._with(path, exchange)

    def do_begin(self, path: str, rollover: int) -> dict[str, Any]:
        """Give a collection without a card the settings of srs; tell how those of another are."""

        def begin(collection: Collection) -> dict[str, Any]:
            if collection.card_count() == 0:
                collection.set_config("fsrs", True)
                collection.set_config("rollover", rollover)
            return {
                "fsrs": bool(collection.get_config("fsrs", False)),
                "rollover": collection.get_config("rollover", 4),
            }

        settings: dict[str, Any] = self._with(path, begin)
        return settings

    def do_take_in(self, path: str, package: str) -> dict[str, int]:
        """Import a package with schedules; a deck keeps the preset that its user gave it."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        def take_in(collection: Collection) -> dict[str, int]:
            given = {deck["id"]: deck["conf"] for deck in collection.decks.all() if "conf" in deck}
            options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
            request = ImportAnkiPackageRequest(package_path=package, options=options)
            log = collection.import_anki_package(request).log
            for deck in collection.decks.all():
                if deck.get("conf") != given.get(deck["id"], deck.get("conf")):
                    deck["conf"] = given[deck["id"]]
                    collection.decks.save(deck)
            return {
                "new": len(log.new),
                "updated": len(log.updated),
                "left": len(log.conflicting) + len(log.first_field_match),
            }

        counts: dict[str, int] = self._with(path, take_in)
        return counts

    def do_put_aside(self, path: str, notes: list[int], tag: str) -> None:
        """Suspend the cards of notes, and mark the notes with a tag."""

        def put_aside(collection: Collection) -> None:
            listed = ",".join(map(str, notes))
            cards = collection.db.list(f"select id from cards where queue <> -1 and nid in ({listed})")  # noqa: S608  (numbers)
            collection.sched.suspend_cards(cards)
            # Of two devices that changed a card the later wins, in whole seconds; where they are the same each keeps its own for good.
            collection.db.executemany("update cards set mod = mod + 1 where id = ?", [(card,) for card in cards])
            with _TimesKept(collection, notes):
                collection.tags.bulk_add(notes, tag)

        self._with(path, put_aside)

    def do_bring_back(self, path: str, notes: list[int], tag: str) -> None:
        """Take that tag from notes."""

        def bring_back(collection: Collection) -> None:
            with _TimesKept(collection, notes):
                collection.tags.bulk_remove(notes, tag)

        self._with(path, bring_back)

    def _key(self) -> SyncAuth:
        assert self._auth is not None  # noqa: S101  (login comes first)
        return self._auth

    def _with(self, path: str, work: Callable[[Collection], Any]) -> Any:
        """Do something with a collection, and tell meanwhile how far it is."""
        from anki.collection import Collection

        Path(path).parent.mkdir(parents=True, exist_ok=True)
        collection = Collection(path)
        try:
            with ThreadPoolExecutor(1) as pool:
                running = pool.submit(work, collection)
                while wait([running], _PATIENCE_SECONDS).not_done:
                    self._tell_progress(collection)
                return running.result()
        finally:
            collection.close()

    def _tell_progress(self, collection: Collection) -> None:
        latest = collection.latest_progress()
        kind = latest.WhichOneof("value")
        if kind == "full_sync":
            self._tell({"progress": kind, "done": latest.full_sync.transferred, "total": latest.full_sync.total})
        elif kind:
            self._tell({"progress": kind, "done": 0, "total": 0})

    def _tell(self, record: dict[str, Any]) -> None:
        self._answers.write(json.dumps(record) + "\n")
        self._answers.flush()


class _TimesKept:
    """Keeps the times at which notes changed.

    By them an import tells whether a fact or its note in Anki is newer, and srs what its user edited there.
    """

    def __init__(self, collection: Collection, notes: list[int]) -> None:
        self._database = collection.db
        self._notes = notes

    def __enter__(self) -> None:
        query = f"select mod, id from notes where id in ({','.join(map(str, self._notes))})"  # noqa: S608  (numbers)
        self._times = self._database.all(query)

    def __exit__(self, *_: object) -> None:
        self._database.executemany("update notes set mod = ? where id = ?", self._times)


def _kind_of(error: Exception) -> str:
    from anki.errors import DBError, InvalidInput, NetworkError, SyncError, SyncErrorKind

    if isinstance(error, SyncError) and error.kind is SyncErrorKind.AUTH:
        return "login"
    kinds = {NetworkError: "network", SyncError: "server", DBError: "database", InvalidInput: "address"}
    return next((kind for known, kind in kinds.items() if isinstance(error, known)), "anki")


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())


def main() -> None:
    """Serve on the pipes that this process was given; whatever else prints does so elsewhere."""
    os.umask(_OWNER_ALONE)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    Worker(answers).serve(sys.stdin)


if __name__ == "__main__":
    main()
