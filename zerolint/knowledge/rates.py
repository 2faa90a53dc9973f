"""Learning rates that are set after the optimizer was made: by assignment, as variables, by callbacks."""

from __future__ import annotations

import re
from dataclasses import replace

from zerolint.facts.events import CallbackMade, LearningRateChanged, VariableAssigned
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Sequence, Tensor, Unknown, Value, alternatives
from zerolint.knowledge.registry import attribute, transfer

RATE = ("learning_rate", "lr", "_learning_rate", "_lr")
"""What an optimizer calls its rate; they name one number, kept in the slot of the first."""
OPTIMIZERS = ("keras.optimizers.", "tf.train.", "tf.contrib.opt.")
MADE = Object(0, "module")
"""Where the optimizers that were made are noted: a rate may be changed through something that is not known."""
NOTED = "optimizers made"
SEEN = "_rate as events tell it"
"""The slot of an optimizer with its rate as it was made or last changed in an event."""
OF = "rate of"
"""The formula of a number, and the slot of an unknown one, that was read as the rate of this optimizer."""
ANY = Unknown("any optimizer")
LIKE_AN_OPTIMIZER = re.compile(r"optim|(^|_)opt$", re.IGNORECASE)


def like_an_optimizer(name: str) -> bool:
    """Whether an attribute of this name is likely an optimizer, in an object of which nothing is known."""
    return LIKE_AN_OPTIMIZER.search(name) is not None


def is_optimizer(value: Value) -> bool:
    """Whether this is an optimizer; schedules stand in a package of their own."""
    return isinstance(value, Object) and value.kind.startswith(OPTIMIZERS) and ".schedules." not in value.kind


def is_rate(owner: Value, name: str) -> bool:
    """Whether this attribute is the rate of an optimizer, or may be that of one that is not known."""
    return name in RATE and (not isinstance(owner, Object) or is_optimizer(owner))


def rate_of(m: Machine, owner: Object, value: Value) -> Value:
    """The rate as it is read: it knows whose it is, since as a variable it can be assigned to."""
    held = m.read(owner, RATE[0])
    return m.lift(lambda each: _whose(m, owner, each), value if held is None else held)


def _whose(m: Machine, owner: Value, value: Value) -> Value:
    if isinstance(value, Known):
        return replace(value, formula=(OF, owner, NONE))
    if not isinstance(value, Unknown) or not isinstance(owner, Object):
        return value
    slot = f"_rate that was read as {value.key}"
    known = m.read(owner, slot)
    if known is None:
        known = unknown_rate(m, owner, value)
        m.remember(owner, slot, known)
    return known


def unknown_rate(m: Machine, owner: Value, value: Unknown) -> Unknown:
    """An unknown number that was read as the rate of an optimizer."""
    made = m.unknown(value.reason, value.place)
    m.remember(Object(made.key, "rate"), OF, owner)
    return made


def owner_of(m: Machine, rate: Value) -> Value | None:
    """The optimizer whose rate this is; None for anything else."""
    if isinstance(rate, Known):
        return rate.formula[1] if rate.formula is not None and rate.formula[0] == OF else None
    return m.read(Object(rate.key, "rate"), OF) if isinstance(rate, Unknown) and rate.key else None


def changed(m: Machine, optimizer: Value, place: Place, rate: Value = NONE) -> None:
    """The rate of an optimizer, or of any where it is not known which, is another one from here on."""
    if isinstance(optimizer, Object):
        m.write(optimizer, RATE[0], rate)
        m.write(optimizer, SEEN, rate)
        m.event(LearningRateChanged(place=place, optimizer=optimizer, learning_rate=rate))
        return
    for each in _made(m):
        m.write(each, RATE[0], m.unknown("a rate that may have been changed", place))
    m.event(LearningRateChanged(place=place, optimizer=None, learning_rate=rate))


def _made(m: Machine) -> list[Object]:
    known = [each for _, each in alternatives(m.read(MADE, NOTED) or Sequence(()))]
    return [each for made in known if isinstance(made, Sequence) for each in made.items if isinstance(each, Object)]


def made(m: Machine, optimizer: Object, rate: Value) -> None:
    """An optimizer begins with this rate."""
    noted = m.read(MADE, NOTED)
    m.write(MADE, NOTED, Sequence((*(noted.items if isinstance(noted, Sequence) else ()), optimizer)))
    m.write(optimizer, RATE[0], rate)
    m.write(optimizer, SEEN, rate)


def finish(m: Machine) -> None:
    """At the end of the script: rates that something changed of which no event tells, as code that is not seen."""
    for optimizer in _made(m):
        rate = m.read(optimizer, RATE[0])
        if rate is not None and rate != m.read(optimizer, SEEN):
            changed(m, optimizer, rate.place, rate)


