"""A recipe built in TensorFlow: its layers and variables, and what its nodes compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zerolint.probe.recipes import CONSTANT, DATA, TARGET, VARIABLE, Cost, Recipe
from zerolint.probe.vocabulary import LAYERS
from zerolint.probe.worker import operations
from zerolint.probe.worker.libraries import keras, numpy, tensorflow

SEED = 7


class Network:
    """The variables of a recipe, made from the same seed whatever else was built before."""

    def __init__(self, recipe: Recipe, rows: Mapping[int, Any]) -> None:
        self.recipe = recipe
        self._layers: dict[tuple[str, int], Any] = {}
        self._variables: dict[int, Any] = {}
        self._fixed: set[int] = set()
        self.rows = {number: tensorflow().constant(each) for number, each in rows.items()}
        keras().utils.set_random_seed(SEED)
        self._make_variables()
        # Losses of `compile` come later, with targets of their predictions' rank: they make no layers.
        self.values(self._sample(), [*recipe.outputs, *(each.node for each in recipe.costs if each.prediction is None)])

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
        return self.rows if self._variables else {number: each[:2] for number, each in self.rows.items()}

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
        if node.operator not in LAYERS:
            return operations.function(node.operator)(*operands, **node.arguments)
        key = (node.operator, node.layer or -number)
        if key not in self._layers:
            self._layers[key] = operations.layer(node.operator, node.arguments)
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
