"""Exchanges facts and reviews with the Anki that runs on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from srs.app.export import Wanted, export_facts
from srs.app.import_report import Brought
from srs.app.import_reviews import nothing, take_over
from srs.app.outgoing_place import check_target
from srs.errors import SrsError
from srs.model import Origin
from srs.store.foreign import names_of_facts
from srs.store.mirrored import newest_rows, these
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING
from srs.store.snapshot import load_meta, save_meta

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.anki.connect import Connect
    from srs.app.collection import Collection
    from srs.app.import_reviews import Save
    from srs.app.taken import Terms
    from srs.model.outgoing import ExportReport
    from srs.store.open import Store

    Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many facts Anki did not have, how many changed since, and what was packed; None where nothing was."""

    new: int
    changed: int
    report: ExportReport | None
    applied: bool


def pull(
    store: Store,
    connect: Connect,
    terms: Terms,
    *,
    apply: bool = True,
    save: Save = nothing,
    yes: bool = False,
    progress: Show = lambda *_: None,
) -> Brought:
    """Take over what a running Anki tells of the facts that came from here; Anki is only asked.

    Raises:
        ConnectError: it does not run, has no AnkiConnect, or refuses.
    """
    from srs.anki.connect_reading import ConnectReading
    from srs.anki.package import anki_tags
    from srs.anki.reading_text import says_the_same

    connect.check()
    names = names_of_facts(store)
    reading = ConnectReading(connect, newest_rows(store), terms.clock.day_of(terms.now))
    # All of it is heard before the store is locked: others can go on drilling meanwhile.
    facts = list(reading.facts(names, progress))
    taken = take_over(
        store,
        Origin(f"ankiconnect {connect.url}", terms.now, is_whole_log=True, has_marks=True),
        facts,
        terms,
        says_the_same=says_the_same,
        as_tags=anki_tags,
        apply=apply,
        save=save,
        yes=yes,
        progress=progress,
    )
    return Brought(taken, {}, reading.crammed, reading.unreadable)


def push(
    store: Store,
    collection: Collection,
    connect: Connect,
    terms: Terms,
    *,
    every: bool = False,
    apply: bool = True,
    show: Show = lambda *_: None,
) -> Pushed:
    """Let a running Anki import the facts that it does not have as they are here; with `every` all of them.

    Raises:
        ConnectError: it does not run, has no AnkiConnect, or refuses.
        UsageError: the decks folder lies among the notes.
        SrsError: the package cannot be written.
    """
    from srs.anki.connect_reading import notes_there
    from srs.app.embeds import Embeds

    connect.check()
    pushed_at = int(load_meta(store, f"pushed {connect.url}") or 0)
    there = notes_there(connect, names_of_facts(store), show)
    new, changed = [], []
    embeds = Embeds(store, collection.notes, terms.now, keep=apply)
    for going in embeds.renewed(Outgoing(store, EVERYTHING, answers=False)):
        fact = going.fact
        note = there.get(fact.id)
        if note is None:
            new.append(fact.id)
        elif every or fact.changed_at // 1000 > (note.changed or pushed_at // 1000):
            changed.append(fact.id)
    report = None
    if apply and (new or changed):
        report = _send(store, collection, connect, terms, [*changed, *new], show)
    if apply:
        with store.write() as connection:
            save_meta(connection, f"pushed {connect.url}", str(terms.now))
    return Pushed(len(new), len(changed), report, apply)


def _send(
    store: Store, collection: Collection, connect: Connect, terms: Terms, facts: list[str], show: Show
) -> ExportReport:
    """Write a package where the desktop can read it, let it be imported, and remove it.

    Some systems show a packaged Anki neither the folder for temporary files nor names that begin with a dot.
    """
    hint = 'Name another folder in srs.toml: decks = "decks"'
    check_target(collection.decks / "to-anki.apkg", collection, "nothing was sent", hint)
    try:
        collection.decks.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix="to-anki-", dir=collection.decks, ignore_cleanup_errors=True)
    except OSError as error:
        raise SrsError(
            f"{collection.decks} cannot be written ({error.strerror or error}); nothing was sent.",
            "Check its permissions.",
        ) from error
    with folder as name:
        wanted = Wanted(these(facts), Path(name) / "srs.apkg", passing=True)
        package, report = export_facts(store, collection, wanted, terms.clock.moment(terms.now), terms.clock, show)
        connect.import_package(str(package))
    return report
