"""Loops of unknown length: a typical turn, run until nothing it depends on is changed by the turn before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import GROWN
from zerolint.facts.paths import ALWAYS, NO_TURN
from zerolint.facts.values import (
    Choice,
    Known,
    Object,
    Sequence,
    Tensor,
    Unknown,
    Value,
    alternatives,
    choose,
)
from zerolint.interp import containers
from zerolint.interp.callables import Closure
from zerolint.interp.frames import LOCAL, Arm, Exit, Frame, Loop, Rounds
from zerolint.interp.heap import UNSET, Delta, Slot, Watch
from zerolint.interp.machine import Interpreter, soft
from zerolint.knowledge.lists import in_turn, inside
from zerolint.knowledge.made_by_pandas import is_table
from zerolint.knowledge.tensors import make

MOST_ROUNDS = 4
"""Times that a body is run to find what its turns change; then everything it writes is widened."""
MOST_OBJECTS = 4
"""Objects that one name may stand for in the turns of a loop."""
WIDENED = "changes in a loop"
TURNED = "turned"
"""The operator of what the turns so far made of an array: its operands are that, and what is not known of them."""
JOINING = frozenset(
    """
    numpy.append numpy.concatenate numpy.vstack numpy.hstack numpy.r_ pandas.concat tf.concat scipy.sparse.vstack
    """.split()
)
"""What makes an array of one that there was and of more rows."""


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
    mark = Mark.of(m)
    first = len(loop.breaks)
    around = m.rounds
    rounds = m.rounds = Rounds() if around is None else around.of(loop.node)
    widened: Delta = {}
    m.repeating += 1
    m.heap.push()
    base, loop.base = loop.base, m.heap.depth
    try:
        ran = _settled(m, loop, rounds, mark, lambda: m.arm(soft(branch, 0), turn))
    finally:
        widened = m.heap.pop()
        loop.base = base
        m.repeating -= 1
        m.rounds = around
    if ran is not None:
        _left_later(m, loop.breaks, first, ran[1], branch)
        _left_later(m, mark.frame.returns, mark.returns, ran[1], branch)
    runs = isinstance(loop.turns, Known) and loop.turns.value > 0
    gathered = {} if ran is None else _gathered(m, widened, ran[1])
    arms: list[Arm] = [] if runs else [(soft(branch, NO_TURN), gathered)]
    if ran is not None:
        arms.append((ran[0] | soft(branch, 0), {**widened, **ran[1], **gathered}))
    if not arms:
        return None
    m.heap.push()
    m.heap.join(arms)
    return ALWAYS, m.heap.pop()


def _gathered(m: Interpreter, widened: Delta, turn: Delta) -> Delta:
    """What turns add their own to, from nothing on: any number of items, of which none is a special case."""
    found: Delta = {}
    for slot, value in widened.items():
        if isinstance(value, Tensor) and value.operator == GROWN:
            found[slot] = value
    for slot, after in turn.items():
        if slot[1] == "items" and isinstance(after, Unknown) and m.heap.get(slot) == Sequence(()):
            element = (slot[0], "element")
            found |= {each: turn[each] for each in (slot, element) if each in turn}
    return found


def _settled(m: Interpreter, loop: Loop, rounds: Rounds, mark: Mark, turn: Callable[[], Arm | None]) -> Arm | None:
    """The first turn that changes nothing which the next one reads; what the turns before it changed is widened."""
    first = len(loop.breaks)
    _start(m, rounds)
    for number in range(1, MOST_ROUNDS + 1):
        rounds.begun.clear()
        m.turn = m.newest
        with m.heap.watching(m.newest) as watch:
            ran = turn()
        if ran is None and number == 1:
            # No path comes to the end of the turn: it is the only one, and nothing in it is repeated.
            mark.return_to(m)
            del loop.breaks[first:]
            m.repeating -= 1
            ran = turn()
            m.repeating += 1
            break
        changed = _changed(m, ran[1] if ran is not None else {}, watch, everything=number == MOST_ROUNDS - 1)
        if not changed or number == MOST_ROUNDS:
            break
        for slot, value in changed.items():
            m.heap.set(slot, value)
        if number == 1:
            _note(m, rounds, changed)
        del loop.breaks[first:]
        mark.return_to(m)
    return ran


def _start(m: Interpreter, rounds: Rounds) -> None:
    """Begin with what changed in the rounds that the same loop had before, in the loop around it."""
    for (key, name), place in rounds.changed.items():
        slot = (m.frames[-1].key if key == LOCAL else key, name)
        if m.heap.get(slot) is not None:
            m.heap.set(slot, m.unknown(WIDENED, place))


def _note(m: Interpreter, rounds: Rounds, changed: Delta) -> None:
    """Keep what a round found to change, where it is unknown from then on."""
    local = m.frames[-1].key
    for (key, name), value in changed.items():
        if isinstance(value, Unknown):
            rounds.changed[LOCAL if key == local else key, name] = value.place


def _of_any_turn(value: Value, newest: int) -> Value:
    """A value without the labels of the turn that made it: another turn may have taken other arms."""
    if not isinstance(value, Choice):
        return value
    arms = [(frozenset(label for label in labels if label.branch <= newest), each) for labels, each in value.arms]
    return Choice(tuple(arms), place=value.place)


def _left_later(m: Interpreter, exits: list[Exit], first: int, turn: Delta, newest: int) -> None:
    """A way out in a later turn also has what the turns before wrote."""
    if len(exits) == first:
        return
    branch = m.fresh()
    both: Delta = {}
    for slot, after in turn.items():
        before = m.heap.get(slot) or UNSET
        both[slot] = choose([(soft(branch, 0), before), (soft(branch, 1), _of_any_turn(after, newest))])
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
            found[slot] = _widened(m, slot, before, after)
            element = (slot[0], "element")
            if slot[1] == "items" and m.heap.get(element) is None:
                # That items are added to a list of unknown length is what the next round would find.
                found.setdefault(element, m.unknown(WIDENED, after.place))
    return found


def _widened(m: Interpreter, slot: Slot, before: Value | None, after: Value) -> Value:
    """What stands for both: of a few objects, or typical items, one of them; else unknown."""
    if isinstance(before, Tensor) and isinstance(after, Tensor) and after.operator in JOINING:
        others = [each for each in after.operands if not isinstance(each, Tensor) or each.key != before.key]
        if len(others) < len(after.operands):
            turn = Unknown("a turn of a loop", m.turn)
            added = [in_turn(part, turn) for each in others for part in inside(m, each)]
            return make(m, GROWN, (before, *added), after.place)
    doubted = containers.only_doubted(before, after)
    if doubted is not None:
        return doubted
    if isinstance(before, Tensor) and isinstance(after, Tensor) and _goes_on(before, after):
        made = make(m, TURNED, (before, Unknown(WIDENED, place=after.place)), after.place)
        return replace(made, rows=before.rows if before.rows == after.rows else None)
    found = [each for value in (before, after) if value is not None for _, each in alternatives(value)]
    kept = slot[1] == "element" or all(isinstance(each, Object) for each in found)
    if before is None or not kept or len(found) > MOST_OBJECTS:
        return m.unknown(WIDENED, after.place)
    kinds = tuple(dict.fromkeys(found))
    # No label tells which one it is in which turn.
    return Choice(tuple((ALWAYS, each) for each in kinds)) if len(kinds) > 1 else kinds[0]


def _goes_on(before: Tensor, after: Tensor) -> bool:
    """Whether a turn makes an array of what the turn before made of it: `x = layer(x)`."""
    return not is_table(before) and any(each.key == before.key for each in ancestors(after) if each is not after)


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
    if isinstance(before, Sequence) and isinstance(after, Sequence):
        return len(before.items) == len(after.items) and all(map(_steady, before.items, after.items))
    return isinstance(before, Choice) and all(
        any(labels <= under and _steady(arm, each) for labels, arm in before.arms)
        for under, each in alternatives(after)
    )
