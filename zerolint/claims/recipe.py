"""Programs as data: what the worker builds and trains, without a line of the user's code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Shape = tuple[int | None, ...]
"""The sizes behind the rows; None where one is not known."""

LIKELY_AXES: Mapping[str, Shape] = {
    "Conv1D": (16, 4),
    "Conv2D": (16, 16, 3),
    "Conv3D": (8, 8, 8, 1),
    "LSTM": (8, 4),
    "GRU": (8, 4),
}
UNKNOWN_SIZE = 8
"""What a size is taken to be wherever it is not known: the same everywhere, since things fit together."""
LIKELY: Shape = (UNKNOWN_SIZE,)
"""The shape of rows of which nothing is known, by the layer that reads them."""

DATA, TARGET, CONSTANT, VARIABLE = "data", "target", "constant", "variable"
"""Operators of what is not computed: rows, what they are compared with, numbers, weights."""


@dataclass(frozen=True, slots=True)
class Node:
    """One operation. `of` are the numbers of its operands in `Recipe.nodes`, all smaller than its own.

    `operator` is a layer ("keras.layers.Dense"), a loss function of Keras or tf.nn, an activation, the one name of
    an operation ("add"), or one of the four above. Nodes with the same `layer` share weights; 0 shares with none.
    `origin` is the number that it was rebuilt with, by which its line is known; below 0 the probe has put it there.
    """

    operator: str
    of: tuple[int, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    layer: int = 0
    origin: int = -1


@dataclass(frozen=True, slots=True)
class Cost:
    """Something that training lowers: a node, with the factor that it has in the sum.

    Where `compile` was given the loss, `target` and `prediction` are the nodes that Keras gives to it, in one shape.
    """

    node: int
    weight: float = 1.0
    target: int | None = None
    prediction: int | None = None


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A class of keras.optimizers and its arguments; numbers, texts and None only.

    `rate` is its learning rate; None, where `unknown` says why, for the one that Keras gives it.
    """

    name: str
    rate: float | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A network with its cost, its optimizer and made-up rows in the shapes of the script's own.

    `row_weights` are factors of the cost, one a class or one for all rows; empty where rows count alike.
    """

    nodes: tuple[Node, ...]
    outputs: tuple[int, ...] = ()
    costs: tuple[Cost, ...] = ()
    optimizer: Optimizer | None = None
    rows: int = 256
    batch: int = 32
    row_weights: tuple[float, ...] = ()

    def with_node(self, number: int, node: Node) -> Recipe:
        """The same program with another operation in one place."""
        return replace(self, nodes=(*self.nodes[:number], node, *self.nodes[number + 1 :]))

    def behind(self, number: int, node: Node, readers: frozenset[int]) -> Recipe:
        """The same program with an operation behind a node, of which these other nodes then read the result.

        Every node behind it has a number that is larger by one, and so have the readers.
        """

        def moved(each: int) -> int:
            return each + 1 if each > number else each

        nodes = [replace(each, of=tuple(map(moved, each.of))) for each in self.nodes]
        for reader in readers:
            of = tuple(number + 1 if each == number else each for each in nodes[reader].of)
            nodes[reader] = replace(nodes[reader], of=of)
        costs = [
            replace(
                each,
                node=moved(each.node),
                target=None if each.target is None else moved(each.target),
                prediction=None if each.prediction is None else moved(each.prediction),
            )
            for each in self.costs
        ]
        return replace(
            self,
            nodes=(*nodes[: number + 1], replace(node, of=(number,)), *nodes[number + 1 :]),
            outputs=tuple(map(moved, self.outputs)),
            costs=tuple(costs),
        )

    def standing_in(self, number: int, shape: Shape | None = None) -> Recipe:
        """The same program with made-up rows in the place of a node, in a shape that what reads it can read."""
        if shape is not None:
            return self.with_node(number, Node(DATA, arguments={"shape": shape}))
        shape = LIKELY
        waiting = [number]
        while waiting:
            for reader in self.readers(waiting.pop(0)):
                operator = self.nodes[reader].operator.rpartition(".")[2]
                if operator == "product" and self.nodes[self.nodes[reader].of[1]].operator == VARIABLE:
                    shape = tuple(self.nodes[self.nodes[reader].of[1]].arguments["shape"][:1])
                if operator == "Reshape":
                    shape = tuple(self.nodes[reader].arguments["target_shape"])
                if operator in LIKELY_AXES:
                    shape = LIKELY_AXES[operator]
                if operator in ("Reshape", "Flatten", "Dense", "product", *LIKELY_AXES):
                    return self.with_node(number, Node(DATA, arguments={"shape": shape}))
                waiting.append(reader)
        return self.with_node(number, Node(DATA, arguments={"shape": shape}))

    def readers(self, number: int) -> frozenset[int]:
        """The nodes that read the result of one."""
        return frozenset(reader for reader, each in enumerate(self.nodes) if number in each.of)

    def below(self, number: int) -> frozenset[int]:
        """A node and everything that it is computed from."""
        found: set[int] = set()
        waiting = [number]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self.nodes[each].of
        return frozenset(found)


def as_recipe(data: Mapping[str, Any]) -> Recipe:
    """The recipe that `dataclasses.asdict` and JSON made this of."""
    optimizer = data["optimizer"]
    return Recipe(
        nodes=tuple(
            Node(each["operator"], tuple(each["of"]), each["arguments"], each["layer"], each["origin"])
            for each in data["nodes"]
        ),
        outputs=tuple(data["outputs"]),
        costs=tuple(Cost(**each) for each in data["costs"]),
        optimizer=None if optimizer is None else Optimizer(**optimizer),
        rows=data["rows"],
        batch=data["batch"],
        row_weights=tuple(data["row_weights"]),
    )
