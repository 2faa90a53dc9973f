"""Loops: known iterables are unrolled, others run until what they depend on is widened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import libcst as cst

from zerolint.facts.paths import ALWAYS, Label
from zerolint.facts.sizes import ENDLESS
from zerolint.facts.values import (
    NONE,
    SWEEP,
    Known,
    Object,
    Unknown,
    Value,
)
from zerolint.interp import containers
from zerolint.interp.concrete import truth
from zerolint.interp.frames import Arm, Exit, Frame, Loop
from zerolint.interp.loop_items import LoopItems
from zerolint.interp.machine import Interpreter
from zerolint.interp.widening import Mark, unbounded

MOST_TURNS = 24
MOST_UNROLLED = 1_000
"""Evaluations that the turns behind the first may cost."""


def for_loop(m: Interpreter, node: cst.For) -> bool:
    """`for target in iterable`."""
    iterable = m.evaluate(node.iter)
    place = m.place(node.iter)

    def turn(loop: Loop, item: Value) -> bool:
        m.assign(node.target, item)
        return _resume(m, loop, m.block(node.body))

    def unknown(loop: Loop) -> Arm | None:
        loop.turns = length
        return unbounded(m, loop, lambda: turn(loop, containers.element(m, iterable, place)))

    length = containers.length(m, iterable)
    ahead = (
        LoopItems.of(m, iterable) if isinstance(iterable, Object) and iterable.kind in containers.ITERATORS else None
    )
    items = ahead.items if ahead is not None else containers.consume(m, iterable)
    if items is None or len(items) > MOST_TURNS:
        return _run(m, node, unknown)
    swept = _swept(items)

    def turns(loop: Loop) -> Arm | None:
        mark = Mark.of(m)
        with m.heap.journal() as written:
            ended = m.arm(ALWAYS, lambda: _unrolled(m, loop, swept, turn, ahead))
        if ahead is None:
            return ended
        if ahead.harmless(written):
            ahead.leave(early=bool(loop.breaks))
            return ended
        # A turn changes what the iterator makes its items from, or takes some of them.
        mark.return_to(m)
        loop.breaks.clear()
        ahead.restore()
        ended = unknown(loop)
        ahead.lose()
        return ended

    return _run(m, node, turns)


def while_loop(m: Interpreter, node: cst.While) -> bool:
    """`while test`: turn by turn as long as the test is known, then widened."""
    constant = _constant(node.test)

    def turn(loop: Loop) -> bool:
        m.turn = m.newest
        return _resume(m, loop, m.block(node.body))

    def turns(loop: Loop) -> Arm | None:
        return m.arm(ALWAYS, lambda: _while_known(m, node, loop, turn, endless))

    endless = constant and truth(m, m.evaluate(node.test)) is True
    return _run(m, node, turns, endless)


def _most_unrolled(m: Interpreter) -> int:
    """Evaluations that unrolling may cost: inside a loop of unknown length each is made in several rounds."""
    return MOST_UNROLLED >> m.repeating


def _constant(test: cst.CSTNode) -> bool:
    """Whether a loop's test is written to hold for ever: `while True`, `while 1`."""
    return isinstance(test, cst.Integer) or (isinstance(test, cst.Name) and test.value == "True")


def _while_known(m: Interpreter, node: cst.While, loop: Loop, turn: Callable[[Loop], bool], endless: bool) -> bool:
    """Turns whose test is known one by one; gives whether the end of the loop is reached."""
    spent = m.budget
    for _ in range(MOST_TURNS):
        known = truth(m, m.evaluate(node.test))
        if known is False:
            return True
        if known is None or spent - m.budget > _most_unrolled(m) or endless:
            break
        if not turn(loop):
            return False

    def again() -> bool:
        reached = turn(loop)
        if reached:
            m.evaluate(node.test)
        return reached

    return rest(m, loop, again, ENDLESS if endless else Unknown("a loop until something happens"))


