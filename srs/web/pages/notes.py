"""The notes: folder by folder, and one as it is written with each fact marked where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from starlette.routing import Route

from srs.app.annotate import annotate
from srs.errors import UnknownNote
from srs.search.printer import write_name
from srs.search.words import Field
from srs.store.notes import NoteCount, count_notes
from srs.store.snapshot import load_problems
from srs.web.deeds import browser_for, entry_of, here_of
from srs.web.desk import desk_of
from srs.web.note_view import note_view
from srs.web.render import render
from srs.web.rows import note_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

_MOST_SHOWN = 500
_ONLY = ("held", "due", "problems")


class Line(NamedTuple):
    """A folder or a note of the list, with the figures of all notes in it."""

    name: str
    address: str
    is_folder: bool
    figures: NoteCount


def notes(request: Request) -> Response:
    """List the notes of a folder, or all that have something in common."""
    desk, parameters = desk_of(request), request.query_params
    folder, find = parameters.get("folder", "").strip("/"), parameters.get("find", "").strip()
    only = parameters.get("only", "")
    with desk.store() as store:
        day = browser_for(desk, store).clock.day_of(desk.doors.now_ms())
        known = count_notes(store, day)
        problems = load_problems(store)
    inside = [one for one in known if not folder or one.path.startswith(f"{folder}/")]
    if find or only in _ONLY:
        chosen = [
            one
            for one in inside
            if find.casefold() in one.path.casefold() and (only not in _ONLY or getattr(one, only))
        ]
        lines = [Line(one.path, note_address(one.path), is_folder=False, figures=one) for one in chosen]
    else:
        lines = _lines(inside, folder)
    shown = lines[:_MOST_SHOWN]
    return render(
        request,
        "notes.html",
        lines=shown,
        left=len(lines) - len(shown),
        problems=[one for one in problems if not folder or one.path.startswith(f"{folder}/")][:_MOST_SHOWN],
        crumbs=_crumbs(folder),
        folder=folder,
        query=write_name(Field.PATH, folder),
        find=find,
        only=only if only in _ONLY else "",
        total=_sum(folder, inside),
    )


def note(request: Request) -> Response:
    """Show a note."""
    desk, path = desk_of(request), request.path_params["path"]
    skips = request.query_params.get("skips") == "1"
    with desk.store() as store:
        try:
            found = annotate(path, desk.collection, store, skips=skips)
        except UnknownNote as error:
            return render(request, "error.html", 404, message=error.message, hint=error.hint)
        clock = browser_for(desk, store).clock
    view = note_view(found, desk.collection.notes, clock, desk.doors.now_ms())
    folder, _, name = path.rpartition("/")
    return render(
        request,
        "note.html",
        view=view,
        skips=found.skips,
        name=name,
        crumbs=_crumbs(folder),
        own=note_address(path),
        query=write_name(Field.PATH, path),
        entry=entry_of(request),
        here=here_of(request),
    )


def _lines(inside: Iterable[NoteCount], folder: str) -> list[Line]:
    """Return the folders in a folder, then its notes."""
    start = len(folder) + 1 if folder else 0
    folders: dict[str, list[NoteCount]] = {}
    own = []
    for one in inside:
        name, slash, _ = one.path[start:].partition("/")
        if slash:
            folders.setdefault(name, []).append(one)
        else:
            own.append(Line(name, note_address(one.path), is_folder=False, figures=one))
    below = [(name, f"{folder}/{name}" if folder else name, counts) for name, counts in folders.items()]
    return [
        *(
            Line(f"{name}/", _folder_address(path), is_folder=True, figures=_sum(path, counts))
            for name, path, counts in below
        ),
        *own,
    ]


def _sum(path: str, counts: Iterable[NoteCount]) -> NoteCount:
    total = [0, 0, 0, 0]
    for one in counts:
        total = [before + own for before, own in zip(total, one[1:], strict=True)]
    return NoteCount(path, *total)


def _folder_address(folder: str) -> str:
    return f"/notes?{urlencode({'folder': folder})}" if folder else "/notes"


def _crumbs(folder: str) -> list[tuple[str, str]]:
    """Return the folders that lead to one, that one included, with their addresses."""
    parts = folder.split("/") if folder else []
    return [(part, _folder_address("/".join(parts[: number + 1]))) for number, part in enumerate(parts)]


ROUTES = [Route("/notes", notes, methods=["GET"]), Route("/notes/{path:path}", note, methods=["GET"])]
