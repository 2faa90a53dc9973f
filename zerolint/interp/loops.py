"""Loops: known iterables are unrolled, others run until what they depend on is widened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import libcst as cst

from zerolint.facts.paths import ALWAYS, Label, Labels
from zerolint.facts.sizes import ENDLESS
from zerolint.facts.values import (
    NONE,
    SWEEP,
    Choice,
    Known,
    Object,
    Symbol,
    Tensor,
    Unknown,
    Value,
    alternatives,
    choose,
)
from zerolint.interp import containers
from zerolint.interp.callables import ClassValue, Closure, Deferred
from zerolint.interp.concrete import truth
from zerolint.interp.frames import Exit, Frame, Loop
from zerolint.interp.heap import UNSET, Delta, Slot, Watch
from zerolint.interp.machine import Interpreter, soft

MOST_TURNS = 24
MOST_UNROLLED = 2_000
"""Evaluations that the turns behind the first may cost."""
MOST_ROUNDS = 4
"""Times that a body is run to find what its turns change; then everything it writes is widened."""
MOST_OBJECTS = 4
"""Objects that one name may stand for in the turns of a loop."""
WIDENED = "changes in a loop"
Arm = tuple[Labels, Delta]


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
    iterator = isinstance(iterable, Object) and iterable.kind in containers.ITERATORS
    items, read = _ahead(m, iterable) if iterator else (containers.consume(m, iterable), ())
    if items is None or len(items) > MOST_TURNS:
        return _run(m, node, unknown)
    swept = _swept(items)

    def turns(loop: Loop) -> Arm | None:
        mark = Mark.of(m)
        with m.heap.journal() as written:
            ended = m.arm(ALWAYS, lambda: _unrolled(m, loop, swept, turn))
        if written.isdisjoint(read):
            return ended
        # A turn changes what the iterator makes its items from.
        mark.return_to(m)
        loop.breaks.clear()
        return unknown(loop)

    return _run(m, node, turns)


def _ahead(m: Interpreter, iterator: Value) -> tuple[tuple[Value, ...] | None, Iterable[Slot]]:
    """All items of an iterator before the first turn, and what they were made from.

    Where making them changes what the turns could see, that is unknown, and so are the items.
    """
    newest = m.newest
    with m.heap.watching(newest) as watch:
        m.heap.push()
        try:
            items = containers.consume(m, iterator)
        finally:
            delta = m.heap.pop()
    m.heap.apply(delta)
    # That iterators move on is what they are for.
    moving = {slot for slot, value in watch.read.items() if isinstance(value, Deferred)}
    changed = [slot for slot in delta if slot[0] <= newest and slot not in moving]
    for slot in changed:
        m.heap.set(slot, m.unknown("changed by an iterator in use"))
    return (None if changed else items), [slot for slot in watch.read if slot not in moving]


def while_loop(m: Interpreter, node: cst.While) -> bool:
    """`while test`: turn by turn as long as the test is known, then widened."""
    constant = _constant(node.test)

    def turn(loop: Loop) -> bool:
        return _resume(m, loop, m.block(node.body))

    def turns(loop: Loop) -> Arm | None:
        return m.arm(ALWAYS, lambda: _while_known(m, node, loop, turn, endless))

    endless = constant and truth(m, m.evaluate(node.test)) is True
    return _run(m, node, turns, endless)


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
        if known is None or spent - m.budget > MOST_UNROLLED or endless:
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
    loop = Loop(m.heap.depth, m.labels, m.heap.depth)
    frame = m.frames[-1]
    frame.loops.append(loop)
    returns = len(frame.returns)
    try:
        ended = turns(loop)
    finally:
        frame.loops.pop()
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


def _unrolled(m: Interpreter, loop: Loop, items: list[Value], turn: Callable[[Loop, Value], bool]) -> bool:
    """Turn by turn; a body that costs much is unrolled only once and widened for the rest."""
    for number, item in enumerate(items, start=1):
        before = m.budget
        if not turn(loop, item):
            return False
        left = len(items) - number
        if left and (before - m.budget) * left > MOST_UNROLLED:
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


@dataclass(slots=True)
class Mark:
    """How far the run had come: what a discarded round of a loop has to take back."""

    events: int
    frame: Frame
    returns: int
    yields: int

    @staticmethod
    def of(m: Interpreter) -> Mark:
        """Where the run is now."""
        frame = m.frames[-1]
        return Mark(len(m.events), frame, len(frame.returns), len(frame.yields))

    def return_to(self, m: Interpreter) -> None:
        """Forget what was recorded since."""
        del m.events[self.events :]
        del self.frame.returns[self.returns :]
        del self.frame.yields[self.yields :]


def unbounded(m: Interpreter, loop: Loop, turn: Callable[[], bool]) -> Arm | None:
    """A loop of unknown length: its body run once as a typical turn, or not at all where it may have no turn.

    The body is run until nothing that it reads at the start of a turn is changed by the turn before;
    what is changed is unknown then. Events of the rounds before that are dropped.
    """
    branch = m.fresh()
    kept = list(loop.breaks)
    mark = Mark.of(m)
    widened: Delta = {}
    m.repeating += 1
    m.heap.push()
    base, loop.base = loop.base, m.heap.depth
    try:
        for number in range(1, MOST_ROUNDS + 1):
            with m.heap.watching(m.newest) as watch:
                ran = m.arm(soft(branch, 0), turn)
            changed = _changed(m, ran[1] if ran is not None else {}, watch, everything=number == MOST_ROUNDS - 1)
            if not changed or number == MOST_ROUNDS:
                break
            for slot, value in changed.items():
                m.heap.set(slot, value)
            loop.breaks[:] = kept
            mark.return_to(m)
    finally:
        widened = m.heap.pop()
        loop.base = base
        m.repeating -= 1
    if ran is not None:
        _left_later(m, loop.breaks, len(kept), ran[1])
        _left_later(m, mark.frame.returns, mark.returns, ran[1])
    runs = isinstance(loop.turns, Known) and loop.turns.value > 0
    arms: list[Arm] = [] if runs else [(soft(branch, 1), {})]
    if ran is not None:
        arms.append((ran[0] | soft(branch, 0), {**widened, **ran[1]}))
    if not arms:
        return None
    m.heap.push()
    m.heap.join(arms)
    return ALWAYS, m.heap.pop()


def _left_later(m: Interpreter, exits: list[Exit], first: int, turn: Delta) -> None:
    """A way out in a later turn also has what the turns before wrote."""
    if len(exits) == first:
        return
    branch = m.fresh()
    both: Delta = {}
    for slot, after in turn.items():
        before = m.heap.get(slot) or UNSET
        both[slot] = choose([(soft(branch, 0), before), (soft(branch, 1), after)])
    exits[first:] = [(labels, {**both, **delta}, value) for labels, delta, value in exits[first:]]


def _changed(m: Interpreter, delta: Delta, watch: Watch, *, everything: bool) -> dict[Slot, Value]:
    """What a turn reads and changes for the next one, with the value that stands for every turn."""
    found: dict[Slot, Value] = {}
    for slot, after in delta.items():
        if slot[0] > watch.newest or (slot not in watch.read and not everything):
            continue
        before = watch.read.get(slot)
        if slot in m.heap.overlays[-1] and not isinstance(before, Choice):
            # Widened already.
            continue
        if before is None:
            before = m.heap.get(slot)
        if before is None or not (_steady(before, after) or _same_array(slot, before, after)):
            found[slot] = _widened(m, before, after)
    return found


def _widened(m: Interpreter, before: Value | None, after: Value) -> Value:
    """What stands for both: of a few objects one of them, else unknown."""
    found = [each for value in (before, after) if value is not None for _, each in alternatives(value)]
    if before is None or not all(isinstance(each, Object) for each in found) or len(found) > MOST_OBJECTS:
        return m.unknown(WIDENED, after.place)
    branch = m.fresh()
    return choose([(soft(branch, arm), each) for arm, each in enumerate(dict.fromkeys(found))])


def _marks(value: Value) -> list[frozenset[str]]:
    return [each.marks for _, each in value.arms] if isinstance(value, Choice) else [value.marks]


def _same_array(slot: Slot, before: Value, after: Value) -> bool:
    """Whether an array that is changed in place keeps its rows."""
    if slot[1] != "data" or not isinstance(before, Tensor) or not isinstance(after, Tensor):
        return False
    return bool(before.rows == after.rows)


def _steady(before: Value, after: Value) -> bool:
    """Whether the second value may stand for the first: equal, or a rebuilt thing of the same making."""
    if before == after:
        return _marks(before) == _marks(after)
    if isinstance(before, Object) and isinstance(after, Object):
        return before.kind == after.kind and before.place == after.place and before.kind not in containers.CONTAINERS
    if isinstance(before, Tensor) and isinstance(after, Tensor):
        return before.operator == after.operator and before.shape == after.shape and before.rows == after.rows
    if isinstance(before, Closure) and isinstance(after, Closure):
        return before.node is after.node and before.scopes == after.scopes
    if isinstance(before, (ClassValue, Symbol)):
        return before == after
    arms = [each for _, each in alternatives(before)]
    return isinstance(before, Choice) and all(each in arms for _, each in alternatives(after))


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
