"""Statements that run something on the way out: `try`, and `with` of the script's own classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.paths import ALWAYS
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Symbol, Tensor, Unknown, Value, alternatives
from zerolint.interp import containers
from zerolint.interp.callables import ClassValue, Closure
from zerolint.interp.calls import awaited
from zerolint.interp.classes import class_of
from zerolint.interp.concrete import truth
from zerolint.interp.frames import Arm, Exit, Frame
from zerolint.interp.heap import Delta, Written
from zerolint.interp.machine import Interpreter, soft
from zerolint.interp.nodes import words
from zerolint.interp.widening import Mark
from zerolint.knowledge import transfer_method
from zerolint.knowledge.keras_training import CAUGHT


def try_(m: Interpreter, node: cst.Try | cst.TryStar) -> bool:
    """The body is the ordinary way; handlers are other arms, behind some of what the body does."""
    if node.finalbody is None and (taken := _imports_of_one_arm(m, node)) is not None:
        m.heap.apply(taken)
        return node.orelse is None or m.block(node.orelse.body)
    # What the body does before it raises happens as well as what a handler does: two branches.
    branch, outcome = m.fresh(), m.fresh()
    leaving = Leaving.of(m)
    newest = m.newest
    with m.heap.journal() as written:
        body = m.arm(soft(branch, 0), lambda: _watched(m, node) and (node.orelse is None or m.block(node.orelse.body)))
    partial = {slot for slot in written if slot[0] <= newest}
    ended: list[Arm] = [] if body is None else [(body[0] - soft(branch, 0) | soft(outcome, 0), body[1])]
    with m.heap.journal() as handled:
        # Each handler but the last is a branch of two arms, this one or those behind it.
        rest = soft(outcome, 1)
        for handler in node.handlers:
            labels = rest
            if handler is not node.handlers[-1]:
                kind = m.fresh()
                labels, rest = rest | soft(kind, 0), rest | soft(kind, 1)
            done = m.arm(labels, lambda handler=handler: _handler(m, handler, partial, body))  # type: ignore[misc]
            if done is not None:
                ended.append((done[0], _with_imports(done[1], body)))
    if node.finalbody is not None:
        partial |= {slot for slot in handled if slot[0] <= newest}
        m.heap.push()
        _forget(m, partial, "written in a try body")
        lost = m.heap.pop()
        return _finally(m, node.finalbody, ended, lost, leaving)
    if ended:
        m.heap.join(ended)
    return bool(ended)


def _watched(m: Interpreter, node: cst.Try | cst.TryStar) -> bool:
    types = [words(each.type) if each.type is not None else set() for each in node.handlers]
    caught = [CAUGHT] if any(not each or each - INTERRUPTIONS for each in types) else []
    with m.frames[-1].watching(bool(node.handlers)), m.inside(*caught):
        return m.block(node.body)


INTERRUPTIONS = frozenset({"KeyboardInterrupt", "SystemExit"})
"""What is caught where a training is ended from outside."""
ASKING = frozenset({"raises", "assertRaises", "assertRaisesRegex"})
"""Contexts of tests that await an error."""


def _finally(m: Interpreter, last: cst.Finally, ended: list[Arm], lost: Delta, leaving: Leaving) -> bool:
    """What stands behind every way out, also that of an exception nobody handles; then the ordinary ways go on."""
    newest = m.newest
    # An exception comes out of the body or out of a handler: a branch of its own, which excludes neither.
    way = m.fresh()
    ended = [(labels | soft(way, 0), delta) for labels, delta in ended]
    m.heap.join([*ended, (soft(way, 1), lost)])
    with m.heap.journal() as written:
        reached = m.block(last.body)
    leaving.forget(m, {slot for slot in written if slot[0] <= newest})
    if len(ended) == 1:
        m.labels |= ended[0][0]
    return bool(ended) and reached


def _handler(m: Interpreter, handler: Any, partial: Written, body: Arm | None) -> bool:
    """A handler runs behind some of what the body wrote."""
    _forget(m, partial, "written in a try body", *([] if body is None else [body[1]]))
    if handler.name is not None:
        m.assign(handler.name.name, m.unknown("an exception", m.place(handler)))
    return m.block(handler.body)


def _imports_of_one_arm(m: Interpreter, node: cst.Try | cst.TryStar) -> Delta | None:
    """Of `try: from .model import f`, `except ImportError: from model import f`: what leads to a module of the project.

    None where that does not decide: the imports are of libraries, or both lead nowhere.
    """
    if m.project.search is None or not _only_imports(node.body):
        return None
    for body in (node.body, *(handler.body for handler in node.handlers if _only_imports(handler.body))):
        absent, own = m.project.absent, len(m.project.modules)
        done = m.arm(ALWAYS, lambda body=body: m.block(body))  # type: ignore[misc]
        if (
            done is not None
            and m.project.absent == absent
            and (len(m.project.modules) > own or _names_modules(m, done[1]))
        ):
            return done[1]
    return None


def _only_imports(body: Any) -> bool:
    lines = [each.body if isinstance(each, cst.SimpleStatementLine) else (each,) for each in body.body]
    return all(isinstance(each, (cst.Import, cst.ImportFrom)) for line in lines for each in line)


def _names_modules(m: Interpreter, delta: Delta) -> bool:
    """Whether a name was bound to something of a module of the project."""
    return any(
        isinstance(value, (Closure, ClassValue)) or value in m.project.modules.values() for value in delta.values()
    )


def _with_imports(delta: Delta, body: Arm | None) -> Delta:
    """A name that the body imports is what the body imports: the fallback stands in for it."""
    if body is None:
        return delta
    symbols = {slot: value for slot, value in body[1].items() if isinstance(value, Symbol)}
    return {**delta, **symbols}


def _forget(m: Interpreter, slots: Written, reason: str, *others: Delta) -> None:
    """What the slots hold is unknown; a container that they may have named may be changed under that name."""
    for slot in slots:
        for value in (m.heap.get(slot), *(delta.get(slot) for delta in others)):
            if value is not None and any(_is_container(each) for _, each in alternatives(value)):
                containers.forget(m, value, reason)
    for slot in slots:
        before, after = m.heap.get(slot), [delta[slot] for delta in others if slot in delta]
        kept = containers.only_doubted(before, after[0]) if after else None
        # What a body writes and takes back is not what it was in between.
        marked = kept is not None and before is not None and kept.marks != before.marks
        m.heap.set(slot, kept if kept is not None and marked else m.unknown(reason))


def _is_container(value: Value) -> bool:
    return isinstance(value, Object) and value.kind in containers.CONTAINERS


@dataclass(slots=True)
class Leaving:
    """The ways out of a frame and its innermost loop that were there before a statement."""

    frame: Frame
    counts: tuple[int, ...]

    @staticmethod
    def _lists(frame: Frame) -> list[list[Exit]]:
        loop = frame.loops[-1] if frame.loops else None
        return [frame.returns] if loop is None else [frame.returns, loop.breaks, loop.continues]

    @staticmethod
    def of(m: Interpreter) -> Leaving:
        """Before the statement."""
        frame = m.frames[-1]
        return Leaving(frame, tuple(map(len, Leaving._lists(frame))))

    def forget(self, m: Interpreter, slots: Written) -> None:
        """The ways out since then also ran something that writes these slots."""
        if not slots:
            return
        unknown = {slot: m.unknown("written on the way out") for slot in slots}
        for exits, count in zip(Leaving._lists(self.frame), self.counts, strict=True):
            exits[count:] = [(labels, {**delta, **unknown}, value) for labels, delta, value in exits[count:]]


def with_(m: Interpreter, node: cst.With) -> bool:
    """The body runs inside the contexts; those of the script's own classes run `__exit__`, a library's is told."""
    leaving = Leaving.of(m)
    newest = m.newest
    contexts: list[Object] = []
    unknown = False
    protocol = SYNCHRONOUS if node.asynchronous is None else ASYNCHRONOUS
    with m.heap.journal() as written:
        for item in node.items:
            with m.inside(*contexts):
                context = m.evaluate(item.item)
                entered = _entered(m, context, item, protocol)
                if item.asname is not None:
                    m.assign(item.asname.name, entered)
            if isinstance(context, Object):
                contexts.append(context)
            unknown |= not isinstance(context, (Object, Tensor))
    generators = {slot for slot in written if slot[0] <= newest} if _any(contexts, "generator") else set()
    _forget(m, generators, "written by a generator that is a context")
    managers = [each for each in contexts if class_of(m, each) is not None or each.kind in MANAGERS]
    asked = [CAUGHT] if any(ASKING & words(item.item) for item in node.items) else []
    with m.inside(*contexts, *asked), m.frames[-1].watching(unknown or _any(contexts, "contextlib.suppress")):
        reached = (
            _managed(m, node, [(each, protocol.leave) for each in managers], leaving)
            if managers
            else m.block(node.body)
        )
    _forget(m, generators, "written by a generator that is a context")
    if reached:
        for each in reversed(contexts):
            transfer_method(m, each, "__exit__", Arguments(), m.place(node))
    return reached


class Protocol(NamedTuple):
    """The methods of a context."""

    enter: str
    leave: str


SYNCHRONOUS = Protocol("__enter__", "__exit__")
ASYNCHRONOUS = Protocol("__aenter__", "__aexit__")
Manager = tuple[Object, str]
"""A context, and its method for the way out."""
MANAGERS = frozenset({"generator", "contextlib.suppress"})
"""Contexts besides those of the script's own classes that do something on the way out."""


