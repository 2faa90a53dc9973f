"""`match`: each case is an arm; patterns on known subjects are decided, others bind unknown values."""

from __future__ import annotations

from collections.abc import Sequence as Nodes
from typing import Any

import libcst as cst

from zerolint.facts.paths import ALWAYS, Label, Labels
from zerolint.facts.values import OVERRIDABLE, Known, Object, Sequence, Symbol, Value
from zerolint.interp import containers
from zerolint.interp.concrete import truth
from zerolint.interp.heap import Delta
from zerolint.interp.machine import Interpreter

Bindings = dict[str, Value]
CLASSES = {"int": int, "str": str, "float": float, "bool": bool, "tuple": tuple, "list": list, "dict": dict}


def match_(m: Interpreter, node: cst.Match) -> bool:
    """Cases in order until one surely matches."""
    subject = m.evaluate(node.subject)
    ended: list[tuple[Labels, Delta]] = []
    open_end = True
    # As in a chain of `elif`: each test is a branch of two arms, so that arms which agree can be told from the others.
    rest = ALWAYS
    for case in node.cases:
        bindings: Bindings = {}
        verdict = matches(m, case.pattern, subject, bindings)
        if verdict is False:
            continue
        guarded = _guard(m, case, bindings) if case.guard is not None else True
        if guarded is False:
            continue
        sure = verdict is True and guarded is True
        branch = m.fresh()
        labels = rest if sure else rest | {Label(branch, 0)}
        done = m.arm(labels, lambda case=case, bindings=bindings: _case(m, case, bindings))  # type: ignore[misc]
        if done is not None:
            ended.append(done)
        if sure:
            open_end = False
            break
        rest |= {Label(branch, 1)}
    if open_end:
        ended.append((rest, {}))
    if not ended:
        return False
    m.heap.join(ended)
    return True


def _guard(m: Interpreter, case: cst.MatchCase, bindings: Bindings) -> bool | None:
    """Whether the guard holds, seen with the names that the pattern binds."""
    _bind(m, bindings)
    assert case.guard is not None
    return truth(m, m.evaluate(case.guard))


def _case(m: Interpreter, case: cst.MatchCase, bindings: Bindings) -> bool:
    _bind(m, bindings)
    return m.block(case.body)


def _bind(m: Interpreter, bindings: Bindings) -> None:
    for name, value in bindings.items():
        m.assign(cst.Name(name), value)


def matches(m: Interpreter, pattern: Any, subject: Value, bindings: Bindings) -> bool | None:
    """Whether the pattern matches, None where that is not known; names it captures are added."""
    match pattern:
        case cst.MatchAs():
            inner = True if pattern.pattern is None else matches(m, pattern.pattern, subject, bindings)
            if pattern.name is not None:
                bindings[pattern.name.value] = subject
            return inner
        case cst.MatchOr():
            found = [matches(m, each.pattern, subject, bindings) for each in pattern.patterns]
            return True if True in found else None if None in found else False
        case cst.MatchValue() | cst.MatchSingleton():
            return _equal(m.evaluate(pattern.value), subject, identical=isinstance(pattern, cst.MatchSingleton))
        case cst.MatchSequence():
            return _sequence(m, pattern.patterns, subject, bindings)
        case cst.MatchClass():
            return _class(m, pattern, subject, bindings)
    for name in _captured(pattern):
        bindings[name] = m.unknown("a captured value")
    return None


def _equal(wanted: Value, subject: Value, *, identical: bool) -> bool | None:
    if not isinstance(wanted, Known) or OVERRIDABLE in subject.marks:
        return None
    if isinstance(subject, Known):
        return wanted == subject if identical else bool(wanted.value == subject.value)
    return False if isinstance(subject, (Sequence, Object)) else None


def _sequence(m: Interpreter, patterns: Nodes[Any], subject: Value, bindings: Bindings) -> bool | None:
    items = containers.elements(m, subject) if isinstance(subject, (Sequence, Object)) else None
    if isinstance(subject, Known) or (isinstance(subject, Object) and subject.kind in ("set", "dict")):
        return False
    star = next((at for at, each in enumerate(patterns) if isinstance(each, cst.MatchStar)), None)
    if items is None:
        for each in patterns:
            for name in _captured(each):
                bindings[name] = m.unknown("a captured value")
        return None
    if len(items) != len(patterns) if star is None else len(items) < len(patterns) - 1:
        return False
    behind = 0 if star is None else len(patterns) - star - 1
    head = len(patterns) if star is None else star
    pairs = [*zip(patterns[:head], items[:head], strict=True)]
    if star is not None:
        pairs += zip(patterns[star + 1 :], items[len(items) - behind :], strict=True)
        name = patterns[star].name
        if name is not None:
            bindings[name.value] = containers.make_list(m, items[star : len(items) - behind], subject.place)
    found = [matches(m, each.value, item, bindings) for each, item in pairs]
    return False if False in found else None if None in found else True


def _class(m: Interpreter, pattern: cst.MatchClass, subject: Value, bindings: Bindings) -> bool | None:
    """`int()`, `str(x)`: decided for constants and Python's own classes."""
    for name in _captured(pattern):
        bindings[name] = m.unknown("a captured value")
    cls = m.evaluate(pattern.cls)
    wanted = CLASSES.get(cls.name.removeprefix("builtins.")) if isinstance(cls, Symbol) else None
    if wanted is None or pattern.patterns or pattern.kwds or not isinstance(subject, Known):
        return None
    return isinstance(subject.value, wanted)


def _captured(pattern: Any) -> list[str]:
    """The names a pattern binds."""
    match pattern:
        case cst.MatchAs() | cst.MatchStar():
            own = [] if pattern.name is None else [pattern.name.value]
            inner = getattr(pattern, "pattern", None)
            return own if inner is None else own + _captured(inner)
        case cst.MatchOr() | cst.MatchSequence():
            parts = [getattr(each, "pattern", None) or getattr(each, "value", each) for each in pattern.patterns]
            return [name for each in parts for name in _captured(each)]
        case cst.MatchMapping():
            rest = [] if pattern.rest is None else [pattern.rest.value]
            return rest + [name for each in pattern.elements for name in _captured(each.pattern)]
        case cst.MatchClass():
            found = [each.value for each in pattern.patterns] + [each.pattern for each in pattern.kwds]
            return [name for each in found for name in _captured(each)]
    return []
