"""`srs anki` before it speaks to anybody: what it needs to know, and what it refuses."""

from __future__ import annotations

import sys

import pytest
from command import Collection, run

HOW = {"SRS_ANKI_USER": "", "SRS_ANKI_PASSWORD": "", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def test_help_lists_every_command() -> None:
    from srs.cli.anki import COMMANDS

    out = run("anki", "--help").out

    places = [out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    for name in COMMANDS:
        ran = run("anki", name, "--help")
        assert ran.status == 0
        assert "Example" in ran.out
        assert "--json" in ran.out
        assert "Exit status: 0 " in ran.out


def test_a_typo_gets_the_nearest_command() -> None:
    ran = run("anki", "snyc")

    assert ran.status == 2
    assert "Did you mean sync?" in ran.err


@pytest.mark.parametrize("command", ["sync", "logout"])
def test_without_a_server_it_asks_for_one(synced: Collection, command: str) -> None:
    ran = synced.run("anki", command, **HOW)

    assert ran.status == 2
    assert "No Anki sync server is named." in ran.err
    assert f"srs anki {command} --server URL" in ran.err
    assert 'server = "URL" in [anki] of srs.toml' in ran.err


def test_without_name_and_password_it_tells_where_they_may_be(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[anki]\nserver = "http://127.0.0.1:9"\n', "utf-8")

    ran = synced.run("anki", "sync", **HOW)

    assert ran.status == 2
    assert "Name and password for http://127.0.0.1:9/ are not known." in ran.err
    assert "srs anki login --server http://127.0.0.1:9/;" in ran.err


@pytest.mark.parametrize("address", ["ftp://server/", "server", "http://", "http://x:99999999/", "http://[::1/"])
def test_what_is_no_address_is_told(synced: Collection, address: str) -> None:
    ran = synced.run("anki", "sync", "--server", address, **HOW)

    assert ran.status == 2
    assert "is no address of a server" in ran.err


def test_a_password_in_an_address_is_refused_without_showing_it(synced: Collection) -> None:
    ran = synced.run("anki", "sync", "--server", "http://me:hidden@127.0.0.1/", **HOW)

    assert ran.status == 2
    assert "must not hold a name or a password" in ran.err
    assert "hidden" not in ran.err


def test_an_at_sign_behind_the_host_is_no_password(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[anki]\nserver = "HTTP://host/a@b/"\n', "utf-8")

    assert synced.run("due").status == 0


def test_nobody_is_asked_for_a_password_without_a_terminal(synced: Collection) -> None:
    ran = synced.run("anki", "login", "--server", "http://127.0.0.1:9/", **HOW)

    assert ran.status == 2
    assert "SRS_ANKI_PASSWORD" in ran.err


def test_without_the_package_anki_it_tells_how_to_get_it(synced: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anki", None)

    for option in ((), ("--dry-run",)):
        ran = synced.run(
            "anki", "sync", "--server", "http://127.0.0.1:9/", *option, SRS_ANKI_USER="me", SRS_ANKI_PASSWORD="x"
        )

        assert ran.status == 2
        assert "needs the package anki, which is not installed." in ran.err
        assert "pip install 'srs-notes[anki]'" in ran.err
