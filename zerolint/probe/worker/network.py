"""A recipe built in TensorFlow: its layers and variables, and what its nodes compute."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from zerolint.claims.recipe import CONSTANT, DATA, TARGET, VARIABLE, Cost, Recipe
from zerolint.probe.line_references import of_node
from zerolint.probe.vocabulary import LAYERS, PRODUCTS
from zerolint.probe.worker import data, operations
from zerolint.probe.worker.libraries import keras, numpy, tensorflow

SEED = 7


class Refused(Exception):
    """TensorFlow does not compute a node of a program for what the nodes before it give, or takes too long."""

    def __init__(self, recipe: Recipe, number: int, given: Sequence[Any], reason: str) -> None:
        self.node, self.number = recipe.nodes[number], number
        self.shape: tuple[int, ...] | None = None
        name = self.node.operator.removeprefix("keras.layers.").removeprefix("keras.losses.")
        shapes = " and ".join(str(tuple(each.shape[1:])) for each in given if getattr(each.shape, "rank", 0))
        what = f"{name} layer" if self.node.operator in LAYERS else f"`{name}`"
        super().__init__(f"its {what}{of_node(self.node.origin)} on rows of shape {shapes}: {reason}")


class NotTrained(Exception):
    """TensorFlow does not run a part of the training that is no node of the program."""


def by_tensorflow(error: BaseException) -> bool:
    """Whether an error comes out of TensorFlow or Keras, and not out of the probe's own code."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    home = step.tb_frame.f_globals.get("__name__", "") if step is not None else ""
    return any(each.partition(".")[0] in ("tensorflow", "keras") for each in (home, type(error).__module__))


@contextlib.contextmanager
def trying(what: str) -> Iterator[None]:
    """Where TensorFlow refuses something that is no node of the program, say what."""
    try:
        yield
    except Exception as error:
        exhausted = type(error).__name__ == "ResourceExhaustedError"
        if exhausted or isinstance(error, (Refused, NotTrained)) or not by_tensorflow(error):
            raise
        raise NotTrained(f"{what}: {first_sentence(error)}") from error


class TooSlow(Refused):
    """A layer takes too long; `shape` is that of the rows which it gives."""


def first_sentence(error: Exception) -> str:
    """What an error of TensorFlow says, without the names of its own insides."""
    text = " ".join(re.sub(r"\{\{.*?\}\}|\[Op:.*", "", str(error)).split())
    sentence = re.split(r"(?<=[a-z)])[.:!] (?=[A-Z])|\.$| Received", text)[0].strip()
    cut = sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST].rpartition(' ')[0]} ..."
    return cut or type(error).__name__


LONGEST = 110


