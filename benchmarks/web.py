"""Measures the pages over a large store and the figures of a long log, from the side of a browser, and how much the first page weighs.

    python benchmarks/web.py [FACTS] [ANSWERS]

Made facts as in benchmarks/queries.py, a quarter of them with a schedule, served by uvicorn in a thread; requests go one after
the other over one connection. An answer is a form, which is written down, and the page of the next card to which it leads. The
aims are 20 ms for both together, and 200 kB for everything that the first page loads. Lists are asked for once the drill is over. A
note of 200 kB with terms, prose, formulas and code, in a collection of its own, is read by `srs sync` and then shown: the aim is 150 ms. The
figures are those of the log of benchmarks/stats.py with 280,000 answers to 14,000 cards; the aim is 300 ms. The workload is simulated over a year at
eight retentions.
"""

from __future__ import annotations

import http.client
import re
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import uvicorn
from queries import SYLLABLES, TODAY, build, fact
from stats import DAY_MS, fill
from stats import TODAY as LAST_DAY
from table import Table, markdown, milliseconds, table

from srs.app.collection import find_collection
from srs.app.doors import Doors
from srs.app.sync import sync
from srs.store.open import open_store
from srs.web.desk import Desk
from srs.web.hosts import Place, listen
from srs.web.site import make_site
from srs.web.tickets import Tickets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AIM_MS, AIM_BYTES, AIM_NOTE_MS, AIM_FIGURES_MS = 20, 200_000, 150, 300
FACTS, ANSWERS, LOG = 100_000, 150, 280_000
NOTE_BYTES = 200_000
LISTS = (
    "/browse",
    "/browse?page=900",
    "/browse?q=is%3Adue&order=due",
    "/browse?order=stability",
    "/notes",
    "/held",
)


def main() -> None:
    """Print the tables."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with 100,000 facts and a long log, or with few."""
    return measure(1_000, 20, 5_000) if quick else measure()


def measure(count: int = FACTS, answers: int = ANSWERS, log: int = LOG) -> list[Table]:
    """Build collections, serve them, and return what was measured."""
    random = Random(1)
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(20_000)]
    with TemporaryDirectory() as folder:
        database = Path(folder) / ".srs" / "srs.db"
        (Path(folder) / "notes").mkdir()
        build(database, [fact(number, words, random) for number in range(count)], ())[0].close()
        with served(Path(folder)) as browser:
            first = timed(lambda: browser.get("/review"))
            steps = [step(browser) for _ in range(answers)]
            weight = sum(len(browser.get(path)) for path in ("/review", *loaded(browser.get("/review"))))
            lists = {path: [timed(lambda: browser.get(path)) for _ in range(6)] for path in LISTS}  # noqa: B023
    drill = [
        drill_row(name, times)
        for name, times in (
            ("an answer, written down", [a for a, _, _ in steps]),
            ("the page of the next card", [b for _, b, _ in steps]),
            (f"both (aim: {AIM_MS} ms)", [a + b for a, b, _ in steps]),
            ("its answer, fetched ahead", [c for _, _, c in steps]),
        )
    ]
    pages = {**{f"`{path}`": times for path, times in lists.items()}, **note_ms(words, random)}
    shown = [[name, milliseconds(times[0]), milliseconds(median(times))] for name, times in pages.items()]
    says = f"{count:,} cards, {answers} answers, one after the other over one connection, from the side of the browser:"
    told = (
        f"The first page of a drill takes {milliseconds(first)}, and everything it loads weighs {weight / 1000:.0f} kB "
        f"(aim: {AIM_BYTES // 1000})."
    )
    return [
        table(says, ("", "median", "95 %", "slowest"), drill),
        Table(told),
        table(f"Other pages; a note is one of 200 kB (aim: {AIM_NOTE_MS} ms):", ("", "first", "median"), shown),
        figures_table(log),
    ]


def drill_row(name: str, times: list[float]) -> list[str]:
    """Return how long a step of the drill takes."""
    return [name, *map(milliseconds, (median(times), quantiles(times, n=20)[-1], max(times)))]


def figures_table(log: int) -> Table:
    """Return how long the pages of figures take over a long log, and what they weigh."""
    rows = []
    with TemporaryDirectory() as folder:
        (Path(folder) / "notes").mkdir()
        store = open_store(Path(folder) / ".srs" / "srs.db")
        assert store is not None
        fill(store, log)
        store.close()
        with served(Path(folder), LAST_DAY * DAY_MS) as browser:
            for path, times in (
                ("/figures", 11),
                ("/figures?days=365", 5),
                ("/figures?days=3650", 5),
                ("/figures?q=is:due", 5),
                ("/figures/workload", 1),
                ("/figures/workload?retention=84&waiting=1", 1),
                ("/figures/workload?retention=84&new=20", 1),
            ):
                taken = [timed(lambda path=path: browser.get(path)) for _ in range(times)]
                weight = f"{len(browser.get(path)) / 1000:.0f} kB"
                rows.append([f"`{path}`", milliseconds(median(taken)), milliseconds(max(taken)), weight])
    says = f"The figures of {log:,} answers, drawing included (aim: {AIM_FIGURES_MS} ms):"
    return table(says, ("", "median", "slowest", "page"), rows)


