"""Transfer for statements: they change the heap; False means no path reaches the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.paths import Labels
from zerolint.facts.places import NOWHERE
from zerolint.facts.values import NONE, Known, Object, Symbol, Unknown, Value
from zerolint.interp import operators
from zerolint.interp.assignments import augmented
from zerolint.interp.branches import arms_of
from zerolint.interp.classes import define_class
from zerolint.interp.functions import define_function
from zerolint.interp.heap import Delta
from zerolint.interp.imports import import_from, import_module
from zerolint.interp.loops import break_, continue_, for_loop, while_loop
from zerolint.interp.machine import Interpreter, PathEnds, soft
from zerolint.interp.scopes import MODULE, delete_name
from zerolint.knowledge import transfer_method


def block(m: Interpreter, node: Any) -> bool:
    """Run a module, an indented block or a one-line suite."""
    if isinstance(node, (cst.SimpleStatementSuite, cst.SimpleStatementLine)):
        return all(statement(m, each) for each in node.body)
    return all(
        block(m, each) if isinstance(each, cst.SimpleStatementLine) else statement(m, each) for each in node.body
    )


def statement(m: Interpreter, node: cst.CSTNode) -> bool:
    """Run one statement; a path that ends inside it ends here."""
    handler = STATEMENTS.get(type(node))
    if handler is None or m.budget <= 0:
        return True
    try:
        return handler(m, node) is not False
    except PathEnds:
        return False


def _expression(m: Interpreter, node: cst.Expr) -> None:
    m.evaluate(node.value)


def _assign(m: Interpreter, node: cst.Assign) -> None:
    value = m.evaluate(node.value)
    for target in node.targets:
        m.given = m.place(node.value)
        if isinstance(target.target, cst.Tuple) and isinstance(node.value, cst.Tuple):
            m.sides = [m.place(each.value) for each in node.value.elements]
        m.assign(target.target, value)
    m.given, m.sides = NOWHERE, []


def _annotated(m: Interpreter, node: cst.AnnAssign) -> None:
    if node.value is not None:
        m.assign(node.target, m.evaluate(node.value))


def _augmented(m: Interpreter, node: cst.AugAssign) -> None:
    symbol, function = operators.BINARY[type(node.operator)]
    value = m.evaluate(node.value)
    place = m.place(node.value)
    result = m.lift(lambda a, b: operators.binary(m, symbol, function, a, b, place), m.evaluate(node.target), value)
    augmented(m, node.target, value, result)


def _if(m: Interpreter, node: cst.If) -> bool:
    ended: list[tuple[Labels, Delta]] = []
    arms = arms_of(m, m.evaluate(node.test))
    for labels, truth in arms:
        body = node.body if truth else node.orelse
        done = m.arm(labels, lambda body=body: _optional(m, body))  # type: ignore[misc]
        if done is not None:
            ended.append(done)
    return _continue(m, ended, narrowed=len(ended) < len(arms))


def _optional(m: Interpreter, body: Any) -> bool:
    if body is None:
        return True
    if isinstance(body, cst.If):
        return statement(m, body)
    return m.block(body.body if isinstance(body, cst.Else) else body)


def _continue(m: Interpreter, ended: list[tuple[Labels, Delta]], narrowed: bool) -> bool:
    """Join the arms that reached their end; where only one did, its labels hold from here on."""
    if not ended:
        return False
    m.heap.join(ended)
    if narrowed and len(ended) == 1 and _returned_early(m):
        m.labels |= ended[0][0]
    return True


def _returned_early(m: Interpreter) -> bool:
    """Whether the other arm went on elsewhere (`return`) instead of stopping the run (`raise`)."""
    frame = m.frames[-1]
    return bool(frame.returns) or bool(frame.loops and (frame.loops[-1].breaks or frame.loops[-1].continues))


def _return(m: Interpreter, node: cst.Return) -> bool:
    value = NONE if node.value is None else m.evaluate(node.value)
    frame = m.frames[-1]
    frame.returns.append((m.labels - frame.labels, m.heap.since(frame.depth), value))
    return False


def _raise(m: Interpreter, node: cst.Raise) -> bool:
    if node.exc is not None:
        m.evaluate(node.exc)
    return False


def _assert(m: Interpreter, node: cst.Assert) -> None:
    m.evaluate(node.test)


def _delete(m: Interpreter, node: cst.Del) -> None:
    targets = [e.value for e in node.target.elements] if isinstance(node.target, cst.Tuple) else [node.target]
    for target in targets:
        if isinstance(target, cst.Name):
            delete_name(m, target.value)
        elif isinstance(target, cst.Subscript):
            owner = m.evaluate(target.value)
            if isinstance(owner, Object) and owner.kind in ("list", "dict"):
                m.write(owner, "items" if owner.kind == "list" else "entries", Unknown("an item was deleted"))


def _global(m: Interpreter, node: cst.Global) -> None:
    for item in node.names:
        m.frames[-1].outer[item.name.value] = MODULE


def _nonlocal(m: Interpreter, node: cst.Nonlocal) -> None:
    frame = m.frames[-1]
    for item in node.names:
        name = item.name.value
        owners = [scope for scope in frame.scopes[1:] if m.heap.get((scope, name)) is not None]
        if owners:
            frame.outer[name] = owners[0]


def _with(m: Interpreter, node: cst.With) -> bool:
    """The body runs inside the contexts; a library's context is told when it is left."""
    entered: list[Object] = []
    for item in node.items:
        with m.inside(*entered):
            context = m.evaluate(item.item)
            if item.asname is not None:
                m.assign(item.asname.name, _entered(m, context, item))
        if isinstance(context, Object):
            entered.append(context)
    with m.inside(*entered):
        reached = m.block(node.body)
    if reached:
        for each in reversed(entered):
            transfer_method(m, each, "__exit__", Arguments(), m.place(node))
    return reached


