"""Measures `srs anki sync` with a real sync server on this machine.

    python benchmarks/anki_sync.py [FACTS]

Made facts, 2,000 of them answered once or twice. Each figure is of a whole process: the first synchronisation, the next, one with nothing to do, one after 500 answers
here, and one after 500 answers of another device.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from table import Table, markdown, megabytes, seconds, table

FACTS = 10_000
SYLLABLES = [first + second for first in "bdfklmnprst" for second in "aeiou"]
ANSWERED, ANSWERS = 2_000, 500
RUN = "import resource, sys; from srs.cli import main\ntry: main()\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
DEVICE = """
import sys, time
from anki.collection import Collection
path, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
collection = Collection(path)
auth = collection.sync_login("me", "secret", url)
if collection.sync_collection(auth, False).required == 3:
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=False)
    collection.reopen(after_full_sync=True)
cards = collection.db.list("select id from cards where type = 2 order by id limit ?", count)
for card in map(collection.get_card, cards):
    card.start_timer()
    states = collection._backend.get_scheduling_states(card.id)
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=2))
collection.sync_collection(auth, False)
collection.close()
"""


def main() -> None:
    """Print the table."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with 10,000 facts, or a few."""
    return measure(1_000, 100, 20) if quick else measure()


def measure(facts: int = FACTS, answered: int = ANSWERED, answers: int = ANSWERS) -> list[Table]:
    """Make a collection and a server, exchange, and return how long each exchange took."""
    with TemporaryDirectory() as name, TemporaryDirectory() as base:
        folder = Path(name)
        make_notes(folder / "notes", facts)
        run(folder, "sync", "--yes")
        ids = [json.loads(line)["id"] for line in output(folder, "cards", "--json").splitlines()]
        answer(folder, ids[:answered], days=20)
        answer(folder, ids[: answered // 2], days=9)
        port = free_port()
        server = serve(base, port)
        try:
            url = f"http://127.0.0.1:{port}/"
            rows = [
                exchange(folder, url, "the first, which sends everything"),
                exchange(folder, url, "the next, which reads once what was sent whole"),
                exchange(folder, url, "nothing to do"),
            ]
            answer(folder, ids[:answers], days=0)
            rows.append(exchange(folder, url, f"{answers} answers here"))
            subprocess.run([sys.executable, "-c", DEVICE, str(folder / "device.anki2"), url, str(answers)], check=True)
            rows.append(exchange(folder, url, f"{answers} answers on another device"))
        finally:
            server.terminate()
            server.wait()
    says = f"{facts:,} facts, {answered + answered // 2:,} answers, `srs anki sync` as a whole process with that of Anki's code:"
    return [table(says, ("", "time", "memory of both processes"), rows)]


def make_notes(folder: Path, facts: int) -> None:
    """Write notes of a hundred definitions each."""
    folder.mkdir()
    for first in range(0, facts, 100):
        words = ("".join(SYLLABLES[n // 55**place % 55] for place in range(3)) for n in range(first, first + 100))
        lines = [f"- **{word.title()}**: a device of the kind {word} with wheels and a handle" for word in words]
        (folder / f"{first:06}.md").write_text("# Devices\n\n" + "\n".join(lines) + "\n", "utf-8")


def answer(folder: Path, ids: list[str], *, days: int) -> None:
    """Answer facts some days ago, one each second and a bit."""
    begun = datetime.now(UTC) - timedelta(days=days, seconds=1.1 * len(ids) + 60)  # noqa: TID251  (a server goes by the clock)
    lines = (
        json.dumps({"id": one, "rating": 4, "at": (begun + timedelta(seconds=1.1 * number)).isoformat()})
        for number, one in enumerate(ids)
    )
    output(folder, "answer", "-", given="\n".join(lines))


def exchange(folder: Path, url: str, what: str) -> list[str]:
    """Synchronise, and return how it went as a row."""
    took, peak = run(folder, "anki", "sync", "--server", url)
    return [what, seconds(took), megabytes(peak)]


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Run `srs`; return seconds, and the peak of its memory and that of Anki's process in MB."""
    begun = perf_counter()
    ran = subprocess.run(command(folder, *arguments), capture_output=True, text=True, check=True, env=environment())
    took = perf_counter() - begun
    return took, sum(map(int, ran.stderr.split()[-2:])) / 1024


def output(folder: Path, *arguments: str, given: str = "") -> str:
    """Return what a command prints."""
    ran = subprocess.run(
        command(folder, *arguments), input=given, capture_output=True, text=True, check=True, env=environment()
    )
    return ran.stdout


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", RUN, "-C", str(folder), *arguments]


def environment() -> dict[str, str]:
    return os.environ | {"SRS_TZ": "UTC", "SRS_ANKI_USER": "me", "SRS_ANKI_PASSWORD": "secret"}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(base: str, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "SYNC_USER1": "me:secret",
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "SYNC_BASE": base,
        "RUST_LOG": "off",
    }
    server = subprocess.Popen([sys.executable, "-m", "anki.syncserver"], env=os.environ | settings)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server


if __name__ == "__main__":
    main()
