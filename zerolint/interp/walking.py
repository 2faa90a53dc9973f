"""Iteration over instances of the script's own classes: `__iter__`, `__next__`, `__getitem__`."""

from __future__ import annotations

from zerolint.facts.values import Object, Unknown, Value
from zerolint.interp.classes import class_of
from zerolint.interp.dunders import bound_method, special
from zerolint.interp.escapes import perhaps_call
from zerolint.interp.machine import Interpreter


def iterated(m: Interpreter, value: Object) -> Value | None:
    """What to walk over in the stead of an instance; unknown where its methods are run an unknown number of times."""
    if class_of(m, value) is None:
        return None
    given = special(m, "iter", value, (), value.place)
    if given is not None and given is not value:
        return given
    for name in ("next", "getitem", "anext"):
        method = bound_method(m, value, name)
        if method is not None:
            perhaps_call(m, method, value.place)
            return Unknown("items of an instance")
    return None