# the spellings


@transfer(*(f"{owner}.Optimizer.{name}=" for owner in ("keras.optimizers", "tf.train") for name in RATE))
def rate_assigned(m: Machine, call: Call) -> Value:
    """`optimizer.learning_rate = 0.01`, `setattr(optimizer, "lr", 0.01)`."""
    changed(m, call.owner, call.place, call.rest[0] if call.rest else NONE)
    return NONE


@attribute(*(f"{owner}.Optimizer.{name}" for owner in ("keras.optimizers", "tf.train") for name in RATE))
def rate_by_another_name(m: Machine, owner: Value, place: Place) -> Value | None:
    """`optimizer.lr`."""
    held = m.read(owner, RATE[0]) if isinstance(owner, Object) else None
    return rate_of(m, owner, held) if held is not None and isinstance(owner, Object) else None


def unknown_attribute_set(m: Machine, name: str, place: Place) -> None:
    """`self.model.optimizer.learning_rate = x` where the optimizer may be any."""
    if name in RATE:
        changed(m, ANY, place)


@transfer("keras.optimizers.Optimizer._set_hyper")
def hyper_set(m: Machine, call: Call) -> Value:
    """`optimizer._set_hyper("learning_rate", x)` of Keras 2."""
    if len(call.rest) == 2 and call.rest[0] in [Known(each) for each in RATE]:
        changed(m, call.owner, call.place, call.rest[1])
    return NONE


@transfer("Known.assign", "Known.assign_add", "Known.assign_sub")
def number_assigned(m: Machine, call: Call) -> Value:
    """`optimizer.learning_rate.assign(x)`: a number stands for the variable that holds it."""
    given = call.rest[0] if call.rest else call.get("value", "delta")
    assigned(m, call.owner, given, call.place, call.name.rpartition(".")[2])
    return NONE


@transfer("keras.backend.set_value", "keras.backend.update", "keras.backend.update_add", "keras.backend.update_sub")
def variable_set(m: Machine, call: Call) -> Value:
    """`K.set_value(optimizer.lr, x)`."""
    given = [value for name, value in call.bound.items() if name in call.passed] + [*call.rest, *call.extra.values()]
    how = {"update_add": "assign_add", "update_sub": "assign_sub"}.get(call.name.rpartition(".")[2], "assign")
    if given:
        m.event(VariableAssigned(place=call.place, variable=m.current(given[0])))
    if len(given) >= 2:
        m.lift(lambda variable: assigned(m, variable, given[1], call.place, how), m.here(given[0]))
    return NONE


@transfer("keras.backend.batch_set_value")
def variables_set(m: Machine, call: Call) -> Value:
    """`K.batch_set_value([(optimizer.lr, x)])`."""
    given = call.rest[0] if call.rest else call.get("tuples")
    pairs = m.elements(given)
    for pair in (Unknown("any pair"),) if pairs is None else pairs:
        parts = m.elements(pair) or (pair, NONE)
        assigned(m, parts[0], parts[-1], call.place)
    return NONE


def assigned(m: Machine, variable: Value, value: Value, place: Place, how: str = "assign") -> Value:
    """A variable gets a value, or one more or less; whatever is not known may be any optimizer's rate."""
    if isinstance(variable, (Tensor, Object)):
        return NONE
    optimizer = owner_of(m, variable)
    number = m.current(value)
    if how != "assign" or not isinstance(number, Known):
        number = _moved(variable, number, how) or m.unknown("a rate that is computed", place)
    changed(m, ANY if optimizer is None else optimizer, place, number)
    return NONE


def _moved(variable: Value, by: Value, how: str) -> Known | None:
    """What `assign_add` and `assign_sub` make of known numbers."""
    if how == "assign" or not (isinstance(variable, Known) and isinstance(by, Known)):
        return None
    if not all(isinstance(each.value, (int, float)) for each in (variable, by)):
        return None
    sign = 1 if how == "assign_add" else -1
    return Known(variable.value + sign * by.value, place=by.place)


@transfer("keras.callbacks.LearningRateScheduler", "keras.callbacks.ReduceLROnPlateau")
def schedule_callback(m: Machine, call: Call) -> Value:
    """A callback that sets the rate while training; reducing it never makes it larger."""
    m.unseen(call.get("schedule"), call.place)
    if call.name.endswith("Scheduler"):
        changed(m, ANY, call.place)
    made = m.new(call.name, call.place, call.bound)
    m.event(CallbackMade(place=call.place, callback=made))
    return made


@transfer("keras.callbacks.Callback.__init__")
def callback(m: Machine, call: Call) -> Value:
    """Any other callback."""
    if isinstance(call.owner, Object):
        m.event(CallbackMade(place=call.place, callback=call.owner))
    return NONE
