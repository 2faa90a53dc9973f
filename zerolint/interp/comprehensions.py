"""Comprehensions: unrolled over known iterables, a typical element otherwise."""

from __future__ import annotations

from typing import Any

import libcst as cst

from zerolint.facts.values import Object, Sequence, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.frames import Frame
from zerolint.interp.machine import Interpreter


class _TooLong(Exception):
    """The comprehension's length can't be known."""


def comprehension(m: Interpreter, node: Any) -> Value:
    """A list, set, dict or generator expression, in a scope of its own."""
    outer = m.frames[-1]
    key = m.fresh()
    frame = Frame(key, (key, *outer.scopes), m.heap.depth, m.labels, node, outer.function, outer.owner, outer.outer)
    place = m.place(node)
    m.frames.append(frame)
    made: list[Any] = []
    try:
        _run(m, node, node.for_in, made)
    except _TooLong:
        m.repeating += 1
        try:
            return _endless(m, node, made)
        finally:
            m.repeating -= 1
    finally:
        m.frames.pop()
    if isinstance(node, cst.DictComp):
        if all(isinstance(item, containers.KEYS) for item, _ in made):
            return containers.make_dict(m, dict(made), place)
        return m.new("dict", place, {"entries": Unknown("a key that is not known")})
    return m.new(
        "set" if isinstance(node, cst.SetComp) else "list", place, {"items": Sequence(tuple(made), place=place)}
    )


def _run(m: Interpreter, node: Any, clause: cst.CompFor, made: list[Any]) -> None:
    items = m.elements(m.evaluate(clause.iter))
    if items is None or len(items) > containers.MOST_ITEMS:
        raise _TooLong
    for item in items:
        if m.budget <= 0:
            raise _TooLong
        m.assign(clause.target, item)
        verdicts = [containers.truth(m, m.evaluate(condition.test)) for condition in clause.ifs]
        if None in verdicts:
            raise _TooLong
        if all(verdicts):
            if clause.inner_for_in is not None:
                _run(m, node, clause.inner_for_in, made)
            else:
                made.append(_element(m, node))


def _endless(m: Interpreter, node: Any, made: list[Any]) -> Object:
    """Run once with typical items; the result has a typical element and no known length."""
    m.frames.append(Frame(m.fresh(), m.frames[-1].scopes, m.heap.depth, m.labels, node, m.frames[-1].function))
    m.frames[-1].scopes = (m.frames[-1].key, *m.frames[-1].scopes)
    clause: cst.CompFor | None = node.for_in
    while clause is not None:
        m.assign(clause.target, containers.element(m, m.evaluate(clause.iter), m.place(clause)))
        for condition in clause.ifs:
            m.evaluate(condition.test)
        clause = clause.inner_for_in
    element = _element(m, node)
    m.frames.pop()
    reason = Unknown("a comprehension over something unknown")
    if isinstance(node, cst.DictComp):
        return m.new("dict", m.place(node), {"entries": reason})
    kind = "set" if isinstance(node, cst.SetComp) else "list"
    return m.new(kind, m.place(node), {"items": reason, "element": element})


def _element(m: Interpreter, node: Any) -> Any:
    if isinstance(node, cst.DictComp):
        return m.evaluate(node.key), m.evaluate(node.value)
    return m.evaluate(node.elt)
