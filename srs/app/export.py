"""Writes facts out of the store: as a deck for Anki with schedules and reviews, or as text for anything else."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from srs.app.outgoing_place import check_target
from srs.app.whole_file import is_passage, may_be_replaced, text_file, whole_file
from srs.errors import SrsError, UsageError
from srs.model.values import replace
from srs.store.durable import make_folders
from srs.store.outgoing import Outgoing
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

    from srs.anki.cards import Scheduling
    from srs.app.collection import Collection
    from srs.model import Moment
    from srs.model.outgoing import ExportReport, OutgoingFact
    from srs.schedule import DayClock
    from srs.store.open import Store
    from srs.store.selection import Selection

_EVERY = 100


class Format(StrEnum):
    """What a file of facts can be; the values are what follows the dot in its name."""

    APKG = "apkg"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"


_ENDINGS = {"jsonl": Format.JSON, "markdown": Format.MARKDOWN}


class Wanted(NamedTuple):
    """What is to be written: which facts, to which file (None for one in the decks folder), as what, with schedules or not.

    `passing` is a file on its way to Anki, in a folder that srs made for it: no place is refused. Text goes to an open `stream`, if there
    is one; `target` is then what it is called.
    """

    selection: Selection = EVERYTHING
    target: Path | None = None
    format: Format = Format.APKG
    scheduling: bool = True
    passing: bool = False
    stream: TextIO | None = None


def format_named(name: str | None, target: Path | None) -> Format:
    """Return the format of a name, without one that which the name of the file tells, and without an ending a deck for Anki.

    Raises:
        UsageError: the file ends in something else.
    """
    ending = name or (target.suffix.removeprefix(".").lower() if target else "")
    if not ending:
        return Format.APKG
    try:
        return _ENDINGS.get(ending) or Format(ending)
    except ValueError as error:
        known = ", ".join(f".{one}" for one in sorted({*Format, *_ENDINGS}))
        raise UsageError(
            f"No format ends in .{ending}; no deck was made.", f"Known endings: {known}. Or name it: --format apkg"
        ) from error


def export_facts(
    store: Store,
    collection: Collection,
    wanted: Wanted,
    now: Moment,
    clock: DayClock,
    show: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Path, ExportReport]:
    """Write the chosen facts that are in the drill with all their cards; `show` is told how many of how many are done.

    Raises:
        UsageError: there is nothing to export, no folder for the target, or something there that must stay.
        OSError: the stream cannot be written, or the reader of a pipe left.
        SrsError: the file cannot be written.
    """
    outgoing = Outgoing(store, wanted.selection, answers=wanted.scheduling)
    if not len(outgoing) and wanted.selection != EVERYTHING:
        raise UsageError("No fact in the drill matches; no deck was made.", "List what there is: srs cards")
    if not len(outgoing):
        raise UsageError("There are no facts to export.", "Read the notes first: srs sync")
    target = _target(collection, wanted)
    facts = _shown(outgoing, show)
    try:
        if wanted.format is Format.APKG:
            return target, _write_package(facts, target, store, collection, wanted, now, clock)
        return target, _write_text(facts, target, wanted, now.day)
    except OSError as error:
        if wanted.stream or isinstance(error, BrokenPipeError):
            raise  # of the stream its owner tells, and the reader of a pipe has enough
        raise SrsError(
            f"{target} cannot be written ({error.strerror or error}); no deck was made.",
            "Name another file: srs export -o FILE",
        ) from error


def _target(collection: Collection, wanted: Wanted) -> Path:
    target = wanted.target or collection.decks / f"{_name(collection)}.{wanted.format}"
    if wanted.stream:
        return target
    if wanted.target is not None and not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}; no deck was made.", "Make it, or name another file.")
    if not wanted.passing:
        check_target(target, collection, "no deck was made", "Name a file elsewhere: srs export -o FILE")
        _check_kind(target, wanted.format)
    try:
        make_folders(target.parent)
    except OSError as error:
        raise SrsError(
            f"{target.parent} cannot be made ({error.strerror or error}); no deck was made.",
            "Name another file: srs export -o FILE",
        ) from error
    return target


def _check_kind(target: Path, format_: Format) -> None:
    """Refuse what is no file: text goes through pipes and devices, a package through nothing, and a disk stays as it is."""
    try:
        fits = may_be_replaced(target) or (format_ is not Format.APKG and is_passage(target))
    except OSError as error:
        raise SrsError(
            f"{target} cannot be looked at ({error.strerror or error}); no deck was made.",
            "Name another file: srs export -o FILE",
        ) from error
    if fits:
        return
    if is_passage(target):
        raise no_package(str(target))
    raise UsageError(f"{target} is no file; no deck was made.", "Name a file: srs export -o FILE")


def no_package(place: str) -> UsageError:
    """Return what to say where a package was to go through a pipe: it is written in no order that could."""
    return UsageError(
        f"A package cannot be written to {place}, which is no file; no deck was made.",
        "Name a file: srs export -o FILE.apkg. Text can: srs export --format csv, json or markdown",
    )


def _name(collection: Collection) -> str:
    return collection.folder.name or "srs"


def _write_package(
    facts: Iterator[OutgoingFact],
    target: Path,
    store: Store,
    collection: Collection,
    wanted: Wanted,
    now: Moment,
    clock: DayClock,
) -> ExportReport:
    from srs.anki.export import write_package
    from srs.app.embeds import Embeds
    from srs.vault.media import find_embedded

    scheduling = _scheduling(store, collection, now, clock) if wanted.scheduling else None
    facts = Embeds(store, collection.notes, now.at).renewed(facts)
    find = partial(find_embedded, collection.notes)
    with whole_file(target) as file:
        return write_package(facts, file, root_deck=_name(collection), scheduling=scheduling, find=find)


def _write_text(facts: Iterator[OutgoingFact], target: Path, wanted: Wanted, today: int) -> ExportReport:
    from srs.app.export_text import write_text

    with nullcontext(wanted.stream) if wanted.stream else text_file(target) as stream:
        report = write_text(facts, stream, wanted.format, today, scheduling=wanted.scheduling)
    return report if wanted.format is Format.JSON else replace(report, reviews=0)  # a table and a note hold none


def _scheduling(store: Store, collection: Collection, now: Moment, clock: DayClock) -> Scheduling:
    from srs.anki.cards import Scheduling

    return Scheduling(collection.presets(store), clock, now.day)


def _shown(outgoing: Outgoing, show: Callable[[int, int], None]) -> Iterator[OutgoingFact]:
    total = len(outgoing)
    for number, fact in enumerate(outgoing):
        if not number % _EVERY:
            show(number, total)
        yield fact
    show(total, total)
