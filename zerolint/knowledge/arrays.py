"""numpy arrays and what tensors share with them: what keeps rows, makes rows, mixes rows."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from zerolint.facts import worlds
from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Root, Rows, Shuffled, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.lists import listed
from zerolint.knowledge.literals import literal
from zerolint.knowledge.orders import new_order
from zerolint.knowledge.registry import TRANSFERS, attribute, transfer
from zerolint.knowledge.scalars import folded
from zerolint.knowledge.shapes import as_shape, broadcast, open_rank, sizes_one_by_one
from zerolint.knowledge.tensors import EYE, make, named_columns, rows_of, same_rows

ROWWISE = """
    astype copy round to_numpy abs numpy as_matrix tolist view toarray
    todense interpolate ffill bfill rename rename_axis reset_index set_index infer_objects
    convert_dtypes get
    """.split()
"""Methods whose result has the rows of the array, in order."""

FUNCTIONS = """
    array asarray asfarray ascontiguousarray copy float32 float64 int32 int64 abs log log1p log10 exp sqrt
    square nan_to_num round around floor ceil argmax sign tanh isnan isfinite
    """.split()
"""numpy functions that map rows to rows (with their first argument; `axis` may say otherwise)."""

REDUCTIONS = "mean std sum min max var median argmax argmin any all prod nanmean nanstd percentile quantile".split()


SAME_PIXELS = """
    convert_image_dtype per_image_standardization flip_left_right flip_up_down random_flip_left_right
    random_flip_up_down adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation random_brightness
    random_contrast random_hue random_saturation
    """.split()
"""Functions of images in `tf.image` that keep the shape."""


def first_argument(call: Call) -> Value:
    """The array that a function gets, whatever its parameter is called."""
    for name in ("a", "x", "object", "arr", "arrays", "value", "ary"):
        if call.has(name):
            return call.get(name)
    if call.rest:
        return call.rest[0]
    return next((call.bound[name] for name in call.bound if name in call.passed), Unknown("no argument"))


@transfer(*(f"array.{name}" for name in ROWWISE))
def rowwise_method(m: Machine, call: Call) -> Value:
    """`x.astype(...)`, `frame.fillna(...)`: row by row."""
    return m.lift(lambda owner: same_rows(m, call.name, owner, call.place, _type(call)), m.here(call.owner))


@transfer(
    *(f"numpy.{name}" for name in FUNCTIONS),
    "tf.convert_to_tensor",
    "tf.constant",
    "tf.cast",
    "pandas.to_numeric",
    *(f"tf.image.{name}" for name in SAME_PIXELS),
)
def rowwise_function(m: Machine, call: Call) -> Value:
    """`np.array(x)`, `np.log(x)`: row by row; a nested list is new data."""
    if call.name == "tf.constant" and call.has("shape") and call.get("shape") != NONE:
        return filled(m, call)
    source = listed(m, first_argument(call))
    if isinstance(source, (Tensor, Unknown)):
        return same_rows(m, call.name, source, call.place, _type(call))
    if isinstance(source, (Known, Formula)) and not isinstance(getattr(source, "value", 0), str):
        return _scalar(m, call, source)
    return literal(m, call.name, source, call.place)


def _type(call: Call) -> tuple[tuple[str, Value], ...]:
    """The type of numbers that is asked for, as an attribute."""
    if call.name not in TYPING or not (call.has("dtype") or call.rest):
        return ()
    return (("dtype", call.get("dtype") if call.has("dtype") else call.rest[0]),)


TYPING = frozenset({"tf.cast", "array.astype"})
AS_GIVEN = frozenset("array asarray asfarray ascontiguousarray copy float32 float64 to_numeric constant".split())
"""What makes an array of one number, or gives it in another width."""
WHOLE = frozenset({"int32", "int64"})
NUMBERS: dict[str, Callable[..., Any]] = {
    "exp": math.exp,
    "log1p": math.log1p,
    "tanh": math.tanh,
    "log": math.log,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "abs": abs,
    "round": round,
    "floor": math.floor,
    "ceil": math.ceil,
    "square": lambda x: x * x,
}


def _scalar(m: Machine, call: Call, source: Value) -> Value:
    """`np.float32(1e-3)`, `np.ceil(n * 0.8)`, `tf.constant(0.1)` on one number."""
    name = call.name.rpartition(".")[2]
    if name == "cast":
        name = _width(call.get("dtype"))
    if name in ("round", "around"):
        digits = call.get("decimals")
        given = [source] if digits in (NONE, Known(0)) else [source, digits]
        return folded(m, call, given, round, "round" if len(given) == 1 else None)
    if name in NUMBERS:
        return folded(m, call, [source], NUMBERS[name], name if name in ("floor", "ceil", "abs") else None)
    if name in WHOLE:
        return folded(m, call, [source], int, "int")
    return source if name in AS_GIVEN or name == "convert_to_tensor" else m.unknown(f"call of {call.name}", call.place)


def _width(dtype: Value) -> str:
    """The name of a type of numbers."""
    if isinstance(dtype, Symbol):
        return dtype.name.rpartition(".")[2]
    return dtype.value if isinstance(dtype, Known) and isinstance(dtype.value, str) else ""


ARMS = (("x", "x1", "then_expression"), ("y", "x2", "else_expression"))
"""What the two values of a choice are called."""


@transfer("numpy.where", "tf.where", "keras.ops.where", "keras.backend.switch")
def where(m: Machine, call: Call) -> Value:
    """`np.where(condition, 1, 0)`: row by row one of two values."""
    condition = m.current(call.get("condition") if call.has("condition") else call.rest[0] if call.rest else NONE)
    chosen = [
        each.value
        for each in (*call.bound.values(), *call.rest)
        if isinstance(each, Known) and isinstance(each.value, (int, float))
    ]
    values = ",".join(f"{each:g}" for each in sorted(set(map(float, chosen))))
    arms = [call.get(*names) for names in ARMS if call.has(*names)] or list(call.rest[1:])
    if not arms:
        # Where it holds: positions, one array of them for each axis.
        return m.unknown("positions", call.place)
    made = same_rows(m, call.name, condition, call.place, (("values", Known(values)),) if len(chosen) == 2 else ())
    operands = (condition, *(m.current(each) for each in arms))
    return replace(made, operands=operands, shape=broadcast(operands))


@transfer(*(f"array.{name}" for name in REDUCTIONS), *(f"numpy.{name}" for name in REDUCTIONS))
def reduction(m: Machine, call: Call) -> Value:
    """`x.mean(axis=0)`: a statistic; along another axis than the first, the rows stay."""
    source = m.current(call.owner if call.name.startswith("array.") else first_argument(call))
    axis = call.get("axis")
    if isinstance(axis, Unknown) and call.name.startswith("array.") and call.rest:
        axis = call.rest[0]
    keeps = isinstance(axis, Known) and isinstance(axis.value, int) and axis.value not in (0, None)
    rows = rows_of(m, source) if keeps else None
    return make(m, call.name, (source,), call.place, rows=rows, attributes=(("axis", axis),))


@transfer(
    "numpy.zeros",
    "numpy.ones",
    "numpy.empty",
    "numpy.ndarray",
    "numpy.full",
    "tf.zeros",
    "tf.ones",
    "numpy.random.normal",
    "numpy.random.uniform",
    "numpy.random.random",
    "numpy.random.randint",
    "numpy.random.standard_normal",
    "numpy.random.binomial",
    "tf.random.normal",
    "tf.random.uniform",
    "tf.random.truncated_normal",
)
def filled(m: Machine, call: Call) -> Value:
    """New data of a given shape."""
    size = call.get("shape", "size")
    if not call.has("shape", "size") and call.rest:
        size = call.rest[0]
    shape = as_shape(size, m.elements(size))
    told = {**call.bound, **call.extra}
    lists = {name: m.elements(value) for name, value in told.items() if isinstance(value, Object)}
    told |= {name: Sequence(items) for name, items in lists.items() if items is not None}
    return make(m, call.name, (), call.place, shape=shape, attributes=tuple(told.items()))


GENERATOR = "numpy.random.Generator"
DRAWS = "normal uniform random integers standard_normal choice binomial permutation permuted shuffle".split()


@transfer("numpy.random.default_rng", "numpy.random.RandomState")
def generator(m: Machine, call: Call) -> Value:
    """A random generator; its methods draw like the functions of `numpy.random`."""
    return m.new(GENERATOR, call.place)


@transfer(*(f"{GENERATOR}.{name}" for name in DRAWS))
def drawn(m: Machine, call: Call) -> Value:
    """`rng.normal(size=(100, 4))`."""
    name = call.name.rpartition(".")[2]
    function = {"integers": "randint", "permuted": "permutation"}.get(name, name)
    return TRANSFERS[f"numpy.random.{function}"](m, replace(call, name=f"numpy.random.{function}"))


@transfer("numpy.random.rand", "numpy.random.randn")
def rand(m: Machine, call: Call) -> Value:
    """`np.random.rand(100, 4)`."""
    return make(m, call.name, (), call.place, shape=sizes_one_by_one(call) or None)


@transfer("numpy.eye", "numpy.identity", "tf.eye", "keras.ops.eye")
def eye(m: Machine, call: Call) -> Value:
    """`np.eye(n)`, `np.eye(n, k)`; its rows are the one-hot codes of labels."""
    rows = call.get("N", "n", "num_rows")
    columns = call.get("M", "num_columns") if call.has("M", "num_columns") else NONE
    return make(m, EYE, (), call.place, shape=(rows, rows if columns == NONE else columns))


@transfer("tf.image.resize")
def resized(m: Machine, call: Call) -> Value:
    """`tf.image.resize(images, (height, width))`, of one image or a batch."""
    source = m.current(call.get("images") if call.has("images") or not call.rest else call.rest[0])
    given = source.shape if isinstance(source, Tensor) else None
    size = as_shape(call.get("size"), m.elements(call.get("size")))
    known = given is not None and not open_rank(given) and size is not None and len(size) == 2
    shape = (*given[:-3], *size, given[-1]) if known and given is not None and size is not None else None
    rows = rows_of(m, source) if given is None or len(given) != 3 else None
    return make(m, call.name, (source,), call.place, rows=rows, shape=shape)


@transfer("numpy.linspace")
def linspace(m: Machine, call: Call) -> Value:
    """`np.linspace(a, b, num)`."""
    bounds = tuple((name, call.get(name)) for name in ("start", "stop"))
    return make(m, call.name, (), call.place, shape=(call.get("num"),), attributes=bounds)


@transfer("numpy.arange", "tf.range")
def arange(m: Machine, call: Call) -> Value:
    """`np.arange(n)`: an index array over the first n positions."""
    values = call.rest or tuple(
        call.bound[name] for name in ("start_or_stop", "start", "stop", "limit") if name in call.passed
    )
    values = tuple(value for value in values if value != NONE)
    rows: Rows | None = None
    if call.has("step", "delta"):
        # Every nth number is data more often than an index.
        pass
    elif len(values) == 1:
        rows = positions_of(m, values[0])
    elif len(values) == 2:
        rows = Take(Root(m.fresh(), positions=True), values[0], values[1])
    return make(m, call.name, values, call.place, rows=rows)


def positions_of(m: Machine, count: Value) -> Rows:
    """The positions of as many rows as `count`; the length of some data means all of it."""
    whole = isinstance(count, Formula) and count.operator == "size"
    positions = Root(m.fresh(), positions=True)
    return positions if whole else Take(positions, None, count)


@transfer("numpy.random.permutation", "sklearn.utils.shuffle", "tf.random.shuffle")
def permutation(m: Machine, call: Call) -> Value:
    """The same rows in a random order; of a number, its positions."""
    if call.name == "sklearn.utils.shuffle" and len(call.rest) > 1:
        key = new_order(m, call)
        return Sequence(tuple(_shuffled(m, call, each, key) for each in call.rest))
    source = m.current(first_argument(call))
    if isinstance(source, (Known, Formula)):
        return make(m, call.name, (source,), call.place, rows=Shuffled(positions_of(m, source), new_order(m, call)))
    return _shuffled(m, call, source, new_order(m, call))


def _shuffled(m: Machine, call: Call, source: Value, key: int) -> Value:
    rows = rows_of(m, source)
    return make(m, call.name, (source,), call.place, rows=Shuffled(rows, key) if rows is not None else None)


@transfer("pandas.DataFrame", "pandas.Series")
def tabulated(m: Machine, call: Call) -> Value:
    """A table of other data, or of numbers: a root of its own."""
    source = listed(m, first_argument(call))
    if isinstance(source, Tensor):
        return same_rows(m, call.name, source, call.place)
    return named_columns(m, make(m, call.name, (source,) if source != NONE else (), call.place), source)


@transfer("numpy.array_split", "numpy.split", "numpy.vsplit")
def split(m: Machine, call: Call) -> Value:
    """`np.split(x, [a, b])`: consecutive pieces."""
    source = m.current(first_argument(call))
    rows = rows_of(m, source)
    where = (
        call.get("indices_or_sections", "num_or_size_splits")
        if call.has("indices_or_sections", "num_or_size_splits")
        else (call.rest[1] if len(call.rest) > 1 else Unknown("where"))
    )
    cuts = m.elements(where)
    if rows is None or cuts is None or call.get("axis") not in (NONE, Known(0)):
        return m.unknown(f"call of {call.name}", call.place)
    bounds: list[Value | None] = [None, *cuts, None]
    pieces = [make(m, "slice", (source,), call.place, rows=Take(rows, start, stop)) for start, stop in pairwise(bounds)]
    return Sequence(tuple(pieces), place=call.place)


@attribute("array.shape")
def shape(m: Machine, owner: Value, place: Place) -> Value:
    """`x.shape`: the first size is the number of rows."""
    rows = rows_of(m, owner)
    first = worlds.size(rows) if rows is not None else m.unknown("a shape", place)
    known = owner.shape if isinstance(owner, Tensor) else None
    if known and known[0] != Known(...):
        return Sequence((known[0] if isinstance(known[0], Known) else first, *known[1:]), place=place)
    return _open_shape(m, owner, first, place)


def _open_shape(m: Machine, owner: Value, first: Value, place: Place) -> Value:
    """A shape of which only the first size is known; reading it again gives the same unknown sizes."""
    key = owner.key if isinstance(owner, (Tensor, Unknown)) else 0
    holder = Object(key, "shape")
    known = m.read(holder, ".shape") if key else None
    if isinstance(known, Unknown):
        return known
    made = m.unknown("a shape", place)
    m.write(Object(made.key, "parts"), "[0]", first)
    if key:
        m.write(holder, ".shape", made)
    return made


@attribute("array.values", "array.index")
def rows_view(m: Machine, owner: Value, place: Place) -> Value:
    """`frame.values`, `frame.index`: all rows."""
    return same_rows(m, "view", owner, place)
