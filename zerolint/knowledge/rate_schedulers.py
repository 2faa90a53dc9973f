"""`LearningRateScheduler`: the rates that a function of the script gives in the epochs of a `fit`."""

from __future__ import annotations

from zerolint.facts.events import RatesScheduled
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import NOWHERE
from zerolint.facts.values import Known, Object, Value
from zerolint.knowledge.rates import SEEN

SCHEDULER = "keras.callbacks.LearningRateScheduler"
MOST = 40
"""Epochs in a row of which each gets its rate from the last one's."""
NOTHING = 1e-13
"""A rate that no optimizer moves a weight with."""


def run_schedulers(m: Machine, optimizer: Value, callbacks: tuple[Value, ...], call: Call) -> None:
    """What the scheduler among the callbacks of a `fit` does with the rate of the optimizer."""
    found = [each for each in callbacks if isinstance(each, Object) and each.kind == SCHEDULER]
    epochs = call.get("epochs", "nb_epoch")
    first = m.read(optimizer, SEEN) if isinstance(optimizer, Object) else None
    if len(found) != 1 or not isinstance(epochs, Known) or type(epochs.value) is not int or call.has("initial_epoch"):
        return
    schedule = m.read(found[0], "schedule")
    if schedule is None or not isinstance(optimizer, Object) or not isinstance(first, Known):
        return
    asked = _Asked(m, schedule, call)
    once, twice = asked.rate(2, 0.01), asked.rate(2, 0.02)
    if once is None or twice is None:
        return
    compounds = once != twice
    rates = asked.in_turn(first, epochs.value) if compounds else asked.at(first, epochs.value)
    if rates:
        m.event(
            RatesScheduled(
                place=asked.place if asked.place >= 0 else found[0].place,
                optimizer=optimizer,
                epochs=epochs.value,
                rates=tuple(rates),
                compounds=compounds,
                callback=found[0].place,
            )
        )


class _Asked:
    """A function that gives the rate of an epoch, from its number and the rate before."""

    def __init__(self, m: Machine, schedule: Value, call: Call) -> None:
        self._m, self._schedule, self._call = m, schedule, call
        self.place = NOWHERE

    def rate(self, epoch: int, before: float) -> float | None:
        given = self._m.call(self._schedule, (Known(epoch), Known(before)), {}, self._call.place)
        if not isinstance(given, Known) or type(given.value) not in (int, float):
            return None
        self.place = given.place
        return float(given.value)

    def in_turn(self, first: Known, epochs: int) -> list[tuple[int, float]]:
        """Epoch by epoch, as far as something is left."""
        rates: list[tuple[int, float]] = []
        rate: float | None = float(first.value) if isinstance(first.value, (int, float)) else None
        for epoch in range(min(epochs, MOST)):
            rate = None if rate is None else self.rate(epoch, rate)
            if rate is None:
                return []
            rates.append((epoch, rate))
            if abs(rate) < NOTHING:
                break
        return rates

    def at(self, first: Known, epochs: int) -> list[tuple[int, float]]:
        """A few epochs, the last one among them, where each rate is a matter of its epoch alone."""
        wanted = sorted({*range(min(epochs, 3)), *(epochs * eighth // 8 for eighth in range(8)), epochs - 1})
        rates = [(epoch, self.rate(epoch, 0.01)) for epoch in wanted if epoch >= 0]
        return [(epoch, rate) for epoch, rate in rates if rate is not None] if None not in dict(rates).values() else []
