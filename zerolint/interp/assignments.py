"""Assignment targets: names, attributes, subscripts, unpacking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from zerolint.facts.events import Bound
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Known, Object, Sequence, Tensor, Unknown, Value, ordinary_alternatives
from zerolint.interp import containers, lists, operators
from zerolint.interp.attributes import write_attribute
from zerolint.interp.dunders import SPECIAL, special
from zerolint.interp.expressions import evaluate_index
from zerolint.interp.machine import Interpreter
from zerolint.interp.scopes import assign_name, mangled
from zerolint.interp.subscripts import store, subscript
from zerolint.knowledge.tensors import part
from zerolint.knowledge.tf_data import element_of
from zerolint.knowledge.writing import seen_through, written_within

MODELS = frozenset({"keras.Model", "keras.Sequential"})


def assign(m: Interpreter, target: cst.CSTNode, value: Value) -> None:
    """Bind a value to a target."""
    match target:
        case cst.Name():
            assign_name(m, target.value, value)
            _note(m, target.value, value, target)
        case cst.Attribute():
            owner = m.evaluate(target.value)
            place, name = m.place(target), mangled(m, target.attr.value)
            m.lift(lambda each: write_attribute(m, each, name, value, place), owner)
            _note(m, target.attr.value, value, target)
        case cst.Subscript():
            owner, index = m.evaluate(target.value), evaluate_index(m, target)
            place = m.place(target)
            m.lift(lambda each, key: store(m, each, key, value, place), owner, index)
            _store_through(m, target, owner, value)
            if isinstance(index, Known) and isinstance(index.value, str):
                _note(m, index.value, value, target)
        case cst.Tuple() | cst.List():
            _unpack(m, target, value)
        case cst.StarredElement():
            assign(m, target.value, value)


def _store_through(m: Interpreter, target: cst.Subscript, owner: Value, value: Value) -> None:
    """`x[i][j] = value` with an `i` that is not known: a part that nobody else holds is written for its array."""
    if not isinstance(target.value, cst.Subscript):
        return
    for labels, each in ordinary_alternatives(owner):
        if isinstance(each, Tensor) and isinstance(each.attribute("index"), Unknown):
            with m.assuming(labels):
                written_within(m, each, value)


def _note(m: Interpreter, name: str, value: Value, target: cst.CSTNode) -> None:
    """Tell the detectors which name an array or a model got; its role is often only in the name."""
    for labels, each in ordinary_alternatives(value):
        with m.assuming(labels):
            _note_one(m, name, each, target)


def _note_one(m: Interpreter, name: str, value: Value, target: cst.CSTNode) -> None:
    element = element_of(m, value)
    if element is not None:
        value = element.items[0] if isinstance(element, Sequence) and element.items else element
    named = isinstance(value, Tensor) or (isinstance(value, Unknown) and value.key)
    if named or (isinstance(value, Object) and value.kind in MODELS):
        frame = m.frames[-1].key
        m.event(Bound(place=value.place, name=name, value=value, target=m.place(target), given=m.given, frame=frame))


def _unpack(m: Interpreter, target: cst.Tuple | cst.List, value: Value) -> None:
    targets = [element.value for element in target.elements]
    starred = next((i for i, element in enumerate(target.elements) if isinstance(element, cst.StarredElement)), None)
    items = _items(m, value)
    if isinstance(value, Choice):
        # Item by item, so that each name gets the alternatives under their labels.
        for index, each in enumerate(targets):
            assign(
                m,
                each,
                m.lift(lambda arm, i=index: _item(m, arm, i, len(targets)), value)
                if starred is None
                else Unknown("unpacking"),
            )
    elif items is None:
        for index, each in enumerate(targets):
            assign(m, each, part(m, value, index))
    elif starred is not None and len(items) >= len(targets) - 1:
        behind = len(targets) - starred - 1
        middle = items[starred : len(items) - behind]
        for each, item in zip(targets[:starred], items[:starred], strict=True):
            assign(m, each, item)
        assign(m, targets[starred], containers.make_list(m, middle, value.place))
        for each, item in zip(targets[starred + 1 :], items[len(items) - behind :], strict=True):
            assign(m, each, item)
    else:
        sides, m.sides = m.sides, []
        for index, each in enumerate(targets):
            m.given = sides[index] if len(sides) == len(targets) else m.given
            assign(m, each, items[index] if index < len(items) else Unknown("too few values to unpack"))


def _item(m: Interpreter, value: Value, index: int, count: int) -> Value:
    items = _items(m, value)
    if items is None:
        return part(m, value, index)
    return items[index] if len(items) == count else Unknown("too few values to unpack")


def _items(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, Known) and not isinstance(value.value, str):
        return None
    unpacked = isinstance(value, Object) and value.kind in containers.KNOWN_ITEMS
    return containers.drain(m, value) if unpacked or isinstance(value, (Sequence, Known)) else None


def augmented(m: Interpreter, node: cst.AugAssign) -> None:
    """`target op= value`: lists, sets, dicts and arrays change for every alias, everything else is bound anew."""
    symbol, function = operators.BINARY[type(node.operator)]
    before, write = _reference(m, node.target)
    value = m.evaluate(node.value)
    place = m.place(node.value)
    result = m.lift(lambda a, b: _in_place(m, symbol, function, a, b, place), before, value)
    # An array under a name is changed where it is; an attribute may be that of the class, and is the instance's then.
    if result is not before or not isinstance(result, Tensor) or not isinstance(node.target, cst.Name):
        write(m.current(result) if isinstance(node.target, cst.Subscript) else result)


def _reference(m: Interpreter, target: cst.CSTNode) -> tuple[Value, Callable[[Value], object]]:
    """What a target holds now, and how to store into it; its parts are evaluated once."""
    if isinstance(target, cst.Attribute):
        owner, place, name = m.evaluate(target.value), m.place(target), mangled(m, target.attr.value)
        before = m.attribute(owner, name, place)
        return before, lambda new: m.lift(lambda each: write_attribute(m, each, name, new, place), owner)
    if isinstance(target, cst.Subscript):
        owner, index, place = m.evaluate(target.value), evaluate_index(m, target), m.place(target)
        before = m.lift(lambda each, key: subscript(m, each, key, place), owner, index)
        return before, lambda new: m.lift(lambda each, key: store(m, each, key, new, place), owner, index)
    return m.evaluate(target), lambda new: assign(m, target, new)


def _in_place(
    m: Interpreter, symbol: str, function: Callable[[Any, Any], Any], before: Value, value: Value, place: Place
) -> Value:
    if isinstance(before, Object) and before.kind == "list" and symbol == "+":
        lists.method(m, before, "extend", (value,), {}, place)
        return before
    own = special(m, f"i{SPECIAL[symbol]}", before, (value,), place)
    if own is not None:
        return own
    result = operators.binary(m, symbol, function, before, value, place)
    if isinstance(before, Tensor) and before.key and isinstance(result, Tensor):
        m.update(before, result)
        seen_through(m, before, result)
        return before
    if isinstance(before, Object) and before.kind in containers.CONTAINERS:
        slot = "entries" if before.kind == "dict" else "items"
        made = m.read(result, slot) if isinstance(result, Object) and result.kind == before.kind else None
        m.write(before, slot, Unknown("changed by an operator") if made is None else made)
        return before
    return result