def note_ms(words: list[str], random: Random) -> dict[str, list[float]]:
    """Return how long it takes to show long notes: the first of a server, another one, it again, and it with all reasons."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "notes").mkdir()
        for name in ("a", "b"):
            (Path(folder) / "notes" / f"{name}.md").write_text(long_note(words, random), "utf-8")
        collection = find_collection(Path(folder))
        store = collection.open()
        sync(store, collection, at=TODAY.start, started_ns=time.time_ns())
        store.close()
        with served(Path(folder)) as browser:
            return {
                "the first note": [timed(lambda: browser.get("/notes/a.md"))],
                "another note": [timed(lambda: browser.get("/notes/b.md"))],
                "that note again": [timed(lambda: browser.get("/notes/b.md")) for _ in range(9)],
                "with what was turned down": [timed(lambda: browser.get("/notes/b.md?skips=1")) for _ in range(5)],
            }


def long_note(words: list[str], random: Random) -> str:
    """Return a note of terms, prose, questions, formulas and code."""

    def said(count: int) -> str:
        return " ".join(random.choices(words, k=count))

    parts = ["# A long note\n"]
    while sum(map(len, parts)) < NOTE_BYTES:
        number = len(parts)
        parts += [f"\n## Section {number}\n\n{said(60)}\n\n"]
        parts += [f"- **{said(2)} {number}.{item}**: {said(14)}\n" for item in range(8)]
        parts += [
            f"\nQ: What is {said(4)} {number}\nA: {said(12)}\n\nIt is $a_{{{number}}} = \\frac{{x^2}}{{{number}}}$ for {said(20)}.\n"
        ]
        parts += [
            "\n```python\n" + "".join(f"def f{number}_{item}(x): return x + {item}\n" for item in range(4)) + "```\n"
        ]
    return "".join(parts)


class Browser:
    """One connection that says what a browser says."""

    def __init__(self, place: Place, tickets: Tickets) -> None:
        self._connection = http.client.HTTPConnection(place.host, place.port)
        self._cookie = f"srs-{place.port}={tickets.redeem(tickets.mint())}"
        self._origin = place.address
        self.page = ""

    def get(self, path: str) -> bytes:
        """Return what a path gives."""
        self._connection.request("GET", path, headers={"cookie": self._cookie, "sec-fetch-site": "same-origin"})
        return self._read(200)

    def post(self, path: str, **form: str) -> None:
        """Send a form, and read where it leads."""
        headers = {"cookie": self._cookie, "origin": self._origin, "content-type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", path, urlencode(form), headers)
        self._read(303)

    def _read(self, wanted: int) -> bytes:
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == wanted, (answer.status, body)
        self.page = body.decode("utf-8", "replace") if body else self.page
        return body


@contextmanager
def served(folder: Path, start_ms: int = TODAY.start) -> Iterator[Browser]:
    """Serve a collection in a thread, at noon of a day that began then."""
    now = datetime.fromtimestamp(start_ms / 1000 + 43_200, UTC)
    doors = Doors(lambda: now, lambda: time.monotonic_ns() // 1_000_000, time.time_ns, lambda *_: None)
    desk, tickets = Desk(find_collection(folder), doors), Tickets()
    with listen("127.0.0.1", 0) as door:
        place = Place("127.0.0.1", door.getsockname()[1])
        config = uvicorn.Config(
            make_site(desk, place, tickets, watch=False), log_level="critical", http="h11", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield Browser(place, tickets)
        finally:
            server.should_exit = True
            thread.join()


def step(browser: Browser) -> tuple[float, float, float]:
    """Answer a card; return how long the answer, the next card, and what that card answers took."""
    turn = turn_of(browser.page)
    answered = timed(lambda: browser.post("/review", turn=turn, shown="1", do="good"))
    came = timed(lambda: browser.get("/review"))
    asked = browser.page
    seen = timed(lambda: browser.get(f"/review?show={turn_of(asked)}"))
    return answered, came, seen


def turn_of(page: str) -> str:
    """Return the name of the moment that a page shows."""
    found = re.search(r'name="turn" value="([^"]+)"', page)
    assert found, page
    return found[1]


def loaded(page: bytes) -> list[str]:
    """Return what a page loads from the server."""
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode())


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
