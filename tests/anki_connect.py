"""A small server that answers as AnkiConnect did when its answers were recorded, and the collection they were recorded with."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from command import Collection, Ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTRACT = Path(__file__).with_name("ankiconnect.json")
READ, PUSHED, PULLED = "2026-11-26T08:00:00+00:00", "2026-11-26T09:00:00+00:00", "2026-11-26T12:00:00+00:00"
"""When the notes were read, and what was recorded pushed and pulled."""

Reply = tuple[int, bytes]


class Desk:
    """A collection here, and what it asks an Anki."""

    def __init__(self, folder: Path) -> None:
        self.srs = Collection(folder / "srs")
        self.srs.write("words.md", "Entropy: the mean surprise of a source", "Prior: what is believed before any data")
        self.srs.file("both.md").write_text(
            "---\nreverse: true\n---\n- **Alphabet**: a finite set of symbols\n", "utf-8"
        )
        self.srs.file("gaps.md").write_text("The {{c1::cat}} sat on the {{c3::mat}} in the {{c2::house}}.\n", "utf-8")
        assert self.srs.run("sync", now=READ).status == 0
        self.ids = self.srs.ids()
        assert self.srs.run("answer", self.ids["Entropy"], "4", now=READ).status == 0

    def run(self, *arguments: object, url: str, now: str, **env: str) -> Ran:
        return self.srs.run("anki", *arguments, "--url", url, now=now, **env)


class Recorded:
    """Answers each request as it was answered when it was recorded; what was never asked then is told."""

    def __init__(self, part: str) -> None:
        self.left: list[dict[str, Any]] = json.loads(CONTRACT.read_text("utf-8"))[part]
        self.packages: list[bytes] = []
        self.wrong: list[dict[str, Any]] = []

    def __call__(self, request: dict[str, Any]) -> Reply:
        parameters = request["params"]
        if "path" in parameters:
            self.packages.append(Path(parameters["path"]).read_bytes())
            parameters = {"path": "PATH"}
        for number, one in enumerate(self.left):
            if (one["action"], one["params"]) == (request["action"], parameters):
                del self.left[number]
                return 200, json.dumps({"result": one["result"], "error": one["error"]}).encode()
        self.wrong.append(request)
        return 200, json.dumps({"result": None, "error": "this was never asked"}).encode()


@contextmanager
def answering(answer: Callable[[dict[str, Any]], Reply], port: int = 0) -> Iterator[str]:
    """Serve answers on this machine, at a port or a free one; give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, reply = answer(json.loads(body))
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", reply.decode())
                reply = b""
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