def _entered(m: Interpreter, context: Value, item: cst.WithItem) -> Value:
    """What `__enter__` gives: the library's contexts give themselves."""
    if isinstance(context, Object) and m.heap.get((context.key, "__class__")) is not None:
        entered = m.attribute(context, "__enter__", m.place(item))
        return context if isinstance(entered, Unknown) else m.call(entered, (), {}, m.place(item))
    return context


def _try(m: Interpreter, node: cst.Try | cst.TryStar) -> bool:
    """The body is the ordinary way; handlers are other arms of the same branch."""
    branch = m.fresh()
    ended = []
    body = m.arm(soft(branch, 0), lambda: m.block(node.body) and (node.orelse is None or m.block(node.orelse.body)))
    if body is not None:
        ended.append(body)
    for number, handler in enumerate(node.handlers, start=1):
        done = m.arm(soft(branch, number), lambda handler=handler: _handler(m, handler))  # type: ignore[misc]
        if done is not None:
            ended.append((done[0], _with_imports(done[1], body)))
    if ended:
        m.heap.join(ended)
    reached = bool(ended)
    if node.finalbody is not None:
        reached = m.block(node.finalbody.body) and reached
    return reached


def _handler(m: Interpreter, handler: Any) -> bool:
    if handler.name is not None:
        m.assign(handler.name.name, m.unknown("an exception", m.place(handler)))
    return m.block(handler.body)


def _with_imports(delta: Delta, body: tuple[Labels, Delta] | None) -> Delta:
    """A name that the body imports is what the body imports: the fallback stands in for it."""
    if body is None:
        return delta
    symbols = {slot: value for slot, value in body[1].items() if isinstance(value, Symbol)}
    return {**delta, **symbols}


def _match(m: Interpreter, node: cst.Match) -> bool:
    """Each case is an arm; patterns bind unknown values."""
    subject = m.evaluate(node.subject)
    branch = m.fresh()
    ended = []
    exhaustive = False
    for number, case in enumerate(node.cases):
        verdict = _matches(m, subject, case)
        if verdict is False:
            continue
        exhaustive |= verdict is True
        done = m.arm(soft(branch, number), lambda case=case: _case(m, case, subject))  # type: ignore[misc]
        if done is not None:
            ended.append(done)
        if verdict is True:
            break
    if not exhaustive:
        ended.append((soft(branch, len(node.cases)), {}))
    if not ended:
        return False
    m.heap.join(ended)
    return True


def _matches(m: Interpreter, subject: Value, case: cst.MatchCase) -> bool | None:
    pattern = case.pattern
    if case.guard is None and isinstance(pattern, cst.MatchAs) and pattern.pattern is None:
        return True
    if isinstance(pattern, cst.MatchValue) and isinstance(subject, Known):
        wanted = m.evaluate(pattern.value)
        if isinstance(wanted, Known):
            return subject == wanted if case.guard is None or subject != wanted else None
    return None


def _case(m: Interpreter, case: cst.MatchCase, subject: Value) -> bool:
    if isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None and case.pattern.name is not None:
        m.assign(case.pattern.name, subject)
    return m.block(case.body)


STATEMENTS: dict[type[cst.CSTNode], Callable[[Interpreter, Any], bool | None]] = {
    cst.Expr: _expression,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.If: _if,
    cst.For: for_loop,
    cst.While: while_loop,
    cst.FunctionDef: define_function,
    cst.ClassDef: define_class,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Del: _delete,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.Match: _match,
    cst.Import: import_module,
    cst.ImportFrom: import_from,
    cst.Break: break_,
    cst.Continue: continue_,
}