class Network:
    """The variables of a recipe, made from the same seed whatever else was built before."""

    def __init__(self, recipe: Recipe, rows: Mapping[int, Any]) -> None:
        self.recipe = recipe
        self._layers: dict[tuple[str, int], Any] = {}
        self._work: dict[int, tuple[int, Any, Any]] = {}
        """About how many multiplications each layer takes for a row, with what it is given and makes."""
        self._variables: dict[int, Any] = {}
        self._fixed: set[int] = set()
        self.rows = {number: tensorflow().constant(each) for number, each in rows.items()}
        keras().utils.set_random_seed(SEED)
        self._make_variables()
        # Losses of `compile` come later, with targets of their predictions' rank: they make no layers.
        self.values(self._sample(), [*recipe.outputs, *(each.node for each in recipe.costs if each.prediction is None)])

    @property
    def work(self) -> int:
        """About how many multiplications one row takes."""
        return sum(work for work, _, _ in self._work.values())

    def within(self, most: int) -> None:
        """Raise TooSlow, with the layer from which on all others together stay within so much work for a row."""
        left = most
        for number, (work, given, made) in sorted(self._work.items(), reverse=True):
            left -= work
            if left < 0:
                slow = TooSlow(self.recipe, number, [given], f"{self.work / 1e6:.0f} million multiplications a row")
                slow.shape = tuple(made.shape[1:])
                raise slow

    def _make_variables(self) -> None:
        random = numpy().random.default_rng(SEED)
        for number, node in enumerate(self.recipe.nodes):
            if node.operator == VARIABLE:
                shape, start = tuple(node.arguments["shape"]), node.arguments["start"]
                first = random.normal(size=shape) / max(shape[0], 1) ** 0.5 if shape else random.normal()
                first = first if start is None else numpy().full(shape, start)
                trained = node.arguments.get("trainable", True)
                self._variables[number] = keras().Variable(first.astype("float32"), trainable=trained)

    def _sample(self) -> dict[int, Any]:
        """Two rows, enough to make the layers; all, where there may be one weight a row."""
        whole = data.counted_by_weights(self.recipe)
        return self.rows if whole else {number: each[:2] for number, each in self.rows.items()}

    @property
    def weights(self) -> list[Any]:
        """The variables that training moves."""
        of_layers = [each for layer in self._layers.values() for each in layer.trainable_variables]
        return of_layers + [each for each in self._variables.values() if each.trainable]

    @property
    def state(self) -> list[Any]:
        """All variables: those that training moves, and averages and random states beside them."""
        return [each for layer in self._layers.values() for each in layer.variables] + list(self._variables.values())

    def values(
        self,
        rows: Mapping[int, Any],
        wanted: list[int],
        *,
        training: bool = False,
        replaced: Mapping[int, Any] | None = None,
    ) -> list[Any]:
        """What nodes compute of these rows; `replaced` gives nodes other values than their own."""
        computed: dict[int, Any] = dict(replaced or {})
        needed: set[int] = set()
        waiting = list(wanted)
        while waiting:
            each = waiting.pop()
            if each not in computed and each not in needed:
                needed.add(each)
                waiting += self.recipe.nodes[each].of
        for number in sorted(needed):
            computed[number] = self._value(number, computed, rows, training)
        return [computed[each] for each in wanted]

    def _value(self, number: int, computed: Mapping[int, Any], rows: Mapping[int, Any], training: bool) -> Any:
        node = self.recipe.nodes[number]
        if node.operator in (DATA, TARGET):
            return rows[number]
        if node.operator == CONSTANT:
            return tensorflow().constant(node.arguments["value"], dtype="float32")
        if node.operator == VARIABLE:
            return self._variables[number].value
        operands = [computed[each] for each in node.of]
        try:
            return self._computed(number, operands, training)
        except (MemoryError, Refused, tensorflow().errors.ResourceExhaustedError):
            raise
        except Exception as error:
            if not by_tensorflow(error):
                raise
            raise Refused(self.recipe, number, operands, first_sentence(error)) from error

    def _computed(self, number: int, operands: list[Any], training: bool) -> Any:
        node = self.recipe.nodes[number]
        if node.operator not in LAYERS:
            made = operations.function(node.operator)(*operands, **node.arguments)
            if node.operator in PRODUCTS:
                self._work[number] = (_size(operands[1].shape) * _size(made.shape[1:-1]), operands[0], made)
            return made
        key = (node.operator, node.layer or -number)
        if key not in self._layers:
            self._layers[key] = operations.layer(node.operator, node.arguments)
            made = operations.applied(self._layers[key], node.operator, operands, training)
            self._work[number] = (_work(self._layers[key], operands[0], made), operands[0], made)
            return made
        return operations.applied(self._layers[key], node.operator, operands, training)

    def cost(
        self, rows: Mapping[int, Any], *, training: bool = False, replaced: Mapping[int, Any] | None = None
    ) -> Any:
        """The whole cost, a scalar: of what `compile` was given as Keras computes it."""
        parts = [each.weight * self._part(each, rows, training, replaced or {}) for each in self.recipe.costs]
        return tensorflow().add_n(parts)

    def _part(self, cost: Cost, rows: Mapping[int, Any], training: bool, replaced: Mapping[int, Any]) -> Any:
        tf = tensorflow()
        if cost.target is None or cost.prediction is None:
            (value,) = self.values(rows, [cost.node], training=training, replaced=replaced)
            return tf.reduce_mean(tf.cast(value, tf.float32))
        target, prediction = self.values(rows, [cost.target, cost.prediction], training=training, replaced=replaced)

        def computed(goal: Any, answer: Any) -> Any:
            both: dict[Any, Any] = {**replaced, cost.target: goal, cost.prediction: answer}
            (value,) = self.values(rows, [cost.node], training=training, replaced=both)
            return tf.cast(value, tf.float32)

        return _compiled_loss(computed)(target, prediction, sample_weight=self._weights(target))

    def inside(self, number: int, rows: Mapping[int, Any]) -> Any:
        """What a node inside of a loss gives, its targets and predictions brought to one rank where Keras does so."""
        for cost in self.recipe.costs:
            if cost.target is not None and cost.prediction is not None and number in self.recipe.below(cost.node):
                target, prediction = self.values(rows, [cost.target, cost.prediction])
                both = {cost.target: _of_rank(target, prediction), cost.prediction: prediction}
                return self.values(rows, [number], replaced=both)[0]
        return self.values(rows, [number])[0]

    def _weights(self, target: Any) -> Any:
        """The factors of rows by their class, or of all rows."""
        tf, factors = tensorflow(), self.recipe.row_weights
        if not factors:
            return None
        table = tf.constant(factors)
        if len(factors) == 1:
            return tf.fill([tf.shape(target)[0]], factors[0])
        labels = tf.argmax(target, axis=-1) if target.shape.rank == 2 and target.shape[-1] > 1 else target
        numbers = tf.cast(tf.reshape(labels, [tf.shape(target)[0], -1])[:, 0], tf.int32)
        return tf.gather(table, tf.clip_by_value(numbers, 0, len(factors) - 1))


def _size(shape: Any) -> int:
    return math.prod(each or 1 for each in shape)


def _work(layer: Any, given: Any, made: Any) -> int:
    """The multiplications of a layer for one row: each kernel once for every place it is put to, or every step."""
    places = given.shape[1:2] if hasattr(layer, "return_sequences") else made.shape[1:-1]
    if hasattr(layer, "embeddings"):
        return 0
    kernels: int = sum(math.prod(each.shape) for each in layer.trainable_variables if len(each.shape) > 1)
    many: int = math.prod(places)
    return (max(kernels, STEP) if hasattr(layer, "return_sequences") else kernels) * many


STEP = 50_000
"""A step of a recurrent layer takes as long as so many multiplications, however small it is."""


def _of_rank(target: Any, prediction: Any) -> Any:
    """Targets with the rank of the predictions, as Keras gives both to a loss."""
    if target.shape.rank == prediction.shape.rank - 1 and prediction.shape[-1] == 1:
        return tensorflow().expand_dims(target, -1)
    if target.shape.rank == prediction.shape.rank + 1 and target.shape[-1] == 1:
        return tensorflow().squeeze(target, -1)
    return target


def _compiled_loss(computed: Callable[[Any, Any], Any]) -> Any:
    """A loss as `compile` wraps it: rows are weighted and averaged."""

    class Compiled(keras().losses.Loss):  # type: ignore[misc]
        def call(self, y_true: Any, y_pred: Any) -> Any:
            return computed(_of_rank(y_true, y_pred), y_pred)

    return Compiled()
