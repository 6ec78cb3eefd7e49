"""What each browser did to facts, so that the page behind it can tell, and each change can be taken back once."""

from __future__ import annotations

from collections import OrderedDict
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from srs.app.browse import Undoable
    from srs.web.tickets import SessionId

_MOST_ENTRIES = 50
_MOST_SESSIONS = 32


class Entry(NamedTuple):
    """Something that was done: its number, what to say of it, the page it was done on, and how to take it back."""

    number: str
    told: str
    here: str
    change: Undoable | None = None


class Ledger:
    """The entries of all browsers; may be used from any thread. The oldest are forgotten, and then stay done."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = count(1)
        self._entries: OrderedDict[SessionId, OrderedDict[str, Entry]] = OrderedDict()

    def write(self, session: SessionId, told: str, here: str, change: Undoable | None = None) -> Entry:
        """Add an entry."""
        entry = Entry(str(next(self._count)), told, here, change)
        with self._lock:
            own = self._entries.setdefault(session, OrderedDict())
            self._entries.move_to_end(session)
            own[entry.number] = entry
            while len(own) > _MOST_ENTRIES:
                own.popitem(last=False)
            while len(self._entries) > _MOST_SESSIONS:
                self._entries.popitem(last=False)
        return entry

    def find(self, session: SessionId, number: str) -> Entry | None:
        """Return an entry of a browser, None where it has no such."""
        with self._lock:
            own = self._entries.get(session)
            return own.get(number) if own else None

    def release(self, session: SessionId, number: str) -> Entry | None:
        """Return an entry for good, so that it is taken back once, however often a form is sent."""
        with self._lock:
            own = self._entries.get(session)
            entry = own.get(number) if own else None
            if own and entry and entry.change:
                own[number] = entry._replace(change=None)
            return entry


def with_entry(address: str, entry: Entry, fact: str = "") -> str:
    """Return the address of a page that is to tell of an entry, at a fact on it."""
    path, _, query = address.partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("did=")]
    return f"{path}?{'&'.join([*kept, urlencode({'did': entry.number})])}" + (f"#f-{fact}" if fact else "")