def _any(managers: list[Object], kind: str) -> bool:
    return any(manager.kind == kind for manager in managers)


def _entered(m: Interpreter, context: Value, item: cst.WithItem, protocol: Protocol) -> Value:
    """What `__enter__` gives: the library's contexts give themselves, a generator what it yields."""
    if isinstance(context, Object) and class_of(m, context) is not None:
        place = m.place(item)
        entered = m.attribute(context, protocol.enter, place)
        return context if isinstance(entered, Unknown) else awaited(m, m.call(entered, (), {}, place), place)
    if isinstance(context, Object) and context.kind == "generator":
        given = containers.consume(m, context)
        return given[0] if given else m.unknown("what a context gives", m.place(item))
    return context


def _managed(m: Interpreter, node: cst.With, managers: list[Manager], leaving: Leaving) -> bool:
    """The body, and the ways out of it through `__exit__`, which may swallow what the body raises."""
    place = m.place(node)
    branch, outcome = m.fresh(), m.fresh()
    newest = m.newest
    with m.heap.journal() as written:
        body = m.arm(soft(branch, 0), lambda: m.block(node.body))
    partial = {slot for slot in written if slot[0] <= newest}

    def failed() -> bool:
        _forget(m, partial, "written in a with body")
        return truth(m, _leave(m, managers, m.unknown("an exception", place), place)) is not False

    def quietly() -> bool:
        m.heap.apply(body[1] if body is not None else {})
        _leave(m, managers, NONE, place)
        return True

    mark = Mark.of(m)
    raised = m.arm(soft(outcome, 1), failed)
    mark.return_to(m)
    done = m.arm(body[0] - soft(branch, 0) | soft(outcome, 0), quietly) if body is not None else None
    ended = [arm for arm in (raised, done) if arm is not None]
    if raised is None and done is not None:
        m.heap.apply(done[1])
    elif ended:
        m.heap.join(ended)
    with m.heap.journal() as behind:
        m.arm(ALWAYS, lambda: bool(_leave(m, managers, m.unknown("an exception", place), place)))
    leaving.forget(m, {slot for slot in behind if slot[0] <= newest})
    return bool(ended)


def _leave(m: Interpreter, managers: list[Manager], error: Value, place: Place) -> Value:
    """Run `__exit__` of each context, the last one first; gives what the first one says."""
    result: Value = NONE
    for manager, leave in reversed(managers):
        if manager.kind in MANAGERS:
            result = Known(True) if manager.kind == "contextlib.suppress" else m.unknown("a generator", place)
        else:
            result = awaited(m, m.call(m.attribute(manager, leave, place), (error, error, error), {}, place), place)
    return result
