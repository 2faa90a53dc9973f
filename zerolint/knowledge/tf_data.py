"""tf.data: a dataset is what its elements are made of; most methods keep the elements' rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zerolint.facts.copies import REPEATED
from zerolint.facts.machine import Call, Machine
from zerolint.facts.passes import CACHED, ORDER, RESHUFFLED, SHUFFLED
from zerolint.facts.rows import Picked, Rows, Shuffled, Take
from zerolint.facts.values import NONE, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.lists import listed
from zerolint.knowledge.literals import literal
from zerolint.knowledge.orders import new_order
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.shapes import ANY, MORE_AXES, Shape
from zerolint.knowledge.tensors import behind, make, rows_of, same_rows

DATASET = "tf.data.Dataset"
KEEPING = """
    as_numpy_iterator batch prefetch with_options padded_batch snapshot ragged_batch unbatch rebatch
    """.split()


def dataset(m: Machine, element: Value, call: Call, *, batched: bool = False) -> Object:
    """A dataset of such elements."""
    return m.new(DATASET, call.place, {"element": element, "batched": Known(batched)})


def element_of(m: Machine, value: Value) -> Value | None:
    """What one element of a dataset is; None for anything else."""
    if isinstance(value, Object) and value.kind == DATASET:
        return m.read(value, "element")
    return None


def drawn(m: Machine, data: Object) -> Value | None:
    """One element as who walks over the dataset gets it: some of the rows where they are batched, else one."""
    element = m.read(data, "element")
    batched = m.read(data, "batched") == Known(True)
    return None if element is None else _reshaped(element, lambda shape: (ANY, *shape[1:]) if batched else shape[1:])


def _reshaped(element: Value, change: Callable[[Shape], Shape]) -> Value:
    """The element with the shape of each of its arrays changed."""
    if isinstance(element, Sequence):
        return replace(element, items=tuple(_reshaped(each, change) for each in element.items))
    if not isinstance(element, Tensor) or not element.shape or MORE_AXES[0] in element.shape:
        return element
    return replace(element, shape=change(element.shape))


@transfer(f"{DATASET}.enumerate")
def enumerated(m: Machine, call: Call) -> Value:
    """Each element behind its number."""
    element = element_of(m, call.owner) or m.unknown("an element", call.place)
    batched = isinstance(call.owner, Object) and m.read(call.owner, "batched") == Known(True)
    return dataset(m, Sequence((m.unknown("a number", call.place), element)), call, batched=batched)


@transfer(
    *(f"{DATASET}.make_{kind}_iterator" for kind in ("one_shot", "initializable")),
    *(f"tf.data.make_{kind}_iterator" for kind in ("one_shot", "initializable")),
)
def iterator(m: Machine, call: Call) -> Value:
    """A graph's iterator gives the elements of its dataset."""
    return call.owner if isinstance(call.owner, Object) else call.get("dataset")


@transfer(f"{DATASET}.get_next", f"{DATASET}.next")
def next_element(m: Machine, call: Call) -> Value:
    """`iterator.get_next()`: an element, another one in each run of the graph."""
    return element_of(m, call.owner) or m.unknown("an element", call.place)


@transfer(f"{DATASET}.from_tensor_slices", f"{DATASET}.from_tensors", static=True)
def from_tensor_slices(m: Machine, call: Call) -> Value:
    """Rows of arrays, side by side."""
    source = call.get("tensors") if call.has("tensors") else call.rest[0] if call.rest else Unknown("tensors")
    items = m.elements(source) if isinstance(source, (Sequence, Object)) else None
    if not items or _numbers(m, source):
        return dataset(m, _array(m, source, call), call)
    return dataset(m, Sequence(tuple(_array(m, each, call) for each in items)), call)


def _numbers(m: Machine, value: Value) -> bool:
    """Whether this is a list of numbers, however deep, and so one array."""
    items = m.elements(value) if isinstance(value, Object) and value.kind == "list" else None
    return items is not None and all(isinstance(each, Known) or _numbers(m, each) for each in items)


def _array(m: Machine, value: Value, call: Call) -> Value:
    return literal(m, "tf.convert_to_tensor", value, call.place) if _numbers(m, value) else listed(m, value)


