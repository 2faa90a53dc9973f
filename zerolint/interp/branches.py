"""Which arms a test can take, and under which labels: equal tests choose equally."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from zlib import crc32

from zerolint.facts.decisions import Decided
from zerolint.facts.paths import Label, Labels
from zerolint.facts.places import Place
from zerolint.facts.values import (
    MOST_ALTERNATIVES,
    Choice,
    Formula,
    Known,
    Object,
    Tensor,
    Unknown,
    Value,
    alternatives,
    choose,
)
from zerolint.interp.callables import Bound, ClassValue, Closure
from zerolint.interp.classes import OWN_CLASS
from zerolint.interp.concrete import truth
from zerolint.interp.machine import Interpreter

Arms = list[tuple[Labels, bool]]
CHOSEN = frozenset({OWN_CLASS, "dict", "keras.Model", "keras.Sequential"})
"""Kinds of objects that a project has several of, one of which a run is told to take."""


def arms_of(m: Interpreter, test: Value) -> Arms:
    """The arms that can be taken, each with the labels that it adds.

    A known test has one arm. A test whose alternatives decide it splits along
    their labels, so that the branch that made them and this one stay in step.
    """
    test = m.here(test)
    if isinstance(test, Choice):
        sides: dict[bool, list[Labels]] = {}
        for labels, value in alternatives(test):
            known = truth(m, value)
            if known is None:
                return branch_arms(m, Unknown("test"))
            sides.setdefault(known, []).append(labels)
        if len(sides) == 1:
            return [(frozenset(), next(iter(sides)))]
        if all(len(labels) == 1 for labels in sides.values()):
            return [(sides[side][0], side) for side in (True, False)]
        # A side that is taken for several reasons is taken where all of them agree.
        anew = branch_arms(m, Unknown("test"))
        return [(labels | (frozenset.intersection(*sides[side]) - m.labels), side) for labels, side in anew]
    known = truth(m, test)
    if known is not None:
        return [(frozenset(), known)]
    return branch_arms(m, test)


def branch_arms(m: Interpreter, test: Value) -> Arms:
    """Both arms of an unknown test; the same unknown value gives the same branch again."""
    swapped = False
    while isinstance(test, Formula) and test.operator == "not":
        test, swapped = test.operands[0], not swapped
    identity: object = None
    if isinstance(test, Unknown) and test.key:
        identity = m.branches.get(("opposite of", test.key), test.key)
        swapped ^= identity != test.key
    elif isinstance(test, Tensor) and test.key:
        identity = ("array", test.key)
    elif isinstance(test, Known):
        identity = ("overridable", test.place)
    known = identity in m.branches
    branch = m.branch(identity)
    if isinstance(test, Tensor) and not known:
        m.event(Decided(place=test.place, branch=branch, test=test))
    arms = [(frozenset({Label(branch, int(swapped))}), True), (frozenset({Label(branch, int(not swapped))}), False)]
    return [(labels - m.labels, side) for labels, side in arms if not _ruled_out(m.labels, labels)]


def one_of(m: Interpreter, held: Mapping[Hashable, Value], key: Value) -> Value | None:
    """What a key that is not known finds where all is there to be chosen from: functions, classes, models.

    One of them, as an `if` on an unknown test would choose it; the same key finds what belongs together in each
    container. None for numbers, names and parts of a network, which few choose freely.
    """
    choosable = held and len(held) <= MOST_ALTERNATIVES and all(map(_chosen_freely, held.values()))
    if not choosable or not isinstance(key, (Unknown, Tensor)):
        return None
    branch = m.branch(("a key", key.key) if key.key else None)
    named = {name: crc32(repr(name).encode()) for name in held}
    return choose([(frozenset({Label(branch, arm)}), held[name]) for name, arm in named.items()])


def one_of_these(m: Interpreter, given: Value, items: Collection[Value] | None, wanted: bool, place: Place) -> Value:
    """`given in (a, b)` where that is not known: what `given == a or given == b` is, in step with such comparisons."""
    subject = isinstance(given, Unknown) and given.key
    if not subject or not items or len(items) > MOST_COMPARED or not all(isinstance(each, Known) for each in items):
        return m.unknown("membership", place)
    arms: list[tuple[Labels, Value]] = []
    others: Labels = frozenset()
    for item in items:
        sides = {side: labels for labels, side in branch_arms(m, asked(m, "==", given, item, place))}
        if True in sides:
            arms.append((others | sides[True], Known(wanted, place=place)))
        if False not in sides:
            return choose(arms)
        others |= sides[False]
    return choose([*arms, (others, Known(not wanted, place=place))])


MOST_COMPARED = 4
"""Items of a list that are compared one by one."""


def _chosen_freely(value: Value) -> bool:
    if isinstance(value, Object):
        return value.kind in CHOSEN or value.kind.startswith("sklearn.")
    return isinstance(value, (Bound, Closure, ClassValue))


def _ruled_out(current: Labels, labels: Labels) -> bool:
    (label,) = labels
    return any(each.branch == label.branch and each.arm != label.arm for each in current)


def asked(m: Interpreter, symbol: str, left: Value, right: Value, place: Place) -> Value:
    """The unknown answer to a comparison: the same wherever the same two things are compared."""
    if isinstance(left, Known) and symbol in MIRRORED:
        left, right, symbol = right, left, MIRRORED[symbol]
    subject = left.key if isinstance(left, Unknown) and left.key else left if isinstance(left, Formula) else None
    if subject is None or not isinstance(right, Known):
        return m.unknown("comparison", place)
    wanted = ("asked", OPPOSITES.get(symbol, symbol), subject, type(right.value), right.value)
    key = m.branch(wanted)
    if symbol in OPPOSITES:
        opposite = m.branch((symbol, *wanted))
        m.branches["opposite of", opposite] = key
        key = opposite
    return Unknown("comparison", key, place=place)


OPPOSITES = {"!=": "==", ">=": "<", "<=": ">", "is not": "is"}
MIRRORED = {"==": "==", "!=": "!=", "is": "is", "is not": "is not", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""What a comparison is from the other side."""
