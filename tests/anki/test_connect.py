"""`srs anki push` and `pull`, against what AnkiConnect answered when it was recorded, and against what goes wrong."""

from __future__ import annotations

import json
import time
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from anki_connect import PULLED, PUSHED, READ, Desk, Recorded, answering

from srs.anki.connect import DEFAULT_URL, Connect, ConnectError, connect_address
from srs.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from anki_connect import Reply


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def pushed(desk: Desk) -> Recorded:
    anki = Recorded("push")
    with answering(anki) as url:
        assert desk.run("push", url=url, now=PUSHED).status == 0
    return anki


def card(desk: Desk, front: str, ord_: int) -> dict[str, Any]:
    record = desk.srs.run("card", desk.ids[front], "--json").records[0]
    return next(one for one in record["cards"] if one["ord"] == ord_)


def test_what_is_asked_is_what_was_asked_when_it_was_recorded(desk: Desk) -> None:
    for part, command, now in (("push", "push", PUSHED), ("pull", "pull", PULLED), ("again", "pull", PULLED)):
        anki = Recorded(part)
        with answering(anki) as url:
            ran = desk.run(command, "--json", url=url, now=now)

        assert (ran.status, ran.err) == (0, "")
        assert anki.wrong == []
        assert anki.left == []


def test_a_push_sends_a_package_that_anki_can_read_and_leaves_no_file(desk: Desk) -> None:
    [package] = pushed(desk).packages

    with zipfile.ZipFile(BytesIO(package)) as packed:
        assert "collection.anki2" in packed.namelist()
    assert list((desk.srs.folder / "decks").iterdir()) == []


def test_a_decks_folder_among_the_notes_is_not_made_for_a_push(desk: Desk) -> None:
    (desk.srs.folder / "srs.toml").write_text('decks = "notes/out"\n', "utf-8")
    with answering(Recorded("push")) as url:
        ran = desk.run("push", url=url, now=PUSHED)

    assert ran.status == 2
    assert "lies among the notes, where nothing is written; nothing was sent." in ran.err
    assert not desk.srs.file("out").exists()


def test_a_pull_takes_over_answers_changes_marks_and_tags(desk: Desk) -> None:
    pushed(desk)

    with answering(Recorded("pull")) as url:
        ran = desk.run("pull", "--json", url=url, now=PULLED)

    counts = ran.records[-1]["counts"]
    names = ("answers", "by_hand", "suspended", "flagged", "tags", "known")
    assert [counts[name] for name in names] == [3, 1, 1, 1, 1, 4]
    gap = next(front for front in desk.ids if "cat" in front)
    states = [card(desk, *one)["state"] for one in (("Prior", 0), ("Alphabet", 1), (gap, 1), (gap, 0))]
    assert states == ["learning", "review", "learning", "new"]
    assert card(desk, "Entropy", 0)["due_day"] == 20783 + 5
    assert card(desk, "Alphabet", 0)["suspended"]
    assert desk.srs.run("cards", "tag:mine", "--json").records[0]["front"] == "Prior"
    assert desk.srs.run("doctor", "--replay", now=PULLED).status == 0


def test_a_second_pull_brings_nothing(desk: Desk) -> None:
    pushed(desk)
    for part in ("pull", "again"):
        with answering(Recorded(part)) as url:
            ran = desk.run("pull", url=url, now=PULLED)

    assert ran.out == "Nothing new (4 facts known there, too).\n"


def test_a_dry_run_sends_nothing(desk: Desk) -> None:
    anki = Recorded("push")

    with answering(anki) as url:
        ran = desk.run("push", "--dry-run", url=url, now=PUSHED)

    assert ran.out == "Would send 4 facts that Anki does not have.\n"
    assert [one["action"] for one in anki.left] == ["importPackage"]


def test_only_what_changed_is_sent_again(desk: Desk) -> None:
    first, second = Recorded("push"), Recorded("pull")
    with answering(first) as url:
        assert desk.run("push", url=url, now=PUSHED).status == 0
    desk.srs.write("words.md", "Entropy: the mean surprise of a long source", "Prior: what is believed before any data")
    assert desk.srs.run("sync", now=PULLED).status == 0
    second.left += [one for one in Recorded("push").left if one["action"] == "importPackage"]

    with answering(second, int(url.rpartition(":")[2].strip("/"))) as url:
        ran = desk.run("push", url=url, now=PULLED)

    assert ran.out == "Sent 1 fact that changed, with 1 review.\n"


