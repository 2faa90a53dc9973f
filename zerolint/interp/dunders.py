"""Built-in functions and operators on instances of the script's own classes: `__len__`, `__add__` and their like."""

from __future__ import annotations

from zerolint.facts.decisions import CONTAINS
from zerolint.facts.listings import LISTED
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Object, Symbol, Tensor, Value
from zerolint.interp.callables import Bound, ClassValue, Closure
from zerolint.interp.classes import OWN_CLASS, ancestry, class_of, find
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.tensors import make

SPECIAL = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "@": "matmul", "**": "pow",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "in": "contains",
}  # fmt: skip
"""Operators by the middle of their method's name; functions go by their own."""
SWAPPED = {"==": "eq", "!=": "ne", "<": "gt", "<=": "ge", ">": "lt", ">=": "le"}
"""What the other side of a comparison is asked."""
REFUSED = "builtins.NotImplemented"


def special(m: Interpreter, name: str, owner: Value, arguments: tuple[Value, ...], place: Place) -> Value | None:
    """What the class of `owner` says of a built-in function or operator; None where it says nothing."""
    if name == "in" and isinstance(owner, Tensor) and owner.operator == LISTED:
        return make(m, CONTAINS, (owner,), place, attributes=(("pattern", arguments[0]),))
    method = bound_method(m, owner, SPECIAL.get(name, name))
    return m.call(method, arguments, {}, place) if method is not None else None


def bound_method(m: Interpreter, owner: Value, middle: str) -> Bound | None:
    """The method `__middle__` of an instance."""
    cls = class_of(m, owner)
    found = find(m, cls, f"__{middle}__") if cls is not None else None
    return Bound(found, owner) if isinstance(found, Closure) else None


def operated(m: Interpreter, symbol: str, left: Value, right: Value, place: Place) -> Value | None:
    """An operator between two values, of which one is an instance: each side's method in Python's order."""
    first, second = class_of(m, left), class_of(m, right)
    if first is None and second is None:
        return None
    tries = [(bound_method(m, left, SPECIAL[symbol]), right)]
    if first is not second or symbol in SWAPPED:
        other = (bound_method(m, right, SWAPPED.get(symbol, f"r{SPECIAL[symbol]}")), left)
        tries.insert(0 if _refined(first, second, other[0], tries[0][0]) else 1, other)
    asked = [(method, argument) for method, argument in tries if method is not None]
    for method, argument in asked:
        result = m.call(method, (argument,), {}, place)
        arms = [each for _, each in result.arms] if isinstance(result, Choice) else [result]
        refusals = [isinstance(each, Symbol) and each.name == REFUSED for each in arms]
        if not any(refusals):
            return result
        if not all(refusals):
            return m.unknown(f"operator {symbol} may be refused", place)
    return m.unknown(f"operator {symbol} is refused", place) if asked else None


def _refined(first: ClassValue | None, second: ClassValue | None, other: Bound | None, own: Bound | None) -> bool:
    """Whether the right side is asked first: it is of a subclass that has a method of its own for it."""
    if first is None or second is None or other is None or first is second or first not in ancestry(second):
        return False
    return own is None or other.function is not own.function


def hashed_by_identity(m: Interpreter, value: Value) -> bool:
    """Whether an instance of the script's own is told from others by being another one."""
    cls = class_of(m, value)
    if cls is None or any(each.dataclass for each in ancestry(cls)):
        return False
    return all(find(m, cls, name) is None for name in ("__eq__", "__hash__"))


def by_identity(m: Interpreter, value: Value) -> bool:
    """Whether an instance of the script's own equals nothing but itself."""
    own = isinstance(value, Object) and (value.kind == OWN_CLASS or value.kind.startswith("enum."))
    return own and hashed_by_identity(m, value)
