"""Transfer for expressions: what each kind of expression node is worth."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable, Collection
from functools import lru_cache, partial
from typing import Any

import libcst as cst

from zerolint.facts.places import Place
from zerolint.facts.sizes import times
from zerolint.facts.values import (
    Choice,
    Formula,
    Known,
    Object,
    Sequence,
    SliceOf,
    Symbol,
    Tensor,
    Unknown,
    Value,
    alternatives,
    marked,
    not_none,
)
from zerolint.interp import containers, dicts, lists, operators, texts
from zerolint.interp.branches import arms_of, asked, one_of_these
from zerolint.interp.callables import ClassValue, Entries
from zerolint.interp.calls import Arguments, awaited, call
from zerolint.interp.comprehensions import COMPREHENSIONS, comprehension
from zerolint.interp.concrete import NotConcrete, concrete, holds, marked_by, prints_its_name, truth
from zerolint.interp.defaults import consistent, on_its_arm
from zerolint.interp.discards import discarded
from zerolint.interp.dunders import special
from zerolint.interp.escapes import is_instance
from zerolint.interp.functions import closure
from zerolint.interp.machine import Interpreter
from zerolint.interp.scopes import assign_name, lookup, mangled
from zerolint.interp.sizes import MOST_CHARACTERS
from zerolint.interp.subscripts import subscript


def evaluate(m: Interpreter, node: cst.CSTNode) -> Value:
    """What the expression is worth on the current path."""
    if not m.spend():
        return Unknown("budget", place=m.place(node))
    handler = HANDLERS.get(type(node))
    if handler is None:
        return m.missed(f"{type(node).__name__} expression", node)
    value = handler(m, node)
    return m.here(value) if isinstance(value, Choice) else value


def _name(m: Interpreter, node: cst.Name) -> Value:
    return lookup(m, node.value, m.place(node))


def _attribute(m: Interpreter, node: cst.Attribute) -> Value:
    return m.attribute(not_none(m.evaluate(node.value)), mangled(m, node.attr.value), m.place(node))


def _call(m: Interpreter, node: cst.Call) -> Value:
    function = not_none(m.evaluate(node.func))
    place = m.place(node)
    arguments = evaluate_arguments(m, node.args)
    if m.unused == place:
        m.lift(lambda each: discarded(m, each, arguments, node), function)
    return m.lift(lambda each: call(m, each, arguments, place), function)


def evaluate_arguments(m: Interpreter, nodes: Any) -> Arguments:
    """The arguments of a call in order, `*` and `**` unpacked where their contents are known."""
    positional: list[Value] = []
    after: list[Value] = []
    keywords: dict[str, Value] = {}
    opaque = spread = False
    unpacked = options = None
    for argument in nodes:
        value = m.evaluate(argument.value)
        if argument.star == "*":
            items = containers.drain(m, value)
            (after if spread else positional).extend(items or ())
            spread |= items is None
            unpacked = value if items is None and len(nodes) == 1 else None
        elif argument.star == "**":
            known = m.entries(value)
            opaque |= known is None or not all(isinstance(key, Known) for key in known)
            options = value if known is None else options
            for key, each in (known or {}).items():
                if isinstance(key, Known) and isinstance(key.value, str):
                    keywords[key.value] = each
        elif argument.keyword is not None:
            keywords[argument.keyword.value] = value
        else:
            (after if spread else positional).append(value)
    return Arguments(tuple(positional), keywords, opaque or spread, tuple(after), unpacked, options)


def _literal(m: Interpreter, node: cst.Integer | cst.Float | cst.Imaginary | cst.SimpleString) -> Value:
    place = m.place(node)
    known = m.literals.get(place)
    if known is None:
        try:
            known = Known(_value_of(node.value), place=place)
        except (SyntaxError, ValueError):
            # Text that Python refuses: a number of too many digits, a character that does not exist.
            known = m.unknown("a literal that Python refuses", place)
        m.literals[place] = known
    return known


def _value_of(literal: str) -> Any:
    """What a literal is worth; most are short and written again and again, and each costs a run of the compiler."""
    return _short(literal) if len(literal) <= 80 else literal_eval(literal)


_short = lru_cache(4096)(literal_eval)


def _concatenated(m: Interpreter, node: cst.ConcatenatedString) -> Value:
    left, right = m.evaluate(node.left), m.evaluate(node.right)
    if isinstance(left, Known) and isinstance(right, Known):
        return Known(left.value + right.value, place=m.place(node))
    return m.unknown("formatted text", m.place(node))


def _formatted(m: Interpreter, node: cst.FormattedString) -> Value:
    parts: list[str] = []
    values: list[Value] = []
    known = True
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            parts.append(part.value)
            continue
        expression = getattr(part, "expression", None)
        value = m.evaluate(expression) if expression is not None else Unknown()
        plain = getattr(part, "format_spec", None) is None and getattr(part, "conversion", None) is None
        plain = plain and not prints_its_name(m, value)
        try:
            text = str(concrete(m, value)) if plain else None
        except NotConcrete:
            text = None
        known &= text is not None and len(text) < MOST_CHARACTERS
        parts.append(text or "")
        values.append(value)
    if not known:
        return texts.formatted(m, values, m.place(node))
    return marked_by(m, Known("".join(parts), place=m.place(node)), *values)


def _sequence_items(m: Interpreter, node: Any) -> tuple[Value, ...] | None:
    items: list[Value] = []
    known = True
    for element in node.elements:
        value = m.evaluate(element.value)
        if isinstance(element, cst.StarredElement):
            more = containers.drain(m, value)
            known = known and more is not None
            items += more or ()
        else:
            items.append(value)
    return tuple(items) if known else None


def _tuple(m: Interpreter, node: cst.Tuple) -> Value:
    items = _sequence_items(m, node)
    return (
        m.unknown("unpacking something unknown", m.place(node))
        if items is None
        else Sequence(items, place=m.place(node))
    )


def _list(m: Interpreter, node: cst.List | cst.Set) -> Value:
    items = _sequence_items(m, node)
    place = m.place(node)
    if isinstance(node, cst.Set):
        return lists.make_set(m, items, place)
    contents = Unknown("unpacking something unknown") if items is None else Sequence(items)
    return m.new("list", place, {"items": contents})


def _dict(m: Interpreter, node: cst.Dict) -> Value:
    made = m.new("dict", m.place(node), {"entries": Entries(())})
    for element in node.elements:
        if isinstance(element, cst.StarredDictElement):
            dicts.method(m, made, "update", (m.evaluate(element.value),), {}, made.place)
        elif isinstance(element, cst.DictElement):
            key, value = m.evaluate(element.key), m.evaluate(element.value)
            m.lift(lambda each, value=value: dicts.stored(m, made, each, value), key)
    return made


def _binary(m: Interpreter, node: cst.BinaryOperation) -> Value:
    symbol, function = operators.BINARY[type(node.operator)]
    place = m.place(node)
    left = m.evaluate(node.left)
    return m.lift(lambda a, b: operators.binary(m, symbol, function, a, b, place), left, m.evaluate(node.right))


def _unary(m: Interpreter, node: cst.UnaryOperation) -> Value:
    operand = m.evaluate(node.expression)
    place = m.place(node)
    if isinstance(node.operator, cst.Not):
        return m.lift(lambda each: _negated(m, each, place), operand)
    symbol, function = operators.UNARY[type(node.operator)]
    return m.lift(lambda each: operators.unary(m, symbol, function, each, place), operand)


def _negated(m: Interpreter, value: Value, place: Place) -> Value:
    known = truth(m, value)
    if known is not None:
        return Known(not known, place=place, marks=value.marks)
    return Formula("not", (value,), place=place)


def _boolean(m: Interpreter, node: cst.BooleanOperation) -> Value:
    left, stops = m.evaluate(node.left), isinstance(node.operator, cst.Or)
    keep, go_on = partial(consistent, m, left, stops), partial(m.evaluate, node.right)
    if is_instance(m, left):
        return left if stops else go_on()
    return m.fork([(labels, keep if truth is stops else go_on) for labels, truth in arms_of(m, left)])


def _comparison(m: Interpreter, node: cst.Comparison) -> Value:
    return _chain(m, m.evaluate(node.left), node.comparisons, m.place(node))


def _chain(m: Interpreter, left: Value, targets: Collection[cst.ComparisonTarget], place: Place) -> Value:
    """`a < b < c` is `a < b and b < c`, with each operand evaluated once, and only if it is reached."""
    target, *others = targets
    right = m.evaluate(target.comparator)
    one = _compared(m, type(target.operator), left, right, place)
    if not others:
        return one
    stop, go_on = partial(m.here, one), partial(_chain, m, right, others, place)
    result = m.fork([(labels, go_on if holds else stop) for labels, holds in arms_of(m, one)])
    unknown = all(isinstance(each, Unknown) for _, each in alternatives(result))
    return m.unknown("comparison", place) if unknown else result


def _compared(m: Interpreter, operator: type[cst.CSTNode], left: Value, right: Value, place: Place) -> Value:
    if operator in operators.COMPARE:
        symbol, function = operators.COMPARE[operator]
        return m.lift(lambda a, b: operators.compare(m, symbol, function, a, b, place), left, right)
    if operator in (cst.Is, cst.IsNot):
        return m.lift(lambda a, b: _identical(m, a, b, operator is cst.Is, place), left, right)
    return m.lift(lambda a, b: _contained(m, a, b, operator is cst.In, place), left, right)


def _identical(m: Interpreter, left: Value, right: Value, wanted: bool, place: Place) -> Value:
    for first, second in ((left, right), (right, left)):
        if isinstance(second, Known) and second.value is None:
            if is_instance(m, first):
                return Known(not wanted, place=place)
            if isinstance(first, Unknown) or (isinstance(first, Known) and first.value is None and first.marks):
                return asked(m, "is" if wanted else "is not", first, second, place)
            return Known((first == second) is wanted, place=place)
    if (left is right and isinstance(left, Known)) or (
        isinstance(left, Tensor) and isinstance(right, Tensor) and left.key == right.key != 0
    ):
        return Known(wanted, place=place)
    if isinstance(left, Symbol) and isinstance(right, Symbol):
        return Known((left == right) is wanted, place=place)
    if isinstance(left, (Object, ClassValue)) and type(left) is type(right):
        return Known((left.key == right.key) is wanted, place=place)
    if (
        isinstance(left, Known)
        and isinstance(right, Known)
        and all(isinstance(each.value, bool) for each in (left, right))
    ):
        return marked(Known((left.value is right.value) is wanted, place=place), left, right)
    # Whether two equal numbers, strings or tuples are one object is the implementation's affair.
    return m.unknown("identity", place)


def _contained(m: Interpreter, left: Value, right: Value, wanted: bool, place: Place) -> Value:
    own = special(m, "in", right, (left,), place)
    if own is not None:
        return own if wanted else _negated(m, own, place)
    if isinstance(right, Object) and m.iterated(right) is not None:
        return m.unknown("membership", place)
    listed = texts.listed(m, right, partly=True)
    found = holds(m, listed, left)
    containers.begin(m, right)
    if found is None:
        items = m.elements(listed) if isinstance(listed, (Sequence, Object)) else None
        return one_of_these(m, left, items, wanted, place)
    return marked_by(m, Known(found is wanted, place=place), left, right)


def _subscript(m: Interpreter, node: cst.Subscript) -> Value:
    owner = not_none(m.evaluate(node.value))
    index = evaluate_index(m, node)
    place = m.place(node)
    return m.lift(lambda a, b: subscript(m, a, b, place), owner, index)


def evaluate_index(m: Interpreter, node: cst.Subscript) -> Value:
    """The index between the brackets: one value, or a tuple."""
    parts: list[Value] = []
    for element in node.slice:
        if isinstance(element.slice, cst.Slice):
            bounds = (element.slice.lower, element.slice.upper, element.slice.step)
            parts.append(SliceOf(*(Known(None) if bound is None else m.evaluate(bound) for bound in bounds)))
        elif isinstance(element.slice, cst.Index):
            parts.append(m.evaluate(element.slice.value))
    tuple_written = len(parts) > 1 or isinstance(node.slice[-1].comma, cst.Comma)
    return Sequence(tuple(parts)) if tuple_written else parts[0]


def _conditional(m: Interpreter, node: cst.IfExp) -> Value:
    test, sides = m.evaluate(node.test), {True: node.body, False: node.orelse}
    run = partial(on_its_arm, m, node.test, test)
    return m.fork([(labels, partial(run, side, sides[side])) for labels, side in arms_of(m, test)])


def _lambda(m: Interpreter, node: cst.Lambda) -> Value:
    return closure(m, node, "lambda")


def _named(m: Interpreter, node: cst.NamedExpr) -> Value:
    value = m.evaluate(node.value)
    if isinstance(node.target, cst.Name):
        # A comprehension's scope is not its own here.
        inner = []
        while isinstance(m.frames[-1].node, COMPREHENSIONS):
            inner.append(m.frames.pop())
        assign_name(m, node.target.value, value)
        m.frames += reversed(inner)
    return value


def _await(m: Interpreter, node: cst.Await) -> Value:
    place = m.place(node)
    return m.lift(lambda each: awaited(m, each, place), m.evaluate(node.expression))


def _yield(m: Interpreter, node: cst.Yield) -> Value:
    frame = m.frames[-1]
    given: tuple[Value, ...] = (Known(None),)
    turns: Value = Known(1)
    if isinstance(node.value, cst.From):
        source = m.evaluate(node.value.item)
        turns = containers.length(m, source)
        items = containers.consume(m, source)
        frame.vague |= items is None
        turns = turns if items is None else Known(1)
        given = (containers.element(m, source, m.place(node)),) if items is None else items
    elif node.value is not None:
        given = (m.evaluate(node.value),)
    frame.vague |= bool(m.labels - frame.labels) or m.repeating > frame.repeating
    for loop in frame.loops:
        turns = times(loop.turns, turns)
    frame.yields += [(each, turns) for each in given]
    return m.unknown("what is sent to a generator", m.place(node))


def _ellipsis(m: Interpreter, node: cst.Ellipsis) -> Value:
    return Known(..., place=m.place(node))


def _index(m: Interpreter, node: Any) -> Value:
    return m.evaluate(node.value)


HANDLERS: dict[type[cst.CSTNode], Callable[[Interpreter, Any], Value]] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Integer: _literal,
    cst.Float: _literal,
    cst.Imaginary: _literal,
    cst.SimpleString: _literal,
    cst.ConcatenatedString: _concatenated,
    cst.FormattedString: _formatted,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _list,
    cst.Dict: _dict,
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.Subscript: _subscript,
    cst.IfExp: _conditional,
    cst.Lambda: _lambda,
    cst.NamedExpr: _named,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.Ellipsis: _ellipsis,
    cst.StarredElement: _index,
    cst.ListComp: comprehension,
    cst.SetComp: comprehension,
    cst.GeneratorExp: comprehension,
    cst.DictComp: comprehension,
}
