"""pandas frames: rows by position and label, samples and what is left of them."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Masked, Root, Rows, Shuffled, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, SliceOf, Tensor, Unknown, Value, alternatives
from zerolint.knowledge.in_place import list_changed
from zerolint.knowledge.lists import inside, is_list
from zerolint.knowledge.made_by_pandas import is_table, made_by_pandas, origin
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.signatures import methods
from zerolint.knowledge.tensors import (
    COLUMNS,
    NAME,
    chosen_columns,
    column,
    index,
    make,
    rows_of,
    same_rows,
    taken_rows,
    without,
)

RELABELLED = ("reset_index", "DataFrame", "Series")
"""What gives the rows labels from 0."""
LOC = "pandas.loc"
"""The kind of `frame.loc`."""


@attribute("array.iloc", "array.ix")
def indexer(m: Machine, owner: Value, place: Place) -> Value:
    """`frame.iloc`, `frame.loc`: subscripts select rows first."""
    return same_rows(m, "indexer", owner, place)


@attribute("array.loc", "array.at")
def label_indexer(m: Machine, owner: Value, place: Place) -> Value:
    """`frame.loc`: a slice includes its end."""
    view = same_rows(m, "label indexer", owner, place)
    return m.new(LOC, place, {"frame": view})


def by_label(m: Machine, owner: Object, key: Value, place: Place) -> Value:
    """`frame.loc[key]`."""
    frame = m.read(owner, "frame") or Unknown("frame")
    first = key.items[0] if isinstance(key, Sequence) and key.items else key
    rows = rows_of(m, frame)
    if isinstance(first, SliceOf) and rows is not None:
        labelled = all(_position(bound) for bound in (first.start, first.stop))
        taken = _labelled(rows, first, relabelled=_relabelled(frame)) if labelled else None
        attributes = (("index", first), *chosen_columns(key)) if taken is not None else ()
        return make(m, "slice", (frame,), place, rows=taken, attributes=attributes)
    return index(m, frame, key, place)


def _labelled(rows: Rows, window: SliceOf, *, relabelled: bool) -> Rows | None:
    """The rows with labels from `start` to `stop`, both included; None where the labels follow no order.

    Rows keep the labels that they had before some of them went, unless they were `relabelled` since.
    """
    if relabelled or isinstance(rows, Root):
        return taken_rows(rows, window, inclusive=True)
    if isinstance(rows, Masked):
        inner = _labelled(rows.base, window, relabelled=False)
        return None if inner is None else replace(rows, base=inner)
    if isinstance(rows, Take) and isinstance(rows.base, Root) and rows.step is None:
        outer = _numbers(rows.start, rows.stop)
        inside = _numbers(window.start, window.stop)
        if outer is not None and inside is not None and window.step == NONE:
            stops = [each for each in (outer[1], None if inside[1] is None else inside[1] + 1) if each is not None]
            stop = Known(min(stops)) if stops else None
            return Take(rows.base, Known(max(outer[0], inside[0])), stop)
    return None


def _numbers(start: Value | None, stop: Value | None) -> tuple[int, int | None] | None:
    """A window as numbers, its stop None where it has none; None where one counts from the end or is not known."""
    numbers = [each.value if isinstance(each, Known) else each for each in (start, stop)]
    if any(each is not None and (not isinstance(each, int) or each < 0) for each in numbers):
        return None
    first, last = numbers
    return (first or 0, last)  # type: ignore[return-value]


def _relabelled(frame: Value) -> bool:
    """Whether the labels of the rows are their positions now: not of a part, a sample or a sorted frame."""
    rows = frame.rows if isinstance(frame, Tensor) else None
    while isinstance(frame, Tensor) and frame.rows == rows:
        if frame.operator.rpartition(".")[2] in RELABELLED:
            return True
        frame = frame.operands[0] if frame.operands else NONE
    return False


def _position(bound: Value) -> bool:
    """Whether a label can be taken for a position: the default index counts from 0."""
    return bound == NONE or (isinstance(bound, Known) and isinstance(bound.value, int)) or isinstance(bound, Formula)


@transfer("array.head", "array.tail")
def head(m: Machine, call: Call) -> Value:
    """`frame.head(n)`, `frame.tail(n)`."""
    count = call.rest[0] if call.rest else call.get("n") if call.has("n") else Known(5)
    rows = rows_of(m, call.owner)
    taken: Rows | None = None
    if rows is not None and call.name == "array.head":
        taken = Take(rows, None, count)
    elif rows is not None:
        start = (
            Known(-count.value)
            if isinstance(count, Known) and isinstance(count.value, int)
            else Formula("neg", (count,))
        )
        taken = Take(rows, start, None)
    return make(m, "slice", (m.current(call.owner),), call.place, rows=taken)


@transfer("array.drop")
def drop(m: Machine, call: Call) -> Value:
    """`frame.drop(columns=...)` keeps the rows; `frame.drop(part.index)` keeps those that are not in the part."""
    labels = m.current(call.rest[0] if call.rest else call.get("labels", "index"))
    rows = rows_of(m, call.owner)
    if isinstance(labels, Tensor) and isinstance(labels.rows, Masked) and labels.rows.base == rows:
        rest = replace(labels.rows, wanted=not labels.rows.wanted)
        return make(m, "slice", (m.current(call.owner),), call.place, rows=rest)
    if isinstance(labels, Tensor) and labels.operator == "view":
        return make(m, "slice", (m.current(call.owner),), call.place)
    if _drops_rows(call):
        return dropped(m, call)
    made = same_rows(m, call.name, call.owner, call.place)
    labels = _labels(call)
    # One name is no list of its letters.
    names = (labels,) if isinstance(labels, Known) else m.elements(labels) or ()
    gone = {each.value for each in names if isinstance(each, Known)}
    return without(made, lambda name: name not in gone)


def _labels(call: Call) -> Value:
    return call.rest[0] if call.rest else call.get("columns", "labels")


def _drops_rows(call: Call) -> bool:
    """Whether the labels are those of rows: `index=`, or the first axis, which is the default."""
    if call.has("index", "columns"):
        return call.has("index")
    axis = call.rest[1] if len(call.rest) > 1 else call.get("axis") if call.has("axis") else Known(0)
    return axis in (Known(0), Known("index"), Known("rows"))


@transfer("array.sort_values", "array.sort_index")
def ordered(m: Machine, call: Call) -> Value:
    """The same rows in an order that is in the data."""
    rows = rows_of(m, call.owner)
    kept = None if rows is None else Shuffled(rows, m.fresh())
    by = call.get("by") if call.has("by") or not call.rest else call.rest[0]
    # One name is no list of its letters.
    names = None if isinstance(by, Known) else m.elements(by)
    first = names[0] if names else by
    return make(m, call.name, (m.current(call.owner),), call.place, rows=kept, attributes=(("by", first),))


@transfer(
    *(f"array.{name}" for name in ("isin", "isnull", "isna", "notnull", "notna", "between", "duplicated")),
)
def condition(m: Machine, call: Call) -> Value:
    """A yes or no for each row."""
    return same_rows(m, call.name, call.owner, call.place)


@transfer("array.dropna", "array.drop_duplicates", "array.query")
def dropped(m: Machine, call: Call) -> Value:
    """Some rows go, which ones is in the data."""
    rows = rows_of(m, call.owner)
    kept = None if rows is None else Masked(rows, m.fresh(), True)
    return make(m, call.name, (m.current(call.owner),), call.place, rows=kept)


@transfer("array.pop")
def pop(m: Machine, call: Call) -> Value:
    """`frame.pop("label")`: one column, all rows."""
    key, now = call.rest[0] if call.rest else NONE, m.current(call.owner)
    if is_list(now):
        return list_changed(m, call)
    number = isinstance(key, Known) and not isinstance(key.value, str)
    if isinstance(now, Unknown) and (len(call.rest) != 1 or number):
        # That of a list, or of a dict with a default.
        return m.unknown(f"call of {call.name}", call.place)
    popped = make(m, "columns", (now,), call.place, rows=rows_of(m, call.owner), attributes=(("name", key),))
    if isinstance(now, Tensor):
        column_gone(m, now, key, call.place)
    return popped


def column_gone(m: Machine, frame: Tensor, name: Value, place: Place) -> None:
    """`del frame["label"]`: the frame itself has the column no longer."""
    rest = same_rows(m, "array.drop", frame, place)
    m.update(frame, without(rest, lambda each: Known(each) != name))


@transfer("pandas.get_dummies")
def get_dummies(m: Machine, call: Call) -> Value:
    """One column for each category, the same rows; of a whole table, beside the columns that are numbers.

    With `drop_first` a category is no column, and two are one column of 0 and 1.
    """
    data = m.current(call.get("data"))
    name = MIXED if call.has("columns") or call.has("drop_first") or is_table(data) else call.name
    return same_rows(m, name, data, call.place)


@transfer("array.map", "array.replace")
def looked_up(m: Machine, call: Call) -> Value:
    """`frame["label"].map({"ham": 0, "spam": 1})`: row by row; the values of a dict are kept."""
    given = next(iter((*call.rest, *(call.bound[name] for name in ("arg", "to_replace") if name in call.passed))), NONE)
    entries = m.entries(given) if isinstance(given, Object) else None
    told = (("values", Sequence(tuple(entries.values()))),) if entries else ()

    def made(owner: Value) -> Value:
        row = same_rows(m, call.name, owner, call.place)
        return replace(row, attributes=(*row.attributes, *told))

    return m.lift(made, m.here(call.owner))


def with_columns(m: Machine, call: Call) -> Value:
    """`frame.assign(price=values)`: the rows, with more columns, which depend on what they are made of."""
    for each in call.extra.values():
        m.unseen(each, call.place)
    given = tuple(each for each in call.extra.values() if isinstance(each, (Tensor, Unknown)))

    def made(owner: Value) -> Value:
        row = same_rows(m, call.name, owner, call.place)
        return replace(row, operands=(*row.operands, *given), shape=None)

    return m.lift(made, m.here(call.owner))


MIXED = "pandas.get_dummies of a table"
"""The operator of a table of which some columns were encoded, which is nothing that labels are."""


@transfer("array.apply")
def apply(m: Machine, call: Call) -> Value:
    """`frame.apply(f)` gives each column to f, with `axis=1` each row; of a column each item."""
    rows = rows_of(m, call.owner)
    axis = call.get("axis") if call.has("axis") else call.rest[1] if len(call.rest) > 1 else Known(0)
    if is_table(m.current(call.owner)) and axis not in (Known(1), Known("columns")):
        column = same_rows(m, "columns", call.owner, call.place)
        function = call.get("func") if call.has("func") else call.rest[0] if call.rest else NONE
        given = m.call_often(function, (column,), call.place)
        kept = all(rows_of(m, each) == rows for _, each in alternatives(given))
        operands = (m.current(call.owner), *inside(m, given))
        return make(m, call.name, operands, call.place, rows=rows if kept else None)
    return m.lift(lambda owner: same_rows(m, call.name, owner, call.place), m.here(call.owner))


def names_columns(m: Machine, owner: Value, key: Value) -> bool:
    """Whether a subscript of a frame is the name of a column, or a list of names, of which not all are known."""
    if not (isinstance(owner, Tensor) and is_table(owner)):
        return False
    if not isinstance(key, Object) or key.kind != "list":
        made_of = origin(key)
        return isinstance(made_of, Unknown) and made_of.reason in (NAME, COLUMNS)
    names = m.elements(key)
    given = names if names is not None else (m.typical(key),)
    unknown = [each for each in given if isinstance(each, Unknown)]
    return bool(unknown) and all(each.reason == NAME for each in unknown)


def columns(m: Machine, owner: Value, key: Value, place: Place) -> Value:
    """`frame[name]`, `frame[[name]]`: all rows of it."""
    attributes = (("name", key),) if isinstance(key, Unknown) else ()
    return make(m, "columns", (owner,), place, rows=rows_of(m, owner), attributes=attributes)


PANDAS = ("pandas.DataFrame", "pandas.Series")
NO_COLUMNS = frozenset("columns dtypes dtype T size ndim empty str dt cat plot iat at axes name names flat".split())
"""Attributes of frames and their columns that are no methods."""


def column_attribute(m: Machine, owner: Value, name: str, place: Place) -> Value | None:
    """`frame.price` of a frame that pandas made: the column; None for anything else."""
    if name in NO_COLUMNS or name.startswith("_") or any(name in methods(each) for each in PANDAS):
        return None
    if not made_by_pandas(owner):
        return None
    return column(m, owner, Known(name), place)


@transfer(*(f"array.{name}" for name in "groupby resample".split()))
def grouped(m: Machine, call: Call) -> Value:
    """`frame.groupby("split")`: what is made of its groups has an item a group, whose rows are not those of another."""
    return m.new("pandas.api.typing.DataFrameGroupBy", call.place)
