"""A collection on which one deed is done again and again, each time from the same beginning and with another fault."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from command import Collection
from content import Content, content_of, damage_of, database_of
from drill_terminal import drill
from process import SRS, Ended, environment, run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from deeds import Deed

_STORED = (".srs", "decks")
"""The folders of a collection that srs writes to."""


class Stage:
    """A collection made ready for a deed.

    `states` are what it holds before the deed and after each of its transactions; `opened` is the first in the current schema.
    """

    def __init__(self, folder: Path, deed: Deed) -> None:
        self.deed = deed
        self.folder = folder / "collection"
        self.collection = Collection(self.folder)
        self.temporary = folder / "tmp"
        self._kept = folder / "beginning"
        self.names = deed.arrange(self.collection)
        self.notes = self.collection.notes()
        for name in _STORED:
            if (self.folder / name).exists():
                shutil.copytree(self.folder / name, self._kept / name)
        self.reset()
        self.states = [content_of(self.folder), *map(self._after, range(1, deed.steps + 1))]
        self.opened = self._opened()
        assert self.states[0] != self.states[-1], f"{deed} does nothing"
        self.reset()
        begun = time.monotonic()
        whole = self.run()
        self.seconds = time.monotonic() - begun
        assert whole.status == 0, whole
        assert self.rank() == deed.steps, f"{deed} is not the same twice"
        self.reset()

    def reset(self) -> None:
        """Set the collection back to the beginning; the notes stay where they are, since their inodes are remembered."""
        for name in _STORED:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            if (self._kept / name).exists():
                shutil.copytree(self._kept / name, self.folder / name)
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir(parents=True)

    def run(self, before: Sequence[str] = (), *, kill_after: float | None = None) -> Ended:
        """Do the deed in a process of its own; `before` stands before its command."""
        env = environment(self.temporary)
        if self.deed.keys:
            return drill(self.folder, env, self.deed.keys, before, kill_after=kill_after)
        arguments = ["-C", str(self.folder), *self.deed.arguments(self.names)]
        ended = run_to_end([*before, *SRS, *arguments], self.deed.input(self.names), env, kill_after=kill_after)
        return replace(ended, acknowledged=self.deed.acknowledged(ended.out))

    def owns(self, path: str) -> bool:
        """Tell whether a file is one that the deed reads or writes: of its collection, beside it or temporary."""
        return path.startswith(f"{self.temporary.parent}/")

    def rank(self, *, some_left_out: bool = False) -> int | None:
        """Return after how many of its transactions the collection stands; None where it stands between two.

        With `some_left_out` they need not be the first ones: an answer that could not be written stops no other.
        """
        found = content_of(self.folder)
        if some_left_out and len(self.states) > 2:
            return len(found["review"]) - len(self.states[0]["review"])
        for number in reversed(range(len(self.states))):
            if found == self.states[number]:
                return number
        return 0 if found == self.opened else None

    def harm(self, ended: Ended, *, some_left_out: bool = False) -> list[str]:
        """Return what is wrong after a run that a fault cut short, and let the next run show that all goes on."""
        damage = damage_of(self.folder)
        if damage:
            return [f"the database is damaged: {damage}"]
        rank = self.rank(some_left_out=some_left_out)
        found = []
        if rank is None:
            found.append("a transaction is half applied")
        elif rank < ended.acknowledged:
            found.append(f"{ended.acknowledged} were acknowledged and {rank} are there")
        if database_of(self.folder).exists() and (doctor := self.collection.run("doctor")).status:
            found.append(f"srs doctor: {doctor.out}{doctor.err}")
        found += self._harm_to_the_next(rank)
        if self.collection.notes() != self.notes:
            found.append("a note was changed")
        return found

    def _harm_to_the_next(self, rank: int | None) -> list[str]:
        if self.deed.keys:
            following = self.run()
            status, said = following.status, following.out.decode()
        else:
            ran = self.collection.run(*self.deed.arguments(self.names), input=self.deed.input(self.names))
            status, said = ran.status, ran.out + ran.err
        if status:
            return [f"the next run ends with {status}: {said}"]
        if rank == 0 and self.rank() != self.deed.steps:
            return ["the next run does something else"]
        return []

    def _after(self, steps: int) -> Content:
        """Return what the collection holds after the first so many transactions."""
        self.reset()
        deed = self.deed
        if deed.keys:
            ended = drill(self.folder, environment(self.temporary), deed.keys[:steps])
            assert ended.status == 0, ended
        else:
            ran = self.collection.run(*deed.arguments(self.names), input=deed.input(self.names, steps))
            assert ran.status == 0, ran
        return content_of(self.folder)

    def _opened(self) -> Content:
        from srs.store.open import open_store

        self.reset()
        store = open_store(database_of(self.folder))
        assert store is not None
        store.close()
        return content_of(self.folder)
