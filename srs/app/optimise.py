"""Fits the parameters of FSRS to the log, and lets the memory of all cards follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from srs.app.memories import stale_memories
from srs.errors import SrsError, UsageError
from srs.schedule.optimise import Fit, optimise
from srs.schedule.reschedule import Move, loads, plan_moves
from srs.schedule.trainset import make_trainset
from srs.store.answers import answers_by_card
from srs.store.cards import answered_cards
from srs.store.drilling import between_drills
from srs.store.parameters import Fitted, save_fitted, set_due_days, set_memories
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.schedule import Preset
    from srs.store.open import Store

_EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an optimisation would change.

    `preset` holds the parameters that are in force afterwards, `fitted` what is to be written down of them, None where they stay;
    `stale` is how many memories would be computed anew. `moves` are the cards that would be due on another day, if those are
    wanted; `before` and `after` how many are due on each scheduling day.
    """

    fit: Fit
    preset: Preset
    fitted: Fitted | None
    stale: int
    moves: tuple[Move, ...] = ()
    before: Counter[int] = field(default_factory=Counter)
    after: Counter[int] = field(default_factory=Counter)


def fit_parameters(
    store: Store,
    collection: Collection,
    *,
    name: str = "",
    selection: Selection = _EVERYTHING,
    progress: Callable[[int, int], None] | None = None,
) -> Fit:
    """Fit parameters to the answers of the cards of a preset; nothing is written down.

    Raises:
        UsageError: there is no such preset, or the optimiser is not installed.
        FitFailed: it gave up.
    """
    if name:
        raise UsageError(f"There is no preset '{name}'.", "The settings of [review] hold for all cards: srs optimize")
    preset = collection.preset(store)
    trainset = make_trainset([answer[:3] for answer in log] for _, log in answers_by_card(store, selection))
    if collection.has_parameters:
        return Fit(preset.parameters, trainset.size, "srs.toml sets parameters, and those go before fitted ones")
    return optimise(trainset, preset.parameters, len(preset.relearning_steps), progress)


def plan_changes(store: Store, preset: Preset, fit: Fit, *, at: int, day: int, name: str = "", move: bool) -> Plan:
    """Return what keeping a fit would change, with `move` the due days too."""
    fitted = None
    if fit.is_better and fit.held_out:
        before, after = fit.held_out.before.log_loss, fit.held_out.after.log_loss
        fitted = Fitted(name, at, fit.parameters, fit.answers, before, after)
        preset = replace(preset, parameters=fit.parameters)
    stale, _ = stale_memories(store, preset.parameters)
    plan = Plan(fit, preset, fitted, len(stale))
    if not move:
        return plan
    cards = [
        replace(card, schedule=replace(card.schedule, memory=stale[card.id])) if card.id in stale else card
        for card in answered_cards(store)
    ]
    moves = plan_moves(cards, preset)
    counts = loads(cards, moves, day)
    return replace(plan, moves=tuple(moves), before=counts[0], after=counts[1])


def carry_out(store: Store, plan: Plan, *, move: bool) -> None:
    """Write parameters, memories and, with `move`, due days down in one transaction; all comes from the log as it is then.

    Raises:
        SrsError: a drill has a card on screen, which would be answered by the old parameters.
    """
    if not (plan.fitted or plan.stale or move):
        return
    with between_drills(store) as alone:
        if not alone:
            raise SrsError("A drill has a card on screen; nothing was changed.", "End it, and run this again.")
        with store.write() as connection:
            if plan.fitted:
                save_fitted(connection, plan.fitted)
            stale, _ = stale_memories(store, plan.preset.parameters)
            set_memories(connection, stale)
            if move:
                moves = plan_moves(answered_cards(store), plan.preset)
                set_due_days(connection, [(one.card, one.interval_days, one.due_after) for one in moves])
