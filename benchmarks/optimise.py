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

from srs.schedule.optimise import optimise
from srs.schedule.preset import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS
from srs.schedule.scores import score
from srs.schedule.trainset import foretell, make_trainset

ANSWERS_A_CARD = 9
SMALL_LOGS = 50
FRESH_CARDS = 3000


def main() -> None:
    """Fit logs of several sizes, then many small ones, and print what came of it."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(
        "answers   fitted to   log loss: default   fitted    truth   fitted/truth   RMSE: default   fitted   seconds   MB"
    )
    for size in (size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= largest):
        print_size(size)
    print_small_logs()


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


def print_size(size: int) -> None:
    truth = learner(1)
    logs = simulate_logs(truth, size // ANSWERS_A_CARD, 2)
    begun = perf_counter()
    fit = optimise(make_trainset(logs), DEFAULT_PARAMETERS)
    seconds = perf_counter() - begun
    in_force = fit.parameters if fit.is_better else DEFAULT_PARAMETERS
    default, fitted, true = losses_of(truth, in_force, 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{sum(map(len, logs)):>7,}{fit.answers:>12,}{default[0]:>20.4f}{fitted[0]:>9.4f}{true[0]:>9.4f}"
        f"{fitted[0] / true[0]:>15.4f}{default[1]:>16.4f}{fitted[1]:>9.4f}{seconds:>10.2f}{peak:>5}"
    )


def print_small_logs() -> None:
    kept = worse = 0
    gains = []
    for seed in range(SMALL_LOGS):
        truth = learner(100 + seed)
        fit = optimise(make_trainset(simulate_logs(truth, 8 + 4 * seed, seed)), DEFAULT_PARAMETERS)
        if fit.is_better:
            default, fitted, _ = losses_of(truth, fit.parameters, 1000 + seed)
            kept += 1
            worse += fitted[0] > default[0]
            gains.append(1 - fitted[0] / default[0])
    print(f"\n{SMALL_LOGS} logs of about 100 to 3,000 answers: kept {kept}, worse than default {worse}")
    print(
        f"log loss of those kept is lower by {min(gains):.2%} to {max(gains):.2%}, {sum(gains) / len(gains):.2%} in the mean"
    )


if __name__ == "__main__":
    main()
