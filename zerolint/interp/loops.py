"""Loops: known iterables are unrolled, others run until what they change is widened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import libcst as cst

from zerolint.facts.paths import ALWAYS, Labels
from zerolint.facts.sizes import ENDLESS
from zerolint.facts.values import NONE, SWEEP, Choice, Known, Object, Symbol, Tensor, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.callables import ClassValue, Closure
from zerolint.interp.frames import Exit, Loop
from zerolint.interp.heap import Delta, Slot
from zerolint.interp.machine import Interpreter, soft

MOST_TURNS = 24
MOST_UNROLLED = 2_000
"""Evaluations that the turns behind the first may cost."""
ONCE = Known(1)
"""A loop that is unrolled: each interpretation of its body is one turn."""
WIDENED = "changes in a loop"
Arm = tuple[Labels, Delta]


def for_loop(m: Interpreter, node: cst.For) -> bool:
    """`for target in iterable`."""
    iterable = m.evaluate(node.iter)
    items = m.elements(iterable)

    def turn(loop: Loop, item: Value) -> bool:
        m.assign(node.target, item)
        return _resume(m, loop, m.block(node.body))

    if items is not None and len(items) <= MOST_TURNS:
        return _run(m, node, lambda loop: m.arm(ALWAYS, lambda: _unrolled(m, loop, _swept(items), turn)))
    place = m.place(node.iter)
    length = containers.length(m, iterable)
    return _run(
        m, node, lambda loop: _unbounded(m, loop, lambda: turn(loop, containers.element(m, iterable, place))), length
    )


def while_loop(m: Interpreter, node: cst.While) -> bool:
    """`while test`."""
    known = containers.truth(m, m.evaluate(node.test))
    if known is False:
        return node.orelse is None or m.block(node.orelse.body)

    def turn(loop: Loop) -> bool:
        reached = _resume(m, loop, m.block(node.body))
        if reached:
            m.evaluate(node.test)
        return reached

    endless = known is True and isinstance(node.test, (cst.Name, cst.Integer))
    length = ENDLESS if endless else Unknown("a loop until something happens")
    return _run(m, node, lambda loop: _unbounded(m, loop, lambda: turn(loop)), length)


def _run(m: Interpreter, node: Any, turns: Callable[[Loop], Arm | None], length: Value = ONCE) -> bool:
    """Run a loop's turns, then go on behind it: after its `else`, and after every `break`."""
    loop = Loop(m.heap.depth, m.labels, turns=length)
    frame = m.frames[-1]
    frame.loops.append(loop)
    try:
        ended = turns(loop)
    finally:
        frame.loops.pop()
    if length == ENDLESS and frame.yields and not loop.breaks:
        return False
    if ended is not None and node.orelse is not None:
        labels, delta = ended

        def otherwise() -> bool:
            m.heap.apply(delta)
            return m.block(node.orelse.body)

        ended = m.arm(labels, otherwise)
    arms: list[Arm] = [(labels, delta) for labels, delta, _ in loop.breaks]
    if ended is not None:
        arms.append(ended)
    if arms:
        m.heap.join(arms)
    return bool(arms)


def _unrolled(m: Interpreter, loop: Loop, items: list[Value], turn: Callable[[Loop, Value], bool]) -> bool:
    """Turn by turn; a body that costs much is unrolled only once and widened for the rest."""
    for number, item in enumerate(items, start=1):
        before = m.budget
        if not turn(loop, item):
            return False
        left = len(items) - number
        if left and (before - m.budget) * left > MOST_UNROLLED:
            return _rest(m, loop, lambda: turn(loop, m.unknown("an item of a long loop")), left)
    return True


