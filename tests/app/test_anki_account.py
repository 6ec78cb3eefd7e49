"""Name and password come from the environment or the keyring, and go nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from srs.anki.mirror import Account
from srs.app.anki_account import (
    KeyringFailed,
    account_at,
    check_keyring,
    forget_account,
    keep_account,
    keep_key,
    key_at,
)
from srs.errors import UsageError

keyring = pytest.importorskip("keyring", reason="the package keyring is not installed")
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import PasswordDeleteError

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = "http://127.0.0.1:8080/"


class Drawer(KeyringBackend):
    """A keyring that lasts as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture(autouse=True)
def drawer() -> Iterator[Drawer]:
    before, mine = keyring.get_keyring(), Drawer()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_what_is_kept_is_found_for_its_server_alone() -> None:
    account = Account(SERVER, "me", "secret")
    keep_account(account)

    assert account_at(SERVER, {}) == account
    with pytest.raises(UsageError, match="are not known"):
        account_at("http://127.0.0.1:8081/", {})


def test_the_environment_goes_before_the_keyring() -> None:
    keep_account(Account(SERVER, "me", "secret"))

    found = account_at(SERVER, {"SRS_ANKI_USER": "you", "SRS_ANKI_PASSWORD": "other"})

    assert (found.user, found.password) == ("you", "other")


def test_a_system_without_a_keyring_is_told_before_anybody_is_asked() -> None:
    check_keyring()

    keyring.set_keyring(fail.Keyring())

    with pytest.raises(KeyringFailed) as caught:
        check_keyring("SRS_ANKI_KEY")
    assert "Set SRS_ANKI_KEY in the environment" in caught.value.hint


def test_what_is_forgotten_is_gone() -> None:
    keep_account(Account(SERVER, "me", "secret"))

    assert forget_account(SERVER)
    assert not forget_account(SERVER)
    with pytest.raises(UsageError):
        account_at(SERVER, {})


def test_a_key_of_ankiconnect_is_found_or_empty() -> None:
    assert key_at("http://127.0.0.1:8765/", {}) == ""
    keep_key("http://127.0.0.1:8765/", "k")
    assert key_at("http://127.0.0.1:8765/", {}) == "k"
    assert key_at("http://127.0.0.1:8765/", {"SRS_ANKI_KEY": "e"}) == "e"


def test_what_the_keyring_holds_may_be_anything(drawer: Drawer) -> None:
    for text in ("", "no JSON", "[1]", '{"user": 3}'):
        drawer.kept["srs-notes", f"sync {SERVER}"] = text
        with pytest.raises(UsageError):
            account_at(SERVER, {})


def test_a_password_is_not_shown_with_its_account() -> None:
    assert "secret" not in repr(Account(SERVER, "me", "secret"))
    assert "secret" not in str(Account(SERVER, "me", "secret"))
