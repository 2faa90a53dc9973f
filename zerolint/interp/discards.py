"""Calls that are statements: what a pure function gives there is lost."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

import libcst as cst

from zerolint.facts.events import Printed, ResultDiscarded
from zerolint.facts.machine import Arguments
from zerolint.facts.places import NOWHERE
from zerolint.facts.values import NONE, Method, Symbol, Tensor, Value
from zerolint.interp.callables import Partial
from zerolint.interp.machine import Interpreter
from zerolint.interp.nodes import inner_nodes
from zerolint.knowledge.pure import OF_DATASETS, kept_by_function, kept_by_method
from zerolint.knowledge.registry import kind_of


def discarded(m: Interpreter, function: Value, arguments: Arguments, node: cst.Call) -> Value:
    """Record a call whose result nothing takes, where that result is all that the function does."""
    owner: Value = NONE
    bound: tuple[Value, ...] = ()
    if isinstance(function, Partial):
        bound = function.arguments
        arguments = replace(arguments.behind(*bound), keywords={**dict(function.keywords), **arguments.keywords})
        function = m.here(function.function)
    match function:
        case Method():
            owner = m.here(function.owner)
            short = function.name.rpartition(".")[2]
            kept, name = kept_by_method(m, owner, short, arguments), f"{kind_of(owner)}.{short}"
        case Symbol(name="builtins.print"):
            m.event(Printed(place=m.place(node), text=_text(node)))
            return NONE
        case Symbol():
            kept, name = kept_by_function(function.name, arguments), function.name
        case _:
            return NONE
    expression = None if bound or kept is None else _expression(node, kept)
    at = NOWHERE if expression is None else m.place(expression)
    named = at != NOWHERE or bool(bound) or kept in ("chain", "nothing") or isinstance(node.func, cst.Name)
    if kept is not None and named and not (expression is not None and m.is_last_use(expression)):
        column = isinstance(owner, Tensor) and owner.operator == "columns"
        m.event(ResultDiscarded(place=m.place(node), function=name, kept=at, column=column))
    return NONE


def _text(call: cst.Call) -> str:
    """The words that a call's strings hold, those of templates included."""
    waiting: list[cst.CSTNode] = [each.value for each in call.args]
    found: list[str] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, (cst.SimpleString, cst.FormattedStringText)):
            found.append(node.value)
        waiting += inner_nodes(node)
    return " ".join(found)


def statements_at(module: cst.Module, numbers: Container[int]) -> frozenset[int]:
    """The module's own statements with these numbers, by their nodes; each of a line with several counts."""
    nodes: list[cst.CSTNode] = []
    for line in module.body:
        nodes += line.body if isinstance(line, cst.SimpleStatementLine) else (line,)
    return frozenset(id(node) for number, node in enumerate(nodes) if number in numbers)


def _expression(node: cst.Call, kept: str) -> cst.Name | cst.Attribute | cst.Subscript | None:
    """The expression of what was to change, behind a chain of methods the first of its links."""
    found: cst.BaseExpression | None = None
    if kept == "first" and node.args and node.args[0].keyword is None and not node.args[0].star:
        found = node.args[0].value
    elif kept in ("owner", "chain") and isinstance(node.func, cst.Attribute):
        found = node.func.value
        while kept == "chain" and isinstance(found, cst.Call) and isinstance(found.func, cst.Attribute):
            found = found.func.value if found.func.attr.value in OF_DATASETS else None
    return found if isinstance(found, (cst.Name, cst.Attribute, cst.Subscript)) else None