def test_a_fact_whose_picture_is_another_one_is_sent_again_and_a_dry_run_only_tells(desk: Desk) -> None:
    definition = "Prior: what is believed before any data ![a coin](coin.png)"
    desk.srs.write("words.md", "Entropy: the mean surprise of a source", definition)
    desk.srs.file("coin.png").write_bytes(b"heads")
    assert desk.srs.run("sync", now=READ).status == 0
    imports = [one for one in Recorded("push").left if one["action"] == "importPackage"]
    said, port = [], 0
    with answering(Recorded("push")) as url:
        assert desk.run("push", url=url, now=PUSHED).status == 0
        port = int(url.rpartition(":")[2].strip("/"))

    for option, content in (("--dry-run", b"heads"), ("--dry-run", b"tails"), ("", b"tails"), ("", b"tails")):
        desk.srs.file("coin.png").write_bytes(content)
        anki = Recorded("pull")
        anki.left += imports
        with answering(anki, port) as url:
            said.append(desk.run("push", *filter(None, [option]), url=url, now=PULLED).out)

    assert said == [
        "Nothing to send.\n",
        "Would send 1 fact that changed.\n",
        "Sent 1 fact that changed.\n",
        "Nothing to send.\n",
    ]


def replying(*replies: tuple[int, object]) -> Any:
    left = list(replies)

    def answer(_: dict[str, Any]) -> Reply:
        status, reply = left.pop(0) if len(left) > 1 else left[0]
        return status, reply if isinstance(reply, bytes) else json.dumps(reply).encode()

    return answer


VERSION = (200, {"result": 6, "error": None})
WRONG = {
    "not JSON": ([(200, b"<html>")], "is not AnkiConnect"),
    "not an object": ([(200, [1])], "is not AnkiConnect"),
    "another API": ([(200, {"ok": True})], "is not AnkiConnect"),
    "another status": ([(404, b"")], "is not AnkiConnect (status 404)"),
    "elsewhere": ([(302, b"http://127.0.0.1:9/")], "is not AnkiConnect (status 302)"),
    "no permission": ([(403, b"")], "does not permit it"),
    "a key": ([(200, {"result": None, "error": "valid api key must be provided"})], "wants its API key"),
    "too old": ([(200, {"result": 4, "error": None})], "is too old (protocol 4)"),
    "unknown action": ([VERSION, (200, {"result": None, "error": "unsupported action"})], "does not know 'findNotes'"),
    "no profile": ([VERSION, (200, {"result": None, "error": "collection is not available"})], "No profile is open"),
    "some fault": (
        [VERSION, (200, {"result": None, "error": "some\nfault"})],
        "Anki did not do 'findNotes': some fault",
    ),
}


@pytest.mark.parametrize("command", ["push", "pull"])
@pytest.mark.parametrize("fault", WRONG)
def test_what_goes_wrong_is_a_sentence(desk: Desk, command: str, fault: str) -> None:
    replies, told = WRONG[fault]

    with answering(replying(*replies)) as url:
        ran = desk.run(command, url=url, now=PUSHED)

    assert ran.status == 1
    assert told in ran.err
    assert ran.err.count("\n") == 2


def test_an_anki_that_does_not_run_is_told(desk: Desk) -> None:
    with answering(replying(VERSION)) as url:
        pass

    ran = desk.run("push", url=url, now=PUSHED)

    assert ran.status == 1
    assert "Anki does not run, or has no add-on AnkiConnect." in ran.err
    assert "2055492159" in ran.err


def test_an_anki_that_takes_too_long_is_given_up() -> None:
    def slowly(_: dict[str, Any]) -> Reply:
        time.sleep(0.3)
        return 200, b""

    with answering(slowly) as url, pytest.raises(ConnectError, match="did not answer within"):
        Connect(url, patience=0.05).check()


def test_the_key_goes_with_every_request(desk: Desk) -> None:
    keys = []

    def answer(request: dict[str, Any]) -> Reply:
        keys.append(request.get("key"))
        return 200, json.dumps({"result": 6 if request["action"] == "version" else [], "error": None}).encode()

    with answering(answer) as url:
        assert desk.run("push", "--dry-run", url=url, now=PUSHED, SRS_ANKI_KEY="mine").status == 0

    assert set(keys) == {"mine"}


def test_no_proxy_stands_between(desk: Desk) -> None:
    nowhere = "http://127.0.0.1:9/"

    with answering(replying(VERSION, (200, {"result": [], "error": None}))) as url:
        ran = desk.run("push", "--dry-run", url=url, now=PUSHED, http_proxy=nowhere, HTTP_PROXY=nowhere)

    assert ran.status == 0


def test_the_usual_address_is_that_of_this_computer() -> None:
    assert connect_address(None, "") == DEFAULT_URL
    for url in ("http://localhost:1/", "http://127.0.0.2:1/", "http://[::1]:1/"):
        assert connect_address(None, url) == url


@pytest.mark.parametrize("url", ["http://192.168.1.2:8765/", "http://example.org/", "http://localhost.example.org/"])
def test_another_computer_has_to_be_named_on_the_command_line(url: str) -> None:
    with pytest.raises(UsageError, match="is not on this computer"):
        connect_address(None, url)

    assert connect_address(url, "") == url
