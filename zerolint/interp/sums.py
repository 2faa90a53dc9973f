"""`sum`, `functools.reduce` and operators as functions: what Python adds up or folds one item after the other."""

from __future__ import annotations

import operator

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.concrete import compute
from zerolint.interp.machine import Interpreter
from zerolint.interp.operators import BINARY, binary
from zerolint.knowledge.lists import inside, listed
from zerolint.knowledge.tensors import make

SUM = "builtins.sum"
OPERATORS = {f"operator.{function.__name__}": (symbol, function) for symbol, function in BINARY.values()}
"""Python's operators as functions."""
MOST_TERMS = 64


def sum_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`sum(losses)`, `sum((f(x) for x in items), start)`."""
    source, *starts = (*arguments.positional, *arguments.keywords.values()) or (m.unknown("no argument"),)
    items = containers.consume(m, source)
    if items is None:
        total = _of_unknown_number(m, source, place)
        return total if not starts else _added(m, starts[0], total, place)
    if len(items) > MOST_TERMS or all(isinstance(each, Known) for each in (*items, *starts)):
        return compute(m, "sum", sum, (Sequence(items), *starts), {}, place)
    terms = (*starts, *items)
    total = terms[0]
    for each in terms[1:]:
        total = _added(m, total, each, place)
    return total


def _added(m: Interpreter, left: Value, right: Value, place: Place) -> Value:
    return m.lift(lambda one, other: binary(m, "+", operator.add, one, other, place), left, right)


def _of_unknown_number(m: Interpreter, source: Value, place: Place) -> Value:
    """The sum of the rows of an array, or of items of which one stands for all."""
    source = m.here(source)
    if isinstance(source, Object):
        element = containers.element(m, source, place)
        if not inside(m, element):
            return m.unknown("call of sum", place)
        source = listed(m, m.new("list", place, {"items": Unknown("items of unknown number"), "element": element}))
    if not isinstance(source, Tensor):
        return m.unknown("call of sum", place)
    return make(m, SUM, (source,), place, shape=source.shape[1:] if source.shape else None)


def operated(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value:
    """`operator.add(a, b)`."""
    symbol, function = OPERATORS[name]
    return m.lift(lambda one, other: binary(m, symbol, function, one, other, place), *arguments.positional)


def reduce_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`functools.reduce(function, items, start)`."""
    function, source, *starts = (*arguments.positional, *arguments.keywords.values())
    items = containers.consume(m, source)
    terms = (*starts, *(items or ()))
    if items is None or not terms or len(terms) > MOST_TERMS:
        m.unseen(function, place)
        return m.unknown("call of functools.reduce", place)
    total = terms[0]
    for each in terms[1:]:
        total = m.call(function, (total, each), {}, place)
    return total