def _run(m: Interpreter, node: Any, turns: Callable[[Loop], Arm | None], endless: bool = False) -> bool:
    """Run a loop's turns, then go on behind it: after its `else`, and after every `break`.

    An `endless` loop (`while True`) has no end but its breaks.
    """
    loop = Loop(node, m.heap.depth, m.labels, m.heap.depth)
    frame = m.frames[-1]
    frame.loops.append(loop)
    returns = len(frame.returns)
    around = m.turn
    try:
        ended = turns(loop)
    finally:
        frame.loops.pop()
        m.turn = around
    ended = None if endless else _told_apart(m, loop, frame, returns, ended)
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
        if len(frame.returns) > returns:
            m.labels |= frozenset.intersection(*(labels for labels, _ in arms))
    return bool(arms)


def _told_apart(m: Interpreter, loop: Loop, frame: Frame, returns: int, ended: Arm | None) -> Arm | None:
    """The end of a loop and the ways out of it exclude each other: a label says so where none does yet."""
    if ended is None or ended[0] or not (loop.breaks or len(frame.returns) > returns):
        return ended
    branch = m.fresh()
    left = frozenset({Label(branch, 1)})
    loop.breaks[:] = [(labels | left, delta, value) for labels, delta, value in loop.breaks]
    frame.returns[returns:] = [(labels | left, delta, value) for labels, delta, value in frame.returns[returns:]]
    return frozenset({Label(branch, 0)}), ended[1]


def _unrolled(
    m: Interpreter,
    loop: Loop,
    items: list[Value],
    turn: Callable[[Loop, Value], bool],
    ahead: LoopItems | None = None,
) -> bool:
    """Turn by turn; a body that costs much is unrolled only once and widened for the rest."""
    for number, item in enumerate(items, start=1):
        before = m.budget
        m.turn = m.newest
        if ahead is not None:
            ahead.take(number)
        if not turn(loop, item):
            return False
        if ahead is not None:
            ahead.look(number)
        left = len(items) - number
        if left and (before - m.budget) * left > _most_unrolled(m):
            if ahead is not None:
                ahead.lose()
            return rest(m, loop, lambda: turn(loop, m.unknown("an item of a long loop")), Known(left))
    return True


def rest(m: Interpreter, loop: Loop, turn: Callable[[], bool], left: Value) -> bool:
    """The `left` turns behind the first few, widened; what leaves them early also has what those wrote."""
    loop.turns = left
    outer_depth, loop.depth = loop.depth, m.heap.depth
    outer_labels, loop.labels = loop.labels, m.labels
    earlier, loop.breaks = loop.breaks, []
    ended = unbounded(m, loop, turn)
    written, reached_by = m.heap.since(outer_depth), m.labels - outer_labels
    later = [(reached_by | labels, {**written, **delta}, value) for labels, delta, value in loop.breaks]
    loop.depth, loop.breaks, loop.labels = outer_depth, earlier + later, outer_labels
    if ended is not None:
        m.heap.apply(ended[1])
    return ended is not None


def _swept(items: tuple[Value, ...]) -> list[Value]:
    """The items of a loop; where it varies a rate, each is marked as one of a sweep."""
    sweep = len({item.value for item in items if isinstance(item, Known) and isinstance(item.value, float)}) > 1
    return [replace(item, marks=item.marks | {SWEEP}) if sweep and isinstance(item, Known) else item for item in items]


def _resume(m: Interpreter, loop: Loop, reached: bool) -> bool:
    """At the end of a turn, bring back the paths that `continue` cut short.

    A single path keeps its labels: the next turn runs only where this one did not break.
    """
    arms: list[Arm] = [(labels, delta) for labels, delta, _ in loop.continues]
    loop.continues.clear()
    if reached:
        arms.append((m.labels - loop.labels, m.heap.since(loop.depth)))
    if not arms:
        m.labels = loop.labels
        return False
    m.labels = loop.labels.union(frozenset.intersection(*(labels for labels, _ in arms)))
    if len(arms) > 1 or not reached:
        # The arms are complete since the loop's start, so its overlay starts anew.
        del m.heap.overlays[loop.base :]
        m.heap.push()
        m.heap.join(arms)
    return True


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
