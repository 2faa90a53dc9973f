"""Numbers that a caller or a command line may override, on the arm of a test where it must have done so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from zerolint.facts.paths import Labels
from zerolint.facts.values import OVERRIDABLE, Formula, Known, Object, Value
from zerolint.interp.heap import Delta, Slot
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import nodes_in
from zerolint.interp.scopes import lookup

GIVEN = "given instead of its default"
"""Why a number is not known on the arm of a test that its default does not take."""


def by_default(test: Value) -> bool | None:
    """What a test gives where nothing overrides what it asks; None where that is not known."""
    if isinstance(test, Formula) and test.operator == "not":
        inner = by_default(test.operands[0])
        return None if inner is None else not inner
    return bool(test.value) if isinstance(test, Known) and OVERRIDABLE in test.marks else None


def forget_defaults(m: Interpreter, test: cst.BaseExpression, answer: Value, side: bool) -> dict[Slot, Value]:
    """On the arm that a test takes only if a number was overridden, that is no longer its default: it is not known.

    Gives what stands in for each, by its slot.
    """
    return _forgotten(m, _default_slots(m, test, answer, side))


def _forgotten(m: Interpreter, slots: Iterable[Slot]) -> dict[Slot, Value]:
    found: dict[Slot, Value] = {slot: m.unknown(GIVEN) for slot in slots}
    for slot, unknown in found.items():
        m.heap.set(slot, unknown)
    return found


def _default_slots(m: Interpreter, test: cst.BaseExpression, answer: Value, side: bool) -> list[Slot]:
    """The numbers that a test asks and that some caller must have overridden for it to go this way."""
    if by_default(answer) is not (not side):
        return []
    return [slot for node in nodes_in(test) for slot in _slots(m, node)]


def _slots(m: Interpreter, node: cst.CSTNode) -> Iterator[Slot]:
    """The cells that hold a default which a name, or an attribute of what a name stands for, reads."""
    scopes: list[Slot] = []
    if isinstance(node, cst.Name):
        scopes = [(scope, node.value) for scope in m.frames[-1].scopes]
    elif isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
        owner = lookup(m, node.value.value, m.place(node.value))
        scopes = [(owner.key, node.attr.value)] if isinstance(owner, Object) else []
    for slot in scopes:
        held = m.heap.get(slot)
        if held is not None:
            here = m.here(held)
            if isinstance(here, Known) and OVERRIDABLE in here.marks and _is_number(here):
                yield slot
            return


def _is_number(known: Known) -> bool:
    return isinstance(known.value, (int, float)) and not isinstance(known.value, bool)


def settle_defaults(forgotten: dict[Slot, Value], ended: list[tuple[Labels, Delta]]) -> None:
    """Behind the arms, a number that none of them assigns is what it was: a test alone does not split what follows."""
    for slot, unknown in forgotten.items():
        if all(delta.get(slot, unknown) is unknown for _, delta in ended):
            for _, delta in ended:
                delta.pop(slot, None)


def on_its_arm(
    m: Interpreter, test: cst.BaseExpression, answer: Value, side: bool, expression: cst.BaseExpression
) -> Value:
    """What one side of a conditional expression gives."""
    before = {slot: m.heap.get(slot) for slot in _default_slots(m, test, answer, side)}
    _forgotten(m, before)
    result = m.evaluate(expression)
    for slot, value in before.items():
        if value is not None:
            m.heap.set(slot, value)
    return result


def consistent(m: Interpreter, value: Value, truth: bool) -> Value:
    """A value where it is true, or where it is not: a number that says otherwise was overridden."""
    value = m.here(value)
    known = isinstance(value, Known) and OVERRIDABLE in value.marks and _is_number(value)
    return m.unknown(GIVEN, value.place) if known and by_default(value) is not truth else value
