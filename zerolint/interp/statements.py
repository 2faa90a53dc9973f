"""Transfer for statements: they change the heap; False means no path reaches the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import libcst as cst

from zerolint.facts.paths import Labels
from zerolint.facts.places import NOWHERE
from zerolint.facts.values import NONE, Known, Object, Tensor, Value
from zerolint.interp import dicts, lists
from zerolint.interp.assignments import augmented
from zerolint.interp.attributes import delete_attribute
from zerolint.interp.branches import arms_of
from zerolint.interp.class_statements import define_class
from zerolint.interp.concrete import truth
from zerolint.interp.defaults import forget_defaults, settle_defaults
from zerolint.interp.exceptions import try_, with_
from zerolint.interp.expressions import evaluate_index
from zerolint.interp.functions import define_function
from zerolint.interp.heap import Delta, Slot
from zerolint.interp.imports import import_from, import_module
from zerolint.interp.loops import break_, continue_, for_loop, while_loop
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.matches import match_
from zerolint.interp.scopes import declaration, delete_name, mangled
from zerolint.knowledge import column_gone, item_set


def block(m: Interpreter, node: Any) -> bool:
    """Run a module, an indented block or a one-line suite."""
    return all((block if isinstance(each, cst.SimpleStatementLine) else statement)(m, each) for each in node.body)


def statement(m: Interpreter, node: cst.CSTNode) -> bool:
    """Run one statement; a path that ends inside it ends here."""
    handler = STATEMENTS.get(type(node))
    if handler is None or m.budget <= 0:
        return True
    m.checkpoint()
    try:
        return handler(m, node) is not False
    except PathEnds:
        return False


def _expression(m: Interpreter, node: cst.Expr) -> None:
    if isinstance(node.value, cst.Call) and id(node) not in m.displayed and not m.frames[-1].watched:
        m.unused = m.place(node.value)
    m.evaluate(node.value)


def _assign(m: Interpreter, node: cst.Assign) -> None:
    # `!command` of a notebook, whose result is not known, is masked by an ellipsis.
    masked = isinstance(node.value, cst.Ellipsis)
    value = m.unknown("a command's result", m.place(node.value)) if masked else m.evaluate(node.value)
    for target in node.targets:
        m.given = m.place(node.value)
        if isinstance(target.target, cst.Tuple) and isinstance(node.value, cst.Tuple):
            m.sides = [m.place(each.value) for each in node.value.elements]
        m.assign(target.target, value)
    m.given, m.sides = NOWHERE, []


def _annotated(m: Interpreter, node: cst.AnnAssign) -> None:
    if node.value is not None:
        m.assign(node.target, m.evaluate(node.value))


def _if(m: Interpreter, node: cst.If) -> bool:
    ended: list[tuple[Labels, Delta]] = []
    newest = m.newest
    test = m.evaluate(node.test)
    forgotten: dict[Slot, Value] = {}

    def run(side: bool) -> bool:
        forgotten.update(forget_defaults(m, node.test, test, side))
        return _optional(m, node.body if side else node.orelse)

    arms = arms_of(m, test)
    for labels, side in arms:
        done = m.arm(labels, partial(run, side))
        if done is not None:
            ended.append(done)
    settle_defaults(forgotten, ended)
    return _continue(m, ended, newest, narrowed=len(ended) < len(arms))


def _optional(m: Interpreter, body: Any) -> bool:
    if body is None:
        return True
    if isinstance(body, cst.If):
        return statement(m, body)
    return m.block(body.body if isinstance(body, cst.Else) else body)


def _continue(m: Interpreter, ended: list[tuple[Labels, Delta]], newest: int, narrowed: bool) -> bool:
    """Join the arms that reached their end; where only one did, its labels hold from here on."""
    if not ended:
        return False
    m.heap.join(ended, newest)
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


def _assert(m: Interpreter, node: cst.Assert) -> bool:
    return truth(m, m.evaluate(node.test)) is not False


def _delete(m: Interpreter, node: cst.Del) -> None:
    for target in _each_target(node.target):
        if isinstance(target, cst.Name):
            delete_name(m, target.value)
        elif isinstance(target, cst.Subscript):
            owner, index = m.evaluate(target.value), evaluate_index(m, target)
            m.lift(lambda each, key: _delete_item(m, each, key), owner, index)
        elif isinstance(target, cst.Attribute):
            place, name = m.place(target), mangled(m, target.attr.value)
            m.lift(lambda each, n=name, p=place: delete_attribute(m, each, n, p), m.evaluate(target.value))


def _each_target(target: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(target, (cst.Tuple, cst.List)):
        for each in target.elements:
            yield from _each_target(each.value)
    else:
        yield target


def _delete_item(m: Interpreter, owner: Value, index: Value) -> Value:
    if isinstance(owner, Object) and owner.kind == "list":
        lists.delete_item(m, owner, index)
    elif isinstance(owner, Object) and owner.kind == "dict":
        dicts.store_item(m, owner, index, None)
    elif isinstance(owner, Tensor) and isinstance(index, Known) and isinstance(index.value, str):
        column_gone(m, owner, index, index.place)
    elif isinstance(owner, Tensor):
        item_set(m, owner, index, m.unknown("rows that are gone"))
    return NONE


def _global(m: Interpreter, node: cst.Global) -> None:
    frame = m.frames[-1]
    for item in node.names:
        frame.outer[item.name.value] = frame.scopes[-1]
        m.heap.set(declaration(frame.key, item.name.value), Known(True))


def _nonlocal(m: Interpreter, node: cst.Nonlocal) -> None:
    frame = m.frames[-1]
    for item in node.names:
        name = item.name.value
        owners = [scope for scope in frame.scopes[1:] if m.heap.get((scope, name)) is not None]
        if owners:
            frame.outer[name] = owners[0]


STATEMENTS: dict[type[cst.CSTNode], Callable[[Interpreter, Any], bool | None]] = {
    cst.Expr: _expression,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: augmented,
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
    cst.With: with_,
    cst.Try: try_,
    cst.TryStar: try_,
    cst.Match: match_,
    cst.Import: import_module,
    cst.ImportFrom: import_from,
    cst.Break: break_,
    cst.Continue: continue_,
}
