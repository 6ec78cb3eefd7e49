"""Folders that other programs copy, and the copies they leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from srs.app.synced_folders import conflicted_copies, synced_by

BY_NAME = [
    ("/home/me/Dropbox/notes/.srs", "Dropbox"),
    ("/Users/me/Dropbox (Personal)/notes/.srs", "Dropbox"),
    ("/Users/me/Library/CloudStorage/Dropbox/notes/.srs", "Dropbox"),
    ("/Users/me/Library/CloudStorage/Dropbox-Work/notes/.srs", "Dropbox"),
    ("/mnt/c/Users/me/OneDrive/notes/.srs", "OneDrive"),
    ("/mnt/c/Users/me/OneDrive - University of Somewhere/notes/.srs", "OneDrive"),
    ("/Users/me/Library/CloudStorage/OneDrive-Personal/notes/.srs", "OneDrive"),
    ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/notes/.srs", "iCloud"),
    ("/Users/me/Library/Mobile Documents/iCloud~md~obsidian/Documents/vault/.srs", "iCloud"),
    ("/mnt/c/Users/me/iCloudDrive/notes/.srs", "iCloud"),
    ("/Users/me/iCloud Drive (Archive)/notes/.srs", "iCloud"),
    ("/Users/me/Google Drive/notes/.srs", "Google Drive"),
    ("/Users/me/Google Drive/My Drive/notes/.srs", "Google Drive"),
    ("/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/My Drive/notes/.srs", "Google Drive"),
    ("/home/me/Nextcloud/notes/.srs", "Nextcloud"),
    ("/home/me/Nextcloud2/notes/.srs", "Nextcloud"),
    ("/home/me/ownCloud/notes/.srs", "ownCloud"),
    ("/home/me/Syncthing/notes/.srs", "Syncthing"),
    ("/home/me/pCloudDrive/notes/.srs", "pCloud"),
    ("/home/me/MEGAsync/notes/.srs", "MEGA"),
    ("/home/me/Seafile/notes/.srs", "Seafile"),
    ("/home/me/SynologyDrive/notes/.srs", "Synology Drive"),
    ("/home/me/Proton Drive/notes/.srs", "Proton Drive"),
]
BY_MARKER = [
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_0a1b2c3d4e5f.db", "Nextcloud or ownCloud"),
    ("._sync_0a1b2c3d4e5f.db", "Nextcloud or ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".SynologyWorkingDirectory", "Synology Drive"),
]
COPIES = [
    "srs (conflicted copy 2026-03-01).db",
    "srs (Ada's conflicted copy 2026-03-01).db",
    "srs (In Konflikt stehende Kopie von Ada 2026-03-01).db",
    "srs (conflicted copy 2026-03-01 120000).db",
    "srs_conflict-20260301-120000.db",
    "srs.sync-conflict-20260301-120000-ABCDEFG.db",
    "srs 2.db",
    "srs (1).db",
    "srs-LAPTOP.db",
    "srs-laptop-2.db",
    "srs (SFConflict ada@example.org 2026-03-01-12-00-00).db",
    "srs [conflicted].db",
    "srs.Conflict.db",
    "SRS 2.db",
]


@pytest.mark.parametrize(("folder", "program"), BY_NAME)
def test_a_folder_is_known_by_the_names_in_its_path(folder: str, program: str) -> None:
    assert synced_by(Path(folder)) == program


@pytest.mark.parametrize(("marker", "program"), BY_MARKER)
def test_a_folder_is_known_by_what_its_program_puts_there(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / "notes" / ".srs").mkdir(parents=True)
    (tmp_path / marker).mkdir()

    assert synced_by(tmp_path / "notes" / ".srs") == program


@pytest.mark.parametrize(
    "folder", ["/home/me/notes/.srs", "/home/me/drive/.srs", "/home/me/my dropbox notes/.srs", "/"]
)
def test_any_other_folder_is_one_s_own(folder: str) -> None:
    assert synced_by(Path(folder)) == ""


@pytest.mark.parametrize("name", COPIES)
def test_a_conflicted_copy_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    assert conflicted_copies(tmp_path / "srs.db") == [tmp_path / name]


@pytest.mark.parametrize(
    "name", ["srs.db", "srs.db-journal", "srs.db-drill", "srs.db.damaged-2026-03-01T120000Z", "srsx.db"]
)
def test_what_srs_makes_itself_is_no_copy(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    assert conflicted_copies(tmp_path / "srs.db") == []