def _rest(m: Interpreter, loop: Loop, turn: Callable[[], bool], left: int) -> bool:
    """The `left` turns behind the first few, widened; what leaves them early also has what those wrote."""
    outer_depth, loop.depth = loop.depth, m.heap.depth
    loop.turns = Known(left)
    earlier, loop.breaks = loop.breaks, []
    rest = _unbounded(m, loop, turn)
    written = m.heap.since(outer_depth)
    later = [(labels, {**written, **delta}, value) for labels, delta, value in loop.breaks]
    loop.depth, loop.breaks = outer_depth, earlier + later
    if rest is not None:
        m.heap.apply(rest[1])
    return rest is not None


def _swept(items: tuple[Value, ...]) -> list[Value]:
    """The items of a loop; where it varies a rate, each is marked as one of a sweep."""
    sweep = len({item.value for item in items if isinstance(item, Known) and isinstance(item.value, float)}) > 1
    return [replace(item, marks=item.marks | {SWEEP}) if sweep and isinstance(item, Known) else item for item in items]


def _resume(m: Interpreter, loop: Loop, reached: bool) -> bool:
    """At the end of a turn, bring back the paths that `continue` cut short."""
    arms: list[Arm] = [(labels, delta) for labels, delta, _ in loop.continues]
    loop.continues.clear()
    if reached:
        arms.append((m.labels - loop.labels, m.heap.since(loop.depth)))
    m.labels = loop.labels
    if not arms:
        return False
    if len(arms) > 1 or not reached:
        # The arms are complete since the loop's start, so its overlay starts anew.
        del m.heap.overlays[loop.depth :]
        m.heap.push()
        m.heap.join(arms)
    return True


def _unbounded(m: Interpreter, loop: Loop, turn: Callable[[], bool]) -> Arm | None:
    """Run the body twice: once to see what it changes, once with that widened.

    The first run's events and yields are dropped: the second repeats them with values that
    hold in every turn.
    """
    events, yields = len(m.events), len(m.frames[-1].yields)
    kept = list(loop.breaks)
    loop.breaks.clear()
    m.repeating += 1
    try:
        first = m.arm(ALWAYS, turn)
        changed = [delta for _, delta, _ in loop.breaks]
        if first is not None:
            changed.append(first[1])
        loop.breaks[:] = kept
        del m.events[events:], m.frames[-1].yields[yields:]
        for delta in changed:
            _widen(m, delta)
        return m.arm(soft(m.fresh(), 0), turn)
    finally:
        m.repeating -= 1


def _widen(m: Interpreter, delta: Delta) -> None:
    """Forget what differs between the loop's entry and its turns."""
    for slot, after in delta.items():
        before = m.heap.get(slot)
        if before is not None and before != after and not (_steady(before, after) or _same_array(slot, before, after)):
            m.heap.set(slot, m.unknown(WIDENED, after.place))


def _same_array(slot: Slot, before: Value, after: Value) -> bool:
    """Whether an array that is changed in place keeps its rows."""
    if slot[1] != "data" or not isinstance(before, Tensor) or not isinstance(after, Tensor):
        return False
    return bool(before.rows == after.rows)


def _steady(before: Value, after: Value) -> bool:
    """Whether the second value may stand for the first: a rebuilt thing of the same making."""
    if isinstance(before, Object) and isinstance(after, Object):
        return before.kind == after.kind and before.place == after.place
    if isinstance(before, Tensor) and isinstance(after, Tensor):
        return before.operator == after.operator and before.shape == after.shape and before.rows == after.rows
    if isinstance(before, (Closure, ClassValue, Symbol)):
        return type(before) is type(after)
    return isinstance(before, Choice) and isinstance(after, Choice) and before == after


def break_(m: Interpreter, node: cst.Break) -> bool:
    """Leave the innermost loop."""
    return _exit(m, "breaks")


def continue_(m: Interpreter, node: cst.Continue) -> bool:
    """End this turn of the innermost loop."""
    return _exit(m, "continues")


def _exit(m: Interpreter, way: str) -> bool:
    if m.frames[-1].loops:
        loop = m.frames[-1].loops[-1]
        exits: list[Exit] = getattr(loop, way)
        exits.append((m.labels - loop.labels, m.heap.since(loop.depth), NONE))
    return False
