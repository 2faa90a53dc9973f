"""The interval of a tensor, worked out from the expression that made it when somebody asks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from zerolint.facts import bounds
from zerolint.facts.activations import RANGES, RISING
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import ANY_REAL, ANYTHING, End, Interval, exactly, single
from zerolint.facts.operations import operation
from zerolint.facts.values import Choice, Known, Symbol, Tensor, Unknown, Value

MOST_STEPS = 400
"""Operations that one question looks at; what lies further back is not known."""
DEEPEST = 60

UNIT = Interval(0.0, 1.0, End.CLOSED, End.CLOSED)
TRAINED = (
    "keras.layers.Dense",
    "keras.layers.EinsumDense",
    "keras.layers.Conv",
    "keras.layers.SeparableConv",
    "keras.layers.DepthwiseConv",
    "keras.layers.LocallyConnected",
    "keras.layers.BatchNormalization",
    "keras.layers.LayerNormalization",
    "tf.nn.conv",
)
"""Layers that end in weights or in an offset of their own: what they give may be any number."""
PIXELS = frozenset(f"keras.datasets.{name}.load_data" for name in ("mnist", "fashion_mnist", "cifar10", "cifar100"))
NUMPY = ("numpy.", "array.", "pandas.", "sklearn.", "keras.datasets.")


class Range(NamedTuple):
    """An interval, the sources it varies with, and whether the numbers are known to be float32."""

    interval: Interval
    sources: frozenset[int] = frozenset()
    float32: bool = False


UNKNOWN = Range(ANYTHING)
Leaf = Callable[[Tensor], Interval | None]


def interval(value: Value) -> Interval:
    """Between which bounds every number of a tensor lies; `ANYTHING` where nothing is known."""
    return _Question().about(value).interval


def values_of(value: Value, leaf: Leaf) -> Interval:
    """The interval of a value; `leaf` gives those of the arrays that it is computed from, None for what it leaves."""
    return _Question(leaf).about(value).interval


class _Question:
    """One walk over one expression; shared parts are looked at once."""

    def __init__(self, leaf: Leaf = lambda _: None) -> None:
        self.leaf = leaf
        self.known: dict[int, Range] = {}
        self.depth = 0

    def about(self, value: Value) -> Range:
        if isinstance(value, Known) and isinstance(value.value, (int, float)):
            number = float(value.value) if abs(value.value) < 1e300 else math.nan
            return Range(exactly(number)) if number == number else UNKNOWN
        if isinstance(value, Choice):
            return self._joined([each for _, each in value.arms])
        if isinstance(value, Unknown):
            return Range(ANYTHING, frozenset({value.key}) if value.key else frozenset())
        if not isinstance(value, Tensor):
            return UNKNOWN
        found = self.known.get(id(value))
        if found is None:
            if len(self.known) > MOST_STEPS or self.depth > DEEPEST:
                return UNKNOWN
            self.depth += 1
            found = self._tensor(value)
            self.depth -= 1
            self.known[id(value)] = found
        return found

    def _tensor(self, tensor: Tensor) -> Range:
        source = frozenset({tensor.key})
        told = self.leaf(tensor)
        if told is not None:
            return Range(told, source, float32=True)
        if tensor.operator in RANGES:
            return self._activated(tensor, source)
        if tensor.operator.startswith(TRAINED) and not tensor.operator.startswith("keras.layers.ConvLSTM"):
            return Range(ANY_REAL, source, float32=True)
        rule = RULES.get(operation(tensor.operator))
        if rule is not None:
            return rule(self, tensor)
        if tensor.operator == "keras.backend.epsilon":
            return Range(exactly(1e-7))
        return Range(_made(tensor), source, float32=not tensor.operator.startswith(NUMPY))

    def _activated(self, tensor: Tensor, source: frozenset[int]) -> Range:
        whole = RANGES[tensor.operator]
        given = self.about(tensor.operands[0]) if tensor.operands else UNKNOWN
        function = RISING.get(tensor.operator)
        if function is None:
            return Range(whole, source, float32=True)
        if not (math.isfinite(given.interval.low) or math.isfinite(given.interval.high)):
            return Range(whole, given.sources or source, float32=True)
        made = bounds.rising(function, given.interval)
        safe = _rounded(made, float32=True, exact=False)
        low = (whole.low, made.low_end) if made.low <= whole.low else (max(safe.low, whole.low), safe.low_end)
        high = (whole.high, made.high_end) if made.high >= whole.high else (min(safe.high, whole.high), safe.high_end)
        return Range(Interval(low[0], high[0], low[1], high[1]), given.sources or source, float32=True)

    def _joined(self, values: list[Value]) -> Range:
        ranges = [self.about(each) for each in values]
        if not ranges:
            return UNKNOWN
        result = ranges[0]
        for each in ranges[1:]:
            result = Range(
                result.interval.join(each.interval), result.sources | each.sources, result.float32 and each.float32
            )
        return result


def _rounded(x: Interval, *, float32: bool, exact: bool = True) -> Interval:
    """The interval as the computer's numbers have it.

    Rounding keeps order, so bounds are rounded like the numbers between them: exactly where the operation is
    rounded correctly, else with a margin. Where the precision is not known, both are allowed for.
    """
    if not exact:
        x = _with_margin(x)
    low, high = x.low, x.high
    small, large = single(low), single(high)
    if float32:
        return Interval(small, large, x.low_end, x.high_end)
    return Interval(
        min(low, small),
        max(high, large),
        x.low_end if small >= low else End.LOOSE,
        x.high_end if large <= high else End.LOOSE,
    )


def _with_margin(x: Interval) -> Interval:
    """Bounds that hold although the last digits are wrong; whether anything comes there is not claimed any more."""
    low = x.low if math.isinf(x.low) else x.low - abs(x.low) * 1e-6
    high = x.high if math.isinf(x.high) else x.high + abs(x.high) * 1e-6
    return Interval(low, high, x.low_end if low == x.low else End.LOOSE, x.high_end if high == x.high else End.LOOSE)


def _held(x: Range, *, float32: bool) -> Interval:
    """An operand as the operation holds it: a constant beside a float32 tensor becomes float32."""
    if float32 and x.interval.constant and not x.sources:
        number = single(x.interval.low)
        return Interval(number, number, x.interval.low_end, x.interval.high_end)
    return x.interval


Arithmetic = Callable[[Interval, Interval], Interval]


def _binary(function: Arithmetic, *, exact: bool = True) -> Callable[[_Question, Tensor], Range]:
    def rule(question: _Question, tensor: Tensor) -> Range:
        if len(tensor.operands) != 2:
            return UNKNOWN
        x, y = (question.about(each) for each in tensor.operands)
        float32 = x.float32 or y.float32
        result = function(_held(x, float32=float32), _held(y, float32=float32))
        if x.sources & y.sources:
            result = _dependent(function, result, x.interval, y.interval)
        return Range(_rounded(_proper(result), float32=float32, exact=exact), x.sources | y.sources, float32)

    return rule


def _dependent(function: Arithmetic, result: Interval, x: Interval, y: Interval) -> Interval:
    """Two operands that move together may miss the corners; but zero times anything is zero."""
    zero = End.LOOSE
    if function is bounds.multiplied:
        zero = max(each.low_end for each in (x, y) if each.low == 0) if 0 in (x.low, y.low) else End.LOOSE
    return Interval(result.low, result.high, zero if result.low == 0 else End.LOOSE)


def _proper(x: Interval) -> Interval:
    """No NaN in a bound: infinity minus infinity may be anything."""
    return ANYTHING if math.isnan(x.low) or math.isnan(x.high) else x


def _unary(function: Callable[[Interval], Interval], *, exact: bool = True) -> Callable[[_Question, Tensor], Range]:
    def rule(question: _Question, tensor: Tensor) -> Range:
        x = question.about(tensor.operands[0]) if tensor.operands else UNKNOWN
        result = _rounded(_proper(function(x.interval)), float32=x.float32, exact=exact)
        return Range(result, x.sources, x.float32)

    return rule


def _rising(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    return lambda x: bounds.rising(function, x)


def _same(question: _Question, tensor: Tensor) -> Range:
    """Operations that move numbers and change none; a literal array holds its own."""
    if tensor.operands and isinstance(tensor.operands[0], (Tensor, Unknown, Choice, Known)):
        return question.about(tensor.operands[0])
    return Range(_made(tensor), frozenset({tensor.key}))


def _cast(question: _Question, tensor: Tensor) -> Range:
    x = _same(question, tensor)
    kind = tensor.attribute("dtype")
    name = kind.name if isinstance(kind, Symbol) else str(kind.value) if isinstance(kind, Known) else ""
    if "int" in name or "bool" in name:
        # Rounded towards zero; what was between two whole numbers is one of them.
        low, high = (math.trunc(each) if math.isfinite(each) else each for each in (x.interval.low, x.interval.high))
        return Range(Interval(low, high), x.sources, x.float32)
    library = not tensor.operator.startswith(NUMPY)
    float32 = "float32" in name or (library and "64" not in name and "16" not in name)
    return Range(_rounded(x.interval, float32=float32), x.sources, float32)


def _reduced(question: _Question, tensor: Tensor) -> Range:
    """A mean or an extreme lies between the numbers, and may come to none of the bounds."""
    x = _same(question, tensor)
    if x.interval == ANY_REAL:
        return x
    return Range(_rounded(x.interval.loosened(), float32=x.float32, exact=False), x.sources, x.float32)


def _summed(question: _Question, tensor: Tensor) -> Range:
    x = _same(question, tensor)
    if x.interval == ANY_REAL:
        return x
    picked = _picked(question, tensor)
    if picked is not None:
        return picked
    low, high = x.interval.low, x.interval.high
    return Range(Interval(0.0 if low >= 0 else -math.inf, 0.0 if high <= 0 else math.inf), x.sources, x.float32)


def _picked(question: _Question, tensor: Tensor) -> Range | None:
    """`sum(one_hot(y) * p)` along the classes is the number that p has for each class."""
    product = tensor.operands[0] if tensor.operands else None
    if not isinstance(product, Tensor) or operation(product.operator) != "multiply" or len(product.operands) != 2:
        return None
    axis = tensor.attribute("axis")
    for mask, chosen in (product.operands, product.operands[::-1]):
        one_hot = isinstance(mask, Tensor) and operation(mask.operator) == "one-hot"
        if one_hot and isinstance(axis, Known) and axis.value in (1, -1):
            return question.about(chosen)
    return None


def _where(question: _Question, tensor: Tensor) -> Range:
    """One value or the other. A condition on something else lets all of both through, one on themselves not."""
    arms = tensor.operands[1:]
    joined = question._joined(list(arms))
    if len(arms) == 2 and _apart(tensor.operands[0], arms):
        first, second = (question.about(each).interval for each in arms)
        return Range(first.both(second), joined.sources, joined.float32)
    return Range(joined.interval.loosened(), joined.sources, joined.float32)


def _apart(condition: Value, arms: tuple[Value, ...]) -> bool:
    """Whether all of a condition is known, and it is computed from nothing of what it chooses between."""
    if not isinstance(condition, Tensor):
        return False
    known = not any(isinstance(part, Unknown) for each in ancestors(condition) for part in each.operands)
    return known and _made_from([condition]).isdisjoint(_made_from(arms))


def _made_from(values: Iterable[Value]) -> set[int]:
    """The identities of all arrays that go into these."""
    found: set[int] = set()
    for value in values:
        parts = [value, *(part for each in ancestors(value) for part in (each, *each.operands))]
        found |= {each.key for each in parts if isinstance(each, (Tensor, Unknown)) and each.key}
    return found


def _written(question: _Question, tensor: Tensor) -> Range:
    """An array with some elements assigned: which ones were overwritten is not known."""
    joined = question._joined(list(tensor.operands))
    return Range(joined.interval.loosened(), joined.sources, joined.float32)


def _join(question: _Question, tensor: Tensor) -> Range:
    return question._joined(list(tensor.operands))


def _product(question: _Question, tensor: Tensor) -> Range:
    """A product with a weight matrix may be any number."""
    weights = any(isinstance(each, Tensor) and operation(each.operator) == "variable" for each in tensor.operands)
    ranges = [question.about(each).interval for each in tensor.operands]
    found = ANY_REAL if weights or ANY_REAL in ranges else ANYTHING
    return Range(found, frozenset({tensor.key}), float32=True)


def _variable(question: _Question, tensor: Tensor) -> Range:
    """A weight begins where it is set and may be trained to anywhere."""
    begins = question.about(tensor.operands[0]).interval if tensor.operands else ANYTHING
    fixed = tensor.attribute("trainable") == Known(False)
    return Range(ANY_REAL if begins.falls_to(0.0) and not fixed else ANYTHING, frozenset({tensor.key}), float32=True)


def _clip(question: _Question, tensor: Tensor) -> Range:
    if len(tensor.operands) != 3:
        return UNKNOWN
    x, low, high = (question.about(each) for each in tensor.operands)
    result = x.interval
    if tensor.operands[2] != Known(None):
        result = bounds.smallest(result, _held(high, float32=x.float32))
    if tensor.operands[1] != Known(None):
        result = bounds.largest(result, _held(low, float32=x.float32))
    return Range(_rounded(result, float32=x.float32), x.sources, x.float32)


def _constant(given: Interval) -> Callable[[_Question, Tensor], Range]:
    return lambda question, tensor: Range(given, frozenset() if given.constant else frozenset({tensor.key}))


def _full(question: _Question, tensor: Tensor) -> Range:
    filled = tensor.attribute("fill_value")
    return question.about(filled if not isinstance(filled, Unknown) else tensor.attribute("value"))


def _made(tensor: Tensor) -> Interval:
    """The interval of data that the script writes out or that ships with a library."""
    classes = tensor.attribute("classes")
    if isinstance(classes, Known) and isinstance(classes.value, int):
        return Interval(0.0, classes.value - 1.0, End.CLOSED, End.CLOSED)
    if tensor.operator in PIXELS:
        return Interval(0.0, 255.0, End.CLOSED, End.CLOSED)
    if tensor.operator in ("numpy.random.rand", "numpy.random.random"):
        return Interval(0.0, 1.0, End.OPEN, End.OPEN)
    written = tensor.attribute("values")
    if isinstance(written, Known) and isinstance(written.value, str):
        numbers = [float(each) for each in written.value.split(",")]
        if not all(map(math.isfinite, numbers)):
            return ANYTHING
        # Six digits were kept; between numbers of both signs zero need not occur.
        margin = max(map(abs, numbers)) * 1e-5
        if all(each.is_integer() for each in numbers):
            margin = 0.0
        end = End.CLOSED if margin == 0 and min(numbers) * max(numbers) >= 0 else End.LOOSE
        return Interval(min(numbers) - margin, max(numbers) + margin, end, end)
    return ANYTHING


def _logarithm(function: Callable[[float], float], pole: float) -> Callable[[_Question, Tensor], Range]:
    def value(number: float) -> float:
        return -math.inf if number <= pole else math.inf if math.isinf(number) else function(number)

    return _unary(_rising(value), exact=False)


RULES: dict[str, Callable[[_Question, Tensor], Range]] = {
    "add": _binary(bounds.added),
    "subtract": _binary(lambda x, y: bounds.added(x, bounds.negated(y))),
    "multiply": _binary(bounds.multiplied),
    "divide": _binary(bounds.divided),
    "power": _binary(bounds.power, exact=False),
    "maximum": _binary(bounds.largest),
    "minimum": _binary(bounds.smallest),
    "clip": _clip,
    "negate": _unary(bounds.negated),
    "square": _unary(lambda x: bounds.power(x, exactly(2.0))),
    "absolute": _unary(bounds.magnitude),
    "root": _unary(lambda x: bounds.power(x, exactly(0.5))),
    "inverse": _unary(bounds.inverted),
    "exp": _unary(_rising(math.exp), exact=False),
    "expm1": _unary(_rising(math.expm1), exact=False),
    "log": _logarithm(math.log, 0.0),
    "log2": _logarithm(math.log2, 0.0),
    "log10": _logarithm(math.log10, 0.0),
    "log1p": _logarithm(math.log1p, -1.0),
    "sum": _summed,
    "mean": _reduced,
    "extreme": _reduced,
    "where": _where,
    "written": _written,
    "join": _join,
    "product": _product,
    "cast": _cast,
    "same": _same,
    "one-hot": _constant(UNIT),
    "compare": _constant(UNIT),
    "zeros": _constant(exactly(0.0)),
    "ones": _constant(exactly(1.0)),
    "full": _full,
    "variable": _variable,
}
"""What each operation makes of its operands' intervals."""
