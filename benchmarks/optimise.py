"""Measures how good fitted parameters are, on learners whose true parameters are known, and how long fitting takes.

    python benchmarks/optimise.py [LARGEST]

Answers are drawn from FSRS-6 itself with parameters around the default ones. Scores are taken on other answers of the same
learner, which nobody fitted to. Aims: at 100,000 answers a log loss within 0.5 % of what the true parameters reach, and on none of
50 small logs a worse one than the default parameters reach.
"""

from __future__ import annotations

import random
import resource
import sys
from math import exp
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from schedule.simulated import simulate_logs
from table import Table, markdown, megabytes, seconds, table

from srs.schedule.optimise import optimise
from srs.schedule.preset import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS
from srs.schedule.scores import score
from srs.schedule.trainset import foretell, make_trainset

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ANSWERS_A_CARD = 9
SMALL_LOGS = 50
FRESH_CARDS = 3000


def main() -> None:
    """Fit logs of several sizes, then many small ones, and print what came of it."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(markdown(measure(largest)))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with up to a million answers, or a thousand."""
    return measure(1_000, 3) if quick else measure()


def measure(largest: int = SIZES[-1], small: int = SMALL_LOGS) -> list[Table]:
    """Return how good parameters are, the smallest log first: memory is never given back."""
    columns = (
        "answers", "foretold", "default", "fitted", "true parameters", "fitted / true", "RMSE (bins), default → fitted",
        "time", "largest memory",
    )  # fmt: skip
    rows = [fitted_row(size) for size in SIZES if size <= largest]
    says = "Log loss on 27,000 other answers of the same learner:"
    return [table(says, columns, rows), Table(small_logs(small))]


def learner(seed: int) -> tuple[float, ...]:
    """Return the parameters of a learner: each default one times or divided by up to two or so, within the bounds."""
    chance = random.Random(seed)
    drawn = (value * exp(chance.gauss(0, 0.3)) for value in DEFAULT_PARAMETERS)
    bounds = zip(drawn, LOWEST_PARAMETERS, HIGHEST_PARAMETERS, strict=True)
    found = [min(max(value, lowest), highest) for value, lowest, highest in bounds]
    return *sorted(found[:4]), *found[4:]


def losses_of(truth: tuple[float, ...], fitted: tuple[float, ...], seed: int) -> list[tuple[float, float]]:
    """Return log loss and RMSE of default, fitted and true parameters on answers nobody fitted to."""
    fresh = make_trainset(simulate_logs(truth, FRESH_CARDS, seed))
    chances = (foretell(fresh, parameters) for parameters in (DEFAULT_PARAMETERS, fitted, truth))
    scores = [score(found, fresh.recalled, fresh.bins) for found in chances]
    return [(one.log_loss, one.rmse_bins) for one in scores]


def fitted_row(size: int) -> list[str]:
    """Fit a log of so many answers."""
    truth = learner(1)
    logs = simulate_logs(truth, size // ANSWERS_A_CARD, 2)
    answers = sum(map(len, logs))
    begun = perf_counter()
    trainset = make_trainset(logs)
    del logs  # srs reads a log card by card
    fit = optimise(trainset, DEFAULT_PARAMETERS)
    taken = perf_counter() - begun
    in_force = fit.parameters if fit.is_better else DEFAULT_PARAMETERS
    default, fitted, true = losses_of(truth, in_force, 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    kept = "" if fit.is_better else " (not kept)"
    losses = [f"{default[0]:.4f}", f"{fitted[0]:.4f}{kept}", f"{true[0]:.4f}", f"{fitted[0] / true[0]:.3f}"]
    errors = f"{default[1]:.3f} → {fitted[1]:.3f}"
    return [f"{answers:,}", f"{fit.answers:,}", *losses, errors, seconds(taken), megabytes(peak)]


def small_logs(count: int) -> str:
    """Fit many small logs, and tell what came of them."""
    kept = worse = 0
    gains = [0.0]
    for seed in range(count):
        truth = learner(100 + seed)
        fit = optimise(make_trainset(simulate_logs(truth, 8 + 4 * seed, seed)), DEFAULT_PARAMETERS)
        if fit.is_better:
            default, fitted, _ = losses_of(truth, fit.parameters, 1000 + seed)
            kept += 1
            worse += fitted[0] > default[0]
            gains.append(1 - fitted[0] / default[0])
    best = f"the log loss of those is lower by up to {max(gains):.0%}, {sum(gains) / max(kept, 1):.1%} in the mean"
    return f"Of {count} logs of about 100 to 3,000 answers {kept} give parameters that are kept, {worse} of them worse than the default; {best}."


if __name__ == "__main__":
    main()
