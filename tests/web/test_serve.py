"""`srs web` as a process: it lets one browser in, and ends without a trace."""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from command import run
from terminal import in_terminal, read_until
from webserver import ask, end, get, web

from srs.app.collection import find_collection
from srs.store.drilling import between_drills

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ctrl-c is sent in another way there")


def test_one_link_lets_one_browser_in_and_the_next_is_printed(synced: Collection) -> None:
    with web(synced, "--json") as process:
        assert process.stdout
        address = json.loads(process.stdout.readline())["address"]
        entered = get(address)
        second = json.loads(process.stdout.readline())["address"]
        page = get(address.replace("/enter", "/review"), entered.cookie)

        assert address.startswith("http://127.0.0.1:")
        assert entered.status == 303
        assert get(address).status == 403
        assert second != address
        assert page.status == 200
        assert "server" not in page.headers, "what serves is nobody's business"
        assert "Show answer" in page.text


def test_ctrl_c_ends_it_at_once_even_while_pages_listen_and_a_card_is_shown(synced: Collection) -> None:
    with web(synced) as process:
        assert process.stdout
        address = process.stdout.readline().split()[1]
        cookie = get(address).cookie
        assert get(address.replace("/enter", "/review"), cookie).status == 200
        with closing(ask(address.replace("/enter", "/events"), cookie)) as events, events.getresponse() as listened:
            assert listened.readline() == b"event: version\n"
            status, _, err = end(process)

    assert (status, err) == (0, "")
    store = find_collection(synced.folder).open()
    with between_drills(store) as free:
        assert free
    store.close()


def test_a_port_that_is_taken_is_told(synced: Collection) -> None:
    with web(synced) as process:
        assert process.stdout
        port = urlsplit(process.stdout.readline().split()[1]).port

        ran = synced.run("web", "--no-open", "--port", port)

    assert ran.status == 2
    assert f"Nothing can be served on 127.0.0.1:{port}" in ran.err


def test_a_link_that_the_browser_here_takes_has_no_picture_and_the_next_one_has(synced: Collection) -> None:
    more = ("--host", "0.0.0.0")
    with in_terminal("-C", synced.folder, "web", *more, BROWSER="true %s &") as (_, terminal):
        first = read_until("(ctrl-c ends it)", terminal)
        port = re.search(r":(\d+)/enter\?token=(\S+)", first)
        assert port
        assert get(f"http://127.0.0.1:{port[1]}/enter?token={port[2]}").status == 303
        shown = read_until("▀", terminal)

    before, told, _ = shown.partition("For another browser")
    assert told
    assert not set("▀▄█") & set(first + before)


def test_read_only_needs_a_collection(notes: Collection) -> None:
    ran = notes.run("web", "--no-open", "--read-only")

    assert ran.status == 2
    assert "There is no collection in" in ran.err


def test_a_folder_without_notes_is_left_as_it_was(tmp_path: Path) -> None:
    ran = run("-C", tmp_path, "web", "--no-open")

    assert ran.status == 2
    assert "There are no notes in" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_notes_there_is_nothing_to_serve(tmp_path: Path) -> None:
    ran = run("-C", tmp_path, "--notes", f"{tmp_path}/nowhere", "web", "--no-open")

    assert ran.status == 2
    assert "There is no notes folder" in ran.err
