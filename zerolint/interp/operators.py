"""Python's operators: folded on constants, kept as formulas over data sizes, as tensors on arrays."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import libcst as cst

from zerolint.facts.events import ANSWER
from zerolint.facts.places import Place
from zerolint.facts.values import MEMBER, Formula, Known, Object, Sequence, Symbol, Tensor, Unknown, Value, marked
from zerolint.interp.branches import asked
from zerolint.interp.concrete import compute
from zerolint.interp.dunders import by_identity, operated, special
from zerolint.interp.machine import Interpreter
from zerolint.interp.sizes import MOST_BITS, small_operation
from zerolint.knowledge.lists import is_list, joined_lists
from zerolint.knowledge.tensors import elementwise
from zerolint.knowledge.validating import compared

BINARY: dict[type[cst.CSTNode], tuple[str, Callable[[Any, Any], Any]]] = {
    cst.Add: ("+", operator.add),
    cst.Subtract: ("-", operator.sub),
    cst.Multiply: ("*", operator.mul),
    cst.Divide: ("/", operator.truediv),
    cst.FloorDivide: ("//", operator.floordiv),
    cst.Modulo: ("%", operator.mod),
    cst.Power: ("**", operator.pow),
    cst.MatrixMultiply: ("@", operator.matmul),
    cst.BitAnd: ("&", operator.and_),
    cst.BitOr: ("|", operator.or_),
    cst.BitXor: ("^", operator.xor),
    cst.LeftShift: ("<<", operator.lshift),
    cst.RightShift: (">>", operator.rshift),
    cst.AddAssign: ("+", operator.add),
    cst.SubtractAssign: ("-", operator.sub),
    cst.MultiplyAssign: ("*", operator.mul),
    cst.DivideAssign: ("/", operator.truediv),
    cst.FloorDivideAssign: ("//", operator.floordiv),
    cst.ModuloAssign: ("%", operator.mod),
    cst.PowerAssign: ("**", operator.pow),
    cst.MatrixMultiplyAssign: ("@", operator.matmul),
    cst.BitAndAssign: ("&", operator.and_),
    cst.BitOrAssign: ("|", operator.or_),
    cst.BitXorAssign: ("^", operator.xor),
    cst.LeftShiftAssign: ("<<", operator.lshift),
    cst.RightShiftAssign: (">>", operator.rshift),
}
UNARY: dict[type[cst.CSTNode], tuple[str, Callable[[Any], Any]]] = {
    cst.Minus: ("neg", operator.neg),
    cst.Plus: ("pos", operator.pos),
    cst.BitInvert: ("~", operator.invert),
}
UNARY_METHODS = {"neg": "neg", "pos": "pos", "~": "invert"}
COMPARE: dict[type[cst.CSTNode], tuple[str, Callable[[Any, Any], Any]]] = {
    cst.Equal: ("==", operator.eq),
    cst.NotEqual: ("!=", operator.ne),
    cst.LessThan: ("<", operator.lt),
    cst.LessThanEqual: ("<=", operator.le),
    cst.GreaterThan: (">", operator.gt),
    cst.GreaterThanEqual: (">=", operator.ge),
}
FORMULAS = frozenset({"+", "-", "*", "/", "//", "%"})


def binary(
    m: Interpreter, symbol: str, function: Callable[[Any, Any], Any], left: Value, right: Value, place: Place
) -> Value:
    """`left symbol right`, for one alternative of each."""
    left, right = m.current(left), m.current(right)
    if isinstance(left, Known) and isinstance(right, Known):
        return _fold(symbol, function, left, right, place)
    joined = _concatenate(m, symbol, left, right, place)
    if joined is not None:
        return joined
    if _container(left) and _container(right):
        return compute(m, f"operator {symbol}", function, (left, right), {}, place)
    own = operated(m, symbol, left, right, place)
    if own is not None:
        return own
    if symbol in FORMULAS and _number(left) and _number(right):
        return marked(Formula(symbol, (left, right), place=place), left, right)
    if symbol in ("+", "*") and (is_list(left) or is_list(right)):
        return joined_lists(m, symbol, left, right, place)
    if (_array(left) or _array(right)) and not (symbol == "+" and _perhaps_lists(left, right)):
        return elementwise(m, symbol, (left, right), place)
    return m.unknown(f"operator {symbol}", place)


def _perhaps_lists(left: Value, right: Value) -> bool:
    """Whether this may join two lists, of which one is not known."""
    sides = (left, right)
    return any(isinstance(each, Object) and each.kind == "list" for each in sides) and any(
        isinstance(each, Unknown) for each in sides
    )


def unary(m: Interpreter, symbol: str, function: Callable[[Any], Any], operand: Value, place: Place) -> Value:
    """`symbol operand`, for one alternative."""
    operand = m.current(operand)
    if isinstance(operand, Known):
        try:
            return marked(Known(function(operand.value), place=place), operand)
        except TypeError:
            return m.unknown("operator on a wrong type", place)
    own = special(m, UNARY_METHODS[symbol], operand, (), place)
    if own is not None:
        return own
    if symbol == "neg" and isinstance(operand, Formula):
        return marked(Formula("neg", (operand,), place=place), operand)
    if _array(operand):
        return elementwise(m, symbol, (operand,), place)
    return m.unknown(f"operator {symbol}", place)


def compare(
    m: Interpreter, symbol: str, function: Callable[[Any, Any], Any], left: Value, right: Value, place: Place
) -> Value:
    """`left symbol right` for an ordering or equality."""
    left, right = m.current(left), m.current(right)
    if isinstance(left, Known) and isinstance(right, Known):
        try:
            return marked(Known(bool(function(left.value, right.value)), place=place), left, right)
        except TypeError:
            return m.unknown("comparison of wrong types", place)
    if symbol in ("==", "!=") and isinstance(left, Symbol) and isinstance(right, Symbol):
        return Known((left == right) is (symbol == "=="), place=place)
    if all(_container(each) or isinstance(each, Known) for each in (left, right)):
        return compute(m, "comparison", function, (left, right), {}, place)
    own = operated(m, symbol, left, right, place)
    if own is not None:
        return own
    if symbol in ("==", "!=") and by_identity(m, left) and by_identity(m, right):
        return Known((left == right) is (symbol == "=="), place=place)
    if symbol in ("==", "!="):
        compared(m, (left, right), place)
    if any(isinstance(each, Tensor) or (isinstance(each, Unknown) and each.reason == ANSWER) for each in (left, right)):
        return elementwise(m, symbol, (left, right), place)
    return asked(m, symbol, left, right, place)


def _fold(symbol: str, function: Callable[[Any, Any], Any], left: Known, right: Known, place: Place) -> Value:
    """Compute on constants, unless the result would be huge or Python would raise."""
    a, b = left.value, right.value
    if not small_operation(symbol, a, b):
        return Unknown("too large a constant", place=place)
    if symbol == "%" and isinstance(a, (str, bytes)) and MEMBER in right.marks:
        return Unknown("the text of a member of an enumeration", place=place)
    try:
        value = function(a, b)
    except Exception:
        # Whatever the operation raises, the script would raise here too.
        return Unknown("the operation raises", place=place)
    return marked(Known(value, (symbol, left, right), place=place), left, right)


def _concatenate(m: Interpreter, symbol: str, left: Value, right: Value, place: Place) -> Value | None:
    """`+` and `*` on tuples and lists; None where the operands are something else."""
    if symbol == "%" and isinstance(left, Known) and isinstance(left.value, str):
        return _formatted(m, left, right, place)
    first, second = _items(m, left), _items(m, right)
    listed = isinstance(left, Object) or isinstance(right, Object)
    items: tuple[Value, ...]
    if symbol == "+" and first is not None and second is not None:
        items = first + second
    elif symbol == "*" and first is not None and isinstance(right, Known) and isinstance(right.value, int):
        items = first * right.value if len(first) * right.value < MOST_BITS else ()
    elif symbol == "*" and second is not None and isinstance(left, Known) and isinstance(left.value, int):
        items = second * left.value if len(second) * left.value < MOST_BITS else ()
    else:
        return None
    made = Sequence(items, place=place)
    return m.new("list", place, {"items": made}) if listed else made


def _formatted(m: Interpreter, text: Known, right: Value, place: Place) -> Value:
    """`text % values`."""
    values = right.items if isinstance(right, Sequence) else (right,)
    if not all(isinstance(each, (Known, Sequence, Object)) for each in values) or not small_operation(
        "%", text.value, None
    ):
        return m.unknown("formatted text", place)
    return compute(m, "formatted text", lambda form, *given: form % given, (text, *values), {}, place)


def _container(value: Value) -> bool:
    return isinstance(value, Sequence) or (isinstance(value, Object) and value.kind in ("list", "set", "dict"))


def _items(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, Sequence):
        return value.items
    if isinstance(value, Object) and value.kind == "list":
        return m.elements(value)
    return None


def _number(value: Value) -> bool:
    return isinstance(value, Formula) or (
        isinstance(value, Known) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
    )


def _array(value: Value) -> bool:
    return isinstance(value, Tensor) or (isinstance(value, Unknown) and value.key > 0)
