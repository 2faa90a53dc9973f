"""Functions of plain numbers: folded on constants, kept as formulas over data sizes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import Formula, Known, Value, marked
from zerolint.knowledge.registry import transfer

FOLDED: dict[str, Callable[..., Any]] = {
    "math.pow": math.pow,
    "math.sqrt": math.sqrt,
    "math.exp": math.exp,
    "math.log": math.log,
    "math.log2": math.log2,
    "math.log10": math.log10,
    "math.floor": math.floor,
    "math.ceil": math.ceil,
    "math.trunc": math.trunc,
    "math.fabs": math.fabs,
    "numpy.power": pow,
    "numpy.float_power": pow,
}
FORMULAS = {"math.floor": "floor", "math.ceil": "ceil", "math.trunc": "int"}


@transfer(*FOLDED)
def scalar_function(m: Machine, call: Call) -> Value:
    """`math.pow(10, -3)`; `math.ceil(0.8 * n)` stays a formula."""
    given = [call.bound[name] for name in call.bound if name in call.passed] + list(call.rest)
    return folded(m, call, given, FOLDED[call.name], FORMULAS.get(call.name))


def folded(m: Machine, call: Call, given: list[Value], function: Callable[..., Any], formula: str | None) -> Value:
    """The function of constants, or the formula of a size."""
    if given and all(isinstance(each, Known) for each in given):
        try:
            value = function(*(each.value for each in given if isinstance(each, Known)))
        except (ArithmeticError, TypeError, ValueError):
            return m.unknown(f"{call.name} raises", call.place)
        return marked(Known(value, place=call.place), *given)
    if formula is not None and given and isinstance(given[0], Formula):
        return marked(Formula(formula, (given[0],), place=call.place), given[0])
    return m.unknown(f"call of {call.name}", call.place)


@transfer("functools.lru_cache")
def lru_cache(m: Machine, call: Call) -> Value:
    """`@lru_cache(maxsize=None)`: the decorator."""
    return m.new(call.name, call.place) if not call.rest else m.unknown("a remembering function", call.place)


@transfer("contextlib.suppress")
def suppress(m: Machine, call: Call) -> Value:
    """A context that swallows what its body raises."""
    return m.new("contextlib.suppress", call.place)
