"""Keras' optimizers for parts of a model: a map from the variables' paths to optimizers, or a function that chooses."""

from __future__ import annotations

from zerolint.facts.events import VariablesShared
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Object, Value, alternatives
from zerolint.knowledge.rates import is_optimizer
from zerolint.knowledge.registry import transfer

MAP = "keras.optimizers.OptimizerMap"


@transfer(f"{MAP}.__init__")
def map_made(m: Machine, call: Call) -> Value:
    """`OptimizerMap(default, {"encoder/.*": optimizer})`."""
    given = call.get("optimizer_map")
    known = m.entries(given) if call.has("optimizer_map") and given != NONE else {}
    _shared(m, (call.get("default_optimizer"), *(known or {}).values()), call.place, known is not None)
    return NONE


@transfer(f"{MAP}.__setitem__")
def map_extended(m: Machine, call: Call) -> Value:
    """`optimizers["encoder/.*"] = optimizer`."""
    default = m.read(call.owner, "default_optimizer") if isinstance(call.owner, Object) else None
    _shared(m, (default or NONE, *call.rest[1:]), call.place, complete=True)
    return NONE


@transfer(f"{MAP}.update", f"{MAP}.setdefault")
def map_updated(m: Machine, call: Call) -> Value:
    """What is added is not looked into."""
    default = m.read(call.owner, "default_optimizer") if isinstance(call.owner, Object) else None
    _shared(m, (default or NONE,), call.place, complete=False)
    return m.unknown("an optimizer", call.place)


@transfer("keras.optimizers.MultiOptimizer.__init__")
def combined(m: Machine, call: Call) -> Value:
    """`MultiOptimizer(choose)`: the function is asked about each variable."""
    given = call.get("optimizer_map")
    if not isinstance(given, Object):
        _shared(m, (m.call(given, (m.unknown("a variable", call.place),), {}, call.place),), call.place, complete=True)
    return NONE


def _shared(m: Machine, given: tuple[Value, ...], place: Place, complete: bool) -> None:
    found = [arm for value in given for _, arm in alternatives(value)]
    optimizers = tuple(each for each in found if isinstance(each, Object) and is_optimizer(each))
    m.event(VariablesShared(place=place, optimizers=optimizers, complete=complete and len(optimizers) == len(found)))
