"""The interval domain and its arithmetic, checked against real numpy in float32."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zerolint.facts import bounds
from zerolint.facts.activations import RANGES, RISING
from zerolint.facts.events import Bound
from zerolint.facts.intervals import ANY_REAL, ANYTHING, End, Interval, exactly, single
from zerolint.facts.ranges import interval
from zerolint.interp import interpret

FLOATS = st.floats(-1e4, 1e4, width=32, allow_subnormal=False)
ENDS = st.sampled_from(list(End))
CONSTANTS = st.sampled_from([1e-10, 1e-8, 1e-7, 0.001, 0.1, 0.5, 1.0, 1.5, 2.0, 255.0, -1.0, -0.25, 0.0])


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(FLOATS), draw(FLOATS)))
    return Interval(low, high, draw(ENDS), draw(ENDS))


@given(intervals(), intervals())
def test_a_join_is_above_both(x: Interval, y: Interval) -> None:
    joined = x.join(y)
    assert x <= joined
    assert y <= joined
    assert joined == y.join(x)


@given(intervals())
def test_a_join_with_itself_changes_nothing(x: Interval) -> None:
    assert x.join(x) == x


@given(intervals(), intervals())
def test_a_widened_interval_is_above_both_and_stays(x: Interval, y: Interval) -> None:
    wide = x.widen(x.join(y))
    assert x <= wide
    assert y <= wide
    assert wide.widen(wide.join(y)) == wide


@pytest.mark.parametrize(
    ("x", "shown"),
    [
        (RANGES["sigmoid"], "[0, 1]"),
        (RANGES["relu"], "[0, inf)"),
        (ANY_REAL, "(-inf, inf)"),
        (ANYTHING, "within [-inf, inf]"),
        (exactly(3.0), "[3, 3]"),
    ],
)
def test_an_interval_shows_which_ends_are_reached(x: Interval, shown: str) -> None:
    assert x.show() == shown


def test_a_bound_that_one_arm_alone_reaches_is_not_claimed() -> None:
    assert not RANGES["sigmoid"].join(exactly(-1.0)).falls_to(0.0)


# One operation against numpy: operands within their intervals give results within the claimed one.


def within(x: Interval, share: float) -> np.float32:
    return np.float32(min(max(x.low + (x.high - x.low) * share, x.low), x.high))


def rounded(x: Interval) -> Interval:
    return Interval(single(x.low), single(x.high))


SHARES = st.sampled_from([0.0, 1.0]) | st.floats(0, 1)
TWO = {
    "add": (bounds.added, np.add),
    "multiply": (bounds.multiplied, np.multiply),
    "maximum": (bounds.largest, np.maximum),
    "minimum": (bounds.smallest, np.minimum),
}
ONE = {"negate": (bounds.negated, np.negative), "absolute": (bounds.magnitude, np.abs)}


@pytest.mark.parametrize(("ours", "real"), TWO.values(), ids=TWO.keys())
@given(x=intervals(), y=intervals(), first=SHARES, second=SHARES)
def test_arithmetic_on_two_numbers(ours, real, x: Interval, y: Interval, first: float, second: float) -> None:
    assert float(real(within(x, first), within(y, second))) in rounded(ours(x, y))


@pytest.mark.parametrize(("ours", "real"), ONE.values(), ids=ONE.keys())
@given(x=intervals(), share=SHARES)
def test_arithmetic_on_one_number(ours, real, x: Interval, share: float) -> None:
    assert float(real(within(x, share))) in rounded(ours(x))


@given(x=intervals(), share=SHARES)
def test_one_divided_by_a_number(x: Interval, share: float) -> None:
    number = within(x, share)
    assume(abs(number) > 1e-30)
    assert float(np.float32(1) / number) in rounded(bounds.inverted(x))


@given(x=intervals(), y=intervals(), first=SHARES, second=SHARES)
def test_division(x: Interval, y: Interval, first: float, second: float) -> None:
    above, below = within(x, first), within(y, second)
    assume(abs(below) > 1e-30)
    assert float(above / below) in rounded(bounds.divided(x, y))


@given(x=intervals(), share=SHARES, exponent=st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0]))
def test_whole_powers(x: Interval, share: float, exponent: float) -> None:
    found = rounded(bounds.power(x, exactly(exponent)))
    result = float(np.power(within(x, share), np.float32(exponent)))
    assert found.low - abs(found.low) * 1e-6 <= result <= found.high + abs(found.high) * 1e-6


# Whole expressions: what `zerolint` claims of a script against what numpy makes of it.

ACTIVATIONS = {
    "sigmoid": lambda z: np.float32(1) / (np.float32(1) + np.exp(-z)),
    "relu": lambda z: np.maximum(z, np.float32(0)),
    "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(z, np.float32(0)),
}
STEPS = {
    "{x} + {c}": lambda x, c: x + c,
    "{c} - {x}": lambda x, c: c - x,
    "{x} * {c}": lambda x, c: x * c,
    "{x} / 3.0": lambda x, c: x / np.float32(3),
    "1 / (1 + {x})": lambda x, c: np.float32(1) / (np.float32(1) + x),
    "tf.maximum({x}, {c})": np.maximum,
    "tf.minimum({c}, {x})": lambda x, c: np.minimum(c, x),
    "tf.clip_by_value({x}, {c}, 1 - {c})": lambda x, c: np.maximum(np.minimum(x, np.float32(1 - float(c))), c),
    "tf.square({x})": lambda x, c: np.square(x),
    "{x} ** 2": lambda x, c: x * x,
    "tf.abs({x})": lambda x, c: np.abs(x),
    "tf.exp({x})": lambda x, c: np.exp(x),
    "tf.math.log1p(tf.square({x}))": lambda x, c: np.log1p(np.square(x)),
    "tf.math.sigmoid({x})": lambda x, c: ACTIVATIONS["sigmoid"](x),
    "tf.nn.relu({x} - {c})": lambda x, c: ACTIVATIONS["relu"](x - c),
    "{x} * (1 - {x})": lambda x, c: x * (np.float32(1) - x),
    "{x} * {x}": lambda x, c: x * x,
    "tf.cast({x}, tf.float32)": lambda x, c: x,
    "tf.where({x} > 0, {x}, 1.0)": lambda x, c: np.where(x > 0, x, np.float32(1)),
    "tf.reduce_max({x})": lambda x, c: x.max(),
    "tf.reduce_mean({x})": lambda x, c: x.mean(),
    "tf.reduce_sum({x})": lambda x, c: x.sum(),
}
HEAD = "import numpy as np\nimport tensorflow as tf\nimport keras\nz = keras.layers.Dense(3)(keras.Input((4,)))\n"
"""A layer may give any number: what numpy is given instead of its output."""


def claimed(script: str) -> Interval:
    bound = interpret(script).facts.of(Bound)
    return interval(next(event.value for event in reversed(bound) if event.name == "x"))


@settings(max_examples=400, deadline=None)
@given(
    activation=st.sampled_from(list(ACTIVATIONS)),
    steps=st.lists(st.tuples(st.sampled_from(list(STEPS)), CONSTANTS), max_size=4),
    numbers=st.lists(st.sampled_from([-200.0, -17.0, 0.0, 17.0, 200.0]) | st.floats(-50, 50), min_size=3, max_size=3),
)
def test_every_number_lies_in_the_interval_of_its_expression(activation, steps, numbers) -> None:
    script = f"{HEAD}x = keras.activations.{activation}(z)\n"
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        x = ACTIVATIONS[activation](np.array(numbers, np.float32))
        for text, constant in steps:
            script += f"x = {text.format(x='x', c=repr(constant))}\n"
            x = STEPS[text](x, np.float32(constant))
    found = claimed(script)
    for number in np.atleast_1d(x):
        assert math.isnan(number) or float(number) in found, script


REACHED = {"sigmoid": [(200.0, 1.0), (-200.0, 0.0)], "tanh": [(200.0, 1.0), (-200.0, -1.0)], "relu": [(-1.0, 0.0)]}


@pytest.mark.parametrize(("name", "given_", "reached"), [(k, *each) for k, v in REACHED.items() for each in v])
def test_the_ends_that_are_called_reached_are_reached_in_float32(name: str, given_: float, reached: float) -> None:
    with np.errstate(over="ignore"):
        assert float(ACTIVATIONS[name](np.float32(given_))) == reached
    ends = {RANGES[name].low: RANGES[name].low_end, RANGES[name].high: RANGES[name].high_end}
    assert ends[reached] is End.CLOSED


@given(x=st.floats(-100, 100))
def test_rising_activations_stay_within_their_range(x: float) -> None:
    for name, function in RISING.items():
        assert function(x) in RANGES[name]


KNOWN = {
    "probabilities": ("tf.nn.softmax(z)", "[0, 1]"),
    "an epsilon added": ("tf.nn.softmax(z) + 1e-10", "[1e-10, 1]"),
    "an epsilon lost in float32": ("1e-10 + 1 - tf.nn.softmax(z)", "[0, 1]"),
    "the complement of clipped ones": ("1 - tf.clip_by_value(tf.sigmoid(z), 1e-8, 1 - 1e-8)", "[0, 1]"),
    "an epsilon that float32 keeps": ("1 - tf.clip_by_value(tf.sigmoid(z), 1e-7, 1 - 1e-7)", "[1.19209e-07, 1]"),
    "Keras' own epsilon": (
        "keras.backend.clip(tf.sigmoid(z), keras.backend.epsilon(), 1 - keras.backend.epsilon())",
        "[1e-07, 1]",
    ),
    "a square": ("tf.square(z - 3)", "[0, inf)"),
    "a square made positive": ("1 + z ** 2", "[1, inf)"),
    "moving together": ("tf.sigmoid(z) - tf.sigmoid(z)", "within [-1, 1]"),
    "two independent layers": ("tf.sigmoid(z) - tf.sigmoid(keras.layers.Dense(3)(z))", "[-1, 1]"),
    "the number of the right class": ("tf.reduce_sum(tf.one_hot([1], 3) * tf.nn.softmax(z), axis=1)", "[0, 1]"),
    "a guarded choice": ("tf.where(z > 0, tf.nn.relu(z), 1.0)", "within [0, inf]"),
    "pixels": ("keras.datasets.mnist.load_data()[0][0].astype('float32') / 255", "[0, 1]"),
    "numbers written out": ("tf.constant([[0.0, 2.0], [3.0, 4.0]])", "[0, 4]"),
    "a sigmoid written out": ("1 - 1 / (1 + tf.exp(z))", "(0, 1)"),
    "a share of a sigmoid": ("tf.sigmoid(z) / 2", "[0, 0.5]"),
    "of what is not negative": ("tf.sigmoid(tf.nn.relu(z))", "within [0.499999, 1]"),
    "an exponential that overflows": ("tf.exp(1000 + tf.nn.relu(z))", "[inf, inf)"),
    "numbers with a gap": ("np.array([np.nan, 1.0])", "within [-inf, inf]"),
    "numbers that are not finite": ("np.array([np.inf, 1.0])", "within [-inf, inf]"),
    "a power that overflows": ("(tf.tanh(z) * 1e30) ** 41", "[-inf, inf]"),
    "zero times anything": ("0.0 * tf.reduce_mean(z)", "[0, 0]"),
    "an unknown function": ("something(z)", "within [-inf, inf]"),
    "a method": ("keras.datasets.mnist.load_data()[0][0].clip(1, 200)", "[1, 200]"),
}


@pytest.mark.parametrize(("expression", "shown"), KNOWN.values(), ids=KNOWN.keys())
def test_what_is_believed_of(expression: str, shown: str) -> None:
    assert claimed(f"{HEAD}x = {expression}\n").show() == shown
