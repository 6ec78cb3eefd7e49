"""Fits the parameters of FSRS to the log, and lets the memory of all cards follow."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from srs.app.memories import stale_memories
from srs.errors import UsageError
from srs.model.values import dataclass, field, replace
from srs.schedule.optimise import Fit, optimise
from srs.schedule.reschedule import Move, loads, plan_moves
from srs.schedule.trainset import make_trainset
from srs.store.answers import answers_by_card
from srs.store.cards import answered_cards
from srs.store.drilling import without_drills
from srs.store.parameters import Fitted, save_fitted, set_due_days, set_memories
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.model import Card, CardId, Memory
    from srs.schedule import Preset
    from srs.schedule.presets import Presets
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """What an optimisation would change.

    `preset` is the one of this `name` as it is in force afterwards, `fitted` what is to be written down of it, None where its
    parameters stay; `stale` is how many memories would be computed anew. `moves` are its cards that would be due on another day,
    if those are wanted; `before` and `after` how many of its cards are due on each scheduling day.
    """

    name: str
    fit: Fit
    preset: Preset
    fitted: Fitted | None
    stale: int
    moves: tuple[Move, ...] = ()
    before: Counter[int] = field(default_factory=Counter)
    after: Counter[int] = field(default_factory=Counter)


def fit_parameters(
    store: Store, collection: Collection, name: str = "", progress: Callable[[int, int], None] | None = None
) -> Fit:
    """Fit parameters to the answers of the cards of a preset; nothing is written down.

    Raises:
        UsageError: there is no such preset, or the optimiser is not installed.
        FitFailed: it gave up.
    """
    presets = collection.presets(store)
    preset = _named(presets, name)
    logs = answers_by_card(store, cards_of_preset(presets, name))
    trainset = make_trainset([answer[:3] for answer in log] for _, log in logs)
    if collection.sets_parameters(name):
        return Fit(preset.parameters, trainset.size, "srs.toml sets parameters, and those go before fitted ones")
    return optimise(trainset, preset.parameters, len(preset.relearning_steps), progress)


def plan_changes(
    store: Store, collection: Collection, fit: Fit, name: str = "", *, at: int, day: int, move: bool
) -> Plan:
    """Return what keeping a fit would change at a moment (UTC ms) of a scheduling day, with `move` the due days too."""
    fitted = None
    if fit.is_better and fit.held_out:
        before, after = fit.held_out.before.log_loss, fit.held_out.after.log_loss
        fitted = Fitted(name, at, fit.parameters, fit.answers, before, after)
    presets = collection.presets(store, {name: fit.parameters} if fitted else None)
    stale, _ = stale_memories(store, presets)
    plan = Plan(name, fit, _named(presets, name), fitted, len(stale))
    if not move:
        return plan
    cards = [_with_memory(card, stale) for card in answered_cards(store, cards_of_preset(presets, name))]
    moves = plan_moves(cards, plan.preset)
    counts = loads(cards, moves, day)
    return replace(plan, moves=tuple(moves), before=counts[0], after=counts[1])


def carry_out(store: Store, collection: Collection, plan: Plan, *, move: bool) -> None:
    """Write parameters, memories and, with `move`, due days down in one transaction; all comes from the log as it is then.

    Raises:
        SrsError: a drill has a card on screen, which would be answered by the old parameters.
    """
    if not (plan.fitted or plan.stale or move):
        return
    with without_drills(store.path), store.write() as connection:
        if plan.fitted:
            save_fitted(connection, plan.fitted)
        presets = collection.presets(store)
        set_memories(connection, stale_memories(store, presets)[0])
        if move:
            cards = answered_cards(store, cards_of_preset(presets, plan.name))
            moves = plan_moves(cards, _named(presets, plan.name))
            set_due_days(connection, [(one.card, one.interval_days, one.due_after) for one in moves])


def _named(presets: Presets, name: str) -> Preset:
    for one in presets:
        if one.name == name:
            return one.preset
    known = ", ".join(one.name for one in presets.special) or "none"
    raise UsageError(f"There is no preset '{name}'.", f"Those of srs.toml: {known}; without a name, that of [review].")


def _with_memory(card: Card, memories: dict[CardId, Memory | None]) -> Card:
    if card.id not in memories:
        return card
    return replace(card, schedule=replace(card.schedule, memory=memories[card.id]))
