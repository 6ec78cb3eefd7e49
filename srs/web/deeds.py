"""What forms ask to be done to facts, and what is said of it afterwards."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from srs.app.backup import Reason, save_before
from srs.app.browse import Browser
from srs.errors import UsageError
from srs.model import FactId
from srs.web.desk import desk_of
from srs.web.guard import session_of
from srs.web.ledger import with_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request

    from srs.app.browse import Done
    from srs.store.open import Store
    from srs.web.desk import Desk
    from srs.web.ledger import Entry

_NAMES = frozenset({"accept", "reject", "suspend", "unsuspend", "bury", "unbury", "flag"})
_OF_FACTS = frozenset({"accept", "reject"})
_FLAG = re.compile("[0-7]")
_LOCAL = re.compile(r"/(?![/\\])[!-~]*")


class Deed(NamedTuple):
    """What is to be done to which facts: those that are named, or all that a query finds while they are so many."""

    name: str
    facts: tuple[FactId, ...]
    flag: int
    query: str | None
    expected: str
    here: str
    """The page on which it was asked for."""
    back: str
    """The page to go to afterwards."""


def deed_of(fields: Iterable[tuple[str, str]]) -> Deed:
    """Read a form: `do` and any number of `fact`, or the name of what to do with a single fact.

    Raises:
        UsageError: no page here sends such a form.
    """
    said, facts = {}, []
    for name, value in fields:
        if name in _OF_FACTS:
            said["do"], facts = name, [value]
        elif name == "fact":
            facts.append(value)
        else:
            said.setdefault(name, value)
    name, flag = said.get("do", ""), said.get("flag", "")
    if name not in _NAMES or (name == "flag" and not _FLAG.fullmatch(flag)):
        raise UsageError("This form cannot be read.")
    here = said.get("here", "/browse")
    back = said.get("back", here)
    if not (_LOCAL.fullmatch(here) and _LOCAL.fullmatch(back)):
        raise UsageError("This form cannot be read.")
    query = said.get("query", "") if "all" in said else None
    chosen = tuple(FactId(one) for one in dict.fromkeys(facts))
    return Deed(name, chosen, int(flag) if name == "flag" else 0, query, said.get("all", ""), here, back)


def browser_for(desk: Desk, store: Store) -> Browser:
    """Return a sitting at the facts, by the day that it is now."""
    presets = desk.collection.presets()
    return Browser(store, presets, presets.clock(desk.doors.now()), partial(save_before, desk.collection, Reason.RESET))


def carry_out(request: Request, deed: Deed) -> str:
    """Do it, write it down for this browser, and return the address of the page to go to."""
    desk, session = desk_of(request), session_of(request)
    now_ms = desk.doors.now_ms()
    with desk.store() as store:
        browser = browser_for(desk, store)
        facts: Sequence[FactId] = deed.facts
        if deed.query is not None:
            facts = browser.find(deed.query, now_ms)
            if str(len(facts)) != deed.expected:
                told = f"The query finds {len(facts):,} facts by now, not {deed.expected[:12]}; nothing was changed."
                return with_entry(deed.back, desk.ledger.write(session, told, deed.here))
        if not facts:
            return with_entry(deed.back, desk.ledger.write(session, "No fact was selected.", deed.here))
        told = _told(deed.name, _do(browser, deed, facts, now_ms))
        entry = desk.ledger.write(session, told, deed.here, browser.release())
    return with_entry(deed.back, entry, facts[0] if len(facts) == 1 else "")


def take_back(request: Request, number: str) -> str:
    """Take back what an entry tells of, once, and return the address of the page to go to."""
    desk, session = desk_of(request), session_of(request)
    entry = desk.ledger.release(session, number)
    if entry is None:
        return with_entry("/browse", desk.ledger.write(session, "That is too long ago to be taken back here.", ""))
    if entry.change is None:
        return with_entry(entry.here, desk.ledger.write(session, "That was taken back already.", entry.here))
    with desk.store() as store:
        done = entry.change.take_back(store)
    told = f"{done.count:,} {done.told}." if done.count else "Somebody has changed that since; left as it is."
    return with_entry(entry.here, desk.ledger.write(session, told, entry.here), done.first or "")


def entry_of(request: Request) -> Entry | None:
    """Return the entry that the address of a page asks to tell of."""
    return desk_of(request).ledger.find(session_of(request), request.query_params.get("did", ""))


def here_of(request: Request) -> str:
    """Return the address of a page for its forms, without the entry that it tells of."""
    query = "&".join(part for part in request.url.query.split("&") if part and not part.startswith("did="))
    path = request.scope["raw_path"].decode("ascii", "replace") if "raw_path" in request.scope else request.url.path
    return f"{path.partition('?')[0]}?{query}" if query else path.partition("?")[0]


def _do(browser: Browser, deed: Deed, facts: Sequence[FactId], now_ms: int) -> Done:
    name = deed.name
    if name in _OF_FACTS:
        return browser.decide(facts, accepted=name == "accept")
    if name in ("suspend", "unsuspend"):
        return browser.suspend(facts, suspended=name == "suspend")
    if name in ("bury", "unbury"):
        return browser.bury(facts, now_ms, buried=name == "bury")
    return browser.flag(facts, deed.flag)


def _told(name: str, done: Done) -> str:
    noun = "fact" if name in _OF_FACTS else "card"
    if not done.count:
        return f"Nothing changed: no {noun} there that is not {done.told} already."
    return f"{done.count:,} {noun}{'s' * (done.count != 1)} {done.told}."
