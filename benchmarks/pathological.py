"""Measures how the time to read a note grows with its size, for texts made to be slow.

    python benchmarks/pathological.py [SIZE] [NAME ...]

Each family of `tests/extract/pathological.py` is read at SIZE characters and at twice that (20,000 when not given), as a
note of its own and in every place where a line can stand ("heading: stars, apart"); in linear time the ratio is 2. Families above 2.6 are marked and the functions that take the most time of their own named.
Each runs in a process of its own and is given up after 30 seconds.
"""

from __future__ import annotations

import cProfile
import gc
import multiprocessing
import os
import pstats
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LONGEST_SECONDS = 30
SUSPECT = 2.6
NOISE_MS = 20
WORST = 3
WORKERS = os.cpu_count() or 1


def main() -> None:
    """Measure the families named, or all, and print a table, the steepest first."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    names = sys.argv[2:] or all_names()
    with ThreadPoolExecutor(WORKERS) as pool:
        rows = list(pool.map(lambda name: (name, *measure(name, size)), names))
    rows.sort(key=lambda row: -row[2] / max(row[1], NOISE_MS))
    print(f"{'family':44}{size:>10,}{2 * size:>10,}  ratio  (times in milliseconds)")
    for name, once, twice, where in rows:
        slow = twice > NOISE_MS and twice / once > SUSPECT
        print(f"{name:44}{once:10.1f}{twice:10.1f}{twice / once:7.1f}  {'SLOW ' + where if slow else ''}")


def all_names() -> list[str]:
    """Name each family alone and in every place."""
    module = import_module("extract.pathological")
    return [*module.FAMILIES, *(f"{place}: {family}" for family in module.FAMILIES for place in module.PLACES)]


def build(name: str, size: int) -> str:
    """Return the text of a name."""
    module = import_module("extract.pathological")
    place, _, family = name.partition(": ")
    text: str = module.placed(family, place, size) if family else module.FAMILIES[name](size)
    return text


def measure(name: str, size: int) -> tuple[float, float, str]:
    """Return milliseconds at a size and at twice that, and the functions that took most of it."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=work, args=(name, size, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(LONGEST_SECONDS) else (1.0, LONGEST_SECONDS * 1000.0, "given up")
    except EOFError:
        return 1.0, LONGEST_SECONDS * 1000.0, "raised an error"
    finally:
        process.kill()
        process.join()


def work(name: str, size: int, answer: Connection) -> None:
    """Read a family at both sizes, then once more under the profiler."""
    once, twice = (min(read_ms(build(name, n)) for _ in range(2)) for n in (size, 2 * size))
    answer.send((once, twice, culprits(build(name, 2 * size)) if twice > NOISE_MS and twice / once > SUSPECT else ""))


def read_ms(text: str) -> float:
    """Return how long a note takes that nothing is remembered of."""
    for remembered in gc.get_objects():
        if isinstance(remembered, _lru_cache_wrapper) and remembered.cache_parameters()["maxsize"] is not None:
            remembered.cache_clear()
    extract = import_module("srs.extract")
    vocabulary = extract.default_vocabulary()
    begun = perf_counter()
    extract.extract_note("a.md", text, vocabulary)
    return (perf_counter() - begun) * 1000


def culprits(text: str) -> str:
    """Name the functions with the most time of their own."""
    profile = cProfile.Profile()
    profile.runcall(read_ms, text)
    own = sorted(((row[2], place) for place, row in pstats.Stats(profile).stats.items()), reverse=True)  # type: ignore[attr-defined]
    return ", ".join(f"{Path(file).name}:{name} {seconds:.2f} s" for seconds, (file, _, name) in own[:WORST])


if __name__ == "__main__":
    main()
