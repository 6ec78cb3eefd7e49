"""What came of an optimisation, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from srs.cli.output import counted, print_table, print_text

if TYPE_CHECKING:
    from collections import Counter

    from srs.app.optimise import Plan
    from srs.app.reschedule import Moves
    from srs.schedule.optimise import Comparison
    from srs.schedule.scores import Scores

_BAR = 30
_SPANS = ((-10_000_000, -31), (-30, -8), (-7, -2), (-1, -1), (1, 1), (2, 7), (8, 30), (31, 10_000_000))
_DAYS = 14


def print_fit(plan: Plan) -> None:
    """Print the scores before and after, and the verdict."""
    fit = plan.fit
    if fit.held_out and fit.overall:
        print_table(
            [
                ("", "later answers", "", "all answers", ""),
                ("", "default", "fitted", "in force", "new"),
                ("answers", f"{fit.held_out.answers:,}", "", f"{fit.overall.answers:,}", ""),
                *((name, *_pair(fit.held_out, key), *_pair(fit.overall, key)) for name, key in _SCORES),
            ]
        )
        print_text("Later answers: none of them was fitted to. Smaller is better, but for AUC.", dim=True)
        print_text()
    if fit.is_better:
        print_text("The new parameters foretell your answers better:", fg="green")
        print_text(_numbers(fit.parameters))
    else:
        print_text(f"The parameters in force stay: {fit.reason}.")


_SCORES = (("log loss", "log_loss"), ("RMSE (bins)", "rmse_bins"), ("AUC", "auc"))


def _pair(comparison: Comparison, key: str) -> tuple[str, str]:
    before, after = (getattr(one, key) for one in (comparison.before, comparison.after))
    return tuple("-" if value is None else f"{value:.4f}" for value in (before, after))  # type: ignore[return-value]


def _numbers(parameters: tuple[float, ...]) -> str:
    """Write parameters as `srs.toml` takes them, seven a line."""
    rows = [", ".join(f"{value:g}" for value in parameters[start : start + 7]) for start in range(0, 21, 7)]
    return "  [" + ",\n   ".join(rows) + "]"


def print_outcome(plan: Plan, *, applied: bool, moved: bool) -> None:
    """Print what was written down, or would be."""
    if not applied:
        print_text(f"Nothing was changed (--dry-run); {counted(plan.stale, 'memory state')} would be computed anew.")
    elif plan.fitted or plan.stale or moved:
        due = f"{counted(len(plan.moves), 'card')} moved" if moved else "due days stay"
        kept = "They are kept. " if plan.fitted else ""
        print_text(f"{kept}{counted(plan.stale, 'memory state')} computed anew from the log; {due}.")


def print_moves(plan: Plan | Moves, today: int) -> None:
    """Print how many cards would be due earlier and later, by how many days, and the load of the days to come."""
    moved = [move.days for move in plan.moves]
    earlier = sum(days < 0 for days in moved)
    print_text()
    print_text(f"Other due days: {counted(earlier, 'card')} earlier, {len(moved) - earlier} later", bold=True)
    if not moved:
        return
    counts = [(first, last, sum(first <= days <= last for days in moved)) for first, last in _SPANS]
    most = max(count for *_, count in counts)
    print_table([(_span(first, last), f"{count:>6}", _bar(count, most)) for first, last, count in counts])
    print_text()
    print_table([("due", "before", "after"), *_load_rows(plan.before, plan.after, today)])


def _span(first: int, last: int) -> str:
    way = "earlier" if last < 0 else "later"
    near, far = sorted((abs(first), abs(last)))
    if near == far:
        return f"  {near} day {way}"
    return f"  {near} days and more {way}" if far > 1_000_000 else f"  {near}-{far} days {way}"  # noqa: PLR2004


def _bar(count: int, most: int) -> str:
    return "█" * max(round(count * _BAR / most), 1 if count else 0)


def _load_rows(before: Counter[int], after: Counter[int], today: int) -> list[tuple[str, str, str]]:
    rows = [("today", before[today], after[today]), ("tomorrow", before[today + 1], after[today + 1])]
    rows += [(f"in {days} days", before[today + days], after[today + days]) for days in range(2, _DAYS)]
    return [(name, f"{old:>6}", f"{new:>5}") for name, old, new in rows]


def record_of(plan: Plan, *, applied: bool, moved: bool) -> dict[str, Any]:
    """Return the JSON line about an optimisation."""
    fit = plan.fit
    record: dict[str, Any] = {
        "preset": plan.name,
        "answers": fit.answers,
        "kept": fit.is_better,
        "reason": fit.reason,
        "parameters": list(plan.preset.parameters),
        "later_answers": fit.held_out and _comparison(fit.held_out),
        "all_answers": fit.overall and _comparison(fit.overall),
        "memories": plan.stale,
        "applied": applied,
    }
    if moved:
        earlier = sum(move.days < 0 for move in plan.moves)
        record |= {"earlier": earlier, "later": len(plan.moves) - earlier}
        record["load"] = [
            {"day": day, "before": plan.before[day], "after": plan.after[day]}
            for day in sorted(plan.before.keys() | plan.after.keys())
        ]
    return record


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "answers": comparison.answers,
        "before": _scores(comparison.before),
        "after": _scores(comparison.after),
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {"log_loss": scores.log_loss, "rmse_bins": scores.rmse_bins, "auc": scores.auc}
