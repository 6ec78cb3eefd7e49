"""A copy of the collection on an Anki sync server, kept by Anki's own code in a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from srs.anki.reading import AWAY
from srs.errors import SrsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Show = Callable[[int, int], None]
    """Is told how much of how much is done; of 0 where nobody knows."""

_WORKER: Final = "srs.anki.mirror_worker"


class AnkiMissing(UsageError):
    """The package anki is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "An Anki sync server needs the package anki, which is not installed.",
            "Install it: pip install 'srs-notes[anki]'",
        )


class ServerError(SrsError):
    """The sync server, or Anki's code, did not do what was asked; everything that was learned is where it was."""


class Account(NamedTuple):
    """A user of a sync server."""

    server: str
    user: str
    password: str

    def __repr__(self) -> str:
        """Keep the password out of whatever is printed."""
        return f"Account({self.server!r}, ...)"


class Answered(NamedTuple):
    """How a synchronisation ended: what is required (nothing, download, upload, conflict), what the server says to its users, and how many cards there are."""

    required: str
    message: str = ""
    cards: int = 0


class Mirror:
    """A collection that Anki's code keeps at `path`; each call opens and closes it."""

    def __init__(self, worker: _Worker, path: Path) -> None:
        self._worker = worker
        self.path = path

    def at(self, path: Path) -> Mirror:
        """Return the same for another copy."""
        return Mirror(self._worker, path)

    def login(self, account: Account) -> None:
        """Tell the server who it is.

        Raises:
            ServerError: it does not answer, or knows no such user.
        """
        self._worker.account = account
        self._ask("login", **account._asdict())

    def sync(self, show: Show) -> Answered:
        """Synchronise as usual; where one would have to replace the other nothing is changed."""
        return Answered(**self._ask("sync", show))

    def status(self) -> str:
        """Return what a synchronisation would require; nothing is changed."""
        return str(self._ask("status")["required"])

    def download(self, show: Show) -> None:
        """Replace the collection here by that of the server."""
        self._ask("replace", show, upload=False)

    def upload(self, show: Show) -> None:
        """Replace the collection of the server by the one here."""
        self._ask("replace", show, upload=True)

    def exchange_media(self, show: Show) -> None:
        """Exchange images and sounds."""
        self._ask("media", show)

    def begin(self, rollover: int) -> tuple[bool, int]:
        """Give an empty collection the settings of srs; return whether FSRS is on, and the hour at which days begin."""
        settings = self._ask("begin", rollover=rollover)
        return settings["fsrs"], settings["rollover"]

    def take_in(self, package: Path, show: Show) -> dict[str, int]:
        """Import a package; return how many notes were `new`, `updated`, or `left` as they conflict."""
        counts: dict[str, int] = self._ask("take_in", show, package=str(package))
        return counts

    def put_aside(self, notes: list[int]) -> None:
        """Suspend the cards of notes whose facts are not in the drill, and tag them so."""
        self._ask("put_aside", notes=notes, tag=AWAY)

    def bring_back(self, notes: list[int]) -> None:
        """Take that tag from notes whose facts are in the drill again."""
        self._ask("bring_back", notes=notes, tag=AWAY)

    def _ask(self, name: str, show: Show = lambda *_: None, **values: Any) -> Any:
        return self._worker.ask({"do": name, "path": str(self.path), **values}, show)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keep every other process from working on the mirror meanwhile; its folder is for its owner alone.

    Raises:
        ServerError: another process does.
    """
    lock = path.parent / "lock"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.touch(mode=0o600)
    except OSError as error:
        raise _error_of("file", f"{lock}: {error.strerror or error}", "") from error
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
        try:
            # SQLite's lock is gone with the process, however that ended.
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise ServerError("Another srs anki sync is at work on this collection.", "Wait for it to end.") from error
        yield


@contextmanager
def opened_mirror(path: Path) -> Iterator[Mirror]:
    """Start Anki's code, and end it when done.

    Raises:
        AnkiMissing: it is not installed.
    """
    if find_spec("anki") is None:
        raise AnkiMissing
    process = subprocess.Popen(  # noqa: S603  (our own module, by our own Python)
        [sys.executable, "-m", _WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=_environment(),
    )
    try:
        yield Mirror(_Worker(process), path)
        if process.stdin:
            process.stdin.close()
        process.wait(10)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                _close(pipe)


def _environment() -> dict[str, str]:
    """Return the environment for Anki's code: nothing is imported from the folder one is in, and no password is in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SRS_ANKI_")}
    return kept | {"RUST_LOG": "off", "PYTHONSAFEPATH": "1"}


class _Worker:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.account: Account | None = None

    def ask(self, request: dict[str, Any], show: Show) -> Any:
        assert self._process.stdin is not None  # noqa: S101  (both are pipes)
        assert self._process.stdout is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise self._ended() from None
        for line in self._process.stdout:
            record = json.loads(line)
            if "progress" not in record:
                return self._result(record)
            show(record["done"], record["total"])
        raise self._ended()

    def _result(self, record: dict[str, Any]) -> Any:
        if "error" not in record:
            return record["ok"]
        server = self.account.server if self.account else ""
        raise _error_of(record["error"], record["message"], server)

    def _ended(self) -> ServerError:
        status = self._process.wait()
        return ServerError(
            f"Anki's code ended without an answer (status {status}).",
            "Try again: srs anki sync goes on where it stopped.",
        )


def _error_of(kind: str, message: str, server: str) -> SrsError:
    """Return what went wrong as a sentence with the way out."""
    if kind == "login":
        return ServerError(
            f"{server} knows no user of this name and password.", f"Give them anew: srs anki login --server {server}"
        )
    if kind == "network":
        return ServerError(
            f"{server} does not answer as an Anki sync server would ({_details(message)}).",
            "Start it, or name another: --server URL",
        )
    if kind == "address":
        return UsageError(f"'{server}' is no address of a server.", "Write it so: http://192.168.1.2:8080/")
    if kind == "database":
        return ServerError(
            f"The copy of Anki's collection cannot be used: {message}", "Is another srs anki sync at work?"
        )
    if kind == "file":
        return ServerError(
            f"The copy of Anki's collection cannot be kept: {message}.", "Check permissions and free space."
        )
    return ServerError(
        f"The synchronisation failed. Anki says: {message}", "Try again: srs anki sync goes on where it stopped."
    )


def _details(message: str) -> str:
    return message.rpartition("Error details: ")[2].replace(" for url ()", "")


def _close(pipe: IO[str]) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be written has no reader any more
        return
