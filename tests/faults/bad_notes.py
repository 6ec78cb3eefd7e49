"""A notes folder with everything in it that is no note."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

from command import definitions

if TYPE_CHECKING:
    from pathlib import Path

WORDS = definitions(40)
FULL = "/dev/full"


def write_bad_notes(root: Path, *, megabytes: int) -> tuple[set[str], set[str]]:
    """Write good notes and others beside them; return the paths that have to be read, and those that have to be told.

    What is told is named as the command prints it; `megabytes` is the length of the longest line.
    """
    good = {f"{folder}good.md": WORDS[n] for n, folder in enumerate(("", "a/", "a/b/", "x.md/", "zz/"))}
    root.mkdir(parents=True, exist_ok=True)
    for path, word in good.items():
        write(root / path, note(word))
    told = set()
    bad = {
        "binary.md": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
        "utf16.md": note(WORDS[10]).encode("utf-16"),
        "utf16-bare.md": note(WORDS[11]).encode("utf-16-le"),
        "latin1.md": note(WORDS[12]).replace("device", "dévice").encode("latin-1"),
        "nul.md": note(WORDS[13]).encode() + b"\0",
        "surrogate.md": note(WORDS[14]).encode() + b"\xed\xa0\x80\n",
        "overlong.md": note(WORDS[15]).encode() + b"\xc0\xaf\n",
        "huge.md": b"a" * (megabytes * 1_000_000),
    }
    odd = {
        "bom.md": b"\xef\xbb\xbf" + note(WORDS[16]).encode(),
        "cr.md": note(WORDS[17]).replace("\n", "\r").encode(),
        "crlf.md": note(WORDS[18]).replace("\n", "\r\n").encode(),
    }
    quiet = {
        "empty.md": b"",
        "blank.md": b"\n \t\n" * 1000,
        "one-line.md": b"word " * 200_000,
        "quotes.md": b"> " * 10_000 + b"deep\n",
        "lists.md": b"\n".join(b" " * (2 * n) + b"- item" for n in range(300)),
        "list-line.md": b"- " * 10_000 + b"deep\n",
        "brackets.md": b"[" * 10_000 + b"]" * 10_000,
        "stars.md": b"*_" * 10_000,
        "html.md": b"<div>" * 10_000,
        "rows.md": b"| a | b |\n| - | - |\n" + b"| c | d |\n" * 5_000,
        "only-front-matter.md": b"---\ntags: [a]\n---\n",
    }
    for files in (bad, odd, quiet):
        for path, data in files.items():
            write(root / path, data)
    told |= set(bad)
    if sys.platform != "win32":
        told |= _write_no_files(root)
    if sys.platform == "linux":
        write(root / os.fsdecode(b"caf\xe9.md"), note(WORDS[20]))
        write(root / "two\nlines.md", note(WORDS[21]))
        write(root / "tab\there.md", note(WORDS[22]))
        write(root / "esc\x1b[2J.md", note(WORDS[23]))
        told |= {"caf\\udce9.md", "two", "tab"}
    return {*good, *odd}, told


def note(word: str) -> str:
    term, meaning = word.split(": ", 1)
    return f"# Notes\n\n- **{term}**: {meaning}\n"


def write(file: Path, data: bytes | str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def _write_no_files(root: Path) -> set[str]:
    """Make pipes, sockets and links; return those that have to be told."""
    os.mkfifo(root / "pipe.md")
    with socket.socket(socket.AF_UNIX) as door:
        # The path of a socket may only have a hundred characters.
        here = os.open(".", os.O_RDONLY)
        os.chdir(root)
        door.bind("socket.md")
        os.fchdir(here)
        os.close(here)
    (root / "device.md").symlink_to(FULL)
    (root / "loop.md").symlink_to("loop.md")
    (root / "ring-a.md").symlink_to("ring-b.md")
    (root / "ring-b.md").symlink_to("ring-a.md")
    (root / "nowhere.md").symlink_to("nothing.md")
    (root / "a" / "up").symlink_to("..")
    (root / "a" / "self").symlink_to(".")
    (root / "folder.md").symlink_to("a")
    return {"pipe.md", "socket.md", "device.md", "loop.md", "ring-a.md", "ring-b.md", "nowhere.md"}
