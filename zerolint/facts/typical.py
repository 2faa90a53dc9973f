"""Which numbers data come to in an ordinary run: those of random draws, of scaled columns, of data sets that ship.

`ranges.interval` says between which bounds all numbers lie. Of normal numbers that is nothing, though everybody knows
that some of them are below 0. Here an end that is not LOOSE claims that some numbers come to it or go beyond.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from zerolint.facts.intervals import ANYTHING, End, Interval
from zerolint.facts.labels import ROWWISE, encoding
from zerolint.facts.operations import operation
from zerolint.facts.ranges import values_of
from zerolint.facts.values import NONE, Known, Sequence, Symbol, Tensor, Value

SIGMAS = 1.5
"""How many standard deviations the largest of some dozen numbers is from their mean, at the least."""
TARGETS: dict[str, tuple[float, float]] = {
    "keras.datasets.boston_housing.load_data": (5.0, 50.0),
    "keras.datasets.california_housing.load_data": (14_999.0, 500_001.0),
    "sklearn.datasets.load_boston": (5.0, 50.0),
    "sklearn.datasets.load_diabetes": (25.0, 346.0),
    "sklearn.datasets.fetch_california_housing": (0.14999, 5.00001),
    "sklearn.datasets.make_regression": (-SIGMAS, SIGMAS),
}
"""Of data sets for regression, the smallest and the largest target."""
STANDARDISED = frozenset(
    f"sklearn.preprocessing.{name}.{method}"
    for name in ("StandardScaler", "PowerTransformer")
    for method in ("transform", "fit_transform")
) | {"sklearn.preprocessing.scale", "keras.preprocessing.image.ImageDataGenerator.standardize"}
BETWEEN = frozenset(f"sklearn.preprocessing.MinMaxScaler.{method}" for method in ("transform", "fit_transform"))
WAVES = frozenset("numpy.sin numpy.cos tf.sin tf.cos keras.ops.sin keras.ops.cos".split())


def typical(value: Value) -> Interval:
    """Which numbers a value comes to; `ANYTHING` where that is not known."""
    return values_of(value, _known)


def _known(tensor: Tensor) -> Interval | None:
    """The numbers of a tensor of which more is known than the bounds of an operation on numbers; None for the rest."""
    written = tensor.attribute("values")
    if isinstance(written, Known) and isinstance(written.value, str):
        return _between(map(float, written.value.split(",")), End.CLOSED)
    rule = SOURCES.get(tensor.operator)
    if rule is not None:
        found = rule(tensor)
        return found.loosened() if _one_draw(tensor) else found
    if tensor.operator in ROWWISE and tensor.operands and operation(tensor.operator) != "cast":
        # Two columns of one array have nothing to do with each other.
        return typical(tensor.operands[0])
    together = TOGETHER.get(operation(tensor.operator))
    if together is not None:
        parts = [typical(each) for each in together(tensor.operands)]
        return _all_of(parts) if parts else ANYTHING
    if tensor.operator in STANDARDISED:
        return ANYTHING if _scaled_classes(tensor) else _around(0.0, 1.0)
    if tensor.operator in TARGETS and _is_target(tensor):
        return Interval(*TARGETS[tensor.operator], End.CLOSED, End.CLOSED)
    return None


def _scaled_classes(tensor: Tensor) -> bool:
    """Whether class labels were scaled like features, which is a mistake of its own."""
    return tensor.operator.startswith("sklearn.") and bool(tensor.operands) and encoding(tensor.operands[0]) is not None


def _one_draw(tensor: Tensor) -> bool:
    """Whether this is a single number drawn at random, which may come to any of them and comes to one."""
    return ".random." in tensor.operator and tensor.attribute("size") == NONE


def _is_target(tensor: Tensor) -> bool:
    told = tensor.attribute("labels")
    return told == Known(True) if isinstance(told, Known) else tensor.shape is not None and len(tensor.shape) == 1


def _all_of(parts: Iterable[Interval]) -> Interval:
    """Arrays one behind the other: the ends that each comes to, all of them come to."""
    low, high = (
        min(parts, key=lambda each: (each.low, -each.low_end)),
        max(parts, key=lambda each: (each.high, each.high_end)),
    )
    return Interval(low.low, high.high, low.low_end, high.high_end)


def _around(centre: float, spread: float) -> Interval:
    return Interval(centre - SIGMAS * spread, centre + SIGMAS * spread, End.OPEN, End.OPEN)


def _number(value: Value) -> float:
    """A numeric argument; NaN where it is not known."""
    if isinstance(value, Known) and type(value.value) in (int, float):
        return float(value.value)
    return math.nan


def _between(numbers: Iterable[float], end: End) -> Interval:
    """The numbers from the smallest to the largest of these; anything where one is not known."""
    known = tuple(numbers)
    if not known or any(map(math.isnan, known)):
        return ANYTHING
    return Interval(min(known), max(known), end, end)


def _arguments(tensor: Tensor, *names: str) -> list[float]:
    return [_number(tensor.attribute(name)) for name in names]


def _normal(tensor: Tensor) -> Interval:
    names = ("loc", "scale") if tensor.operator.startswith("numpy.") else ("mean", "stddev")
    centre, spread = _arguments(tensor, *names)
    return _around(centre, spread) if centre == centre and spread > 0 else ANYTHING


def _uniform(tensor: Tensor) -> Interval:
    if tensor.operator.startswith("numpy."):
        return _between(_arguments(tensor, "low", "high"), End.OPEN)
    low, high = _arguments(tensor, "minval", "maxval")
    # `tf.random.uniform(..., dtype=tf.int32)` draws whole numbers, the upper end never.
    return _between((low, high - 1), End.CLOSED) if _is_whole(tensor) else _between((low, high), End.OPEN)


def _is_whole(drawn: Tensor) -> bool:
    return "int" in _dtype(drawn, "")


def _whole(tensor: Tensor) -> Interval:
    low, high = _arguments(tensor, "low", "high")
    return _between((0.0, low - 1) if tensor.attribute("high") == NONE else (low, high - 1), End.CLOSED)


def _listed(name: str) -> Callable[[Tensor], Interval]:
    """The numbers of a list among the arguments."""

    def rule(tensor: Tensor) -> Interval:
        among = tensor.attribute(name)
        return _between(map(_number, among.items if isinstance(among, Sequence) else ()), End.CLOSED)

    return rule


def _replaced(tensor: Tensor) -> Interval:
    """Some numbers are others now: those are there, and the rest is not known."""
    new = _listed("values")(tensor)
    return ANYTHING if new == ANYTHING else Interval(new.low, math.inf, End.CLOSED) if new.low < 0 else ANYTHING


def _wave(tensor: Tensor) -> Interval:
    """A sine of angles that go all the way round."""
    given = typical(tensor.operands[0]) if tensor.operands else ANYTHING
    around = given.high - given.low >= 2 * math.pi and End.LOOSE not in (given.low_end, given.high_end)
    end = End.CLOSED if around else End.LOOSE
    return Interval(-1.0, 1.0, end, end)


def _sign(tensor: Tensor) -> Interval:
    given = typical(tensor.operands[0]) if tensor.operands else ANYTHING
    ends = (given.falls_below(0.0), given.climbs_above(0.0))
    return Interval(-1.0, 1.0, *(End.CLOSED if each else End.LOOSE for each in ends))


CONTINUOUS = frozenset(
    {
        *TARGETS,
        *STANDARDISED,
        *BETWEEN,
        *WAVES,
        "numpy.random.rand",
        "numpy.random.random",
        "numpy.random.randn",
        "numpy.random.standard_normal",
        "numpy.random.normal",
        "numpy.random.uniform",
        "numpy.linspace",
        "tf.random.normal",
        "tf.random.uniform",
    }
)
"""What gives numbers with a fraction."""
KEEPING = frozenset("add subtract multiply divide square absolute root exp log log1p negate".split())


def is_continuous(value: Value) -> bool:
    """Whether data are shown to be numbers with a fraction, and so no classes."""
    if not isinstance(value, Tensor):
        return False
    name = operation(value.operator)
    if value.operator in CONTINUOUS:
        if value.operator == "tf.random.uniform" and _is_whole(value):
            return False
        if value.operator in STANDARDISED | BETWEEN and _scaled_classes(value):
            return False
        return value.operator not in TARGETS or _is_target(value)
    if name in KEEPING:
        return any(map(is_continuous, value.operands))
    whole = name == "cast" and not _stays_float(value)
    return not whole and (value.operator in ROWWISE or name == "same") and is_continuous((*value.operands, NONE)[0])


def _stays_float(cast: Tensor) -> bool:
    name = _dtype(cast, cast.operator)
    return "float" in name or "double" in name


def _dtype(tensor: Tensor, otherwise: str) -> str:
    """The name of the type that an operation is asked for."""
    kind = tensor.attribute("dtype")
    return kind.name if isinstance(kind, Symbol) else str(kind.value) if isinstance(kind, Known) else otherwise


SOURCES: dict[str, Callable[[Tensor], Interval]] = {
    "numpy.random.randn": lambda tensor: _around(0.0, 1.0),
    "numpy.random.standard_normal": lambda tensor: _around(0.0, 1.0),
    "numpy.random.normal": _normal,
    "tf.random.normal": _normal,
    "numpy.random.uniform": _uniform,
    "tf.random.uniform": _uniform,
    "numpy.random.randint": _whole,
    "numpy.random.choice": _listed("a"),
    "numpy.linspace": lambda tensor: _between(_arguments(tensor, "start", "stop"), End.CLOSED),
    "numpy.sign": _sign,
    "tf.sign": _sign,
    "array.map": _listed("values"),
    "array.replace": _replaced,
    **dict.fromkeys(WAVES, _wave),
    **dict.fromkeys(BETWEEN, _listed("feature_range")),
}
"""What each source of data gives."""
TOGETHER: dict[str, Callable[[tuple[Value, ...]], tuple[Value, ...]]] = {
    "where": lambda operands: operands[1:],
    "join": lambda operands: operands,
}
"""Operations whose result holds numbers of several operands, and of which."""
