"""Tensor expressions of the facts as nodes of a recipe; what cannot be rebuilt is cut off and stood in for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from zerolint.claims.recipe import CONSTANT, DATA, LIKELY, LIKELY_AXES, UNKNOWN_SIZE, VARIABLE, Node, Shape
from zerolint.facts import Facts
from zerolint.facts.constants import FILLED, entry
from zerolint.facts.costs import PLACEHOLDERS, owns_weights
from zerolint.facts.graphs import ancestors
from zerolint.facts.labels import Encoding
from zerolint.facts.networks import variable
from zerolint.facts.operations import operation
from zerolint.facts.paths import Labels
from zerolint.facts.places import Place
from zerolint.facts.ranges import interval
from zerolint.facts.values import Choice, Known, Tensor, Unknown, Value, alternatives
from zerolint.probe.arguments import HIDDEN, NotRebuilt, data_of, layer_arguments
from zerolint.probe.line_references import at
from zerolint.probe.sizes import numbers_in, shape_behind_rows, weights_of
from zerolint.probe.vocabulary import (
    ACTIVATIONS,
    ARITHMETIC,
    DIRECT,
    LAYERS,
    LOSSES,
    REDUCTIONS,
    RENAMED,
    SEVERAL_INPUTS,
    TF_LOSSES,
    labels_for,
)
from zerolint.queries.dropouts import dropouts

MOST_WEIGHTS = 4_000_000
"""A larger layer is not rebuilt: what stands behind it gets its rows from a stand-in."""
RESHAPING = frozenset({"tf.reshape", "tf.squeeze", "tf.expand_dims", "keras.ops.reshape", "keras.ops.squeeze"}) | {
    "keras.ops.expand_dims",
    "keras.backend.reshape",
    "keras.backend.squeeze",
    "keras.backend.expand_dims",
    "array.reshape",
    "numpy.reshape",
    "numpy.expand_dims",
}
DROPOUT = "tf.nn.dropout"
INDEXED = frozenset({"row", "columns", "slice", "view", "split"})
UNCHANGED = frozenset({"tf.identity", "array.copy", "array.numpy", "numpy.array", "numpy.asarray", "tf.constant"})
WIDE = frozenset(f"keras.layers.{name}" for name in ("Dense", "Conv1D", "Conv2D", "Conv3D", "Flatten", "Reshape"))
"""Layers that have a width of their own, or of which the width depends on more than that of their input."""
FLOATS = ("float", "double", "half")


class Rebuilder:
    """Turns values into nodes, each once. `bound` gives the nodes of tensors that are what they are, by key."""

    def __init__(self, facts: Facts, labels: Labels) -> None:
        self.facts = facts
        self.labels = labels
        self.nodes: list[Node] = []
        self.bound: dict[int, int] = {}
        self.places: dict[Place, int] = {}
        self.cuts: list[str] = []
        self.data: dict[int, Value] = {}
        """The nodes of rows and targets, with the values that they stand for."""
        self.taken: list[str] = []
        """Arguments of layers that had to be chosen."""
        self._depends: dict[int, bool] = {}
        self._hidden: set[int] = set()

    def add(self, node: Node, place: Place) -> int:
        """A new node's number."""
        self.nodes.append(replace(node, origin=len(self.nodes)))
        self.places[place] = len(self.nodes) - 1
        return len(self.nodes) - 1

    def node(self, value: Value) -> int:
        """The node of a value."""
        if isinstance(value, Choice):
            (_, value), *_ = alternatives(value, self.labels) or [(self.labels, value)]
        if isinstance(value, Known) and isinstance(value.value, (int, float)):
            return self.add(Node(CONSTANT, arguments={"value": float(value.value)}), value.place)
        key = value.key if isinstance(value, (Tensor, Unknown)) else 0
        if key in self.bound and key:
            return self.bound[key]
        made = self._rebuilt(value) if isinstance(value, Tensor) else self._unknown(value)
        self.bound[key] = made
        if isinstance(value, Tensor):
            self.places[value.place] = made
        return made

    def _unknown(self, value: Value) -> int:
        if isinstance(value, Unknown):
            self.cuts.append(f"{value.reason}{at(value.place)}")
            return self._rows(value, LIKELY, value)
        raise NotRebuilt(f"{type(value).__name__.lower()} in place of numbers")

    def _rebuilt(self, tensor: Tensor) -> int:
        try:
            return self._operation(tensor)
        except NotRebuilt as problem:
            reason = problem.here(tensor.place)
            if not self.depends(tensor):
                try:
                    return self._leaf(tensor)
                except NotRebuilt as unknown:
                    raise unknown.here(tensor.place) from None
            shape = shape_behind_rows(tensor)
            if shape is None or tensor.operator in LOSSES:
                raise reason from None
            self.cuts.append(str(reason))
            return self._rows(tensor, shape, tensor)

    def _operation(self, tensor: Tensor) -> int:
        name, kind = tensor.operator, operation(tensor.operator)
        if not self.depends(tensor) and not self._computed(tensor, kind):
            return self._leaf(tensor)
        if kind == "variable":
            return self._variable(tensor)
        if name in LAYERS:
            return self._layer(tensor)
        if name in ACTIVATIONS and tensor.operands:
            axis = tensor.attribute("axis")
            arguments = {"axis": axis.value} if isinstance(axis, Known) and axis.value is not None else {}
            return self._made(name, tensor, tensor.operands[:1], arguments)
        if kind in ARITHMETIC:
            self._beside(tensor)
            return self._made(kind, tensor, _numbers(tensor, kind))
        if kind in REDUCTIONS and tensor.operands:
            return self._reduction(tensor, kind)
        if name in TF_LOSSES or RENAMED.get(name, name) in LOSSES:
            return self._loss(tensor)
        if name == DROPOUT and tensor.operands:
            self._mark_hidden(tensor.operands[0])
            return self._made("keras.layers.Dropout", tensor, tensor.operands[:1], {"rate": self._dropped(tensor)})
        if kind == "join" and "concat" in name and len(tensor.operands) > 1:
            axis = tensor.attribute("axis")
            if not isinstance(axis, Known) or not isinstance(axis.value, int):
                raise NotRebuilt(f"the axis of `{name}` is not known")
            return self._made("concat", tensor, tensor.operands, {"axis": axis.value})
        if name in DIRECT:
            return self._direct(tensor)
        if kind == "product" and len(tensor.operands) >= 2:
            self._filled(tensor.operands[0])
            self._multiplied(*tensor.operands[:2])
            return self._made("product", tensor, tensor.operands[:2])
        return self._moved(tensor, kind)

    def _dropped(self, tensor: Tensor) -> float:
        rate = next((each.rate for each in dropouts(self.facts, tensor, self.labels)), None)
        if rate is None:
            self.taken.append(f"the rate of `{DROPOUT}`{at(tensor.place)}")
        return 0.5 if rate is None else rate

    def _direct(self, tensor: Tensor) -> int:
        """An operation that TensorFlow does with arguments that are all known."""
        name = tensor.operator.rpartition(".")[2]
        count, names = DIRECT[tensor.operator]
        if tensor.attribute("data_format") not in (Known(None), Known("NHWC")):
            raise NotRebuilt(f"the order of axes in `{name}` is not known, or not that of a processor")
        arguments: dict[str, Any] = {}
        for each in names:
            try:
                arguments[each] = data_of(self.facts, tensor.attribute(each), self.labels)
            except NotRebuilt:
                raise NotRebuilt(f"the argument `{each}` of `{name}` is not known") from None
        return self._made(tensor.operator, tensor, tensor.operands[:count], arguments)

    def _multiplied(self, given: Value, kernel: Value) -> None:
        """Rows of unknown shape that are multiplied by weights are as wide as those are high."""
        weights = variable(kernel)
        height = weights.dimension(0) if weights is not None else Unknown()
        known = isinstance(given, Tensor) and (self.depends(given) or shape_behind_rows(given) is not None)
        if isinstance(height, Known) and isinstance(given, (Tensor, Unknown)) and not known:
            self.bound.setdefault(given.key, self._rows(given, (height.value,), given))

    def _moved(self, tensor: Tensor, kind: str) -> int:
        """Operations that change the shape, the type, or nothing."""
        if tensor.operands and tensor.operator in UNCHANGED:
            return self.node(tensor.operands[0])
        if tensor.operands and kind == "cast":
            return self._cast(tensor)
        shape = tensor.shape
        if tensor.operands and tensor.operator in RESHAPING and shape is not None and Known(...) not in shape:
            sizes = [size.value if isinstance(size, Known) and isinstance(size.value, int) else -1 for size in shape]
            if sizes.count(-1) <= 1:
                # The made-up rows are others in number than the script's.
                return self._made("reshape", tensor, tensor.operands[:1], {"shape": [-1, *sizes[1:]]})
        if tensor.operands and tensor.operator in ("tf.squeeze", "keras.backend.squeeze", "keras.ops.squeeze"):
            return self._made("squeeze", tensor, tensor.operands[:1])
        if kind in ("ones", "zeros", "full") and entry(tensor) is not None:
            return self.node(entry(tensor) or tensor)
        if tensor.operator in INDEXED:
            raise NotRebuilt("what is picked by an index is not rebuilt")
        raise NotRebuilt(f"`{tensor.operator.removeprefix('keras.layers.')}` is not rebuilt")

    def _made(
        self, name: str, tensor: Tensor, operands: tuple[Value, ...], arguments: dict[str, Any] | None = None
    ) -> int:
        of = tuple(self.node(each) for each in operands)
        return self.add(Node(name, of, arguments or {}), tensor.place)

    def _cast(self, tensor: Tensor) -> int:
        try:
            kind = data_of(self.facts, tensor.attribute("dtype"), self.labels)
        except NotRebuilt:
            kind = "float32"
        if isinstance(kind, str) and not kind.startswith(FLOATS) and self.depends(tensor):
            return self._made("whole", tensor, tensor.operands[:1])
        return self.node(tensor.operands[0])

    def _reduction(self, tensor: Tensor, kind: str) -> int:
        if kind == "extreme":
            kind = "max" if "max" in tensor.operator else "min"
        try:
            axis = data_of(self.facts, tensor.attribute("axis"), self.labels)
        except NotRebuilt:
            axis = None
        kept = any(tensor.attribute(name) == Known(True) for name in ("keepdims", "keep_dims"))
        return self._made(kind, tensor, tensor.operands[:1], {"axis": axis, "keepdims": kept})

    def _loss(self, tensor: Tensor) -> int:
        arguments = {
            name: value.value
            for name in ("from_logits", "axis")
            if isinstance(value := tensor.attribute(name), Known) and value.value is not None
        }
        name = RENAMED.get(tensor.operator, tensor.operator)
        self._labels(labels_for(name), *tensor.operands[:2])
        return self._made(name, tensor, tensor.operands[:2], arguments)

    def _labels(self, kind: Encoding | None, *operands: Value) -> None:
        """Targets of unknown shape are as many as the predictions that a loss compares them with."""
        if len(operands) < 2:
            return
        given, prediction = operands
        while isinstance(given, Tensor) and given.operands and self._keeps_numbers(given):
            given = given.operands[0]
        _, given = (alternatives(given, self.labels) or [(self.labels, given)])[0]
        if not isinstance(given, (Tensor, Unknown)) or given.key in self.bound or self.depends(given):
            return
        known = isinstance(given, Tensor) and shape_behind_rows(given) is not None
        shape = shape_behind_rows(prediction) if isinstance(prediction, Tensor) else None
        if shape is None and isinstance(prediction, Tensor) and isinstance(width := prediction.dimension(-1), Known):
            # Of what is called on rows of unknown rank, those that are made up have one axis.
            shape = (width.value,) if isinstance(width.value, int) else None
        if not known and shape is not None:
            self.bound[given.key] = self._rows(given, shape[:-1] if kind == "integer" else shape, given)

    def _beside(self, tensor: Tensor) -> None:
        """Arrays of unknown shape have that of what they are computed with: targets in a cost written by hand."""
        if len(tensor.operands) == 2:
            for given, other in (tensor.operands, tensor.operands[::-1]):
                if isinstance(given, Tensor) and isinstance(other, Tensor) and self.depends(other):
                    self._labels(None, given, other)

    @staticmethod
    def _keeps_numbers(tensor: Tensor) -> bool:
        known = shape_behind_rows(tensor) is not None
        return not known and (operation(tensor.operator) == "cast" or tensor.operator in UNCHANGED)

    def _variable(self, tensor: Tensor) -> int:
        if tensor.shape is None or Known(...) in tensor.shape:
            raise NotRebuilt("the shape of a variable is not known")
        sizes = [size.value if isinstance(size, Known) else None for size in tensor.shape]
        if not all(isinstance(size, int) for size in sizes):
            self.taken.append(f"the shape of a variable{at(tensor.place)}")
            sizes = [size if isinstance(size, int) else UNKNOWN_SIZE for size in sizes]
        if math.prod(size for size in sizes if size is not None) > MOST_WEIGHTS:
            raise NotRebuilt("a variable of more than 4 million numbers")
        start = entry(tensor.operands[0]) if tensor.operands else None
        kernel = tensor.attribute("kernel")
        if isinstance(kernel, Known):
            start = kernel
        arguments = {"shape": sizes, "start": None if start is None else float(start.value)}
        if tensor.attribute("trainable") == Known(False):
            arguments["trainable"] = False
        return self.add(Node(VARIABLE, (), arguments), tensor.place)

    def _layer(self, tensor: Tensor) -> int:
        name, hidden = tensor.operator.rpartition(".")[2], tensor.key in self._hidden
        arguments, taken = layer_arguments(self.facts, tensor, self.labels, hidden=hidden)
        self.taken += [f"`{each}` of {name}{at(tensor.place)}" for each in taken]
        several = tensor.operator in SEVERAL_INPUTS
        if len(tensor.operands) != 1 and not several:
            raise NotRebuilt(f"a {name} layer of several inputs")
        if weights_of(tensor) > MOST_WEIGHTS and hidden and "units" in arguments:
            arguments |= {"units": HIDDEN["units"]}
            self.taken.append(f"`units` of {name}{at(tensor.place)}")
        elif weights_of(tensor) > MOST_WEIGHTS:
            raise NotRebuilt(f"a {name} layer of more than 4 million weights")
        for each in tensor.operands:
            self._mark_hidden(each)
            self._likely(each, tensor, arguments)
        of = tuple(self.node(each) for each in tensor.operands)
        key = tensor.layer.key if tensor.layer is not None else 0
        return self.add(Node(tensor.operator, of, arguments, key), tensor.place)

    def _mark_hidden(self, value: Value) -> None:
        """A layer that another one reads, straight or through an activation, may be as wide as it likes."""
        while isinstance(value, Tensor):
            self._hidden.add(value.key)
            passes = value.operator in ACTIVATIONS | {DROPOUT} or value.operator in LAYERS - WIDE
            value = value.operands[0] if passes and len(value.operands) == 1 else Unknown()

    def _likely(self, given: Value, reader: Tensor, arguments: dict[str, Any]) -> None:
        """Rows that a layer reads directly have the shape and the numbers that it can read."""
        if not isinstance(given, (Tensor, Unknown)) or given.key in self.bound:
            return
        if isinstance(given, Tensor) and (self.depends(given) or operation(given.operator) in ARITHMETIC):
            return
        self._filled(given)
        if given.key in self.bound:
            return
        name = reader.operator.rpartition(".")[2]
        numbers: dict[str, Any] = {}
        if name == "Embedding":
            numbers = {"numbers": "integers", "low": 0, "high": int(arguments.get("input_dim", 10))}
        shape = shape_behind_rows(given) if isinstance(given, Tensor) else None
        likely = LIKELY_AXES.get(name, LIKELY)
        if numbers or shape is None:
            self.bound[given.key] = self._rows(given, shape or likely, given, **numbers)

    # rows

    def _filled(self, given: Value) -> None:
        """Arrays of one number that are read as rows keep their shape; elsewhere the number alone will do."""
        number = entry(given) if isinstance(given, Tensor) else None
        shape = shape_behind_rows(given) if isinstance(given, Tensor) else None
        if isinstance(given, Tensor) and number is not None and shape is not None and given.key not in self.bound:
            value = float(number.value)
            self.bound[given.key] = self._rows(given, shape, given, numbers="uniform", low=value, high=value)

    def depends(self, value: Value) -> bool:
        """Whether a value is computed by weights, or by something whose node is given."""
        if not isinstance(value, Tensor):
            return False
        if value.key not in self._depends:
            self._depends[value.key] = any(
                owns_weights(each) or variable(each) is not None or each.operator in LAYERS for each in ancestors(value)
            )
        return self._depends[value.key] or any(
            isinstance(each, Tensor) and each.key in self.bound for each in ancestors(value)
        )

    def _computed(self, tensor: Tensor, kind: str) -> bool:
        """Whether rows are computed here as the script does, from other rows."""
        if kind in FILLED or kind == "full":
            return entry(tensor) is not None
        plain = kind in ARITHMETIC or kind == "cast" or tensor.operator in UNCHANGED
        return plain and any(isinstance(each, (Tensor, Unknown)) for each in tensor.operands)

    def _leaf(self, tensor: Tensor) -> int:
        shape = shape_behind_rows(tensor)
        if shape is None and tensor.operator in ("input", *PLACEHOLDERS):
            shape = LIKELY
        if shape is None:
            raise NotRebuilt("the shape of some of its data is not known")
        return self._rows(tensor, shape, tensor)

    def _rows(self, value: Value, shape: Shape, stands_for: Value, **numbers: Any) -> int:
        given = numbers or numbers_in(interval(value))
        sizes = [size if size is not None else UNKNOWN_SIZE for size in shape]
        made = self.add(Node(DATA, (), {"shape": sizes, **given}), value.place)
        self.data[made] = stands_for
        return made


def _numbers(tensor: Tensor, kind: str) -> tuple[Value, ...]:
    """The operands of an operation on numbers; a bound of a clip that is not given is no bound."""
    if kind != "clip":
        return tensor.operands
    x, low, high = (*tensor.operands, Known(None), Known(None))[:3]
    return (
        x,
        Known(-math.inf) if low == Known(None) else low,
        Known(math.inf) if high == Known(None) else high,
    )