@transfer(f"{DATASET}.range", static=True)
def number_range(m: Machine, call: Call) -> Value:
    """`Dataset.range(n)`: n different numbers."""
    size = call.rest[0] if call.rest else Unknown("n")
    return dataset(m, make(m, call.name, (), call.place, shape=(size,)), call)


@transfer(*(f"{DATASET}.{name}" for name in KEEPING))
def keeping(m: Machine, call: Call) -> Value:
    """Methods that leave the rows as they are."""
    if not isinstance(call.owner, Object):
        return m.unknown("a dataset", call.place)
    batched = "batch" in call.name.rpartition(".")[2] or m.read(call.owner, "batched") == Known(True)
    return dataset(m, m.read(call.owner, "element") or Unknown("element"), call, batched=batched)


def _each(
    m: Machine,
    call: Call,
    operator: str,
    change: Callable[[Rows], Rows | None],
    added: tuple[tuple[str, Value], ...] = (),
) -> Value:
    """The dataset with the rows of every component changed."""
    assert isinstance(call.owner, Object)
    element = m.read(call.owner, "element") or Unknown("element")
    parts = element.items if isinstance(element, Sequence) else (element,)
    changed: list[Value] = []
    for part in parts:
        rows = rows_of(m, part)
        shape = part.shape[1:] if isinstance(part, Tensor) and part.shape else None
        after = change(rows) if rows is not None else None
        attributes = added + (part.attributes if isinstance(part, Tensor) else ())
        changed.append(
            make(
                m,
                operator,
                (part,),
                call.place,
                rows=after,
                shape=None if shape is None else (ANY, *shape),
                attributes=attributes,
            )
        )
    batched = m.read(call.owner, "batched") == Known(True)
    return dataset(m, Sequence(tuple(changed)) if isinstance(element, Sequence) else changed[0], call, batched=batched)


@transfer("array.batch", "array.prefetch", "array.cache", "array.padded_batch")
def of_unknown(m: Machine, call: Call) -> Value:
    """Methods that only datasets have: what they are called on is one, whatever it came from."""
    return dataset(m, same_rows(m, call.name, call.owner, call.place), call, batched="batch" in call.name)


@transfer(f"{DATASET}.shuffle")
def shuffle(m: Machine, call: Call) -> Value:
    """The same rows in a random order, which by default is another one in every pass."""
    key = new_order(m, call)
    operator = RESHUFFLED if _again(call) else SHUFFLED
    attributes = (("buffer", _buffer(call)), (ORDER, Known(key)))
    return _each(m, call, operator, lambda rows: Shuffled(rows, key), attributes)


def _buffer(call: Call) -> Value:
    """How many rows an order is drawn from at a time."""
    return call.get("buffer_size") if call.has("buffer_size") else call.rest[0] if call.rest else NONE


def _again(call: Call) -> bool:
    """Whether every pass has an order of its own: a seed does not keep it, a buffer of one row has no order."""
    again = call.get("reshuffle_each_iteration")
    kept = call.has("reshuffle_each_iteration") and again not in (NONE, Known(True))
    return not kept and not call.opaque and _buffer(call) != Known(1)


@transfer("array.shuffle")
def shuffle_of_unknown(m: Machine, call: Call) -> Value:
    """`ds.shuffle(1000)`: what has this method and gives something back is a dataset."""
    known = dataset(m, same_rows(m, call.name, call.owner, call.place), call)
    return shuffle(m, replace(call, owner=known))


@transfer(f"{DATASET}.shard", f"{DATASET}.apply")
def chosen(m: Machine, call: Call) -> Value:
    """Rows of which nothing is known but that they are some of these."""
    key = m.fresh()
    return _each(m, call, "slice", lambda rows: Picked(rows, key))


@transfer(f"{DATASET}.repeat")
def repeat(m: Machine, call: Call) -> Value:
    """The same rows over and over, or `count` times."""
    count = call.get("count") if call.has("count") else call.rest[0] if call.rest else NONE
    return keeping(m, call) if count == Known(1) else _each(m, call, REPEATED, lambda rows: rows)


