"""Comprehensions: unrolled over known iterables, a typical element otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from zerolint.facts.paths import ALWAYS
from zerolint.facts.values import Object, Unknown, Value
from zerolint.interp import containers, lists
from zerolint.interp.callables import Entries
from zerolint.interp.concrete import MOST_ITEMS, hash_key, truth
from zerolint.interp.frames import Frame, Loop
from zerolint.interp.machine import Interpreter
from zerolint.interp.widening import Mark, unbounded

COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)


class _TooLong(Exception):
    """The comprehension's length can't be known."""


def comprehension(m: Interpreter, node: Any) -> Value:
    """A list, set or dict comprehension is run now; a generator expression when it is asked for its items."""
    place = m.place(node)
    outer = m.frames[-1]
    first = m.evaluate(node.for_in.iter)

    def inside(run: Callable[[Interpreter, Any, Value], Any]) -> Any:
        key = m.fresh()
        scopes = (key, *outer.scopes)
        frame = Frame(key, scopes, m.heap.depth, m.labels, node, outer.function, outer.owner, outer.outer)
        frame.mangles = outer.mangles
        m.frames.append(frame)
        around = m.turn
        try:
            return run(m, node, first)
        finally:
            m.frames.pop()
            m.turn = around

    if isinstance(node, cst.GeneratorExp):
        return containers.make_iterator(m, lambda: inside(_all), lambda: inside(_typical), place)
    made = inside(_all)
    known = made is not None
    if isinstance(node, cst.DictComp):
        return _dict(m, made if known else (inside(_typical),), place, known=known)
    if known:
        return lists.make_set(m, made, place) if isinstance(node, cst.SetComp) else containers.make_list(m, made, place)
    kind = "set" if isinstance(node, cst.SetComp) else "list"
    reason = Unknown("a comprehension over something unknown")
    return m.new(kind, place, {"items": reason, "element": inside(_typical)})


def _dict(m: Interpreter, pairs: tuple[tuple[Value, Value], ...], place: Any, *, known: bool) -> Object:
    if known and all(hash_key(m, key) is not None for key, _ in pairs):
        last: dict[Any, tuple[Value, Value]] = {}
        for key, value in pairs:
            at = hash_key(m, key)
            last[at] = (last[at][0] if at in last else key, value)
        return m.new("dict", place, {"entries": Entries(tuple(last.values()), place=place)})
    return m.new("dict", place, {"entries": Unknown("a comprehension over something unknown")})


def _all(m: Interpreter, node: Any, first: Value) -> tuple[Any, ...] | None:
    """Every element; None, and nothing has happened, where their number is not known."""
    mark = Mark.of(m)
    made: list[Any] = []

    def run() -> bool:
        _run(m, node, node.for_in, first, made)
        return True

    try:
        ended = m.arm(ALWAYS, run)
    except _TooLong:
        mark.return_to(m)
        return None
    if ended is None:
        return None
    m.heap.apply(ended[1])
    return tuple(made)


def _run(m: Interpreter, node: Any, clause: cst.CompFor, iterable: Value, made: list[Any]) -> None:
    items = containers.consume(m, iterable)
    if items is None or len(items) > MOST_ITEMS:
        raise _TooLong
    for item in items:
        if m.budget <= 0 or len(made) > MOST_ITEMS:
            raise _TooLong
        m.turn = m.newest
        m.assign(clause.target, item)
        if _filtered(m, clause):
            continue
        if clause.inner_for_in is not None:
            _run(m, node, clause.inner_for_in, m.evaluate(clause.inner_for_in.iter), made)
        else:
            made.append(_element(m, node))


def _filtered(m: Interpreter, clause: cst.CompFor) -> bool:
    for condition in clause.ifs:
        verdict = truth(m, m.evaluate(condition.test))
        if verdict is None:
            raise _TooLong
        if not verdict:
            return True
    return False


def _typical(m: Interpreter, node: Any, first: Value) -> Any:
    """One element, made as in a loop of unknown length."""
    made: list[Any] = []

    def turn() -> bool:
        clause: cst.CompFor | None = node.for_in
        iterable = first
        while clause is not None:
            m.assign(clause.target, containers.element(m, iterable, m.place(clause)))
            for condition in clause.ifs:
                m.evaluate(condition.test)
            clause = clause.inner_for_in
            if clause is not None:
                iterable = m.evaluate(clause.iter)
        made.append(_element(m, node))
        return True

    ended = unbounded(m, Loop(node, m.heap.depth, m.labels), turn)
    if ended is not None:
        m.heap.apply(ended[1])
    nothing = m.unknown("an element of a comprehension", m.place(node))
    return made[-1] if made else (nothing, nothing) if isinstance(node, cst.DictComp) else nothing


def _element(m: Interpreter, node: Any) -> Any:
    if isinstance(node, cst.DictComp):
        return m.evaluate(node.key), m.evaluate(node.value)
    return lists.of_turn(m, m.evaluate(node.elt))
