"""Puts tables between their marks in the pages of `docs/`, with the day and the machine."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from table import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from table import Table

DOCS = Path(__file__).parent.parent / "docs"
LIBRARIES = ("click", "pyromark", "rapidfuzz", "fsrs", "genanki", "textual", "starlette", "anki")
BUSY = 1.5
"""Above such a load figures are marked: others were at work on the machine."""


def write(name: str, tables: Sequence[Table], load: float) -> None:
    """Put the tables of a benchmark where its marks stand, and tell about the machine where that is asked for.

    Raises:
        SystemExit: no page has marks of this name.
    """
    busy = (
        f"; the machine had other work at the time (load {load:.1f}): take seconds for an upper bound"
        if load > BUSY
        else ""
    )
    stamp = f"`python benchmarks/all.py {name}`, {_today()}{busy}:"
    if not replace(name, f"{stamp}\n\n{markdown(tables)}"):
        raise SystemExit(f"No page in {DOCS} has <!-- benchmark {name} --> and <!-- end -->.")
    replace("machine", machine())


def replace(name: str, text: str) -> bool:
    """Write a text between the marks of a name in every page; tell whether there was one."""
    marks = re.compile(rf"(<!-- benchmark {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    found = False
    for path in sorted(DOCS.glob("*.md")):
        before = path.read_text("utf-8")
        after = marks.sub(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", before)
        found |= bool(marks.search(before))
        if after != before:
            path.write_text(after, "utf-8")
    return found


def machine() -> str:
    """Return one line on what everything ran on."""
    libraries = ", ".join(f"{name} {found}" for name in LIBRARIES if (found := _version(name)))
    return (
        f"Machine: {os.cpu_count()} shared cores of an {_processor()}, {_memory_gb():.0f} GB, {platform.system()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, srs {_version('srs-notes')}, {libraries}. "
        f"Last measured {_today()}."
    )


def load() -> float:
    """Return what the machine had to do in the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251  (the day of a measurement)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", info.read_text("utf-8")) if info.exists() else None
    return " ".join(found[1].split()) if found else platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else 0.0
