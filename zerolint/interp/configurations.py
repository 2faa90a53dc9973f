"""Arguments that a script says the kind of: a data class of its own whose fields all have defaults."""

from __future__ import annotations

import libcst as cst

from zerolint.facts.places import Place
from zerolint.facts.values import Object, Value
from zerolint.interp.callables import ClassValue, Closure, FieldsInit
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.overriding import overridable
from zerolint.knowledge.records import DEEPEST


def configuration(m: Interpreter, function: Closure, name: str, place: Place) -> Value | None:
    """What an argument that is not known is by default: `def main(config: Config)`; None where nothing says so."""
    cls = _annotated(m, function, name)
    fields = m.heap.get((cls.key, "__init__")) if cls is not None else None
    if cls is None or not isinstance(fields, FieldsInit):
        return None
    if not fields.fields or any(each.default is None and each.factory is None for each in fields.fields):
        return None
    made = m.call(cls, (), {}, place)
    _leave_to_caller(m, made)
    return made


def _annotated(m: Interpreter, function: Closure, name: str) -> ClassValue | None:
    """The class of the script that a parameter is annotated with."""
    parameters = function.node.params
    every = (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params)
    annotation = next((each.annotation for each in every if each.name.value == name), None)
    node = annotation.annotation if annotation is not None else None
    if not isinstance(node, cst.Name):
        return None
    found = next((held for scope in function.scopes if (held := m.heap.get((scope, node.value))) is not None), None)
    return found if isinstance(found, ClassValue) and found.dataclass else None


def _leave_to_caller(m: Interpreter, made: Value, depth: int = DEEPEST) -> None:
    """Mark the fields as what the caller may have given otherwise."""
    if isinstance(made, Object) and depth:
        for name, value in m.attributes(made).items():
            _leave_to_caller(m, value, depth - 1)
            m.set_attribute(made, name, overridable(m, value))
