"""Where a thing stands in the notes, and what is wrong there."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a note: path relative to the notes folder with `/`, first and last line counted from 1."""

    path: str
    first_line: int
    last_line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.first_line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a note that keeps part of it from being read; line 0 is the file as a whole."""

    path: str
    line: int
    message: str

    @property
    def place(self) -> str:
        """Where it is: the file, and the line where there is one."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Skip:
    """A block that looked like a fact and was turned down, with the reason."""

    source: Source
    reason: str
    text: str
