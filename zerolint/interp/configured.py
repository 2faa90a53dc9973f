"""Functions and classes of the script whose parameters gin binds, where a call leaves them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Value
from zerolint.interp.callables import ClassValue, Closure
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import gin


def configured(m: Interpreter, value: Value, decorator: Value) -> Value | None:
    """What gin's decorator makes of a function or class; None for another decorator.

    A class stays the same: its own `__init__` is what is configured, or the one that it inherits.
    """
    if not isinstance(value, (Closure, ClassValue)):
        return None
    scope = value.module if isinstance(value, ClassValue) else value.scopes[-1]
    module = m.read(Object(scope, "module"), "__name__")
    name = gin.configurable(m, decorator, value.name, str(module.value) if isinstance(module, Known) else "__main__")
    if name is None:
        return None
    if isinstance(value, Closure):
        made = replace(value, configurable=name)
        m.definitions.append(made)
        gin.register(m, name, made)
        return made
    lines = (value, *value.behind)
    found = (m.heap.get((each.key, "__init__")) for each in lines)
    own = next((each for each in found if each is not None), None)
    if own is None:
        # What Keras or a library makes of it takes other parameters.
        return value
    if isinstance(own, Closure):
        m.heap.set((value.key, "__init__"), replace(own, configurable=name))
    else:
        m.heap.set((value.key, "__init__"), m.unknown("a constructor that gin configures", value.place))
    gin.register(m, name, value)
    return value


def parameter(m: Interpreter, function: Closure, name: str, place: Place) -> Value | None:
    """What a parameter is that a call does not give; None where nothing says it."""
    default = function.defaults.get(name)
    return gin.bound(m, function.configurable, name, default, place) if function.configurable else default


def further(m: Interpreter, function: Closure, place: Place) -> Mapping[str, Value]:
    """What gin gives a function by keywords, be they parameters of it or not."""
    return gin.others(m, function.configurable, place) if function.configurable else {}
