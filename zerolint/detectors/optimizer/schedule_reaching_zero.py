"""ZL303: a learning rate that comes to nothing before half of the training is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zerolint.detectors.optimizer.moved_weights import fits_with
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted, LearningRateChanged, OptimizerMade, RatesScheduled
from zerolint.facts.places import Evidence, Place
from zerolint.facts.schedules import FALLING, PREFIX, rate_at
from zerolint.facts.values import SWEEP, Known, Object, Sequence, Value
from zerolint.findings.finding import Certainty, Hit, Severity
from zerolint.queries.certainty import certainty_of
from zerolint.queries.learning_rates import THRESHOLDS
from zerolint.queries.run_lengths import steps_of

STOPPING = "keras.callbacks.EarlyStopping"
POINTS = 64
"""At how many steps behind the first half a schedule is looked at."""


@detects("ZL303")
def schedule_reaching_zero(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate that comes to nothing before half of the training is done."""
    changes = [each for each in facts.of(LearningRateChanged) if each.optimizer is None]
    scheduled = {each.callback: each for each in facts.of(RatesScheduled)}
    if all(each.place in scheduled for each in changes):
        for event in scheduled.values():
            yield from _by_epoch(facts, event)
    for made in facts.of(OptimizerMade) if not changes else ():
        yield from _by_step(facts, made)
    for fit in facts.of(Fitted):
        yield from _by_plateau(facts, fit)


def _hit(at: Place, what: str, name: str, rate: float, when: str, because: Place, sure: Certainty, **more: Any) -> Hit:
    effect = "every later step climbs the loss" if rate < 0 else "hardly a weight moves then"
    data = {"what": what, "optimizer": name, "rate": f"{rate:.1g}", "when": when, "effect": effect}
    return Hit(at=at, data=data, because=(Evidence(because, f"{name} takes it"),), certainty=sure, **more)


# by epochs


def _by_epoch(facts: Facts, event: RatesScheduled) -> Iterator[Hit]:
    made = [each for each in facts.of(OptimizerMade) if each.optimizer == event.optimizer]
    limits = THRESHOLDS.get(made[0].name) if made else None
    if limits is None or _stops_early(facts, event.optimizer):
        return
    tail = [(epoch, rate) for epoch, rate in event.rates if rate < limits.useless]
    last = event.rates[-1]
    ends = last in tail and (last[0] == event.epochs - 1 or (event.compounds and abs(last[1]) < 1e-12))
    if not ends:
        return
    first = next(i for i, each in enumerate(event.rates) if all(later in tail for later in event.rates[i:]))
    epoch, rate = event.rates[first]
    if 2 * epoch > event.epochs:
        return
    what = "multiplying the last rate, the scheduler" if event.compounds else "the scheduler"
    when = f"epoch {epoch + 1} of {event.epochs}"
    yield _hit(event.place, what, made[0].name, rate, when, made[0].place, certainty_of(event))


def _stops_early(facts: Facts, optimizer: Object) -> bool:
    """Whether the training may end long before all epochs are done."""
    fits = fits_with(facts, optimizer)
    return any(isinstance(each, Object) and each.kind == STOPPING for fit in fits for each in (fit.callbacks or ()))


# by steps


def _by_step(facts: Facts, made: OptimizerMade) -> Iterator[Hit]:
    schedule = facts.arguments(made.optimizer).get("learning_rate")
    limits = THRESHOLDS.get(made.name)
    if not isinstance(schedule, Object) or not schedule.kind.startswith(PREFIX) or limits is None:
        return
    fits = fits_with(facts, made.optimizer)
    steps = steps_of(fits)
    if steps is None or _stops_early(facts, made.optimizer):
        return
    name = schedule.kind.removeprefix(PREFIX)
    arguments = facts.arguments(schedule)
    given = {key: _plain(facts, each) for key, each in arguments.items()}
    if not steps.exact and (name not in FALLING or given.get("cycle")):
        return
    rates = {step: rate_at(name, given, step) for step in _points(steps.number)}
    first = rate_at(name, given, 0)
    known = [each for each in rates.values() if each is not None]
    if first is None or first < limits.useless or len(known) < len(rates) or max(known) >= limits.useless:
        return
    step = _reached(name, given, steps.number, limits.useless)
    about = f"step {step} of {'' if steps.exact else 'at least '}{steps.number}"
    swept = any(SWEEP in each.marks for each in arguments.values())
    sure = certainty_of(fits[0], *arguments.values()) if steps.exact else "likely"
    rate = rate_at(name, given, step) or 0.0
    severity: Severity | None = "info" if swept else None
    yield _hit(schedule.place, name, made.name, rate, about, made.place, sure, severity=severity)


def _points(count: int) -> list[int]:
    """Steps of the second half of a run, its first and last among them."""
    return sorted({count // 2 + (count - 1 - count // 2) * i // POINTS for i in range(POINTS + 1)})


def _reached(name: str, given: dict[str, Any], count: int, useless: float) -> int:
    """The first step at which a rate is good for nothing, about."""
    low, high = 0, count // 2
    while high - low > 1:
        middle = (low + high) // 2
        rate = rate_at(name, given, middle)
        low, high = (low, middle) if rate is not None and rate < useless else (middle, high)
    return high


def _plain(facts: Facts, value: Value) -> Any:
    if isinstance(value, Known):
        return value.value
    items = (
        value
        if isinstance(value, Sequence)
        else facts.arguments(value).get("items")
        if isinstance(value, Object)
        else None
    )
    return tuple(_plain(facts, each) for each in items.items) if isinstance(items, Sequence) else value


# by plateaus


def _by_plateau(facts: Facts, fit: Fitted) -> Iterator[Hit]:
    for each in fit.callbacks or ():
        if isinstance(each, Object) and each.kind == "keras.callbacks.ReduceLROnPlateau":
            given = facts.arguments(each)
            if given.get("factor") in (Known(0), Known(0.0)) and given.get("min_lr") in (Known(0), Known(0.0)):
                yield _hit(
                    given["factor"].place,
                    "ReduceLROnPlateau",
                    "the optimizer",
                    0.0,
                    "the first plateau",
                    fit.place,
                    certainty_of(fit),
                )
