"""Runs every benchmark, or those named, and writes their tables into the pages of `docs/`.

    python benchmarks/all.py [--quick] [--dry-run] [NAME ...]

Run it with the Python of an environment in which srs is installed with the extras `optimize` and `anki`, not as an editable (that adds its
own start-up); numpy besides for matching. Each benchmark runs in a process of its own, one after the other, and its tables go between
`<!-- benchmark NAME -->` and `<!-- end -->`, wherever in docs/*.md that stands, with the day and what else the machine had to do. Text outside of
the marks is written by hand and stays. `--quick` takes small sizes, to see that everything runs, and writes nothing; `--dry-run` prints
the tables of the real sizes and writes nothing. Without names: all, which
takes about half an hour on two quiet processors. `list` as a name lists them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from time import perf_counter

import page
from table import Table, markdown

HERE = Path(__file__).parent
BENCHMARKS = {
    "startup": "`srs due` against starting Python with click and sqlite3",
    "commands": "the start of each command, and `srs due` on a million cards",
    "screen": "the first question of `srs review`, and from a key to the next question",
    "answer": "from a rating to an answer that is durable, against a bare commit",
    "asking": "the first card of a drill and the next one, on a million cards",
    "sync": "a sync in which little or nothing changed",
    "cold": "the first sync of a folder of notes",
    "extraction": "notes to facts, against the parser alone",
    "peers": "notes to a package and to a store, against other tools",
    "matching": "which draft is which fact",
    "queries": "queries on 100,000 facts",
    "web": "pages in a browser",
    "images": "what images cost a drill",
    "export": "a deck for Anki",
    "importing": "reviews from a file of Anki's",
    "anki_sync": "synchronising with a server",
    "stats": "figures of a log",
    "replay": "memory of all cards from a log",
    "optimise": "fitting parameters",
    "growth": "what twice the work takes",
    "scale": "everything on 1,000,000 cards in 100,000 notes",
}
PRINTED = {"startup": ["25"], "sync": ["9"], "screen": ["20"]}
"""Benchmarks that print, with what they are given; what they print is taken as it is."""
QUICK = {"startup": ["3"], "sync": ["2", "1000"], "screen": ["3"]}


def main() -> None:
    """Run benchmarks and write what they return."""
    given = _arguments()
    if given.names == ["list"]:
        print("\n".join(f"{name:12}{told}" for name, told in BENCHMARKS.items()))
        return
    if given.into:
        found = _tables(given.names[0], quick=given.quick)
        Path(given.into).write_text(json.dumps([asdict(one) for one in found]), "utf-8")
        return
    failed = []
    for name in given.names or BENCHMARKS:
        begun = perf_counter()
        load = page.load()
        found = _in_a_process(name, quick=given.quick)
        if found is None:
            failed.append(name)
            continue
        print(f"## {name} ({perf_counter() - begun:.0f} s)\n\n{markdown(found)}\n", flush=True)
        if not given.quick and not given.dry_run:
            page.write(name, found, load)
    if failed:
        raise SystemExit(f"These could not be measured: {', '.join(failed)}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*BENCHMARKS, "list", []])
    parser.add_argument("--quick", action="store_true", help="small sizes; nothing is written")
    parser.add_argument("--dry-run", action="store_true", help="nothing is written")
    parser.add_argument("--into", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(name: str, *, quick: bool) -> list[Table] | None:
    """Return the tables of a benchmark that runs by itself, so that its memory is its own; None where it failed."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "tables.json"
        command = [sys.executable, __file__, "--into", str(into), *(["--quick"] if quick else []), name]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
            return None
        return [
            Table(one["says"], tuple(one["columns"]), tuple(map(tuple, one["rows"])))
            for one in json.loads(into.read_text("utf-8"))
        ]


def _tables(name: str, *, quick: bool) -> list[Table]:
    if name in PRINTED:
        return _printed(name, QUICK.get(name, []) if quick else PRINTED[name])
    found: list[Table] = import_module(name).tables(quick=quick)
    return found


def _printed(name: str, arguments: list[str]) -> list[Table]:
    """Run a script and take its tables; what it prints besides is shown as printed."""
    script = HERE / f"{name}.py"
    if not script.exists():
        return [Table(f"(There is no {script.name}.)")]
    ran = subprocess.run([sys.executable, str(script), *arguments], check=True, stdout=subprocess.PIPE, text=True)
    lines = ran.stdout.strip().splitlines()
    if any(line.startswith("|") for line in lines):
        return [Table("\n".join(lines))]
    return [Table("\n".join(["```", *lines, "```"]))]


if __name__ == "__main__":
    main()
