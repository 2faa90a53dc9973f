"""Interval arithmetic: what an operation makes of the intervals of its operands."""

from __future__ import annotations

import math
from collections.abc import Callable

from zerolint.facts.intervals import ANYTHING, End, Interval

Bound = tuple[float, End]
"""A bound and what is known of it."""


def negated(x: Interval) -> Interval:
    """The interval of -x."""
    return Interval(-x.high, -x.low, x.high_end, x.low_end)


def added(x: Interval, y: Interval) -> Interval:
    """The interval of x + y for independent x and y."""
    low, low_end = _sum((x.low, x.low_end), (y.low, y.low_end))
    high, high_end = _sum((x.high, x.high_end), (y.high, y.high_end))
    return Interval(low, high, low_end, high_end)


def _sum(first: Bound, second: Bound) -> Bound:
    """The sum of two bounds of one side; what goes to infinity goes there whatever is added."""
    if math.isinf(first[0]) or math.isinf(second[0]):
        ends = [end for bound, end in (first, second) if math.isinf(bound)]
        return (first[0] if math.isinf(first[0]) else second[0]), max(ends)
    return first[0] + second[0], min(first[1], second[1])


def multiplied(x: Interval, y: Interval) -> Interval:
    """The interval of x * y for independent x and y."""
    return _hull([_product(a, b) for a in _bounds(x) for b in _bounds(y)])


def _hull(corners: list[Bound]) -> Interval:
    """The interval that reaches from the lowest to the highest of these."""
    low, high = min(each for each, _ in corners), max(each for each, _ in corners)
    return Interval(
        low, high, max(end for each, end in corners if each == low), max(end for each, end in corners if each == high)
    )


def _bounds(x: Interval) -> tuple[Bound, Bound]:
    return (x.low, x.low_end), (x.high, x.high_end)


def _product(first: Bound, second: Bound) -> Bound:
    """The product of two bounds; a zero that is reached decides whatever the other factor is."""
    if first[0] == 0 or second[0] == 0:
        return 0.0, max(end for bound, end in (first, second) if bound == 0)
    return first[0] * second[0], min(first[1], second[1])


def inverted(x: Interval) -> Interval:
    """The interval of 1 / x."""
    return divided(Interval(1.0, 1.0, End.CLOSED, End.CLOSED), x)


def divided(x: Interval, y: Interval) -> Interval:
    """The interval of x / y for independent x and y."""
    if y.low < 0 < y.high:
        return ANYTHING
    if y.high == 0:
        # Sums that cancel give the positive zero, on whichever side the other numbers lie.
        return ANYTHING
    if y.high <= 0:
        x, y = negated(x), negated(y)
    return _hull([_quotient(a, b) for a in _bounds(x) for b in _bounds(y)])


def _quotient(first: Bound, second: Bound) -> Bound:
    """The quotient of two bounds, the second one zero or more; 0 / 0 and inf / inf lie between the other corners."""
    (a, a_end), (b, b_end) = first, second
    if b == 0:
        return (math.copysign(math.inf, a), End.OPEN if a_end and b_end else End.LOOSE) if a else (0.0, End.LOOSE)
    if a == 0:
        return 0.0, a_end
    if math.isinf(b):
        return 0.0, End.LOOSE if math.isinf(a) else min(a_end, b_end)
    return a / b, min(a_end, b_end)


def magnitude(x: Interval) -> Interval:
    """The interval of |x|."""
    if x.low >= 0:
        return x
    if x.high <= 0:
        return negated(x)
    high = max(-x.low, x.high)
    ends = [end for bound, end in ((-x.low, x.low_end), (x.high, x.high_end)) if bound == high]
    # Between two ends that are no mere bounds every number occurs, and so does zero.
    zero = End.CLOSED if x.low_end and x.high_end else End.LOOSE
    return Interval(0.0, high, zero, max(ends))


def rising(function: Callable[[float], float], x: Interval) -> Interval:
    """The interval of an increasing function of x."""
    return Interval(_value(function, x.low), _value(function, x.high), x.low_end, x.high_end)


def _value(function: Callable[[float], float], number: float) -> float:
    try:
        return function(number)
    except OverflowError:
        return math.copysign(math.inf, number)


def largest(x: Interval, y: Interval) -> Interval:
    """The interval of max(x, y) for independent x and y."""
    if x.low < y.low:
        x, y = y, x
    low_end = min(x.low_end, y.low_end) if x.low == y.low else x.low_end if y.falls_to(x.low) else End.LOOSE
    high = max(x.high, y.high)
    high_end = max(each.high_end for each in (x, y) if each.high == high)
    return Interval(x.low, high, low_end, high_end)


def smallest(x: Interval, y: Interval) -> Interval:
    """The interval of min(x, y) for independent x and y."""
    return negated(largest(negated(x), negated(y)))


def power(x: Interval, exponent: Interval) -> Interval:
    """The interval of x ** exponent, for a constant exponent."""
    if not exponent.constant or math.isinf(exponent.low):
        return ANYTHING
    n = exponent.low
    if n < 0:
        return inverted(power(x, Interval(-n, -n, End.CLOSED, End.CLOSED)))
    if n.is_integer() and n % 2 == 0:
        return rising(lambda each: each**n, magnitude(x)) if n else Interval(1.0, 1.0, End.CLOSED, End.CLOSED)
    if x.low >= 0 or n.is_integer():
        return rising(lambda each: each**n, x)
    return ANYTHING
