"""Which backups go, and which stay."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from srs.app.config import BackupRule
from srs.app.thinning import superfluous
from srs.store.backup import Backup, Reason

DAY = 86_400_000
NOW = 1_772_355_600_000
"""2026-03-01T09:00:00Z, a Sunday."""


def made(at: int, reason: Reason = Reason.DAILY) -> Backup:
    return Backup(Path(f"{at}-{reason}.db"), at, reason)


def left(backups: list[Backup], rule: BackupRule, at: int = NOW) -> list[Backup]:
    gone = superfluous(backups, rule, at)
    return [one for one in backups if one not in gone]


def test_all_of_the_last_two_days_stay_up_to_a_number() -> None:
    backups = [made(NOW - hours * 3_600_000) for hours in range(47, 0, -1)]

    assert left(backups, BackupRule(recent=100)) == backups
    assert left(backups, BackupRule(recent=5, daily=0, weekly=0, monthly=0)) == backups[-5:]


def test_a_year_of_days_leaves_days_weeks_and_months() -> None:
    backups: list[Backup] = []
    for day in range(730):
        backups.append(made(NOW + day * DAY))
        backups = left(backups, BackupRule(), NOW + day * DAY)

    ages = [(backups[-1].at - one.at) // DAY for one in backups]

    assert sorted(ages)[:14] == [*range(14)]
    assert 23 <= len([age for age in ages if age < 84]) <= 26
    assert len(backups) <= 14 + 12 + 12
    assert 330 < max(ages) < 370


def test_what_was_made_by_hand_or_before_a_restore_stays() -> None:
    lasting = [made(NOW - 3000 * DAY, reason) for reason in (Reason.MANUAL, Reason.RESTORE, Reason.REPAIR)]

    assert left([*lasting, made(NOW)], BackupRule()) == [*lasting, made(NOW)]


@given(st.lists(st.integers(-900, 30).map(lambda days: made(NOW + days * DAY)), unique=True, min_size=1))
def test_the_newest_stays_and_thinning_twice_is_thinning_once(backups: list[Backup]) -> None:
    once = left(backups, BackupRule())

    assert max(backups, key=lambda one: one.at) in once
    assert left(once, BackupRule()) == once
