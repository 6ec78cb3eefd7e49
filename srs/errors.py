"""The errors a user can meet.

```
SrsError
├── UsageError          the request itself cannot be carried out (exit status 2)
│   ├── NotesMissing
│   ├── UnknownId
│   ├── UnknownNote
│   ├── BadConfig
│   └── BadQuery        (in srs.search)
├── RefusedError        it could be, but only with the user's word (exit status 3)
│   ├── MassChange
│   ├── Flood
│   ├── ManyCards
│   │   └── ManyFacts
│   └── Unrelated
└── StoreError          the database cannot be used (exit status 1)
    ├── NewerStore
    ├── ReadOnlyStore
    └── BrokenStore
        └── ForeignStore
```

Rooms have a few more of their own below these. Faults in the text of a note are not errors but `srs.model.Problem` values.
"""

from __future__ import annotations


class SrsError(Exception):
    """A failed operation: one sentence with the concrete thing in it, and a hint with the way out."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def told(self) -> str:
        """Return the sentence with its hint."""
        return f"{self.message} {self.hint}".strip()


class UsageError(SrsError):
    """What was asked for cannot be done as asked."""

    exit_code = 2


class NotesMissing(UsageError):
    """There is no notes folder where one is expected."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"There is no notes folder at {folder}.", "Name it: srs --notes FOLDER ..., or srs -C COLLECTION ..."
        )


class UnknownId(UsageError):
    """No fact has this id, or several begin with it."""

    def __init__(self, given: str, matches: int = 0) -> None:
        self.matches = matches
        if matches:
            super().__init__(
                f"{matches} facts have an id that begins with '{given}'.", "Give more characters of the id."
            )
        else:
            super().__init__(f"There is no fact with the id '{given}'.", "List them with: srs cards")


class UnknownNote(UsageError):
    """No note with this path was found when the notes were read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no note {path} in this collection.", "New ones are found by: srs sync")


class BadConfig(UsageError):
    """A setting or an environment variable cannot be understood."""


class RefusedError(SrsError):
    """The operation is possible, but not without the user's explicit word."""

    exit_code = 3


class MassChange(RefusedError):
    """A plan would retire so much that it is more likely a mistake than a wish."""

    def __init__(self, retired: int, total: int, command: str, cause: str = "", way_out: str = "") -> None:
        super().__init__(
            f"This sync would retire {retired} of {total} facts{cause}; nothing was changed.",
            f"{way_out or 'Check that the notes folder is complete.'} If this is what you want: {command} --yes",
        )


class Flood(RefusedError):
    """A plan would add so many cards that a rule more likely went wrong than a writer was busy."""

    def __init__(self, where: str, cards: int, command: str) -> None:
        super().__init__(
            f"This sync would add {cards} new cards to {where}; nothing was changed.",
            f"Look at them: {command} --dry-run --verbose. If this is what you want: {command} --yes",
        )


class ManyCards(RefusedError):
    """A query would change so many cards that its user should see them first; `shown` are some of them, line by line."""

    def __init__(
        self, count: int, query: str, noun: str = "card", beside: str = "", shown: tuple[str, ...] = ()
    ) -> None:
        from shlex import quote

        self.shown = shown
        super().__init__(
            f"This query finds {count} {noun}{'s' * (count != 1)}{beside}; nothing was changed.",
            f"Look at them: srs cards {quote(query)}. If this is what you want, add --yes.",
        )


class ManyFacts(ManyCards):
    """A query would decide on so many facts, or on such that matter to their user, that he should see them first."""

    def __init__(self, count: int, query: str, beside: str, shown: tuple[str, ...]) -> None:
        super().__init__(count, query, "fact", beside, shown)


class Unrelated(RefusedError):
    """Another collection seems to be one of other notes."""

    def __init__(self, other: str, facts: int, shared: int) -> None:
        super().__init__(
            f"{other} has {facts} facts that are not known here and {shared} that are; nothing was changed.",
            "A merge is for two collections of the same notes. If these are: srs merge --yes ...",
        )


class StoreError(SrsError):
    """The database cannot be read or written."""


class ReadOnlyStore(StoreError):
    """A database that may be read, and not written."""


class NewerStore(StoreError):
    """The database was written by a newer version of srs."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer srs (schema {found}; this one knows {known}); it was not touched.",
            "Update srs: pip install --upgrade srs-notes",
        )


class BrokenStore(StoreError):
    """The file is damaged, or no database at all."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be used: {reason}.",
            f"Look at it: {_srs(path)} doctor. Bring a backup back: {_srs(path)} restore",
        )


class ForeignStore(BrokenStore):
    """The file is a database of another program."""


def _srs(database: str) -> str:
    """Return how to call srs for a database from anywhere."""
    from pathlib import Path
    from shlex import quote

    path = Path(database)
    if path.parts[-2:] == (".srs", "srs.db"):
        return f"srs -C {quote(str(path.parent.parent))}"
    return f"srs --db {quote(database)}"