@transfer(f"{DATASET}.cache")
def cache(m: Machine, call: Call) -> Value:
    """The same rows; what the first complete pass gave is given again."""
    return _each(m, call, CACHED, lambda rows: rows)


@transfer(f"{DATASET}.take", f"{DATASET}.skip")
def take(m: Machine, call: Call) -> Value:
    """The first rows, or all but the first; behind `batch` it counts batches."""
    count = call.get("count") if call.has("count") else call.rest[0] if call.rest else Unknown("count")
    assert isinstance(call.owner, Object)
    key, method = m.fresh(), call.name.rpartition(".")[2]
    batched = m.read(call.owner, "batched") == Known(True)

    def cut(rows: Rows) -> Rows:
        if batched:
            return Picked(rows, key)
        return Take(rows, None, count) if method == "take" else Take(rows, count, None)

    return _each(m, call, "slice", cut, (("method", Known(method)), ("count", count)))


@transfer(f"{DATASET}.map", f"{DATASET}.filter", f"{DATASET}.interleave", f"{DATASET}.flat_map", f"{DATASET}.window")
def mapped(m: Machine, call: Call) -> Value:
    """`ds.map(f)` runs f on one element; other functions give elements of which nothing is known."""
    assert isinstance(call.owner, Object)
    element = m.read(call.owner, "element") or Unknown("element")
    batched = m.read(call.owner, "batched") == Known(True)
    function = call.get("map_func") if call.has("map_func") else call.rest[0] if call.rest else NONE
    if call.name.endswith("map") and not call.name.endswith("flat_map") and function != NONE:
        one = drawn(m, call.owner) or element
        arguments = one.items if isinstance(one, Sequence) else (one,)
        given = m.call_often(function, arguments, call.place)
        if isinstance(given, Unknown):
            # Whatever the function does, it does it row by row.
            given = same_rows(m, call.name, arguments[0], call.place)
        return dataset(m, _row_by_row(m, given, arguments, batched), call, batched=batched)
    if call.name.endswith("filter"):
        return _each(m, call, call.name, lambda rows: None)
    return dataset(m, m.unknown("elements of a dataset", call.place), call)


def _row_by_row(m: Machine, made: Value, given: tuple[Value, ...], batched: bool) -> Value:
    """What a function makes of each element: rows for rows, whichever part of an element it takes."""
    if isinstance(made, Sequence):
        return replace(made, items=tuple(_row_by_row(m, each, given, batched) for each in made.items))
    if not isinstance(made, Tensor):
        return made
    if not batched:
        made = replace(made, shape=None if made.shape is None else (ANY, *made.shape))
    sources = {each.key: each for each in given if isinstance(each, (Tensor, Unknown)) and each.key}
    if made.rows in [rows_of(m, each) for each in sources.values()]:
        return made
    source = next((sources[each.key] for each in behind(made) if each.key in sources), None)
    return made if source is None else replace(made, rows=rows_of(m, source))


@transfer(f"{DATASET}.zip", static=True)
def zipped(m: Machine, call: Call) -> Value:
    """`Dataset.zip((a, b))`: elements side by side."""
    parts = m.elements(call.rest[0]) if len(call.rest) == 1 else call.rest
    elements = [element_of(m, each) for each in parts or ()]
    known = [each for each in elements if each is not None]
    if parts and len(known) == len(elements):
        return dataset(m, Sequence(tuple(known)), call)
    return dataset(m, m.unknown("elements of a dataset", call.place), call)


@transfer(f"{DATASET}.concatenate")
def concatenated(m: Machine, call: Call) -> Value:
    """Rows of both, of which only the unknown sum is kept."""
    return _each(m, call, call.name, lambda rows: None)


@transfer(
    f"{DATASET}.from_generator",
    "tf.data.TFRecordDataset",
    "tf.data.TextLineDataset",
    "tf.data.experimental.make_csv_dataset",
    "tf.data.experimental.CsvDataset",
    static=True,
)
def from_elsewhere(m: Machine, call: Call) -> Value:
    """Elements from files: a root of its own."""
    return dataset(m, make(m, call.name, (), call.place), call)
